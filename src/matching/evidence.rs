//! Why a link was made, in facts that a reader can check, and how sure it is.

use super::candidates::{Key, units};
use super::context::Flooded;
use super::features::Features;
use super::hints::Known;
use super::link::{Evidence, Link, Relation};
use super::relate::Linked;
use super::score::{either, single};
use super::settle::Settled;
use crate::model::{Draft, Pair, UnitIdx, UnitKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Nothing but a pin is surer than this.
const SUREST: f64 = 0.99;

/// What is said of links: everything that their evidence is drawn from.
pub(super) struct Witness<'a> {
    drafts: Pair<&'a Draft>,
    features: &'a Features,
    flooded: &'a Flooded,
    by_id: BTreeSet<Key>,
    by_text: BTreeSet<Key>,
    known: &'a Known<'a>,
    numbers: FxHashMap<(&'a UnitKind, &'a [String]), Vec<UnitIdx>>,
}

impl<'a> Witness<'a> {
    pub(super) fn new(
        drafts: Pair<&'a Draft>,
        features: &'a Features,
        flooded: &'a Flooded,
        settled: &Settled,
        known: &'a Known<'a>,
    ) -> Self {
        let mut numbers: FxHashMap<(&UnitKind, &[String]), Vec<UnitIdx>> = FxHashMap::default();
        for (idx, unit) in drafts.after.iter() {
            if let Some(number) = &unit.number {
                numbers.entry((&unit.kind, number.parts())).or_default().push(idx);
            }
        }
        let by_id = settled.by_id.iter().copied().collect();
        let by_text = settled.by_text.iter().copied().collect();
        Self { drafts, features, flooded, by_id, by_text, known, numbers }
    }

    /// The link of a pair, with its evidence, strongest first, and its confidence.
    pub(super) fn link(&self, Linked { key, relation, worth }: Linked) -> Link {
        let units = units(key);
        let position = self.flooded.position(key);
        let score = position.map(|position| self.flooded.scores[position]).unwrap_or_default();
        let context = position.map_or(0.0, |position| self.flooded.context[position]);
        let pinned = self.known.rulings.links.get(&key);
        let mut evidence: Vec<Evidence> =
            pinned.map(|(_, reason)| Evidence::Pinned(reason.clone())).into_iter().collect();
        if self.by_id.contains(&key) {
            let id = self.drafts.before[units.before].id.as_ref();
            evidence.push(Evidence::Id(id.map(|id| id.0.clone()).unwrap_or_default()));
        }
        if self.by_text.contains(&key) {
            evidence.push(Evidence::SameText);
        }
        evidence.push(Evidence::Title(single(score.title)));
        evidence.push(Evidence::Text(single(score.text)));
        if relation != Relation::Same {
            evidence.push(Evidence::Coverage(self.coverage(key)));
        }
        if context >= 0.05 {
            evidence.push(Evidence::Context(single(context)));
        }
        let way = self.known.ways.get(&key);
        evidence.extend(way.map(|way| Evidence::Chain(way.through.clone(), way.chain.confidence)));
        evidence.extend(self.number(units));
        let alone = position.map_or(1.0, |at| either(self.flooded.scores[at].alike, self.flooded.context[at]));
        let settled = self.by_id.contains(&key) || self.by_text.contains(&key);
        let told = confidence(alone, relation, worth, settled).max(self.known.way(key));
        let confidence = if pinned.is_some() { 1.0 } else { told.min(SUREST) };
        Link { units, relation, evidence, confidence: single(confidence) }
    }

    fn coverage(&self, key: Key) -> Pair<f32> {
        let texts = units(key).zip_with(self.features.units.as_ref(), |idx, units| &units[idx.get()].text);
        Features::held(texts).map(single)
    }

    fn number(&self, units: Pair<UnitIdx>) -> Option<Evidence> {
        let unit = &self.drafts.before[units.before];
        let number = unit.number.as_ref()?;
        if self.drafts.after[units.after].number.as_ref() == Some(number) {
            return Some(Evidence::Number(number.printed().to_owned()));
        }
        match self.numbers.get(&(&unit.kind, number.parts())).map(Vec::as_slice) {
            Some(&[other]) if other != units.after => Some(Evidence::NumberReused(other)),
            _ => None,
        }
    }
}

/// How sure a link is, from what its pair is worth: of main counterparts what they score and what stands around them,
/// of a leftover what speaks for it as one of several.
///
/// A logistic curve: even odds at `even`. It is read off labelled and mutated drafts: `cargo xtask eval` prints, for
/// each band of confidence, the share of links that are right.
fn confidence(joined: f64, relation: Relation, worth: Option<f64>, settled: bool) -> f64 {
    if settled {
        return SUREST;
    }
    let (told, even, steep) = match (relation, worth) {
        (Relation::Part, _) => (joined, 0.28, 3.4),
        (_, Some(worth)) => (worth, 0.3, 5.5),
        (_, None) => (joined, 0.08, 8.4),
    };
    (1.0 / (1.0 + (-steep * (told - even)).exp())).min(SUREST)
}
