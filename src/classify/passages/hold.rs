//! Units of several links: which link holds which statement.

use super::Bond;
use super::align::Group;
use crate::model::{Pair, Side, UnitIdx};
use rustc_hash::{FxHashMap, FxHashSet};

/// What was taken out of the links' groups.
#[derive(Debug, Default)]
pub(super) struct Held {
    dropped: Vec<Pair<UnitIdx>>,
}

impl Held {
    /// Whether some statement of these units is compared in another link, so that this one alone shows too little.
    pub(super) fn dropped(&self, units: &Pair<UnitIdx>) -> bool {
        self.dropped.binary_search_by_key(&(units.after, units.before), |units| (units.after, units.before)).is_ok()
    }
}

/// How much a statement of a side has in common with the other unit of a link, for statements that are like none there.
pub(super) type Common<'c> = dyn FnMut(Side, Pair<UnitIdx>, usize) -> f64 + 'c;

/// Leaves each statement in the link where it is most alike; one that stands alone in a link is left only where every
/// other link of its unit leaves it alone too: among units that correspond as a whole, if there are any, with the one
/// that it has most in common with.
pub(super) fn settle(units: Pair<usize>, bonds: &[Bond], all: &mut [Vec<Group>], common: &mut Common<'_>) -> Held {
    let mut held = Held::default();
    for side in Side::BOTH {
        let mut links = vec![Vec::new(); *side.of(&units)];
        for (position, bond) in bonds.iter().enumerate() {
            links[side.of(&bond.units).get()].push(position);
        }
        for links in links.iter().filter(|links| links.len() > 1) {
            let homes = homes(side, links, bonds, all, common);
            settle_unit(side, links, bonds, all, &homes, &mut held);
        }
    }
    held.dropped.sort_unstable_by_key(|units| (units.after, units.before));
    held
}

/// For each statement of a unit that no link has an equal of, the link that holds it.
fn homes(
    side: Side,
    links: &[usize],
    bonds: &[Bond],
    all: &[Vec<Group>],
    common: &mut Common<'_>,
) -> FxHashMap<usize, usize> {
    let open = open_everywhere(side, links, all);
    let mut best: FxHashMap<usize, ((f64, bool, f64), usize)> = FxHashMap::default();
    for &link in links {
        let Bond { units, whole, .. } = bonds[link];
        for group in &all[link] {
            for &at in side.of(&group.members).iter().filter(|at| open.contains(at)) {
                let alone = group.likeness == 0.0;
                let worth = if alone { (0.0, whole, common(side, units, at)) } else { (group.likeness, true, 0.0) };
                let known = best.entry(at).or_insert((worth, link));
                if worth > known.0 {
                    *known = (worth, link);
                }
            }
        }
    }
    best.into_iter().map(|(at, (_, link))| (at, link)).collect()
}

fn settle_unit(
    side: Side,
    links: &[usize],
    bonds: &[Bond],
    all: &mut [Vec<Group>],
    homes: &FxHashMap<usize, usize>,
    held: &mut Held,
) {
    for &link in links {
        let mut dropped = false;
        for group in &mut all[link] {
            let members = side.of_mut(&mut group.members);
            let count = members.len();
            members.retain(|at| homes.get(at) == Some(&link));
            dropped |= members.len() < count;
        }
        all[link].retain(|group| keeps(side, group));
        if dropped {
            held.dropped.push(bonds[link].units);
        }
    }
}

/// Statements that no link has an equal of.
fn open_everywhere(side: Side, links: &[usize], all: &[Vec<Group>]) -> FxHashSet<usize> {
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for &link in links {
        for &at in all[link].iter().flat_map(|group| side.of(&group.members)) {
            *counts.entry(at).or_default() += 1;
        }
    }
    counts.into_iter().filter(|&(_, count)| count == links.len()).map(|(at, _)| at).collect()
}

/// A group that lost its members of one side says nothing: what it was compared with is held in another link.
fn keeps(side: Side, group: &Group) -> bool {
    let orphaned = side.of(&group.members).is_empty() && group.likeness > 0.0;
    let empty = group.members.before.is_empty() && group.members.after.is_empty();
    !orphaned && !empty
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which link holds a statement of the newer unit that no link has an equal of.
    fn holder(whole: [bool; 2], common: [f64; 2]) -> usize {
        let bond = |(before, whole)| {
            let units = Pair::new(UnitIdx(before), UnitIdx(0));
            Bond { units, whole, changed: true, told: true }
        };
        let bonds: Vec<Bond> = (0..).zip(whole).map(bond).collect();
        let mut all = vec![vec![Group::alone(Side::After, 0)]; 2];
        settle(Pair::new(2, 1), &bonds, &mut all, &mut |_, units, _| common[units.before.get()]);
        assert_eq!(all.iter().filter(|groups| !groups.is_empty()).count(), 1);
        usize::from(all[0].is_empty())
    }

    #[test]
    fn what_stands_alone_is_told_where_most_is_in_common_and_else_in_the_first_link() {
        assert_eq!(holder([true, true], [0.2, 0.7]), 1);
        assert_eq!(holder([true, true], [0.5, 0.5]), 0);
    }

    #[test]
    fn a_link_by_a_passage_takes_nothing_from_one_of_the_whole() {
        assert_eq!(holder([false, true], [0.9, 0.1]), 1);
        assert_eq!(holder([false, false], [0.1, 0.9]), 1);
    }
}
