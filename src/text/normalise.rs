use crate::model::ContentHash;
use std::borrow::Cow;
use std::hash::Hasher;

/// One word in the form it is compared in: lower case, straight quotes, plain hyphens, no soft hyphens.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let lower = !word.bytes().any(|byte| byte.is_ascii_uppercase());
        return if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_ascii_lowercase()) };
    }
    Cow::Owned(word.chars().filter(|&c| c != '\u{ad}').map(plain).flat_map(char::to_lowercase).collect())
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
        // Most of a text is ASCII with single spaces, which stays as it is.
        let mut spaced = out.is_empty() || out.ends_with(' ');
        let stays = |&byte: &u8| {
            let stays = byte.is_ascii_graphic() || byte == b' ' && !spaced;
            spaced = byte == b' ';
            stays
        };
        let (same, others) = rest.split_at(rest.bytes().take_while(stays).count());
        out.push_str(same);
        let Some(character) = others.chars().next() else { return };
        rest = &others[character.len_utf8()..];
        match seen(character) {
            Some(' ') if out.is_empty() || out.ends_with(' ') => {}
            seen => out.extend(seen),
        }
    }
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
    fn what_counts_as_the_same_is_normalised_alike() {
        assert_eq!(normalise("\u{a0} “A\u{ad}B”\n\u{200b} –  c’s "), "\"AB\" - c's");
        assert_eq!(normalise(" \u{2009} "), "");
    }
}
