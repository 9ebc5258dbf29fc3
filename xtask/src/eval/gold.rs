//! Labelled pairs of drafts: a real one beside the project, and the two steps of the sample series.

use super::judge::{Calibration, Found, Key, Score, share};
use super::miss::{Miss, Side};
use crate::drafts::{Series, Subject, beside, project};
use redraft::matching::Relation;
use redraft::model::{Draft, Pair};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// What a reader says of two drafts; units by line.
#[derive(Default)]
pub(super) struct Gold {
    pub(super) name: String,
    units: Pair<BTreeSet<u32>>,
    links: BTreeMap<Key, Relation>,
    parts: BTreeSet<Key>,
    added: BTreeSet<u32>,
    removed: BTreeSet<u32>,
}

/// How well a labelled pair was met.
pub(super) struct Verdict {
    pub(super) name: String,
    pub(super) missing: Pair<usize>,
    pub(super) links: Score,
    pub(super) one_to_one: Score,
    pub(super) relation: f64,
    pub(super) added: Score,
    pub(super) removed: Score,
    pub(super) calibration: Calibration,
    pub(super) misses: Vec<Miss>,
}

/// Every labelled pair that is there.
pub(super) fn verdicts(series: &[Series]) -> Vec<Verdict> {
    let mut found = Vec::new();
    for series in series {
        for step in series.steps() {
            let gold = if series.name == "sample" { sample(step) } else { real(step) };
            found.extend(gold.map(|gold| judge(&gold, step.map(|subject| &subject.parsed.draft))));
        }
    }
    found
}

fn judge(gold: &Gold, drafts: Pair<&Draft>) -> Verdict {
    let found = Found::between(drafts);
    let named = |&(before, after): &Key| gold.units.before.contains(&before) && gold.units.after.contains(&after);
    let firm: BTreeSet<Key> = found.firm().map(|(key, _)| key).filter(named).collect();
    let judged: BTreeSet<Key> = firm.difference(&gold.parts).copied().collect();
    let core: BTreeSet<Key> = gold.links.keys().copied().collect();
    let told = |key: &Key| found.links[key].relation;
    let hit: Vec<Key> = judged.intersection(&core).copied().collect();
    let right = hit.iter().filter(|key| told(key) == gold.links[key]).count();
    let same = |keys: &BTreeSet<Key>, of: &dyn Fn(&Key) -> Relation| {
        keys.iter().copied().filter(|key| of(key) == Relation::Same).collect::<BTreeSet<Key>>()
    };
    let lines = drafts.map(|draft| draft.units.iter().map(|unit| unit.span.line).collect::<BTreeSet<u32>>());
    let restricted = |found: &BTreeSet<u32>, units: &BTreeSet<u32>| found.intersection(units).copied().collect();
    let miss = |what, key: &Key, confidence| Miss {
        case: gold.name.clone(),
        what,
        confidence,
        sides: Pair::new(Some(key.0), Some(key.1)).zip(drafts).map(|(line, draft)| Side::at(draft, line)),
        about: about(&found, *key),
    };
    let mut misses: Vec<Miss> = core.difference(&judged).map(|key| miss("missed", key, 1.0)).collect();
    misses.extend(judged.difference(&core).map(|key| miss("wrong", key, found.links[key].confidence)));
    let other = hit.iter().filter(|key| told(key) != gold.links[key]);
    misses.extend(other.map(|key| miss("another relation", key, found.links[key].confidence)));
    let mut calibration = Calibration::default();
    judged.iter().for_each(|key| calibration.count(found.links[key].confidence, core.contains(key)));
    Verdict {
        name: gold.name.clone(),
        missing: gold.units.as_ref().zip(lines.as_ref()).map(|(units, lines)| units.difference(lines).count()),
        links: Score::of(&judged, &core),
        one_to_one: Score::of(&same(&judged, &told), &same(&core, &|key| gold.links[key])),
        relation: share(right, hit.len()),
        added: Score::of::<u32>(&restricted(&found.added, &gold.units.after), &gold.added),
        removed: Score::of::<u32>(&restricted(&found.removed, &gold.units.before), &gold.removed),
        calibration,
        misses,
    }
}

