//! Exceptions and conditions: from the word that opens one to the end of its clause.
//!
//! ```text
//! Unless the pilot instructs otherwise, the captain shall … │ … shall …, unless the pilot instructs otherwise.
//! └─────────────── exception ────────┘                      │            └─────────── exception ──────────┘
//! ```

use super::{Profile, Rules};
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::rules::{
    CONDITION_ADDED, CONDITION_CHANGED, CONDITION_REMOVED, EXCEPTION_ADDED, EXCEPTION_CHANGED, EXCEPTION_REMOVED, Rule,
    SAVING_ADDED, SAVING_CHANGED, SAVING_REMOVED,
};
use crate::classify::words::{Role, Token};
use crate::model::Pair;
use std::ops::Range;

/// An exception or a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::classify) struct Clause {
    /// Its tokens, with the word that opens it.
    pub(in crate::classify) at: Range<usize>,
    /// Which of the two.
    pub(in crate::classify) kind: ClauseKind,
    /// Whether the whole sentence says nothing else.
    pub(in crate::classify) whole: bool,
    /// Whether it leaves something else untouched: `without prejudice to`.
    pub(in crate::classify) saving: bool,
}

impl Clause {
    /// The rules for what was removed and for what was added.
    pub(in crate::classify) const fn presence(&self) -> Rules {
        match self.kind {
            ClauseKind::Exception if self.saving => Pair { before: &SAVING_REMOVED, after: &SAVING_ADDED },
            ClauseKind::Exception => Pair { before: &EXCEPTION_REMOVED, after: &EXCEPTION_ADDED },
            ClauseKind::Condition => Pair { before: &CONDITION_REMOVED, after: &CONDITION_ADDED },
        }
    }

    /// Whether it says on which occasion: `when testing pumps`.
    pub(in crate::classify) fn is_occasion(&self, profile: &Profile<'_>) -> bool {
        let [first, next, ..] = &profile.tokens[self.at.clone()] else { return false };
        first.has(Trait::Connective) && next.has(Trait::Gerund)
    }

    /// To which of the duties of its sentence it is tied; `None` where there is one or none.
    pub(in crate::classify) fn tied(&self, profile: &Profile<'_>) -> Option<Tied> {
        let sentence = profile.sentence_start(self.at.start)..profile.sentence_end(self.at.start);
        let own = |at: usize| self.at.contains(&at);
        let around = profile.duties.iter().map(|duty| duty.at).filter(|&at| sentence.contains(&at) && !own(at));
        let duties: Vec<usize> = around.collect();
        let before = profile.tokens[sentence.start..self.at.start].iter().rev().find(|token| !token.is_mark(','));
        let leads = before.is_some_and(|token| token.joins().is_some());
        let follows = duties.iter().filter(|&&at| at < self.at.start).count();
        (duties.len() > 1).then_some(Tied { duties: duties.len(), follows, leads })
    }

    /// Whether it says nothing by itself, and the items of a list complete it: `unless:`.
    pub(in crate::classify) fn only_opens(&self, profile: &Profile<'_>) -> bool {
        let opens = profile.tokens.get(self.at.end).is_some_and(|next| next.is_mark(':'));
        opens && !self.at.clone().any(|at| profile.is_open(at))
    }

    /// The rule for another one in its place.
    pub(in crate::classify) const fn change(&self) -> &'static Rule {
        match self.kind {
            ClauseKind::Exception if self.saving => &SAVING_CHANGED,
            ClauseKind::Exception => &EXCEPTION_CHANGED,
            ClauseKind::Condition => &CONDITION_CHANGED,
        }
    }
}

/// Of the duties of a sentence with several, those to which a clause is tied.
#[derive(Clone, Copy, Debug)]
pub(in crate::classify) struct Tied {
    /// How many duties the sentence has.
    pub(in crate::classify) duties: usize,
    /// How many of them the clause follows.
    follows: usize,
    /// Whether a conjunction right before it ties it to what comes.
    leads: bool,
}

impl Tied {
    /// Whether two clauses are surely tied to other duties: one in front may be meant for all, and one at the end for all
    /// or the last.
    pub(in crate::classify) const fn is_apart(&self, other: &Self) -> bool {
        let inner = self.is_inner() || other.is_inner();
        let last = self.is_last() && other.is_last();
        inner && !last && (self.follows != other.follows || self.leads != other.leads)
    }

    const fn is_inner(&self) -> bool {
        self.follows > 0 && self.follows < self.duties
    }

    /// Whether it may be meant for the last duty alone.
    const fn is_last(&self) -> bool {
        self.follows == self.duties || self.leads && self.follows + 1 == self.duties
    }
}

/// What a clause does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum ClauseKind {
    /// Takes something out.
    Exception,
    /// Makes something depend.
    Condition,
}

