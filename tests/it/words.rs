//! Another language is one file: nothing that a page says stands anywhere else.

use crate::page::{attribute_values, markup};
use crate::{drafts, laws};
use redraft::model::{Pair, Parsed};
use redraft::render::{self, Frame, Page, Templates};
use redraft::report::{self, About, History, Step};
use redraft::words::{ENGLISH, Words};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The language of the file that the tests write: English in brackets.
const LANGUAGE: &str = "xx";

fn bracketed(value: &Value) -> Value {
    match value {
        Value::String(phrase) => Value::String(format!("⟦{phrase}⟧")),
        Value::Object(parts) => parts.iter().map(|(name, part)| (name.clone(), bracketed(part))).collect(),
        other => other.clone(),
    }
}

/// The English file with every phrase in brackets, the rules' too.
fn language() -> String {
    let mut file = bracketed(&serde_json::from_str(ENGLISH).expect("is JSON"));
    let rule = |rule: report::RuleInfo| {
        let said = serde_json::json!({"title": rule.title, "when": rule.explanation});
        (rule.id.to_owned(), bracketed(&said))
    };
    let rules: Map<String, Value> =
        report::rules(Words::english()).into_iter().flat_map(|group| group.rules).map(rule).collect();
    file["rule"] = Value::Object(rules);
    file["lang"] = LANGUAGE.into();
    file["dir"] = "ltr".into();
    file.to_string()
}

fn templates() -> Templates {
    let mut templates = Templates::default();
    templates.set("words/xx.json", language());
    templates.check_words().expect("the file says all that English says");
    templates
}

/// What drafts say: in the tests it has no letters, so that every letter of a page is the page's own.
const OF_DRAFTS: &[&str] =
    &["text", "title", "label", "address", "version", "source", "file", "number", "feedback_address", "name"];

fn without_letters(name: &str, value: &mut Value) {
    match value {
        Value::String(text) if name == "language" => LANGUAGE.clone_into(text),
        Value::String(text) if OF_DRAFTS.contains(&name) => {
            let masked = |c: char| if c.is_alphabetic() { "0".repeat(c.len_utf8()) } else { c.to_string() };
            *text = text.chars().map(masked).collect();
        }
        Value::Array(values) => values.iter_mut().for_each(|value| without_letters(name, value)),
        Value::Object(parts) if ["attributes", "reads"].contains(&name) => {
            parts.values_mut().for_each(|value| without_letters("text", value));
        }
        Value::Object(parts) => {
            let is_repeated = parts.contains_key("places");
            for (name, value) in parts {
                // Lines, steps, drafts and numbers have names too: those are addresses.
                let is_address = name == "name" && value.as_str().is_some_and(|name| name.contains(['/', '-']));
                let is_said = is_repeated && matches!(name.as_str(), "before" | "after");
                let name = if is_said { "text" } else { name.as_str() };
                if !is_address {
                    without_letters(name, value);
                }
            }
        }
        _ => {}
    }
}

fn history() -> History {
    let subjects = drafts::sample();
    let parsed: Vec<&Parsed> = subjects.iter().map(|subject| &subject.parsed).collect();
    let step = |(before, after): (usize, usize)| Step {
        before,
        after,
        report: laws::report(Pair::new(&subjects[before], &subjects[after])),
    };
    let history = report::history(About::default(), &parsed, [(0, 1), (1, 2), (0, 2)].map(step).into());
    let mut data = serde_json::to_value(history).expect("serialises");
    without_letters("", &mut data);
    serde_json::from_value(data).expect("is a history still")
}

/// What a reader reads of a page in the order of the page, and what is read aloud.
fn said(page: &str) -> Vec<String> {
    let page = markup(page);
    let mut text = String::new();
    for (tag, after) in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')) {
        // Names of keys, addresses and digests are nobody's language.
        let is_name = ["code", "kbd", "id", "updated"].contains(&tag);
        text.push_str(if is_name { " " } else { after });
    }
    let aloud = ["aria-label", "title", "placeholder", "alt"].map(|name| attribute_values(&page, name));
    std::iter::once(text.replace("(SHA-256)", "")).chain(aloud.concat().into_iter().map(str::to_owned)).collect()
}

