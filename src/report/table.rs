//! The correspondence table: which unit went where and came from where, a line for each unit and link.
//!
//! In the manner of the correlation tables at the end of a recast law: first every provision of the older draft in
//! its order, then every provision of the newer one. Boxes are no provisions and have no lines.

use super::types::{ChangeReport, DraftInfo, LinkInfo, UnitInfo};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Both directions of the correspondence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableInfo {
    /// The older draft.
    pub before: DraftInfo,
    /// The newer draft.
    pub after: DraftInfo,
    /// From each unit of the older draft.
    pub forward: Vec<TableRow>,
    /// From each unit of the newer draft.
    pub backward: Vec<TableRow>,
}

/// One line: a unit and one counterpart of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TableRow {
    /// The unit that the line is about.
    pub from: Place,
    /// Its counterpart in the other draft; nothing for a removed or an added unit.
    pub to: Option<Place>,
    /// `same`, `split`, `merge`, `part`, `removed` or `added`.
    pub relation: String,
    /// What changed: `moved`, `renumbered`, `relevelled`, `retitled`, `refined`.
    pub aspects: Vec<String>,
    /// How grave it is.
    pub weight: String,
    /// 0 to 1; nothing for a unit without a counterpart.
    pub confidence: Option<f64>,
    /// Settled by the drafters.
    pub pinned: bool,
}

/// A unit as a line names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its ref in the change report.
    #[serde(rename = "ref")]
    pub reference: String,
    /// `Measure 2.3`.
    pub label: String,
    /// `Safety Section / Commitment 2 / Measure 2.3`.
    pub address: String,
    /// Heading without kind and number; empty where the label tells it.
    pub title: String,
}

/// The correspondence table of a report.
pub fn table(report: &ChangeReport) -> TableInfo {
    let (mut by_before, mut by_after): (BTreeMap<&str, Vec<&LinkInfo>>, BTreeMap<&str, Vec<&LinkInfo>>) =
        Default::default();
    for link in &report.links {
        by_before.entry(&link.before).or_default().push(link);
        by_after.entry(&link.after).or_default().push(link);
    }
    let weights: BTreeMap<&str, &str> =
        report.entries.iter().map(|entry| (entry.reference.as_str(), entry.weight.as_str())).collect();
    let rows = |units: &[UnitInfo], links: &BTreeMap<&str, Vec<&LinkInfo>>, alone: &str| {
        let of = |unit: &UnitInfo| match links.get(unit.reference.as_str()) {
            Some(links) => rows(report, unit, links),
            None => vec![TableRow {
                from: place(unit),
                relation: alone.to_owned(),
                weight: weights.get(unit.reference.as_str()).copied().unwrap_or("substantive").to_owned(),
                ..TableRow::default()
            }],
        };
        units.iter().filter(|unit| unit.note.is_none()).flat_map(of).collect()
    };
    TableInfo {
        before: report.before.clone(),
        after: report.after.clone(),
        forward: rows(&report.units.before, &by_before, "removed"),
        backward: rows(&report.units.after, &by_after, "added"),
    }
}

fn rows(report: &ChangeReport, unit: &UnitInfo, links: &[&LinkInfo]) -> Vec<TableRow> {
    let from = place(unit);
    let row = |link: &&LinkInfo| TableRow {
        from: from.clone(),
        to: report.unit(if link.before == unit.reference { &link.after } else { &link.before }).map(place),
        relation: link.relation.clone(),
        aspects: link.aspects.clone(),
        weight: link.weight.clone(),
        confidence: Some(link.confidence),
        pinned: link.pinned,
    };
    links.iter().map(row).collect()
}

fn place(unit: &UnitInfo) -> Place {
    let told = unit.label.contains(unit.title.as_str());
    Place {
        reference: unit.reference.clone(),
        label: unit.label.clone(),
        address: unit.address.clone(),
        title: if told { String::new() } else { unit.title.clone() },
    }
}
