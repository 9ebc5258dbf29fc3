//! Both drafts side by side as a picture: a block a unit, as high as its text is long, and a band for every link.
//!
//! ```text
//! before              after
//! ▉▉▉━━━━━━━━━━━━━━━━━▉▉▉   refined
//! ▉▉▉━━━━━━┓  ┏━━━━━━━▉▉▉   the bands of moved units cross the others
//! ▉▉▉━━━━━━╋━━┛       ▉▉▉   new: a block without a band
//! ▉▉▉      ┗━━━━━━━━━━▉▉▉
//! ```
//!
//! Both columns have one scale, so that the draft that grew is seen to have grown.

use super::text::{short, titled};
use crate::report::{ChangeReport, LinkInfo, Sides, UnitInfo};
use serde::Serialize;
use std::collections::BTreeMap;

/// Height of the longer column.
const HEIGHT: f64 = 520.0;
/// Width of the picture; columns stand at its edges.
const WIDTH: f64 = 680.0;
/// Width of a column.
const COLUMN: f64 = 70.0;
/// Height of a unit without text, so that it can be seen and clicked.
const LEAST: f64 = 1.0;
/// Space between blocks.
const GAP: f64 = 0.5;
/// Height of a line of names beside the columns.
const LINE: f64 = 14.0;
/// Letters that a name has room for.
const NAME: usize = 24;

/// The picture.
#[derive(Serialize)]
pub(super) struct River<'a> {
    width: f64,
    height: f64,
    column: f64,
    blocks: Vec<Block<'a>>,
    bands: Vec<Band<'a>>,
    parts: Sides<Vec<Part>>,
}

/// The name of a part of a draft, beside where it begins.
#[derive(Serialize)]
struct Part {
    /// Depth in the draft: 0 or 1.
    depth: u32,
    y: f64,
    name: String,
}

#[derive(Serialize)]
struct Block<'a> {
    /// The unit's ref; pages know where it is.
    #[serde(rename = "ref")]
    reference: &'a str,
    label: &'a str,
    state: &'a str,
    /// How much of it changed, in four steps.
    shade: &'static str,
    x: f64,
    y: f64,
    height: f64,
}

/// The way of a text.
#[derive(Serialize)]
pub(super) struct Band<'a> {
    pub(super) state: &'a str,
    pub(super) path: String,
}

/// Where a unit's block stands, and how much of it bands have taken.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) y: f64,
    pub(super) height: f64,
    pub(super) links: f64,
    taken: f64,
}

impl<'a> River<'a> {
    pub(super) fn of(report: &'a ChangeReport) -> Self {
        let scale = scale(&[&report.units.before, &report.units.after], HEIGHT);
        let mut places = BTreeMap::new();
        let tall = [&report.units.before, &report.units.after].map(|units| stack(units, scale, &mut places));
        let links: Vec<&LinkInfo> =
            report.links.iter().filter(|link| places.contains_key(link.after.as_str())).collect();
        for reference in links.iter().flat_map(|link| [&link.before, &link.after]) {
            if let Some(place) = places.get_mut(reference.as_str()) {
                place.links += 1.0;
            }
        }
        let blocks = blocks(report, &places);
        let before = parts(&report.units.before, tall[0], &places);
        let after = parts(&report.units.after, tall[1], &places);
        let bands = links.into_iter().filter_map(|link| band(link, &mut places)).collect();
        Self {
            width: WIDTH,
            height: rounded(tall[0].max(tall[1])),
            column: COLUMN,
            blocks,
            bands,
            parts: Sides { before, after },
        }
    }
}

/// The provisions of a draft, with what says something.
pub(super) fn shown(units: &[UnitInfo]) -> impl Iterator<Item = &UnitInfo> {
    units.iter().filter(|unit| unit.note.is_none())
}

/// Height of a word, so that the longest column is as high as wanted.
pub(super) fn scale(columns: &[&[UnitInfo]], height: f64) -> f64 {
    let free = |units: &&[UnitInfo]| {
        let (count, words) = shown(units).fold((0.0, 0.0), |(count, words), unit| (count + 1.0, words + length(unit)));
        if words > 0.0 { ((height - count * (GAP + LEAST)) / words).max(0.001) } else { 1.0 }
    };
    columns.iter().map(free).fold(f64::INFINITY, f64::min)
}

#[expect(clippy::cast_precision_loss, reason = "no unit has 2^52 words")]
const fn length(unit: &UnitInfo) -> f64 {
    unit.words as f64
}

/// Stacks one column; gives its height.
pub(super) fn stack<'a>(units: &'a [UnitInfo], scale: f64, places: &mut BTreeMap<&'a str, Place>) -> f64 {
    let mut y = 0.0;
    for unit in shown(units) {
        let height = LEAST + length(unit) * scale;
        places.insert(&unit.reference, Place { y, height, links: 0.0, taken: 0.0 });
        y += height + GAP;
    }
    y
}

