//! The report laid out for a page: what stands in which column, row and fold. Figures and words are the report's own.
//!
//! Templates are poor at looking things up; so refs are resolved here to labels and links, table rows cut into cells,
//! and runs of unchanged blocks gathered into folds.

use super::blocks::{Alone, Fold, Pieces, name_blocks};
use super::elide::first_words;
use super::layout::{Layout, Target};
use super::text::titled;
use crate::report::{Entry, FindingInfo, LinkInfo, PhraseInfo, UnitInfo, opens};
use serde::Serialize;
use std::collections::BTreeSet;

/// The level of the heading that all units stand under.
const CHANGES_LEVEL: u32 = 2;

/// One unit of a page.
#[derive(Serialize)]
pub(super) struct UnitView<'a> {
    anchor: String,
    /// Level of its heading, 3 to 6.
    level: u32,
    depth: u32,
    kind: &'a str,
    /// `Measure 2.3`, whatever stands in the heading.
    name: &'a str,
    label: &'a str,
    title: &'a str,
    /// The label that it had, where it has another now; for reading the older text alone.
    earlier_label: Option<&'a str>,
    /// Instead of the title where that changed.
    title_redline: Pieces<'a>,
    address: &'a str,
    state: &'a str,
    deed: &'a str,
    weight: &'a str,
    /// Aspects of its findings, for the filter.
    aspects: String,
    /// `name=value` of its attributes, for the filter.
    attributes: Vec<String>,
    /// Anchors of older units that live on here.
    was: Vec<String>,
    /// The other parts of a unit that was divided.
    kin: Vec<Target<'a>>,
    came_from: Vec<Target<'a>>,
    went_to: Vec<Target<'a>>,
    /// The page of its life over all drafts; empty where there is none.
    lineage: &'a str,
    /// Where feedback on it goes.
    feedback: Option<&'a str>,
    /// Where it stands in its source.
    file: &'a str,
    lines: String,
    words: usize,
    findings: Vec<FindingGroup<'a>>,
    notes: Vec<Note<'a>>,
    why: Option<Why<'a>>,
    /// How the whole text stands: `kept`, `added`, `removed`.
    fate: &'static str,
    folds: Vec<Fold<'a>>,
    /// Redlines against its other origins.
    others: Vec<Other<'a>>,
}

/// A box beside a unit.
#[derive(Serialize)]
pub(super) struct Note<'a> {
    name: &'a str,
    title: &'a str,
    state: &'a str,
    deed: &'a str,
    fate: &'static str,
    was: Vec<String>,
    anchor: String,
    folds: Vec<Fold<'a>>,
}

/// Why two units were linked.
#[derive(Serialize)]
pub(super) struct Why<'a> {
    confidence: f64,
    evidence: &'a [String],
    pinned: bool,
    coarse: bool,
    administrative: u32,
    reformatted: bool,
}

/// A redline against another origin.
#[derive(Serialize)]
pub(super) struct Other<'a> {
    target: Target<'a>,
    relation: &'a str,
    why: Why<'a>,
    folds: Vec<Fold<'a>>,
}

/// What one rule found, in one unit or in the whole draft.
#[derive(Serialize)]
pub(super) struct FindingGroup<'a> {
    rule: &'a str,
    title: &'a str,
    effect: &'a str,
    items: Vec<FindingView<'a>>,
}

/// The phrases of a finding and their place.
#[derive(Serialize)]
pub(super) struct FindingView<'a> {
    before: String,
    after: String,
    /// Their place in both drafts, where they are too few to be understood.
    reads: Pieces<'a>,
    cite: &'a str,
    /// What leads to an item that is quoted as a whole: beside the text a reader sees it.
    lead: &'a str,
    target: Option<Target<'a>>,
    /// How often the same is found there.
    times: usize,
    /// Where a defined term is used.
    used_in: Vec<Target<'a>>,
    /// Where the words stand that are the closest to what has no counterpart.
    closest: Option<Closest<'a>>,
    /// What is found within it.
    details: Vec<FindingGroup<'a>>,
}

/// A sentence of the other draft.
#[derive(Serialize)]
struct Closest<'a> {
    target: Target<'a>,
    cite: &'a str,
}

