//! A text as tokens that the rules compare: words with their stem and senses, numbers with their value, marks.
//!
//! ```text
//! "no later than 5 000 days' notice."  ──►  [no later than: Lead] [5000] [days: Unit] [notice] [.]
//! ```

use super::lexicon::{Conjunction, Lexicon, Phrase, Sense, Trait, Traits, Unit};
use super::slips;
use crate::model::Pair;
use crate::text::fold;
use rustc_hash::FxHashMap;
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
    pub(super) fn is_quiet(&self) -> bool {
        matches!(self.kind, Kind::Mark(_)) || is_quiet(self.senses)
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
    /// Its words, as keys of the reader that read them.
    pub(super) words: Vec<u32>,
}

/// Reads texts to tokens; what it learned of a word it keeps.
#[derive(Debug)]
pub(super) struct Reader {
    /// The language's words.
    pub(super) lexicon: &'static Lexicon,
    known: FxHashMap<String, u32>,
    words: Vec<Known>,
    stems: FxHashMap<String, u32>,
    /// Words that are read as another one: slips of the pen, by the word that is meant.
    slips: FxHashMap<u32, u32>,
}

#[derive(Debug)]
struct Known {
    folded: String,
    stem: u32,
    root: u32,
    near: &'static [u16],
    traits: Traits,
    phrases: &'static [Phrase],
}

/// A word or mark before phrases are put together.
struct Piece {
    range: Range<usize>,
    kind: Kind,
    word: u32,
    capital: bool,
    /// Capitals only: `WHO` is not `who`.
    shouted: bool,
}

impl Reader {
    /// A reader of a language.
    pub(super) fn new(lexicon: &'static Lexicon) -> Self {
        Self {
            lexicon,
            known: FxHashMap::default(),
            words: Vec::new(),
            stems: FxHashMap::default(),
            slips: FxHashMap::default(),
        }
    }

    /// The tokens of a range of a text.
    pub(super) fn read(&mut self, text: &str, range: Range<usize>) -> Vec<Token> {
        self.say(text, range).tokens
    }

    /// The tokens of a range of a text, and its words.
    pub(super) fn say(&mut self, text: &str, range: Range<usize>) -> Said {
        let pieces = self.pieces(text, range);
        let mut tokens = Vec::with_capacity(pieces.len());
        let mut at = 0;
        while at < pieces.len() {
            let (token, length) = self.token(&pieces[at..]);
            tokens.push(token);
            at += length;
        }
        let words = pieces.iter().filter(|piece| piece.kind == Kind::Word).map(|piece| piece.word).collect();
        Said { tokens, words }
    }

    /// Finds the words of either text that are slips of a word of the other one, and reads them as that word until
    /// they are forgotten; whether there are any.
    pub(super) fn learn_slips(&mut self, words: Pair<Vec<u32>>) -> bool {
        let words = words.map(|mut words| {
            words.sort_unstable();
            words.dedup();
            words
        });
        for (here, there) in [(&words.before, &words.after), (&words.after, &words.before)] {
            for &one in here.iter().filter(|word| there.binary_search(word).is_err()) {
                if let Some(&other) = there.iter().find(|&&other| self.is_slip(one, other)) {
                    // The spelling that the lexicon knows, or that both texts have, is the one that is meant.
                    let known = here.binary_search(&other).is_ok() || self.words[one as usize].phrases.is_empty();
                    let (slip, meant) = if known { (one, other) } else { (other, one) };
                    // A slip that is found from both sides must not lead in a ring.
                    let open = |word: u32| !self.slips.iter().any(|(&slip, &meant)| slip == word || meant == word);
                    if open(slip) && !self.slips.contains_key(&meant) {
                        self.slips.insert(slip, meant);
                    }
                }
            }
        }
        !self.slips.is_empty()
    }

    /// Reads every word as itself again.
    pub(super) fn forget_slips(&mut self) {
        self.slips.clear();
    }

    fn is_slip(&self, one: u32, other: u32) -> bool {
        let both = Pair::new(&self.words[one as usize], &self.words[other as usize]);
        let confusable = both.before.traits.has(Trait::Confusable) && both.after.traits.has(Trait::Confusable);
        // `there` is no slip of `three`.
        let counts = both.before.traits.has(Trait::Counts) || both.after.traits.has(Trait::Counts);
        let known = !both.before.phrases.is_empty() && !both.after.phrases.is_empty();
        !confusable && !counts && !known && slips::is_slip(both.map(|word| word.folded.as_str()))
    }

