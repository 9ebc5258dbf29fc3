//! By when, for how long, how often.
//!
//! ```text
//! within two weeks ─┐                     once a quarter ─┐
//! within 14 days   ─┼─► due in 14 days    quarterly      ─┼─► every 91.3 days
//! in a fortnight   ─┘                     every 3 months ─┘
//! ```

use super::Profile;
use super::citations::Citation;
use super::numbers::number_at;
use crate::classify::lexicon::{Bound, Lead, Lexicon, Meaning, Polarity, Sense, Trait, Unit};
use crate::classify::words::{Kind, Role, Token};
use std::ops::Range;

/// A duration, a date, or a word such as `promptly`.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::classify) struct Time {
    /// Its tokens, with what leads it in.
    pub(in crate::classify) at: Range<usize>,
    /// How long or when.
    pub(in crate::classify) value: Moment,
    /// What it says.
    pub(in crate::classify) lead: Option<Lead>,
    /// Whether more of it asks more of those who are bound, where the words tell.
    pub(in crate::classify) more_is_stronger: Option<bool>,
    /// Whether it only says again, in brackets, what stands before it: `three days (72 hours)`.
    pub(in crate::classify) restates: bool,
}

/// How long or when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::classify) enum Moment {
    /// So many days.
    Span(f64),
    /// So many days of a kind, as those on which offices work, or schools: by number.
    Working(f64, u8),
    /// A date, in days of a count that only compares.
    Date(f64),
    /// 0 at once, 1 prompt, 2 in due time.
    Prompt(u8),
}

/// How often.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::classify) struct Rhythm {
    /// Its tokens.
    pub(in crate::classify) at: Range<usize>,
    /// The days between two times, or what it goes by.
    pub(in crate::classify) every: Period,
}

/// What a rhythm goes by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::classify) enum Period {
    /// Days between two times.
    Days(f64),
    /// As many days of a kind, such as working days.
    Working(f64, u8),
    /// A word such as `regularly`, by class.
    Vague(i8),
    /// An event, by the stem of its name.
    Event(u32),
    /// So many times an event: `twice per shift`.
    Times(f64, u32),
}

/// All rhythms, which then own their tokens.
pub(in crate::classify) fn rhythms(profile: &mut Profile<'_>, lexicon: &Lexicon) -> Vec<Rhythm> {
    let mut found = Vec::new();
    for at in profile.that_may(Role::Quantity) {
        let Some((end, every)) = rhythm_at(profile, lexicon, at) else { continue };
        let start = led_by_moment(profile, led_by_bound(profile, at));
        profile.own(start..end);
        found.push(Rhythm { at: start..end, every });
    }
    found
}

