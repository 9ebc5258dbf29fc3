//! Names that stand for each other: pronouns, second mentions, abbreviations.

use super::leftover::Run;
use super::{Comparison, Side};
use crate::classify::lexicon::Sense;
use crate::classify::profile::Profile;
use crate::classify::words::Token;

/// Whether a word stands for a name.
fn stands_in(profile: &Profile<'_>, token: &Token) -> bool {
    token.is(|sense| *sense == Sense::Pronoun)
        || matches!(&profile.text[token.range.clone()], "which" | "who" | "its" | "their" | "his" | "her")
}

fn initial(profile: &Profile<'_>, token: &Token) -> Option<char> {
    profile.text[token.range.clone()].chars().next().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase())
}

/// Whether a single word in capitals is made of the initials of the others.
fn abbreviates(short: &[&str], long: &[&str]) -> bool {
    let [short] = short else { return false };
    let short = short.trim_end_matches('s');
    let capitals = short.len() > 1 && short.chars().all(char::is_uppercase);
    let initials = long.iter().filter_map(|word| word.chars().next());
    capitals && initials.filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).eq(short.chars())
}

impl Comparison<'_, '_> {
    /// Settles words that only name again what stands there already.
    pub(super) fn settle_names(&mut self) {
        self.settle_repeated_names();
        self.settle_second_mentions();
        self.settle_spelled_out();
        self.settle_introduced();
        self.settle_repeated_subjects();
    }

    /// A pronoun that became the name it stood for adds nothing: words that the other side also has are settled, two
    /// for each pronoun that went.
    fn settle_repeated_names(&mut self) {
        let pronouns =
            self.profiles.map(|profile| profile.tokens.iter().filter(|token| stands_in(profile, token)).count());
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
            let pointed = |at: usize| {
                let before = at.checked_sub(1).map(|before| &profile.text[profile.tokens[before].range.clone()]);
                matches!(before, Some("that" | "this" | "such"))
            };
            let second = (0..profile.tokens.len()).filter(|&at| self.is_loose(side, at) && pointed(at) && first(at));
            for at in second.collect::<Vec<_>>() {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// A name beside its abbreviation in brackets, where the other side has the abbreviation alone.
    fn settle_spelled_out(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            for run in self.runs(side) {
                let [open, short, close, ..] = &profile.tokens[run.at.end..] else { continue };
                let initials: String =
                    profile.tokens[run.at.clone()].iter().filter_map(|token| initial(profile, token)).collect();
                let short = profile.text[short.range.clone()].trim_end_matches('s').to_lowercase();
                if open.is_mark('(') && close.is_mark(')') && initials == short {
                    self.settle(side, run.at);
                }
            }
        }
    }

    /// An abbreviation in brackets right after its name.
    fn settle_introduced(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            for run in self.runs(side) {
                let (start, end) = (run.at.start, run.at.end);
                let closed = profile.tokens.get(end).is_some_and(|token| token.is_mark(')'));
                if run.at.len() > 1 || !closed || start == 0 || !profile.tokens[start - 1].is_mark('(') {
                    continue;
                }
                let short = profile.text[profile.tokens[start].range.clone()].trim_end_matches('s').to_lowercase();
                let words = profile.tokens[..start - 1].iter().rev().take(short.len() + 2);
                let mut initials = words.filter_map(|token| initial(profile, token));
                if short.len() > 1 && short.chars().rev().all(|letter| initials.any(|initial| initial == letter)) {
                    self.settle(side, run.at);
                }
            }
        }
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
        let words = |side: Side, run: &Run| {
            let profile = *side.of(&self.profiles);
            profile.tokens[run.at.clone()].iter().map(|token| &profile.text[token.range.clone()]).collect::<Vec<_>>()
        };
        let (before, after) = (words(Side::Before, before), words(Side::After, after));
        abbreviates(&before, &after) || abbreviates(&after, &before)
    }
}
