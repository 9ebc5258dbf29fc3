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
///
/// A statement of which the counterpart is left elsewhere is compared with it all the same, as two sentences may have
/// become one; where they are faintly alike, it stands alone.
pub(super) fn settle(units: Pair<usize>, bonds: &[Bond<'_>], all: &mut [Vec<Group>], common: &mut Common<'_>) -> Held {
    let mut held = Held::default();
    let left = Side::EACH.map(|side| left_elsewhere(side, *side.of(&units), bonds, all, common));
    for ((link, bond), groups) in bonds.iter().enumerate().zip(all) {
        let gone = left.as_ref().map(|left| &left[link]);
        if !(gone.before.is_empty() && gone.after.is_empty()) {
            held.dropped.push(bond.units);
            *groups = std::mem::take(groups).into_iter().filter_map(|group| remaining(group, gone)).collect();
        }
    }
    held.dropped.sort_unstable_by_key(|units| (units.after, units.before));
    held
}

/// For each link, the statements of a side that another link holds.
fn left_elsewhere(
    side: Side,
    units: usize,
    bonds: &[Bond<'_>],
    all: &[Vec<Group>],
    common: &mut Common<'_>,
) -> Vec<FxHashSet<usize>> {
    let mut links = vec![Vec::new(); units];
    for (position, bond) in bonds.iter().enumerate() {
        links[side.of(&bond.units).get()].push(position);
    }
    let mut left = vec![FxHashSet::default(); bonds.len()];
    for links in links.iter().filter(|links| links.len() > 1) {
        let homes = homes(side, links, bonds, all, common);
        for &link in links {
            let members = all[link].iter().flat_map(|group| side.of(&group.members)).copied();
            left[link].extend(members.filter(|at| homes.get(at) != Some(&link)));
        }
    }
    left
}

/// For each statement of a unit that no link has an equal of, the link that holds it.
fn homes(
    side: Side,
    links: &[usize],
    bonds: &[Bond<'_>],
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

/// A group without the statements that other links hold, if anything is left to be told here.
fn remaining(group: Group, gone: Pair<&FxHashSet<usize>>) -> Option<Group> {
    let here = group
        .members
        .as_ref()
        .zip(gone)
        .map(|(members, gone)| members.iter().copied().filter(|at| !gone.contains(at)).collect::<Vec<usize>>());
    let lent = match (here.before.is_empty(), here.after.is_empty()) {
        (true, true) => return None,
        (false, false) => None,
        (true, false) => Some(Side::Before),
        (false, true) => Some(Side::After),
    };
    match lent {
        Some(side) if side.of(&group.members).is_empty() || group.is_faint() => Some(Group::of_one_side(here)),
        Some(side) => {
            let members = here.zip(group.members).zip(Side::EACH);
            let members = members.map(|((here, all), own)| if own == side { all } else { here });
            Some(Group { members, lent, ..group })
        }
        None => Some(Group { members: here, ..group }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bond(before: u32, after: u32, whole: bool) -> Bond<'static> {
        Bond { units: Pair::new(UnitIdx(before), UnitIdx(after)), whole, changed: true, told: true, redlined: &[] }
    }

    fn pair(before: usize, after: usize, likeness: f64) -> Group {
        Group { members: Pair::new(vec![before], vec![after]), likeness, lent: None }
    }

    /// Which link holds a statement of the newer unit that no link has an equal of.
    fn holder(whole: [bool; 2], common: [f64; 2]) -> usize {
        let bonds: Vec<Bond<'static>> = (0..).zip(whole).map(|(before, whole)| bond(before, 0, whole)).collect();
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

    #[test]
    fn two_sentences_that_became_one_are_both_compared_with_it() {
        let bonds = [bond(0, 0, true), bond(1, 0, true)];
        let mut all = vec![vec![pair(0, 0, 0.5)], vec![pair(0, 0, 0.8)]];
        settle(Pair::new(2, 1), &bonds, &mut all, &mut |_, _, _| 0.0);
        assert_eq!(all, [vec![Group { lent: Some(Side::After), ..pair(0, 0, 0.5) }], vec![pair(0, 0, 0.8)]]);
    }

    #[test]
    fn a_sentence_stands_alone_where_its_faint_counterpart_is_compared_elsewhere() {
        let bonds = [bond(0, 0, true), bond(1, 0, true)];
        let mut all = vec![vec![pair(0, 0, 0.3)], vec![pair(0, 0, 0.8)]];
        settle(Pair::new(2, 1), &bonds, &mut all, &mut |_, _, _| 0.0);
        assert_eq!(all, [vec![Group::alone(Side::Before, 0)], vec![pair(0, 0, 0.8)]]);
    }

    /// Two units a side, of three statements each, linked with one another; in a link a statement is in one group.
    fn any_links(mut random: impl FnMut(usize) -> usize) -> (Vec<Bond<'static>>, Vec<Vec<Group>>) {
        let units = [(0, 0), (0, 1), (1, 0), (1, 1)];
        let bonds: Vec<Bond<'static>> = units.map(|(before, after)| bond(before, after, random(2) == 0)).into();
        let mut groups = |_: &Bond<'_>| {
            let mut groups = Vec::new();
            for at in 0..STATEMENTS {
                match random(4) {
                    0 => groups.push(Group::alone(Side::Before, at)),
                    1 => groups.push(Group::alone(Side::After, at)),
                    2 => groups.push(pair(at, at, [0.3, 0.5, 0.9][random(3)])),
                    _ => groups.extend(Side::BOTH.map(|side| Group::alone(side, at))),
                }
            }
            groups
        };
        let all = bonds.iter().map(&mut groups).collect();
        (bonds, all)
    }

    const STATEMENTS: usize = 3;

    #[test]
    fn no_statement_without_an_equal_is_lost() {
        let mut state = 7_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or(0) % below
        };
        for _ in 0..2_000 {
            let (bonds, all) = any_links(&mut random);
            let mut settled = all.clone();
            settle(Pair::new(2, 2), &bonds, &mut settled, &mut |_, units, at| {
                f64::from(u32::try_from(units.before.get() + 2 * units.after.get() + at).unwrap_or(0))
            });
            for side in Side::BOTH {
                for unit in 0..2 {
                    let links: Vec<usize> =
                        (0..bonds.len()).filter(|&link| side.of(&bonds[link].units).get() == unit).collect();
                    for at in open_everywhere(side, &links, &all) {
                        let told = |group: &Group| group.lent != Some(side) && side.of(&group.members).contains(&at);
                        let times = links.iter().filter(|&&link| settled[link].iter().any(told)).count();
                        assert_eq!(times, 1, "statement {at} of unit {unit}, {side:?}: {all:?}");
                    }
                }
            }
        }
    }
}
