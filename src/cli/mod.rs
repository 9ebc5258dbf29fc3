//! The command line: what is asked for, and the way from there to the library and back.

mod comparison;
mod completions;
mod diff;
mod explain;
mod failure;
mod history;
mod inputs;
mod log;
mod man;
mod pipeline;
mod progress;
mod publish;
mod render;
mod report;
mod review;
mod rules;
mod schema;
mod serve;
mod show;
mod site;
mod table;
mod terminal;
mod units;

use clap::{Parser, Subcommand};
use failure::{Exit, Failure};
use std::process::ExitCode;
use terminal::Color;

const EXAMPLES: &str = "\
Drafts are named by:
  second              a draft of the series (redraft.toml, or the built-in sample)
  drafts/2.md         a file
  drafts/             a folder of Markdown files, 2 before 10
  -                   standard input
  v2:code.md          a file or folder of a git revision

Exit codes:
  0  done
  1  the drafts differ (diff --exit-code)
  2  the command line cannot be understood
  3  an input could not be read, or an output not be written";

/// Compares drafts of a normative document duty by duty: what moved, what changed, what it means.
#[derive(Debug, Parser)]
#[command(name = "redraft", version, about, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Arguments {
    /// When to use colour.
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Diff(diff::Diff),
    Report(report::Report),
    Render(render::Render),
    Show(show::Show),
    Rules(rules::Rules),
    Table(table::Table),
    Log(log::Log),
    Explain(explain::Explain),
    Review(review::Review),
    Site(site::Site),
    Serve(serve::Serve),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Command {
    fn run(&self) -> Result<Exit, Failure> {
        match self {
            Self::Diff(diff) => diff.run(),
            Self::Report(report) => report.run(),
            Self::Render(render) => render.run(),
            Self::Show(show) => show.run(),
            Self::Rules(rules) => rules.run(),
            Self::Table(table) => table.run(),
            Self::Log(log) => log.run(),
            Self::Explain(explain) => explain.run(),
            Self::Review(review) => review.run(),
            Self::Site(site) => site.run(),
            Self::Serve(serve) => serve.run(),
            Self::Schema(schema) => schema.run(),
            Self::Completions(completions) => completions.run(),
            Self::Man(man) => man.run(),
        }
    }
}

/// Understands the command line, does what it asks for and says how it went.
pub(crate) fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return terminal::usage(&error),
    };
    arguments.color.apply();
    arguments.command.run().unwrap_or_else(|failure| failure.tell()).into()
}

/// The definition that completions and the manual page are made from.
fn definition() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_definition_is_consistent() {
        super::definition().debug_assert();
    }
}
