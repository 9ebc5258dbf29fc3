//! Openings of lists by their items: `the host shall consider:` belongs to `the host should, for example:` where the same
//! items follow.

use super::Passage;
use super::align::Group;
use crate::model::{Pair, Side};
use rustc_hash::{FxHashMap, FxHashSet};

/// Items of two lists that must belong together for their openings to do so.
const ITEMS: usize = 2;

/// Sets openings that stand alone on both sides side by side where their items belong together; of `equal` statements
/// both sides have the same words.
pub(super) fn join(passages: Pair<&Passage<'_>>, equal: &[(usize, usize)], groups: &mut Vec<Group>) {
    let lone = Side::EACH.map(|side| lone(side, groups));
    if lone.before.is_empty() || lone.after.is_empty() {
        return;
    }
    let grouped = groups.iter().flat_map(|group| {
        let Pair { before, after } = &group.members;
        before.iter().flat_map(move |&before| after.iter().map(move |&after| (before, after)))
    });
    let mut items: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for (before, after) in equal.iter().copied().chain(grouped) {
        let lead = (passages.before.statements[before].lead, passages.after.statements[after].lead);
        if let (Some(before), Some(after)) = lead {
            *items.entry((before, after)).or_default() += 1;
        }
    }
    items
        .retain(|(before, after), count| *count >= ITEMS && lone.before.contains(before) && lone.after.contains(after));
    let mut pairs: Vec<((usize, usize), usize)> = items.into_iter().collect();
    pairs.sort_unstable_by_key(|&(pair, count)| (std::cmp::Reverse(count), pair));
    let mut taken = Pair::<FxHashSet<usize>>::default();
    for ((before, after), _) in pairs {
        if taken.before.contains(&before) || taken.after.contains(&after) {
            continue;
        }
        taken.before.insert(before);
        taken.after.insert(after);
        groups.retain(|group| !is_alone(group, Side::Before, before) && !is_alone(group, Side::After, after));
        groups.push(Group::of_two(before, after));
    }
}

/// The statements of a side that belong to none of the other one.
fn lone(side: Side, groups: &[Group]) -> FxHashSet<usize> {
    let alone = groups.iter().filter(|group| side.other().of(&group.members).is_empty());
    alone.flat_map(|group| side.of(&group.members)).copied().collect()
}

fn is_alone(group: &Group, side: Side, at: usize) -> bool {
    side.other().of(&group.members).is_empty() && side.of(&group.members) == &[at]
}
