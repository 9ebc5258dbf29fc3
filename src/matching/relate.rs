//! Many to many: who was divided, who was combined, and where only a passage went over.
//!
//! A unit without a main counterpart is either new (gone), or it was cut out of a unit that has one (a split), or it
//! went into one together with others (a merge), or only a passage of it is found elsewhere (a part). What tells them
//! apart is what the unit adds to what the main counterpart already explains:
//!
//! ```text
//!   before: |---------- b ----------|        a1 is the main successor and holds the left of b;
//!   after:  |---- a1 ----|--- a2 ---|        a2 is a split if it explains enough of the rest
//! ```

use super::assign::Mates;
use super::candidates::{Key, units};
use super::context::Flooded;
use super::evidence::single;
use super::explain::Refusal;
use super::features::Features;
use super::hints::Known;
use super::link::Relation;
use super::passages::Passages;
use crate::model::{Draft, Pair};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::RefCell;
use std::cmp::Ordering;

/// Leftovers worth less than this to their best counterpart stay added or removed.
const FLOOR: f64 = 0.29;

/// The same for companions (KPIs, recitals, definitions), which are short and alike.
const FLOOR_COMPANION: f64 = 0.5;

/// Share of the undecided rest that a leftover must explain, unless its title or place speaks for it.
const GAIN: f64 = 0.08;

/// Share of a unit that its main counterpart must leave open before another one can have taken part in it.
const OPEN: f64 = 0.3;

/// Unless the leftover explains this much of the little that is open, and is found there for the most part.
const GAIN_OF_REST: f64 = 0.5;
const OWN_OF_REST: f64 = 0.6;

/// A title or place that speaks for itself.
const SPEAKING_TITLE: f64 = 0.5;
const SPEAKING_PLACE: f64 = 0.2;

/// Share of the divided (combined) unit that makes a split (merge) rather than a part.
const SHARE: f64 = 0.18;

/// The same for companions and sections, and how much of the leftover must be found there.
const SHARE_OF_COMPANION: f64 = 0.25;
const OWN_OF_COMPANION: f64 = 0.4;

/// Choices that a leftover considers, and those among which a passage of it is looked for.
const CHOICES: usize = 3;
const CHOICES_OF_PASSAGE: usize = 8;

/// What a passage must explain of the rest, and which share of the leftover it must be.
const GAIN_OF_PASSAGE: f64 = 0.06;
const OWN_OF_PASSAGE: f64 = 0.15;
const PLACE_OF_PASSAGE: f64 = 0.05;

/// Ways less sure than this lead nowhere.
const SURE_WAY: f64 = 0.5;

/// Which side a leftover is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leftover {
    Before,
    After,
}

/// All links with their relation, main ones and those of leftovers, in order.
pub(super) fn relate(sides: Sides<'_>, flooded: &Flooded, mates: &Mates) -> Vec<(Key, Relation)> {
    let evidence = Evidence::new(sides, flooded, mates);
    let pinned = &sides.known.rulings.links;
    let mut joins: Vec<(Key, Relation)> = pinned.iter().map(|(&key, &(relation, _))| (key, relation)).collect();
    for side in [Leftover::Before, Leftover::After] {
        for choices in evidence.choices(side) {
            joins.extend(evidence.decide(side, &choices));
        }
    }
    joins.extend(by_way(sides.known, mates, &joins));
    let mut claims = Claims::default();
    mates.forward.iter().for_each(|(&before, &after)| claims.add((before, after), Relation::Same));
    for (key, relation) in joins {
        // Where the drafters settled the successor, nothing that the passes find makes it one of several.
        let main = match relation {
            Relation::Merge => mates.backward.get(&key.1).map(|&before| (before, key.1)),
            Relation::Split => mates.forward.get(&key.0).map(|&after| (key.0, after)),
            _ => None,
        };
        let settled = main.is_some_and(|main| pinned.contains_key(&main)) && !pinned.contains_key(&key);
        claims.add(key, if settled { Relation::Part } else { relation });
    }
    let mut links: Vec<(Key, Relation)> = claims
        .of
        .iter()
        .map(|(&key, found)| {
            (key, pinned.get(&key).map_or_else(|| claims.relation(sides.features, key, found), |pin| pin.0))
        })
        .collect();
    links.sort_unstable_by_key(|&((before, after), _)| (after, before));
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

/// Both drafts and what is known of them.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) drafts: Pair<&'a Draft>,
    pub(super) features: &'a Features,
    pub(super) known: &'a Known<'a>,
    pub(super) passages: &'a RefCell<Passages>,
}

