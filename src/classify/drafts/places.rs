//! Where units and passages went: what a reference means in both drafts, and what text stands elsewhere now.

use crate::diff::{EditScript, Op, Reference};
use crate::matching::{Matching, Relation};
use crate::model::{Draft, Pair, UnitIdx};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// References by unit: the bytes, and a name of the target that both drafts share.
pub(super) type Targets = Vec<Vec<(Range<usize>, String)>>;

/// Main counterparts, and what references mean.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// For each older unit the newer one that it became above all.
    pub(super) successors: Vec<Option<UnitIdx>>,
    /// For each newer unit the older one that it was above all.
    pub(super) predecessors: Vec<Option<UnitIdx>>,
    /// The units of all links.
    pub(super) linked: FxHashSet<(UnitIdx, UnitIdx)>,
    /// For each unit those of the other draft that it is linked with.
    pub(super) counterparts: Pair<Vec<Vec<UnitIdx>>>,
    /// References of every unit.
    pub(super) targets: Pair<Targets>,
}

impl Places {
    /// Reads a matching, and the references that were found on the way to the edits.
    pub(super) fn new(drafts: Pair<&Draft>, matching: &Matching, edits: &EditScript) -> Self {
        let mut successors = vec![None; drafts.before.units.len()];
        let mut predecessors = vec![None; drafts.after.units.len()];
        let mut links: Vec<_> = matching.links.iter().collect();
        links.sort_by(|one, other| {
            let same = |relation| relation != Relation::Same;
            same(one.relation).cmp(&same(other.relation)).then(other.confidence.total_cmp(&one.confidence))
        });
        for link in links {
            successors[link.units.before.get()].get_or_insert(link.units.after);
            predecessors[link.units.after.get()].get_or_insert(link.units.before);
        }
        let after = |unit: UnitIdx| format!("unit {}", unit.0);
        let before = |unit: UnitIdx| successors[unit.get()].map_or_else(|| format!("former unit {}", unit.0), after);
        let references = &edits.references;
        let targets = Pair::new(
            targets(drafts.before, &references.before, before),
            targets(drafts.after, &references.after, after),
        );
        let linked = matching.links.iter().map(|link| (link.units.before, link.units.after)).collect();
        let mut counterparts = drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
        for link in &matching.links {
            counterparts.before[link.units.before.get()].push(link.units.after);
            counterparts.after[link.units.after.get()].push(link.units.before);
        }
        Self { successors, predecessors, linked, counterparts, targets }
    }
}

fn targets(draft: &Draft, references: &[Vec<Reference>], name: impl Fn(UnitIdx) -> String) -> Targets {
    let of = |unit: UnitIdx| {
        let found = references.get(unit.get()).into_iter().flatten();
        found.filter_map(|reference| Some((reference.range.clone(), name(reference.target?)))).collect()
    };
    draft.iter().map(|(idx, _)| of(idx)).collect()
}

/// For every unit the bytes that went to another place, or came from one.
pub(super) fn elsewhere(drafts: Pair<&Draft>, matching: &Matching, edits: &EditScript) -> Pair<Vec<Vec<Range<usize>>>> {
    let mut moved = drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
    for (link, edit) in matching.links.iter().zip(&edits.edits) {
        for segment in &edit.body.segments {
            match segment.op {
                Op::MovedAway => moved.before[link.units.before.get()].push(segment.range.clone()),
                Op::MovedHere => moved.after[link.units.after.get()].push(segment.range.clone()),
                Op::Equal | Op::Delete | Op::Insert => {}
            }
        }
    }
    for passage in &edits.passages {
        moved.before[passage.units.before.get()].push(passage.ranges.before.clone());
        moved.after[passage.units.after.get()].push(passage.ranges.after.clone());
    }
    // A unit of several links has the same passage in each of their redlines.
    let merge = |mut ranges: Vec<Range<usize>>| {
        ranges.sort_by_key(|range| (range.start, range.end));
        ranges.dedup();
        ranges
    };
    moved.map(|units| units.into_iter().map(merge).collect())
}
