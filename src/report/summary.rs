//! Headline figures and sentences: what a reader takes away who reads nothing else.
//!
//! Each sentence is only said where it is true of every unit; in doubt it is left out.

use super::links;
use super::stages::Stages;
use super::types::{ChangeReport, ChapterSummary, Entry, KindSummary, LinkInfo, Sides, Summary};
use super::words;
use crate::model::UnitKind;
use crate::text;
use std::collections::BTreeMap;

/// The figures of a report whose entries, links and findings stand.
pub(super) fn summary(report: &ChangeReport, stages: &Stages<'_>) -> Summary {
    let provisions: Vec<&Entry> = report.entries.iter().filter(|entry| !is_note(report, entry)).collect();
    let mut summary = Summary {
        kinds: kinds(report, stages, &provisions),
        chapters: chapters(report, &provisions),
        states: states(&provisions),
        weights: weights(report),
        changes: changes(&provisions),
        findings: findings(report),
        administrative: provision_links(report).map(|link| link.administrative).sum(),
        words: edited_words(report, &provisions),
        sentences: Vec::new(),
    };
    summary.sentences = sentences(report, &summary);
    summary
}

fn is_note(report: &ChangeReport, entry: &Entry) -> bool {
    report.unit(&entry.reference).is_some_and(|unit| unit.note.is_some())
}

fn provision_links(report: &ChangeReport) -> impl Iterator<Item = &LinkInfo> {
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
        words::STATES.iter().map(|&state| (words::state_name(state).to_owned(), 0)).collect();
    for entry in provisions {
        *states.entry(entry.state.clone()).or_default() += 1;
    }
    states
}

