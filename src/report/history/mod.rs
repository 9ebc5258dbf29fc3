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

use super::table::{TableInfo, table};
use super::types::{ChangeReport, UnitInfo};
use super::{phrases, sentences, tell, units};
use crate::model::{Parsed, UnitKind};
use crate::words::Words;
use names::Names;
use std::borrow::Cow;
use std::collections::BTreeMap;

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

/// The history of some drafts, oldest first, from the steps between them; in English.
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
    lines::join(&mut lines, &kin);
    let mut history = History {
        title: about
            .title
            .unwrap_or_else(|| parsed.last().map_or_else(String::new, |last| last.draft.meta.title.clone())),
        base_url: about.base_url.map(|address| format!("{}/", address.trim_end_matches('/'))),
        steps: steps.into_iter().map(|step| history_step(step, &drafts)).collect(),
        drafts,
        kin,
        apart,
        lines,
        ..History::default()
    };
    history.tell(Words::english());
    history
}

impl History {
    /// The history in the words of a language. Its reports are in these words too: as data they are in English.
    pub fn in_words(&self, words: &Words) -> Cow<'_, Self> {
        if words == Words::english() {
            return Cow::Borrowed(self);
        }
        let mut history = self.clone();
        for step in &mut history.steps {
            step.report = step.report.in_words(words).into_owned();
        }
        for apart in &mut history.apart {
            apart.report = apart.report.in_words(words).into_owned();
        }
        for draft in &mut history.drafts {
            tell::relabel(&mut draft.units, words);
        }
        history.tell(words);
        Cow::Owned(history)
    }

    /// Tells everything that is told; reports and labels are in these words already.
    fn tell(&mut self, words: &Words) {
        for draft in &mut self.drafts {
            draft.called = phrases::draft_name(words, draft.info.version.as_deref(), &draft.info.label);
            draft.counted = counted(&draft.units, words);
        }
        for step in &mut self.steps {
            step.table = table(&step.report);
            step.figures = sentences::figures(&step.report.summary.states, words);
        }
        lines::tell(self, words);
        lives::tell(self, words);
        self.sentences = lives::series(self, words);
        self.numbers = numbers::numbers(self, words);
        self.feeds = feeds::feeds(self, words);
    }
}

fn drafts(parsed: &[&Parsed]) -> Vec<HistoryDraft> {
    let mut names = Names::new();
    let draft = |parsed: &&Parsed| {
        let (info, units) = units::describe(&parsed.draft);
        HistoryDraft { name: names.of(&info.label), info, units, ..HistoryDraft::default() }
    };
    parsed.iter().map(draft).collect()
}

/// How many provisions of each kind there are: `8 Commitments and 30 Measures`.
fn counted(units: &[UnitInfo], words: &Words) -> String {
    let mut counts: BTreeMap<UnitKind, usize> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.note.is_none()) {
        *counts.entry(UnitKind::from_name(&unit.kind)).or_default() += 1;
    }
    let said = |(kind, count): (&UnitKind, &usize)| phrases::count(words, *count, &phrases::kind(words, kind.name()));
    words.list(&counts.iter().map(said).collect::<Vec<_>>())
}

fn history_step(step: Step, drafts: &[HistoryDraft]) -> HistoryStep {
    HistoryStep {
        name: format!("{}-to-{}", drafts[step.before].name, drafts[step.after].name),
        before: step.before,
        after: step.after,
        table: TableInfo::default(),
        figures: String::new(),
        report: step.report,
    }
}
