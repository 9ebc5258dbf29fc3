//! Mutated drafts: what became of every unit is known, so every link and every aspect can be judged.

use super::judge::{Calibration, Found, FoundLink, Key, Score};
use super::miss::{Miss, Side};
use crate::drafts::{Series, Subject};
use crate::mutate::{self, Kind, Place, TrueLink, Truth};
use redraft::matching::Relation;
use redraft::model::{Draft, Pair, Unit, UnitKind};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;

/// What became of all cases of one kind.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) cases: usize,
    /// Mutants that did not parse to what was meant, and edits that could not be done.
    pub(super) dropped: usize,
    pub(super) links: Score,
    /// The same, of Commitments, Measures and Sub-Measures alone.
    pub(super) duties: Score,
    pub(super) relation: Score,
    pub(super) moves: Score,
    /// Unmoved units said to have moved, and unmoved units linked to another unit.
    pub(super) false_moves: usize,
    pub(super) wrong_on_unmoved: usize,
    pub(super) renumbered: Score,
    pub(super) splits: Score,
    pub(super) merges: Score,
    pub(super) added: Score,
    pub(super) removed: Score,
    /// Minor passages reported where nothing went over.
    pub(super) parts: usize,
}

impl Tally {
    pub(super) fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.dropped += other.dropped;
        self.false_moves += other.false_moves;
        self.wrong_on_unmoved += other.wrong_on_unmoved;
        self.parts += other.parts;
        let mine = [
            (&mut self.links, other.links),
            (&mut self.duties, other.duties),
            (&mut self.relation, other.relation),
            (&mut self.moves, other.moves),
            (&mut self.renumbered, other.renumbered),
            (&mut self.splits, other.splits),
            (&mut self.merges, other.merges),
            (&mut self.added, other.added),
            (&mut self.removed, other.removed),
        ];
        for (score, more) in mine {
            score.add(more);
        }
    }
}

/// Everything about the mutated drafts.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) kinds: BTreeMap<Kind, Tally>,
    pub(super) calibration: Calibration,
    pub(super) misses: Vec<Miss>,
    /// Cases that panicked, with the newer draft.
    pub(super) crashed: Vec<(String, String)>,
}

/// Seeds tried, and cases wanted, for each draft and kind.
const TRIES: u64 = 14;
const WANTED: usize = 9;

/// Mutates every draft in every way.
pub(super) fn run(series: &[Series]) -> Outcome {
    let mut outcome = Outcome::default();
    let drafts = series.iter().flat_map(|series| series.drafts.iter().map(move |draft| (series.name, draft)));
    for (name, draft) in drafts {
        for &kind in Kind::ALL {
            let tally = cases(name, draft, kind, &mut outcome);
            outcome.kinds.entry(kind).or_default().add(&tally);
        }
    }
    outcome
}

fn cases(name: &str, draft: &Subject, kind: Kind, outcome: &mut Outcome) -> Tally {
    let mut tally = Tally::default();
    let wanted = if kind == Kind::Nothing { 1 } else { WANTED };
    for seed in 0..TRIES {
        if tally.cases == wanted {
            break;
        }
        let mutant = mutate::mutate(&draft.parsed.draft, draft.text(), kind, seed);
        let mutant = mutant.map(|mutant| (draft.with(mutant.text), mutant.truth));
        let Some((after, truth)) = mutant.filter(|(after, truth)| truth.fits(&after.parsed.draft)) else {
            tally.dropped += 1;
            continue;
        };
        let case = format!("{name} {}, {kind:?}, seed {seed}", draft.source.label);
        tally.cases += 1;
        let drafts = Pair::new(&draft.parsed.draft, &after.parsed.draft);
        match catch_unwind(|| Found::between(drafts)) {
            Ok(found) => Trial::new(case, kind, drafts, &truth, found).judge(&mut tally, outcome),
            Err(_) => outcome.crashed.push((case, after.text().to_owned())),
        }
    }
    tally
}

struct Trial<'a> {
    case: String,
    kind: Kind,
    drafts: Pair<&'a Draft>,
    at: Pair<BTreeMap<u32, &'a Unit>>,
    found: Found,
    truth: &'a Truth,
    true_links: BTreeMap<Key, TrueLink>,
}

impl<'a> Trial<'a> {
    fn new(case: String, kind: Kind, drafts: Pair<&'a Draft>, truth: &'a Truth, found: Found) -> Self {
        let at = drafts.map(|draft| draft.units.iter().map(|unit| (unit.span.line, unit)).collect());
        let true_links = truth.links().into_iter().map(|link| ((link.before, link.after), link)).collect();
        Self { case, kind, drafts, at, found, truth, true_links }
    }

