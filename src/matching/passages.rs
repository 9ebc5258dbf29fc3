//! How alike the most alike sentences of two units are: whether a passage went over from one to the other.

use super::candidates::{Key, units};
use super::features::{Bag, Counter, Features, Spread};
use crate::model::{Draft, Pair, Unit};
use rustc_hash::FxHashMap;

/// Words that a sentence needs to be recognised elsewhere.
const WORDS_OF_PASSAGE: usize = 8;

/// Pairs of units that were asked about, and the sentences of those units.
pub(super) struct Passages {
    answers: FxHashMap<Key, f64>,
    /// For pairs of main counterparts, what share of each the other one leaves open.
    open: FxHashMap<Key, Pair<f64>>,
    sentences: Pair<Vec<Option<Vec<Bag>>>>,
    counter: Counter,
    spread: Spread,
}

impl Passages {
    pub(super) fn new(features: &Features) -> Self {
        Self {
            answers: FxHashMap::default(),
            open: FxHashMap::default(),
            sentences: features.units.as_ref().map(|units| vec![None; units.len()]),
            counter: features.counter(),
            spread: Spread::new(features.terms()),
        }
    }

    /// What share of either of two main counterparts the other one leaves open.
    pub(super) fn open(&mut self, features: &Features, key: Key) -> Pair<f64> {
        *self.open.entry(key).or_insert_with(|| {
            let texts = units(key).zip_with(features.units.as_ref(), |idx, units| &units[idx.get()].text);
            let turned = texts.swap();
            texts.zip_with(turned, |one, other| 1.0 - Features::held(one, other))
        })
    }

    /// How alike the most alike long sentences of two units are; 0 for notes, which are no provisions.
    pub(super) fn likest(&mut self, features: &Features, drafts: Pair<&Draft>, key: Key) -> f64 {
        if let Some(&known) = self.answers.get(&key) {
            return known;
        }
        let texts = units(key).zip_with(drafts, |idx, draft: &Draft| &draft[idx]);
        let notes = texts.map(|unit| unit.kind.is_note());
        let answer = if notes.before || notes.after { 0.0 } else { self.compare(features, texts, key) };
        self.answers.insert(key, answer);
        answer
    }

    fn compare(&mut self, features: &Features, texts: Pair<&Unit>, (before, after): Key) -> f64 {
        let (before, after) = (before as usize, after as usize);
        let mut read =
            |unit: &Unit, words| features.sentences(&unit.body.prose.text, words, WORDS_OF_PASSAGE, &mut self.counter);
        let ones = self.sentences.before[before]
            .get_or_insert_with(|| read(texts.before, features.readings.before.text(before)));
        let others =
            self.sentences.after[after].get_or_insert_with(|| read(texts.after, features.readings.after.text(after)));
        let mut likest = 0.0;
        for one in ones {
            self.spread.set(one);
            likest = others.iter().map(|other| self.spread.cosine(other)).fold(likest, f64::max);
        }
        likest
    }
}
