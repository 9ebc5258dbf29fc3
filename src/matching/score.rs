//! How alike two units are: text, title, and what stands around them.
//!
//! Independent evidence is joined as probabilities are: what one kind of evidence leaves open, the next may close
//! (`1 - (1 - text)(1 - title)...`). Everything is symmetric in before and after.

use super::candidates::{Key, units};
use super::features::{Bag, Features, Spread, UnitFeatures};
use super::offsets::grouped;
use crate::model::{Draft, NoteKind, Pair, Unit, UnitKind};

/// What one candidate pair scores, before looking around.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Likeness of the texts, 0 to 1.
    pub(super) text: f64,
    /// Likeness of the titles, 0 to 1.
    pub(super) title: f64,
    /// All of it joined.
    pub(super) alike: f64,
    /// Whether neither unit has any text below its heading.
    pub(super) bare: bool,
}

/// A title or text of this weight says half of what a long one says: about one rare or three common words.
const HALF_SAID: f64 = 700.0;

/// How much of what a title says is evidence for the unit.
pub(super) const TITLE_WORTH: f64 = 0.75;

/// How alike two definitions must be to correspond under terms that have no word in common.
const OTHER_TERM: f64 = 0.4;

/// Scores pairs.
pub(super) struct Scorer<'a> {
    features: &'a Features,
    drafts: Pair<&'a Draft>,
    spread: Spread<'a>,
}

impl<'a> Scorer<'a> {
    /// A scorer of two drafts.
    pub(super) fn new(features: &'a Features, drafts: Pair<&'a Draft>) -> Self {
        Self { features, drafts, spread: Spread::new(features.terms()) }
    }

    /// Scores pairs, which come in order; leaves out those whose kinds can never correspond, and definitions of
    /// different terms.
    pub(super) fn score(&mut self, mut keys: Vec<Key>) -> impl Iterator<Item = (Key, Score)> + use<'_, 'a> {
        keys.retain(|&key| affinity(self.both(key)).is_some());
        let titles = self.cosines(&keys, |unit| &unit.title);
        let texts = self.cosines(&keys, |unit| &unit.text);
        let scores = keys.into_iter().zip(titles.into_iter().zip(texts));
        scores.filter_map(|(key, (title, text))| Some((key, self.joined(key, title, text)?)))
    }

    /// The cosines of what the units of each pair say. The longer text of two is spread, for all that are shorter, as
    /// only the terms of the other one are looked at.
    fn cosines(&mut self, keys: &[Key], said: impl Fn(&'a UnitFeatures) -> &'a Bag) -> Vec<f64> {
        let features = self.features.units.as_ref();
        let bags = |key: Key| units(key).zip_with(features, |idx, units| said(&units[idx.get()]));
        let mut cosines = vec![0.0; keys.len()];
        let mut rest = Vec::new();
        for (place, &key) in keys.iter().enumerate() {
            let Pair { before, after } = bags(key);
            if before.terms.len() < after.terms.len() {
                rest.push((key.1, place));
            } else {
                cosines[place] = self.spread.cosine(before, after);
            }
        }
        for place in grouped(rest.iter().copied(), features.after.len()).1 {
            let Pair { before, after } = bags(keys[place]);
            cosines[place] = self.spread.cosine(after, before);
        }
        cosines
    }

    fn joined(&self, key: Key, title: f64, text: f64) -> Option<Score> {
        let both = self.both(key);
        let affinity = affinity(both)?;
        let Pair { before, after } = units(key).zip_with(self.features.units.as_ref(), |idx, units| &units[idx.get()]);
        let title = title * said(&before.title, &after.title);
        if title == 0.0 && text < OTHER_TERM && are_definitions(both) {
            return None;
        }
        let body = text * said(&before.text, &after.text);
        let bare = before.text.mass == 0 && after.text.mass == 0;
        Some(Score { text, title, alike: either(body, TITLE_WORTH * title) * affinity, bare })
    }

    fn both(&self, key: Key) -> Pair<&'a Unit> {
        units(key).zip_with(self.drafts, |idx, draft| &draft[idx])
    }
}

/// The probability that at least one of two independent reasons holds.
pub(super) fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
}

/// A share as it is told.
#[expect(clippy::cast_possible_truncation, reason = "a share from 0 to 1; the seventh digit is nobody's evidence")]
pub(super) const fn single(share: f64) -> f32 {
    share as f32
}

fn said(one: &Bag, other: &Bag) -> f64 {
    let mass = one.mass.min(other.mass) as f64;
    mass / (mass + HALF_SAID)
}

fn are_definitions(units: Pair<&Unit>) -> bool {
    units.map(|unit| unit.kind == UnitKind::Definition) == Pair::new(true, true)
}

/// How readily a unit of one kind becomes one of another.
fn affinity(units: Pair<&Unit>) -> Option<f64> {
    use UnitKind::{Note, Recital};
    let tiers = units.map(tier);
    match (&units.before.kind, &units.after.kind) {
        (before, after) if before == after => Some(1.0),
        (Note(NoteKind::RecitalMaterial), Recital) | (Recital, Note(NoteKind::RecitalMaterial)) => Some(0.9),
        (Note(_), _) | (_, Note(_)) => None,
        _ if tiers.agree() => Some(0.93),
        _ => Some(0.8),
    }
}

/// Tiers of kinds: a unit seldom leaves its tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tier {
    /// What binds: Commitments, Measures, numbered sections, appendices.
    Duty,
    /// What groups and introduces: unnumbered sections.
    Frame,
    /// What accompanies a duty: KPIs, recitals, definitions, objectives.
    Companion,
    /// Boxes.
    Note,
}

/// The tier of a unit.
pub(super) fn tier(unit: &Unit) -> Tier {
    match unit.kind {
        UnitKind::Preamble => Tier::Frame,
        UnitKind::Section if unit.number.is_none() => Tier::Frame,
        UnitKind::Kpi | UnitKind::Recital | UnitKind::Definition | UnitKind::Objective => Tier::Companion,
        UnitKind::Note(_) => Tier::Note,
        _ => Tier::Duty,
    }
}