impl<'a> FindingGroup<'a> {
    /// What is found again in the same words at the same place is counted, not repeated; what leads to several items of
    /// one list is said with the first of them.
    fn add(&mut self, mut item: FindingView<'a>) {
        if let Some(known) = self.items.iter_mut().find(|known| known.says_the_same(&item)) {
            known.times += 1;
            return;
        }
        let led = self.items.iter().rev().find(|known| !known.lead.is_empty());
        if led.is_some_and(|known| known.lead == item.lead && known.place() == item.place()) {
            item.lead = "";
        }
        self.items.push(item);
    }
}

impl FindingView<'_> {
    fn says_the_same(&self, other: &Self) -> bool {
        (&self.before, &self.after, self.cite) == (&other.before, &other.after, other.cite)
            && self.place() == other.place()
            && self.details.is_empty()
            && other.details.is_empty()
    }

    fn place(&self) -> Option<&str> {
        self.target.as_ref().map(|target| target.href.as_str())
    }
}

/// A line of the correspondence table.
#[derive(Serialize)]
pub(super) struct Correspondence<'a> {
    before: Option<Target<'a>>,
    after: Option<Target<'a>>,
    relation: &'a str,
    aspects: &'a [String],
    weight: &'a str,
    confidence: Option<f64>,
}

