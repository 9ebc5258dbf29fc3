//! What the differ compares: the words, phrases and punctuation of each unit's text, as numbers.
//!
//! Spaces are no atoms: they belong to the gaps, and a gap that differs alone is typography. Two atoms with one key
//! count as the same; their bytes may still differ in quotes or dashes. A reference has the key of the unit that it
//! means, so that "Measure 2.3" and "Measure 3.4" are the same where the one became the other.

use super::lexicon::{Key, Lexicon};
use super::phrases::Phrases;
use super::references::Reference;
use crate::model::{BlockKind, Body, UnitIdx};
use crate::text::{self, Token, TokenKind};
use std::ops::Range;

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
        let clauses = self.text.match_indices(';').map(|(at, _)| at + 1);
        let mut borders: Vec<usize> = clauses.filter(|&at| self.text[at..].starts_with(char::is_whitespace)).collect();
        borders.extend(text::sentences(self.text).into_iter().map(|sentence| sentence.end));
        borders.sort_unstable();
        let mut last = 0;
        for border in borders {
            let end = last + self.all[last..].partition_point(|atom| atom.start < border);
            if end > last {
                self.ends.push(end);
                last = end;
            }
        }
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

/// Reads texts to atoms, of both drafts with one lexicon.
#[derive(Debug, Default)]
pub(super) struct Reader {
    lexicon: Lexicon,
    /// The tokens of the block that is being read.
    tokens: Vec<Token>,
}

impl Reader {
    /// The atoms of a unit's text. A reference that `follows` gives a unit for has that unit's key.
    pub(super) fn body<'t>(
        &mut self,
        body: &'t Body,
        mut references: &[Reference],
        follows: impl Fn(UnitIdx) -> Option<UnitIdx>,
    ) -> Atoms<'t> {
        let mut atoms = Atoms::new(&body.prose.text);
        atoms.all.reserve(body.prose.text.len() / 5);
        for block in &body.blocks {
            let spaces = if block.kind == BlockKind::Code { Spaces::Count } else { Spaces::Separate };
            let mut block = self.stretch(&body.prose.text, &block.range, spaces);
            block.read(&mut references, &follows, &mut atoms.all);
        }
        atoms.find_sentences();
        atoms
    }

    /// The atoms of a line of text.
    pub(super) fn line<'t>(&mut self, text: &'t str) -> Atoms<'t> {
        let mut atoms = Atoms::new(text);
        self.stretch(text, &(0..text.len()), Spaces::Separate).read(&mut &[][..], &|_| None, &mut atoms.all);
        atoms.find_sentences();
        atoms
    }

    fn stretch<'r>(&'r mut self, text: &'r str, bytes: &Range<usize>, spaces: Spaces) -> Stretch<'r> {
        let text = &text[bytes.clone()];
        self.tokens.clear();
        text::append_tokens(text, &mut self.tokens);
        Stretch { lexicon: &mut self.lexicon, text, offset: bytes.start, tokens: &self.tokens, spaces }
    }
}

/// Whether white space only separates, or says something itself, as in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spaces {
    Separate,
    Count,
}

/// A stretch of text that is being read.
struct Stretch<'r> {
    lexicon: &'r mut Lexicon,
    text: &'r str,
    offset: usize,
    tokens: &'r [Token],
    spaces: Spaces,
}

impl Stretch<'_> {
    fn read(
        &mut self,
        references: &mut &[Reference],
        follows: &impl Fn(UnitIdx) -> Option<UnitIdx>,
        atoms: &mut Vec<Atom>,
    ) {
        let mut at = 0;
        let tokens = self.tokens;
        while let Some(token) = tokens.get(at) {
            if token.kind == TokenKind::Space && self.spaces == Spaces::Separate {
                at += 1;
                continue;
            }
            at = match reference_at(references, self.offset + token.range.start) {
                Some(reference) => {
                    let end = self.token_after(at, reference.range.end);
                    let target = reference.target.and_then(follows);
                    atoms.push(self.atom(at..end, target));
                    end
                }
                None if self.spaces == Spaces::Count => {
                    atoms.push(self.atom(at..at + 1, None));
                    at + 1
                }
                None => self.piece(at, token, atoms),
            };
        }
    }

    /// Reads the word, phrase or sign at a token; returns where to read on.
    fn piece(&mut self, at: usize, token: &Token, atoms: &mut Vec<Atom>) -> usize {
        let key = self.lexicon.key(self.text, &token.range);
        let word = self.lexicon.word(key);
        let is_word = token.kind == TokenKind::Word;
        let phrases = Phrases { text: self.text, tokens: self.tokens };
        let end = if is_word { phrases.end(at, word.opens) } else { phrases.sign_end(at) };
        atoms.push(if end > at + 1 {
            self.atom(at..end, None)
        } else {
            Atom {
                start: self.offset + token.range.start,
                end: self.offset + token.range.end,
                key,
                plain: key,
                words: u16::from(is_word),
                small: is_word && word.small,
            }
        });
        end
    }

    /// One past the last token before a byte.
    fn token_after(&self, at: usize, byte: usize) -> usize {
        let inside = |token: &Token| self.offset + token.range.end <= byte;
        at + self.tokens[at..].iter().take_while(|token| inside(token)).count().max(1)
    }

    fn atom(&mut self, tokens: Range<usize>, target: Option<UnitIdx>) -> Atom {
        let range = self.tokens[tokens.start].range.start..self.tokens[tokens.end - 1].range.end;
        let words = self.tokens[tokens].iter().filter(|token| token.kind == TokenKind::Word).count();
        let words = u16::try_from(words).unwrap_or(u16::MAX);
        let plain = match self.spaces {
            Spaces::Count => self.lexicon.code(self.text, &range),
            Spaces::Separate => self.lexicon.key(self.text, &range),
        };
        let key = target.map_or(plain, |unit| self.lexicon.target(unit));
        let small = words == 1 && target.is_none() && self.lexicon.word(plain).small;
        Atom { start: self.offset + range.start, end: self.offset + range.end, key, plain, words, small }
    }
}

/// The reference that starts at a byte; those before it are done with.
fn reference_at<'r>(references: &mut &'r [Reference], start: usize) -> Option<&'r Reference> {
    while let [first, rest @ ..] = *references
        && first.range.start < start
    {
        *references = rest;
    }
    references.first().filter(|reference| reference.range.start == start)
}
