//! Who the drafts are and what their units are, in words.

use super::types::{DraftInfo, UnitInfo};
use super::{anchors, blocks, feedback};
use crate::model::{Draft, DraftMeta, Side, SourceFile, Unit, UnitIdx, UnitKind, is_web_address};
use crate::text;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::path::Path;

/// The ref of a unit.
pub(super) fn reference(side: Side, idx: UnitIdx) -> String {
    let letter = match side {
        Side::Before => 'b',
        Side::After => 'a',
    };
    format!("{letter}{}", idx.0)
}

/// One draft by itself: who it is, and its units with refs that begin with `a`.
pub fn describe(draft: &Draft) -> (DraftInfo, Vec<UnitInfo>) {
    (draft_info(draft), units(draft, Side::After))
}

/// Who a draft is.
pub(super) fn draft_info(draft: &Draft) -> DraftInfo {
    let meta = &draft.meta;
    DraftInfo {
        label: meta.label.clone(),
        title: meta.title.clone(),
        version: meta.version.clone(),
        date: meta.date.clone(),
        language: if meta.language.is_empty() { "en".to_owned() } else { meta.language.clone() },
        source: published(&meta.source).to_owned(),
        sha256: digest(&meta.files),
        publication: web_address(meta),
        feedback_deadline: meta.feedback_deadline.clone(),
        feedback_address: meta.feedback_address.clone(),
        counts: counts(draft),
    }
}

/// Where a draft was read from, as a page may say: an absolute path tells of somebody's machine, so its file alone.
fn published(source: &str) -> &str {
    let path = Path::new(source);
    path.file_name().and_then(OsStr::to_str).filter(|_| path.is_absolute()).unwrap_or(source)
}

fn web_address(meta: &DraftMeta) -> Option<String> {
    meta.publication.clone().filter(|address| is_web_address(address))
}

fn digest(files: &[SourceFile]) -> String {
    if let [only] = files {
        return only.sha256.clone();
    }
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.sha256.as_bytes());
    }
    hex(&hasher.finalize())
}

/// Bytes in hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

fn counts(draft: &Draft) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&UnitKind, usize> = BTreeMap::new();
    for (_, unit) in draft.provisions() {
        *counts.entry(&unit.kind).or_default() += 1;
    }
    counts.into_iter().map(|(kind, count)| (kind.word().to_owned(), count)).collect()
}

/// Every unit of a draft in document order.
pub(super) fn units(draft: &Draft, side: Side) -> Vec<UnitInfo> {
    let anchors = anchors::anchors(draft);
    let mut notes = notes(draft, side);
    draft
        .iter()
        .zip(anchors)
        .map(|((idx, unit), anchor)| {
            let info = UnitInfo {
                reference: reference(side, idx),
                kind: unit.kind.name().to_owned(),
                note: note_name(&unit.kind),
                number: unit.number.as_ref().map(ToString::to_string),
                id: unit.id.as_ref().map(|id| id.0.clone()),
                title: unit.title.text.clone(),
                label: unit.label(),
                address: draft.address(idx),
                anchor,
                parent: unit.parent.map(|parent| reference(side, parent)),
                depth: u32::try_from(draft.ancestors(idx).count()).unwrap_or(u32::MAX),
                file: file_name(draft, unit),
                line: unit.span.line,
                end_line: unit.span.end_line,
                words: text::word_count(&unit.body.prose.text),
                hash: text::content_hash(&unit.title.text, &unit.body.prose.text).to_string(),
                attributes: unit.attributes.clone(),
                text: unit.body.prose.text.clone(),
                blocks: blocks::blocks(&unit.body),
                notes: std::mem::take(&mut notes[idx.get()]),
                feedback: None,
            };
            UnitInfo { feedback: feedback::address(&draft.meta, &info), ..info }
        })
        .collect()
}

fn note_name(kind: &UnitKind) -> Option<String> {
    match kind {
        UnitKind::Note(note) => Some(note.name().to_owned()),
        _ => None,
    }
}

fn file_name(draft: &Draft, unit: &Unit) -> String {
    draft.meta.files.get(unit.span.file as usize).map_or_else(String::new, |file| file.name.clone())
}

/// For each unit, the refs of the boxes that belong to it.
fn notes(draft: &Draft, side: Side) -> Vec<Vec<String>> {
    let mut notes = vec![Vec::new(); draft.units.len()];
    for (idx, unit) in draft.iter().filter(|(_, unit)| unit.kind.is_note()) {
        if let Some(parent) = unit.parent {
            notes[parent.get()].push(reference(side, idx));
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meta(publication: &str) -> DraftMeta {
        DraftMeta { publication: Some(publication.to_owned()), ..DraftMeta::default() }
    }

    #[test]
    fn an_absolute_path_is_published_by_its_file_alone() {
        assert_eq!(published("/home/me/drafts/second.md"), "second.md");
        assert_eq!(published("drafts/second.md"), "drafts/second.md");
        assert_eq!(published("v1:./drafts/second.md"), "v1:./drafts/second.md");
        assert_eq!(published("standard input"), "standard input");
    }

    #[test]
    fn only_web_addresses_are_published() {
        assert_eq!(web_address(&meta("HTTPS://example.org/x")).as_deref(), Some("HTTPS://example.org/x"));
        assert_eq!(web_address(&meta("javascript:alert(1)//http://x")), None);
        assert_eq!(web_address(&meta("javascript://example.org/%0aalert(1)")), None);
        assert_eq!(web_address(&meta("see the web site")), None);
    }

    #[test]
    fn one_file_keeps_its_digest_and_several_get_one_of_their_own() {
        let file = |sha: &str| SourceFile { name: String::new(), sha256: sha.to_owned() };
        assert_eq!(digest(&[file("ab")]), "ab");
        let both = digest(&[file("ab"), file("cd")]);
        assert_eq!(both.len(), 64);
        assert_ne!(both, digest(&[file("cd"), file("ab")]));
    }
}
