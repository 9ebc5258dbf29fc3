//! Units of several links: which link holds which statement.

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

/// Leaves each statement in the link where it is most alike; one that stands alone in a link is left only where every
/// other link of its unit leaves it alone too, and there in the first.
pub(super) fn settle(units: Pair<usize>, linked: &[Pair<UnitIdx>], all: &mut [Vec<Group>]) -> Held {
    let mut held = Held::default();
    for side in Side::BOTH {
        let mut links = vec![Vec::new(); *side.of(&units)];
        for (position, pair) in linked.iter().enumerate() {
            links[side.of(pair).get()].push(position);
        }
        for links in links.iter().filter(|links| links.len() > 1) {
            settle_unit(side, links, linked, all, &mut held);
        }
    }
    held.dropped.sort_unstable_by_key(|units| (units.after, units.before));
    held
}

fn settle_unit(side: Side, links: &[usize], linked: &[Pair<UnitIdx>], all: &mut [Vec<Group>], held: &mut Held) {
    let open = open_everywhere(side, links, all);
    let mut best: FxHashMap<usize, (f64, usize)> = FxHashMap::default();
    for &link in links {
        for group in &all[link] {
            for &at in side.of(&group.members) {
                let known = best.entry(at).or_insert((group.likeness, link));
                if group.likeness > known.0 {
                    *known = (group.likeness, link);
                }
            }
        }
    }
    for &link in links {
        let mut dropped = false;
        for group in &mut all[link] {
            let members = side.of_mut(&mut group.members);
            let count = members.len();
            members.retain(|at| {
                let (_, home) = best[at];
                home == link && open.contains(at)
            });
            dropped |= members.len() < count;
        }
        all[link].retain(|group| keeps(side, group));
        if dropped {
            held.dropped.push(linked[link]);
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
