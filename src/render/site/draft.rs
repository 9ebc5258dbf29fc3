//! A draft by itself: its clean text, with a link for every unit.

use super::super::blocks::{self, BlockView};
use super::super::text::titled;
use super::super::view::heading;
use super::Site;
use crate::render::RenderError;
use crate::report::{DraftInfo, HistoryDraft, HistoryStep, SpotInfo, UnitInfo};
use serde::Serialize;
use std::collections::BTreeMap;

/// What `site/draft.html` is filled with.
#[derive(Serialize)]
struct DraftView<'a> {
    info: &'a DraftInfo,
    /// The drafts before and after it.
    previous: Option<(String, &'a str)>,
    next: Option<(String, &'a str)>,
    /// What changed since the draft before.
    changes: Option<(String, &'a [String])>,
    chapters: Vec<Chapter<'a>>,
    units: Vec<UnitView<'a>>,
}

#[derive(Serialize)]
struct Chapter<'a> {
    anchor: &'a str,
    label: &'a str,
    title: &'a str,
    depth: u32,
}

#[derive(Serialize)]
struct UnitView<'a> {
    anchor: &'a str,
    /// Level of its heading, 2 to 6.
    level: u32,
    kind: &'a str,
    name: &'a str,
    label: &'a str,
    title: &'a str,
    attributes: &'a BTreeMap<String, String>,
    blocks: Vec<BlockView<'a>>,
    /// The page of its life.
    life: String,
    deed: &'a str,
    state: &'a str,
    /// Where its changes are shown.
    changes: Option<String>,
    notes: Vec<NoteView<'a>>,
}

#[derive(Serialize)]
struct NoteView<'a> {
    anchor: &'a str,
    name: &'a str,
    title: &'a str,
    blocks: Vec<BlockView<'a>>,
}

impl<'a> Site<'a> {
    /// A page for each draft.
    pub(super) fn draft_pages(&mut self) -> Result<(), RenderError> {
        (0..self.history.drafts.len()).try_for_each(|at| {
            let view = self.draft_view(at);
            self.fill("site/draft.html", self.history.drafts[at].page(), view)
        })
    }

    fn draft_view(&self, at: usize) -> DraftView<'a> {
        let history = self.history;
        let draft = &history.drafts[at];
        let spots = self.spots(at);
        let neighbour = |draft: &'a HistoryDraft| (draft.page(), draft.called.as_str());
        let step = at.checked_sub(1).map(|step| &history.steps[step]);
        let changes = step.map(HistoryStep::page);
        let units = draft.units.iter().zip(&draft.lines).enumerate().filter(|(_, (unit, _))| stands(draft, unit));
        DraftView {
            info: &draft.info,
            previous: at.checked_sub(1).map(|at| neighbour(&history.drafts[at])),
            next: history.drafts.get(at + 1).map(neighbour),
            changes: step.map(|step| (step.page(), step.report.summary.sentences.as_slice())),
            chapters: chapters(draft),
            units: units
                .map(|(at, (unit, line))| {
                    let life = line.map_or_else(String::new, |line| history.lines[line].page());
                    unit_view(draft, unit, life, spots.get(&at).copied(), changes.as_deref())
                })
                .collect(),
        }
    }

    /// For the units of a draft what happened to them there.
    fn spots(&self, draft: usize) -> BTreeMap<usize, &'a SpotInfo> {
        let spots = self.history.lines.iter().flat_map(|line| &line.spots);
        spots.filter(|spot| spot.draft == draft).map(|spot| (spot.unit, spot)).collect()
    }
}

/// Boxes stand within the unit around them; those outside of any stand for themselves.
fn stands(draft: &HistoryDraft, unit: &UnitInfo) -> bool {
    let within = |parent: &String| unit_of(draft, parent).is_some_and(|around| around.note.is_none());
    unit.note.is_none() || !unit.parent.as_ref().is_some_and(within)
}

fn unit_of<'a>(draft: &'a HistoryDraft, reference: &str) -> Option<&'a UnitInfo> {
    draft.units.get(reference.get(1..)?.parse::<usize>().ok()?)
}

fn unit_view<'a>(
    draft: &'a HistoryDraft,
    unit: &'a UnitInfo,
    life: String,
    spot: Option<&'a SpotInfo>,
    changes: Option<&str>,
) -> UnitView<'a> {
    let (label, title) = heading(unit);
    UnitView {
        anchor: &unit.anchor,
        level: (unit.depth + 2).min(6),
        kind: &unit.kind,
        name: &unit.label,
        label,
        title,
        attributes: &unit.attributes,
        blocks: blocks::text(unit),
        life,
        deed: spot.map_or("", |spot| &spot.deed),
        state: spot.map_or("", |spot| &spot.state),
        changes: changes.map(|page| format!("{page}#{}", unit.anchor)),
        notes: unit.notes.iter().filter_map(|note| note_view(draft, note)).collect(),
    }
}

fn note_view<'a>(draft: &'a HistoryDraft, reference: &str) -> Option<NoteView<'a>> {
    let unit = unit_of(draft, reference)?;
    let name = unit.note.as_deref().unwrap_or("box");
    Some(NoteView { anchor: &unit.anchor, name, title: &unit.label, blocks: blocks::text(unit) })
}

fn chapters(draft: &HistoryDraft) -> Vec<Chapter<'_>> {
    let listed = |unit: &&UnitInfo| matches!(unit.kind.as_str(), "preamble" | "section" | "commitment" | "appendix");
    draft.units.iter().filter(listed).map(chapter).collect()
}

fn chapter(unit: &UnitInfo) -> Chapter<'_> {
    Chapter { anchor: &unit.anchor, label: &unit.label, title: titled(unit), depth: unit.depth.min(3) }
}
