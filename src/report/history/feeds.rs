//! What feed readers are told: a feed for the document, one for each outermost section, one for each line.
//!
//! Names of feeds and entries are made from the document's title and from addresses, never from where the site is
//! published or when it was built: a reader is told everything once.

use super::super::types::{ChangeReport, Entry};
use super::lines::named;
use super::names::digest;
use super::{FeedEntry, FeedInfo, History, HistoryStep, LineInfo};
use crate::words::{Words, is_day};
use std::collections::BTreeMap;

/// All feeds.
pub(super) fn feeds(history: &History, words: &Words) -> Vec<FeedInfo> {
    let writer = Writer { history, words, days: days(history) };
    let mut feeds = vec![writer.document()];
    feeds.extend(writer.sections());
    feeds.extend(history.lines.iter().map(|line| writer.line(line)));
    feeds
}

/// The day of each draft; of one without a date that of the draft before.
fn days(history: &History) -> Vec<String> {
    let mut last = "1970-01-01".to_owned();
    let day = |date: &Option<String>| date.clone().filter(|date| is_day(date));
    let mut days = Vec::with_capacity(history.drafts.len());
    for draft in &history.drafts {
        last = day(&draft.info.date).unwrap_or(last);
        days.push(format!("{last}T00:00:00Z"));
    }
    days
}

struct Writer<'a> {
    history: &'a History,
    words: &'a Words,
    days: Vec<String>,
}

