//! How tight and how readable redlines are: on drafts edited by hand, and on whole series.

use crate::drafts::{Series, project};
use crate::edited;
use redraft::report::ChangeReport;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Marked words for each truly changed one, at the most.
const TIGHT: f64 = 1.15;

/// Rows for the table, and what was told wrongly.
pub(super) fn table(series: &[Series]) -> String {
    let mut out = format!(
        "{:<28} {:>7} {:>7} {:>9} {:>7} {:>9} {:>10} {:>13}\n",
        "redlines", "changed", "marked", "tightness", "recall", "sentences", "runs/sent.", "islands/sent."
    );
    let cases = edited::cases(&project().join("tests/fixtures"), read);
    let mut wrong = Vec::new();
    let mut worst: f64 = 0.0;
    for case in &cases {
        let verdict = edited::judge(case);
        let tightness = ratio(verdict.marked, verdict.changed);
        let recall = ratio(verdict.hit, verdict.changed);
        worst = worst.max(tightness);
        let words = format!("{:>7} {:>7} {tightness:>9.4} {recall:>7.4}", verdict.changed, verdict.marked);
        row(&mut out, &case.name, &words, &case.report);
        wrong.extend(verdict.wrong.iter().map(|wrong| format!("{}: {wrong}", case.name)));
    }
    let unknown = format!("{:>7} {:>7} {:>9} {:>7}", "-", "-", "-", "-");
    for (series, step) in series.iter().flat_map(|series| series.steps().map(move |step| (series, step))) {
        let labels = step.map(|subject| subject.source.label.as_str());
        let report = edited::compare(step.map(|subject| &subject.parsed));
        row(&mut out, &format!("{} {} to {}", series.name, labels.before, labels.after), &unknown, &report);
    }
    for wrong in wrong {
        let _ = writeln!(out, "WRONG: {wrong}");
    }
    let met = if worst <= TIGHT { "met" } else { "NOT MET" };
    let _ = writeln!(out, "{:<38} {worst:.4}  goal {TIGHT:.2}  {met}\n", "tightness of redlines (worst)");
    out
}

fn row(out: &mut String, name: &str, words: &str, report: &ChangeReport) {
    let found = edited::fragments(report);
    let (runs, islands) = (ratio(found.runs, found.sentences), ratio(found.islands, found.sentences));
    let _ = writeln!(out, "{name:<28} {words} {:>9} {runs:>10.3} {islands:>13.3}", found.sentences);
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
