//! A text cut into words, numbers and marks, before anybody asks what they mean.

use crate::classify::lexicon::Lexicon;
use crate::text::letters_end;
use std::ops::Range;

/// What a piece or a token is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::classify) enum Kind {
    /// A word or a phrase that the lexicon knows.
    Word,
    /// A number in digits, with its value.
    Number(f64),
    /// Punctuation.
    Mark(char),
}

/// The key of what is no word.
pub(in crate::classify) const NO_WORD: u32 = u32::MAX;

/// A word, a number or a mark.
#[derive(Debug)]
pub(in crate::classify) struct Piece {
    /// Its bytes.
    pub(in crate::classify) range: Range<usize>,
    /// Its word, once it is known.
    pub(in crate::classify) word: u32,
    /// What it is.
    pub(in crate::classify) kind: Kind,
    /// Whether it is a word that begins with a capital letter.
    pub(in crate::classify) capital: bool,
    /// Whether it has capitals only: `WHO` is not `who`.
    pub(in crate::classify) shouted: bool,
}

impl Piece {
    /// A piece in small letters.
    const fn new(range: Range<usize>, kind: Kind) -> Self {
        Self { range, word: NO_WORD, kind, capital: false, shouted: false }
    }

    /// Whether it is a word, and no number or mark.
    pub(super) const fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word)
    }
}

/// Reads the pieces of a range of a text, in order; white space and signs that mean nothing to the rules are left out.
pub(in crate::classify) fn pieces(lexicon: &Lexicon, text: &str, range: Range<usize>, pieces: &mut Vec<Piece>) {
    pieces.clear();
    let text = &text[..range.end];
    let bytes = text.as_bytes();
    let mut at = range.start;
    while let Some(&byte) = bytes.get(at) {
        at = match byte {
            b' ' => at + 1,
            b'a'..=b'z' => {
                let end = letters_end(bytes, at);
                // Most words are followed by a space, and need no other look.
                if bytes.get(end) == Some(&b' ') {
                    pieces.push(Piece::new(at..end, Kind::Word));
                    end + 1
                } else {
                    word(lexicon, text, at, pieces)
                }
            }
            b'A'..=b'Z' => word(lexicon, text, at, pieces),
            _ => sign(lexicon, text, at, pieces),
        };
    }
}

/// Reads what begins with another sign than a plain letter; returns where it ends.
fn sign(lexicon: &Lexicon, text: &str, at: usize, pieces: &mut Vec<Piece>) -> usize {
    let character = text[at..].chars().next().unwrap_or_default();
    let end = at + character.len_utf8();
    let counts = matches!(character, '%' | '‰' | '€' | '$' | '£' | '°' | '≥' | '≤' | '±' | '≠' | '§');
    if character.is_alphabetic() || counts || compares(&text[at..]) {
        return word(lexicon, text, at, pieces);
    }
    if character.is_numeric() {
        return number(text, at, pieces);
    }
    if is_mark(character) && !(character == '.' && abbreviates(&text[end..])) {
        pieces.push(Piece::new(at..end, Kind::Mark(character)));
    }
    end
}

/// Whether a text begins with a sign for less or more, before a number: `> 48`.
fn compares(rest: &str) -> bool {
    let number = rest.strip_prefix(['<', '>']).map(|rest| rest.trim_start_matches(['=', ' ']));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

const fn is_mark(character: char) -> bool {
    matches!(character, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '|')
}

/// Reads the word that begins at a byte; returns where it and its ending of possession end.
fn word(lexicon: &Lexicon, text: &str, at: usize, pieces: &mut Vec<Piece>) -> usize {
    let rest = &text[at..];
    let length = word_length(lexicon, rest);
    let capital = rest.starts_with(char::is_uppercase);
    let shouted = capital && length > 1 && rest[..length].chars().all(char::is_uppercase);
    pieces.push(Piece { capital, shouted, ..Piece::new(at..at + length, Kind::Word) });
    at + length + possessive(&rest[length..])
}

/// Bytes of the word, or of the sign that counts as one, with which a text begins.
fn word_length(lexicon: &Lexicon, rest: &str) -> usize {
    let mut length = letters(rest);
    if length == 0 {
        return rest.chars().next().map_or(0, char::len_utf8);
    }
    let follows = |length: usize, sign: u8| rest.as_bytes().get(length) == Some(&sign);
    // `II.4.2` and `e.g.` are one word.
    while follows(length, b'.') && letters(&rest[length + 1..]) > 0 {
        length += 1 + letters(&rest[length + 1..]);
    }
    if follows(length, b'-') && lexicon.is_prefix(&rest[..length]) {
        length += 1 + letters(&rest[length + 1..]);
    }
    length
}

/// Reads the number that begins at a byte; returns where it ends.
fn number(text: &str, at: usize, pieces: &mut Vec<Piece>) -> usize {
    let end = at + number_length(&text[at..]);
    let sign = if is_negative(&text[..at]) { -1.0 } else { 1.0 };
    let kind = value(&text[at..end]).map_or(Kind::Word, |value| Kind::Number(sign * value));
    pieces.push(Piece::new(at..end, kind));
    end
}

/// Bytes of the letters and digits at the beginning of a text.
fn letters(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let plain = letters_end(bytes, 0);
    match bytes.get(plain) {
        Some(byte) if !byte.is_ascii() => rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()),
        _ => plain,
    }
}

