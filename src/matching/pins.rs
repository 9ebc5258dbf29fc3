//! What the drafters settled: the first pass, which no later one may undo.

use super::candidates::Key;
use super::link::Relation;
use super::names::{Names, Unfound};
use crate::model::{Diagnostic, Draft, Pair, PinRule, Ruling, Severity, UnitIdx};
use std::collections::{BTreeMap, BTreeSet};

/// A case that the drafters settled about two units of the drafts that are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The two units.
    pub units: Pair<UnitIdx>,
    /// What was settled.
    pub ruling: Ruling,
    /// Why, in the drafters' words; may be empty.
    pub reason: String,
}

/// Two pins that cannot both be obeyed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The file of the later one.
    pub file: String,
    /// Its 1-based line.
    pub line: u32,
    /// What contradicts what, with the place of the earlier one.
    pub message: String,
}

/// The pins of two drafts, from either direction, and a warning for each that has gone stale.
///
/// A rule is about these drafts where its pair has their labels; one that was written for the drafts turned round is
/// turned round.
///
/// # Errors
/// When two pins contradict each other: one pair with two relations, or one unit with two successors.
pub fn pins(rules: &[PinRule], drafts: Pair<&Draft>) -> Result<(Vec<Pin>, Vec<Diagnostic>), Contradiction> {
    let told: Vec<_> = rules.iter().filter_map(|rule| Some((rule, about(rule, drafts)?))).collect();
    if told.is_empty() {
        return Ok(Default::default());
    }
    let names = drafts.map(Names::new);
    let (mut pins, mut diagnostics) = (Vec::new(), Vec::new());
    for (rule, (named, ruling)) in told {
        match named.zip_with(names.as_ref(), |name, names| names.find(name)) {
            Pair { before: Ok(before), after: Ok(after) } => {
                let pin = Pin { units: Pair::new(before, after), ruling, reason: rule.reason.clone() };
                pins.push((pin, rule));
            }
            Pair { before, after } => {
                diagnostics.extend(before.err().map(|unfound| stale(rule, named.before, &unfound, drafts.before)));
                diagnostics.extend(after.err().map(|unfound| stale(rule, named.after, &unfound, drafts.after)));
            }
        }
    }
    contradictions(&pins, drafts)?;
    Ok((pins.into_iter().map(|(pin, _)| pin).collect(), diagnostics))
}

/// The names and the ruling of a rule in the order of the drafts; `None` where it is about others.
fn about<'a>(rule: &'a PinRule, drafts: Pair<&Draft>) -> Option<(Pair<&'a str>, Ruling)> {
    let labels = drafts.map(|draft| draft.meta.label.as_str());
    let pair = rule.pair.as_ref().map(String::as_str);
    let units = rule.units.as_ref().map(String::as_str);
    if pair == labels {
        return Some((units, rule.ruling));
    }
    (pair.swap() == labels).then(|| (units.swap(), rule.ruling.turned()))
}

fn stale(rule: &PinRule, name: &str, unfound: &Unfound, draft: &Draft) -> Diagnostic {
    let label = &draft.meta.label;
    let told = |units: &[UnitIdx]| {
        let told: Vec<String> = units.iter().map(|&idx| told(draft, idx)).collect();
        told.join(", ")
    };
    let message = match unfound {
        Unfound::Unknown(near) if near.is_empty() => {
            format!("this pin is stale: no unit of `{label}` is called `{name}`")
        }
        Unfound::Unknown(near) => {
            format!("this pin is stale: no unit of `{label}` is called `{name}`; the nearest are {}", told(near))
        }
        Unfound::Ambiguous(units) => {
            format!("this pin is not obeyed: several units of `{label}` are called `{name}`: {}", told(units))
        }
    };
    Diagnostic { severity: Severity::Warning, file: rule.file.clone(), line: rule.line, message }
}

/// A unit as a message names it: its address and its title.
fn told(draft: &Draft, idx: UnitIdx) -> String {
    let (address, title) = (draft.address(idx), &draft[idx].title.text);
    if title.is_empty() || address.contains(title.as_str()) {
        format!("`{address}`")
    } else {
        format!("`{address}` ({title})")
    }
}

