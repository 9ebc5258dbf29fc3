//! What stayed and what moved, when several things changed their order.
//!
//! ```text
//! before  A B C D E        a reader says "D moved up", not "B, C moved down":
//! after   A D B C E        the heaviest chain that keeps its order stayed (A B C E), the rest moved (D)
//! ```
//!
//! The chain is the same when the two sides change places: it maximises a sum that does not know the sides.

/// How much a thing weighs against being called moved: how many, then how long, then a tie-breaker. Each is summed.
pub(super) type Heft = (u64, u64, u64);

/// A thing at a place on either side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) before: usize,
    pub(super) after: usize,
    pub(super) heft: Heft,
}

/// For each thing whether it belongs to the heaviest chain in which both places never decrease.
///
/// A heaviest increasing subsequence (after Fredman, 1975), by a Fenwick tree of prefix maxima: n log n.
pub(super) fn stayed(things: &[Placed]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_unstable_by_key(|&thing| (things[thing].after, things[thing].before));
    let mut places: Vec<usize> = things.iter().map(|thing| thing.before).collect();
    places.sort_unstable();
    places.dedup();
    let mut tree: Vec<Option<(Heft, usize)>> = vec![None; places.len() + 1];
    let mut previous = vec![None; things.len()];
    for thing in order {
        let rank = places.partition_point(|&place| place <= things[thing].before);
        let best = prefix_best(&tree, rank);
        previous[thing] = best.map(|(_, last)| last);
        let total = add(best.map_or((0, 0, 0), |(heft, _)| heft), things[thing].heft);
        raise(&mut tree, rank, (total, thing));
    }
    let mut stayed = vec![false; things.len()];
    let mut next = prefix_best(&tree, places.len()).map(|(_, last)| last);
    while let Some(thing) = next {
        stayed[thing] = true;
        next = previous[thing];
    }
    stayed
}

const fn add(one: Heft, other: Heft) -> Heft {
    (one.0 + other.0, one.1 + other.1, one.2 + other.2)
}

fn prefix_best(tree: &[Option<(Heft, usize)>], rank: usize) -> Option<(Heft, usize)> {
    let mut best: Option<(Heft, usize)> = None;
    let mut node = rank;
    while node > 0 {
        if let Some(here) = tree[node]
            && best.is_none_or(|best| here.0 > best.0)
        {
            best = Some(here);
        }
        node &= node - 1;
    }
    best
}

fn raise(tree: &mut [Option<(Heft, usize)>], rank: usize, value: (Heft, usize)) {
    let mut node = rank;
    while node < tree.len() {
        if tree[node].is_none_or(|held| value.0 > held.0) {
            tree[node] = Some(value);
        }
        node += node & node.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(places: &[(usize, usize)], words: &[u64]) -> Vec<usize> {
        let things: Vec<Placed> = places
            .iter()
            .zip(words)
            .map(|(&(before, after), &words)| Placed { before, after, heft: (1, words, 0) })
            .collect();
        stayed(&things).iter().enumerate().filter(|(_, stayed)| !**stayed).map(|(thing, _)| thing).collect()
    }

    #[test]
    fn an_insertion_above_moves_nothing() {
        assert!(moved(&[(0, 1), (1, 2), (2, 3)], &[1, 1, 1]).is_empty());
    }

    #[test]
    fn only_the_one_that_jumped_moved() {
        assert_eq!(moved(&[(0, 0), (3, 1), (1, 2), (2, 3), (4, 4)], &[1; 5]), [1]);
    }

    #[test]
    fn of_two_that_changed_places_the_shorter_moved_from_either_side() {
        assert_eq!(moved(&[(0, 1), (1, 0)], &[9, 3]), [1]);
        assert_eq!(moved(&[(1, 0), (0, 1)], &[9, 3]), [1]);
    }

    #[test]
    fn parts_of_one_thing_stay_together() {
        assert!(moved(&[(0, 0), (0, 1), (1, 2)], &[1, 1, 1]).is_empty());
    }
}
