//! The findings on labelled pairs of drafts: how many of the labelled changes of meaning are called out, and how many
//! findings that takes. The labels name sure changes only, so precision is read by eye, not computed.

use super::gold::labels;
use super::judge::share;
use crate::drafts::{Series, Subject};
use redraft::classify::{self, Phrase, Weight};
use redraft::model::{Draft, Pair};
use redraft::{diff, matching};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Lines of the two units; `None` where there is none on that side.
type Lines = (Option<u64>, Option<u64>);

/// The figures of every step that has labels for its findings.
pub(super) fn table(series: &[Series]) -> String {
    let mut out = String::new();
    for step in series.iter().filter(|series| series.name == "real").flat_map(Series::steps) {
        if let Some(labels) = labels(step) {
            judge(&mut out, &labels, step);
        }
    }
    out
}

fn judge(out: &mut String, gold: &serde_json::Value, step: Pair<&Subject>) {
    let drafts = step.map(|subject| &subject.parsed.draft);
    let links = matching::drafts(drafts);
    let found = classify::classify(drafts, &links, &diff::edits(drafts, &links));
    let line =
        |draft: &Draft, phrase: &Option<Phrase>| phrase.as_ref().map(|phrase| u64::from(draft[phrase.unit].span.line));
    let said: BTreeSet<(Lines, &str, &str)> = found
        .findings
        .iter()
        .map(|finding| {
            let lines = (line(drafts.before, &finding.before), line(drafts.after, &finding.after));
            (lines, finding.aspect.name(), finding.effect.name())
        })
        .collect();
    let aspects: BTreeSet<(Lines, &str)> = said.iter().map(|&(lines, aspect, _)| (lines, aspect)).collect();
    let lines = |entry: &serde_json::Value| (entry["old"].as_u64(), entry["new"].as_u64());
    let labels = gold["semantic"].as_array().map(Vec::as_slice).unwrap_or_default();
    let text = |entry: &serde_json::Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    let met = labels
        .iter()
        .filter(|label| said.contains(&(lines(label), text(label, "aspect").as_str(), text(label, "effect").as_str())));
    let near = labels.iter().filter(|label| aspects.contains(&(lines(label), text(label, "aspect").as_str())));
    let _ = writeln!(
        out,
        "findings, {} to {}: {} reported for {} labelled; recall {:.4}, of the aspect alone {:.4}; weight right {:.4}",
        step.before.source.label,
        step.after.source.label,
        found.findings.len(),
        labels.len(),
        share(met.count(), labels.len()),
        share(near.count(), labels.len()),
        weights(gold, drafts, &links, &found.weights),
    );
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &found.findings {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let rules: Vec<String> = rules.iter().map(|(rule, count)| format!("{rule} {count}")).collect();
    let _ = writeln!(out, "  {}\n", rules.join(", "));
}

/// Of the labelled links that were found, the share whose weight is right.
fn weights(gold: &serde_json::Value, drafts: Pair<&Draft>, matching: &matching::Matching, weights: &[Weight]) -> f64 {
    let key = |link: &matching::Link| {
        let lines = drafts.zip(link.units).map(|(draft, idx)| u64::from(draft[idx].span.line));
        (Some(lines.before), Some(lines.after))
    };
    let firm = matching.links.iter().zip(weights).filter(|(link, _)| link.relation != matching::Relation::Part);
    let found: BTreeMap<Lines, &str> = firm
        .map(|(link, weight)| {
            let name = match weight {
                Weight::None | Weight::Administrative => "identical",
                other => other.name(),
            };
            (key(link), name)
        })
        .collect();
    let labels = gold["links"].as_array().map(Vec::as_slice).unwrap_or_default();
    let labelled = labels.iter().filter(|link| link["relation"] != "part").filter_map(|link| {
        let name = found.get(&(link["old"].as_u64(), link["new"].as_u64()))?;
        Some(link["text"].as_str() == Some(name))
    });
    let labelled: Vec<bool> = labelled.collect();
    share(labelled.iter().filter(|right| **right).count(), labelled.len())
}
