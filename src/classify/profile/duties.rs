//! Who must do what, and how strictly.

use super::Profile;
use crate::classify::lexicon::{Meaning, Modal, Polarity, Sense, Trait};
use crate::classify::rules::{
    ADVICE_ADDED, ADVICE_REMOVED, EXCEPTION_ADDED, EXCEPTION_REMOVED, OBLIGATION_ADDED, OBLIGATION_REMOVED,
    PERMISSION_ADDED, PERMISSION_REMOVED, Rule,
};
use crate::classify::words::{Kind, Role, Token};
use crate::model::Pair;
use std::ops::Range;

/// A modal with its subject and act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::classify) struct Duty {
    /// The modal's token.
    pub(in crate::classify) at: usize,
    /// To act or to refrain.
    pub(in crate::classify) polarity: Polarity,
    /// How much is owed: 40 must, 29 must with best efforts, 20 should, 15 must consider, 10 may, 0 need not.
    pub(in crate::classify) demand: u8,
    /// The tokens before the modal that say who.
    pub(in crate::classify) subject: Range<usize>,
    /// The token that says what is to be done.
    pub(in crate::classify) verb: Option<usize>,
    /// Whether it stands in a clause that says which one is meant: `reports that may be late`; or what can be done, and
    /// permits nothing: `explains how the office can be reached`.
    pub(in crate::classify) relative: bool,
    /// Whether its modal may only tell what is to come: `will`.
    pub(in crate::classify) future: bool,
    /// Whether it stands in what one asks about: `how long it is expected to last`.
    pub(in crate::classify) asked_about: bool,
    /// Whether the subject undergoes the act.
    pub(in crate::classify) passive: bool,
    /// The token that says with how much effort: `best efforts to`, `aim to`.
    pub(in crate::classify) effort: Option<usize>,
    /// From the modal to the next one or to the end of the sentence.
    pub(in crate::classify) extent: Range<usize>,
}

/// Demands closer than this are one strength.
pub(in crate::classify) const ONE_STRENGTH: u8 = 3;

/// The rules for what was removed and for what was added.
pub(in crate::classify) type Rules = Pair<&'static Rule>;

/// How much `should` asks for, and `should consider`.
const ADVISED: u8 = 20;
const ADVISED_TO_CONSIDER: u8 = 14;

/// How much `may` asks for.
pub(in crate::classify) const ALLOWED: u8 = 10;

impl Duty {
    /// Whether it asks for nothing and allows nothing: it tells which one is meant, or what is possible or is not, as in
    /// `dates that need not be exact`, `results can vary`.
    pub(in crate::classify) fn only_tells(&self, profile: &Profile<'_>) -> bool {
        !self.binds() || self.is_possibility(profile) || self.is_inability(profile)
    }

    /// Whether it asks or permits anything, and does not merely tell what can be done by those, or with that, of which
    /// the sentence speaks.
    const fn binds(&self) -> bool {
        !self.relative || self.demand >= Modal::OWED * 10 && !self.future && !self.asked_about
    }

    /// Whether it asks for more than `should` does.
    pub(in crate::classify) const fn is_owed(&self) -> bool {
        self.demand > ADVISED
    }

    /// From the modal to the act; of `smoking is prohibited`, which names the act before it, the modal.
    pub(in crate::classify) fn head(&self) -> Range<usize> {
        self.at..self.verb.map_or(self.at, |verb| verb.max(self.at)) + 1
    }

    /// What it is to those who are bound, where it was taken out or put in.
    pub(in crate::classify) fn presence(&self) -> Rules {
        match (self.polarity, self.demand) {
            (_, 0) => Pair::new(&EXCEPTION_REMOVED, &EXCEPTION_ADDED),
            (Polarity::Act, ..=ALLOWED) => Pair::new(&PERMISSION_REMOVED, &PERMISSION_ADDED),
            (_, ADVISED | ADVISED_TO_CONSIDER) => Pair::new(&ADVICE_REMOVED, &ADVICE_ADDED),
            _ => Pair::new(&OBLIGATION_REMOVED, &OBLIGATION_ADDED),
        }
    }

