//! What the browser tests need of a machine: a browser, Java for the HTML checker, Node with three packages.

use crate::drafts::project;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub(crate) struct Tools {
    pub(crate) chromium: PathBuf,
}

impl Tools {
    /// The tools, or in words what is lacking and how to get it.
    pub(crate) fn find() -> Result<Result<Self, String>, Box<dyn Error>> {
        let chromium = ["chromium", "chromium-browser", "google-chrome"].into_iter().find_map(in_path);
        let mut lacks: Vec<&str> = ["node", "npm", "java"].into_iter().filter(|name| in_path(name).is_none()).collect();
        let Some(chromium) = chromium.filter(|_| lacks.is_empty()) else {
            lacks.extend(in_path("chromium").is_none().then_some("chromium"));
            let install = "on Debian: apt-get install chromium default-jre-headless nodejs npm";
            return Ok(Err(format!("not found: {} ({install})", lacks.join(", "))));
        };
        Ok(if packages()? { Ok(Self { chromium }) } else { Err("`npm ci` failed in tests/browser".to_owned()) })
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Installs the packages at the versions of the lock file, if that has changed since they were installed; whether they
/// are there.
fn packages() -> Result<bool, Box<dyn Error>> {
    let folder = project().join("tests/browser");
    let age = |file: &Path| fs::metadata(file).and_then(|metadata| metadata.modified()).ok();
    let installed = age(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= age(&folder.join("package-lock.json")) {
        return Ok(true);
    }
    // The only script of a package would fetch a Java of its own.
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    Ok(Command::new("npm").args(options).current_dir(folder).status()?.success())
}
