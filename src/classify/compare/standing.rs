//! Where a run of loose words stands: who acts, what is done, to whom, or anything else.

use super::Comparison;
use super::runs::Run;
use crate::classify::Aspect;
use crate::classify::lexicon::{Lead, Meaning, Polarity, Sense, Trait};
use crate::classify::profile::Duty;
use crate::classify::words::{Kind, Token};
use crate::model::{Pair, Side};
use crate::text::fold;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Somebody who acts or is turned to.
    Actor,
    /// What is done, or to what.
    Act,
    /// Anything else.
    Rest,
}

impl Comparison<'_, '_> {
    /// `All operators shall` binds the same as `Operators shall` and `Each operator shall`.
    pub(super) fn is_generic(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let wide = self.only(side, run, Trait::Wide);
        self.only(side, run, Trait::Dimension) && self.is_sized(side)
            || wide
                && profile
                    .duties
                    .iter()
                    .any(|duty| duty.subject.start == run.at.start && duty.subject.contains(&run.at.start))
    }

    /// Whether the other side says along which side an amount is measured: `five metres high`, `a height of five metres`.
    fn is_sized(&self, side: Side) -> bool {
        let other = *side.other().of(&self.profiles);
        other.amounts.iter().any(|amount| other.tokens[amount.at.end - 1].has(Trait::Dimension))
    }

    /// `inside` in the place of `within`, `because` in front: not shown to be the same, nor to be another duty.
    pub(super) fn is_connective(&self, side: Side, run: &Run) -> bool {
        let after = |token: &Token| token.is(|sense| *sense == Sense::Lead(Lead::After));
        self.only(side, run, Trait::Connective)
            || self.only(side, run, Trait::Light)
            || side.of(&self.profiles).tokens[run.at.clone()].iter().all(after)
    }

    /// `after` in the place of `within two days of` is part of what was said of the time.
    pub(super) fn leads_time(&self, side: Side, run: &Run) -> bool {
        let timed =
            self.outcome.notes.iter().any(|note| matches!(note.rule.aspect, Aspect::Deadline | Aspect::Frequency));
        let leads = |token: &Token| token.says(Meaning::Lead) || token.has(Trait::Advance);
        let token = &side.of(&self.profiles).tokens[run.at.start];
        let dated = self.profiles.map(|profile| !profile.times.is_empty()) == Pair::new(true, true);
        let again = token.is(|sense| *sense == Sense::Lead(Lead::By));
        run.at.len() == 1 && (timed && leads(token) || dated && again)
    }

    pub(super) fn is_party(&self, side: Side, run: &Run) -> bool {
        side.of(&self.profiles).tokens[run.at.end - 1].has(Trait::Party)
    }

    /// Whether a preposition leads the run that leads persons: `to`, `with`, `from`.
    pub(super) fn is_turned_to(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let before = &profile.tokens[profile.sentence_start(run.at.start)..run.at.start];
        let covers = before.iter().any(|token| token.has(Trait::Cover));
        !covers && self.lead_of_list(side, run.at.start).is_some_and(|lead| lead.has(Trait::Towards))
    }

    pub(super) fn are_parties_turned_to(&self, before: &Run, after: &Run) -> bool {
        let sides = [(Side::Before, before), (Side::After, after)];
        sides.iter().any(|(side, run)| self.is_party(*side, run))
            && sides.iter().all(|(side, run)| self.is_turned_to(*side, run))
    }

    pub(super) fn only(&self, side: Side, run: &Run, one: Trait) -> bool {
        side.of(&self.profiles).tokens[run.at.clone()]
            .iter()
            .filter(|token| !token.is_quiet())
            .all(|token| token.has(one))
    }

