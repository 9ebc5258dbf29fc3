//! Numbers with what they count: durations go to the times, everything else is an amount.
//!
//! ```text
//! no more than 0.6 mg   ─►  at most 0.0006 g        between 2 °C and 8 °C  ─►  2 to 8 °C
//! five or more members  ─►  at least 5 members      half of the seats      ─►  50 %
//! ```

use super::Profile;
use super::numbers::number_at;
use super::times::{Moment, Time, closes, direction, lead_before};
use crate::classify::lexicon::{Bound, Conjunction, Lexicon, Meaning, Modal, Polarity, Sense, Trait, Unit};
use crate::classify::words::{Kind, Role, Token};
use std::ops::Range;

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::classify) struct Amount {
    /// Its tokens, with its bound.
    pub(in crate::classify) at: Range<usize>,
    /// What is counted.
    pub(in crate::classify) of: Measure,
    /// The size of its unit in the measure's base.
    pub(in crate::classify) factor: f64,
    /// How much, in the measure's base; for a range from and to.
    pub(in crate::classify) low: f64,
    /// As `low` where it is no range.
    pub(in crate::classify) high: f64,
    /// Which side is allowed; what is below a bound is at most as much.
    pub(in crate::classify) bound: Option<Bound>,
    /// Whether the bound itself is left out.
    pub(in crate::classify) excludes: bool,
    /// A number in words without unit or bound: `two residents`.
    pub(in crate::classify) plain: bool,
}

impl Amount {
    /// `at least one`: some, and no number that anybody reaches for.
    pub(in crate::classify) fn is_any(&self) -> bool {
        self.bound == Some(Bound::Least) && !matches!(self.of, Measure::Unit(_)) && (self.high - 1.0).abs() < 1e-9
    }
}

/// What a number counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Measure {
    /// A unit of the lexicon.
    Unit(String),
    /// Things, by the stem of their name.
    Things(u32),
    /// Nothing that is named.
    Bare,
}

/// All numbers that nobody owns yet: durations, then amounts. They then own their tokens.
pub(in crate::classify) fn find(profile: &mut Profile<'_>, lexicon: &Lexicon) -> (Vec<Time>, Vec<Amount>) {
    let (mut times, mut amounts) = (Vec::new(), Vec::new());
    let mut end = 0;
    for at in profile.that_may(Role::Quantity) {
        let Some(quantity) = Some(at).filter(|&at| at >= end).and_then(|at| quantity_at(profile, lexicon, at)) else {
            continue;
        };
        end = quantity.at.end;
        match quantity.unit {
            Some(Unit::Time(days)) if is_tenure(profile, &quantity.at) => {
                push(profile.tokens, &mut amounts, tenure(profile, &quantity, days));
            }
            Some(Unit::Time(days)) => times.extend(time(profile, &quantity, Moment::Span(quantity.number * days))),
            Some(Unit::Working(kind)) => {
                times.extend(time(profile, &quantity, Moment::Working(quantity.number, kind)));
            }
            _ => push(profile.tokens, &mut amounts, amount(profile, quantity)),
        }
    }
    (times, amounts)
}

/// A number and the unit that goes with it.
struct Quantity {
    at: Range<usize>,
    number: f64,
    unit: Option<Unit>,
    /// Whether it was printed in digits.
    digits: bool,
}

