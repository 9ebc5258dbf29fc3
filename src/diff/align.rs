//! Which atoms of two texts are the same, in order: an edit script with a bound on work.
//!
//! Myers' algorithm marks the fewest words, but on rewritten text it costs the square of the length: 5,000 tokens
//! 0.17 s, 50,000 tokens 17 s. So long stretches are first divided at short runs of words that stand once on either
//! side (after Cohen's patience diff), again inside each part, and only short stretches are given to Myers:
//!
//! ```text
//! ────────────── 40,000 atoms ──────────────
//! ───────┤anchor├────────┤anchor├───────────      runs of four, unique on both sides, in the same order
//!  Myers          Myers     no anchor, too long: replaced as a whole, and told (`coarse`)
//! ```
//!
//! The bound counts atoms, not time: the same input gives the same output on every machine.

use super::lexicon::Key;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp};
use std::ops::Range;

/// Atoms of both sides together that Myers is asked to compare at once.
const BOUND: usize = 3_000;

/// Atoms in a row that make an anchor.
const ANCHOR: usize = 4;

/// How often a stretch is divided before it is given up.
const ROUNDS: usize = 12;

/// A run of atoms that are the same on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) len: usize,
}

impl Run {
    pub(super) const fn before_end(&self) -> usize {
        self.before + self.len
    }

    pub(super) const fn after_end(&self) -> usize {
        self.after + self.len
    }
}

/// What is the same, in order on both sides; and whether a stretch was too long to look into.
#[derive(Clone, Debug, Default)]
pub(super) struct Alignment {
    pub(super) runs: Vec<Run>,
    pub(super) coarse: bool,
}

impl Alignment {
    /// How many atoms are the same.
    pub(super) fn equal(&self) -> usize {
        self.runs.iter().map(|run| run.len).sum()
    }
}

/// Compares two texts, given as keys.
pub(super) fn align(before: &[Key], after: &[Key]) -> Alignment {
    let mut alignment = Alignment::default();
    let mut work = vec![Stretch { before: 0..before.len(), after: 0..after.len(), round: 0 }];
    while let Some(stretch) = work.pop() {
        let (stretch, edges) = stretch.trimmed(before, after);
        alignment.runs.extend(edges.into_iter().filter(|run| run.len > 0));
        if stretch.before.is_empty() || stretch.after.is_empty() {
            continue;
        }
        if stretch.before.len() + stretch.after.len() <= BOUND {
            alignment.runs.extend(stretch.myers(before, after));
            continue;
        }
        let parts = if stretch.round < ROUNDS { stretch.divided(before, after) } else { Vec::new() };
        alignment.coarse |= parts.is_empty();
        work.extend(parts);
    }
    alignment.runs.sort_unstable_by_key(|run| run.before);
    join(&mut alignment.runs);
    alignment
}

/// Joins runs that follow each other directly on both sides.
pub(super) fn join(runs: &mut Vec<Run>) {
    runs.dedup_by(|next, run| {
        let joined = run.before_end() == next.before && run.after_end() == next.after;
        run.len += if joined { next.len } else { 0 };
        joined
    });
}

struct Stretch {
    before: Range<usize>,
    after: Range<usize>,
    round: usize,
}

impl Stretch {
    /// Without what both sides share at either end, and the runs of that.
    fn trimmed(self, before: &[Key], after: &[Key]) -> (Self, [Run; 2]) {
        let (old, new) = (&before[self.before.clone()], &after[self.after.clone()]);
        let head = old.iter().zip(new).take_while(|(b, a)| b == a).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(b, a)| b == a).count();
        let inner = Self {
            before: self.before.start + head..self.before.end - tail,
            after: self.after.start + head..self.after.end - tail,
            round: self.round,
        };
        let runs = [
            Run { before: self.before.start, after: self.after.start, len: head },
            Run { before: inner.before.end, after: inner.after.end, len: tail },
        ];
        (inner, runs)
    }

    /// The runs that Myers' algorithm finds among the atoms that stand on both sides: it pays for every other one.
    fn myers(&self, before: &[Key], after: &[Key]) -> Vec<Run> {
        let (old, new) = (&before[self.before.clone()], &after[self.after.clone()]);
        let places = (shared(old, new), shared(new, old));
        let keys = |keys: &[Key], places: &[usize]| places.iter().map(|&place| keys[place]).collect::<Vec<Key>>();
        let mut runs = Vec::new();
        for op in similar::capture_diff_slices(Algorithm::Myers, &keys(old, &places.0), &keys(new, &places.1)) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                runs.extend((0..len).map(|at| Run {
                    before: self.before.start + places.0[old_index + at],
                    after: self.after.start + places.1[new_index + at],
                    len: 1,
                }));
            }
        }
        runs
    }

    /// Divided at its anchors: the anchors as stretches of their own, and what lies between.
    fn divided(&self, before: &[Key], after: &[Key]) -> Vec<Self> {
        let anchors = self.anchors(before, after);
        let mut parts = Vec::with_capacity(anchors.len() + 1);
        let (mut b, mut a) = (self.before.start, self.after.start);
        for anchor in &anchors {
            parts.push(self.part(b..anchor.before, a..anchor.after));
            // The anchor opens the next part, whose trimming takes it in with all that follows it on both sides.
            (b, a) = (anchor.before, anchor.after);
        }
        if !anchors.is_empty() {
            parts.push(self.part(b..self.before.end, a..self.after.end));
        }
        parts
    }

    const fn part(&self, before: Range<usize>, after: Range<usize>) -> Self {
        Self { before, after, round: self.round + 1 }
    }

    /// Runs of atoms that stand once on either side, as the longest chain in the same order.
    fn anchors(&self, before: &[Key], after: &[Key]) -> Vec<Run> {
        let old = unique_runs(before, &self.before);
        let new = unique_runs(after, &self.after);
        let mut common: Vec<(usize, usize)> =
            old.iter().filter_map(|(run, &b)| Some((b?, (*new.get(run)?)?))).collect();
        common.sort_unstable();
        longest_chain(&common).into_iter().map(|(b, a)| Run { before: b, after: a, len: ANCHOR }).collect()
    }
}

