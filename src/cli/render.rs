//! `redraft render`: a report that was made before, in another form.

use super::failure::{Exit, Failure};
use super::publish::{Format, PublishArgs};
use clap::Args;
use redraft::report::{ChangeReport, SCHEMA, SCHEMA_VERSION};
use redraft::{Error, load};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  redraft diff first third -o report.json
  redraft render --from report.json -o changes.html
  redraft render --from report.json --format markdown

The drafts are not read again: the page is the one that `redraft diff` would have made from them.";

/// Show a report that `redraft diff --format json` wrote
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Render {
    /// The report
    #[arg(long, value_name = "REPORT")]
    from: PathBuf,
    /// How to show it [default: by the ending of FILE, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    publish: PublishArgs,
}

impl Render {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let format = self.publish.format(self.format)?;
        self.publish.publish(&read(&self.from)?, format)?;
        Ok(Exit::Done)
    }
}

fn read(path: &Path) -> Result<ChangeReport, Error> {
    let wrong = |line, message| Error::NotAReport { path: path.to_owned(), line, message };
    let report: ChangeReport =
        serde_json::from_str(&load::text(path)?).map_err(|error| wrong(error.line(), error.to_string()))?;
    if report.schema != SCHEMA || report.schema_version != SCHEMA_VERSION {
        let (schema, version) = (&report.schema, report.schema_version);
        let message =
            format!("it is `{schema}` version {version}; this program reads `{SCHEMA}` version {SCHEMA_VERSION}");
        return Err(wrong(0, message));
    }
    match report.fault() {
        Some(fault) => Err(wrong(0, fault)),
        None => Ok(report),
    }
}
