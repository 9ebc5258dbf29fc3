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
use super::atoms::Atoms;
use super::carry::{Carry, carries};
use super::compare::compare_stretch;
use super::lexicon::Key;
use super::sieve::{Sieve, pairs};
use crate::model::{Draft, Pair, UnitIdx};
use rustc_hash::{FxBuildHasher, FxHashMap};
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
    let hopeful = hopeful(&sides);
    let index = Index::new(&sides.before, &sides.after, &hopeful);
    let mut counts = Counts::new(&sides);
    let choice = |&after: &usize| Some((best(&sides.after, after, &sides.before, &index, &mut counts)?, after));
    let free = |&(before, _): &(usize, usize)| sides.before.free.binary_search(&before).is_ok();
    let choices: Vec<(usize, usize)> = hopeful.iter().filter_map(choice).filter(free).collect();
    // Few are chosen, and only those are asked for their own choice.
    let chosen: Vec<usize> = choices.iter().map(|&(before, _)| before).collect();
    let index = Index::new(&sides.after, &sides.before, &chosen);
    let mut back = |before| best(&sides.before, before, &sides.after, &index, &mut counts);
    let mutual = |&(before, after): &(usize, usize)| back(before) == Some(after);
    let sentences =
        |(before, after): (usize, usize)| Pair::new(&sides.before.sentences[before], &sides.after.sentences[after]);
    choices.into_iter().filter(mutual).map(|choice| passage(sentences(choice), carried)).collect()
}

/// The sentences of the newer draft that no link carries and that may be alike to one such of the older draft.
///
/// Of two alike sentences (n and m words, L the same in order, 2L ≥ 0.8 (n + m)) at most n + m - 2L words stand between
/// the same ones, so at least 3L - (n + m) - 1 pairs in a row are the same: a third of one's own pairs, less one.
fn hopeful(sides: &Pair<Sentences>) -> Vec<usize> {
    let free = || sides.before.free.iter();
    let mut sieve = Sieve::new(free().map(|&sentence| sides.before.keys(sentence).len()).sum());
    free().flat_map(|&sentence| sides.before.pairs(sentence)).for_each(|pair| sieve.put(pair));
    let may_be_alike = |&sentence: &usize| {
        let held = sides.after.pairs(sentence).filter(|&pair| sieve.may_hold(pair)).count();
        3 * (held + 1) >= sides.after.keys(sentence).len()
    };
    sides.after.free.iter().copied().filter(may_be_alike).collect()
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
}

struct Sentences {
    sentences: Vec<Sentence>,
    keys: Vec<Key>,
    /// Sentences that no link carries, in order.
    free: Vec<usize>,
}

impl Sentences {
    fn new(draft: &Draft, texts: &[Atoms<'_>], flags: &[Vec<bool>]) -> Self {
        let atoms = texts.iter().map(|text| text.all.len()).sum();
        let mut side = Self { sentences: Vec::new(), keys: Vec::with_capacity(atoms), free: Vec::new() };
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
        let start = self.keys.len();
        let (mut words, mut held) = (0, 0);
        for (atom, &carried) in text.all[atoms.clone()].iter().zip(&flags[atoms.clone()]).filter(|of| of.0.is_word()) {
            self.keys.push(atom.key);
            words += usize::from(atom.words);
            held += if carried { usize::from(atom.words) } else { 0 };
        }
        if words < WORDS || atoms.len() > LONGEST {
            return self.keys.truncate(start);
        }
        if held as f64 <= CARRIED * words as f64 {
            self.free.push(self.sentences.len());
        }
        self.sentences.push(Sentence { unit, is_note, atoms, keys: start..self.keys.len() });
    }

    fn keys(&self, sentence: usize) -> &[Key] {
        &self.keys[self.sentences[sentence].keys.clone()]
    }

    fn pairs(&self, sentence: usize) -> impl Iterator<Item = u64> + '_ {
        pairs(self.keys(sentence).iter().copied())
    }
}

