//! The results as a table for a terminal.

use super::gold::Verdict;
use super::judge::{Calibration, Score, share};
use super::synthetic::{Outcome, Tally};
use crate::drafts::Series;
use crate::mutate::Kind;
use std::fmt::Write as _;

/// Everything that was measured.
pub(super) fn table(series: &[Series], verdicts: &[Verdict], outcome: &Outcome) -> String {
    let mut out = String::new();
    labelled(&mut out, verdicts);
    if series.len() == 1 {
        out.push_str("the real drafts are not beside the project: measured on the sample series alone\n");
    }
    mutated(&mut out, outcome);
    calibration(&mut out, verdicts, outcome);
    for (case, _) in &outcome.crashed {
        line(&mut out, &format!("PANICKED: {case}"));
    }
    targets(&mut out, outcome);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn labelled(out: &mut String, verdicts: &[Verdict]) {
    let head = format!(
        "{:<24} {:>7} {:>7} {:>7} {:>8} {:>8} {:>7} {:>8} {:>12}",
        "labelled pairs", "link P", "link R", "link F1", "1:1 F1", "relation", "added", "removed", "units missed"
    );
    line(out, &head);
    for verdict in verdicts {
        let row = format!(
            "{:<24} {:>7.4} {:>7.4} {:>7.4} {:>8.4} {:>8.4} {:>7.4} {:>8.4} {:>12}",
            verdict.name,
            verdict.links.precision(),
            verdict.links.recall(),
            verdict.links.f1(),
            verdict.one_to_one.f1(),
            verdict.relation,
            verdict.added.f1(),
            verdict.removed.f1(),
            verdict.missing.before + verdict.missing.after,
        );
        line(out, &row);
    }
    out.push('\n');
}

fn mutated(out: &mut String, outcome: &Outcome) {
    let head = format!(
        "{:<15} {:>5} {:>4} {:>7} {:>7} {:>7} {:>7} {:>8} {:>7} {:>5} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} {:>5}",
        "mutated drafts",
        "cases",
        "drop",
        "link P",
        "link R",
        "link F1",
        "duty F1",
        "relation",
        "move R",
        "false",
        "wrong",
        "renum R",
        "split R",
        "merge R",
        "add F1",
        "rem F1",
        "parts"
    );
    line(out, &head);
    for (kind, tally) in &outcome.kinds {
        line(out, &row(&name(*kind), tally));
    }
    line(out, &row("all", &total(outcome)));
    line(out, "false: unmoved units said to have moved; wrong: unmoved units linked to another unit; parts: minor");
    line(out, "passages told; drop: edits that could not be done or did not parse to what was meant\n");
}

fn row(name: &str, tally: &Tally) -> String {
    let recall = |score: Score| if score.truth == 0 { "-".to_owned() } else { format!("{:.4}", score.recall()) };
    let f1 = |score: Score| if score.truth == 0 { format!("({})", score.found) } else { format!("{:.4}", score.f1()) };
    format!(
        "{name:<15} {:>5} {:>4} {:>7.4} {:>7.4} {:>7.4} {:>7.4} {:>8.4} {:>7} {:>5} {:>5} {:>7} {:>7} {:>7} {:>7} {:>7} {:>5}",
        tally.cases,
        tally.dropped,
        tally.links.precision(),
        tally.links.recall(),
        tally.links.f1(),
        tally.duties.f1(),
        tally.relation.recall(),
        recall(tally.moves),
        tally.false_moves,
        tally.wrong_on_unmoved,
        recall(tally.renumbered),
        recall(tally.splits),
        recall(tally.merges),
        f1(tally.added),
        f1(tally.removed),
        tally.parts,
    )
}

fn name(kind: Kind) -> String {
    match kind {
        Kind::Reword(strength) => format!("reword {strength}%"),
        other => format!("{other:?}"),
    }
}

fn total(outcome: &Outcome) -> Tally {
    let mut total = Tally::default();
    outcome.kinds.values().for_each(|tally| total.add(tally));
    total
}

/// Of links that are this sure, as many must be right.
const SURE: f32 = 0.9;

/// Of the links given each confidence, how many there are and which share of them is right.
fn calibration(out: &mut String, verdicts: &[Verdict], outcome: &Outcome) {
    let mut labelled = Calibration::default();
    verdicts.iter().for_each(|verdict| labelled.add(&verdict.calibration));
    let head = format!("{:<15} {:>8} {:>8} {:>8} {:>8}", "confidence from", "labelled", "right", "mutated", "right");
    line(out, &head);
    for (&(floor, links, right), &(_, others, others_right)) in labelled.bands.iter().zip(&outcome.calibration.bands) {
        let told = |links, right| if links == 0 { "-".to_owned() } else { format!("{:.4}", share(right, links)) };
        if links + others > 0 {
            let (right, others_right) = (told(links, right), told(others, others_right));
            line(out, &format!("{floor:<15} {links:>8} {right:>8} {others:>8} {others_right:>8}"));
        }
    }
    for (name, told) in [("labelled", &labelled), ("mutated", &outcome.calibration)] {
        let (links, right) = told.as_sure(SURE);
        let met = if share(right, links) >= f64::from(SURE) { "met" } else { "NOT MET" };
        line(out, &format!("{name}, of {links} links given {SURE} or more {right} are right  goal nine in ten  {met}"));
    }
    out.push('\n');
}

/// Where the goals stand.
fn targets(out: &mut String, outcome: &Outcome) {
    let total = total(outcome);
    let reworded = outcome.kinds.iter().filter(|(kind, _)| matches!(kind, Kind::Reword(strength) if *strength <= 40));
    let reworded = reworded.map(|(_, tally)| tally.links.f1()).fold(1.0, f64::min);
    let goals = [
        ("link F1 over all", total.links.f1(), 0.99),
        ("link F1, reworded up to 40% (worst)", reworded, 0.95),
        ("move recall", total.moves.recall(), 0.98),
        ("renumbering recall", total.renumbered.recall(), 1.0),
        ("split recall", total.splits.recall(), 0.92),
        ("merge recall", total.merges.recall(), 0.92),
    ];
    for (name, stands, goal) in goals {
        let met = if stands >= goal { "met" } else { "NOT MET" };
        let _ = writeln!(out, "{name:<38} {stands:.4}  goal {goal:.2}  {met}");
    }
    let met = if total.false_moves == 0 { "met" } else { "NOT MET" };
    let _ = writeln!(out, "{:<38} {:<6}  goal 0     {met}", "false moves on the unmoved", total.false_moves);
}
