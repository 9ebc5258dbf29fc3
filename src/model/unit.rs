use super::{Body, Number, Prose};
use std::collections::BTreeMap;
use std::fmt;

/// Where a unit stands in the arena of one draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitIdx(pub u32);

impl UnitIdx {
    /// The position as a `usize`, to index the arena.
    pub const fn get(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for UnitIdx {
    /// # Panics
    /// When a draft has more than four thousand million units, which no machine can hold.
    fn from(position: usize) -> Self {
        Self(u32::try_from(position).expect("a draft has fewer than 2^32 units"))
    }
}

/// What the author calls a unit, from an explicit `{#id}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(pub String);

/// What a unit says: a digest of its normalised title and text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash(pub u64);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A run of source lines, 1-based, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Which file of the draft.
    pub file: u32,
    /// First line.
    pub line: u32,
    /// Last line.
    pub end_line: u32,
}

/// One unit of a draft: what a reader cites as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// What its author calls it.
    pub id: Option<UnitId>,
    /// The number printed on it.
    pub number: Option<Number>,
    /// The heading's words without kind and number; empty where it has none.
    pub title: Prose,
    /// The text below the heading, without the units below it.
    pub body: Body,
    /// From the heading's line to the last line of the unit's own text.
    pub span: Span,
    /// Every source line that is its own, as runs in order: heading, text, boxes' borders; no line is two units'.
    pub lines: Vec<Span>,
    /// The unit that it stands in.
    pub parent: Option<UnitIdx>,
    /// One past the last unit that stands in it: its descendants are `idx + 1 .. end`.
    pub end: UnitIdx,
    /// `applies-to`, `wg` and the like: its own and those inherited.
    pub attributes: Attributes,
}

/// Attributes of a unit by name, in order of name.
pub type Attributes = BTreeMap<String, String>;

/// Kinds of units.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// Text before the first heading.
    Preamble,
    /// A heading without a duty of its own: part, chapter, section.
    Section,
    /// An objective of the document.
    Objective,
    /// A recital: why, not what.
    Recital,
    /// A top-level duty.
    Commitment,
    /// A duty within a Commitment.
    Measure,
    /// A duty within a Measure.
    SubMeasure,
    /// A labelled item that the vocabulary lifts to a unit: a paragraph of a statute, a requirement.
    Point,
    /// A key performance indicator.
    Kpi,
    /// An entry of a glossary.
    Definition,
    /// An appendix, annex or schedule, or a part of one.
    Appendix,
    /// A box that belongs to the unit around it and never to its text.
    Note(NoteKind),
    /// A kind that only the vocabulary in use knows.
    Other(String),
}

/// Kinds of boxes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NoteKind {
    /// The law that a duty rests on, quoted or named.
    LegalBasis,
    /// An explanation by the drafters.
    Explanation,
    /// The drafters' own account of what changed since the last draft.
    ChangeNote,
    /// A question to the readers.
    OpenQuestion,
    /// Text that may become a recital.
    RecitalMaterial,
    /// Any other box.
    Box,
}

impl UnitKind {
    /// Whether the drafters speak in it about their text, which nothing in it is part of.
    pub const fn is_comment(&self) -> bool {
        matches!(self, Self::Note(NoteKind::Explanation | NoteKind::ChangeNote | NoteKind::OpenQuestion))
    }

    /// The stable name in data: `sub-measure`, `kpi`, `note`.
    pub fn name(&self) -> &str {
        match self {
            Self::Preamble => "preamble",
            Self::Section => "section",
            Self::Objective => "objective",
            Self::Recital => "recital",
            Self::Commitment => "commitment",
            Self::Measure => "measure",
            Self::SubMeasure => "sub-measure",
            Self::Point => "point",
            Self::Kpi => "kpi",
            Self::Definition => "definition",
            Self::Appendix => "appendix",
            Self::Note(_) => "note",
            Self::Other(name) => name,
        }
    }

    /// The kind of a stable name; a name that is not built in is the vocabulary's own kind.
    pub fn from_name(name: &str) -> Self {
        match name {
            "preamble" => Self::Preamble,
            "section" => Self::Section,
            "objective" => Self::Objective,
            "recital" => Self::Recital,
            "commitment" => Self::Commitment,
            "measure" => Self::Measure,
            "sub-measure" => Self::SubMeasure,
            "point" => Self::Point,
            "kpi" => Self::Kpi,
            "definition" => Self::Definition,
            "appendix" => Self::Appendix,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word that a reader sees before the number.
    pub fn word(&self) -> &str {
        match self {
            Self::Preamble => "Preamble",
            Self::Section => "Section",
            Self::Objective => "Objective",
            Self::Recital => "Recital",
            Self::Commitment => "Commitment",
            Self::Measure => "Measure",
            Self::SubMeasure => "Sub-Measure",
            Self::Point => "Point",
            Self::Kpi => "KPI",
            Self::Definition => "Definition",
            Self::Appendix => "Appendix",
            Self::Note(kind) => kind.word(),
            Self::Other(name) => name,
        }
    }

    /// Whether the unit is a box beside the text and not a provision.
    pub const fn is_note(&self) -> bool {
        matches!(self, Self::Note(_))
    }
}

impl NoteKind {
    /// The stable name in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::LegalBasis => "legal-basis",
            Self::Explanation => "explanation",
            Self::ChangeNote => "change-note",
            Self::OpenQuestion => "open-question",
            Self::RecitalMaterial => "recital-material",
            Self::Box => "box",
        }
    }

    /// The kind of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::LegalBasis, Self::Explanation, Self::ChangeNote, Self::OpenQuestion, Self::RecitalMaterial, Self::Box]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// The words that a reader sees.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::LegalBasis => "Legal basis",
            Self::Explanation => "Explanation",
            Self::ChangeNote => "Drafters' change note",
            Self::OpenQuestion => "Open question",
            Self::RecitalMaterial => "Material for a recital",
            Self::Box => "Box",
        }
    }
}

impl Unit {
    /// What a reader calls the unit: `Measure 2.3`, or its title where it has no number.
    pub fn label(&self) -> String {
        Self::called(&self.kind, self.kind.word(), self.number.as_ref().map(Number::printed), &self.title.text)
    }

    /// The same of a unit of a kind with a word, a number and a title.
    pub fn called(kind: &UnitKind, word: &str, number: Option<&str>, title: &str) -> String {
        match number {
            Some(number) if *kind == UnitKind::Section => format!("{number} {title}").trim().to_owned(),
            Some(number) => format!("{} {number}", capitalised(word)),
            None if title.is_empty() => capitalised(word),
            None if matches!(kind, UnitKind::Section | UnitKind::Preamble | UnitKind::Note(_)) => title.to_owned(),
            None => format!("{} “{title}”", capitalised(word)),
        }
    }
}

/// A word with its first letter large.
pub(crate) fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
