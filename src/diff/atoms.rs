//! What the differ compares: the words, phrases and punctuation of each unit's text, as numbers.
//!
//! Spaces are no atoms: they belong to the gaps, and a gap that differs alone is typography. Two atoms with one key
//! count as the same; their bytes may still differ in quotes or dashes. A reference has the key of the unit that it
//! means, so that "Measure 2.3" and "Measure 3.4" are the same where the one became the other.

use super::phrases::{Opening, Phrases};
use super::references::Reference;
use crate::model::{BlockKind, Body, UnitIdx};
use crate::text::{self, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What an atom counts as, interned over both drafts.
pub(super) type Key = u32;

/// A word, a phrase or a sign of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What it counts as.
    pub(super) key: Key,
    /// What it says, up to typography: differs from `key` for references alone.
    pub(super) plain: Key,
    /// Words in it; 0 for punctuation.
    pub(super) words: u16,
    /// Whether it is one short word: "of", "the", "and".
    pub(super) small: bool,
}

impl Atom {
    pub(super) const fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) const fn is_reference(&self) -> bool {
        self.key != self.plain
    }

    pub(super) const fn is_word(&self) -> bool {
        self.words > 0
    }

    pub(super) const fn is_content(&self) -> bool {
        self.words > 0 && !self.small
    }
}

/// One text and its atoms in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Atoms<'t> {
    pub(super) text: &'t str,
    pub(super) all: Vec<Atom>,
    /// One past the last atom of each sentence, in order.
    ends: Vec<usize>,
}

impl<'t> Atoms<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, all: Vec::new(), ends: Vec::new() }
    }

    /// A semicolon ends a sentence here: what stands before it is a duty of its own more often than not, and lists
    /// are turned from running text to points and back.
    fn find_sentences(&mut self) {
        let mut borders = text::sentences(self.text).into_iter().map(|sentence| sentence.end).peekable();
        for (at, atom) in self.all.iter().enumerate() {
            let mut opens = false;
            while borders.next_if(|&border| border <= atom.start).is_some() {
                opens = true;
            }
            if opens && at > self.ends.last().copied().unwrap_or(0) {
                self.ends.push(at);
            }
            if !atom.is_word() && self.ends_clause(atom) {
                self.ends.push(at + 1);
            }
        }
        if self.all.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.all.len());
        }
    }

    fn ends_clause(&self, atom: &Atom) -> bool {
        let rest = self.text[atom.start..].strip_prefix(';');
        rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
    }

    /// Positions of the atoms that start in a range of bytes.
    pub(super) fn within(&self, bytes: &Range<usize>) -> Range<usize> {
        let first = self.all.partition_point(|atom| atom.start < bytes.start);
        let last = self.all.partition_point(|atom| atom.start < bytes.end);
        first..last.max(first)
    }

    /// The sentences of a stretch of atoms; none is empty, and those at either end may be cut.
    pub(super) fn sentences(&self, atoms: Range<usize>) -> impl Iterator<Item = Range<usize>> + '_ {
        let first = self.ends.partition_point(|&end| end <= atoms.start);
        let mut start = atoms.start;
        self.ends[first..].iter().map_while(move |&end| {
            let sentence = start..end.min(atoms.end);
            start = sentence.end;
            (!sentence.is_empty()).then_some(sentence)
        })
    }

    /// Words of a run of atoms.
    pub(super) fn words(&self, atoms: Range<usize>) -> usize {
        self.all[atoms].iter().map(|atom| usize::from(atom.words)).sum()
    }
}

/// Whether a word is small: up to three letters in any language, or one of the longer small English words.
fn is_small(word: &str) -> bool {
    match word.len() {
        0..=3 => true,
        4 => matches!(word, "with" | "that" | "this" | "from" | "such" | "into") || word.chars().count() <= 3,
        5 => matches!(word, "their" | "which" | "these" | "those") || word.chars().count() <= 3,
        6..=12 => word.chars().count() <= 3,
        _ => false,
    }
}

