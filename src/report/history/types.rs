use super::super::table::TableInfo;
use super::super::types::{ChangeReport, DraftInfo, UnitInfo};
use serde::{Deserialize, Serialize};

/// The whole history of a document: its drafts, what changed from each to the next, and the life of every unit.
///
/// Drafts, steps and lines are named by their positions here; names are parts of addresses and stay.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// The document's title.
    pub title: String,
    /// Where the site will be published, ending in `/`.
    pub base_url: Option<String>,
    /// A few plain sentences about the series.
    pub sentences: Vec<String>,
    /// The drafts, oldest first.
    pub drafts: Vec<HistoryDraft>,
    /// What changed: from each draft to the next, from the first to every later one, and whatever else was asked for.
    pub steps: Vec<HistoryStep>,
    /// The lives of all provisions, by the draft where each begins and its place there.
    pub lines: Vec<LineInfo>,
    /// Where lines were divided or put together.
    pub kin: Vec<KinInfo>,
    /// Comparisons of distant drafts, line by line: their links carry the redlines, and nothing else in them is meant
    /// to be read.
    pub apart: Vec<Apart>,
    /// Where the numbers printed in each draft lead.
    pub numbers: Vec<NumberInfo>,
    /// What feed readers are told.
    pub feeds: Vec<FeedInfo>,
}

/// One draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HistoryDraft {
    /// Its part of addresses.
    pub name: String,
    /// Who it is.
    pub info: DraftInfo,
    /// `the second draft`.
    pub called: String,
    /// How many provisions of each kind it has: `8 Commitments, 30 Measures`.
    pub counted: String,
    /// All its units; refs begin with `a`.
    pub units: Vec<UnitInfo>,
    /// For each unit its line; for a box that of the provision around it.
    pub lines: Vec<Option<usize>>,
}

/// What changed between two drafts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryStep {
    /// Its part of addresses: `first-to-second`.
    pub name: String,
    /// The older draft.
    pub before: usize,
    /// The newer draft.
    pub after: usize,
    /// What changed.
    pub report: ChangeReport,
    /// Which unit went where.
    pub table: TableInfo,
    /// `12 refined, 3 moved, 2 new`.
    pub figures: String,
}

/// The life of one provision: a unit in each of some consecutive drafts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LineInfo {
    /// Its part of addresses, by its first appearance: `first/measure-13`.
    pub name: String,
    /// Its latest label.
    pub label: String,
    /// Its latest title; empty where the label tells it.
    pub title: String,
    /// Its latest kind.
    pub kind: String,
    /// Whether the last draft has it.
    pub lives: bool,
    /// What became of it, in sentences.
    pub sentences: Vec<String>,
    /// Its units, oldest first.
    pub spots: Vec<SpotInfo>,
    /// Where it came from, besides itself: positions among the kin.
    pub origins: Vec<usize>,
    /// What else became of it: positions among the kin.
    pub heirs: Vec<usize>,
    /// Redlines between any two of its texts, the latest step first.
    pub redlines: Vec<RedlineInfo>,
}

/// A line's unit in one draft, and how it came there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpotInfo {
    /// The draft.
    pub draft: usize,
    /// The unit's position there.
    pub unit: usize,
    /// `refined; was Measure 2.3`; for the first draft how it begins.
    pub deed: String,
    /// Stable name of that.
    pub state: String,
    /// How grave it is.
    pub weight: String,
    /// The step that led here; none in the first draft.
    pub step: Option<usize>,
    /// Findings on the way here: positions in the step's report.
    pub findings: Vec<usize>,
}

/// A redline between two of a line's texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RedlineInfo {
    /// The older draft.
    pub before: usize,
    /// The newer draft.
    pub after: usize,
    /// Whether the drafts follow each other: then the link is that of a step, else that of a comparison of distant ones.
    pub next: bool,
    /// Position of the step, or of the comparison.
    pub of: usize,
    /// Position of the link there.
    pub link: usize,
    /// `From the first draft to the third: 12 % of the words changed`.
    pub called: String,
}

/// A text that went from one line to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KinInfo {
    /// The step at which it did.
    pub step: usize,
    /// The line that gave.
    pub before: usize,
    /// The line that took.
    pub after: usize,
    /// `split` or `merge`.
    pub relation: String,
    /// Positions of the two units in their drafts.
    pub units: (usize, usize),
    /// For the line that took: `split off from Measure 4 of the first draft`.
    pub came: String,
    /// For the line that gave: `split: a part became Measure 2.2 of the second draft`.
    pub went: String,
}

/// Two drafts that do not follow each other, compared line by line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Apart {
    /// The older draft.
    pub before: usize,
    /// The newer draft.
    pub after: usize,
    /// Its links are those of the lines.
    pub report: ChangeReport,
}

/// Where a number that was printed in a draft leads.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumberInfo {
    /// Its part of addresses: `first/measure-13`.
    pub name: String,
    /// `Measure 13 of the first draft`.
    pub called: String,
    /// The lines that it may mean, each with what became of the unit; more than one where the draft prints it twice.
    pub lines: Vec<(usize, String)>,
}

/// One feed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedInfo {
    /// Its part of addresses: `all`, `section/first/safety`, `unit/first/measure-13`.
    pub name: String,
    /// A name that is nobody else's and stays.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The page that it follows, from the site's root.
    pub page: String,
    /// When the newest entry was new.
    pub updated: String,
    /// What happened, newest first.
    pub entries: Vec<FeedEntry>,
}

/// One thing that happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FeedEntry {
    /// A name that is nobody else's and stays.
    pub id: String,
    /// What happened, in a line.
    pub title: String,
    /// The day of the draft in which it did.
    pub updated: String,
    /// The page that tells it, from the site's root.
    pub page: String,
    /// What happened, in a few lines.
    pub summary: Vec<String>,
}
