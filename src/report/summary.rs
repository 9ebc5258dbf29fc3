//! Headline figures.

use super::links;
use super::phrases;
use super::stages::Stages;
use super::types::{ChangeReport, ChapterSummary, Entry, KindSummary, LinkInfo, Sides, Summary};
use crate::model::UnitKind;
use crate::text;
use std::collections::BTreeMap;

/// The figures of a report whose entries, links and findings stand.
pub(super) fn summary(report: &ChangeReport, stages: &Stages<'_>) -> Summary {
    let provisions: Vec<&Entry> = report.entries.iter().filter(|entry| !is_note(report, entry)).collect();
    Summary {
        kinds: kinds(report, stages, &provisions),
        chapters: chapters(report, &provisions),
        states: states(&provisions),
        weights: weights(report),
        changes: changes(&provisions),
        findings: findings(report),
        administrative: provision_links(report).map(|link| link.administrative).sum(),
        words: edited_words(report, &provisions),
        sentences: Vec::new(),
    }
}

fn is_note(report: &ChangeReport, entry: &Entry) -> bool {
    report.unit(&entry.reference).is_some_and(|unit| unit.note.is_some())
}

pub(super) fn provision_links(report: &ChangeReport) -> impl Iterator<Item = &LinkInfo> {
    let is_provision = |reference: &str| report.unit(reference).is_some_and(|unit| unit.note.is_none());
    report.links.iter().filter(move |link| is_provision(&link.after) && is_provision(&link.before))
}

fn kinds(report: &ChangeReport, stages: &Stages<'_>, provisions: &[&Entry]) -> Vec<KindSummary> {
    let mut kinds: BTreeMap<&UnitKind, KindSummary> = BTreeMap::new();
    let totals = stages.drafts.before.provisions().map(|unit| (unit, false));
    for ((_, unit), newer) in totals.chain(stages.drafts.after.provisions().map(|unit| (unit, true))) {
        let kind = kinds.entry(&unit.kind).or_insert_with(|| KindSummary {
            kind: unit.kind.name().to_owned(),
            word: unit.kind.word().to_owned(),
            ..KindSummary::default()
        });
        *(if newer { &mut kind.total.after } else { &mut kind.total.before }) += 1;
    }
    let mut kinds: Vec<KindSummary> = kinds.into_values().collect();
    for entry in provisions {
        let name = report.unit(&entry.reference).map(|unit| unit.kind.as_str());
        if let Some(kind) = kinds.iter_mut().find(|kind| Some(kind.kind.as_str()) == name) {
            *kind.states.entry(entry.state.clone()).or_default() += 1;
        }
    }
    kinds
}

/// A removed unit counts where it stood and opens no chapter: what follows it belongs to the newer draft's own.
fn chapters(report: &ChangeReport, provisions: &[&Entry]) -> Vec<ChapterSummary> {
    let mut chapters: Vec<ChapterSummary> = Vec::new();
    let mut open: Vec<(u32, usize)> = Vec::new();
    for entry in provisions {
        let Some(unit) = report.unit(&entry.reference) else { continue };
        if entry.state != "removed" {
            open.retain(|&(depth, _)| depth < unit.depth);
            if matches!(unit.kind.as_str(), "preamble" | "section" | "commitment" | "appendix") {
                open.push((unit.depth, chapters.len()));
                chapters.push(ChapterSummary { reference: entry.reference.clone(), states: BTreeMap::new() });
            }
        }
        let stood = |depth: u32| entry.state != "removed" || depth < unit.depth;
        for &(_, chapter) in open.iter().filter(|(depth, _)| stood(*depth)) {
            *chapters[chapter].states.entry(entry.state.clone()).or_default() += 1;
        }
    }
    chapters
}

fn states(provisions: &[&Entry]) -> BTreeMap<String, usize> {
    let mut states: BTreeMap<String, usize> =
        phrases::STATES.iter().map(|&state| (phrases::state_name(state).to_owned(), 0)).collect();
    for entry in provisions {
        *states.entry(entry.state.clone()).or_default() += 1;
    }
    states
}

fn weights(report: &ChangeReport) -> BTreeMap<String, usize> {
    let mut weights: BTreeMap<String, usize> = phrases::weight_names().map(|name| (name.to_owned(), 0)).collect();
    for link in provision_links(report) {
        *weights.entry(link.weight.clone()).or_default() += 1;
    }
    weights
}

fn changes(provisions: &[&Entry]) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut changes: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for entry in provisions {
        *changes.entry(entry.state.clone()).or_default().entry(entry.weight.clone()).or_default() += 1;
    }
    changes
}

fn findings(report: &ChangeReport) -> BTreeMap<String, BTreeMap<String, usize>> {
    let mut findings: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    for finding in &report.findings {
        *findings.entry(finding.aspect.clone()).or_default().entry(finding.effect.clone()).or_default() += 1;
    }
    findings
}

/// Each unit's main link only: a unit merged from three would count its own text three times. What several redlines
/// have is counted where it is told.
fn edited_words(report: &ChangeReport, provisions: &[&Entry]) -> Sides<usize> {
    let mut words = Sides::default();
    let kept = provisions.iter().filter(|entry| !matches!(entry.state.as_str(), "added" | "removed"));
    for link in kept.filter_map(|entry| report.links.get(*entry.links.first()?)) {
        for segment in links::told_by(link).filter(|segment| links::edits_words(segment)) {
            let side = if segment.op == "delete" { &mut words.before } else { &mut words.after };
            *side += text::word_count(&segment.text);
        }
    }
    words
}