impl<'a> Writer<'a> {
    /// A version 8 UUID: the digest of what is named.
    fn id(&self, name: &str) -> String {
        let hex = digest(&format!("{}\n{name}", self.history.title), 16);
        format!("urn:uuid:{}-{}-8{}-9{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
    }

    fn feed(&self, name: String, title: String, page: String, mut entries: Vec<FeedEntry>) -> FeedInfo {
        entries.reverse();
        let updated = entries.first().map_or_else(|| self.days[0].clone(), |entry| entry.updated.clone());
        FeedInfo { id: self.id(&name), name, title, page, updated, entries }
    }

    fn entry(&self, name: &str, draft: usize, title: String, page: String, summary: Vec<String>) -> FeedEntry {
        FeedEntry { id: self.id(name), title, updated: self.days[draft].clone(), page, summary }
    }

    fn document(&self) -> FeedInfo {
        let entries = self.history.drafts.iter().enumerate().map(|(at, draft)| {
            let name = format!("draft/{}", draft.name);
            match at.checked_sub(1).map(|step| &self.history.steps[step]) {
                Some(step) => {
                    let values = [("draft", draft.called.as_str()), ("figures", &step.figures)];
                    let title = self.words.say("feed.draft", &values);
                    self.entry(&name, at, title, step.page(), step.report.summary.sentences.clone())
                }
                None => {
                    let title = self.words.say("feed.first", &[("draft", &draft.called)]);
                    self.entry(&name, at, title, draft.page(), Vec::new())
                }
            }
        });
        self.feed("all".to_owned(), self.history.title.clone(), "index.html".to_owned(), entries.collect())
    }

    /// A feed for each line that is an outermost unit with others in it, in some draft.
    fn sections(&self) -> Vec<FeedInfo> {
        let mut told: BTreeMap<usize, Vec<FeedEntry>> = BTreeMap::new();
        for draft in &self.history.drafts {
            for unit in draft.units.iter().filter(|unit| unit.note.is_none()) {
                let around = outermost(&draft.units, unit.parent.as_deref());
                told.entry(around.and_then(|around| draft.lines[around]).unwrap_or(usize::MAX)).or_default();
            }
        }
        told.remove(&usize::MAX);
        for step in &self.history.steps[..self.history.drafts.len().saturating_sub(1)] {
            for (line, changes) in self.by_section(step) {
                let entry = self.section_entry(line, step, changes);
                told.entry(line).or_default().push(entry);
            }
        }
        told.into_iter().map(|(line, entries)| self.section(&self.history.lines[line], entries)).collect()
    }

    fn section(&self, line: &LineInfo, entries: Vec<FeedEntry>) -> FeedInfo {
        let title = format!("{} · {}", full(line), self.history.title);
        self.feed(format!("section/{}", line.name), title, line.page(), entries)
    }

    /// The provisions that changed at a step, by the line of the outermost unit around them.
    fn by_section(&self, step: &'a HistoryStep) -> BTreeMap<usize, Vec<&'a Entry>> {
        let mut found: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
        for entry in step.report.entries.iter().filter(|entry| is_news(entry)) {
            let (side, units) = side(step, entry);
            let Some(unit) = step.report.unit(&entry.reference).filter(|unit| unit.note.is_none()) else { continue };
            let draft = &self.history.drafts[side];
            let around = outermost(units, Some(&unit.reference)).and_then(|around| draft.lines[around]);
            if let Some(line) = around {
                found.entry(line).or_default().push(entry);
            }
        }
        found
    }

    fn section_entry(&self, line: usize, step: &HistoryStep, changed: Vec<&Entry>) -> FeedEntry {
        let section = &self.history.lines[line];
        let draft = &self.history.drafts[step.after].called;
        let values = [("draft", draft.as_str()), ("section", &full(section))];
        let title = self.words.count("feed.changes", changed.len(), &values);
        let lines = changed.into_iter().filter_map(|entry| {
            let unit = named(self.words, step.report.unit(&entry.reference)?);
            Some(self.words.say("feed.change", &[("unit", &unit), ("deed", &entry.words)]))
        });
        let name = format!("section/{}/{}", section.name, step.name);
        self.entry(&name, step.after, title, step.page(), lines.collect())
    }

    fn line(&self, line: &LineInfo) -> FeedInfo {
        let page = line.page();
        let mut entries = Vec::new();
        for spot in line.spots.iter().filter(|spot| !matches!(spot.state.as_str(), "unchanged" | "renumbered")) {
            let draft = &self.history.drafts[spot.draft];
            let unit = named(self.words, &draft.units[spot.unit]);
            let values = [("unit", unit.as_str()), ("draft", &draft.called), ("deed", &spot.deed)];
            let title = self.words.say("feed.unit", &values);
            let found =
                spot.step.map_or_else(Vec::new, |step| findings(&self.history.steps[step].report, &spot.findings));
            entries.push(self.entry(
                &format!("unit/{}/{}", line.name, draft.name),
                spot.draft,
                title,
                page.clone(),
                found,
            ));
        }
        if let (false, Some(last)) = (line.lives, line.spots.last()) {
            let draft = &self.history.drafts[last.draft + 1];
            let title = self.words.say("feed.gone", &[("unit", &full(line)), ("draft", &draft.called)]);
            let said = line.sentences.clone();
            entries.push(self.entry(
                &format!("unit/{}/{}", line.name, draft.name),
                last.draft + 1,
                title,
                page.clone(),
                said,
            ));
        }
        self.feed(format!("unit/{}", line.name), format!("{} · {}", full(line), self.history.title), page, entries)
    }
}

/// A change that a reader has anything to read of.
fn is_news(entry: &Entry) -> bool {
    !matches!(entry.state.as_str(), "unchanged" | "renumbered")
}

/// The draft that an entry's unit is of, and the units of that side.
fn side<'a>(step: &'a HistoryStep, entry: &Entry) -> (usize, &'a [super::super::types::UnitInfo]) {
    if entry.reference.starts_with('b') {
        (step.before, &step.report.units.before)
    } else {
        (step.after, &step.report.units.after)
    }
}

/// The position of the outermost unit around a unit, or of the unit itself.
fn outermost(units: &[super::super::types::UnitInfo], reference: Option<&str>) -> Option<usize> {
    let mut at = super::lines::position(reference?);
    while let Some(parent) = units.get(at)?.parent.as_deref() {
        at = super::lines::position(parent);
    }
    Some(at)
}

fn full(line: &LineInfo) -> String {
    if line.title.is_empty() { line.label.clone() } else { format!("{} {}", line.label, line.title) }
}

fn findings(report: &ChangeReport, found: &[usize]) -> Vec<String> {
    found.iter().filter_map(|&at| Some(report.findings.get(at)?.words.clone())).collect()
}