    /// The key of a stem.
    fn key(&mut self, stem: &str) -> u32 {
        let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX);
        match self.stems.get(stem) {
            Some(&key) => key,
            None => *self.stems.entry(stem.to_owned()).or_insert(next),
        }
    }

    fn token(&mut self, pieces: &[Piece]) -> (Token, usize) {
        let first = &pieces[0];
        if first.kind != Kind::Word {
            let token = Token {
                range: first.range.clone(),
                stem: self.words.get(first.word as usize).map_or(u32::MAX, |known| known.stem),
                root: self.words.get(first.word as usize).map_or(u32::MAX, |known| known.stem),
                near: &[],
                senses: &[],
                traits: Traits::default(),
                kind: first.kind,
                capital: false,
            };
            return (token, 1);
        }
        let known = &self.words[first.word as usize];
        let fits =
            |phrase: &&Phrase| self.continues(phrase, &pieces[1..]) && !(first.shouted && is_quiet(&phrase.senses));
        let found = known.phrases.iter().find(fits);
        let length = found.map_or(1, |phrase| phrase.rest.len() + 1);
        let senses = found.map_or(&[][..], |phrase| phrase.senses.as_slice());
        let (mut stem, mut root, mut near, mut traits) = (known.stem, known.root, known.near, known.traits);
        if length > 1 {
            // `no later than` forbids nothing.
            traits = traits.without(Trait::None);
        }
        match senses.first() {
            Some(Sense::Content(canonical)) => {
                (stem, near) = (self.key(canonical), self.lexicon.near(canonical));
                let coarse = self.lexicon.root(canonical);
                traits = if length > 1 { self.lexicon.traits(canonical, canonical) } else { traits };
                root = self.key(coarse);
            }
            // `no less than` and `at least` are one bound, whatever it bounds.
            Some(Sense::Bound(bound)) => {
                stem = self.key(bound.name());
                root = stem;
            }
            _ => {}
        }
        let range = first.range.start..pieces[length - 1].range.end;
        (Token { range, stem, root, near, senses, traits, kind: Kind::Word, capital: first.capital }, length)
    }

    fn continues(&self, phrase: &Phrase, pieces: &[Piece]) -> bool {
        phrase.rest.len() <= pieces.len()
            && phrase
                .rest
                .iter()
                .zip(pieces)
                .all(|(word, piece)| piece.kind == Kind::Word && self.words[piece.word as usize].folded == *word)
    }

    fn pieces(&mut self, text: &str, range: Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        while let Some(character) = text[at..range.end].chars().next() {
            let end = at + character.len_utf8();
            at = if character.is_numeric() {
                self.number(text, at..range.end, &mut pieces)
            } else if character.is_alphabetic() || "%€$£°".contains(character) {
                self.word(text, at..range.end, &mut pieces)
            } else {
                if ".,;:!?()[]".contains(character) && !(character == '.' && abbreviates(&text[end..range.end])) {
                    let kind = Kind::Mark(character);
                    pieces.push(Piece { range: at..end, kind, word: 0, capital: false, shouted: false });
                }
                end
            };
        }
        pieces
    }

    fn word(&mut self, text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) -> usize {
        let rest = &text[range.clone()];
        let symbol = !rest.starts_with(char::is_alphabetic);
        let length = if symbol {
            rest.chars().next().map_or(0, char::len_utf8)
        } else {
            rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())
        };
        let mut end = range.start + length;
        // `II.4.2` and `e.g.` are one word.
        while let Some(next) = dotted(&text[end..range.end]) {
            end += next;
        }
        if let Some(rest) =
            text[end..range.end].strip_prefix('-').filter(|_| self.lexicon.is_prefix(&text[range.start..end]))
        {
            end += 1 + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        }
        let word = &text[range.start..end];
        let capital = word.starts_with(char::is_uppercase);
        let shouted = word.len() > 1 && word.chars().all(char::is_uppercase);
        let learned = self.learn(word);
        let meant = self.slips.get(&learned).copied().unwrap_or(learned);
        pieces.push(Piece { range: range.start..end, kind: Kind::Word, word: meant, capital, shouted });
        end + possessive(&text[end..range.end])
    }

    fn number(&mut self, text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) -> usize {
        let length = number_length(&text[range.clone()]);
        let end = range.start + length;
        let printed = &text[range.start..end];
        let sign = if is_negative(&text[..range.start]) { -1.0 } else { 1.0 };
        let kind = value(printed).map_or(Kind::Word, |value| Kind::Number(sign * value));
        let word = self.learn(printed);
        pieces.push(Piece { range: range.start..end, kind, word, capital: false, shouted: false });
        end
    }

    fn learn(&mut self, word: &str) -> u32 {
        // Nearly every word is plain and known.
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        if let Some(&known) = self.known.get(word).filter(|_| plain) {
            return known;
        }
        let whole = word.replace('-', "");
        let folded = fold(&whole);
        if let Some(&known) = self.known.get(folded.as_ref()) {
            return known;
        }
        let stem = self.lexicon.stem(&folded);
        let traits = self.lexicon.traits(&stem, &folded);
        // Who operates is not the operation.
        let root = if traits.has(Trait::Party) { stem.as_str() } else { self.lexicon.root(&stem) };
        let known = Known {
            stem: self.key(&stem),
            root: self.key(root),
            near: self.lexicon.near(&stem),
            traits,
            phrases: self.lexicon.phrases(&folded),
            folded: folded.clone().into_owned(),
        };
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(known);
        self.known.insert(folded.into_owned(), id);
        id
    }
}

