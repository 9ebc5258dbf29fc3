//! Whether a sentence of one unit went over to another one.

use super::candidates::{Key, units};
use super::features::{Bag, Counter, Features, Spread};
use crate::model::{Draft, Pair, Unit};
use rustc_hash::FxHashMap;

/// How alike and how long a sentence must be to be a passage that went over.
const LIKE_OF_PASSAGE: f64 = 0.33;
const WORDS_OF_PASSAGE: usize = 8;

/// Pairs of units that were asked about, and the sentences of those units.
pub(super) struct Passages {
    answers: FxHashMap<Key, bool>,
    sentences: Pair<Vec<Option<Vec<Bag>>>>,
    counter: Counter,
    spread: Spread,
}

impl Passages {
    pub(super) fn new(features: &Features) -> Self {
        Self {
            answers: FxHashMap::default(),
            sentences: features.units.as_ref().map(|units| vec![None; units.len()]),
            counter: features.counter(),
            spread: Spread::new(features.terms()),
        }
    }

    /// Whether a sentence of the one is alike to a sentence of the other.
    pub(super) fn shared(&mut self, features: &Features, drafts: Pair<&Draft>, key: Key) -> bool {
        if let Some(&known) = self.answers.get(&key) {
            return known;
        }
        let answer = self.compare(features, units(key).zip_with(drafts, |idx, draft: &Draft| &draft[idx]), key);
        self.answers.insert(key, answer);
        answer
    }

    fn compare(&mut self, features: &Features, texts: Pair<&Unit>, (before, after): Key) -> bool {
        let (before, after) = (before as usize, after as usize);
        let mut read =
            |unit: &Unit, words| features.sentences(&unit.body.prose.text, words, WORDS_OF_PASSAGE, &mut self.counter);
        let ones = self.sentences.before[before]
            .get_or_insert_with(|| read(texts.before, features.readings.before.text(before)));
        let others =
            self.sentences.after[after].get_or_insert_with(|| read(texts.after, features.readings.after.text(after)));
        ones.iter().any(|one| {
            self.spread.set(one);
            others.iter().any(|other| self.spread.cosine(other) >= LIKE_OF_PASSAGE)
        })
    }
}
