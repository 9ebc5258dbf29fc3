//! One entry a unit in reading order, each with its headline, its weight and its notes; not yet in words.

use super::findings::Places;
use super::order;
use super::passages::Traces;
use super::phrases;
use super::stages::{LinkIndex, Stages};
use super::types::Entry;
use super::units::reference;
use crate::classify::Weight;
use crate::diff::State;
use crate::matching::Relation;
use crate::model::{Draft, Side, Unit, UnitIdx, UnitKind};
use std::collections::{BTreeMap, BTreeSet};

/// The entries of a report, not yet in order.
pub(super) struct Entries<'a> {
    stages: &'a Stages<'a>,
    index: &'a LinkIndex,
    places: &'a Places,
    traces: Traces,
    /// Older units without a successor, besides passages.
    removed: Vec<UnitIdx>,
}

impl<'a> Entries<'a> {
    pub(super) fn new(stages: &'a Stages<'a>, index: &'a LinkIndex, places: &'a Places) -> Self {
        let units = stages.drafts.before.iter().map(|(idx, _)| idx);
        let removed = units.filter(|&idx| index.main(Side::Before, idx, stages).is_none()).collect();
        Self { stages, index, places, traces: Traces::new(stages), removed }
    }

    /// Units of the newer draft, removed ones where they stood; notes within the entry of the unit around them.
    pub(super) fn in_reading_order(&self) -> Vec<Entry> {
        let drafts = self.stages.drafts;
        let slots = order::slots(drafts.before, drafts.after, &self.successors());
        let mut removed = self.removed.clone();
        removed.sort_by_key(|idx| (slots[idx.get()], *idx));
        let mut waiting = removed.into_iter().peekable();
        let mut flat = Vec::with_capacity(drafts.after.units.len() + self.removed.len());
        for position in 0..=drafts.after.units.len() {
            while let Some(idx) = waiting.next_if(|idx| slots[idx.get()] <= position) {
                flat.push((self.owner(Side::Before, idx), self.removed_entry(idx)));
            }
            if position < drafts.after.units.len() {
                let idx = UnitIdx::from(position);
                flat.push((self.owner(Side::After, idx), self.entry(idx)));
            }
        }
        nest(flat)
    }

    fn successors(&self) -> Vec<Option<UnitIdx>> {
        let draft = self.stages.drafts.before;
        draft.iter().map(|(idx, _)| self.successor(idx)).collect()
    }

    fn successor(&self, idx: UnitIdx) -> Option<UnitIdx> {
        let link = self.index.main(Side::Before, idx, self.stages)?;
        Some(self.stages.matching.links[link].units.after)
    }

    /// For a note the ref of the entry that it stands in; `None` for provisions and for notes outside of any.
    fn owner(&self, side: Side, idx: UnitIdx) -> Option<String> {
        let draft = self.draft(side);
        if !draft[idx].kind.is_note() {
            return None;
        }
        let around = draft.ancestors(idx).find(|&ancestor| !draft[ancestor].kind.is_note())?;
        match (side, self.successor_of(side, around)) {
            (_, Some(after)) => Some(reference(Side::After, after)),
            (side, None) => Some(reference(side, around)),
        }
    }

    fn successor_of(&self, side: Side, idx: UnitIdx) -> Option<UnitIdx> {
        match side {
            Side::Before => self.successor(idx),
            Side::After => Some(idx),
        }
    }

