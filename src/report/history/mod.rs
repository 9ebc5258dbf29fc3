//! The history of a document over all of its drafts: what a site is made from.
//!
//! ```text
//! drafts, reports of consecutive drafts ──► lines ──► kin ──► apart ──► lives ──► numbers, feeds
//!                                           who       splits  redlines  in        old numbers,
//!                                           goes on   merges  between   words     what is new
//!                                                             any two
//! ```
//!
//! Everything is named by where it first stood, so that a later draft moves no address.

mod addresses;
mod apart;
mod feeds;
mod lines;
mod lives;
mod names;
mod numbers;
mod types;

pub use types::{
    Apart, FeedEntry, FeedInfo, History, HistoryDraft, HistoryStep, KinInfo, LineInfo, NumberInfo, RedlineInfo,
    SpotInfo,
};

use super::summary;
use super::table::table;
use super::types::{ChangeReport, DraftInfo};
use super::units;
use super::words;
use crate::model::Parsed;
use names::Names;

/// What the series' manifest says of its site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The document's title; that of the last draft where nothing is said.
    pub title: Option<String>,
    /// Where the site will be published.
    pub base_url: Option<String>,
}

/// What changed between two drafts of a series, which are named by their positions.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The older draft.
    pub before: usize,
    /// The newer draft.
    pub after: usize,
    /// What changed.
    pub report: ChangeReport,
}

/// The history of some drafts, oldest first, from the steps between them.
///
/// # Panics
/// When a step names no draft, or the steps do not begin with those from each draft to the next, in order.
pub fn history(about: About, parsed: &[&Parsed], steps: Vec<Step>) -> History {
    let mut drafts = drafts(parsed);
    let next = parsed.len().saturating_sub(1);
    assert!(steps.len() >= next, "a step from each draft to the next");
    let reports: Vec<&ChangeReport> = steps[..next].iter().map(|step| &step.report).collect();
    let mut lines = lines::lines(&mut drafts, &reports);
    let kin: Vec<KinInfo> =
        reports.iter().enumerate().flat_map(|(at, report)| lines::kin(&drafts, at, report)).collect();
    let apart = apart::apart(parsed, &lines);
    let mut history = History {
        title: about
            .title
            .unwrap_or_else(|| parsed.last().map_or_else(String::new, |last| last.draft.meta.title.clone())),
        base_url: about.base_url.map(|address| format!("{}/", address.trim_end_matches('/'))),
        steps: steps.into_iter().map(|step| history_step(step, &drafts)).collect(),
        drafts,
        kin,
        apart,
        ..History::default()
    };
    lives::tell(&mut lines, &history);
    history.lines = lines;
    history.sentences = lives::series(&history);
    history.numbers = numbers::numbers(&history);
    history.feeds = feeds::feeds(&history);
    history
}

fn drafts(parsed: &[&Parsed]) -> Vec<HistoryDraft> {
    let mut names = Names::new();
    let draft = |parsed: &&Parsed| {
        let (info, units) = units::describe(&parsed.draft);
        HistoryDraft {
            name: names.of(&info.label),
            called: words::draft_name(info.version.as_deref(), &info.label),
            counted: counted(&info),
            info,
            units,
            lines: Vec::new(),
        }
    };
    parsed.iter().map(draft).collect()
}

fn counted(info: &DraftInfo) -> String {
    let counts: Vec<String> = info.counts.iter().map(|(word, count)| words::count(*count, word)).collect();
    words::list(&counts)
}

fn history_step(step: Step, drafts: &[HistoryDraft]) -> HistoryStep {
    HistoryStep {
        name: format!("{}-to-{}", drafts[step.before].name, drafts[step.after].name),
        before: step.before,
        after: step.after,
        table: table(&step.report),
        figures: summary::figures(&step.report.summary.states),
        report: step.report,
    }
}