/// Gives every word of both drafts its key, and says of each distinct one once what it is.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Words and phrases as they are printed and as they are normalised: each is normalised once.
    keys: FxHashMap<Box<str>, Key>,
    /// Pieces of code: they say what their bytes say.
    code: FxHashMap<Box<str>, Key>,
    /// Keys of single bytes, most of them punctuation; 0 where not met yet.
    bytes: [Key; 128],
    targets: FxHashMap<UnitIdx, Key>,
    words: Vec<Word>,
}

/// What is known of a distinct word.
#[derive(Clone, Copy, Debug, Default)]
struct Word {
    small: bool,
    opens: Opening,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            keys: FxHashMap::default(),
            code: FxHashMap::default(),
            bytes: [0; 128],
            targets: FxHashMap::default(),
            words: vec![Word::default()],
        }
    }
}

impl Lexicon {
    /// The atoms of a unit's text. A reference that `follows` gives a unit for has that unit's key.
    pub(super) fn body<'t>(
        &mut self,
        body: &'t Body,
        references: &[Reference],
        follows: impl Fn(UnitIdx) -> Option<UnitIdx>,
    ) -> Atoms<'t> {
        let mut atoms = Atoms::new(&body.prose.text);
        atoms.all.reserve(body.prose.text.len() / 5);
        let mut references = references.iter().peekable();
        for block in &body.blocks {
            let kind = if block.kind == BlockKind::Code { Spaces::Count } else { Spaces::Separate };
            let mut block = Reader::new(self, &body.prose.text, block.range.clone(), kind);
            block.read(&mut references, &follows, &mut atoms.all);
        }
        atoms.find_sentences();
        atoms
    }

    /// The atoms of a line of text.
    pub(super) fn line<'t>(&mut self, text: &'t str) -> Atoms<'t> {
        let mut atoms = Atoms::new(text);
        let mut reader = Reader::new(self, text, 0..text.len(), Spaces::Separate);
        reader.read(&mut [].iter().peekable(), &|_| None, &mut atoms.all);
        atoms.find_sentences();
        atoms
    }

    /// What a piece counts as, whatever its quotes, dashes and spaces.
    fn key(&mut self, piece: &str) -> Key {
        if let &[byte] = piece.as_bytes()
            && byte != b'\n'
        {
            return self.byte(byte, piece);
        }
        if let Some(&key) = self.keys.get(piece) {
            return key;
        }
        if piece.bytes().all(|byte| byte.is_ascii() && byte != b'\n') {
            return self.learn(piece);
        }
        let normal = text::normalise(piece);
        let key = self.keys.get(normal.as_str()).copied().unwrap_or_else(|| self.learn(&normal));
        self.keys.insert(piece.into(), key);
        key
    }

    fn byte(&mut self, byte: u8, piece: &str) -> Key {
        let at = usize::from(byte);
        if self.bytes[at] == 0 {
            // A curly quote may have been met before the straight one that it is normalised to.
            self.bytes[at] = self.keys.get(piece).copied().unwrap_or_else(|| self.learn(piece));
        }
        self.bytes[at]
    }

    fn learn(&mut self, piece: &str) -> Key {
        let key = self.fresh(Word { small: is_small(piece), opens: Opening::of(piece) });
        self.keys.insert(piece.into(), key);
        key
    }

    fn code(&mut self, piece: &str) -> Key {
        if let Some(&key) = self.code.get(piece) {
            return key;
        }
        let key = self.fresh(Word { small: is_small(piece), opens: Opening::Nothing });
        self.code.insert(piece.into(), key);
        key
    }

    fn target(&mut self, unit: UnitIdx) -> Key {
        if let Some(&key) = self.targets.get(&unit) {
            return key;
        }
        let key = self.fresh(Word::default());
        self.targets.insert(unit, key);
        key
    }

    fn fresh(&mut self, word: Word) -> Key {
        let key = Key::try_from(self.words.len()).unwrap_or(Key::MAX);
        self.words.push(word);
        key
    }

    fn word(&self, key: Key) -> Word {
        self.words[key as usize]
    }
}

