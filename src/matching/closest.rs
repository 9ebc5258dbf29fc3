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
    words: FxHashMap<u64, u32>,
    /// For each word where its sentences end among all; they begin where those of the word before end.
    ends: Vec<u32>,
    sentences: Vec<u32>,
}

impl Sentences {
    /// Reads the sentences of all units.
    pub fn of(draft: &Draft) -> Self {
        let (mut places, mut said, mut ends_said) = (Vec::new(), Vec::new(), Vec::new());
        let mut words: FxHashMap<u64, u32> = FxHashMap::default();
        // For each word the last sentence that says it.
        let mut last: Vec<usize> = Vec::new();
        for (idx, unit) in draft.iter() {
            let text = &unit.body.prose.text;
            for range in text::sentences(text) {
                let start = said.len();
                text::stems(&text[range.clone()], |stem, _| {
                    let next = count(words.len());
                    let word = *words.entry(stem).or_insert(next);
                    last.resize(words.len(), usize::MAX);
                    if std::mem::replace(&mut last[word as usize], places.len()) != places.len() {
                        said.push(word);
                    }
                });
                if said.len() - start >= LEAST {
                    places.push((idx, range));
                    ends_said.push(said.len());
                } else {
                    said[start..].iter().for_each(|&word| last[word as usize] = usize::MAX);
                    said.truncate(start);
                }
            }
        }
        let (ends, sentences) = by_word(words.len(), &said, &ends_said);
        let mut read = Self { places, lengths: Vec::new(), words, ends, sentences };
        let starts = std::iter::once(0).chain(ends_said.iter().copied());
        read.lengths = starts.zip(&ends_said).map(|(start, &end)| read.length(&said[start..end])).collect();
        read
    }

    /// The sentence that is the most like some words: by the cosine of the words that both say, each weighed by the
    /// square of its inverse document frequency (Spärck Jones 1972); the first of several.
    pub fn closest(&self, said: &str) -> Option<Closest> {
        let mut stems = Vec::new();
        text::stems(said, |stem, _| stems.push(stem));
        stems.sort_unstable();
        stems.dedup();
        if stems.len() < LEAST {
            return None;
        }
        let mut shared = vec![0.0; self.places.len()];
        let (mut length, mut telling) = (0.0, 0);
        for stem in &stems {
            let sentences = self.words.get(stem).map_or(&[][..], |&word| self.saying(word));
            let weight = weight(sentences.len(), self.places.len());
            if weight > 0.0 {
                telling += 1;
                length += weight;
                sentences.iter().for_each(|&sentence| shared[sentence as usize] += weight);
            }
        }
        let likeness = shared.iter().zip(&self.lengths).map(|(shared, own)| shared / (length.sqrt() * own));
        let best = likeness.zip(0..).max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)));
        let (likeness, sentence): (f64, usize) = best.filter(|_| telling >= LEAST_TELLING)?;
        let (unit, range) = self.places[sentence].clone();
        Some(Closest { unit, range, likeness })
    }

    /// The sentences that say a word.
    fn saying(&self, word: u32) -> &[u32] {
        let start = word.checked_sub(1).map_or(0, |before| self.ends[before as usize]);
        &self.sentences[start as usize..self.ends[word as usize] as usize]
    }

    /// The square root of what some words weigh; what says only what every sentence says is the closest to none.
    fn length(&self, words: &[u32]) -> f64 {
        let weights = words.iter().map(|&word| weight(self.saying(word).len(), self.places.len()));
        let telling = weights.filter(|&weight| weight > 0.0);
        let (count, sum) = telling.fold((0, 0.0), |(count, sum), weight| (count + 1, sum + weight));
        if count < LEAST_TELLING { f64::INFINITY } else { sum.sqrt() }
    }
}

/// Sentences by word, from words by sentence: where those of each word end, and all of them.
fn by_word(words: usize, said: &[u32], ends: &[usize]) -> (Vec<u32>, Vec<u32>) {
    let mut places = vec![0; words + 1];
    said.iter().for_each(|&word| places[word as usize + 1] += 1);
    for word in 0..words {
        places[word + 1] += places[word];
    }
    let mut sentences = vec![0; said.len()];
    let starts = std::iter::once(0).chain(ends.iter().copied());
    for (sentence, (start, &end)) in (0..).zip(starts.zip(ends)) {
        for &word in &said[start..end] {
            let place = &mut places[word as usize];
            sentences[*place as usize] = sentence;
            *place += 1;
        }
    }
    // Each word's place went on to where its sentences end.
    places.truncate(words);
    (places, sentences)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What a word weighs that so many of all sentences say.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences are small")]
fn weight(sentences: usize, all: usize) -> f64 {
    if sentences * COMMON > all { 0.0 } else { ((all + 1) as f64 / (sentences + 1) as f64).ln().powi(2) }
}