/// The words of a text that stand in no brackets. A single letter is none: names are sorted by them, points are cited by
/// those of the draft.
fn outside(text: &str) -> String {
    let mut depth = 0_i32;
    let mut found = String::new();
    for c in plain(text).chars() {
        depth += i32::from(c == '⟦') - i32::from(c == '⟧');
        if depth <= 0 && (c.is_alphabetic() || c.is_whitespace()) {
            found.push(c);
        }
    }
    found.split_whitespace().filter(|word| word.chars().count() > 1).collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    let mut plain = text.to_owned();
    for (entity, sign) in [
        ("&#x2f;", "/"),
        ("&#x27;", "'"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
        ("&#160;", " "),
    ] {
        plain = plain.replace(entity, sign);
    }
    for label in ["a", "b", "c", "d", "e", "f", "i", "ii", "iii", "iv", "v"] {
        plain = plain.replace(&format!("({label})"), "");
    }
    plain
}

fn english_of(path: &str, page: &str) -> Vec<String> {
    let left: BTreeSet<String> = said(page).iter().map(|text| outside(text)).filter(|text| !text.is_empty()).collect();
    left.into_iter().map(|text| format!("{path}: {text}")).collect()
}

#[test]
fn a_file_of_words_leaves_no_english_in_a_site_and_its_reports() {
    let pages = render::site(&history(), &templates(), &mut |_, _| ()).expect("is filled");
    assert!(pages.iter().any(|page| page.content.contains("⟦Nothing here⟧")), "the language is chosen");
    let read = |page: &&Page| page.path.ends_with(".html") || page.path.ends_with(".xml");
    let left: Vec<String> = pages.iter().filter(read).flat_map(|page| english_of(&page.path, &page.content)).collect();
    assert!(left.is_empty(), "{} pages, as {:#?}", left.len(), &left[..left.len().min(12)]);
    let english = render::site(&history(), &Templates::default(), &mut |_, _| ()).expect("is filled");
    for page in english.iter().filter(|page| page.path.ends_with(".html")) {
        assert!(!english_of(&page.path, &page.content).is_empty(), "{}: English is seen where it is", page.path);
    }
}

#[test]
fn a_file_of_words_leaves_no_english_in_a_table() {
    let history = history();
    let words = Words::read("words/xx.json", &language()).expect("is read");
    let table = report::table(&history.steps[0].report.in_words(&words));
    let page = render::table_html(&table, &templates()).expect("is filled");
    assert_eq!(english_of("table", &page), Vec::<String>::new());
}

#[test]
fn reports_as_data_stay_in_english_whatever_the_page_says() {
    let history = history();
    let pages = render::site(&history, &templates(), &mut |_, _| ()).expect("is filled");
    for page in pages.iter().filter(|page| page.path.ends_with(".json") || page.path.ends_with(".csv")) {
        assert!(!page.content.contains('⟦'), "{}", page.path);
    }
    let report = &history.steps[0].report;
    let page = render::html(report, &templates(), &Frame::default()).expect("is filled");
    assert!(page.contains(&serde_json::to_string(&report.summary.sentences[0]).expect("is text")));
}

/// Groups whose phrases are asked for by a name that is put together.
const BY_NAME: &[&str] = &[
    "aspect.",
    "attribute.",
    "block.",
    "day.month.",
    "deed.",
    "effect.",
    "guide.",
    "how.",
    "kind.",
    "marks.",
    "note.",
    "reason.",
    "script.",
    "search.",
    "severity.",
    "state.",
    "summary.state.",
    "table.",
    "view.",
    "weight.",
    "within.",
];

#[test]
fn every_phrase_is_said_somewhere() {
    let mut code = String::new();
    for folder in ["src/words", "src/report", "src/render", "templates"] {
        gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut code);
    }
    let mut names = Vec::new();
    phrases("", &serde_json::from_str(ENGLISH).expect("is JSON"), &mut names);
    let asked = |name: &String| {
        let words = format!("words.{name}");
        let last = name.rsplit('.').next().unwrap_or_default();
        let told = format!("phrase: \"{last}\"");
        code.contains(&format!("\"{name}\""))
            || code.contains(&words)
            || code.contains(&told)
            || code.contains(&format!("Some(\"{last}\")"))
    };
    names.retain(|name| !BY_NAME.iter().any(|group| name.starts_with(group)) && !asked(name));
    assert_eq!(names, Vec::<String>::new());
}

fn phrases(name: &str, value: &Value, names: &mut Vec<String>) {
    match value.as_object().filter(|parts| !parts.contains_key("n")) {
        Some(parts) => {
            for (part, value) in parts {
                phrases(&if name.is_empty() { part.clone() } else { format!("{name}.{part}") }, value, names);
            }
        }
        None if value.is_array() => {}
        None => names.push(name.to_owned()),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads the sources that ask for phrases")]
fn gather(folder: &Path, code: &mut String) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, code);
        } else if path.extension().is_some_and(|ending| ending != "json") {
            code.push_str(&fs::read_to_string(&path).expect("is text"));
        }
    }
}
