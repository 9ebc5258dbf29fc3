//! The promises over drafts that something went wrong with: lines lost, doubled, cut, shuffled, indented, quoted.

use crate::drafts::sample;
use crate::laws::{self, Subject};
use crate::mutate::Random;
use redraft::model::Pair;
use redraft::render::{self, TextStyle};
use redraft::report::ChangeReport;
use serde_json::{Value, json};

/// Fixed, so that a failure is found again.
const SEEDS: std::ops::Range<u64> = 0..12;

/// A draft with some of its lines damaged.
fn damaged(subject: &Subject, seed: u64) -> Subject {
    let mut random = Random::new(seed);
    let mut lines: Vec<String> = subject.text().lines().map(str::to_owned).collect();
    let mut text = lines.split_off(laws::front_matter(subject.text()));
    for _ in 0..30 {
        let (at, other) = (random.below(text.len()), random.below(text.len()));
        damage(&mut text, at, other, &mut random);
    }
    lines.append(&mut text);
    subject.with(lines.join("\n"))
}

fn damage(lines: &mut Vec<String>, at: usize, other: usize, random: &mut Random) {
    match random.below(9) {
        0 => drop(lines.drain(at..lines.len().min(at + 1 + random.below(20)))),
        1 => lines.insert(at, lines[other].clone()),
        2 => lines.swap(at, other),
        3 => lines[at] = format!("{} {}", "#".repeat(1 + random.below(7)), lines[at].trim_start_matches('#')),
        4 => lines[at] = lines[at].chars().take(random.below(80)).collect(),
        5 => lines[at] = format!("{}{}", "> ".repeat(1 + random.below(4)), without_attributes(&lines[at])),
        6 => lines[at] = format!("{}- {}", " ".repeat(random.below(9)), without_attributes(&lines[at])),
        7 => lines[at] = shuffled(&lines[at], random),
        _ => lines[at] = format!("{0} {0}", lines[at]),
    }
}

/// A heading within a quotation or a list is no unit, and has neither id nor attributes.
fn without_attributes(line: &str) -> &str {
    line.split(" {").next().unwrap_or_default()
}

fn shuffled(line: &str, random: &mut Random) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    random.shuffle(&mut words);
    words.join(" ")
}

#[test]
fn the_promises_hold_of_damaged_drafts() {
    for subject in sample() {
        for seed in SEEDS {
            let after = damaged(&subject, seed);
            laws::lines(&after);
            laws::identity(&after);
            laws::pair(Pair::new(&subject, &after));
        }
    }
}

/// A report as JSON with one value replaced: a number by another one, a ref or a word by one that is unknown, a list by
/// its first half.
fn broken(report: &Value, random: &mut Random) -> Value {
    match report {
        Value::Object(fields) if !fields.is_empty() => {
            let place = random.below(fields.len());
            let broken = |(at, (name, value)): (usize, (&String, &Value))| {
                (name.clone(), if at == place { broken(value, random) } else { value.clone() })
            };
            Value::Object(fields.iter().enumerate().map(broken).collect())
        }
        Value::Array(items) if !items.is_empty() && random.percent(80) => {
            let place = random.below(items.len());
            let mut items = items.clone();
            items[place] = broken(&items[place], random);
            Value::Array(items)
        }
        end => replacement(end, random),
    }
}

fn replacement(value: &Value, random: &mut Random) -> Value {
    match value {
        Value::Number(_) => json!([0, 7, 1_u64 << 40][random.below(3)]),
        Value::String(_) => json!(["", "a99999", "b0", "é"][random.below(4)]),
        Value::Array(items) => json!(items[..items.len() / 2]),
        Value::Bool(truth) => json!(!truth),
        other => other.clone(),
    }
}

#[test]
fn a_broken_report_is_refused_or_shown() {
    let drafts = sample();
    let report = laws::report(Pair::new(&drafts[0], &drafts[1]));
    assert_eq!(report.fault(), None);
    let value = serde_json::to_value(&report).expect("a report is JSON");
    let (mut refused, mut random) = (0, Random::new(1));
    for _ in 0..400 {
        let Ok(report) = serde_json::from_value::<ChangeReport>(broken(&value, &mut random)) else { continue };
        if report.fault().is_some() {
            refused += 1;
        } else {
            render::text(&report, &TextStyle::default());
            render::markdown(&report);
        }
    }
    assert!(refused > 20, "{refused} broken reports were refused");
}
