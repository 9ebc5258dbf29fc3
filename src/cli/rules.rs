//! `redraft rules`: what the findings mean.

use super::failure::{Exit, Failure};
use super::terminal;
use clap::Args;
use redraft::report;

/// Print the rules of the lens: what each finding means and when it is made
#[derive(Args, Debug)]
pub(crate) struct Rules {}

impl Rules {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        terminal::print(&report::catalogue())?;
        Ok(Exit::Done)
    }
}
