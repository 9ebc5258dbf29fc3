//! A text as tokens that the rules compare: words with their stem and senses, numbers with their value, marks.
//!
//! ```text
//! "no later than 5 000 days' notice."  ──►  [no later than: Lead] [5000] [days: Unit] [notice] [.]
//! ```

mod initials;
mod roles;
mod scan;
mod slips;
mod token;

pub(super) use initials::{Initials, Led};
pub(super) use roles::{Role, Roles};
pub(super) use scan::{Kind, possessive};
pub(super) use slips::Slips;
pub(super) use token::{Token, each_once};

use super::lexicon::{Form, Lexicon, Meanings, Phrase, Sense, Trait, Traits};
use crate::model::Pair;
use crate::text::{Keys, fold};
use scan::{NO_WORD, Piece};
use std::borrow::Cow;
use std::ops::Range;

/// What a statement says.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// Its tokens.
    pub(super) tokens: Vec<Token>,
    /// Those of its words that may be slips of the pen, as keys of the reader that read them.
    pub(super) words: Vec<u32>,
    /// The stems of those tokens that tell it from other statements: sorted, each once.
    pub(super) stems: Vec<u32>,
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
    /// By which measure it says how much is enough.
    pub(super) standard: Option<u32>,
    /// Whether it can be a slip of the pen, or meant by one.
    may_slip: bool,
    /// Whether it is one for persons or bodies, whatever its ending.
    pub(super) names_party: bool,
    /// Whether it names nobody and nothing in particular.
    pub(super) vague: bool,
    /// Those of its phrases that have more words.
    longer: &'static [Phrase],
    /// For the last bits of the key of each second word of those one that is set.
    seconds: u64,
    /// Its key where it stands in phrases that another word begins.
    follower: Option<u32>,
    /// Its stem, its root and what it may begin, whatever it means.
    stem: u32,
    root: u32,
    roles: Roles,
    /// The token that it is by itself.
    alone: Token,
}

impl Word {
    /// The token that it is where it means nothing to the lexicon.
    fn bare(&self) -> Token {
        let (stem, root, roles) = (self.stem, self.root, self.roles);
        Token { stem, root, roles, senses: &[], meanings: Meanings::default(), ..self.alone.clone() }
    }
}

/// Characters within which a kind and a number stand that open a text: `Sub-Measure 12.3.`.
const OPENING: usize = 40;

/// Bytes of a long text in which one word is new, about, and words up to which that is so.
const BYTES_A_NEW_WORD: usize = 80;
const MOST_WORDS: usize = 5_000;

/// Reads texts to tokens; what it learned of a word it keeps.
#[derive(Debug)]
pub(super) struct Reader {
    /// The language's words.
    pub(super) lexicon: &'static Lexicon,
    /// The word of each way to print it.
    printed: Keys,
    words: Vec<Word>,
    /// The letter with which each word begins: it is looked at far more often than all else.
    firsts: Vec<u8>,
    stems: Keys,
    /// Room for the pieces of a text.
    pieces: Vec<Piece>,
}

impl Reader {
    /// A reader of a language.
    pub(super) fn new(lexicon: &'static Lexicon) -> Self {
        let (printed, words, firsts, stems, pieces) = Default::default();
        Self { lexicon, printed, words, firsts, stems, pieces }
    }

    /// A reader with room for the words of long texts, given by their bytes.
    pub(super) fn of_long_texts(lexicon: &'static Lexicon, bytes: usize) -> Self {
        let mut reader = Self::new(lexicon);
        let words = MOST_WORDS.min(bytes / BYTES_A_NEW_WORD);
        reader.words.reserve(words);
        reader.printed.reserve(words);
        reader.stems.reserve(words);
        reader
    }

    /// The word of a token; none for a mark or several words.
    pub(super) fn word(&self, token: &Token) -> Option<&Word> {
        self.words.get(token.word as usize)
    }

    /// What a range of a text says.
    pub(super) fn say(&mut self, text: &str, range: Range<usize>) -> Said {
        let pieces = self.pieces(text, range);
        let tokens = self.tokens(&pieces);
        let mut words = Vec::with_capacity(pieces.len());
        let may_slip = |piece: &&Piece| self.words.get(piece.word as usize).is_some_and(|word| word.may_slip);
        words.extend(pieces.iter().filter(may_slip).map(|piece| piece.word));
        let mut stems = Vec::with_capacity(tokens.len());
        stems.extend(tokens.iter().filter(|token| token.tells()).map(|token| token.stem));
        self.pieces = pieces;
        Said { tokens, words, stems: each_once(stems) }
    }

