//! The correspondences in words, and which of them belong to a unit.

use super::phrases;
use super::reasons::reason;
use super::redlines::{self, Worded};
use super::stages::{LinkIndex, Stages};
use super::told;
use super::types::{LinkInfo, SegmentInfo};
use super::units::reference;
use crate::matching::{Evidence, Relation};
use crate::model::{Side, UnitIdx};
use crate::text;

/// The stable name of a link's headline: `part` where only a passage went over.
fn state_name(stages: &Stages<'_>, link: usize) -> &'static str {
    if stages.matching.links[link].relation == Relation::Part {
        "part"
    } else {
        phrases::state_name(stages.state(link))
    }
}

/// All links in words, and the labels of the newer units whose redlines had to be replaced.
pub(super) fn links(stages: &Stages<'_>, index: &LinkIndex, findings: &[Vec<usize>]) -> (Vec<LinkInfo>, Vec<UnitIdx>) {
    let mut broken = Vec::new();
    let mut infos = Vec::with_capacity(stages.matching.links.len());
    for (position, link) in stages.matching.links.iter().enumerate() {
        let redlines = redlines(stages, position);
        if redlines.title.broken || redlines.body.broken {
            broken.push(link.units.after);
        }
        infos.push(info(stages, position, redlines, findings[position].clone()));
    }
    told::tell(stages, index, &mut infos);
    for info in &mut infos {
        info.changed = changed(info);
    }
    (infos, broken)
}

struct Redlines {
    title: Worded,
    body: Worded,
}

fn redlines(stages: &Stages<'_>, position: usize) -> Redlines {
    let units = stages.linked(position);
    let edit = stages.edit(position);
    Redlines {
        title: redlines::title(&edit.title, units.map(|unit| unit.title.text.as_str())),
        body: redlines::body(&edit.body, units.map(|unit| &unit.body)),
    }
}

fn info(stages: &Stages<'_>, position: usize, redlines: Redlines, findings: Vec<usize>) -> LinkInfo {
    let link = &stages.matching.links[position];
    let edit = stages.edit(position);
    LinkInfo {
        before: reference(Side::Before, link.units.before),
        after: reference(Side::After, link.units.after),
        relation: link.relation.name().to_owned(),
        state: state_name(stages, position).to_owned(),
        aspects: phrases::aspect_names(edit.aspects).into_iter().map(str::to_owned).collect(),
        weight: stages.weight(position).name().to_owned(),
        confidence: rounded(f64::from(link.confidence)),
        evidence: Vec::new(),
        reasons: link.evidence.iter().map(reason).collect(),
        pinned: link.evidence.iter().any(|reason| matches!(reason, Evidence::Pinned(_))),
        administrative: edit.administrative,
        reformatted: edit.reformatted,
        coarse: edit.body.coarse || edit.title.coarse,
        changed: 0.0,
        title_redline: redlines.title.segments,
        redline: redlines.body.segments,
        blocks: redlines.body.blocks,
        findings,
    }
}

/// Two decimals: more would claim a precision that no likeness has.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

/// Share of the words that were deleted or inserted, of all that a redline tells.
fn changed(link: &LinkInfo) -> f64 {
    if !told_by(link).any(edits_words) {
        return 0.0;
    }
    let mut changed = 0;
    let mut all = 0;
    for segment in told_by(link) {
        let words = text::word_count(&segment.text);
        all += if segment.op == "equal" { 2 * words } else { words };
        changed += if edits_words(segment) { words } else { 0 };
    }
    #[expect(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
    let share = if all == 0 { 0.0 } else { changed as f64 / all as f64 };
    rounded(share)
}

/// The segments of the blocks that no other redline tells.
pub(super) fn told_by(link: &LinkInfo) -> impl Iterator<Item = &SegmentInfo> {
    let blocks = link.blocks.iter().filter(|block| block.told_in.is_none());
    blocks.flat_map(|block| link.redline.get(block.start..block.end).unwrap_or_default())
}

/// Whether a segment deletes or inserts words that colour the text.
pub(super) fn edits_words(segment: &SegmentInfo) -> bool {
    segment.noise.is_none() && matches!(segment.op.as_str(), "delete" | "insert")
}
