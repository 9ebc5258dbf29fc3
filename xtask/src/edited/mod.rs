//! Drafts that an editor changed with a plan: what was done stands beside them in words that a lawyer can check.

mod fragments;
mod judge;

pub(crate) use fragments::fragments;
pub(crate) use judge::judge;

use redraft::load::{self, Context};
use redraft::model::{Pair, Parsed};
use redraft::report::ChangeReport;
use redraft::vocabulary::Vocabulary;
use redraft::{classify, diff, matching, parse, report};
use std::path::Path;

/// Two drafts, and the truth about them.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) report: ChangeReport,
    pub(crate) deeds: Vec<Deed>,
    /// Edits made in many places: the words before and after, and how often.
    pub(crate) repeated: Vec<(Pair<String>, usize)>,
}

/// What an editor did to some units.
#[derive(Debug)]
pub(crate) struct Deed {
    pub(crate) what: String,
    /// The units as they are called on either side.
    pub(crate) units: Pair<Vec<String>>,
    pub(crate) state: String,
    /// Words taken out, and those put in their place.
    pub(crate) changed: Vec<Pair<String>>,
    /// Words that stand in another place now.
    pub(crate) moved: Vec<String>,
    /// Whether emphasis or links changed.
    pub(crate) formatting: bool,
}

const NAMES: [&str; 2] = ["points-tables-and-notes", "thirteen-duties"];

/// Every case; `read` reads a file, for tests and chores have different rules about that.
pub(crate) fn cases(folder: &Path, read: fn(&Path) -> String) -> Vec<Case> {
    NAMES.iter().map(|name| Case::read(name, &folder.join(name), read)).collect()
}

impl Case {
    fn read(name: &str, folder: &Path, read: fn(&Path) -> String) -> Self {
        let vocabulary = Vocabulary::built_in("code-of-practice").expect("built in");
        let context = Context::find(folder, None).expect("a folder without a manifest is no series");
        let parsed = Pair::new("before.md", "after.md").map(|name| {
            let source = load::draft(name, &context).unwrap_or_else(|error| panic!("{name}: {error}"));
            parse::draft(&source, &vocabulary)
        });
        let truth = read(&folder.join("truth.toml"));
        let truth: toml::Table = truth.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        Self {
            name: name.to_owned(),
            report: compare(parsed.as_ref()),
            deeds: list(&truth, "unit").map(Deed::read).collect(),
            repeated: list(&truth, "repeated").map(repeated).collect(),
        }
    }
}

/// Runs the stages over two drafts.
pub(crate) fn compare(parsed: Pair<&Parsed>) -> ChangeReport {
    let drafts = parsed.map(|parsed| &parsed.draft);
    let links = matching::drafts(drafts);
    let script = diff::edits(drafts, &links);
    let found = classify::classify(drafts, &links, &script);
    report::build(parsed, &links, &script, &found.findings, &found.weights)
}

impl Deed {
    fn read(table: &toml::Table) -> Self {
        Self {
            what: text(&table["what"]),
            units: Pair::new(texts(table, "before"), texts(table, "after")),
            state: text(&table["state"]),
            changed: values(table, "changed").map(two).collect(),
            moved: texts(table, "moved"),
            formatting: table.get("formatting").and_then(toml::Value::as_bool).unwrap_or_default(),
        }
    }
}

fn repeated(table: &toml::Table) -> (Pair<String>, usize) {
    let places = table["places"].as_integer().and_then(|places| usize::try_from(places).ok());
    (two(&table["words"]), places.expect("a count"))
}

fn list<'t>(table: &'t toml::Table, name: &str) -> impl Iterator<Item = &'t toml::Table> {
    values(table, name).map(|value| value.as_table().expect("a table"))
}

fn values<'t>(table: &'t toml::Table, name: &str) -> impl Iterator<Item = &'t toml::Value> {
    table.get(name).and_then(toml::Value::as_array).into_iter().flatten()
}

fn texts(table: &toml::Table, name: &str) -> Vec<String> {
    values(table, name).map(text).collect()
}

fn text(value: &toml::Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn two(value: &toml::Value) -> Pair<String> {
    match value.as_array().map(Vec::as_slice) {
        Some([before, after]) => Pair::new(text(before), text(after)),
        _ => panic!("two texts, not {value}"),
    }
}
