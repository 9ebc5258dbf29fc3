//! What an item of a list is by the words that lead to it.
//!
//! ```text
//! Operators need not report if: (a) …     an exception        Operators should: (a) …      advice
//! Operators shall report if: (a) …        a case of it         Such methods are, e.g.: (a) …  an example
//! ```

use super::Passage;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::profile::{Clause, ClauseKind, Duty, Profile, Rules};
use crate::classify::rules::{
    ADVICE_REWRITTEN, CASE_ADDED, CASE_REMOVED, CASE_REWRITTEN, DEADLINE_CHANGED, DEADLINE_LENGTHENED,
    DEADLINE_SHORTENED, EXAMPLE_ADDED, EXAMPLE_REMOVED, EXAMPLE_REWRITTEN, EXCEPTION_ADDED, EXCEPTION_CHANGED,
    EXCEPTION_REMOVED, FREQUENCY_CHANGED, FREQUENCY_LOWERED, FREQUENCY_RAISED, ITEMS_EXEMPLIFIED, ITEMS_REQUIRED,
    OBLIGATION_ADDED, OBLIGATION_REWRITTEN, PASSAGE_REWRITTEN, PERMISSION_REWRITTEN, RETENTION_LENGTHENED,
    RETENTION_SHORTENED, Rule,
};
use crate::classify::words::Reader;
use crate::model::Pair;

/// What the words that lead to an item make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Led {
    /// A case, whatever the item says: `if: (a) the pump will fail`.
    Clause(Rules),
    /// What is asked, unless the item says so itself.
    Act(Rules),
    /// A duty; what the item allows within it makes no permission of it.
    Duty,
}

const EXCEPTION: Rules = Pair { before: &EXCEPTION_REMOVED, after: &EXCEPTION_ADDED };
const CONDITION: Rules = Pair { before: &CASE_REMOVED, after: &CASE_ADDED };
pub(super) const EXAMPLE: Rules = Pair { before: &EXAMPLE_REMOVED, after: &EXAMPLE_ADDED };

/// What an item is by its lead, or by the nearest one around that if it says nothing.
pub(super) fn rules(reader: &mut Reader, passage: &Passage<'_>, mut lead: Option<usize>) -> Option<Led> {
    while let Some(at) = lead {
        let led = says(&passage.profile(reader, at));
        if led.is_some() {
            return led;
        }
        lead = passage.statements[at].lead;
    }
    None
}

/// What one lead says.
fn says(profile: &Profile<'_>) -> Option<Led> {
    let duty = profile.strictest();
    let clause = open_clause(profile);
    let released = duty.is_some_and(|duty| duty.demand == 0) || profile.clauses.iter().any(|clause| clause.whole);
    match (clause.map(|clause| clause.kind), duty) {
        (Some(_), _) if released => Some(Led::Clause(EXCEPTION)),
        (Some(ClauseKind::Exception), _) => Some(Led::Clause(EXCEPTION)),
        (Some(ClauseKind::Condition), _) => Some(Led::Clause(CONDITION)),
        (None, _) if gives_examples(profile) => Some(Led::Act(EXAMPLE)),
        (None, Some(duty)) if duty.presence().after == &OBLIGATION_ADDED => Some(Led::Duty),
        (None, Some(duty)) => Some(Led::Act(duty.presence())),
        (None, None) => None,
    }
}

/// What became of the items of a list by what opens it: `this will include:`, `examples of such measures are:`.
pub(super) fn turned(openings: Pair<&Profile<'_>>) -> Option<&'static Rule> {
    let asks = openings.map(|opening| says(opening) == Some(Led::Duty));
    let offers = openings.map(|opening| {
        let owed = opening.strictest().is_some_and(Duty::is_owed);
        !owed && names_examples(opening) && says(opening) == Some(Led::Act(EXAMPLE))
    });
    match (asks, offers) {
        (Pair { before: true, .. }, Pair { after: true, .. }) => Some(&ITEMS_EXEMPLIFIED),
        (Pair { after: true, .. }, Pair { before: true, .. }) => Some(&ITEMS_REQUIRED),
        _ => None,
    }
}

/// Whether a rule says of a statement that it was rewritten, by what it asks itself.
pub(super) fn names_rewritten(rule: &Rule) -> bool {
    [&ADVICE_REWRITTEN, &OBLIGATION_REWRITTEN, &PASSAGE_REWRITTEN, &PERMISSION_REWRITTEN].contains(&rule)
}

/// What an item that was rewritten is, where the words that lead to it say the same on both sides; what it allows within
/// a duty is part of that.
pub(super) fn rewritten(led: Pair<Option<Led>>, rule: &'static Rule) -> &'static Rule {
    match led.before.filter(|_| led.agree()) {
        Some(Led::Act(EXAMPLE)) => &EXAMPLE_REWRITTEN,
        Some(Led::Clause(CONDITION)) => &CASE_REWRITTEN,
        Some(Led::Clause(EXCEPTION)) => &EXCEPTION_CHANGED,
        Some(Led::Duty) if rule != &PASSAGE_REWRITTEN => &OBLIGATION_REWRITTEN,
        _ => rule,
    }
}

/// What a case says of time by a rule: that something holds earlier or more often asks neither more nor less of anybody.
pub(super) fn without_direction(rule: &'static Rule) -> &'static Rule {
    let deadlines = [&DEADLINE_LENGTHENED, &DEADLINE_SHORTENED, &RETENTION_LENGTHENED, &RETENTION_SHORTENED];
    match rule {
        rule if deadlines.contains(&rule) => &DEADLINE_CHANGED,
        rule if [&FREQUENCY_LOWERED, &FREQUENCY_RAISED].contains(&rule) => &FREQUENCY_CHANGED,
        rule => rule,
    }
}

/// Words between the one that opens a clause and the items that complete it: `if the model:`.
const FEW: usize = 3;

/// The clause that items complete: `… unless:`, `… if one of the following holds:`.
fn open_clause<'p>(profile: &'p Profile<'_>) -> Option<&'p Clause> {
    let last = profile.tokens.iter().rposition(|token| !token.is_sign())?;
    let points = |clause: &Clause| {
        profile.tokens[clause.at.clone()].iter().any(|token| token.is_quiet() && token.has(Trait::Listed))
    };
    // `upon request` says all.
    let whole = |clause: &&Clause| profile.tokens[clause.at.start].says(Meaning::ShortCondition);
    let open = |clause: &&Clause| points(clause) || clause.at.contains(&last) && last - clause.at.start <= FEW;
    profile.clauses.iter().filter(|clause| !whole(clause)).find(open)
}

/// Words at either end of a lead that say that examples follow: `Examples of such methods are:`, `…, such as:`.
const NEAR: usize = 4;

fn gives_examples(profile: &Profile<'_>) -> bool {
    names_examples(profile)
        || profile.strictest().is_none()
            && profile.duties.iter().any(|duty| !duty.relative && duty.is_possibility(profile))
}

fn names_examples(profile: &Profile<'_>) -> bool {
    let count = profile.tokens.len();
    let near = |at: usize| at < NEAR || at + NEAR + 1 >= count;
    (0..count).any(|at| near(at) && profile.tokens[at].has(Trait::Illustration))
}
