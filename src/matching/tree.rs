//! What stands around a unit: the one it is in, those in it, and its neighbours.

use super::score::{Tier, tier};
use crate::model::{Draft, UnitIdx};
use rustc_hash::FxHashMap;

/// What each unit of a draft stands among.
pub(super) struct Tree {
    pub(super) parent: Vec<Option<u32>>,
    pub(super) children: Vec<Vec<u32>>,
    pub(super) previous: Vec<Option<u32>>,
    pub(super) next: Vec<Option<u32>>,
    pub(super) tier: Vec<Tier>,
    /// Whether units of its own tier stand in it.
    pub(super) divided: Vec<bool>,
}

impl Tree {
    pub(super) fn new(draft: &Draft) -> Self {
        let count = draft.units.len();
        let mut tree = Self {
            parent: draft.units.iter().map(|unit| unit.parent.map(|parent| parent.0)).collect(),
            children: vec![Vec::new(); count],
            previous: vec![None; count],
            next: vec![None; count],
            tier: draft.units.iter().map(tier).collect(),
            divided: vec![false; count],
        };
        let mut last: FxHashMap<(Option<UnitIdx>, bool), u32> = FxHashMap::default();
        for (idx, unit) in draft.provisions() {
            let main = tree.tier[idx.get()] == Tier::Duty;
            if let Some(parent) = unit.parent {
                tree.children[parent.get()].push(idx.0);
                tree.divided[parent.get()] |= main;
            }
            if let Some(previous) = last.insert((unit.parent, main), idx.0) {
                tree.previous[idx.get()] = Some(previous);
                tree.next[previous as usize] = Some(idx.0);
            }
        }
        tree
    }
}
