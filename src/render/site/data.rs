//! The site for programs: what it holds and where, and the index that the search reads.

use super::super::json::embedded;
use super::super::trace::data;
use super::Site;
use crate::report::{DraftInfo, History, LineInfo, SpotInfo};
use serde::Serialize;

/// `data.json`.
#[derive(Serialize)]
struct Contents<'a> {
    schema: &'static str,
    schema_version: u32,
    title: &'a str,
    drafts: Vec<Draft<'a>>,
    comparisons: Vec<Comparison<'a>>,
    units: Vec<Unit<'a>>,
}

#[derive(Serialize)]
struct Draft<'a> {
    page: String,
    #[serde(flatten)]
    info: &'a DraftInfo,
}

#[derive(Serialize)]
struct Comparison<'a> {
    before: &'a str,
    after: &'a str,
    page: String,
    report: String,
    states: &'a std::collections::BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Unit<'a> {
    page: String,
    feed: String,
    kind: &'a str,
    label: &'a str,
    title: &'a str,
    lives: bool,
    drafts: Vec<Spot<'a>>,
}

#[derive(Serialize)]
struct Spot<'a> {
    draft: &'a str,
    label: &'a str,
    anchor: &'a str,
    line: u32,
    state: &'a str,
    weight: &'a str,
}

/// One unit as the search knows it: short names, for the file is read by every browser that searches.
#[derive(Serialize)]
struct Found<'a> {
    /// Page.
    p: String,
    /// Label.
    l: &'a str,
    /// Title.
    t: &'a str,
    /// The labels that it had in other drafts.
    w: Vec<String>,
    /// Text in its latest draft.
    x: &'a str,
    /// Where it ended, if it did.
    e: &'a str,
}

impl<'a> Site<'a> {
    /// The contents for programs, from the history as data.
    pub(super) fn contents(&mut self, history: &History) {
        let label = |draft: usize| history.drafts[draft].info.label.as_str();
        let comparisons = history.steps.iter().map(|step| Comparison {
            before: label(step.before),
            after: label(step.after),
            page: step.page(),
            report: step.data(),
            states: &step.report.summary.states,
        });
        let contents = Contents {
            schema: "redraft.history",
            schema_version: 1,
            title: &history.title,
            drafts: history.drafts.iter().map(|draft| Draft { page: draft.page(), info: &draft.info }).collect(),
            comparisons: comparisons.collect(),
            units: history.lines.iter().map(|line| unit(history, line)).collect(),
        };
        let text = data(&contents);
        self.put("data.json".to_owned(), text);
    }

    /// The index of the search, as a script: a page that was opened from a disk may load a script, but no data.
    pub(super) fn search_index(&mut self) {
        let found: Vec<Found<'_>> = self.history.lines.iter().filter_map(|line| self.found(line)).collect();
        let text = format!("var UNITS={};\n", embedded(&found));
        self.put("search.js".to_owned(), text);
    }

    fn found(&self, line: &'a LineInfo) -> Option<Found<'a>> {
        let drafts = &self.history.drafts;
        let last = line.spots.last()?;
        let mut was: Vec<String> = Vec::new();
        for spot in &line.spots {
            let label = &drafts[spot.draft].units[spot.unit].label;
            if *label != line.label {
                was.push(format!("{label} ({})", drafts[spot.draft].info.label));
            }
        }
        Some(Found {
            p: line.page(),
            l: &line.label,
            t: &line.title,
            w: was,
            x: &drafts[last.draft].units[last.unit].text,
            e: if line.lives { "" } else { &drafts[last.draft].info.label },
        })
    }
}

fn unit<'a>(history: &'a History, line: &'a LineInfo) -> Unit<'a> {
    let spot = |spot: &'a SpotInfo| {
        let draft = &history.drafts[spot.draft];
        let unit = &draft.units[spot.unit];
        let (state, weight) = (spot.state.as_str(), spot.weight.as_str());
        Spot { draft: &draft.info.label, label: &unit.label, anchor: &unit.anchor, line: unit.line, state, weight }
    };
    Unit {
        page: line.page(),
        feed: line.feed(),
        kind: &line.kind,
        label: &line.label,
        title: &line.title,
        lives: line.lives,
        drafts: line.spots.iter().map(spot).collect(),
    }
}
