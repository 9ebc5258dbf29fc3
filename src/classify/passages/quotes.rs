//! What of a text is quoted for a finding: enough for a reader who sees nothing else.
//!
//! ```text
//! scope:      loss of [human] oversight                  ──►  human oversight
//! deadline:   acknowledge receipt [within seven days],   ──►  acknowledge receipt within seven days
//! threshold:  develop [at least one] risk scenario       ──►  at least one risk scenario
//! ```

use super::Passage;
use crate::classify::compare::Note;
use crate::classify::finding::Aspect;
use crate::classify::words::{Kind, Token};
use crate::model::Pair;
use std::ops::Range;

/// Words that say too little by themselves, and how many next to them on either side may say more.
const FEW: usize = 2;
const NEAR: usize = 2;

/// Words before a time that may say for what it is set, and words behind a time or a number that may say of what.
const TIMED: usize = 5;
const COUNTED: usize = 4;

/// The words around some that are quoted with them.
struct Around {
    before: usize,
    after: usize,
    /// Whether only words that name a thing are quoted before them.
    names: bool,
}

/// The bytes that are quoted for a note on either side, of the texts of two units.
pub(in crate::classify) fn quoted(passages: Pair<&Passage<'_>>, note: &Note) -> Pair<Option<Range<usize>>> {
    let lone = note.one_sided().is_some();
    let around = match note.rule.aspect {
        Aspect::Scope | Aspect::Actor => Around { before: NEAR, after: NEAR, names: true },
        Aspect::Deadline | Aspect::Frequency if lone => Around { before: TIMED, after: COUNTED, names: false },
        Aspect::Threshold if lone => Around { before: 0, after: COUNTED, names: true },
        _ => return note.bytes.clone(),
    };
    let both = note.bytes.as_ref().zip(passages);
    both.map(|(bytes, passage)| bytes.clone().map(|bytes| widened(passage, bytes, &around)))
}

/// Some bytes with the words around them that belong to them, read as they stand; of statements that were not read, the
/// bytes alone.
fn widened(passage: &Passage<'_>, bytes: Range<usize>, around: &Around) -> Range<usize> {
    let Some(said) = passage.statement_around(&bytes).and_then(|at| passage.read[at].get()) else { return bytes };
    let within = |token: &Token| bytes.start <= token.range.start && token.range.end <= bytes.end;
    let Some(first) = said.tokens.iter().position(within) else { return bytes };
    let (before, rest) = said.tokens.split_at(first);
    let (own, after) = rest.split_at(rest.iter().take_while(|token| within(token)).count());
    if around.names && around.before > 0 && !(own.len() <= FEW && own.iter().all(Token::names)) {
        return bytes;
    }
    let ends = |token: &Token| matches!(token.kind, Kind::Mark(_)) || token.joins().is_some();
    let belongs = |token: &&Token| if around.names { token.names() } else { !ends(token) };
    let before = before.iter().rev().take(around.before).take_while(belongs).filter(|token| token.names());
    let after = after.iter().take(around.after).take_while(|token| token.names());
    let start = before.last().map_or(bytes.start, |token| token.range.start);
    start..after.last().map_or(bytes.end, |token| token.range.end)
}
