//! Which statements the redline shows as each other's: by the bytes that it prints as the same on both sides.

use super::Passage;
use crate::model::{Pair, Side};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How much of the statements that are asked about is shown as the same; each is named by its position among them.
#[derive(Debug, Default)]
pub(super) struct Redlined {
    /// Letters that two statements share.
    shared: FxHashMap<(usize, usize), usize>,
    /// Letters that each statement has, if it shares any.
    lengths: Pair<Vec<usize>>,
}

impl Redlined {
    /// Of statements in two texts of which some bytes are `equal`: where they stand on either side.
    pub(super) fn new(passages: Pair<&Passage<'_>>, asked: Pair<&[usize]>, equal: &[Pair<Range<usize>>]) -> Self {
        let ranges = passages.zip(asked).map(|(passage, asked)| {
            asked.iter().map(|&at| passage.statements[at].range.clone()).collect::<Vec<Range<usize>>>()
        });
        let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for bytes in equal {
            for (before, range) in within(&ranges.before, &bytes.before) {
                let there = moved(&range, bytes.before.start, bytes.after.start);
                for (after, range) in within(&ranges.after, &there) {
                    *shared.entry((before, after)).or_default() += letters(&passages.after.text[range]);
                }
            }
        }
        let mut lengths = ranges.as_ref().map(|ranges| vec![0; ranges.len()]);
        for &(before, after) in shared.keys() {
            for (side, at) in [(Side::Before, before), (Side::After, after)] {
                let (text, range) = (side.of(&passages).text, side.of(&ranges)[at].clone());
                let length = &mut side.of_mut(&mut lengths)[at];
                *length = if *length == 0 { letters(&text[range]) } else { *length };
            }
        }
        Self { shared, lengths }
    }

    /// The share of two statements' letters that is shown as the same, from 0 to 1.
    pub(super) fn share(&self, before: usize, after: usize) -> f64 {
        match self.shared.get(&(before, after)) {
            Some(&letters) => {
                2.0 * letters as f64 / (self.lengths.before[before] + self.lengths.after[after]).max(1) as f64
            }
            None => 0.0,
        }
    }

    /// The share of one statement's letters that is shown as the same in some of the other side, from 0 to 1.
    pub(super) fn share_in(&self, side: Side, at: usize, others: &[usize]) -> f64 {
        let key = |&other: &usize| if side == Side::Before { (at, other) } else { (other, at) };
        let letters = others.iter().filter_map(|other| self.shared.get(&key(other))).sum::<usize>();
        letters as f64 / side.of(&self.lengths).get(at).copied().unwrap_or_default().max(1) as f64
    }
}

/// Bytes of a text that are neither space nor punctuation: with which change those go depends on the side one reads from.
fn letters(text: &str) -> usize {
    text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).count()
}

/// Those of some ranges in order that share bytes with one, each by its position, and the bytes that are shared.
fn within<'r>(ranges: &'r [Range<usize>], bytes: &'r Range<usize>) -> impl Iterator<Item = (usize, Range<usize>)> + 'r {
    let first = ranges.partition_point(|range| range.end <= bytes.start);
    let met = ranges.iter().enumerate().skip(first).take_while(|(_, range)| range.start < bytes.end);
    met.map(|(at, range)| (at, range.start.max(bytes.start)..range.end.min(bytes.end)))
}

const fn moved(range: &Range<usize>, from: usize, to: usize) -> Range<usize> {
    range.start - from + to..range.end - from + to
}
