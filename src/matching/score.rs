//! How alike two units are: text, title, and what stands around them.
//!
//! Independent evidence is joined as probabilities are: what one kind of evidence leaves open, the next may close
//! (`1 - (1 - text)(1 - title)...`). Everything is symmetric in before and after.

use super::features::{Bag, Features};
use crate::model::{Draft, NoteKind, Pair, Unit, UnitIdx, UnitKind};

/// What one candidate pair scores, before looking around.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Score {
    /// Likeness of the texts, 0 to 1.
    pub(super) text: f64,
    /// Likeness of the titles, 0 to 1.
    pub(super) title: f64,
    /// Share of the shorter text that the longer one holds.
    pub(super) held: f64,
    /// All of it joined.
    pub(super) alike: f64,
}

/// A title or text of this weight says half of what a long one says: about one rare or three common words.
const HALF_SAID: f64 = 700.0;

/// How much of what a title says is evidence for the unit.
const TITLE_WORTH: f64 = 0.75;

/// Scores one pair; `None` where the kinds can never correspond.
pub(super) fn score(features: &Features, drafts: Pair<&Draft>, units: Pair<UnitIdx>) -> Option<Score> {
    let affinity = affinity(Pair::new(&drafts.before[units.before], &drafts.after[units.after]))?;
    let of = Pair::new(&features.units.before[units.before.get()], &features.units.after[units.after.get()]);
    let text = features.cosine(&of.before.text, &of.after.text);
    let held = features.held(&of.before.text, &of.after.text).max(features.held(&of.after.text, &of.before.text));
    let title = features.cosine(&of.before.title, &of.after.title) * said(&of.before.title, &of.after.title);
    let body = text * said(&of.before.text, &of.after.text);
    let alike = either(body, TITLE_WORTH * title) * affinity;
    Some(Score { text, title, held, alike })
}

/// The probability that at least one of two independent reasons holds.
pub(super) fn either(one: f64, other: f64) -> f64 {
    1.0 - (1.0 - one) * (1.0 - other)
}

fn said(one: &Bag, other: &Bag) -> f64 {
    let mass = one.mass.min(other.mass) as f64;
    mass / (mass + HALF_SAID)
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
