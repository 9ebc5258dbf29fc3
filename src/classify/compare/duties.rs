use super::clauses::share_of;
use super::{Comparison, unequal};
use crate::classify::lexicon::{Bound, Polarity, Trait};
use crate::classify::profile::{ALLOWED, ClauseKind, Duty, ONE_STRENGTH, Profile};
use crate::classify::rules::{
    ACTOR_CHANGED, CONDITION_ADDED, CONDITION_REMOVED, HEDGE_ADDED, HEDGE_CHANGED, HEDGE_REMOVED, OBLIGATION_CHANGED,
    OBLIGATION_STRENGTHENED, OBLIGATION_WEAKENED, Rule,
};
use crate::model::{Pair, Side};
use crate::text::fold;
use std::collections::BTreeSet;

/// Of a duty's words, the share that must stand on one side only for the duty to be new or gone.
const LOOSE: f64 = 0.6;

impl Comparison<'_, '_> {
    /// Duties: pairs by their verb, then, unless the sentence was rewritten, by the words they share, then alone;
    /// then hedges.
    pub(super) fn compare_duties(&mut self) {
        let (pairs, alone) = self.pair_duties();
        let mut strength_said = false;
        for pair in &pairs {
            strength_said |= self.compare_duty(pair);
        }
        for side in Side::BOTH {
            for duty in side.of(&alone) {
                self.say_lone_duty(side, duty);
            }
        }
        if !strength_said {
            self.compare_hedges();
        }
    }

    fn pair_duties(&self) -> (Vec<Pair<Duty>>, Pair<Vec<Duty>>) {
        let mut alone = self.profiles.map(|profile| self.main_duties(profile));
        let mut pairs = Vec::new();
        for before in std::mem::take(&mut alone.before) {
            match alone.after.iter().position(|after| self.share_verb(&before, after)) {
                Some(position) => pairs.push(Pair::new(before, alone.after.remove(position))),
                None => alone.before.push(before),
            }
        }
        if self.rewritten {
            pairs.extend(self.only_duties(&pairs, &mut alone));
            return (pairs, alone);
        }
        for before in std::mem::take(&mut alone.before) {
            let shared = alone.after.iter().enumerate().map(|(at, after)| (self.shared(&before, after), at));
            match shared.filter(|(count, _)| *count > 0).max_by_key(|&(count, at)| (count, std::cmp::Reverse(at))) {
                Some((_, position)) => pairs.push(Pair::new(before, alone.after.remove(position))),
                None => alone.before.push(before),
            }
        }
        (pairs, alone)
    }