    /// Whether the run is an item of a list, or several: a conjunction ties it to its neighbour, or a comma does and
    /// the run holds the conjunction. A conjunction after a comma, or before a modal, ties what comes next to more than
    /// the run: `…, and shall`.
    pub(super) fn is_listed(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let ties = |at: usize| profile.tokens.get(at).is_some_and(|token| token.joins().is_some());
        let after = run.at.end;
        let next = ties(after) && !profile.tokens.get(after + 1).is_some_and(|token| token.says(Meaning::Modal));
        let before = self.quiet_before(side, run);
        let comma = before.clone().any(|at| profile.tokens[at].is_mark(','));
        let row = comma && profile.tokens.get(after).is_some_and(|token| token.is_mark(',')) && ties(after + 1);
        before.clone().any(ties) || next || row || comma && run.at.clone().any(ties)
    }

    /// The words without a meaning of their own right before a run, marks among them.
    pub(super) fn quiet_before(&self, side: Side, run: &Run) -> std::ops::Range<usize> {
        let profile = *side.of(&self.profiles);
        let near = run.at.start.saturating_sub(5)..run.at.start;
        let quiet = |at: &usize| profile.tokens[*at].is_quiet() || profile.tokens[*at].says(Meaning::Hedge);
        let quiet = near.rev().take_while(quiet).count();
        run.at.start - quiet..run.at.start
    }

    /// Whether a conjunction leads to the run.
    pub(super) fn is_tied_on(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let ties = |at: usize| profile.tokens[at].joins().is_some();
        self.quiet_before(side, run).any(ties) || run.at.clone().any(ties)
    }

    /// `in agreement with the chair`
    pub(super) fn is_partner(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let leads = |at: usize| profile.tokens[at].joins().is_some() && profile.last_word_has(at, Trait::Towards);
        self.is_party(side, run) && (run.at.start.saturating_sub(3)..run.at.end).any(leads)
    }

    /// `only certified`
    pub(super) fn narrows(&self, side: Side, run: &Run) -> bool {
        side.of(&self.profiles).tokens[run.at.start].has(Trait::Narrow)
    }

    /// `weigh` of `weigh and label`
    pub(super) fn is_first_act(&self, side: Side, run: &Run) -> bool {
        self.duty_around(side, run).is_some_and(|duty| duty.verb == Some(run.at.start))
    }

    /// `and label the sample`: a verb before an article.
    pub(super) fn is_second_act(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let article = profile.tokens.get(run.at.start + 1).is_some_and(|next| next.has(Trait::Determiner));
        let noun = self.has_article(side, run.at.start);
        article && !noun && self.is_tied_on(side, run) && self.duty_around(side, run).is_some()
    }

    /// Whether the run is one of those that a duty asks for: `shall state the place, the date and the time`.
    pub(super) fn is_itemised(&self, side: Side, run: &Run, listed: bool) -> bool {
        let profile = *side.of(&self.profiles);
        let verb = self.duty_around(side, run).filter(|duty| duty.is_owed()).and_then(|duty| duty.verb);
        verb.is_some_and(|verb| {
            let start = run.at.start.max(verb + 1);
            let last = (verb + 1..start).rfind(|&at| profile.tokens[at].is_mark(','));
            let clause = last.unwrap_or(verb + 1)..start;
            let word = fold(&profile.text[profile.tokens[verb].range.clone()]);
            let first = self.quiet_before(side, run).start == verb + 1
                && profile.tokens.get(run.at.end).is_some_and(|token| token.is_mark(','));
            (listed || first || self.is_followed_on(side, run))
                && profile.lexicon.itemises(&word)
                && !{ clause }.any(|at| profile.tokens[at].has(Trait::Relative))
        })
    }

    /// Whether a comma leads to the run, and after words without a meaning of their own one follows, or a conjunction.
    fn is_followed_on(&self, side: Side, run: &Run) -> bool {
        let tokens = &side.of(&self.profiles).tokens;
        let parts = |token: &Token| token.is_mark(',') || token.joins().is_some();
        let next = tokens[run.at.end..].iter().find(|token| parts(token) || !token.is_quiet());
        next.is_some_and(parts) && self.quiet_before(side, run).any(|at| tokens[at].is_mark(','))
    }

