use super::normalise::unseen;
use memchr::memmem;
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
/// Words are those of Unicode's default word boundaries (UAX 29), so `don't` and `3.5` are one. Most text is ASCII and
/// a few typographic signs between its spaces, where the rules fit in a few lines and take a fraction of the time.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    append_tokens(text, &mut tokens);
    tokens
}

/// The same, appended to what is there: one vector serves many texts.
pub(crate) fn append_tokens(text: &str, tokens: &mut Vec<Token>) {
    let bytes = text.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        let letters = letters_end(bytes, start);
        start = if bytes[start] == b' ' {
            let end = start + bytes[start..].iter().take_while(|&&byte| byte == b' ').count();
            tokens.push(Token { range: start..end, kind: TokenKind::Space });
            end
        } else if bytes.get(letters).is_none_or(|&byte| byte == b' ') {
            tokens.push(Token { range: start..letters, kind: TokenKind::Word });
            letters
        } else {
            read(text, start, tokens)
        };
    }
}

/// Where the ASCII letters and digits end that start here, if any do. Eight are looked at together: where a word ends cannot be foreseen, and
/// a wrong guess of the processor takes longer than all of them.
pub(crate) fn letters_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(&eight) = bytes[at..].first_chunk() {
        let others = !letters(u64::from_be_bytes(eight)) & EACH << 7;
        if others != 0 {
            return at + others.leading_zeros() as usize / 8;
        }
        at += 8;
    }
    at + bytes[at..].iter().take_while(|&&byte| LETTERS[usize::from(byte)] != 0).count()
}

/// Reads the tokens up to the next space; returns where they end.
fn read(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    plain_tokens(text.as_bytes(), start, tokens).unwrap_or_else(|| by_the_tables(text, start, tokens))
}

/// The tokens up to the next space, as the Unicode tables have them; returns where they end.
fn by_the_tables(text: &str, start: usize, tokens: &mut Vec<Token>) -> usize {
    let rest = &text[start..];
    let piece = &rest[..rest.find(' ').unwrap_or(rest.len())];
    tokens.extend(piece.split_word_bound_indices().map(|(at, piece)| {
        let at = start + at;
        Token { range: at..at + piece.len(), kind: kind(piece) }
    }));
    start + piece.len()
}

/// UAX 29 up to the next space, where it is printable ASCII and the commonest typographic signs: letters, digits and
/// `_` hold together, and over one sign between two letters (`.`, `'`, `‘`, `’`, `:`) or two digits (`.`, `'`, `‘`,
/// `’`, `,`, `;`). Where anything else stands, nothing is added and `None` is returned.
fn plain_tokens(bytes: &[u8], from: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let before = tokens.len();
    let mut start = from;
    while start < bytes.len() && bytes[start] != b' ' {
        let (end, kind) = if in_word(bytes[start]) { word(bytes, start) } else { sign(bytes, start) };
        if end == start {
            tokens.truncate(before);
            return None;
        }
        tokens.push(Token { range: start..end, kind });
        start = end;
    }
    Some(start)
}

/// Where the word that starts here ends; `__` is one and no word to a reader.
fn word(bytes: &[u8], start: usize) -> (usize, TokenKind) {
    let mut end = start + 1;
    loop {
        while end < bytes.len() && in_word(bytes[end]) {
            end += 1;
        }
        let sign = match bytes.get(end) {
            Some(b'.' | b'\'' | b':' | b',' | b';') => 1,
            Some(0xe2) if matches!(bytes[end..], [_, 0x80, 0x98 | 0x99, ..]) => 3,
            _ => break,
        };
        match bytes.get(end + sign) {
            Some(&next) if joins(bytes[end - 1], bytes[end], next) => end += sign + 1,
            _ => break,
        }
    }
    let is_word = bytes[start..end].iter().any(u8::is_ascii_alphanumeric);
    (end, if is_word { TokenKind::Word } else { TokenKind::Punctuation })
}

