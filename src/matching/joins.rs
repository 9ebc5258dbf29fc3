//! What leftovers join, side by side: how much of each is in the other, and which of two claims gives way.

use super::candidates::{Key, end};
use super::context::Flooded;
use super::link::Relation;
use crate::model::{Pair, Side};
use rustc_hash::{FxHashMap, FxHashSet};

/// What each leftover joins, as far as it is decided.
#[derive(Default)]
pub(super) struct Decided(Pair<FxHashMap<u32, Option<Join>>>);

impl Decided {
    pub(super) const fn of(&mut self, side: Side) -> &mut FxHashMap<u32, Option<Join>> {
        side.of_mut(&mut self.0)
    }

    /// Forgets what was decided where one of the units between which a leftover chose has found its counterpart since.
    pub(super) fn forget(&mut self, flooded: &Flooded, taken: &[Key]) {
        let (before, after): (FxHashSet<u32>, FxHashSet<u32>) = taken.iter().copied().unzip();
        for key in &flooded.pairs {
            if after.contains(&key.1) {
                self.0.before.remove(&key.0);
            }
            if before.contains(&key.0) {
                self.0.after.remove(&key.1);
            }
        }
    }
}

/// A leftover and the unit that it was cut out of or went into, or that a passage of it went to or came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    pub(super) key: Key,
    pub(super) side: Side,
    pub(super) extent: Extent,
    /// How much they belong together, 0 to 1; nothing where a passage alone tells.
    pub(super) worth: Option<f64>,
}

/// How much of the one is in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// A minor passage of both.
    Passage,
    /// Most of the leftover, little of what it joins.
    Leftover,
    /// A share of what it joins.
    Share,
}

impl Join {
    /// What it makes of the two.
    pub(super) const fn relation(&self) -> Relation {
        match (self.extent, self.side) {
            (Extent::Passage, _) => Relation::Part,
            (_, Side::Before) => Relation::Merge,
            (_, Side::After) => Relation::Split,
        }
    }

    /// The leftover, and the unit that it joins.
    const fn ends(&self) -> (u32, u32) {
        (end(self.side, self.key), end(self.side.other(), self.key))
    }
}

/// Who came as a whole counts before who left a passage on the way: what a leftover has from one that joined another
/// unit is no more than a passage where a third one joined it.
pub(super) fn yielded(mut joins: Vec<Join>) -> Vec<Join> {
    let whole = |side| joins.iter().filter(move |join| join.side == side && join.extent != Extent::Passage);
    let home: Pair<FxHashMap<u32, u32>> = Side::EACH.map(|side| whole(side).map(Join::ends).collect());
    let joined: Pair<FxHashSet<u32>> = home.as_ref().map(|home| home.values().copied().collect());
    for join in &mut joins {
        let (leftover, other) = join.ends();
        let across = join.side.other();
        let elsewhere = across.of(&home).get(&other).is_some_and(|&home| home != leftover);
        if elsewhere && across.of(&joined).contains(&leftover) {
            join.extent = Extent::Passage;
        }
    }
    joins
}
