//! Who might correspond to whom: an inverted index over each unit's rarest terms.
//!
//! All pairs are a million for a thousand units a side; the rarest terms name the few worth a second look. Both
//! directions are asked and joined, so the candidates of a pair of drafts are those of the pair turned round.

use super::features::{Bag, Features, Term, UnitFeatures};
use crate::model::{Pair, UnitIdx};
use rustc_hash::FxHashMap;

/// A candidate: a unit of the older draft and one of the newer.
pub(super) type Key = (u32, u32);

/// The units of a candidate.
pub(super) fn units((before, after): Key) -> Pair<UnitIdx> {
    Pair::new(UnitIdx(before), UnitIdx(after))
}

/// Terms of a unit that are looked up, rarest first.
const PROBES: usize = 24;

/// Candidates that each unit keeps.
const KEPT: usize = 12;

/// Pairs worth scoring, as (before, after), in order.
pub(super) fn candidates(features: &Features) -> Vec<(u32, u32)> {
    let units = &features.units;
    let forward = lookup(features, &units.before, &units.after);
    let backward = lookup(features, &units.after, &units.before).into_iter().map(|(after, before)| (before, after));
    let mut pairs: Vec<(u32, u32)> = forward.into_iter().chain(backward).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn lookup(features: &Features, from: &[UnitFeatures], to: &[UnitFeatures]) -> Vec<(u32, u32)> {
    let index =
        Index::new(to.iter().flat_map(|unit| [&unit.text, &unit.title]).zip(0..).map(|(bag, at)| (bag, at / 2)));
    let mut pairs = Vec::new();
    let mut scores: FxHashMap<u32, u64> = FxHashMap::default();
    for (unit, position) in from.iter().zip(0..) {
        for found in index.nearest(features, &[&unit.text, &unit.title], PROBES, KEPT, &mut scores) {
            pairs.push((position, found));
        }
    }
    pairs
}

/// Which owners hold a term.
pub(super) struct Index {
    postings: FxHashMap<Term, Vec<u32>>,
}

impl Index {
    /// An index of bags with their owners, owners in ascending order.
    pub(super) fn new<'b>(bags: impl Iterator<Item = (&'b Bag, u32)>) -> Self {
        let mut postings: FxHashMap<Term, Vec<u32>> = FxHashMap::default();
        for (bag, owner) in bags {
            for &(term, _) in &bag.terms {
                let owners = postings.entry(term).or_default();
                if owners.last() != Some(&owner) {
                    owners.push(owner);
                }
            }
        }
        Self { postings }
    }

    /// The owners that share the most weight of the rarest terms, best first, ties by position.
    pub(super) fn nearest(
        &self,
        features: &Features,
        bags: &[&Bag],
        probes: usize,
        kept: usize,
        scores: &mut FxHashMap<u32, u64>,
    ) -> Vec<u32> {
        scores.clear();
        let mut terms: Vec<Term> = bags
            .iter()
            .flat_map(|bag| &bag.terms)
            .map(|&(term, _)| term)
            .filter(|term| self.postings.contains_key(term))
            .collect();
        terms.sort_unstable_by_key(|&term| (features.frequency(term), term));
        terms.dedup();
        let cut = terms.get(probes).map_or(u32::MAX, |&term| features.frequency(term));
        for term in terms.into_iter().take_while(|&term| features.frequency(term) <= cut).take(probes * 4) {
            for &owner in &self.postings[&term] {
                *scores.entry(owner).or_default() += features.weight(term);
            }
        }
        let mut found: Vec<(u64, u32)> = scores.iter().map(|(&owner, &score)| (score, owner)).collect();
        found.sort_unstable_by_key(|&(score, owner)| (std::cmp::Reverse(score), owner));
        found.truncate(kept);
        found.into_iter().map(|(_, owner)| owner).collect()
    }
}