/// Where the sign that starts here ends: at its start where it is none of those that stand alone in any company.
fn sign(bytes: &[u8], start: usize) -> (usize, TokenKind) {
    match &bytes[start..] {
        [b'\n', ..] => (start + 1, TokenKind::Space),
        [byte, ..] if byte.is_ascii_graphic() => (start + 1, TokenKind::Punctuation),
        // ‘ ’ “ ” – —
        [0xe2, 0x80, 0x93 | 0x94 | 0x98 | 0x99 | 0x9c | 0x9d, ..] => (start + 3, TokenKind::Punctuation),
        // No-break space, §
        [0xc2, 0xa0, ..] => (start + 2, TokenKind::Space),
        [0xc2, 0xa7, ..] => (start + 2, TokenKind::Punctuation),
        _ => (start, TokenKind::Punctuation),
    }
}

const fn in_word(byte: u8) -> bool {
    LETTERS[byte as usize] != 0 || byte == b'_'
}

/// Whether a sign, given by its first byte, joins what stands on either side of it: `‘` and `’` do what `'` does.
const fn joins(previous: u8, sign: u8, next: u8) -> bool {
    let letters = previous.is_ascii_alphabetic() && next.is_ascii_alphabetic();
    let digits = previous.is_ascii_digit() && next.is_ascii_digit();
    matches!(sign, b'.' | b'\'' | 0xe2) && (letters || digits)
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
    let words = tokens(text).into_iter().filter(|token| token.kind == TokenKind::Word);
    words.map(|token| &text[token.range])
}

/// How many words a text has.
pub fn word_count(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut count, mut start, mut tokens) = (0, 0, Vec::new());
    while start < bytes.len() {
        let letters = letters_end(bytes, start);
        if bytes.get(letters).is_none_or(|&byte| byte == b' ') {
            count += usize::from(letters > start);
            start = letters + 1;
            continue;
        }
        tokens.clear();
        start = read(text, start, &mut tokens);
        count += tokens.iter().filter(|token| token.kind == TokenKind::Word).count();
    }
    count
}

/// Whether a text holds some words, and not only as parts of longer ones.
pub(crate) fn holds_words(text: &str, words: &str) -> bool {
    let whole = |at: usize| {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        ends(&text[at + words.len()..]) && !text[..at].ends_with(char::is_alphanumeric)
    };
    !words.is_empty() && memmem::find_iter(text.as_bytes(), words).any(whole)
}

/// Letters that a stem keeps: enough to tell words apart, few enough to fold their endings.
const STEM: usize = 7;

/// Each word of a text, folded and cut to seven letters, as a key, with the byte where it starts: `assess` and
/// `assessment` differ, `assessment` and `Assessments` do not.
///
/// Words are runs of letters and digits: this feeds matching, where speed matters and `don't` may be two words. What
/// [`normalise`](super::normalise) drops ends none. ASCII stems are packed into the key byte by byte and so never
/// collide with each other.
pub fn stems(text: &str, mut each: impl FnMut(u64, usize)) {
    let bytes = text.as_bytes();
    let mut stem = Stem::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        if LETTERS[usize::from(byte)] != 0 {
            let end = letters_end(bytes, at);
            if stem.length == 0 && bytes.get(end).is_none_or(u8::is_ascii) {
                each(packed_ascii(bytes, at, end), at);
                at = end + 1;
            } else {
                bytes[at..end].iter().zip(at..).for_each(|(&letter, at)| stem.push(char::from(letter), at));
                at = end;
            }
        } else if byte.is_ascii() {
            stem.end(&mut each);
            at += 1;
        } else {
            let character = text[at..].chars().next().unwrap_or_default();
            if character.is_alphanumeric() {
                stem.push(character, at);
            } else if !unseen(character) {
                stem.end(&mut each);
            }
            at += character.len_utf8();
        }
    }
    stem.end(&mut each);
}

/// A stem that is being read.
#[derive(Default)]
struct Stem {
    key: u64,
    length: usize,
    start: usize,
}

impl Stem {
    fn push(&mut self, letter: char, at: usize) {
        if self.length == 0 {
            self.start = at;
        }
        if self.length < STEM {
            self.key = packed(self.key, letter);
        }
        self.length += 1;
    }

