//! What happened to each unit, in words: `split off and refined; from the earlier Measure 2.3, which also became …`.

use super::phrases;
use super::types::{ChangeReport, Entry, LinkInfo, UnitInfo};
use crate::model::Number;
use crate::words::Words;
use std::collections::BTreeMap;

/// Tells the deeds of all entries, their notes included.
pub(super) fn tell(report: &mut ChangeReport, words: &Words) {
    let mut entries = std::mem::take(&mut report.entries);
    let teller = Teller::new(report, words);
    for entry in entries.iter_mut().flat_map(|entry| std::iter::once(&mut entry.notes).flatten()) {
        teller.entry(entry);
    }
    entries.iter_mut().for_each(|entry| teller.entry(entry));
    report.entries = entries;
}

struct Teller<'a> {
    report: &'a ChangeReport,
    words: &'a Words,
    /// For each older unit the links to its heirs, the main one first.
    heirs: BTreeMap<&'a str, Vec<&'a LinkInfo>>,
}

impl<'a> Teller<'a> {
    fn new(report: &'a ChangeReport, words: &'a Words) -> Self {
        let mut heirs: BTreeMap<&str, Vec<&LinkInfo>> = BTreeMap::new();
        for link in report.links.iter().filter(|link| link.relation != "part") {
            heirs.entry(&link.before).or_default().push(link);
        }
        for links in heirs.values_mut() {
            links.sort_by(|one, other| {
                rank(&one.relation).cmp(&rank(&other.relation)).then(other.confidence.total_cmp(&one.confidence))
            });
        }
        Self { report, words, heirs }
    }

    fn entry(&self, entry: &mut Entry) {
        let main = entry.links.first().map(|&link| &self.report.links[link]).filter(|link| link.relation != "part");
        let (deed, passages) = match (entry.state.as_str(), main) {
            ("removed", _) => (self.words.say("deed.removed", &[]), "deed.lives_on"),
            (_, None) => (self.words.say("deed.new", &[]), "deed.with_passage"),
            (_, Some(main)) => (self.deed(main, &entry.origins), "deed.with_passage"),
        };
        let traces: Vec<String> = entry.traces.iter().map(|trace| self.label(trace)).collect();
        entry.words = if traces.is_empty() {
            deed.clone()
        } else {
            let units = phrases::some(self.words, &traces);
            format!("{deed}; {}", self.words.say(passages, &[("units", &units)]))
        };
        entry.deed = deed;
    }