/// What each leftover is decided by.
pub(super) struct Evidence<'a> {
    drafts: Pair<&'a Draft>,
    features: &'a Features,
    known: &'a Known<'a>,
    flooded: &'a Flooded,
    mates: &'a Mates,
    passages: &'a RefCell<Passages>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(sides: Sides<'a>, flooded: &'a Flooded, mates: &'a Mates) -> Self {
        let Sides { drafts, features, known, passages } = sides;
        Self { drafts, features, known, flooded, mates, passages }
    }

    /// For each leftover of a side, its best candidates, best first.
    fn choices(&self, side: Leftover) -> Vec<Vec<usize>> {
        let flooded = self.flooded;
        let mut of: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (position, &key) in flooded.pairs.iter().enumerate() {
            let leftover = if side == Leftover::Before { key.0 } else { key.1 };
            if !self.has_counterpart(side, leftover) && !self.known.rulings.bars(key) {
                of.entry(leftover).or_default().push(position);
            }
        }
        let mut all: Vec<(u32, Vec<usize>)> = of.into_iter().collect();
        all.sort_unstable_by_key(|&(leftover, _)| leftover);
        for (_, positions) in &mut all {
            positions.sort_by(|&one, &other| {
                let worth = flooded.joined[other].total_cmp(&flooded.joined[one]);
                worth.then(flooded.pairs[one].cmp(&flooded.pairs[other]))
            });
            positions.truncate(CHOICES_OF_PASSAGE);
        }
        all.into_iter().map(|(_, positions)| positions).collect()
    }

    /// Whether a unit has a main counterpart, or one by a pin.
    pub(super) fn has_counterpart(&self, side: Leftover, unit: u32) -> bool {
        match side {
            Leftover::Before => self.mates.forward.contains_key(&unit) || self.known.rulings.serves_before(unit),
            Leftover::After => self.mates.backward.contains_key(&unit) || self.known.rulings.serves_after(unit),
        }
    }

    /// The link of a leftover: to the best choice that it adds something to, else to one that took a passage of it.
    fn decide(&self, side: Leftover, choices: &[usize]) -> Option<(Key, Relation)> {
        let whole = choices.iter().take(CHOICES).find_map(|&position| self.whole(side, position).ok());
        let told = |&&position: &&usize| self.sentence(self.flooded.pairs[position]);
        let near = |&&position: &&usize| self.words(side, position);
        whole.or_else(|| {
            let passage = choices.iter().find(told).or_else(|| choices.iter().take(CHOICES).find(near));
            passage.map(|&position| (self.flooded.pairs[position], Relation::Part))
        })
    }

    /// A split or merge within a tier, or a part where the share is small; across tiers only a passage tells.
    /// If not, why.
    pub(super) fn whole(&self, side: Leftover, position: usize) -> Result<(Key, Relation), Refusal> {
        let flooded = self.flooded;
        let floor = if flooded.companions[position] { FLOOR_COMPANION } else { FLOOR };
        if flooded.across[position] || flooded.joined[position] < floor {
            return Err(Refusal::Weak { floor: single(floor) });
        }
        let key = flooded.pairs[position];
        let share = shares(self.features, self.mates, side, key).ok_or(Refusal::Empty)?;
        let led = self.known.way(key) >= SURE_WAY;
        let speaks =
            led || flooded.scores[position].title >= SPEAKING_TITLE || flooded.context[position] >= SPEAKING_PLACE;
        let exact = share.gain >= GAIN_OF_REST && share.own >= OWN_OF_REST;
        if share.open < OPEN && !exact && !led {
            return Err(Refusal::Told { open: single(share.open) });
        }
        if share.gain < GAIN && !speaks {
            return Err(Refusal::Little { gain: single(share.gain) });
        }
        let substantial = if flooded.companions[position] {
            share.of_main >= SHARE_OF_COMPANION && share.own >= OWN_OF_COMPANION
        } else {
            share.of_main >= SHARE || speaks
        };
        Ok((key, if substantial { side.relation() } else { Relation::Part }))
    }

    /// Whether a duty's words as a whole say that a passage of it went over to one in corresponding surroundings.
    fn words(&self, side: Leftover, position: usize) -> bool {
        let duties = !self.flooded.companions[position] && !self.flooded.across[position];
        let near = self.flooded.context[position] >= PLACE_OF_PASSAGE;
        let found = |share: Shares| share.open >= OPEN && share.gain >= GAIN_OF_PASSAGE && share.own >= OWN_OF_PASSAGE;
        duties && near && shares(self.features, self.mates, side, self.flooded.pairs[position]).is_some_and(found)
    }

    /// Whether a sentence of the one is alike to a sentence of the other.
    fn sentence(&self, key: Key) -> bool {
        let units = units(key).zip_with(self.drafts, |idx, draft: &Draft| &draft[idx]);
        let notes = units.map(|unit| unit.kind.is_note());
        if notes.before || notes.after {
            return false;
        }
        self.passages.borrow_mut().shared(self.features, self.drafts, key)
    }
}

impl Leftover {
    const fn relation(self) -> Relation {
        match self {
            Self::Before => Relation::Merge,
            Self::After => Relation::Split,
        }
    }
}

struct Shares {
    /// Of what the main counterpart leaves open, the share that the leftover explains.
    gain: f64,
    /// Share of the divided or combined unit that the leftover holds.
    of_main: f64,
    /// Share of the leftover that is found there.
    own: f64,
    /// Share of the divided or combined unit that its main counterpart leaves open.
    open: f64,
}

/// `None` where one of the two has no text.
fn shares(features: &Features, mates: &Mates, side: Leftover, key: Key) -> Option<Shares> {
    let texts = Pair::new(&features.units.before[key.0 as usize].text, &features.units.after[key.1 as usize].text);
    let (leftover, main) = match side {
        Leftover::Before => (texts.before, texts.after),
        Leftover::After => (texts.after, texts.before),
    };
    let rival = match side {
        Leftover::Before => mates.backward.get(&key.1).map(|&before| &features.units.before[before as usize].text),
        Leftover::After => mates.forward.get(&key.0).map(|&after| &features.units.after[after as usize].text),
    };
    let of_main = features.held(main, leftover);
    let open = rival.map_or(1.0, |rival| 1.0 - features.held(main, rival));
    let explained = rival.map_or(of_main, |rival| features.exclusive(main, leftover, rival));
    (leftover.mass > 0 && main.mass > 0).then(|| Shares {
        gain: if open > 0.0 { explained / open } else { 0.0 },
        of_main,
        own: features.held(leftover, main),
        open,
    })
}
