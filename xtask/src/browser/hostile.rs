//! Drafts that are too large to keep: a title of 5,000 words, 2,000 units, words without end.

use redraft::model::Pair;
use std::fmt::Write as _;

/// The names of the cases with their drafts. Each word is there once, so that a lost one can be named.
pub(crate) fn drafts() -> [(&'static str, Pair<String>); 3] {
    [("title", sides(title)), ("units", sides(units)), ("unbroken", sides(unbroken))]
}

fn sides(write: impl Fn(&str) -> String) -> Pair<String> {
    Pair::new("early", "late").map(write)
}

fn words(from: usize, count: usize) -> String {
    (from..from + count).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ")
}

fn title(side: &str) -> String {
    let (document, measure) = (words(0, 5000), words(5000, 5000));
    format!("# Code {document}\n\n### Commitment 1 Length {side}\n\n#### Measure 1.1 {measure}\n\nShort and {side}.\n")
}

fn units(side: &str) -> String {
    let mut text = String::from("# Code of Many Things\n");
    for commitment in 0..100 {
        let _ = write!(text, "\n### Commitment {commitment}: Things of sort {commitment}\n");
        for measure in 0..19 {
            let number = commitment * 19 + measure;
            // Every seventh Measure changes.
            let change = if number % 7 == 0 { side } else { "always" };
            let says = words(number * 8, 8);
            let _ = write!(text, "\n#### Measure {commitment}.{measure} Thing {number}\n\n{says}, {change}.\n");
        }
    }
    text
}

fn unbroken(side: &str) -> String {
    let long = |letter: &str| letter.repeat(4000);
    format!(
        "# Code of {}\n\n### Commitment 1 {}\n\n#### Measure 1.1 {}\n\n{} {side} https://example.org/{}\n\n\
         - (1) {}\n\n| {} | b |\n| --- | --- |\n| {} | {side} |\n\n```\n{}\n```\n",
        long("a"),
        long("b"),
        long("c"),
        long("d"),
        long("e"),
        long("f"),
        long("g"),
        long("h"),
        long("i")
    )
}
