//! `cargo xtask site`: the sites of the sample series and, where they are there, of the real drafts.

use super::drafts::{beside, project};
use super::{program, say};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// The real drafts: file, label, title, day.
const REAL: &[(&str, &str, &str, &str)] = &[
    ("1-first.md", "first", "First draft", "2024-11-14"),
    ("2-second.md", "second", "Second draft", "2024-12-19"),
    ("3-third.md", "third", "Third draft", "2025-03-11"),
    ("4-final.md", "final", "Final version", "2025-07-10"),
];

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let program = program::released()?;
    let home = project().join("target/site");
    for (name, manifest) in manifests(&home)? {
        measure(&program, &manifest, &home.join(name))?;
    }
    Ok(())
}

/// Each series with its manifest; one that has to be written stands in `home`.
pub(crate) fn manifests(home: &Path) -> Result<Vec<(&'static str, PathBuf)>, Box<dyn Error>> {
    let mut found = vec![("sample", project().join("drafts/redraft.toml"))];
    match beside("corpora/gpai-code") {
        Some(drafts) => found.push(("real", real(&drafts, home)?)),
        None => say("The real drafts are not there: only the sample series has a site."),
    }
    Ok(found)
}

/// Makes a site; the seconds that it took.
pub(crate) fn make(program: &Path, manifest: &Path, folder: &Path) -> Result<f64, Box<dyn Error>> {
    let start = Instant::now();
    let mut command = Command::new(program);
    command.arg("site").arg("--series").arg(manifest).arg("-o").arg(folder);
    let output = command.current_dir(project()).output()?;
    if output.status.success() {
        Ok(start.elapsed().as_secs_f64())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }
}

/// A manifest for the real drafts, which stay where they are.
fn real(drafts: &Path, folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let drafts = drafts.canonicalize()?;
    let draft = |(file, label, title, day): &(&str, &str, &str, &str)| {
        let source = drafts.join(file);
        format!("[[draft]]\nlabel = '{label}'\ntitle = '{title}'\ndate = {day}\nsource = '{}'\n", source.display())
    };
    let manifest = folder.join("real.toml");
    fs::create_dir_all(folder)?;
    let text: String = REAL.iter().map(draft).collect();
    fs::write(&manifest, format!("[series]\ntitle = 'General-Purpose AI Code of Practice'\n{text}"))?;
    Ok(manifest)
}

/// Makes a site, then makes it again, when there is nothing to write.
fn measure(program: &Path, manifest: &Path, folder: &Path) -> Result<(), Box<dyn Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let (first, second) = (make(program, manifest, folder)?, make(program, manifest, folder)?);
    let mut files = Vec::new();
    sizes(folder, folder, &mut files)?;
    let total: u64 = files.iter().map(|(_, size)| size).sum();
    say(&format!("{}", folder.display()));
    say(&format!("  {} files, {:.1} MB; made in {first:.2} s, again in {second:.2} s", files.len(), megabytes(total)));
    for part in ["drafts", "changes", "tables", "units", "was", "feeds"] {
        let of: Vec<u64> = files.iter().filter(|(path, _)| path.starts_with(part)).map(|(_, size)| *size).collect();
        let largest = of.iter().max().copied().unwrap_or(0);
        let (all, largest) = (megabytes(of.iter().sum()), megabytes(largest));
        say(&format!("  {part:<8} {:>5} files {all:>6.2} MB, the largest {largest:.2} MB", of.len()));
    }
    Ok(())
}

fn sizes(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, u64)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sizes(root, &entry.path(), found)?;
        } else {
            found.push((entry.path().strip_prefix(root)?.to_owned(), entry.metadata()?.len()));
        }
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "no site has 2^52 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