fn rhythm_at(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<(usize, Period)> {
    let token = &profile.tokens[at];
    if profile.owned[at] {
        return None;
    }
    let rhythm = token.senses.iter().find_map(|sense| match sense {
        Sense::Rhythm(days) => Some(*days),
        _ => None,
    });
    if let Some(days) = rhythm {
        return Some((at + 1, period(days)));
    }
    let number = number_at(profile, lexicon, at);
    counted(profile, lexicon, at, number)
        .or_else(|| multiplied(profile, number))
        .or_else(|| every(profile, lexicon, at, 1.0))
        .or_else(|| event(profile, lexicon, at))
}

#[expect(clippy::cast_possible_truncation, reason = "classes of the lexicon are small whole numbers")]
fn period(days: f64) -> Period {
    if days < 0.0 { Period::Vague(days as i8) } else { Period::Days(days) }
}

/// `once a week`, `twice per year`, `four times a year`.
fn counted(
    profile: &Profile<'_>,
    lexicon: &Lexicon,
    at: usize,
    number: Option<(f64, usize)>,
) -> Option<(usize, Period)> {
    // `four times in each year`
    let from = |at: usize| {
        let leads = profile.tokens.get(at).is_some_and(|token| token.is(|sense| *sense == Sense::Lead(Lead::By)));
        let counts = profile.tokens.get(at + 1).is_some_and(|token| token.says(Meaning::Every));
        at + usize::from(leads && counts)
    };
    if let Some(times) = profile.counting(at).and_then(|word| lexicon.times(&word)) {
        return every(profile, lexicon, from(at + 1), times);
    }
    let (number, end) = number?;
    let times = profile.tokens.get(end)?;
    times.has(Trait::Repetition).then(|| every(profile, lexicon, from(end + 1), number))?
}

/// `6-monthly`, `three-yearly`.
fn multiplied(profile: &Profile<'_>, number: Option<(f64, usize)>) -> Option<(usize, Period)> {
    let (number, end) = number?;
    let days = profile.tokens.get(end)?.senses.iter().find_map(|sense| match sense {
        Sense::Rhythm(days) if *days > 0.0 => Some(*days),
        _ => None,
    })?;
    Some((end + 1, Period::Days(days * number)))
}

/// The kind of days of which a machine runs each hour: none of those on which an office works.
const OPERATING: u8 = u8::MAX;

/// `every two years`, `each month`, `per quarter`, `a week` after a count.
fn every(profile: &Profile<'_>, lexicon: &Lexicon, at: usize, times: f64) -> Option<(usize, Period)> {
    let opens = profile.tokens.get(at)?;
    let article = opens.has(Trait::Indefinite) || opens.is(|sense| *sense == Sense::Lead(Lead::By));
    let opened = opens.says(Meaning::Every) || (article && at > 0);
    if !opened {
        return None;
    }
    let counted = follows_times(profile, lexicon, at);
    let measured =
        opens.has(Trait::Rate) && (at.saturating_sub(4)..at).any(|before| is_measure(&profile.tokens[before]));
    if !counted && (article || measured) {
        return None;
    }
    let (number, end) = match profile.counting(at + 1).and_then(|word| lexicon.ordinal(&word)) {
        Some(ordinal) => (ordinal, at + 2),
        None => number_at(profile, lexicon, at + 1).unwrap_or((1.0, at + 1)),
    };
    // `every 500 operating hours` are counted by themselves.
    let run = profile.tokens.get(end)?.unit().is_none() && end > at + 1;
    let end = end + usize::from(run);
    let unit = profile.tokens.get(end)?;
    match unit.unit() {
        Some(Unit::Time(days)) if run => Some((end + 1, Period::Working(days * number / times, OPERATING))),
        Some(Unit::Time(days)) => Some((end + 1, Period::Days(days * number / times))),
        Some(Unit::Working(kind)) => Some((end + 1, Period::Working(number / times, *kind))),
        None if counted && !article && !unit.is_quiet() && !is_said_of(profile, at - 1, end) => {
            Some((end + 1, Period::Times(times, unit.stem)))
        }
        _ => None,
    }
}

/// Words of a clause before what it says of its subject.
const SUBJECT: usize = 5;

/// `once each bottle is full` says when, and not how often.
fn is_said_of(profile: &Profile<'_>, once: usize, from: usize) -> bool {
    let words = profile.tokens[from..].iter().take(SUBJECT).take_while(|token| token.kind == Kind::Word);
    profile.tokens[once].has(Trait::Once) && { words }.any(|token| token.has(Trait::Copula))
}

/// `30 litres per hour` is no rhythm.
fn is_measure(token: &Token) -> bool {
    token.unit().is_some() || matches!(token.kind, Kind::Number(_))
}

/// `a week` is a rhythm only after `once`, `twice`, `times`.
fn follows_times(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let times = |word: String| lexicon.times(&word).is_some();
    profile.tokens[before].has(Trait::Repetition) || profile.counting(before).is_some_and(times)
}

/// Words of an event's name: `after every arrested fall`.
const LONGEST_EVENT: usize = 3;

/// `after each voyage`, `at the start of each shift`.
fn event(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<(usize, Period)> {
    let leads = profile.tokens[at].is(|sense| matches!(sense, Sense::Lead(Lead::After)))
        || profile.tokens[at].has(Trait::Event)
        || at > 0 && profile.tokens[at].has(Trait::Genitive) && profile.tokens[at - 1].has(Trait::Moment);
    let opens = leads && profile.tokens.get(at + 1)?.says(Meaning::Every);
    if !opens {
        return None;
    }
    // `after every fifth dive`
    let ordinal = profile.counting(at + 2).and_then(|word| lexicon.ordinal(&word));
    let from = at + 2 + usize::from(ordinal.is_some());
    let named = profile.tokens[from..].iter().take_while(|token| token.kind == Kind::Word && !token.is_quiet());
    let named: Vec<&Token> = named.take(LONGEST_EVENT).collect();
    let head = named.last()?;
    let every = ordinal.map_or(Period::Event(head.stem), |ordinal| Period::Times(ordinal.recip(), head.stem));
    Some((from + named.len(), every))
}

/// `at least` before a rhythm belongs to it.
fn led_by_bound(profile: &Profile<'_>, at: usize) -> usize {
    let is_bound = |before: &usize| !profile.owned[*before] && profile.tokens[*before].says(Meaning::Bound);
    at.checked_sub(1).filter(is_bound).unwrap_or(at)
}

/// `at the beginning of` before a rhythm belongs to it.
fn led_by_moment(profile: &Profile<'_>, at: usize) -> usize {
    let from = at.saturating_sub(4);
    let moment = (from..at).rev().find(|&before| profile.tokens[before].has(Trait::Moment));
    moment.filter(|&moment| (moment + 1..at).all(|between| profile.tokens[between].is_quiet())).unwrap_or(at)
}

/// All dates, which then own their tokens.
pub(in crate::classify) fn dates(profile: &mut Profile<'_>, lexicon: &Lexicon) -> Vec<Time> {
    let mut found = Vec::new();
    for at in profile.that_may(Role::Date) {
        if profile.owned[at] {
            continue;
        }
        let Some((end, days)) = date_at(profile, lexicon, at).or_else(|| printed_date(profile, at)) else { continue };
        let (start, lead) = lead_before(profile, at);
        // `up to 1 May`
        let capped = profile.tokens[start..at].iter().any(|token| token.bound() == Some(Bound::Most));
        let lead = lead.or(capped.then_some(Lead::Until));
        let dates_source = lead.is_none() && stands_in_brackets(profile, at..end);
        if dates_source {
            profile.citations.push(Citation { at: at..end, to: vec![format!("the source of day {days}")] });
        }
        if dates_source || lead.is_none() && dates_a_law(profile, at) {
            profile.own(at..end);
            continue;
        }
        let more_is_stronger = match lead {
            _ if is_ambiguous(&profile.text[profile.bytes(at..end)]) || is_within(profile, at) => None,
            Some(Lead::By | Lead::End | Lead::From) => Some(false),
            Some(Lead::Until) => Some(true),
            _ => None,
        };
        let more_is_stronger = more_is_stronger
            .filter(|_| lead == Some(Lead::From) || is_owed(profile, profile.sentence_start(start)..start));
        let end = end + usize::from(closes(profile, end));
        profile.own(start..end);
        found.push(Time { at: start..end, value: Moment::Date(days), lead, more_is_stronger, restates: false });
    }
    found
}

/// `1 March 2027`, `the first of March`, `March 1, 2027`, `March 2027`.
fn date_at(profile: &Profile<'_>, lexicon: &Lexicon, at: usize) -> Option<(usize, f64)> {
    let number = |at: usize| match profile.tokens.get(at)?.kind {
        Kind::Number(value) => Some(value),
        _ => None,
    };
    let month = |at: usize| {
        let token = profile.tokens.get(at).filter(|token| token.capital && token.has(Trait::Month))?;
        lexicon.month(&profile.text[token.range.clone()].to_lowercase())
    };
    let is_year = |year: &f64| (1000.0..3000.0).contains(year);
    let ordinal = || profile.counting(at).and_then(|word| lexicon.ordinal(&word));
    let of = usize::from(profile.tokens.get(at + 1).is_some_and(|token| token.has(Trait::Genitive)));
    if let (Some(day), Some(month)) = (number(at).or_else(ordinal), month(at + 1 + of)) {
        let end = at + 2 + of;
        let comma = usize::from(profile.tokens.get(end).is_some_and(|token| token.is_mark(',')));
        let year = number(end + comma).filter(is_year);
        let end = end + year.map_or(0, |_| comma + 1);
        return Some((end, days(day, month, year.unwrap_or_default())));
    }
    let month = month(at)?;
    let lead = lead_before(profile, at).1;
    let day = |year: f64| match lead {
        Some(Lead::End) => last_day(month, year),
        _ if is_within(profile, at) => MIDDLE,
        _ => 1.0,
    };
    // `by the end of March`, `until March`
    if number(at + 1).is_none() && matches!(lead, Some(Lead::By | Lead::End | Lead::Until | Lead::From)) {
        return Some((at + 1, days(day(1.0), month, 0.0)));
    }
    if let Some(year) = number(at + 1).filter(is_year) {
        return Some((at + 2, days(day(year), month, year)));
    }
    let day = number(at + 1)?;
    let comma = usize::from(profile.tokens.get(at + 2).is_some_and(|token| token.is_mark(',')));
    match number(at + 2 + comma).filter(is_year) {
        Some(year) => Some((at + 3 + comma, days(day, month, year))),
        None => (1.0..32.0).contains(&day).then(|| (at + 2, days(day, month, 0.0))),
    }
}

/// The day that stands for some day of a month.
const MIDDLE: f64 = 15.0;

/// `in March`, which is neither by March nor until then.
fn is_within(profile: &Profile<'_>, month: usize) -> bool {
    month.checked_sub(1).is_some_and(|before| profile.tokens[before].is(|sense| *sense == Sense::Lead(Lead::In)))
}

/// `by 31 March at the latest`: the words after a time that say again how it counts.
pub(in crate::classify) fn closes(profile: &Profile<'_>, at: usize) -> bool {
    let text = |at: usize| profile.tokens.get(at).map_or("", |token| &profile.text[token.range.clone()]);
    let leads = profile.tokens.get(at).is_some_and(|token| token.is(|sense| *sense == Sense::Lead(Lead::By)));
    leads
        && text(at).contains(' ')
        && !profile.tokens.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Number(_)))
}