fn weights(report: &ChangeReport) -> BTreeMap<String, usize> {
    let mut weights: BTreeMap<String, usize> = words::weight_names().map(|name| (name.to_owned(), 0)).collect();
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

fn sentences(report: &ChangeReport, summary: &Summary) -> Vec<String> {
    if let Some(same) = nothing_changed(report, summary) {
        return vec![same];
    }
    let mut sentences = Vec::new();
    sentences.extend(totals(report, summary));
    sentences.extend(duties(summary).filter_map(kind_sentence));
    sentences.extend(other_units(summary));
    sentences.extend(direction(report, summary));
    sentences.extend(gravity(report, summary));
    sentences.extend(administrative(summary));
    sentences
}

fn nothing_changed(report: &ChangeReport, summary: &Summary) -> Option<String> {
    let all: usize = summary.states.values().sum();
    if summary.states.get("unchanged") != Some(&all) {
        return None;
    }
    let notes =
        report.links.iter().any(|link| link.state != "unchanged") || report.added.len() + report.removed.len() > 0;
    let silent = if summary.administrative > 0 { ", apart from numbers, references and typography" } else { "" };
    Some(if notes {
        format!("The provisions of the two drafts say the same{silent}; boxes beside them changed.")
    } else {
        format!("The two drafts say the same{silent}.")
    })
}

/// Kinds of provisions that bind.
fn duties(summary: &Summary) -> impl Iterator<Item = &KindSummary> {
    summary.kinds.iter().filter(|kind| binds(kind))
}

fn binds(kind: &KindSummary) -> bool {
    !matches!(
        UnitKind::from_name(&kind.kind),
        UnitKind::Preamble
            | UnitKind::Section
            | UnitKind::Objective
            | UnitKind::Recital
            | UnitKind::Definition
            | UnitKind::Appendix
    )
}

/// `The third draft has 18 Commitments and 60 Measures; the second draft had 21 Commitments and 65 Measures.`
fn totals(report: &ChangeReport, summary: &Summary) -> Option<String> {
    let list = |pick: fn(&KindSummary) -> usize| {
        let counts: Vec<String> = duties(summary).map(|kind| words::count(pick(kind), &kind.word)).collect();
        words::list(&counts)
    };
    duties(summary).next()?;
    let before = words::draft_name(report.before.version.as_deref(), &report.before.label);
    let after = words::draft_name(report.after.version.as_deref(), &report.after.label);
    Some(format!(
        "{} has {}; {before} had {}.",
        words::upper_first(&after),
        list(|kind| kind.total.after),
        list(|kind| kind.total.before)
    ))
}

/// `Of 65 Measures, 12 are unchanged, 31 refined and 8 new; 3 earlier ones are removed.`
fn kind_sentence(kind: &KindSummary) -> Option<String> {
    let removed = kind.states.get("removed").copied().unwrap_or(0);
    let total = kind.total.after;
    if total == 0 {
        return all_gone(kind, removed);
    }
    let parts = state_counts(&kind.states);
    let mut sentence = match parts.as_slice() {
        [(count, word)] if *count > 1 => format!("{} are {word}", every(total, &kind.word)),
        [(_, word)] => format!("The one {} is {word}", kind.word),
        [(first, word), rest @ ..] => {
            let mut items = vec![format!("{} {} {word}", words::thousands(*first), verb(*first))];
            items.extend(rest.iter().map(|(count, word)| format!("{} {word}", words::thousands(*count))));
            format!("Of {}, {}", words::count(total, &kind.word), words::list(&items))
        }
        [] => return None,
    };
    if removed > 0 {
        sentence.push_str(&format!(
            "; {} earlier {} {} removed",
            words::thousands(removed),
            ones(removed),
            verb(removed)
        ));
    }
    Some(sentence + ".")
}

/// For a kind that the newer draft does not have: what is not removed lives on as another kind.
fn all_gone(kind: &KindSummary, removed: usize) -> Option<String> {
    let before = kind.total.before;
    match removed {
        0 => None,
        1 if before == 1 => Some(format!("The one {} is removed.", kind.word)),
        _ if removed == before => Some(format!("{} are removed.", every(before, &kind.word))),
        _ => {
            let earlier = words::count(before, &kind.word);
            Some(format!("Of {earlier} before, {} {} removed.", words::thousands(removed), verb(removed)))
        }
    }
}

/// `Both Measures`, `All 12 Measures`.
fn every(count: usize, word: &str) -> String {
    if count == 2 { format!("Both {}", words::plural(word)) } else { format!("All {}", words::count(count, word)) }
}

/// Every state that occurs with its count, what is unchanged last: `31 refined, 8 new, 3 removed, 12 unchanged`.
pub(super) fn figures(states: &BTreeMap<String, usize>) -> String {
    let counts = words::STATES.iter().filter_map(|&state| {
        let count = *states.get(words::state_name(state)).filter(|&&count| count > 0)?;
        Some(format!("{} {}", words::thousands(count), words::state_word(state)))
    });
    counts.collect::<Vec<_>>().join(", ")
}

const fn verb(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

const fn ones(count: usize) -> &'static str {
    if count == 1 { "one" } else { "ones" }
}

/// Counts of newer units by state, in the order that a sentence lists them.
fn state_counts(states: &BTreeMap<String, usize>) -> Vec<(usize, &'static str)> {
    words::STATES
        .iter()
        .rev()
        .filter(|&&state| words::state_name(state) != "removed")
        .filter_map(|&state| Some((*states.get(words::state_name(state))?, words::state_word(state))))
        .filter(|&(count, _)| count > 0)
        .collect()
}

/// `Of 84 other units (Sections, Recitals), 30 changed, 10 are new and 12 earlier ones removed.`
fn other_units(summary: &Summary) -> Option<String> {
    let others: Vec<&KindSummary> = summary.kinds.iter().filter(|kind| !binds(kind)).collect();
    let total: usize = others.iter().map(|kind| kind.total.after).sum();
    let count = |state: &str| -> usize { others.iter().filter_map(|kind| kind.states.get(state)).sum() };
    let (new, removed, same) = (count("added"), count("removed"), count("unchanged"));
    let changed = total - new - same;
    if new + removed + changed == 0 {
        return None;
    }
    let names: Vec<String> = others.iter().map(|kind| words::plural(&kind.word)).collect();
    let parts: Vec<String> = [
        (changed, format!("{} changed", words::thousands(changed))),
        (new, format!("{} {} new", words::thousands(new), verb(new))),
        (removed, format!("{} earlier {} {} removed", words::thousands(removed), ones(removed), verb(removed))),
    ]
    .into_iter()
    .filter_map(|(count, phrase)| (count > 0).then_some(phrase))
    .collect();
    let units = words::count(total, "other unit");
    Some(format!("Of {units} ({}), {}.", words::list(&names), words::list(&parts)))
}

/// Which way the findings go.
fn direction(report: &ChangeReport, summary: &Summary) -> Option<String> {
    let count = |effect: &str| report.findings.iter().filter(|finding| finding.goes(effect)).count();
    match (count("stronger"), count("weaker")) {
        (0, 0) => None,
        (0, weaker) if !may_tighten(report, summary) => {
            Some(format!("Nothing became stricter; {} for those who are bound.", eased(weaker)))
        }
        (stronger, 0) => Some(format!("The rules found {} more of those who are bound.", asks(stronger))),
        (0, weaker) => Some(format!("The rules found {} less of those who are bound.", asks(weaker))),
        (stronger, weaker) => Some(format!(
            "The rules found {} more of those who are bound, and {weaker} that {} less.",
            asks(stronger),
            if weaker == 1 { "asks" } else { "ask" }
        )),
    }
}

fn asks(count: usize) -> String {
    if count == 1 { "1 change that asks".to_owned() } else { format!("{} changes that ask", words::thousands(count)) }
}

fn eased(count: usize) -> String {
    if count == 1 { "1 requirement became lighter".to_owned() } else { format!("{count} requirements became lighter") }
}

/// Whether anything could bind more than before: in doubt, yes.
fn may_tighten(report: &ChangeReport, summary: &Summary) -> bool {
    let silent = |link: &LinkInfo| {
        let eased = |&finding: &usize| matches!(report.findings[finding].effect.as_str(), "weaker");
        link.weight != "substantive" || (!link.findings.is_empty() && link.findings.iter().all(eased))
    };
    let removed_exception = summary.states.get("removed").is_some_and(|&count| count > 0);
    let added = summary.states.get("added").is_some_and(|&count| count > 0);
    let unclear = report.findings.iter().any(|finding| finding.effect != "weaker" && finding.weight == "substantive");
    added || removed_exception || unclear || !provision_links(report).all(silent)
}

/// Said only where no unit came, went or changed in substance.
fn gravity(report: &ChangeReport, summary: &Summary) -> Option<String> {
    let count = |weight: &str| -> usize { summary.changes.values().filter_map(|weights| weights.get(weight)).sum() };
    let links = |weight: &str| provision_links(report).any(|link| link.weight == weight);
    if count("substantive") > 0 || links("substantive") {
        return None;
    }
    Some(if count("editorial") > 0 || links("editorial") {
        "Wording changed, but by the rules nothing of substance.".to_owned()
    } else {
        "Only numbers, references and typography changed.".to_owned()
    })
}

fn administrative(summary: &Summary) -> Option<String> {
    let count = usize::try_from(summary.administrative).unwrap_or(usize::MAX);
    (count > 0).then(|| {
        format!(
            "{} (numbers, labels, typography, references that only follow a renumbering) {} counted and not shown.",
            words::count(count, "administrative change"),
            verb(count)
        )
    })
}
