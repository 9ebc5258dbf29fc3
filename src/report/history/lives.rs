//! The life of each line in words: how it began, what happened at every step, where it went.

use super::super::log;
use super::super::types::{Entry, FindingInfo, LinkInfo};
use super::lines::named;
use super::{History, LineInfo, RedlineInfo, SpotInfo};
use crate::words::Words;
use std::collections::BTreeMap;

/// What is looked up for every line.
struct Known<'a> {
    history: &'a History,
    words: &'a Words,
    /// For each step its entries by ref, notes aside.
    entries: Vec<BTreeMap<&'a str, &'a Entry>>,
    /// For each step, then for each comparison of distant drafts, its links by their newer and older units.
    links: Vec<BTreeMap<(&'a str, &'a str), usize>>,
    distant: Vec<BTreeMap<(&'a str, &'a str), usize>>,
}

/// Tells every line's life.
pub(super) fn tell(history: &mut History, words: &Words) {
    let mut lines = std::mem::take(&mut history.lines);
    let next = history.drafts.len().saturating_sub(1);
    let known = Known {
        history,
        words,
        entries: history.steps[..next].iter().map(|step| by_ref(&step.report.entries)).collect(),
        links: history.steps[..next].iter().map(|step| by_units(&step.report.links)).collect(),
        distant: history.apart.iter().map(|apart| by_units(&apart.report.links)).collect(),
    };
    for line in &mut lines {
        known.spots(line);
        known.latest(line);
        line.redlines = known.redlines(line);
        line.sentences = known.sentences(line);
    }
    history.lines = lines;
}

fn by_ref(entries: &[Entry]) -> BTreeMap<&str, &Entry> {
    entries.iter().map(|entry| (entry.reference.as_str(), entry)).collect()
}

fn by_units(links: &[LinkInfo]) -> BTreeMap<(&str, &str), usize> {
    links.iter().enumerate().map(|(at, link)| ((link.before.as_str(), link.after.as_str()), at)).collect()
}

