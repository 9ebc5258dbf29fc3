//! A line on the terminal that says how far long work is; nothing where nobody watches.

use std::io::{IsTerminal as _, Write as _};

/// The line.
pub(crate) struct Progress {
    watched: bool,
    shown: Option<(&'static str, usize)>,
}

impl Progress {
    /// For standard error, where it is a terminal.
    pub(crate) fn new() -> Self {
        Self { watched: std::io::stderr().is_terminal(), shown: None }
    }

    /// Says what is being done, and how many of how many are.
    pub(crate) fn at(&mut self, what: &'static str, done: usize, of: usize) {
        const WIDTH: usize = 24;
        let filled = (WIDTH * done).checked_div(of).unwrap_or(0).min(WIDTH);
        if !self.watched || self.shown == Some((what, filled)) {
            return;
        }
        self.shown = Some((what, filled));
        let bar = "━".repeat(filled) + &"─".repeat(WIDTH - filled);
        // Nobody is hurt by a bar that could not be drawn.
        let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K{bar} {what}");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\u{1b}[K");
        }
    }
}
