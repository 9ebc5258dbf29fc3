//! From the stages' results to the report.

use super::entries::Entries;
use super::findings;
use super::links;
use super::passages;
use super::phrases;
use super::repeated;
use super::stages::{LinkIndex, Stages};
use super::summary;
use super::tell;
use super::types::{ChangeReport, DiagnosticInfo, SCHEMA, SCHEMA_VERSION, Sides};
use super::units::{self, reference};
use crate::classify::{Finding, Weight};
use crate::diff::EditScript;
use crate::matching::Matching;
use crate::model::{Diagnostic, Draft, Pair, Parsed, Severity, Side, UnitIdx};
use crate::words::Words;

/// The report of what changed between two drafts: counted, worded and checked.
///
/// `script` holds one edit a link and `weights` one weight a link, both in the order of the matching's links. A
/// redline that does not re-create its texts is replaced by both whole texts and reported as an error among the
/// diagnostics.
///
/// # Panics
/// When the stages' results do not belong together: a position outside its draft, or fewer edits than links.
pub fn build(
    parsed: Pair<&Parsed>,
    matching: &Matching,
    script: &EditScript,
    findings: &[Finding],
    weights: &[Weight],
) -> ChangeReport {
    let drafts = parsed.map(|parsed| &parsed.draft);
    let stages = Stages { drafts, matching, script, findings, weights };
    let units =
        Sides { before: units::units(drafts.before, Side::Before), after: units::units(drafts.after, Side::After) };
    let index = LinkIndex::new(&stages);
    let places = findings::places(&stages, &index);
    let (links, broken) = links::links(&stages, &index, &places.links);
    let entries = Entries::new(&stages, &index, &places);
    let mut report = ChangeReport {
        schema: SCHEMA.to_owned(),
        schema_version: SCHEMA_VERSION,
        before: units::draft_info(drafts.before),
        after: units::draft_info(drafts.after),
        passages: passages::passages(&stages),
        findings: findings::findings(&stages, &index, &units, &places),
        units,
        links,
        added: matching.added.iter().map(|&idx| reference(Side::After, idx)).collect(),
        removed: matching.removed.iter().map(|&idx| reference(Side::Before, idx)).collect(),
        summary: super::Summary::default(),
        repeated: Vec::new(),
        entries: entries.in_reading_order(),
        diagnostics: diagnostics(parsed, &broken),
    };
    repeated::find(&mut report);
    report.summary = summary::summary(&report, &stages);
    tell::tell(&mut report, Words::english());
    report
}

/// What parsing found in either source, then the redlines that failed their check.
fn diagnostics(parsed: Pair<&Parsed>, broken: &[UnitIdx]) -> Vec<DiagnosticInfo> {
    let found = parsed.before.diagnostics.iter().chain(&parsed.after.diagnostics).map(diagnostic);
    let draft = &parsed.after.draft;
    found.chain(broken.iter().map(|&idx| broken_redline(draft, idx))).collect()
}

fn diagnostic(diagnostic: &Diagnostic) -> DiagnosticInfo {
    let severity = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    DiagnosticInfo {
        severity: severity.to_owned(),
        file: diagnostic.file.clone(),
        line: diagnostic.line,
        message: diagnostic.message.clone(),
    }
}

fn broken_redline(draft: &Draft, idx: UnitIdx) -> DiagnosticInfo {
    let span = draft[idx].span;
    DiagnosticInfo {
        severity: "error".to_owned(),
        file: draft.meta.files.get(span.file as usize).map_or_else(String::new, |file| file.name.clone()),
        line: span.line,
        message: phrases::broken_redline(&draft.address(idx)),
    }
}
