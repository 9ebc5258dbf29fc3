//! The examples of `drafts/FORMAT.md`, executed.

use crate::workshop::Workshop;
use redraft::load::Series;
use redraft::model::{BlockKind, Draft, DraftSource, FileText, Ruling, Unit, UnitIdx, UnitKind};
use redraft::parse;
use redraft::vocabulary::Vocabulary;
use std::fmt::Write as _;

struct Example {
    line: usize,
    vocabulary: Option<String>,
    markdown: String,
    units: String,
}

/// The fenced blocks of a text with their info string and first line.
fn fences(text: &str) -> Vec<(usize, &str, String)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &str, String)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((number + 1, info, String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, _, body)), None) => {
                body.push_str(line);
                body.push('\n');
            }
            (None, None) => {}
        }
    }
    found
}

fn examples(text: &str) -> Vec<Example> {
    let mut found = Vec::new();
    let (mut vocabulary, mut markdown) = (None, None);
    for (line, info, body) in fences(text) {
        match info {
            "vocabulary" => vocabulary = Some(body),
            "markdown" => markdown = Some(body),
            "units" => {
                let markdown = markdown.take().unwrap_or_else(|| panic!("line {line}: units without markdown"));
                found.push(Example { line, vocabulary: vocabulary.take(), markdown, units: body });
            }
            _ => {}
        }
    }
    found
}

fn parsed(example: &Example) -> Draft {
    let vocabulary = match example.vocabulary.as_deref().map(|text| (text, text.strip_prefix("built-in = "))) {
        None => Vocabulary::built_in("code-of-practice").expect("built in"),
        Some((_, Some(name))) => Vocabulary::built_in(name.trim().trim_matches('"')).expect("built in"),
        Some((text, None)) => Vocabulary::from_toml(text).expect("the example's vocabulary is read"),
    };
    let file = FileText { name: "example.md".to_owned(), text: example.markdown.clone(), ..FileText::default() };
    let source = DraftSource { files: vec![file], ..DraftSource::default() };
    parse::draft(&source, &vocabulary).draft
}

fn describe(draft: &Draft) -> String {
    let mut out = String::new();
    for (idx, unit) in draft.iter() {
        let indent = "  ".repeat(draft.ancestors(idx).count());
        writeln!(out, "{indent}{}", headline(draft, idx, unit)).expect("strings take everything");
        let mut labels: Vec<&str> = Vec::new();
        for block in &unit.body.blocks {
            let kind = match &block.kind {
                BlockKind::Paragraph => "paragraph".to_owned(),
                BlockKind::Point { label, depth } => {
                    labels.truncate(usize::from(*depth));
                    labels.push(label);
                    format!("point {}", labels.concat()).trim().to_owned()
                }
                BlockKind::Row { .. } => "row".to_owned(),
                BlockKind::Footnote { .. } => "footnote".to_owned(),
                other => format!("{other:?}").to_lowercase(),
            };
            writeln!(out, "{indent}  : {kind} | {}", unit.body.block_text(block)).expect("strings take everything");
        }
    }
    out
}

fn headline(draft: &Draft, idx: UnitIdx, unit: &Unit) -> String {
    let mut words = vec![unit.kind.name().to_owned()];
    if let UnitKind::Note(kind) = &unit.kind {
        words.push(kind.name().to_owned());
    }
    words.extend(unit.number.as_ref().map(|number| number.printed().to_owned()));
    let mut line = words.join(" ");
    if !unit.title.text.is_empty() {
        write!(line, " | {}", unit.title.text).expect("strings take everything");
    }
    let own = unit.id.is_some() || !unit.attributes.is_empty();
    if own && !draft[idx].kind.is_note() {
        let id = unit.id.iter().map(|id| format!("#{}", id.0));
        let keys = unit.attributes.iter().map(|(key, value)| format!("{key}=\"{value}\""));
        write!(line, " {{{}}}", id.chain(keys).collect::<Vec<_>>().join(" ")).expect("strings take everything");
    }
    line
}

#[test]
fn the_format_is_what_its_specification_shows() {
    let text = include_str!("../../drafts/FORMAT.md");
    let examples = examples(text);
    assert!(examples.len() >= 10, "the specification lost its examples");
    for example in examples {
        let found = describe(&parsed(&example));
        assert_eq!(found, example.units, "\ndrafts/FORMAT.md:{}", example.line);
    }
}

#[test]
fn the_manifest_of_the_specification_is_read() {
    let text = include_str!("../../drafts/FORMAT.md");
    let (_, _, toml) = fences(text).into_iter().find(|(_, info, _)| *info == "toml").expect("a manifest is shown");
    assert!(toml.contains("[[draft]]") && toml.contains("[[attribute]]"));
}

#[test]
fn the_pins_of_the_specification_are_read() {
    let text = include_str!("../../drafts/FORMAT.md");
    let blocks: Vec<String> =
        fences(text).into_iter().filter(|(_, info, _)| *info == "toml").map(|(.., body)| body).collect();
    let [manifest, pins] = blocks.as_slice() else { panic!("a manifest and its pins are shown") };
    let shown: Vec<(Ruling, String)> = {
        let workshop = Workshop::with(&[("redraft.toml", manifest), ("links.toml", pins)]);
        let series = Series::find(workshop.folder()).expect("both files are read");
        series.pins().iter().map(|pin| (pin.ruling, pin.units.after.clone())).collect()
    };
    assert_eq!(shown, [(Ruling::Same, "Measure I.2.4".to_owned()), (Ruling::Not, "#gardens".to_owned())]);
    for ruling in Ruling::ALL {
        assert!(text.contains(&format!("| `{}` |", ruling.name())), "{} is not explained", ruling.name());
    }
}
