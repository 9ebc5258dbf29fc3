//! What needs no weighing: the author's ids, and units that say word for word the same.

use super::assign::Mates;
use super::candidates::Key;
use super::pins::Rulings;
use crate::model::{ContentHash, Draft, Pair, Unit, UnitIdx, UnitKind};
use crate::text::content_hash;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, VecDeque};

/// Pairs that are settled, with whether an id or the text settled them.
#[derive(Clone, Debug, Default)]
pub(super) struct Settled {
    pub(super) by_id: Vec<Key>,
    pub(super) by_text: Vec<Key>,
}

impl Settled {
    /// All settled pairs; each unit is in one at most, pins before ids before texts.
    pub(super) fn pairs(&self, rulings: &Rulings) -> Vec<Key> {
        let mut taken = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        let free = |&&(before, after): &&Key| {
            let open = !taken.0.contains(&before) && !taken.1.contains(&after);
            if open {
                taken.0.insert(before);
                taken.1.insert(after);
            }
            open
        };
        let found = self.by_id.iter().chain(&self.by_text).filter(|&&key| !rulings.bars(key));
        rulings.same.iter().chain(found).filter(free).copied().collect()
    }
}

/// Units that say the same as a unit of the other draft: those of each text, in order.
pub(super) struct Alike(Vec<Pair<Vec<UnitIdx>>>);

impl Alike {
    /// By digests of what the units say: a text is looked at in full only where the other draft has its digest.
    pub(super) fn new(drafts: Pair<&Draft>, digests: Pair<&[u64]>) -> Self {
        let known = digests.map(|digests| digests.iter().copied().collect::<FxHashSet<u64>>());
        let mut found: BTreeMap<(&UnitKind, ContentHash), Pair<Vec<UnitIdx>>> = BTreeMap::new();
        for (idx, unit) in drafts.before.iter().filter(|(idx, _)| known.after.contains(&digests.before[idx.get()])) {
            found.entry(text(unit)).or_default().before.push(idx);
        }
        for (idx, unit) in drafts.after.iter().filter(|(idx, _)| known.before.contains(&digests.after[idx.get()])) {
            found.entry(text(unit)).or_default().after.push(idx);
        }
        Self(found.into_values().filter(|units| !units.before.is_empty() && !units.after.is_empty()).collect())
    }
}

fn text(unit: &Unit) -> (&UnitKind, ContentHash) {
    (&unit.kind, content_hash(&unit.title.text, &unit.body.prose.text))
}

/// Settles ids and texts that stand once on either side.
pub(super) fn settle(drafts: Pair<&Draft>, alike: &Alike) -> Settled {
    let ids = drafts.map(ids);
    let by_id = ids.before.iter().filter_map(|(id, &before)| Some((before?.0, (*ids.after.get(id)?)?.0))).collect();
    let once = |units: &Pair<Vec<UnitIdx>>| match (units.before.as_slice(), units.after.as_slice()) {
        (&[before], &[after]) => Some((before.0, after.0)),
        _ => None,
    };
    let mut by_text: Vec<Key> = alike.0.iter().filter_map(once).collect();
    by_text.sort_unstable();
    Settled { by_id, by_text }
}

/// Pairs of units that say the same as others of their draft (the same legal basis under four Commitments, headings
/// without words) and that nothing else has linked: within linked parents first, then in order.
pub(super) fn twins(drafts: Pair<&Draft>, alike: &Alike, mates: &Mates) -> Vec<Key> {
    let mut found = Vec::new();
    for units in &alike.0 {
        let open_before = units.before.iter().filter(|idx| !mates.forward.contains_key(&idx.0));
        let open_after = units.after.iter().copied().filter(|idx| !mates.backward.contains_key(&idx.0));
        let mut at_home: FxHashMap<Option<u32>, VecDeque<UnitIdx>> = FxHashMap::default();
        for idx in open_after.clone() {
            at_home.entry(drafts.after[idx].parent.map(|parent| parent.0)).or_default().push_back(idx);
        }
        let mut strangers = Vec::new();
        let mut taken = FxHashSet::default();
        for &idx in open_before {
            let home = match drafts.before[idx].parent {
                None => Some(None),
                Some(parent) => mates.forward.get(&parent.0).copied().map(Some),
            };
            match home.and_then(|home| at_home.get_mut(&home)?.pop_front()) {
                Some(twin) => {
                    taken.insert(twin);
                    found.push((idx.0, twin.0));
                }
                None => strangers.push(idx),
            }
        }
        let others = open_after.filter(|idx| !taken.contains(idx));
        found.extend(strangers.iter().zip(others).map(|(before, after)| (before.0, after.0)));
    }
    found
}

/// Where each id stands; `None` for an id that stands twice.
fn ids(draft: &Draft) -> BTreeMap<&str, Option<UnitIdx>> {
    let mut found: BTreeMap<&str, Option<UnitIdx>> = BTreeMap::new();
    for (idx, unit) in draft.iter() {
        if let Some(id) = &unit.id {
            found.entry(&id.0).and_modify(|known| *known = None).or_insert(Some(idx));
        }
    }
    found
}
