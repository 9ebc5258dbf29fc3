//! What a passage says, aspect by aspect: the facets that the comparisons look at, over one row of tokens.
//!
//! ```text
//! The pilot │ shall │ , where appropriate, │ report │ the leak │ within 2 days │ unless … │
//! subject     modal   hedge                  verb     words      time            clause
//! ```
//!
//! A token has one owner: a number that belongs to a deadline is no threshold, and a word of a hedge is no condition.
//! What nobody owns are the words that are compared one by one.

mod citations;
mod clauses;
mod duties;
mod numbers;
mod quantities;
mod times;
mod voice;

pub(super) use citations::Citation;
pub(super) use clauses::{Clause, ClauseKind};
pub(super) use duties::{ALLOWED, Duty, ONE_STRENGTH, Rules};
pub(super) use quantities::{Amount, Measure};
pub(super) use times::{Moment, Period, Rhythm, Time};
pub(super) use voice::{Stage, Voice};

use super::lexicon::{Lexicon, Meaning, Meanings, Polarity, Trait, Traits};
use super::words::{Kind, Role, Roles, Token};
use std::ops::Range;

/// A passage and its facets. Ranges of facets are positions of tokens.
#[derive(Debug)]
pub(super) struct Profile<'t> {
    /// The text that the tokens' bytes are of.
    pub(super) text: &'t str,
    /// The language's words.
    pub(super) lexicon: &'static Lexicon,
    /// The tokens.
    pub(super) tokens: &'t [Token],
    /// What any of the tokens may begin, may mean, and is good for: what none is, nobody needs to look for.
    roles: Roles,
    meanings: Meanings,
    traits: Traits,
    /// Whether a facet or a mark owns the token; one a token.
    pub(super) owned: Vec<bool>,
    /// Laws and units referred to.
    pub(super) citations: Vec<Citation>,
    /// How often.
    pub(super) rhythms: Vec<Rhythm>,
    /// By when, for how long.
    pub(super) times: Vec<Time>,
    /// Numbers with units.
    pub(super) amounts: Vec<Amount>,
    /// Exceptions and conditions.
    pub(super) clauses: Vec<Clause>,
    /// Words that leave room.
    pub(super) hedges: Vec<usize>,
    /// Modals with their act.
    pub(super) duties: Vec<Duty>,
}

/// References of a text whose target is known: where they stand, and a name of the target that both drafts share.
pub(super) type Targets<'t> = [(Range<usize>, String)];

impl<'t> Profile<'t> {
    /// Recognises what tokens of a text say, as one passage.
    pub(super) fn new(lexicon: &'static Lexicon, text: &'t str, tokens: &'t [Token], targets: &Targets<'_>) -> Self {
        let mut profile = Self::of_references(lexicon, text, tokens, targets);
        profile.recognise(lexicon);
        profile
    }

    /// Recognises only what tokens of a text refer to.
    pub(super) fn of_references(
        lexicon: &'static Lexicon,
        text: &'t str,
        tokens: &'t [Token],
        targets: &Targets<'_>,
    ) -> Self {
        let (mut roles, mut meanings, mut traits) = (Roles::default(), Meanings::default(), Traits::default());
        for token in tokens {
            roles = roles.and(token.roles);
            meanings = meanings.and(token.meanings);
            traits = traits.and(token.traits);
        }
        let mut profile = Self {
            text,
            roles,
            meanings,
            traits,
            lexicon,
            owned: vec![false; tokens.len()],
            tokens,
            citations: Vec::new(),
            rhythms: Vec::new(),
            times: Vec::new(),
            amounts: Vec::new(),
            clauses: Vec::new(),
            hedges: Vec::new(),
            duties: Vec::new(),
        };
        profile.citations = citations::find(&mut profile, targets);
        profile
    }

    fn recognise(&mut self, lexicon: &Lexicon) {
        self.own_labels(lexicon);
        self.rhythms = times::rhythms(self, lexicon);
        self.times = times::dates(self, lexicon);
        let (mut times, amounts) = quantities::find(self, lexicon);
        self.times.append(&mut times);
        let mut prompts = times::prompts(self);
        self.times.append(&mut prompts);
        self.times.sort_by_key(|time| time.at.start);
        self.mark_restated_times();
        self.amounts = amounts;
        self.hedges = self.that_may(Role::Hedge).collect();
        for at in self.hedges.clone() {
            self.own(at..at + 1);
        }
        self.clauses = clauses::find(self);
        self.duties = duties::find(self);
    }

    /// `three days (72 hours)` says one time twice.
    fn mark_restated_times(&mut self) {
        let span = |time: &Time| if let Moment::Span(days) = time.value { Some(days) } else { None };
        let is_mark = |at: Option<usize>, mark| at.and_then(|at| self.tokens.get(at)).is_some_and(|t| t.is_mark(mark));
        for at in 1..self.times.len() {
            let [last, time] = &self.times[at - 1..=at] else { continue };
            let same = matches!((span(last), span(time)), (Some(one), Some(other)) if (one - other).abs() < 1e-9);
            let bracketed = is_mark(time.at.start.checked_sub(1), '(') && is_mark(Some(time.at.end), ')');
            let restates = same && bracketed && last.at.end + 1 == time.at.start;
            self.times[at].restates = restates;
        }
    }

