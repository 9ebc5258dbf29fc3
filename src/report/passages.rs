//! Sentences that moved between units that no link joins, and the units that they trace to.

use super::stages::Stages;
use super::types::{PassageInfo, PlaceInfo};
use super::units::reference;
use crate::diff::Passage;
use crate::model::{Pair, Side, UnitIdx};
use std::ops::Range;

/// All passages in words.
pub(super) fn passages(stages: &Stages<'_>) -> Vec<PassageInfo> {
    stages.script.passages.iter().map(info).collect()
}

fn info(passage: &Passage) -> PassageInfo {
    PassageInfo {
        before: place(Side::Before, passage.units.before, &passage.ranges.before),
        after: place(Side::After, passage.units.after, &passage.ranges.after),
    }
}

fn place(side: Side, unit: UnitIdx, range: &Range<usize>) -> PlaceInfo {
    PlaceInfo { reference: reference(side, unit), start: range.start, end: range.end }
}

/// For each unit of either draft, the units of the other one that its passages went to or came from.
pub(super) struct Traces(Pair<Vec<Vec<UnitIdx>>>);

impl Traces {
    pub(super) fn new(stages: &Stages<'_>) -> Self {
        let mut lists = stages.drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
        for passage in &stages.script.passages {
            lists.before[passage.units.before.get()].push(passage.units.after);
            lists.after[passage.units.after.get()].push(passage.units.before);
        }
        for list in lists.before.iter_mut().chain(&mut lists.after) {
            list.sort_unstable();
            list.dedup();
        }
        Self(lists)
    }

    /// The other ends of a unit's passages, in document order.
    pub(super) fn of(&self, side: Side, idx: UnitIdx) -> &[UnitIdx] {
        &side.of(&self.0)[idx.get()]
    }
}
