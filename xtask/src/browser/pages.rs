//! The pages under test: reports and sites of the sample series, the same of the real drafts where they are there, and
//! reports of hostile drafts.

use super::hostile;
use crate::drafts::{beside, project};
use crate::{program, say, site};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// No pair may take longer, however hostile, in a build for development on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Writes every page into `target/browser`, from nothing.
pub(crate) fn write() -> Result<(), Box<dyn Error>> {
    let home = project().join("target/browser");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    fs::create_dir_all(home.join("reports"))?;
    let writer = Writer { program: program::developed()?, reports: home.join("reports") };
    let sample = project().join("drafts");
    for pair in [["first", "second"], ["second", "third"], ["first", "third"]] {
        writer.report(&format!("sample-{}-{}", pair[0], pair[1]), &sample, pair)?;
    }
    if let Some(real) = beside("corpora/gpai-code") {
        writer.report("real-second-third", &real, ["2-second.md", "3-third.md"])?;
        writer.report("real-first-final", &real, ["1-first.md", "4-final.md"])?;
    }
    for case in hostile_cases(&home.join("hostile"))? {
        let name = case.file_name().unwrap_or_default().to_string_lossy();
        writer.report(&format!("hostile-{name}"), &case, ["before.md", "after.md"])?;
    }
    for (name, manifest) in site::manifests(&home)? {
        let took = site::make(&writer.program, &manifest, &home.join("sites").join(name))?;
        say(&format!("  the {name} site in {took:.1} s"));
    }
    Ok(())
}

struct Writer {
    program: PathBuf,
    reports: PathBuf,
}

impl Writer {
    fn report(&self, name: &str, folder: &Path, pair: [&str; 2]) -> Result<(), Box<dyn Error>> {
        let page = self.reports.join(name).with_extension("html");
        let start = Instant::now();
        let answer =
            Command::new(&self.program).arg("diff").args(pair).arg("-o").arg(&page).current_dir(folder).output()?;
        let took = start.elapsed();
        if !answer.status.success() {
            return Err(format!("no report {name}: {}", String::from_utf8_lossy(&answer.stderr)).into());
        }
        if took > PATIENCE {
            return Err(format!("report {name} took {} s", took.as_secs()).into());
        }
        say(&format!("  {name}: {} KB in {:.1} s", fs::metadata(&page)?.len() / 1024, took.as_secs_f64()));
        Ok(())
    }
}

/// Lays out the hostile drafts, kept and generated, one folder a case.
fn hostile_cases(home: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for case in fs::read_dir(project().join("tests/browser/hostile"))? {
        let case = case?;
        let folder = home.join(case.file_name());
        fs::create_dir_all(&folder)?;
        for file in fs::read_dir(case.path())? {
            let file = file?;
            fs::copy(file.path(), folder.join(file.file_name()))?;
        }
        cases.push(folder);
    }
    for (name, drafts) in hostile::drafts() {
        let folder = home.join(name);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("before.md"), drafts.before)?;
        fs::write(folder.join("after.md"), drafts.after)?;
        cases.push(folder);
    }
    cases.sort();
    Ok(cases)
}