    fn end(&mut self, each: &mut impl FnMut(u64, usize)) {
        if self.length > 0 {
            each(self.key, self.start);
            *self = Self::default();
        }
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

/// Marks the key of a stem in which any letter is not ASCII.
const FOREIGN: u64 = 1 << 63;

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The bit that letters have in lower case, and digits always.
const LOWER: u64 = EACH << 5;

/// Which of eight bytes are ASCII letters or digits: their highest bits.
const fn letters(eight: u64) -> u64 {
    const fn within(ascii: u64, first: u8, last: u8) -> u64 {
        (ascii + EACH * (0x80 - first as u64)) & !(ascii + EACH * (0x7f - last as u64))
    }
    let ascii = eight & !(EACH << 7);
    (within(ascii | LOWER, b'a', b'z') | within(ascii, b'0', b'9')) & !eight
}

/// The key of an ASCII word, from eight bytes at once where they are there.
fn packed_ascii(bytes: &[u8], start: usize, end: usize) -> u64 {
    let length = (end - start).min(STEM);
    match bytes[start..].first_chunk() {
        Some(&eight) => (u64::from_be_bytes(eight) | LOWER) >> (8 * (8 - length)),
        None => {
            bytes[start..start + length].iter().fold(0, |key, byte| key << 8 | u64::from(byte.to_ascii_lowercase()))
        }
    }
}

/// The key with one more letter: a byte for ASCII, mixed over all bits and marked by the highest one for others.
fn packed(key: u64, letter: char) -> u64 {
    if letter.is_ascii() && key & FOREIGN == 0 {
        return key << 8 | u64::from(letter.to_ascii_lowercase());
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
    fn stems_are_runs_of_letters_and_digits() {
        for byte in 0..128 {
            let text = format!("{0}ab{0}cdefghijkl{0}", char::from(byte));
            let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
            let of_words: Vec<u64> = words.flat_map(keys).collect();
            assert_eq!(keys(&text), of_words, "{text:?}");
        }
    }

    #[test]
    fn stems_tell_where_they_start() {
        let text = "– “Über” co\u{ad}op 3.5";
        let mut found = Vec::new();
        stems(text, |_, at| found.push(at));
        assert_eq!(found, ["Über", "co", "3", "5"].map(|word| text.find(word).unwrap()));
    }

    #[test]
    fn words_are_held_as_whole_words() {
        let text = "the “état-major” of works, and works";
        assert!(["works", "état", "of works", "major” of"].iter().all(|words| holds_words(text, words)));
        assert!(["work", "", "tat-major", "other"].iter().all(|words| !holds_words(text, words)));
    }

    #[test]
    fn tokens_cover_the_text() {
        let text = "No. 5: “don't” – 3.5 %\n";
        assert_eq!(tokens(text).iter().map(|token| &text[token.range.clone()]).collect::<String>(), text);
    }

    /// What the Unicode tables say, except that spaces stand apart from what follows them.
    fn in_unicode(text: &str) -> Vec<&str> {
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
            "provider’s 3’5 a’ ’a _’_ “don’t”–3—4 §12 no\u{a0}space e\u{301}’s a’é x\u{200d}’y",
        ] {
            assert_eq!(pieces(text), in_unicode(text));
        }
    }

    const SIGNS: [char; 25] = [
        'a', 'B', '3', '_', '.', ',', ':', ';', '\'', '"', '-', '(', ' ', '/', '’', '‘', '“', '–', '\u{a0}', '§', 'é',
        '\n', '\u{301}', '‑', '\u{ad}',
    ];

    /// Texts of twelve signs each, in every company.
    fn any_signs() -> impl Iterator<Item = String> {
        let mut state = 7_u64;
        let mut sign = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            SIGNS[usize::try_from(state >> 33).unwrap_or(0) % SIGNS.len()]
        };
        (0..20_000).map(move |_| (0..12).map(|_| sign()).collect())
    }

    #[test]
    fn tokens_are_those_of_unicode_for_any_signs() {
        for text in any_signs() {
            // A mark that combines with a space is told apart from it.
            let text = text.replace(" \u{301}", " a").replace(" \u{ad}", " a");
            assert_eq!(pieces(&text), in_unicode(&text), "{text:?}");
        }
    }

    #[test]
    fn words_are_those_of_unicode_for_any_signs() {
        for text in any_signs() {
            assert_eq!(words(&text).collect::<Vec<_>>(), text.unicode_words().collect::<Vec<_>>(), "{text:?}");
            assert_eq!(word_count(&text), text.unicode_words().count(), "{text:?}");
        }
    }
}
