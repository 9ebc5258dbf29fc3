//! The life of one unit over a whole series: from its first appearance, through splits and merges, to its end.

use super::types::{ChangeReport, DraftInfo, LinkInfo, UnitInfo};
use crate::matching::Disagreement;
use crate::model::UnitIdx;
use crate::words::Words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The life of one unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogInfo {
    /// Label of the draft that the unit was named in.
    pub draft: String,
    /// The unit that was asked about.
    pub label: String,
    /// Its title.
    pub title: String,
    /// The drafts that its line runs through, oldest first.
    pub drafts: Vec<LogDraft>,
    /// Where the way step by step and the direct comparison of distant drafts do not agree, in sentences.
    pub doubts: Vec<String>,
}

/// The unit's line in one draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogDraft {
    /// The draft's label.
    pub label: String,
    /// Which version it is, in words.
    pub version: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The units of the line, in document order.
    pub units: Vec<LogUnit>,
}

/// One unit of the line.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogUnit {
    /// `Measure 2.3`.
    pub label: String,
    /// Heading without kind and number; empty where the label tells it.
    pub title: String,
    /// Source file.
    pub file: String,
    /// 1-based line of its heading.
    pub line: u32,
    /// Words of its own text.
    pub words: usize,
    /// Whether it is the unit that was asked about.
    pub asked: bool,
    /// How its life begins or ends here, in words; empty where it goes on.
    pub event: String,
    /// What it became in the next draft.
    pub steps: Vec<LogStep>,
    /// Where else it came from, or passages of it went, in words.
    pub asides: Vec<String>,
}

/// One step into the next draft.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LogStep {
    /// Label of the unit in the next draft.
    pub label: String,
    /// Its title; empty where the label tells it.
    pub title: String,
    /// Whether the line of the unit asked about goes on there.
    pub followed: bool,
    /// `same`, `split` or `merge`.
    pub relation: String,
    /// Headline: `refined`, `moved`, `split`.
    pub state: String,
    /// What changed: `moved`, `renumbered`, `refined`.
    pub aspects: Vec<String>,
    /// How grave it is.
    pub weight: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Settled by the drafters.
    pub pinned: bool,
    /// How many findings the rules have on it.
    pub findings: usize,
}

/// A position in the series: the draft, then the unit in it.
pub type Spot = (usize, UnitIdx);

/// The units of each draft that one unit comes from or lives on in; minor passages are not followed.
///
/// `reports` are those of consecutive drafts, oldest first.
pub fn line(reports: &[ChangeReport], (draft, unit): Spot) -> Vec<BTreeSet<UnitIdx>> {
    let mut line = vec![BTreeSet::new(); reports.len() + 1];
    line[draft].insert(unit);
    for at in (0..draft).rev() {
        let origins = whole(&reports[at]).filter(|link| line[at + 1].contains(&index(&link.after)));
        line[at] = origins.map(|link| index(&link.before)).collect();
    }
    for at in draft..reports.len() {
        let heirs = whole(&reports[at]).filter(|link| line[at].contains(&index(&link.before)));
        line[at + 1] = heirs.map(|link| index(&link.after)).collect();
    }
    line
}

/// The life of one unit over a series, from the reports of consecutive drafts, oldest first.
///
/// # Panics
/// When there is no report, or the series has no such unit.
pub fn log(reports: &[ChangeReport], asked: Spot, doubts: &[(usize, Disagreement)]) -> LogInfo {
    let line = line(reports, asked);
    let series = Series { reports, line: &line, asked };
    let unit = series.unit(asked);
    LogInfo {
        draft: series.draft(asked.0).label.clone(),
        label: unit.label.clone(),
        title: unit.title.clone(),
        drafts: (0..line.len()).filter(|&at| !line[at].is_empty()).map(|at| series.log_draft(at)).collect(),
        doubts: doubts.iter().map(|(draft, doubt)| series.doubt(*draft, doubt)).collect(),
    }
}

struct Series<'a> {
    reports: &'a [ChangeReport],
    line: &'a [BTreeSet<UnitIdx>],
    asked: Spot,
}

