//! Standard output and standard error: colour where it can be shown, and never a control character from a source.

use anstyle::{AnsiColor, Style};
use redraft::output::{Published, Written};
use redraft::render::{Colour, TextStyle};
use std::io::{IsTerminal as _, Write as _};
use std::path::Path;
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
    TextStyle { width, colour: Colour::Ansi, ..TextStyle::default() }
}

/// Prints text, coloured where colour is wanted.
pub(crate) fn print(text: &str) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(harmless(text).as_bytes())?;
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

/// Says where a page is.
pub(crate) fn written(file: &Path, written: Written) {
    let word = match written {
        Written::Changed => "wrote",
        Written::Unchanged => "unchanged",
    };
    tell(word, AnsiColor::Green.on_default().bold(), &file.display().to_string());
}

/// Says where a folder of pages is and what was done there.
pub(crate) fn published(folder: &Path, published: &Published) {
    let Published { written, unchanged, removed, .. } = published;
    let message = format!("{}: {written} pages written, {unchanged} unchanged, {removed} removed", folder.display());
    tell("site", AnsiColor::Green.on_default().bold(), &message);
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

/// Without control characters, but for colour: names and texts come from files, and a terminal obeys what it is shown.
pub(crate) fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_control() && c != '\n') {
        let (before, from) = rest.split_at(at);
        let colour = colour_code(from);
        out.push_str(before);
        out.push_str(colour.unwrap_or("\u{fffd}"));
        rest = &from[colour.map_or_else(|| from.chars().next().map_or(0, char::len_utf8), str::len)..];
    }
    out + rest
}

/// The code at the start of a text that changes how letters look and nothing else.
fn colour_code(text: &str) -> Option<&str> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let len = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[len..].starts_with('m').then(|| &text[..text.len() - parameters.len() + len + 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_shown_no_commands_from_a_source() {
        assert_eq!(harmless("a\u{1b}[2Jb\nc\r"), "a\u{fffd}[2Jb\nc\u{fffd}");
        assert_eq!(harmless("\u{1b}]0;x\u{7}\u{9b}2J\u{1b}["), "\u{fffd}]0;x\u{fffd}\u{fffd}2J\u{fffd}[");
    }

    #[test]
    fn colour_passes() {
        let coloured = "\u{1b}[1;31mé\u{1b}[0m\n";
        assert_eq!(harmless(coloured), coloured);
    }
}