/// All clauses; the words that open them are then owned, what they say stays open to comparison.
pub(in crate::classify) fn find(profile: &mut Profile<'_>) -> Vec<Clause> {
    let mut found: Vec<Clause> = Vec::new();
    for at in profile.that_may(Role::Clause) {
        if profile.owned[at] || found.last().is_some_and(|last| last.at.contains(&at)) {
            continue;
        }
        if let Some(clause) = clause_at(profile, at) {
            profile.own(at..at + 1);
            found.push(clause);
        } else if is_place(profile, at) && profile.tokens[at].says(Meaning::Condition) {
            // `the room where` says no more than `the room in which`.
            profile.own(at..at + 1);
        }
    }
    found
}

fn clause_at(profile: &Profile<'_>, at: usize) -> Option<Clause> {
    let token = &profile.tokens[at];
    let saving = token.says(Meaning::Saving);
    if token.says(Meaning::Exemption) {
        let sentence = profile.sentence_start(at)..profile.sentence_end(at);
        return Some(Clause { at: sentence, kind: ClauseKind::Exception, whole: true, saving });
    }
    if token.says(Meaning::ShortCondition) {
        return Some(Clause { at: at..at + 1, kind: ClauseKind::Condition, whole: false, saving });
    }
    let kind = if is_inverted(profile, at) {
        ClauseKind::Condition
    } else if token.says(Meaning::Exception) && !is_act(profile, at) {
        ClauseKind::Exception
    } else if token.says(Meaning::Condition) && !is_relative(profile, at) && !is_asked(profile, at)
        || is_loose_condition(profile, at)
    {
        ClauseKind::Condition
    } else {
        return None;
    };
    Some(Clause { at: at..end(profile, at), kind, whole: false, saving })
}

/// `Should the pump fail, the crew shall`: a condition without a word of its own.
fn is_inverted(profile: &Profile<'_>, at: usize) -> bool {
    let token = &profile.tokens[at];
    let opens = token.capital && token.has(Trait::Inverting) && at == profile.sentence_start(at);
    opens && (at + 1..profile.sentence_end(at)).any(|next| binds(&profile.tokens[next]))
}

/// `to save water`: an act, and no exception.
fn is_act(profile: &Profile<'_>, at: usize) -> bool {
    let to = |before: &Token| before.has(Trait::Infinitive) || binds(before);
    at.checked_sub(1).is_some_and(|before| to(&profile.tokens[before]))
        && at + 1 < profile.tokens.len()
        && profile.is_open(at + 1)
}

/// `The pumps shall be subject to inspection`: what is asked of the pumps, and no condition.
fn is_asked(profile: &Profile<'_>, at: usize) -> bool {
    let start = profile.sentence_start(at);
    // `is allowed provided that` opens one.
    let is = |before: usize| match &profile.tokens[before] {
        phrase if phrase.is_phrase() => profile.last_word_has(before, Trait::Copula),
        word => word.has(Trait::Copula),
    };
    at > start && is(at - 1) && (start..at).any(|before| binds(&profile.tokens[before]))
}

/// `…, provided the owner agrees`; not `the form provided by the owner`.
fn is_loose_condition(profile: &Profile<'_>, at: usize) -> bool {
    if !profile.tokens[at].says(Meaning::LooseCondition) {
        return false;
    }
    let comma = at.checked_sub(1).is_none_or(|before| profile.tokens[before].is_mark(','));
    let noun =
        profile.tokens.get(at + 1).is_some_and(|next| next.has(Trait::Determiner) || next.says(Meaning::Pronoun));
    comma && noun
}

/// A `where` that says which place and not when, a `once` that counts.
fn is_relative(profile: &Profile<'_>, at: usize) -> bool {
    let start = profile.sentence_start(at);
    let token = &profile.tokens[at];
    let opens = at == start || profile.tokens[at - 1].is_mark(',');
    if opens {
        return false;
    }
    let place = profile.tokens[at - 1].has(Trait::Place);
    if token.has(Trait::Where) {
        let main_ahead = (at..profile.sentence_end(at)).any(|ahead| binds(&profile.tokens[ahead]));
        return place || main_ahead && profile.is_open(at - 1);
    }
    let named = |next: &Token| next.has(Trait::Determiner) || next.says(Meaning::Pronoun);
    token.has(Trait::Once) && !profile.tokens.get(at + 1).is_some_and(named)
}

fn is_place(profile: &Profile<'_>, at: usize) -> bool {
    at > 0 && profile.tokens[at].has(Trait::Where) && profile.tokens[at - 1].has(Trait::Place)
}

fn binds(token: &Token) -> bool {
    token.says(Meaning::Modal)
}

