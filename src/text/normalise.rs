use crate::model::ContentHash;
use std::borrow::Cow;
use std::hash::Hasher;

/// One word in the form it is compared in: lower case, straight quotes, plain hyphens, no soft hyphens.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.chars().filter(|&character| character != '\u{ad}') {
        // Most of a text with a few typographic signs is ASCII all the same.
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
        } else {
            folded.extend(plain(character).to_lowercase());
        }
    }
    Cow::Owned(folded)
}

/// A text in the form in which it counts as the same: typographic quotes straight, dashes plain, white space single.
///
/// Case is kept: `Code` and `code` are different words to a lawyer.
pub fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    append_spaced(&mut out, text, |character| match character {
        _ if unseen(character) => None,
        _ if character.is_whitespace() => Some(' '),
        _ => Some(plain(character)),
    });
    out.trim().to_owned()
}

/// Appends a text with single spaces in it and none in front; `seen` says what stands for a sign, a space included, that
/// is not printable ASCII.
pub(crate) fn append_spaced(out: &mut String, text: &str, seen: impl Fn(char) -> Option<char>) {
    let mut rest = text;
    loop {
        let spaced = out.is_empty() || out.ends_with(' ');
        let (same, others) = rest.split_at(single_spaced(rest.as_bytes(), spaced));
        out.push_str(same);
        let Some(character) = others.chars().next() else { return };
        rest = &others[character.len_utf8()..];
        match seen(character) {
            Some(' ') if out.is_empty() || out.ends_with(' ') => {}
            seen => out.extend(seen),
        }
    }
}

/// How many bytes stay as they are: printable ASCII with single spaces, which most of a text is. Sixteen bytes are looked
/// at together, each beside the one before it.
fn single_spaced(bytes: &[u8], spaced: bool) -> usize {
    let stays = |previous: u8, byte: u8| (byte > b' ') & (byte <= b'~') | (byte == b' ') & (previous != b' ');
    let before = if spaced { b' ' } else { b'.' };
    if !bytes.first().is_some_and(|&first| stays(before, first)) {
        return 0;
    }
    let sixteen = |at: usize| bytes[at..].first_chunk::<16>();
    let mut at = 1;
    while let Some((previous, these)) = sixteen(at - 1).zip(sixteen(at)) {
        if !previous.iter().zip(these).fold(true, |all, (&previous, &byte)| all & stays(previous, byte)) {
            break;
        }
        at += these.len();
    }
    at + bytes[at - 1..].windows(2).take_while(|pair| stays(pair[0], pair[1])).count()
}

/// Marks within words that no reader sees: the soft hyphen and the space of no width.
pub(super) const fn unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}')
}

const fn plain(character: char) -> char {
    match character {
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        other => other,
    }
}

/// The digest of what a unit says: title and text, normalised. Stable over releases: it is published.
pub fn content_hash(title: &str, text: &str) -> ContentHash {
    let mut hash = Fnv::default();
    hash.write(normalise(title).as_bytes());
    hash.write(b"\n");
    hash.write(normalise(text).as_bytes());
    ContentHash(hash.finish())
}

/// Fowler, Noll and Vo's FNV-1a, 64 bits: short, stable, good enough to tell a few thousand texts apart.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_joined_with_single_spaces() {
        let mut out = String::new();
        for text in ["  One", " two \t", "\u{2003} ‘three’  ", " 3\u{a0}%", "x\u{ad}y"] {
            append_spaced(&mut out, text, |c| match c {
                '\u{ad}' => None,
                '\u{a0}' => Some(c),
                _ if c.is_whitespace() => Some(' '),
                _ => Some(c),
            });
        }
        assert_eq!(out, "One two ‘three’ 3\u{a0}%xy");
    }

    #[test]
    fn spaces_are_single_wherever_the_next_sign_stands() {
        for length in 0..40 {
            let words = "ab c ".repeat(8)[..length].trim_start().to_owned();
            for (sign, seen) in [("  x", " x"), ("\t x", " x"), ("\u{a0}x", " x"), ("é", "é"), ("\nx", " x")] {
                let seen = format!("{words}{seen} end").replace("  ", " ");
                assert_eq!(normalise(&format!("{words}{sign} end")), seen.trim(), "{words:?} {sign:?}");
            }
        }
    }

    #[test]
    fn what_counts_as_the_same_is_normalised_alike() {
        assert_eq!(normalise("\u{a0} “A\u{ad}B”\n\u{200b} –  c’s "), "\"AB\" - c's");
        assert_eq!(normalise(" \u{2009} "), "");
    }
}
