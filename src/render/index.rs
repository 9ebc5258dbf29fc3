//! What renderings look up by a unit's ref.

use crate::report::{ChangeReport, PassageInfo};
use std::collections::BTreeMap;
use std::ops::Range;

/// What is looked up by ref.
pub(super) struct Index<'a> {
    /// For each older unit that lives on the first newer one: there its anchor leads.
    heirs: BTreeMap<&'a str, &'a str>,
    /// For each unit its passages in order: their bytes, and the unit at the other end.
    passages: BTreeMap<&'a str, Vec<(Range<usize>, &'a str)>>,
}

impl<'a> Index<'a> {
    pub(super) fn of(report: &'a ChangeReport) -> Self {
        let links = report.links.iter().rev().filter(|link| link.relation != "part");
        let heirs = links.map(|link| (link.before.as_str(), link.after.as_str())).collect();
        let mut passages: BTreeMap<&str, Vec<(Range<usize>, &str)>> = BTreeMap::new();
        for PassageInfo { before, after } in &report.passages {
            for (own, other) in [(before, after), (after, before)] {
                passages.entry(&own.reference).or_default().push((own.start..own.end, &other.reference));
            }
        }
        for list in passages.values_mut() {
            list.sort_by_key(|(range, _)| range.start);
        }
        Self { heirs, passages }
    }

    /// The newer unit where an older one's anchor leads.
    pub(super) fn heir(&self, reference: &str) -> Option<&'a str> {
        self.heirs.get(reference).copied()
    }

    /// The passages of a unit in order: their bytes, and the ref of the unit at the other end.
    pub(super) fn passages(&self, reference: &str) -> &[(Range<usize>, &'a str)] {
        self.passages.get(reference).map_or(&[], Vec::as_slice)
    }

    /// A run of a unit's text cut at the borders of its passages: each piece with the other end, where it has one.
    pub(super) fn cut(&self, reference: &str, run: Range<usize>) -> Vec<(Range<usize>, Option<&'a str>)> {
        let mut pieces = Vec::new();
        let mut at = run.start;
        let inside = |range: &Range<usize>| range.start >= run.start && range.end <= run.end;
        for (range, other) in self.passages(reference).iter().filter(|(range, _)| inside(range)) {
            let start = range.start.max(at);
            let end = range.end.max(start);
            pieces.push((at..start, None));
            pieces.push((start..end, Some(*other)));
            at = end;
        }
        pieces.push((at..run.end, None));
        pieces.retain(|(range, _)| !range.is_empty());
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::PlaceInfo;

    #[test]
    fn a_text_is_cut_at_its_passages_without_gap_or_overlap() {
        let place = |reference: &str, start, end| PlaceInfo { reference: reference.to_owned(), start, end };
        let passage = |start, end, other: &str| {
            (start..end, PassageInfo { before: place("b1", start, end), after: place(other, 0, 1) })
        };
        let passages = [passage(4, 9, "a2"), passage(7, 12, "a3"), passage(30, 40, "a4")];
        let mut index = Index { heirs: BTreeMap::new(), passages: BTreeMap::new() };
        let list = passages.iter().map(|(range, info)| (range.clone(), info.after.reference.as_str())).collect();
        index.passages.insert("b1", list);
        let pieces = index.cut("b1", 0..20);
        assert_eq!(pieces, [(0..4, None), (4..9, Some("a2")), (9..12, Some("a3")), (12..20, None)]);
        assert_eq!(index.cut("b2", 0..20), [(0..20, None)]);
    }
}
