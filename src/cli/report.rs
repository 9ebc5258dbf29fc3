//! `redraft report`: the page that is sent to those who are bound.

use super::comparison::Comparison;
use super::failure::{Exit, Failure};
use super::inputs::{DraftArgs, InputArgs};
use super::publish::{Format, PublishArgs};
use clap::Args;
use redraft::report::ChangeReport;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  redraft report                        the last two drafts of the series, to second-third.html
  redraft report first..third -o changes.html
  redraft report old.md new.md --templates our-style

The page is one file: it loads nothing, and works by mail, on paper and without scripts.";

/// Write the change report on two drafts as one HTML file
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Report {
    #[command(flatten)]
    drafts: DraftArgs,
    /// Compare this file or folder in the git revisions A and B
    #[arg(last = true, value_name = "PATH")]
    path: Option<String>,
    #[command(flatten)]
    publish: PublishArgs,
    #[command(flatten)]
    inputs: InputArgs,
}

impl Report {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let asked = self.drafts.asked(self.path.as_deref());
        let format = self.publish.format(Some(Format::Html))?;
        let report = Comparison::read(&asked, &self.inputs.find()?)?.report();
        if self.publish.is_said() {
            self.publish.publish(&report, format)?;
        } else {
            self.publish.write(&report, format, &name(&report))?;
        }
        Ok(Exit::Done)
    }
}

/// `second-third.html`, in the current folder.
fn name(report: &ChangeReport) -> PathBuf {
    format!("{}-{}.html", plain(&report.before.label), plain(&report.after.label)).into()
}

/// A label without what would lead out of the folder.
fn plain(label: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' };
    label.chars().map(safe).collect::<String>().trim_matches(['.', '-']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_page_stays_in_the_folder() {
        assert_eq!(plain("../v1:code"), "v1-code");
        assert_eq!(plain("third"), "third");
    }
}
