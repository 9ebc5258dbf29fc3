//! Printed numbers: new ones for units, and references that follow them.

use super::manuscript::{Item, Manuscript, Role};
use redraft::model::UnitKind;
use std::collections::BTreeMap;

/// Prints another number on a unit, and on those in it that start with its number.
pub(crate) fn renumber(manuscript: &mut Manuscript, node: usize, number: &str) {
    let Some(printed) = manuscript.nodes[node].number.clone() else { return };
    for inner in manuscript.subtree(node) {
        let Some(known) = manuscript.nodes[inner].number.clone() else { continue };
        let rest = known.strip_prefix(&printed).filter(|rest| rest.is_empty() || rest.starts_with('.'));
        if let Some(rest) = rest.filter(|rest| inner == node || !rest.is_empty()) {
            print(manuscript, inner, &known, format!("{number}{rest}"));
        }
    }
}

/// Prints another number on one unit alone.
pub(crate) fn print(manuscript: &mut Manuscript, node: usize, known: &str, number: String) {
    let head = manuscript.head_mut(node);
    let Some(at) = head.text.find(known) else { return };
    head.text.replace_range(at..at + known.len(), &number);
    head.words = (head.words + number.len()).saturating_sub(known.len());
    manuscript.nodes[node].number = Some(number);
}

/// A number that no unit of the kind prints, next in the row of a sibling's.
pub(crate) fn next(manuscript: &Manuscript, sibling: usize) -> Option<String> {
    let kind = &manuscript.nodes[sibling].kind;
    let (row, _) = row(manuscript.nodes[sibling].number.as_deref()?)?;
    let same = manuscript.live().into_iter().filter(|&node| manuscript.nodes[node].kind == *kind);
    let known = same.filter_map(|node| {
        let (its, last) = self::row(manuscript.nodes[node].number.as_deref()?)?;
        (its == row).then_some(last)
    });
    Some(format!("{row}{}", known.max().unwrap_or_default() + 1))
}

/// A number as the row that it is in and its place there: `II.2.` and 3.
fn row(number: &str) -> Option<(&str, u32)> {
    let start = number.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    Some((&number[..start], number[start..].parse().ok()?))
}

/// How all numbers of a draft are printed anew.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form {
    /// `3.2` becomes `5.2`.
    Shifted(u32),
    /// `3.2` becomes `IV.3.2`.
    Roman,
    /// `II.3.2` becomes `3.2`; `3.2` becomes `B.3.2`.
    Other,
}

/// Prints all numbers of duties and KPIs in another form.
pub(crate) fn renumber_all(manuscript: &mut Manuscript, form: Form) {
    for node in manuscript.live() {
        let kinds = [UnitKind::Commitment, UnitKind::Measure, UnitKind::SubMeasure, UnitKind::Kpi];
        if !kinds.contains(&manuscript.nodes[node].kind) {
            continue;
        }
        if let Some(known) = manuscript.nodes[node].number.clone() {
            print(manuscript, node, &known, form.of(&known));
        }
    }
}

impl Form {
    fn of(self, number: &str) -> String {
        let chapter = number.split_once('.').filter(|(first, _)| first.chars().all(|c| "IVXLC".contains(c)));
        match (self, chapter) {
            (Self::Shifted(by), Some((chapter, rest))) => format!("{chapter}.{}", shifted(rest, by)),
            (Self::Shifted(by), None) => shifted(number, by),
            (Self::Roman, Some((chapter, rest))) => format!("X{chapter}.{rest}"),
            (Self::Roman, None) => format!("IV.{number}"),
            (Self::Other, Some((chapter, rest))) => format!("{}.{rest}", chapter.len()),
            (Self::Other, None) => format!("B.{number}"),
        }
    }
}

fn shifted(number: &str, by: u32) -> String {
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let first: u32 = number[..end].parse().unwrap_or_default();
    format!("{}{}", first + by, &number[end..])
}

/// Lets every reference follow the unit that it names.
pub(crate) fn follow(manuscript: &mut Manuscript) {
    let mut moved: BTreeMap<(&'static str, String), Option<String>> = BTreeMap::new();
    for node in &manuscript.nodes {
        let (Some(was), Some(number), Some(word)) = (&node.was, &node.number, word(&node.kind)) else { continue };
        let known = moved.entry((word, was.clone())).or_insert_with(|| Some(number.clone()));
        if known.as_ref() != Some(number) {
            *known = None;
        }
    }
    for node in manuscript.live() {
        for item in &mut manuscript.nodes[node].items {
            let Item::Line(line) = item else { continue };
            let start = if line.role == Role::Head { line.words } else { 0 };
            let (kept, open) = line.text.split_at(start);
            line.text = format!("{kept}{}", followed(open, &moved));
        }
    }
}

fn word(kind: &UnitKind) -> Option<&'static str> {
    match kind {
        UnitKind::Commitment => Some("Commitment"),
        UnitKind::Measure => Some("Measure"),
        UnitKind::SubMeasure => Some("Sub-Measure"),
        _ => None,
    }
}

type Moved = BTreeMap<(&'static str, String), Option<String>>;

fn followed(text: &str, moved: &Moved) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((word, start)) = next_word(rest) {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        loop {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(rest.len());
            let number = rest[..end].trim_end_matches('.');
            let other = moved.get(&(word, number.to_owned())).cloned().flatten();
            out.push_str(other.as_deref().unwrap_or(number));
            rest = &rest[number.len()..];
            let joint = [" and ", ", ", " or ", " to "].into_iter().find(|joint| {
                rest.strip_prefix(joint)
                    .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit() || "IVX".contains(c)))
            });
            let Some(joint) = joint else { break };
            out.push_str(joint);
            rest = &rest[joint.len()..];
        }
    }
    out + rest
}

/// The next word of a kind in a text, and where what follows it starts.
fn next_word(text: &str) -> Option<(&'static str, usize)> {
    let found = ["Sub-Measure", "Measure", "Commitment"].into_iter().filter_map(|word| Some((text.find(word)?, word)));
    let (at, word) = found.min()?;
    let past = at + word.len();
    let plural = usize::from(text[past..].starts_with('s'));
    let space = usize::from(text[past + plural..].starts_with(' '));
    Some((word, past + plural + space))
}