impl Known<'_> {
    fn spots(&self, line: &mut LineInfo) {
        for spot in &mut line.spots {
            let Some(step) = spot.draft.checked_sub(1) else {
                spot.deed = self.words.say("deed.first", &[]);
                "first".clone_into(&mut spot.state);
                "none".clone_into(&mut spot.weight);
                continue;
            };
            let Some(entry) = self.entries[step].get(format!("a{}", spot.unit).as_str()) else { continue };
            entry.words.clone_into(&mut spot.deed);
            entry.state.clone_into(&mut spot.state);
            entry.weight.clone_into(&mut spot.weight);
            entry.findings.clone_into(&mut spot.findings);
            spot.step = Some(step);
        }
    }

    fn latest(&self, line: &mut LineInfo) {
        let Some(spot) = line.spots.last() else { return };
        let unit = &self.history.drafts[spot.draft].units[spot.unit];
        unit.label.clone_into(&mut line.label);
        line.title = log::title(unit);
        unit.kind.clone_into(&mut line.kind);
        line.lives = spot.draft + 1 == self.history.drafts.len();
    }

    /// The redlines of every two drafts that have the line, latest steps first, then distant ones.
    fn redlines(&self, line: &LineInfo) -> Vec<RedlineInfo> {
        let between = |before: usize, after: usize| {
            let refs = (format!("b{}", line.unit(before)?), format!("a{}", line.unit(after)?));
            let next = after == before + 1;
            let of = if next {
                before
            } else {
                self.history.apart.iter().position(|apart| (apart.before, apart.after) == (before, after))?
            };
            let (links, known) = if next {
                (&self.history.steps[of].report.links, &self.links[of])
            } else {
                (&self.history.apart[of].report.links, &self.distant[of])
            };
            let link = *known.get(&(refs.0.as_str(), refs.1.as_str()))?;
            let called = self.compared(before, after, &links[link]);
            Some(RedlineInfo { before, after, next, of, link, called })
        };
        let drafts: Vec<usize> = line.spots.iter().rev().map(|spot| spot.draft).collect();
        let next = drafts.windows(2).filter_map(|pair| between(pair[1], pair[0]));
        let distant = drafts
            .iter()
            .enumerate()
            .flat_map(|(at, &after)| drafts[at + 1..].iter().skip(1).filter_map(move |&before| between(before, after)));
        next.chain(distant).collect()
    }

    fn compared(&self, before: usize, after: usize, link: &LinkInfo) -> String {
        let drafts = &self.history.drafts;
        let phrase = match (link.redline.iter().any(|segment| segment.op != "equal"), link.changed) {
            (false, _) => "life.compared_same",
            (true, 0.0) => "life.compared_little",
            (true, _) => "life.compared",
        };
        let share = format!("{:.0}", link.changed * 100.0);
        let values = [("before", drafts[before].called.as_str()), ("after", &drafts[after].called), ("share", &share)];
        self.words.say(phrase, &values)
    }

    fn sentences(&self, line: &LineInfo) -> Vec<String> {
        let (Some(first), Some(last)) = (line.spots.first(), line.spots.last()) else { return Vec::new() };
        let drafts = &self.history.drafts;
        let unit = |spot: &SpotInfo| named(self.words, &drafts[spot.draft].units[spot.unit]);
        let came = self.words.list(&self.kin_at(&line.origins, first.draft, |kin| &kin.came));
        let born = if came.is_empty() { "life.born" } else { "life.born_of" };
        let values = [("draft", drafts[first.draft].called.as_str()), ("unit", &unit(first)), ("origins", &came)];
        let mut sentences = vec![self.words.say(born, &values)];
        if line.lives && first.draft != last.draft {
            sentences.push(self.now(line, &drafts[last.draft].called, &unit(last)));
        }
        sentences.extend(self.end(line, last.draft));
        sentences.extend(self.direction(line));
        sentences
    }

    /// What a line is now, and at how many steps its text changed.
    fn now(&self, line: &LineInfo, draft: &str, unit: &str) -> String {
        let steps = line.spots.len() - 1;
        let same = |spot: &&SpotInfo| matches!(spot.state.as_str(), "unchanged" | "renumbered");
        let changed = steps - line.spots[1..].iter().filter(same).count();
        let phrase = match changed {
            0 => "life.now_same",
            _ if steps == 1 => "life.now_changed",
            _ if changed == steps => "life.now_always",
            _ => "life.now_some",
        };
        self.words.count(phrase, changed, &[("draft", draft), ("unit", unit), ("steps", &self.words.number(steps))])
    }

    /// What the kin of a line say that belongs to one draft.
    fn kin_at<'k>(
        &'k self,
        kin: &[usize],
        draft: usize,
        say: impl Fn(&'k super::KinInfo) -> &'k String,
    ) -> Vec<&'k str> {
        let kin = kin.iter().map(|&at| &self.history.kin[at]);
        kin.filter(|kin| kin.step + 1 == draft).map(|kin| say(kin).as_str()).collect()
    }

    fn end(&self, line: &LineInfo, last: usize) -> Option<String> {
        if line.lives {
            return None;
        }
        let went = self.words.list(&self.kin_at(&line.heirs, last + 1, |kin| &kin.went));
        let drafts = &self.history.drafts;
        let phrase = if went.is_empty() { "life.gone" } else { "life.went" };
        let values = [("draft", drafts[last].called.as_str()), ("next", &drafts[last + 1].called), ("heirs", &went)];
        Some(self.words.say(phrase, &values))
    }

    /// Which way the findings of a whole life go.
    fn direction(&self, line: &LineInfo) -> Option<String> {
        let findings = line.spots.iter().filter_map(|spot| Some((spot.step?, &spot.findings)));
        let findings: Vec<&FindingInfo> = findings
            .flat_map(|(step, found)| found.iter().map(move |&at| (step, at)))
            .filter_map(|(step, at)| self.history.steps[step].report.findings.get(at))
            .collect();
        let count = |effect: &str| findings.iter().filter(|finding| finding.goes(effect)).count();
        let part = |phrase, count| (count > 0).then(|| self.words.count(phrase, count, &[]));
        let parts = [part("life.more", count("stronger")), part("life.less", count("weaker"))];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| self.words.say("life.found", &[("changes", &self.words.list(&parts))]))
    }
}

/// What is to be said of the series as a whole.
pub(super) fn series(history: &History, words: &Words) -> Vec<String> {
    let [first, .., last] = history.drafts.as_slice() else { return Vec::new() };
    let mut sentences = Vec::new();
    if let (Some(from), Some(to)) = (&first.info.date, &last.info.date) {
        let days = [("from", &*words.day(from)), ("to", &*words.day(to))];
        sentences.push(words.count("series.drafts", history.drafts.len(), &days));
    }
    let living = history.lines.iter().filter(|line| line.lives);
    let old = |line: &&LineInfo| line.spots.first().is_some_and(|spot| spot.draft == 0);
    let units = words.count("said.units", living.clone().count(), &[]);
    let values = [("draft", last.called.as_str()), ("units", &units), ("first", &first.called)];
    sentences.push(words.count("series.units", living.filter(old).count(), &values));
    sentences
}
