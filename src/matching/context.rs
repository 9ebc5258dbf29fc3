//! What stands around two units speaks for them: parents, children and neighbours that correspond.
//!
//! Similarity flooding (Melnik, Garcia-Molina and Rahm, ICDE 2002) on two trees: in each round, every candidate pair
//! gains from the strength of the pairs around it. Nothing is decided while it runs, so no early mistake is built on.

use super::candidates::{Key, units};
use super::features::Features;
use super::hints::Known;
use super::score::{Score, Scorer, Tier, either, tier};
use crate::model::{Draft, Pair, UnitIdx};
use rustc_hash::FxHashMap;

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

/// A pair as strong as this counts as linked while flooding.
const LINKED: f64 = 0.65;

/// Candidate pairs with their scores, and what they are worth where they stand.
#[derive(Default)]
pub(super) struct Flooded {
    /// The pairs, in order.
    pub(super) pairs: Vec<Key>,
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
}

impl Flooded {
    /// The position of a pair.
    pub(super) fn position(&self, key: Key) -> Option<usize> {
        self.pairs.binary_search(&key).ok()
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
    let mut flooded = Flooded::default();
    let mut scorer = Scorer::new(features, drafts);
    let told = settled.iter().chain(known.ways.keys()).chain(known.rulings.links.keys()).copied();
    add(&mut flooded, &mut scorer, known, candidates.into_iter().chain(told).collect());
    for round in 0..ROUNDS {
        for position in settled.iter().filter_map(|&key| flooded.position(key)).collect::<Vec<_>>() {
            flooded.joined[position] = 1.0;
        }
        let strength = Strength::new(&flooded);
        if round < 2 {
            add(&mut flooded, &mut scorer, known, around(&strength, trees.as_ref()));
        }
        let children = children(&strength, trees.as_ref());
        for position in 0..flooded.pairs.len() {
            let score = flooded.scores[position];
            let own = score.alike.max(flooded.ways[position]);
            let lift = if score.bare { 1.0 } else { (own / OWN).min(1.0) };
            let context = lift * context(flooded.pairs[position], &strength, &children, trees.as_ref());
            flooded.context[position] = context;
            flooded.joined[position] = either(either(score.alike, context), flooded.ways[position]);
        }
    }
    let tiers = |&key: &Key| units(key).zip_with(drafts, |idx, draft: &Draft| tier(&draft[idx]));
    flooded.across = flooded.pairs.iter().map(|key| !tiers(key).agree()).collect();
    flooded.companions = flooded.pairs.iter().map(|key| tiers(key).before != Tier::Duty).collect();
    flooded
}

fn add(flooded: &mut Flooded, scorer: &mut Scorer<'_>, known: &Known<'_>, mut keys: Vec<Key>) {
    keys.sort_unstable();
    keys.dedup();
    keys.retain(|&key| flooded.position(key).is_none() && !known.rulings.forbidden.contains(&key));
    let way = |key: Key| WAY * known.way(key);
    let fresh =
        keys.into_iter().filter_map(|key| scorer.score(key).map(|score| (key, score, either(score.alike, way(key)))));
    let scored = flooded.pairs.iter().zip(&flooded.scores).zip(&flooded.joined);
    let mut all: Vec<(Key, Score, f64)> =
        scored.map(|((&key, &score), &joined)| (key, score, joined)).chain(fresh).collect();
    all.sort_unstable_by_key(|&(key, ..)| key);
    flooded.pairs = all.iter().map(|&(key, ..)| key).collect();
    flooded.scores = all.iter().map(|&(_, score, _)| score).collect();
    flooded.joined = all.iter().map(|&(.., joined)| joined).collect();
    flooded.ways = all.iter().map(|&(key, ..)| way(key)).collect();
    flooded.context = vec![0.0; all.len()];
}

/// How strong each pair is among its rivals, 0 to 1.
struct Strength {
    of: FxHashMap<Key, f64>,
    strong: Vec<Key>,
}

impl Strength {
    fn new(flooded: &Flooded) -> Self {
        let best = best(&flooded.pairs, &flooded.joined);
        let mut of = FxHashMap::default();
        let mut strong = Vec::new();
        for (&key, &joined) in flooded.pairs.iter().zip(&flooded.joined) {
            let rival = best.before[&key.0].max(best.after[&key.1]);
            let strength = if rival > 0.0 { (joined * joined / rival / LINKED).min(1.0) } else { 0.0 };
            if strength > 0.1 {
                of.insert(key, strength);
            }
            if strength > 0.5 {
                strong.push(key);
            }
        }
        Self { of, strong }
    }

