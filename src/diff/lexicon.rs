//! Every word of both drafts as a number, and what is known of each distinct one.

use super::phrases::Opening;
use crate::model::UnitIdx;
use crate::text::{self, Keys};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a word, a phrase or a sign counts as, interned over both drafts.
pub(super) type Key = u32;

/// Gives every word of both drafts its key, and says of each distinct one once what it is.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// Words and phrases as they are printed and as they are normalised: each is normalised once.
    keys: Keys,
    /// Pieces of code: they say what their bytes say.
    code: Keys,
    targets: FxHashMap<UnitIdx, Key>,
    words: Vec<Word>,
}

/// What is known of a distinct word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) small: bool,
    pub(super) opens: Opening,
}

impl Default for Lexicon {
    fn default() -> Self {
        let (keys, code, targets) = Default::default();
        Self { keys, code, targets, words: vec![Word::default()] }
    }
}

impl Lexicon {
    /// What a piece of a text counts as, whatever its quotes, dashes and spaces.
    pub(super) fn key(&mut self, text: &str, piece: &Range<usize>) -> Key {
        match self.keys.at(text, piece.clone()) {
            Some(key) => key,
            None => self.new_key(&text[piece.clone()]),
        }
    }

    #[cold]
    fn new_key(&mut self, piece: &str) -> Key {
        if piece.bytes().all(|byte| byte.is_ascii() && byte != b'\n') {
            return self.learn(piece);
        }
        let normal = text::normalise(piece);
        let key = self.keys.of(&normal).unwrap_or_else(|| self.learn(&normal));
        self.keys.insert(piece, key);
        key
    }

    fn learn(&mut self, piece: &str) -> Key {
        let key = self.fresh(Word { small: is_small(piece), opens: Opening::of(piece) });
        self.keys.insert(piece, key);
        key
    }

    /// What a piece of code counts as.
    pub(super) fn code(&mut self, text: &str, piece: &Range<usize>) -> Key {
        if let Some(key) = self.code.at(text, piece.clone()) {
            return key;
        }
        let piece = &text[piece.clone()];
        let key = self.fresh(Word { small: is_small(piece), opens: Opening::Nothing });
        self.code.insert(piece, key);
        key
    }

    /// What a reference to a unit counts as.
    pub(super) fn target(&mut self, unit: UnitIdx) -> Key {
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

    pub(super) fn word(&self, key: Key) -> Word {
        self.words[key as usize]
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
