//! The figures in a few plain sentences: what a reader takes away who reads nothing else.
//!
//! Each sentence is only said where it is true of every unit; in doubt it is left out.

use super::phrases::{self, STATES, state_name};
use super::summary::provision_links;
use super::types::{ChangeReport, KindSummary, LinkInfo};
use crate::model::UnitKind;
use crate::words::Words;
use std::collections::BTreeMap;

/// The sentences of a report whose figures stand, kinds in words.
pub(super) fn sentences(report: &ChangeReport, words: &Words) -> Vec<String> {
    let teller = Teller { report, words };
    if let Some(same) = teller.nothing_changed() {
        return vec![same];
    }
    let mut sentences = Vec::new();
    sentences.extend(teller.totals());
    sentences.extend(teller.duties().filter_map(|kind| teller.kind(kind)));
    sentences.extend(teller.direction());
    sentences.extend(teller.gravity());
    sentences.extend(teller.other_units());
    sentences.extend(teller.administrative());
    sentences
}

/// Every state that occurs with its count, what is unchanged last: `31 refined, 8 new, 3 removed, 12 unchanged`.
pub(super) fn figures(states: &BTreeMap<String, usize>, words: &Words) -> String {
    let counts = STATES.iter().map(|&state| state_name(state)).filter_map(|state| {
        let count = *states.get(state).filter(|&&count| count > 0)?;
        Some(words.count("summary.figure", count, &[("state", &state_word(state, words))]))
    });
    words.run(&counts.collect::<Vec<_>>())
}

/// The word for a state in a sentence about newer units: `8 are new`.
fn state_word(state: &str, words: &Words) -> String {
    words.say(&format!("summary.state.{state}"), &[])
}

/// What sentences are made from.
struct Teller<'a> {
    report: &'a ChangeReport,
    words: &'a Words,
}

impl<'a> Teller<'a> {
    fn nothing_changed(&self) -> Option<String> {
        let summary = &self.report.summary;
        let all: usize = summary.states.values().sum();
        if summary.states.get("unchanged") != Some(&all) {
            return None;
        }
        let alone = self.report.added.len() + self.report.removed.len();
        let notes = self.report.links.iter().any(|link| link.state != "unchanged") || alone > 0;
        let phrase = match (notes, summary.administrative > 0) {
            (false, false) => "summary.same",
            (false, true) => "summary.same_but",
            (true, false) => "summary.same_provisions",
            (true, true) => "summary.same_provisions_but",
        };
        Some(self.words.say(phrase, &[]))
    }

