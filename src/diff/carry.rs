//! Which bytes of a unit a link carries to which bytes of another, and how moved text is cut out of a redline.

use super::align::Run;
use super::atoms::Atoms;
use super::{Elsewhere, Op, Redline, Segment};
use crate::model::{Pair, UnitIdx};
use std::ops::Range;

/// Words that are the same on both sides, as bytes.
pub(super) type Carry = Pair<Range<usize>>;

/// Text of one side that is to be found in a unit of the other draft.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) elsewhere: Elsewhere,
}

/// Runs of equal atoms as bytes.
pub(super) fn carries(texts: Pair<&Atoms<'_>>, runs: &[Run]) -> Vec<Carry> {
    let bytes = |text: &Atoms<'_>, start: usize, len: usize| text.all[start].start..text.all[start + len - 1].end;
    runs.iter()
        .filter(|run| run.len > 0)
        .map(|run| Pair::new(bytes(texts.before, run.before, run.len), bytes(texts.after, run.after, run.len)))
        .collect()
}

/// The carries as text that left the older unit for this newer one.
pub(super) fn away(carries: &[Carry], unit: UnitIdx) -> impl Iterator<Item = Found> + '_ {
    carries.iter().map(move |carry| Found {
        range: carry.before.clone(),
        elsewhere: Elsewhere { unit, range: carry.after.clone() },
    })
}

/// The carries as text that came to the newer unit from this older one.
pub(super) fn here(carries: &[Carry], unit: UnitIdx) -> impl Iterator<Item = Found> + '_ {
    carries.iter().map(move |carry| Found {
        range: carry.after.clone(),
        elsewhere: Elsewhere { unit, range: carry.before.clone() },
    })
}

/// Turns deleted and inserted text that is found elsewhere into moved text.
pub(super) fn relocate(redline: &mut Redline, texts: Pair<&str>, mut found: Pair<Vec<Found>>) {
    if found.before.is_empty() && found.after.is_empty() {
        return;
    }
    for side in [&mut found.before, &mut found.after] {
        side.sort_by_key(|found| (found.range.start, found.range.end));
    }
    let mut segments = Vec::with_capacity(redline.segments.len());
    for block in &mut redline.blocks {
        let start = segments.len();
        for segment in &redline.segments[block.segments.clone()] {
            match (segment.op, segment.noise) {
                (Op::Delete, None) => cut(segment, texts.before, &found.before, Op::MovedAway, &mut segments),
                (Op::Insert, None) => cut(segment, texts.after, &found.after, Op::MovedHere, &mut segments),
                _ => segments.push(segment.clone()),
            }
        }
        block.segments = start..segments.len();
    }
    redline.segments = segments;
}

/// One segment in pieces: what is found elsewhere, and what is not.
fn cut(segment: &Segment, text: &str, found: &[Found], op: Op, segments: &mut Vec<Segment>) {
    let Range { start, end } = segment.range;
    let first = found.partition_point(|found| found.range.end <= start);
    let mut at = start;
    let mut moved: Option<Segment> = None;
    for found in found[first..].iter().take_while(|found| found.range.start < end) {
        let range = found.range.start.max(at)..found.range.end.min(end);
        if range.is_empty() || is_scrap(&text[range.clone()], &range, &found.range) {
            continue;
        }
        let spaces = text[at..range.start].len() - text[at..range.start].trim_start().len();
        let mut from = range.start;
        if let Some(last) = &mut moved {
            last.range.end += spaces;
            at += spaces;
        } else if at + spaces == range.start {
            from = at;
            at = range.start;
        }
        segments.extend(moved.take());
        segments.extend((at < range.start).then(|| Segment { range: at..range.start, ..segment.clone() }));
        at = range.end;
        moved = Some(Segment { op, range: from..range.end, noise: None, elsewhere: Some(found.elsewhere.clone()) });
    }
    let rest = at..end;
    match &mut moved {
        Some(last) if text[rest.clone()].trim().is_empty() => last.range.end = end,
        _ => {
            segments.extend(moved.take());
            segments.extend((!rest.is_empty()).then(|| Segment { range: rest, ..segment.clone() }));
        }
    }
    segments.extend(moved);
}

/// A word or two of a longer passage that the redline divides otherwise: not worth a mark of its own.
fn is_scrap(words: &str, part: &Range<usize>, whole: &Range<usize>) -> bool {
    part != whole && words.split_whitespace().count() < 3
}
