//! Which unit of a draft carries on the life of which unit of the draft before.
//!
//! ```text
//!   first        second          third         one unit carries a line on: of a split the heir with most of the text,
//!   Measure 4 ─► Measure 2.1 ──► Measure I.1   of a merge the origin that gave most; the others begin lines of their
//!           └──► Measure 2.2 (begins, split off from Measure 4)              own, or end, and say from or into which
//! ```
//!
//! Only neighbouring drafts are looked at, so a later draft never changes a line's beginning, nor its name.

use super::super::brief::head;
use super::super::log;
use super::super::types::{ChangeReport, LinkInfo, UnitInfo};
use super::names::Names;
use super::{History, HistoryDraft, KinInfo, LineInfo, SpotInfo};
use crate::text;
use crate::words::Words;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// The lives of all provisions; `reports` are those of consecutive drafts. Drafts learn the lines of their units.
pub(super) fn lines(drafts: &mut [HistoryDraft], reports: &[&ChangeReport]) -> Vec<LineInfo> {
    let mut lines: Vec<LineInfo> = Vec::new();
    for at in 0..drafts.len() {
        let carried = at.checked_sub(1).map_or_else(Vec::new, |step| carried(reports[step]));
        let mut own = vec![None; drafts[at].units.len()];
        for (before, after) in carried {
            own[after] = drafts[at - 1].lines[before];
        }
        let mut names = Names::new();
        let draft = &drafts[at];
        for (unit, info) in draft.units.iter().enumerate() {
            // Every unit uses its name up, so that no name depends on how another draft was matched.
            let name = format!("{}/{}", draft.name, names.of(&info.anchor));
            if info.note.is_some() {
                own[unit] = parent(info).and_then(|around| own[around]);
                continue;
            }
            let line = *own[unit].get_or_insert_with(|| {
                lines.push(LineInfo { name, ..LineInfo::default() });
                lines.len() - 1
            });
            lines[line].spots.push(SpotInfo { draft: at, unit, ..SpotInfo::default() });
        }
        drafts[at].lines = own;
    }
    lines
}

/// The positions of the units whose life goes on, before and after: each unit at most once.
fn carried(report: &ChangeReport) -> Vec<(usize, usize)> {
    let mut links: Vec<&LinkInfo> = whole(report).collect();
    links.sort_by_key(|link| (link.relation != "same", !link.pinned, Reverse(shared(link)), percent(link.confidence)));
    let (mut gone, mut come) = (BTreeSet::new(), BTreeSet::new());
    let mut carried = Vec::new();
    for link in links {
        if !gone.contains(&link.before) && !come.contains(&link.after) {
            gone.insert(&link.before);
            come.insert(&link.after);
            carried.push((position(&link.before), position(&link.after)));
        }
    }
    carried
}

/// Links between provisions that are more than a passage.
pub(super) fn whole(report: &ChangeReport) -> impl Iterator<Item = &LinkInfo> {
    let provision = |reference: &str| report.unit(reference).is_some_and(|unit| unit.note.is_none());
    log::whole(report).filter(move |link| provision(&link.before) && provision(&link.after))
}

/// Words that both units have in the same order, titles included: of two heirs the one with more is the heir.
fn shared(link: &LinkInfo) -> usize {
    let segments = link.redline.iter().chain(&link.title_redline);
    segments.filter(|segment| segment.op == "equal").map(|segment| text::word_count(&segment.text)).sum()
}

/// The surest first.
fn percent(confidence: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a confidence is from 0 to 1")]
    let hundredths = (confidence * 100.0).round() as i64;
    -hundredths
}

/// The position in a ref.
pub(super) fn position(reference: &str) -> usize {
    log::index(reference).get()
}

fn parent(unit: &UnitInfo) -> Option<usize> {
    unit.parent.as_deref().map(position)
}

/// Every text that went from one line to another at a step, which begins with the draft of its own position.
pub(super) fn kin(drafts: &[HistoryDraft], step: usize, report: &ChangeReport) -> Vec<KinInfo> {
    let (older, newer) = (&drafts[step], &drafts[step + 1]);
    let mut kin = Vec::new();
    for link in whole(report) {
        let (from, to) = (position(&link.before), position(&link.after));
        let (Some(giver), Some(taker)) = (older.lines[from], newer.lines[to]) else { continue };
        if giver == taker {
            continue;
        }
        let relation = link.relation.clone();
        kin.push(KinInfo { step, before: giver, after: taker, relation, units: (from, to), ..KinInfo::default() });
    }
    kin
}

/// Lets every line know its kin.
pub(super) fn join(lines: &mut [LineInfo], kin: &[KinInfo]) {
    for (at, kin) in kin.iter().enumerate() {
        lines[kin.before].heirs.push(at);
        lines[kin.after].origins.push(at);
    }
}

/// Tells what each line gave to its kin, or took.
pub(super) fn tell(history: &mut History, words: &Words) {
    let drafts = &history.drafts;
    let of = |draft: usize, unit: usize| {
        let unit = &drafts[draft].units[unit].label;
        words.say("said.of", &[("unit", unit), ("draft", &drafts[draft].called)])
    };
    for kin in &mut history.kin {
        let (origin, heir) = (of(kin.step, kin.units.0), of(kin.step + 1, kin.units.1));
        let (came, went) = match kin.relation.as_str() {
            "merge" => ("life.took_in", "life.merged_into"),
            _ => ("life.split_from", "life.was_split"),
        };
        kin.came = words.say(came, &[("unit", &origin)]);
        kin.went = words.say(went, &[("unit", &heir)]);
    }
}

/// The unit's name in a sentence: its label, and where that does not tell it its title.
pub(super) fn named(words: &Words, unit: &UnitInfo) -> String {
    const TITLE: usize = 14;
    let title = log::title(unit);
    if title.is_empty() {
        return head(&unit.label, TITLE);
    }
    words.say("said.titled", &[("unit", &unit.label), ("title", &head(&title, TITLE))])
}
