//! Names that reports use, and the phrases that more than one part of a report says.

use super::types::UnitInfo;
use crate::classify::Weight;
use crate::diff::{Aspects, State};
use crate::model::capitalised;
use crate::words::Words;

/// The stable name of a headline state.
pub(super) const fn state_name(state: State) -> &'static str {
    match state {
        State::Added => "added",
        State::Removed => "removed",
        State::Split => "split",
        State::Merged => "merged",
        State::Moved => "moved",
        State::Refined => "refined",
        State::Renumbered => "renumbered",
        State::Unchanged => "unchanged",
    }
}

/// The stable names of the aspects that changed.
pub(super) fn aspect_names(aspects: Aspects) -> Vec<&'static str> {
    [
        (aspects.moved, "moved"),
        (aspects.renumbered, "renumbered"),
        (aspects.relevelled, "relevelled"),
        (aspects.retitled, "retitled"),
        (aspects.refined, "refined"),
    ]
    .into_iter()
    .filter_map(|(set, name)| set.then_some(name))
    .collect()
}

/// A list of names that a line can hold: `A, B, C and 4 others`; what has one name is said once: `Recital (a) (2 units)`.
pub(super) fn some(words: &Words, names: &[String]) -> String {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match told.iter_mut().find(|(known, _)| known == name) {
            Some((_, units)) => *units += 1,
            None => told.push((name, 1)),
        }
    }
    let said = |&(name, units): &(&str, usize)| {
        if units == 1 { name.to_owned() } else { words.count("said.same_name", units, &[("name", name)]) }
    };
    if told.len() <= 4 {
        return words.list(&told.iter().map(said).collect::<Vec<String>>());
    }
    let others: usize = told[3..].iter().map(|(_, units)| units).sum();
    let others = words.count("said.others", others, &[]);
    words.list(&told[..3].iter().map(said).chain([others]).collect::<Vec<String>>())
}

/// `no Measures`, `1 Measure`, `12 Measures`.
pub(super) fn count(words: &Words, number: usize, kind: &str) -> String {
    words.count("said.kinds", number, &[("kind", kind), ("kinds", &words.plural(kind))])
}

/// The word for a kind of units; one that only a vocabulary knows has its own.
pub(super) fn kind(words: &Words, name: &str) -> String {
    words.get(&format!("kind.{name}")).unwrap_or(name).to_owned()
}

/// The word for what a unit is.
pub(super) fn kind_of(words: &Words, unit: &UnitInfo) -> String {
    match &unit.note {
        Some(note) => words.get(&format!("note.{note}")).unwrap_or(note).to_owned(),
        None => kind(words, &unit.kind),
    }
}

/// A place within a unit, as it is cited: `indent 2, point (a)`.
pub(super) fn cite(words: &Words, cite: &str) -> String {
    let part = |part: &str| {
        let name = if part == "table head" { part } else { part.split(' ').next().unwrap_or_default() };
        format!("{}{}", words.get(&format!("within.{name}")).unwrap_or(name), &part[name.len()..])
    };
    cite.split(", ").map(part).collect::<Vec<_>>().join(", ")
}

/// A rule's id as a phrase, for rules that have no title: `deadline-shortened` is `Deadline shortened`.
pub(super) fn rule_phrase(id: &str) -> String {
    capitalised(&id.replace('-', " "))
}

/// Names that the report's figures are listed under, so that none is missing where it is zero.
pub(super) const STATES: [State; 8] = [
    State::Added,
    State::Removed,
    State::Split,
    State::Merged,
    State::Moved,
    State::Refined,
    State::Renumbered,
    State::Unchanged,
];

/// What the redline check says when it fails.
pub(super) fn broken_redline(label: &str) -> String {
    format!("the redline of {label} does not re-create its texts, so both are shown whole: this is a bug of redraft")
}

/// How a version is called in a sentence: `the second draft`, else in quotes as it stands.
pub(super) fn draft_name(words: &Words, version: Option<&str>, label: &str) -> String {
    match version {
        Some(version) if version.contains(' ') => words.say("said.version", &[("version", version)]),
        Some(version) if !version.is_empty() => words.say("said.label", &[("label", version)]),
        _ => words.say("said.label", &[("label", label)]),
    }
}

/// Names of the four weights, for figures.
pub(super) fn weight_names() -> impl Iterator<Item = &'static str> {
    Weight::ALL.iter().map(|weight| weight.name())
}

/// Words without what only holds them in a list or a table: `; and` at their end, cells around them without a word.
pub(super) fn quoted(text: &str) -> &str {
    let says = |cell: &str| cell.contains(char::is_alphanumeric);
    let mut quoted = text.trim();
    while let Some((cells, _)) = quoted.rsplit_once('|').filter(|(cells, cell)| says(cells) && !says(cell)) {
        quoted = cells.trim_end();
    }
    while let Some((_, cells)) = quoted.split_once('|').filter(|(cell, cells)| says(cells) && !says(cell)) {
        quoted = cells.trim_start();
    }
    match quoted.rsplit_once(';') {
        Some((item, joint)) if says(item) && joint.split_whitespace().count() <= 1 => item.trim_end(),
        _ => quoted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_counted() {
        let count = |number, kind| count(Words::english(), number, kind);
        assert_eq!(count(1, "Measure"), "1 Measure");
        assert_eq!(count(1200, "Appendix"), "1,200 Appendices");
        assert_eq!(count(0, "Policy"), "no Policies");
    }

    #[test]
    fn a_long_list_of_names_is_cut_and_units_of_one_name_are_counted() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<String>>();
        let some = |list: &[&str]| some(Words::english(), &names(list));
        assert_eq!(some(&["a", "b", "a"]), "a (2 units) and b");
        assert_eq!(some(&["a", "b", "c", "d"]), "a, b, c and d");
        assert_eq!(some(&["a", "b", "c", "d", "e", "d"]), "a, b, c and 3 others");
    }

    #[test]
    fn what_is_quoted_ends_with_its_last_word() {
        assert_eq!(quoted("locking the doors; and"), "locking the doors");
        assert_eq!(quoted("counting the keys;"), "counting the keys");
        assert_eq!(quoted("doors; windows of the hall"), "doors; windows of the hall");
        assert_eq!(quoted("| the licence | a link to it | ✓ |"), "the licence | a link to it");
        assert_eq!(quoted("Doors shall be locked."), "Doors shall be locked.");
        assert_eq!(quoted("; |"), "; |");
    }
}
