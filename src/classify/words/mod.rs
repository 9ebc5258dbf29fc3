//! A text as tokens that the rules compare: words with their stem and senses, numbers with their value, marks.
//!
//! ```text
//! "no later than 5 000 days' notice."  ──►  [no later than: Lead] [5000] [days: Unit] [notice] [.]
//! ```

mod scan;
mod slips;

pub(super) use slips::Slips;

use super::lexicon::{Conjunction, Lexicon, Phrase, Sense, Trait, Traits, Unit};
use crate::model::Pair;
use crate::text::fold;
use rustc_hash::FxHashMap;
use scan::Piece;
use std::borrow::Cow;
use std::ops::Range;

/// One token.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The form in which it counts as the same, as a key of the reader that read it.
    pub(super) stem: u32,
    /// The root that it shares with words of another class, as a key of the same reader.
    pub(super) root: u32,
    /// The circles of near words in which it stands.
    pub(super) near: &'static [u16],
    /// What it may mean; empty for a word that carries its own meaning.
    pub(super) senses: &'static [Sense],
    /// What its word is good for.
    pub(super) traits: Traits,
    /// Word, number or mark.
    pub(super) kind: Kind,
    /// Whether it begins with a capital letter.
    pub(super) capital: bool,
    quiet: bool,
    counts: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A word or a phrase that the lexicon knows.
    Word,
    /// A number in digits, with its value.
    Number(f64),
    /// Punctuation.
    Mark(char),
}

impl Token {
    /// A number or a mark.
    fn plain(piece: &Piece, stem: u32) -> Self {
        Self {
            range: piece.range.clone(),
            stem,
            root: stem,
            near: &[],
            senses: &[],
            traits: Traits::default(),
            kind: piece.kind,
            capital: false,
            quiet: matches!(piece.kind, Kind::Mark(_)),
            counts: matches!(piece.kind, Kind::Number(_)),
        }
    }

    /// Whether one of the senses fits.
    pub(super) fn is(&self, fits: impl Fn(&Sense) -> bool) -> bool {
        self.senses.iter().any(fits)
    }

    /// Whether the token is this mark.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether a sentence or a part of a list ends here.
    pub(super) fn is_stop(&self) -> bool {
        matches!(self.kind, Kind::Mark('.' | ';' | ':' | '!' | '?'))
    }

    /// Whether the word says nothing of its own.
    pub(super) const fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether the word tells its statement from others: `shall` is common to all duties.
    fn tells(&self) -> bool {
        !self.quiet && !self.is(|sense| matches!(sense, Sense::Modal(_)))
    }

    /// Whether an amount, a rhythm or a time may begin here; at most words none does.
    pub(super) fn may_count(&self) -> bool {
        let traits = [Trait::Counts, Trait::Minus, Trait::Indefinite, Trait::Event];
        self.counts || traits.iter().any(|&one| self.has(one))
    }

    /// What the token counts, where it is a unit.
    pub(super) fn unit(&self) -> Option<&'static Unit> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    /// How the token joins the parts of a list.
    pub(super) fn joins(&self) -> Option<Conjunction> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Joins(conjunction) => Some(*conjunction),
            _ => None,
        })
    }

    /// Whether two words often say the same: near ones, or of one root.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        self.root == other.root || self.near.iter().any(|circle| other.near.contains(circle))
    }

    /// Whether the word has a trait.
    pub(super) fn has(&self, one: Trait) -> bool {
        self.traits.has(one)
    }
}

/// What a statement says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Its words, as keys of the reader that read them: sorted, each once.
    pub(super) words: Vec<u32>,
    /// The stems of those tokens that tell it from other statements: sorted, each once.
    pub(super) stems: Vec<u32>,
}

impl Said {
    fn new(tokens: Vec<Token>, words: Vec<u32>) -> Self {
        let mut stems = Vec::with_capacity(tokens.len());
        stems.extend(tokens.iter().filter(|token| token.tells()).map(|token| token.stem));
        Self { tokens, words: each_once(words), stems: each_once(stems) }
    }
}

