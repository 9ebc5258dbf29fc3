//! Everything a page shows, already worded, inert: the only types that serialise.
//!
//! The middle stages speak in positions and byte ranges; a reader, a template and a script want words. [`build`]
//! expands the one into the other, counts, and makes every sentence, so that what renders the report computes nothing
//! and two renderings can never disagree. As data a report is in English; [`ChangeReport::in_words`] says the same in
//! another language, from what the report holds.
//!
//! Schema version 1. Fields may be added; those of the published schema keep their names.

mod anchors;
mod blocks;
mod brief;
mod build;
mod catalogue;
mod deeds;
mod entries;
mod explanation;
mod feedback;
mod findings;
mod history;
mod links;
mod log;
mod order;
mod outline;
mod passages;
mod phrases;
mod reads;
mod reasons;
mod redlines;
mod repeated;
mod review;
mod sentences;
mod sound;
mod stages;
mod summary;
mod table;
mod tell;
mod terms;
mod told;
mod types;
mod units;

pub use brief::{UnitBrief, called};
pub use build::build;
pub use catalogue::{RuleGroup, RuleInfo, catalogue, rules};
pub use explanation::{CandidateInfo, ExplanationInfo, explanation};
pub use feedback::opens;
pub use history::{
    About, Apart, FeedEntry, FeedInfo, History, HistoryDraft, HistoryStep, KinInfo, LineInfo, NumberInfo, RedlineInfo,
    SpotInfo, Step, history,
};
pub use log::{LogDraft, LogInfo, LogStep, LogUnit, Spot, line, log};
pub use outline::{FindingRow, LinkRow, OUTLINE_SCHEMA, Outline, RuleRow, Table, UnitRow};
pub use review::{ReviewInfo, ReviewItem, review};
pub use table::{Place, TableInfo, TableRow, table};
pub use types::{
    BlockInfo, ChangeReport, ChapterSummary, DiagnosticInfo, DraftInfo, Entry, FindingInfo, KindSummary, LinkInfo,
    PassageInfo, PhraseInfo, PlaceInfo, ReasonInfo, RedlineBlockInfo, RepeatedInfo, RepeatedPlace, SCHEMA,
    SCHEMA_VERSION, SegmentInfo, Sides, Summary, UnitInfo,
};
pub use units::describe;

/// The JSON schema (draft 2020-12) that every [`ChangeReport`] holds to.
pub const JSON_SCHEMA: &str = include_str!("schema.json");
