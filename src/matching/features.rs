//! What a unit is compared by: weighted terms of its title and its text.
//!
//! The weight of a term is its rarity over the units of both drafts: "signatories shall" says little, "robots txt"
//! much. All weights are whole numbers, so that sums do not depend on their order and matching (b, a) is exactly
//! matching (a, b) turned round.

use super::offsets::starts;
use super::reading::{Interner, NO_TERM, Reading, Term, Word, bytes};
use crate::model::{Draft, Pair};
use crate::text;

/// A term that both drafts have: they are numbered from the rarest on.
pub(super) type Shared = u32;

/// What a text says.
#[derive(Clone, Debug, Default)]
pub(super) struct Bag {
    /// The terms that both drafts have, with what each says here: in order for units, as they come for sentences. The
    /// others are in the sums alone: no text of the other draft can have them in common.
    pub(super) terms: Vec<(Shared, u32)>,
    /// Sum of what all terms say.
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
    pub(super) readings: Pair<Reading>,
    scale: Scale,
}

impl Features {
    /// Reads both drafts.
    pub(super) fn new(drafts: Pair<&Draft>) -> Self {
        let mut interner = Interner::with_room(bytes(drafts.before) + bytes(drafts.after));
        let readings = drafts.map(|draft| Reading::new(draft, &mut interner));
        let mut counter = Counter::new(interner.len());
        let counts = readings.as_ref().map(|reading| Counts::new(reading, &mut counter));
        let count = readings.before.units() + readings.after.units();
        let scale = Scale::new(&interner, counts.as_ref().map(|counts| counts.holders.as_slice()), count);
        let units = counts.map(|counts| ordered(counts.weighed(&scale), scale.shared.len()));
        Self { units, readings, scale }
    }

    /// The sentences of a text that are long enough; `words` are its words as they were read.
    pub(super) fn sentences<'f>(
        &'f self,
        text: &str,
        words: &'f [Word],
        least: usize,
        counter: &'f mut Counter,
    ) -> impl Iterator<Item = Bag> + use<'f> {
        let (mut rest, mut counts) = (words, Vec::new());
        text::sentences(text).into_iter().filter_map(move |range| {
            let own = rest.iter().take_while(|word| (word.start as usize) < range.end).count();
            let sentence = rest.split_off(..own).unwrap_or_default();
            (sentence.len() >= least).then(|| {
                counts.clear();
                counter.count(sentence, &mut counts);
                self.scale.bag(&counts)
            })
        })
    }

    /// The weight of a term.
    pub(super) fn weight(&self, term: Shared) -> u64 {
        u64::from(self.scale.shared[term as usize].0)
    }

    /// In how many units a term stands.
    pub(super) fn frequency(&self, term: Shared) -> u32 {
        self.scale.shared[term as usize].1
    }

    /// How many terms both drafts have.
    pub(super) fn terms(&self) -> usize {
        self.scale.shared.len()
    }

    /// Room to count terms of these drafts.
    pub(super) fn counter(&self) -> Counter {
        Counter::new(self.scale.of.len())
    }

    /// The share of the first bag that the second one holds too, from 0 to 1.
    pub(super) fn held(one: &Bag, other: &Bag) -> f64 {
        let mut shared = 0;
        in_both(one, other, |_, a, b| shared += u64::from(a.min(b)));
        if one.mass > 0 { shared as f64 / one.mass as f64 } else { 0.0 }
    }
}

/// Each term that two bags of units have in common, with what it says in either.
pub(super) fn in_both(one: &Bag, other: &Bag, mut each: impl FnMut(Shared, u32, u32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&(a, n)), Some(&(b, m))) = (one.terms.get(i), other.terms.get(j)) {
        if a == b {
            each(a, n, m);
        }
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
}

/// One bag spread over all shared terms, to be compared with many others.
pub(super) struct Spread {
    said: Vec<u32>,
    of: Vec<Shared>,
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

/// Counts the terms of one text after the other.
pub(super) struct Counter {
    /// For each term the text that it was last seen in, and where its count stands.
    seen: Vec<(u32, u32)>,
    texts: u32,
}

impl Counter {
    fn new(terms: usize) -> Self {
        Self { seen: vec![(0, 0); terms], texts: 0 }
    }

    /// Adds how often the words and pairs of a text are said, in order of first sight.
    fn count(&mut self, words: &[Word], counts: &mut Vec<(Term, u32)>) {
        self.texts += 1;
        for (position, word) in words.iter().enumerate() {
            self.add(word.term, counts);
            if position > 0 {
                self.add(word.pair, counts);
            }
        }
    }

    fn add(&mut self, term: Term, counts: &mut Vec<(Term, u32)>) {
        let (text, place) = &mut self.seen[term as usize];
        if *text == self.texts {
            counts[*place as usize].1 += 1;
        } else {
            (*text, *place) = (self.texts, u32::try_from(counts.len()).unwrap_or(u32::MAX));
            counts.push((term, 1));
        }
    }
}

/// How often each text of a draft says each of its terms, and how many units have each term.
struct Counts {
    counts: Vec<(Term, u32)>,
    /// Where title and text of each unit end.
    ends: Vec<(usize, usize)>,
    holders: Vec<u32>,
}

impl Counts {
    fn new(reading: &Reading, counter: &mut Counter) -> Self {
        let mut holders = vec![0; counter.seen.len()];
        let mut last = vec![u32::MAX; counter.seen.len()];
        let (mut counts, mut ends) = (Vec::new(), Vec::new());
        for (unit, number) in (0..reading.units()).zip(0..) {
            let start = counts.len();
            counter.count(reading.title(unit), &mut counts);
            let title = counts.len();
            counter.count(reading.text(unit), &mut counts);
            ends.push((title, counts.len()));
            for &(term, _) in &counts[start..] {
                if std::mem::replace(&mut last[term as usize], number) != number {
                    holders[term as usize] += 1;
                }
            }
        }
        Self { counts, ends, holders }
    }

