//! Lines of styled words for a terminal.
//!
//! A terminal wraps in the middle of a word and forgets the indent; so lines are broken here, at white space only,
//! and counted without the codes that colour them.

use anstyle::{AnsiColor, Effects, Style};
use std::fmt::Write as _;

/// Whether the text carries colour codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Letters and marks only.
    #[default]
    Plain,
    /// ANSI codes besides the marks.
    Ansi,
}

/// What a run of text is, which decides how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Heading,
    Dim,
    Deleted,
    Inserted,
    Moved,
    Finding,
}

impl Ink {
    fn style(self) -> Style {
        let colour = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        match self {
            Self::Plain => Style::new(),
            Self::Heading => Style::new().effects(Effects::BOLD),
            Self::Dim => Style::new().effects(Effects::DIMMED),
            Self::Deleted => colour(AnsiColor::Red),
            Self::Inserted => colour(AnsiColor::Green),
            Self::Moved => colour(AnsiColor::Cyan),
            Self::Finding => colour(AnsiColor::Yellow),
        }
    }
}

/// Text in several inks that is wrapped as one paragraph.
#[derive(Default)]
pub(super) struct Paragraph {
    runs: Vec<(Ink, String)>,
}

impl Paragraph {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn push(&mut self, ink: Ink, text: impl Into<String>) -> &mut Self {
        self.runs.push((ink, harmless(text.into())));
        self
    }

    /// The runs cut at white space: words that must not be torn apart, each perhaps in several inks.
    fn words(&self) -> Vec<Vec<(Ink, &str)>> {
        let mut words: Vec<Vec<(Ink, &str)>> = vec![Vec::new()];
        for (ink, text) in &self.runs {
            for (position, piece) in text.split(char::is_whitespace).enumerate() {
                if position > 0 && words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(Vec::new());
                }
                if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                    word.push((*ink, piece));
                }
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    /// Appends the paragraph to `out`, its first line after `first`, the others after `rest`.
    pub(super) fn write(&self, out: &mut String, page: Sheet, first: &str, rest: &str) {
        let mut line = Line::new(out, page.colour, first);
        for word in self.words() {
            let width: usize = word.iter().map(|(_, piece)| piece.chars().count()).sum();
            if line.begun && line.width + 1 + width > page.width {
                line.end();
                line = Line::new(out, page.colour, rest);
            }
            line.word(&word, width);
        }
        line.end();
    }
}

/// Control characters of a draft would be commands to the terminal.
fn harmless(text: String) -> String {
    let command = |c: char| c.is_control() && !c.is_whitespace();
    if text.contains(command) { text.replace(command, "\u{fffd}") } else { text }
}

/// What lines are written on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    /// Columns.
    pub(super) width: usize,
    pub(super) colour: Colour,
}

struct Line<'a> {
    out: &'a mut String,
    colour: Colour,
    width: usize,
    begun: bool,
    ink: Ink,
}

impl<'a> Line<'a> {
    fn new(out: &'a mut String, colour: Colour, indent: &str) -> Self {
        out.push_str(indent);
        Self { out, colour, width: indent.chars().count(), begun: false, ink: Ink::Plain }
    }

    fn word(&mut self, word: &[(Ink, &str)], width: usize) {
        if self.begun {
            // The space takes the ink of the word before it where the next goes on in it.
            if word.first().is_none_or(|(ink, _)| *ink != self.ink) {
                self.switch(Ink::Plain);
            }
            self.out.push(' ');
        }
        for (ink, piece) in word {
            self.switch(*ink);
            self.out.push_str(piece);
        }
        self.width += width + usize::from(self.begun);
        self.begun = true;
    }

    fn switch(&mut self, ink: Ink) {
        if self.ink == ink || self.colour == Colour::Plain {
            return;
        }
        // Writing to a string cannot fail.
        let _ = write!(self.out, "{}{}", self.ink.style().render_reset(), ink.style().render());
        self.ink = ink;
    }

    fn end(&mut self) {
        self.switch(Ink::Plain);
        while self.out.ends_with(' ') {
            self.out.pop();
        }
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(paragraph: &Paragraph, width: usize, colour: Colour) -> String {
        let mut out = String::new();
        paragraph.write(&mut out, Sheet { width, colour }, "* ", "  ");
        out
    }

    #[test]
    fn lines_break_at_white_space_and_keep_glued_runs_together() {
        let mut paragraph = Paragraph::new();
        paragraph.push(Ink::Plain, "Signatories ").push(Ink::Deleted, "[-shall-]").push(Ink::Inserted, "{+may+}");
        paragraph.push(Ink::Plain, " keep a log");
        assert_eq!(wrapped(&paragraph, 20, Colour::Plain), "* Signatories\n  [-shall-]{+may+}\n  keep a log\n");
    }

    #[test]
    fn a_draft_sends_no_commands_to_the_terminal() {
        let mut paragraph = Paragraph::new();
        paragraph.push(Ink::Plain, "a\u{1b}[2Jb\u{9b}c\u{7}");
        assert_eq!(wrapped(&paragraph, 40, Colour::Plain), "* a\u{fffd}[2Jb\u{fffd}c\u{fffd}\n");
    }

    #[test]
    fn colour_changes_nothing_but_codes() {
        let mut paragraph = Paragraph::new();
        paragraph.push(Ink::Inserted, "{+two words+}").push(Ink::Plain, " and more");
        let plain = wrapped(&paragraph, 12, Colour::Plain);
        let ansi = wrapped(&paragraph, 12, Colour::Ansi);
        assert_ne!(plain, ansi);
        let mut bare = String::new();
        let mut code = false;
        for character in ansi.chars() {
            match character {
                '\u{1b}' => code = true,
                'm' if code => code = false,
                _ if code => {}
                other => bare.push(other),
            }
        }
        assert_eq!(bare, plain);
    }
}