/// Keys in order, each once.
pub(super) fn each_once(mut keys: Vec<u32>) -> Vec<u32> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A word as the lexicon reads it.
#[derive(Debug)]
pub(super) struct Word {
    /// In small letters, without hyphens.
    pub(super) folded: String,
    /// What it is good for.
    pub(super) traits: Traits,
    /// The phrases that it begins.
    pub(super) phrases: &'static [Phrase],
    /// Its key where it stands in phrases that another word begins.
    follower: Option<u32>,
    stem: u32,
    root: u32,
    near: &'static [u16],
}

/// Characters within which a kind and a number stand that open a text: `Sub-Measure 12.3.`.
const OPENING: usize = 40;

/// Reads texts to tokens; what it learned of a word it keeps.
#[derive(Debug)]
pub(super) struct Reader {
    /// The language's words.
    pub(super) lexicon: &'static Lexicon,
    /// The word of each way to print it.
    printed: FxHashMap<String, u32>,
    words: Vec<Word>,
    stems: FxHashMap<String, u32>,
}

impl Reader {
    /// A reader of a language.
    pub(super) fn new(lexicon: &'static Lexicon) -> Self {
        Self { lexicon, printed: FxHashMap::default(), words: Vec::new(), stems: FxHashMap::default() }
    }

    /// The tokens of a range of a text, and its words.
    pub(super) fn say(&mut self, text: &str, range: Range<usize>) -> Said {
        let pieces = scan::pieces(self.lexicon, text, range);
        let all = self.learn_all(text, &pieces);
        let tokens = self.tokens(&pieces, &all);
        let said = pieces.iter().zip(&all).filter(|(piece, _)| piece.kind == Kind::Word);
        let mut words = Vec::with_capacity(all.len());
        words.extend(said.map(|(_, &word)| word));
        Said::new(tokens, words)
    }