    /// Whether it only says what is possible: `results may vary`, `harm can spread`, `results can be used as a
    /// proxy`, `this may be shown, for example, by`; `notices can be submitted by post` permits, and so does `the
    /// keeper may, for example, close the gate`.
    pub(in crate::classify) fn is_possibility(&self, profile: &Profile<'_>) -> bool {
        let has = |range: &Range<usize>, one| profile.tokens[range.clone()].iter().any(|token| token.has(one));
        let state = self.verb.is_some_and(|verb| profile.tokens[verb].has(Trait::State));
        let by_nobody = || !has(&self.subject, Trait::Party) && !has(&self.agent(profile), Trait::Party);
        let sentence = || profile.sentence_start(self.at)..self.extent.end;
        let example = || has(&sentence(), Trait::Illustration) && (self.passive || !has(&self.subject, Trait::Party));
        let able = || {
            let told = self.verb.is_some_and(|verb| profile.tokens[verb].has(Trait::Tell));
            profile.tokens[self.at].has(Trait::Ability) && by_nobody() && !(self.passive && told)
        };
        self.permits() && (state || example() || able())
    }

    /// The words that say by whom, in the passive voice.
    fn agent(&self, profile: &Profile<'_>) -> Range<usize> {
        let by = self.extent.clone().find(|&at| profile.tokens[at].has(Trait::Agent)).unwrap_or(self.extent.end);
        by..(by..self.extent.end).find(|&at| profile.tokens[at].is_sign()).unwrap_or(self.extent.end)
    }

    /// Whether it only says what nobody is able to do: `where the leak cannot be found`; `samples cannot be sent by post`
    /// forbids.
    fn is_inability(&self, profile: &Profile<'_>) -> bool {
        let told_of = self.relative || profile.clause_of(self.at).is_some();
        told_of && self.polarity == Polarity::Refrain && profile.tokens[self.at].has(Trait::Ability)
    }

    /// Its words with those of a clause with a modal of its own that tells of what it asks for: `shall give a number on
    /// which the card can be checked`.
    pub(in crate::classify) fn reach(&self, profile: &Profile<'_>) -> Range<usize> {
        let words = &profile.tokens[self.extent.clone()];
        let relative = words.iter().rposition(|token| token.has(Trait::Relative)).map(|at| &words[at..]);
        let told = relative
            .is_some_and(|clause| clause.iter().all(|token| token.kind == Kind::Word && token.joins().is_none()));
        let next = profile.duties.iter().find(|next| next.at == self.extent.end && told);
        self.at..next.map_or(self.extent.end, |next| next.extent.end)
    }

    /// Whether it allows something.
    pub(in crate::classify) fn permits(&self) -> bool {
        self.polarity == Polarity::Act && (1..=ALLOWED).contains(&self.demand)
    }

    /// Whether it stands in brackets, where what is asked outside of them is explained.
    fn is_aside(&self, profile: &Profile<'_>) -> bool {
        let before = &profile.tokens[profile.sentence_start(self.at)..self.at];
        let count = |mark| before.iter().filter(|token| token.is_mark(mark)).count();
        self.permits() && count('(') > count(')')
    }
}

impl Profile<'_> {
    /// The strictest of the duties that a text holds; the first of several.
    pub(in crate::classify) fn strictest(&self) -> Option<&Duty> {
        let holds = |duty: &&Duty| !duty.only_tells(self) && !duty.is_aside(self);
        self.duties.iter().filter(holds).rev().max_by_key(|duty| duty.demand)
    }
}

/// All duties; modals and words of effort are then owned.
pub(in crate::classify) fn find(profile: &mut Profile<'_>) -> Vec<Duty> {
    let modals: Vec<(usize, Modal)> =
        profile.that_may(Role::Duty).filter_map(|at| Some((at, modal_at(profile, at)?))).collect();
    let mut duties: Vec<Duty> = Vec::with_capacity(modals.len());
    for (position, &(at, modal)) in modals.iter().enumerate() {
        let next = modals.get(position + 1).map_or(usize::MAX, |(next, _)| *next);
        let duty = duty(profile, at, modal, next);
        let effort = effort_after(profile, at);
        profile.own(at..at + 1);
        let first = duty.subject.clone().find(|&at| !profile.tokens[at].is_sign());
        if let Some(none) = first.filter(|&first| is_none(profile, first)) {
            profile.own(none..none + 1);
        }
        if let Some((effort, _)) = effort {
            profile.own(effort..effort + 1);
        }
        duties.push(duty);
    }
    duties
}

