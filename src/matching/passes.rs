//! The passes one after the other, and what each of them leaves to be asked about.

use super::assign::{self, Mates};
use super::candidates::candidates;
use super::context::{Flooded, flood};
use super::evidence::Witness;
use super::features::Features;
use super::hints::{Hints, Known};
use super::joins::Decided;
use super::leftovers::{Evidence, Sides};
use super::link::{Matching, Relation};
use super::passages::Passages;
use super::relate::{self, Linked};
use super::settle::{self, Alike, Settled};
use crate::model::{Draft, Pair, UnitIdx};
use rustc_hash::FxHashSet;
use std::cell::RefCell;

/// Everything that a matching is decided by.
pub(super) struct Passes<'a> {
    pub(super) drafts: Pair<&'a Draft>,
    pub(super) known: Known<'a>,
    pub(super) features: Features,
    pub(super) flooded: Flooded,
    pub(super) mates: Mates,
    settled: Settled,
    links: Vec<Linked>,
    passages: RefCell<Passages>,
}

impl<'a> Passes<'a> {
    /// Runs all passes.
    pub(super) fn run(drafts: Pair<&'a Draft>, hints: &'a Hints) -> Self {
        let known = Known::new(hints);
        let features = Features::new(drafts);
        let alike = Alike::new(drafts, features.readings.as_ref().map(|reading| reading.digests.as_slice()));
        let mut settled = settle::settle(drafts, &alike);
        let pairs = settled.pairs(&known.rulings);
        let flooded = flood(&features, drafts, candidates(&features), &pairs, &known);
        let mut mates = assign::assign(&flooded, &pairs, &known.rulings);
        settled.by_text.extend(mates.take_all(settle::twins(drafts, &alike, &mates), &known.rulings));
        let passages = RefCell::new(Passages::new(&features));
        let sides = Sides { drafts, features: &features, known: &known, passages: &passages };
        let mut decided = Decided::default();
        let mut links = relate::relate(sides, &flooded, &mates, &mut decided);
        let taken = assign::assign_across(&flooded, &mut mates, &claimed(&links), &known.rulings);
        if !taken.is_empty() {
            decided.forget(&flooded, &taken);
            links = relate::relate(sides, &flooded, &mates, &mut decided);
        }
        Self { drafts, known, features, flooded, mates, settled, links, passages }
    }

    /// What a leftover is decided by.
    pub(super) fn relating(&self) -> Evidence<'_> {
        let Self { features, known, passages, .. } = self;
        let sides = Sides { drafts: self.drafts, features, known, passages };
        Evidence::new(sides, &self.flooded, &self.mates)
    }

    /// The links with their evidence, and who is left without one.
    pub(super) fn matching(&self) -> Matching {
        let witness = Witness::new(self.drafts, &self.features, &self.flooded, &self.settled, &self.known);
        let linked: (FxHashSet<u32>, FxHashSet<u32>) = self.links.iter().map(|link| link.key).unzip();
        Matching {
            links: self.links.iter().map(|&link| witness.link(link)).collect(),
            added: without(self.drafts.after, &linked.1),
            removed: without(self.drafts.before, &linked.0),
        }
    }
}

fn claimed(links: &[Linked]) -> (FxHashSet<u32>, FxHashSet<u32>) {
    let firm = links.iter().filter(|link| link.relation != Relation::Part);
    firm.map(|link| link.key).unzip()
}

fn without(draft: &Draft, linked: &FxHashSet<u32>) -> Vec<UnitIdx> {
    draft.iter().map(|(idx, _)| idx).filter(|idx| !linked.contains(&idx.0)).collect()
}
