//! The report as one page that needs nothing else: no request, no script to be readable.
//!
//! Drafts are untrusted. Every word of theirs passes the engine's escaping; the only script and style are the
//! templates' own, named by their digests in the page's security policy, so that nothing a draft says can run.

use super::frame::{Frame, Home};
use super::index::Index;
use super::json::{compact, embedded};
use super::layout::{Layout, Target};
use super::river::River;
use super::templates::{RenderError, Templates, fill, quoted};
use super::text::short;
use super::view::{Correspondence, FindingGroup, UnitView, grouped};
use crate::report::{ChangeReport, DiagnosticInfo, DraftInfo, Entry, RepeatedInfo, Sides, Summary};
use crate::words::Words;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// An edit that was made in many places.
#[derive(Serialize)]
struct Repeated<'a> {
    before: &'a str,
    after: &'a str,
    times: usize,
    places: Vec<Target<'a>>,
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
    removed: Vec<Target<'a>>,
    repeated: Vec<Repeated<'a>>,
    questions: Vec<Target<'a>>,
    totals: Sides<usize>,
    correspondence: Vec<Correspondence<'a>>,
    findings: BTreeMap<&'a str, Vec<FindingGroup<'a>>>,
    attributes: BTreeMap<&'a str, Vec<&'a str>>,
    diagnostics: &'a [DiagnosticInfo],
    style: Value,
    script: Value,
    style_digest: String,
    script_digest: String,
    data: Value,
    script_words: String,
}

/// A line of the table of contents.
#[derive(Serialize)]
struct Chapter<'a> {
    target: Target<'a>,
    /// Label and title.
    name: String,
    depth: u32,
    states: &'a BTreeMap<String, usize>,
}

/// What the script says, and of which drafts.
#[derive(Serialize)]
struct ScriptWords<'a> {
    words: &'a serde_json::Value,
    before: Cited<'a>,
    after: Cited<'a>,
}

/// A draft as a citation names it.
#[derive(Serialize)]
struct Cited<'a> {
    draft: &'a str,
    title: &'a str,
    date: Option<String>,
}

/// The order of states in tables and filters.
pub(super) const STATES: &[&str] =
    &["added", "removed", "split", "merged", "moved", "refined", "renumbered", "unchanged"];
/// The order of weights in tables and filters, gravest first.
const WEIGHTS: &[&str] = &["substantive", "editorial", "administrative", "none"];

/// The report as one self-contained HTML page; a page by itself has the default frame, which is none.
///
/// # Errors
/// When a replaced template cannot be read, or asks for a value that the report does not have.
pub fn html(report: &ChangeReport, templates: &Templates, frame: &Frame) -> Result<String, RenderError> {
    let words = templates.words(&report.after.language)?;
    let environment = templates.environment(&words, &report.after.language)?;
    let style = templates.style(&words) + &running_head(report, &words);
    let data = embedded(&report.outline());
    let report = report.in_words(&words);
    fill(&environment, "report.html", context(&report, templates, frame, (&style, &words, data)))
}

/// Title and drafts at the head of every printed page.
fn running_head(report: &ChangeReport, words: &Words) -> String {
    let (before, after) = (cited(&report.before, words), cited(&report.after, words));
    let head = format!("{} · {} → {}", short(after.title, 80), short(before.draft, 30), short(after.draft, 30));
    format!(
        "@page{{@top-left{{content:{}}}@bottom-right{{content:counter(page)\" / \"counter(pages)}}}}",
        quoted(&head)
    )
}

fn cited<'a>(draft: &'a DraftInfo, words: &Words) -> Cited<'a> {
    let name = draft.version.as_deref().unwrap_or(&draft.label);
    Cited {
        draft: name,
        title: if draft.title.is_empty() { &draft.label } else { &draft.title },
        date: draft.date.as_deref().map(|date| words.day(date)),
    }
}

