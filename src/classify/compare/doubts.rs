//! What keeps a change from being called editorial though no aspect of it differs: the same words may say something else.
//!
//! ```text
//! firms may be charged a fee │ warn before fining │ the conditions in (a) and (b) │ 5 mW
//! firms may charge a fee     │ fine before warning │ the conditions in (a) or (b)  │ 5 MW
//! ```
//!
//! Nothing is said of it but that it differs, unless it is clear what does.

use super::Comparison;
use crate::classify::lexicon::{Conjunction, Lead, Meaning, Modal, Sense, Trait};
use crate::classify::profile::{Duty, Profile, Stage, Voice};
use crate::classify::rules::OBLIGATION_CHANGED;
use crate::classify::words::{Kind, Token};
use crate::model::{Pair, Side};
use std::collections::BTreeSet;
use std::ops::Range;

/// Words that a preposition or a conjunction governs at most.
const GOVERNED: usize = 8;

impl Comparison<'_, '_> {
    /// Where nothing else differs: whether it cannot be shown that the words say the same.
    pub(super) fn doubt(&mut self) {
        if self.outcome.differs {
            return;
        }
        let duties = self.turned_duties();
        self.outcome.differs = duties.is_some()
            || self.turns_a_verb()
            || self.governs_others()
            || self.turns_a_relative()
            || self.has_other_modals()
            || self.joins_otherwise()
            || self.has_other_symbols()
            || self.pairing.reordered && self.orders();
        if let Some(duties) = duties {
            self.say(&OBLIGATION_CHANGED, duties);
        }
    }

