use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of text that an edit keeps whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// Kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters or digits.
    Word,
    /// White space.
    Space,
    /// Anything else.
    Punctuation,
}

/// All of a text as words, spaces and punctuation, without gap or overlap.
///
/// Words are those of Unicode's default word boundaries (UAX 29), so `don't` and `3.5` are one.
pub fn tokens(text: &str) -> Vec<Token> {
    text.split_word_bound_indices()
        .map(|(start, piece)| Token { range: start..start + piece.len(), kind: kind(piece) })
        .collect()
}

fn kind(piece: &str) -> TokenKind {
    if piece.chars().any(char::is_alphanumeric) {
        TokenKind::Word
    } else if piece.chars().all(char::is_whitespace) {
        TokenKind::Space
    } else {
        TokenKind::Punctuation
    }
}

/// The words of a text, as they stand in it.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// How many words a text has.
pub fn word_count(text: &str) -> usize {
    words(text).count()
}

/// Letters that a stem keeps: enough to tell words apart, few enough to fold their endings.
const STEM: u32 = 7;

/// Each word of a text, folded and cut to seven letters, as a key: `assess` and `assessment` differ, `assessment` and
/// `Assessments` do not.
///
/// Words are runs of letters and digits: this feeds matching, where speed matters and `don't` may be two words. ASCII
/// stems are packed into the key byte by byte and so never collide with each other.
pub fn stems(text: &str, mut each: impl FnMut(u64)) {
    let (mut key, mut length) = (0, 0);
    for character in text.chars() {
        if character.is_alphanumeric() {
            if length < STEM {
                key = packed(key, character);
            }
            length += 1;
        } else if length > 0 {
            each(key);
            (key, length) = (0, 0);
        }
    }
    if length > 0 {
        each(key);
    }
}

/// The key with one more letter: a byte for ASCII, mixed over all bits and marked by the highest one for others.
fn packed(key: u64, letter: char) -> u64 {
    const FOREIGN: u64 = 1 << 63;
    if letter.is_ascii() && key & FOREIGN == 0 {
        return key << 8 | u64::from(letter.to_ascii_lowercase() as u8);
    }
    letter.to_lowercase().fold(key, |key, letter| {
        (key.rotate_left(9) ^ u64::from(u32::from(letter))).wrapping_mul(0x9e37_79b9_7f4a_7c15) | FOREIGN
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<u64> {
        let mut found = Vec::new();
        stems(text, |key| found.push(key));
        found
    }

    #[test]
    fn stems_fold_case_and_endings() {
        assert_eq!(keys("Assessments"), keys("assessment"));
        assert_ne!(keys("assess"), keys("assets"));
        assert_eq!(keys("Straße ÄRGER"), keys("straße ärger"));
        assert_ne!(keys("über"), keys("uber"));
        assert_eq!(keys("a, b").len(), 2);
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "No. 5: “don't” – 3.5 %\n";
        assert_eq!(tokens(text).iter().map(|token| &text[token.range.clone()]).collect::<String>(), text);
    }
}
