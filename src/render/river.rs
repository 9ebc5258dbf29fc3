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

use crate::report::{ChangeReport, LinkInfo, UnitInfo};
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

/// The picture.
#[derive(Serialize)]
pub(super) struct River<'a> {
    width: f64,
    height: f64,
    column: f64,
    blocks: Vec<Block<'a>>,
    bands: Vec<Band<'a>>,
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
        let bands = links.into_iter().filter_map(|link| band(link, &mut places)).collect();
        Self { width: WIDTH, height: rounded(tall[0].max(tall[1])), column: COLUMN, blocks, bands }
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
