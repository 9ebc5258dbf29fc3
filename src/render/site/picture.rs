//! Pictures over all drafts: the river of all units, and the family of one line.

use super::super::river::{Band, Place, ribbon, rounded, scale, shown, stack, take};
use crate::report::{History, HistoryDraft, LineInfo, UnitInfo};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Width and height of the river.
const SIZE: (f64, f64) = (1080.0, 640.0);
/// Width of a draft's column.
const COLUMN: f64 = 56.0;

/// The river of all units.
#[derive(Serialize)]
pub(super) struct River<'a> {
    width: f64,
    height: f64,
    column: f64,
    names: Vec<&'a str>,
    blocks: Vec<Block<'a>>,
    bands: Vec<Band<'a>>,
}

#[derive(Serialize)]
struct Block<'a> {
    href: String,
    label: &'a str,
    title: &'a str,
    state: &'a str,
    x: f64,
    y: f64,
    height: f64,
}

/// One column: where its units stand, once for the bands that come and once for those that go.
struct Column<'a> {
    x: f64,
    come: BTreeMap<&'a str, Place>,
    go: BTreeMap<&'a str, Place>,
}

impl<'a> River<'a> {
    pub(super) fn of(history: &'a History) -> Self {
        let units: Vec<&[UnitInfo]> = history.drafts.iter().map(|draft| draft.units.as_slice()).collect();
        let scale = scale(&units, SIZE.1);
        let mut height: f64 = 0.0;
        let mut columns: Vec<Column<'_>> = Vec::new();
        for (at, draft) in history.drafts.iter().enumerate() {
            let mut come = BTreeMap::new();
            height = height.max(stack(&draft.units, scale, &mut come));
            columns.push(Column { x: across(at, history.drafts.len()), go: come.clone(), come });
        }
        let blocks = history.drafts.iter().zip(&columns).enumerate();
        Self {
            width: SIZE.0,
            height: rounded(height),
            column: COLUMN,
            names: history
                .drafts
                .iter()
                .map(|draft| draft.info.version.as_deref().unwrap_or(&draft.info.label))
                .collect(),
            blocks: blocks.flat_map(|(at, (draft, column))| column_blocks(history, at, draft, column)).collect(),
            bands: (0..history.drafts.len().saturating_sub(1))
                .flat_map(|step| bands(history, step, &mut columns))
                .collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no series has 2^52 drafts")]
fn across(at: usize, drafts: usize) -> f64 {
    rounded((SIZE.0 - COLUMN) * at as f64 / drafts.saturating_sub(1).max(1) as f64)
}

fn column_blocks<'a>(history: &'a History, at: usize, draft: &'a HistoryDraft, column: &Column<'a>) -> Vec<Block<'a>> {
    let states: BTreeMap<usize, &str> = history
        .lines
        .iter()
        .flat_map(|line| line.spots.iter().map(move |spot| (spot, ends(history, line, spot.draft))))
        .filter(|(spot, _)| spot.draft == at)
        .map(|(spot, ends)| (spot.unit, if ends { "removed" } else { spot.state.as_str() }))
        .collect();
    let block = |(position, unit): (usize, &'a UnitInfo)| {
        let place = column.come.get(unit.reference.as_str())?;
        Some(Block {
            href: history.lines[draft.lines[position]?].page(),
            label: &unit.label,
            title: super::super::text::titled(unit),
            state: states.get(&position).copied().unwrap_or("unchanged"),
            x: column.x,
            y: rounded(place.y),
            height: rounded(place.height),
        })
    };
    draft.units.iter().enumerate().filter_map(block).collect()
}

/// Whether a line ends with a draft and nothing else took its text.
fn ends(history: &History, line: &LineInfo, draft: usize) -> bool {
    let last = line.spots.last().map(|spot| spot.draft);
    last == Some(draft)
        && draft + 1 < history.drafts.len()
        && line.heirs.iter().all(|&kin| history.kin[kin].step != draft)
}

fn bands<'a>(history: &'a History, step: usize, columns: &mut [Column<'a>]) -> Vec<Band<'a>> {
    let (older, newer) = columns.split_at_mut(step + 1);
    let (Some(left), Some(right)) = (older.last_mut(), newer.first_mut()) else { return Vec::new() };
    let report = &history.steps[step].report;
    // The units of a draft are those of the report on it, but for the letter of their refs.
    let older: BTreeMap<&str, &str> = shown(&report.units.before)
        .filter_map(|unit| Some((unit.reference.as_str(), own(&history.drafts[step], &unit.reference)?)))
        .collect();
    let links: Vec<_> = report
        .links
        .iter()
        .filter_map(|link| {
            Some((*older.get(link.before.as_str())?, own(&history.drafts[step + 1], &link.after)?, link))
        })
        .filter(|(_, after, _)| right.come.contains_key(after))
        .collect();
    for (before, after, _) in &links {
        left.go.get_mut(before).into_iter().chain(right.come.get_mut(after)).for_each(|place| place.links += 1.0);
    }
    let band = |(before, after, link): (&str, &str, &'a crate::report::LinkInfo)| {
        let from = (left.x + COLUMN, take(left.go.get_mut(before)?));
        let to = (right.x, take(right.come.get_mut(after)?));
        Some(Band { state: &link.state, path: ribbon(from, to) })
    };
    links.into_iter().filter_map(band).collect()
}

fn own<'a>(draft: &'a HistoryDraft, reference: &str) -> Option<&'a str> {
    let unit = draft.units.get(reference.get(1..)?.parse::<usize>().ok()?)?;
    Some(&unit.reference)
}

