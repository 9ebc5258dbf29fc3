//! Why a unit was linked as it was, or not at all: what the passes saw of it, asked again and not computed anew.

use super::assign::{beside, floor};
use super::candidates::{Key, end, units};
use super::hints::Hints;
use super::leftovers::Evidence;
use super::link::{Link, Refusal, Relation};
use super::passes::Passes;
use super::score::single;
use crate::model::{Draft, Pair, Side, UnitIdx};

/// What the passes saw of one unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Which draft it is in.
    pub side: Side,
    /// The unit.
    pub unit: UnitIdx,
    /// Its links.
    pub links: Vec<Link>,
    /// Units that were looked at: linked ones first, then those that a pin forbids, then those that came nearest.
    pub candidates: Vec<Candidate>,
}

/// One pair that was looked at. All values are from 0 to 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The two units.
    pub units: Pair<UnitIdx>,
    /// Likeness of the texts.
    pub text: f32,
    /// Likeness of the titles.
    pub title: f32,
    /// What stands around them.
    pub context: f32,
    /// How sure the way through the drafts between is; 0 where there is none.
    pub way: f32,
    /// All of it joined: what the passes go by.
    pub joined: f32,
    /// The relation that they were linked by, or why they were not.
    pub outcome: Result<Relation, Refusal>,
}

/// Candidates that an explanation shows, besides the linked ones.
const SHOWN: usize = 6;

/// What the passes saw of a unit.
///
/// # Panics
/// When the draft of that side has no such unit.
pub fn explain(drafts: Pair<&Draft>, hints: &Hints, side: Side, unit: UnitIdx) -> Explanation {
    let passes = Passes::run(drafts, hints);
    let matching = passes.matching();
    let own = |units: Pair<UnitIdx>| if side == Side::Before { units.before } else { units.after } == unit;
    let links: Vec<Link> = matching.links.into_iter().filter(|link| own(link.units)).collect();
    let asked = Asked { best: passes.flooded.best(), relating: passes.relating(), passes: &passes };
    let keys = asked.keys(&links, own).into_iter();
    let mut candidates: Vec<Candidate> = keys.map(|key| asked.candidate(side, key, &links)).collect();
    let settled = |found: &Candidate| match found.outcome {
        Ok(_) => 0,
        Err(Refusal::Pinned) => 1,
        Err(_) => 2,
    };
    candidates.sort_by(|one, other| {
        settled(one)
            .cmp(&settled(other))
            .then(closeness(other).total_cmp(&closeness(one)))
            .then(place(one.units).cmp(&place(other.units)))
    });
    candidates.truncate(links.len() + SHOWN);
    Explanation { side, unit, links, candidates }
}

/// How near a pair came to a link: by what decided, as one of several or one to one.
const fn closeness(found: &Candidate) -> f32 {
    match found.outcome {
        Err(Refusal::Apart { worth, .. }) => worth,
        _ => found.joined,
    }
}

const fn place(units: Pair<UnitIdx>) -> Key {
    (units.before.0, units.after.0)
}

/// Passes that were run, and what is asked of them again and again.
struct Asked<'a> {
    passes: &'a Passes<'a>,
    best: Pair<Vec<f64>>,
    relating: Evidence<'a>,
}

impl Asked<'_> {
    /// Every pair that was looked at, linked or forbidden and of which one unit is the one asked about.
    fn keys(&self, links: &[Link], own: impl Fn(Pair<UnitIdx>) -> bool) -> Vec<Key> {
        let seen = self.passes.flooded.pairs.iter().chain(&self.passes.known.rulings.forbidden).copied();
        let mut keys: Vec<Key> = seen.filter(|&key| own(units(key))).collect();
        keys.extend(links.iter().map(|link| place(link.units)));
        keys.sort_unstable();
        keys.dedup();
        keys
    }

    fn candidate(&self, side: Side, key: Key, links: &[Link]) -> Candidate {
        let position = self.passes.flooded.position(key);
        let value = |values: &[f64]| single(position.map_or(0.0, |position| values[position]));
        let score = position.map(|position| self.passes.flooded.scores[position]).unwrap_or_default();
        let link = links.iter().find(|link| place(link.units) == key);
        Candidate {
            units: units(key),
            text: single(score.text),
            title: single(score.title),
            context: value(&self.passes.flooded.context),
            way: single(self.passes.known.way(key)),
            joined: value(&self.passes.flooded.joined),
            outcome: link.map(|link| link.relation).ok_or_else(|| self.refusal(side, key)),
        }
    }

    /// Why a pair was not linked: as one to one, and where the unit was left over, as one of several.
    fn refusal(&self, side: Side, key: Key) -> Refusal {
        let Some(position) = self.passes.flooded.position(key).filter(|_| !self.passes.known.rulings.bars(key)) else {
            return Refusal::Pinned;
        };
        let (joined, floor) = (self.passes.flooded.joined[position], floor(&self.passes.flooded, position));
        let needed = beside(&self.best, key);
        if !self.relating.has_counterpart(side, end(side, key)) {
            self.relating.join(side, position).err().unwrap_or(Refusal::Taken)
        } else if joined < floor {
            Refusal::Weak { floor: single(floor) }
        } else if joined < needed {
            Refusal::Weaker { needed: single(needed) }
        } else {
            Refusal::Taken
        }
    }
}