/// The places of the atoms that the other side has too. Keys are numbered from zero on: a bit for each will do.
fn shared(keys: &[Key], other: &[Key]) -> Vec<usize> {
    let bit = |key: Key| ((key / u64::BITS) as usize, 1_u64 << (key % u64::BITS));
    let most = other.iter().copied().max().unwrap_or(0);
    let mut known = vec![0_u64; bit(most).0 + 1];
    for &key in other {
        let (at, bit) = bit(key);
        known[at] |= bit;
    }
    let is_known = |key: Key| {
        let (at, bit) = bit(key);
        known.get(at).is_some_and(|bits| bits & bit != 0)
    };
    let mut places = Vec::with_capacity(keys.len());
    places.extend((0..keys.len()).filter(|&place| is_known(keys[place])));
    places
}

/// The runs of atoms in a stretch with their place; `None` for those that stand there more than once.
fn unique_runs<'k>(keys: &'k [Key], within: &Range<usize>) -> FxHashMap<&'k [Key], Option<usize>> {
    let mut places = FxHashMap::default();
    for (offset, run) in keys[within.clone()].windows(ANCHOR).enumerate() {
        places.entry(run).and_modify(|place| *place = None).or_insert(Some(within.start + offset));
    }
    places
}

/// The longest chain in which both places increase; the pairs come in order of the first.
fn longest_chain(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![None; pairs.len()];
    for (position, &(_, after)) in pairs.iter().enumerate() {
        let length = tails.partition_point(|&tail| pairs[tail].1 < after);
        previous[position] = length.checked_sub(1).map(|shorter| tails[shorter]);
        match tails.get_mut(length) {
            Some(tail) => *tail = position,
            None => tails.push(position),
        }
    }
    let mut chain: Vec<(usize, usize)> =
        std::iter::successors(tails.last().copied(), |&position| previous[position]).map(|p| pairs[p]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A small linear congruential generator: the same numbers on every run.
    fn numbers(seed: u64, below: u32) -> impl FnMut() -> u32 {
        let mut state = seed;
        move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from(state >> 33).unwrap_or(0) % below
        }
    }

    fn equal_atoms(before: &[Key], after: &[Key]) -> usize {
        let alignment = align(before, after);
        for run in &alignment.runs {
            assert_eq!(before[run.before..run.before_end()], after[run.after..run.after_end()]);
        }
        for pair in alignment.runs.windows(2) {
            assert!(pair[0].before_end() <= pair[1].before && pair[0].after_end() <= pair[1].after);
        }
        alignment.runs.iter().map(|run| run.len).sum()
    }

    #[test]
    fn a_long_text_with_few_edits_is_compared_to_the_atom() {
        let mut next = numbers(7, 4_000);
        let before: Vec<Key> = (0..200_000).map(|_| next()).collect();
        let mut after = before.clone();
        for place in (500..200_000).step_by(1_000) {
            after[place] = 9_999;
        }
        assert!(!align(&before, &after).coarse);
        assert_eq!(equal_atoms(&before, &after), 200_000 - 200);
    }

    #[test]
    fn a_long_text_that_shares_nothing_is_told_to_be_coarse() {
        let (mut one, mut other) = (numbers(1, 3_000), numbers(2, 3_000));
        let before: Vec<Key> = (0..50_000).map(|_| one()).collect();
        let after: Vec<Key> = (0..50_000).map(|_| 5_000 + other()).collect();
        assert!(align(&before, &after).coarse);
        assert_eq!(equal_atoms(&before, &after), 0);
    }

    #[test]
    fn one_repeated_word_does_not_blow_up() {
        let before = vec![1; 100_000];
        let mut after = vec![1; 100_000];
        after[50_000] = 2;
        assert_eq!(equal_atoms(&before, &after), 99_999);
    }
}
