//! What stands around two units speaks for them: parents, children and neighbours that correspond.
//!
//! Similarity flooding (Melnik, Garcia-Molina and Rahm, ICDE 2002) on two trees: in each round, every candidate pair
//! gains from the strength of the pairs around it. Nothing is decided while it runs, so no early mistake is built on.

use super::candidates::{Key, distance, units};
use super::features::Features;
use super::hints::Known;
use super::offsets::{grouped, starts};
use super::score::{Score, Scorer, Tier, either};
use super::tree::Tree;
use crate::model::{Draft, Pair};
use std::cmp::Reverse;
use std::ops::Range;

/// Rounds of flooding; strengths hardly move after the third.
const ROUNDS: usize = 4;

/// What corresponding parents are worth.
const PARENTS: f64 = 0.15;

/// What a corresponding neighbour is worth, on each side.
const NEIGHBOUR: f64 = 0.08;

/// What it is worth that a unit without units of its own corresponds to the other one's parent: its text may have
/// been divided over the parent's units.
const LEVEL: f64 = 0.3;

/// What corresponding children are worth, all of them together.
const CHILDREN: f64 = 0.7;

/// What a way through the drafts between is worth, where it is certain.
const WAY: f64 = 0.6;

/// What surroundings say counts in full for pairs that are this alike themselves, and less for others: context may
/// lift a pair, never carry it.
const OWN: f64 = 0.1;

/// Pairs of a unit whose units are looked at crosswise: where many units are alike, all of them would make too many.
const FAMILIES: usize = 3;

/// A pair as strong as this counts as linked while flooding.
const LINKED: f64 = 0.65;

/// Candidate pairs with their scores, and what they are worth where they stand.
#[derive(Default)]
pub(super) struct Flooded {
    /// How many units the drafts have.
    pub(super) units: Pair<usize>,
    /// The pairs, in order.
    pub(super) pairs: Vec<Key>,
    /// Where the pairs of each older unit start.
    rows: Vec<usize>,
    /// What each scores alone.
    pub(super) scores: Vec<Score>,
    /// What stands around it, 0 to 1.
    pub(super) context: Vec<f64>,
    /// What the way through the drafts between is worth, 0 to 1.
    pub(super) ways: Vec<f64>,
    /// All joined, 0 to 1.
    pub(super) joined: Vec<f64>,
    /// Whether the two are of different tiers of kinds.
    pub(super) across: Vec<bool>,
    /// Whether neither carries a duty.
    pub(super) companions: Vec<bool>,
    /// How strong each is among its rivals, 0 to 1, as of the last round.
    strength: Vec<f64>,
}

impl Flooded {
    /// With room for so many pairs.
    fn with_room(units: Pair<usize>, pairs: usize) -> Self {
        Self {
            units,
            pairs: Vec::with_capacity(pairs),
            scores: Vec::with_capacity(pairs),
            ways: Vec::with_capacity(pairs),
            joined: Vec::with_capacity(pairs),
            strength: Vec::with_capacity(pairs),
            ..Self::default()
        }
    }

    /// The position of a pair.
    pub(super) fn position(&self, key: Key) -> Option<usize> {
        let row = *self.rows.get(key.0 as usize)?..*self.rows.get(key.0 as usize + 1)?;
        self.pairs[row.clone()].binary_search_by_key(&key.1, |&(_, after)| after).ok().map(|place| row.start + place)
    }

    /// What the best pair of each unit is worth.
    pub(super) fn best(&self) -> Pair<Vec<f64>> {
        let mut best = self.units.map(|count| vec![0.0_f64; count]);
        for (&(before, after), &worth) in self.pairs.iter().zip(&self.joined) {
            for most in [&mut best.before[before as usize], &mut best.after[after as usize]] {
                *most = most.max(worth);
            }
        }
        best
    }

    /// Where the pairs of an older unit stand.
    fn row(&self, before: u32) -> Range<usize> {
        self.rows[before as usize]..self.rows[before as usize + 1]
    }

    fn push(&mut self, Rated { key, score, way, joined, strength }: Rated) {
        self.pairs.push(key);
        self.scores.push(score);
        self.ways.push(way);
        self.joined.push(joined);
        self.strength.push(strength);
    }