    /// Duties of the same subject in another voice: who owed the act is owed it now.
    fn turned_duties(&self) -> Option<Pair<Option<Range<usize>>>> {
        // `shall be neither removed nor covered` has its `be` within the modal.
        let plain = |profile: &Profile<'_>, duty: &Duty| {
            !profile.any_word_has(duty.at, Trait::Copula) || profile.last_word_has(duty.at, Trait::Copula)
        };
        let turned = |before: &Duty, after: &Duty| {
            let verbs = self.are_partners(Pair::new(before.verb, after.verb));
            let plain = plain(self.profiles.before, before) && plain(self.profiles.after, after);
            verbs && plain && before.passive != after.passive && self.heads_agree(before, after)
        };
        self.profiles.before.duties.iter().find_map(|before| {
            let after = self.profiles.after.duties.iter().find(|after| turned(before, after))?;
            Some(Pair::new(Some(before.head()), Some(after.head())))
        })
    }

    /// Whether both are there and each other's.
    fn are_partners(&self, words: Pair<Option<usize>>) -> bool {
        matches!((words.before, words.after), (Some(one), Some(other)) if self.partner(Side::Before, one) == Some(other))
    }

    /// Whether the last words with a meaning of their own before two modals are each other's.
    fn heads_agree(&self, before: &Duty, after: &Duty) -> bool {
        let heads = Pair::new(before, after).zip(self.profiles).map(|(duty, profile)| {
            let mut subject = duty.subject.clone();
            subject.rfind(|&at| profile.is_open(at))
        });
        self.are_partners(heads)
    }

    /// Whether a verb beside the same word has another voice, or tells of what is done where the other one tells of what is
    /// under way or to come: `if the guard is attacked`, `if the guard attacks`; `the ship that is to be repaired`.
    fn turns_a_verb(&self) -> bool {
        let (here, there) = (self.profiles.before, self.profiles.after);
        let both = (0..here.tokens.len()).filter_map(|at| Some((at, self.partner(Side::Before, at)?)));
        { both }.any(|(before, after)| {
            let (Some(one), Some(other)) = (here.stage(before), there.stage(after)) else { return false };
            let turned = match (one.voice, other.voice) {
                (Voice::Passive, Voice::Active) | (Voice::Active, Voice::Passive) => true,
                (Voice::Bare, Voice::Active) => there.tokens[after].has(Trait::Gerund),
                (Voice::Active, Voice::Bare) => here.tokens[before].has(Trait::Gerund),
                _ => false,
            };
            (turned || stages_differ(one, other)) && self.follow_the_same(before, after)
        })
    }

    /// Whether two words follow the same word, or lead to the same one.
    fn follow_the_same(&self, before: usize, after: usize) -> bool {
        let (here, there) = (self.profiles.before, self.profiles.after);
        let last = Pair::new(last_named(here, before), last_named(there, after));
        let follow = match (last.before, last.after) {
            // `once he has approved them`, `once they have been approved`
            (Some(one), Some(other)) if here.tokens[one].is_quiet() || there.tokens[other].is_quiet() => {
                here.tokens[one].stem == there.tokens[other].stem
            }
            _ => self.are_partners(last),
        };
        if last != Pair::new(None, None) {
            return follow;
        }
        let next = Pair::new(next_named(here, before), next_named(there, after));
        self.are_partners(next) || next == Pair::new(None, None)
    }

    /// Whether a word such as `before` leads to other words than it did: `warn before fining`, `fine before warning`.
    fn governs_others(&self) -> bool {
        let alone = |side: Side, at: usize| {
            let profile = *side.of(&self.profiles);
            let stem = profile.tokens[at].stem;
            profile.tokens.iter().filter(|token| token.stem == stem).count() == 1
        };
        let openers = |side: Side| {
            let profile = *side.of(&self.profiles);
            (0..profile.tokens.len()).filter(move |&at| governs(profile, at) && alone(side, at)).collect::<Vec<_>>()
        };
        let (before, after) = (openers(Side::Before), openers(Side::After));
        before.into_iter().any(|one| {
            let stem = self.profiles.before.tokens[one].stem;
            let Some(&other) = after.iter().find(|&&at| self.profiles.after.tokens[at].stem == stem) else {
                return false;
            };
            let governed = Pair::new(governed(self.profiles.before, one), governed(self.profiles.after, other));
            let head = |side: Side| {
                let (own, others) = (side.of(&governed), side.other().of(&governed));
                let there = own.first().and_then(|&at| self.partner(side, at));
                there.is_some_and(|at| !others.contains(&at))
            };
            head(Side::Before) && head(Side::After)
        })
    }

    /// Whether who acts in a relative clause was turned round: `a person whom the firm employs`, `a person who employs
    /// the firm`.
    fn turns_a_relative(&self) -> bool {
        let relative = |side: Side| {
            let profile = *side.of(&self.profiles);
            let mut all = (0..profile.tokens.len()).filter(|&at| profile.tokens[at].has(Trait::Relative));
            let only = all.next().filter(|_| all.next().is_none())?;
            let words: Vec<usize> = governed(profile, only);
            let passive = (only..profile.tokens.len()).take(GOVERNED).any(|at| profile.tokens[at].has(Trait::Copula));
            (!passive).then_some(words)
        };
        let (Some(before), Some(after)) = (relative(Side::Before), relative(Side::After)) else { return false };
        let are = |one: usize, other: usize| {
            self.are_partners(Pair::new(before.get(one), after.get(other)).map(Option::<&usize>::copied))
        };
        are(0, 1) && are(1, 0)
    }

    /// Whether the order of words says something: `respectively`, `in that order`.
    fn orders(&self) -> bool {
        let orders = |profile: &Profile<'_>| {
            profile.tokens.iter().any(|token| profile.lexicon.orders(&profile.text[token.range.clone()]))
        };
        orders(self.profiles.before) || orders(self.profiles.after)
    }

    /// Whether what says which ones are meant, or in which case, has another modal, or one more.
    fn has_other_modals(&self) -> bool {
        let found = self.profiles.map(|profile| {
            let mut found: Vec<u8> = (0..profile.tokens.len()).filter_map(|at| weak_modal(profile, at)).collect();
            found.sort_unstable();
            found
        });
        !found.agree()
    }

    /// Whether one of several is enough on one side only, or in another place of what `and` and `or` join.
    fn joins_otherwise(&self) -> bool {
        // `the driver/owner`; of what is forbidden `and` and `or` say the same.
        if self.profiles.before.text.contains('/') != self.profiles.after.text.contains('/')
            || self.profiles.map(Profile::forbids) == Pair::new(true, true)
        {
            return false;
        }
        let counts = self.profiles.map(|profile| {
            let count = |one| profile.tokens.iter().filter(|token| token.joins() == Some(one)).count();
            (count(Conjunction::And), count(Conjunction::Or))
        });
        let (before, after) = (counts.before, counts.after);
        let mixed = |(and, or): (usize, usize)| and > 0 && or > 0;
        (before.1 == 0) != (after.1 == 0) || (mixed(before) || mixed(after)) && before != after
    }

    /// Whether what a number counts has another case, as `mW` is no `MW`, or a number other figures: `10.000` may be ten or
    /// ten thousand, and version 2.10 is not 2.1.
    fn has_other_symbols(&self) -> bool {
        let printed = self.profiles.map(|profile| {
            let print = |token: &Token| &profile.text[token.range.clone()];
            let counts = |two: &&[Token]| matches!(two[0].kind, Kind::Number(_));
            let counted = profile.tokens.windows(2).filter(counts);
            let symbols = counted.clone().map(|two| print(&two[1])).filter(|word| word.len() <= SYMBOL);
            // `1.5 million` may be written out, but `10.000` is said otherwise by nothing.
            let thousands = |figures: &&str| figures.split('.').nth(1).is_some_and(|last| last.len() == 3);
            let numbers = profile.tokens.iter().filter(|token| matches!(token.kind, Kind::Number(_))).map(print);
            let versions = counted.filter(|two| two[1].unit().is_none()).map(|two| print(&two[0]));
            let versions = versions.filter(|figures| figures.contains('.'));
            (in_order(symbols), in_order(numbers.filter(thousands)), in_order(versions))
        });
        let ((before, few, one), (after, many, other)) = (&printed.before, &printed.after);
        let folded = |symbols: &[&str]| symbols.iter().map(|symbol| symbol.to_lowercase()).collect::<BTreeSet<_>>();
        let cased = |symbols: &[&str]| symbols.iter().filter(|symbol| symbol.contains(['M', 'B'])).count();
        folded(before) == folded(after) && cased(before) != cased(after)
            || few != many
            || one.len() == other.len() && one != other
    }
}

