//! The life of each line in words: how it began, what happened at every step, where it went.

use super::super::log;
use super::super::types::{Entry, FindingInfo, LinkInfo};
use super::super::words;
use super::lines::named;
use super::{History, LineInfo, RedlineInfo};
use std::collections::BTreeMap;

/// What is looked up for every line.
struct Known<'a> {
    history: &'a History,
    /// For each step its entries by ref, notes aside.
    entries: Vec<BTreeMap<&'a str, &'a Entry>>,
    /// For each step, then for each comparison of distant drafts, its links by their newer and older units.
    links: Vec<BTreeMap<(&'a str, &'a str), usize>>,
    distant: Vec<BTreeMap<(&'a str, &'a str), usize>>,
}

/// Tells every line's life; the history has everything but its lines.
pub(super) fn tell(lines: &mut [LineInfo], history: &History) {
    let next = history.drafts.len().saturating_sub(1);
    let known = Known {
        history,
        entries: history.steps[..next].iter().map(|step| by_ref(&step.report.entries)).collect(),
        links: history.steps[..next].iter().map(|step| by_units(&step.report.links)).collect(),
        distant: history.apart.iter().map(|apart| by_units(&apart.report.links)).collect(),
    };
    for (at, kin) in history.kin.iter().enumerate() {
        lines[kin.before].heirs.push(at);
        lines[kin.after].origins.push(at);
    }
    for line in lines {
        known.spots(line);
        known.latest(line);
        line.redlines = known.redlines(line);
        line.sentences = known.sentences(line);
    }
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
                "first draft".clone_into(&mut spot.deed);
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
        let how = match (link.redline.iter().any(|segment| segment.op != "equal"), link.changed) {
            (false, _) => "the same text".to_owned(),
            (true, 0.0) => "only small differences".to_owned(),
            (true, share) => format!("{:.0} % of the words differ", share * 100.0),
        };
        format!("From {} to {}: {how}", drafts[before].called, drafts[after].called)
    }

    fn sentences(&self, line: &LineInfo) -> Vec<String> {
        let (Some(first), Some(last)) = (line.spots.first(), line.spots.last()) else { return Vec::new() };
        let drafts = &self.history.drafts;
        let unit = |draft: usize, unit: usize| named(&drafts[draft].units[unit]);
        let mut born =
            format!("It first appears in {}, as {}", drafts[first.draft].called, unit(first.draft, first.unit));
        let came: Vec<&str> = self.kin_at(&line.origins, first.draft, |kin| &kin.came);
        if !came.is_empty() {
            born = format!("{born}, {}", words::list(&came));
        }
        let mut sentences = vec![born + "."];
        if line.lives && first.draft != last.draft {
            sentences.push(format!(
                "In {} it is {}{}.",
                drafts[last.draft].called,
                unit(last.draft, last.unit),
                changed(line)
            ));
        }
        sentences.extend(self.end(line, last.draft));
        sentences.extend(self.direction(line));
        sentences
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
        let went = self.kin_at(&line.heirs, last + 1, |kin| &kin.went);
        let next = &self.history.drafts[last + 1].called;
        Some(if went.is_empty() {
            format!("It ends with {}: {next} does not have it.", self.history.drafts[last].called)
        } else {
            format!("It ends with {}: it {}.", self.history.drafts[last].called, words::list(&went))
        })
    }

    /// Which way the findings of a whole life go.
    fn direction(&self, line: &LineInfo) -> Option<String> {
        let findings = line.spots.iter().filter_map(|spot| Some((spot.step?, &spot.findings)));
        let findings: Vec<&FindingInfo> = findings
            .flat_map(|(step, found)| found.iter().map(move |&at| (step, at)))
            .filter_map(|(step, at)| self.history.steps[step].report.findings.get(at))
            .collect();
        let count = |effect: &str| findings.iter().filter(|finding| finding.goes(effect)).count();
        let part = |count: usize, more: &str| match count {
            0 => None,
            1 => Some(format!("1 change that asks {more}")),
            _ => Some(format!("{} changes that ask {more}", words::thousands(count))),
        };
        let parts: Vec<String> =
            [part(count("stronger"), "more"), part(count("weaker"), "less")].into_iter().flatten().collect();
        (!parts.is_empty())
            .then(|| format!("On the way the rules found {} of those who are bound.", words::list(&parts)))
    }
}

/// `, with other words than in the first draft`: at how many steps the text changed.
fn changed(line: &LineInfo) -> String {
    let steps = line.spots.len() - 1;
    let changed =
        line.spots[1..].iter().filter(|spot| !matches!(spot.state.as_str(), "unchanged" | "renumbered")).count();
    match changed {
        0 => ", with the same text throughout".to_owned(),
        _ if steps == 1 => ", changed on the way".to_owned(),
        _ if changed == steps => ", changed at every step".to_owned(),
        _ => format!(", changed at {changed} of {steps} steps"),
    }
}

/// What is to be said of the series as a whole.
pub(super) fn series(history: &History) -> Vec<String> {
    let (Some(first), Some(last)) = (history.drafts.first(), history.drafts.last()) else { return Vec::new() };
    let mut sentences = Vec::new();
    if let (Some(from), Some(to)) = (&first.info.date, &last.info.date)
        && history.drafts.len() > 1
    {
        sentences.push(format!("{} drafts, from {from} to {to}.", words::thousands(history.drafts.len())));
    }
    let living = history.lines.iter().filter(|line| line.lives).count();
    let from_first = history
        .lines
        .iter()
        .filter(|line| line.lives && line.spots.first().is_some_and(|spot| spot.draft == 0))
        .count();
    if history.drafts.len() > 1 {
        sentences.push(format!(
            "{} has {}; {} of them {} back to {}.",
            words::upper_first(&last.called),
            words::count(living, "unit"),
            words::thousands(from_first),
            if from_first == 1 { "goes" } else { "go" },
            first.called
        ));
    }
    sentences
}