    /// `(1) … and (b) …` within a sentence: a number or letter alone in brackets counts nothing, unless it says a number
    /// in words again.
    fn own_labels(&mut self, lexicon: &Lexicon) {
        for close in self.that_may(Role::Label) {
            let Some(at) = close.checked_sub(1).filter(|&at| at > 0) else { continue };
            let word = &self.text[self.tokens[at].range.clone()];
            let counts = self.tokens[at].kind != Kind::Word;
            let label = word.len() <= 2 && counts
                || word.len() == 1
                || word.len() <= 4 && word.chars().all(|c| "ivx".contains(c));
            let bracketed = self.tokens[at - 1].is_mark('(')
                || word.len() == 1
                    && !counts
                    && !self.tokens[..at].iter().rev().take_while(|token| !token.is_mark(')')).any(|t| t.is_mark('('));
            let again =
                || counts && at > 1 && self.counting(at - 2).is_some_and(|word| lexicon.number(&word).is_some());
            if label && bracketed && !again() && !self.owned[at] {
                self.own(at..close);
            }
        }
    }

    /// The tokens that may begin something, by position.
    fn that_may(&self, begin: Role) -> impl Iterator<Item = usize> + use<'t> {
        let tokens = if self.roles.has(begin) { self.tokens } else { &[] };
        tokens.iter().enumerate().filter(move |(_, token)| token.roles.has(begin)).map(|(at, _)| at)
    }

    /// A word that names a number or says how many times, in small letters; nearly every other one is spared.
    pub(super) fn counting(&self, at: usize) -> Option<String> {
        let token = self.tokens.get(at).filter(|token| token.has(Trait::Counts))?;
        Some(self.text[token.range.clone()].to_lowercase())
    }

    /// Whether the last word of a phrase of several has a trait: `is to be`.
    pub(super) fn last_word_has(&self, at: usize, one: Trait) -> bool {
        let phrase = Some(&self.tokens[at]).filter(|token| token.is_phrase());
        let last = phrase.and_then(|phrase| self.text[phrase.range.clone()].rsplit_once(' '));
        last.is_some_and(|(_, word)| self.lexicon.has(&word.to_lowercase(), one))
    }

    /// Whether any word of a phrase of several has a trait: `not older than`.
    pub(super) fn any_word_has(&self, at: usize, one: Trait) -> bool {
        let phrase = Some(&self.tokens[at]).filter(|token| token.is_phrase());
        let mut words = phrase.into_iter().flat_map(|phrase| self.text[phrase.range.clone()].split(' '));
        words.any(|word| self.lexicon.has(&word.to_lowercase(), one))
    }

    /// Whether any duty is one not to act.
    pub(super) fn forbids(&self) -> bool {
        self.duties.iter().any(|duty| duty.polarity == Polarity::Refrain)
    }

    /// The last word before a token that is compared for itself.
    pub(super) fn open_before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&before| self.is_open(before))
    }

    /// Whether any of the tokens may mean something of a kind.
    pub(super) fn says(&self, kind: Meaning) -> bool {
        self.meanings.has(kind)
    }

    /// Whether any of the tokens is good for something.
    pub(super) fn has(&self, one: Trait) -> bool {
        self.traits.has(one)
    }

    /// Gives tokens to a facet.
    pub(super) fn own(&mut self, tokens: Range<usize>) {
        self.owned[tokens].fill(true);
    }

    /// Whether a token is a word that is compared for itself.
    pub(super) fn is_open(&self, at: usize) -> bool {
        !self.owned[at] && !self.tokens[at].is_quiet()
    }

    /// The bytes of some tokens, first to last.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Range<usize> {
        if tokens.is_empty() {
            return 0..0;
        }
        self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end
    }

    /// The first token at or after a position where the sentence ends; the end of the passage if none does.
    pub(super) fn sentence_end(&self, from: usize) -> usize {
        (from..self.tokens.len()).find(|&at| self.tokens[at].is_stop()).unwrap_or(self.tokens.len())
    }

    /// The first token of the sentence that a token stands in.
    pub(super) fn sentence_start(&self, at: usize) -> usize {
        (0..at).rev().find(|&before| self.tokens[before].is_stop()).map_or(0, |stop| stop + 1)
    }

    /// Whether it is a question, which asks nothing of anybody and sets no time: `will the plan hold for nine months?`
    pub(super) fn asks(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.is_mark('?'))
    }

    /// Whether the sentence of a token asks for nothing and allows something.
    pub(super) fn only_allows(&self, at: usize) -> bool {
        let mut duties = self.duties_around(at).peekable();
        duties.peek().is_some() && duties.all(Duty::permits)
    }

    /// Whether the sentence of a token forbids something, allows it or releases from it, and asks for nothing.
    pub(super) fn asks_for_nothing(&self, at: usize) -> bool {
        let mut duties = self.duties_around(at).peekable();
        duties.peek().is_some() && duties.all(|duty| duty.polarity == Polarity::Refrain || duty.demand <= ALLOWED)
    }

    fn duties_around(&self, at: usize) -> impl Iterator<Item = &Duty> {
        let sentence = self.sentence_start(at)..self.sentence_end(at);
        self.duties.iter().filter(move |duty| sentence.contains(&duty.at))
    }

    /// Whether items follow.
    pub(super) fn opens_list(&self) -> bool {
        self.tokens.last().is_some_and(|token| token.is_mark(':'))
    }

    /// The clause that a token stands in.
    pub(super) fn clause_of(&self, at: usize) -> Option<usize> {
        self.clauses.iter().position(|clause| clause.at.contains(&at))
    }
}
