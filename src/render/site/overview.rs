//! The pages about all of it: the front page, the tables, how decisions are made, the rules, and what is not there.

use super::super::html::{STATES, integrity, present};
use super::Site;
use super::picture::River;
use crate::render::RenderError;
use crate::report::{DraftInfo, HistoryDraft, HistoryStep, Place, RuleGroup, Summary, TableRow, rules};
use minijinja::value::Value;
use serde::Serialize;

/// What `site/index.html` is filled with.
#[derive(Serialize)]
struct Overview<'a> {
    sentences: &'a [String],
    /// Newest first.
    drafts: Vec<DraftView<'a>>,
    steps: Vec<StepView<'a>>,
    river: Option<River<'a>>,
    feeds: Vec<(String, &'a str)>,
}

#[derive(Serialize)]
struct DraftView<'a> {
    info: &'a DraftInfo,
    counted: &'a str,
    page: String,
    /// How it differs from the draft before.
    step: Option<StepView<'a>>,
}

#[derive(Serialize)]
struct StepView<'a> {
    page: String,
    table: String,
    data: String,
    before: &'a str,
    after: &'a str,
    next: bool,
    figures: &'a str,
    summary: &'a Summary,
    states: Vec<&'static str>,
}

/// What `site/table.html` is filled with.
#[derive(Serialize)]
struct TableView<'a> {
    before: &'a DraftInfo,
    after: &'a DraftInfo,
    directions: [Direction<'a>; 2],
    csv: String,
    changes: String,
}

#[derive(Serialize)]
struct Direction<'a> {
    id: &'static str,
    from: &'a DraftInfo,
    to: &'a DraftInfo,
    rows: Vec<RowView<'a>>,
}

#[derive(Serialize)]
struct RowView<'a> {
    from: PlaceView<'a>,
    to: Option<PlaceView<'a>>,
    row: &'a TableRow,
}

#[derive(Serialize)]
struct PlaceView<'a> {
    page: String,
    place: &'a Place,
}

/// What `site/404.html` is filled with.
#[derive(Serialize)]
struct Missing {
    style: Value,
    style_digest: String,
}

#[derive(Serialize)]
struct Catalogue {
    groups: Vec<RuleGroup>,
}

impl<'a> Site<'a> {
    /// The front page and those that stand beside it.
    pub(super) fn overview(&mut self) -> Result<(), RenderError> {
        self.fill("site/index.html", "index.html".to_owned(), self.front())?;
        self.fill("site/how.html", "how.html".to_owned(), ())?;
        self.fill("site/rules.html", "rules.html".to_owned(), Catalogue { groups: rules(self.words) })?;
        self.missing()?;
        self.search_index();
        self.unit_index()
    }

    /// A server shows this page at any address, so its links cannot be relative; and where the site stands below a path
    /// that nobody told us, its style would not be found, so it has that with it.
    fn missing(&mut self) -> Result<(), RenderError> {
        let base = self.history.base_url.as_deref().and_then(|base| base.split_once("://"));
        let root = base.and_then(|(_, address)| Some(address[address.find('/')?..].to_owned()));
        let page = self.filled("site/404.html", "404.html", root.as_deref().unwrap_or("/"), self.missing_view())?;
        self.put("404.html".to_owned(), page);
        Ok(())
    }

    fn missing_view(&self) -> Missing {
        let style = self.style();
        Missing { style_digest: integrity(&style), style: Value::from_safe_string(style) }
    }

    fn front(&self) -> Overview<'a> {
        let history = self.history;
        let draft = |(at, draft): (usize, &'a HistoryDraft)| DraftView {
            info: &draft.info,
            counted: &draft.counted,
            page: draft.page(),
            step: at.checked_sub(1).map(|step| self.step(&history.steps[step])),
        };
        let feeds = history.feeds.iter().filter(|feed| !feed.name.starts_with("unit/"));
        Overview {
            sentences: &history.sentences,
            drafts: history.drafts.iter().enumerate().map(draft).rev().collect(),
            steps: history.steps.iter().map(|step| self.step(step)).collect(),
            river: (history.drafts.len() > 1).then(|| River::of(history)),
            feeds: feeds.map(|feed| (feed.address(), alone(&feed.title, &history.title))).collect(),
        }
    }

    fn step(&self, step: &'a HistoryStep) -> StepView<'a> {
        let summary = &step.report.summary;
        let called = |draft: usize| self.history.drafts[draft].called.as_str();
        StepView {
            page: step.page(),
            table: format!("tables/{}.html", step.name),
            data: step.data(),
            before: called(step.before),
            after: called(step.after),
            next: step.after == step.before + 1,
            figures: &step.figures,
            summary,
            states: present(STATES, |state| summary.states.get(state).is_some_and(|&count| count > 0)),
        }
    }

    /// A page a step that says which unit went where.
    pub(super) fn tables(&mut self) -> Result<(), RenderError> {
        for step in &self.history.steps {
            let (before, after) = (&self.history.drafts[step.before], &self.history.drafts[step.after]);
            let rows = |rows: &'a [TableRow], from, to| rows.iter().map(|row| self.row(row, from, to)).collect();
            let view = TableView {
                before: &before.info,
                after: &after.info,
                directions: [
                    Direction {
                        id: "forward",
                        from: &before.info,
                        to: &after.info,
                        rows: rows(&step.table.forward, before, after),
                    },
                    Direction {
                        id: "backward",
                        from: &after.info,
                        to: &before.info,
                        rows: rows(&step.table.backward, after, before),
                    },
                ],
                csv: format!("{}.csv", step.name),
                changes: step.page(),
            };
            self.fill("site/table.html", format!("tables/{}.html", step.name), view)?;
        }
        Ok(())
    }

    fn row(&self, row: &'a TableRow, from: &HistoryDraft, to: &HistoryDraft) -> RowView<'a> {
        RowView { from: self.place(&row.from, from), to: row.to.as_ref().map(|place| self.place(place, to)), row }
    }

    fn place(&self, place: &'a Place, draft: &HistoryDraft) -> PlaceView<'a> {
        let unit = place.reference.get(1..).and_then(|digits| digits.parse::<usize>().ok());
        let line = unit.and_then(|unit| draft.lines.get(unit).copied().flatten());
        PlaceView { page: line.map_or_else(String::new, |line| self.history.lines[line].page()), place }
    }
}

/// The title of a feed without that of the document, which the page has already.
fn alone<'a>(feed: &'a str, document: &str) -> &'a str {
    feed.strip_suffix(document).and_then(|part| part.strip_suffix(" · ")).unwrap_or(feed)
}
