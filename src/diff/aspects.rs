//! Which aspects of a linked pair changed, apart from its words: place, number, level.
//!
//! ```text
//! before   1 A   2 B   3 C          after   1 N   2 A   3 C   4 B
//! N is new above all: A and C are renumbered, not moved. B alone stands in another order: B moved.
//! ```
//!
//! A unit below a parent that moved did not move itself. A heading put around units, or taken away from around them,
//! moves none of them.

use super::Aspects;
use super::lineage::Lineage;
use super::order::{Placed, stayed};
use crate::matching::{Link, Matching, Relation};
use crate::model::{Draft, Pair, Unit, UnitIdx};
use crate::text;
use rustc_hash::FxHasher;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

/// The aspects of every link that do not depend on its body: all but `refined`.
pub(super) fn aspects(drafts: Pair<&Draft>, matching: &Matching, lineage: &Lineage) -> Vec<Aspects> {
    let moved = moved(drafts, matching, lineage);
    let of_link = |(link, moved): (&Link, bool)| {
        let units = drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
        Aspects { moved, ..of_units(units) }
    };
    matching.links.iter().zip(moved).map(of_link).collect()
}

fn of_units(units: Pair<&Unit>) -> Aspects {
    let notes = units.before.kind.is_note() || units.after.kind.is_note();
    let titles = units.map(|unit| &unit.title.text);
    Aspects {
        moved: false,
        renumbered: units.before.number != units.after.number,
        relevelled: !notes && units.before.kind != units.after.kind,
        retitled: !titles.agree() && !titles.map(|title| text::normalise(title)).agree(),
        refined: false,
    }
}

fn moved(drafts: Pair<&Draft>, matching: &Matching, lineage: &Lineage) -> Vec<bool> {
    let places = Places { drafts, matching, lineage };
    let mut moved = vec![false; matching.links.len()];
    // Siblings on both sides: those that came together from two parents had no order among each other.
    let mut siblings: BTreeMap<[(Option<UnitIdx>, bool); 2], Vec<usize>> = BTreeMap::new();
    for (position, link) in matching.links.iter().enumerate() {
        if !places.in_linked_parents(link.units) {
            moved[position] = true;
        } else if link.relation != Relation::Part {
            let is_note = drafts.zip(link.units).map(|(draft, idx)| draft[idx].kind.is_note());
            let around = places.linked_parents(link.units).map(|(around, _)| around);
            let group = [(around.before, is_note.before), (around.after, is_note.after)];
            siblings.entry(group).or_default().push(position);
        }
    }
    for group in siblings.into_values().filter(|group| group.len() > 1) {
        let things: Vec<Placed> = group.iter().map(|&position| placed(drafts, &matching.links[position])).collect();
        for (&position, stayed) in group.iter().zip(stayed(&things)) {
            moved[position] = !stayed;
        }
    }
    moved
}

/// A main successor outweighs any number of shares: when two units are combined, those between them did not move.
const MAIN: u64 = 1 << 32;

fn placed(drafts: Pair<&Draft>, link: &Link) -> Placed {
    let texts = drafts.zip(link.units).map(|(draft, idx)| (&draft[idx].title.text, &draft[idx].body.prose.text));
    let digest = |(title, body): (&String, &String)| {
        let mut hasher = FxHasher::default();
        (title, body).hash(&mut hasher);
        hasher.finish() >> 32
    };
    let digests = texts.map(digest);
    let length = |(title, body): (&String, &String)| title.len() as u64 + body.len() as u64;
    let lengths = texts.map(length);
    let count = if link.relation == Relation::Same { MAIN } else { 1 };
    let heft = (count, lengths.before + lengths.after, digests.before + digests.after);
    Placed { before: link.units.before.get(), after: link.units.after.get(), heft }
}

struct Places<'a> {
    drafts: Pair<&'a Draft>,
    matching: &'a Matching,
    lineage: &'a Lineage,
}

impl Places<'_> {
    /// Whether two units stand in parents that are linked, or both in none.
    ///
    /// Units without a counterpart are looked through on one side, where they were put around or taken away; on both
    /// sides they are two different parents.
    fn in_linked_parents(&self, units: Pair<UnitIdx>) -> bool {
        let around = self.linked_parents(units);
        let same = match around.map(|(around, _)| around) {
            Pair { before: None, after: None } => true,
            Pair { before: Some(before), after: Some(after) } => self.are_linked(before, after),
            _ => false,
        };
        same && (around.before.1 == 0 || around.after.1 == 0)
    }

    /// On either side the innermost linked unit around, and how many without a link were passed.
    fn linked_parents(&self, units: Pair<UnitIdx>) -> Pair<(Option<UnitIdx>, usize)> {
        Pair::new(
            self.linked_around(self.drafts.before, units.before, |idx| self.is_linked_before(idx)),
            self.linked_around(self.drafts.after, units.after, |idx| self.is_linked_after(idx)),
        )
    }

    /// The innermost linked unit around one, and how many without a link were passed.
    fn linked_around(
        &self,
        draft: &Draft,
        unit: UnitIdx,
        is_linked: impl Fn(UnitIdx) -> bool,
    ) -> (Option<UnitIdx>, usize) {
        let passed = draft.ancestors(unit).take_while(|&around| !is_linked(around)).count();
        (draft.ancestors(unit).nth(passed), passed)
    }

    fn counts(&self, position: usize) -> bool {
        self.matching.links[position].relation != Relation::Part
    }

    fn is_linked_before(&self, unit: UnitIdx) -> bool {
        self.lineage.of_before(unit).iter().any(|&position| self.counts(position))
    }

    fn is_linked_after(&self, unit: UnitIdx) -> bool {
        self.lineage.of_after(unit).iter().any(|&position| self.counts(position))
    }

    fn are_linked(&self, before: UnitIdx, after: UnitIdx) -> bool {
        let units = Pair::new(before, after);
        self.lineage.of_before(before).iter().any(|&at| self.counts(at) && self.matching.links[at].units == units)
    }
}
