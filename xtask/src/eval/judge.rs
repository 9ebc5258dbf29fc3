//! What was found, held against what is true. Units are named by the line that opens them.

use redraft::diff::{self, Aspects};
use redraft::matching::{self, Evidence, Relation};
use redraft::model::{Draft, Pair};
use std::collections::{BTreeMap, BTreeSet};

/// A pair of lines.
pub(super) type Key = (u32, u32);

/// What was found between two drafts.
pub(super) struct Found {
    pub(super) links: BTreeMap<Key, FoundLink>,
    pub(super) added: BTreeSet<u32>,
    pub(super) removed: BTreeSet<u32>,
}

/// One link that was found.
#[derive(Clone, Debug)]
pub(super) struct FoundLink {
    pub(super) relation: Relation,
    pub(super) confidence: f32,
    pub(super) aspects: Aspects,
    pub(super) evidence: Vec<Evidence>,
}

impl Found {
    /// Matches two drafts and finds out what happened to each unit.
    pub(super) fn between(drafts: Pair<&Draft>) -> Self {
        let matching = matching::drafts(drafts);
        let script = diff::edits(drafts, &matching);
        let line = |draft: &Draft, idx| draft[idx].span.line;
        let links = matching.links.iter().zip(&script.edits).map(|(link, edit)| {
            let key = (line(drafts.before, link.units.before), line(drafts.after, link.units.after));
            let (relation, confidence, evidence) = (link.relation, link.confidence, link.evidence.clone());
            (key, FoundLink { relation, confidence, aspects: edit.aspects, evidence })
        });
        Self {
            links: links.collect(),
            added: matching.added.iter().map(|&idx| line(drafts.after, idx)).collect(),
            removed: matching.removed.iter().map(|&idx| line(drafts.before, idx)).collect(),
        }
    }

    /// Links that say more than that a passage went over.
    pub(super) fn firm(&self) -> impl Iterator<Item = (Key, &FoundLink)> {
        self.links.iter().filter(|(_, link)| link.relation != Relation::Part).map(|(&key, link)| (key, link))
    }
}

/// Counts of hits.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Score {
    pub(super) hit: usize,
    pub(super) found: usize,
    pub(super) truth: usize,
}

impl Score {
    pub(super) fn of<T: Ord>(found: &BTreeSet<T>, truth: &BTreeSet<T>) -> Self {
        Self { hit: found.intersection(truth).count(), found: found.len(), truth: truth.len() }
    }

    pub(super) fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { share(self.hit, self.found) }
    }

    pub(super) fn recall(self) -> f64 {
        if self.truth == 0 { 1.0 } else { share(self.hit, self.truth) }
    }

    pub(super) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.found += other.found;
        self.truth += other.truth;
    }
}

/// Bands of confidence: links in it, and those of them that are right.
#[derive(Clone, Debug)]
pub(super) struct Calibration {
    pub(super) bands: Vec<(f32, usize, usize)>,
}

impl Default for Calibration {
    fn default() -> Self {
        let floors = [0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.985];
        Self { bands: floors.map(|floor| (floor, 0, 0)).to_vec() }
    }
}

impl Calibration {
    pub(super) fn count(&mut self, confidence: f32, right: bool) {
        if let Some(band) = self.bands.iter_mut().rev().find(|band| confidence >= band.0) {
            band.1 += 1;
            band.2 += usize::from(right);
        }
    }

    /// Links that are this sure or surer, and those of them that are right.
    pub(super) fn as_sure(&self, floor: f32) -> (usize, usize) {
        let sure = self.bands.iter().filter(|band| band.0 >= floor);
        sure.fold((0, 0), |(links, right), band| (links + band.1, right + band.2))
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (mine, more) in self.bands.iter_mut().zip(&other.bands) {
            mine.1 += more.1;
            mine.2 += more.2;
        }
    }
}

/// A share of a whole; 1 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
