//! Through the drafts between: who became whom step by step.
//!
//! ```text
//!   first          second         third            a text that is rewritten twice has little left in common with
//!   Measure 4 ───► Measure 2.1 ─► Measure I.2.1    what it was, but each step is plain
//! ```

use super::link::{Link, Matching, Relation};
use crate::model::{Draft, Pair, Side, UnitIdx};
use std::collections::{BTreeMap, BTreeSet};

/// A unit of the first draft and one of the last that consecutive matchings lead to.
#[derive(Clone, Debug, PartialEq)]
pub struct Chained {
    /// The two units.
    pub units: Pair<UnitIdx>,
    /// How they correspond, as the ends of all chains tell.
    pub relation: Relation,
    /// The product of the links' confidences on the surest way.
    pub confidence: f32,
    /// The unit in each of the drafts between.
    pub via: Vec<UnitIdx>,
}

/// Follows the links of consecutive matchings from the first draft to the last; minor passages are not followed.
///
/// The relation is that of the ends: a unit that leads to several was split, one that several lead to is merged, and
/// one that was split and put together again is the same. Chains come by the newer unit's place, then the older one's.
pub fn compose(steps: &[Matching]) -> Vec<Chained> {
    let Some((first, others)) = steps.split_first() else { return Vec::new() };
    let start = first.links.iter().filter(|link| link.relation != Relation::Part).map(|link| Chained {
        units: link.units,
        relation: link.relation,
        confidence: link.confidence,
        via: Vec::new(),
    });
    let mut chains = others.iter().fold(surest(start), |chains, step| surest(extended(&chains, step).into_iter()));
    relate(&mut chains);
    chains
}

/// Every chain with every link that goes on from its end.
fn extended(chains: &[Chained], step: &Matching) -> Vec<Chained> {
    let mut onward: BTreeMap<UnitIdx, Vec<&Link>> = BTreeMap::new();
    for link in step.links.iter().filter(|link| link.relation != Relation::Part) {
        onward.entry(link.units.before).or_default().push(link);
    }
    let mut found = Vec::new();
    for chain in chains {
        for link in onward.get(&chain.units.after).into_iter().flatten() {
            let via = chain.via.iter().copied().chain([chain.units.after]).collect();
            let units = Pair::new(chain.units.before, link.units.after);
            found.push(Chained { units, via, confidence: chain.confidence * link.confidence, ..chain.clone() });
        }
    }
    found
}

/// One chain for each pair of ends: the surest, of equals the first.
fn surest(chains: impl Iterator<Item = Chained>) -> Vec<Chained> {
    let mut best: BTreeMap<(UnitIdx, UnitIdx), Chained> = BTreeMap::new();
    for chain in chains {
        let key = (chain.units.after, chain.units.before);
        match best.get_mut(&key) {
            Some(known) if known.confidence >= chain.confidence => {}
            Some(known) => *known = chain,
            None => drop(best.insert(key, chain)),
        }
    }
    best.into_values().collect()
}

fn relate(chains: &mut [Chained]) {
    let (mut heirs, mut origins): (BTreeMap<UnitIdx, usize>, BTreeMap<UnitIdx, usize>) = Default::default();
    for chain in &*chains {
        *heirs.entry(chain.units.before).or_default() += 1;
        *origins.entry(chain.units.after).or_default() += 1;
    }
    for chain in chains {
        chain.relation = match (heirs[&chain.units.before], origins[&chain.units.after]) {
            (1, 1) => Relation::Same,
            (_, 1) => Relation::Split,
            (1, _) => Relation::Merge,
            _ => Relation::Part,
        };
    }
}

/// Where the drafts between lead elsewhere than the texts of the ends: both answers, in document order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Counterparts step by step.
    pub chained: Vec<UnitIdx>,
    /// Counterparts by direct comparison.
    pub direct: Vec<UnitIdx>,
}

/// Whether the chains and a direct comparison of their ends name other counterparts of a unit.
///
/// Where one names all that the other does and more (a merge that is too old to be seen in the texts), they agree.
pub fn disagreement(chains: &[Chained], direct: &Matching, side: Side, unit: UnitIdx) -> Option<Disagreement> {
    let other = |units: Pair<UnitIdx>| (units.on(side) == unit).then_some(units.on(side.other()));
    let whole = direct.links.iter().filter(|link| link.relation != Relation::Part);
    let chained: BTreeSet<UnitIdx> = chains.iter().filter_map(|chain| other(chain.units)).collect();
    let direct: BTreeSet<UnitIdx> = whole.filter_map(|link| other(link.units)).collect();
    let one_tells_more =
        !chained.is_empty() && !direct.is_empty() && (chained.is_subset(&direct) || direct.is_subset(&chained));
    let agree = chained == direct || one_tells_more;
    (!agree).then(|| Disagreement { chained: chained.into_iter().collect(), direct: direct.into_iter().collect() })
}

/// The way of a chain in words: `Measure 2.1 (second), Measure I.2.1 (third)`; `between` are the drafts of its way.
pub(super) fn way(chain: &Chained, between: &[&Draft]) -> String {
    let steps = chain.via.iter().zip(between);
    let steps: Vec<String> =
        steps.map(|(&idx, draft)| format!("{} ({})", draft[idx].label(), draft.meta.label)).collect();
    steps.join(", ")
}
