//! Writes pages: whole or not at all, and only where something changed.
//!
//! A page is written to a temporary file beside its target and then renamed onto it, so a reader, a web server or an
//! interrupted run never sees half of one. Not promised: that the pages of a set change in one instant.

mod site;

pub use site::{LIST, Published, publish};

use crate::error::Error;
use std::fs::{self, Permissions};
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// What writing a page did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The page is new or has new content.
    Changed,
    /// The page stood there already, byte for byte; its file was not touched.
    Unchanged,
}

/// Writes one page.
///
/// Something that is no file on disk (a pipe, a terminal, `/dev/null`) is written to as it is.
///
/// # Errors
/// When it cannot be written; the error names the path, and whatever stood there still does.
pub fn write(path: &Path, content: &[u8]) -> Result<Written, Error> {
    replace(path, content).map_err(|source| Error::WritePage { path: path.to_owned(), source })
}

fn replace(path: &Path, content: &[u8]) -> io::Result<Written> {
    // Through a link, so that the link stays and its target changes.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let Ok(there) = fs::metadata(&target) else {
        return stage(&target, content)?.publish(&target);
    };
    if there.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !there.is_file() {
        return fs::OpenOptions::new().write(true).open(target)?.write_all(content).map(|()| Written::Changed);
    }
    if stands_already(&target, there.len(), content) {
        return Ok(Written::Unchanged);
    }
    if there.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let staged = stage(&target, content)?;
    staged.0.as_file().set_permissions(there.permissions())?;
    staged.publish(&target)
}

/// A page that waits beside its target.
struct Staged(NamedTempFile);

impl Staged {
    fn publish(self, target: &Path) -> io::Result<Written> {
        self.0.persist(target).map(|_| Written::Changed).map_err(|error| error.error)
    }
}

fn stage(target: &Path, content: &[u8]) -> io::Result<Staged> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".redraft-");
    if let Some(permissions) = new_permissions() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder).map_err(without_temporary_name)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    Ok(Staged(file))
}

/// The error alone: the name of the temporary file says nothing and is another one in every run.
fn without_temporary_name(error: io::Error) -> io::Error {
    match error.kind() {
        kind @ io::ErrorKind::NotFound => io::Error::new(kind, "there is no such folder"),
        kind => kind.into(),
    }
}

fn stands_already(target: &Path, len: u64, content: &[u8]) -> bool {
    u64::try_from(content.len()).is_ok_and(|wanted| wanted == len) && read(target).is_ok_and(|there| there == content)
}

#[expect(clippy::disallowed_methods, reason = "what stands at a page's path is compared with the page")]
fn read(target: &Path) -> io::Result<Vec<u8>> {
    fs::read(target)
}

/// A temporary file is private; a page is for everyone whom the user's mask lets read it.
#[cfg(unix)]
fn new_permissions() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_permissions() -> Option<Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder for the test")
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = folder.read_dir().expect("the folder is there");
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_page_replaces_what_stood_there_and_leaves_nothing_beside_it() {
        let folder = folder();
        let page = folder.path().join("page.html");
        assert_eq!(write(&page, b"one").expect("is written"), Written::Changed);
        assert_eq!(write(&page, b"two").expect("is written"), Written::Changed);
        assert_eq!(read(&page).expect("is there"), b"two");
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[test]
    fn an_unchanged_page_is_not_touched() {
        let folder = folder();
        let page = folder.path().join("page.html");
        write(&page, b"one").expect("is written");
        let modified = || fs::metadata(&page).and_then(|there| there.modified()).expect("is there");
        let before = modified();
        std::thread::sleep(std::time::Duration::from_millis(20));
        assert_eq!(write(&page, b"one").expect("is written"), Written::Unchanged);
        assert_eq!(modified(), before);
    }

    #[test]
    fn a_read_only_page_stays_and_is_named() {
        let folder = folder();
        let page = folder.path().join("page.html");
        write(&page, b"one").expect("is written");
        let mut permissions = fs::metadata(&page).expect("is there").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&page, permissions).expect("can be protected");
        let error = write(&page, b"two").expect_err("it is protected");
        assert!(error.to_string().contains("page.html"), "{error}");
        assert_eq!(read(&page).expect("is there"), b"one");
        assert_eq!(names(folder.path()), ["page.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_page_keeps_its_permissions_and_its_link() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = folder();
        let (page, link) = (folder.path().join("page.html"), folder.path().join("latest.html"));
        write(&page, b"one").expect("is written");
        fs::set_permissions(&page, Permissions::from_mode(0o664)).expect("can be set");
        std::os::unix::fs::symlink("page.html", &link).expect("can be linked");
        write(&link, b"two").expect("is written");
        assert_eq!(read(&page).expect("is there"), b"two");
        assert!(fs::symlink_metadata(&link).expect("is there").is_symlink());
        assert_eq!(fs::metadata(&page).expect("is there").permissions().mode() & 0o777, 0o664);
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt as _;
        write(Path::new("/dev/null"), b"one").expect("swallows everything");
        assert!(fs::metadata("/dev/null").expect("is there").file_type().is_char_device());
    }
}
