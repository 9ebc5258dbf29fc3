//! Where the words of a sentence stand in the other draft, whichever unit that is.
//!
//! A sentence that has no counterpart may say what quite another place says in other words. Which sentence shares most
//! of its words with it is no link and no reason for one: it is where a reader looks first.

use crate::model::{Draft, UnitIdx};
use crate::text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A sentence of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Closest {
    /// The unit in whose text it stands.
    pub unit: UnitIdx,
    /// Its bytes.
    pub range: Range<usize>,
    /// How much it has in common with what was asked for, from 0 to 1.
    pub likeness: f64,
}

/// Different words that a sentence needs to be recognised, and how many of them must not be said everywhere.
const LEAST: usize = 5;
const LEAST_TELLING: usize = 4;

/// A word that more than one in so many sentences says tells none from the others.
const COMMON: usize = 10;

/// The sentences of a draft, by their words.
pub struct Sentences {
    places: Vec<(UnitIdx, Range<usize>)>,
    /// For each sentence the square root of what its words weigh.
    lengths: Vec<f64>,
    /// For each word the sentences that say it.
    by_word: FxHashMap<u64, Vec<u32>>,
}

impl Sentences {
    /// Reads the sentences of all units.
    pub fn of(draft: &Draft) -> Self {
        let (mut places, mut by_word): (Vec<_>, FxHashMap<u64, Vec<u32>>) = Default::default();
        let mut said = Vec::new();
        for (idx, unit) in draft.iter() {
            let text = &unit.body.prose.text;
            for range in text::sentences(text) {
                let words = words(&text[range.clone()]);
                if words.len() >= LEAST {
                    let sentence = u32::try_from(places.len()).unwrap_or(u32::MAX);
                    words.iter().for_each(|&word| by_word.entry(word).or_default().push(sentence));
                    places.push((idx, range));
                    said.push(words);
                }
            }
        }
        let weight = |word: &u64| weight(by_word[word].len(), places.len());
        let length = |words: &Vec<u64>| {
            let telling = || words.iter().map(weight).filter(|&weight| weight > 0.0);
            // What says only what every sentence says is the closest to none.
            if telling().count() < LEAST_TELLING { f64::INFINITY } else { telling().sum::<f64>().sqrt() }
        };
        let lengths = said.iter().map(length).collect();
        Self { places, lengths, by_word }
    }

    /// The sentence that is the most like some words: by the cosine of the words that both say, each weighed by the
    /// square of its inverse document frequency (Spärck Jones 1972); the first of several.
    pub fn closest(&self, said: &str) -> Option<Closest> {
        let words = words(said);
        if words.len() < LEAST {
            return None;
        }
        let mut shared: FxHashMap<u32, f64> = FxHashMap::default();
        let (mut length, mut telling) = (0.0, 0);
        for word in &words {
            let sentences = self.by_word.get(word).map_or(&[][..], Vec::as_slice);
            let weight = weight(sentences.len(), self.places.len());
            length += weight;
            if weight > 0.0 {
                telling += 1;
                sentences.iter().for_each(|&sentence| *shared.entry(sentence).or_default() += weight);
            }
        }
        if telling < LEAST_TELLING {
            return None;
        }
        let likeness =
            |(sentence, shared): (u32, f64)| (shared / (length.sqrt() * self.lengths[sentence as usize]), sentence);
        let best = shared.into_iter().map(likeness);
        let (likeness, sentence) = best.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
        let (unit, range) = self.places[sentence as usize].clone();
        Some(Closest { unit, range, likeness })
    }
}

/// What a word weighs that so many of all sentences say.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
fn weight(sentences: usize, all: usize) -> f64 {
    if sentences * COMMON > all { 0.0 } else { ((all + 1) as f64 / (sentences + 1) as f64).ln().powi(2) }
}

/// The different words of a text, in order of their keys.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    text::stems(text, |stem, _| words.push(stem));
    words.sort_unstable();
    words.dedup();
    words
}