fn in_order<'t>(words: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words
}

/// Letters of a symbol of a unit.
const SYMBOL: usize = 4;

/// Whether the relative clause of a token says which ones are meant: no comma sets it off.
fn restricts(profile: &Profile<'_>, at: usize) -> bool {
    let clause = profile.tokens[..at].iter().rposition(|token| token.has(Trait::Relative));
    clause.and_then(|clause| clause.checked_sub(1)).is_some_and(|before| profile.is_open(before))
}

/// Whether a word leads to what stands in time, in place or in manner to the act.
fn governs(profile: &Profile<'_>, at: usize) -> bool {
    let token = &profile.tokens[at];
    let leads = |sense: &Sense| matches!(sense, Sense::Lead(Lead::After | Lead::Until));
    token.has(Trait::Advance)
        || token.is_quiet() && token.is(leads)
        || profile.lexicon.governs(&profile.text[token.range.clone()])
}

/// The next words with a meaning of their own, to the end of the clause.
fn governed(profile: &Profile<'_>, at: usize) -> Vec<usize> {
    let ends = |token: &Token| token.is_sign() || token.says(Meaning::Modal) || token.says(Meaning::Condition);
    let clause = (at + 1..profile.tokens.len()).take_while(|&at| !ends(&profile.tokens[at]));
    clause.take(GOVERNED).filter(|&at| profile.is_open(at)).collect()
}

fn last_named(profile: &Profile<'_>, at: usize) -> Option<usize> {
    let stops = |at: &usize| !profile.tokens[*at].is_stop() && !profile.tokens[*at].is_mark(',');
    let passed = |token: &Token| token.has(Trait::Adverb) || token.says(Meaning::Modal);
    let mut before = (0..at).rev().take_while(stops).filter(|&at| !passed(&profile.tokens[at]));
    let names =
        |token: &Token| token.says(Meaning::Pronoun) && !token.has(Trait::Relative) && !token.has(Trait::Possessive);
    before.find(|&at| profile.is_open(at) || names(&profile.tokens[at]))
}

fn next_named(profile: &Profile<'_>, at: usize) -> Option<usize> {
    let stops = |at: &usize| !profile.tokens[*at].is_stop() && !profile.tokens[*at].is_mark(',');
    (at + 1..profile.tokens.len()).take_while(stops).find(|&at| profile.is_open(at))
}

/// Whether one act is done where the other is under way or to come, or asked to be done.
const fn stages_differ(before: Stage, after: Stage) -> bool {
    let undergone = !matches!(before.voice, Voice::Active) && !matches!(after.voice, Voice::Active);
    before.done && after.under_way
        || before.under_way && after.done
        || undergone && before.to_come != after.to_come
        || before.asked && after.asked && before.done != after.done
}

/// How strong a modal is that says which ones are meant, or in which case: `drugs that may be harmful`.
fn weak_modal(profile: &Profile<'_>, at: usize) -> Option<u8> {
    let token = Some(&profile.tokens[at]).filter(|token| token.says(Meaning::Modal))?;
    // `Should the pump fail` has it in the place of a word that opens a case.
    let within = profile.clause_of(at).is_some_and(|clause| profile.clauses[clause].at.start < at)
        || profile.duties.iter().any(|duty| duty.at == at && duty.relative) && restricts(profile, at);
    let strength = token.modal().map(|modal| modal.strength);
    strength.filter(|&strength| within && (strength < Modal::OWED || token.has(Trait::Future)))
}