fn contradictions(pins: &[(Pin, &PinRule)], drafts: Pair<&Draft>) -> Result<(), Contradiction> {
    let mut rulings: BTreeMap<(UnitIdx, UnitIdx), (Ruling, &PinRule)> = BTreeMap::new();
    let mut same: Pair<BTreeMap<UnitIdx, (UnitIdx, &PinRule)>> = Pair::default();
    for (pin, rule) in pins {
        let Pair { before, after } = pin.units;
        let known = rulings.insert((before, after), (pin.ruling, rule));
        if let Some((known, earlier)) = known.filter(|&(known, _)| known != pin.ruling) {
            let message = format!("`{}` and `{}` for the same two units", pin.ruling.name(), known.name());
            return Err(contradiction(rule, earlier, &message));
        }
        if pin.ruling == Ruling::Same {
            once(&mut same.before, (before, after), rule, drafts.before)?;
            once(&mut same.after, (after, before), rule, drafts.after)?;
        }
    }
    Ok(())
}

/// Remembers what a unit is the same as, unless it is the same as another one already.
fn once<'a>(
    known: &mut BTreeMap<UnitIdx, (UnitIdx, &'a PinRule)>,
    (unit, other): (UnitIdx, UnitIdx),
    rule: &'a PinRule,
    draft: &Draft,
) -> Result<(), Contradiction> {
    match known.insert(unit, (other, rule)) {
        Some((earlier_other, earlier)) if earlier_other != other => {
            Err(contradiction(rule, earlier, &format!("{} is the `same` as two units", draft[unit].label())))
        }
        _ => Ok(()),
    }
}

fn contradiction(rule: &PinRule, earlier: &PinRule, what: &str) -> Contradiction {
    let place = format!("`{}:{}`", earlier.file, earlier.line);
    let message = format!("this pin contradicts that of {place}: {what}");
    Contradiction { file: rule.file.clone(), line: rule.line, message }
}

/// Pins as the passes ask for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Rulings {
    /// Pairs that are settled.
    pub(super) same: Vec<Key>,
    /// Pairs that never correspond.
    pub(super) forbidden: BTreeSet<Key>,
    /// Links that are there whatever the passes find, with their reasons.
    pub(super) links: BTreeMap<Key, (Relation, String)>,
    /// Units that can have no main counterpart besides the pinned ones: combined ones, and ones that were split off.
    closed: (BTreeSet<u32>, BTreeSet<u32>),
    /// Units that a pin gives a counterpart.
    served: (BTreeSet<u32>, BTreeSet<u32>),
}

impl Rulings {
    pub(super) fn new(pins: &[Pin]) -> Self {
        let mut rulings = Self::default();
        for pin in pins {
            rulings.add(pin);
        }
        rulings
    }

    fn add(&mut self, pin: &Pin) {
        let key = (pin.units.before.0, pin.units.after.0);
        let Some(relation) = relation(pin.ruling) else {
            self.forbidden.insert(key);
            return;
        };
        self.links.insert(key, (relation, pin.reason.clone()));
        match relation {
            Relation::Same => self.same.push(key),
            Relation::Split => drop(self.closed.1.insert(key.1)),
            Relation::Merge => drop(self.closed.0.insert(key.0)),
            Relation::Part => return,
        }
        self.served.0.insert(key.0);
        self.served.1.insert(key.1);
    }

    /// Whether a pin keeps a pair from being linked one to one by what the passes find.
    pub(super) fn bars(&self, key: Key) -> bool {
        let pinned = self.links.get(&key).is_some_and(|(relation, _)| *relation != Relation::Same);
        pinned || self.forbidden.contains(&key) || self.closed.0.contains(&key.0) || self.closed.1.contains(&key.1)
    }

    /// Whether a pin gives the older unit a counterpart.
    pub(super) fn serves_before(&self, before: u32) -> bool {
        self.served.0.contains(&before)
    }

    /// Whether a pin gives the newer unit a counterpart.
    pub(super) fn serves_after(&self, after: u32) -> bool {
        self.served.1.contains(&after)
    }
}

const fn relation(ruling: Ruling) -> Option<Relation> {
    match ruling {
        Ruling::Same => Some(Relation::Same),
        Ruling::Split => Some(Relation::Split),
        Ruling::Merge => Some(Relation::Merge),
        Ruling::Part => Some(Relation::Part),
        Ruling::Not => None,
    }
}
