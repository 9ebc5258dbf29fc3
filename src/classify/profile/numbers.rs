//! Numbers in digits or words.

use super::Profile;
use crate::classify::lexicon::{Lexicon, Trait};
use crate::classify::words::{Kind, Role};

/// A number in digits or words, and where it ends: `5`, `twenty-five`, `1.5 million`, `thirty (30)`.
pub(super) fn number_at(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<(f64, usize)> {
    let first = profile.tokens.get(at).filter(|first| first.roles.has(Role::Number))?;
    if first.has(Trait::Minus) {
        return number_at(profile, lexicon, at + 1).map(|(number, end)| (-number, end));
    }
    let (mut number, mut end) = plain_number(profile, lexicon, at)?;
    if let Some((ones, next)) = plain_number(profile, lexicon, end)
        && number >= 20.0
        && number % 10.0 == 0.0
        && ones < 10.0
        && !matches!(profile.tokens[end].kind, Kind::Number(_))
    {
        (number, end) = (number + ones, next);
    }
    // `1 in 15`
    if number == 1.0
        && profile.tokens.get(end).is_some_and(|token| token.has(Trait::RatioSign))
        && let Some((whole, next)) = plain_number(profile, lexicon, end + 1)
        && whole > 1.0
    {
        return Some((1.0 / whole, next));
    }
    while let Some(factor) = profile.counting(end).and_then(|word| lexicon.multiplier(&word)) {
        (number, end) = (number * factor, end + 1);
    }
    Some((number, repeated(profile, lexicon, end)))
}

/// Past a number in brackets that says the same again.
fn repeated(profile: &Profile<'_>, lexicon: &Lexicon, end: usize) -> usize {
    let is_mark = |at: usize, mark: char| profile.tokens.get(at).is_some_and(|token| token.is_mark(mark));
    let inside = if is_mark(end, '(') { plain_number(profile, lexicon, end + 1) } else { None };
    inside.filter(|&(_, next)| is_mark(next, ')')).map_or(end, |(_, next)| next + 1)
}

fn plain_number(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<(f64, usize)> {
    let token = profile.tokens.get(at)?;
    if profile.owned[at] {
        return None;
    }
    match token.kind {
        Kind::Number(value) => Some((value, at + 1)),
        Kind::Word => lexicon.number(&profile.counting(at)?).map(|value| (value, at + 1)),
        Kind::Mark(_) => None,
    }
}
