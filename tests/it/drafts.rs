//! Whole drafts: what is counted in them by hand is what is parsed, and the promises hold of every two.

use crate::laws::{self, Subject};
use redraft::load::{self, Context};
use redraft::model::{Draft, Pair, Severity};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Names of drafts and how many units of each kind they have.
type Counts = &'static [(&'static str, &'static [(&'static str, usize)])];

const SAMPLE: Counts = &[
    ("first", &[("measure", 6), ("sub-measure", 20), ("kpi", 5)]),
    ("second", &[("commitment", 8), ("measure", 30), ("sub-measure", 1), ("kpi", 8)]),
    ("third", &[("commitment", 10), ("measure", 41), ("sub-measure", 1), ("kpi", 10)]),
];

const REAL: Counts = &[
    ("1-first.md", &[("measure", 22), ("sub-measure", 57)]),
    ("2-second.md", &[("commitment", 21), ("measure", 65), ("kpi", 66)]),
    ("3-third.md", &[("commitment", 18), ("measure", 71)]),
    ("4-final.md", &[("commitment", 12), ("measure", 40)]),
];

fn subjects(folder: &Path, counts: Counts) -> Vec<Subject> {
    let context = Context::find(folder, None).expect("the folder's series can be read");
    let draft = |name| load::draft(name, &context).unwrap_or_else(|error| panic!("{name}: {error}"));
    counts.iter().map(|(name, _)| Subject::new(draft(name))).collect()
}

pub(crate) fn sample() -> Vec<Subject> {
    subjects(&Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts"), SAMPLE)
}

/// The real drafts, which lie beside the project on some machines.
pub(crate) fn real() -> Option<Vec<Subject>> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/gpai-code");
    if folder.is_dir() {
        return Some(subjects(&folder, REAL));
    }
    skipped(&folder);
    None
}

#[expect(clippy::print_stderr, reason = "whoever runs the tests must see what was not tested")]
fn skipped(folder: &Path) {
    eprintln!("SKIPPED: the real drafts are not at {}", folder.display());
}

fn kinds(draft: &Draft) -> BTreeMap<&str, usize> {
    let mut counted = BTreeMap::new();
    for unit in &draft.units {
        *counted.entry(unit.kind.name()).or_default() += 1;
    }
    counted
}

fn are_read(subjects: &[Subject], counts: Counts) {
    for (subject, (name, counts)) in subjects.iter().zip(counts) {
        let kinds = kinds(subject.draft());
        for (kind, count) in *counts {
            assert_eq!(kinds.get(kind), Some(count), "{name}: {kind} in {kinds:?}");
        }
        let errors = subject.parsed.diagnostics.iter().filter(|told| told.severity == Severity::Error);
        assert_eq!(errors.collect::<Vec<_>>(), Vec::<&_>::new(), "{name}");
        laws::lines(subject);
    }
}

fn keep_the_promises(subjects: &[Subject]) {
    for (position, before) in subjects.iter().enumerate() {
        laws::identity(before);
        for after in subjects.iter().skip(position + 1) {
            laws::pair(Pair::new(before, after));
            laws::pair(Pair::new(after, before));
        }
    }
}

#[test]
fn the_sample_series_is_read_whole() {
    are_read(&sample(), SAMPLE);
}

#[test]
fn the_promises_hold_of_every_two_drafts_of_the_sample_series() {
    keep_the_promises(&sample());
}

#[test]
fn the_real_drafts_are_read_whole() {
    if let Some(subjects) = real() {
        are_read(&subjects, REAL);
    }
}

#[test]
fn the_promises_hold_of_every_two_real_drafts() {
    if let Some(subjects) = real() {
        keep_the_promises(&subjects);
    }
}
