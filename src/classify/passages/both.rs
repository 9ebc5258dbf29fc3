//! Statements of both sides that belong together, compared, and what comes of it told by the lists in which they stand.

use super::align::Group;
use super::{Passage, lead, lone};
use crate::classify::compare::{self, Note, Outcome};
use crate::classify::finding::Aspect;
use crate::classify::profile::Profile;
use crate::classify::rules::PASSAGE_UNREAD;
use crate::classify::words::Reader;
use crate::model::{Pair, Side};
use std::cmp::Reverse;
use std::ops::Range;

/// Bytes of statements that are compared word by word. A longer one is no sentence that anybody reads: it is known to
/// differ, a finding says that it was not read, and nothing is claimed of what the change means.
const LONGEST: usize = 20_000;

/// What the rules say of a group with statements of both sides.
pub(super) fn compare(reader: &mut Reader, passages: Pair<&Passage<'_>>, group: &Group) -> Outcome {
    let members = group.members.as_ref().map(Vec::as_slice);
    let both = members.zip(passages);
    let length =
        both.map(|(members, passage)| members.iter().map(|&at| passage.statements[at].range.len()).sum::<usize>());
    if length.before.max(length.after) > LONGEST {
        return Outcome { notes: vec![unread(passages, members)], differs: true, ..Outcome::default() };
    }
    let words = both.map(|(members, passage)| passage.words(reader, members));
    let slips = reader.slips(words.as_ref().map(Vec::as_slice));
    let tokens = both.map(|(members, passage)| passage.tokens(reader, members, &slips));
    let profiles = tokens
        .as_ref()
        .zip(passages)
        .map(|(tokens, passage)| Profile::new(reader.lexicon, passage.text, tokens, &passage.targets));
    let mut found = compare::passages(profiles.as_ref(), passages.after.register, group.is_faint());
    found.differs |= closes_otherwise(both);
    if members.map(<[_]>::len) == Pair::new(1, 1) {
        say_turned(profiles.as_ref(), &mut found.notes);
    }
    if found
        .notes
        .iter()
        .any(|note| lead::names_rewritten(note.rule) || lead::without_direction(note.rule) != note.rule)
    {
        let leads = both.map(|statements| led(reader, statements));
        if let Some(note) = found.notes.iter_mut().find(|note| lead::names_rewritten(note.rule)) {
            note.rule = lead::rewritten(leads, note.rule);
        }
        if [leads.before, leads.after].iter().any(|led| matches!(led, Some(lead::Led::Clause(_)))) {
            found.notes.iter_mut().for_each(|note| note.rule = lead::without_direction(note.rule));
        }
    }
    if let Some(lent) = group.lent {
        found.notes.retain(|note| note.one_sided().is_none_or(|(side, _)| side != lent));
    }
    for side in Side::BOTH {
        let (members, passage) = side.of(&both);
        let run = longest_run(passage, members);
        for bytes in found.notes.iter_mut().filter_map(|note| side.of_mut(&mut note.bytes).as_mut()) {
            if bytes.start <= run.start && run.end <= bytes.end {
                *bytes = run.clone();
            }
        }
    }
    if found.recast {
        found.notes.retain(|note| !lone::is_restated(reader, passages, note));
    }
    found
}

/// Whether words that follow a list, and speak of all its items, stand in an item on the other side: `- a log; - a list,`
/// with `where the stock is large` behind both.
fn closes_otherwise(both: Pair<(&[usize], &Passage<'_>)>) -> bool {
    let closes = both.map(|(members, passage)| {
        let items: Vec<bool> = members.iter().map(|&at| passage.statements[at].item).collect();
        items.windows(2).any(|two| two[0] && !two[1])
    });
    !closes.agree()
}

/// The bytes of those statements that follow each other, of several such runs the longest: what stands between statements
/// that were joined belongs to others.
fn longest_run(passage: &Passage<'_>, members: &[usize]) -> Range<usize> {
    let runs = members.chunk_by(|one, next| one + 1 == *next);
    let bytes = runs.filter_map(|run| {
        let (first, last) = (passage.statements.get(*run.first()?)?, passage.statements.get(*run.last()?)?);
        Some(first.range.start..last.range.end)
    });
    bytes.max_by_key(|bytes| (bytes.len(), Reverse(bytes.start))).unwrap_or_default()
}

/// Says what became of a list by its openings, if both are; that is then all that their words say of how strict they are.
fn say_turned(openings: Pair<&Profile<'_>>, notes: &mut Vec<Note>) {
    if openings.map(Profile::opens_list) != Pair::new(true, true) {
        return;
    }
    if let Some(rule) = lead::turned(openings) {
        notes.retain(|note| ![Aspect::Obligation, Aspect::Scope].contains(&note.rule.aspect));
        let bytes = openings.map(|opening| Some(opening.bytes(0..opening.tokens.len())));
        notes.insert(0, Note { rule, bytes });
    }
}

/// What the words that lead to an item make of it.
fn led(reader: &mut Reader, (members, passage): (&[usize], &Passage<'_>)) -> Option<lead::Led> {
    match members {
        [only] => lead::rules(reader, passage, passage.statements[*only].lead),
        _ => None,
    }
}

/// Bytes of a passage that stand for it where it was not read.
const SHOWN: usize = 120;

fn unread(passages: Pair<&Passage<'_>>, members: Pair<&[usize]>) -> Note {
    let bytes = members.zip(passages).map(|(members, passage)| {
        let range = passage.statements[*members.first()?].range.clone();
        let end = (range.start + SHOWN).min(range.end);
        let end = (end..=range.end).find(|&at| passage.text.is_char_boundary(at)).unwrap_or(range.end);
        Some(range.start..end)
    });
    Note { rule: &PASSAGE_UNREAD, bytes }
}