fn context<'a>(
    report: &'a ChangeReport,
    templates: &'a Templates,
    frame: &'a Frame,
    (style, words, data): (&'a str, &'a Words, String),
) -> Value {
    let index = Index::of(report);
    let layout = Layout::new(report, &index, frame);
    let script = templates.text("script.js");
    let total = |pick: fn(&Sides<usize>) -> usize| report.summary.kinds.iter().map(|kind| pick(&kind.total)).sum();
    Value::from(Serde(Context {
        home: frame.home.as_ref(),
        before: &report.before,
        after: &report.after,
        summary: &report.summary,
        states: present(STATES, |state| report.summary.states.get(state).is_some_and(|&count| count > 0)),
        weights: present(WEIGHTS, |weight| report.entries.iter().any(|entry| entry.weight == weight)),
        units: layout.entries(),
        anchors: layout.anchors(),
        river: River::of(report),
        contents: contents(report, layout),
        removed: removed(report, layout),
        repeated: repeated(report, layout),
        questions: questions(report, layout),
        totals: Sides { before: total(|sides| sides.before), after: total(|sides| sides.after) },
        correspondence: layout.correspondence(),
        findings: findings(report, layout),
        attributes: attributes(report),
        diagnostics: &report.diagnostics,
        style: Value::from_safe_string(style.to_owned()),
        script: Value::from_safe_string(script.to_owned()),
        style_digest: integrity(style),
        script_digest: integrity(script),
        data: Value::from_safe_string(data),
        script_words: compact(&ScriptWords {
            words: &words.tree()["script"],
            before: cited(&report.before, words),
            after: cited(&report.after, words),
        }),
    }))
}

pub(super) fn present(names: &[&'static str], is_present: impl Fn(&str) -> bool) -> Vec<&'static str> {
    names.iter().copied().filter(|name| is_present(name)).collect()
}

fn contents<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> Vec<Chapter<'a>> {
    let chapters = report.summary.chapters.iter().filter_map(|chapter| {
        let target = layout.target(&chapter.reference)?;
        let name = format!("{} {}", target.label, target.title).trim_end().to_owned();
        let depth = report.unit(&chapter.reference)?.depth.min(3);
        Some(Chapter { target, name, depth, states: &chapter.states })
    });
    chapters.collect()
}

fn repeated<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> Vec<Repeated<'a>> {
    let view = |edit: &'a RepeatedInfo| Repeated {
        before: &edit.before,
        after: &edit.after,
        times: edit.times,
        places: edit.places.iter().filter_map(|place| layout.target(&place.reference)).collect(),
    };
    report.repeated.iter().map(view).collect()
}

/// Units of the newer draft that its drafters left questions open at.
fn questions<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> Vec<Target<'a>> {
    let open = |entry: &&Entry| {
        let kinds = entry.notes.iter().filter(|note| note.state != "removed").map(|note| report.unit(&note.reference));
        kinds.flatten().any(|unit| unit.note.as_deref() == Some("open-question"))
    };
    report.entries.iter().filter(open).filter_map(|entry| layout.target(&entry.reference)).collect()
}

/// Provisions of the older draft without a successor: passages of them may live on.
fn removed<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> Vec<Target<'a>> {
    let removed = report.entries.iter().filter(|entry| entry.state == "removed");
    let provision = |entry: &&Entry| report.unit(&entry.reference).is_some_and(|unit| unit.note.is_none());
    removed.filter(provision).filter_map(|entry| layout.target(&entry.reference)).collect()
}

fn findings<'a>(report: &'a ChangeReport, layout: Layout<'a>) -> BTreeMap<&'a str, Vec<FindingGroup<'a>>> {
    let mut positions: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (position, finding) in report.findings.iter().enumerate() {
        positions.entry(&finding.aspect).or_default().push(position);
    }
    positions.into_iter().map(|(aspect, list)| (aspect, grouped(layout, &list, 12))).collect()
}

/// Attributes with the values that units carry, for the filter.
fn attributes(report: &ChangeReport) -> BTreeMap<&str, Vec<&str>> {
    let mut attributes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in report.units.after.iter().flat_map(|unit| &unit.attributes) {
        if !value.trim().is_empty() {
            attributes.entry(name).or_default().push(value);
        }
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
