use super::normalise::unseen;
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
/// Words are those of Unicode's default word boundaries (UAX 29), so `don't` and `3.5` are one. Most text is ASCII
/// between its spaces, where the rules fit in a few lines and take a quarter of the time.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut start = 0;
    while start < text.len() {
        let spaces = run(text, start, |byte| byte == b' ');
        if spaces > start {
            tokens.push(Token { range: start..spaces, kind: TokenKind::Space });
        }
        start = run(text, spaces, |byte| byte != b' ');
        let piece = &text[spaces..start];
        if piece.bytes().all(|byte| byte.is_ascii_graphic()) {
            ascii_tokens(piece.as_bytes(), spaces, &mut tokens);
        } else {
            tokens.extend(piece.split_word_bound_indices().map(|(at, piece)| {
                let at = spaces + at;
                Token { range: at..at + piece.len(), kind: kind(piece) }
            }));
        }
    }
    tokens
}

fn run(text: &str, from: usize, belongs: fn(u8) -> bool) -> usize {
    from + text.as_bytes()[from..].iter().take_while(|&&byte| belongs(byte)).count()
}

/// UAX 29 for printable ASCII without spaces: letters, digits and `_` hold together, and over one sign between two
/// letters (`.`, `'`, `:`) or two digits (`.`, `'`, `,`, `;`).
fn ascii_tokens(piece: &[u8], offset: usize, tokens: &mut Vec<Token>) {
    let mut start = 0;
    while start < piece.len() {
        let mut end = start + 1;
        if in_word(piece[start]) {
            while end < piece.len() {
                if in_word(piece[end]) {
                    end += 1;
                } else if end + 1 < piece.len() && joins(piece[end - 1], piece[end], piece[end + 1]) {
                    end += 2;
                } else {
                    break;
                }
            }
        }
        let word = piece[start..end].iter().any(u8::is_ascii_alphanumeric);
        let kind = if word { TokenKind::Word } else { TokenKind::Punctuation };
        tokens.push(Token { range: offset + start..offset + end, kind });
        start = end;
    }
}

const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

const fn joins(previous: u8, sign: u8, next: u8) -> bool {
    let letters = previous.is_ascii_alphabetic() && next.is_ascii_alphabetic();
    let digits = previous.is_ascii_digit() && next.is_ascii_digit();
    matches!(sign, b'.' | b'\'') && (letters || digits)
        || sign == b':' && letters
        || matches!(sign, b',' | b';') && digits
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

/// Each word of a text, folded and cut to seven letters, as a key, with the byte where it starts: `assess` and
/// `assessment` differ, `assessment` and `Assessments` do not.
///
/// Words are runs of letters and digits: this feeds matching, where speed matters and `don't` may be two words. What
/// [`normalise`](super::normalise) drops ends none. ASCII stems are packed into the key byte by byte and so never
/// collide with each other.
pub fn stems(text: &str, mut each: impl FnMut(u64, usize)) {
    let (mut key, mut length, mut start) = (0, 0, 0);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let (letter, width) = if byte.is_ascii() {
            (Some(char::from(LETTERS[usize::from(byte)])).filter(|&letter| letter != '\0'), 1)
        } else {
            let character = text[at..].chars().next().unwrap_or_default();
            (
                Some(character).filter(|&character| character.is_alphanumeric() || unseen(character)),
                character.len_utf8(),
            )
        };
        match letter {
            Some(letter) if unseen(letter) => {}
            Some(letter) => {
                if length == 0 {
                    start = at;
                }
                if length < STEM {
                    key = packed(key, letter);
                }
                length += 1;
            }
            None if length > 0 => {
                each(key, start);
                (key, length) = (0, 0);
            }
            None => {}
        }
        at += width;
    }
    if length > 0 {
        each(key, start);
    }
}

/// For each ASCII letter or digit itself in lower case; 0 for all other bytes.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            letters[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    letters
};

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
        stems(text, |key, _| found.push(key));
        found
    }

    #[test]
    fn stems_fold_case_and_endings() {
        assert_eq!(keys("Assessments"), keys("assessment"));
        assert_ne!(keys("assess"), keys("assets"));
        assert_eq!(keys("Straße ÄRGER"), keys("straße ärger"));
        assert_ne!(keys("über"), keys("uber"));
        assert_eq!(keys("a, b").len(), 2);
        assert_eq!(keys("co\u{ad}ope\u{200b}rate “now”"), keys("cooperate now"));
    }

    #[test]
    fn stems_tell_where_they_start() {
        let text = "– “Über” co\u{ad}op 3.5";
        let mut found = Vec::new();
        stems(text, |_, at| found.push(at));
        assert_eq!(found, ["Über", "co", "3", "5"].map(|word| text.find(word).unwrap()));
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "No. 5: “don't” – 3.5 %\n";
        assert_eq!(tokens(text).iter().map(|token| &text[token.range.clone()]).collect::<String>(), text);
    }

    /// What the Unicode tables say, except that spaces stand apart from what follows them.
    fn by_the_tables(text: &str) -> Vec<&str> {
        text.split_word_bounds().collect()
    }

    fn pieces(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|token| &text[token.range]).collect()
    }

    #[test]
    fn tokens_are_those_of_unicode() {
        for text in [
            "don't stop at 3.5% or 1,000;2",
            "a.b. c:d a_b _ __ _1 x._y 1.a a.1 ...a..b",
            "“Quoted” provider’s  II.4.1—II.5 10^25",
            "line\nbreak\r\n tab\tend",
            "état-major naïve 第 三",
        ] {
            assert_eq!(pieces(text), by_the_tables(text));
        }
    }

    #[test]
    fn tokens_are_those_of_unicode_for_any_signs() {
        let mut state = 7_u64;
        for _ in 0..2_000 {
            let text: String = (0..12)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    char::from(b"aB3_.,:;'\"-( /"[usize::try_from(state >> 33).unwrap_or(0) % 14])
                })
                .collect();
            assert_eq!(pieces(&text), by_the_tables(&text), "{text:?}");
        }
    }
}
