//! The rules of the lens on hand-labelled sentence pairs.

use super::labelled::{Scores, Tally, score};
use crate::drafts::project;
use std::fmt::Write as _;
use std::path::Path;

/// The figures of all folders. What went wrong is listed for the pairs that rules may be written against, never for
/// those that are held out: a rule changed after reading these voids the figure.
pub(super) fn table() -> String {
    let mut out = String::new();
    for folder in ["tuning", "ahead", "held-out", "blind"] {
        let scores = score(&project(), folder);
        rows(&mut out, folder, &scores);
        if matches!(folder, "tuning" | "ahead") {
            scores.misses.iter().for_each(|miss| {
                let _ = writeln!(out, "  {miss}");
            });
        }
        out.push('\n');
    }
    out
}

/// The figures of pairs that lie elsewhere: a batch is scored before anybody reads what went wrong in it.
pub(super) fn blind(folder: &Path) -> String {
    let mut out = String::new();
    let scores = score(&project(), &folder.to_string_lossy());
    rows(&mut out, "blind", &scores);
    out
}

fn rows(out: &mut String, folder: &str, scores: &Scores) {
    let _ = writeln!(
        out,
        "{:<24} {:>6} {:>6} {:>8} {:>8} {:>9} {:>9}",
        format!("lens, {folder}"),
        "labels",
        "found",
        "P",
        "R",
        "aspect P",
        "aspect R"
    );
    for (aspect, tally) in &scores.effects {
        row(out, aspect.name(), *tally, scores.aspects[aspect]);
    }
    let mut aspects = Tally::default();
    scores.aspects.values().for_each(|&tally| aspects.add(tally));
    row(out, "all", scores.all(), aspects);
    let _ = writeln!(
        out,
        "{} pairs, weight right {:.4}; editorial precision {:.4} ({} of {}), recall {:.4}; {} findings on {} unchanged pairs; {} rules shown, {} pairs read otherwise backwards",
        scores.pairs,
        scores.weights.recall(),
        scores.editorial.precision(),
        scores.editorial.hit,
        scores.editorial.found,
        scores.editorial.recall(),
        scores.unchanged.found,
        scores.unchanged.truth,
        scores.rules.len(),
        scores.one_way.len(),
    );
}

fn row(out: &mut String, name: &str, effects: Tally, aspects: Tally) {
    let _ = writeln!(
        out,
        "{name:<24} {:>6} {:>6} {:>8.4} {:>8.4} {:>9.4} {:>9.4}",
        effects.truth,
        effects.found,
        effects.precision(),
        effects.recall(),
        aspects.precision(),
        aspects.recall(),
    );
}