    /// The tokens of a range of a text.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) -> Vec<Token> {
        self.read_as_meant(text, range, &Slips::default())
    }

    /// The tokens of a range of a text, with slips of the pen read as the words that are meant.
    pub(super) fn read_as_meant(&mut self, text: &str, range: Range<usize>, slips: &Slips) -> Vec<Token> {
        let mut pieces = self.pieces(text, range);
        pieces.iter_mut().for_each(|piece| piece.word = slips.meant(piece.word));
        let tokens = self.tokens(&pieces);
        self.pieces = pieces;
        tokens
    }

    /// The slips of the pen by which the words of two texts differ.
    pub(super) fn slips(&self, words: Pair<&[u32]>) -> Slips {
        Slips::between(&self.words, &self.firsts, words)
    }

    /// The tokens that a text opens with, enough for a kind and a number, and where they end.
    pub(super) fn read_opening(&mut self, text: &str) -> (Vec<Token>, usize) {
        let end = text.char_indices().nth(OPENING).map_or(text.len(), |(at, _)| at);
        (self.read(text, 0..end), end)
    }

    /// The pieces of a range of a text with their words, in the room that is kept for them.
    fn pieces(&mut self, text: &str, range: Range<usize>) -> Vec<Piece> {
        let mut pieces = std::mem::take(&mut self.pieces);
        scan::pieces(self.lexicon, text, range, &mut pieces);
        for piece in pieces.iter_mut().filter(|piece| !matches!(piece.kind, Kind::Mark(_))) {
            piece.word = self.learn(text, piece.range.clone());
        }
        pieces
    }

    /// Pieces put together to tokens.
    fn tokens(&mut self, mut pieces: &[Piece]) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(pieces.len());
        let mut within = false;
        while let [first, rest @ ..] = pieces {
            pieces = rest;
            let goes_on = std::mem::replace(&mut within, first.is_word());
            let word = self.words.get(first.word as usize);
            let Some(word) = word.filter(|_| first.is_word()) else {
                tokens.push(Token::plain(first, word.map_or(NO_WORD, |word| word.stem)));
                continue;
            };
            if goes_on && first.capital && word.traits.has(Trait::Month) {
                // `between May and July` permits nothing.
                tokens.push(word.bare().at(first.range.clone(), first.capital));
            } else if let Some(phrase) = self.phrase(word, first.shouted, rest) {
                let (words, others) = rest.split_at(phrase.rest.len());
                let token = self.of_phrase(word.bare(), phrase);
                let end = words.last().map_or(first.range.end, |last| last.range.end);
                tokens.push(token.at(first.range.start..end, first.capital));
                pieces = others;
            } else if first.shouted && word.alone.is_quiet() {
                tokens.push(word.bare().at(first.range.clone(), first.capital));
            } else {
                tokens.push(word.alone.clone().at(first.range.clone(), first.capital));
            }
        }
        tokens
    }

    /// The longest phrase of several words that a word begins before some pieces.
    fn phrase(&self, word: &Word, shouted: bool, rest: &[Piece]) -> Option<&'static Phrase> {
        // Most words lead to no phrase of several, and the next word tells at once.
        let next = if word.longer.is_empty() { None } else { self.follower(rest.first()?) }?;
        if word.seconds & second(next) == 0 {
            return None;
        }
        word.longer
            .iter()
            .find(|phrase| phrase.rest[0] == next && !(shouted && phrase.is_quiet()) && self.continues(phrase, rest))
    }

    /// Whether a phrase goes on after its first word as some pieces do.
    fn continues(&self, phrase: &Phrase, rest: &[Piece]) -> bool {
        rest.len() >= phrase.rest.len()
            && phrase.rest.iter().zip(rest).all(|(&key, piece)| self.follower(piece) == Some(key))
            && !(phrase.closes && rest.get(phrase.rest.len()).is_some_and(Piece::is_word))
    }

    /// The key that a piece has in phrases that another word begins.
    fn follower(&self, piece: &Piece) -> Option<u32> {
        self.words.get(piece.word as usize).filter(|_| piece.is_word())?.follower
    }

    /// What a word is as the first of a phrase, or as the only one.
    fn of_phrase(&mut self, mut token: Token, phrase: &'static Phrase) -> Token {
        let several = !phrase.rest.is_empty();
        (token.senses, token.meanings) = (&phrase.senses, phrase.meanings);
        if several {
            token.word = NO_WORD;
            // `no later than` forbids nothing.
            token.traits = token.traits.without(Trait::None);
        }
        match phrase.senses.first() {
            Some(Sense::Content(canonical)) => self.stand_for(&mut token, canonical, several),
            // `no less than` and `at least` are one bound, whatever it bounds.
            Some(Sense::Bound(bound)) => {
                token.stem = self.stems.of_new(bound.name());
                token.root = token.stem;
            }
            _ => {}
        }
        token.roles = token.roles.and(Roles::of_phrase(phrase.meanings));
        token
    }

    /// Lets a token count as the word that it stands for, given by its stem.
    fn stand_for(&mut self, token: &mut Token, canonical: &str, several: bool) {
        token.stem = self.stems.of_new(canonical);
        token.root = self.stems.of_new(self.lexicon.root(canonical));
        token.near = &self.lexicon.known(canonical).near;
        if several {
            let known = self.lexicon.known(canonical);
            token.traits = self.lexicon.traits(known, self.lexicon.form(canonical), canonical);
        }
    }

    /// The word that is printed at some bytes of a text.
    fn learn(&mut self, text: &str, range: Range<usize>) -> u32 {
        if let Some(known) = self.printed.at(text, range.clone()) {
            return known;
        }
        let printed = &text[range];
        let whole = if printed.contains('-') { Cow::Owned(printed.replace('-', "")) } else { Cow::Borrowed(printed) };
        let folded = fold(&whole);
        let known = if folded == printed { None } else { self.printed.of(&folded) };
        let word = known.unwrap_or_else(|| self.learn_folded(&folded));
        if folded != printed {
            self.printed.insert(printed, word);
        }
        word
    }

    fn learn_folded(&mut self, folded: &str) -> u32 {
        let id = u32::try_from(self.words.len()).unwrap_or(NO_WORD);
        let form = self.lexicon.form(folded);
        let bare = self.bare(id, folded, form);
        let several = form.phrases.partition_point(|phrase| !phrase.rest.is_empty());
        let (longer, single) = form.phrases.split_at(several);
        self.firsts.push(slips::first(folded));
        self.words.push(Word {
            folded: folded.to_owned(),
            traits: bare.traits,
            phrases: &form.phrases,
            standard: form.standard,
            vague: form.vague,
            names_party: self.names_party(&bare, folded, form),
            may_slip: slips::may_slip(folded, bare.traits),
            longer,
            seconds: longer.iter().fold(0, |seconds, phrase| seconds | second(phrase.rest[0])),
            follower: form.follower,
            stem: bare.stem,
            root: bare.root,
            roles: bare.roles,
            alone: bare.clone(),
        });
        if let [phrase, ..] = single {
            self.words[id as usize].alone = self.of_phrase(bare, phrase);
        }
        self.printed.insert(folded, id);
        id
    }

    /// A word as a token that means nothing to the lexicon.
    fn bare(&mut self, id: u32, folded: &str, form: &Form) -> Token {
        let lexicon = self.lexicon;
        let stem = lexicon.stem(folded);
        let known = lexicon.known(&stem);
        let traits = lexicon.traits(known, form, folded);
        // Who operates is not the operation.
        let root = if traits.has(Trait::Party) { stem.as_str() } else { lexicon.root(&stem) };
        let key = self.stems.of_new(&stem);
        let root = if root == stem { key } else { self.stems.of_new(root) };
        let token = Token { root, ..Token::word(id, key, &known.near, traits) };
        let digits = folded.starts_with(|c: char| c.is_ascii_digit());
        let mentions = form.standard.is_some() || self.names_party(&token, folded, form);
        Token { roles: Roles::of_word(traits).with(Role::Date, digits).with(Role::Mention, mentions), ..token }
    }

    fn names_party(&self, token: &Token, folded: &str, form: &Form) -> bool {
        token.has(Trait::Party) && self.lexicon.names_party(folded, form)
    }
}

const fn second(key: u32) -> u64 {
    1 << (key % u64::BITS)
}
