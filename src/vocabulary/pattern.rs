/// The printed form of a heading, row, item or label.
///
/// Words stand for themselves, without case; `{number}`, `{decimal}`, `{roman}`, `{letter}`, `{label}` for a printed
/// number; `*` for any words. A `?` before the closing brace makes the number optional. What follows is the title;
/// punctuation between number and title belongs to neither.
///
/// Of several ways to fit, the one with the most in the earlier pieces is taken. A vocabulary has dozens of patterns
/// and a draft gives each of them few lines to read: to build a regular expression takes longer than to read them all.
#[derive(Clone, Debug)]
pub struct Pattern(Vec<Piece>);

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

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    /// White space between two words.
    Space,
    /// White space beside a number or any words, where there may be none.
    MaybeSpace,
    /// Any words of the line.
    Any,
    Number(Form),
    MaybeNumber(Form),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// `3`, `II`, `2.1a`, `A.2-4`.
    Number,
    /// `3`, `2.1.4a`.
    Decimal,
    /// `IV`.
    Roman,
    /// `B`, `b`.
    Letter,
    /// `(12)`, `(ab)`, `iv.`, `3)`.
    Label,
}

const FORMS: &[(&str, Form)] = &[
    ("number", Form::Number),
    ("decimal", Form::Decimal),
    ("roman", Form::Roman),
    ("letter", Form::Letter),
    ("label", Form::Label),
];

/// No printed form needs as many pieces: a pattern that has more is a mistake, and told.
const MOST: usize = 100;

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// One lower-case sentence where a brace names no number form or is not closed, or the pattern is too long.
    pub fn new(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(['{', '*']) {
            push_words(&mut pieces, &rest[..start]);
            if rest[start..].starts_with('*') {
                pieces.push(Piece::Any);
                rest = &rest[start + 1..];
                continue;
            }
            let end = rest[start..].find('}').ok_or_else(|| format!("pattern `{text}` has an open brace"))? + start;
            if pieces.iter().any(|piece| matches!(piece, Piece::Number(_) | Piece::MaybeNumber(_))) {
                return Err("a pattern has one number".to_owned());
            }
            pieces.push(number(&rest[start + 1..end])?);
            rest = &rest[end + 1..];
        }
        push_words(&mut pieces, rest);
        if pieces.len() > MOST {
            return Err(format!("a pattern has at most {MOST} words, numbers and gaps, this one {}", pieces.len()));
        }
        Ok(Self(pieces))
    }

    /// What the pattern finds at the start of a text, if it fits.
    pub fn find<'a>(&self, text: &'a str) -> Option<Match<'a>> {
        Search { pieces: &self.0, text, tried: Vec::new() }.from(0, 0)
    }
}

fn push_words(pieces: &mut Vec<Piece>, words: &str) {
    pieces.extend(words.starts_with(char::is_whitespace).then_some(Piece::MaybeSpace));
    for (position, word) in words.split_whitespace().enumerate() {
        pieces.extend((position > 0).then_some(Piece::Space));
        pieces.push(Piece::Word(word.to_owned()));
    }
    pieces.extend(words.ends_with(char::is_whitespace).then_some(Piece::MaybeSpace));
}

fn number(name: &str) -> Result<Piece, String> {
    let (name, piece): (_, fn(Form) -> Piece) = match name.strip_suffix('?') {
        Some(name) => (name, Piece::MaybeNumber),
        None => (name, Piece::Number),
    };
    let known = FORMS.iter().find(|(known, _)| *known == name);
    known.map(|&(_, form)| piece(form)).ok_or_else(|| format!("unknown number form `{{{name}}}`"))
}

/// One look for a pattern at the start of a text.
struct Search<'p, 'a> {
    pieces: &'p [Piece],
    text: &'a str,
    /// For each `*` from where on its ends were tried in vain: none is tried twice, so that a long line with many
    /// near misses is read in the time of a few passes. Empty until the first `*`.
    tried: Vec<usize>,
}

impl<'a> Search<'_, 'a> {
    /// What the pieces from one on find in the text from a byte on.
    fn from(&mut self, piece: usize, at: usize) -> Option<Match<'a>> {
        let rest = &self.text[at..];
        let next = piece + 1;
        let Some(wanted) = self.pieces.get(piece) else { return title(self.text, at) };
        match wanted {
            Piece::Word(word) => self.from(next, at + starts_with(rest, word)?),
            Piece::Space if spaces(rest) == 0 => None,
            Piece::Space => self.from(next, at + spaces(rest)),
            Piece::MaybeSpace if spaces(rest) == 0 => self.from(next, at),
            Piece::MaybeSpace => self.from(next, at + spaces(rest)).or_else(|| self.from(next, at)),
            Piece::Any => self.any(piece, at),
            Piece::Number(form) => self.number(*form, next, at),
            Piece::MaybeNumber(form) => self.number(*form, next, at).or_else(|| self.from(next, at)),
        }
    }

    fn any(&mut self, piece: usize, at: usize) -> Option<Match<'a>> {
        let all = self.text.len();
        self.tried.resize(self.pieces.len(), all + 1);
        let untried = self.text.get(at..self.tried[piece].min(all))?;
        let ends = at..untried.find('\n').map_or(self.tried[piece], |line| at + line + 1);
        self.tried[piece] = at;
        ends.rev().filter(|&end| self.text.is_char_boundary(end)).find_map(|end| self.from(piece + 1, end))
    }

    fn number(&mut self, form: Form, next: usize, at: usize) -> Option<Match<'a>> {
        let rest = &self.text[at..];
        let found = |end: usize| Some(Match { number: Some(&rest[..end]), ..self.from(next, at + end)? });
        form.ends(rest.as_bytes()).into_iter().rev().find_map(found)
    }
}

