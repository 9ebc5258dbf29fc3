//! Where drafts come from: names, folders, the series.

use crate::workshop::{Workshop, sample};
use redraft::Error;
use redraft::load::{self, Asked, Context};
use redraft::model::{DraftSource, Pair};
use std::path::Path;

fn context(workshop: &Workshop) -> Context {
    Context::find(workshop.folder(), None).expect("the manifest can be read")
}

fn draft(workshop: &Workshop, spec: &str) -> DraftSource {
    load::draft(spec, &context(workshop)).expect("the draft can be read")
}

fn names(source: &DraftSource) -> Vec<&str> {
    source.files.iter().map(|file| file.name.as_str()).collect()
}

fn pair(workshop: &Workshop, drafts: &[&str]) -> Pair<DraftSource> {
    let drafts = drafts.iter().map(|&draft| draft.to_owned()).collect();
    load::pair(&Asked { drafts, path: None }, &context(workshop)).expect("the drafts can be read")
}

fn labels(pair: &Pair<DraftSource>) -> (&str, &str) {
    (&pair.before.label, &pair.after.label)
}

const MANIFEST: &str = r#"
[series]
language = "de"
vocabulary = "words.toml"
[[draft]]
label = "one"
title = "First draft"
date = 2026-02-02
source = "1.md"
feedback-deadline = "end of May"
[[draft]]
label = "two"
source = "two"
[[attribute]]
heading = "Safety Section"
wg = "2"
"#;

fn series() -> Workshop {
    Workshop::with(&[
        ("redraft.toml", MANIFEST),
        ("1.md", "one\n"),
        ("two/1.md", "two\n"),
        ("words.toml", "name = 'own'\n"),
    ])
}

#[test]
fn a_folder_is_read_in_the_order_a_person_counts_without_what_is_hidden() {
    let files = ["10.md", "2.md", "1.md", "3/2.md", "3/10.md", ".hidden.md", ".git/x.md", "notes.txt", "4.MD"];
    let workshop = Workshop::with(&files.map(|name| (name, name)));
    let source = draft(&workshop, ".");
    assert_eq!(names(&source), ["1.md", "2.md", "3/2.md", "3/10.md", "4.MD", "10.md"]);
    assert!(source.files.iter().all(|file| file.text == file.name));
}

#[cfg(unix)]
#[test]
fn links_that_go_round_end_and_links_to_files_are_followed() {
    use std::os::unix::fs::symlink;
    let workshop = Workshop::with(&[("d/1.md", "one"), ("d/in/2.md", "two"), ("other.md", "three")]);
    symlink("..", workshop.path("d/in/up")).expect("can be linked");
    symlink(".", workshop.path("d/self")).expect("can be linked");
    symlink("../other.md", workshop.path("d/3.md")).expect("can be linked");
    symlink("nowhere.txt", workshop.path("d/dangling.txt")).expect("can be linked");
    assert_eq!(names(&draft(&workshop, "d")), ["1.md", "3.md", "in/2.md"]);
}

#[cfg(unix)]
#[test]
fn a_draft_file_that_leads_nowhere_is_an_error_and_not_left_out() {
    let workshop = Workshop::with(&[("d/1.md", "one")]);
    std::os::unix::fs::symlink("nowhere.md", workshop.path("d/2.md")).expect("can be linked");
    let error = load::draft("d", &context(&workshop)).expect_err("a part is missing");
    assert!(error.to_string().contains("d/2.md"), "{error}");
}

#[test]
fn a_manifest_is_found_upwards_and_its_sources_start_at_it() {
    let workshop = series();
    workshop.put("deep/er/x.md", b"x");
    let below = Context::find(&workshop.path("deep/er"), None).expect("the manifest can be read");
    assert_eq!(below.series.manifest(), Some(Path::new("../../redraft.toml")));
    let source = load::draft("one", &below).expect("the draft can be read");
    assert_eq!((source.label.as_str(), source.source.as_str()), ("one", "1.md"));
    assert_eq!(source.files[0].text, "one\n");
    assert_eq!(source, draft(&workshop, "one"), "the same wherever the command is run");
    assert_eq!(load::vocabulary(None, &below).expect("is read").name, "own");
}

