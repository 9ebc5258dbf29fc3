//! Where the numbers printed in a draft lead: "Measure 13" of the first draft is looked up long after it was renumbered.

use super::super::types::UnitInfo;
use super::names::{Names, plain};
use super::{History, HistoryDraft, NumberInfo};
use crate::words::Words;
use std::collections::BTreeMap;

/// The numbers of all drafts.
pub(super) fn numbers(history: &History, words: &Words) -> Vec<NumberInfo> {
    history.drafts.iter().flat_map(|draft| of_draft(history, draft, words)).collect()
}

/// Every kind and number, with the units that print it; and every anchor of a numbered unit that is called otherwise.
fn of_draft<'a>(
    history: &'a History,
    draft: &'a HistoryDraft,
    words: &'a Words,
) -> impl Iterator<Item = NumberInfo> + use<'a> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let numbered = draft.units.iter().enumerate().filter(|(_, unit)| unit.note.is_none());
    let numbered: Vec<(usize, String)> =
        numbered.filter_map(|(at, unit)| Some((at, numbered_name(unit, unit.number.as_ref()?)))).collect();
    for (at, name) in &numbered {
        named.entry(name.clone()).or_default().push(*at);
    }
    let mut names = Names::new();
    let anchors: Vec<String> = draft.units.iter().map(|unit| names.of(&unit.anchor)).collect();
    for (at, _) in numbered {
        named.entry(anchors[at].clone()).or_insert_with(|| vec![at]);
    }
    named.into_iter().map(|(name, units)| number((history, words), draft, &name, &units))
}

/// `measure-ii.2.1`, whatever stands around the figures in print.
fn numbered_name(unit: &UnitInfo, number: &str) -> String {
    let parts: Vec<&str> = number.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    plain(&format!("{}-{}", unit.kind, parts.join(".").to_lowercase()))
}

fn number((history, words): (&History, &Words), draft: &HistoryDraft, name: &str, units: &[usize]) -> NumberInfo {
    let first = &draft.units[units[0]];
    let called = match (&first.number, first.kind.as_str()) {
        (Some(number), "section") => words.say("series.section", &[("number", number)]),
        _ => first.label.clone(),
    };
    let lines = units.iter().filter_map(|&unit| {
        let line = draft.lines[unit]?;
        Some((line, became((history, words), line, &draft.units[unit], units.len() > 1)))
    });
    NumberInfo {
        name: format!("{}/{name}", draft.name),
        called: words.say("said.of", &[("unit", &called), ("draft", &draft.called)]),
        lines: lines.collect(),
    }
}

/// What the unit is in the latest draft that has it.
fn became((history, words): (&History, &Words), line: usize, unit: &UnitInfo, shared: bool) -> String {
    let life = &history.lines[line];
    let name = if life.title.is_empty() {
        life.label.clone()
    } else {
        words.say("said.titled", &[("unit", &life.label), ("title", &life.title)])
    };
    let last = life.spots.last().map_or("", |spot| history.drafts[spot.draft].called.as_str());
    let phrase = if life.lives { "series.is_now" } else { "series.ended" };
    let what = words.say(phrase, &[("unit", &name), ("draft", last)]);
    if shared { words.say("series.at", &[("place", &unit.address), ("what", &what)]) } else { what }
}
