//! Slips of the pen: two spellings of which one is surely no other word.
//!
//! A letter more, less or in its neighbour's place within a long word is a slip; another beginning or ending may be
//! another word (`employer`, `employee`), and so may another consonant. Words that a single letter turns into each other
//! (`contact`, `contract`) stand in the lexicon.

use super::Word;
use crate::classify::lexicon::{Trait, Traits};
use crate::model::Pair;
use rustc_hash::FxHashMap;

/// Letters that a word must have for a letter more, less or other in it to be a slip.
const LONG: usize = 7;

/// Letters that a word must have for two that changed places, or a doubled one, to be a slip.
const SHORT: usize = 5;

/// Letters at the beginning and at the end that must agree.
const ENDS: usize = 2;

/// Words that are read as another one.
#[derive(Debug, Default)]
pub(in crate::classify) struct Slips {
    /// By slip, the word that is meant.
    meant: FxHashMap<u32, u32>,
}

impl Slips {
    /// The words of either text that are slips of a word of the other one. Words that may slip are given, as sorted
    /// positions in `all`; `firsts` holds the first letter of each, as [`first`] has it.
    pub(in crate::classify) fn between(all: &[Word], firsts: &[u8], words: Pair<&[u32]>) -> Self {
        let words = words.map(|words| words.iter().map(|&word| (word, firsts[word as usize])).collect::<Vec<_>>());
        let mut slips = Self::default();
        for (here, there) in [(&words.before, &words.after), (&words.after, &words.before)] {
            for (one, letter) in without(here, there) {
                let word = &all[one as usize];
                // Two words in a thousand begin alike: a look at one byte spares the rest.
                let mut alike = there.iter().filter(|(_, other)| letter == *other || letter == ANY || *other == ANY);
                let Some(&(other, _)) = alike.find(|(other, _)| are_one(word, &all[*other as usize])) else { continue };
                // The spelling that the lexicon knows, or that both texts have, is the one that is meant.
                let known = holds(here, other) || word.phrases.is_empty();
                slips.learn(if known { (one, other) } else { (other, one) });
            }
        }
        slips
    }

    /// A slip that is found from both sides must not lead in a ring.
    fn learn(&mut self, (slip, meant): (u32, u32)) {
        let open = !self.meant.iter().any(|(&known, &other)| known == slip || other == slip);
        if open && !self.meant.contains_key(&meant) {
            self.meant.insert(slip, meant);
        }
    }

    /// Whether there are none.
    pub(in crate::classify) fn is_empty(&self) -> bool {
        self.meant.is_empty()
    }

    /// The word that is meant by a word.
    pub(in crate::classify) fn meant(&self, word: u32) -> u32 {
        self.meant.get(&word).copied().unwrap_or(word)
    }
}

/// The words of one text that the other one lacks.
fn without<'w>(here: &'w [(u32, u8)], there: &'w [(u32, u8)]) -> impl Iterator<Item = (u32, u8)> + 'w {
    let mut rest = there.iter().map(|(word, _)| word).peekable();
    let lacks = move |(word, _): &&(u32, u8)| {
        while rest.next_if(|&known| known < word).is_some() {}
        rest.peek() != Some(&word)
    };
    here.iter().filter(lacks).copied()
}

fn holds(words: &[(u32, u8)], word: u32) -> bool {
    words.binary_search_by_key(&word, |(known, _)| *known).is_ok()
}

/// Whether a word can be a slip or meant by one: a short one may be anything, and `there` is no slip of `three`.
pub(super) fn may_slip(folded: &str, traits: Traits) -> bool {
    folded.len() >= SHORT && !traits.has(Trait::Counts)
}

/// Whether two words are one with a slip, and not two that the lexicon tells apart.
fn are_one(one: &Word, other: &Word) -> bool {
    is_slip(Pair::new(&one.folded, &other.folded))
        && !(one.traits.has(Trait::Confusable) && other.traits.has(Trait::Confusable))
        && (one.phrases.is_empty() || other.phrases.is_empty())
}

/// Stands for a first letter that may be a slip for another one.
const ANY: u8 = 0;

/// The letter with which a word begins that is no slip for any other.
pub(super) fn first(folded: &str) -> u8 {
    folded.bytes().next().filter(u8::is_ascii_lowercase).unwrap_or(ANY)
}

/// Whether one slip tells two words apart.
fn is_slip(words: Pair<&str>) -> bool {
    if words.before.len().min(words.after.len()) < SHORT || words.before.len().abs_diff(words.after.len()) > 2 {
        return false;
    }
    if words.before.is_ascii() && words.after.is_ascii() {
        return differ_by_a_slip(words.map(str::as_bytes));
    }
    let letters = words.map(|word| word.chars().collect::<Vec<char>>());
    differ_by_a_slip(letters.as_ref().map(Vec::as_slice))
}

fn differ_by_a_slip<L: Copy + PartialEq + Into<char>>(words: Pair<&[L]>) -> bool {
    let (one, other) = (words.before, words.after);
    let head = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let least = one.len().min(other.len());
    let tail = tail.min(least - head);
    let long = least >= LONG && head >= ENDS;
    let slip = match (&one[head..one.len() - tail], &other[head..other.len() - tail]) {
        ([], []) => true,
        ([more], []) | ([], [more]) => tail > 0 && (long || head > 0 && one[head - 1] == *more && least >= SHORT),
        ([one], [other]) => long && tail > 0 && is_vowel((*one).into()) && is_vowel((*other).into()),
        ([first, second], [third, fourth]) => head > 0 && tail > 0 && first == fourth && second == third,
        _ => false,
    };
    slip && one.iter().chain(other).all(|&letter| letter.into().is_alphabetic())
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_within_a_long_word_is_a_slip() {
        for (one, other) in [
            ("certifcate", "certificate"),
            ("recieve", "receive"),
            ("independant", "independent"),
            ("occured", "occurred"),
            ("adress", "address"),
            ("tmies", "times"),
            ("goverment", "government"),
        ] {
            assert!(is_slip(Pair::new(one, other)) && is_slip(Pair::new(other, one)), "{one} / {other}");
        }
    }

    #[test]
    fn endings_beginnings_and_short_words_may_be_other_words() {
        for (one, other) in [("employer", "employee"), ("lawful", "unlawful"), ("ten", "tan"), ("2027", "2028")] {
            assert!(!is_slip(Pair::new(one, other)), "{one} / {other}");
        }
    }
}