/// The sentences of a side in which each pair of words stands that some of the other side's sentences ask for.
struct Index {
    pairs: FxHashMap<u64, usize>,
    /// Where the holders of each pair start, and after the last one where they end.
    starts: Vec<u32>,
    holders: Vec<u32>,
}

impl Index {
    fn new(side: &Sentences, other: &Sentences, asking: &[usize]) -> Self {
        let most = asking.iter().map(|&sentence| other.keys(sentence).len()).sum();
        let mut pairs = FxHashMap::with_capacity_and_hasher(most, FxBuildHasher);
        let mut asked = Sieve::new(most);
        for pair in asking.iter().flat_map(|&sentence| other.pairs(sentence)) {
            let next = pairs.len();
            pairs.entry(pair).or_insert(next);
            asked.put(pair);
        }
        let mut counts: Vec<u32> = vec![0; pairs.len()];
        let mut seen: Vec<(usize, u32)> = Vec::new();
        for (sentence, number) in (0..side.sentences.len()).zip(0_u32..) {
            for pair in side.pairs(sentence).filter(|&pair| asked.may_hold(pair)) {
                if let Some(&at) = pairs.get(&pair) {
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
    fn holders(&self, pair: u64) -> Option<&[u32]> {
        let at = *self.pairs.get(&pair)?;
        Some(&self.holders[self.starts[at] as usize..self.starts[at + 1] as usize])
    }
}

/// The sentence of another side that is clearly the most like one of this side.
fn best(from: &Sentences, sentence: usize, to: &Sentences, index: &Index, counts: &mut Counts) -> Option<usize> {
    let keys = from.keys(sentence);
    let mut lists: Vec<&[u32]> =
        from.pairs(sentence).filter_map(|pair| index.holders(pair)).filter(|holders| holders.len() <= COMMON).collect();
    lists.sort_by_key(|holders| holders.len());
    let mut votes: Vec<u32> = lists.into_iter().take(PROBES).flatten().copied().collect();
    votes.sort_unstable();
    let mut ranked: Vec<(usize, usize)> = votes
        .chunk_by(|one, next| one == next)
        .map(|same| (same.len(), same[0] as usize))
        .filter(|&(_, other)| to.sentences[other].is_note == from.sentences[sentence].is_note)
        .collect();
    ranked.sort_unstable_by_key(|&(votes, other)| (std::cmp::Reverse(votes), other));
    let mut likeness = |other: usize| {
        let other = to.keys(other);
        // No order of words makes two sentences more alike than their words are. Most candidates end here.
        let is_less = |common: usize| dice(common, keys, other) < ALIKE - AHEAD;
        let unlike = is_less(keys.len().min(other.len())) || is_less(counts.common(keys, other));
        if unlike { 0.0 } else { alike(keys, other) }
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

/// A count for every word, zero but while two sentences are compared.
struct Counts(Vec<u32>);

impl Counts {
    fn new(sides: &Pair<Sentences>) -> Self {
        let keys = sides.before.keys.iter().chain(&sides.after.keys);
        Self(vec![0; keys.max().map_or(0, |&most| most as usize + 1)])
    }

    /// How many words two sentences share, whatever their order.
    fn common(&mut self, one: &[Key], other: &[Key]) -> usize {
        for &key in one {
            self.0[key as usize] += 1;
        }
        let mut common = 0;
        for &key in other {
            let left = &mut self.0[key as usize];
            common += usize::from(*left > 0);
            *left = left.saturating_sub(1);
        }
        for &key in one {
            self.0[key as usize] = 0;
        }
        common
    }
}

/// The likeness of two sentences by the words that they have in the same order.
fn alike(one: &[Key], other: &[Key]) -> f64 {
    let (one, other) = if one <= other { (one, other) } else { (other, one) };
    dice(align(one, other).equal(), one, other)
}
