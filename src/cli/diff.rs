//! `redraft diff`: what changed between two drafts.

use super::comparison::Comparison;
use super::failure::{Exit, Failure};
use super::inputs::{DraftArgs, InputArgs};
use super::publish::{Format, PublishArgs};
use clap::Args;
use redraft::report::ChangeReport;

const EXAMPLES: &str = "\
Examples:
  redraft diff                          the last two drafts of the series
  redraft diff first third              two drafts of the series
  redraft diff old.md new.md            two files, or two folders
  redraft diff v1..v2 -- code.md        one file in two git revisions
  redraft diff HEAD -- code.md          the last commit and the working copy
  redraft diff v1:code.md - < new.md    a git revision and standard input
  redraft diff -o changes.html          a self-contained page";

/// Show what changed between two drafts
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    #[command(flatten)]
    drafts: DraftArgs,
    /// Compare this file or folder in the git revisions A and B
    #[arg(last = true, value_name = "PATH")]
    path: Option<String>,
    /// How to show it [default: by the ending of FILE, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Exit with 1 when the drafts differ
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    publish: PublishArgs,
    #[command(flatten)]
    inputs: InputArgs,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let format = self.publish.format(self.format)?;
        let asked = self.drafts.asked(self.path.as_deref());
        let report = Comparison::read(&asked, &self.inputs.find()?)?.report();
        self.publish.publish(&report, format)?;
        Ok(if self.exit_code && differs(&report) { Exit::Differences } else { Exit::Done })
    }
}

/// Whether a reader has anything to look at; differences that are noise by promise are none.
fn differs(report: &ChangeReport) -> bool {
    !report.added.is_empty() || !report.removed.is_empty() || report.links.iter().any(|link| link.state != "unchanged")
}