fn modal_at(profile: &Profile<'_>, at: usize) -> Option<Modal> {
    let token = &profile.tokens[at];
    if profile.owned[at] {
        return None;
    }
    // `aim to` without a modal before it is one itself.
    let alone = || {
        let effort = token.is(|sense| matches!(sense, Sense::Effort(2 | 3)));
        let led = (at.saturating_sub(3)..at).any(|before| profile.tokens[before].says(Meaning::Modal));
        (effort && !led && follows_subject(profile, at)).then_some(Modal { polarity: Polarity::Act, strength: 2 })
    };
    token.modal().or_else(alone)
}

fn follows_subject(profile: &Profile<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| profile.is_open(before) && !profile.tokens[before].is_stop())
}

fn duty(profile: &Profile<'_>, at: usize, modal: Modal, next: usize) -> Duty {
    let end = profile.sentence_end(at).min(next);
    let effort = effort_after(profile, at);
    let from = effort.map_or(at, |(effort, _)| effort) + 1;
    let named = named_after(profile, at, end);
    let from = named.as_ref().map_or(from, |named| named.end + 1);
    let subject = named.unwrap_or_else(|| subject(profile, at));
    let acts = |token: &usize| is_act(profile, *token);
    let be = |token: &usize| profile.tokens[*token].has(Trait::Copula);
    let light = (from..end.min(from + 2)).find(be).map(|be| be + 1).filter(|&next| is_light(profile, next));
    // "Smoking is prohibited" names the act before the modal.
    let verb = light.or_else(|| (from..end).find(acts)).or_else(|| subject.clone().find(acts));
    let passive =
        profile.last_word_has(at, Trait::Copula) || verb.is_some_and(|verb| (from..verb).any(|token| be(&token)));
    let limit = profile.tokens.get(from).is_some_and(|token| token.says(Meaning::Bound));
    // Of `shall not exceed 25 litres in capacity` the amount says all.
    let verb = verb.filter(|_| !(limit && modal.polarity == Polarity::Refrain));
    // `No waste shall be burned` forbids, and so does `No one may enter`.
    // Behind another duty a modal may have no subject of its own: `name the steps that may lead to harm`.
    let start = if subject.is_empty() { profile.sentence_start(at) } else { subject.start };
    let relative = follows_relative(profile, start, at);
    let asked_about = modal.strength < 4 && follows_question(profile, subject.start, at);
    // `Except for members, nobody may enter` names first whom it does not bind.
    let first = subject.clone().find(|&at| !profile.tokens[at].is_sign());
    let none = !relative && first.is_some_and(|first| is_none(profile, first));
    // `No firm is required to sell` leaves it to them.
    let required = modal.strength == 4 && profile.last_word_has(at, Trait::Infinitive);
    let modal = if none && modal.polarity == Polarity::Act && required {
        Modal { polarity: Polarity::Act, strength: 0 }
    } else if none && modal.polarity == Polarity::Act && modal.strength > 0 {
        Modal { polarity: Polarity::Refrain, strength: if modal.strength == 2 { 2 } else { 4 } }
    } else {
        modal
    };
    Duty {
        at,
        polarity: if limit { Polarity::Act } else { modal.polarity },
        demand: demand(modal, effort.map(|(_, level)| level)),
        relative: relative || asked_about,
        future: profile.tokens[at].has(Trait::Future),
        asked_about,
        subject,
        verb,
        passive,
        effort: effort.map(|(effort, _)| effort),
        extent: at..end,
    }
}

/// `It is the duty of the guard to lock up`: who must act stands after the modal.
fn named_after(profile: &Profile<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let impersonal = profile.tokens[at].says(Meaning::Impersonal);
    let to = (at + 1..end).find(|&next| profile.tokens[next].has(Trait::Infinitive)).filter(|_| impersonal)?;
    Some(at + 1..to)
}

