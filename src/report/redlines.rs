//! A redline in words, and the check that it tells the truth.
//!
//! Every segment's text is cut out of one of the two texts; one after the other they must give both texts back. That
//! is checked here, at run time, for each link of each report: a redline that fails is replaced by the whole earlier
//! text struck out and the whole newer one inserted, so that nothing false is ever shown.

use super::blocks;
use super::types::{BlockInfo, RedlineBlockInfo, SegmentInfo, Sides};
use super::units::reference;
use crate::diff::{Noise, Op, Redline, RedlineBlock, Segment};
use crate::model::{Body, Pair, Side};

/// A redline whose segments re-create both texts.
pub(super) struct Worded {
    pub(super) segments: Vec<SegmentInfo>,
    pub(super) blocks: Vec<RedlineBlockInfo>,
    /// Whether the redline had to be replaced.
    pub(super) broken: bool,
}

/// The redline of a title; titles have no blocks.
pub(super) fn title(redline: &Redline, texts: Pair<&str>) -> Worded {
    let (segments, broken) = checked(redline, texts);
    Worded { segments, blocks: Vec::new(), broken }
}

/// The redline of a text with its blocks.
pub(super) fn body(redline: &Redline, bodies: Pair<&Body>) -> Worded {
    let texts = bodies.map(|body| body.prose.text.as_str());
    let (segments, mut broken) = checked(redline, texts);
    if !broken && tiles(&redline.blocks, segments.len()) {
        let listed = bodies.map(blocks::blocks);
        let info = |block: &RedlineBlock| {
            let places = listed.as_ref().zip(block.blocks).map(|(blocks, place)| blocks.get(place?));
            block_info(block, places, &segments)
        };
        let blocks = redline.blocks.iter().map(info).collect();
        return Worded { segments, blocks, broken };
    }
    broken |= !redline.blocks.is_empty();
    let segments = if broken { replaced(texts) } else { segments };
    Worded { blocks: plain_blocks(&segments), segments, broken }
}

/// The segments in words, and whether they had to be replaced because they do not re-create the texts.
fn checked(redline: &Redline, texts: Pair<&str>) -> (Vec<SegmentInfo>, bool) {
    match worded(&redline.segments, texts) {
        Some(segments) if recreates(&segments, texts) => (segments, false),
        _ => (replaced(texts), true),
    }
}

fn worded(segments: &[Segment], texts: Pair<&str>) -> Option<Vec<SegmentInfo>> {
    segments.iter().map(|segment| segment_info(segment, texts)).collect()
}

fn segment_info(segment: &Segment, texts: Pair<&str>) -> Option<SegmentInfo> {
    let text = match segment.op {
        Op::Delete | Op::MovedAway => texts.before,
        Op::Equal | Op::Insert | Op::MovedHere => texts.after,
    };
    let (side, other) = match segment.op {
        Op::MovedAway => (Some("before"), Some(Side::After)),
        Op::MovedHere => (Some("after"), Some(Side::Before)),
        Op::Equal | Op::Delete | Op::Insert => (None, None),
    };
    Some(SegmentInfo {
        op: op_name(segment.op).to_owned(),
        text: text.get(segment.range.clone())?.to_owned(),
        side: side.map(str::to_owned),
        other: other.and_then(|side| Some(reference(side, segment.elsewhere.as_ref()?.unit))),
        noise: segment.noise.map(|noise| noise_name(noise).to_owned()),
    })
}

const fn op_name(op: Op) -> &'static str {
    match op {
        Op::Equal => "equal",
        Op::Delete => "delete",
        Op::Insert => "insert",
        Op::MovedAway | Op::MovedHere => "moved",
    }
}

const fn noise_name(noise: Noise) -> &'static str {
    match noise {
        Noise::Typography => "typography",
        Noise::FollowedReference => "reference",
    }
}

impl SegmentInfo {
    /// Whether its words stand in the text before, and whether they stand in the text after.
    fn stands_in(&self) -> Pair<bool> {
        match (self.op.as_str(), self.side.as_deref()) {
            ("equal", _) => Pair::new(true, true),
            ("delete", _) | ("moved", Some("before")) => Pair::new(true, false),
            _ => Pair::new(false, true),
        }
    }
}

fn recreates(segments: &[SegmentInfo], texts: Pair<&str>) -> bool {
    let mut rest = texts;
    for segment in segments {
        let stands = segment.stands_in();
        let (Some(before), Some(after)) = (
            after_prefix(rest.before, &segment.text, stands.before),
            after_prefix(rest.after, &segment.text, stands.after),
        ) else {
            return false;
        };
        rest = Pair { before, after };
    }
    rest.before.is_empty() && rest.after.is_empty()
}

fn after_prefix<'a>(text: &'a str, prefix: &str, stands: bool) -> Option<&'a str> {
    if stands { text.strip_prefix(prefix) } else { Some(text) }
}