/// The last day of a month.
fn last_day(month: u32, year: f64) -> f64 {
    let divides = |by: f64| (year % by).abs() < 0.5;
    match month {
        2 if divides(4.0) && (!divides(100.0) || divides(400.0)) => 29.0,
        2 => 28.0,
        4 | 6 | 9 | 11 => 30.0,
        _ => 31.0,
    }
}

/// A count of days that only compares.
fn days(day: f64, month: u32, year: f64) -> f64 {
    (year * 12.0 + f64::from(month)) * 31.0 + day
}

/// `2027-03-01`, `1.3.2027`, `01/03/2027`: day before month.
fn printed_date(profile: &Profile<'_>, at: usize) -> Option<(usize, f64)> {
    let tokens = profile.tokens.get(at..)?;
    let first = tokens.first()?.range.start;
    let (end, last) = match tokens {
        [_, _, third, ..] if (8..=10).contains(&(third.range.end - first)) => (at + 3, third.range.end),
        [only, ..] => (at + 1, only.range.end),
        [] => return None,
    };
    let parts: Vec<u32> =
        profile.text[first..last].split(['-', '.', '/']).map_while(|part| part.parse().ok()).collect();
    let [one, month, other] = parts.as_slice() else { return None };
    let (day, year) = if *one > 31 { (other, one) } else { (one, other) };
    // `12/31/2027`
    let american = profile.text[first..last].contains('/') && *month > 12;
    let (day, month) = if american { (month, day) } else { (day, month) };
    let plausible = (1..=31).contains(day) && (1..=12).contains(month) && (1000..3000).contains(year);
    plausible.then(|| (end, days(f64::from(*day), *month, f64::from(*year))))
}