    fn draft(&self, side: Side) -> &'a Draft {
        self.stages.drafts.on(side)
    }

    fn entry(&self, idx: UnitIdx) -> Entry {
        let links = self.index.of(Side::After, idx).to_vec();
        let main = self.index.main(Side::After, idx, self.stages);
        let state = |link: usize| self.stages.state(link);
        let findings = self.places.after[idx.get()].clone();
        let origins: Vec<usize> = links.iter().copied().filter(|&link| !self.is_part(link)).collect();
        let traces = self.traces(Side::After, idx, &links);
        let unlinked = if main.is_none() { self.weight_alone(&self.stages.drafts.after[idx]) } else { Weight::None };
        Entry {
            reference: reference(Side::After, idx),
            state: phrases::state_name(main.map_or(State::Added, state)).to_owned(),
            weight: self.gravest(unlinked, &links, &findings).name().to_owned(),
            origins: self.refs(Side::Before, &origins),
            traces: traces.iter().map(|&idx| reference(Side::Before, idx)).collect(),
            links,
            findings,
            ..Entry::default()
        }
    }

    fn removed_entry(&self, idx: UnitIdx) -> Entry {
        let links = self.index.of(Side::Before, idx).to_vec();
        let findings = self.places.before[idx.get()].clone();
        let weight = self.weight_alone(&self.stages.drafts.before[idx]);
        let traces = self.traces(Side::Before, idx, &links);
        Entry {
            reference: reference(Side::Before, idx),
            state: phrases::state_name(State::Removed).to_owned(),
            weight: self.gravest(weight, &[], &findings).name().to_owned(),
            traces: traces.iter().map(|&idx| reference(Side::After, idx)).collect(),
            links,
            findings,
            ..Entry::default()
        }
    }

    fn is_part(&self, link: usize) -> bool {
        self.stages.matching.links[link].relation == Relation::Part
    }

    fn refs(&self, side: Side, links: &[usize]) -> Vec<String> {
        links.iter().map(|&link| reference(side, self.other_end(side, link))).collect()
    }

    fn other_end(&self, side: Side, link: usize) -> UnitIdx {
        self.stages.matching.links[link].units.on(side)
    }

    /// The units of the other draft that passages of a unit went to or came from, besides its main counterparts.
    fn traces(&self, side: Side, idx: UnitIdx, links: &[usize]) -> Vec<UnitIdx> {
        let other = side.other();
        let (parts, mains): (Vec<usize>, Vec<usize>) = links.iter().partition(|&&link| self.is_part(link));
        let mains: Vec<UnitIdx> = mains.into_iter().map(|link| self.other_end(other, link)).collect();
        let parts = parts.into_iter().map(|link| self.other_end(other, link));
        let mut traces: Vec<UnitIdx> = parts.chain(self.traces.of(side, idx).iter().copied()).collect();
        traces.retain(|trace| !mains.contains(trace));
        traces.sort_unstable();
        traces.dedup();
        traces
    }

    /// The weight of a unit that came or went: a heading without text binds nobody, everything else may.
    fn weight_alone(&self, unit: &Unit) -> Weight {
        match unit.kind {
            UnitKind::Note(_) => Weight::Editorial,
            UnitKind::Section | UnitKind::Preamble | UnitKind::Appendix if says_nothing(unit) => Weight::Administrative,
            _ => Weight::Substantive,
        }
    }

    fn gravest(&self, least: Weight, links: &[usize], findings: &[usize]) -> Weight {
        let links = links.iter().map(|&link| self.stages.weight(link));
        let findings = findings.iter().map(|&finding| self.stages.findings[finding].weight);
        links.chain(findings).fold(least, Weight::max)
    }
}

fn says_nothing(unit: &Unit) -> bool {
    unit.body.prose.text.trim().is_empty()
}

/// Entries in reading order with notes put into the entries that own them; a note whose owner is itself a note stays.
fn nest(flat: Vec<(Option<String>, Entry)>) -> Vec<Entry> {
    let tops: BTreeSet<String> =
        flat.iter().filter(|(owner, _)| owner.is_none()).map(|(_, entry)| entry.reference.clone()).collect();
    let mut notes: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    let mut entries = Vec::with_capacity(flat.len());
    for (owner, entry) in flat {
        match owner.filter(|owner| tops.contains(owner)) {
            Some(owner) => notes.entry(owner).or_default().push(entry),
            None => entries.push(entry),
        }
    }
    for entry in &mut entries {
        entry.notes = notes.remove(&entry.reference).unwrap_or_default();
    }
    entries
}