    /// The only duties of two sentences of which one was rewritten as the other, where they bind the same and one of
    /// them alone is owed: that advice became a duty is no chance, whatever else changed.
    fn only_duties(&self, pairs: &[Pair<Duty>], alone: &mut Pair<Vec<Duty>>) -> Option<Pair<Duty>> {
        let Pair { before, after } = alone.as_ref().map(Vec::as_slice);
        let ([before], [after]) = (before, after) else { return None };
        let sides = Pair::new(before, after).zip(self.profiles);
        let able =
            |(duty, profile): (&Duty, &Profile<'_>)| duty.permits() && profile.tokens[duty.at].has(Trait::Ability);
        let firm = sides.map(|side| !able(side));
        let other = before.is_owed() != after.is_owed();
        let sure = self.alike && pairs.is_empty() && firm == Pair::new(true, true);
        if !(sure && other && self.subjects_agree(before, after)) {
            return None;
        }
        let only = Pair::new(before.clone(), after.clone());
        *alone = Pair::default();
        Some(only)
    }

    /// Duties outside of clauses that were settled as a whole, and outside of those that say which one is meant.
    fn main_duties(&self, profile: &Profile<'_>) -> Vec<Duty> {
        let outside = |duty: &&Duty| profile.clause_of(duty.at).is_none();
        let duties: Vec<Duty> = profile.duties.iter().filter(outside).cloned().collect();
        let main: Vec<Duty> = duties.iter().filter(|duty| !duty.relative).cloned().collect();
        if main.is_empty() { duties } else { main }
    }

    fn share_verb(&self, before: &Duty, after: &Duty) -> bool {
        matches!((before.verb, after.verb), (Some(one), Some(other)) if self.pairing.of_before(one) == Some(other))
    }

    /// How many words two duties share; at least one where they are the only ones and ask it of the same.
    fn shared(&self, before: &Duty, after: &Duty) -> usize {
        let shares = |at: &usize| self.pairing.of_before(*at).is_some_and(|other| after.extent.contains(&other));
        let shared = before.extent.clone().filter(shares).count();
        let alone =
            self.pairing.of_before(before.at).is_none() && self.only_ones() && self.subjects_agree(before, after);
        shared.max(usize::from(alone))
    }

    fn only_ones(&self) -> bool {
        self.profiles.map(|profile| profile.duties.len() == 1) == Pair::new(true, true)
    }

    fn subjects_agree(&self, before: &Duty, after: &Duty) -> bool {
        before.subject.clone().any(|at| self.pairing.of_before(at).is_some_and(|other| after.subject.contains(&other)))
    }

    /// Whether it said that one asks more than the other.
    fn compare_duty(&mut self, pair: &Pair<Duty>) -> bool {
        let strength = if self.say_the_same(pair) {
            self.settle_exclusives(pair);
            None
        } else if self.forbid_all_else(pair) || self.caps_what_is_allowed(pair) {
            self.settle_exclusives(pair);
            self.outcome.differs = true;
            None
        } else {
            strength_rule(pair.as_ref())
        };
        self.outcome.differs |= strength.is_some();
        let said = strength.filter(|_| self.ask_one_thing(pair));
        if let Some(rule) = said {
            self.say(rule, pair.as_ref().map(|duty| Some(duty.head())));
        }
        let other_effort = strength.is_none() && self.compare_efforts(pair);
        self.settle_light_verbs(pair);
        self.compare_verbs(pair);
        self.compare_subjects(pair);
        said.is_some() || other_effort
    }

    /// Efforts of one strength in other words: `reasonable efforts` are not `best endeavours`, and lawyers differ on which
    /// ask more. Whether it said so.
    fn compare_efforts(&mut self, pair: &Pair<Duty>) -> bool {
        let efforts = pair.as_ref().map(|duty| duty.effort);
        let (Some(before), Some(after)) = (efforts.before, efforts.after) else { return false };
        self.compare_room(Pair::new(before, after))
    }

    /// Two phrases that leave room. Whether it said that they are of different kinds.
    fn compare_room(&mut self, phrases: Pair<usize>) -> bool {
        let differ = !self.say_one_thing(phrases);
        if differ {
            self.say(&HEDGE_CHANGED, phrases.map(|at| Some(at..at + 1)));
        }
        differ
    }

    /// Whether two phrases that leave room have the same words that count: `if appropriate` and `where appropriate`.
    fn say_one_thing(&self, phrases: Pair<usize>) -> bool {
        let tokens = self.profiles.zip(phrases).map(|(profile, at)| &profile.tokens[at]);
        if !tokens.before.is_phrase() && !tokens.after.is_phrase() {
            return tokens.map(|token| token.stem).agree();
        }
        let words = self.profiles.zip(phrases).map(|(profile, at)| {
            let words = fold(&profile.text[profile.tokens[at].range.clone()]);
            let telling = words.split_whitespace().filter(|word| profile.lexicon.tells(word));
            telling.map(|word| profile.lexicon.stem(word)).collect::<BTreeSet<String>>()
        });
        words.agree()
    }

    /// Whether two duties ask for one act, or ask it of the same: else one says nothing of how strict the other is.
    fn ask_one_thing(&self, pair: &Pair<Duty>) -> bool {
        let Pair { before, after } = pair;
        let said = |act: usize| {
            self.pairing.of_before(act).is_some_and(|at| (after.subject.start..after.extent.end).contains(&at))
        };
        self.subjects_agree(before, after) || before.verb.is_some_and(said)
    }

    /// Whether a permission and a prohibition say the same: `may sell only to …`, `shall not sell except to …`.
    fn say_the_same(&self, pair: &Pair<Duty>) -> bool {
        self.stands_for_prohibition(pair, |side, duty| self.is_allowed_if(side, duty))
    }

    /// Whether a duty that is owed in one case only stands for a prohibition in all others, `shall tell it only if …` for
    /// `shall not tell it unless …`: of what else it asks that says nothing.
    fn forbid_all_else(&self, pair: &Pair<Duty>) -> bool {
        self.stands_for_prohibition(pair, |side, duty| {
            duty.polarity == Polarity::Act && duty.is_owed() && !self.exclusives(side, duty).is_empty()
        })
    }

    /// Whether one side forbids where the other one allows no more than so much, or only to some, or asks for so much:
    /// `may not lead more than five`, `may lead no more than five`; that may say the same, or less, or more.
    fn caps_what_is_allowed(&self, pair: &Pair<Duty>) -> bool {
        let forbids = |side: Side| side.of(pair).polarity == Polarity::Refrain;
        let bound = |side: Side| {
            let (duty, profile) = (side.of(pair), *side.of(&self.profiles));
            let mut amounts = profile.amounts.iter().filter(|amount| duty.extent.contains(&amount.at.start));
            amounts.find_map(|amount| amount.bound.filter(|bound| [Bound::Most, Bound::Least].contains(bound)))
        };
        let caps = |side: Side| {
            let duty = side.of(pair);
            let same = bound(side).is_some() && bound(side) == bound(side.other());
            duty.polarity == Polarity::Act
                && (same || duty.permits() && (bound(side).is_some() || !self.exclusives(side, duty).is_empty()))
        };
        Side::BOTH.into_iter().any(|side| caps(side) && forbids(side.other()))
    }

    /// Whether one side forbids with an exception, where the other does what is asked about.
    fn stands_for_prohibition(&self, pair: &Pair<Duty>, stands: impl Fn(Side, &Duty) -> bool) -> bool {
        let forbids = |side: Side| self.is_forbidden_unless(side, side.of(pair));
        Side::BOTH.into_iter().any(|side| stands(side, side.of(pair)) && forbids(side.other()))
    }

    fn settle_exclusives(&mut self, pair: &Pair<Duty>) {
        for side in Side::BOTH {
            for at in self.exclusives(side, side.of(pair)) {
                self.settle(side, at..at + 1);
            }
        }
    }

    fn is_allowed_if(&self, side: Side, duty: &Duty) -> bool {
        let allowed = duty.polarity == Polarity::Act && duty.demand == 10;
        allowed && (self.has_clause(side, duty, ClauseKind::Condition) || !self.exclusives(side, duty).is_empty())
    }

    /// The words by which a permission forbids all else: `only members may vote`, `may enter only with a guide`.
    fn exclusives(&self, side: Side, duty: &Duty) -> Vec<usize> {
        let profile = *side.of(&self.profiles);
        let sentence = profile.sentence_start(duty.at)..duty.extent.end;
        sentence.filter(|&at| profile.tokens[at].has(Trait::Exclusive)).collect()
    }

    fn is_forbidden_unless(&self, side: Side, duty: &Duty) -> bool {
        duty.polarity == Polarity::Refrain && self.has_clause(side, duty, ClauseKind::Exception)
    }

    fn has_clause(&self, side: Side, duty: &Duty, kind: ClauseKind) -> bool {
        let profile = *side.of(&self.profiles);
        let sentence = profile.sentence_start(duty.at)..profile.sentence_end(duty.at);
        profile.clauses.iter().any(|clause| clause.kind == kind && sentence.contains(&clause.at.start))
    }

    /// `give training to` and `train` name one act.
    fn settle_light_verbs(&mut self, pair: &Pair<Duty>) {
        for (side, duty, other) in [(Side::Before, &pair.before, &pair.after), (Side::After, &pair.after, &pair.before)]
        {
            let (Some(verb), Some(act)) = (duty.verb, other.verb) else { continue };
            let there = side.other();
            let light = side.of(&self.profiles).tokens[verb].has(Trait::Light);
            let named = self.partner(there, act).is_some_and(|act| act > verb && duty.extent.contains(&act));
            if light && named && self.is_loose(side, verb) {
                self.settle(side, verb..verb + 1);
            }
        }
    }

    fn compare_verbs(&mut self, pair: &Pair<Duty>) {
        let (Some(before), Some(after)) = (pair.before.verb, pair.after.verb) else { return };
        if self.is_loose(Side::Before, before) && self.is_loose(Side::After, after) {
            let ends = Pair::new(self.loose_run(Side::Before, before), self.loose_run(Side::After, after));
            self.settle(Side::Before, before..ends.before);
            self.settle(Side::After, after..ends.after);
            if pair.before.passive == pair.after.passive {
                self.say(&OBLIGATION_CHANGED, Pair::new(Some(before..ends.before), Some(after..ends.after)));
            } else {
                // In the other voice, another verb may be another word for the same act.
                self.outcome.differs = true;
            }
        }
    }

    /// The end of the run of loose words that begins at a token.
    fn loose_run(&self, side: Side, start: usize) -> usize {
        let profile = *side.of(&self.profiles);
        let holds = |at: &usize| !profile.owned[*at] && (self.is_loose(side, *at) || profile.tokens[*at].is_quiet());
        let end = (start..profile.tokens.len()).take_while(holds).filter(|&at| self.is_loose(side, at)).last();
        end.map_or(start + 1, |last| last + 1)
    }

    /// The same words on both sides, but other ones before the modal: who acts towards whom was turned round.
    fn compare_subjects(&mut self, pair: &Pair<Duty>) {
        let (before, after) = (&pair.before, &pair.after);
        let moved = |at: usize| self.pairing.of_before(at).is_some_and(|at| !after.subject.contains(&at));
        let words: Vec<usize> = before.subject.clone().filter(|&at| self.profiles.before.is_open(at)).collect();
        let has_subject = after.subject.clone().any(|at| self.profiles.after.is_open(at));
        // `Notice shall be given to the owner`, `the owner shall be given notice`.
        let told = before.passive
            && after.passive
            && before.verb.is_some_and(|verb| self.profiles.before.tokens[verb].has(Trait::Tell));
        // `Doors shall be fitted with closers`, `closers shall be fitted to doors`: neither is who acts.
        let persons = Pair::new(before, after).zip(self.profiles).map(|(duty, profile)| {
            let named = |at: usize| profile.tokens[at].capital && at > profile.sentence_start(at);
            duty.subject.clone().any(|at| profile.tokens[at].has(Trait::Party) || named(at))
        });
        let turned = !told
            && (!before.passive || persons.before || persons.after)
            && before.passive == after.passive
            && has_subject
            && !words.is_empty()
            && words.iter().all(|&at| moved(at));
        let within = words.iter().all(|&at| self.pairing.of_before(at).is_some_and(|at| after.extent.contains(&at)));
        if turned && within {
            self.say(&ACTOR_CHANGED, Pair::new(Some(before.subject.clone()), Some(after.subject.clone())));
        }
    }

    fn say_lone_duty(&mut self, side: Side, duty: &Duty) {
        let profile = *side.of(&self.profiles);
        let words: Vec<usize> = duty.extent.clone().filter(|&at| profile.is_open(at)).collect();
        let loose = words.iter().filter(|&&at| self.is_loose(side, at)).count();
        if loose == 0 && self.is_owed_there(side, duty) {
            return;
        }
        if duty.only_tells(profile) {
            return;
        }
        if share_of(loose, words.len()) < LOOSE {
            // The act stood there without a modal: no other duty, but not shown to be the same one.
            self.outcome.differs = true;
            return;
        }
        let start = if duty.subject.clone().any(|at| self.is_loose(side, at)) { duty.subject.start } else { duty.at };
        let words = start..duty.reach(profile).end;
        self.settle(side, words.clone());
        self.say_one_sided(duty.presence(), side, words);
    }

    /// Whether the other side asks for the same act as part of another duty of the same strength: `… and seal it`.
    fn is_owed_there(&self, side: Side, duty: &Duty) -> bool {
        let there = side.other();
        let Some(act) = duty.verb.and_then(|verb| self.partner(side, verb)) else { return false };
        let same = |other: &&Duty| {
            other.extent.contains(&act)
                && other.polarity == duty.polarity
                && other.demand.abs_diff(duty.demand) <= ONE_STRENGTH
        };
        there.of(&self.profiles).duties.iter().any(|other| same(&other))
    }

    /// Hedges: equal ones aside, then in their order, as `where appropriate` is not `where feasible`; then alone, which
    /// count where what they qualify stands on both sides: what came with words of its own is part of them.
    fn compare_hedges(&mut self) {
        let hedges = self.profiles.map(|profile| profile.hedges.as_slice());
        let left = unequal(hedges, |&before, &after| self.say_one_thing(Pair::new(before, after)));
        self.compare_shared_hedges(hedges);
        let both = left.before.len().min(left.after.len());
        for (&before, &after) in left.before.iter().zip(&left.after) {
            self.compare_room(Pair::new(before, after));
        }
        for (side, alone) in [(Side::Before, &left.before[both..]), (Side::After, &left.after[both..])] {
            let profile = *side.of(&self.profiles);
            let counts = |at: usize| self.is_kept_around(side, at) && !self.has_no_act(side, at);
            let kept = alone.iter().rev().find(|&&at| counts(at) && !stands_by_reference(profile, at));
            self.outcome.differs |= !alone.is_empty();
            if let Some(&at) = kept {
                let allowed = profile.only_allows(at);
                let rules =
                    if allowed { (&CONDITION_REMOVED, &CONDITION_ADDED) } else { (&HEDGE_REMOVED, &HEDGE_ADDED) };
                self.say_one_sided(Pair::new(rules.0, rules.1), side, at..at + 1);
                // `as necessary to keep the risk low`
                self.settle_tail(side, at + 1);
            }
        }
    }

    /// Room that is left in both of two acts, or in the second alone: `shall, where possible, warn and cover`, `shall warn
    /// and, where possible, cover`.
    fn compare_shared_hedges(&mut self, hedges: Pair<&[usize]>) {
        let ([before], [after]) = (hedges.before, hedges.after) else { return };
        let both = Pair::new(*before, *after);
        let second = both.zip(self.profiles).map(|(at, profile)| {
            let leads = profile.tokens[..at].iter().rev().find(|token| !token.is_mark(','));
            leads.filter(|token| !token.is_stop()).map(|token| token.joins().is_some())
        });
        let (Some(before), Some(after)) = (second.before, second.after) else { return };
        if self.say_one_thing(both) && before != after {
            self.say(&HEDGE_CHANGED, both.map(|at| Some(at..at + 1)));
        }
    }

    /// Whether the act that a hedge leaves room in stands on its side only.
    fn has_no_act(&self, side: Side, at: usize) -> bool {
        let mut duties = side.of(&self.profiles).duties.iter().filter(|duty| duty.extent.contains(&at));
        duties.next().and_then(|duty| duty.verb).is_some_and(|act| self.is_loose(side, act))
    }

    /// Whether a word next to a phrase stands on the other side too.
    fn is_kept_around(&self, side: Side, at: usize) -> bool {
        let profile = *side.of(&self.profiles);
        let sentence = profile.sentence_start(at)..profile.sentence_end(at);
        let open = |at: &usize| profile.is_open(*at);
        let joins = |at: usize| profile.tokens[at].joins().is_some();
        // `…, and, as necessary, repair`: of two acts the second one.
        let before = (sentence.start..at).rev().find(open).filter(|&before| !(before..at).any(joins));
        let after = (at + 1..sentence.end).find(open);
        [before, after].into_iter().flatten().any(|near| !self.is_loose(side, near))
    }
}

/// Whether a hedge stands in brackets with a reference: `(as necessary under Article 5)`.
fn stands_by_reference(profile: &Profile<'_>, at: usize) -> bool {
    let bracket = |at: &usize| profile.tokens[*at].is_mark('(') || profile.tokens[*at].is_mark(')');
    let opens = (profile.sentence_start(at)..at).rev().find(bracket).filter(|&open| profile.tokens[open].is_mark('('));
    let closes = (at..profile.tokens.len()).find(bracket);
    let within = opens.zip(closes).map(|(open, close)| open..close);
    within.is_some_and(|within| profile.citations.iter().any(|citation| within.contains(&citation.at.start)))
}

/// What the strengths of one duty say.
pub(in crate::classify) fn strength_rule(pair: Pair<&Duty>) -> Option<&'static Rule> {
    let demand = pair.map(|duty| duty.demand);
    match (pair.before.polarity, pair.after.polarity) {
        (one, other) if one == other => graded(demand),
        (Polarity::Act, Polarity::Refrain) if demand.before <= 10 => Some(&OBLIGATION_STRENGTHENED),
        (Polarity::Refrain, Polarity::Act) if demand.after <= 10 => Some(&OBLIGATION_WEAKENED),
        _ => Some(&OBLIGATION_CHANGED),
    }
}

fn graded(demand: Pair<u8>) -> Option<&'static Rule> {
    if demand.before.abs_diff(demand.after) <= ONE_STRENGTH {
        None
    } else if demand.before.max(demand.after) <= ALLOWED {
        // `need not` and `may` both leave it to those who are bound.
        Some(&OBLIGATION_CHANGED)
    } else if demand.after > demand.before {
        Some(&OBLIGATION_STRENGTHENED)
    } else {
        Some(&OBLIGATION_WEAKENED)
    }
}
