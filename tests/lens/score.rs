//! Scores the rules on the labelled pairs of `tests/lens`: used by the tests and by `cargo xtask eval`.

use redraft::classify::{Aspect, Effect, Remark, TextKind, Weight, compare_texts};
use redraft::model::Pair;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What a finding is about, and which way it goes.
type Label = (Aspect, Effect);

/// One labelled pair.
pub(crate) struct Case {
    name: String,
    /// The provision before and after.
    pub(crate) texts: Pair<String>,
    /// What it is.
    pub(crate) kind: TextKind,
    weight: Weight,
    labels: Vec<Label>,
}

/// Counts of findings.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    /// Labels that were found.
    pub(crate) hit: usize,
    /// Findings.
    pub(crate) found: usize,
    /// Labels.
    pub(crate) truth: usize,
}

/// How well a folder of labelled pairs was met.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// Pairs.
    pub(crate) pairs: usize,
    /// Of each aspect, findings with the right effect.
    pub(crate) effects: BTreeMap<Aspect, Tally>,
    /// Of each aspect, whatever the effect.
    pub(crate) aspects: BTreeMap<Aspect, Tally>,
    /// Pairs of the right weight.
    pub(crate) weights: Tally,
    /// Pairs that were called editorial.
    pub(crate) editorial: Tally,
    /// Findings on pairs that are labelled to mean the same: hit counts the silent pairs, found the findings.
    pub(crate) unchanged: Tally,
    /// Rules that were said of some pair where they were wanted.
    pub(crate) rules: BTreeSet<&'static str>,
    /// Pairs of which the rules say something else when they are read backwards.
    pub(crate) one_way: Vec<String>,
    /// What went wrong, in words.
    pub(crate) misses: Vec<String>,
}

impl Tally {
    /// The share of the findings that is right.
    pub(crate) fn precision(self) -> f64 {
        share(self.hit, self.found)
    }

