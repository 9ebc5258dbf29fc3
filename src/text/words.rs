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

/// Each word of a text folded and cut to so many letters: `assess` for `Assessments`.
///
/// Words are runs of letters and digits: this feeds matching, where speed matters and `don't` may be two words.
pub fn stems(text: &str, letters: usize, mut each: impl FnMut(&str)) {
    let mut stem = String::with_capacity(letters * 4);
    let mut length = 0;
    for character in text.chars() {
        if character.is_alphanumeric() {
            if length < letters {
                if character.is_ascii() {
                    stem.push(character.to_ascii_lowercase());
                } else {
                    stem.extend(character.to_lowercase());
                }
            }
            length += 1;
        } else if length > 0 {
            each(&stem);
            stem.clear();
            length = 0;
        }
    }
    if length > 0 {
        each(&stem);
    }
}
