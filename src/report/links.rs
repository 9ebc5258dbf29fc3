//! The correspondences in words, and which of them belong to a unit.

use super::build::Stages;
use super::redlines::{self, Worded};
use super::told;
use super::types::{LinkInfo, SegmentInfo};
use super::units::{Side, reference};
use super::words;
use crate::diff::{self, Edit};
use crate::matching::{Evidence, Link, Relation};
use crate::model::{Pair, UnitIdx};
use crate::text;

/// For each unit of either draft the positions of its links, the main one first.
pub(super) struct LinkIndex {
    sides: Pair<Vec<Vec<usize>>>,
}

impl LinkIndex {
    pub(super) fn new(stages: &Stages<'_>) -> Self {
        let mut sides = stages.drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
        let links = &stages.matching.links;
        for (position, link) in links.iter().enumerate() {
            sides.before[link.units.before.get()].push(position);
            sides.after[link.units.after.get()].push(position);
        }
        for list in sides.before.iter_mut().chain(sides.after.iter_mut()) {
            list.sort_by(|&one, &other| rank(&links[one]).cmp(&rank(&links[other])));
        }
        Self { sides }
    }

    /// The links of a unit of one draft, the main one first.
    pub(super) fn of(&self, side: Side, idx: UnitIdx) -> &[usize] {
        let lists = match side {
            Side::Before => &self.sides.before,
            Side::After => &self.sides.after,
        };
        &lists[idx.get()]
    }

    /// The main link of a unit: none where only passages of it were linked.
    pub(super) fn main(&self, side: Side, idx: UnitIdx, stages: &Stages<'_>) -> Option<usize> {
        self.of(side, idx).first().copied().filter(|&link| stages.matching.links[link].relation != Relation::Part)
    }
}

/// Sorts the main link of a unit first: by relation, then by confidence (in ten-thousandths, falling).
fn rank(link: &Link) -> (Relation, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "a confidence is from 0 to 1")]
    let confidence = (link.confidence.clamp(0.0, 1.0) * 10_000.0) as i32;
    (link.relation, -confidence)
}

/// The stable name of a link's headline: `part` where only a passage went over.
fn state_name(link: &Link, edit: &Edit) -> &'static str {
    if link.relation == Relation::Part { "part" } else { words::state_name(diff::state(link.relation, edit.aspects)) }
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
        state: state_name(link, edit).to_owned(),
        aspects: words::aspect_names(edit.aspects).into_iter().map(str::to_owned).collect(),
        weight: stages.weight(position).name().to_owned(),
        confidence: rounded(f64::from(link.confidence)),
        evidence: link.evidence.iter().map(|reason| words::evidence(reason, stages.drafts.after)).collect(),
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
