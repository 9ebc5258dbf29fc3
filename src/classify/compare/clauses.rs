use super::Comparison;
use crate::classify::lexicon::{Polarity, Trait};
use crate::classify::profile::{Clause, ClauseKind, Duty, Profile};
use crate::classify::rules::{CONDITION_CHANGED, EXCEPTION_CHANGED, FREQUENCY_CHANGED, Rule};
use crate::classify::words::Token;
use crate::model::{Pair, Side};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Of a clause's words, the share that must stand elsewhere on the other side for the clause to be only reworded.
const REWORDED: f64 = 0.6;

impl Comparison<'_, '_> {
    /// Exceptions and conditions: pairs by the words they share, those of one kind first, then in order, then alone.
    pub(super) fn compare_clauses(&mut self) {
        let mut exceptions = self.clauses(ClauseKind::Exception);
        let mut conditions = self.clauses(ClauseKind::Condition);
        self.compare_released(&mut exceptions);
        for clauses in [&mut exceptions, &mut conditions] {
            for (before, after) in self.take_pairs(&mut clauses.before, &mut clauses.after) {
                self.compare_pair(&before, &after);
            }
        }
        if !self.is_denied() {
            // `unless the owner objects` in the place of `if the owner objects`.
            let mut turned = self.take_pairs(&mut exceptions.before, &mut conditions.after);
            turned.extend(self.take_pairs(&mut conditions.before, &mut exceptions.after));
            for (before, after) in turned {
                self.say_settled(&CONDITION_CHANGED, Pair::new(Some(&before.at), Some(&after.at)));
            }
        }
        self.compare_unpaired(exceptions);
        self.compare_unpaired(conditions);
    }

    /// A sentence that is an exception as a whole, in the place of one that allows something: `may deviate from it`,
    /// `a lower level is permissible`.
    fn compare_released(&mut self, exceptions: &mut Pair<Vec<Clause>>) {
        for side in Side::BOTH {
            let allows = side.other().of(&self.profiles).strictest().is_some_and(Duty::permits);
            let alone = side.other().of(exceptions).is_empty();
            let own = side.of_mut(exceptions);
            if let Some(at) = own.iter().position(|clause| clause.whole).filter(|_| allows && alone) {
                own.remove(at);
                Side::BOTH.iter().for_each(|&side| self.settle(side, 0..side.of(&self.profiles).tokens.len()));
                self.say_of_all(&EXCEPTION_CHANGED);
            }
        }
    }

    fn clauses(&self, kind: ClauseKind) -> Pair<Vec<Clause>> {
        self.profiles.map(|profile| profile.clauses.iter().filter(|clause| clause.kind == kind).cloned().collect())
    }

