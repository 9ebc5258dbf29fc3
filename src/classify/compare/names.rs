//! Names that stand for each other: pronouns, second mentions, abbreviations.

use super::Comparison;
use super::runs::Run;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::profile::Profile;
use crate::classify::words::{Initials, Led, Token};
use crate::model::Side;
use std::ops::Range;

/// Whether a word stands for a name.
fn stands_in(token: &Token) -> bool {
    token.says(Meaning::Pronoun) || token.has(Trait::Possessive)
}

/// More words in capitals than this are none that stand for names.
const ABBREVIATIONS: usize = 8;

impl Comparison<'_, '_> {
    /// Settles words that only name again what stands there already.
    pub(super) fn settle_mentions(&mut self) {
        self.settle_repeated_names();
        self.settle_second_mentions();
        self.settle_abbreviations();
    }

    /// Settles names that are only written otherwise.
    pub(super) fn settle_names(&mut self) {
        self.settle_mentions();
        self.settle_introduced();
        self.settle_repeated_subjects();
    }

    /// A pronoun that became the name it stood for adds nothing: words that the other side also has are settled, two
    /// for each pronoun that went.
    fn settle_repeated_names(&mut self) {
        let pronouns = self.profiles.map(|profile| profile.tokens.iter().filter(|token| stands_in(token)).count());
        for (side, here, there) in
            [(Side::Before, pronouns.before, pronouns.after), (Side::After, pronouns.after, pronouns.before)]
        {
            let other = *side.other().of(&self.profiles);
            let profile = *side.of(&self.profiles);
            let known = |token: &Token| other.tokens.iter().any(|one| one.stem == token.stem && !one.is_quiet());
            let loose = (0..profile.tokens.len()).filter(|&at| self.is_loose(side, at) && known(&profile.tokens[at]));
            let repeated: Vec<usize> = loose.take(2 * there.saturating_sub(here)).collect();
            for at in repeated {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// `that copy` after `a copy` says `which` otherwise.
    fn settle_second_mentions(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            let stands = |at: usize| self.partner(side, at).is_some();
            let first = |at: usize| {
                (0..at).any(|before| stands(before) && profile.tokens[before].stem == profile.tokens[at].stem)
            };
            let pointed =
                |at: usize| at.checked_sub(1).is_some_and(|before| profile.tokens[before].has(Trait::Demonstrative));
            if !profile.has(Trait::Demonstrative) {
                continue;
            }
            let second = (0..profile.tokens.len()).filter(|&at| pointed(at) && self.is_loose(side, at) && first(at));
            for at in second.collect::<Vec<_>>() {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// Capitals that stand for a name of the other side: `the VTS`, `the vessel traffic service`.
    fn settle_abbreviations(&mut self) {
        for side in Side::BOTH {
            let shorts = self.abbreviations(side);
            // A text in capitals throughout has no abbreviations that could be told.
            if shorts.is_empty() || shorts.len() > ABBREVIATIONS {
                continue;
            }
            let (profile, other) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
            let words: Vec<_> = other.tokens.iter().map(|token| led(other, token)).collect();
            let name = |at: usize| {
                let short = printed(profile, &profile.tokens[at]);
                Some((at, self.loose_name(side.other(), short, &words)?))
            };
            let found: Vec<_> = shorts.into_iter().filter_map(name).collect();
            for (at, name) in found {
                self.settle(side, at..at + 1);
                self.settle(side.other(), name);
            }
        }
    }

    /// Words in capitals that stand on one side only.
    fn abbreviations(&self, side: Side) -> Vec<usize> {
        let profile = *side.of(&self.profiles);
        let capitals = |at: &usize| {
            let word = printed(profile, &profile.tokens[*at]);
            word.len() > 1 && word.chars().all(char::is_uppercase)
        };
        (0..profile.tokens.len()).filter(|&at| self.is_loose(side, at)).filter(capitals).collect()
    }

    /// The name that an abbreviation is short for, among a side's words, where it stands on that side only.
    fn loose_name(&self, side: Side, short: &str, words: &[Led]) -> Option<Range<usize>> {
        let (initials, length) = (Initials::of(short)?, short.chars().count());
        let ends = |start: usize| words.len().min(start + length)..=words.len().min(start + 2 * length);
        let mut names = (0..words.len()).flat_map(|start| ends(start).map(move |end| start..end));
        let loose = |at: usize| self.is_loose(side, at) || !side.of(&self.profiles).is_open(at);
        names.find(|name| initials.stand_for(&words[name.clone()]) && name.clone().all(loose))
    }

    /// An abbreviation in brackets after its name says that the two are one: either may then stand for the other.
    fn settle_introduced(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            for at in 1..profile.tokens.len().saturating_sub(1) {
                let bracketed = profile.tokens[at - 1].is_mark('(') && profile.tokens[at + 1].is_mark(')');
                if let Some(name) = Some(at).filter(|_| bracketed).and_then(|at| name_before(profile, at)) {
                    self.settle_one_name(side, at, name);
                }
            }
        }
    }

    /// Settles the words of a name and of its abbreviation that stand on one side only.
    fn settle_one_name(&mut self, side: Side, short: usize, name: Range<usize>) {
        let profile = *side.of(&self.profiles);
        let stems: Vec<u32> = std::iter::once(short).chain(name).map(|at| profile.tokens[at].stem).collect();
        let abbreviation = stems[0];
        for here in Side::BOTH {
            let tokens = &here.of(&self.profiles).tokens;
            let said = |at: &usize| {
                let stem = tokens[*at].stem;
                // Where the name itself is new, it is more than the abbreviation of what stood there.
                self.is_loose(here, *at)
                    && (stem == abbreviation || stems.contains(&stem) && self.has(side.other(), &stems))
            };
            let settled: Vec<usize> = (0..tokens.len()).filter(said).collect();
            settled.into_iter().for_each(|at| self.settle(here, at..at + 1));
        }
    }

    /// Whether a side has the abbreviation or the whole name.
    fn has(&self, side: Side, stems: &[u32]) -> bool {
        let known = |stem: &u32| side.of(&self.profiles).tokens.iter().any(|token| token.stem == *stem);
        stems.first().is_some_and(known) || stems[1..].iter().all(known)
    }

    /// `The keeper tests … and the keeper logs` says no more of who acts than `The keeper tests and logs`.
    fn settle_repeated_subjects(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            let known = |at: usize| {
                let stem = profile.tokens[at].stem;
                (0..at).any(|before| profile.tokens[before].stem == stem && self.partner(side, before).is_some())
            };
            let subjects = profile.duties.iter().skip(1).flat_map(|duty| duty.subject.clone());
            let repeated: Vec<usize> = subjects.filter(|&at| self.is_loose(side, at) && known(at)).collect();
            for at in repeated {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// A name and its abbreviation.
    pub(super) fn is_same_name(&self, before: &Run, after: &Run) -> bool {
        let short = |side: Side, short: &Run, long: &Run| {
            let (here, there) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
            let [short] = &here.tokens[short.at.clone()] else { return false };
            let words = || there.tokens[long.at.clone()].iter().map(|token| led(there, token)).collect::<Vec<_>>();
            Initials::of(printed(here, short)).is_some_and(|short| short.stand_for(&words()))
        };
        short(Side::Before, before, after) || short(Side::After, after, before)
    }
}

/// A token's word.
fn printed<'t>(profile: &Profile<'t>, token: &Token) -> &'t str {
    &profile.text[token.range.clone()]
}

fn led(profile: &Profile<'_>, token: &Token) -> Led {
    Led::new(printed(profile, token), token.is_quiet())
}

/// The name right before an abbreviation in brackets.
fn name_before(profile: &Profile<'_>, short: usize) -> Option<Range<usize>> {
    let printed_short = printed(profile, &profile.tokens[short]);
    let (initials, letters) = (Initials::of(printed_short)?, printed_short.len());
    let end = short - 1;
    (end.saturating_sub(2 * letters)..end).rev().map(|start| start..end).find(|name| {
        // In brackets right after it, an abbreviation may leave out some of the name's words.
        let leaves_out = |(at, token): (usize, &Token)| Led::new(printed(profile, token), at > 0);
        let words: Vec<_> = profile.tokens[name.clone()].iter().enumerate().map(leaves_out).collect();
        profile.is_open(name.start) && initials.stand_for(&words)
    })
}
