//! What is known before the passes look at the texts: the drafters' pins, and the way through the drafts between.

use super::candidates::Key;
use super::chain::{Chained, compose, way};
use super::link::Relation;
use super::pins::{Contradiction, Pin, Rulings, pins};
use crate::model::{Diagnostic, Draft, Pair, PinRule};
use std::collections::BTreeMap;

/// What is known of two drafts besides their texts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hints {
    /// What the drafters settled.
    pub pins: Vec<Pin>,
    /// Who became whom through the drafts between.
    pub chains: Vec<Way>,
}

/// A chain and the drafts that it leads through.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// The two ends and how they correspond.
    pub chain: Chained,
    /// The units between, in words.
    pub through: String,
}

impl Hints {
    /// The hints for the first and the last of some consecutive drafts, and a warning for each stale pin.
    ///
    /// # Errors
    /// When two pins contradict each other, for the ends or for any two neighbours.
    ///
    /// # Panics
    /// When there are fewer than two drafts.
    pub fn of(drafts: &[&Draft], rules: &[PinRule]) -> Result<(Self, Vec<Diagnostic>), Contradiction> {
        let [first, between @ .., last] = drafts else { panic!("a comparison is of two drafts") };
        let (pins, diagnostics) = pins(rules, Pair::new(first, last))?;
        let steps = if between.is_empty() { Vec::new() } else { super::steps(drafts, rules)? };
        let ways = compose(&steps).into_iter().map(|chain| Way { through: way(&chain, between), chain });
        Ok((Self { pins, chains: ways.collect() }, diagnostics))
    }
}

/// Hints as the passes ask for them.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    pub(super) rulings: Rulings,
    pub(super) ways: BTreeMap<Key, &'a Way>,
}

impl<'a> Known<'a> {
    pub(super) fn new(hints: &'a Hints) -> Self {
        let rulings = Rulings::new(&hints.pins);
        let ways = hints.chains.iter().filter(|way| way.chain.relation != Relation::Part);
        let key = |way: &Way| (way.chain.units.before.0, way.chain.units.after.0);
        let ways = ways.map(|way| (key(way), way)).filter(|(key, _)| !rulings.forbidden.contains(key)).collect();
        Self { rulings, ways }
    }

    /// How sure the way from one unit to the other is; 0 where there is none.
    pub(super) fn way(&self, key: Key) -> f64 {
        self.ways.get(&key).map_or(0.0, |way| f64::from(way.chain.confidence))
    }
}
