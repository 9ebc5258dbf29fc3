//! Whether everything that a report points at is in it: what another program wrote, or cut, is not taken at its word.

use super::types::{BlockInfo, ChangeReport, Entry, FindingInfo, LinkInfo, PlaceInfo, RepeatedInfo, UnitInfo};
use std::ops::Range;

impl ChangeReport {
    /// What the report points at and does not hold, in words; `None` for every report that this program made.
    ///
    /// Refs name units, positions are within their lists, ranges within their texts, and no unit stands in itself.
    pub fn fault(&self) -> Option<String> {
        let alone = self.added.iter().chain(&self.removed);
        let chapters = self.summary.chapters.iter().map(|chapter| &chapter.reference);
        let faults = [
            fault_of_units(&self.units.before, 'b'),
            fault_of_units(&self.units.after, 'a'),
            self.units.before.iter().chain(&self.units.after).find_map(|unit| self.nowhere(&unit.notes)),
            self.nowhere(alone.chain(chapters)),
            self.passages.iter().find_map(|passage| self.fault_of_places([&passage.before, &passage.after])),
            numbered("link", &self.links, |link| self.fault_of_link(link)),
            numbered("finding", &self.findings, |finding| self.fault_of_finding(finding)),
            numbered("repeated edit", &self.repeated, |edit| self.fault_of_repeated(edit)),
            numbered("entry", &self.entries, |entry| self.fault_of_entry(entry)),
        ];
        faults.into_iter().flatten().next()
    }

    /// The first ref that names no unit.
    fn nowhere<'r>(&self, references: impl IntoIterator<Item = &'r String>) -> Option<String> {
        let lost = references.into_iter().find(|reference| self.unit(reference).is_none())?;
        Some(format!("there is no unit `{lost}`"))
    }

    fn fault_of_places(&self, places: [&PlaceInfo; 2]) -> Option<String> {
        let text = |place: &PlaceInfo| self.unit(&place.reference).map_or("", |unit| unit.text.as_str()).to_owned();
        self.nowhere(places.map(|place| &place.reference)).or_else(|| {
            places.into_iter().find_map(|place| outside(&text(place), &place.reference, place.start..place.end))
        })
    }

    fn fault_of_link(&self, link: &LinkInfo) -> Option<String> {
        let others = link.redline.iter().chain(&link.title_redline).filter_map(|segment| segment.other.as_ref());
        let told: Vec<usize> = link.blocks.iter().filter_map(|block| block.told_in).collect();
        let torn = link.blocks.iter().find(|block| link.redline.get(block.start..block.end).is_none());
        self.nowhere([&link.before, &link.after].into_iter().chain(others))
            .or_else(|| beyond("finding", &link.findings, self.findings.len()))
            .or_else(|| beyond("link", &told, self.links.len()))
            .or_else(|| Some(format!("there are no segments {} to {}", torn?.start, torn?.end)))
    }

    fn fault_of_finding(&self, finding: &FindingInfo) -> Option<String> {
        let phrases =
            [&finding.before, &finding.after, &finding.closest].into_iter().flatten().map(|phrase| &phrase.reference);
        let whole = finding.within.and_then(|at| self.findings.get(at));
        self.nowhere(phrases.chain(&finding.used_in))
            .or_else(|| beyond("finding", finding.within.as_slice(), self.findings.len()))
            .or_else(|| whole?.within.map(|_| "it is a detail of a detail".to_owned()))
    }

    fn fault_of_repeated(&self, edit: &RepeatedInfo) -> Option<String> {
        let links: Vec<usize> = edit.places.iter().map(|place| place.link).collect();
        self.nowhere(edit.places.iter().map(|place| &place.reference))
            .or_else(|| beyond("link", &links, self.links.len()))
    }

    fn fault_of_entry(&self, entry: &Entry) -> Option<String> {
        self.nowhere([&entry.reference].into_iter().chain(&entry.traces).chain(&entry.origins))
            .or_else(|| beyond("link", &entry.links, self.links.len()))
            .or_else(|| beyond("finding", &entry.findings, self.findings.len()))
            .or_else(|| beyond("repeated edit", &entry.only_repeated, self.repeated.len()))
            .or_else(|| entry.notes.iter().find_map(|note| self.fault_of_entry(note)))
    }
}

fn fault_of_units(units: &[UnitInfo], letter: char) -> Option<String> {
    let fault = |(unit, at): (&UnitInfo, usize)| {
        if unit.reference != format!("{letter}{at}") {
            return Some(format!("unit {at} of its draft is called `{}`", unit.reference));
        }
        let place = |parent: &String| parent.strip_prefix(letter).and_then(|above| above.parse::<usize>().ok());
        let within = unit.parent.iter().find(|parent| place(parent).is_none_or(|above| above >= at));
        let within = within.map(|parent| format!("unit `{}` stands in `{parent}`", unit.reference));
        let block = |block: &BlockInfo| outside(&unit.text, &unit.reference, block.start..block.end);
        within.or_else(|| unit.blocks.iter().find_map(block))
    };
    units.iter().zip(0..).find_map(fault)
}

/// The first fault of a list, with the position of what has it.
fn numbered<'l, T>(what: &str, list: &'l [T], fault: impl Fn(&'l T) -> Option<String>) -> Option<String> {
    list.iter().zip(0..).find_map(|(one, at)| Some(format!("{what} {at}: {}", fault(one)?)))
}

/// The first position that is beyond the end of its list.
fn beyond(what: &str, positions: &[usize], count: usize) -> Option<String> {
    let lost = positions.iter().find(|&&at| at >= count)?;
    Some(format!("there is no {what} {lost}"))
}

fn outside(text: &str, reference: &str, range: Range<usize>) -> Option<String> {
    let lost = text.get(range.clone()).is_none();
    lost.then(|| format!("unit `{reference}` has no bytes {} to {}", range.start, range.end))
}
