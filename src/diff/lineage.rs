//! Who descends from whom, as the matching says: the links of each unit, and of several the main one.

use crate::matching::{Evidence, Link, Matching, Relation};
use crate::model::{Draft, Pair, UnitIdx};

/// The links of every unit of both drafts.
pub(super) struct Lineage {
    /// For each unit the positions of its links.
    links: Pair<Vec<Vec<usize>>>,
    /// For each unit the other draft's unit that is its main counterpart, where the choice is mutual.
    main: Pair<Vec<Option<UnitIdx>>>,
}

impl Lineage {
    pub(super) fn new(drafts: Pair<&Draft>, matching: &Matching) -> Self {
        let mut links = drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
        for (position, link) in matching.links.iter().enumerate() {
            links.before[link.units.before.get()].push(position);
            links.after[link.units.after.get()].push(position);
        }
        let successor = main(&links.before, matching, |link| link.units.after, |coverage| coverage.before);
        let predecessor = main(&links.after, matching, |link| link.units.before, |coverage| coverage.after);
        let main = Pair::new(mutual(&successor, &predecessor), mutual(&predecessor, &successor));
        Self { links, main }
    }

    /// Positions of the links of a unit of the older draft.
    pub(super) fn of_before(&self, unit: UnitIdx) -> &[usize] {
        &self.links.before[unit.get()]
    }

    /// Positions of the links of a unit of the newer draft.
    pub(super) fn of_after(&self, unit: UnitIdx) -> &[usize] {
        &self.links.after[unit.get()]
    }

    /// The newer unit that an older one became above all.
    pub(super) fn successor(&self, unit: UnitIdx) -> Option<UnitIdx> {
        self.main.before[unit.get()]
    }

    /// The older unit that a newer one was above all.
    pub(super) fn predecessor(&self, unit: UnitIdx) -> Option<UnitIdx> {
        self.main.after[unit.get()]
    }
}

fn main(
    links: &[Vec<usize>],
    matching: &Matching,
    other: impl Fn(&Link) -> UnitIdx,
    share: impl Fn(&Pair<f32>) -> f32,
) -> Vec<Option<UnitIdx>> {
    let weight = |link: &Link| {
        let covered = link.evidence.iter().find_map(|evidence| match evidence {
            Evidence::Coverage(shares) => Some(share(shares)),
            _ => None,
        });
        (link.relation == Relation::Same, covered.unwrap_or(link.confidence))
    };
    let heavier = |one: &&Link, two: &&Link| {
        let (one_weight, two_weight) = (weight(one), weight(two));
        one_weight.0.cmp(&two_weight.0).then(one_weight.1.total_cmp(&two_weight.1)).then(other(two).cmp(&other(one)))
    };
    links
        .iter()
        .map(|links| {
            let links = links.iter().map(|&position| &matching.links[position]);
            links.filter(|link| link.relation != Relation::Part).max_by(heavier).map(&other)
        })
        .collect()
}

fn mutual(forth: &[Option<UnitIdx>], back: &[Option<UnitIdx>]) -> Vec<Option<UnitIdx>> {
    let returns =
        |(at, unit): (usize, &Option<UnitIdx>)| unit.filter(|unit| back[unit.get()] == Some(UnitIdx::from(at)));
    forth.iter().enumerate().map(returns).collect()
}
