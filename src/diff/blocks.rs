//! Which paragraph, point, row or footnote became which: by content, not by position or label.
//!
//! ```text
//! before   (a) safety   (b) security   (c) records
//! after    (a) security (b) training   (c) safety    (d) records
//!
//! pairs    security = security, safety = safety, records = records; training is new;
//!          of those that cross, the lighter moved
//! ```
//!
//! First the blocks with the same words, then those that are alike (rare words name the few worth scoring), at last
//! what stands alone against what stands alone in a gap between pairs.

use super::atoms::Atoms;
use super::groups::Groups;
use super::lexicon::Key;
use super::order::{Placed, stayed};
use super::views::View;
use crate::model::{Block, Pair};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::ops::Range;

/// A block of either side, by its position; or one block and several that it was divided into, or that it joins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct BlockPair {
    pub(super) blocks: Pair<Range<usize>>,
    /// Whether it crosses pairs that stayed.
    pub(super) moved: bool,
    /// Whether the two share so little that a look at their words would only find stray ones.
    pub(super) rewritten: bool,
}

/// Likeness from which two blocks anywhere in the unit are one, in thousandths.
const ALIKE: u64 = 550;

/// Likeness from which two blocks in the same gap are one.
const ALIKE_IN_PLACE: u64 = 280;

/// Likeness from which a block may be said to have moved, and its least words unless it is the same to the word.
const ALIKE_AND_MOVED: u64 = 750;
const WORDS_TO_MOVE: u64 = 6;

/// Likeness under which two blocks are one only because nothing else stands in their place.
const UNLIKE: u64 = 120;

/// Pairs of blocks that are scored without asking an index.
const FEW: usize = 600;

/// Blocks that are scored for another one: those that share the most words.
const SCORED: usize = 8;

/// Blocks that share a word for it to be looked up.
const COMMON: usize = 24;

/// Pairs the blocks of two bodies; in order of the newer side.
pub(super) fn pair_blocks(texts: Pair<&Atoms<'_>>, blocks: Pair<&[Block]>) -> Vec<BlockPair> {
    let views = texts.zip(blocks).map(|(text, blocks)| blocks.iter().map(|b| View::new(text, b)).collect::<Vec<_>>());
    let mut pairing = Pairing::new(&views);
    pairing.same_words();
    pairing.alike();
    pairing.settle_order();
    pairing.gaps();
    pairing.finish()
}

/// Where blocks with the same words stand on one side.
#[derive(Clone, Copy, Default)]
enum Stands {
    #[default]
    Nowhere,
    Once(usize),
    Often,
}

impl Stands {
    fn add(&mut self, at: usize) {
        *self = if matches!(self, Self::Nowhere) { Self::Once(at) } else { Self::Often };
    }
}

struct Pairing<'v> {
    views: &'v Pair<Vec<View<'v>>>,
    /// For each block the one that it is paired with.
    partner: Pair<Vec<Option<usize>>>,
    moved: Vec<bool>,
}

impl<'v> Pairing<'v> {
    fn new(views: &'v Pair<Vec<View<'v>>>) -> Self {
        let partner = views.as_ref().map(|views| vec![None; views.len()]);
        Self { views, partner, moved: vec![false; views.after.len()] }
    }

    fn join(&mut self, before: usize, after: usize) {
        self.partner.before[before] = Some(after);
        self.partner.after[after] = Some(before);
    }

    fn free(&self, before: usize, after: usize) -> bool {
        self.partner.before[before].is_none() && self.partner.after[after].is_none()
    }

    /// How alike, if at least as much as this.
    fn likeness(&self, before: usize, after: usize, floor: u64) -> Option<u64> {
        self.views.before[before].likeness(&self.views.after[after], floor)
    }

    fn same(&self, before: usize, after: usize) -> bool {
        self.views.before[before].says_the_same(&self.views.after[after])
    }

