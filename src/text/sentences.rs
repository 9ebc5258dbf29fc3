use std::ops::Range;

/// The sentences of a text as byte ranges, without gap or overlap; a newline always ends one.
///
/// A full stop ends a sentence when white space and then a capital letter, a digit, a quote or a bracket follow, and
/// the word before it is no abbreviation (`e.g.`, `Art.`, a single letter). Semicolons end none: points of a list are
/// blocks of their own.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // All of these signs are ASCII, so bytes can be looked at without decoding.
    for (position, byte) in text.bytes().enumerate() {
        let end = match byte {
            b'\n' => position + 1,
            b'.' | b'!' | b'?' if position >= start && ends_sentence(text, position, position + 1) => {
                let closed = text[position + 1..].trim_start_matches(['"', '”', '’', ')', '\'']);
                text.len() - closed.trim_start_matches([' ', '\u{a0}']).len()
            }
            _ => continue,
        };
        if end > start {
            found.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
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
    let starts = next.chars().next().is_none_or(|c| c.is_uppercase() || c.is_numeric() || "\"“‘'([\n".contains(c));
    let word = text[..stop].rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    let abbreviated = ABBREVIATIONS.contains(&lower.as_str())
        || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && text.as_bytes()[stop] == b'.');
    starts && !abbreviated
}
