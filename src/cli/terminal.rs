//! Standard output and standard error: colour where it can be shown, and never a control character from a source.

use super::pipeline::{Colour, TextStyle};
use anstyle::{AnsiColor, Style};
use std::io::{IsTerminal as _, Write as _};
use std::process::ExitCode;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Lets it hold for both streams from here on.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

/// Whether a person sees standard output as it comes.
pub(crate) fn is_watched() -> bool {
    std::io::stdout().is_terminal()
}

/// Text in colour, which [`print`] takes out again where nobody wants it, as wide as the terminal is.
pub(crate) fn text_style() -> TextStyle {
    const READABLE: usize = 120;
    let seen = terminal_size::terminal_size_of(std::io::stdout());
    let width = seen.map_or(TextStyle::default().width, |(width, _)| usize::from(width.0).min(READABLE));
    TextStyle { width, colour: Colour::Ansi }
}

/// Prints text, coloured where colour is wanted.
pub(crate) fn print(text: &str) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Prints bytes as they are: what other programs read.
pub(crate) fn print_raw(bytes: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Says what a run failed of.
pub(crate) fn error(message: &str) {
    tell("error", AnsiColor::Red.on_default().bold(), message);
}

/// Says what may help.
pub(crate) fn hint(message: &str) {
    tell("hint", AnsiColor::Cyan.on_default().bold(), message);
}

/// Says what should be looked at.
pub(crate) fn warning(message: &str) {
    tell("warning", AnsiColor::Yellow.on_default().bold(), message);
}

/// Says what is worth knowing.
pub(crate) fn note(message: &str) {
    tell("note", AnsiColor::Cyan.on_default().bold(), message);
}

/// Prints what the argument parser has to say: help, the version, or what is wrong with the command line.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    // Nobody is left to be told that this could not be printed.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn tell(word: &str, style: Style, message: &str) {
    // Nobody is left to be told that this could not be printed.
    let _ = writeln!(anstream::stderr().lock(), "{style}{word}{style:#}: {}", harmless(message));
}

/// Without control characters: names and texts come from files, and a terminal obeys what it is shown.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_shown_no_commands_from_a_source() {
        assert_eq!(harmless("a\u{1b}[2Jb\nc\r"), "a\u{fffd}[2Jb\nc\u{fffd}");
    }
}
