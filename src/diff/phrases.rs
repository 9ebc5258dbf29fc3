//! Phrases that readers read whole.
//!
//! ```text
//! word by word    within [-thirty-]{+sixty+} ([-30-]{+60+}) days      Article 53(1)([-a-]{+c+})    10^[-25-]{+26+}
//! as phrases      within [-thirty (30) days-]{+sixty (60) days+}      [-Article 53(1)(a)-]{+Article 53(1)(c)+}
//! ```
//!
//! What holds together: compounds (`state-of-the-art`, `10^25`, `and/or`), a quantity with its unit, a date, a citation.

use crate::text::{Token, TokenKind};

/// A text with its tokens, to ask where the phrase that starts at a token ends.
pub(super) struct Phrases<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

/// What a word can open: found once for each distinct word, because most open nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing but a compound.
    #[default]
    Nothing,
    /// A quantity or a date: `30`, `thirty`.
    Quantity,
    /// An amount or a date that is printed behind: `EUR`, `August`.
    Amount,
    /// A citation: `Article`.
    Citation,
}

impl Opening {
    pub(super) fn of(word: &str) -> Self {
        match word {
            _ if word.starts_with(|c: char| c.is_ascii_digit()) || is_number_word(word) => Self::Quantity,
            _ if is_currency(word) || is_month(word) => Self::Amount,
            _ if is_citing(word) => Self::Citation,
            _ => Self::Nothing,
        }
    }
}

impl Phrases<'_> {
    /// One past the last token of the phrase that starts at a word, given what that word can open.
    pub(super) fn end(&self, start: usize, opens: Opening) -> usize {
        if opens == Opening::Nothing && self.is(start + 1, TokenKind::Space) {
            return start + 1;
        }
        let compound = self.compound(start);
        let opens = if compound == start + 1 { opens } else { Opening::of(self.slice(start, compound)) };
        match opens {
            Opening::Nothing => compound,
            Opening::Quantity => {
                let number = self.slice(start, compound);
                self.quantity(compound, number).max(self.date(compound, number))
            }
            Opening::Amount => self.number_after_space(compound).map_or(compound, |end| self.quantity(end, "1")),
            Opening::Citation => self.citation(compound).unwrap_or(compound),
        }
    }

    /// The same for a phrase that starts with a sign: `§ 12`, `€ 15 million`, `(a)`; `“` stands alone.
    pub(super) fn sign_end(&self, start: usize) -> usize {
        match self.piece(start) {
            "§" | "€" | "$" | "£" => {
                self.number_after_space(start + 1).map_or(start + 1, |end| self.quantity(end, "1"))
            }
            "(" if self.is_group(start) && !self.is(start.wrapping_sub(1), TokenKind::Word) => start + 3,
            _ => start + 1,
        }
    }

    fn piece(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.range.clone()])
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        &self.text[self.tokens[start].range.start..self.tokens[end - 1].range.end]
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    /// Words joined without a space: hyphens, slashes, powers, dotted numbers, groups as in `53(1)(a)`.
    fn compound(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            let joiner = self.piece(end);
            let digits = self.piece(end - 1).ends_with(|c: char| c.is_ascii_digit());
            let next = self.piece(end + 1);
            let next_digits = next.starts_with(|c: char| c.is_ascii_digit());
            let joins = match joiner {
                "-" | "‐" | "‑" | "/" | "^" | "_" | "@" => self.is(end + 1, TokenKind::Word),
                "–" | "—" | "." | ":" | "," | "×" => next_digits && (digits || joiner == "." || joiner == "–"),
                "(" => digits_before(self.piece(end - 1)) && self.is_group(end),
                _ => false,
            };
            if joins && joiner == "(" {
                end += 3;
            } else if joins {
                end += 2;
            } else if joiner == "%" && digits {
                return end + 1;
            } else {
                return end;
            }
        }
    }

    /// `(1)` or `(a)`: short, closed, and directly here.
    fn is_group(&self, open: usize) -> bool {
        self.is(open + 1, TokenKind::Word) && self.piece(open + 1).len() <= 4 && self.piece(open + 2) == ")"
    }

    /// `thirty (30) working days`, `15 million euros`; from one past the number.
    fn quantity(&self, end: usize, number: &str) -> usize {
        let mut last = end;
        let mut at = end;
        if self.is(at, TokenKind::Space) && self.piece(at + 1) == "(" && self.is_group(at + 1) {
            at += 4;
            last = at;
        }
        for _ in 0..3 {
            if !self.is(at, TokenKind::Space) {
                break;
            }
            let word = self.piece(at + 1);
            if is_unit(word) {
                return self.compound(at + 1);
            }
            if !is_scale(word) {
                break;
            }
            at += 2;
            if word.ends_with("illion") || word == "thousand" || word == "hundred" {
                last = at;
            }
        }
        if is_number_word(number) && last == end { end } else { last }
    }

    /// `2 August 2025`, from one past the day.
    fn date(&self, end: usize, day: &str) -> usize {
        let is_day = day.len() <= 2 && self.is(end, TokenKind::Space) && is_month(self.piece(end + 1));
        if !is_day {
            return end;
        }
        self.number_after_space(end + 2).unwrap_or(end + 2)
    }

    fn number_after_space(&self, at: usize) -> Option<usize> {
        let at = at + usize::from(self.is(at, TokenKind::Space));
        self.piece(at).starts_with(|c: char| c.is_ascii_digit()).then(|| self.compound(at))
    }

    /// `Article 53(1)(a)`, `Annex XI`, `point (c)`, `Regulation (EU) 2024/1689`; from one past the word.
    fn citation(&self, end: usize) -> Option<usize> {
        let dot = usize::from(self.piece(end) == ".");
        let at = end + dot;
        if !self.is(at, TokenKind::Space) {
            return None;
        }
        let mut at = at + 1;
        if self.piece(at) == "(" && self.is_group(at) {
            at += 3;
            let named = self.is(at, TokenKind::Space) && self.piece(at + 1).starts_with(|c: char| c.is_ascii_digit());
            return Some(if named { self.compound(at + 1) } else { self.groups(at) });
        }
        let number = self.piece(at);
        let printed = number.starts_with(|c: char| c.is_ascii_digit()) || is_roman(number);
        printed.then(|| self.compound(at))
    }

    fn groups(&self, mut at: usize) -> usize {
        while self.piece(at) == "(" && self.is_group(at) {
            at += 3;
        }
        at
    }
}

