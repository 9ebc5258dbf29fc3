use regex::Regex;
use std::sync::OnceLock;

/// The printed form of a heading, row, item or label.
///
/// Words stand for themselves, without case; `{number}`, `{decimal}`, `{roman}`, `{letter}`, `{label}` for a printed
/// number; `*` for any words. A `?` before the closing brace makes the number optional. What follows is the title;
/// punctuation between number and title belongs to neither.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    /// The word that it starts with, if it does and all of it is ASCII.
    first: Option<String>,
    /// Compiled when a text starts with that word: most patterns of a vocabulary meet none in a draft.
    regex: OnceLock<Option<Regex>>,
}

/// What a pattern found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// The printed number, without closing punctuation.
    pub number: Option<&'a str>,
    /// What follows.
    pub title: &'a str,
    /// Byte position in the text where the title starts.
    pub title_start: usize,
}

const FORMS: &[(&str, &str)] = &[
    ("number", r"(?:(?:[IVXLC]+|[A-Z])[.\-])?\d+[a-z]?(?:[.\-]\d+[a-z]?)*|[IVXLC]+|[A-Z]"),
    ("decimal", r"\d+(?:\.\d+)*[a-z]?"),
    ("roman", r"[IVXLC]+"),
    ("letter", r"[A-Za-z]"),
    ("label", r"\((?:\d{1,3}|[A-Za-z]{1,2}|[ivxl]+)\)|(?:\d{1,3}|[A-Za-z]|[ivxl]+|[IVXL]+)[.)]"),
];

/// Bytes of an expression that stays below what the engine takes, whatever it is made of; a longer one is compiled when
/// it is read, so that what is too large is told there and not silently never found.
const SURELY_COMPILES: usize = 4_000;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// One lower-case sentence where a brace names no number form or is not closed, or the pattern is too large.
    pub fn new(text: &str) -> Result<Self, String> {
        let mut source = String::from("^");
        let mut numbered = false;
        let pieces = pieces(text)?;
        let first = first_word(&pieces);
        for piece in pieces {
            match piece {
                Piece::Words(words) => push_words(&mut source, words),
                Piece::Any => source.push_str("(?:.*)"),
                Piece::Number(name) => {
                    source.push_str(&number(name, std::mem::replace(&mut numbered, true))?);
                }
            }
        }
        source.push_str(r"(?:[\s.:)\]–—-]+(?-u:\b|)|$)(?P<title>.*)$");
        let regex = if source.len() > SURELY_COMPILES {
            let compiled = Regex::new(&source).map_err(|error| format!("pattern `{text}` cannot be read: {error}"))?;
            OnceLock::from(Some(compiled))
        } else {
            OnceLock::new()
        };
        Ok(Self { source, first, regex })
    }

    /// What the pattern finds at the start of a text, if it fits.
    pub fn find<'a>(&self, text: &'a str) -> Option<Match<'a>> {
        if self.first.as_deref().is_some_and(|first| starts_otherwise(text, first)) {
            return None;
        }
        let captures = self.regex.get_or_init(|| Regex::new(&self.source).ok()).as_ref()?.captures(text)?;
        let title = captures.name("title")?;
        let number = captures.name("number").map(|number| number.as_str());
        let lead = title.as_str().len() - title.as_str().trim_start().len();
        Some(Match { number, title: title.as_str().trim(), title_start: title.start() + lead })
    }
}

enum Piece<'a> {
    Words(&'a str),
    Any,
    Number(&'a str),
}

fn pieces(text: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(['{', '*']) {
        if start > 0 {
            found.push(Piece::Words(&rest[..start]));
        }
        if rest[start..].starts_with('*') {
            found.push(Piece::Any);
            rest = &rest[start + 1..];
            continue;
        }
        let end = rest[start..].find('}').ok_or_else(|| format!("pattern `{text}` has an open brace"))? + start;
        found.push(Piece::Number(&rest[start + 1..end]));
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    Ok(found)
}

fn first_word(pieces: &[Piece<'_>]) -> Option<String> {
    let Some(Piece::Words(words)) = pieces.first() else { return None };
    let word = words.split_whitespace().next().filter(|word| word.is_ascii() && words.starts_with(*word))?;
    Some(word.to_owned())
}

/// Whether a text surely does not start with an ASCII word, whatever its case; letters that are not ASCII may fold to
/// one that is.
fn starts_otherwise(text: &str, word: &str) -> bool {
    let head = &text.as_bytes()[..word.len().min(text.len())];
    head.is_ascii() && !head.eq_ignore_ascii_case(word.as_bytes())
}

fn push_words(source: &mut String, words: &str) {
    let escaped: Vec<String> = words.split_whitespace().map(regex::escape).collect();
    let space = |wanted: bool| if wanted { r"\s*" } else { "" };
    source.push_str(space(words.starts_with(char::is_whitespace)));
    source.push_str(&format!("(?i:{})", escaped.join(r"\s+")));
    source.push_str(space(words.ends_with(char::is_whitespace)));
}

fn number(name: &str, again: bool) -> Result<String, String> {
    let (name, optional) = name.strip_suffix('?').map_or((name, ""), |name| (name, "?"));
    let (_, form) =
        FORMS.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("unknown number form `{{{name}}}`"))?;
    if again {
        return Err("a pattern has one number".to_owned());
    }
    Ok(format!("(?P<number>{form}){optional}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_a_title_starts() {
        let pattern = Pattern::new("Article {number}").unwrap();
        let found = pattern.find("Article 5a – Records").unwrap();
        assert_eq!((found.number, found.title), (Some("5a"), "Records"));
        assert!(pattern.find("Articles of association").is_none());
    }

    #[test]
    fn a_section_sign_needs_no_space() {
        let pattern = Pattern::new("§ {decimal}").unwrap();
        assert_eq!(pattern.find("§12 Scope").unwrap().number, Some("12"));
        assert_eq!(pattern.find("§ 12").unwrap().title, "");
    }

    #[test]
    fn case_is_no_matter_in_any_script() {
        let pattern = Pattern::new("Key event {number}").unwrap();
        for text in ["KEY EVENT 3", "key  event 3", "\u{212a}ey event 3"] {
            assert_eq!(pattern.find(text).unwrap().number, Some("3"), "{text}");
        }
        assert!(pattern.find("Ke").is_none() && pattern.find("Keyboard event 3").is_none());
    }

    #[test]
    fn a_pattern_is_found_or_refused_when_it_is_read() {
        let forms = FORMS.iter().map(|(name, _)| format!("{{{name}}}"));
        for form in forms {
            for piece in ["*", "k ", "\u{17f}", "é "] {
                let mut text = form.clone();
                while Pattern::new(&format!("{text}{piece}")).unwrap().source.len() <= SURELY_COMPILES {
                    text.push_str(piece);
                }
                assert!(Regex::new(&Pattern::new(&text).unwrap().source).is_ok(), "{form}{piece}");
            }
        }
        assert!(Pattern::new(&"*".repeat(1_000_000)).unwrap_err().contains("cannot be read"));
    }

    #[test]
    fn unknown_forms_are_errors() {
        assert!(Pattern::new("Measure {numeral}").unwrap_err().contains("numeral"));
        assert!(Pattern::new("Measure {number").unwrap_err().contains("open brace"));
    }
}
