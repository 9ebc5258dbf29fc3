//! All units from A to Z, which is also where the search is; and where old numbers lead.

use super::Site;
use crate::render::RenderError;
use crate::report::{LineInfo, NumberInfo};
use serde::Serialize;
use std::collections::BTreeMap;

/// What `site/units.html` is filled with.
#[derive(Serialize)]
struct Units<'a> {
    drafts: Vec<(String, &'a str)>,
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    /// In addresses: a letter, or `other`.
    id: String,
    letter: String,
    lines: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    page: String,
    name: &'a str,
    lives: bool,
    /// Its label in each draft; empty where it was not.
    labels: Vec<&'a str>,
}

/// What `site/was.html` is filled with.
#[derive(Serialize)]
struct Was<'a> {
    called: &'a str,
    /// The only place that it leads to.
    only: Option<String>,
    places: Vec<Lead<'a>>,
}

#[derive(Serialize)]
struct Lead<'a> {
    page: String,
    words: &'a str,
}

impl<'a> Site<'a> {
    /// All units by title.
    pub(super) fn unit_index(&mut self) -> Result<(), RenderError> {
        let history = self.history;
        let mut lines: Vec<&LineInfo> = history.lines.iter().collect();
        lines.sort_by_cached_key(|line| (letter(name(line)), name(line).to_lowercase(), &line.name));
        let groups = lines.chunk_by(|one, next| letter(name(one)) == letter(name(next)));
        let letters = groups.map(|group| {
            let first = letter(name(group[0]));
            Letter {
                id: if first == "#" { "other".to_owned() } else { first.to_lowercase() },
                letter: first,
                lines: group.iter().map(|line| self.line_of_index(line)).collect(),
            }
        });
        let drafts = history.drafts.iter();
        let view = Units {
            drafts: drafts.map(|draft| (draft.page(), draft.info.label.as_str())).collect(),
            letters: letters.collect(),
        };
        self.fill("site/units.html", "units/index.html".to_owned(), view)
    }

    fn line_of_index(&self, line: &'a LineInfo) -> Line<'a> {
        let units: BTreeMap<usize, usize> = line.spots.iter().map(|spot| (spot.draft, spot.unit)).collect();
        let label = |(at, draft): (usize, &'a crate::report::HistoryDraft)| {
            units.get(&at).map_or("", |&unit| draft.units[unit].label.as_str())
        };
        Line {
            page: line.page(),
            name: name(line),
            lives: line.lives,
            labels: self.history.drafts.iter().enumerate().map(label).collect(),
        }
    }

    /// A page for each number of each draft.
    pub(super) fn numbers(&mut self) -> Result<(), RenderError> {
        for number in &self.history.numbers {
            let view = self.was(number);
            self.fill("site/was.html", format!("was/{}/index.html", number.name), view)?;
        }
        Ok(())
    }

    fn was(&self, number: &'a NumberInfo) -> Was<'a> {
        let lead = |(line, words): &'a (usize, String)| Lead { page: self.history.lines[*line].page(), words };
        let places: Vec<Lead<'_>> = number.lines.iter().map(lead).collect();
        let only = if let [only] = places.as_slice() { Some(only.page.clone()) } else { None };
        Was { called: &number.called, only, places }
    }
}

/// The title, or the label of a unit without one.
fn name(line: &LineInfo) -> &str {
    if line.title.is_empty() { &line.label } else { &line.title }
}

/// What a name is looked up under.
fn letter(name: &str) -> String {
    match name.chars().find(|c| c.is_alphanumeric()) {
        Some(first) if first.is_alphabetic() => first.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}