/// Whether a full stop belongs to the word before it: the sentence goes on in lower case or with a number.
fn abbreviates(rest: &str) -> bool {
    let next = rest.trim_start();
    next.len() < rest.len() && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

fn is_quiet(senses: &[Sense]) -> bool {
    let quiet = |sense: &Sense| matches!(sense, Sense::Function | Sense::Pronoun | Sense::Joins(_) | Sense::Defines);
    senses.iter().any(quiet)
}

/// Bytes of a full stop and the letters or digits that follow it directly.
fn dotted(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix('.')?;
    let length = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    (length > 0).then_some(length + 1)
}

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

/// Bytes of `'s` or of a closing apostrophe.
fn possessive(rest: &str) -> usize {
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '’')) else { return 0 };
    let after = &rest[mark.len_utf8()..];
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    match after.strip_prefix('s') {
        Some(tail) if ends(tail) => mark.len_utf8() + 1,
        _ => 0,
    }
}

/// Whether a minus sign stands right before a number, and nothing before it: `−18 °C`, not `3-5`.
fn is_negative(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(['−', '-']) else { return false };
    rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || c == '(')
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Bytes of a number in digits: `5 000`, `5,000`, `2.3.1`, `10^25`, `10²⁵`, `27001a`.
fn number_length(rest: &str) -> usize {
    let digits = |from: usize| rest[from..].find(|c: char| !c.is_alphanumeric()).map_or(rest.len(), |n| from + n);
    let mut end = digits(0);
    loop {
        let tail = &rest[end..];
        let Some(mark) = tail.chars().next() else { return end };
        let after = &tail[mark.len_utf8()..];
        let joined = match mark {
            '.' | ',' | '^' | ':' => after.starts_with(|c: char| c.is_ascii_digit()),
            ' ' | '\u{a0}' | '\u{202f}' => is_group(after) && last_group(&rest[..end]) <= 3,
            _ => false,
        };
        if !joined {
            return end;
        }
        end = digits(end + mark.len_utf8());
    }
}

/// Digits after the last space.
fn last_group(printed: &str) -> usize {
    printed.rsplit([' ', '\u{a0}', '\u{202f}']).next().map_or(0, str::len)
}

/// Whether three digits and no more follow.
fn is_group(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && !bytes.get(3).is_some_and(u8::is_ascii_alphanumeric)
}

/// The value of a number as printed; `None` where it is no plain number (`2.3.1`, `27a`).
fn value(printed: &str) -> Option<f64> {
    if let Some((base, exponent)) = printed.split_once('^') {
        return power(base, exponent);
    }
    if let Some(at) = printed.find(SUPERSCRIPTS) {
        let exponent: String = printed[at..].chars().filter_map(superscript).collect();
        return power(&printed[..at], &exponent);
    }
    let plain: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let grouped = plain.split(',').skip(1).all(|group| group.len() == 3 || group.contains('.'));
    if grouped { plain.replace(',', "").parse().ok() } else { plain.replace(',', ".").parse().ok() }
}

fn power(base: &str, exponent: &str) -> Option<f64> {
    let (base, exponent): (f64, i32) = (base.parse().ok()?, exponent.parse().ok()?);
    Some(base.powi(exponent))
}

fn superscript(character: char) -> Option<char> {
    let digit = SUPERSCRIPTS.iter().position(|&one| one == character)?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}
