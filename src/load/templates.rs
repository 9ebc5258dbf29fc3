//! A folder of templates that stand in for the built-in ones.

use super::files::{self, Disk};
use super::listing::Tree as _;
use crate::error::Error;
use std::collections::BTreeSet;
use std::path::Path;

/// What a template, a style sheet, a script or a file of words ends in.
const ENDINGS: &[&str] = &[".html", ".css", ".js", ".json", ".xml", ".txt"];

/// The templates of a folder and of the folders in it, by their names: `report.html`, `words/de.json`.
///
/// # Errors
/// When the folder or a template in it cannot be read, or is not UTF-8.
pub fn templates(folder: &Path) -> Result<Vec<(String, String)>, Error> {
    let root = folder.canonicalize().map_err(|source| Error::ReadFile { path: folder.to_owned(), source })?;
    let disk = Disk { root: &root, shown: folder };
    let (mut found, mut read) = (Vec::new(), BTreeSet::new());
    let mut pending = vec![(root.clone(), String::new())];
    while let Some((path, prefix)) = pending.pop() {
        for entry in disk.entries(&path)? {
            let name = format!("{prefix}{}", entry.name);
            if entry.folder {
                // A link to a folder above ends here.
                let fresh = read.insert(entry.place.clone());
                pending.extend(fresh.then(|| (entry.place, format!("{name}/"))));
            } else if ENDINGS.iter().any(|ending| name.ends_with(ending)) {
                let text = files::read_text(&entry.place, &folder.join(&name))?;
                found.push((name, text));
            }
        }
    }
    found.sort();
    Ok(found)
}
