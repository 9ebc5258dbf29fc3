//! Lists of many owners, one after the other in one list.

/// Where the items of each owner start when all stand in order of their owners, and at last where they end.
pub(super) fn starts(owners: impl Iterator<Item = u32>, count: usize) -> Vec<usize> {
    let mut starts = vec![0; count + 1];
    owners.for_each(|owner| starts[owner as usize + 1] += 1);
    for owner in 0..count {
        starts[owner + 1] += starts[owner];
    }
    starts
}
