//! Redlines of drafts that were edited with a plan: each thing that was done is shown as that, and little else.

use crate::edited::{self, Case};
use std::path::Path;

fn cases() -> Vec<Case> {
    edited::cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"), read)
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixture")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn what_was_done_is_told_and_nothing_else_is_marked() {
    for case in cases() {
        let verdict = edited::judge(&case);
        assert_eq!(verdict.wrong, Vec::<String>::new(), "{}", case.name);
        assert_eq!(verdict.hit, verdict.changed, "{}", case.name);
        // Marked words for each truly changed one: at most 1.15, counted in words.
        assert!(verdict.marked * 100 <= verdict.changed * 115, "{}: {verdict:?}", case.name);
    }
}

#[test]
fn edits_are_not_broken_up() {
    for case in cases() {
        let found = edited::fragments(&case.report);
        assert_eq!(found.islands, 0, "{}: {:?}", case.name, found.worst);
        assert!(found.runs * 4 <= found.sentences * 5, "{}: {:?}", case.name, found.worst);
    }
}
