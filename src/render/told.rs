//! Where text is told that several redlines have.

use crate::report::{ChangeReport, LinkInfo, RedlineBlockInfo, SegmentInfo};
use crate::words::Words;
use serde::Serialize;

/// Where a run of blocks is told.
#[derive(Default, Serialize)]
pub(super) struct Told<'a> {
    /// The phrase that says so, by its name among the words for units; empty where the run is told here.
    phrase: &'static str,
    /// Labels of the units that the phrase names.
    units: Vec<&'a str>,
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
    /// Where both sides are told elsewhere, the newer units are named: there the reader goes on.
    pub(super) fn new(report: &'a ChangeReport, link: &LinkInfo, run: &[RedlineBlockInfo]) -> Self {
        let (mut at, mut with) = (Vec::new(), Vec::new());
        for teller in run.iter().filter_map(|block| report.links.get(block.told_in?)) {
            let same_earlier = teller.before == link.before;
            let (labels, other) = if same_earlier { (&mut at, &teller.after) } else { (&mut with, &teller.before) };
            let label = report.unit(other).map(|unit| unit.label.as_str()).filter(|label| !labels.contains(label));
            labels.extend(label);
        }
        match (at.is_empty(), with.is_empty()) {
            (false, _) => Self { phrase: "told_at", units: at },
            (true, false) => Self { phrase: "told_with", units: with },
            (true, true) => Self::default(),
        }
    }

    /// The note in place of the blocks, as the page says it in English; `None` where they are told here.
    pub(super) fn words(&self) -> Option<String> {
        let units = Words::english().run(&self.units);
        (!self.phrase.is_empty()).then(|| Words::english().say(&format!("unit.{}", self.phrase), &[("units", &units)]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_being_told_have_their_words() {
        let said = |phrase| Told { phrase, units: vec!["Measure 1", "Measure 2"] }.words();
        assert_eq!(said("told_at").as_deref(), Some("earlier text compared at Measure 1, Measure 2"));
        assert_eq!(said("told_with").as_deref(), Some("text compared with the earlier Measure 1, Measure 2"));
        assert_eq!(Told::default().words(), None);
    }

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