/// The whole earlier text struck out, the whole newer one inserted.
fn replaced(texts: Pair<&str>) -> Vec<SegmentInfo> {
    [("delete", texts.before), ("insert", texts.after)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(op, text)| SegmentInfo { op: op.to_owned(), text: text.to_owned(), ..SegmentInfo::default() })
        .collect()
}

/// Whether the blocks cover the segments in order, without gap or overlap.
fn tiles(blocks: &[RedlineBlock], segments: usize) -> bool {
    let mut next = 0;
    blocks.iter().all(|block| {
        let follows = block.segments.start == next && block.segments.end >= next;
        next = block.segments.end;
        follows
    }) && next == segments
}

/// One paragraph a segment, for redlines without blocks.
fn plain_blocks(segments: &[SegmentInfo]) -> Vec<RedlineBlockInfo> {
    (0..segments.len())
        .map(|position| RedlineBlockInfo {
            kind: "paragraph".to_owned(),
            start: position,
            end: position + 1,
            state: block_state(&segments[position..=position]).to_owned(),
            ..RedlineBlockInfo::default()
        })
        .collect()
}

fn block_info(block: &RedlineBlock, places: Pair<Option<&BlockInfo>>, segments: &[SegmentInfo]) -> RedlineBlockInfo {
    let labels = places.map(|place| place.map(|place| place.label.clone()));
    let place = places.after.or(places.before);
    RedlineBlockInfo {
        kind: place.map_or("paragraph", |place| place.kind.as_str()).to_owned(),
        depth: place.map_or(0, |place| place.depth),
        cite: place.map_or_else(String::new, |place| place.cite.clone()),
        label: Sides { before: labels.before, after: labels.after },
        start: block.segments.start,
        end: block.segments.end,
        state: block_state(&segments[block.segments.clone()]).to_owned(),
        told_in: None,
    }
}

/// What happened to a block as a whole; differences that are not shown do not count.
fn block_state(segments: &[SegmentInfo]) -> &'static str {
    let fate = |segment: &SegmentInfo| match (segment.op.as_str(), segment.side.as_deref()) {
        _ if segment.noise.is_some() => "equal",
        ("delete", _) => "deleted",
        ("insert", _) => "inserted",
        ("moved", Some("before")) => "moved-away",
        ("moved", _) => "moved-here",
        _ => "equal",
    };
    let mut fates = segments.iter().filter(|segment| !segment.text.trim().is_empty()).map(fate);
    let Some(first) = fates.next() else { return "equal" };
    if fates.all(|other| other == first) { first } else { "changed" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, BlockKind, Prose, Span};

    fn segment(op: Op, range: std::ops::Range<usize>) -> Segment {
        Segment { op, range, noise: None, elsewhere: None }
    }

    fn body_of(text: &str) -> Body {
        let block = Block { kind: BlockKind::Paragraph, range: 0..text.len(), span: Span::default() };
        Body { prose: Prose { text: text.to_owned(), marks: Vec::new() }, blocks: vec![block], markers: Vec::new() }
    }

    fn redline(segments: Vec<Segment>) -> Redline {
        let blocks = vec![RedlineBlock { segments: 0..segments.len(), blocks: Pair::new(Some(0), Some(0)) }];
        Redline { segments, blocks, coarse: false }
    }

    #[test]
    fn a_true_redline_is_kept() {
        let bodies = Pair::new(body_of("shall act\n"), body_of("may act\n"));
        let worded = body(
            &redline(vec![segment(Op::Delete, 0..5), segment(Op::Insert, 0..3), segment(Op::Equal, 3..8)]),
            bodies.as_ref(),
        );
        assert!(!worded.broken);
        let texts: Vec<&str> = worded.segments.iter().map(|segment| segment.text.as_str()).collect();
        assert_eq!(texts, ["shall", "may", " act\n"]);
        assert_eq!(worded.blocks[0].state, "changed");
    }

    #[test]
    fn a_false_redline_is_replaced_by_both_whole_texts() {
        let bodies = Pair::new(body_of("shall act\n"), body_of("may act\n"));
        for broken in [
            vec![segment(Op::Equal, 0..8)],
            vec![segment(Op::Delete, 0..5), segment(Op::Equal, 3..8)],
            vec![segment(Op::Delete, 0..99), segment(Op::Insert, 0..8)],
            vec![],
        ] {
            let worded = body(&redline(broken), bodies.as_ref());
            assert!(worded.broken);
            let told: Vec<(&str, &str)> =
                worded.segments.iter().map(|segment| (segment.op.as_str(), segment.text.as_str())).collect();
            assert_eq!(told, [("delete", "shall act\n"), ("insert", "may act\n")]);
            assert_eq!(worded.blocks.len(), 2);
        }
    }

    #[test]
    fn blocks_that_leave_a_segment_out_break_the_redline() {
        let bodies = Pair::new(body_of("shall act\n"), body_of("may act\n"));
        let mut redline = redline(vec![segment(Op::Delete, 0..5), segment(Op::Insert, 0..3), segment(Op::Equal, 3..8)]);
        redline.blocks[0].segments = 0..2;
        assert!(body(&redline, bodies.as_ref()).broken);
    }
}
