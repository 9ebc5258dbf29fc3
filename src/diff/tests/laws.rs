//! The laws, over texts that are mutated by a small generator: the same ones on every run.

use super::*;

/// A linear congruential generator (Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

const WORDS: &[&str] = &[
    "supplier",
    "shall",
    "report",
    "risk",
    "the",
    "of",
    "and",
    "model",
    "test",
    "log",
    "within",
    "thirty (30) days",
    "Measure 1",
    "Measures 2 and 3",
    "“code”",
    "state-of-the-art",
    "provider’s",
    "office",
    "not",
    "all",
    "access",
    "a",
];

const ENDS: &[&str] = &[". ", "; ", ", ", ".\n", ": ", " — ", "\n- (a) ", "\n| ", "\n^1 "];

fn text(numbers: &mut Numbers) -> String {
    let mut text = String::from("Opening");
    for _ in 0..numbers.below(90) {
        text.push(' ');
        text.push_str(WORDS[numbers.below(WORDS.len())]);
        if numbers.below(7) == 0 {
            text.push_str(ENDS[numbers.below(ENDS.len())]);
            text.push_str("Then");
        }
    }
    text
}

fn document(numbers: &mut Numbers) -> String {
    (1..=4).map(|number| format!("# Measure {number}: Title {number}\n{}\n", text(numbers))).collect()
}

/// Words replaced, dropped, doubled and swapped, quotes straightened, lines exchanged.
fn mutated(document: &str, numbers: &mut Numbers) -> String {
    let mut lines: Vec<String> = document.lines().map(|line| mutated_line(line, numbers)).collect();
    for _ in 0..2 {
        let (one, other) = (numbers.below(lines.len()), numbers.below(lines.len()));
        if !lines[one].starts_with('#') && !lines[other].starts_with('#') {
            lines.swap(one, other);
        }
    }
    lines.join("\n")
}

fn mutated_line(line: &str, numbers: &mut Numbers) -> String {
    if line.starts_with('#') {
        return line.to_owned();
    }
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    for _ in 0..numbers.below(6) {
        let at = numbers.below(words.len());
        match numbers.below(4) {
            0 => words[at] = WORDS[numbers.below(WORDS.len())].to_owned(),
            1 => words.insert(at, words[numbers.below(at + 1)].clone()),
            2 => words[at] = words[at].replace(['“', '”'], "\"").replace('’', "'"),
            _ if words.len() > 1 => drop(words.remove(at)),
            _ => {}
        }
    }
    words.join(" ")
}

const fn turned(op: Op) -> Op {
    match op {
        Op::Equal => Op::Equal,
        Op::Delete => Op::Insert,
        Op::Insert => Op::Delete,
        Op::MovedAway => Op::MovedHere,
        Op::MovedHere => Op::MovedAway,
    }
}

/// All segments that are not equal, with what each would be read backwards, in an order that knows no side.
fn changes(edit: &Edit, op: fn(Op) -> Op) -> Vec<String> {
    let changed = edit.body.segments.iter().chain(&edit.title.segments).filter(|segment| segment.op != Op::Equal);
    let mut changes: Vec<String> = changed
        .map(|segment| format!("{:?} {:?} {:?} {:?}", op(segment.op), segment.range, segment.noise, segment.elsewhere))
        .collect();
    changes.sort();
    changes
}

#[test]
fn a_draft_against_itself_gives_nothing() {
    let mut numbers = Numbers(3);
    for _ in 0..30 {
        let document = document(&mut numbers);
        let (_, script) = compare(&document, &document, &[]);
        for edit in script.edits {
            assert!(edit.body.segments.iter().chain(&edit.title.segments).all(|segment| segment.op == Op::Equal));
            assert_eq!(edit.aspects, Aspects::default());
            assert_eq!(edit.administrative, 0);
            assert!(!edit.reformatted);
        }
    }
}

#[test]
fn a_redline_gives_both_texts_back_and_turns_round() {
    let mut numbers = Numbers(11);
    for round in 0..120 {
        let before = document(&mut numbers);
        let after = mutated(&before, &mut numbers);
        // `compare` holds every redline against the texts.
        let (_, forth) = compare(&before, &after, &[]);
        let (_, back) = compare(&after, &before, &[]);
        for (one, other) in forth.edits.iter().zip(&back.edits) {
            assert_eq!(one.aspects, other.aspects, "round {round}");
            assert_eq!(one.administrative, other.administrative, "round {round}");
            assert_eq!(changes(one, |op| op), changes(other, turned), "round {round}");
            assert_eq!(one.reformatted, other.reformatted, "round {round}");
        }
    }
}

#[test]
fn a_redline_that_lost_a_byte_is_found_out() {
    let (drafts, script) = compare("# Measure 1\nkeep all logs", "# Measure 1\nkeep some logs", &[]);
    let texts = drafts.as_ref().map(|draft| draft.units[0].body.prose.text.as_str());
    let mut broken = script.edits[0].body.clone();
    assert!(broken.verify(texts));
    broken.segments[0].range.end -= 1;
    assert!(!broken.verify(texts));
    let mut uncovered = script.edits[0].body.clone();
    uncovered.blocks.pop();
    assert!(!uncovered.verify(texts) || script.edits[0].body.blocks.len() == 1);
}

/// Words in any order, of one stock: so alike as bags that only their order tells them apart.
fn book(numbers: &mut Numbers) -> String {
    let words: String = (0..40_000).map(|_| format!("w{} ", numbers.below(3_000))).collect();
    format!("# Measure 1\n{words}")
}

#[test]
fn a_rewritten_book_in_one_paragraph_is_replaced_in_time() {
    let mut numbers = Numbers(5);
    let (_, script) = compare(&book(&mut numbers), &book(&mut numbers), &[]);
    assert!(script.edits[0].body.coarse);
    assert!(script.edits[0].body.segments.len() < 10);
}
