//! Which way data flows: every room of the library may use what stands before it, and owns its foreign crates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may use, and the foreign crates it may use.
struct Room {
    name: &'static str,
    uses: &'static [&'static str],
    owns: &'static [&'static str],
}

const fn room(name: &'static str, uses: &'static [&'static str], owns: &'static [&'static str]) -> Room {
    Room { name, uses, owns }
}

/// The table of ARCHITECTURE.md. `thiserror` and `rustc_hash` are everybody's.
const ROOMS: &[Room] = &[
    room("model", &[], &[]),
    room("error", &["vocabulary"], &[]),
    room("words", &[], &["serde_json"]),
    room("text", &["model"], &["unicode_segmentation", "memchr"]),
    room("vocabulary", &["model"], &["serde", "toml", "regex_lite"]),
    room("parse", &["model", "text", "vocabulary"], &["pulldown_cmark"]),
    room("matching", &["model", "text"], &[]),
    room("diff", &["model", "text", "matching"], &["similar"]),
    room("classify", &["model", "text", "matching", "diff"], &[]),
    room("report", &["model", "words", "text", "matching", "diff", "classify"], &["serde"]),
    room("render", &["words", "report"], &["serde", "serde_json", "minijinja"]),
    room("load", &["model", "vocabulary", "error"], &["sha2", "serde", "strsim"]),
    room("output", &["error"], &["tempfile"]),
    room(
        "cli",
        &["redraft"],
        &["clap", "clap_complete", "clap_mangen", "anstream", "anstyle", "terminal_size", "serde_json", "strsim"],
    ),
];

/// Crates that single files own within their room.
const FILES: &[(&str, &[&str])] = &[
    ("load/git.rs", &["git2"]),
    ("load/series.rs", &["toml"]),
    ("load/manifest.rs", &["toml"]),
    ("load/pins.rs", &["toml"]),
    ("load/reading.rs", &["toml"]),
    ("matching/names.rs", &["strsim"]),
    ("report/units.rs", &["sha2"]),
    ("report/history/names.rs", &["sha2"]),
    ("render/html.rs", &["sha2"]),
    ("render/wrap.rs", &["anstyle"]),
    ("render/trace/sheet.rs", &["csv"]),
];

const FOREIGN: &[&str] = &[
    "anstream",
    "anstyle",
    "clap",
    "clap_complete",
    "clap_mangen",
    "csv",
    "git2",
    "memchr",
    "minijinja",
    "pulldown_cmark",
    "regex_lite",
    "serde",
    "serde_json",
    "sha2",
    "similar",
    "strsim",
    "tempfile",
    "terminal_size",
    "toml",
    "unicode_segmentation",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[expect(clippy::disallowed_methods, reason = "a test reads the sources that it holds to the table")]
fn files(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.strip_prefix(source()).expect("it is below").to_string_lossy().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).expect("the file can be read")));
        }
    }
}

/// The words of the code: no comments, no strings, no tests.
fn code(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        out.push_str(line.split("//").next().unwrap_or_default());
        out.push('\n');
    }
    out
}

/// The names that follow a path's start: `crate::{a, b::c}` and `crate::a` give `a` and `b`.
fn named(code: &str, start: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(start) {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &code[at + start.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            found.extend(heads(group));
        } else {
            found.insert(name(rest));
        }
    }
    found
}

/// The first name of every path in a braced group.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut found, mut fresh) = (0, Vec::new(), true);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            _ if fresh && !character.is_whitespace() => {
                found.push(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    found
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Foreign crates that stand in the code as the start of a path.
fn foreign(code: &str) -> BTreeSet<&'static str> {
    let uses = |crate_name: &&str| !named(code, &format!("{crate_name}::")).is_empty();
    FOREIGN.iter().copied().filter(uses).collect()
}

fn complaints(name: &str, text: &str) -> Vec<String> {
    let code = code(text);
    let home = name.split(['/', '.']).next().unwrap_or_default();
    let Some(room) = ROOMS.iter().find(|room| room.name == home) else {
        let known = ["lib", "main"].contains(&home);
        return if known { Vec::new() } else { vec![format!("src/{name}: `{home}` is no room of the table")] };
    };
    let own: Vec<&str> =
        FILES.iter().filter(|(file, _)| *file == name).flat_map(|(_, owns)| owns.iter().copied()).collect();
    let outside = if home == "cli" { "redraft::" } else { "crate::" };
    let rooms = named(&code, outside).into_iter().filter(|other| home != "cli" && other != home);
    let rooms = rooms.filter(|other| ROOMS.iter().any(|room| room.name == *other));
    let wrong_rooms = rooms
        .filter(|other| !room.uses.contains(&other.as_str()))
        .map(|other| format!("src/{name} uses `{other}`, but `{home}` may use {:?} only", room.uses));
    let foreign =
        foreign(&code).into_iter().filter(|crate_name| !room.owns.contains(crate_name) && !own.contains(crate_name));
    let wrong_crates = foreign.map(|crate_name| {
        format!("src/{name} uses the crate `{crate_name}`, but `{home}` may use {:?} only", room.owns)
    });
    wrong_rooms.chain(wrong_crates).collect()
}

