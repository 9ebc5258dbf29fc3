//! Many to many: who was divided, who was combined, and where only a passage went over.
//!
//! Each unit without a main counterpart says what it joins ([`super::leftovers`]). What that makes of a pair is read
//! off all claims together: a unit that several come from was divided, one that several went into is combined.

use super::assign::Mates;
use super::candidates::Key;
use super::context::Flooded;
use super::features::Features;
use super::hints::Known;
use super::joins::Decided;
use super::leftovers::{Evidence, SURE_WAY, Sides};
use super::link::Relation;
use crate::model::Pair;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;

/// A pair that is linked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked {
    pub(super) key: Key,
    pub(super) relation: Relation,
    /// What speaks for a leftover here, 0 to 1; nothing where the two are each other's main counterparts.
    pub(super) worth: Option<f64>,
}

/// All links, main ones and those of leftovers, in order.
pub(super) fn relate(sides: Sides<'_>, flooded: &Flooded, mates: &Mates, decided: &mut Decided) -> Vec<Linked> {
    let pinned = &sides.known.rulings.links;
    let joins = Evidence::new(sides, flooded, mates).joins(decided);
    let mut told: Vec<(Key, Relation)> = pinned.iter().map(|(&key, &(relation, _))| (key, relation)).collect();
    told.extend(joins.iter().map(|join| (join.key, join.relation())));
    told.extend(by_way(sides.known, mates, &told));
    let mut claims = Claims::default();
    mates.forward.iter().for_each(|(&before, &after)| claims.add((before, after), Relation::Same));
    for (key, relation) in told {
        // Where the drafters settled the successor, nothing that the passes find makes it one of several.
        let main = match relation {
            Relation::Merge => mates.backward.get(&key.1).map(|&before| (before, key.1)),
            Relation::Split => mates.forward.get(&key.0).map(|&after| (key.0, after)),
            _ => None,
        };
        let settled = main.is_some_and(|main| pinned.contains_key(&main)) && !pinned.contains_key(&key);
        claims.add(key, if settled { Relation::Part } else { relation });
    }
    // Two leftovers may each join the other: the pair is worth what the more telling of them says.
    let mut worths: FxHashMap<Key, f64> = FxHashMap::default();
    for (key, worth) in joins.iter().filter_map(|join| Some((join.key, join.worth?))) {
        worths.entry(key).and_modify(|known| *known = known.max(worth)).or_insert(worth);
    }
    let linked = |(&key, found): (&Key, &Vec<Relation>)| {
        let relation = pinned.get(&key).map_or_else(|| claims.relation(sides.features, key, found), |pin| pin.0);
        Linked { key, relation, worth: worths.get(&key).copied() }
    };
    let mut links: Vec<Linked> = claims.of.iter().map(linked).collect();
    links.sort_unstable_by_key(|link| (link.key.1, link.key.0));
    links
}

/// What is claimed of each pair, and how many whole claims each unit has.
#[derive(Default)]
struct Claims {
    of: FxHashMap<Key, Vec<Relation>>,
    whole: Pair<FxHashMap<u32, usize>>,
}

impl Claims {
    fn add(&mut self, key: Key, relation: Relation) {
        let known = self.of.entry(key).or_default();
        let whole = |relation: &Relation| *relation != Relation::Part;
        if whole(&relation) && !known.iter().any(whole) {
            *self.whole.before.entry(key.0).or_default() += 1;
            *self.whole.after.entry(key.1).or_default() += 1;
        }
        known.push(relation);
    }

    /// The relation that all claims together make: a unit with several successors was divided, one with several
    /// origins combined. Where both are so, the claim says which it was; the main pair goes with the larger number,
    /// then with the longer text.
    fn relation(&self, features: &Features, key: Key, claimed: &[Relation]) -> Relation {
        let says = |relation| claimed.contains(&relation);
        if !claimed.iter().any(|&relation| relation != Relation::Part) {
            return Relation::Part;
        }
        let (after, before) = (self.whole.before[&key.0], self.whole.after[&key.1]);
        match (after > 1, before > 1) {
            (false, false) => Relation::Same,
            (true, false) => Relation::Split,
            (false, true) => Relation::Merge,
            (true, true) if says(Relation::Merge) && !says(Relation::Split) => Relation::Merge,
            (true, true) if says(Relation::Split) && !says(Relation::Merge) => Relation::Split,
            (true, true) => {
                let masses = Pair::new(&features.units.before[key.0 as usize], &features.units.after[key.1 as usize]);
                let masses = masses.map(|unit| unit.text.mass);
                match after.cmp(&before).then(masses.before.cmp(&masses.after)) {
                    Ordering::Greater => Relation::Split,
                    Ordering::Less => Relation::Merge,
                    Ordering::Equal => Relation::Same,
                }
            }
        }
    }
}

/// Links of units that nothing else links, where the drafts between lead from one to the other: a text that was
/// rewritten step by step has little left in common with what it was.
fn by_way(known: &Known<'_>, mates: &Mates, joins: &[(Key, Relation)]) -> Vec<(Key, Relation)> {
    let joined: Pair<FxHashSet<u32>> = {
        let whole = || joins.iter().filter(|(_, relation)| *relation != Relation::Part);
        Pair::new(whole().map(|&((before, _), _)| before).collect(), whole().map(|&((_, after), _)| after).collect())
    };
    let mut found = Vec::new();
    for (&(before, after), way) in &known.ways {
        let relation = way.chain.relation;
        let alone = Pair::new(
            !mates.forward.contains_key(&before) && !joined.before.contains(&before),
            !mates.backward.contains_key(&after) && !joined.after.contains(&after),
        );
        let lost = match relation {
            Relation::Same => alone.before && alone.after,
            Relation::Split => alone.after,
            Relation::Merge => alone.before,
            Relation::Part => false,
        };
        if lost && f64::from(way.chain.confidence) >= SURE_WAY && !known.rulings.bars((before, after)) {
            found.push(((before, after), relation));
        }
    }
    found
}
