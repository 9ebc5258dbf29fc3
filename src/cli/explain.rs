//! `redraft explain`: why a unit was linked as it was.

use super::comparison::Comparison;
use super::failure::{Exit, Failure};
use super::inputs::InputArgs;
use super::{terminal, units};
use clap::{Args, ValueEnum};
use redraft::load::Asked;
use redraft::matching;
use redraft::model::Side;
use redraft::report::ExplanationInfo;
use redraft::{render, report};

const EXAMPLES: &str = "\
Examples:
  redraft explain 'Measure 5.6'                     in the last two drafts of the series
  redraft explain first second 'Sub-Measure 6.3'
  redraft explain first..third '#crash-report'
  redraft explain first second 'second:Measure 2.3' where both drafts have one
  redraft explain old.md new.md 'Commitment 2 / Measure 2.3' --format json

A unit is named by its label as printed, by an address, by #id, by its title or by its number.";

/// Show why a unit was linked as it was, or not at all: what it was compared with, and the decision in words
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// Two drafts (or A..B, or none for the last two of the series), then the unit
    #[arg(required = true, num_args = 1..=3, value_names = ["DRAFT", "DRAFT", "UNIT"])]
    words: Vec<String>,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    inputs: InputArgs,
}

/// What answers about a few units are shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For programs
    Json,
}

impl Explain {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let Some((unit, drafts)) = self.words.split_last() else { return Ok(Exit::Usage) };
        let asked = Asked { drafts: drafts.to_vec(), path: None };
        let comparison = Comparison::read(&asked, &self.inputs.find()?)?;
        let pair = comparison.drafts();
        let found = units::find(unit, &[pair.before, pair.after])?;
        let explained: Vec<ExplanationInfo> = found
            .into_iter()
            .map(|(position, unit)| {
                let side = if position == 0 { Side::Before } else { Side::After };
                report::explanation(pair, &matching::explain(pair, &comparison.hints, side, unit))
            })
            .collect();
        match self.format {
            Format::Text => {
                let texts: Vec<String> = explained.iter().map(render::explanation).collect();
                terminal::print(&texts.join("\n"))?;
            }
            Format::Json => terminal::print_raw(render::data(&explained).as_bytes())?,
        }
        Ok(Exit::Done)
    }
}
