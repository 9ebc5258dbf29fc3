//! Slips of the pen: two spellings of which one is surely no other word.
//!
//! A letter more, less or in its neighbour's place within a long word is a slip; another beginning or ending may be
//! another word (`employer`, `employee`), and so may another consonant. Words that a single letter turns into each other
//! (`contact`, `contract`) stand in the lexicon.

use crate::model::Pair;

/// Letters that a word must have for a letter more, less or other in it to be a slip.
const LONG: usize = 7;

/// Letters that a word must have for two that changed places, or a doubled one, to be a slip.
pub(super) const SHORT: usize = 5;

/// Letters at the beginning and at the end that must agree.
const ENDS: usize = 2;

/// Whether one slip tells two words apart.
pub(super) fn is_slip(words: Pair<&str>) -> bool {
    if words.before.len().min(words.after.len()) < SHORT || words.before.len().abs_diff(words.after.len()) > 2 {
        return false;
    }
    // Two words in a thousand begin alike: a look at one byte spares the rest.
    let first = words.map(|word| word.as_bytes()[0]);
    if first.before.is_ascii_lowercase() && first.after.is_ascii_lowercase() && !first.agree() {
        return false;
    }
    let letters = words.map(|word| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>());
    let (one, other) = (letters.before.as_slice(), letters.after.as_slice());
    if !one.iter().chain(other).all(|letter| letter.is_alphabetic()) {
        return false;
    }
    let head = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let tail = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let least = one.len().min(other.len());
    let tail = tail.min(least - head);
    let long = least >= LONG && head >= ENDS;
    match (&one[head..one.len() - tail], &other[head..other.len() - tail]) {
        ([], []) => true,
        ([more], []) | ([], [more]) => tail > 0 && (long || head > 0 && one[head - 1] == *more && least >= SHORT),
        ([one], [other]) => long && tail > 0 && is_vowel(*one) && is_vowel(*other),
        ([first, second], [third, fourth]) => head > 0 && tail > 0 && first == fourth && second == third,
        _ => false,
    }
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
            ("Goverment", "government"),
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