    fn rated(self) -> impl Iterator<Item = Rated> {
        let scored = self.pairs.into_iter().zip(self.scores).zip(self.ways);
        let rated = scored.zip(self.joined).zip(self.strength);
        rated.map(|((((key, score), way), joined), strength)| Rated { key, score, way, joined, strength })
    }

    /// Measures anew how strong each pair is among its rivals.
    fn measure(&mut self) {
        /// Weaker pairs say nothing.
        const FAINT: f64 = 0.1;
        let best = self.best();
        let strength = |(&(before, after), &joined): (&Key, &f64)| {
            let rival = best.before[before as usize].max(best.after[after as usize]);
            let strength = if rival > 0.0 { (joined * joined / rival / LINKED).min(1.0) } else { 0.0 };
            if strength > FAINT { strength } else { 0.0 }
        };
        self.strength = self.pairs.iter().zip(&self.joined).map(strength).collect();
    }

    /// How strong the pair at a position is, or the lack of one.
    fn strength(&self, position: Position) -> f64 {
        self.strength.get(position as usize).copied().unwrap_or(0.0)
    }

    /// The pairs that suggest others; of those with units of their own the strongest of either unit, of equals the
    /// nearest.
    fn strong(&self, trees: Pair<&Tree>) -> impl Iterator<Item = Key> {
        let alone = move |&(before, after): &Key| {
            trees.before.children[before as usize].is_empty() && trees.after.children[after as usize].is_empty()
        };
        let place = move |key: Key, strength: f64| (strength, Reverse(distance(key, self.units)));
        let none = (0.0, Reverse(u64::MAX));
        let mut strongest = self.units.map(|count| vec![[none; FAMILIES]; count]);
        for (&key, &strength) in self.pairs.iter().zip(&self.strength).filter(|(key, _)| !alone(key)) {
            let place = place(key, strength);
            for ranks in [&mut strongest.before[key.0 as usize], &mut strongest.after[key.1 as usize]] {
                let at = ranks.partition_point(|&known| known >= place);
                if let Some(weaker @ [_, ..]) = ranks.get_mut(at..) {
                    weaker.rotate_right(1);
                    weaker[0] = place;
                }
            }
        }
        let strong = move |&(&key, &strength): &(&Key, &f64)| {
            let place = place(key, strength);
            let among = place >= strongest.before[key.0 as usize][FAMILIES - 1]
                && place >= strongest.after[key.1 as usize][FAMILIES - 1];
            strength > 0.5 && (alone(&key) || among)
        };
        self.pairs.iter().zip(&self.strength).filter(strong).map(|(&key, _)| key)
    }
}

/// Scores candidates and lets their surroundings speak; structural candidates join on the way.
///
/// Settled pairs count as certain.
pub(super) fn flood(
    features: &Features,
    drafts: Pair<&Draft>,
    candidates: Vec<Key>,
    settled: &[Key],
    known: &Known<'_>,
) -> Flooded {
    let trees = drafts.map(Tree::new);
    let mut flooded = Flooded { units: drafts.map(|draft| draft.units.len()), ..Flooded::default() };
    let mut scorer = Scorer::new(features, drafts);
    let told = settled.iter().chain(known.ways.keys()).chain(known.rulings.links.keys()).copied();
    add(&mut flooded, &mut scorer, known, candidates.into_iter().chain(told).collect());
    let mut near = Vec::new();
    for round in 0..ROUNDS {
        for position in settled.iter().filter_map(|&key| flooded.position(key)).collect::<Vec<_>>() {
            flooded.joined[position] = 1.0;
        }
        flooded.measure();
        if round < 2 {
            let found = around(&flooded, trees.as_ref());
            add(&mut flooded, &mut scorer, known, found);
            near = near_pairs(&flooded, trees.as_ref());
        }
        let children = children(&flooded, &near);
        for (position, corresponding) in children.into_iter().enumerate() {
            let score = flooded.scores[position];
            let own = score.alike.max(flooded.ways[position]);
            let lift = if score.bare { 1.0 } else { (own / OWN).min(1.0) };
            let context = lift * context(&near[position], &flooded, corresponding);
            flooded.context[position] = context;
            flooded.joined[position] = either(either(score.alike, context), flooded.ways[position]);
        }
    }
    let tiers = |&key: &Key| units(key).zip_with(trees.as_ref(), |idx, tree: &Tree| tree.tier[idx.get()]);
    flooded.across = flooded.pairs.iter().map(|key| !tiers(key).agree()).collect();
    flooded.companions = flooded.pairs.iter().map(|key| tiers(key).before != Tier::Duty).collect();
    flooded
}

