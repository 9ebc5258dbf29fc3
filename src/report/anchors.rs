//! Link targets that stay: from the author's id, else from kind, chapter and number; never from a position.
//!
//! A reader who links to `#measure-safety-2.3` expects that link to mean the same next year, whatever was inserted
//! before it. What has no number is named by its title, what has neither by the unit around it.

use crate::model::{Draft, Unit, UnitIdx, UnitKind};
use std::collections::BTreeMap;

/// The anchor of each unit, unique in its draft.
pub(super) fn anchors(draft: &Draft) -> Vec<String> {
    let mut found: Vec<String> = Vec::with_capacity(draft.units.len());
    let mut chapters: Vec<String> = Vec::with_capacity(draft.units.len());
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for (_, unit) in draft.iter() {
        let around = unit.parent.map(UnitIdx::get);
        let chapter = around.map_or("", |parent| chapters[parent].as_str());
        let name = unit.id.as_ref().map(|id| safe(&id.0)).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| name_of(unit, chapter, around.map_or("", |parent| &found[parent])));
        let opens = chapter.is_empty() && unit.kind == UnitKind::Section;
        chapters.push(if opens { chapter_slug(&unit.title.text) } else { chapter.to_owned() });
        found.push(unique(name, &mut taken));
    }
    found
}

/// A section goes by its title, all else by kind, chapter and number.
fn name_of(unit: &Unit, chapter: &str, around: &str) -> String {
    let kind = slug(unit.kind.word(), 3);
    let number = unit.number.as_ref().map(|number| number.parts().join("."));
    let own = match (&number, slug(&unit.title.text, 8)) {
        (Some(number), _) => number.clone(),
        (None, title) => title,
    };
    let place = if own.is_empty() || unit.kind.is_note() { around } else { chapter };
    let title = slug(&unit.title.text, 8);
    let parts: Vec<&str> = match unit.kind {
        UnitKind::Note(_) => vec![place, &kind],
        UnitKind::Section if !title.is_empty() => vec![&title],
        _ => vec![&kind, place, &own],
    };
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { kind } else { parts.join("-") }
}

/// The name, with `-2`, `-3` where it is taken.
fn unique(name: String, taken: &mut BTreeMap<String, u32>) -> String {
    let uses = taken.entry(name.clone()).and_modify(|uses| *uses += 1).or_insert(1);
    if *uses == 1 {
        return name;
    }
    let numbered = format!("{name}-{uses}");
    unique(numbered, taken)
}

/// The first words of a phrase in lower case, joined by hyphens.
fn slug(phrase: &str, words: usize) -> String {
    let lower = phrase.to_lowercase();
    let parts: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).take(words).collect();
    parts.join("-")
}

/// Three telling words of a chapter's title: a number is not looked up under `introductory-note-by-the`.
fn chapter_slug(title: &str) -> String {
    let long: Vec<&str> = title.split(' ').filter(|word| word.chars().count() > 3).collect();
    slug(&if long.is_empty() { title.to_owned() } else { long.join(" ") }, 3)
}

/// An id without the characters that would have to be escaped in an address, and apart from a page's own ids: those
/// begin with `_`, and those of older units with `was-`.
fn safe(id: &str) -> String {
    let safe: String = id.chars().map(|c| if c.is_alphanumeric() || "-_.:".contains(c) { c } else { '-' }).collect();
    if safe.starts_with('_') || safe.starts_with("was-") { format!("id-{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Attributes, Body, NoteKind, Number, Prose, Span, UnitId};

    fn unit(kind: UnitKind, number: &str, title: &str, parent: Option<u32>) -> Unit {
        Unit {
            kind,
            id: None,
            number: Number::parse(number),
            title: Prose { text: title.to_owned(), marks: Vec::new() },
            body: Body::default(),
            span: Span::default(),
            lines: Vec::new(),
            parent: parent.map(UnitIdx),
            end: UnitIdx(0),
            attributes: Attributes::new(),
        }
    }

    #[test]
    fn anchors_come_from_id_then_chapter_and_number_then_title() {
        let mut named = unit(UnitKind::Measure, "1.2", "Logs", Some(0));
        named.id = Some(UnitId("log keeping".to_owned()));
        let units = vec![
            unit(UnitKind::Section, "II", "Safety and Security", None),
            unit(UnitKind::Commitment, "1", "Keep safe", Some(0)),
            named,
            unit(UnitKind::Note(NoteKind::LegalBasis), "", "LEGAL TEXT", Some(1)),
            unit(UnitKind::Kpi, "", "", Some(1)),
            unit(UnitKind::Definition, "", "Signatory", None),
        ];
        let found = anchors(&Draft { units, ..Draft::default() });
        assert_eq!(
            found,
            [
                "safety-and-security",
                "commitment-safety-security-1",
                "log-keeping",
                "commitment-safety-security-1-legal-basis",
                "kpi-commitment-safety-security-1",
                "definition-signatory"
            ]
        );
    }

    #[test]
    fn equal_names_are_told_apart_even_when_the_suffix_is_taken() {
        let units = vec![
            unit(UnitKind::Definition, "", "A", None),
            unit(UnitKind::Definition, "", "A 2", None),
            unit(UnitKind::Definition, "", "A", None),
        ];
        let found = anchors(&Draft { units, ..Draft::default() });
        assert_eq!(found, ["definition-a", "definition-a-2", "definition-a-2-2"]);
    }
}
