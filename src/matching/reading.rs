//! Drafts as the terms that they say, one after the other.
//!
//! A term is a folded word cut to seven letters (`assessment` and `assessments` are one), or two such words in a row.
//! Every text is read once: what comes after counts and compares whole numbers.

use super::interner::{Interner, NO_TERM, Term, mixed};
use crate::model::{Draft, Side, Unit};
use crate::text;

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
    /// How often each text says each of its terms.
    counts: Vec<(Term, u32)>,
    /// Where words and counts of each text end: title and text of the first unit, of the second, and so on.
    ends: Vec<(usize, usize)>,
    /// What each unit says, as one number: units that say the same have the same one.
    pub(super) digests: Vec<u64>,
}

impl Reading {
    pub(super) fn new(side: Side, draft: &Draft, interner: &mut Interner) -> Self {
        let words = bytes(draft) / 6;
        let (words, counts) = (Vec::with_capacity(words), Vec::with_capacity(words));
        let mut reading = Self { words, counts, ..Self::default() };
        for unit in &draft.units {
            interner.turn_to(side, true);
            let title = reading.read(&unit.title.text, 0, interner);
            interner.turn_to(side, false);
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
            let term = interner.word(stem, &mut self.counts);
            let pair = last.replace(stem).map_or(NO_TERM, |last| interner.pair(last, stem, &mut self.counts));
            digest = mixed(digest, stem);
            self.words.push(Word { term, pair, start: u32::try_from(start).unwrap_or(u32::MAX) });
        });
        self.ends.push((self.words.len(), self.counts.len()));
        digest
    }

    pub(super) fn units(&self) -> usize {
        self.digests.len()
    }

    /// The words of the text of a unit.
    pub(super) fn text(&self, unit: usize) -> &[Word] {
        &self.words[self.ends[2 * unit].0..self.ends[2 * unit + 1].0]
    }

    /// How often each text says each of its terms, in order of first sight.
    pub(super) fn counts(&self) -> impl Iterator<Item = &[(Term, u32)]> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, end)| end));
        starts.zip(&self.ends).map(|(start, &(_, end))| &self.counts[start..end])
    }
}

/// Bytes of all that a draft says.
pub(super) fn bytes(draft: &Draft) -> usize {
    let bytes = |unit: &Unit| unit.title.text.len() + unit.body.prose.text.len();
    draft.units.iter().map(bytes).sum()
}