impl<'a> Layout<'a> {
    /// The units in reading order. A removed unit may stand where its neighbours are far higher: no heading skips a level.
    pub(super) fn entries(self) -> Vec<UnitView<'a>> {
        let mut units: Vec<UnitView<'a>> = self.report().entries.iter().filter_map(|entry| self.entry(entry)).collect();
        let mut above = CHANGES_LEVEL;
        for unit in &mut units {
            unit.level = unit.level.min(above + 1);
            above = unit.level;
        }
        units
    }

    fn entry(self, entry: &'a Entry) -> Option<UnitView<'a>> {
        let unit = self.unit(&entry.reference)?;
        let main = self.main(entry);
        let (fate, mut folds) = self.text(entry, unit, main);
        let anchor = self.anchor(&entry.reference);
        name_blocks(&mut folds, &anchor);
        let retitled = main.filter(|link| link.aspects.iter().any(|aspect| aspect == "retitled"));
        let removed = entry.state == "removed";
        let (label, title) = heading(unit);
        Some(UnitView {
            anchor,
            level: (unit.depth + CHANGES_LEVEL + 1).min(6),
            depth: unit.depth,
            kind: &unit.kind,
            name: &unit.label,
            label,
            title,
            earlier_label: main.and_then(|main| Some(heading(self.unit(&main.before)?).0)).filter(|&was| was != label),
            title_redline: retitled.map_or_else(Pieces::default, |link| self.pieces(&link.title_redline)),
            address: &unit.address,
            state: &entry.state,
            deed: &entry.deed,
            weight: &entry.weight,
            aspects: self.aspects(entry),
            attributes: unit.attributes.iter().map(|(name, value)| format!("{name}={value}")).collect(),
            was: self.was(&entry.origins, unit),
            kin: self.kin(main),
            came_from: if removed { Vec::new() } else { self.targets(&entry.traces) },
            went_to: if removed { self.targets(&entry.traces) } else { Vec::new() },
            lineage: self.lineage(&entry.reference),
            feedback: unit.feedback.as_deref().filter(|address| !removed && opens(address)),
            file: &unit.file,
            lines: lines(unit),
            words: unit.words,
            findings: grouped(self, &entry.findings, 18),
            notes: entry.notes.iter().filter_map(|note| self.note(note)).collect(),
            why: main.map(why),
            fate,
            folds,
            others: self.others(entry, main),
        })
    }

    /// The link whose redline is the unit's text.
    fn main(self, entry: &Entry) -> Option<&'a LinkInfo> {
        if entry.origins.is_empty() { None } else { entry.links.first().and_then(|&link| self.link(link)) }
    }

    /// Where the rest of a divided unit went.
    fn kin(self, main: Option<&LinkInfo>) -> Vec<Target<'a>> {
        let Some(main) = main.filter(|main| main.relation == "split") else { return Vec::new() };
        let same = |link: &&LinkInfo| link.before == main.before && link.after != main.after && link.relation != "part";
        self.report().links.iter().filter(same).filter_map(|link| self.target(&link.after)).collect()
    }

    /// An older unit that was divided keeps its anchor at its first heir only.
    fn was(self, origins: &[String], unit: &UnitInfo) -> Vec<String> {
        let first = |origin: &&String| self.heir(origin) == Some(unit.reference.as_str());
        origins.iter().filter(first).map(|origin| self.anchor(origin)).collect()
    }

    fn aspects(self, entry: &Entry) -> String {
        let mut aspects: Vec<&str> = entry
            .findings
            .iter()
            .filter_map(|&finding| Some(self.report().findings.get(finding)?.aspect.as_str()))
            .collect();
        aspects.sort_unstable();
        aspects.dedup();
        aspects.join(" ")
    }

    fn text(self, entry: &'a Entry, unit: &'a UnitInfo, main: Option<&'a LinkInfo>) -> (&'static str, Vec<Fold<'a>>) {
        match (main, entry.state.as_str()) {
            (Some(link), "unchanged" | "renumbered") => ("kept", vec![self.shown(link)]),
            (Some(link), _) => ("kept", self.folds(link)),
            (None, "removed") => ("removed", vec![self.plain(unit, Alone::Removed)]),
            (None, _) => ("added", vec![self.plain(unit, Alone::Added)]),
        }
    }

    fn others(self, entry: &Entry, main: Option<&LinkInfo>) -> Vec<Other<'a>> {
        let links = entry.links.iter().filter_map(|&link| self.link(link));
        links
            .filter(|link| main.is_some_and(|main| link.before != main.before))
            .filter_map(|link| {
                let folds = if link.relation == "part" { Vec::new() } else { self.folds(link) };
                Some(Other { target: self.target(&link.before)?, relation: &link.relation, why: why(link), folds })
            })
            .collect()
    }

    fn note(self, entry: &'a Entry) -> Option<Note<'a>> {
        let unit = self.unit(&entry.reference)?;
        let main = self.main(entry);
        // A change note is read, not compared: it tells of this step, the one before told of another.
        let told = unit.note.as_deref() == Some("change-note") && entry.state != "removed";
        let (fate, folds) = if told { ("kept", vec![self.own(unit)]) } else { self.text(entry, unit, main) };
        Some(Note {
            name: unit.note.as_deref().unwrap_or("box"),
            title: &unit.label,
            state: &entry.state,
            deed: &entry.deed,
            fate,
            was: self.was(&entry.origins, unit),
            anchor: self.anchor(&entry.reference),
            folds,
        })
    }

    /// The finding that tells the whole of what a finding tells a detail of.
    fn around(self, finding: usize) -> Option<usize> {
        self.report().findings.get(finding)?.within
    }

    fn finding(self, finding: &'a FindingInfo, most: usize) -> FindingView<'a> {
        let place = finding.after.as_ref().or(finding.before.as_ref());
        let quoted = [&finding.after, &finding.before].into_iter().flatten().find(|phrase| !phrase.text.is_empty());
        let words = |phrase: &Option<PhraseInfo>| phrase.as_ref().map_or_else(String::new, |p| quote(&p.text, most));
        // A redline of a few words says both; where only one draft has the place, the text beside shows what is around.
        let reads = finding.reads.iter().any(|segment| segment.op == "equal");
        FindingView {
            before: words(&finding.before),
            after: words(&finding.after),
            reads: if reads { self.pieces(&finding.reads) } else { Pieces::default() },
            cite: quoted.or(place).map_or("", |phrase| phrase.cite.as_str()),
            lead: quoted.map_or("", |phrase| phrase.lead.as_str()),
            target: place.and_then(|phrase| self.target(&phrase.reference)),
            times: 1,
            used_in: self.targets(&finding.used_in),
            closest: finding.closest.as_ref().and_then(|phrase| self.closest(phrase)),
            details: Vec::new(),
        }
    }

    fn closest(self, phrase: &'a PhraseInfo) -> Option<Closest<'a>> {
        Some(Closest { target: self.target(&phrase.reference)?, cite: &phrase.cite })
    }

    pub(super) fn correspondence(self) -> Vec<Correspondence<'a>> {
        let provision = |entry: &&Entry| self.unit(&entry.reference).is_some_and(|unit| unit.note.is_none());
        self.report().entries.iter().filter(provision).flat_map(|entry| self.lines(entry)).collect()
    }

    fn lines(self, entry: &'a Entry) -> Vec<Correspondence<'a>> {
        let here = self.target(&entry.reference);
        match entry.state.as_str() {
            "removed" => vec![self.alone(here, None, entry)],
            "added" if entry.links.is_empty() => vec![self.alone(None, here, entry)],
            _ => entry.links.iter().filter_map(|&link| Some(self.line(self.link(link)?))).collect(),
        }
    }

    fn alone(self, before: Option<Target<'a>>, after: Option<Target<'a>>, entry: &'a Entry) -> Correspondence<'a> {
        let relation = if before.is_some() { "removed" } else { "new" };
        Correspondence { before, after, relation, aspects: &[], weight: &entry.weight, confidence: None }
    }

    fn line(self, link: &'a LinkInfo) -> Correspondence<'a> {
        Correspondence {
            before: self.target(&link.before),
            after: self.target(&link.after),
            relation: &link.relation,
            aspects: &link.aspects,
            weight: &link.weight,
            confidence: Some(link.confidence),
        }
    }
}

/// Findings gathered by rule: those that say which way a duty went first, else in the order of the text.
///
/// Phrases are quoted up to a number of words: the whole sentence stands in the text beside them. What is found within
/// a sentence that is listed stands below it.
pub(super) fn grouped<'a>(layout: Layout<'a>, positions: &[usize], most: usize) -> Vec<FindingGroup<'a>> {
    let listed: BTreeSet<usize> = positions.iter().copied().collect();
    let (details, tops): (Vec<usize>, Vec<usize>) =
        positions.iter().partition(|&&position| layout.around(position).is_some_and(|around| listed.contains(&around)));
    let mut groups: Vec<FindingGroup<'a>> = Vec::new();
    for (position, finding) in tops.into_iter().filter_map(|at| Some((at, layout.report().findings.get(at)?))) {
        let inside: Vec<usize> =
            details.iter().copied().filter(|&detail| layout.around(detail) == Some(position)).collect();
        let item = FindingView { details: grouped(layout, &inside, most), ..layout.finding(finding, most) };
        match groups.iter_mut().find(|group| group.title == finding.title && group.effect == finding.effect) {
            Some(group) => group.add(item),
            None => groups.push(FindingGroup {
                rule: &finding.rule,
                title: &finding.title,
                effect: &finding.effect,
                items: vec![item],
            }),
        }
    }
    groups.sort_by_key(|group| !matches!(group.effect, "stronger" | "weaker"));
    groups
}

/// A phrase as it is quoted, long ones up to their `most`-th word.
fn quote(phrase: &str, most: usize) -> String {
    let quoted = first_words(phrase, most);
    if quoted.len() == phrase.trim_end().len() { quoted.to_owned() } else { format!("{quoted} …") }
}

/// What stands before the title, and the title: a label that tells the title already is not said twice.
pub(super) fn heading(unit: &UnitInfo) -> (&str, &str) {
    match (unit.title.is_empty(), titled(unit).is_empty(), &unit.number) {
        (true, _, _) => (&unit.label, ""),
        (_, false, _) => (&unit.label, &unit.title),
        (_, true, Some(number)) => (number, &unit.title),
        (_, true, None) => ("", &unit.label),
    }
}

pub(super) fn why(link: &LinkInfo) -> Why<'_> {
    Why {
        confidence: link.confidence,
        evidence: &link.evidence,
        pinned: link.pinned,
        coarse: link.coarse,
        administrative: link.administrative,
        reformatted: link.reformatted,
    }
}

fn lines(unit: &UnitInfo) -> String {
    if unit.end_line > unit.line { format!("{}–{}", unit.line, unit.end_line) } else { unit.line.to_string() }
}
