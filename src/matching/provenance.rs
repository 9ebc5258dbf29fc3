//! What of a leftover unit is found in a possible counterpart, and nowhere in that one's main counterpart.
//!
//! ```text
//!   leftover:     |------- l -------|      what l has in common with m says nothing: every unit of a chapter
//!   counterpart:  |--- x ---|- c ---|      says it. What l says beyond m and c says too came from there.
//!   its main one: |--- x ---|   m
//! ```
//!
//! Containment is asked in one direction: a short duty may vanish in a long one, whose likeness to it is then small.

use super::features::{Bag, Features};

/// A leftover, a possible counterpart of it, and the main counterpart of that one.
#[derive(Clone, Copy)]
pub(super) struct Trio<'a> {
    pub(super) leftover: &'a Bag,
    pub(super) counterpart: &'a Bag,
    pub(super) main: Option<&'a Bag>,
}

impl Trio<'_> {
    /// Of what the leftover says beyond what all three have in common, the share that its counterpart says too.
    pub(super) fn fresh(self) -> f64 {
        let holds = |bag: &Bag, term| bag.terms.binary_search_by_key(&term, |&(known, _)| known).is_ok();
        let (mut fresh, mut common) = (0, 0);
        for &(term, said) in self.leftover.terms.iter().filter(|&&(term, _)| holds(self.counterpart, term)) {
            let known = self.main.is_some_and(|main| holds(main, term));
            *(if known { &mut common } else { &mut fresh }) += u64::from(said);
        }
        let own = self.leftover.mass - common;
        if own > 0 { fresh as f64 / own as f64 } else { 0.0 }
    }

    /// Whether both the leftover and its counterpart say anything.
    pub(super) const fn speaks(self) -> bool {
        self.leftover.mass > 0 && self.counterpart.mass > 0
    }

    /// Share of the divided or combined unit that the leftover holds.
    pub(super) fn of_counterpart(self, features: &Features) -> f64 {
        features.held(self.counterpart, self.leftover)
    }

    /// Share of the leftover that is found there.
    pub(super) fn own(self, features: &Features) -> f64 {
        features.held(self.leftover, self.counterpart)
    }

    /// Share of the divided or combined unit that its main counterpart leaves open.
    pub(super) fn open(self, features: &Features) -> f64 {
        self.main.map_or(1.0, |main| 1.0 - features.held(self.counterpart, main))
    }

    /// Of what the main counterpart leaves open, the share that the leftover explains.
    pub(super) fn gain(self, features: &Features) -> f64 {
        let open = self.open(features);
        let explained = self.main.map_or_else(
            || self.of_counterpart(features),
            |main| features.exclusive(self.counterpart, self.leftover, main),
        );
        if open > 0.0 { explained / open } else { 0.0 }
    }
}
