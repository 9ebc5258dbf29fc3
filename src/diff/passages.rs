//! Where text that is in no linked unit's place went, and came from: sentence by sentence over both drafts.
//!
//! ```text
//! before  Measure 3   A. B. C.              after  Measure 3   A. C.
//!         Measure 9   D.                           Measure 9   D. B'.      B moved, with a word changed
//! ```
//!
//! Sentences that no link carries are looked up by their rarest pairs of words among *all* sentences of the other
//! draft. A passage is called moved when it is long enough, alike enough, and clearly the best on both sides: stock
//! phrases that stand in many places never are. A false move costs more trust than a missed one.

use super::align::align;
use super::atoms::{Atoms, Key};
use super::carry::{Carry, carries};
use super::compare::compare_stretch;
use crate::model::{Draft, Pair, UnitIdx};
use rustc_hash::FxHashMap;
use std::cell::OnceCell;
use std::ops::Range;

/// Words that a sentence needs to be recognised elsewhere.
const WORDS: usize = 6;

/// Likeness from which a sentence is the same, and by how much it must be ahead of the next best.
const ALIKE: f64 = 0.8;
const AHEAD: f64 = 0.1;

/// The share of a sentence's words that links may carry for it still to be looked for elsewhere.
const CARRIED: f64 = 0.2;

/// Rarest pairs of words that are looked up, and in how many sentences such a pair may stand.
const PROBES: usize = 8;
const COMMON: usize = 24;

/// Candidates that are compared word by word.
const SCORED: usize = 4;

/// Longest sentence that is looked for, in atoms.
const LONGEST: usize = 1_000;

/// A passage that stands in another place now.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    pub(super) units: Pair<UnitIdx>,
    /// The whole sentences, as bytes.
    pub(super) ranges: Pair<Range<usize>>,
    /// The words that are the same.
    pub(super) carries: Vec<Carry>,
}

/// Both sides' units, and which of their atoms a link carries.
pub(super) struct Carried<'t> {
    pub(super) texts: &'t Pair<Vec<Atoms<'t>>>,
    pub(super) flags: &'t Pair<Vec<Vec<bool>>>,
}

/// The passages that moved without a link, in order of the newer draft.
pub(super) fn moved(drafts: Pair<&Draft>, carried: &Carried<'_>) -> Vec<Moved> {
    let sides = Pair::new(
        Sentences::new(drafts.before, &carried.texts.before, &carried.flags.before),
        Sentences::new(drafts.after, &carried.texts.after, &carried.flags.after),
    );
    if sides.before.free.is_empty() || sides.after.free.is_empty() {
        return Vec::new();
    }
    let index = Index::new(&sides.before, &sides.after, &sides.after.free);
    let choice = |&after: &usize| Some((best(&sides.after, after, &sides.before, &index)?, after));
    let free = |&(before, _): &(usize, usize)| sides.before.free.binary_search(&before).is_ok();
    let choices: Vec<(usize, usize)> = sides.after.free.iter().filter_map(choice).filter(free).collect();
    // Few are chosen, and only those are asked for their own choice.
    let chosen: Vec<usize> = choices.iter().map(|&(before, _)| before).collect();
    let index = Index::new(&sides.after, &sides.before, &chosen);
    let mutual = |&(before, after): &(usize, usize)| best(&sides.before, before, &sides.after, &index) == Some(after);
    let sentences =
        |(before, after): (usize, usize)| Pair::new(&sides.before.sentences[before], &sides.after.sentences[after]);
    choices.into_iter().filter(mutual).map(|choice| passage(sentences(choice), carried)).collect()
}

fn passage(sentences: Pair<&Sentence>, carried: &Carried<'_>) -> Moved {
    let units = sentences.map(|sentence| sentence.unit);
    let texts = carried.texts.as_ref().zip(units).map(|(texts, unit)| &texts[unit.get()]);
    let (runs, _) = compare_stretch(texts, sentences.map(|sentence| sentence.atoms.clone()));
    let ranges = texts.zip(sentences).map(|(text, s)| text.all[s.atoms.start].start..text.all[s.atoms.end - 1].end);
    Moved { units, ranges, carries: carries(texts, &runs) }
}

struct Sentence {
    unit: UnitIdx,
    is_note: bool,
    atoms: Range<usize>,
    /// Positions in the side's words.
    keys: Range<usize>,
    /// The same words in order of key, for the few that are asked.
    sorted: OnceCell<Vec<Key>>,
}

struct Sentences {
    sentences: Vec<Sentence>,
    keys: Vec<Key>,
    /// Sentences that no link carries, in order.
    free: Vec<usize>,
}

