use super::{Comparison, unequal};
use crate::classify::lexicon::Bound;
use crate::classify::profile::{Amount, Duty, Measure};
use crate::classify::rules::{
    Rule, THRESHOLD_ADDED, THRESHOLD_CHANGED, THRESHOLD_LOOSENED, THRESHOLD_REMOVED, THRESHOLD_TIGHTENED,
};
use crate::model::{Pair, Side};

impl Comparison<'_, '_> {
    /// Amounts: equal ones aside, then those of one measure, then in order.
    pub(super) fn compare_amounts(&mut self) {
        let lists = self.profiles.map(|profile| profile.amounts.as_slice());
        let open = self.unsettled(lists, |amount| &amount.at);
        // `less than 95 %` is the same, be it a class or a limit.
        let printed = |before: &Amount, after: &Amount| {
            let words = self.profiles.zip(Pair::new(before, after)).map(|(profile, amount)| {
                let tokens = &profile.tokens[amount.at.clone()];
                tokens.iter().map(|token| token.stem).collect::<Vec<u32>>()
            });
            same_value(before, after) && words.agree()
        };
        let equal = |before: &Amount, after: &Amount| same_amount(before, after) || printed(before, after);
        let mut left = unequal(open.as_ref().map(Vec::as_slice), equal);
        for before in std::mem::take(&mut left.before) {
            let partner = left.after.iter().position(|after| comparable(&before, after));
            match partner.map(|position| left.after.remove(position)) {
                Some(after) => {
                    let classes = self.is_of_subject(Side::Before, &before) && self.is_of_subject(Side::After, &after);
                    let rule = if classes { &THRESHOLD_CHANGED } else { rule(&before, &after) };
                    self.say(rule, Pair::new(Some(before.at), Some(after.at)));
                }
                None => self.say_lone_amount(Side::Before, &before),
            }
        }
        for after in left.after {
            self.say_lone_amount(Side::After, &after);
        }
    }

    /// `Employers with at least fifty staff shall …`: says who is bound, and not how much is asked.
    fn is_of_subject(&self, side: Side, amount: &Amount) -> bool {
        let profile = *side.of(&self.profiles);
        let before = |duty: &&Duty| profile.sentence_start(duty.at) <= amount.at.start && amount.at.end <= duty.at;
        let asked = profile.duties.iter().any(|duty| duty.extent.contains(&amount.at.start));
        let duty = profile.duties.iter().find(before).filter(|_| !asked);
        duty.is_some_and(|duty| {
            let before = profile.sentence_start(duty.at)..amount.at.start;
            let named = { before.clone() }.any(|at| profile.is_open(at));
            !duty.passive && named && !{ before }.any(|at| profile.tokens[at].is_mark(','))
        })
    }

    /// Whether the last word with a meaning of its own before an amount stands on its side only as well.
    fn is_led(&self, side: Side, amount: &Amount) -> bool {
        let profile = *side.of(&self.profiles);
        profile.open_before(amount.at.start).is_some_and(|at| self.is_loose(side, at))
    }

    /// `two residents` is no threshold of its own where the residents are new as well, nor is `at least one resident`; nor
    /// `ten metres` in the place of who is bound, where all that says which ones came with it: `divers who work at depths
    /// of more than ten metres`.
    fn say_lone_amount(&mut self, side: Side, amount: &Amount) {
        let next = amount.at.end;
        let new = next < side.of(&self.profiles).tokens.len() && self.is_loose(side, next);
        let named = || self.is_of_subject(side, amount) && amount.at.start > 0 && self.is_led(side, amount);
        if !((amount.plain || amount.is_any()) && new || named()) {
            self.say_one_sided(Pair::new(&THRESHOLD_REMOVED, &THRESHOLD_ADDED), side, amount.at.clone());
            self.settle_tail(side, next);
        }
    }
}

fn same_amount(one: &Amount, other: &Amount) -> bool {
    same_value(one, other) && one.bound == other.bound && one.excludes == other.excludes
}

fn same_value(one: &Amount, other: &Amount) -> bool {
    let close = |one: f64, other: f64| (one - other).abs() <= 1e-9 * one.abs().max(other.abs());
    close(one.low, other.low) && close(one.high, other.high) && comparable(one, other)
}

fn comparable(one: &Amount, other: &Amount) -> bool {
    one.of == other.of || one.of == Measure::Bare || other.of == Measure::Bare
}

fn rule(before: &Amount, after: &Amount) -> &'static Rule {
    let is_range = |amount: &Amount| amount.low < amount.high;
    if is_range(before) || is_range(after) {
        return nested(before, after);
    }
    // `less than six` asks for more than `at most six`.
    let more = if same_value(before, after) { before.excludes } else { after.low > before.low };
    match (before.bound, after.bound) {
        (Some(Bound::Least | Bound::Target), Some(Bound::Least | Bound::Target)) if more => &THRESHOLD_TIGHTENED,
        (Some(Bound::Least | Bound::Target), Some(Bound::Least | Bound::Target)) => &THRESHOLD_LOOSENED,
        (Some(Bound::Most), Some(Bound::Most)) if more => &THRESHOLD_LOOSENED,
        (Some(Bound::Most), Some(Bound::Most)) => &THRESHOLD_TIGHTENED,
        _ => &THRESHOLD_CHANGED,
    }
}

/// A range within another one leaves less room.
fn nested(before: &Amount, after: &Amount) -> &'static Rule {
    if after.low >= before.low && after.high <= before.high {
        &THRESHOLD_TIGHTENED
    } else if before.low >= after.low && before.high <= after.high {
        &THRESHOLD_LOOSENED
    } else {
        &THRESHOLD_CHANGED
    }
}
