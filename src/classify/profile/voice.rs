//! Who acts in a verb, and how far the act is, by the small words before it.

use super::Profile;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::words::{Kind, Token};

/// Who acts in a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Voice {
    /// `shall charge`, `has charged`, `charging`
    Active,
    /// `is charged`
    Passive,
    /// `charged`, beside a noun: it undergoes the act.
    Bare,
}

/// How far an act is, by the small words before it.
#[derive(Clone, Copy, Debug)]
pub(in crate::classify) struct Stage {
    /// Who acts in it.
    pub(in crate::classify) voice: Voice,
    /// `has been repaired`
    pub(in crate::classify) done: bool,
    /// `is being repaired`, `is repairing`
    pub(in crate::classify) under_way: bool,
    /// `to be repaired`
    pub(in crate::classify) to_come: bool,
    /// Whether a modal leads to it.
    pub(in crate::classify) asked: bool,
}

/// Small words before a verb that say how far its act is.
const STAGES: usize = 5;

impl Profile<'_> {
    /// In which voice a word stands, as far as it can be told.
    fn voice(&self, at: usize) -> Option<Voice> {
        let token = &self.tokens[at];
        if token.kind != Kind::Word || token.is_phrase() {
            return None;
        }
        let passed = |token: &Token| token.has(Trait::Adverb) || token.has(Trait::Negation);
        let before = (0..at).rev().find(|&at| !passed(&self.tokens[at]));
        let is = |one: fn(&Self, usize) -> bool| before.is_some_and(|before| one(self, before));
        let printed = &self.text[token.range.clone()];
        if token.has(Trait::Gerund) {
            Some(Voice::Active)
        } else if is(Self::is_copula) {
            Some(Voice::Passive)
        } else if is(|profile, at| profile.lexicon.perfects(&profile.text[profile.tokens[at].range.clone()])) {
            Some(Voice::Active)
        } else if token.has(Trait::Participle) {
            // `who warned`
            let acts = is(|profile, at| profile.tokens[at].has(Trait::Relative));
            Some(if acts { Voice::Active } else { Voice::Bare })
        } else {
            let leads = |profile: &Self, at: usize| {
                profile.tokens[at].says(Meaning::Modal) || profile.tokens[at].has(Trait::Infinitive)
            };
            (is(leads) || printed.ends_with('s')).then_some(Voice::Active)
        }
    }

    /// Whether a token says that something is, or ends in a word that does: `shall be`.
    fn is_copula(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.is_phrase() { self.last_word_has(at, Trait::Copula) } else { token.has(Trait::Copula) }
    }

    /// How far the act of a verb is; `None` where its voice cannot be told.
    pub(in crate::classify) fn stage(&self, at: usize) -> Option<Stage> {
        let voice = self.voice(at)?;
        let mut stage = Stage { voice, done: false, under_way: false, to_come: false, asked: false };
        for before in self.tokens[..at].iter().rev().take(STAGES) {
            let printed = &self.text[before.range.clone()];
            let be = before.has(Trait::Copula) && !before.is_phrase();
            stage.done |= self.lexicon.perfects(printed);
            stage.under_way |= self.lexicon.goes_on(printed) || be && self.tokens[at].has(Trait::Gerund);
            stage.to_come |= before.has(Trait::Infinitive) && !before.is_phrase();
            stage.asked |= before.says(Meaning::Modal);
            let passed =
                be || before.has(Trait::Adverb) || before.has(Trait::Negation) || before.has(Trait::Infinitive);
            if !passed && !self.lexicon.perfects(printed) && !self.lexicon.goes_on(printed) {
                break;
            }
        }
        Some(stage)
    }
}