impl Sentences {
    fn new(draft: &Draft, texts: &[Atoms<'_>], flags: &[Vec<bool>]) -> Self {
        let mut side = Self { sentences: Vec::new(), keys: Vec::new(), free: Vec::new() };
        for ((idx, unit), (text, flags)) in draft.iter().zip(texts.iter().zip(flags)) {
            for block in &unit.body.blocks {
                for atoms in text.sentences(text.within(&block.range)) {
                    side.add(idx, unit.kind.is_note(), text, flags, atoms);
                }
            }
        }
        side
    }

    fn add(&mut self, unit: UnitIdx, is_note: bool, text: &Atoms<'_>, flags: &[bool], atoms: Range<usize>) {
        let words = text.words(atoms.clone());
        if words < WORDS || atoms.len() > LONGEST {
            return;
        }
        let start = self.keys.len();
        self.keys.extend(text.all[atoms.clone()].iter().filter(|atom| atom.is_word()).map(|atom| atom.key));
        let held: usize = atoms.clone().filter(|&atom| flags[atom]).map(|atom| usize::from(text.all[atom].words)).sum();
        if held as f64 <= CARRIED * words as f64 {
            self.free.push(self.sentences.len());
        }
        self.sentences.push(Sentence { unit, is_note, atoms, keys: start..self.keys.len(), sorted: OnceCell::new() });
    }

    fn keys(&self, sentence: usize) -> &[Key] {
        &self.keys[self.sentences[sentence].keys.clone()]
    }

    fn sorted(&self, sentence: usize) -> &[Key] {
        self.sentences[sentence].sorted.get_or_init(|| {
            let mut keys = self.keys(sentence).to_vec();
            keys.sort_unstable();
            keys
        })
    }
}

/// The sentences of a side in which each pair of words stands that some of the other side's sentences ask for.
struct Index {
    pairs: FxHashMap<(Key, Key), usize>,
    /// Where the holders of each pair start, and after the last one where they end.
    starts: Vec<u32>,
    holders: Vec<u32>,
}

impl Index {
    fn new(side: &Sentences, other: &Sentences, asking: &[usize]) -> Self {
        let mut pairs = FxHashMap::default();
        let mut asked = Sieve::default();
        for pair in asking.iter().flat_map(|&sentence| other.keys(sentence).windows(2)) {
            let next = pairs.len();
            pairs.entry((pair[0], pair[1])).or_insert(next);
            asked.put(pair);
        }
        let mut counts: Vec<u32> = vec![0; pairs.len()];
        let mut seen: Vec<(usize, u32)> = Vec::new();
        for (sentence, number) in (0..side.sentences.len()).zip(0_u32..) {
            for pair in side.keys(sentence).windows(2).filter(|pair| asked.may_hold(pair)) {
                if let Some(&at) = pairs.get(&(pair[0], pair[1])) {
                    counts[at] += 1;
                    seen.push((at, number));
                }
            }
        }
        let mut next = 0;
        let mut starts: Vec<u32> = Vec::with_capacity(counts.len() + 1);
        for count in counts.iter().chain([&0]) {
            starts.push(next);
            next += count;
        }
        let (mut free, mut holders) = (starts.clone(), vec![0; seen.len()]);
        for (at, number) in seen {
            holders[free[at] as usize] = number;
            free[at] += 1;
        }
        Self { pairs, starts, holders }
    }

    /// The sentences that hold a pair of words, in order; one that holds it twice stands there twice.
    fn holders(&self, pair: &[Key]) -> Option<&[u32]> {
        let at = *self.pairs.get(&(pair[0], pair[1]))?;
        Some(&self.holders[self.starts[at] as usize..self.starts[at + 1] as usize])
    }
}

/// A set of pairs of words that is never wrong about what it holds and seldom about what it does not: most pairs of
/// a draft are asked for by no sentence, and this says so without a look-up.
struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; 1 << 10])
    }
}

impl Sieve {
    fn place(pair: &[Key]) -> (usize, u64) {
        let mixed = pair[0].wrapping_mul(0x9e37_79b1).wrapping_add(pair[1]).wrapping_mul(0x85eb_ca6b);
        ((mixed >> 22) as usize, 1 << ((mixed >> 16) & 63))
    }

    fn put(&mut self, pair: &[Key]) {
        let (at, bit) = Self::place(pair);
        self.0[at] |= bit;
    }

    fn may_hold(&self, pair: &[Key]) -> bool {
        let (at, bit) = Self::place(pair);
        self.0[at] & bit != 0
    }
}

/// The sentence of another side that is clearly the most like one of this side.
fn best(from: &Sentences, sentence: usize, to: &Sentences, index: &Index) -> Option<usize> {
    let keys = from.keys(sentence);
    let mut lists: Vec<&[u32]> =
        keys.windows(2).filter_map(|pair| index.holders(pair)).filter(|holders| holders.len() <= COMMON).collect();
    lists.sort_by_key(|holders| holders.len());
    let mut votes: Vec<u32> = lists.into_iter().take(PROBES).flatten().copied().collect();
    votes.sort_unstable();
    let mut ranked: Vec<(usize, usize)> = votes
        .chunk_by(|one, next| one == next)
        .map(|same| (same.len(), same[0] as usize))
        .filter(|&(_, other)| to.sentences[other].is_note == from.sentences[sentence].is_note)
        .collect();
    ranked.sort_unstable_by_key(|&(votes, other)| (std::cmp::Reverse(votes), other));
    let likeness = |other: usize| {
        // No order of words makes two sentences more alike than their words are. Most candidates end here.
        let most = dice(common(from.sorted(sentence), to.sorted(other)), keys, to.keys(other));
        if most < ALIKE - AHEAD { 0.0 } else { alike(keys, to.keys(other)) }
    };
    let mut scored: Vec<(f64, usize)> =
        ranked.into_iter().take(SCORED).map(|(_, other)| (likeness(other), other)).collect();
    scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let next_best = scored.get(1).map_or(0.0, |next| next.0);
    scored.first().filter(|best| best.0 >= ALIKE && best.0 - next_best >= AHEAD).map(|best| best.1)
}

/// Twice the common words over all words, from 0 to 1 (Dice, 1945).
fn dice(common: usize, one: &[Key], other: &[Key]) -> f64 {
    2.0 * common as f64 / (one.len() + other.len()) as f64
}

/// How many words two sentences share, whatever their order; both in order of key.
fn common(one: &[Key], other: &[Key]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        count += usize::from(one[i] == other[j]);
        (i, j) = (i + usize::from(one[i] <= other[j]), j + usize::from(other[j] <= one[i]));
    }
    count
}

/// The likeness of two sentences by the words that they have in the same order.
fn alike(one: &[Key], other: &[Key]) -> f64 {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    dice(align(one, other).equal(), one, other)
}
