use super::{Comparison, unequal};
use crate::classify::lexicon::{Bound, Lead, Meaning, Sense, Trait};
use crate::classify::profile::{Moment, Period, Profile, Rhythm, Time};
use crate::classify::rules::{
    DEADLINE_ADDED, DEADLINE_CHANGED, DEADLINE_LENGTHENED, DEADLINE_REMOVED, DEADLINE_SHORTENED, FREQUENCY_ADDED,
    FREQUENCY_CHANGED, FREQUENCY_LOWERED, FREQUENCY_RAISED, FREQUENCY_REMOVED, RETENTION_LENGTHENED,
    RETENTION_SHORTENED, Rule, THRESHOLD_LOOSENED, THRESHOLD_TIGHTENED,
};
use crate::classify::words::Token;
use crate::model::{Pair, Side};
use std::ops::Range;

impl Comparison<'_, '_> {
    /// Times: equal ones aside, then in order.
    pub(super) fn compare_times(&mut self) {
        let lists = self.profiles.map(|profile| profile.times.as_slice());
        let open = self.unsettled(lists, |time| &time.at);
        self.compare_starts(open.as_ref().map(Vec::as_slice));
        self.compare_last_days(open.as_ref().map(Vec::as_slice));
        for both in same_moments(open.as_ref().map(Vec::as_slice)) {
            self.compare_limits(&DEADLINE_CHANGED, both.map(|time| &time.at));
            self.compare_leads(both);
        }
        let left = unequal(open.as_ref().map(Vec::as_slice), |one, other| same_moment(one.value, other.value));
        for (before, after) in left.before.iter().zip(&left.after) {
            // A time that says when something holds, or what may be done, asks for nothing.
            let asks = Pair::new(before, after).zip(self.profiles).map(|(time, profile)| {
                let allowed = time.lead == Some(Lead::From) && profile.only_allows(time.at.start);
                profile.clause_of(time.at.start).is_none() && !allowed
            });
            let rule = if asks == Pair::new(true, true) { time_rule(before, after) } else { &DEADLINE_CHANGED };
            self.say(rule, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
            self.settle_tail(Side::Before, before.at.end);
            self.settle_tail(Side::After, after.at.end);
        }
        let both = left.before.len().min(left.after.len());
        for (side, rest) in [(Side::Before, &left.before[both..]), (Side::After, &left.after[both..])] {
            for time in rest.iter().filter(|time| !time.restates) {
                if self.is_said_there(side, time) {
                    self.outcome.differs = true;
                } else if let Some(open) = self.open_end(side.other()) {
                    self.settle_tail(side, time.at.end);
                    self.settle(side.other(), open.clone());
                    let (here, there) = (Some(time.at.clone()), Some(open));
                    let both = if side == Side::Before { Pair::new(here, there) } else { Pair::new(there, here) };
                    self.say(&DEADLINE_CHANGED, both);
                } else {
                    self.say_lone_time(side, time);
                }
            }
        }
    }

    /// The same time that is counted to or from: `kept for five years`, `kept within five years`; `as of 1 May`, `until 1 May`.
    fn compare_leads(&mut self, both: Pair<&Time>) {
        let kind = |lead: Lead| match lead {
            Lead::By | Lead::End | Lead::In => 0,
            Lead::For => 1,
            Lead::Until => 2,
            Lead::From => 3,
            Lead::After => 4,
            Lead::Earliest => 5,
        };
        let kinds = both.map(|time| time.lead.map(kind));
        let last_days = [Some(Lead::After), Some(Lead::From)];
        let told = both.map(|time| last_days.contains(&time.lead)) == Pair::new(true, true);
        let other = match (kinds.before, kinds.after) {
            (Some(before), Some(after)) => before != after && !told,
            (Some(0..=2), None) | (None, Some(0..=2)) => {
                both.zip(self.profiles).map(counts_bare) == Pair::new(true, true)
            }
            _ => false,
        };
        if other {
            self.say(&DEADLINE_CHANGED, both.map(|time| Some(time.at.clone())));
        }
    }

    /// One time or rhythm with another limit: `at least once a month`, `once a month`, `less than once a month`.
    fn compare_limits(&mut self, rule: &'static Rule, both: Pair<&Range<usize>>) {
        let limits = both.zip(Side::EACH).map(|(at, side)| self.limit(side, at));
        if !limits.agree() {
            self.say(rule, both.map(|at| Some(at.clone())));
        }
    }

    /// The limit that is set beside some tokens; `at most` is what most times say without it.
    fn limit(&self, side: Side, at: &Range<usize>) -> Option<Bound> {
        let profile = *side.of(&self.profiles);
        let near = at.start.saturating_sub(1)..profile.tokens.len().min(at.end + 1);
        match profile.tokens[near].iter().find_map(Token::bound)? {
            Bound::Most | Bound::Target => None,
            Bound::Over if profile.forbids() => None,
            Bound::Below if profile.forbids() => Some(Bound::Least),
            other => Some(other),
        }
    }

    /// `no more than twice a week`, `shall not … more than twice a week`: so often at most.
    fn is_capped(&self, side: Side, rhythm: &Rhythm) -> bool {
        let profile = *side.of(&self.profiles);
        let caps = |sense: &Sense| match sense {
            Sense::Bound(Bound::Most) => true,
            Sense::Bound(Bound::Over) => profile.forbids(),
            _ => false,
        };
        let near = rhythm.at.start.saturating_sub(2)..rhythm.at.end;
        profile.tokens[near].iter().any(|token| token.is(caps))
    }

    /// Words such as `until the system is withdrawn`, of which something stands on this side only.
    fn open_end(&self, side: Side) -> Option<Range<usize>> {
        let profile = *side.of(&self.profiles);
        let opens = |at: &usize| {
            let token = &profile.tokens[*at];
            let ends = |sense: &Sense| matches!(sense, Sense::Lead(Lead::Until | Lead::End));
            !profile.owned[*at] && !side.of(&self.settled)[*at] && token.is(ends)
        };
        let start = (0..profile.tokens.len()).find(opens)?;
        let stop = profile.sentence_end(start);
        let end = (start..stop).find(|&at| profile.tokens[at].is_mark(',')).unwrap_or(stop);
        (start..end).any(|at| self.is_loose(side, at)).then_some(start..end)
    }

    /// Whether the other side has the word of a lone time in another form: `prompt notification`, `notify promptly`.
    fn is_said_there(&mut self, side: Side, time: &Time) -> bool {
        let there = side.other();
        let word = &side.of(&self.profiles).tokens[time.at.start];
        let other = *there.of(&self.profiles);
        let prompt = matches!(time.value, Moment::Prompt(_));
        let same = (0..other.tokens.len()).find(|&at| self.is_loose(there, at) && other.tokens[at].root == word.root);
        if let Some(at) = same.filter(|_| prompt) {
            self.settle(there, at..at + 1);
        }
        prompt && same.is_some()
    }

    /// As long as before, but counted from something else: `14 days of the delivery`.
    fn compare_starts(&mut self, times: Pair<&[Time]>) {
        for Pair { before, after } in same_moments(times) {
            let starts = Pair::new(self.start(Side::Before, before.at.end), self.start(Side::After, after.at.end));
            if let (Some(_), Some(_)) = (starts.before, starts.after) {
                self.settle_tail(Side::Before, before.at.end);
                self.settle_tail(Side::After, after.at.end);
                self.say(&DEADLINE_CHANGED, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
            }
        }
    }

    /// The same date, of which only one side counts the day itself: `before 1 March`, `on or before 1 March`.
    fn compare_last_days(&mut self, times: Pair<&[Time]>) {
        for both in same_moments(times).filter(|both| matches!(both.before.value, Moment::Date(_))) {
            let Pair { before, after } = both;
            let excluded = both.zip(self.profiles).map(|(time, profile)| {
                let leads = time.at.start.checked_sub(1).map(|at| &profile.tokens[at]);
                time.lead.is_none() && leads.is_some_and(|token| token.has(Trait::Advance))
            });
            // `after 1 July`, `from 1 July`
            let leads =
                both.map(|time| [Some(Lead::After), Some(Lead::From)].iter().position(|lead| *lead == time.lead));
            let from_other_days = leads.before.is_some() && leads.after.is_some() && !leads.agree();
            let rule = match (excluded.before, excluded.after) {
                _ if from_other_days => &DEADLINE_CHANGED,
                (true, false) if after.lead == Some(Lead::By) => &DEADLINE_LENGTHENED,
                (false, true) if before.lead == Some(Lead::By) => &DEADLINE_SHORTENED,
                _ => continue,
            };
            let due = both.map(|time| time.more_is_stronger == Some(false));
            let rule = if due.before || due.after { rule } else { &DEADLINE_CHANGED };
            self.say(rule, both.map(|time| Some(time.at.clone())));
        }
    }

    /// The word after `of the` that says from when a time counts, where it stands on one side only.
    fn start(&self, side: Side, end: usize) -> Option<usize> {
        let profile = *side.of(&self.profiles);
        let leads = profile.tokens.get(end).is_some_and(|token| token.has(Trait::CountsFrom));
        let named = (end..profile.tokens.len()).take(4).find(|&at| !profile.tokens[at].is_quiet() && at > end)?;
        (leads && self.is_loose(side, named)).then_some(named)
    }

    /// A time on one side only. Next to a time that stayed, `without delay` is a stricter wording and not a new limit.
    fn say_lone_time(&mut self, side: Side, time: &Time) {
        let beside = !side.of(&self.profiles.map(|profile| profile.times.len() > 1));
        let prompt = matches!(time.value, Moment::Prompt(_));
        let rules =
            if prompt && !beside && self.profiles.map(|profile| !profile.times.is_empty()) == Pair::new(true, true) {
                Pair::new(&DEADLINE_LENGTHENED, &DEADLINE_SHORTENED)
            } else {
                Pair::new(&DEADLINE_REMOVED, &DEADLINE_ADDED)
            };
        self.say_one_sided(rules, side, time.at.clone());
        self.settle_tail(side, time.at.end);
    }

    /// Rhythms: equal ones aside, then in order.
    pub(super) fn compare_rhythms(&mut self) {
        let lists = self.profiles.map(|profile| profile.rhythms.as_slice());
        let open = self.unsettled(lists, |rhythm| &rhythm.at);
        let same = |one: &Rhythm, other: &Rhythm| one.every == other.every || near(one, other);
        for both in pairs(open.as_ref().map(Vec::as_slice), same) {
            let capped = both.zip(Side::EACH).map(|(rhythm, side)| self.is_capped(side, rhythm));
            if capped.agree() {
                self.compare_limits(&FREQUENCY_CHANGED, both.map(|rhythm| &rhythm.at));
            } else {
                self.say(&FREQUENCY_CHANGED, both.map(|rhythm| Some(rhythm.at.clone())));
            }
        }
        let left = unequal(open.as_ref().map(Vec::as_slice), same);
        for (before, after) in left.before.iter().zip(&left.after) {
            let forbidden = Pair::new(before, after).zip(self.profiles);
            let forbidden = forbidden.map(|(rhythm, profile)| profile.asks_for_nothing(rhythm.at.start));
            let capped = self.is_capped(Side::Before, before) && self.is_capped(Side::After, after);
            let rule = match rhythm_rule(before, after) {
                rule if rule == &FREQUENCY_RAISED && capped => &THRESHOLD_LOOSENED,
                rule if rule == &FREQUENCY_LOWERED && capped => &THRESHOLD_TIGHTENED,
                _ if forbidden == Pair::new(true, true) => &FREQUENCY_CHANGED,
                rule => rule,
            };
            self.say(rule, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
            for (side, rhythm) in [(Side::Before, before), (Side::After, after)] {
                // `after each repair of the hull`
                if matches!(rhythm.every, Period::Event(_)) {
                    self.settle_tail(side, rhythm.at.end);
                }
            }
        }
        let both = left.before.len().min(left.after.len());
        let rules = Pair::new(&FREQUENCY_REMOVED, &FREQUENCY_ADDED);
        for (side, rest) in [(Side::Before, &left.before[both..]), (Side::After, &left.after[both..])] {
            for rhythm in rest {
                self.say_one_sided(rules, side, rhythm.at.clone());
                self.settle_tail(side, rhythm.at.end);
            }
        }
    }
}

/// Whether a span counts from or to something, and has no bound: `10 days after receipt`, `within 10 days after receipt`.
fn counts_bare((time, profile): (&Time, &Profile<'_>)) -> bool {
    let near = time.at.start.saturating_sub(1)..time.at.end;
    // `in the 45 minutes before departure` is no limit.
    let bound = profile.tokens[near].iter().any(|token| token.says(Meaning::Bound) || token.has(Trait::Article));
    matches!(time.value, Moment::Span(_) | Moment::Working(..))
        && !bound
        && profile.tokens.get(time.at.end).is_some_and(Token::counts_time)
}

/// Each of the older ones with the first of the newer ones that is the same.
fn pairs<T>(lists: Pair<&[T]>, same: impl Fn(&T, &T) -> bool) -> impl Iterator<Item = Pair<&T>> {
    let with = move |before| Some(Pair::new(before, lists.after.iter().find(|after| same(before, after))?));
    lists.before.iter().filter_map(with)
}

fn same_moments(times: Pair<&[Time]>) -> impl Iterator<Item = Pair<&Time>> {
    pairs(times, |one, other| same_moment(one.value, other.value))
}

/// Shares of a day closer than this are rounding.
const ROUNDING: f64 = 1e-6;

/// Months and weeks that differ by less than this cannot be told longer or shorter.
const MUCH_ALIKE: f64 = 0.05;

/// Whether two times say the same.
pub(in crate::classify) fn same_moment(one: Moment, other: Moment) -> bool {
    match (one, other) {
        (Moment::Span(one), Moment::Span(other)) | (Moment::Date(one), Moment::Date(other)) => {
            (one - other).abs() < ROUNDING
        }
        (Moment::Working(one, kind), Moment::Working(other, kinds)) => kind == kinds && (one - other).abs() < ROUNDING,
        (Moment::Prompt(one), Moment::Prompt(other)) => one == other,
        _ => false,
    }
}

fn time_rule(before: &Time, after: &Time) -> &'static Rule {
    let direction = match (before.more_is_stronger, after.more_is_stronger) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other),
    };
    let (Some(more), Some(more_is_stronger)) = (longer(before.value, after.value), direction) else {
        return &DEADLINE_CHANGED;
    };
    match (more_is_stronger, more) {
        (true, true) => &RETENTION_LENGTHENED,
        (true, false) => &RETENTION_SHORTENED,
        (false, true) => &DEADLINE_LENGTHENED,
        (false, false) => &DEADLINE_SHORTENED,
    }
}

/// Whether the second is longer or later; `None` where they cannot be compared.
fn longer(before: Moment, after: Moment) -> Option<bool> {
    let days = |moment| match moment {
        Moment::Span(days) | Moment::Working(days, _) => Some(days),
        Moment::Prompt(0) => Some(0.0),
        Moment::Prompt(_) | Moment::Date(_) => None,
    };
    match (before, after) {
        (Moment::Date(before), Moment::Date(after)) => Some(after > before),
        (Moment::Span(_), Moment::Working(..)) | (Moment::Working(..), Moment::Span(_)) => None,
        (Moment::Working(_, kind), Moment::Working(_, other)) if kind != other => None,
        (Moment::Prompt(before), Moment::Prompt(after)) => Some(after > before),
        _ => {
            let (before, after) = (days(before)?, days(after)?);
            ((before - after).abs() > MUCH_ALIKE * before.max(after)).then_some(after > before)
        }
    }
}

fn near(one: &Rhythm, other: &Rhythm) -> bool {
    match (one.every, other.every) {
        (Period::Days(one), Period::Days(other)) => (one - other).abs() < ROUNDING * one.max(other).max(1.0),
        _ => false,
    }
}

fn rhythm_rule(before: &Rhythm, after: &Rhythm) -> &'static Rule {
    match (before.every, after.every) {
        (Period::Days(before), Period::Days(after)) if after < before => &FREQUENCY_RAISED,
        (Period::Days(_), Period::Days(_)) => &FREQUENCY_LOWERED,
        (Period::Times(before, one), Period::Times(after, other)) if one == other && after > before => {
            &FREQUENCY_RAISED
        }
        (Period::Times(_, one), Period::Times(_, other)) if one == other => &FREQUENCY_LOWERED,
        (Period::Working(before, one), Period::Working(after, other)) if one == other && after < before => {
            &FREQUENCY_RAISED
        }
        (Period::Working(_, one), Period::Working(_, other)) if one == other => &FREQUENCY_LOWERED,
        (Period::Vague(_), Period::Days(_)) => &FREQUENCY_RAISED,
        (Period::Days(_), Period::Vague(_)) => &FREQUENCY_LOWERED,
        _ => &FREQUENCY_CHANGED,
    }
}
