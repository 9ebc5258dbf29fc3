//! `redraft schema`: what `--format json` holds to.

use super::failure::{Exit, Failure};
use super::terminal;
use clap::Args;
use redraft::report;

/// Print the JSON schema of `diff --format json`
#[derive(Args, Debug)]
pub(crate) struct Schema {}

impl Schema {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        terminal::print(report::JSON_SCHEMA)?;
        Ok(Exit::Done)
    }
}
