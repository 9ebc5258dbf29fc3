//! The report as one page that needs nothing else: no request, no script to be readable.
//!
//! Drafts are untrusted. Every word of theirs passes the engine's escaping; the only script and style are the
//! templates' own, named by their digests in the page's security policy, so that nothing a draft says can run.

use super::index::Index;
use super::json::embedded;
use super::river::River;
use super::templates::{RenderError, Templates};
use super::view::{Correspondence, FindingView, Layout, Target, UnitView};
use crate::report::{ChangeReport, DiagnosticInfo, DraftInfo, Entry, Summary};
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What stands around a report that is one page of many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The page to go back to.
    pub home: Option<Home>,
    /// For units by ref: the page that tells their life over all drafts.
    pub lineage: BTreeMap<String, String>,
}

/// A link to the page that a report belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Home {
    /// Its address, from this page.
    pub href: String,
    /// What it is called.
    pub title: String,
}

/// What `report.html` is filled with.
#[derive(Serialize)]
struct Context<'a> {
    home: Option<&'a Home>,
    before: &'a DraftInfo,
    after: &'a DraftInfo,
    summary: &'a Summary,
    states: Vec<&'static str>,
    weights: Vec<&'static str>,
    units: Vec<UnitView<'a>>,
    anchors: BTreeMap<&'a str, String>,
    river: River<'a>,
    contents: Vec<Chapter<'a>>,
    removed: Vec<Target>,
    correspondence: Vec<Correspondence<'a>>,
    findings: BTreeMap<&'a str, Vec<FindingView<'a>>>,
    attributes: BTreeMap<&'a str, Vec<&'a str>>,
    diagnostics: &'a [DiagnosticInfo],
    style: Value,
    script: Value,
    style_digest: String,
    script_digest: String,
    data: Value,
}

/// A line of the table of contents.
#[derive(Serialize)]
struct Chapter<'a> {
    target: Target,
    depth: u32,
    state: &'a str,
}

/// The order of states in tables and filters.
const STATES: &[&str] = &["added", "removed", "split", "merged", "moved", "refined", "renumbered", "unchanged"];
/// The order of weights in tables and filters, gravest first.
const WEIGHTS: &[&str] = &["substantive", "editorial", "administrative", "none"];

/// The report as one self-contained HTML page; a page by itself has the default frame, which is none.
///
/// # Errors
/// When a replaced template cannot be read, or asks for a value that the report does not have.
pub fn html(report: &ChangeReport, templates: &Templates, frame: &Frame) -> Result<String, RenderError> {
    let environment = templates.environment()?;
    let fail = |error| RenderError::new("report.html", error);
    let page = environment.get_template("report.html").map_err(fail)?;
    page.render(context(report, templates, frame)).map_err(fail)
}

fn context<'a>(report: &'a ChangeReport, templates: &'a Templates, frame: &'a Frame) -> Value {
    let index = Index::of(report);
    let layout = Layout::new(report, &index, frame);
    let (style, script) = (templates.text("style.css"), templates.text("script.js"));
    Value::from(Serde(Context {
        home: frame.home.as_ref(),
        before: &report.before,
        after: &report.after,
        summary: &report.summary,
        states: present(STATES, |state| report.summary.states.get(state).is_some_and(|&count| count > 0)),
        weights: present(WEIGHTS, |weight| report.entries.iter().any(|entry| entry.weight == weight)),
        units: report.entries.iter().filter_map(|entry| layout.entry(entry)).collect(),
        anchors: layout.anchors(),
        river: River::of(report),
        contents: contents(report, layout),
        removed: removed(report, layout),
        correspondence: layout.correspondence(),
        findings: findings(report, layout),
        attributes: attributes(report),
        diagnostics: &report.diagnostics,
        style: Value::from_safe_string(style.to_owned()),
        script: Value::from_safe_string(script.to_owned()),
        style_digest: integrity(style),
        script_digest: integrity(script),
        data: Value::from_safe_string(embedded(&report.outline())),
    }))
}

fn present(names: &[&'static str], is_present: impl Fn(&str) -> bool) -> Vec<&'static str> {
    names.iter().copied().filter(|name| is_present(name)).collect()
}

fn contents<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> Vec<Chapter<'a>> {
    let chapters = report.entries.iter().filter_map(|entry| {
        let unit = report.unit(&entry.reference)?;
        let listed = matches!(unit.kind.as_str(), "preamble" | "section" | "commitment" | "appendix");
        let chapter = || {
            Some(Chapter { target: layout.target(&entry.reference)?, depth: unit.depth.min(3), state: &entry.state })
        };
        if listed { chapter() } else { None }
    });
    chapters.collect()
}

/// Provisions of the older draft without a successor: passages of them may live on.
fn removed(report: &ChangeReport, layout: Layout<'_>) -> Vec<Target> {
    let removed = report.entries.iter().filter(|entry| entry.state == "removed");
    let provision = |entry: &&Entry| report.unit(&entry.reference).is_some_and(|unit| unit.note.is_none());
    removed.filter(provision).filter_map(|entry| layout.target(&entry.reference)).collect()
}

fn findings<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> BTreeMap<&'a str, Vec<FindingView<'a>>> {
    let mut findings: BTreeMap<&str, Vec<FindingView<'_>>> = BTreeMap::new();
    for (position, finding) in report.findings.iter().enumerate() {
        findings.entry(&finding.aspect).or_default().extend(layout.finding(position));
    }
    findings
}

/// Attributes with the values that units carry, for the filter.
fn attributes(report: &ChangeReport) -> BTreeMap<&str, Vec<&str>> {
    let mut attributes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in report.units.after.iter().flat_map(|unit| &unit.attributes) {
        attributes.entry(name).or_default().push(value);
    }
    for values in attributes.values_mut() {
        values.sort_unstable();
        values.dedup();
    }
    attributes
}

/// The digest by which a security policy names an inline script or style: SHA-256 in base 64.
pub(super) fn integrity(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::from("sha256-");
    for chunk in digest.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) & 63;
            out.push(if place > chunk.len() { '=' } else { char::from(LETTERS[index as usize]) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_in_the_form_of_a_security_policy() {
        // As given for the empty string by `openssl dgst -sha256 -binary | base64`.
        assert_eq!(integrity(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }
}