/// How much is owed, for the order of the labels: must, then should with all that comes near it, then may.
fn demand(modal: Modal, effort: Option<u8>) -> u8 {
    let plain = modal.strength * 10;
    match (modal.strength, effort) {
        (4, Some(3)) => 29,
        (4, Some(2)) => 24,
        (4, Some(_)) => 15,
        (2, Some(1)) => ADVISED_TO_CONSIDER,
        _ => plain,
    }
}

/// The word of effort that follows a modal closely.
fn effort_after(profile: &Profile<'_>, at: usize) -> Option<(usize, u8)> {
    let end = profile.tokens.len().min(at + 4);
    (at + 1..end).find_map(|next| {
        profile.tokens[next].senses.iter().find_map(|sense| match sense {
            Sense::Effort(level) => Some((next, *level)),
            _ => None,
        })
    })
}

fn is_none(profile: &Profile<'_>, at: usize) -> bool {
    profile.tokens[at].has(Trait::None)
}

fn is_act(profile: &Profile<'_>, at: usize) -> bool {
    let token = &profile.tokens[at];
    profile.is_open(at) && token.kind == Kind::Word && profile.clause_of(at).is_none() && !is_adverb(token)
}

fn follows_relative(profile: &Profile<'_>, start: usize, at: usize) -> bool {
    // `the figures which they themselves will publish`
    let stands_between = |token: &&Token| is_adverb(token) || token.says(Meaning::Pronoun);
    let before = back_from(profile, start, at).find(|token| !stands_between(token));
    before.is_some_and(|token| token.has(Trait::Relative))
}

/// Whether a word such as `how` opens the clause of a modal.
fn follows_question(profile: &Profile<'_>, start: usize, at: usize) -> bool {
    let mut words = back_from(profile, start, at).take_while(|token| token.kind == Kind::Word);
    words.any(|token| token.has(Trait::Question))
}

/// The tokens before a modal, the last one first.
fn back_from<'p>(profile: &'p Profile<'_>, start: usize, at: usize) -> impl Iterator<Item = &'p Token> {
    profile.tokens[start.min(at)..at].iter().rev()
}

/// `performed`, `carried out`: an act that another word names.
fn is_light(profile: &Profile<'_>, at: usize) -> bool {
    let light = |token: &&Token| token.says(Meaning::Function) && token.kind == Kind::Word;
    profile.tokens.get(at).filter(light).is_some_and(|token| token.has(Trait::Participle) && !token.has(Trait::Gerund))
}

fn is_adverb(token: &Token) -> bool {
    token.has(Trait::Adverb) && !token.has(Trait::Act) || token.has(Trait::Negation)
}

/// Where the subject begins after words that only lead to it: `With regard to lorries, the driver shall`.
fn fronted(profile: &Profile<'_>, before: Range<usize>) -> usize {
    let first = &profile.tokens[before.start];
    let leads = first.kind == Kind::Word
        && first.says(Meaning::Function)
        && !first.has(Trait::Determiner)
        && !first.has(Trait::None);
    let comma = before.clone().rfind(|&at| profile.tokens[at].is_mark(','));
    let names =
        |comma: usize| (comma..before.end).any(|at| profile.is_open(at) || profile.tokens[at].says(Meaning::Pronoun));
    comma.filter(|&comma| leads && names(comma)).map_or(before.start, |comma| comma + 1)
}

/// The words before a modal, back to the end of what stands before its clause.
fn subject(profile: &Profile<'_>, at: usize) -> Range<usize> {
    let start = profile.sentence_start(at);
    let modal = |before: &usize| profile.tokens[*before].says(Meaning::Modal);
    let previous = (start..at).rev().find(modal).map_or(start, |before| before + 1);
    let mut from = previous;
    for clause in &profile.clauses {
        let fronted = !(from..clause.at.start).any(|before| profile.is_open(before));
        if !clause.whole && clause.at.end <= at && clause.at.end > from && fronted {
            from = clause.at.end;
        }
    }
    // After another duty only what follows the last conjunction can be the subject.
    if previous > start {
        from = (from..at)
            .rev()
            .find(|&before| profile.tokens[before].joins().is_some())
            .map_or(at, |and| and + 1)
            .max(from);
    }
    fronted(profile, from..at)..at
}
