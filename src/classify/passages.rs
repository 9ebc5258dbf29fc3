//! Two texts compared: statements aligned, aligned ones compared, the others read for what they add or take away.

use super::align::{self, Group, Words};
use super::compare::{self, Outcome, Register};
use super::hold;
use super::lexicon::Sense;
use super::lone::Lone;
use super::profile::Profile;
use super::statements::Statement;
use super::words::{Reader, Token};
use crate::model::{Pair, UnitIdx};
use crate::text::normalise;
use std::ops::Range;

/// A unit's text, or a plain one.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its statements.
    pub(super) statements: Vec<Statement>,
    /// References whose target is known.
    pub(super) targets: Vec<(Range<usize>, String)>,
    /// Statements that went to or came from another place and so are neither added nor removed; one a statement.
    pub(super) elsewhere: Vec<bool>,
    /// What kind of text it is.
    pub(super) register: Register,
}

/// Compares two texts statement by statement.
pub(super) fn compare(reader: &mut Reader, passages: Pair<&Passage<'_>>) -> Outcome {
    let mut outcome = Outcome::default();
    let mut lone = Lone::default();
    for group in groups(reader, passages) {
        compare_group(reader, passages, &group, &mut lone, &mut outcome);
    }
    lone.say(reader, passages, &mut outcome);
    outcome
}

/// Compares the texts of linked units; `None` for links whose words did not change.
///
/// A unit may have several links. A statement is compared where it is most alike, and is added or removed only where no
/// link holds it; that is said once, in the unit's first link.
pub(super) fn compare_linked(
    reader: &mut Reader,
    passages: Pair<&[Passage<'_>]>,
    linked: &[Pair<UnitIdx>],
    changed: &[Option<Pair<UnitIdx>>],
) -> Vec<Option<Outcome>> {
    let of = |units: &Pair<UnitIdx>| passages.zip(*units).map(|(passages, idx)| &passages[idx.get()]);
    let mut all: Vec<Vec<Group>> = Vec::with_capacity(linked.len());
    for units in linked {
        all.push(groups(reader, of(units)));
    }
    let held = hold::settle(passages.map(<[_]>::len), linked, &mut all);
    let mut outcomes = Vec::with_capacity(linked.len());
    for ((units, groups), changed) in linked.iter().zip(&all).zip(changed) {
        outcomes.push(changed.map(|_| {
            let mut outcome = Outcome { differs: held.dropped(units), ..Outcome::default() };
            let mut lone = Lone::default();
            for group in groups {
                compare_group(reader, of(units), group, &mut lone, &mut outcome);
            }
            lone.say(reader, of(units), &mut outcome);
            outcome
        }));
    }
    outcomes
}

/// Statements that belong together, without those that are equal.
fn groups(reader: &mut Reader, passages: Pair<&Passage<'_>>) -> Vec<Group> {
    let open = without_equal(passages);
    let words = open
        .as_ref()
        .zip(passages)
        .map(|(open, passage)| open.iter().map(|&at| words(reader, passage, at)).collect::<Vec<Words>>());
    let groups = align::align(words.as_ref().map(Vec::as_slice)).into_iter();
    groups
        .map(|group| Group {
            members: group.members.as_ref().zip(open.as_ref()).map(|(members, open)| pick(members, open)),
            likeness: group.likeness,
        })
        .collect()
}

/// Whether a statement holds a duty.
pub(super) fn binds(reader: &mut Reader, text: &str, statement: &Statement) -> bool {
    !Profile::read(reader, text, std::slice::from_ref(&statement.range), &[]).duties.is_empty()
}

fn pick(members: &[usize], open: &[usize]) -> Vec<usize> {
    members.iter().map(|&at| open[at]).collect()
}

/// Positions of the statements that have no equal on the other side.
fn without_equal(passages: Pair<&Passage<'_>>) -> Pair<Vec<usize>> {
    let said = passages.map(|passage| {
        passage.statements.iter().map(|statement| said(&passage.text[statement.range.clone()])).collect::<Vec<_>>()
    });
    let mut waiting: rustc_hash::FxHashMap<&str, Vec<usize>> = rustc_hash::FxHashMap::default();
    for (at, text) in said.after.iter().enumerate().rev() {
        waiting.entry(text).or_default().push(at);
    }
    let mut equal = vec![false; said.after.len()];
    let mut before = Vec::new();
    for (at, text) in said.before.iter().enumerate() {
        match waiting.get_mut(text.as_str()).and_then(Vec::pop) {
            Some(after) => equal[after] = true,
            None => before.push(at),
        }
    }
    Pair::new(before, (0..equal.len()).filter(|&at| !equal[at]).collect())
}

/// A statement without the punctuation at its end: the last item of a list ends otherwise than the others.
fn said(text: &str) -> String {
    let text = normalise(text);
    let text = text.trim_end_matches(['.', ';', ',', ':', ' ']);
    text.strip_suffix("; and").or_else(|| text.strip_suffix(", and")).unwrap_or(text).to_owned()
}

fn words(reader: &mut Reader, passage: &Passage<'_>, at: usize) -> Words {
    let tokens = reader.read(passage.text, passage.statements[at].range.clone());
    // `shall` is common to all duties and tells none from another.
    let says = |token: &&Token| !token.is_quiet() && !token.is(|sense| matches!(sense, Sense::Modal(_)));
    let mut words: Words = tokens.iter().filter(says).map(|token| token.stem).collect();
    words.sort_unstable();
    words.dedup();
    words
}

fn compare_group(
    reader: &mut Reader,
    passages: Pair<&Passage<'_>>,
    group: &Group,
    lone: &mut Lone,
    outcome: &mut Outcome,
) {
    let members = group.members.as_ref();
    if !members.before.is_empty() && !members.after.is_empty() {
        let ranges = members.zip(passages).map(|(members, passage)| ranges(passage, members));
        reader.learn_slips(passages.map(|passage| passage.text), ranges.as_ref().map(Vec::as_slice));
        let profiles = ranges
            .as_ref()
            .zip(passages)
            .map(|(ranges, passage)| Profile::read(reader, passage.text, ranges, &passage.targets));
        let mut found = compare::passages(profiles.as_ref(), passages.after.register);
        outcome.notes.append(&mut found.notes);
        outcome.differs |= found.differs;
        return;
    }
    outcome.differs = true;
    lone.statements.before.extend(members.before);
    lone.statements.after.extend(members.after);
}

fn ranges(passage: &Passage<'_>, members: &[usize]) -> Vec<Range<usize>> {
    members.iter().map(|&at| passage.statements[at].range.clone()).collect()
}
