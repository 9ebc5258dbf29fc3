//! What leftovers join, side by side: how much of each is in the other, and which of two claims gives way.

use super::candidates::Key;
use super::context::Flooded;
use super::link::Relation;
use crate::model::Pair;
use rustc_hash::{FxHashMap, FxHashSet};

/// Which side a leftover is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    Before,
    After,
}

impl Leftover {
    /// The unit of a pair that is on this side.
    pub(super) const fn of(self, key: Key) -> u32 {
        match self {
            Self::Before => key.0,
            Self::After => key.1,
        }
    }
}

/// What each leftover joins, as far as it is decided.
#[derive(Default)]
pub(super) struct Decided {
    before: FxHashMap<u32, Option<Join>>,
    after: FxHashMap<u32, Option<Join>>,
}

impl Decided {
    pub(super) const fn of(&mut self, side: Leftover) -> &mut FxHashMap<u32, Option<Join>> {
        match side {
            Leftover::Before => &mut self.before,
            Leftover::After => &mut self.after,
        }
    }

    /// Forgets what was decided where one of the units between which a leftover chose has found its counterpart since.
    pub(super) fn forget(&mut self, flooded: &Flooded, taken: &[Key]) {
        let (before, after): (FxHashSet<u32>, FxHashSet<u32>) = taken.iter().copied().unzip();
        for key in &flooded.pairs {
            if after.contains(&key.1) {
                self.before.remove(&key.0);
            }
            if before.contains(&key.0) {
                self.after.remove(&key.1);
            }
        }
    }
}

/// A leftover and the unit that it was cut out of or went into, or that a passage of it went to or came from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Join {
    pub(super) key: Key,
    pub(super) side: Leftover,
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
            (_, Leftover::Before) => Relation::Merge,
            (_, Leftover::After) => Relation::Split,
        }
    }

    /// The leftover, and the unit that it joins.
    const fn ends(&self) -> (u32, u32) {
        match self.side {
            Leftover::Before => (self.key.0, self.key.1),
            Leftover::After => (self.key.1, self.key.0),
        }
    }
}

/// Who came as a whole counts before who left a passage on the way: what a leftover has from one that joined another
/// unit is no more than a passage where a third one joined it.
pub(super) fn yielded(mut joins: Vec<Join>) -> Vec<Join> {
    let whole = |side| joins.iter().filter(move |join| join.side == side && join.extent != Extent::Passage);
    let home: Pair<FxHashMap<u32, u32>> =
        Pair::new(Leftover::Before, Leftover::After).map(|side| whole(side).map(Join::ends).collect());
    let joined: Pair<FxHashSet<u32>> = home.as_ref().map(|home| home.values().copied().collect());
    for join in &mut joins {
        let (leftover, other) = join.ends();
        let (home, joined) = match join.side {
            Leftover::Before => (&home.after, &joined.after),
            Leftover::After => (&home.before, &joined.before),
        };
        let elsewhere = home.get(&other).is_some_and(|&home| home != leftover);
        if elsewhere && joined.contains(&leftover) {
            join.extent = Extent::Passage;
        }
    }
    joins
}
