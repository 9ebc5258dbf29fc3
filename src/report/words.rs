//! The house style: every word that a reader sees about a change is chosen here.

use crate::classify::Weight;
use crate::diff::{Aspects, State};
use crate::matching::{Evidence, Relation};
use crate::model::{Draft, Pair, UnitKind};

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

/// The word for a state in a sentence about newer units: `8 are new`.
pub(super) const fn state_word(state: State) -> &'static str {
    match state {
        State::Added => "new",
        State::Split => "split off from earlier ones",
        State::Merged => "merged from several",
        State::Renumbered => "only renumbered",
        State::Removed | State::Moved | State::Refined | State::Unchanged => state_name(state),
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

/// What happened to a unit with one main origin: `moved, now a Measure, and refined`.
pub(super) fn deed(relation: Relation, aspects: Aspects, kind: &UnitKind) -> String {
    let level = format!("now {} {}", article(kind.word()), kind.word());
    let parts: Vec<&str> = [
        (relation == Relation::Split, "split off"),
        (relation == Relation::Merge, "merged"),
        (aspects.moved, "moved"),
        (aspects.relevelled, level.as_str()),
        (aspects.retitled, "retitled"),
        (aspects.refined, "refined"),
    ]
    .into_iter()
    .filter_map(|(set, word)| set.then_some(word))
    .collect();
    match (parts.is_empty(), aspects.renumbered) {
        (true, true) => "renumbered".to_owned(),
        (true, false) => "unchanged".to_owned(),
        (false, _) => list(&parts),
    }
}

/// `a` or `an`.
fn article(word: &str) -> &'static str {
    if word.starts_with(['A', 'E', 'I', 'O', 'U', 'a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// `A`, `A and B`, `A, B and C`.
pub(super) fn list<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A list of names that a line can hold: `A, B, C and 4 others`; what has one name is said once: `Recital (a) (2 units)`.
pub(super) fn some(names: &[String]) -> String {
    let mut told: Vec<(&str, usize)> = Vec::new();
    for name in names {
        match told.iter_mut().find(|(known, _)| known == name) {
            Some((_, units)) => *units += 1,
            None => told.push((name, 1)),
        }
    }
    let said = |&(name, units): &(&str, usize)| {
        if units == 1 { name.to_owned() } else { format!("{name} ({units} units)") }
    };
    if told.len() <= 4 {
        return list(&told.iter().map(said).collect::<Vec<String>>());
    }
    let others: usize = told[3..].iter().map(|(_, units)| units).sum();
    let others = format!("{} others", thousands(others));
    list(&told[..3].iter().map(said).chain([others]).collect::<Vec<String>>())
}

/// `no Measures`, `1 Measure`, `12 Measures`.
pub(super) fn count(number: usize, word: &str) -> String {
    match number {
        0 => format!("no {}", plural(word)),
        1 => format!("1 {word}"),
        _ => format!("{} {}", thousands(number), plural(word)),
    }
}

/// The plural of a kind's word.
pub(super) fn plural(word: &str) -> String {
    match word {
        "Appendix" => "Appendices".to_owned(),
        _ if word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") => {
            format!("{}ies", &word[..word.len() - 1])
        }
        _ if word.ends_with(['s', 'x']) || word.ends_with("ch") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// `12,345`.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// One reason for a link, in words.
pub(super) fn evidence(evidence: &Evidence, after: &Draft) -> String {
    match evidence {
        Evidence::Pinned(reason) if reason.is_empty() => "settled by the drafters".to_owned(),
        Evidence::Pinned(reason) => format!("settled by the drafters: {reason}"),
        Evidence::Id(id) => format!("same id {id}"),
        Evidence::SameText => "same text".to_owned(),
        Evidence::Number(number) => format!("same number {number}"),
        Evidence::NumberReused(unit) => format!("number re-used by {}", after[*unit].label()),
        Evidence::Title(likeness) => format!("title {likeness:.2}"),
        Evidence::Text(likeness) => format!("text {likeness:.2}"),
        Evidence::Chain(through, sure) => format!("through {through} {sure:.2}"),
        Evidence::Context(likeness) => format!("surroundings {likeness:.2}"),
        Evidence::Coverage(Pair { before, after }) => {
            format!("holds {} of the earlier text, which gives {} of this one", percent(*before), percent(*after))
        }
    }
}

pub(super) fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// A rule's id as a phrase, for rules that have no title: `deadline-shortened` is `Deadline shortened`.
pub(super) fn rule_phrase(id: &str) -> String {
    let phrase = id.replace('-', " ");
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
pub(super) fn draft_name(version: Option<&str>, label: &str) -> String {
    match version {
        Some(version) if version.contains(' ') => format!("the {}", lower_first(version)),
        Some(version) if !version.is_empty() => format!("“{version}”"),
        _ => format!("“{label}”"),
    }
}

/// The phrase with its first letter small, unless it is an abbreviation.
pub(super) fn lower_first(phrase: &str) -> String {
    let mut letters = phrase.chars();
    match (letters.next(), phrase.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => phrase.to_owned(),
    }
}

/// The phrase with its first letter large.
pub(super) fn upper_first(phrase: &str) -> String {
    let mut letters = phrase.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Names of the four weights, for figures.
pub(super) fn weight_names() -> impl Iterator<Item = &'static str> {
    Weight::ALL.iter().map(|weight| weight.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_names_each_aspect_but_leaves_the_number_to_the_label() {
        let aspects = Aspects { moved: true, renumbered: true, refined: true, ..Aspects::default() };
        assert_eq!(deed(Relation::Same, aspects, &UnitKind::Measure), "moved and refined");
        let relevelled = Aspects { relevelled: true, ..Aspects::default() };
        assert_eq!(deed(Relation::Same, relevelled, &UnitKind::Appendix), "now an Appendix");
        let number = Aspects { renumbered: true, ..Aspects::default() };
        assert_eq!(deed(Relation::Same, number, &UnitKind::Measure), "renumbered");
        assert_eq!(deed(Relation::Same, Aspects::default(), &UnitKind::Measure), "unchanged");
    }

    #[test]
    fn figures_are_grouped_and_words_put_in_the_plural() {
        assert_eq!(count(1, "Measure"), "1 Measure");
        assert_eq!(count(1200, "Appendix"), "1,200 Appendices");
        assert_eq!(count(2, "KPI"), "2 KPIs");
        assert_eq!(count(0, "Policy"), "no Policies");
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(thousands(1_234_567), "1,234,567");
    }

    #[test]
    fn a_long_list_of_names_is_cut_and_units_of_one_name_are_counted() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<String>>();
        assert_eq!(some(&names(&["a", "b", "a"])), "a (2 units) and b");
        assert_eq!(some(&names(&["a", "b", "c", "d"])), "a, b, c and d");
        assert_eq!(some(&names(&["a", "b", "c", "d", "e", "d"])), "a, b, c and 3 others");
    }
}
