//! From equal runs to the segments of a redline.
//!
//! Atoms are words; the spaces between them belong to whichever side of a change keeps both texts readable:
//!
//! ```text
//! before  keep␣records␣safe.        Equal "keep␣"  Delete "records␣"  Equal "safe."
//! after   keep␣safe.                      (not "keep" and "␣records", and no space lost)
//! ```

use super::align::Run;
use super::atoms::{Atom, Atoms};
use super::compare::{Comparison, bytes};
use super::{Noise, Op, Redline, RedlineBlock, Segment};
use crate::model::{Block, Pair};
use std::ops::Range;

/// The redline of two bodies; what moved still stands as deleted and inserted.
pub(super) fn body(texts: Pair<&Atoms<'_>>, blocks: Pair<&[Block]>, comparison: &Comparison) -> Redline {
    let mut writer = Writer::new(texts);
    let stays = comparison.pairs.iter().filter(|common| !common.pair.moved);
    let mut next = Pair::new(0, 0);
    for common in stays {
        let at = common.pair.blocks.clone();
        writer.alone(blocks, Pair::new(next.before..at.before.start, next.after..at.after.start));
        writer.stretch(&blocks.zip(at.clone()).map(|(blocks, at)| bytes(&blocks[at])), &common.runs);
        writer.close_blocks(blocks, &at);
        next = at.map(|at| at.end);
    }
    writer.alone(blocks, Pair::new(next.before..blocks.before.len(), next.after..blocks.after.len()));
    Redline { coarse: comparison.coarse, ..writer.finish() }
}

/// The redline of two lines of text, without blocks.
pub(super) fn line(texts: Pair<&Atoms<'_>>, runs: &[Run]) -> Redline {
    let mut writer = Writer::new(texts);
    writer.stretch(&texts.map(|text| 0..text.text.len()), runs);
    writer.finish()
}

/// The redline of a line that is the same in both.
pub(super) fn same_line(text: &str) -> Redline {
    let whole = Segment { op: Op::Equal, range: 0..text.len(), noise: None, elsewhere: None };
    Redline { segments: Vec::from_iter((!text.is_empty()).then_some(whole)), ..Redline::default() }
}

struct Writer<'t> {
    texts: Pair<&'t Atoms<'t>>,
    redline: Redline,
    /// First segment of the block being written, and the bytes of either text before it.
    open: usize,
    done: Pair<usize>,
}

impl<'t> Writer<'t> {
    fn new(texts: Pair<&'t Atoms<'t>>) -> Self {
        Self { texts, redline: Redline::default(), open: 0, done: Pair::new(0, 0) }
    }

    fn finish(self) -> Redline {
        self.redline
    }

    fn close_block(&mut self, blocks: Pair<Option<usize>>) {
        let end = self.redline.segments.len();
        for segment in &self.redline.segments[self.open..] {
            self.done.before += if segment.op.in_before() { segment.range.len() } else { 0 };
            self.done.after += if segment.op.in_after() { segment.range.len() } else { 0 };
        }
        self.redline.blocks.push(RedlineBlock { segments: self.open..end, blocks });
        self.open = end;
    }

    /// Closes one block, or several with one partner: the segments are cut where the several end.
    fn close_blocks(&mut self, blocks: Pair<&[Block]>, at: &Pair<Range<usize>>) {
        let divided = at.after.len() > 1;
        let (several, one) =
            if divided { (at.after.clone(), at.before.start) } else { (at.before.clone(), at.after.start) };
        let pair = |place: usize| if divided { Pair::new(one, place) } else { Pair::new(place, one) };
        for place in several.start..several.end - 1 {
            let border = if divided { blocks.after[place].range.end } else { blocks.before[place].range.end };
            let rest = self.cut_at(border, divided);
            self.close_block(pair(place).map(Some));
            self.redline.segments.extend(rest);
        }
        self.close_block(pair(several.end - 1).map(Some));
    }

    /// Takes back the segments of the open block that lie behind a border in the newer text, or in the older one.
    fn cut_at(&mut self, border: usize, newer: bool) -> Vec<Segment> {
        let side = |op: Op| if newer { op.in_after() } else { op.in_before() };
        let mut left = border - if newer { self.done.after } else { self.done.before };
        let open = &self.redline.segments[self.open..];
        let full = open.iter().take_while(|segment| {
            let length = if side(segment.op) { segment.range.len() } else { 0 };
            let fits = length <= left && left > 0;
            left -= if fits { length } else { 0 };
            fits
        });
        let mut rest = self.redline.segments.split_off(self.open + full.count());
        if let Some(first) = rest.first_mut().filter(|_| left > 0) {
            let mut head = first.clone();
            head.range.end = head.range.start + left;
            first.range.start += left;
            self.redline.segments.push(head);
        }
        rest
    }

    /// Blocks that have no partner in their place: those that left, then those that came.
    fn alone(&mut self, blocks: Pair<&[Block]>, left: Pair<Range<usize>>) {
        for at in left.before {
            self.push(Op::Delete, blocks.before[at].range.clone(), None);
            self.close_block(Pair::new(Some(at), None));
        }
        for at in left.after {
            self.push(Op::Insert, blocks.after[at].range.clone(), None);
            self.close_block(Pair::new(None, Some(at)));
        }
    }

