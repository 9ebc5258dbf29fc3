//! Sentences of which little is left: what their single words say of each other means nothing.

use super::clauses::share_of;
use super::{Comparison, Note};
use crate::classify::finding::Aspect;
use crate::classify::profile::{Duty, Profile};
use crate::classify::rules::{
    ADVICE_ADDED, ADVICE_REWRITTEN, OBLIGATION_REWRITTEN, OBLIGATION_STRENGTHENED, OBLIGATION_WEAKENED,
    PASSAGE_REWRITTEN, PERMISSION_ADDED, PERMISSION_REWRITTEN, Rule,
};
use crate::model::Side;
use std::ops::Range;

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
        let graded = |note: &Note| [&OBLIGATION_STRENGTHENED, &OBLIGATION_WEAKENED].contains(&note.rule);
        match self.outcome.notes.iter().position(graded) {
            // How strict it is says more than that it was rewritten.
            Some(graded) => {
                let heads = self.outcome.notes[graded].bytes.clone().zip(self.profiles);
                self.outcome.notes[graded].bytes = heads.map(|(head, profile)| Some(duty_around(profile, head?)));
            }
            None => self.say_of_all(self.rule_of_rewritten()),
        }
    }

    /// By the stricter of the two sides' duties.
    fn rule_of_rewritten(&self) -> &'static Rule {
        let duties = self.profiles.map(Profile::strictest);
        rewritten([duties.before, duties.after].into_iter().flatten().max_by_key(|duty| duty.demand))
    }
}

/// From who is bound to the end of the sentence, for a duty that is told by its modal and its act.
fn duty_around(profile: &Profile<'_>, head: Range<usize>) -> Range<usize> {
    let Some(duty) = profile.duties.iter().find(|duty| profile.bytes(duty.head()) == head) else { return head };
    let start = duty.subject.clone().find(|&at| !profile.tokens[at].is_sign()).unwrap_or(duty.at);
    profile.bytes(start..profile.sentence_end(duty.at))
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
