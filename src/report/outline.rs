//! The report without its texts, as tables: for programs that read a page which shows the texts already.
//!
//! A published page is sent by mail and opened on phones, so a column's name stands once and not in every row.

use super::types::{
    ChangeReport, DraftInfo, FindingInfo, LinkInfo, PhraseInfo, SCHEMA_VERSION, Sides, Summary, UnitInfo,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The `schema` of every outline.
pub const OUTLINE_SCHEMA: &str = "redraft.change-outline";

/// Units, links, findings and figures of a report; refs and anchors are those of the report and of its page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// Always [`OUTLINE_SCHEMA`].
    pub schema: String,
    /// That of the report.
    pub schema_version: u32,
    /// The older draft.
    pub before: DraftInfo,
    /// The newer draft.
    pub after: DraftInfo,
    /// Row n is the unit of ref `b<n>` or `a<n>`.
    pub units: Sides<Table<UnitRow>>,
    /// All correspondences.
    pub links: Table<LinkRow>,
    /// Refs of units without an origin.
    pub added: Vec<String>,
    /// Refs of units without a successor.
    pub removed: Vec<String>,
    /// The rules that found something.
    pub rules: Table<RuleRow>,
    /// What they say; a rule is told by its row in `rules`.
    pub findings: Table<FindingRow>,
    /// Headline figures and sentences.
    pub summary: Summary,
}

/// Rows below the names of their columns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table<R> {
    /// The names, in the order of a row's values.
    pub columns: Vec<String>,
    /// One row an item.
    pub rows: Vec<R>,
}

/// Label, anchor and line.
pub type UnitRow = (String, String, u32);
/// Refs before and after, relation, state, aspects, weight and confidence.
pub type LinkRow = (String, String, String, String, Vec<String>, String, f64);
/// Id, effect and weight.
pub type RuleRow = (String, String, String);
/// Row of the rule, and the refs of the phrases before and after.
pub type FindingRow = (usize, Option<String>, Option<String>);

impl ChangeReport {
    /// The report without the texts.
    pub fn outline(&self) -> Outline {
        let rules: BTreeSet<RuleRow> = self.findings.iter().map(rule).collect();
        let rules: Vec<RuleRow> = rules.into_iter().collect();
        Outline {
            schema: OUTLINE_SCHEMA.to_owned(),
            schema_version: SCHEMA_VERSION,
            before: self.before.clone(),
            after: self.after.clone(),
            units: Sides { before: units(&self.units.before), after: units(&self.units.after) },
            links: table(
                &["before", "after", "relation", "state", "aspects", "weight", "confidence"],
                self.links.iter().map(link),
            ),
            added: self.added.clone(),
            removed: self.removed.clone(),
            findings: table(&["rule", "before", "after"], self.findings.iter().map(|found| finding(found, &rules))),
            rules: table(&["id", "effect", "weight"], rules.into_iter()),
            summary: self.summary.clone(),
        }
    }
}

fn table<R>(columns: &[&str], rows: impl Iterator<Item = R>) -> Table<R> {
    Table { columns: columns.iter().map(|&name| name.to_owned()).collect(), rows: rows.collect() }
}

fn units(units: &[UnitInfo]) -> Table<UnitRow> {
    let row = |unit: &UnitInfo| (unit.label.clone(), unit.anchor.clone(), unit.line);
    table(&["label", "anchor", "line"], units.iter().map(row))
}

fn link(link: &LinkInfo) -> LinkRow {
    let LinkInfo { before, after, relation, state, aspects, weight, confidence, .. } = link;
    let (relation, state, weight) = (relation.clone(), state.clone(), weight.clone());
    (before.clone(), after.clone(), relation, state, aspects.clone(), weight, *confidence)
}

fn rule(finding: &FindingInfo) -> RuleRow {
    (finding.rule.clone(), finding.effect.clone(), finding.weight.clone())
}

fn finding(finding: &FindingInfo, rules: &[RuleRow]) -> FindingRow {
    let place = |phrase: &Option<PhraseInfo>| phrase.as_ref().map(|phrase| phrase.reference.clone());
    let own = rule(finding);
    let row = rules.partition_point(|known| *known < own);
    (row, place(&finding.before), place(&finding.after))
}