    fn get(&self, before: Option<u32>, after: Option<u32>) -> f64 {
        before.zip(after).and_then(|key| self.of.get(&key).copied()).unwrap_or(0.0)
    }
}

/// The best value of each unit over its pairs.
pub(super) fn best(pairs: &[Key], values: &[f64]) -> Pair<FxHashMap<u32, f64>> {
    let mut best: Pair<FxHashMap<u32, f64>> = Pair::default();
    for (&(before, after), &value) in pairs.iter().zip(values) {
        let most = best.before.entry(before).or_default();
        *most = most.max(value);
        let most = best.after.entry(after).or_default();
        *most = most.max(value);
    }
    best
}

/// What a unit stands among.
struct Tree {
    parent: Vec<Option<u32>>,
    children: Vec<Vec<u32>>,
    previous: Vec<Option<u32>>,
    next: Vec<Option<u32>>,
    main: Vec<bool>,
}

impl Tree {
    fn new(draft: &Draft) -> Self {
        let count = draft.units.len();
        let mut tree = Self {
            parent: draft.units.iter().map(|unit| unit.parent.map(|parent| parent.0)).collect(),
            children: vec![Vec::new(); count],
            previous: vec![None; count],
            next: vec![None; count],
            main: draft.units.iter().map(|unit| tier(unit) == Tier::Duty).collect(),
        };
        let mut last: FxHashMap<(Option<UnitIdx>, bool), u32> = FxHashMap::default();
        for (idx, unit) in draft.provisions() {
            if let Some(parent) = unit.parent {
                tree.children[parent.get()].push(idx.0);
            }
            if let Some(previous) = last.insert((unit.parent, tree.main[idx.get()]), idx.0) {
                tree.previous[idx.get()] = Some(previous);
                tree.next[previous as usize] = Some(idx.0);
            }
        }
        tree
    }

    fn has_units(&self, idx: u32) -> bool {
        self.children[idx as usize].iter().any(|&child| self.main[child as usize])
    }
}

/// Pairs that the strong ones suggest: their parents, their children crosswise, and each with the other's children.
fn around(strength: &Strength, trees: Pair<&Tree>) -> Vec<Key> {
    /// Families of more pairs than this are left to the index of words.
    const FAMILY: usize = 900;
    let mut found = Vec::new();
    for &(before, after) in &strength.strong {
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

/// For each pair of parents, how many children correspond: the fewer of either count.
fn children(strength: &Strength, trees: Pair<&Tree>) -> FxHashMap<Key, f64> {
    let mut best: Pair<FxHashMap<(u32, Key), f64>> = Pair::default();
    for (&(before, after), &strength) in &strength.of {
        let parents = (trees.before.parent[before as usize], trees.after.parent[after as usize]);
        let (Some(one), Some(other)) = parents else { continue };
        let most = best.before.entry((before, (one, other))).or_default();
        *most = most.max(strength);
        let most = best.after.entry((after, (one, other))).or_default();
        *most = most.max(strength);
    }
    let sums = best.map(sum_by_parents);
    sums.before.iter().map(|(&key, &sum)| (key, sum.min(sums.after[&key]))).collect()
}

/// Sums in a fixed order of children, so that rounding does not depend on hashing.
fn sum_by_parents(best: FxHashMap<(u32, Key), f64>) -> FxHashMap<Key, f64> {
    let mut ordered: Vec<((u32, Key), f64)> = best.into_iter().collect();
    ordered.sort_unstable_by_key(|&(key, _)| key);
    let mut sums: FxHashMap<Key, f64> = FxHashMap::default();
    for ((_, key), strength) in ordered {
        *sums.entry(key).or_default() += strength;
    }
    sums
}

fn context((before, after): Key, strength: &Strength, children: &FxHashMap<Key, f64>, trees: Pair<&Tree>) -> f64 {
    let (b, a) = (before as usize, after as usize);
    let parents = (trees.before.parent[b], trees.after.parent[a]);
    let mut context = PARENTS * strength.get(parents.0, parents.1);
    context = either(context, NEIGHBOUR * strength.get(trees.before.previous[b], trees.after.previous[a]));
    context = either(context, NEIGHBOUR * strength.get(trees.before.next[b], trees.after.next[a]));
    let divided = if trees.before.has_units(before) { 0.0 } else { strength.get(Some(before), parents.1) };
    let gathered = if trees.after.has_units(after) { 0.0 } else { strength.get(parents.0, Some(after)) };
    context = either(context, LEVEL * divided.max(gathered));
    let corresponding = children.get(&(before, after)).copied().unwrap_or(0.0);
    let fewest = trees.before.children[b].len().min(trees.after.children[a].len()).max(1) as f64;
    either(context, CHILDREN * (corresponding / fewest).min(1.0) * corresponding / (corresponding + 1.0))
}