fn quantity_at(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<Quantity> {
    if profile.owned[at] {
        return None;
    }
    let share = profile.tokens[at].senses.iter().find_map(|sense| match sense {
        Sense::Share(share) => Some(*share),
        _ => None,
    });
    if let Some(number) = share {
        let unit = Some(Unit::Amount("percent".to_owned(), 1.0));
        return Some(Quantity { at: at..at + 1, number, unit, digits: true });
    }
    let currency = profile.tokens[at].unit().filter(|unit| matches!(unit, Unit::Amount(..)));
    if let (Some(unit), Some((number, end))) = (currency, number_at(profile, lexicon, at + 1)) {
        return Some(Quantity { at: at..end, number, unit: Some(unit.clone()), digits: true });
    }
    let (number, end) = number_at(profile, lexicon, at).or_else(|| article_at(profile, at))?;
    let unit = profile.tokens.get(end).and_then(|token| token.unit()).cloned();
    let end = end + usize::from(unit.is_some());
    let digits = matches!(profile.tokens[at].kind, Kind::Number(_));
    Some(Quantity { at: at..end, number, unit, digits })
}

/// `within a week`, `a week after the test`: one week.
fn article_at(profile: &Profile<'_>, at: usize) -> Option<(f64, usize)> {
    let article = profile.tokens[at].has(Trait::Indefinite);
    let unit = profile.tokens.get(at + 1)?.unit()?;
    let leads = |token: &Token| token.is(|sense| matches!(sense, Sense::Lead(_) | Sense::Bound(_)));
    let led = at.checked_sub(1).is_some_and(|before| leads(&profile.tokens[before]))
        || profile.tokens.get(at + 2).is_some_and(Token::counts_time);
    (article && led && matches!(unit, Unit::Time(_) | Unit::Working(_))).then_some((1.0, at + 1))
}

/// `16 years old`, `not older than 16 years`, `three years of experience`, `the past 12 weeks`.
fn is_tenure(profile: &Profile<'_>, at: &Range<usize>) -> bool {
    let mut ahead = profile.tokens[at.end..].iter().take(3).take_while(|token| !token.is_stop());
    // `service of ten years`, and not `the service shall answer within ten days`.
    let leads = |token: &&Token| token.says(Meaning::Lead);
    let mut behind = (at.start.saturating_sub(3)..at.start).rev().take_while(|&at| !leads(&&profile.tokens[at]));
    ahead.any(|token| token.has(Trait::Tenure))
        || behind.any(|at| profile.tokens[at].has(Trait::Tenure) || profile.any_word_has(at, Trait::Tenure))
        || is_age(profile, at)
        || follows_last(profile, at)
}

/// `the last 12 weeks`; in `shall last 12 weeks` no article stands before it.
fn follows_last(profile: &Profile<'_>, at: &Range<usize>) -> bool {
    let [.., article, last] = &profile.tokens[..at.start] else { return false };
    article.has(Trait::Article) && last.has(Trait::Retain)
}

/// `a child under 12 years`
fn is_age(profile: &Profile<'_>, at: &Range<usize>) -> bool {
    let [.., person, bound] = &profile.tokens[..at.start] else { return false };
    bound.has(Trait::Age) && person.has(Trait::Party)
}

fn tenure(profile: &mut Profile<'_>, quantity: &Quantity, days: f64) -> Option<Amount> {
    let (at, bound) = bounds(profile, &quantity.at);
    let value = quantity.number * days;
    profile.own(at.clone());
    let of = Measure::Unit("tenure".to_owned());
    let excludes = excludes(profile, &at, bound);
    Some(Amount { at, of, factor: days, low: value, high: value, bound, excludes, plain: false })
}

/// A duration as a time; an age or a length of experience is no time to act by.
fn time(profile: &mut Profile<'_>, quantity: &Quantity, value: Moment) -> Option<Time> {
    let (start, lead) = lead_before(profile, quantity.at.start);
    let (_, bound) = bounds(profile, &(start..quantity.at.end));
    let floor = match bound {
        Some(Bound::Least | Bound::Target) => Some(true),
        Some(Bound::Most | Bound::Below) => Some(false),
        Some(Bound::Over) | None => None,
    };
    let at = start..quantity.at.end + usize::from(closes(profile, quantity.at.end));
    let more_is_stronger = direction(profile, &at, lead, floor);
    profile.own(at.clone());
    Some(Time { at, value, lead, more_is_stronger, restates: false })
}

/// A number that is no duration; `None` for a small one that counts nothing in particular.
fn amount(profile: &mut Profile<'_>, quantity: Quantity) -> Option<Amount> {
    let (at, mut bound) = bounds(profile, &quantity.at);
    if let (None, Some((token, found))) = (bound, set_before(profile, at.start)) {
        profile.own(token..token + 1);
        bound = Some(found);
    }
    let (of, factor) = match quantity.unit {
        Some(Unit::Amount(name, factor)) => (Measure::Unit(name), factor),
        _ => (things(profile, quantity.at.end), 1.0),
    };
    let plain = bound.is_none() && !quantity.digits && !matches!(of, Measure::Unit(_));
    if plain && quantity.number < 2.0 {
        return None;
    }
    let sized = profile.tokens.get(at.end).is_some_and(|token| token.has(Trait::Dimension));
    let at = at.start..at.end + usize::from(sized);
    let value = quantity.number * factor;
    let bound = bound.or_else(|| aimed(profile, &at));
    let excludes = excludes(profile, &at, bound);
    profile.own(at.clone());
    Some(Amount { at, of, factor, low: value, high: value, bound, excludes, plain })
}

fn things(profile: &Profile<'_>, at: usize) -> Measure {
    match profile.tokens.get(at) {
        Some(token) if token.kind == Kind::Word && !token.is_quiet() && token.senses.is_empty() => {
            Measure::Things(token.stem)
        }
        _ => Measure::Bare,
    }
}

/// The bound before or after a number, and the tokens with it.
fn bounds(profile: &Profile<'_>, at: &Range<usize>) -> (Range<usize>, Option<Bound>) {
    let bound = |at: usize| profile.tokens.get(at)?.bound();
    if let Some(found) = (at.start..at.end).find_map(bound) {
        return (at.clone(), Some(limited(profile, at.start, found)));
    }
    // `under the five headings` counts them, and bounds nothing.
    let article = |token: &Token| token.has(Trait::Article) && !token.is_phrase();
    let counted = at.start.checked_sub(1).is_some_and(|before| article(&profile.tokens[before]));
    let near = at.start.saturating_sub(if counted { 0 } else { 2 })..at.start;
    let before = near.rev().find_map(|before| Some((before, bound(before)?)));
    if let Some((before, found)) = before.filter(|&(before, _)| !profile.owned[before]) {
        return (before..at.end, Some(limited(profile, before, found)));
    }
    match bound(at.end).filter(|_| !profile.owned[at.end]) {
        Some(Bound::Below) => (at.start..at.end + 1, Some(Bound::Most)),
        Some(found) if found != Bound::Target => (at.start..at.end + 1, Some(found)),
        _ => (at.clone(), None),
    }
}

/// Whether the bound of an amount is none that it may reach: `less than six`, but `not less than six` reaches it.
fn excludes(profile: &Profile<'_>, at: &Range<usize>, bound: Option<Bound>) -> bool {
    bound != Some(Bound::Least)
        && profile.tokens[at.clone()].iter().any(|token| token.is(|sense| *sense == Sense::Bound(Bound::Below)))
}

/// `the maximum load … is 450 kg`: the token that sets the bound from before what is bounded.
fn set_before(profile: &Profile<'_>, at: usize) -> Option<(usize, Bound)> {
    let is = at.checked_sub(1).filter(|&is| profile.tokens[is].has(Trait::Copula))?;
    let start = profile.sentence_start(at).max(is.saturating_sub(8));
    (start..is).rev().filter(|&before| !profile.owned[before]).find_map(|before| {
        let token = &profile.tokens[before];
        let word = &profile.text[token.range.clone()];
        let adjective = !word.contains(' ');
        token.senses.iter().find_map(|sense| match sense {
            Sense::Bound(bound @ (Bound::Most | Bound::Least)) if adjective => Some((before, *bound)),
            _ => None,
        })
    })
}

/// Words between a negation and the limit that it makes.
const DENIED: usize = 3;

/// `shall not carry more than` is a limit.
fn limited(profile: &Profile<'_>, at: usize, bound: Bound) -> Bound {
    let refrains = |token: &usize| {
        let refrain = |sense: &Sense| matches!(sense, Sense::Modal(Modal { polarity: Polarity::Refrain, .. }));
        profile.tokens[*token].is(refrain)
    };
    let start = profile.sentence_start(at);
    // `so that they do not grow higher than`
    let denied = (at.saturating_sub(DENIED).max(start)..at).any(|token| profile.tokens[token].has(Trait::Negation));
    let forbidden = by_nobody(profile, start..at) || denied || (start..at).any(|token| refrains(&token));
    match bound {
        Bound::Over if forbidden => Bound::Most,
        Bound::Below if forbidden => Bound::Least,
        Bound::Below if is_class(profile, at) => Bound::Over,
        Bound::Below => Bound::Most,
        Bound::Most | Bound::Least if is_class(profile, at) => Bound::Over,
        other => other,
    }
}

/// `No hall shall hold more than` limits as `a hall shall not hold more than` does: nothing but its subject stands between.
fn by_nobody(profile: &Profile<'_>, before: Range<usize>) -> bool {
    let words = &profile.tokens[before];
    let none = words.first().is_some_and(|first| first.has(Trait::None));
    let clause = [Meaning::Condition, Meaning::Exception];
    let ends = |token: &Token| token.is_sign() || clause.into_iter().any(|one| token.says(one));
    none && words.iter().any(|token| token.says(Meaning::Modal)) && !words.iter().any(ends)
}

/// `persons under 16 shall`, `members who hold at least 5 % may`: who is meant, and no limit for what they do.
fn is_class(profile: &Profile<'_>, at: usize) -> bool {
    let modal = |token: usize| profile.tokens[token].says(Meaning::Modal);
    let (start, end) = (profile.sentence_start(at), profile.sentence_end(at));
    at > start && profile.is_open(at - 1) && !(start..at).any(modal) && (at..end).any(modal)
}

/// A number that is aimed at, by a word in the same sentence.
fn aimed(profile: &Profile<'_>, at: &Range<usize>) -> Option<Bound> {
    let aims = |sense: &Sense| matches!(sense, Sense::Bound(Bound::Target) | Sense::Effort(2));
    let start = profile.sentence_start(at.start).max(at.start.saturating_sub(12));
    (start..at.start).any(|token| profile.tokens[token].is(aims)).then_some(Bound::Target)
}

/// Adds an amount; one that closes a range is put together with the one before, where both stand in one cell.
fn push(tokens: &[Token], amounts: &mut Vec<Amount>, next: Option<Amount>) {
    let Some(next) = next else { return };
    let near = |last: &Amount| {
        next.at.start - last.at.end <= 1 && !tokens[last.at.end..next.at.start].iter().any(|token| token.is_mark('|'))
    };
    match amounts.last_mut() {
        Some(last) if near(last) && joins_range(last, &next) => {
            last.low *= if last.of == Measure::Bare { next.factor } else { 1.0 };
            last.high = next.high;
            last.of = next.of;
            last.at.end = next.at.end;
        }
        Some(last) if closes_range(tokens, last, &next) => {
            (last.high, last.bound, last.at.end) = (next.high, None, next.at.end);
        }
        _ => amounts.push(next),
    }
}

/// Words between the two bounds of a range: `at least 2 mg per litre and at most 8 mg per litre`.
const BOUNDS_APART: usize = 3;

/// `not less than 2 °C and not more than 8 °C`.
fn closes_range(tokens: &[Token], last: &Amount, next: &Amount) -> bool {
    let bounds = (last.bound, next.bound) == (Some(Bound::Least), Some(Bound::Most)) && !next.excludes;
    let between = &tokens[last.at.end..next.at.start];
    let joined = between.last().is_some_and(|token| token.joins() == Some(Conjunction::And));
    let near = between.len() <= BOUNDS_APART && !between.iter().any(Token::is_sign);
    bounds && last.of == next.of && last.low < next.high && joined && near
}

/// `between 2 °C and 8 °C`, `2 to 8 °C`.
fn joins_range(last: &Amount, next: &Amount) -> bool {
    let bare = last.of == Measure::Bare;
    let low = if bare { last.low * next.factor } else { last.low };
    next.bound.is_none() && low < next.high && (bare || last.of == next.of)
}