/// Whether a full stop belongs to the word before it: the sentence goes on in lower case or with a number.
fn abbreviates(rest: &str) -> bool {
    let next = rest.trim_start();
    next.len() < rest.len() && next.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

/// Bytes of `'s` or of a closing apostrophe.
pub(in crate::classify) fn possessive(rest: &str) -> usize {
    if !rest.as_bytes().first().is_some_and(|byte| matches!(byte, b'\'' | 0xe2)) {
        return 0;
    }
    let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '’')) else { return 0 };
    let after = &rest[mark.len_utf8()..];
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    match after.strip_prefix('s') {
        Some(tail) if ends(tail) => mark.len_utf8() + 1,
        _ => 0,
    }
}

/// Whether a minus sign stands right before a number, and nothing before it: `−18 °C`, not `3-5`.
fn is_negative(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(['−', '-']) else { return false };
    rest.is_empty() || rest.ends_with(|c: char| c.is_whitespace() || c == '(')
}

const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Bytes of a number in digits: `5 000`, `5,000`, `2.3.1`, `10^25`, `10²⁵`, `27001a`.
fn number_length(rest: &str) -> usize {
    let digits = |from: usize| from + letters(&rest[from..]);
    let mut end = digits(0);
    loop {
        let tail = &rest[end..];
        let Some(mark) = tail.chars().next() else { return end };
        let after = &tail[mark.len_utf8()..];
        let joined = match mark {
            '.' | ',' | '^' | ':' => after.starts_with(|c: char| c.is_ascii_digit()),
            ' ' | '\u{a0}' | '\u{202f}' => is_group(after) && last_group(&rest[..end]) <= 3,
            _ => false,
        };
        if !joined {
            return end;
        }
        end = digits(end + mark.len_utf8());
    }
}

/// Digits after the last space.
fn last_group(printed: &str) -> usize {
    printed.rsplit([' ', '\u{a0}', '\u{202f}']).next().map_or(0, str::len)
}

/// Whether three digits and no more follow.
fn is_group(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() >= 3
        && bytes[..3].iter().all(u8::is_ascii_digit)
        && !bytes.get(3).is_some_and(u8::is_ascii_alphanumeric)
}

/// The value of a number as printed; `None` where it is no plain number (`2.3.1`, `27a`).
fn value(printed: &str) -> Option<f64> {
    if printed.bytes().all(|byte| byte.is_ascii_digit()) {
        return printed.parse().ok();
    }
    if let Some((base, exponent)) = printed.split_once('^') {
        return power(base, exponent);
    }
    if let Some(at) = printed.find(SUPERSCRIPTS) {
        let exponent: String = printed[at..].chars().filter_map(superscript).collect();
        return power(&printed[..at], &exponent);
    }
    let plain: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let grouped = plain.split(',').skip(1).all(|group| group.len() == 3 || group.contains('.'));
    if grouped { plain.replace(',', "").parse().ok() } else { plain.replace(',', ".").parse().ok() }
}

fn power(base: &str, exponent: &str) -> Option<f64> {
    let (base, exponent): (f64, i32) = (base.parse().ok()?, exponent.parse().ok()?);
    Some(base.powi(exponent))
}

fn superscript(character: char) -> Option<char> {
    let digit = SUPERSCRIPTS.iter().position(|&one| one == character)?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}