    /// Kinds of provisions that bind.
    fn duties(&self) -> impl Iterator<Item = &'a KindSummary> {
        self.report.summary.kinds.iter().filter(|kind| binds(kind))
    }

    fn count(&self, number: usize, kind: &KindSummary) -> String {
        phrases::count(self.words, number, &kind.word)
    }

    /// `The third draft has 18 Commitments and 60 Measures; the second draft had 21 Commitments and 65 Measures.`
    fn totals(&self) -> Option<String> {
        let list = |pick: fn(&KindSummary) -> usize| {
            let counts: Vec<String> = self.duties().map(|kind| self.count(pick(kind), kind)).collect();
            self.words.list(&counts)
        };
        self.duties().next()?;
        let (before, after) = (&self.report.before, &self.report.after);
        let before = phrases::draft_name(self.words, before.version.as_deref(), &before.label);
        let after = phrases::draft_name(self.words, after.version.as_deref(), &after.label);
        let (counts, earlier) = (list(|kind| kind.total.after), list(|kind| kind.total.before));
        let values = [("after", after.as_str()), ("counts", &counts), ("before", &before), ("earlier", &earlier)];
        Some(self.words.say("summary.totals", &values))
    }

    /// `Of 65 Measures, 12 are unchanged, 31 refined and 8 new; 3 earlier ones are removed.`
    fn kind(&self, kind: &KindSummary) -> Option<String> {
        let gone = kind.states.get("removed").copied().unwrap_or(0);
        let total = kind.total.after;
        if total == 0 {
            return self.all_gone(kind, gone);
        }
        let removed = if gone > 0 { self.words.count("summary.and_removed", gone, &[]) } else { String::new() };
        let (count, kinds) = (self.count(total, kind), self.words.plural(&kind.word));
        let said = |state: &str, figures: &str| {
            [("kind", kind.word.clone()), ("kinds", kinds.clone()), ("count", count.clone())]
                .into_iter()
                .chain([("state", state.to_owned()), ("figures", figures.to_owned()), ("removed", removed.clone())])
                .collect::<Vec<_>>()
        };
        let parts = state_counts(&kind.states);
        let (phrase, values) = match parts.as_slice() {
            [(1, state)] => ("summary.one", said(&state_word(state, self.words), "")),
            [(_, state)] => ("summary.all", said(&state_word(state, self.words), "")),
            [first, rest @ ..] => ("summary.of", said("", &self.figures(first, rest))),
            [] => return None,
        };
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Some(self.words.count(phrase, total, &values))
    }

    /// `12 are unchanged, 31 refined and 8 new`.
    fn figures(&self, first: &(usize, &str), rest: &[(usize, &str)]) -> String {
        let figure = |phrase, &(count, state): &(usize, &str)| {
            self.words.count(phrase, count, &[("state", &state_word(state, self.words))])
        };
        let first = std::iter::once(figure("summary.figure_first", first));
        self.words.list(&first.chain(rest.iter().map(|part| figure("summary.figure", part))).collect::<Vec<_>>())
    }

    /// For a kind that the newer draft does not have: what is not removed lives on as another kind.
    fn all_gone(&self, kind: &KindSummary, removed: usize) -> Option<String> {
        let before = kind.total.before;
        let (count, kinds) = (self.count(before, kind), self.words.plural(&kind.word));
        let values = [("kind", kind.word.as_str()), ("kinds", &kinds), ("count", &count)];
        match removed {
            0 => None,
            1 if before == 1 => Some(self.words.say("summary.one_gone", &values)),
            _ if removed == before => Some(self.words.count("summary.all_gone", before, &values)),
            _ => Some(self.words.count("summary.some_gone", removed, &values)),
        }
    }

    /// `Of 84 other units (Sections, Recitals), 30 changed, 10 are new and 12 earlier ones removed.`
    fn other_units(&self) -> Option<String> {
        let others: Vec<&KindSummary> = self.report.summary.kinds.iter().filter(|kind| !binds(kind)).collect();
        let total: usize = others.iter().map(|kind| kind.total.after).sum();
        let count = |state: &str| -> usize { others.iter().filter_map(|kind| kind.states.get(state)).sum() };
        let (new, removed, same) = (count("added"), count("removed"), count("unchanged"));
        let changed = total - new - same;
        let parts: Vec<String> =
            [("summary.others_changed", changed), ("summary.others_new", new), ("summary.others_removed", removed)]
                .into_iter()
                .filter(|&(_, count)| count > 0)
                .map(|(phrase, count)| self.words.count(phrase, count, &[]))
                .collect();
        if parts.is_empty() {
            return None;
        }
        let kinds: Vec<String> = others.iter().map(|kind| self.words.plural(&kind.word)).collect();
        let (kinds, figures) = (self.words.list(&kinds), self.words.list(&parts));
        Some(self.words.count("summary.others", total, &[("kinds", &kinds), ("figures", &figures)]))
    }

    /// Which way the findings go.
    fn direction(&self) -> Option<String> {
        let count = |effect: &str| self.report.findings.iter().filter(|finding| finding.goes(effect)).count();
        match (count("stronger"), count("weaker")) {
            (0, 0) => None,
            (0, weaker) if !self.may_tighten() => Some(self.words.count("summary.lighter", weaker, &[])),
            (stronger, 0) => Some(self.words.count("summary.more", stronger, &[])),
            (0, weaker) => Some(self.words.count("summary.less", weaker, &[])),
            (stronger, weaker) => {
                let less = self.words.count("summary.and_less", weaker, &[]);
                Some(self.words.count("summary.more_and", stronger, &[("less", &less)]))
            }
        }
    }

    /// Whether anything could bind more than before: in doubt, yes.
    fn may_tighten(&self) -> bool {
        let report = self.report;
        let silent = |link: &LinkInfo| {
            let eased = |&finding: &usize| matches!(report.findings[finding].effect.as_str(), "weaker");
            link.weight != "substantive" || (!link.findings.is_empty() && link.findings.iter().all(eased))
        };
        let some = |state: &str| report.summary.states.get(state).is_some_and(|&count| count > 0);
        let unclear =
            report.findings.iter().any(|finding| finding.effect != "weaker" && finding.weight == "substantive");
        some("added") || some("removed") || unclear || !provision_links(report).all(silent)
    }

    /// Said only where no unit came, went or changed in substance.
    fn gravity(&self) -> Option<String> {
        let changes = self.report.summary.changes.values();
        let count = |weight: &str| -> usize { changes.clone().filter_map(|weights| weights.get(weight)).sum() };
        let links = |weight: &str| provision_links(self.report).any(|link| link.weight == weight);
        let any = |weight: &str| count(weight) > 0 || links(weight);
        if any("substantive") {
            return None;
        }
        let phrase = if any("editorial") { "summary.editorial" } else { "summary.administrative_only" };
        Some(self.words.say(phrase, &[]))
    }

    fn administrative(&self) -> Option<String> {
        let count = usize::try_from(self.report.summary.administrative).unwrap_or(usize::MAX);
        (count > 0).then(|| self.words.count("summary.administrative", count, &[]))
    }
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

/// Counts of newer units by state, in the order that a sentence lists them.
fn state_counts(states: &BTreeMap<String, usize>) -> Vec<(usize, &'static str)> {
    STATES
        .iter()
        .rev()
        .map(|&state| state_name(state))
        .filter(|&state| state != "removed")
        .filter_map(|state| Some((*states.get(state)?, state)))
        .filter(|&(count, _)| count > 0)
        .collect()
}
