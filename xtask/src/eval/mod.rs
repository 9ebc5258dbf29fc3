//! How right the answers are: labelled pairs of drafts, and drafts changed with known truth.

mod findings;
mod gold;
mod judge;
#[path = "../../../tests/lens/score.rs"]
mod labelled;
mod lens;
mod miss;
mod page;
mod redlines;
mod synthetic;
mod table;

use crate::drafts::{self, project};
use miss::Miss;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Scores the findings alone.
pub(crate) fn lens() {
    crate::say(&(lens::table() + &findings::table(&drafts::all())));
}

/// Scores a folder of labelled pairs that lies elsewhere, and says nothing of single pairs.
pub(crate) fn blind(folder: &Path) -> Result<(), Box<dyn Error>> {
    let folder = folder.canonicalize().map_err(|error| format!("`{}`: {error}", folder.display()))?;
    crate::say(&lens::blind(&folder));
    Ok(())
}

/// Scores everything, prints a table and writes a page of what went wrong.
pub(crate) fn run(page: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let series = drafts::all();
    let verdicts = gold::verdicts(&series);
    let outcome = synthetic::run(&series);
    let table =
        [table::table(&series, &verdicts, &outcome), redlines::table(&series), lens::table(), findings::table(&series)]
            .concat();
    crate::say(&table);
    for (position, (_, text)) in outcome.crashed.iter().enumerate() {
        fs::write(project().join(format!("target/panicked-{position}.md")), text)?;
    }
    let page = page.unwrap_or_else(|| project().join("target/eval.html"));
    let mut misses: Vec<Miss> = verdicts.into_iter().flat_map(|verdict| verdict.misses).collect();
    misses.extend(outcome.misses);
    fs::write(&page, page::page(&table, misses))?;
    crate::say(&format!("what went wrong, both texts side by side: {}", page.display()));
    Ok(())
}
