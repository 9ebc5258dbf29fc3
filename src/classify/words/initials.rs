//! Words in capitals that are made of the initials of others: `CVM` is the Council for Veterinary Medicines.

/// The letters of a word in capitals.
#[derive(Debug)]
pub(in crate::classify) struct Initials(Vec<char>);

/// A word by its first letter, as a capital, and whether it says nothing of its own and may be passed over.
#[derive(Clone, Copy, Debug)]
pub(in crate::classify) struct Led {
    first: Option<char>,
    quiet: bool,
}

impl Led {
    /// Reads a printed word.
    pub(in crate::classify) fn new(word: &str, quiet: bool) -> Self {
        let first = word.chars().next();
        Self { first: first.and_then(|letter| letter.to_uppercase().next()), quiet }
    }
}

impl Initials {
    /// The letters of a word, one that may stand for several; an `s` at its end makes a plural of it.
    pub(in crate::classify) fn of(short: &str) -> Option<Self> {
        let letters: Vec<char> = short.trim_end_matches('s').chars().collect();
        (letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase())).then_some(Self(letters))
    }

    /// Whether the letters are the initials of some words, in order.
    pub(in crate::classify) fn stand_for(&self, words: &[Led]) -> bool {
        words.len() > 1 && spells(&self.0, words)
    }
}

fn spells(letters: &[char], words: &[Led]) -> bool {
    let Some((word, rest)) = words.split_first() else { return letters.is_empty() };
    let next = letters.split_first().filter(|(letter, _)| word.first == Some(**letter));
    next.is_some_and(|(_, letters)| spells(letters, rest)) || word.quiet && spells(letters, rest)
}
