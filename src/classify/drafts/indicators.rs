//! Findings of units without a counterpart: indicators at the provisions that they measure, duties and terms by
//! themselves.

use super::{Stage, finding};
use crate::classify::profile::Rules;
use crate::classify::rules::{KPI_ADDED, KPI_REMOVED, OBLIGATION_ADDED, TERM_ADDED, TERM_REMOVED};
use crate::classify::{Finding, Phrase};
use crate::model::{Draft, Pair, Side, UnitIdx, UnitKind};
use std::ops::Range;

/// Adds the findings of all units without a counterpart.
pub(super) fn add(stage: &mut Stage<'_>, findings: &mut Vec<Finding>) {
    for &idx in &stage.matching.added {
        add_unit(stage, Side::After, idx, findings);
    }
    for &idx in &stage.matching.removed {
        add_unit(stage, Side::Before, idx, findings);
    }
}

fn add_unit(stage: &mut Stage<'_>, side: Side, idx: UnitIdx, findings: &mut Vec<Finding>) {
    let draft = *side.of(&stage.drafts);
    let (rules, phrase) = match &draft[idx].kind {
        UnitKind::Kpi => (Pair::new(&KPI_REMOVED, &KPI_ADDED), whole(draft, idx)),
        UnitKind::Definition => (Pair::new(&TERM_REMOVED, &TERM_ADDED), whole(draft, idx)),
        _ if stage.is_provision(side, idx) => match first_duty(stage, side, idx) {
            Some(duty) => duty,
            None => return,
        },
        _ => return,
    };
    let phrases = if draft[idx].kind == UnitKind::Kpi { beside(stage, side, phrase) } else { alone(side, phrase) };
    let rule = *side.of(&rules);
    findings.push(finding(rule, phrases));
}

fn whole(draft: &Draft, idx: UnitIdx) -> Phrase {
    let (title, body) = (draft[idx].title.text.as_str(), draft[idx].body.prose.text.trim());
    // A term and what it means, a name and what it measures.
    let tie = match (title.is_empty() || body.is_empty(), title.ends_with(['.', ':', '?'])) {
        (true, _) => "",
        (false, true) => " ",
        (false, false) => ": ",
    };
    let text = format!("{title}{tie}{body}");
    Phrase { unit: idx, range: 0..0, text }
}

fn alone(side: Side, phrase: Phrase) -> Pair<Option<Phrase>> {
    match side {
        Side::Before => Pair::new(Some(phrase), None),
        Side::After => Pair::new(None, Some(phrase)),
    }
}

/// An indicator's phrase at the provision that it measures, beside that provision's counterpart.
fn beside(stage: &Stage<'_>, side: Side, phrase: Phrase) -> Pair<Option<Phrase>> {
    let draft = *side.of(&stage.drafts);
    let unit = measured(draft, phrase.unit);
    let here = Phrase { unit, ..phrase };
    let empty = |unit| Phrase { unit, range: 0..0, text: String::new() };
    match side {
        Side::Before => Pair::new(Some(here), stage.places.successors[unit.get()].map(empty)),
        Side::After => Pair::new(stage.places.predecessors[unit.get()].map(empty), Some(here)),
    }
}

/// The provision that an indicator measures: the nearest one around it.
pub(super) fn measured(draft: &Draft, idx: UnitIdx) -> UnitIdx {
    let provision = |idx: &UnitIdx| {
        matches!(draft[*idx].kind, UnitKind::Commitment | UnitKind::Measure | UnitKind::SubMeasure | UnitKind::Point)
    };
    draft.ancestors(idx).find(provision).or(draft[idx].parent).unwrap_or(idx)
}

/// The first sentence of a unit with a duty, else the first with advice or a permission; with the rules for it.
fn first_duty(stage: &mut Stage<'_>, side: Side, idx: UnitIdx) -> Option<(Rules, Phrase)> {
    let passage = &side.of(&stage.passages)[idx.get()];
    let telling = passage.statements.iter().enumerate().filter(|(_, statement)| !statement.describes);
    let told = telling.filter_map(|(at, one)| Some((passage.presence(&mut stage.reader, at)?, &one.range)));
    let told: Vec<(Rules, &Range<usize>)> = told.collect();
    let duty = told.iter().find(|(rules, _)| rules.after == &OBLIGATION_ADDED);
    let &(rules, range) = duty.or(told.first())?;
    let text = passage.text[range.clone()].to_owned();
    Some((rules, Phrase { unit: idx, range: range.clone(), text }))
}
