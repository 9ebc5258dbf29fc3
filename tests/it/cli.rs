//! The program as it is run: exit codes, messages, streams, and that nothing is written where something is wrong.

use crate::workshop::{Ran, Workshop, sample};
use std::io::Write as _;
use std::process::Stdio;

const DRAFT: &str = "# Code\n\n## Commitment 1. Safety\n\nSignatories shall report.\n";

fn workshop() -> Workshop {
    Workshop::with(&[("a.md", DRAFT), ("b.md", &DRAFT.replace("shall", "may")), ("out.html", "what stood there")])
}

/// Runs with an output file in every form of bad input: the file stays, and nothing stands beside it.
#[track_caller]
fn refuses(workshop: &Workshop, arguments: &[&str], words: &[&str]) {
    let before = workshop.inventory();
    workshop.run(&[arguments, &["-o", "out.html"]].concat()).failed(3, words);
    workshop.run(&[arguments, &["-o", "none.html"]].concat()).failed(3, words);
    assert_eq!(workshop.inventory(), before);
}

#[test]
fn bytes_that_are_not_utf8_name_file_and_line() {
    let workshop = workshop();
    workshop.put("bad.md", b"# One\r\n\r\nca\xe9\n");
    refuses(&workshop, &["diff", "bad.md", "a.md"], &["`bad.md:3`", "UTF-8"]);
    refuses(&workshop, &["diff", "a.md", "bad.md"], &["`bad.md:3`", "UTF-8"]);
    workshop.put("folder/1.md", b"fine");
    workshop.put("folder/in/2.md", b"\n\xff\xfe");
    refuses(&workshop, &["diff", "a.md", "folder"], &["`folder/in/2.md:2`"]);
    workshop.put("words.toml", b"name = '\xff'");
    refuses(&workshop, &["diff", "a.md", "b.md", "--vocabulary", "words.toml"], &["`words.toml:1`"]);
    workshop.put("redraft.toml", b"# one\n# \xff\n");
    refuses(&workshop, &["diff", "a.md", "b.md"], &["`redraft.toml:2`"]);
}

#[test]
fn a_folder_where_a_file_is_needed_is_named() {
    let workshop = workshop();
    workshop.put("folder.toml/1.md", b"one");
    workshop.put("empty/x.txt", b"one");
    refuses(&workshop, &["diff", "a.md", "b.md", "--series", "folder.toml"], &["`folder.toml` is a folder"]);
    refuses(&workshop, &["diff", "a.md", "b.md", "--vocabulary", "folder.toml"], &["`folder.toml` is a folder"]);
    refuses(&workshop, &["diff", "a.md", "empty"], &["`empty` holds no Markdown"]);
    workshop.run(&["diff", "a.md", "b.md", "-o", "folder.toml"]).failed(3, &["cannot write `folder.toml`"]);
    workshop.put("redraft.toml/x", b"one");
    refuses(&workshop, &["diff", "a.md", "b.md"], &["`redraft.toml` is a folder"]);
}

#[test]
fn what_is_not_there_is_named() {
    let workshop = workshop();
    refuses(&workshop, &["diff", "a.md", "gone.md"], &["cannot read `gone.md`"]);
    refuses(&workshop, &["diff", "a.md", "b.md", "--series", "gone.toml"], &["cannot read `gone.toml`"]);
    refuses(&workshop, &["diff", "a.md", "b.md", "--vocabulary", "gone.toml"], &["cannot read `gone.toml`"]);
}

#[test]
fn an_unknown_draft_names_the_nearest() {
    let workshop = workshop();
    refuses(&workshop, &["diff", "first", "secnd"], &["`secnd`", "hint: did you mean `second`?"]);
    refuses(&workshop, &["diff", "frist..second"], &["`frist`", "hint: did you mean `first`?"]);
    workshop.run(&["show", "fourth"]).failed(3, &["`fourth`", "`first`, `second`, `third`"]);
    workshop.put("redraft.toml", b"[[draft]]\nlabel = 'public-draft'\nsource = 'a.md'\n");
    workshop.run(&["show", "public_draft"]).failed(3, &["did you mean `public-draft`?", "redraft.toml"]);
}

