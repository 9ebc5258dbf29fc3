//! Where units are found from a page: their links and anchors.

use super::frame::Frame;
use super::index::Index;
use super::text::titled;
use crate::report::{ChangeReport, LinkInfo, UnitInfo};
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// A link to a unit.
#[derive(Clone, Serialize)]
pub(super) struct Target<'a> {
    pub(super) href: String,
    pub(super) label: &'a str,
    pub(super) title: &'a str,
}

/// Lays out one report.
#[derive(Clone, Copy)]
pub(super) struct Layout<'a> {
    report: &'a ChangeReport,
    index: &'a Index<'a>,
    frame: &'a Frame,
    /// Whether other units are found on pages of their own.
    alone: bool,
}

impl<'a> Layout<'a> {
    pub(super) const fn new(report: &'a ChangeReport, index: &'a Index<'a>, frame: &'a Frame) -> Self {
        Self { report, index, frame, alone: false }
    }

    /// For a page of one unit: links lead to the pages that tell the lives of the others.
    pub(super) const fn of_one_unit(report: &'a ChangeReport, index: &'a Index<'a>, frame: &'a Frame) -> Self {
        Self { report, index, frame, alone: true }
    }

    pub(super) fn unit(self, reference: &str) -> Option<&'a UnitInfo> {
        self.report.unit(reference)
    }

    pub(super) const fn report(self) -> &'a ChangeReport {
        self.report
    }

    pub(super) fn link(self, position: usize) -> Option<&'a LinkInfo> {
        self.report.links.get(position)
    }

    /// Where a ref is found on the page; older units keep an anchor where they live on.
    pub(super) fn anchor(self, reference: &str) -> String {
        let anchor = self.unit(reference).map_or("", |unit| unit.anchor.as_str());
        if reference.starts_with('b') { format!("was-{anchor}") } else { anchor.to_owned() }
    }

    /// The page of a unit's life over all drafts; empty where there is none.
    pub(super) fn lineage(self, reference: &str) -> &'a str {
        self.frame.lineage.get(reference).map_or("", String::as_str)
    }

    /// The newer unit that an older one lives on in.
    pub(super) fn heir(self, origin: &str) -> Option<&'a str> {
        self.index.heir(origin)
    }

    /// A run of a unit's text cut at the borders of passages that no link carries.
    pub(super) fn cut(self, reference: &str, run: Range<usize>) -> Vec<(Range<usize>, Option<&'a str>)> {
        self.index.cut(reference, run)
    }

    /// Where every unit of either draft is found on the page.
    pub(super) fn anchors(self) -> BTreeMap<&'a str, String> {
        let units = self.report.units.before.iter().chain(&self.report.units.after);
        units.map(|unit| (unit.reference.as_str(), self.anchor(&unit.reference))).collect()
    }

    pub(super) fn target(self, reference: &str) -> Option<Target<'a>> {
        let unit = self.unit(reference)?;
        let elsewhere = self.frame.lineage.get(reference).filter(|_| self.alone).cloned();
        let href = elsewhere.unwrap_or_else(|| format!("#{}", self.anchor(reference)));
        Some(Target { href, label: &unit.label, title: titled(unit) })
    }

    pub(super) fn targets(self, references: &[String]) -> Vec<Target<'a>> {
        references.iter().filter_map(|reference| self.target(reference)).collect()
    }
}
