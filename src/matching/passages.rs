//! How alike the most alike sentences of two units are: whether a passage went over from one to the other.

use super::candidates::{Key, end, units};
use super::counter::Counter;
use super::features::{Features, Shared};
use super::reading::Word;
use crate::model::{Draft, Pair, Side, Unit};
use crate::text;
use rustc_hash::FxHashMap;

/// Words that a sentence needs to be recognised elsewhere.
const WORDS_OF_PASSAGE: usize = 8;

/// Pairs of units that were asked about, and the sentences of those units.
pub(super) struct Passages {
    answers: FxHashMap<Key, f64>,
    /// For pairs of main counterparts, what share of each the other one leaves open.
    open: FxHashMap<Key, Pair<f64>>,
    sentences: Pair<Vec<Option<Sentences>>>,
    counter: Counter,
    said: Said,
    /// The unit whose sentences stand in `said`.
    of: Option<(Side, u32)>,
}

impl Passages {
    pub(super) fn new(features: &Features) -> Self {
        Self {
            answers: FxHashMap::default(),
            open: FxHashMap::default(),
            sentences: features.units.as_ref().map(|units| units.iter().map(|_| None).collect()),
            counter: features.counter(),
            said: Said::new(features.terms()),
            of: None,
        }
    }

    /// What share of either of two main counterparts the other one leaves open.
    pub(super) fn open(&mut self, features: &Features, key: Key) -> Pair<f64> {
        *self.open.entry(key).or_insert_with(|| {
            let texts = units(key).zip_with(features.units.as_ref(), |idx, units| &units[idx.get()].text);
            Features::held(texts).map(|held| 1.0 - held)
        })
    }

    /// Answers many questions about leftovers of a side in advance: those about one counterpart together, as leftovers
    /// are short and what they are compared with is long.
    pub(super) fn ask(&mut self, features: &Features, drafts: Pair<&Draft>, mut keys: Vec<Key>, side: Side) {
        keys.sort_unstable_by_key(|&key| (end(side.other(), key), end(side, key)));
        for key in keys {
            self.likest(features, drafts, key, side.other());
        }
    }

    /// How alike the most alike long sentences of two units are; 0 for notes, which are no provisions. Of several
    /// questions in a row about one unit of the side given, the second is answered sooner.
    pub(super) fn likest(&mut self, features: &Features, drafts: Pair<&Draft>, key: Key, side: Side) -> f64 {
        if let Some(&known) = self.answers.get(&key) {
            return known;
        }
        let texts = units(key).zip_with(drafts, |idx, draft: &Draft| &draft[idx]);
        let notes = texts.map(|unit| unit.kind.is_note());
        let answer = if notes.before || notes.after { 0.0 } else { self.compare(features, texts, key, side) };
        self.answers.insert(key, answer);
        answer
    }

    fn compare(&mut self, features: &Features, texts: Pair<&Unit>, key: Key, side: Side) -> f64 {
        let Self { sentences, counter, said, of, .. } = self;
        let (before, after) = (key.0 as usize, key.1 as usize);
        let mut read = |unit: &Unit, words| Sentences::new(features, &unit.body.prose.text, words, counter);
        let readings = &features.readings;
        let before = &*sentences.before[before].get_or_insert_with(|| read(texts.before, readings.before.text(before)));
        let after = &*sentences.after[after].get_or_insert_with(|| read(texts.after, readings.after.text(after)));
        let both = Pair::new(before, after);
        let spread = (side, end(side, key));
        if of.replace(spread) != Some(spread) {
            said.set(both.on(side));
        }
        said.likest(both.on(side.other()))
    }
}

/// What the long sentences of a unit say, one after the other.
#[derive(Default)]
struct Sentences {
    terms: Vec<(Shared, u32)>,
    /// Where the terms of each sentence end, and the sum of the squares of all that it says.
    ends: Vec<(usize, u64)>,
}

impl Sentences {
    fn new(features: &Features, text: &str, words: &[Word], counter: &mut Counter) -> Self {
        let mut sentences = Self { terms: Vec::with_capacity(2 * words.len()), ends: Vec::new() };
        let mut rest = words;
        for range in text::sentences(text) {
            let own = rest.partition_point(|word| (word.start as usize) < range.end);
            let (sentence, others) = rest.split_at(own);
            rest = others;
            if sentence.len() >= WORDS_OF_PASSAGE {
                let square = features.weigh(counter.count(sentence), &mut sentences.terms);
                sentences.ends.push((sentences.terms.len(), square));
            }
        }
        sentences
    }

    /// The terms of each sentence with what they say, and the sum of the squares.
    fn iter(&self) -> impl Iterator<Item = (&[(Shared, u32)], u64)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(end, _)| end));
        starts.zip(&self.ends).map(|(start, &(end, square))| (&self.terms[start..end], square))
    }
}

/// The sentences of one unit by what they say, to be compared with those of many others: only what two sentences have
/// in common is looked at.
struct Said {
    /// For each shared term where it stands first among `places`, plus one; 0 where no sentence says it.
    first: Vec<u32>,
    /// What a sentence says of a term, which sentence, and where the same term stands next, plus one.
    places: Vec<Place>,
    squares: Vec<u64>,
    /// For each sentence the product with the one that it is compared with.
    products: Vec<u64>,
}

struct Place {
    term: Shared,
    said: u32,
    sentence: u32,
    next: u32,
}

impl Said {
    fn new(terms: usize) -> Self {
        let (places, squares, products) = Default::default();
        Self { first: vec![0; terms], places, squares, products }
    }

    fn set(&mut self, sentences: &Sentences) {
        for place in self.places.drain(..) {
            self.first[place.term as usize] = 0;
        }
        self.squares.clear();
        let mut number = 0;
        for ((terms, square), sentence) in sentences.iter().zip(0..) {
            self.squares.push(square);
            self.places.extend(terms.iter().map(|&(term, said)| {
                number += 1;
                let next = std::mem::replace(&mut self.first[term as usize], number);
                Place { term, said, sentence, next }
            }));
        }
        self.products.clear();
        self.products.resize(self.squares.len(), 0);
    }

    /// The cosine of the two sentences that are the most alike (see [`super::features::Spread::cosine`]).
    fn likest(&mut self, others: &Sentences) -> f64 {
        let mut likest = 0.0_f64;
        for (terms, square) in others.iter() {
            for &(term, said) in terms {
                let mut place = self.first[term as usize];
                while let Some(known) = self.places.get((place as usize).wrapping_sub(1)) {
                    self.products[known.sentence as usize] += u64::from(said) * u64::from(known.said);
                    place = known.next;
                }
            }
            for (product, &own) in self.products.iter_mut().zip(&self.squares) {
                let product = std::mem::take(product) as f64;
                if product > 0.0 {
                    likest = likest.max(product / ((own as f64) * (square as f64)).sqrt());
                }
            }
        }
        likest
    }
}
