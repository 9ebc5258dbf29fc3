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
    /// The label, or the address where several units of the draft have that label.
    pub name: String,
}

/// The correspondence table of a report.
pub fn table(report: &ChangeReport) -> TableInfo {
    let mut lines = Lines { report, links: BTreeMap::new(), weights: BTreeMap::new(), labels: BTreeMap::new() };
    for link in &report.links {
        lines.links.entry(&link.before).or_default().push(link);
        lines.links.entry(&link.after).or_default().push(link);
    }
    for entry in &report.entries {
        lines.weights.insert(&entry.reference, &entry.weight);
    }
    for unit in report.units.before.iter().chain(&report.units.after) {
        *lines.labels.entry((side(unit), &unit.label)).or_default() += 1;
    }
    TableInfo {
        before: report.before.clone(),
        after: report.after.clone(),
        forward: lines.of_all(&report.units.before, "removed"),
        backward: lines.of_all(&report.units.after, "added"),
    }
}

/// What the lines of a table are made from.
struct Lines<'a> {
    report: &'a ChangeReport,
    links: BTreeMap<&'a str, Vec<&'a LinkInfo>>,
    weights: BTreeMap<&'a str, &'a str>,
    /// How many units of a draft have a label.
    labels: BTreeMap<(char, &'a str), usize>,
}

impl Lines<'_> {
    fn of_all(&self, units: &[UnitInfo], alone: &str) -> Vec<TableRow> {
        units.iter().filter(|unit| unit.note.is_none()).flat_map(|unit| self.of(unit, alone)).collect()
    }

    /// The lines of one unit: one a link, or one that says that there is none.
    fn of(&self, unit: &UnitInfo, alone: &str) -> Vec<TableRow> {
        match self.links.get(unit.reference.as_str()) {
            Some(links) => links.iter().map(|link| self.linked(unit, link)).collect(),
            None => vec![TableRow {
                from: self.place(unit),
                relation: alone.to_owned(),
                weight: self.weights.get(unit.reference.as_str()).copied().unwrap_or("substantive").to_owned(),
                ..TableRow::default()
            }],
        }
    }

    fn linked(&self, unit: &UnitInfo, link: &LinkInfo) -> TableRow {
        let other = if link.before == unit.reference { &link.after } else { &link.before };
        TableRow {
            from: self.place(unit),
            to: self.report.unit(other).map(|unit| self.place(unit)),
            relation: link.relation.clone(),
            aspects: link.aspects.clone(),
            weight: link.weight.clone(),
            confidence: Some(link.confidence),
            pinned: link.pinned,
        }
    }

    fn place(&self, unit: &UnitInfo) -> Place {
        let told = unit.label.contains(unit.title.as_str());
        let shared = self.labels.get(&(side(unit), unit.label.as_str())).is_some_and(|&units| units > 1);
        Place {
            reference: unit.reference.clone(),
            label: unit.label.clone(),
            address: unit.address.clone(),
            title: if told { String::new() } else { unit.title.clone() },
            name: if shared { unit.address.clone() } else { unit.label.clone() },
        }
    }
}

/// The letter of a draft in refs.
fn side(unit: &UnitInfo) -> char {
    if unit.reference.starts_with('b') { 'b' } else { 'a' }
}
