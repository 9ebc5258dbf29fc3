//! What is the same in two bodies: pairs of blocks, and inside each the runs of equal atoms.
//!
//! Nothing here knows which side is the newer one. Two sides are always compared in the same order, that of their
//! bytes, and the result is turned round where they came the other way: so a redline read backwards is the redline of
//! the drafts read backwards, to the word.

use super::align::{Alignment, Run, align, join};
use super::atoms::{Atom, Atoms};
use super::blocks::{BlockPair, pair_blocks};
use super::lexicon::Key;
use super::tidy::{tidy, weight};
use crate::model::{Block, BlockKind, Pair};
use std::collections::BTreeMap;
use std::ops::Range;

/// Share of the shorter of two blocks that must be found in the other for them to be shown as one that was changed.
const KEPT: f64 = 0.1;

/// What two bodies have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Comparison {
    /// Blocks that became each other, in order of the newer side.
    pub(super) pairs: Vec<Common>,
    /// Whether a passage was too long to be compared word by word.
    pub(super) coarse: bool,
}

/// What two blocks have in common.
#[derive(Clone, Debug)]
pub(super) struct Common {
    pub(super) pair: BlockPair,
    /// Runs of equal atoms, as positions in the atoms of the whole body.
    pub(super) runs: Vec<Run>,
}

/// Compares two bodies.
pub(super) fn compare(texts: Pair<&Atoms<'_>>, blocks: Pair<&[Block]>) -> Comparison {
    if texts.before.text == texts.after.text && cut_alike(texts) && blocks.before.len() == blocks.after.len() {
        return unchanged(texts, blocks);
    }
    if texts.before.text > texts.after.text {
        return compare_in_order(texts.swap(), blocks.swap()).turned();
    }
    compare_in_order(texts, blocks)
}

/// The runs of equal atoms in two stretches of text, tidied; and whether they are coarse.
pub(super) fn compare_stretch(texts: Pair<&Atoms<'_>>, atoms: Pair<Range<usize>>) -> (Vec<Run>, bool) {
    let bytes = texts.zip(atoms.as_ref()).map(|(text, atoms)| stretch(text, atoms));
    if bytes.before > bytes.after {
        let (runs, coarse) = stretch_in_order(texts.swap(), &atoms.swap());
        return (runs.into_iter().map(turned).collect(), coarse);
    }
    stretch_in_order(texts, &atoms)
}

fn stretch<'t>(text: &Atoms<'t>, atoms: &Range<usize>) -> &'t str {
    match text.all.get(atoms.clone()) {
        Some([first, .., last]) => &text.text[first.start..last.end],
        Some([only]) => &text.text[only.range()],
        _ => "",
    }
}

/// Whether two equal texts are cut into the same atoms: what reads as a reference in one draft need not in the other.
fn cut_alike(texts: Pair<&Atoms<'_>>) -> bool {
    let ends = texts.map(|text| text.all.iter().map(|atom| (atom.start, atom.end)));
    ends.before.eq(ends.after)
}

fn unchanged(texts: Pair<&Atoms<'_>>, blocks: Pair<&[Block]>) -> Comparison {
    let pairs = blocks.after.iter().enumerate().map(|(at, block)| {
        let atoms = texts.after.within(&block.range);
        let run = Run { before: atoms.start, after: atoms.start, len: atoms.len() };
        Common {
            pair: BlockPair { blocks: Pair::new(at..at + 1, at..at + 1), moved: false, rewritten: false },
            runs: vec![run],
        }
    });
    Comparison { pairs: pairs.collect(), coarse: false }
}

fn compare_in_order(texts: Pair<&Atoms<'_>>, blocks: Pair<&[Block]>) -> Comparison {
    let mut comparison = Comparison::default();
    for pair in pair_blocks(texts, blocks) {
        let bytes = blocks.zip(pair.blocks.clone()).map(|(blocks, at)| bytes(&blocks[at]));
        let atoms = texts.zip(bytes).map(|(text, bytes)| text.within(&bytes));
        let (runs, coarse) = if pair.rewritten { (Vec::new(), false) } else { stretch_in_order(texts, &atoms) };
        if coarse || is_kept(texts, &atoms, &runs) || stays(blocks, &pair) {
            comparison.coarse |= coarse;
            comparison.pairs.push(Common { pair, runs });
        }
    }
    comparison
}