fn blocks<'a>(report: &'a ChangeReport, places: &BTreeMap<&str, Place>) -> Vec<Block<'a>> {
    let mut states: BTreeMap<&str, (&str, &'static str)> = BTreeMap::new();
    for link in report.links.iter().filter(|link| link.relation != "part") {
        let state = (link.state.as_str(), shade(link.changed));
        states.entry(&link.before).or_insert(state);
        states.entry(&link.after).or_insert(state);
    }
    let column = |units: &'a [UnitInfo], x: f64, alone: &'static str| {
        let block = |unit: &'a UnitInfo, place: &Place| {
            let (state, shade) = states.get(unit.reference.as_str()).copied().unwrap_or((alone, "s4"));
            let (y, height) = (rounded(place.y), rounded(place.height));
            Block { reference: &unit.reference, label: &unit.label, state, shade, x, y, height }
        };
        let placed = |unit| Some(block(unit, places.get(unit.reference.as_str())?));
        units.iter().filter_map(placed).collect::<Vec<_>>()
    };
    let mut blocks = column(&report.units.before, 0.0, "removed");
    blocks.extend(column(&report.units.after, WIDTH - COLUMN, "added"));
    blocks
}

/// The names of a draft's outer parts, those further in only where the outer ones leave room.
fn parts(units: &[UnitInfo], tall: f64, places: &BTreeMap<&str, Place>) -> Vec<Part> {
    let units: Vec<(&UnitInfo, f64)> =
        shown(units).filter_map(|unit| Some((unit, places.get(unit.reference.as_str())?.y))).collect();
    let mut parts: Vec<Part> = Vec::new();
    for depth in 0..=1 {
        for (position, &(unit, y)) in units.iter().enumerate().filter(|(_, (unit, _))| unit.depth == depth) {
            let next = units[position + 1..].iter().find(|(next, _)| next.depth <= depth);
            let is_free = parts.iter().all(|part| (part.y - y).abs() >= LINE);
            if is_free && next.map_or(tall, |&(_, y)| y) - y >= LINE {
                let name = short(format!("{} {}", unit.label, titled(unit)).trim(), NAME);
                parts.push(Part { depth, y: rounded(y), name });
            }
        }
    }
    parts
}

/// The class of a share of change.
fn shade(changed: f64) -> &'static str {
    match changed {
        share if share < 0.1 => "s1",
        share if share < 0.3 => "s2",
        share if share < 0.6 => "s3",
        _ => "s4",
    }
}

fn band<'a>(link: &'a LinkInfo, places: &mut BTreeMap<&str, Place>) -> Option<Band<'a>> {
    let left = take(places.get_mut(link.before.as_str())?);
    let right = take(places.get_mut(link.after.as_str())?);
    Some(Band { state: &link.state, path: ribbon((COLUMN, left), (WIDTH - COLUMN, right)) })
}

/// The outline of a band from a stretch of one edge to a stretch of another: each edge's x, then top and bottom.
pub(super) fn ribbon(
    (x, (top, bottom)): (f64, (f64, f64)),
    (end, (right_top, right_bottom)): (f64, (f64, f64)),
) -> String {
    let middle = rounded(f64::midpoint(x, end));
    format!(
        "M{x} {top}C{middle} {top} {middle} {right_top} {end} {right_top}V{right_bottom}C{middle} {right_bottom} {middle} {bottom} {x} {bottom}Z"
    )
}

/// The next share of a block's edge: its links divide it evenly.
pub(super) fn take(place: &mut Place) -> (f64, f64) {
    let share = place.height / place.links.max(1.0);
    let top = place.y + place.taken;
    place.taken += share;
    (rounded(top), rounded(top + share))
}

/// A tenth of a unit is less than a reader sees, and saves half of the page's figures.
pub(super) fn rounded(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_parts_are_named_where_outer_ones_leave_room() {
        let column =
            [("I", 0, 0.0), ("Measure 1", 1, 5.0), ("Measure 2", 1, 40.0), ("II", 0, 100.0), ("III", 0, 105.0)];
        let units = column.map(|(label, depth, _)| UnitInfo {
            reference: label.to_owned(),
            label: label.to_owned(),
            depth,
            ..UnitInfo::default()
        });
        let places = column.map(|(label, _, y)| (label, Place { y, height: 1.0, links: 0.0, taken: 0.0 })).into();
        let named: Vec<(String, f64)> =
            parts(&units, 200.0, &places).into_iter().map(|part| (part.name, part.y)).collect();
        let wanted = [("I", 0.0), ("III", 105.0), ("Measure 2", 40.0)];
        assert_eq!(named, wanted.map(|(name, y)| (name.to_owned(), y)));
    }
}