    /// Blocks with the same words: at both ends, then those that stand once on either side, then their neighbours.
    fn same_words(&mut self) {
        let (n, m) = (self.views.before.len(), self.views.after.len());
        let head = (0..n.min(m)).take_while(|&at| self.same(at, at)).count();
        let tail = (1..=n.min(m) - head).take_while(|back| self.same(n - back, m - back)).count();
        (0..head).for_each(|at| self.join(at, at));
        (1..=tail).for_each(|back| self.join(n - back, m - back));
        let unique = self.unique_digests();
        for (before, after) in unique {
            if self.free(before, after) && self.same(before, after) {
                self.join(before, after);
            }
        }
        for after in 0..m {
            self.spread(after, 1);
        }
        for after in (0..m).rev() {
            self.spread(after, -1);
        }
    }

    fn unique_digests(&self) -> Vec<(usize, usize)> {
        let mut places: FxHashMap<u64, Pair<Stands>> = FxHashMap::default();
        for (at, view) in self.views.before.iter().enumerate() {
            places.entry(view.digest).or_default().before.add(at);
        }
        for (at, view) in self.views.after.iter().enumerate() {
            places.entry(view.digest).or_default().after.add(at);
        }
        let once = |places: Pair<Stands>| match (places.before, places.after) {
            (Stands::Once(before), Stands::Once(after)) => Some((before, after)),
            _ => None,
        };
        let mut found: Vec<(usize, usize)> = places.into_values().filter_map(once).collect();
        found.sort_unstable();
        found
    }

    /// Pairs the neighbours of a pair, on one side, if they say the same.
    fn spread(&mut self, after: usize, by: isize) {
        let Some(before) = self.partner.after[after] else { return };
        let (Some(b), Some(a)) = (before.checked_add_signed(by), after.checked_add_signed(by)) else { return };
        if b < self.views.before.len() && a < self.views.after.len() && self.free(b, a) && self.same(b, a) {
            self.join(b, a);
        }
    }

    /// Blocks that are alike, the most alike first.
    fn alike(&mut self) {
        let mut scored: Vec<(Reverse<u64>, usize, usize, usize)> = self
            .candidates()
            .into_iter()
            .filter_map(|(b, a)| Some((Reverse(self.likeness(b, a, ALIKE)?), b.abs_diff(a), b, a)))
            .collect();
        scored.sort_unstable();
        for (_, _, before, after) in scored {
            if self.free(before, after) {
                self.join(before, after);
            }
        }
    }

    fn candidates(&self) -> Vec<(usize, usize)> {
        let left = self.partner.as_ref().map(|partner| free_in(partner, 0..partner.len()));
        if left.before.len() * left.after.len() <= FEW {
            return left.before.iter().flat_map(|&b| left.after.iter().map(move |&a| (b, a))).collect();
        }
        let mut holders: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for &after in &left.after {
            for key in self.views.after[after].bag().distinct() {
                holders.entry(key).or_default().push(after);
            }
        }
        let mut found = Vec::new();
        for &before in &left.before {
            let lists = self.views.before[before].bag().distinct().filter_map(|key| holders.get(&key));
            let mut near: Vec<usize> = lists.filter(|list| list.len() <= COMMON).flatten().copied().collect();
            near.sort_unstable();
            let mut votes: Vec<(Reverse<usize>, usize)> =
                near.chunk_by(|one, next| one == next).map(|votes| (Reverse(votes.len()), votes[0])).collect();
            votes.sort_unstable();
            found.extend(votes.into_iter().take(SCORED).map(|(_, after)| (before, after)));
        }
        found
    }

    /// Of pairs that cross, the lighter moved; a pair too slight to be said to have moved is none.
    fn settle_order(&mut self) {
        let pairs: Vec<(usize, usize)> =
            self.partner.after.iter().enumerate().filter_map(|(a, b)| b.map(|b| (b, a))).collect();
        if pairs.is_sorted() {
            return;
        }
        let things: Vec<Placed> = pairs
            .iter()
            .map(|&(before, after)| {
                let (b, a) = (&self.views.before[before], &self.views.after[after]);
                Placed { before, after, heft: (1, b.words + a.words, b.tie_break() + a.tie_break()) }
            })
            .collect();
        let stayed = stayed(&things);
        for (&(before, after), _) in pairs.iter().zip(stayed).filter(|(_, stayed)| !stayed) {
            if self.may_move(before, after) {
                self.moved[after] = true;
            } else {
                self.partner.before[before] = None;
                self.partner.after[after] = None;
            }
        }
    }