#[test]
fn a_faulty_manifest_names_file_line_and_nearest_key() {
    let workshop = workshop();
    workshop.put("redraft.toml", b"[[draft]]\nlabel = 'one'\nsorce = 'a.md'\n");
    refuses(&workshop, &["diff"], &["`redraft.toml:3`", "`sorce`", "hint: did you mean `source`?"]);
    workshop.put("redraft.toml", b"[series]\nvocabulry = 'x'\n");
    refuses(&workshop, &["diff"], &["`redraft.toml:2`", "hint: did you mean `vocabulary`?"]);
    workshop.put("redraft.toml", b"\n[[draft]\n");
    refuses(&workshop, &["diff", "a.md", "b.md"], &["`redraft.toml:2`"]);
    workshop.put("redraft.toml", b"[[draft]]\nlabel='a'\nsource='a.md'\n\n[[draft]]\nlabel='a'\nsource='b.md'\n");
    refuses(&workshop, &["diff"], &["`redraft.toml:6`", "line 2", "`a`"]);
    workshop.put("redraft.toml", b"[[draft]]\nlabel='a'\nsource='gone.md'\n[[draft]]\nlabel='b'\nsource='b.md'\n");
    refuses(&workshop, &["diff"], &["`gone.md`"]);
    workshop.put("in/a.md", b"a");
    workshop.put("redraft.toml", b"[series]\ntitel = 'x'\n");
    let mut below = workshop.redraft(&["show", "a.md"]);
    let ran = below.current_dir(workshop.path("in")).output().expect("the program runs");
    Ran::new(&ran).failed(3, &["`../redraft.toml:2`"]);
}

