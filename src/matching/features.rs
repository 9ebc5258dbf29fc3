//! What a unit is compared by: weighted terms of its title and its text.
//!
//! A term is a folded word cut to seven letters (`assessment` and `assessments` are one), or two such words in
//! a row. Its weight is its rarity over the units of both drafts: "signatories shall" says little, "robots txt" much.
//! All weights are whole numbers, so that sums do not depend on their order and matching (b, a) is exactly matching
//! (a, b) turned round.

use crate::model::{Draft, Pair, Unit};
use crate::text;
use rustc_hash::FxHashMap;

/// A term of either draft, interned.
pub(super) type Term = u32;

/// The terms of a text with what each says there, in order of term.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    pub(super) terms: Vec<(Term, u32)>,
    /// Sum of what the terms say.
    pub(super) mass: u64,
    /// Sum of its squares.
    pub(super) square: u64,
}

/// One unit as the matcher sees it.
#[derive(Clone, Debug, Default)]
pub(super) struct UnitFeatures {
    pub(super) title: Bag,
    pub(super) text: Bag,
}

/// All units of both drafts, and the weight of every term.
pub(super) struct Features {
    pub(super) units: Pair<Vec<UnitFeatures>>,
    weights: Vec<u32>,
    frequency: Vec<u32>,
    interner: Interner,
}

/// One in the fixed-point scale of weights.
const UNIT_WEIGHT: f64 = 256.0;

impl Features {
    /// Reads both drafts.
    pub(super) fn new(drafts: Pair<&Draft>) -> Self {
        let mut interner = Interner::default();
        let mut units =
            drafts.map(|draft| draft.units.iter().map(|unit| unit_features(unit, &mut interner)).collect::<Vec<_>>());
        let frequency = frequencies(units.as_ref().map(Vec::as_slice), interner.len());
        let count = units.before.len() + units.after.len();
        let weights: Vec<u32> =
            frequency.iter().enumerate().map(|(term, &seen)| weight(seen, count, interner.is_pair(term))).collect();
        for unit in units.before.iter_mut().chain(&mut units.after) {
            for bag in [&mut unit.title, &mut unit.text] {
                weigh(bag, &weights);
            }
        }
        Self { units, weights, frequency, interner }
    }

    /// The sentences of a text of either draft, each with its bag and how many words it has.
    pub(super) fn sentences(&self, text: &str) -> Vec<(Bag, usize)> {
        let sentence = |range: std::ops::Range<usize>| {
            let (mut found, mut last, mut words) = (Vec::new(), None, 0);
            text::stems(&text[range], |stem| {
                let word = self.interner.words.get(&stem).copied();
                let pair = last.zip(word).and_then(|pair| self.interner.pairs.get(&pair).copied());
                found.extend(word.into_iter().chain(pair));
                last = word;
                words += 1;
            });
            let mut bag = bag(found);
            weigh(&mut bag, &self.weights);
            (bag, words)
        };
        text::sentences(text).into_iter().map(sentence).collect()
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: Term) -> u64 {
        u64::from(self.weights[term as usize])
    }

    /// In how many units a term stands.
    pub(super) fn frequency(&self, term: Term) -> u32 {
        self.frequency[term as usize]
    }

    /// How many terms there are.
    pub(super) fn terms(&self) -> usize {
        self.weights.len()
    }

    /// The share of the first bag that the second one holds and the third one does not, from 0 to 1.
    pub(super) fn exclusive(&self, one: &Bag, other: &Bag, without: &Bag) -> f64 {
        let mut shared = 0;
        let mut rest = without.terms.iter().peekable();
        for &(term, said) in &one.terms {
            while rest.next_if(|&&(known, _)| known < term).is_some() {}
            let held = rest.peek().is_some_and(|&&(known, _)| known == term);
            if !held && other.terms.binary_search_by_key(&term, |&(known, _)| known).is_ok() {
                shared += u64::from(said);
            }
        }
        if one.mass > 0 { shared as f64 / one.mass as f64 } else { 0.0 }
    }

    /// The share of the first bag that the second one holds too, from 0 to 1.
    pub(super) fn held(&self, one: &Bag, other: &Bag) -> f64 {
        let mut shared = 0;
        common(one, other, |a, b| shared += u64::from(a.min(b)));
        if one.mass > 0 { shared as f64 / one.mass as f64 } else { 0.0 }
    }
}

fn common(one: &Bag, other: &Bag, mut each: impl FnMut(u32, u32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&(a, n)), Some(&(b, m))) = (one.terms.get(i), other.terms.get(j)) {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                each(n, m);
                i += 1;
                j += 1;
            }
        }
    }
}