    /// Whether a run says for whom, or how alone, something is asked or allowed; not to what a rule applies.
    pub(super) fn is_bound_around(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let covers = |duty: &Duty| duty.verb.is_some_and(|verb| profile.tokens[verb].has(Trait::Cover));
        let duty = self.duty_around(side, run).filter(|duty| !covers(duty));
        duty.is_some_and(|duty| duty.polarity == Polarity::Act) || profile.only_allows(run.at.start)
    }

    /// Whether a run stands right after the modal of what is owed.
    pub(super) fn is_right_after_duty(&self, side: Side, run: &Run) -> bool {
        let duty = self.duty_around(side, run).filter(|duty| duty.is_owed() && duty.polarity == Polarity::Act);
        duty.is_some_and(|duty| duty.at + 1 == run.at.start)
    }

    fn duty_around(&self, side: Side, run: &Run) -> Option<&Duty> {
        side.of(&self.profiles).duties.iter().find(|duty| duty.extent.contains(&run.at.start))
    }

    /// Whether the run is the whole of a `by` phrase.
    pub(super) fn is_agent(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let passive = self.duty_around(side, run).is_some_and(|duty| duty.passive);
        let party = profile.tokens[run.at.end - 1].has(Trait::Party);
        self.word_before(side, run.at.start).is_some_and(|word| word.has(Trait::Agent))
            && (party || passive && self.has_article(side, run.at.start))
    }

    /// Whether two runs name who acts, be it with a modal or without: `the desk decides`, `is decided by the officer`.
    pub(super) fn act_both(&self, before: &Run, after: &Run) -> bool {
        let party = self.is_party(Side::Before, before) || self.is_party(Side::After, after);
        party && self.acts(Side::Before, before) && self.acts(Side::After, after)
    }

    fn acts(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let named = self.has_article(side, run.at.start);
        let opens = || profile.sentence_start(run.at.start) + 1 == run.at.start;
        let by = || self.word_before(side, run.at.start).is_some_and(|word| word.has(Trait::Agent));
        let modal = || self.is_party(side, run) && profile.duties.iter().any(|duty| duty.at == run.at.end);
        self.place(side, run) == Place::Actor || named && (opens() || by() || modal())
    }

    /// Whether an article leads: `by the warden` names who acts, where `by post` says how.
    fn has_article(&self, side: Side, at: usize) -> bool {
        let profile = *side.of(&self.profiles);
        at.checked_sub(1).is_some_and(|before| profile.tokens[before].has(Trait::Article))
    }

    /// `under the supervision of`, `on behalf of`: what follows acts as well.
    fn stands_for(&self, side: Side, at: usize) -> bool {
        let profile = *side.of(&self.profiles);
        let of = (at.saturating_sub(3)..at).rev().find(|&before| profile.tokens[before].has(Trait::Genitive));
        let role = of.and_then(|of| of.checked_sub(1)).is_some_and(|role| profile.tokens[role].has(Trait::Role));
        role && (of.unwrap_or(at) + 1..at).all(|between| !profile.is_open(between))
    }

    /// The last word before a position that is no article.
    fn word_before(&self, side: Side, at: usize) -> Option<&Token> {
        let tokens = &side.of(&self.profiles).tokens[..at];
        tokens.iter().rev().take(3).find(|token| !token.has(Trait::Determiner))
    }

    pub(super) fn place(&self, side: Side, run: &Run) -> Place {
        let profile = *side.of(&self.profiles);
        let start = run.at.start;
        if profile.duties.iter().any(|duty| self.is_subject(side, duty, run)) {
            return Place::Actor;
        }
        let Some(duty) = self.duty_around(side, run) else { return Place::Rest };
        let Some(verb) = duty.verb.map(|verb| (verb, &profile.tokens[verb])) else { return Place::Rest };
        let leads = self.word_before(side, start);
        let party = profile.tokens[run.at.clone()].iter().any(|token| token.has(Trait::Party));
        let led = self.lead_of_list(side, start);
        let by = |token: Option<&Token>| token.is_some_and(|token| token.has(Trait::Agent));
        let agent = by(leads) || by(led);
        if agent && duty.passive && (party || self.has_article(side, start)) || self.stands_for(side, start) {
            return Place::Actor;
        }
        if self.is_recipient(side, duty, verb, run) {
            return Place::Actor;
        }
        if verb.1.has(Trait::Cover) || duty.passive {
            return Place::Rest;
        }
        self.object_place(side, verb.0, run)
    }