    fn may_move(&self, before: usize, after: usize) -> bool {
        let words = self.views.before[before].words.min(self.views.after[after].words);
        self.same(before, after) || (words >= WORDS_TO_MOVE && self.likeness(before, after, ALIKE_AND_MOVED).is_some())
    }

    /// Pairs what is left between two pairs that stayed.
    fn gaps(&mut self) {
        let kept: Vec<(usize, usize)> = self
            .partner
            .after
            .iter()
            .enumerate()
            .filter_map(|(a, b)| b.filter(|_| !self.moved[a]).map(|b| (b, a)))
            .chain([(self.views.before.len(), self.views.after.len())])
            .collect();
        let mut start = (0, 0);
        for (before, after) in kept {
            let left =
                Pair::new(free_in(&self.partner.before, start.0..before), free_in(&self.partner.after, start.1..after));
            self.gap(&left);
            start = (before + 1, after + 1);
        }
    }

    fn gap(&mut self, left: &Pair<Vec<usize>>) {
        if let (&[before], &[after]) = (left.before.as_slice(), left.after.as_slice())
            && self.views.before[before].class == self.views.after[after].class
            && (self.are_alone() || self.likeness(before, after, UNLIKE).is_some())
        {
            return self.join(before, after);
        }
        if left.before.len() * left.after.len() <= FEW {
            for (before, after) in self.best_in_order(left) {
                self.join(before, after);
            }
        }
    }

    /// Whether either body is one block.
    fn are_alone(&self) -> bool {
        self.views.before.len() == 1 && self.views.after.len() == 1
    }

    /// The pairs, in order on both sides, with the greatest sum of likeness (Needleman and Wunsch, 1970).
    fn best_in_order(&self, left: &Pair<Vec<usize>>) -> Vec<(usize, usize)> {
        let (n, m) = (left.before.len(), left.after.len());
        let mut best = vec![vec![0_u64; m + 1]; n + 1];
        let gain = |i: usize, j: usize| self.likeness(left.before[i], left.after[j], ALIKE_IN_PLACE).unwrap_or(0);
        let gains: Vec<Vec<u64>> = (0..n).map(|i| (0..m).map(|j| gain(i, j)).collect()).collect();
        for i in (0..n).rev() {
            for j in (0..m).rev() {
                best[i][j] = best[i + 1][j].max(best[i][j + 1]).max(best[i + 1][j + 1] + gains[i][j]);
            }
        }
        let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
        while i < n && j < m {
            if gains[i][j] > 0 && best[i][j] == best[i + 1][j + 1] + gains[i][j] {
                pairs.push((left.before[i], left.after[j]));
                (i, j) = (i + 1, j + 1);
            } else if best[i][j] == best[i + 1][j] {
                i += 1;
            } else {
                j += 1;
            }
        }
        pairs
    }

    fn finish(self) -> Vec<BlockPair> {
        let mut groups = Groups::new(self.views, &self.partner);
        let pair = |(after, before): (usize, &Option<usize>)| {
            before.map(|before| {
                let same = self.same(before, after);
                BlockPair {
                    blocks: if same || self.moved[after] {
                        Pair::new(before..before + 1, after..after + 1)
                    } else {
                        groups.around(before, after)
                    },
                    moved: self.moved[after],
                    // Two that are not alone are alike, or no pair.
                    rewritten: !same && self.are_alone() && self.likeness(before, after, UNLIKE).is_none(),
                }
            })
        };
        self.partner.after.iter().enumerate().filter_map(pair).collect()
    }
}

fn free_in(partner: &[Option<usize>], within: Range<usize>) -> Vec<usize> {
    within.filter(|&at| partner[at].is_none()).collect()
}
