//! What a unit is compared by: weighted terms of its title and its text.
//!
//! The weight of a term is its rarity over the units of both drafts: "signatories shall" says little, "robots txt"
//! much. All weights are whole numbers, so that sums do not depend on their order and matching (b, a) is exactly
//! matching (a, b) turned round.

use super::counter::Counter;
use super::interner::{Interner, Term};
use super::reading::{Reading, bytes};
use super::scale::Scale;
pub(super) use super::scale::Shared;
use crate::model::{Draft, Pair, Side};

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
    holders: Pair<Holders>,
    scale: Scale,
}

impl Features {
    /// Reads both drafts.
    pub(super) fn new(drafts: Pair<&Draft>) -> Self {
        let mut interner = Interner::with_room(bytes(drafts.before) + bytes(drafts.after));
        let readings = drafts.zip_with(Side::EACH, |draft, side| Reading::new(side, draft, &mut interner));
        let scale = Scale::new(&interner, readings.before.units() + readings.after.units());
        let weighed = readings.as_ref().zip_with(Side::EACH, |reading, side| weighed(side, reading, &scale));
        let (before, after) = (weighed.before, weighed.after);
        let (units, holders) = (Pair::new(before.0, after.0), Pair::new(before.1, after.1));
        Self { units, readings, holders, scale }
    }

    /// Adds the shared ones of the counted terms; returns the sum of the squares of what all of them say.
    pub(super) fn weigh(&self, counts: &[(Term, u32)], terms: &mut Vec<(Shared, u32)>) -> u64 {
        self.scale.weigh(counts, terms).1
    }

    /// The weight of a term, and in how many units it stands.
    pub(super) fn rarity(&self, term: Shared) -> (u64, u32) {
        let shared = &self.scale.shared[term as usize];
        (u64::from(shared.weight), shared.units)
    }

    /// The units of a draft that have a term; twice where title and text have it.
    pub(super) fn holders(&self, side: Side, term: Shared) -> &[u32] {
        side.of(&self.holders).of(term)
    }

    /// How many terms both drafts have.
    pub(super) fn terms(&self) -> usize {
        self.scale.shared.len()
    }

    /// Room to count terms of these drafts.
    pub(super) fn counter(&self) -> Counter {
        Counter::new(self.scale.terms())
    }

    /// The share of each bag that the other one holds too, from 0 to 1.
    pub(super) fn held(bags: Pair<&Bag>) -> Pair<f64> {
        let mut shared = 0;
        in_both(bags.before, bags.after, |_, a, b| shared += u64::from(a.min(b)));
        bags.map(|bag| if bag.mass > 0 { shared as f64 / bag.mass as f64 } else { 0.0 })
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
pub(super) struct Spread<'a> {
    said: Vec<u32>,
    bag: Option<&'a Bag>,
}

impl<'a> Spread<'a> {
    /// Room for so many terms.
    pub(super) fn new(terms: usize) -> Self {
        Self { said: vec![0; terms], bag: None }
    }

    /// What the two bags say in common, from 0 to 1: the cosine of the angle between them (Salton and McGill, 1983).
    /// The first is spread, unless it was just now.
    pub(super) fn cosine(&mut self, one: &'a Bag, other: &Bag) -> f64 {
        if !self.bag.is_some_and(|spread| std::ptr::eq(spread, one)) {
            self.set(one);
        }
        let said = self.said.as_slice();
        let product: u64 =
            other.terms.iter().map(|&(term, other)| u64::from(said[term as usize]) * u64::from(other)).sum();
        let squares = (one.square as f64) * (other.square as f64);
        if squares > 0.0 { product as f64 / squares.sqrt() } else { 0.0 }
    }

    fn set(&mut self, bag: &'a Bag) {
        for &(term, _) in self.bag.replace(bag).iter().flat_map(|former| &former.terms) {
            self.said[term as usize] = 0;
        }
        for &(term, said) in &bag.terms {
            self.said[term as usize] = said;
        }
    }
}

/// The units of a draft that have each shared term, term by term.
struct Holders {
    starts: Vec<usize>,
    units: Vec<u32>,
}

impl Holders {
    fn of(&self, term: Shared) -> &[u32] {
        &self.units[self.starts[term as usize]..self.starts[term as usize + 1]]
    }
}

/// What every title and text of a draft says. The terms of each are put in order by handing them out to the terms and
/// back, which takes less than sorting.
fn weighed(side: Side, reading: &Reading, scale: &Scale) -> (Vec<UnitFeatures>, Holders) {
    let mut starts = vec![0];
    starts.extend(scale.shared.iter().scan(0, |end, shared| {
        *end += *side.of(&shared.texts) as usize;
        Some(*end)
    }));
    let (mut next, mut held) = (starts.clone(), vec![(0_u32, 0_u32); starts[scale.shared.len()]]);
    let mut bags = Vec::with_capacity(2 * reading.units());
    let mut terms = Vec::new();
    for (counts, number) in reading.counts().zip(0..) {
        terms.clear();
        let (mass, square) = scale.weigh(counts, &mut terms);
        for &(term, said) in &terms {
            let place = &mut next[term as usize];
            held[*place] = (number, said);
            *place += 1;
        }
        bags.push(Bag { terms: Vec::with_capacity(terms.len()), mass, square });
    }
    for (holders, term) in starts.windows(2).zip(0..) {
        for &(bag, said) in &held[holders[0]..holders[1]] {
            bags[bag as usize].terms.push((term, said));
        }
    }
    let mut bags = bags.into_iter();
    let unit = || Some(UnitFeatures { title: bags.next()?, text: bags.next()? });
    let units = held.into_iter().map(|(bag, _)| bag / 2).collect();
    (std::iter::from_fn(unit).collect(), Holders { starts, units })
}
