//! Names of pages: part of an address that others link to, and of a path on any file system.
//!
//! An anchor may be anything that an author wrote; a page's name is short, plain and lower-case, and two that differ in
//! case only would be one file on half of the world's machines. What is lost on the way is told apart by a digest of the
//! anchor, so that a name depends on its own unit and not on its neighbours wherever that can be had.

use super::super::units::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Longest name: with a suffix and an ending it stays far below what file systems take.
const LONGEST: usize = 80;

/// Names that are given out once each.
#[derive(Default)]
pub(super) struct Names {
    taken: BTreeSet<String>,
}

impl Names {
    /// None of them is the name of a folder's own page.
    pub(super) fn new() -> Self {
        Self { taken: BTreeSet::from(["index".to_owned()]) }
    }

    /// The name of an anchor or a label, with `-2`, `-3` where it is taken.
    pub(super) fn of(&mut self, anchor: &str) -> String {
        let name = plain(anchor);
        let candidates = std::iter::once(name.clone()).chain((2..).map(|uses: u32| format!("{name}-{uses}")));
        let free = candidates.into_iter().find(|name| !self.taken.contains(name)).unwrap_or(name);
        self.taken.insert(free.clone());
        free
    }
}

/// The anchor in small plain letters; with a digest where that or its length lost something.
pub(super) fn plain(anchor: &str) -> String {
    let lower = anchor.to_lowercase();
    let safe: String = lower
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') { c } else { '-' })
        .take(LONGEST)
        .collect();
    let trimmed = safe.trim_matches(|c| matches!(c, '-' | '.' | '_'));
    if trimmed == lower && !lower.is_empty() {
        lower
    } else {
        [trimmed, &digest(anchor, 4)].join("-").trim_start_matches('-').to_owned()
    }
}

/// The first bytes of a digest, in hexadecimal.
pub(super) fn digest(text: &str, bytes: usize) -> String {
    hex(&Sha256::digest(text.as_bytes())[..bytes])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_short_plain_and_stays_below_its_folder() {
        assert_eq!(plain("measure-safety-2.3"), "measure-safety-2.3");
        assert_eq!(plain("Crash"), "crash");
        for hostile in ["..", "../../etc/passwd", "/", "", "a:b", "mesure-été", "con\0", &"long-".repeat(2000)] {
            let name = plain(hostile);
            assert!(!name.is_empty() && name.len() < 100 && !name.starts_with('.'), "{name}");
            assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)), "{name}");
        }
        assert_ne!(plain("a:b"), plain("a/b"));
    }

    #[test]
    fn equal_names_are_told_apart_and_none_is_the_index() {
        let mut names = Names::new();
        let given = ["a", "A", "a-2", "index"].map(|anchor| names.of(anchor));
        assert_eq!(given, ["a", "a-2", "a-2-2", "index-2"]);
    }
}
