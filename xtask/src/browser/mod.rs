//! `cargo xtask browser`: the pages as their readers meet them, in a real browser.
//!
//! The pages are written here, by the program itself; what they must hold to is in `tests/browser`, a small suite of
//! Node, because that is where the tools for it live.

mod hostile;
mod pages;
mod tools;

use super::drafts::project;
use std::error::Error;
use std::process::Command;
use tools::Tools;

/// Writes the pages and tests them; what came of it, in a sentence.
pub(crate) fn test() -> Result<String, Box<dyn Error>> {
    with_tools(&["--test", "--test-concurrency=2", "--test-reporter=spec"])
}

/// Writes the pages and takes their pictures, into `target/shots`.
pub(crate) fn shots() -> Result<String, Box<dyn Error>> {
    with_tools(&["shots.js"])
}

/// Runs Node on fresh pages. A machine without a browser fails nothing, and is told what it lacks.
fn with_tools(arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let tools = match Tools::find()? {
        Ok(tools) => tools,
        Err(lack) => return Ok(format!("The pages were NOT opened in a browser: {lack}.")),
    };
    pages::write()?;
    let mut node = Command::new("node");
    node.args(arguments).current_dir(project().join("tests/browser")).env("REDRAFT_CHROMIUM", tools.chromium);
    if node.status()?.success() {
        Ok("The pages were opened in a browser.".to_owned())
    } else {
        Err("a page does not hold to what it promises".into())
    }
}
