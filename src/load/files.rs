//! Drafts from files, folders and standard input.

use super::listing::{self, Entry, Tree};
use crate::error::Error;
use crate::model::{DraftSource, FileText};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The draft of a file or folder; `shown` is how a reader would name the path.
pub(super) fn draft(path: &Path, shown: &Path) -> Result<DraftSource, Error> {
    let files = if path.is_dir() { folder(path, shown)? } else { vec![file(path, shown)?] };
    Ok(DraftSource { label: label(path), source: shown.display().to_string(), files, ..DraftSource::default() })
}

/// The draft on standard input.
pub(super) fn standard_input() -> Result<DraftSource, Error> {
    const NAME: &str = "standard input";
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|source| Error::ReadInput { source })?;
    let file = text(bytes, "-", NAME)?;
    Ok(DraftSource { label: "stdin".to_owned(), source: NAME.to_owned(), files: vec![file], ..DraftSource::default() })
}

/// The text of a file that is not a draft.
pub(super) fn read_text(path: &Path, shown: &Path) -> Result<String, Error> {
    file(path, shown).map(|file| file.text)
}

/// Bytes as a file of a draft: the byte order mark goes, line endings stay.
pub(super) fn text(bytes: Vec<u8>, name: &str, shown: &str) -> Result<FileText, Error> {
    let sha256 = hexadecimal(&Sha256::digest(&bytes));
    let mut text = String::from_utf8(bytes).map_err(|error| Error::NotUtf8 {
        path: shown.to_owned(),
        line: line_of(error.as_bytes(), error.utf8_error().valid_up_to()),
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len());
    }
    Ok(FileText { name: name.to_owned(), text, sha256 })
}

/// The 1-based line that an offset falls into.
pub(super) fn line_of(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|&&byte| byte == b'\n').count() + 1
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn label(path: &Path) -> String {
    let named = if path.file_name().is_some() { path.to_owned() } else { path.canonicalize().unwrap_or_default() };
    let name = if named.is_dir() { named.file_name() } else { named.file_stem() };
    name.unwrap_or(named.as_os_str()).to_string_lossy().into_owned()
}

fn file(path: &Path, shown: &Path) -> Result<FileText, Error> {
    let name = shown.file_name().unwrap_or(shown.as_os_str()).to_string_lossy();
    text(read(path, shown)?, &name, &shown.display().to_string())
}

#[expect(clippy::disallowed_methods, reason = "the one place where files are read")]
fn read(path: &Path, shown: &Path) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        return Err(Error::NotAFile { path: shown.to_owned() });
    }
    std::fs::read(path).map_err(|source| Error::ReadFile { path: shown.to_owned(), source })
}

fn folder(path: &Path, shown: &Path) -> Result<Vec<FileText>, Error> {
    let root = path.canonicalize().map_err(|source| Error::ReadFile { path: shown.to_owned(), source })?;
    let listed = listing::markdown(&Disk { root: &root, shown }, root.clone())?;
    if listed.is_empty() {
        return Err(Error::NoMarkdown { path: shown.display().to_string() });
    }
    listed.iter().map(|entry| entry_text(entry, shown)).collect()
}

fn entry_text(entry: &Entry, shown: &Path) -> Result<FileText, Error> {
    let shown = shown.join(&entry.name);
    text(read(&entry.place, &shown)?, &entry.name, &shown.display().to_string())
}

/// A folder on disk. Places are canonical, which is what makes a cycle of links visible.
pub(super) struct Disk<'a> {
    pub(super) root: &'a Path,
    pub(super) shown: &'a Path,
}

impl Disk<'_> {
    fn unreadable(&self, path: &Path, source: std::io::Error) -> Error {
        let path = path.strip_prefix(self.root).map_or_else(|_| path.to_owned(), |inside| self.shown.join(inside));
        Error::ReadFile { path, source }
    }
}

impl Tree for Disk<'_> {
    #[expect(clippy::disallowed_methods, reason = "the one place where folders are read")]
    fn entries(&self, folder: &Path) -> Result<Vec<Entry>, Error> {
        let entries = std::fs::read_dir(folder).map_err(|source| self.unreadable(folder, source))?;
        entries
            .map(|entry| {
                let path = entry.map_err(|source| self.unreadable(folder, source))?.path();
                // A link that leads nowhere stays itself: it is an error if it is called like a draft, else nothing.
                let place = path.canonicalize().unwrap_or_else(|_| path.clone());
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(Entry { name, folder: place.is_dir(), place })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_byte_is_found_in_its_line() {
        let Err(Error::NotUtf8 { path, line }) = text(b"one\r\ntwo\nthree \xff\n".to_vec(), "a.md", "x/a.md") else {
            panic!("accepted")
        };
        assert_eq!((path.as_str(), line), ("x/a.md", 3));
    }

    #[test]
    fn the_mark_goes_and_line_endings_stay() {
        let file = text(b"\xef\xbb\xbfone\r\ntwo".to_vec(), "a.md", "a.md").expect("is UTF-8");
        assert_eq!(file.text, "one\r\ntwo");
    }

    #[test]
    fn the_digest_is_of_the_bytes_as_they_stand() {
        let file = text(b"abc".to_vec(), "a.md", "a.md").expect("is UTF-8");
        assert_eq!(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let marked = text(b"\xef\xbb\xbfabc".to_vec(), "a.md", "a.md").expect("is UTF-8");
        assert_ne!(marked.sha256, file.sha256);
        assert_eq!(marked.text, file.text);
    }
}
