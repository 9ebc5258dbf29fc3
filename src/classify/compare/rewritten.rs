//! Sentences of which little is left: what their single words say of each other means nothing.

use super::Comparison;
use super::clauses::share_of;
use crate::classify::finding::Aspect;
use crate::classify::profile::Duty;
use crate::classify::rules::{
    OBLIGATION_REWRITTEN, OBLIGATION_STRENGTHENED, OBLIGATION_WEAKENED, PASSAGE_REWRITTEN, Rule,
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
        let binds = self.profiles.map(|profile| profile.duties.iter().any(Duty::binds));
        let rule = if binds.before || binds.after { &OBLIGATION_REWRITTEN } else { &PASSAGE_REWRITTEN };
        self.say_of_all(rule);
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