/// The title that starts here, behind signs that belong to neither number nor title; `None` in the middle of a word.
fn title(text: &str, at: usize) -> Option<Match<'_>> {
    let between = |c: char| c.is_whitespace() || matches!(c, '.' | ':' | ')' | ']' | '–' | '—' | '-');
    let title = text[at..].trim_start_matches(between);
    let title_start = text.len() - title.len();
    let apart = title_start > at || title.is_empty();
    (apart && !title.contains('\n')).then(|| Match { number: None, title: title.trim_end(), title_start })
}

fn spaces(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Bytes of a word that a text starts with, whatever the case of either.
fn starts_with(text: &str, word: &str) -> Option<usize> {
    let mut letters = text.chars();
    let same = word.chars().all(|wanted| letters.next().is_some_and(|letter| is_same(letter, wanted)));
    same.then(|| text.len() - letters.as_str().len())
}

fn is_same(one: char, other: char) -> bool {
    let in_any_script = || one.to_lowercase().eq(other.to_lowercase()) || one.to_uppercase().eq(other.to_uppercase());
    one.eq_ignore_ascii_case(&other) || !(one.is_ascii() && other.is_ascii()) && in_any_script()
}

impl Form {
    /// Where a number of this form that starts here may end, in order.
    fn ends(self, text: &[u8]) -> Vec<usize> {
        match self {
            Self::Decimal => self.parts(text, 0),
            Self::Roman => (1..=run(text, is_roman)).collect(),
            Self::Letter => (1..=run(text, u8::is_ascii_alphabetic).min(1)).collect(),
            Self::Label => label(text).into_iter().collect(),
            Self::Number => {
                let letters = run(text, is_roman).max(run(text, u8::is_ascii_uppercase).min(1));
                let joined = letters > 0 && self.joins(text.get(letters));
                let digits = if joined { letters + 1 } else { 0 };
                (1..=letters).chain(self.parts(text, digits)).collect()
            }
        }
    }

    /// Ends of digits with a letter or without, in parts.
    fn parts(self, text: &[u8], start: usize) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut at = start;
        loop {
            let digits = run(&text[at..], u8::is_ascii_digit);
            ends.extend(at + 1..=at + digits);
            at += digits;
            let letter = digits > 0 && text.get(at).is_some_and(u8::is_ascii_lowercase);
            at += usize::from(letter);
            ends.extend(letter.then_some(at));
            let closed = letter && self == Self::Decimal;
            if digits == 0 || closed || !self.joins(text.get(at)) {
                return ends;
            }
            at += 1;
        }
    }

    fn joins(self, sign: Option<&u8>) -> bool {
        sign == Some(&b'.') || (sign == Some(&b'-') && self == Self::Number)
    }
}

/// Where a label of a point ends: in brackets up to two letters, before a bracket or a full stop one.
fn label(text: &[u8]) -> Option<usize> {
    let open = usize::from(text.first() == Some(&b'('));
    let name = &text[open..open + run(&text[open..], u8::is_ascii_alphanumeric)];
    let all = |is: fn(&u8) -> bool| name.iter().all(is);
    let is_label = all(u8::is_ascii_digit) && name.len() <= 3
        || all(u8::is_ascii_alphabetic) && name.len() <= 1 + open
        || all(|letter| b"ivxl".contains(letter))
        || open == 0 && all(|letter| b"IVXL".contains(letter));
    let end = open + name.len();
    let closed = matches!(text.get(end), Some(b')')) || open == 0 && matches!(text.get(end), Some(b'.'));
    (!name.is_empty() && is_label && closed).then_some(end + 1)
}

fn is_roman(letter: &u8) -> bool {
    b"IVXLC".contains(letter)
}

fn run(text: &[u8], is: impl Fn(&u8) -> bool) -> usize {
    text.iter().take_while(|byte| is(byte)).count()
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
    fn a_pattern_that_is_too_long_is_told() {
        assert!(Pattern::new(&"*".repeat(MOST)).is_ok());
        assert!(Pattern::new(&"*".repeat(1_000_000)).unwrap_err().contains("at most"));
    }

    #[test]
    fn unknown_forms_are_errors() {
        assert!(Pattern::new("Measure {numeral}").unwrap_err().contains("numeral"));
        assert!(Pattern::new("Measure {number").unwrap_err().contains("open brace"));
    }
}
