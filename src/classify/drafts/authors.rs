//! Whether a section is the authors' word to their readers: a letter, a plan, what happens next. It binds nobody.

use crate::classify::lexicon::{Modal, Polarity, Sense, Trait};
use crate::classify::passages::Passage;
use crate::classify::words::{Reader, Token};
use crate::model::{Unit, UnitKind};

/// How binding a pledge is: `should` is none.
const PLEDGED: u8 = 4;

/// Whether a unit is a section without a number in which the authors speak of themselves or of their draft, and pledge
/// nothing: in a code that its signatories wrote, `we commit to` is a duty like any other.
pub(super) fn speak(reader: &mut Reader, unit: &Unit, passage: &Passage<'_>) -> bool {
    if unit.kind != UnitKind::Section || unit.number.is_some() {
        return false;
    }
    let mut any = |is: fn(&[Token], usize) -> bool| {
        (0..passage.statements.len()).any(|at| {
            let tokens = &passage.said(reader, at).tokens;
            (0..tokens.len()).any(|at| is(tokens, at))
        })
    };
    any(names_authors) && !any(pledges)
}

/// `we`, `the second draft`
fn names_authors(tokens: &[Token], at: usize) -> bool {
    tokens[at].has(Trait::Author) || names_draft(tokens, at)
}

/// `this draft`, `the second draft`
fn names_draft(tokens: &[Token], at: usize) -> bool {
    let which = |before: &Token| before.has(Trait::Demonstrative) || before.has(Trait::Counts);
    tokens[at].has(Trait::AuthorText) && at.checked_sub(1).is_some_and(|before| which(&tokens[before]))
}

/// `we commit to`, `we hereby undertake to`; not `we will`, which may tell what comes next, nor `we may not know`.
fn pledges(tokens: &[Token], at: usize) -> bool {
    let pledged = Modal { polarity: Polarity::Act, strength: PLEDGED };
    let owes = |token: &Token| token.is(|sense| *sense == Sense::Modal(pledged)) && !token.has(Trait::Future);
    tokens[at].has(Trait::Author) && tokens[at + 1..].iter().find(|token| !token.has(Trait::Adverb)).is_some_and(owes)
}
