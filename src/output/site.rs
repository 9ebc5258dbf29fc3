//! Publishes a folder of pages, and answers for its own pages only.
//!
//! What a run wrote stands in a list beside the pages; the next run removes what it no longer has from that list and
//! nothing else, so that a folder may hold a `CNAME`, a picture or another site besides. The list is written last:
//! a run that was interrupted leaves a list that names at least all pages of the run before. Where a page that is to be
//! written is not on the list but stands there with other content, somebody else put it there, and it stays.

use super::{Written, read, write};
use crate::error::Error;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The file that lists the pages which are ours to remove.
pub const LIST: &str = ".redraft-site";

/// What publishing did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages that are new or have new content.
    pub written: usize,
    /// Pages that stood there already, byte for byte.
    pub unchanged: usize,
    /// Pages of an earlier run that are no more.
    pub removed: usize,
    /// Paths where something stands that is not ours, and that were left as they are.
    pub foreign: Vec<String>,
}

/// Writes all pages (path below the folder, content) and removes the pages of earlier runs that are not among them.
///
/// # Errors
/// When a path leads out of the folder, or a page cannot be written or removed; what was written until then stays.
pub fn publish<'a>(folder: &Path, pages: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Published, Error> {
    let pages: Vec<(&str, &[u8])> = pages.into_iter().collect();
    pages.iter().try_for_each(|(path, _)| check(path))?;
    make(folder, folder)?;
    let listed = listed(folder)?;
    let mut published = Published::default();
    let mut ours: BTreeSet<&str> = BTreeSet::new();
    // Until the run is over, both its own pages and those of the run before are ours.
    let all: BTreeSet<&str> = pages.iter().map(|(path, _)| *path).collect();
    let foreign = |(path, content): &&(&str, &[u8])| is_foreign(&folder.join(path), content, listed.contains(*path));
    let kept: BTreeSet<&str> = pages.iter().filter(foreign).map(|(path, _)| *path).collect();
    let claimed: BTreeSet<&str> =
        listed.iter().map(String::as_str).chain(all.iter().copied().filter(|path| !kept.contains(path))).collect();
    if claimed.len() > listed.len() {
        write_list(folder, &claimed)?;
    }
    for (path, content) in pages {
        if kept.contains(path) {
            published.foreign.push(path.to_owned());
            continue;
        }
        ours.insert(path);
        let target = folder.join(path);
        make(folder, target.parent().unwrap_or(folder))?;
        match write(&target, content)? {
            Written::Changed => published.written += 1,
            Written::Unchanged => published.unchanged += 1,
        }
    }
    for path in listed.iter().filter(|path| !ours.contains(path.as_str())) {
        published.removed += usize::from(remove(folder, path)?);
    }
    write_list(folder, &ours)?;
    Ok(published)
}

/// A page's path has plain names only: no way up, no root, no drive, nothing hidden.
fn check(path: &str) -> Result<(), Error> {
    let plain = |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains(['\\', ':', '\0']);
    let normal = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if normal && !path.is_empty() && path.split('/').all(plain) {
        Ok(())
    } else {
        Err(Error::PagePath { path: path.to_owned() })
    }
}

/// Makes a folder below the site's own; a link would lead elsewhere.
fn make(root: &Path, folder: &Path) -> Result<(), Error> {
    let failed = |source| Error::WritePage { path: folder.to_owned(), source };
    for below in folder.ancestors().take_while(|below| *below != root && below.starts_with(root)) {
        if fs::symlink_metadata(below).is_ok_and(|there| there.is_symlink()) {
            return Err(Error::PagePath { path: below.display().to_string() });
        }
    }
    fs::create_dir_all(folder).map_err(failed)
}

/// Something stands there that a run of ours did not write: a folder, a link, a file with another content.
fn is_foreign(target: &Path, content: &[u8], listed: bool) -> bool {
    match fs::symlink_metadata(target) {
        Ok(there) if there.is_file() => !listed && read(target).map_or(true, |there| there != content),
        Ok(_) => true,
        Err(_) => false,
    }
}

/// The pages of the run before.
fn listed(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let path = folder.join(LIST);
    let text = match read(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| Error::PageList { path: path.clone() })?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(source) => return Err(Error::ReadFile { path, source }),
    };
    let pages: BTreeSet<String> = text.lines().skip(1).map(str::to_owned).collect();
    let is_list = text.lines().next() == Some(HEAD) && pages.iter().all(|page| check(page).is_ok());
    if is_list { Ok(pages) } else { Err(Error::PageList { path }) }
}

const HEAD: &str = "Pages that redraft wrote here and may remove";

fn write_list(folder: &Path, pages: &BTreeSet<&str>) -> Result<(), Error> {
    let lines: String = pages.iter().map(|page| format!("{page}\n")).collect();
    write(&folder.join(LIST), format!("{HEAD}\n{lines}").as_bytes()).map(|_| ())
}

/// Removes a page and the folders that it leaves empty; whether it was there. What is no file or lies behind a link is
/// none of ours.
fn remove(root: &Path, page: &str) -> Result<bool, Error> {
    let path = root.join(page);
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    let below = folder.zip(root.canonicalize().ok()).is_some_and(|(folder, root)| folder.starts_with(root));
    if !below || !fs::symlink_metadata(&path).is_ok_and(|there| there.is_file()) {
        return Ok(false);
    }
    fs::remove_file(&path).map_err(|source| Error::WritePage { path: path.clone(), source })?;
    let folders: Vec<PathBuf> =
        path.ancestors().skip(1).take_while(|folder| *folder != root).map(Path::to_owned).collect();
    // A folder with anything else in it cannot be removed, and is not.
    let _ = folders.iter().try_for_each(fs::remove_dir);
    Ok(true)
}