#[test]
fn every_room_uses_only_what_stands_before_it() {
    let mut sources = Vec::new();
    files(&source(), &mut sources);
    assert!(sources.len() > 50, "the sources are not where they were");
    sources.sort();
    let found: Vec<String> = sources.iter().flat_map(|(name, text)| complaints(name, text)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn an_upward_import_is_seen() {
    let told = |name, text| complaints(name, text).len();
    assert_eq!(told("matching/x.rs", "use crate::{model::Draft, report::{self, Sides}};"), 1);
    assert_eq!(told("model/x.rs", "fn f() { crate::text::words(\"\") }"), 1);
    assert_eq!(told("diff/x.rs", "use git2::Repository;\nuse similar::DiffOp;"), 1);
    assert_eq!(told("load/x.rs", "use git2::Repository;"), 1);
    assert_eq!(told("load/git.rs", "use git2::Repository;"), 0);
    assert_eq!(told("parse/x.rs", "// use crate::report::Sides;\nuse crate::model::Draft;"), 0);
    assert_eq!(told("page/x.rs", ""), 1);
}

/// Which neighbours each file or folder of one folder needs.
type Needs = BTreeMap<String, BTreeSet<String>>;

/// The needs within every folder below the sources, by folder. A folder's `mod.rs` is its door: what it needs, the
/// folder needs.
fn needs(sources: &[(String, String)]) -> BTreeMap<String, Needs> {
    let mut found: BTreeMap<String, Needs> = BTreeMap::new();
    for (name, text) in sources {
        let code = code(text);
        let path: Vec<&str> = name.trim_end_matches(".rs").trim_end_matches("/mod").split('/').collect();
        for depth in 1..path.len() {
            let folder = path[..depth].join("::");
            let above = "super::".repeat(path.len() - depth);
            let mut names = named(&code, &above);
            names.extend(named(&code, &format!("crate::{folder}::")));
            names.remove("super");
            names.remove(path[depth]);
            found.entry(folder).or_default().entry(path[depth].to_owned()).or_default().extend(names);
        }
    }
    found
}

/// What is left of a folder when everything that needs nothing of the rest has been taken away, again and again.
fn entangled(mut needs: Needs) -> Vec<String> {
    loop {
        let left: BTreeSet<String> = needs.keys().cloned().collect();
        needs.retain(|_, names| !names.is_disjoint(&left));
        if needs.len() == left.len() {
            return left.into_iter().collect();
        }
    }
}

#[test]
fn no_two_files_of_a_room_need_each_other() {
    let mut sources = Vec::new();
    files(&source(), &mut sources);
    let rings: Vec<(String, Vec<String>)> =
        needs(&sources).into_iter().map(|(folder, needs)| (folder, entangled(needs))).collect();
    assert!(rings.len() > 15, "the folders are not where they were");
    let found: Vec<_> = rings.into_iter().filter(|(_, ring)| !ring.is_empty()).collect();
    assert!(found.is_empty(), "files that need each other, and those that need them: {found:?}");
}

#[test]
fn a_ring_is_seen() {
    let source = |name: &str, text: &str| (name.to_owned(), text.to_owned());
    let rings = |sources: &[(String, String)]| needs(sources).into_values().flat_map(entangled).collect::<Vec<_>>();
    let one_way = [source("a/x.rs", "use super::y::Y;"), source("a/y.rs", ""), source("a/mod.rs", "use x::X;")];
    assert!(rings(&one_way).is_empty());
    let both_ways = [source("a/x.rs", "use super::{y::Y, z};"), source("a/y.rs", "use crate::a::x::X;")];
    assert_eq!(rings(&both_ways), ["x", "y"]);
    let through_a_folder = [source("a/x/inner.rs", "use super::super::y;"), source("a/y.rs", "use super::x::X;")];
    assert_eq!(rings(&through_a_folder), ["x", "y"]);
}

/// Sections of the lexicon whose words carry a sentence and say nothing of their own.
const FUNCTION_WORDS: &[&str] =
    &["function", "pronoun", "determiner", "preposition", "relative", "possessive", "copula", "negation", "and", "or"];

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads the lexicon that it holds the sources to")]
fn the_rules_know_no_words_of_a_language() {
    let root = source().join("classify");
    let lexicon = fs::read_to_string(root.join("lexicon/en.txt")).expect("the lexicon can be read");
    let words = words_of(&lexicon, FUNCTION_WORDS);
    assert!(words.len() > 50, "{} words", words.len());
    let mut found = Vec::new();
    files(&root, &mut found);
    // The lexicon's own code names the sections of its files; the table of rules is worded for readers.
    found.retain(|(name, _)| !name.contains("/lexicon/") && !name.ends_with("/rules.rs"));
    for (name, text) in found {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                let known = words.contains(literal.trim().to_lowercase().as_str());
                assert!(!known, "src/{name}:{}: `{literal}` belongs to the lexicon", number + 1);
            }
        }
    }
}

/// The words and phrases of some sections.
fn words_of<'d>(lexicon: &'d str, sections: &[&str]) -> BTreeSet<&'d str> {
    let mut section = "";
    let mut words = BTreeSet::new();
    for line in lexicon.lines().map(|line| line.split('#').next().unwrap_or_default().trim()) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => section = name,
            None if sections.contains(&section) => words.extend(line.split(',').map(str::trim)),
            None => {}
        }
    }
    words.remove("");
    words
}