#[test]
fn what_a_manifest_declares_reaches_the_draft() {
    let declared = draft(&series(), "one").declared;
    assert_eq!(declared.title.as_deref(), Some("First draft"));
    assert_eq!(declared.date.as_deref(), Some("2026-02-02"));
    assert_eq!(declared.language.as_deref(), Some("de"));
    assert_eq!(declared.feedback_deadline.as_deref(), Some("end of May"));
    assert_eq!(declared.attributes[0].heading, "Safety Section");
    assert_eq!(declared.attributes[0].attributes["wg"], "2");
}

#[test]
fn attributes_hold_for_a_working_copy_too_so_that_none_seems_to_have_changed() {
    let workshop = series();
    let (labelled, copy) = (draft(&workshop, "one").declared, draft(&workshop, "1.md").declared);
    assert_eq!((copy.language, copy.attributes), (labelled.language, labelled.attributes));
    assert_eq!(copy.title, None);
}

#[test]
fn the_sample_series_says_nothing_about_other_documents() {
    let workshop = Workshop::with(&[("a.md", "a")]);
    assert_eq!(context(&workshop).series.manifest(), None);
    assert_eq!(draft(&workshop, "a.md").declared, redraft::model::Declared::default());
}

#[test]
fn the_sample_series_is_what_stands_in_its_folder() {
    let (built_in, folder) = (Workshop::new(), Workshop::with_sample());
    for label in ["first", "second", "third"] {
        assert_eq!(draft(&built_in, label), draft(&folder, label));
    }
    assert_eq!(draft(&built_in, "first").files[0].text.as_bytes(), sample("1-first.md"));
}

#[test]
fn without_names_the_last_two_drafts_are_compared() {
    assert_eq!(labels(&pair(&Workshop::new(), &[])), ("second", "third"));
    assert_eq!(labels(&pair(&series(), &[])), ("one", "two"));
}

#[test]
fn a_range_names_both_sides() {
    assert_eq!(labels(&pair(&series(), &["one..two"])), ("one", "two"));
    assert_eq!(pair(&series(), &["two..one"]), pair(&series(), &["one", "two"]).swap());
}

#[test]
fn a_label_comes_before_a_file_and_a_path_asks_for_the_file() {
    let workshop = series();
    workshop.put("one", b"a file");
    assert_eq!(draft(&workshop, "one").files[0].text, "one\n");
    assert_eq!(draft(&workshop, "./one").files[0].text, "a file");
}

#[test]
fn drafts_of_one_name_go_by_their_paths() {
    let workshop = Workshop::with(&[("a/code.md", "a"), ("b/code.md", "b")]);
    assert_eq!(labels(&pair(&workshop, &["a/code.md", "b/code.md"])), ("a/code.md", "b/code.md"));
    assert_eq!(draft(&workshop, "a/code.md").label, "code");
}

#[test]
fn a_series_of_one_draft_has_no_last_two() {
    let workshop = Workshop::with(&[("redraft.toml", "[[draft]]\nlabel='a'\nsource='a.md'\n")]);
    let error = load::pair(&Asked::default(), &context(&workshop)).expect_err("there is one draft");
    assert!(matches!(error, Error::ShortSeries { .. }), "{error}");
}

#[test]
fn an_unknown_name_is_a_draft_and_an_unknown_path_a_file() {
    let workshop = series();
    let failed = |spec| load::draft(spec, &context(&workshop)).expect_err("there is no such draft");
    assert!(matches!(failed("three"), Error::UnknownDraft { known, .. } if known == ["one", "two"]));
    assert!(matches!(failed(""), Error::UnknownDraft { .. }), "and not the current folder");
    assert!(matches!(failed("three.md"), Error::ReadFile { .. }));
    assert!(matches!(failed("drafts/three"), Error::ReadFile { .. }));
}
