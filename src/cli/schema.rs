//! `redraft schema`: what `--format json` holds to.

use super::failure::{Exit, Failure};
use super::{pipeline, terminal};
use clap::Args;

/// Print the JSON schema of `diff --format json`
#[derive(Args, Debug)]
pub(crate) struct Schema {}

impl Schema {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        terminal::print(pipeline::SCHEMA)?;
        Ok(Exit::Done)
    }
}
