//! Drafts as the terms that they say, one after the other.
//!
//! A term is a folded word cut to seven letters (`assessment` and `assessments` are one), or two such words in a row.
//! Every text is read once: what comes after counts and compares whole numbers.

use crate::model::{Draft, Unit};
use crate::text;
use rustc_hash::{FxBuildHasher, FxHashMap};

/// A term of either draft, interned.
pub(super) type Term = u32;

/// The first word of a text makes no pair.
pub(super) const NO_TERM: Term = Term::MAX;

/// One word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) term: Term,
    /// The pair that it makes with the word before it in the same text, or [`NO_TERM`].
    pub(super) pair: Term,
    /// The byte of the text where it starts.
    pub(super) start: u32,
}

/// All words of one draft.
#[derive(Default)]
pub(super) struct Reading {
    words: Vec<Word>,
    /// Where the words of each text end: title and text of the first unit, of the second, and so on.
    ends: Vec<usize>,
    /// What each unit says, as one number: units that say the same have the same one.
    pub(super) digests: Vec<u64>,
}

impl Reading {
    pub(super) fn new(draft: &Draft, interner: &mut Interner) -> Self {
        let mut reading = Self::default();
        for unit in &draft.units {
            let title = reading.read(&unit.title.text, 0, interner);
            let text = reading.read(&unit.body.prose.text, title, interner);
            reading.digests.push(text);
        }
        reading
    }

    fn read(&mut self, text: &str, before: u64, interner: &mut Interner) -> u64 {
        // What was read before is told from what is read now by more than its last word.
        let mut digest = mixed(before, 1);
        let mut last = None;
        text::stems(text, |stem, start| {
            let term = interner.word(stem);
            let pair = last.replace((term, stem)).map_or(NO_TERM, |last| interner.pair(last, (term, stem)));
            digest = mixed(digest, stem);
            self.words.push(Word { term, pair, start: u32::try_from(start).unwrap_or(u32::MAX) });
        });
        self.ends.push(self.words.len());
        digest
    }

    pub(super) fn title(&self, unit: usize) -> &[Word] {
        self.part(2 * unit)
    }

    pub(super) fn text(&self, unit: usize) -> &[Word] {
        self.part(2 * unit + 1)
    }

    pub(super) fn units(&self) -> usize {
        self.digests.len()
    }

    fn part(&self, position: usize) -> &[Word] {
        let start = position.checked_sub(1).map_or(0, |previous| self.ends[previous]);
        &self.words[start..self.ends[position]]
    }
}

fn mixed(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Words by key and pairs of words by their terms, as terms in order of first sight.
pub(super) struct Interner {
    words: FxHashMap<u64, Term>,
    pairs: FxHashMap<u64, Term>,
    /// For each term a number that does not depend on which draft was read first, and whether it is a pair.
    known: Vec<(u64, bool)>,
}

impl Interner {
    /// With room for the terms of texts of so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        let (words, pairs) = (bytes / 100, bytes / 15);
        Self {
            words: FxHashMap::with_capacity_and_hasher(words, FxBuildHasher),
            pairs: FxHashMap::with_capacity_and_hasher(pairs, FxBuildHasher),
            known: Vec::with_capacity(words + pairs),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn is_pair(&self, term: Term) -> bool {
        self.known[term as usize].1
    }

    pub(super) fn key(&self, term: Term) -> u64 {
        self.known[term as usize].0
    }

    fn word(&mut self, stem: u64) -> Term {
        *self.words.entry(stem).or_insert_with(|| next(&mut self.known, (stem, false)))
    }

    fn pair(&mut self, (first, stem): (Term, u64), (second, other): (Term, u64)) -> Term {
        let terms = u64::from(first) << 32 | u64::from(second);
        *self.pairs.entry(terms).or_insert_with(|| next(&mut self.known, (mixed(stem, other), true)))
    }
}

fn next(known: &mut Vec<(u64, bool)>, term: (u64, bool)) -> Term {
    known.push(term);
    Term::try_from(known.len() - 1).unwrap_or(NO_TERM)
}

/// Bytes of all that a draft says.
pub(super) fn bytes(draft: &Draft) -> usize {
    let bytes = |unit: &Unit| unit.title.text.len() + unit.body.prose.text.len();
    draft.units.iter().map(bytes).sum()
}