    fn unit(&self, reference: &str) -> Option<&'a UnitInfo> {
        self.report.unit(reference)
    }

    fn label(&self, reference: &str) -> String {
        self.unit(reference).map_or_else(String::new, |unit| unit.label.clone())
    }

    /// What happened to a unit with origins, and what it was.
    fn deed(&self, main: &LinkInfo, origins: &[String]) -> String {
        let deed = self.changes(main);
        let origin = match main.relation.as_str() {
            "same" => self.was(main),
            "merge" => {
                let labels: Vec<String> = origins.iter().map(|origin| self.label(origin)).collect();
                Some(self.words.say("deed.from", &[("units", &self.words.list(&labels))]))
            }
            _ => Some(self.split_from(main)),
        };
        origin.map_or_else(|| deed.clone(), |origin| format!("{deed}; {origin}"))
    }

    /// What happened to a unit with one main origin: `moved, now a Measure and refined`. Its label tells its number.
    fn changes(&self, link: &LinkInfo) -> String {
        let has = |aspect: &str| link.aspects.iter().any(|one| one == aspect);
        let level = || self.words.say("deed.level", &[("one", &self.words.one(&self.kind(&link.after)))]);
        let plain = |name: &str| self.words.say(&format!("deed.{name}"), &[]);
        let parts: Vec<String> = [
            (link.relation == "split").then(|| plain("split")),
            (link.relation == "merge").then(|| plain("merged")),
            has("moved").then(|| plain("moved")),
            has("relevelled").then(level),
            has("retitled").then(|| plain("retitled")),
            has("refined").then(|| plain("refined")),
            (link.state == "refined" && !has("refined") && !has("retitled")).then(|| plain("context")),
        ]
        .into_iter()
        .flatten()
        .collect();
        match (parts.is_empty(), has("renumbered")) {
            (true, true) => plain("renumbered"),
            (true, false) => plain("unchanged"),
            (false, _) => self.words.list(&parts),
        }
    }

    fn kind(&self, reference: &str) -> String {
        self.unit(reference).map_or_else(String::new, |unit| phrases::kind_of(self.words, unit))
    }

    /// `was Measure 2.3 in Commitment 2`, where that is not what it is called now; another title is shown as such.
    fn was(&self, link: &LinkInfo) -> Option<String> {
        let (before, after) = (self.unit(&link.before)?, self.unit(&link.after)?);
        let moved = link.aspects.iter().any(|aspect| aspect == "moved");
        let place = before.parent.as_deref().filter(|_| moved).map(|parent| self.label(parent));
        let number = |unit: &UnitInfo| unit.number.as_deref().and_then(Number::parse);
        let same_name = (&before.kind, &before.note) == (&after.kind, &after.note) && number(before) == number(after);
        let phrase = match (same_name, &place) {
            (true, None) => return None,
            (true, Some(_)) => "deed.was_in",
            (false, None) => "deed.was",
            (false, Some(_)) => "deed.was_unit_in",
        };
        Some(self.words.say(phrase, &[("unit", &before.label), ("place", &place.unwrap_or_default())]))
    }

    /// `from the earlier Measure 2.3, which also became Measure 2.4`.
    fn split_from(&self, main: &LinkInfo) -> String {
        let heirs = self.heirs.get(main.before.as_str()).into_iter().flatten();
        let others: Vec<String> =
            heirs.filter(|link| link.after != main.after).map(|link| self.label(&link.after)).collect();
        let origin = self.label(&main.before);
        if others.is_empty() {
            return self.words.say("deed.from", &[("units", &origin)]);
        }
        self.words.say("deed.from_also", &[("unit", &origin), ("units", &self.words.list(&others))])
    }
}

/// As relations are ordered: a unit's main link comes first.
fn rank(relation: &str) -> usize {
    ["same", "split", "merge", "part"].iter().position(|&name| name == relation).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::types::Sides;

    fn told(aspects: &[&str], kind: &str) -> String {
        let unit = |reference: &str, kind: &str| UnitInfo {
            reference: reference.to_owned(),
            kind: kind.to_owned(),
            number: Some("1".to_owned()),
            label: "Measure 1".to_owned(),
            ..UnitInfo::default()
        };
        let link = LinkInfo {
            before: "b0".to_owned(),
            after: "a0".to_owned(),
            relation: "same".to_owned(),
            aspects: aspects.iter().map(|&aspect| aspect.to_owned()).collect(),
            ..LinkInfo::default()
        };
        let entry = Entry { reference: "a0".to_owned(), links: vec![0], ..Entry::default() };
        let units = Sides { before: vec![unit("b0", "measure")], after: vec![unit("a0", kind)] };
        let mut report = ChangeReport { units, links: vec![link], entries: vec![entry], ..ChangeReport::default() };
        tell(&mut report, Words::english());
        report.entries[0].deed.clone()
    }

    #[test]
    fn a_deed_names_each_aspect_but_leaves_the_number_to_the_label() {
        assert_eq!(told(&["moved", "renumbered", "refined"], "measure"), "moved and refined");
        assert_eq!(told(&["relevelled"], "appendix"), "now an Appendix; was Measure 1");
        assert_eq!(told(&["renumbered"], "measure"), "renumbered");
        assert_eq!(told(&[], "measure"), "unchanged");
    }
}