/// A pair as it joins the others, in order.
struct Rated {
    key: Key,
    score: Score,
    way: f64,
    joined: f64,
    strength: f64,
}

fn add(flooded: &mut Flooded, scorer: &mut Scorer<'_>, known: &Known<'_>, keys: Vec<Key>) {
    let mut keys = in_order(&keys, flooded.units.before);
    keys.retain(|&key| flooded.position(key).is_none() && !known.rulings.forbidden.contains(&key));
    let empty = Flooded::with_room(flooded.units, flooded.pairs.len() + keys.len());
    let mut earlier = std::mem::replace(flooded, empty).rated().peekable();
    for (key, score) in scorer.score(keys) {
        while let Some(rated) = earlier.next_if(|rated| rated.key < key) {
            flooded.push(rated);
        }
        let way = WAY * known.way(key);
        flooded.push(Rated { key, score, way, joined: either(score.alike, way), strength: 0.0 });
    }
    earlier.for_each(|rated| flooded.push(rated));
    flooded.rows = starts(flooded.pairs.iter().map(|&(before, _)| before), flooded.units.before);
    flooded.context = vec![0.0; flooded.pairs.len()];
}

/// Pairs in order, each once.
fn in_order(keys: &[Key], units: usize) -> Vec<Key> {
    let (starts, mut ordered) = grouped(keys.iter().map(|&key| (key.0, key)), units);
    for row in starts.windows(2) {
        ordered[row[0]..row[1]].sort_unstable_by_key(|&(_, after)| after);
    }
    ordered.dedup();
    ordered
}

/// Where a pair stands among all, or [`NONE`].
type Position = u32;
const NONE: Position = Position::MAX;

/// The pairs that speak for a pair by where they stand.
#[derive(Clone, Copy)]
struct Near {
    parents: Position,
    previous: Position,
    next: Position,
    /// The older one and the parent of the newer, where the older one has no units of its own.
    divided: Position,
    /// The parent of the older one and the newer, likewise.
    gathered: Position,
    /// How many children the one with fewer has, at least one.
    fewest: u32,
}

/// For each pair those that speak for it.
fn near_pairs(flooded: &Flooded, trees: Pair<&Tree>) -> Vec<Near> {
    let [mut own, mut parents, mut previous, mut next] = [(); 4].map(|()| Row::new(flooded.units.after));
    let near = |&(before, after): &Key| {
        let (b, a) = (before as usize, after as usize);
        own.set(flooded, Some(before));
        parents.set(flooded, trees.before.parent[b]);
        previous.set(flooded, trees.before.previous[b]);
        next.set(flooded, trees.before.next[b]);
        let fewest = trees.before.children[b].len().min(trees.after.children[a].len()).max(1);
        Near {
            parents: parents.with(trees.after.parent[a]),
            previous: previous.with(trees.after.previous[a]),
            next: next.with(trees.after.next[a]),
            divided: if trees.before.divided[b] { NONE } else { own.with(trees.after.parent[a]) },
            gathered: if trees.after.divided[a] { NONE } else { parents.with(Some(after)) },
            fewest: u32::try_from(fewest).unwrap_or(u32::MAX),
        }
    };
    flooded.pairs.iter().map(near).collect()
}

/// The pairs of one older unit, spread over all newer units: those of its neighbours are asked for one after the other,
/// and none has to be searched for.
struct Row {
    of: Option<u32>,
    positions: Vec<Position>,
}

impl Row {
    fn new(units: usize) -> Self {
        Self { of: None, positions: vec![NONE; units] }
    }

