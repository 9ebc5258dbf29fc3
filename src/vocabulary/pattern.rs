use regex_lite::Regex;

/// The printed form of a heading, row, item or label.
///
/// Words stand for themselves, without case; `{number}`, `{decimal}`, `{roman}`, `{letter}`, `{label}` for a printed
/// number; `*` for any words. A `?` before the closing brace makes the number optional. What follows is the title;
/// punctuation between number and title belongs to neither.
#[derive(Clone, Debug)]
pub struct Pattern {
    /// The ASCII letters that it starts with: most patterns of a vocabulary meet no text that starts so.
    first: String,
    regex: Regex,
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

/// White space of Unicode, for a class of characters.
const SPACE: &str = r"\s\x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}";

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// One lower-case sentence where a brace names no number form or is not closed, or the pattern is too large.
    pub fn new(text: &str) -> Result<Self, String> {
        let mut source = String::from("^");
        let mut rest = text;
        let mut numbered = false;
        while let Some(start) = rest.find(['{', '*']) {
            push_words(&mut source, &rest[..start]);
            if rest[start..].starts_with('*') {
                source.push_str(".*");
                rest = &rest[start + 1..];
                continue;
            }
            let end = rest[start..].find('}').ok_or_else(|| format!("pattern `{text}` has an open brace"))? + start;
            if std::mem::replace(&mut numbered, true) {
                return Err("a pattern has one number".to_owned());
            }
            source.push_str(&number(&rest[start + 1..end])?);
            rest = &rest[end + 1..];
        }
        push_words(&mut source, rest);
        source.push_str(&format!(r"(?:[{SPACE}.:)\]–—-]+|$)"));
        let first = text.chars().take_while(char::is_ascii_alphabetic).collect();
        let regex = Regex::new(&source).map_err(|error| format!("a pattern cannot be read: {error}"))?;
        Ok(Self { first, regex })
    }

    /// What the pattern finds at the start of a text, if it fits.
    pub fn find<'a>(&self, text: &'a str) -> Option<Match<'a>> {
        let head = text.as_bytes().get(..self.first.len())?;
        if !head.eq_ignore_ascii_case(self.first.as_bytes()) {
            return None;
        }
        let captures = self.regex.captures(text)?;
        let rest = &text[captures.get(0)?.end()..];
        let title = rest.trim_start();
        let number = captures.name("number").map(|number| number.as_str());
        let title_start = text.len() - title.len();
        (!rest.contains('\n')).then(|| Match { number, title: title.trim_end(), title_start })
    }
}

fn push_words(source: &mut String, words: &str) {
    let around = |there: bool| if there { format!("[{SPACE}]*") } else { String::new() };
    let in_any_case: Vec<String> = words.split_whitespace().map(|word| word.chars().map(letter).collect()).collect();
    source.push_str(&around(words.starts_with(char::is_whitespace)));
    source.push_str(&format!("(?i:{})", in_any_case.join(&format!("[{SPACE}]+"))));
    source.push_str(&around(words.ends_with(char::is_whitespace)));
}

/// A letter in any case: the engine knows the cases of ASCII alone.
fn letter(letter: char) -> String {
    if letter.is_ascii() {
        return regex_lite::escape(letter.encode_utf8(&mut [0; 4]));
    }
    format!("(?:{letter}|{}|{})", letter.to_lowercase(), letter.to_uppercase())
}

fn number(name: &str) -> Result<String, String> {
    let (name, optional) = name.strip_suffix('?').map_or((name, ""), |name| (name, "?"));
    let (_, form) =
        FORMS.iter().find(|(known, _)| *known == name).ok_or_else(|| format!("unknown number form `{{{name}}}`"))?;
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
        for text in ["KEY EVENT 3", "key  event 3", "Key\u{a0}event 3"] {
            assert_eq!(pattern.find(text).unwrap().number, Some("3"), "{text}");
        }
        assert!(pattern.find("Ke").is_none() && pattern.find("Keyboard event 3").is_none());
    }

    #[test]
    fn labels_and_letters_are_short() {
        let found =
            |pattern: &str, text: &str| Pattern::new(pattern).unwrap().find(text)?.number.map(ToOwned::to_owned);
        for label in ["(a)", "(ab)", "(12)", "(iii)", "a)", "iv.", "IV.", "3."] {
            assert_eq!(found("{label}", &format!("{label} Words")).as_deref(), Some(label));
        }
        for words in ["(abc) x", "ab. x", "(IVX) x", "1234. x", "a x", "() x", "(a x"] {
            assert_eq!(found("{label}", words), None, "{words}");
        }
        assert_eq!(found("{letter}", "B: x").as_deref(), Some("B"));
        assert_eq!(found("{number}", "A.2-4b Words").as_deref(), Some("A.2-4b"));
    }

    #[test]
    fn what_may_stand_may_be_missing() {
        let pattern = Pattern::new("Annex {number?}").unwrap();
        let found = |text| pattern.find(text).map(|found| (found.number, found.title));
        assert_eq!(found("Annex XI: Forms"), Some((Some("XI"), "Forms")));
        assert_eq!(found("Annex Forms"), Some((None, "Forms")));
        assert_eq!(found("Annexes"), None);
    }

    #[test]
    fn any_words_give_back_what_the_next_piece_needs() {
        let pattern = Pattern::new("* of *Section").unwrap();
        assert_eq!(pattern.find("Part of the first Section – Section: x").unwrap().title, "x");
        assert!(pattern.find("Part\nB of the first Section").is_none(), "they end with the line");
    }

    #[test]
    fn a_long_line_of_near_misses_takes_no_longer_than_others() {
        let pattern = Pattern::new("*a*a*a*a*b").unwrap();
        assert!(pattern.find(&"a".repeat(100_000)).is_none());
    }

    #[test]
    fn a_pattern_that_is_too_large_is_told() {
        assert!(Pattern::new(&"*".repeat(1_000_000)).unwrap_err().contains("cannot be read"));
    }

    #[test]
    fn unknown_forms_are_errors() {
        assert!(Pattern::new("Measure {numeral}").unwrap_err().contains("numeral"));
        assert!(Pattern::new("Measure {number").unwrap_err().contains("open brace"));
    }
}