/// What was found of either unit.
fn about(found: &Found, (before, after): Key) -> Vec<String> {
    let near = found.links.iter().filter(|(key, _)| key.0 == before || key.1 == after);
    let told = near.map(|(key, link)| (key, link.relation.name(), link.confidence, &link.evidence));
    told.map(|(key, relation, confidence, evidence)| format!("{relation} {confidence:.2}: {key:?} {evidence:?}"))
        .collect()
}

impl Gold {
    fn link(&mut self, key: Key, relation: &str) {
        let relation = match relation {
            "split" => Relation::Split,
            "merge" => Relation::Merge,
            "part" => Relation::Part,
            _ => Relation::Same,
        };
        if relation == Relation::Part {
            self.parts.insert(key);
        } else {
            self.links.insert(key, relation);
        }
    }

    /// A pair that is labelled both ways counts as a link.
    fn settled(mut self) -> Self {
        self.parts.retain(|key| !self.links.contains_key(key));
        self
    }
}

/// The labels of a real step: those beside the project, else those of `tests/links`, which say nothing without the
/// drafts.
pub(super) fn labels(step: Pair<&Subject>) -> Option<serde_json::Value> {
    let name = step_name(step, "-");
    let own = || Some(project().join(format!("tests/links/{name}.json"))).filter(|path| path.exists());
    let path = beside(&format!("gold/{name}.json")).or_else(own)?;
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// `second-third`, from the names of the files.
fn step_name(step: Pair<&Subject>, between: &str) -> String {
    let label =
        |subject: &Subject| subject.source.files[0].name.trim_end_matches(".md").chars().skip(2).collect::<String>();
    let labels = step.map(label);
    format!("{}{between}{}", labels.before, labels.after)
}

/// The labels of a real step, named by line.
fn real(step: Pair<&Subject>) -> Option<Gold> {
    let data = labels(step)?;
    let line = |value: &serde_json::Value| value.as_u64().and_then(|line| u32::try_from(line).ok()).unwrap_or_default();
    let list = |name: &str| data[name].as_array().cloned().unwrap_or_default();
    let lines = |name: &str| list(name).iter().map(|unit| line(&unit["line"])).collect();
    let mut gold = Gold {
        name: format!("real {}", step_name(step, " to ")),
        units: Pair::new(lines("units_old"), lines("units_new")),
        added: list("added").iter().map(line).collect(),
        removed: list("removed").iter().map(line).collect(),
        ..Gold::default()
    };
    for link in list("links") {
        gold.link((line(&link["old"]), line(&link["new"])), link["relation"].as_str().unwrap_or_default());
    }
    Some(gold.settled())
}

/// The labels of a step of the sample series, named as printed.
fn sample(step: Pair<&Subject>) -> Option<Gold> {
    let labels = step.map(|subject| subject.source.label.as_str());
    let path = project().join(format!("drafts/truth/{}-{}.toml", labels.before, labels.after));
    let data: toml::Table = fs::read_to_string(path).ok()?.parse().ok()?;
    let names = step.map(|subject| names(&subject.parsed.draft));
    let line = |names: &BTreeMap<String, u32>, value: &toml::Value| {
        let name = value.as_str().unwrap_or_default();
        *names.get(name).unwrap_or_else(|| panic!("no unit is called {name}"))
    };
    let list = |name: &str| data.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let mut gold = Gold { name: format!("sample {} to {}", labels.before, labels.after), ..Gold::default() };
    gold.added = list("added").iter().map(|name| line(&names.after, name)).collect();
    gold.removed = list("removed").iter().map(|name| line(&names.before, name)).collect();
    for link in list("link") {
        let key = (line(&names.before, &link["before"]), line(&names.after, &link["after"]));
        gold.link(key, link["relation"].as_str().unwrap_or_default());
    }
    let keys: Vec<Key> = gold.links.keys().chain(&gold.parts).copied().collect();
    gold.units.before = keys.iter().map(|key| key.0).chain(gold.removed.iter().copied()).collect();
    gold.units.after = keys.iter().map(|key| key.1).chain(gold.added.iter().copied()).collect();
    Some(gold.settled())
}

fn names(draft: &Draft) -> BTreeMap<String, u32> {
    let numbered = draft.units.iter().filter_map(|unit| Some((unit, unit.number.as_ref()?)));
    numbered.map(|(unit, number)| (format!("{} {number}", unit.kind.word()), unit.span.line)).collect()
}
