//! `cargo xtask ci`: format, lints, tests, documentation, pages in a browser; the first that fails ends it.

use super::{browser, drafts, say};
use std::env;
use std::error::Error;
use std::process::Command;

/// Arguments of cargo, and what the environment adds.
type Step = (&'static [&'static str], Option<(&'static str, &'static str)>);

const STEPS: &[Step] = &[
    (&["fmt", "--all", "--check"], None),
    (&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], None),
    (&["test", "--workspace"], None),
    (&["doc", "--workspace", "--no-deps"], Some(("RUSTDOCFLAGS", "-D warnings"))),
];

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for (arguments, variable) in STEPS {
        say(&format!("cargo {}", arguments.join(" ")));
        let status = Command::new(&cargo).args(*arguments).envs(*variable).current_dir(drafts::project()).status()?;
        if !status.success() {
            return Err(format!("`cargo {}` failed", arguments.join(" ")).into());
        }
    }
    let opened = browser::test()?;
    say(match drafts::real() {
        Some(_) => "The real drafts were there and were tested.",
        None => "The real drafts were not there: only the sample series was tested.",
    });
    say(&opened);
    Ok(())
}
