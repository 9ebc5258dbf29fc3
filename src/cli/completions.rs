//! `redraft completions`: completions for a shell, from the definition of the command line.

use super::failure::{Exit, Failure};
use super::terminal;
use clap::Args;
use clap_complete::Shell;

const EXAMPLES: &str = "\
Examples:
  redraft completions bash > ~/.local/share/bash-completion/completions/redraft
  redraft completions fish > ~/.config/fish/completions/redraft.fish";

/// Print completions for a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        // Generated in memory: the generator panics where its writer fails, and a closed pipe is no failure here.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::definition(), "redraft", &mut script);
        terminal::print_raw(&script)?;
        Ok(Exit::Done)
    }
}