    /// The share of the labels that was found.
    pub(crate) fn recall(self) -> f64 {
        share(self.hit, self.truth)
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.hit += other.hit;
        self.found += other.found;
        self.truth += other.truth;
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Scores {
    /// All aspects together, with the right effect.
    pub(crate) fn all(&self) -> Tally {
        let mut all = Tally::default();
        self.effects.values().for_each(|&tally| all.add(tally));
        all
    }

    fn judge(&mut self, case: &Case) {
        let texts = case.texts.as_ref().map(String::as_str);
        let (remarks, weight) = compare_texts(texts, case.kind, "en");
        let (back, _) = compare_texts(texts.swap(), case.kind, "en");
        let turned = back.iter().map(|remark| (remark.rule.mirror, remark.bytes.clone().swap()));
        if !turned.eq(remarks.iter().map(|remark| (remark.rule.id, remark.bytes.clone()))) {
            self.one_way.push(case.name.clone());
        }
        let wanted = |remark: &&Remark| case.labels.contains(&(remark.rule.aspect, remark.rule.effect));
        self.rules.extend(remarks.iter().filter(wanted).map(|remark| remark.rule.id));
        let found: Vec<Label> = remarks.iter().map(|remark| (remark.rule.aspect, remark.rule.effect)).collect();
        count(&mut self.effects, &found, &case.labels, |label| label.0, |label| *label);
        count(&mut self.aspects, &found, &case.labels, |label| label.0, |label| label.0);
        let right = usize::from(weight == case.weight);
        self.pairs += 1;
        self.weights.add(Tally { hit: right, found: 1, truth: 1 });
        let (said, is) = (usize::from(weight == Weight::Editorial), usize::from(case.weight == Weight::Editorial));
        self.editorial.add(Tally { hit: said * is, found: said, truth: is });
        if case.labels.is_empty() {
            let silent = usize::from(found.is_empty());
            self.unchanged.add(Tally { hit: silent, found: found.len(), truth: 1 });
        }
        if sorted(&found) != sorted(&case.labels) || right == 0 {
            self.misses.push(miss(case, &found, weight));
        }
    }
}

fn sorted(labels: &[Label]) -> Vec<Label> {
    let mut labels = labels.to_vec();
    labels.sort_unstable();
    labels
}

/// Hits are counted as multisets: a label that is found twice is met once.
fn count<K: Ord>(
    tallies: &mut BTreeMap<Aspect, Tally>,
    found: &[Label],
    truth: &[Label],
    aspect: impl Fn(&Label) -> Aspect,
    key: impl Fn(&Label) -> K,
) {
    let mut open: BTreeMap<K, usize> = BTreeMap::new();
    for label in truth {
        *open.entry(key(label)).or_default() += 1;
        tallies.entry(aspect(label)).or_default().truth += 1;
    }
    for label in found {
        let tally = tallies.entry(aspect(label)).or_default();
        tally.found += 1;
        if let Some(left) = open.get_mut(&key(label)).filter(|left| **left > 0) {
            *left -= 1;
            tally.hit += 1;
        }
    }
}

fn miss(case: &Case, found: &[Label], weight: Weight) -> String {
    let names = |labels: &[Label]| {
        let name = |label: &Label| format!("{} {}", label.0.name(), label.1.name());
        sorted(labels).iter().map(name).collect::<Vec<_>>().join(", ")
    };
    format!(
        "{}: wanted [{}] {}, found [{}] {}\n    - {}\n    + {}",
        case.name,
        names(&case.labels),
        case.weight.name(),
        names(found),
        weight.name(),
        case.texts.before.replace('\n', "\n      "),
        case.texts.after.replace('\n', "\n      ")
    )
}

/// Scores all pairs of a folder of `tests/lens`.
pub(crate) fn score(project: &Path, folder: &str) -> Scores {
    let mut scores = Scores::default();
    cases(project, folder).iter().for_each(|case| scores.judge(case));
    scores
}

/// All pairs of a folder of `tests/lens`.
#[allow(
    clippy::disallowed_methods,
    reason = "tests and chores read the labelled pairs; chores may by their own clippy.toml"
)]
pub(crate) fn cases(project: &Path, folder: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for file in files(&project.join("tests/lens").join(folder)) {
        let text = fs::read_to_string(&file).expect("a file of labelled pairs can be read");
        let data: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        cases.extend(data["pair"].as_array().expect("a list of pairs").iter().map(Case::read));
    }
    cases
}

#[allow(
    clippy::disallowed_methods,
    reason = "tests and chores read the labelled pairs; chores may by their own clippy.toml"
)]
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of labelled pairs is there");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry of the folder").path()).collect();
    files.sort();
    files
}

impl Case {
    fn read(pair: &toml::Value) -> Self {
        let text = |key: &str| pair[key].as_str().expect("a text").to_owned();
        let name = text("name");
        let kind = match pair.get("kind").and_then(toml::Value::as_str) {
            Some("definition") => TextKind::Definition,
            Some("kpi") => TextKind::Kpi,
            None => TextKind::Provision,
            Some(other) => panic!("{name}: no kind `{other}`"),
        };
        let labels = pair["findings"].as_array().expect("a list of findings");
        let label = |label: &toml::Value| {
            let aspect = named(Aspect::ALL, |aspect| aspect.name(), &label["aspect"]);
            (aspect, named(Effect::ALL, |effect| effect.name(), &label["effect"]))
        };
        Self {
            kind,
            weight: named(Weight::ALL, |weight| weight.name(), &pair["weight"]),
            labels: labels.iter().map(label).collect(),
            texts: Pair::new(text("before"), text("after")),
            name,
        }
    }
}

fn named<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, value: &toml::Value) -> T {
    let found = all.iter().find(|one| Some(name(**one)) == value.as_str());
    *found.unwrap_or_else(|| panic!("{value} is no name"))
}
