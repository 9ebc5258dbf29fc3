//! `redraft man`: the manual page, from the definition of the command line.

use super::failure::{Exit, Failure};
use super::terminal;
use clap::Args;

const EXAMPLES: &str = "\
Examples:
  redraft man | man -l -
  redraft man diff > redraft-diff.1";

/// Print the manual page of redraft or of one command
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// The command
    #[arg(value_parser = ["diff", "report", "render", "show", "table", "log", "explain", "review", "schema", "completions", "man"])]
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let mut page = Vec::new();
        clap_mangen::Man::new(self.definition()).render(&mut page)?;
        terminal::print_raw(&page)?;
        Ok(Exit::Done)
    }

    fn definition(&self) -> clap::Command {
        let mut whole = super::definition();
        whole.build();
        let named = self.command.as_deref().and_then(|name| whole.find_subcommand(name).cloned());
        named.map_or(whole, |command| {
            let name = format!("redraft-{}", command.get_name());
            command.name(name)
        })
    }
}
