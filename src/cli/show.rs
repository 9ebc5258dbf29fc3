//! `redraft show`: the units that a draft is understood as.

use super::failure::{Exit, Failure};
use super::inputs::InputArgs;
use super::terminal;
use clap::{Args, ValueEnum};
use redraft::{load, render, report};

const EXAMPLES: &str = "\
Examples:
  redraft show third
  redraft show code.md --vocabulary generic
  redraft show v2:code.md --format json";

/// Show the units of one draft: kinds, numbers, words and lines
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Show {
    /// The draft: a label, file, folder, `-` or REV:PATH
    draft: String,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    inputs: InputArgs,
}

/// What a draft is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A tree for a terminal
    Text,
    /// For programs
    Json,
}

impl Show {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let inputs = self.inputs.find()?;
        let parsed = inputs.parse(&load::draft(&self.draft, &inputs.context)?);
        let (draft, units) = report::describe(&parsed.draft);
        let shown = match self.format {
            Format::Text => terminal::harmless(&render::tree(&units)),
            Format::Json => render::tree_json(&draft, &units),
        };
        terminal::print_raw(shown.as_bytes())?;
        Ok(Exit::Done)
    }
}