#[test]
fn a_faulty_vocabulary_names_file_and_line() {
    let workshop = workshop();
    workshop.put("words.toml", b"name = 'own'\n[[heading]]\nkind = 'measure'\npatern = []\n");
    refuses(&workshop, &["diff", "a.md", "b.md", "--vocabulary", "words.toml"], &["`words.toml:4`", "patern"]);
    let words = ["`code-of-practise`", "hint: did you mean `code-of-practice`?"];
    refuses(&workshop, &["diff", "a.md", "b.md", "--vocabulary", "code-of-practise"], &words);
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_what_stood_there_stays() {
    let workshop = workshop();
    let before = workshop.inventory();
    for target in ["gone/out.html", "a.md/out.html", "."] {
        let written = format!("cannot write `{target}`");
        workshop.run(&["diff", "a.md", "b.md", "-o", target]).failed(3, &[&written]);
    }
    assert_eq!(workshop.inventory(), before);
    let mut permissions = workshop.path("out.html").metadata().expect("is there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(workshop.path("out.html"), permissions).expect("can be protected");
    workshop.run(&["diff", "a.md", "b.md", "-o", "out.html"]).failed(3, &["cannot write `out.html`"]);
    assert_eq!(workshop.get("out.html"), "what stood there");
    assert_eq!(workshop.inventory(), before);
}

#[test]
fn an_output_file_holds_what_standard_output_would() {
    let workshop = workshop();
    for format in ["text", "json", "markdown", "html"] {
        let printed = workshop.run(&["diff", "a.md", "b.md", "--format", format]).succeeded();
        assert!(!printed.is_empty());
        let silent = workshop.run(&["diff", "a.md", "b.md", "--format", format, "-o", "page"]).succeeded();
        assert_eq!((silent.as_str(), workshop.get("page")), ("", printed), "{format}");
    }
    let json = workshop.run(&["diff", "a.md", "b.md", "--format", "json"]).succeeded();
    workshop.run(&["diff", "a.md", "b.md", "-o", "page.json"]).succeeded();
    assert_eq!(workshop.get("page.json"), json, "the ending names the format");
}

#[test]
fn the_exit_code_tells_of_differences_only_when_asked() {
    let workshop = workshop();
    assert_eq!(workshop.run(&["diff", "a.md", "b.md"]).code, Some(0));
    assert_eq!(workshop.run(&["diff", "a.md", "b.md", "--exit-code"]).code, Some(1));
    assert_eq!(workshop.run(&["diff", "a.md", "a.md", "--exit-code"]).code, Some(0));
}

#[test]
fn a_command_line_that_cannot_be_meant_is_a_usage_error() {
    let workshop = workshop();
    workshop.run(&["diff", "first"]).failed(2, &["`first`", "hint: "]);
    workshop.run(&["diff", "-", "-"]).failed(2, &["standard input"]);
    workshop.run(&["diff", "--format", "pdf"]).failed(2, &["pdf"]);
    workshop.run(&["dif"]).failed(2, &["diff"]);
    assert_eq!(workshop.run(&[]).code, Some(2));
}

#[test]
fn a_draft_may_come_from_standard_input() {
    let workshop = workshop();
    let run = |text: &[u8], arguments: &[&str]| {
        let mut command = workshop.redraft(arguments);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = piped.spawn().expect("the program runs");
        child.stdin.take().expect("is piped").write_all(text).expect("the program reads");
        Ran::new(&child.wait_with_output().expect("the program ends"))
    };
    assert_eq!(run(DRAFT.as_bytes(), &["diff", "a.md", "-", "--exit-code"]).code, Some(0));
    assert_eq!(run(DRAFT.as_bytes(), &["diff", "-", "b.md", "--exit-code"]).code, Some(1));
    run(b"one\n\n\xff", &["show", "-"]).failed(3, &["`standard input:3`"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let workshop = workshop();
    for arguments in
        [&["show", "third"][..], &["diff", "--format", "json"], &["schema"], &["man"], &["completions", "bash"]]
    {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let ran = workshop.redraft(arguments).stdout(writer).output().expect("the program runs");
        assert_eq!(Ran::new(&ran).failure(), (Some(0), String::new()), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("is there");
    let ran = workshop().redraft(&["show", "third"]).stdout(full).output().expect("the program runs");
    Ran::new(&ran).failed(3, &["cannot write to standard output"]);
}

#[test]
fn a_draft_is_shown_as_a_tree() {
    let shown = workshop().run(&["show", "a.md"]).succeeded();
    let line = shown.lines().find(|line| line.contains("Commitment 1")).expect("the duty is shown");
    for part in ["Safety", "commitment", "3 words", "line 3"] {
        assert!(line.contains(part), "{line}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&workshop().run(&["show", "a.md", "--format", "json"]).succeeded()).expect("is JSON");
    let duty = json["units"].as_array().and_then(|units| units.iter().find(|unit| unit["kind"] == "commitment"));
    assert_eq!(
        duty.map(|duty| (&duty["number"], &duty["line"], &duty["words"])),
        Some((&"1".into(), &3.into(), &3.into()))
    );
}

#[test]
fn what_is_odd_in_a_source_is_said_on_standard_error_with_its_place() {
    let workshop = Workshop::new();
    workshop.put("in/odd.md", b"---\ntitle: never closed\n\n# Code\n");
    let ran = workshop.run(&["show", "in/odd.md"]);
    assert!(ran.err.starts_with("warning: in/odd.md:1: "), "{ran:?}");
    assert_eq!(ran.code, Some(0));
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let workshop = workshop();
    let plain = workshop.run(&["show", "gone"]).err;
    let coloured = workshop.run(&["show", "gone", "--color", "always"]).err;
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'), "{coloured:?}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
    let report = |colour| workshop.run(&["diff", "a.md", "b.md", "--color", colour]).succeeded();
    assert!(!report("auto").contains('\u{1b}') && report("always").contains('\u{1b}'));
    workshop.run(&["diff", "a.md", "b.md", "--color", "always", "-o", "page.txt"]).succeeded();
    assert_eq!(workshop.get("page.txt"), report("never"), "a file is no terminal");
}

#[test]
fn names_from_files_cannot_command_a_terminal() {
    let workshop = workshop();
    workshop.put("redraft.toml", b"[series]\n\"\\u001b[2Jx\" = 1\n");
    let ran = workshop.run(&["show", "a.md"]);
    assert!(ran.err.contains("[2Jx") && !ran.err.contains('\u{1b}'), "{ran:?}");
    workshop.put("redraft.toml", b"");
    workshop.put("c.md", DRAFT.replace("report", "\u{1b}[2Jreport").as_bytes());
    let shown = workshop.run(&["diff", "a.md", "c.md", "--color", "always"]).succeeded();
    assert!(shown.contains("[2Jreport") && !shown.contains("\u{1b}[2J"), "{shown:?}");
}

#[test]
fn the_same_command_gives_the_same_bytes() {
    let (one, other) = (Workshop::with_sample(), Workshop::with_sample());
    for format in ["text", "json", "markdown", "html"] {
        let run = |workshop: &Workshop| workshop.run(&["diff", "first", "third", "--format", format]).succeeded();
        assert_eq!(run(&one), run(&other), "{format}: wherever it is run");
        assert_eq!(run(&one), run(&Workshop::new()), "{format}: from the folder or built in");
    }
}

#[test]
fn line_endings_and_marks_of_windows_make_no_difference() {
    let text = String::from_utf8(sample("1-first.md")).expect("the sample is UTF-8");
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let workshop = Workshop::with(&[("a.md", &text), ("b.md", &windows)]);
    assert_eq!(workshop.run(&["diff", "a.md", "b.md", "--exit-code"]).code, Some(0));
}

#[test]
fn help_and_manual_name_every_command() {
    let workshop = Workshop::new();
    let (help, manual) = (workshop.run(&["--help"]).succeeded(), workshop.run(&["man"]).succeeded());
    for command in ["diff", "report", "render", "show", "schema", "completions", "man"] {
        assert!(help.contains(command) && manual.contains(command), "{command}");
        workshop.run(&["man", command]).succeeded();
        workshop.run(&[command, "--help"]).succeeded();
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(workshop.run(&["completions", shell]).succeeded().contains("redraft"), "{shell}");
    }
}
