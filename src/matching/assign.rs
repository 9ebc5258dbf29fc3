//! One to one: which unit is the main successor of which.
//!
//! Pairs are taken from the best down, each unit once. A unit is never pushed to a poor second choice because its
//! first is taken: then it did not become that other unit, it went into the first together with another one, and
//! [`super::relate`] says so.

use super::candidates::Key;
use super::context::Flooded;
use super::pins::Rulings;
use crate::model::Pair;
use rustc_hash::{FxHashMap, FxHashSet};

/// A choice worth less than this share of a unit's best is no successor: what a second choice shares with a unit, its
/// first mostly has too.
const RATIO: f64 = 0.9;

/// Pairs worth less than this are not linked one to one.
const FLOOR: f64 = 0.29;

/// Across tiers (a KPI that becomes a Measure) more is asked.
const FLOOR_ACROSS: f64 = 0.6;

/// Main successors, both ways.
#[derive(Clone, Debug, Default)]
pub(super) struct Mates {
    /// By older unit.
    pub(super) forward: FxHashMap<u32, u32>,
    /// By newer unit.
    pub(super) backward: FxHashMap<u32, u32>,
}

impl Mates {
    fn take(&mut self, (before, after): Key) {
        self.forward.insert(before, after);
        self.backward.insert(after, before);
    }

    /// Takes the pairs that are free and not barred, and says which.
    pub(super) fn take_all(&mut self, pairs: Vec<Key>, rulings: &Rulings) -> Vec<Key> {
        let free = |&key: &Key| {
            let free = self.free(key) && !rulings.bars(key);
            if free {
                self.take(key);
            }
            free
        };
        pairs.into_iter().filter(free).collect()
    }

    fn free(&self, (before, after): Key) -> bool {
        !self.forward.contains_key(&before) && !self.backward.contains_key(&after)
    }
}

/// Settles what is settled, then takes the best pairs within a tier of kinds.
pub(super) fn assign(flooded: &Flooded, settled: &[Key], rulings: &Rulings) -> Mates {
    let mut mates = Mates::default();
    for &key in settled {
        if mates.free(key) {
            mates.take(key);
        }
    }
    take_best(flooded, &mut mates, |position| {
        !flooded.across[position] && strong(flooded, position) && !rulings.bars(flooded.pairs[position])
    });
    mates
}

/// Takes the best pairs across tiers among units that nothing else claims, and says which.
pub(super) fn assign_across(
    flooded: &Flooded,
    mates: &mut Mates,
    claimed: &(FxHashSet<u32>, FxHashSet<u32>),
    rulings: &Rulings,
) -> Vec<Key> {
    take_best(flooded, mates, |position| {
        let (before, after) = flooded.pairs[position];
        let free = !claimed.0.contains(&before) && !claimed.1.contains(&after);
        free && flooded.across[position] && strong(flooded, position) && !rulings.bars((before, after))
    })
}

/// What a pair must be worth to be linked one to one.
pub(super) fn floor(flooded: &Flooded, position: usize) -> f64 {
    if flooded.across[position] { FLOOR_ACROSS } else { FLOOR }
}

fn strong(flooded: &Flooded, position: usize) -> bool {
    flooded.joined[position] >= floor(flooded, position)
}

/// What a pair must be worth beside the best choices of its two units.
pub(super) fn beside(best: &Pair<Vec<f64>>, (before, after): Key) -> f64 {
    RATIO * best.before[before as usize].max(best.after[after as usize])
}

fn take_best(flooded: &Flooded, mates: &mut Mates, open: impl Fn(usize) -> bool) -> Vec<Key> {
    let best = flooded.best();
    let near_best = |position: usize| flooded.joined[position] >= beside(&best, flooded.pairs[position]);
    let mut order: Vec<usize> =
        (0..flooded.pairs.len()).filter(|&position| open(position) && near_best(position)).collect();
    order.sort_by(|&one, &other| {
        let ((b, a), (d, c)) = (flooded.pairs[one], flooded.pairs[other]);
        let by_worth = flooded.joined[other].total_cmp(&flooded.joined[one]);
        by_worth.then((b + a).cmp(&(d + c))).then(b.abs_diff(a).cmp(&d.abs_diff(c)))
    });
    let mut taken = Vec::new();
    for position in order {
        if mates.free(flooded.pairs[position]) {
            mates.take(flooded.pairs[position]);
            taken.push(flooded.pairs[position]);
        }
    }
    taken
}