    /// A stretch of either text, given what is equal in it.
    fn stretch(&mut self, bytes: &Pair<Range<usize>>, runs: &[Run]) {
        let mut at = Pair::new(bytes.before.start, bytes.after.start);
        for run in runs.iter().filter(|run| run.len > 0) {
            let atoms = Pair::new(
                &self.texts.before.all[run.before..run.before_end()],
                &self.texts.after.all[run.after..run.after_end()],
            );
            let whole = atoms.map(|atoms| atoms[0].start..atoms[atoms.len() - 1].end);
            self.change(at.before..whole.before.start, at.after..whole.after.start);
            if self.texts.before.text[whole.before.clone()] == self.texts.after.text[whole.after.clone()] {
                self.push(Op::Equal, whole.after.clone(), None);
            } else {
                self.atom_by_atom(atoms);
            }
            at = whole.map(|whole| whole.end);
        }
        self.change(at.before..bytes.before.end, at.after..bytes.after.end);
    }

    /// A run of atoms that count as the same and are not equal to the byte.
    fn atom_by_atom(&mut self, atoms: Pair<&[Atom]>) {
        let mut at = atoms.map(|atoms| atoms[0].start);
        for (before, after) in atoms.before.iter().zip(atoms.after) {
            self.change(at.before..before.start, at.after..after.start);
            let noise = if before.plain == after.plain { Noise::Typography } else { Noise::FollowedReference };
            self.same(before.range(), after.range(), noise);
            at = Pair::new(before.end, after.end);
        }
    }

    /// What counts as the same: equal to the byte, or noise.
    fn same(&mut self, before: Range<usize>, after: Range<usize>, noise: Noise) {
        if self.texts.before.text[before.clone()] == self.texts.after.text[after.clone()] {
            self.push(Op::Equal, after, None);
        } else {
            self.push(Op::Delete, before, Some(noise));
            self.push(Op::Insert, after, Some(noise));
        }
    }

    /// What lies between two equal atoms: deleted and inserted words with the spaces around them, or a gap alone.
    fn change(&mut self, before: Range<usize>, after: Range<usize>) {
        let texts = self.texts.map(|text| text.text);
        let gaps = Pair::new(Gap::new(texts.before, before), Gap::new(texts.after, after));
        match (&gaps.before.words, &gaps.after.words) {
            (None, None) => self.same(gaps.before.all, gaps.after.all, Noise::Typography),
            (Some(_), Some(_)) => self.replaced(&gaps),
            (Some(words), None) => {
                let (cut, head, tail) = one_sided(texts, &gaps.before, words, &gaps.after.all);
                self.same(gaps.before.all.start..cut.start, head, Noise::Typography);
                self.push(Op::Delete, cut.clone(), None);
                self.same(cut.end..gaps.before.all.end, tail, Noise::Typography);
            }
            (None, Some(words)) => {
                let (cut, head, tail) = one_sided(texts.swap(), &gaps.after, words, &gaps.before.all);
                self.same(head, gaps.after.all.start..cut.start, Noise::Typography);
                self.push(Op::Insert, cut.clone(), None);
                self.same(tail, cut.end..gaps.after.all.end, Noise::Typography);
            }
        }
    }

    /// Words on both sides: a space that both have at either end is equal, else it goes with its words.
    fn replaced(&mut self, gaps: &Pair<Gap>) {
        let texts = self.texts.map(|text| text.text);
        let spaces = |gap: fn(&Gap) -> Range<usize>| {
            let ranges = gaps.as_ref().map(gap);
            let same = texts.before[ranges.before.clone()] == texts.after[ranges.after.clone()];
            if same { ranges.map(|range| range.len()) } else { Pair::new(0, 0) }
        };
        let (head, tail) = (spaces(Gap::head), spaces(Gap::tail));
        let cut = Pair::new(
            gaps.before.all.start + head.before..gaps.before.all.end - tail.before,
            gaps.after.all.start + head.after..gaps.after.all.end - tail.after,
        );
        self.push(Op::Equal, gaps.after.all.start..cut.after.start, None);
        self.push(Op::Delete, cut.before, None);
        self.push(Op::Insert, cut.after.clone(), None);
        self.push(Op::Equal, cut.after.end..gaps.after.all.end, None);
    }

    fn push(&mut self, op: Op, range: Range<usize>, noise: Option<Noise>) {
        if range.is_empty() {
            return;
        }
        let first = self.open;
        if let Some(last) = self.redline.segments.get_mut(first..).and_then(<[Segment]>::last_mut)
            && (last.op, last.noise, last.range.end) == (op, noise, range.start)
        {
            last.range.end = range.end;
            return;
        }
        self.redline.segments.push(Segment { op, range, noise, elsewhere: None });
    }
}

/// The bytes between two equal atoms of one text.
struct Gap {
    all: Range<usize>,
    /// Without the white space at either end; `None` where nothing else stands.
    words: Option<Range<usize>>,
}

impl Gap {
    fn new(text: &str, all: Range<usize>) -> Self {
        let gap = &text[all.clone()];
        let start = all.end - gap.trim_start().len();
        let end = all.start + gap.trim_end().len();
        Self { all, words: (start < end).then_some(start..end) }
    }

    fn head(&self) -> Range<usize> {
        self.all.start..self.words.as_ref().map_or(self.all.end, |words| words.start)
    }

    fn tail(&self) -> Range<usize> {
        self.words.as_ref().map_or(self.all.end, |words| words.end)..self.all.end
    }
}

/// For words on one side only: the words with the space that goes with them, and how the other side's space divides
/// into what stands before them and after them.
fn one_sided(
    texts: Pair<&str>,
    gap: &Gap,
    words: &Range<usize>,
    other: &Range<usize>,
) -> (Range<usize>, Range<usize>, Range<usize>) {
    let space = &texts.after[other.clone()];
    if texts.before[gap.head()] == *space {
        return (words.start..gap.all.end, other.clone(), other.end..other.end);
    }
    if texts.before[gap.tail()] == *space {
        return (gap.all.start..words.end, other.start..other.start, other.clone());
    }
    (words.start..gap.all.end, other.clone(), other.end..other.end)
}
