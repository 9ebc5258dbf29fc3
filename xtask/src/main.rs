//! Chores of redraft: `cargo xtask` names them.

mod bench;
mod browser;
mod ci;
mod drafts;
mod edited;
mod eval;
mod mutate;
mod program;
mod site;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "\
usage: cargo xtask <chore>

  ci                   format, lints, tests, documentation, pages in a browser
  eval [--page FILE]   how right the answers are, on labelled and on mutated drafts
  eval lens [FOLDER]   the findings alone: labelled sentence pairs and drafts; or the pairs of a folder, unread
  bench                how long it takes, beside git's word diff
  site                 the change-log sites of the sample series and of the real drafts, in target/site
  browser              opens reports and sites in a real browser and holds them to what they promise
  shots                takes pictures of them, into target/shots";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(code) => code,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<ExitCode, Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["ci"] => ci::run()?,
        ["eval" | "bench", ..] if cfg!(debug_assertions) => return fast(arguments),
        ["bench"] => bench::run()?,
        ["bench", "memory", series, times] => bench::memory(series, times.parse()?)?,
        ["site"] => site::run()?,
        ["browser"] => say(&browser::test()?),
        ["shots"] => say(&browser::shots()?),
        ["eval"] => eval::run(None)?,
        ["eval", "lens"] => eval::lens(),
        ["eval", "lens", folder] => eval::blind(Path::new(folder))?,
        ["eval", "--page", page] => eval::run(Some(PathBuf::from(page)))?,
        _ => {
            complain(USAGE);
            return Ok(ExitCode::from(2));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Runs the same chore in a release build: what is measured is what is published.
fn fast(arguments: &[String]) -> Result<ExitCode, Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let chore = ["run", "--quiet", "--release", "--package", "xtask", "--"];
    let status = Command::new(cargo).args(chore).args(arguments).current_dir(drafts::project()).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[expect(clippy::print_stdout, reason = "a chore reports on standard output")]
pub(crate) fn say(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "a chore complains on standard error")]
fn complain(text: &str) {
    eprintln!("{text}");
}