    /// The tokens of a range of a text.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) -> Vec<Token> {
        self.read_as_meant(text, range, &Slips::default())
    }

    /// The tokens of a range of a text, with slips of the pen read as the words that are meant.
    pub(super) fn read_as_meant(&mut self, text: &str, range: Range<usize>, slips: &Slips) -> Vec<Token> {
        let pieces = scan::pieces(self.lexicon, text, range);
        let mut words = self.learn_all(text, &pieces);
        words.iter_mut().for_each(|word| *word = slips.meant(*word));
        self.tokens(&pieces, &words)
    }

    /// The slips of the pen by which the words of two texts differ.
    pub(super) fn slips(&self, words: Pair<&[u32]>) -> Slips {
        Slips::between(&self.words, words)
    }

    /// The word of each piece; marks have none.
    fn learn_all(&mut self, text: &str, pieces: &[Piece]) -> Vec<u32> {
        let word = |piece: &Piece| match piece.kind {
            Kind::Mark(_) => NO_WORD,
            Kind::Word | Kind::Number(_) => self.learn(&text[piece.range.clone()]),
        };
        pieces.iter().map(word).collect()
    }

    /// The tokens that a text opens with, enough for a kind and a number, and where they end.
    pub(super) fn read_opening(&mut self, text: &str) -> (Vec<Token>, usize) {
        let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
        (self.read(text, 0..end), end)
    }

    /// Pieces with their words, put together to tokens.
    fn tokens(&mut self, pieces: &[Piece], words: &[u32]) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            let (token, length) = self.token(&pieces[at..], &words[at..]);
            tokens.push(token);
            at += length;
        }
        tokens
    }

    /// The key of a stem.
    fn key(&mut self, stem: &str) -> u32 {
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        match self.stems.get(stem) {
            Some(&key) => key,
            None => *self.stems.entry(stem.to_owned()).or_insert(next),
        }
    }

    fn token(&mut self, pieces: &[Piece], words: &[u32]) -> (Token, usize) {
        let first = &pieces[0];
        if first.kind != Kind::Word {
            let stem = self.words.get(words[0] as usize).map_or(NO_WORD, |word| word.stem);
            return (Token::plain(first, stem), 1);
        }
        let word = &self.words[words[0] as usize];
        let next = self.follower(pieces, words, 1);
        let fits = |phrase: &&Phrase| {
            // Most words lead to no phrase of several, and the next word tells at once.
            let begins = phrase.rest.is_empty() || next.is_some() && phrase.rest.first() == next.as_ref();
            begins && !(first.shouted && phrase.quiet) && self.continues(phrase, pieces, words)
        };
        let found = word.phrases.iter().find(fits);
        let length = found.map_or(1, |phrase| phrase.rest.len() + 1);
        let mut token = Token {
            range: first.range.start..pieces[length - 1].range.end,
            stem: word.stem,
            root: word.root,
            near: word.near,
            senses: found.map_or(&[], |phrase| phrase.senses.as_slice()),
            traits: word.traits,
            kind: Kind::Word,
            capital: first.capital,
            quiet: found.is_some_and(|phrase| phrase.quiet),
            counts: found.is_some_and(|phrase| phrase.counts),
        };
        if length > 1 {
            // `no later than` forbids nothing.
            token.traits = token.traits.without(Trait::None);
        }
        match token.senses.first() {
            Some(Sense::Content(canonical)) => self.stand_for(&mut token, canonical, length),
            // `no less than` and `at least` are one bound, whatever it bounds.
            Some(Sense::Bound(bound)) => {
                token.stem = self.key(bound.name());
                token.root = token.stem;
            }
            _ => {}
        }
        (token, length)
    }

    /// Lets a token count as the word that it stands for, given by its stem.
    fn stand_for(&mut self, token: &mut Token, canonical: &str, length: usize) {
        token.stem = self.key(canonical);
        token.root = self.key(self.lexicon.root(canonical));
        token.near = self.lexicon.near(canonical);
        if length > 1 {
            token.traits = self.lexicon.traits(canonical, canonical);
        }
    }

    /// Whether a phrase goes on after the first of some pieces as they do.
    fn continues(&self, phrase: &Phrase, pieces: &[Piece], words: &[u32]) -> bool {
        phrase.rest.iter().zip(1..).all(|(&key, at)| self.follower(pieces, words, at) == Some(key))
    }

    /// The key that a piece has in phrases that another word begins.
    fn follower(&self, pieces: &[Piece], words: &[u32], at: usize) -> Option<u32> {
        let word = pieces.get(at).filter(|piece| piece.kind == Kind::Word).map(|_| words[at]);
        word.and_then(|word| self.words[word as usize].follower)
    }

    fn learn(&mut self, printed: &str) -> u32 {
        if let Some(&known) = self.printed.get(printed) {
            return known;
        }
        let whole = if printed.contains('-') { Cow::Owned(printed.replace('-', "")) } else { Cow::Borrowed(printed) };
        let folded = fold(&whole);
        let word = match self.printed.get(folded.as_ref()) {
            Some(&known) => known,
            None => self.learn_folded(&folded),
        };
        if folded != printed {
            self.printed.insert(printed.to_owned(), word);
        }
        word
    }

    fn learn_folded(&mut self, folded: &str) -> u32 {
        let stem = self.lexicon.stem(folded);
        let traits = self.lexicon.traits(&stem, folded);
        // Who operates is not the operation.
        let root = if traits.has(Trait::Party) { stem.as_str() } else { self.lexicon.root(&stem) };
        let word = Word {
            stem: self.key(&stem),
            root: self.key(root),
            near: self.lexicon.near(&stem),
            traits,
            follower: self.lexicon.follower(folded),
            phrases: self.lexicon.phrases(folded),
            folded: folded.to_owned(),
        };
        let id = u32::try_from(self.words.len()).unwrap_or(NO_WORD);
        self.words.push(word);
        self.printed.insert(folded.to_owned(), id);
        id
    }
}

/// The key of what is no word.
const NO_WORD: u32 = u32::MAX;

/// Whether a word in capitals is made of the initials of others, in order; those that say nothing of their own (`true`)
/// may be passed over: `CVM` is the Council for Veterinary Medicines.
pub(super) fn is_short_for(short: &str, long: &[(&str, bool)]) -> bool {
    let letters: Vec<char> = short.trim_end_matches('s').chars().collect();
    let capitals = letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase());
    capitals && long.len() > 1 && spells(&letters, long)
}

fn spells(letters: &[char], words: &[(&str, bool)]) -> bool {
    let Some((&(word, quiet), rest)) = words.split_first() else { return letters.is_empty() };
    let next = letters
        .split_first()
        .filter(|(letter, _)| word.chars().next().is_some_and(|c| c.to_uppercase().eq(letter.to_uppercase())));
    next.is_some_and(|(_, letters)| spells(letters, rest)) || quiet && spells(letters, rest)
}