/// Whether white space only separates, or says something itself, as in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spaces {
    Separate,
    Count,
}

struct Reader<'l, 't> {
    lexicon: &'l mut Lexicon,
    text: &'t str,
    offset: usize,
    tokens: Vec<text::Token>,
    spaces: Spaces,
}

type Remaining<'r> = std::iter::Peekable<std::slice::Iter<'r, Reference>>;

impl<'l, 't> Reader<'l, 't> {
    fn new(lexicon: &'l mut Lexicon, text: &'t str, bytes: Range<usize>, spaces: Spaces) -> Self {
        let tokens = text::tokens(&text[bytes.clone()]);
        Self { lexicon, text: &text[bytes.clone()], offset: bytes.start, tokens, spaces }
    }

    fn read(
        &mut self,
        references: &mut Remaining<'_>,
        follows: &impl Fn(UnitIdx) -> Option<UnitIdx>,
        atoms: &mut Vec<Atom>,
    ) {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if token.kind == TokenKind::Space && self.spaces == Spaces::Separate {
                at += 1;
                continue;
            }
            let start = self.offset + token.range.start;
            while references.next_if(|reference| reference.range.start < start).is_some() {}
            let reference = references.peek().filter(|reference| reference.range.start == start);
            match reference {
                Some(reference) => {
                    let end = self.token_after(at, reference.range.end);
                    let target = reference.target.and_then(follows);
                    atoms.push(self.atom(at..end, target));
                    at = end;
                }
                None => at = self.piece(at, atoms),
            }
        }
    }

    /// Reads the word, phrase or sign at a token; returns where to read on.
    fn piece(&mut self, at: usize, atoms: &mut Vec<Atom>) -> usize {
        let kind = self.tokens[at].kind;
        if self.spaces == Spaces::Count {
            atoms.push(self.atom(at..at + 1, None));
            return at + 1;
        }
        let first = self.lexicon.key(&self.text[self.tokens[at].range.clone()]);
        let phrases = Phrases { text: self.text, tokens: &self.tokens };
        let end = match kind {
            TokenKind::Word => phrases.end(at, self.lexicon.word(first).opens),
            _ => phrases.sign_end(at),
        };
        atoms.push(if end == at + 1 { self.single(at, first) } else { self.atom(at..end, None) });
        end
    }

    /// The atom of one token whose key is known.
    fn single(&self, at: usize, key: Key) -> Atom {
        let token = &self.tokens[at];
        let is_word = token.kind == TokenKind::Word;
        Atom {
            start: self.offset + token.range.start,
            end: self.offset + token.range.end,
            key,
            plain: key,
            words: u16::from(is_word),
            small: is_word && self.lexicon.word(key).small,
        }
    }

    /// One past the last token before a byte.
    fn token_after(&self, at: usize, byte: usize) -> usize {
        let inside = |token: &text::Token| self.offset + token.range.end <= byte;
        at + self.tokens[at..].iter().take_while(|token| inside(token)).count().max(1)
    }

    fn atom(&mut self, tokens: Range<usize>, target: Option<UnitIdx>) -> Atom {
        let range = self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end;
        let piece = &self.text[range.clone()];
        let words = self.tokens[tokens].iter().filter(|token| token.kind == TokenKind::Word).count();
        let words = u16::try_from(words).unwrap_or(u16::MAX);
        let counts = self.spaces == Spaces::Count;
        let plain = if counts { self.lexicon.code(piece) } else { self.lexicon.key(piece) };
        let key = target.map_or(plain, |unit| self.lexicon.target(unit));
        let small = words == 1 && target.is_none() && self.lexicon.word(plain).small;
        Atom { start: self.offset + range.start, end: self.offset + range.end, key, plain, words, small }
    }
}
