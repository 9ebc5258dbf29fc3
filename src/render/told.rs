//! Where text is told that several redlines have.

use crate::report::{ChangeReport, LinkInfo, RedlineBlockInfo, SegmentInfo};
use serde::Serialize;

/// The units at which a run of blocks is told; one of the lists is empty, and both are where it is told here.
#[derive(Default, Serialize)]
pub(super) struct Told<'a> {
    /// Labels of the newer units that the same earlier text is compared with.
    pub(super) at: Vec<&'a str>,
    /// Labels of the earlier units that the same newer text is compared with.
    pub(super) with: Vec<&'a str>,
}

/// The blocks of a redline in runs that are told here, or are not.
pub(super) fn runs(link: &LinkInfo) -> impl Iterator<Item = &[RedlineBlockInfo]> {
    link.blocks.chunk_by(|one, next| one.told_in.is_some() == next.told_in.is_some())
}

/// Whether a later segment of a block moved to or from the same place: the last one says where.
pub(super) fn goes_on(segment: &SegmentInfo, rest: &[SegmentInfo]) -> bool {
    rest.iter().any(|later| (&later.op, &later.side, &later.other) == (&segment.op, &segment.side, &segment.other))
}

impl<'a> Told<'a> {
    pub(super) fn new(report: &'a ChangeReport, link: &LinkInfo, run: &[RedlineBlockInfo]) -> Self {
        let mut told = Self::default();
        for teller in run.iter().filter_map(|block| report.links.get(block.told_in?)) {
            let (labels, other) = if teller.before == link.before {
                (&mut told.at, &teller.after)
            } else {
                (&mut told.with, &teller.before)
            };
            let label = report.unit(other).map(|unit| unit.label.as_str()).filter(|label| !labels.contains(label));
            labels.extend(label);
        }
        told
    }

    /// The note in place of the blocks; `None` where they are told here.
    pub(super) fn words(&self) -> Option<String> {
        match (self.at.as_slice(), self.with.as_slice()) {
            ([], []) => None,
            ([], with) => Some(format!("text compared with the earlier {}", with.join(", "))),
            (at, _) => Some(format!("earlier text compared at {}", at.join(", "))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_pieces_that_moved_to_one_place_the_last_says_where() {
        let piece = |op: &str, other: Option<&str>| SegmentInfo {
            op: op.to_owned(),
            side: other.map(|_| "before".to_owned()),
            other: other.map(str::to_owned),
            ..SegmentInfo::default()
        };
        let block =
            [piece("moved", Some("a1")), piece("delete", None), piece("moved", Some("a2")), piece("moved", Some("a1"))];
        let on: Vec<bool> = (0..4).map(|at| goes_on(&block[at], &block[at + 1..])).collect();
        assert_eq!(on, [true, false, false, false]);
    }
}
