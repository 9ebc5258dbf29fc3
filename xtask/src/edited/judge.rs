//! What a report shows, held against what was done.
//!
//! Words are counted as a reader meets them: of each unit its main redline and title, of a unit that came or went the
//! whole text; text that moved is marked as moved and is no change of words.

use super::{Case, Deed};
use redraft::model::Pair;
use redraft::report::{ChangeReport, Entry, SegmentInfo};
use redraft::text;
use std::collections::BTreeMap;

/// How a case was met.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Words that truly changed.
    pub(crate) changed: usize,
    /// Words marked as deleted or inserted, and those of them that truly changed.
    pub(crate) marked: usize,
    pub(crate) hit: usize,
    /// What was told otherwise than it is.
    pub(crate) wrong: Vec<String>,
}

/// Holds a report against the truth.
pub(crate) fn judge(case: &Case) -> Verdict {
    let mut verdict = Verdict::default();
    for entry in &case.report.entries {
        let deed = case.deeds.iter().find(|deed| deed.is_about(&case.report, entry));
        verdict.entry(&case.report, entry, deed);
    }
    for deed in &case.deeds {
        verdict.words(&case.report, deed);
    }
    let repeated: Vec<(Pair<&str>, usize)> =
        case.report.repeated.iter().map(|edit| (Pair::new(&*edit.before, &*edit.after), edit.times)).collect();
    let told = case.repeated.iter().map(|(words, times)| (words.as_ref().map(String::as_str), *times));
    let told: Vec<(Pair<&str>, usize)> = told.collect();
    if repeated != told {
        verdict.wrong.push(format!("in many places: {repeated:?}, not {told:?}"));
    }
    verdict
}

impl Deed {
    /// Whether an entry is one of the deed's units: a newer one, or an older one that is gone.
    fn is_about(&self, report: &ChangeReport, entry: &Entry) -> bool {
        let label = report.unit(&entry.reference).map_or("", |unit| unit.label.as_str());
        let removed = entry.state == "removed";
        let names = if removed { &self.units.before } else { &self.units.after };
        names.iter().any(|name| name == label) && (self.units.after.is_empty() || !removed)
    }
}

impl Verdict {
    fn entry(&mut self, report: &ChangeReport, entry: &Entry, deed: Option<&Deed>) {
        let label = report.unit(&entry.reference).map_or("", |unit| unit.label.as_str());
        let state = deed.map_or("unchanged", |deed| deed.state.as_str());
        if entry.state != state {
            self.wrong.push(format!("{label} is {}, not {state}", entry.state));
        }
        let origins = deed.map(|deed| deed.units.before.clone());
        let told: Vec<String> =
            entry.origins.iter().filter_map(|origin| Some(report.unit(origin)?.label.clone())).collect();
        if origins.is_some_and(|origins| origins != told && entry.state != "removed") {
            self.wrong.push(format!("{label} comes from {told:?}"));
        }
        let link = entry.links.first().map(|&link| &report.links[link]);
        let formatting = link.is_some_and(|link| link.reformatted);
        // A paragraph that became a point is told as formatting too: only what must be told is asked for.
        if deed.is_some_and(|deed| deed.formatting) && !formatting {
            self.wrong.push(format!("{label}: no note of formatting"));
        }
    }

    fn words(&mut self, report: &ChangeReport, deed: &Deed) {
        let entries = report.entries.iter().filter(|entry| deed.is_about(report, entry));
        let (mut marked, mut moved) = (Pair::<Words>::default(), Words::default());
        for entry in entries {
            shown(report, entry, &mut marked, &mut moved);
        }
        let truth = Pair::new(words(deed, |pair| &pair.before), words(deed, |pair| &pair.after));
        for (marked, truth) in [(&marked.before, &truth.before), (&marked.after, &truth.after)] {
            self.changed += truth.values().sum::<usize>();
            self.marked += marked.values().sum::<usize>();
            self.hit += common(marked, truth);
            if common(marked, truth) < truth.values().sum() {
                self.wrong.push(format!("{}: not all of {truth:?} is marked", deed.what));
            }
        }
        let meant = deed.moved.iter().fold(Words::default(), |meant, text| with(meant, text));
        if common(&meant, &moved) < meant.values().sum() {
            self.wrong.push(format!("{}: not all of {meant:?} is shown as moved", deed.what));
        }
    }
}

/// How often each word stands in a text.
type Words = BTreeMap<String, usize>;

fn with(mut words: Words, text: &str) -> Words {
    for word in text::words(text) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

fn words(deed: &Deed, side: fn(&Pair<String>) -> &String) -> Words {
    deed.changed.iter().map(side).fold(Words::default(), |words, text| with(words, text))
}

fn common(one: &Words, other: &Words) -> usize {
    one.iter().map(|(word, &count)| count.min(other.get(word).copied().unwrap_or(0))).sum()
}

/// Adds the words that an entry shows as deleted and inserted, and those that it shows as moved.
fn shown(report: &ChangeReport, entry: &Entry, marked: &mut Pair<Words>, moved: &mut Words) {
    let link = entry.links.first().map(|&link| &report.links[link]).filter(|_| !entry.origins.is_empty());
    let Some(link) = link else {
        let unit = report.unit(&entry.reference).expect("entries name units");
        let side = if entry.state == "removed" { &mut marked.before } else { &mut marked.after };
        *side = with(with(std::mem::take(side), &unit.title), &unit.text);
        return;
    };
    let changes = |segment: &&SegmentInfo| segment.noise.is_none();
    for segment in link.title_redline.iter().chain(&link.redline).filter(changes) {
        let side = match segment.op.as_str() {
            "delete" => &mut marked.before,
            "insert" => &mut marked.after,
            "moved" => &mut *moved,
            _ => continue,
        };
        *side = with(std::mem::take(side), &segment.text);
    }
}
