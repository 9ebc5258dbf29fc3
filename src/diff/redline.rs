use crate::model::{Pair, UnitIdx};
use std::ops::Range;

/// The word edits inside one linked pair of units.
///
/// The law: the texts of `Equal`, `Delete` and `MovedAway` segments, one after the other, are the older text byte
/// for byte; those of `Equal`, `Insert` and `MovedHere` are the newer one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redline {
    /// The edits in reading order of the newer text, with what left standing where it stood.
    pub segments: Vec<Segment>,
    /// The blocks that the segments fall into, in order; no segment crosses the border of a block.
    pub blocks: Vec<RedlineBlock>,
    /// Set where the texts were too large to compare word by word and whole passages stand as replaced.
    pub coarse: bool,
}

/// A run of text with one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its fate.
    pub op: Op,
    /// Its bytes: in the newer text for `Equal`, `Insert` and `MovedHere`, in the older one else.
    pub range: Range<usize>,
    /// For `Delete` and `Insert`: a difference that readers were promised not to be shown, and why.
    pub noise: Option<Noise>,
    /// For `MovedAway` and `MovedHere`: the other end.
    pub elsewhere: Option<Elsewhere>,
}

/// The fate of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// In both, byte for byte.
    Equal,
    /// Only in the older text.
    Delete,
    /// Only in the newer text.
    Insert,
    /// In the older text here; in the newer draft at another place.
    MovedAway,
    /// In the newer text here; in the older draft at another place.
    MovedHere,
}

/// Why a difference does not colour the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Noise {
    /// Quotes, dashes, spaces, wraps.
    Typography,
    /// A reference that only follows a renumbering.
    FollowedReference,
}

/// The other end of moved text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The unit at the other end: of the newer draft for text that left, of the older one for text that came.
    pub unit: UnitIdx,
    /// The bytes in that unit's text.
    pub range: Range<usize>,
}

/// One block of a redline: a run of segments with the printed labels of either side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedlineBlock {
    /// Positions in `segments`.
    pub segments: Range<usize>,
    /// The block's position in each unit's body; `None` where it has none on that side.
    pub blocks: Pair<Option<usize>>,
}

impl Redline {
    /// The bytes that both texts share: where they stand in the older one and in the newer one.
    pub(super) fn equal(&self) -> Vec<Pair<Range<usize>>> {
        let mut before = 0;
        let mut equal = Vec::new();
        for segment in &self.segments {
            let start = before;
            before += if segment.op.in_before() { segment.range.len() } else { 0 };
            if segment.op == Op::Equal {
                equal.push(Pair::new(start..before, segment.range.clone()));
            }
        }
        equal
    }
}

impl Op {
    /// Whether segments of this fate stand in the older text.
    pub const fn in_before(self) -> bool {
        matches!(self, Self::Equal | Self::Delete | Self::MovedAway)
    }

    /// Whether segments of this fate stand in the newer text.
    pub const fn in_after(self) -> bool {
        matches!(self, Self::Equal | Self::Insert | Self::MovedHere)
    }

    /// Whether a segment's range counts bytes of the older text.
    pub const fn is_before(self) -> bool {
        matches!(self, Self::Delete | Self::MovedAway)
    }
}

impl Segment {
    /// The words of the segment, given both texts.
    pub fn text<'t>(&self, texts: Pair<&'t str>) -> &'t str {
        let text = if self.op.is_before() { texts.before } else { texts.after };
        text.get(self.range.clone()).unwrap_or_default()
    }

    /// Whether a reader is shown a difference here: not in both texts, and not noise.
    pub const fn is_change(&self) -> bool {
        !matches!(self.op, Op::Equal) && self.noise.is_none()
    }
}

impl Redline {
    /// Both texts as the segments give them, to be held against the units' own.
    pub fn texts(&self, texts: Pair<&str>) -> Pair<String> {
        let mut given = Pair::<String>::default();
        for segment in &self.segments {
            let words = segment.text(texts);
            if segment.op.in_before() {
                given.before.push_str(words);
            }
            if segment.op.in_after() {
                given.after.push_str(words);
            }
        }
        given
    }

    /// Whether the law holds: the segments give both texts back byte for byte, and the blocks cover the segments.
    pub fn verify(&self, texts: Pair<&str>) -> bool {
        let given = self.texts(texts);
        let mut next = 0;
        let blocks = self.blocks.iter().all(|block| {
            let follows = block.segments.start == next;
            next = block.segments.end;
            follows
        });
        let covered = self.blocks.is_empty() || next == self.segments.len();
        given.before == texts.before && given.after == texts.after && blocks && covered
    }

    /// Whether any segment has this fate.
    pub fn has(&self, op: Op) -> bool {
        self.segments.iter().any(|segment| segment.op == op)
    }
}
