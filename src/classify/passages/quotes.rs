//! What of a text is quoted for a finding: enough for a reader who sees nothing else.
//!
//! ```text
//! scope:      loss of [human] oversight                  ──►  human oversight
//!             list harm [and] damage                     ──►  list harm and damage
//! duty:       shall [list] all harm                      ──►  shall list
//! deadline:   acknowledge receipt [within seven days],   ──►  acknowledge receipt within seven days
//! threshold:  develop [at least one] risk scenario       ──►  at least one risk scenario
//! standard:   [adequate] answers within the month        ──►  adequate answers within the month
//! reference:  the estimates (pursuant to [Measure 3.4])  ──►  estimates (pursuant to Measure 3.4)
//! ```

use super::Passage;
use crate::classify::compare::Note;
use crate::classify::finding::Aspect;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::rules::{OBLIGATION_CHANGED, Rule, TABLE_ADDED, TABLE_REMOVED};
use crate::classify::words::{Kind, Token, possessive};
use crate::model::Pair;
use std::ops::Range;

/// Words that say too little by themselves, and how many next to them on either side may say more.
const FEW: usize = 2;
const NEAR: usize = 2;

/// Words before a time that may say for what it is set, words behind it that may say from when it counts, and words
/// behind a number that may say of what.
const TIMED: usize = 5;
const COUNTING: usize = 5;
const COUNTED: usize = 4;

/// Words after a standard that may say of what; words of a phrase behind them; words before a standard that is said of
/// something.
const MEASURED: usize = 4;
const COMPLEMENT: usize = 8;
const SAID_OF: usize = 4;

/// Words before a reference that may say of what it speaks.
const CITED: usize = 6;

/// Words between a modal and the act that is another one.
const ASKED: usize = 3;

/// The bytes that are quoted for a note on either side, of the texts of two units; of statements that were not read, those
/// that it is about.
pub(in crate::classify) fn quoted(passages: Pair<&Passage<'_>>, note: &Note) -> Pair<Option<Range<usize>>> {
    let lone = note.one_sided().is_some();
    let widened = |tokens: &[Token], own: Range<usize>| match note.rule.aspect {
        Aspect::Scope | Aspect::Actor => named(tokens, own),
        Aspect::Deadline | Aspect::Frequency if lone => timed(tokens, own),
        Aspect::Threshold if lone => own.start..counted(tokens, own.end),
        Aspect::Reference if lone => cited(tokens, own),
        Aspect::Obligation if note.rule == &OBLIGATION_CHANGED => asked(tokens, own),
        _ => own,
    };
    note.bytes.as_ref().zip(passages).map(|(bytes, passage)| {
        let bytes = bytes.clone()?;
        if is_table(note.rule) {
            return passage.statements.iter().map(|row| row.range.clone()).find(|row| row.start == bytes.start);
        }
        let Some((tokens, own)) = read_at(passage, &bytes) else { return Some(bytes) };
        let quoted = widened(tokens, own.clone());
        let start = if quoted.start < own.start { tokens[quoted.start].range.start } else { bytes.start };
        let end = if quoted.end > own.end { tokens[quoted.end - 1].range.end } else { bytes.end };
        let end = end + hyphenated(&passage.text[end..]);
        // `the operator’s` is not quoted as `the operator`.
        Some(start..end + possessive(&passage.text[end..]))
    })
}

/// The bytes of what a hyphen ties to the word before: of `state-of-the-art` no part is quoted by itself.
fn hyphenated(rest: &str) -> usize {
    let tied = |rest: &str| rest.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let word = |rest: &str| rest.find(|sign: char| !sign.is_alphanumeric() && sign != '-').unwrap_or(rest.len());
    if tied(rest) { word(rest) } else { 0 }
}

/// Whether a rule tells of a whole table, which is quoted by its first row.
pub(in crate::classify) fn is_table(rule: &Rule) -> bool {
    [&TABLE_ADDED, &TABLE_REMOVED].contains(&rule)
}

/// The tokens of the statement in which some bytes stand, if it was read, and which of them those are.
fn read_at<'p>(passage: &'p Passage<'_>, bytes: &Range<usize>) -> Option<(&'p [Token], Range<usize>)> {
    let tokens = passage.statement_around(bytes).and_then(|at| passage.read[at].get())?.tokens.as_slice();
    let within = |token: &Token| bytes.start <= token.range.start && token.range.end <= bytes.end;
    let first = tokens.iter().position(within)?;
    let count = tokens[first..].iter().take_while(|token| within(token)).count();
    Some((tokens, first..first + count))
}

/// A few words that name something with those beside them that do; a single one that names nothing with any.
fn named(tokens: &[Token], own: Range<usize>) -> Range<usize> {
    let names = tokens[own.clone()].iter().all(Token::names);
    let few = if names { FEW } else { 1 };
    if own.len() > few {
        // `internal copyright` of `internal copyright policy`
        let last = tokens[own.end - 1].names();
        let more =
            tokens[own.end..].iter().take(NEAR).take_while(|token| last && token.names() && token.is_plain()).count();
        return own.start..own.end + more;
    }
    let belongs = |at: &usize| if names { tokens[*at].names() } else { !tokens[*at].is_sign() };
    let says = |at: &usize| !tokens[*at].is_quiet();
    let before = (own.start.saturating_sub(NEAR)..own.start).rev().take_while(belongs);
    let after = (own.end..tokens.len()).take(NEAR).take_while(belongs);
    let start = before.filter(says).last().unwrap_or(own.start);
    start..after.filter(says).last().map_or(own.end, |last| last + 1)
}

