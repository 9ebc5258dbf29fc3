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

/// Items in order of their owners, those of each owner in the order that they come in, and where those of each start.
pub(super) fn grouped<T: Copy + Default>(
    items: impl Iterator<Item = (u32, T)> + Clone,
    owners: usize,
) -> (Vec<usize>, Vec<T>) {
    let starts = starts(items.clone().map(|(owner, _)| owner), owners);
    let (mut next, mut ordered) = (starts.clone(), vec![T::default(); starts[owners]]);
    for (owner, item) in items {
        let place = &mut next[owner as usize];
        ordered[*place] = item;
        *place += 1;
    }
    (starts, ordered)
}
