//! Pieces of prose: titles split off, points without their labels, blocks put behind each other.

use super::labels::leading_label;
use super::leaves::Leaf;
use crate::model::{Block, BlockKind, Body, Mark, MarkKind, Prose, Span};
use std::ops::Range;

pub(super) fn starts_bold(prose: &Prose) -> bool {
    prose.marks.iter().any(|mark| mark.range.start == 0 && mark.kind == MarkKind::Strong)
}

/// A list leaf as a point or as a further paragraph of one.
pub(super) fn point(mut leaf: Leaf, depth: u8) -> (BlockKind, Leaf) {
    if !leaf.opens_item {
        return (BlockKind::Continuation { depth }, leaf);
    }
    // A label that nothing follows is all that the point says.
    let found = leading_label(&leaf.prose.text).filter(|&(_, rest)| rest < leaf.prose.text.len());
    let found = found.map(|(label, rest)| (label.to_owned(), rest));
    let label = match (found, leaf.ordinal) {
        (Some((label, rest)), _) => {
            leaf.prose = tail(&leaf.prose, rest);
            label
        }
        (None, Some(ordinal)) => format!("{ordinal}."),
        (None, None) => String::new(),
    };
    (BlockKind::Point { label, depth }, leaf)
}

/// The leading bold words, or the words before the first colon, and what follows the colon.
pub(super) fn split_title(prose: &Prose) -> (Prose, Prose) {
    let mut bold = 0;
    for mark in prose.marks.iter().filter(|mark| mark.kind == MarkKind::Strong) {
        let joins =
            prose.text.get(bold..mark.range.start).is_some_and(|gap| gap.chars().count() <= usize::from(bold > 0));
        bold = if joins { mark.range.end } else { bold };
    }
    let colon = prose.text.find(':');
    let end = match (bold, colon) {
        (0, Some(colon)) => colon,
        (0, None) if prose.text.len() <= 100 => prose.text.len(),
        (0, None) => return (Prose::default(), prose.clone()),
        (bold, _) => bold,
    };
    let title = prose.text[..end].trim_end_matches([':', ' ', '.']).len();
    let gap = prose.text[end..].len() - prose.text[end..].trim_start_matches([':', ' ']).len();
    (slice(prose, 0..title), tail(prose, end + gap))
}

pub(super) fn tail(prose: &Prose, start: usize) -> Prose {
    slice(prose, start..prose.text.len())
}

pub(super) fn slice(prose: &Prose, range: Range<usize>) -> Prose {
    let within = |mark: &Mark| {
        let start = mark.range.start.max(range.start);
        let end = mark.range.end.min(range.end);
        let point = mark.range.is_empty() && start <= end;
        (start < end || point).then(|| Mark { range: start - range.start..end - range.start, kind: mark.kind.clone() })
    };
    Prose { text: prose.text[range.clone()].to_owned(), marks: prose.marks.iter().filter_map(within).collect() }
}

pub(super) fn append(body: &mut Body, kind: BlockKind, prose: Prose, span: Span) {
    if prose.text.is_empty() && prose.marks.is_empty() {
        return;
    }
    let start = body.prose.text.len();
    let shifted =
        prose.marks.into_iter().map(|mark| Mark { range: mark.range.start + start..mark.range.end + start, ..mark });
    body.prose.marks.extend(shifted);
    body.prose.text.push_str(&prose.text);
    body.prose.text.push('\n');
    body.blocks.push(Block { kind, range: start..body.prose.text.len(), span });
}