/// A time with what it is set for, and from when it counts: `two weeks before the placement`.
fn timed(tokens: &[Token], own: Range<usize>) -> Range<usize> {
    let ends = |token: &Token| token.is_sign() || token.joins().is_some();
    let before = (own.start.saturating_sub(TIMED)..own.start).rev().take_while(|&at| !ends(&tokens[at]));
    let start = before.filter(|&at| tokens[at].names()).last().unwrap_or(own.start);
    let counts =
        |token: &Token| token.has(Trait::Advance) || token.has(Trait::CountsFrom) || token.has(Trait::Determiner);
    // `by 31 May the warden` sets a time for nothing of the warden's.
    let goes_on =
        |&at: &usize| tokens[at].names() || counts(&tokens[at]) && (at > own.end || !tokens[at].has(Trait::Determiner));
    let after = (own.end..tokens.len()).take(COUNTING).take_while(goes_on);
    let end = after.filter(|&at| tokens[at].names()).last().map_or(own.end, |last| last + 1);
    start..end
}

/// Where the words end that say what a number counts.
fn counted(tokens: &[Token], end: usize) -> usize {
    end + tokens[end..].iter().take(COUNTED).take_while(|token| token.names()).count()
}

/// A reference with the words before it that say of what it speaks, be it in brackets behind them.
fn cited(tokens: &[Token], own: Range<usize>) -> Range<usize> {
    let closed = tokens.get(own.end).is_some_and(|token| token.is_mark(')'));
    let ends = |token: &Token| match token.kind {
        Kind::Mark(mark) => mark != '(' || !closed,
        _ => token.joins().is_some(),
    };
    // `See`, `Consistent with`: the first word of a sentence names nothing that is spoken of.
    let near = (1..own.start).rev().take(CITED).take_while(|&at| !ends(&tokens[at]));
    let Some(first) = near.filter(|&at| tokens[at].names()).last() else { return own };
    let bracket = tokens[first..own.start].iter().any(|token| token.is_mark('('));
    first..own.end + usize::from(bracket && closed)
}

/// An act with the modal that asks for it.
fn asked(tokens: &[Token], own: Range<usize>) -> Range<usize> {
    let near = own.start.saturating_sub(ASKED)..own.start;
    let modal = near.rev().take_while(|&at| !tokens[at].is_sign()).find(|&at| tokens[at].says(Meaning::Modal));
    modal.unwrap_or(own.start)..own.end
}

/// A standard with what it measures: `reasonable and timely answers`, `proportionate to their size`; or with that of which
/// it is said: `the estimates are insufficient`.
pub(in crate::classify) fn measured(tokens: &[Token], at: usize) -> Range<usize> {
    let end = end_of_measured(tokens, at);
    let said_of = || {
        let before = (at.saturating_sub(SAID_OF)..at).rev().take_while(|&at| !tokens[at].is_sign());
        before.filter(|&at| tokens[at].is_plain()).last().unwrap_or(at)
    };
    if end == at + 1 { said_of()..end } else { at..end }
}

fn end_of_measured(tokens: &[Token], at: usize) -> usize {
    let joined = tokens.get(at + 1).is_some_and(|next| next.joins().is_some());
    let through = if joined { end_of_name(tokens, at + 1) } else { at + 1 };
    let end = if through > at + 2 { through } else { end_of_name(tokens, at) };
    let complement = end..tokens.len().min(end + COMPLEMENT);
    let goes_on = |&at: &usize| {
        let token = &tokens[at];
        let leads = token.has(Trait::Determiner) || token.has(Trait::Possessive) || token.has(Trait::Preposition);
        token.names() || leads || at == end && token.has(Trait::Infinitive)
    };
    let rest: Vec<usize> = complement.take_while(goes_on).collect();
    // A phrase that goes on beyond is quoted up to its last whole part.
    let cut = rest.iter().rposition(|&at| tokens[at].has(Trait::Preposition));
    let whole = if rest.len() < COMPLEMENT { rest.len() } else { cut.unwrap_or_default() };
    let end = rest[..whole].iter().rfind(|&&at| tokens[at].names()).map_or(end, |last| last + 1);
    end + number_behind(tokens, end)
}

/// How many tokens are the number of a reference whose word stands before them: `Measure 4.1`, `point (a)`.
fn number_behind(tokens: &[Token], end: usize) -> usize {
    match tokens.get(end..) {
        _ if !tokens[end - 1].says(Meaning::Citation) => 0,
        Some([open, _, close, ..]) if open.is_mark('(') && close.is_mark(')') => 3,
        Some([number, ..]) if matches!(number.kind, Kind::Number(_)) => 1,
        _ => 0,
    }
}

/// Where a run of names behind a word ends, with the participle behind an adverb: `adequately substantiated`.
fn end_of_name(tokens: &[Token], at: usize) -> usize {
    let end = at + 1 + tokens[at + 1..].iter().take(MEASURED).take_while(|next| next.names()).count();
    let next = tokens.get(end).filter(|_| tokens[end - 1].has(Trait::Adverb));
    end + usize::from(next.is_some_and(|next| next.has(Trait::Participle)))
}
