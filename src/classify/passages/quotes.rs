//! What of a text is quoted for a finding: enough for a reader who sees nothing else.
//!
//! ```text
//! scope:      loss of [human] oversight                  ──►  human oversight
//! deadline:   acknowledge receipt [within seven days],   ──►  acknowledge receipt within seven days
//! threshold:  develop [at least one] risk scenario       ──►  at least one risk scenario
//! reference:  the estimates (pursuant to [Measure 3.4])  ──►  estimates (pursuant to Measure 3.4)
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

/// Words before a reference that may say of what it speaks.
const CITED: usize = 6;

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
    let both = note.bytes.as_ref().zip(passages);
    let around = match note.rule.aspect {
        Aspect::Scope | Aspect::Actor => Around { before: NEAR, after: NEAR, names: true },
        Aspect::Deadline | Aspect::Frequency if lone => Around { before: TIMED, after: COUNTED, names: false },
        Aspect::Threshold if lone => Around { before: 0, after: COUNTED, names: true },
        Aspect::Reference if lone => {
            return both.map(|(bytes, passage)| bytes.clone().map(|bytes| cited(passage, bytes)));
        }
        _ => return note.bytes.clone(),
    };
    both.map(|(bytes, passage)| bytes.clone().map(|bytes| widened(passage, bytes, &around)))
}

/// A reference with the words before it that say of what it speaks, be it in brackets behind them.
fn cited(passage: &Passage<'_>, bytes: Range<usize>) -> Range<usize> {
    let Some((tokens, own)) = read_at(passage, &bytes) else { return bytes };
    let closed = tokens.get(own.end).filter(|token| token.is_mark(')'));
    let ends = |token: &Token| match token.kind {
        Kind::Mark(mark) => mark != '(' || closed.is_none(),
        _ => token.joins().is_some(),
    };
    // `See`, `Consistent with`: the first word of a sentence names nothing that is spoken of.
    let before = tokens[..own.start].iter().skip(1).rev();
    let words: Vec<&Token> = before.take(CITED).take_while(|token| !ends(token)).collect();
    let Some(first) = words.iter().rposition(|token| token.names()) else { return bytes };
    let bracket = words[..first].iter().any(|token| token.is_mark('('));
    words[first].range.start..closed.filter(|_| bracket).map_or(bytes.end, |token| token.range.end)
}

/// Some bytes with the words around them that belong to them, read as they stand; of statements that were not read, the
/// bytes alone.
fn widened(passage: &Passage<'_>, bytes: Range<usize>, around: &Around) -> Range<usize> {
    let Some((tokens, own)) = read_at(passage, &bytes) else { return bytes };
    let (before, own, after) = (&tokens[..own.start], &tokens[own.clone()], &tokens[own.end..]);
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

/// The tokens of the statement in which some bytes stand, if it was read, and which of them those are.
fn read_at<'p>(passage: &'p Passage<'_>, bytes: &Range<usize>) -> Option<(&'p [Token], Range<usize>)> {
    let tokens = passage.statement_around(bytes).and_then(|at| passage.read[at].get())?.tokens.as_slice();
    let within = |token: &Token| bytes.start <= token.range.start && token.range.end <= bytes.end;
    let first = tokens.iter().position(within)?;
    let count = tokens[first..].iter().take_while(|token| within(token)).count();
    Some((tokens, first..first + count))
}