    /// Spreads the pairs of another unit.
    fn set(&mut self, flooded: &Flooded, unit: Option<u32>) {
        let former = std::mem::replace(&mut self.of, unit);
        if former == unit {
            return;
        }
        for position in former.into_iter().flat_map(|unit| flooded.row(unit)) {
            self.positions[flooded.pairs[position].1 as usize] = NONE;
        }
        for position in unit.into_iter().flat_map(|unit| flooded.row(unit)) {
            self.positions[flooded.pairs[position].1 as usize] = Position::try_from(position).unwrap_or(NONE);
        }
    }

    /// Its pair with a newer unit.
    fn with(&self, unit: Option<u32>) -> Position {
        unit.map_or(NONE, |unit| self.positions[unit as usize])
    }
}

/// Pairs that the strong ones suggest: their parents, their children crosswise, and each with the other's children.
fn around(flooded: &Flooded, trees: Pair<&Tree>) -> Vec<Key> {
    /// Families of more pairs than this are left to the index of words.
    const FAMILY: usize = 900;
    let mut found = Vec::new();
    for (before, after) in flooded.strong(trees) {
        let parents = (trees.before.parent[before as usize], trees.after.parent[after as usize]);
        if let (Some(one), Some(other)) = parents {
            found.push((one, other));
        }
        let (ones, others) = (&trees.before.children[before as usize], &trees.after.children[after as usize]);
        if ones.len() * others.len() <= FAMILY {
            found.extend(ones.iter().flat_map(|&one| others.iter().map(move |&other| (one, other))));
        }
        found.extend(ones.iter().map(|&one| (one, after)));
        found.extend(others.iter().map(|&other| (before, other)));
    }
    found
}

/// For each pair, how many children of the two correspond: the fewer of either count.
fn children(flooded: &Flooded, near: &[Near]) -> Vec<f64> {
    let worth = |pair: usize| {
        let (home, strength) = (near[pair].parents, flooded.strength[pair]);
        (home != NONE && strength > 0.0).then_some((home as usize, strength))
    };
    let (mut forward, mut backward) = (Sums::new(near.len()), Sums::new(near.len()));
    for row in flooded.rows.windows(2) {
        forward.add((row[0]..row[1]).filter_map(worth));
    }
    let after = flooded.pairs.iter().zip(0..).map(|(&(_, after), position)| (after, position));
    let (columns, pairs) = grouped(after, flooded.units.after);
    for column in columns.windows(2) {
        backward.add(pairs[column[0]..column[1]].iter().copied().filter_map(worth));
    }
    forward.of.iter().zip(&backward.of).map(|(&forward, &backward)| forward.min(backward)).collect()
}

/// For each pair of parents the sum of what its children are worth, each child its best; in a fixed order of
/// children, so that rounding depends on nothing else.
struct Sums {
    of: Vec<f64>,
    best: Vec<f64>,
    met: Vec<usize>,
}

impl Sums {
    fn new(pairs: usize) -> Self {
        Self { of: vec![0.0; pairs], best: vec![0.0; pairs], met: Vec::new() }
    }

    /// Adds one child: the pairs of its parents, and what each pair of it is worth.
    fn add(&mut self, child: impl Iterator<Item = (usize, f64)>) {
        for (home, worth) in child {
            if self.best[home] == 0.0 {
                self.met.push(home);
            }
            self.best[home] = self.best[home].max(worth);
        }
        for home in self.met.drain(..) {
            self.of[home] += std::mem::take(&mut self.best[home]);
        }
    }
}

fn context(near: &Near, flooded: &Flooded, corresponding: f64) -> f64 {
    let mut context = PARENTS * flooded.strength(near.parents);
    context = either(context, NEIGHBOUR * flooded.strength(near.previous));
    context = either(context, NEIGHBOUR * flooded.strength(near.next));
    context = either(context, LEVEL * flooded.strength(near.divided).max(flooded.strength(near.gathered)));
    let share = (corresponding / f64::from(near.fewest)).min(1.0);
    either(context, CHILDREN * share * corresponding / (corresponding + 1.0))
}
