//! `redraft log`: the life of one unit over the series.

use super::comparison::{contradiction, tell};
use super::explain::Format;
use super::failure::{Exit, Failure};
use super::inputs::InputArgs;
use super::{history, pipeline, terminal, units};
use clap::Args;
use redraft::matching::{self, Disagreement, Hints, Matching};
use redraft::model::{Draft, Pair, PinRule, Side};
use redraft::render;
use redraft::report::{self, ChangeReport, Spot};

const EXAMPLES: &str = "\
Examples:
  redraft log 'Measure 8.2'
  redraft log 'second:Measure 2.3'     where several drafts have one
  redraft log '#crash-report'
  redraft log 'Insurance cover' --format json

A unit is named by its label as printed, by an address (`Commitment 2 / Measure 2.3`), by #id, by its title or by its
number; a draft's label and a colon before it say which draft is meant.";

/// Show the life of one unit over the series: where it came from, what happened at each step, where it went
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Log {
    /// The unit, in whichever draft it is found, or as DRAFT:UNIT
    unit: String,
    /// How to show it
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    inputs: InputArgs,
}

impl Log {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let inputs = self.inputs.find()?;
        let drafts = history::drafts(&inputs)?;
        let rules = inputs.context.series.pins();
        let units: Vec<&Draft> = drafts.iter().map(|parsed| &parsed.draft).collect();
        let found = units::find(&self.unit, &units)?;
        let steps = matching::steps(&units, rules).map_err(contradiction)?;
        tell_stale(&units, rules)?;
        let reports: Vec<ChangeReport> = drafts
            .windows(2)
            .zip(&steps)
            .map(|(pair, step)| pipeline::report(Pair::new(&pair[0], &pair[1]), step))
            .collect();
        let asked = one_life(&self.unit, &found, &reports, &units)?;
        let doubts = doubts(&units, &steps, rules, asked)?;
        let log = report::log(&reports, asked, &doubts);
        match self.format {
            Format::Text => terminal::print(&render::log(&log))?,
            Format::Json => terminal::print_raw(render::data(&log).as_bytes())?,
        }
        Ok(Exit::Done)
    }
}

fn tell_stale(drafts: &[&Draft], rules: &[PinRule]) -> Result<(), Failure> {
    for pair in drafts.windows(2) {
        let (_, stale) = matching::pins(rules, Pair::new(pair[0], pair[1])).map_err(contradiction)?;
        stale.iter().for_each(tell);
    }
    Ok(())
}

/// The first of the units found, where all of them are one unit in several drafts.
fn one_life(name: &str, found: &[Spot], reports: &[ChangeReport], drafts: &[&Draft]) -> Result<Spot, Failure> {
    let first = found[0];
    let line = report::line(reports, first);
    let same = found.iter().all(|&(draft, unit)| line[draft].contains(&unit));
    if same { Ok(first) } else { Err(units::ambiguous(name, found, drafts).into()) }
}

/// Where the way through the drafts between and the direct comparison of two distant drafts disagree.
fn doubts(
    drafts: &[&Draft],
    steps: &[Matching],
    rules: &[PinRule],
    (here, unit): Spot,
) -> Result<Vec<(usize, Disagreement)>, Failure> {
    let mut doubts = Vec::new();
    for there in (0..drafts.len()).filter(|there| there.abs_diff(here) > 1) {
        let (first, last, side) = if here < there { (here, there, Side::Before) } else { (there, here, Side::After) };
        let pair = Pair::new(drafts[first], drafts[last]);
        let (pins, _) = matching::pins(rules, pair).map_err(contradiction)?;
        let direct = matching::informed(pair, &Hints { pins, ..Hints::default() });
        let chains = matching::compose(&steps[first..last]);
        doubts.extend(matching::disagreement(&chains, &direct, side, unit).map(|doubt| (there, doubt)));
    }
    Ok(doubts)
}