    fn weighed(&self, scale: &Scale) -> Vec<UnitFeatures> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(_, text)| text));
        let unit = |(start, &(title, text)): (usize, &(usize, usize))| UnitFeatures {
            title: scale.bag(&self.counts[start..title]),
            text: scale.bag(&self.counts[title..text]),
        };
        starts.zip(&self.ends).map(unit).collect()
    }
}

/// The same with the terms of each bag in order: handed out again term by term, which takes less than sorting.
fn ordered(mut units: Vec<UnitFeatures>, terms: usize) -> Vec<UnitFeatures> {
    let bags = || units.iter().flat_map(|unit| [&unit.title, &unit.text]);
    let mut next = starts(bags().flat_map(|bag| &bag.terms).map(|&(term, _)| term), terms);
    let mut by_term = vec![(0_u32, 0, 0); next[terms]];
    for (bag, number) in bags().zip(0..) {
        for &(term, said) in &bag.terms {
            by_term[next[term as usize]] = (number, term, said);
            next[term as usize] += 1;
        }
    }
    let mut bags: Vec<&mut Vec<(Shared, u32)>> =
        units.iter_mut().flat_map(|unit| [&mut unit.title.terms, &mut unit.text.terms]).collect();
    bags.iter_mut().for_each(|terms| terms.clear());
    for (number, term, said) in by_term {
        bags[number as usize].push((term, said));
    }
    units
}

/// What every term weighs.
struct Scale {
    /// The weight of each term that was read, and its number if both drafts have it, else [`NO_TERM`].
    of: Vec<(u32, Shared)>,
    /// The weight of each shared term, and in how many units it stands.
    shared: Vec<(u32, u32)>,
    /// What a term says that is said so often, beside one that is said once.
    repeated: Vec<f64>,
}

/// One in the fixed-point scale of weights.
const UNIT_WEIGHT: f64 = 256.0;

impl Scale {
    fn new(interner: &Interner, holders: Pair<&[u32]>, units: usize) -> Self {
        const TABLE: u32 = 64;
        let frequency = |term: Term| holders.before[term as usize] + holders.after[term as usize];
        let both = |term: Term| holders.before[term as usize] > 0 && holders.after[term as usize] > 0;
        let terms = || (0..interner.len()).zip(0..).map(|(_, term)| term);
        // In one number each, which sorts in half the time that three take.
        let sorted =
            |term: Term| u128::from(frequency(term)) << 96 | u128::from(interner.key(term)) << 32 | u128::from(term);
        let mut shared: Vec<u128> = terms().filter(|&term| both(term)).map(sorted).collect();
        shared.sort_unstable();
        let shared: Vec<Term> = shared.into_iter().map(|sorted| (sorted & 0xffff_ffff) as Term).collect();
        let mut weights = Weights::new(units);
        let weight = |term: Term| (weights.of(frequency(term), interner.is_pair(term)), NO_TERM);
        let mut of: Vec<(u32, Shared)> = terms().map(weight).collect();
        for (&term, number) in shared.iter().zip(0..) {
            of[term as usize].1 = number;
        }
        let shared = shared.into_iter().map(|term| (of[term as usize].0, frequency(term))).collect();
        Self { of, shared, repeated: (0..TABLE).map(|times| repeated(times.max(1))).collect() }
    }

    fn bag(&self, counts: &[(Term, u32)]) -> Bag {
        let mut bag = Bag { terms: Vec::with_capacity(counts.len()), ..Bag::default() };
        for &(term, times) in counts {
            let (weight, shared) = self.of[term as usize];
            let said = if times == 1 { weight } else { self.said(weight, times) };
            bag.mass += u64::from(said);
            bag.square += u64::from(said) * u64::from(said);
            if shared != NO_TERM {
                bag.terms.push((shared, said));
            }
        }
        bag
    }

    fn said(&self, weight: u32, times: u32) -> u32 {
        let repeated = self.repeated.get(times as usize).copied().unwrap_or_else(|| repeated(times));
        whole(repeated * f64::from(weight))
    }
}

/// A term said twice says more than once, but not twice as much: `1 + ln times`.
fn repeated(times: u32) -> f64 {
    1.0 + f64::from(times).ln()
}

/// The weights of words and of pairs by how many units have them, each computed once.
struct Weights {
    units: usize,
    known: [Vec<u32>; 2],
}

impl Weights {
    fn new(units: usize) -> Self {
        Self { units, known: [vec![0; units + 1], vec![0; units + 1]] }
    }

    /// Rarity as `ln(1 + units / units with the term)`; a pair of words counts half, it repeats what its words say.
    fn of(&mut self, frequency: u32, is_pair: bool) -> u32 {
        let known = &mut self.known[usize::from(is_pair)][frequency as usize];
        if *known == 0 {
            let rarity = (1.0 + self.units as f64 / f64::from(frequency.max(1))).ln();
            *known = whole(rarity * UNIT_WEIGHT * if is_pair { 0.5 } else { 1.0 });
        }
        *known
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are a few thousand and positive")]
fn whole(weight: f64) -> u32 {
    weight.round() as u32
}
