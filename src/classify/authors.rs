//! Whether a section is the authors' word to their readers: a letter, a plan, what happens next. It binds nobody.

use super::lexicon::{Sense, Trait};
use super::words::{Reader, Token};
use crate::model::{Unit, UnitKind};

/// Words after one for the authors among which a pledge of theirs begins: `we hereby commit to`.
const PLEDGED_WITHIN: usize = 2;

/// Whether a unit is a section without a number in which the authors speak of themselves or of their draft, and pledge
/// nothing: in a code that its signatories wrote, `we commit to` is a duty like any other.
pub(super) fn speak(reader: &mut Reader, unit: &Unit) -> bool {
    if unit.kind != UnitKind::Section || unit.number.is_some() {
        return false;
    }
    let text = &unit.body.prose.text;
    let tokens = reader.read(text, 0..text.len());
    let speaks = (0..tokens.len()).any(|at| tokens[at].has(Trait::Author) || names_draft(&tokens, at));
    speaks && !(0..tokens.len()).any(|at| pledges(&tokens, at))
}

/// `this draft`, `the second draft`
fn names_draft(tokens: &[Token], at: usize) -> bool {
    let which = |before: &Token| before.has(Trait::Demonstrative) || before.has(Trait::Counts);
    tokens[at].has(Trait::AuthorText) && at.checked_sub(1).is_some_and(|before| which(&tokens[before]))
}

fn pledges(tokens: &[Token], at: usize) -> bool {
    let owed = |token: &Token| token.is(|sense| matches!(sense, Sense::Modal(modal) if modal.is_owed()));
    let ahead = tokens[at + 1..].iter().take(PLEDGED_WITHIN);
    tokens[at].has(Trait::Author)
        && ahead.take_while(|token| !token.is_stop()).any(|token| owed(token) && !token.has(Trait::Future))
}
