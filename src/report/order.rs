//! Where removed units stood: the reading order of a report.
//!
//! A reader follows the newer draft and expects a removed Measure where it used to be: after the unit that stood
//! before it, if that one is still in place.
//!
//! ```text
//! before   1.1  1.2  1.3  2        after   1  1.1  1.3  2        shown   1  1.1 (1.2 removed) 1.3  2
//! ```
//!
//! A unit that moved is no landmark: what stood after it did not move along. Landmarks are the longest run of units
//! whose successors come in the same order; every other unit, moved ones included, is given the slot that it *would*
//! have if it had been removed, and its neighbours build on that slot.

use crate::model::{Draft, UnitIdx};

/// For each older unit the slot it stood in: before which newer unit (one past the last for the end).
///
/// `successors` gives for each older unit the newer one that it lives on in.
pub(super) fn slots(before: &Draft, after: &Draft, successors: &[Option<UnitIdx>]) -> Vec<usize> {
    let stayed = landmarks(successors);
    let mut slots: Vec<usize> = Vec::with_capacity(before.units.len());
    let mut last_child: Vec<Option<UnitIdx>> = vec![None; before.units.len()];
    let mut last_root: Option<UnitIdx> = None;
    for (idx, unit) in before.iter() {
        let last = unit.parent.map_or(&mut last_root, |parent| &mut last_child[parent.get()]);
        let neighbour = last.replace(idx);
        slots.push(match (neighbour, unit.parent) {
            (Some(sibling), _) => stayed[sibling.get()].map_or(slots[sibling.get()], |place| after[place].end.get()),
            (None, Some(parent)) => stayed[parent.get()].map_or(slots[parent.get()], |place| place.get() + 1),
            (None, None) => 0,
        });
    }
    slots
}

/// The successors of the longest run of units whose successors do not go back; `None` for all others.
fn landmarks(successors: &[Option<UnitIdx>]) -> Vec<Option<UnitIdx>> {
    // Patience sorting: `tails[n]` is the unit that ends the best run of n + 1 units.
    let mut tails: Vec<(UnitIdx, usize)> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; successors.len()];
    for (position, &successor) in successors.iter().enumerate() {
        let Some(successor) = successor else { continue };
        let pile = tails.partition_point(|&(tail, _)| tail <= successor);
        previous[position] = pile.checked_sub(1).map(|below| tails[below].1);
        match tails.get_mut(pile) {
            Some(tail) => *tail = (successor, position),
            None => tails.push((successor, position)),
        }
    }
    let mut kept = vec![None; successors.len()];
    let last = tails.last().map(|&(_, position)| position);
    for position in std::iter::successors(last, |&position| previous[position]) {
        kept[position] = successors[position];
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attributes, Body, Prose, Span, Unit, UnitKind};

    /// A draft from the parents of its units.
    fn draft(parents: &[Option<u32>]) -> Draft {
        let unit = |parent: &Option<u32>| Unit {
            kind: UnitKind::Measure,
            id: None,
            number: None,
            title: Prose::default(),
            body: Body::default(),
            span: Span::default(),
            lines: Vec::new(),
            parent: parent.map(UnitIdx),
            end: UnitIdx(0),
            attributes: Attributes::new(),
        };
        let mut units: Vec<Unit> = parents.iter().map(unit).collect();
        for position in (0..units.len()).rev() {
            units[position].end = units[position].end.max(UnitIdx::from(position + 1));
            if let Some(parent) = units[position].parent {
                let end = units[position].end;
                units[parent.get()].end = units[parent.get()].end.max(end);
            }
        }
        Draft { units, ..Draft::default() }
    }

    fn at(place: u32) -> Option<UnitIdx> {
        Some(UnitIdx(place))
    }

    #[test]
    fn a_removed_unit_stands_after_its_neighbour() {
        let before = draft(&[None, Some(0), Some(0), Some(0), None]);
        let after = draft(&[None, Some(0), Some(0), None]);
        let slots = slots(&before, &after, &[at(0), at(1), None, at(2), at(3)]);
        assert_eq!(slots[2], 2);
    }

    #[test]
    fn a_removed_commitment_stands_after_the_whole_one_before_it() {
        let before = draft(&[None, Some(0), None, Some(2), None]);
        let after = draft(&[None, Some(0), Some(0), None]);
        let slots = slots(&before, &after, &[at(0), at(1), None, None, at(3)]);
        assert_eq!((slots[2], slots[3]), (3, 3));
    }

    #[test]
    fn a_moved_unit_is_no_landmark() {
        let before = draft(&[None, None, None, None]);
        let after = draft(&[None, None, None]);
        let slots = slots(&before, &after, &[at(0), at(2), None, at(1)]);
        assert_eq!(slots[2], 1, "not after the unit that went to the end");
    }

    #[test]
    fn two_units_merged_into_one_are_both_landmarks() {
        assert_eq!(landmarks(&[at(1), at(1), at(0), None, at(2)]), [at(1), at(1), None, None, at(2)]);
    }
}