impl Series<'_> {
    fn draft(&self, at: usize) -> &DraftInfo {
        if at == 0 { &self.reports[0].before } else { &self.reports[at - 1].after }
    }

    fn unit(&self, (at, idx): Spot) -> &UnitInfo {
        let units = if at == 0 { &self.reports[0].units.before } else { &self.reports[at - 1].units.after };
        &units[idx.get()]
    }

    fn log_draft(&self, at: usize) -> LogDraft {
        let draft = self.draft(at);
        LogDraft {
            label: draft.label.clone(),
            version: draft.version.clone(),
            date: draft.date.clone(),
            units: self.line[at].iter().map(|&idx| self.log_unit((at, idx))).collect(),
        }
    }

    fn log_unit(&self, spot: Spot) -> LogUnit {
        let unit = self.unit(spot);
        LogUnit {
            label: unit.label.clone(),
            title: title(unit),
            file: unit.file.clone(),
            line: unit.line,
            words: unit.words,
            asked: spot == self.asked,
            event: self.event(spot),
            steps: self
                .onward(spot)
                .filter(|link| link.relation != "part")
                .map(|link| self.step(spot.0, link))
                .collect(),
            asides: self.asides(spot),
        }
    }

    /// The links of a unit into the next draft.
    fn onward(&self, (at, idx): Spot) -> impl Iterator<Item = &LinkInfo> {
        let links = self.reports.get(at).map_or(&[][..], |report| &report.links);
        links.iter().filter(move |link| index(&link.before) == idx)
    }

    /// The links of a unit from the draft before.
    fn origins(&self, (at, idx): Spot) -> impl Iterator<Item = &LinkInfo> {
        let links = at.checked_sub(1).map_or(&[][..], |step| &self.reports[step].links);
        links.iter().filter(move |link| index(&link.after) == idx)
    }

    fn step(&self, at: usize, link: &LinkInfo) -> LogStep {
        let after = index(&link.after);
        let unit = self.unit((at + 1, after));
        LogStep {
            label: unit.label.clone(),
            title: title(unit),
            followed: self.line[at + 1].contains(&after),
            relation: link.relation.clone(),
            state: link.state.clone(),
            aspects: link.aspects.clone(),
            weight: link.weight.clone(),
            confidence: link.confidence,
            pinned: link.pinned,
            findings: link.findings.len(),
        }
    }

    fn event(&self, spot: Spot) -> String {
        let last = spot.0 == self.reports.len();
        let born = spot.0 > 0 && self.origins(spot).all(|link| link.relation == "part");
        let gone = !last && self.onward(spot).all(|link| link.relation == "part");
        let events: Vec<&str> =
            [(spot.0 == 0, "first draft"), (born, "new"), (gone, "ends here"), (last, "last draft")]
                .into_iter()
                .filter_map(|(holds, words)| holds.then_some(words))
                .collect();
        Words::english().list(&events)
    }

    /// Other origins, and passages that came and went.
    fn asides(&self, spot: Spot) -> Vec<String> {
        let (at, before) = (spot.0, spot.0.wrapping_sub(1));
        let label = |at: usize, reference: &str| self.unit((at, index(reference))).label.clone();
        let came = self.origins(spot).filter_map(|link| match link.relation.as_str() {
            "part" => Some(format!("with a passage from the earlier {}", label(before, &link.before))),
            _ if self.line[before].contains(&index(&link.before)) => None,
            _ => Some(format!("also from the earlier {}", label(before, &link.before))),
        });
        let went = self.onward(spot).filter(|link| link.relation == "part");
        let went = went
            .map(|link| format!("a passage went to {} of “{}”", label(at + 1, &link.after), self.draft(at + 1).label));
        came.chain(went).collect()
    }

    /// `step by step this is Measure 1.3 of “final”; compared directly, Measure 1.2`
    fn doubt(&self, other: usize, doubt: &Disagreement) -> String {
        let named = |units: &[UnitIdx]| {
            let labels: Vec<String> = units.iter().map(|&idx| self.unit((other, idx)).label.clone()).collect();
            Words::english().list(&labels)
        };
        let there = &self.draft(other).label;
        let (chained, direct) = (named(&doubt.chained), named(&doubt.direct));
        match (chained.is_empty(), direct.is_empty()) {
            (_, true) => {
                format!(
                    "step by step this is {chained} of “{there}”; compared directly, they have too little in common"
                )
            }
            (true, _) => format!("step by step nothing of “{there}” corresponds; compared directly, {direct} does"),
            _ => format!("step by step this is {chained} of “{there}”; compared directly, {direct}"),
        }
    }
}

/// Links that are more than a minor passage.
pub(super) fn whole(report: &ChangeReport) -> impl Iterator<Item = &LinkInfo> {
    report.links.iter().filter(|link| link.relation != "part")
}

/// The position in a ref.
pub(super) fn index(reference: &str) -> UnitIdx {
    UnitIdx(reference.get(1..).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX))
}

/// The title, where the label does not tell it.
pub(super) fn title(unit: &UnitInfo) -> String {
    if unit.label.contains(unit.title.as_str()) { String::new() } else { unit.title.clone() }
}
