//! Who might correspond to whom: an inverted index over each unit's rarest terms.
//!
//! All pairs are a million for a thousand units a side; the rarest terms name the few worth a second look. Both
//! directions are asked and joined, so the candidates of a pair of drafts are those of the pair turned round.

use super::features::{Features, Shared, UnitFeatures};
use crate::model::{Pair, Side, UnitIdx};
use std::cmp::Reverse;

/// A candidate: a unit of the older draft and one of the newer.
pub(super) type Key = (u32, u32);

/// The units of a candidate.
pub(super) fn units((before, after): Key) -> Pair<UnitIdx> {
    Pair::new(UnitIdx(before), UnitIdx(after))
}

/// The unit of a candidate on one side.
pub(super) const fn end(side: Side, (before, after): Key) -> u32 {
    match side {
        Side::Before => before,
        Side::After => after,
    }
}

/// Terms of a unit that are looked up, rarest first.
const PROBES: usize = 33;

/// Candidates that each unit keeps.
const KEPT: usize = 12;

/// Units that the probes of a unit may name, all of them together. The rarest terms name few in drafts of any size; what
/// is left of the budget goes to commoner ones.
const NAMED: usize = 1_000;

/// How far apart two units stand in their drafts: the same for the pair turned round.
pub(super) fn distance((before, after): Key, units: Pair<usize>) -> u64 {
    (u64::from(before) * units.after as u64).abs_diff(u64::from(after) * units.before as u64)
}

/// Pairs worth scoring, as (before, after); some twice.
pub(super) fn candidates(features: &Features) -> Vec<Key> {
    let forward = lookup(features, Side::Before);
    let backward = lookup(features, Side::After).into_iter().map(|(after, before)| (before, after));
    forward.into_iter().chain(backward).collect()
}

/// For each unit of a side the units of the other one that come nearest.
fn lookup(features: &Features, side: Side) -> Vec<(u32, u32)> {
    let (from, to) = (side.of(&features.units), side.other().of(&features.units));
    let units = Pair::new(from.len(), to.len());
    let mut tally = Tally { scores: vec![0; to.len()], met: vec![0; to.len() + 1], count: 0 };
    let mut pairs = Vec::new();
    for (unit, position) in from.iter().zip(0..) {
        tally.meet(features, unit, side.other());
        pairs.extend(tally.best(|found| distance((position, found), units)).map(|found| (position, found)));
    }
    pairs
}

/// Scores of the units met, to be used again and again.
struct Tally {
    scores: Vec<u64>,
    /// The units met are the first of these, so many. Every unit is written behind them, and counted if it is new: whether
    /// it is cannot be foreseen, and a wrong guess of the processor takes longer than the writing.
    met: Vec<u32>,
    count: usize,
}

impl Tally {
    /// Meets the units of a side that share any of the rarest terms, with the weight of those.
    fn meet(&mut self, features: &Features, unit: &UnitFeatures, side: Side) {
        let mut named = 0;
        for (term, weight) in probes(features, unit) {
            let holders = features.holders(side, term);
            named += holders.len();
            if named > NAMED && self.count > 0 {
                break;
            }
            for &holder in holders {
                let score = &mut self.scores[holder as usize];
                self.met[self.count] = holder;
                self.count += usize::from(*score == 0);
                *score += weight;
            }
        }
    }

    /// The best of the units met, of equals the nearest; clears the scores.
    fn best(&mut self, distance: impl Fn(u32) -> u64) -> impl Iterator<Item = u32> {
        let mut best: Vec<(Reverse<u64>, u64, u32)> = Vec::with_capacity(KEPT + 1);
        let mut least = 0;
        for &owner in &self.met[..std::mem::take(&mut self.count)] {
            let score = std::mem::take(&mut self.scores[owner as usize]);
            if score < least {
                continue;
            }
            let found = (Reverse(score), distance(owner), owner);
            best.insert(best.partition_point(|known| *known < found), found);
            best.truncate(KEPT);
            least = best.get(KEPT - 1).map_or(0, |&(Reverse(score), ..)| score);
        }
        best.into_iter().map(|(.., owner)| owner)
    }
}

/// The rarest terms of a unit with their weights, and all that are as rare as the last of them.
fn probes(features: &Features, unit: &UnitFeatures) -> impl Iterator<Item = (Shared, u64)> {
    let (mut title, mut text) = (unit.title.terms.iter().peekable(), unit.text.terms.iter().peekable());
    let rarest = std::iter::from_fn(move || {
        let first = if title.peek().is_some_and(|one| text.peek().is_none_or(|other| one.0 < other.0)) {
            title.next()
        } else {
            text.next()
        };
        first.map(|&(term, _)| term)
    });
    let mut last = 0;
    rarest.zip(1..).map_while(move |(term, count)| {
        let (weight, frequency) = features.rarity(term);
        let wanted = count <= PROBES || frequency == last;
        last = frequency;
        wanted.then_some((term, weight))
    })
}
