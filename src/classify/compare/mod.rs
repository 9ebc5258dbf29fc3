//! Two passages that belong together, compared aspect by aspect.
//!
//! Each comparison settles the words that it explains, so that what is left at the end is what no aspect explains.

mod citations;
mod clauses;
mod doubts;
mod duties;
mod leftover;
mod names;
mod pairing;
mod quantities;
mod rewritten;
mod runs;
mod standing;
mod times;
mod turned;

pub(super) use clauses::share_of;
pub(super) use duties::strength_rule;
pub(super) use times::same_moment;

use super::profile::Profile;
use super::rules::Rule;
use crate::classify::lexicon::Trait;
use crate::model::{Pair, Side};
use pairing::Pairing;
use std::ops::Range;

/// What a rule says of two passages, with the bytes of either text.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The rule.
    pub(super) rule: &'static Rule,
    /// The bytes it is about; `None` where there are none on that side.
    pub(super) bytes: Pair<Option<Range<usize>>>,
}

impl Note {
    /// Of what stands on one side only, which side and which bytes.
    pub(super) const fn one_sided(&self) -> Option<(Side, &Range<usize>)> {
        match (&self.bytes.before, &self.bytes.after) {
            (Some(bytes), None) => Some((Side::Before, bytes)),
            (None, Some(bytes)) => Some((Side::After, bytes)),
            _ => None,
        }
    }
}

/// What came of a comparison.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// What the rules say.
    pub(super) notes: Vec<Note>,
    /// Whether words differ that no rule explains away.
    pub(super) differs: bool,
    /// Whether words differ at so many places that what one side lacks there may stand in another sentence of it.
    pub(super) recast: bool,
}

/// What kind of text the words stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Register {
    /// A provision, a definition, an indicator: every word counts.
    Rules,
    /// Running text around them, where only a sentence that binds is read word by word.
    Prose,
}

/// A comparison under way.
pub(super) struct Comparison<'p, 't> {
    pub(super) profiles: Pair<&'p Profile<'t>>,
    pairing: Pairing,
    /// Tokens whose difference an aspect explains; one a token.
    pub(super) settled: Pair<Vec<bool>>,
    /// Tokens that stand on one side only and that nothing explains yet; one a token.
    loose: Pair<Vec<bool>>,
    register: Register,
    /// Whether most words are others, so that no single change can be named.
    rewritten: bool,
    /// Whether they have enough words in common to belong together for sure.
    alike: bool,
    pub(super) outcome: Outcome,
}

/// Compares two passages; of `faint` ones, which hardly have a word in common, no single word says anything.
pub(super) fn passages(profiles: Pair<&Profile<'_>>, register: Register, faint: bool) -> Outcome {
    let pairing = Pairing::of(profiles);
    let loose = profiles.zip(pairing.partners().as_ref()).map(|(profile, partners)| {
        partners.iter().enumerate().map(|(at, partner)| partner.is_none() && profile.is_open(at)).collect()
    });
    let mut comparison = Comparison {
        profiles,
        pairing,
        loose,
        settled: profiles.map(|profile| vec![false; profile.tokens.len()]),
        register,
        rewritten: false,
        alike: !faint,
        outcome: Outcome::default(),
    };
    comparison.rewritten = faint || comparison.is_rewritten();
    comparison.settle_mentions();
    comparison.compare_clauses();
    comparison.compare_citations();
    comparison.compare_times();
    comparison.compare_rhythms();
    comparison.compare_amounts();
    comparison.compare_duties();
    comparison.compare_leftover();
    comparison.compare_turned();
    comparison.doubt();
    comparison.outcome
}

/// Words between an amount and what it is measured by.
const PER: usize = 3;

impl Comparison<'_, '_> {
    /// Says a rule of some tokens of either side.
    fn say(&mut self, rule: &'static Rule, tokens: Pair<Option<Range<usize>>>) {
        let bytes = tokens.zip(self.profiles).map(|(tokens, profile)| tokens.map(|tokens| profile.bytes(tokens)));
        self.outcome.notes.push(Note { rule, bytes });
    }

    /// Says a rule of both passages as a whole.
    fn say_of_all(&mut self, rule: &'static Rule) {
        self.say(rule, self.profiles.map(|profile| Some(0..profile.tokens.len())));
    }

    /// Says that something stands on one side only: `rules` are for removed and added.
    fn say_one_sided(&mut self, rules: Pair<&'static Rule>, side: Side, tokens: Range<usize>) {
        match side {
            Side::Before => self.say(rules.before, Pair::new(Some(tokens), None)),
            Side::After => self.say(rules.after, Pair::new(None, Some(tokens))),
        }
    }

    /// Whether a token stands on one side only and nothing explains it yet.
    fn is_loose(&self, side: Side, at: usize) -> bool {
        side.of(&self.loose)[at]
    }

    /// The facets of each side that no clause explains: what a new exception says of numbers is part of it.
    fn unsettled<T: Clone>(&self, facets: Pair<&[T]>, at: impl Fn(&T) -> &Range<usize>) -> Pair<Vec<T>> {
        facets
            .zip(self.settled.as_ref())
            .map(|(facets, settled)| facets.iter().filter(|facet| !settled[at(facet).start]).cloned().collect())
    }

    /// What follows a new or former time or amount closely belongs to it: `30 litres of water per hour`.
    fn settle_tail(&mut self, side: Side, end: usize) {
        let profile = *side.of(&self.profiles);
        let goes_on = |at: &usize| {
            let token = &profile.tokens[*at];
            !token.is_stop()
                && !token.is_mark(',')
                && token.joins().is_none()
                && !profile.owned[*at]
                && (token.is_quiet() || self.is_loose(side, *at))
        };
        let tail = (end..profile.tokens.len()).take(8).take_while(goes_on).count();
        self.settle(side, end..end + tail);
        // `60 g of salt per litre`, where there was salt before
        let near = end + tail..profile.tokens.len().min(end + tail + PER);
        if let Some(per) = near.into_iter().find(|&at| profile.tokens[at].has(Trait::Rate)) {
            self.settle(side, per..profile.tokens.len().min(per + 2));
        }
    }

    /// What leads to a new or former reference closely belongs to it: `under the procedure of Article 5`.
    fn settle_lead(&mut self, side: Side, start: usize) {
        let profile = *side.of(&self.profiles);
        let leads = |at: &usize| {
            let token = &profile.tokens[*at];
            !token.is_sign() && !profile.owned[*at] && (token.is_quiet() || self.is_loose(side, *at))
        };
        let lead = (start.saturating_sub(6)..start).rev().take_while(leads).count();
        self.settle(side, start - lead..start);
    }

    fn settle(&mut self, side: Side, tokens: Range<usize>) {
        side.of_mut(&mut self.settled)[tokens.clone()].fill(true);
        side.of_mut(&mut self.loose)[tokens].fill(false);
    }

    fn partner(&self, side: Side, at: usize) -> Option<usize> {
        match side {
            Side::Before => self.pairing.of_before(at),
            Side::After => self.pairing.of_after(at),
        }
    }
}

/// Takes equal things off both lists, in order; what is left has no equal.
pub(super) fn unequal<T: Clone>(lists: Pair<&[T]>, equal: impl Fn(&T, &T) -> bool) -> Pair<Vec<T>> {
    let mut after: Vec<T> = lists.after.to_vec();
    let mut before = Vec::new();
    for one in lists.before {
        match after.iter().position(|other| equal(one, other)) {
            Some(position) => drop(after.remove(position)),
            None => before.push(one.clone()),
        }
    }
    Pair { before, after }
}
