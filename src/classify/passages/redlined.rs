//! Which statements the redline shows as each other's: by the bytes that it prints as the same on both sides.

use super::Passage;
use crate::model::Pair;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// For pairs of statements, by position among those asked about, the share of their bytes that is shown as the same,
/// from 0 to 1; a pair of which none is has no entry.
#[derive(Debug, Default)]
pub(super) struct Redlined(FxHashMap<(usize, usize), f64>);

impl Redlined {
    /// Of two texts of which some bytes are `equal`: where they stand on either side.
    pub(super) fn new(passages: Pair<&Passage<'_>>, open: Pair<&[usize]>, equal: &[Pair<Range<usize>>]) -> Self {
        let ranges = passages.zip(open).map(|(passage, open)| {
            open.iter().map(|&at| passage.statements[at].range.clone()).collect::<Vec<Range<usize>>>()
        });
        let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        for bytes in equal {
            for (before, range) in within(&ranges.before, &bytes.before) {
                let there = moved(&range, bytes.before.start, bytes.after.start);
                for (after, range) in within(&ranges.after, &there) {
                    *shared.entry((before, after)).or_default() += range.len();
                }
            }
        }
        let share = |(at, bytes): ((usize, usize), usize)| {
            let all = ranges.before[at.0].len() + ranges.after[at.1].len();
            (at, 2.0 * bytes as f64 / all as f64)
        };
        Self(shared.into_iter().map(share).collect())
    }

    /// The share of two statements.
    pub(super) fn share(&self, before: usize, after: usize) -> f64 {
        self.0.get(&(before, after)).copied().unwrap_or(0.0)
    }
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
