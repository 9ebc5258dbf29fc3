use super::{Attributes, Unit, UnitIdx};
use std::ops::Index;

/// One draft: who it is and its units, as an arena in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// Who it is.
    pub meta: DraftMeta,
    /// Its units in document order; a parent stands before its children.
    pub units: Vec<Unit>,
}

/// Whether a browser opens an address as a page: a `javascript:` address would run.
pub fn is_web_address(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// What is known of a draft besides its units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftMeta {
    /// The short name it is asked for by: `second`, or the file's name.
    pub label: String,
    /// The document's title.
    pub title: String,
    /// Which version it is, in words: `Second draft`.
    pub version: Option<String>,
    /// Date of publication as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Language tag; `en` where nothing is said.
    pub language: String,
    /// Until when feedback is welcome, as written.
    pub feedback_deadline: Option<String>,
    /// Where feedback goes, as written.
    pub feedback_address: Option<String>,
    /// Address pattern for feedback on one unit; `{label}`, `{title}`, `{address}`, `{anchor}`, `{draft}` are filled in.
    pub feedback: Option<String>,
    /// The official publication.
    pub publication: Option<String>,
    /// Where the text was read from, as a reader would name it.
    pub source: String,
    /// The files that it consists of, in order.
    pub files: Vec<SourceFile>,
    /// Whatever else the front matter says.
    pub other: Attributes,
}

/// One source file of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Its name, relative to the draft's source.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

impl Draft {
    /// Every unit with its place, in document order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (UnitIdx, &Unit)> {
        self.units.iter().enumerate().map(|(position, unit)| (UnitIdx::from(position), unit))
    }

    /// Every provision (no notes) with its place, in document order.
    pub fn provisions(&self) -> impl DoubleEndedIterator<Item = (UnitIdx, &Unit)> {
        self.iter().filter(|(_, unit)| !unit.kind.is_note())
    }

    /// The units around one unit, innermost first, itself not included.
    pub fn ancestors(&self, idx: UnitIdx) -> impl Iterator<Item = UnitIdx> + '_ {
        std::iter::successors(self[idx].parent, |&parent| self[parent].parent)
    }

    /// The units that stand directly in one unit, in order.
    pub fn children(&self, idx: UnitIdx) -> impl Iterator<Item = UnitIdx> + '_ {
        let end = self[idx].end;
        let first = UnitIdx(idx.0 + 1);
        std::iter::successors((first < end).then_some(first), move |&child| {
            let next = self[child].end;
            (next < end).then_some(next)
        })
    }

    /// Where a unit stands, in words from the outermost in: `Commitment 2 / Measure 2.3`.
    pub fn address(&self, idx: UnitIdx) -> String {
        let mut labels: Vec<String> = self.ancestors(idx).map(|ancestor| self[ancestor].label()).collect();
        labels.reverse();
        labels.push(self[idx].label());
        labels.join(" / ")
    }
}

impl Index<UnitIdx> for Draft {
    type Output = Unit;

    fn index(&self, idx: UnitIdx) -> &Unit {
        &self.units[idx.get()]
    }
}

/// What parsing gives: always a draft, and what was odd about its source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The draft.
    pub draft: Draft,
    /// What a drafter should look at, in source order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Something odd in a source, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The source file's name.
    pub file: String,
    /// The 1-based line; 0 where it is about the whole file.
    pub line: u32,
    /// One lower-case sentence.
    pub message: String,
}

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not meant.
    Warning,
    /// The text cannot be what its author meant.
    Error,
}