fn digits_before(word: &str) -> bool {
    word == ")" || word.starts_with(|c: char| c.is_ascii_digit())
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte))
}

fn is_number_word(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "fourteen"
            | "fifteen"
            | "eighteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "fifty"
            | "sixty"
            | "seventy"
            | "eighty"
            | "ninety"
            | "hundred"
    )
}

fn is_scale(word: &str) -> bool {
    matches!(
        word,
        "hundred"
            | "thousand"
            | "million"
            | "billion"
            | "trillion"
            | "working"
            | "business"
            | "calendar"
            | "consecutive"
            | "full"
            | "natural"
            | "per"
    )
}

fn is_unit(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    matches!(
        singular,
        "day"
            | "week"
            | "month"
            | "year"
            | "hour"
            | "minute"
            | "second"
            | "quarter"
            | "percent"
            | "cent"
            | "percentage"
            | "euro"
            | "dollar"
            | "pound"
            | "EUR"
            | "USD"
            | "GBP"
            | "FLOP"
            | "flop"
            | "FLOPS"
            | "GB"
            | "TB"
            | "MB"
            | "kB"
            | "km"
            | "kg"
            | "token"
            | "parameter"
            | "user"
            | "employee"
    ) || matches!(word, "%" | "€")
}

fn is_currency(word: &str) -> bool {
    matches!(word, "EUR" | "USD" | "GBP" | "CHF")
}

fn is_month(word: &str) -> bool {
    matches!(
        word,
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
    )
}

fn is_citing(word: &str) -> bool {
    let singular = word.strip_suffix('s').unwrap_or(word);
    matches!(
        singular,
        "Article"
            | "article"
            | "Art"
            | "Recital"
            | "recital"
            | "Annex"
            | "Annexe"
            | "Appendix"
            | "Appendice"
            | "Section"
            | "Chapter"
            | "Title"
            | "Part"
            | "Paragraph"
            | "paragraph"
            | "Point"
            | "point"
            | "para"
            | "Clause"
            | "Regulation"
            | "Directive"
            | "Decision"
            | "No"
    )
}
