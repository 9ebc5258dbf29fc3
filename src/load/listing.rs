//! Which files of a folder make a draft, and in which order: the same for a folder on disk and one in a revision.
//!
//! ```text
//! drafts/                 read as
//!   10-annex.md           1-intro.md
//!   1-intro.md            2-measures/1.md
//!   2-measures/           2-measures/2.md
//!     2.md  1.md          10-annex.md
//!   .notes.md  cover.png
//! ```
//!
//! Links are followed, and each folder is read once, so that a link to a folder above ends.

use crate::error::Error;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Folders and files, on disk or in a revision.
pub(super) trait Tree {
    /// What stands directly in a folder, in any order, links followed.
    fn entries(&self, folder: &Path) -> Result<Vec<Entry>, Error>;
}

/// One name in a folder.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Its name; in a listing, its path from the listed folder, with `/`.
    pub(super) name: String,
    /// Where it really is: two names of one folder have one place.
    pub(super) place: PathBuf,
    /// Whether to go into it.
    pub(super) folder: bool,
}

/// The Markdown files of a folder and the folders in it, in reading order; hidden names are left out.
pub(super) fn markdown(tree: &impl Tree, root: PathBuf) -> Result<Vec<Entry>, Error> {
    let mut files = Vec::new();
    let mut read = BTreeSet::new();
    let mut pending = vec![Entry { name: String::new(), place: root, folder: true }];
    while let Some(entry) = pending.pop() {
        if !entry.folder {
            files.push(entry);
        } else if read.insert(entry.place.clone()) {
            let mut inside = tree.entries(&entry.place)?;
            inside.retain(|inner| !inner.name.starts_with('.') && (inner.folder || is_markdown(&inner.name)));
            inside.sort_by(|a, b| natural(&b.name, &a.name));
            pending.extend(inside.into_iter().map(|inner| within(&entry.name, inner)));
        }
    }
    Ok(files)
}

fn within(folder: &str, entry: Entry) -> Entry {
    if folder.is_empty() { entry } else { Entry { name: format!("{folder}/{}", entry.name), ..entry } }
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("md") || end.eq_ignore_ascii_case("markdown"))
}

/// Names in the order a person counts, 2 before 10 and 02 before 10, `code` before `code-annex`.
///
/// A total order, which sorting relies on: names that count alike (`2` and `02`) are told apart by their bytes.
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    pieces(stem(a)).cmp(pieces(stem(b))).then_with(|| a.cmp(b))
}

fn stem(name: &str) -> &str {
    if is_markdown(name) { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name }
}

/// Characters one by one, and runs of digits by their value at any length: without leading zeros, shorter is less.
fn pieces(name: &str) -> impl Iterator<Item = (char, usize, &str)> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (piece, after) = rest.split_at(digits.max(first.len_utf8()));
        rest = after;
        let value = piece.trim_start_matches('0');
        Some(if digits > 0 { ('0', value.len(), value) } else { (first, 0, "") })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ordered_as_a_person_counts() {
        let mut names = ["10-c.md", "2-b.md", "01-a.md", "010-d.md", "2-b.10.md", "2-b.9.md", "a.md", "2.md", "02.md"];
        names.sort_by(|a, b| natural(a, b));
        assert_eq!(
            names,
            ["01-a.md", "02.md", "2.md", "2-b.md", "2-b.9.md", "2-b.10.md", "10-c.md", "010-d.md", "a.md"]
        );
    }

    #[test]
    fn the_order_is_total() {
        let names = [
            "",
            "0",
            "00",
            "1",
            "01",
            "1a",
            "a1",
            "a01",
            "a",
            "10",
            "1.10",
            "1.9",
            "é2",
            "é10",
            "-",
            "0-",
            "99999999999999999999999",
        ];
        for a in names {
            assert_eq!(natural(a, a), Ordering::Equal);
            for b in names {
                assert_eq!(natural(a, b), natural(b, a).reverse(), "{a} {b}");
                for c in names {
                    let chain = natural(a, b).is_le() && natural(b, c).is_le();
                    assert!(!chain || natural(a, c).is_le(), "{a} {b} {c}");
                }
            }
        }
    }

    #[test]
    fn only_markdown_names_are_drafts() {
        assert!(["a.md", "a.MD", "a.markdown"].into_iter().all(is_markdown));
        assert!(!["a.txt", "md", "a.md.bak", "a"].into_iter().any(is_markdown));
    }
}
