//! `redraft show`: the units that a draft is understood as.

use super::failure::{Exit, Failure};
use super::inputs::InputArgs;
use super::{pipeline, terminal};
use clap::{Args, ValueEnum};
use redraft::load;
use redraft::model::{Draft, Unit, UnitIdx};
use redraft::text::word_count;

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
        let shown = match self.format {
            Format::Text => tree(&parsed.draft),
            Format::Json => pipeline::describe(&parsed),
        };
        terminal::print(&shown)?;
        Ok(Exit::Done)
    }
}

/// A line a unit, indented by depth: source line, words of its own text, kind, name.
fn tree(draft: &Draft) -> String {
    let lines = draft.iter().map(|(idx, unit)| line(draft, idx, unit));
    std::iter::once(format!("{:>5}  {:>5}  {:<12}  unit\n", "line", "words", "kind")).chain(lines).collect()
}

fn line(draft: &Draft, idx: UnitIdx, unit: &Unit) -> String {
    let indent = "  ".repeat(draft.ancestors(idx).count());
    let (line, words) = (unit.span.line, word_count(&unit.body.prose.text));
    terminal::harmless(&format!("{line:>5}  {words:>5}  {:<12}  {indent}{}", unit.kind.name(), name(unit))) + "\n"
}

/// `Measure 2.3. Reports of incidents`
fn name(unit: &Unit) -> String {
    let (label, title) = (unit.label(), unit.title.text.as_str());
    if label.contains(title) { label } else { format!("{label}. {title}") }
}