    /// Whether one side forbids where the other does not: `shall not … unless` says what `may … only if` says.
    pub(super) fn is_denied(&self) -> bool {
        let forbids = |profile: &Profile<'_>| {
            let refrains = |duty: &&Duty| duty.polarity == Polarity::Refrain;
            profile.duties.iter().filter(refrains).count()
        };
        !self.profiles.map(forbids).agree()
    }

    /// Takes off both lists the clauses that share their words.
    fn take_pairs(&self, before: &mut Vec<Clause>, after: &mut Vec<Clause>) -> Vec<(Clause, Clause)> {
        let mut pairs = Vec::new();
        before.retain(|clause| {
            // A sentence that is an exception as a whole is no condition turned round.
            let fits = |other: &Clause| clause.kind == other.kind || !clause.whole && !other.whole;
            let partner = after.iter().position(|other| fits(other) && self.share(clause, other));
            pairs.extend(partner.map(|position| (clause.clone(), after.remove(position))));
            partner.is_none()
        });
        pairs
    }

    fn compare_unpaired(&mut self, Pair { mut before, mut after }: Pair<Vec<Clause>>) {
        // Of two cases neither is the other one put otherwise: `warn guests if he fines staff`, `fine staff if he warns`.
        self.outcome.differs |= !before.is_empty() && !after.is_empty();
        for (side, clauses) in [(Side::Before, &mut before), (Side::After, &mut after)] {
            clauses.retain(|clause| !self.settle_opening(side, clause) && !self.settle_reworded(side, clause));
        }
        let both = before.len().min(after.len());
        for (before, after) in before.iter().zip(&after) {
            self.say_settled(change(before, after), Pair::new(Some(&before.at), Some(&after.at)));
        }
        for (side, alone) in [(Side::Before, &before[both..]), (Side::After, &after[both..])] {
            alone.iter().for_each(|clause| self.say_alone(side, clause));
        }
    }

    /// A clause on one side only; one that says on which occasion, `when testing pumps`, makes nothing depend on it.
    fn say_alone(&mut self, side: Side, clause: &Clause) {
        let profile = *side.of(&self.profiles);
        if let Some(rhythm) = self.rhythm_in_place_of(side, clause) {
            let both = Pair::new(&clause.at, &rhythm).map(Some);
            self.say_settled(&FREQUENCY_CHANGED, if side == Side::Before { both } else { both.swap() });
        } else if !clause.is_occasion(profile) {
            self.settle(side, clause.at.clone());
            self.say_one_sided(clause.presence(), side, clause.at.clone());
        }
    }

    /// The rhythm that stands on the other side alone behind the same word: `once a year`, `whenever the roof was renewed`.
    fn rhythm_in_place_of(&self, side: Side, clause: &Clause) -> Option<Range<usize>> {
        if clause.kind != ClauseKind::Condition {
            return None;
        }
        let (here, there) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
        let led = here.open_before(clause.at.start).and_then(|at| self.partner(side, at))?;
        let mut alone = there.rhythms.iter().filter(|other| here.rhythms.iter().all(|one| one.every != other.every));
        alone.find(|rhythm| there.open_before(rhythm.at.start) == Some(led)).map(|rhythm| rhythm.at.clone())
    }

    /// Whether a clause only opens a list, whose items are told.
    fn settle_opening(&mut self, side: Side, clause: &Clause) -> bool {
        let profile = *side.of(&self.profiles);
        let opens = clause.only_opens(profile);
        if opens {
            self.outcome.differs = true;
            self.settle(side, clause.at.clone());
        }
        opens
    }

    fn say_settled(&mut self, rule: &'static Rule, tokens: Pair<Option<&Range<usize>>>) {
        for side in Side::BOTH {
            if let Some(tokens) = *side.of(&tokens) {
                self.settle(side, tokens.clone());
            }
        }
        self.say(rule, tokens.map(|tokens| tokens.cloned()));
    }

    /// Whether two clauses share half of the shorter one's words.
    fn share(&self, before: &Clause, after: &Clause) -> bool {
        let words = Pair::new(self.words(Side::Before, &before.at), self.words(Side::After, &after.at));
        let shared =
            words.before.iter().filter(|&&at| self.partner(Side::Before, at).is_some_and(|at| after.at.contains(&at)));
        let least = words.before.len().min(words.after.len());
        least == 0 && words.before.len() == words.after.len() || (least > 0 && shared.count() * 2 > least)
    }

    /// Two clauses that belong together: changed if words of either differ, or if they are tied to another duty.
    fn compare_pair(&mut self, before: &Clause, after: &Clause) {
        let loose = |side: Side, clause: &Clause| clause.at.clone().any(|at| self.is_loose(side, at));
        if loose(Side::Before, before) || loose(Side::After, after) || self.are_tied_apart(before, after) {
            self.say_settled(change(before, after), Pair::new(Some(&before.at), Some(&after.at)));
        }
    }

    /// Whether two clauses with the same words are tied to other duties of as many: `shall close the gate if it rains, and
    /// shall tell the crew`, `shall close the gate and, if it rains, shall tell the crew`.
    fn are_tied_apart(&self, before: &Clause, after: &Clause) -> bool {
        let tied = Pair::new(before, after).zip(self.profiles).map(|(clause, profile)| clause.tied(profile));
        match (tied.before, tied.after) {
            (Some(before), Some(after)) => before.duties == after.duties && before.is_apart(&after),
            _ => false,
        }
    }

    /// Whether most of what a clause says stands on the other side, in other words than those of a clause. That is
    /// then no finding of its own; what is lacking of it, or an exception that is none there, keeps the change from
    /// being called editorial.
    fn settle_reworded(&mut self, side: Side, clause: &Clause) -> bool {
        let there = &side.other().of(&self.profiles).tokens;
        let here = &side.of(&self.profiles).tokens;
        // A word that a clause repeats says no more of it, be it one of the clause or one around it.
        let around = here[..clause.at.start].iter().chain(&here[clause.at.end..]).filter(|token| !token.is_quiet());
        let around: FxHashSet<u32> = around.map(|token| token.stem).collect();
        let mut words = self.words(side, &clause.at);
        words.retain(|&at| !around.contains(&here[at].stem));
        words.sort_by_key(|&at| (here[at].stem, self.partner(side, at).is_none()));
        words.dedup_by_key(|at| here[*at].stem);
        // A name that is said once more is no news.
        let said = |at: usize| there.iter().any(|token| token.stem == here[at].stem && !token.is_quiet());
        let kept = words.iter().filter(|&&at| self.partner(side, at).is_some() || words.len() > 1 && said(at)).count();
        let reworded = !words.is_empty() && share_of(kept, words.len()) >= REWORDED;
        if reworded {
            let turned = clause.kind == ClauseKind::Exception && !self.is_denied();
            self.outcome.differs |= kept < words.len() || turned || self.tells_there(side, clause);
            self.settle(side, clause.at.clone());
        }
        reworded
    }

    /// Whether the words of a clause are what is told on the other side: `inform users if the model failed`, `inform users
    /// that the model failed`.
    fn tells_there(&self, side: Side, clause: &Clause) -> bool {
        let (here, there) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
        let last = here.open_before(clause.at.start).and_then(|at| self.partner(side, at));
        let first = clause.at.clone().find(|&at| here.is_open(at)).and_then(|at| self.partner(side, at));
        let (Some(last), Some(first)) = (last, first) else { return false };
        let tells = |token: &Token| token.has(Trait::Relative) || token.has(Trait::Question);
        there.tokens.get(last + 1..first).is_some_and(|between| between.iter().any(tells))
    }

    /// What a change within the clause says in which a word of the older passage stands.
    pub(super) fn clause_changed(&self, before: usize) -> Option<&'static Rule> {
        let clause = self.profiles.before.clause_of(before)?;
        Some(self.profiles.before.clauses[clause].change())
    }

    fn words(&self, side: Side, tokens: &Range<usize>) -> Vec<usize> {
        tokens.clone().filter(|&at| side.of(&self.profiles).is_open(at)).collect()
    }
}

/// A part of a whole, from 0 to 1; 0 of nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
pub(in crate::classify) fn share_of(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The rule for one clause in the place of another one of its kind: two saving clauses, or exceptions.
const fn change(before: &Clause, after: &Clause) -> &'static Rule {
    if after.saving { before.change() } else { after.change() }
}
