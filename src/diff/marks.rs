//! Whether emphasis, links or markup differ where the words agree.
//!
//! Formatting is laid over plain text, so it is compared apart from the words: each mark is cut to the equal words
//! under it and written in the bytes of the newer text; two texts are formatted alike when these pieces are the same.

use crate::model::{BlockKind, MarkKind, Pair, Prose};
use std::ops::Range;

/// Whether the formatting of equal words differs; `equal` holds where they stand in either text.
pub(super) fn reformatted(proses: Pair<&Prose>, equal: &[Pair<Range<usize>>]) -> bool {
    if proses.before.marks.is_empty() && proses.after.marks.is_empty() {
        return false;
    }
    let after = pieces(proses.after, proses.after, equal.iter().map(|pair| (pair.after.clone(), pair.after.start)));
    let before = pieces(proses.before, proses.after, equal.iter().map(|pair| (pair.before.clone(), pair.after.start)));
    before != after
}

/// Whether a paragraph became a point, or a point another level of a list.
pub(super) fn reshaped(before: &BlockKind, after: &BlockKind) -> bool {
    match (before, after) {
        (BlockKind::Point { depth: before, .. }, BlockKind::Point { depth: after, .. }) => before != after,
        _ => std::mem::discriminant(before) != std::mem::discriminant(after),
    }
}

/// The marks of a text cut to its equal ranges and shifted to where these start in the newer text.
fn pieces<'p>(
    prose: &'p Prose,
    newer: &Prose,
    equal: impl Iterator<Item = (Range<usize>, usize)>,
) -> Vec<(&'p MarkKind, Range<usize>)> {
    let equal: Vec<(Range<usize>, usize)> = equal.collect();
    let mut found: Vec<(&MarkKind, Range<usize>)> = Vec::new();
    for mark in prose.marks.iter().filter(|mark| !matches!(mark.kind, MarkKind::Footnote(_))) {
        let first = equal.partition_point(|(range, _)| range.end <= mark.range.start);
        for (range, shifted) in equal[first..].iter().take_while(|(range, _)| range.start < mark.range.end) {
            let start = shifted + mark.range.start.max(range.start) - range.start;
            let end = shifted + mark.range.end.min(range.end) - range.start;
            let words = newer.text[start..end].trim_end();
            let end = start + words.len();
            let start = end - words.trim_start().len();
            found.extend((start < end).then_some((plain(&mark.kind), start..end)));
        }
    }
    found.sort_by(|one, other| {
        (one.0.order(), one.1.start, one.1.end).cmp(&(other.0.order(), other.1.start, other.1.end))
    });
    found.dedup_by(|next, piece| {
        let joined = next.0 == piece.0 && newer.text[piece.1.end.min(next.1.start)..next.1.start].trim().is_empty();
        piece.1.end = if joined { piece.1.end.max(next.1.end) } else { piece.1.end };
        joined
    });
    found
}

/// Links within the document follow its numbering: that they point elsewhere says nothing that the words do not say.
fn plain(kind: &MarkKind) -> &MarkKind {
    const WITHIN: &MarkKind = &MarkKind::Link(String::new());
    match kind {
        MarkKind::Link(target) if target.starts_with('#') => WITHIN,
        other => other,
    }
}

trait Order {
    fn order(&self) -> (u8, &str);
}

impl Order for MarkKind {
    fn order(&self) -> (u8, &str) {
        match self {
            Self::Emphasis => (0, ""),
            Self::Strong => (1, ""),
            Self::Strikethrough => (2, ""),
            Self::Code => (3, ""),
            Self::Link(target) => (4, target),
            Self::Image(source) => (5, source),
            Self::Footnote(label) => (6, label),
        }
    }
}
