//! `redraft review`: the links that a person should look at.

use super::comparison::Comparison;
use super::explain::Format;
use super::failure::{Exit, Failure};
use super::inputs::{DraftArgs, InputArgs};
use super::terminal;
use clap::Args;
use redraft::{render, report};

const EXAMPLES: &str = "\
Examples:
  redraft review                          the last two drafts of the series
  redraft review first second --below 0.6
  redraft review first second >> links.toml

The output is TOML with comments: paste what you have checked into redraft.toml, or keep it in links.toml beside it.
A pinned link is obeyed from then on, marked in the report, and no longer listed here.";

/// List the links below a confidence, least sure first, each with a [[pin]] that would settle it
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Review {
    #[command(flatten)]
    drafts: DraftArgs,
    /// List links that are less sure than this, from 0 to 1
    #[arg(long, value_name = "CONFIDENCE", default_value = "0.8", value_parser = share)]
    below: f64,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    inputs: InputArgs,
}

fn share(written: &str) -> Result<f64, String> {
    let share = written.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a confidence is a number from 0 to 1".to_owned())
}

impl Review {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let comparison = Comparison::read(&self.drafts.asked(None), &self.inputs.find()?)?;
        let review = report::review(comparison.drafts(), &comparison.matching(), self.below);
        match self.format {
            Format::Text => terminal::print(&render::review(&review))?,
            Format::Json => terminal::print_raw(render::data(&review).as_bytes())?,
        }
        Ok(Exit::Done)
    }
}