/// The line and those that it came from or went to, a row each, over all drafts.
#[derive(Serialize)]
pub(super) struct Family<'a> {
    width: usize,
    height: usize,
    names: Vec<(usize, &'a str)>,
    rows: Vec<Row<'a>>,
    joints: Vec<Joint>,
}

#[derive(Serialize)]
struct Row<'a> {
    href: Option<String>,
    label: &'a str,
    title: &'a str,
    y: usize,
    /// From its first draft to its last.
    start: usize,
    end: usize,
    dots: Vec<usize>,
}

/// A text that went from one row to another.
#[derive(Serialize)]
struct Joint {
    x: usize,
    y: usize,
    to_x: usize,
    to_y: usize,
}

/// Space between drafts, space between rows, and where the first row is.
const STEP: usize = 130;
const ROW: usize = 46;
const TOP: usize = 46;
const LEFT: usize = 12;

/// The family of a line; none where it has always been for itself.
pub(super) fn family<'a>(history: &'a History, line: &'a LineInfo) -> Option<Family<'a>> {
    let kin: Vec<usize> = line.origins.iter().chain(&line.heirs).copied().collect();
    let kin: Vec<&crate::report::KinInfo> = kin.into_iter().map(|at| &history.kin[at]).collect();
    let own = history.lines.iter().position(|other| std::ptr::eq(other, line))?;
    let mut members: BTreeSet<usize> = kin.iter().flat_map(|kin| [kin.before, kin.after]).collect();
    if !members.remove(&own) {
        return None;
    }
    let order: Vec<usize> = std::iter::once(own).chain(members).collect();
    let x = |draft: usize| LEFT + draft * STEP;
    let y = |line: usize| TOP + order.iter().position(|&member| member == line).unwrap_or(0) * ROW;
    let row = |&member: &usize| {
        let life = &history.lines[member];
        let dots: Vec<usize> = life.spots.iter().map(|spot| x(spot.draft)).collect();
        Row {
            href: (member != own).then(|| format!("../../{}", life.page())),
            label: &life.label,
            title: &life.title,
            y: y(member),
            start: dots.first().copied().unwrap_or(LEFT),
            end: dots.last().copied().unwrap_or(LEFT),
            dots,
        }
    };
    let joint = |kin: &&crate::report::KinInfo| Joint {
        x: x(kin.step),
        y: y(kin.before),
        to_x: x(kin.step + 1),
        to_y: y(kin.after),
    };
    Some(Family {
        width: x(history.drafts.len().saturating_sub(1)) + STEP,
        height: TOP + order.len() * ROW,
        names: history.drafts.iter().enumerate().map(|(at, draft)| (x(at), draft.info.label.as_str())).collect(),
        rows: order.iter().map(row).collect(),
        joints: kin.iter().map(joint).collect(),
    })
}
