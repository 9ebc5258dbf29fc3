//! The program that chores run.

use super::drafts::project;
use std::env;
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

/// What is measured is what is published.
pub(crate) fn released() -> Result<PathBuf, Box<dyn Error>> {
    build(&["--release"], "release")
}

/// What the tests have built already.
pub(crate) fn developed() -> Result<PathBuf, Box<dyn Error>> {
    build(&[], "debug")
}

fn build(options: &[&str], folder: &str) -> Result<PathBuf, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(["build", "--quiet"]).args(options).current_dir(project()).status()?;
    if status.success() {
        Ok(project().join("target").join(folder).join("redraft"))
    } else {
        Err("the program does not build".into())
    }
}
