//! How often a text says each of its terms.

use super::interner::Term;
use super::reading::Word;

/// Counts the terms of one text after the other.
pub(super) struct Counter {
    /// For each term the text that it was last seen in, and where its count stands.
    seen: Vec<(u32, u32)>,
    texts: u32,
    counts: Vec<(Term, u32)>,
}

impl Counter {
    /// Room to count so many terms.
    pub(super) fn new(terms: usize) -> Self {
        Self { seen: vec![(0, 0); terms], texts: 0, counts: Vec::new() }
    }

    /// How often the words and pairs of a text are said, in order of first sight.
    pub(super) fn count(&mut self, words: &[Word]) -> &[(Term, u32)] {
        self.texts += 1;
        self.counts.clear();
        if let Some((first, others)) = words.split_first() {
            self.add(first.term);
            for word in others {
                self.add(word.term);
                self.add(word.pair);
            }
        }
        &self.counts
    }

    fn add(&mut self, term: Term) {
        let (text, place) = &mut self.seen[term as usize];
        if *text == self.texts {
            self.counts[*place as usize].1 += 1;
        } else {
            (*text, *place) = (self.texts, u32::try_from(self.counts.len()).unwrap_or(u32::MAX));
            self.counts.push((term, 1));
        }
    }
}