    fn units(&self, (before, after): Key) -> Pair<&'a Unit> {
        Pair::new(self.at.before[&before], self.at.after[&after])
    }

    fn is_duty(&self, key: Key) -> bool {
        let duty = |kind: &UnitKind| matches!(kind, UnitKind::Commitment | UnitKind::Measure | UnitKind::SubMeasure);
        let units = self.units(key);
        duty(&units.before.kind) || duty(&units.after.kind)
    }

    fn judge(&self, tally: &mut Tally, outcome: &mut Outcome) {
        let found: BTreeSet<Key> = self.found.firm().map(|(key, _)| key).collect();
        let truth: BTreeSet<Key> = self.true_links.keys().copied().collect();
        tally.links.add(Score::of(&found, &truth));
        let duties = |keys: &BTreeSet<Key>| keys.iter().copied().filter(|&key| self.is_duty(key)).collect();
        tally.duties.add(Score::of::<Key>(&duties(&found), &duties(&truth)));
        tally.parts += self.found.links.len() - found.len();
        for (key, link) in self.found.firm() {
            self.link(key, link, tally, outcome);
        }
        for &key in truth.difference(&found) {
            outcome.misses.push(self.miss("missed", Some(key.0), Some(key.1), 1.0));
        }
        self.aspects(tally);
        tally.splits.add(self.groups(Relation::Split));
        tally.merges.add(self.groups(Relation::Merge));
        let linked: BTreeSet<u32> = truth.iter().map(|&(before, _)| before).collect();
        let added = self.truth.after.iter().filter(|head| head.origins.is_empty()).map(|head| head.line).collect();
        let removed = self.truth.before.iter().map(|&(line, _)| line).filter(|line| !linked.contains(line)).collect();
        tally.added.add(Score::of(&self.found.added, &added));
        tally.removed.add(Score::of(&self.found.removed, &removed));
    }

    fn link(&self, key: Key, link: &FoundLink, tally: &mut Tally, outcome: &mut Outcome) {
        let truth = self.true_links.get(&key);
        outcome.calibration.count(link.confidence, truth.is_some());
        let Some(truth) = truth else {
            let stays = |truth: &TrueLink| truth.before == key.0 && truth.is_unmoved();
            tally.wrong_on_unmoved += usize::from(self.true_links.values().any(stays));
            outcome.misses.push(self.miss("wrong", Some(key.0), Some(key.1), link.confidence));
            return;
        };
        let right = truth.relation == link.relation;
        tally.relation.add(Score { hit: usize::from(right), found: 1, truth: 1 });
        if !right {
            let what = match (link.relation, truth.relation) {
                (Relation::Same, Relation::Split) => "same, should be split",
                (Relation::Same, Relation::Merge) => "same, should be merge",
                (Relation::Split, _) => "split, should not be",
                _ => "merge, should not be",
            };
            outcome.misses.push(self.miss(what, Some(key.0), Some(key.1), link.confidence));
        }
        if link.aspects.moved && right && truth.is_unmoved() && self.is_ordered() {
            tally.false_moves += 1;
            outcome.misses.push(self.miss("moved, should not be", Some(key.0), Some(key.1), link.confidence));
        }
    }

    /// Whether units that kept their parent also kept their order.
    fn is_ordered(&self) -> bool {
        !matches!(self.kind, Kind::Shuffle)
    }

    fn aspects(&self, tally: &mut Tally) {
        for (&key, truth) in &self.true_links {
            let link = self.found.links.get(&key).filter(|link| link.relation != Relation::Part);
            if truth.place == Place::Moved && truth.relation == Relation::Same {
                let hit = usize::from(link.is_some_and(|link| link.aspects.moved));
                tally.moves.add(Score { hit, found: hit, truth: 1 });
            }
            let numbers = self.units(key).map(|unit| unit.number.as_ref());
            let one = truth.relation == Relation::Same && numbers.before.is_some();
            if one && !numbers.agree() {
                let hit = usize::from(link.is_some_and(|link| link.aspects.renumbered));
                tally.renumbered.add(Score { hit, found: hit, truth: 1 });
            }
        }
    }

    /// Units divided or combined, and those of them of which everything was found.
    fn groups(&self, relation: Relation) -> Score {
        let group = |key: Key| if relation == Relation::Split { key.0 } else { key.1 };
        let mut whole: BTreeMap<u32, bool> = BTreeMap::new();
        for (&key, _) in self.true_links.iter().filter(|(_, truth)| truth.relation == relation) {
            let right = self.found.links.get(&key).is_some_and(|link| link.relation == relation);
            *whole.entry(group(key)).or_insert(true) &= right;
        }
        let told = self.found.links.iter().filter(|(_, link)| link.relation == relation);
        let told: BTreeSet<u32> = told.map(|(&key, _)| group(key)).collect();
        Score { hit: whole.values().filter(|&&right| right).count(), found: told.len(), truth: whole.len() }
    }

    fn miss(&self, what: &'static str, before: Option<u32>, after: Option<u32>, confidence: f32) -> Miss {
        let lines = Pair::new(before, after);
        let sides = lines.zip(self.drafts).map(|(line, draft)| Side::at(draft, line));
        Miss { case: self.case.clone(), what, confidence, sides, about: self.about(lines) }
    }

    /// What was found of either unit.
    fn about(&self, lines: Pair<Option<u32>>) -> Vec<String> {
        let near = |&(before, after): &Key| Some(before) == lines.before || Some(after) == lines.after;
        let told = |(key, link): (&Key, &FoundLink)| {
            let titles = self.units(*key).map(|unit| unit.title.text.as_str());
            let (relation, confidence) = (link.relation.name(), link.confidence);
            format!("{relation} {confidence:.2}: {} → {}: {:?}", titles.before, titles.after, link.evidence)
        };
        self.found.links.iter().filter(|(key, _)| near(key)).map(told).collect()
    }
}