    /// Between the verb and the first preposition stands what is acted upon.
    fn object_place(&self, side: Side, verb: usize, run: &Run) -> Place {
        let profile = *side.of(&self.profiles);
        let preposition = |token: &Token| token.has(Trait::Preposition) || token.has(Trait::Relative);
        let direct = run.at.start <= verb || !profile.tokens[verb..run.at.start].iter().any(preposition);
        let head = run
            .around
            .after
            .is_none_or(|next| next > run.at.end || next == run.at.end && preposition(&profile.tokens[next]));
        if direct && head { Place::Act } else { Place::Rest }
    }

    /// Whether a run names who acts: the head of what stands before the modal, or a person or body beside it.
    fn is_subject(&self, side: Side, duty: &Duty, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let inside = duty.subject.contains(&run.at.start) && duty.subject.contains(&(run.at.end - 1));
        // `Photography is not permitted` names the act.
        let act = duty.verb.is_some_and(|verb| verb < duty.at);
        if !inside || duty.passive || act {
            return false;
        }
        let leads = |at: &usize| {
            let token = &profile.tokens[*at];
            token.has(Trait::Preposition) || token.has(Trait::Relative)
        };
        // `vehicles offered for hire`: what follows the head tells which.
        let tells = |at: &usize| {
            profile.tokens[*at].has(Trait::Participle) && *at > duty.subject.start && profile.is_open(at - 1)
        };
        let end = duty.subject.clone().find(|at| leads(at) || tells(at)).unwrap_or(duty.subject.end);
        let head = (duty.subject.start..end).rev().find(|&at| !profile.tokens[at].is_quiet());
        let listed = self.is_listed(side, run);
        let names = |at: usize| head == Some(at) || listed && profile.tokens[at].has(Trait::Party);
        // `the head of finance and the secretary shall`
        let beside = || {
            let modal = run.at.end == duty.subject.end;
            modal
                && self.is_party(side, run)
                && self.quiet_before(side, run).any(|at| profile.tokens[at].joins().is_some())
        };
        run.at.start < end && run.at.clone().any(names) || beside()
    }

    /// `send … to X`, `inform X`.
    fn is_recipient(&self, side: Side, duty: &Duty, verb: (usize, &Token), run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let leads = self.lead_of_list(side, run.at.start);
        let tells =
            verb.1.has(Trait::Tell) || profile.tokens[duty.extent.clone()].iter().any(|token| token.has(Trait::Tell));
        if leads.is_some_and(|lead| lead.has(Trait::Recipient)) && tells {
            return true;
        }
        let between = &profile.tokens[verb.0 + 1..run.at.start.max(verb.0 + 1)];
        let leads = |token: &Token| token.has(Trait::Preposition) || token.has(Trait::Relative);
        let ends = |token: &Token| leads(token) || token.is_mark(',');
        let listed = self.is_listed(side, run) && self.is_party(side, run);
        verb.1.has(Trait::TellWhom) && !between.iter().any(ends) && (listed || between.iter().all(Token::is_quiet))
    }

    /// The preposition that leads the list in which a token stands.
    fn lead_of_list(&self, side: Side, at: usize) -> Option<&Token> {
        let profile = *side.of(&self.profiles);
        let mut seen = 0;
        for token in profile.tokens[..at].iter().rev().take(8) {
            let counted = matches!(token.kind, Kind::Number(_)) || token.says(Meaning::Bound);
            let skipped = counted || token.joins().is_some() || token.has(Trait::Determiner) || token.is_mark(',');
            if !skipped && token.is_quiet() {
                return Some(token);
            }
            seen += usize::from(!skipped);
            if seen > 3 {
                return None;
            }
        }
        None
    }
}
