//! The stages one after the other.

use super::diff::Format;
use redraft::model::{Pair, Parsed};
use redraft::report::{ChangeReport, DraftInfo, SCHEMA_VERSION, Sides, Summary};

pub(crate) const SCHEMA: &str = "{}\n";

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

/// The report as a page.
pub(crate) fn render(report: &ChangeReport, format: Format) -> String {
    match format {
        Format::Json => serde_json::to_string_pretty(report).unwrap_or_default() + "\n",
        _ => format!("{} to {}\n", report.before.label, report.after.label),
    }
}

/// One draft for programs.
pub(crate) fn describe(parsed: &Parsed) -> String {
    format!("{{\"units\": {}}}\n", parsed.draft.units.len())
}
