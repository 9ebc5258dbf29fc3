//! What of a leftover unit is found in a possible counterpart, and nowhere in that one's main counterpart.
//!
//! ```text
//!   leftover:     |------- l -------|      what l has in common with m says nothing: every unit of a chapter
//!   counterpart:  |--- x ---|- c ---|      says it. What l says beyond m and c says too came from there.
//!   its main one: |--- x ---|   m
//! ```
//!
//! Containment is asked in one direction: a short duty may vanish in a long one, whose likeness to it is then small.

use super::features::{Bag, in_both};

/// A leftover, a possible counterpart of it, and the main counterpart of that one: what they say, and what of it any
/// two of them have in common, all in whole numbers.
#[derive(Clone, Copy)]
pub(super) struct Trio {
    leftover: u64,
    counterpart: u64,
    /// What leftover and counterpart both say, the lesser of the two.
    shared: u64,
    /// What the leftover says that its counterpart says too: what the main one does not say, and what it does.
    fresh: u64,
    common: u64,
    /// What the counterpart says that the leftover says and the main one does not.
    explained: u64,
    /// Share of the counterpart that its main one leaves open; all of it where it has none.
    open: f64,
}

impl Trio {
    pub(super) fn new(leftover: &Bag, counterpart: &Bag, main: Option<&Bag>, open: f64) -> Self {
        let (mut shared, mut fresh, mut common, mut explained) = (0, 0, 0, 0);
        in_both(leftover, counterpart, |term, one, said| {
            shared += u64::from(one.min(said));
            if main.is_some_and(|main| main.terms.binary_search_by_key(&term, |&(known, _)| known).is_ok()) {
                common += u64::from(one);
            } else {
                fresh += u64::from(one);
                explained += u64::from(said);
            }
        });
        // Without a main counterpart all that is shared is explained, no more than both say.
        let explained = if main.is_some() { explained } else { shared };
        Self { leftover: leftover.mass, counterpart: counterpart.mass, shared, fresh, common, explained, open }
    }

    /// Of what the leftover says beyond what all three have in common, the share that its counterpart says too.
    pub(super) fn fresh(self) -> f64 {
        share(self.fresh, self.leftover - self.common)
    }

    /// Share of the divided or combined unit that the leftover holds.
    pub(super) fn of_counterpart(self) -> f64 {
        share(self.shared, self.counterpart)
    }

    /// Share of the leftover that is found there.
    pub(super) fn own(self) -> f64 {
        share(self.shared, self.leftover)
    }

    /// Of what the main counterpart leaves open, the share that the leftover explains.
    pub(super) fn gain(self) -> f64 {
        if self.open > 0.0 { share(self.explained, self.counterpart) / self.open } else { 0.0 }
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}