/// A clause in front ends at the comma before the main clause; one at the back goes on to the end of the sentence, one
/// in between to the comma that closes it.
fn end(profile: &Profile<'_>, start: usize) -> usize {
    let stop = profile.sentence_end(start);
    let commas = || (start..stop).filter(|&at| profile.tokens[at].is_mark(','));
    let main_ahead = |comma: usize| (comma..stop).any(|at| binds(&profile.tokens[at]));
    let opens_sentence = start == profile.sentence_start(start);
    let set_off = start
        .checked_sub(1)
        .is_some_and(|before| profile.tokens[before].is_mark(',') || binds(&profile.tokens[before]));
    let last_before_main = || {
        let modal = (start..stop).find(|&at| binds(&profile.tokens[at]));
        let leads = |comma: &usize| modal.is_some_and(|modal| *comma < modal && names_more(profile, *comma..modal));
        // `Where it rains, the host has the choice, and the guest shall`: the main clause has begun before.
        let opens = |comma: &usize| leads(comma) && profile.tokens[comma + 1].joins().is_none();
        commas().rfind(opens).or_else(|| commas().rfind(leads)).or_else(|| commas().next()).or(modal)
    };
    let end = if opens_sentence {
        last_before_main()
    } else if set_off {
        let inserted = start > 1 && binds(&profile.tokens[start - 2]);
        commas().find(|&comma| main_ahead(comma) || comma + 1 < stop && (inserted || !lists(profile, comma..stop)))
    } else {
        end_in_between(profile, start..stop)
    };
    let end = end.unwrap_or(stop).min(closing_bracket(profile, start, stop));
    exception_within(profile, start..end).unwrap_or(end)
}

/// Where a clause that nothing sets off ends: before an act that is asked besides, or before the main clause. `In order
/// to save water where pumps run, the host shall`: what the comma leads to is the main clause.
fn end_in_between(profile: &Profile<'_>, clause: Range<usize>) -> Option<usize> {
    let opens = profile.sentence_start(clause.start);
    let first = &profile.tokens[opens];
    let fronted = first.says(Meaning::Function) && !first.has(Trait::Determiner) && !first.has(Trait::None);
    let main_to_come = !(opens..clause.start).any(|at| binds(&profile.tokens[at]));
    let asked_besides =
        |at: usize| profile.tokens[at].joins().is_some() && profile.tokens.get(at + 1).is_some_and(binds);
    let comma = |modal: usize| {
        let mut commas = (clause.start..modal).filter(|&at| profile.tokens[at].is_mark(','));
        commas.rfind(|&comma| names_more(profile, comma..modal))
    };
    // `exists where it cannot be seen`
    let own = |at: usize| at == clause.start + 2 && profile.tokens[at - 1].says(Meaning::Pronoun);
    // `whenever a fuse blows, and the keeper shall`
    let besides = |modal: usize| {
        let mut commas = (clause.start..modal).filter(|&at| profile.tokens[at].is_mark(','));
        let names = |token: &Token| token.has(Trait::Determiner) || token.has(Trait::Party);
        commas.rfind(|&comma| {
            let next = &profile.tokens[comma + 1..modal];
            matches!(next, [and, who, ..] if and.joins().is_some() && names(who))
        })
    };
    clause.clone().find_map(|at| match binds(&profile.tokens[at]) && !own(at) {
        true if main_to_come => Some(comma(at).unwrap_or(at)),
        true if fronted => comma(at),
        true => besides(at),
        _ => asked_besides(at).then_some(at),
    })
}

/// Words of an item that a list goes on with.
const ITEM: usize = 3;

/// Whether a comma stands between the items of a list: `that concerns life, health or property`.
fn lists(profile: &Profile<'_>, rest: Range<usize>) -> bool {
    let item = |token: &&Token| token.is_plain() || token.has(Trait::Determiner);
    let next = &profile.tokens[rest.start + 1..rest.end];
    let words = next.iter().take(ITEM).take_while(item).count();
    words > 0 && next.get(words).is_some_and(|token| token.joins().is_some())
}

/// The comma before an exception from what a condition opens: `if the pump fails, unless …`.
fn exception_within(profile: &Profile<'_>, clause: Range<usize>) -> Option<usize> {
    let mut commas = (clause.start + 1..clause.end).filter(|&at| profile.tokens[at].is_mark(','));
    let excepts = |token: &Token| token.says(Meaning::Exception);
    commas.find(|&comma| profile.tokens.get(comma + 1).is_some_and(excepts))
}

/// Whether some word stands after a comma that can be the subject of the main clause.
fn names_more(profile: &Profile<'_>, after: Range<usize>) -> bool {
    { after }.any(|at| !profile.tokens[at].is_quiet() || profile.tokens[at].says(Meaning::Pronoun))
}

/// A clause within brackets ends with them.
fn closing_bracket(profile: &Profile<'_>, start: usize, stop: usize) -> usize {
    let mut depth = 0;
    for at in start..stop {
        if profile.tokens[at].is_mark('(') {
            depth += 1;
        } else if profile.tokens[at].is_mark(')') {
            if depth == 0 {
                return at;
            }
            depth -= 1;
        }
    }
    stop
}