/// Whether enough of the shorter text stands in the longer one for the two to be one that was changed.
fn is_kept(texts: Pair<&Atoms<'_>>, atoms: &Pair<Range<usize>>, runs: &[Run]) -> bool {
    let weights = texts.zip(atoms.as_ref()).map(|(text, atoms)| weight(&text.all[atoms.clone()]));
    let kept: f64 = runs.iter().map(|run| weight(&texts.after.all[run.after..run.after_end()])).sum();
    kept >= KEPT * weights.before.min(weights.after)
}

/// Whether a pair is one whatever it says: rows, footnotes and the like by their place, and the only text of a unit.
fn stays(blocks: Pair<&[Block]>, pair: &BlockPair) -> bool {
    let alone = blocks.map(<[Block]>::len) == pair.blocks.as_ref().map(ExactSizeIterator::len);
    alone || !blocks.before[pair.blocks.before.clone()].iter().all(is_text)
}

const fn is_text(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph | BlockKind::Point { .. } | BlockKind::Continuation { .. })
}

/// The bytes of blocks in a row.
pub(super) fn bytes(blocks: &[Block]) -> Range<usize> {
    match blocks {
        [first, .., last] => first.range.start..last.range.end,
        [only] => only.range.clone(),
        [] => 0..0,
    }
}

fn stretch_in_order(texts: Pair<&Atoms<'_>>, atoms: &Pair<Range<usize>>) -> (Vec<Run>, bool) {
    let mut alignment = aligned(texts, atoms, |atom| atom.key);
    if exchanged_numbers(texts, atoms) {
        let plain = aligned(texts, atoms, |atom| atom.plain);
        if plain.equal() >= alignment.equal() {
            alignment = plain;
        }
    }
    let mut runs = tidy(texts, atoms, alignment.runs);
    restore_references(texts, atoms, &mut runs);
    (runs, alignment.coarse)
}

/// Whether a reference reads the same on both sides and means another unit: then what reads the same may be a better
/// guide than what means the same.
fn exchanged_numbers(texts: Pair<&Atoms<'_>>, atoms: &Pair<Range<usize>>) -> bool {
    let references = texts.zip(atoms.as_ref()).map(|(text, atoms)| {
        let all = text.all[atoms.clone()].iter();
        all.filter(|atom| atom.is_reference()).map(|atom| (atom.plain, atom.key)).collect::<BTreeMap<Key, Key>>()
    });
    references.before.iter().any(|(plain, key)| references.after.get(plain).is_some_and(|other| other != key))
}

fn aligned(texts: Pair<&Atoms<'_>>, atoms: &Pair<Range<usize>>, key: fn(&Atom) -> Key) -> Alignment {
    let keys =
        texts.zip(atoms.as_ref()).map(|(text, atoms)| text.all[atoms.clone()].iter().map(key).collect::<Vec<Key>>());
    let mut alignment = align(&keys.before, &keys.after);
    for run in &mut alignment.runs {
        run.before += atoms.before.start;
        run.after += atoms.after.start;
    }
    alignment
}

/// Whichever key aligned the texts, a reference that reads the same or means the same is equal at the edges of a
/// change.
fn restore_references(texts: Pair<&Atoms<'_>>, atoms: &Pair<Range<usize>>, runs: &mut Vec<Run>) {
    let same = |before: usize, after: usize| {
        let (b, a) = (&texts.before.all[before], &texts.after.all[after]);
        (b.plain == a.plain || b.key == a.key) && (b.is_reference() || a.is_reference())
    };
    let mut found = Vec::with_capacity(2 * runs.len() + 2);
    let mut start = Pair::new(atoms.before.start, atoms.after.start);
    let last = Run { before: atoms.before.end, after: atoms.after.end, len: 0 };
    for run in runs.iter().copied().chain([last]) {
        let room = (run.before - start.before).min(run.after - start.after);
        let head = (0..room).take_while(|n| same(start.before + n, start.after + n)).count();
        let tail = (1..=room - head).take_while(|n| same(run.before - n, run.after - n)).count();
        found.push(Run { before: start.before, after: start.after, len: head });
        found.push(Run { before: run.before - tail, after: run.after - tail, len: tail });
        start = Pair::new(run.before_end(), run.after_end());
    }
    runs.extend(found.into_iter().filter(|run| run.len > 0));
    runs.sort_unstable_by_key(|run| run.before);
    join(runs);
}

const fn turned(run: Run) -> Run {
    Run { before: run.after, after: run.before, len: run.len }
}

impl Comparison {
    fn turned(mut self) -> Self {
        for common in &mut self.pairs {
            common.pair.blocks = common.pair.blocks.clone().swap();
            common.runs.iter_mut().for_each(|run| *run = turned(*run));
        }
        self.pairs.sort_unstable_by_key(|common| common.pair.blocks.after.start);
        self
    }
}