/// `1/3/2027`: the first of March or the third of January, so nobody can tell what is earlier.
fn is_ambiguous(printed: &str) -> bool {
    let mut parts = printed.split('/').map_while(|part| part.parse::<u32>().ok());
    matches!((parts.next(), parts.next()), (Some(one @ 1..=12), Some(other @ 1..=12)) if one != other)
}

/// `Regulation (EU) 2019/1 of 3 May 2019`: the date of a law is no time limit.
fn dates_a_law(profile: &Profile<'_>, at: usize) -> bool {
    let of = at.checked_sub(1).is_some_and(|before| profile.tokens[before].has(Trait::Genitive));
    of && profile.citations.iter().any(|citation| citation.at.end <= at && at - citation.at.end <= 3)
}

/// `Guide to Kilns, para 2 (June 18, 2019)`: the date of a source that is cited.
fn stands_in_brackets(profile: &Profile<'_>, at: Range<usize>) -> bool {
    let opens = at.start.checked_sub(1).is_some_and(|before| profile.tokens[before].is_mark('('));
    opens && profile.tokens.get(at.end).is_some_and(|after| after.is_mark(')'))
}

/// What stands before a time and says how it counts, with where that begins.
pub(in crate::classify) fn lead_before(profile: &Profile<'_>, at: usize) -> (usize, Option<Lead>) {
    let mut start = at;
    let mut lead = None;
    while let Some(before) = start.checked_sub(1).filter(|&before| !profile.owned[before] && at - before <= 3) {
        let token = &profile.tokens[before];
        let found = token.senses.iter().find_map(|sense| match sense {
            Sense::Lead(lead) => Some(*lead),
            _ => None,
        });
        let bound = token.says(Meaning::Bound);
        let article = token.has(Trait::Article) && !token.has(Trait::Indefinite);
        if found.is_none() && !bound && !article {
            break;
        }
        if article && !start.checked_sub(2).is_some_and(|lead| profile.tokens[lead].says(Meaning::Lead)) {
            break;
        }
        // `at the earliest by 1 May`
        lead = found.filter(|found| *found == Lead::Earliest).or(lead).or(found);
        start = before;
    }
    (start, lead)
}