/// One bag spread over all terms, to be compared with many others.
pub(super) struct Spread {
    said: Vec<u32>,
    of: Vec<Term>,
    square: u64,
}

impl Spread {
    /// Room for so many terms.
    pub(super) fn new(terms: usize) -> Self {
        Self { said: vec![0; terms], of: Vec::new(), square: 0 }
    }

    /// Spreads another bag.
    pub(super) fn set(&mut self, bag: &Bag) {
        for term in self.of.drain(..) {
            self.said[term as usize] = 0;
        }
        for &(term, said) in &bag.terms {
            self.said[term as usize] = said;
            self.of.push(term);
        }
        self.square = bag.square;
    }

    /// What the two bags say in common, from 0 to 1: the cosine of the angle between them (Salton and McGill, 1983).
    pub(super) fn cosine(&self, other: &Bag) -> f64 {
        let product: u64 =
            other.terms.iter().map(|&(term, said)| u64::from(self.said[term as usize]) * u64::from(said)).sum();
        let squares = (self.square as f64) * (other.square as f64);
        if squares > 0.0 { product as f64 / squares.sqrt() } else { 0.0 }
    }
}

/// A term said twice says more than once, but not twice as much: `1 + ln times`.
fn weigh(bag: &mut Bag, weights: &[u32]) {
    for (term, times) in &mut bag.terms {
        let said = (1.0 + f64::from(*times).ln()) * f64::from(weights[*term as usize]);
        *times = whole(said);
    }
    bag.mass = bag.terms.iter().map(|&(_, said)| u64::from(said)).sum();
    bag.square = bag.terms.iter().map(|&(_, said)| u64::from(said) * u64::from(said)).sum();
}

/// Rarity as `ln(1 + units / units with the term)`; a pair of words counts half, it repeats what its words say.
fn weight(seen: u32, count: usize, is_pair: bool) -> u32 {
    let rarity = (1.0 + count as f64 / f64::from(seen.max(1))).ln();
    let scaled = rarity * UNIT_WEIGHT * if is_pair { 0.5 } else { 1.0 };
    whole(scaled)
}

fn frequencies(units: Pair<&[UnitFeatures]>, terms: usize) -> Vec<u32> {
    let mut frequency = vec![0; terms];
    for unit in units.before.iter().chain(units.after) {
        for &(term, _) in &unit.text.terms {
            frequency[term as usize] += 1;
        }
        for &(term, _) in &unit.title.terms {
            if unit.text.terms.binary_search_by_key(&term, |&(known, _)| known).is_err() {
                frequency[term as usize] += 1;
            }
        }
    }
    frequency
}

/// Words by key and pairs of words by their terms, as terms in order of first sight.
#[derive(Default)]
struct Interner {
    words: FxHashMap<u64, Term>,
    pairs: FxHashMap<(Term, Term), Term>,
    kinds: Vec<bool>,
}

impl Interner {
    fn len(&self) -> usize {
        self.kinds.len()
    }

    fn is_pair(&self, term: usize) -> bool {
        self.kinds[term]
    }

    fn word(&mut self, stem: u64) -> Term {
        *self.words.entry(stem).or_insert_with(|| next(&mut self.kinds, false))
    }

    fn pair(&mut self, first: Term, second: Term) -> Term {
        *self.pairs.entry((first, second)).or_insert_with(|| next(&mut self.kinds, true))
    }
}

fn next(kinds: &mut Vec<bool>, is_pair: bool) -> Term {
    kinds.push(is_pair);
    Term::try_from(kinds.len() - 1).unwrap_or(Term::MAX)
}

fn unit_features(unit: &Unit, interner: &mut Interner) -> UnitFeatures {
    UnitFeatures { title: bag(terms(&unit.title.text, interner)), text: bag(terms(&unit.body.prose.text, interner)) }
}

fn terms(text: &str, interner: &mut Interner) -> Vec<Term> {
    let mut found = Vec::with_capacity(text.len() / 3);
    let mut last = None;
    text::stems(text, |stem| {
        let term = interner.word(stem);
        found.push(term);
        if let Some(last) = last.replace(term) {
            found.push(interner.pair(last, term));
        }
    });
    found
}

fn bag(mut terms: Vec<Term>) -> Bag {
    terms.sort_unstable();
    let mut counted: Vec<(Term, u32)> = Vec::new();
    for term in terms {
        match counted.last_mut() {
            Some((last, times)) if *last == term => *times += 1,
            _ => counted.push((term, 1)),
        }
    }
    Bag { terms: counted, ..Bag::default() }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are a few thousand and positive")]
fn whole(weight: f64) -> u32 {
    weight.round() as u32
}
