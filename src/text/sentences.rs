use std::ops::Range;

/// The sentences of a text as byte ranges, without gap or overlap; a newline always ends one.
///
/// A full stop ends a sentence when white space and then a capital letter, a digit, a quote or a bracket follow, and
/// the word before it is no abbreviation (`e.g.`, `Art.`, a single letter). Semicolons end none: points of a list are
/// blocks of their own.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut from) = (0, 0);
    while let Some(position) = next_stop(text.as_bytes(), from) {
        from = position + 1;
        let end = if text.as_bytes()[position] == b'\n' {
            position + 1
        } else if ends_sentence(text, position, position + 1) {
            let closed = text[position + 1..].trim_start_matches(['"', '”', '’', ')', '\'']);
            text.len() - closed.trim_start_matches([' ', '\u{a0}']).len()
        } else {
            continue;
        };
        found.push(start..end);
        (start, from) = (end, end);
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The next sign that may end a sentence. All of them are ASCII, so bytes are looked at without decoding, and sixteen
/// at a time, which the compiler does in a few instructions: most of a text is none of them.
fn next_stop(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    for sixteen in bytes[from..].chunks_exact(16) {
        if sixteen.iter().fold(false, |any, &byte| any | may_end(byte)) {
            break;
        }
        at += 16;
    }
    bytes[at..].iter().position(|&byte| may_end(byte)).map(|place| at + place)
}

const fn may_end(byte: u8) -> bool {
    // Without branches, as sixteen at once want it.
    (byte == b'\n') | (byte == b'.') | (byte == b'!') | (byte == b'?')
}

const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "cf", "art", "arts", "no", "nos", "para", "paras", "dir", "reg", "rec", "vs", "etc", "st", "dr",
    "mr", "mrs", "ms", "prof", "sec", "fig", "approx", "incl", "p", "pp", "vol", "ed", "eds", "al",
];

fn ends_sentence(text: &str, stop: usize, after: usize) -> bool {
    let rest = text[after..].trim_start_matches(['"', '”', '’', ')', '\'']);
    let next = rest.trim_start_matches([' ', '\u{a0}']);
    if next.len() == rest.len() && !next.is_empty() {
        return false;
    }
    if !next.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"“‘'([\n".contains(c)) {
        return false;
    }
    let word = text[..stop].rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
    let abbreviated = ABBREVIATIONS.iter().any(|known| word.eq_ignore_ascii_case(known))
        || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && text.as_bytes()[stop] == b'.');
    !abbreviated
}