/// Whether the words before a time ask for an act: a time to do what is allowed, or not to do what is forbidden, takes
/// nothing from those who are bound where it is long.
fn is_owed(profile: &Profile<'_>, before: Range<usize>) -> bool {
    let asks =
        |sense: &Sense| matches!(sense, Sense::Modal(modal) if modal.is_owed() && modal.polarity == Polarity::Act);
    let last = profile.tokens[before].iter().rev().find(|token| token.says(Meaning::Modal));
    last.is_none_or(|modal| modal.is(asks))
}

/// Whether more of a duration asks more, as its surroundings tell.
pub(in crate::classify) fn direction(
    profile: &Profile<'_>,
    at: &Range<usize>,
    lead: Option<Lead>,
    floor: Option<bool>,
) -> Option<bool> {
    let end = profile.sentence_end(at.end);
    // `two days after notice` counts from it, `two days' notice` back.
    let counts_on = |at: usize| {
        let token = &profile.tokens[at];
        token.is_mark(',') || token.is(|sense| *sense == Sense::Lead(Lead::After)) || token.has(Trait::CountsFrom)
    };
    let ahead = (at.end..end.min(at.end + 3)).take_while(|&next| !counts_on(next));
    if ahead.clone().any(|next| profile.tokens[next].has(Trait::Advance)) {
        // `no earlier than 30 days before` leaves less room than 60.
        return Some(lead != Some(Lead::Earliest));
    }
    let start = profile.sentence_start(at.start);
    let near = |one: Trait| (start..end).any(|token| profile.tokens[token].has(one));
    let strict = |sense: &Sense| matches!(sense, Sense::Modal(modal) if modal.strength > 1);
    let owed = || (start..at.start).any(|token| profile.tokens[token].is(strict));
    match (lead, floor) {
        (Some(Lead::By | Lead::End), _) if !is_owed(profile, start..at.start) => None,
        (Some(Lead::By | Lead::End), _) | (Some(Lead::For), Some(false)) => Some(false),
        (Some(Lead::For | Lead::Until) | None, None | Some(true)) if near(Trait::Retain) => Some(true),
        (Some(Lead::After), _) if near(Trait::Erase) => Some(false),
        (Some(Lead::For), None) if owed() => Some(true),
        (Some(Lead::Earliest), _) => Some(true),
        (_, floor) => floor,
    }
}

/// Words such as `promptly`, which then own their tokens.
pub(in crate::classify) fn prompts(profile: &mut Profile<'_>) -> Vec<Time> {
    let mut found = Vec::new();
    for at in profile.that_may(Role::Prompt) {
        let prompt = profile.tokens[at].senses.iter().find_map(|sense| match sense {
            Sense::Prompt(class) => Some(*class),
            _ => None,
        });
        if let Some(class) = prompt.filter(|_| !profile.owned[at]) {
            profile.own(at..at + 1);
            let value = Moment::Prompt(class);
            found.push(Time {
                at: at..at + 1,
                value,
                lead: Some(Lead::By),
                more_is_stronger: Some(false),
                restates: false,
            });
        }
    }
    found
}
