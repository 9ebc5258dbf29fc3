//! Sentences of which little is left: what their single words say of each other means nothing.

use super::Comparison;
use super::clauses::share_of;
use crate::classify::finding::Aspect;
use crate::classify::profile::{Duty, Profile};
use crate::classify::rules::{
    ADVICE_ADDED, ADVICE_REWRITTEN, OBLIGATION_REWRITTEN, OBLIGATION_STRENGTHENED, OBLIGATION_WEAKENED,
    PASSAGE_REWRITTEN, PERMISSION_ADDED, PERMISSION_REWRITTEN, Rule,
};
use crate::model::Side;

/// Words must differ at more places than this, of both sides together: two short sentences are read word by word.
const FEW_PLACES: usize = 3;

/// Of both sides' words, the share that must be the same for single changes to be named.
const KEPT: f64 = 0.6;

impl Comparison<'_, '_> {
    /// Whether so few words are the same, and those so scattered, that single changes would say less than naming the
    /// sentence.
    pub(super) fn is_rewritten(&self) -> bool {
        let kept = self.pairing.compared - self.pairing.loose;
        let places = || self.runs(Side::Before).len() + self.runs(Side::After).len();
        share_of(kept, self.pairing.compared) < KEPT && places() > FEW_PLACES
    }

    /// One finding stands for all that the single words of a rewritten sentence say, if any of them is loose.
    pub(super) fn say_rewritten(&mut self, any_loose: bool) {
        let said = self.outcome.notes.len();
        self.outcome.notes.retain(|note| stands_alone(note.rule));
        if !any_loose && self.outcome.notes.len() == said {
            return;
        }
        let rule = self.rule_of_rewritten();
        self.say_of_all(rule);
    }

    /// By the stricter of the two sides' duties.
    fn rule_of_rewritten(&self) -> &'static Rule {
        let duties = self.profiles.map(Profile::strictest);
        rewritten([duties.before, duties.after].into_iter().flatten().max_by_key(|duty| duty.demand))
    }
}

/// What a sentence that was rewritten asks for at most.
fn rewritten(duty: Option<&Duty>) -> &'static Rule {
    match duty.map(|duty| duty.presence().after) {
        Some(rule) if rule == &ADVICE_ADDED => &ADVICE_REWRITTEN,
        Some(rule) if rule == &PERMISSION_ADDED => &PERMISSION_REWRITTEN,
        Some(_) => &OBLIGATION_REWRITTEN,
        None => &PASSAGE_REWRITTEN,
    }
}

/// Whether a rule says something of a sentence however little of its other words is the same.
fn stands_alone(rule: &Rule) -> bool {
    match rule.aspect {
        Aspect::Scope | Aspect::Actor | Aspect::Condition => false,
        Aspect::Obligation => [&OBLIGATION_STRENGTHENED, &OBLIGATION_WEAKENED].contains(&rule),
        _ => true,
    }
}
