//! The promises over drafts that something went wrong with: lines lost, doubled, cut, shuffled, indented, quoted.

use crate::drafts::sample;
use crate::laws::{self, Subject};
use crate::mutate::Random;
use redraft::model::Pair;

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
