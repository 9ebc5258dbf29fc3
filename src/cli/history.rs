//! The whole series: all drafts, the steps between them, and the history that a site is made from.

use super::comparison::Comparison;
use super::failure::Failure;
use super::inputs::Inputs;
use super::progress::Progress;
use redraft::Error;
use redraft::model::Parsed;
use redraft::report::{self, About, History, Step};
use std::path::PathBuf;

/// All drafts of the series; each is parsed once and what is odd about it told once.
pub(crate) fn drafts(inputs: &Inputs) -> Result<Vec<Parsed>, Failure> {
    let series = &inputs.context.series;
    if series.entries().len() < 2 {
        let manifest = series.manifest().map_or_else(|| PathBuf::from(redraft::load::MANIFEST), PathBuf::from);
        return Err(Error::ShortSeries { manifest }.into());
    }
    let parsed = |entry| Ok(inputs.parse(&series.draft(entry)?));
    series.entries().iter().map(parsed).collect()
}

/// The history of the series, with the pairs of drafts that are compared besides those that always are.
pub(crate) fn read(inputs: &Inputs, asked: &[String], progress: &mut Progress) -> Result<History, Failure> {
    let parsed = drafts(inputs)?;
    let wanted = wanted(parsed.len(), pairs(inputs, asked)?);
    let series = &inputs.context.series;
    let mut steps = Vec::with_capacity(wanted.len());
    for (done, &(before, after)) in wanted.iter().enumerate() {
        progress.at("comparing drafts", done, wanted.len());
        let mut between: Vec<&Parsed> = parsed[before.min(after)..=before.max(after)].iter().collect();
        if after < before {
            between.reverse();
        }
        steps.push(Step { before, after, report: Comparison::of_ends(&between, series.pins())?.report() });
    }
    progress.at("following units", 0, 1);
    let about = About { title: series.title().map(str::to_owned), base_url: series.base_url().map(str::to_owned) };
    Ok(report::history(about, &parsed.iter().collect::<Vec<_>>(), steps))
}

/// Each draft with the next; the first with every later one, so that no address goes when the last draft is the last no
/// more; then what was asked for.
fn wanted(drafts: usize, asked: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut wanted: Vec<(usize, usize)> = (1..drafts).map(|after| (after - 1, after)).collect();
    for pair in (2..drafts).map(|after| (0, after)).chain(asked) {
        if !wanted.contains(&pair) {
            wanted.push(pair);
        }
    }
    wanted
}

fn pairs(inputs: &Inputs, asked: &[String]) -> Result<Vec<(usize, usize)>, Failure> {
    let pair = |asked: &String| {
        let (before, after) = asked.split_once("..").unwrap_or((asked.as_str(), ""));
        match (position(inputs, before)?, position(inputs, after)?) {
            (before, after) if before == after => Err(Failure::Usage {
                message: format!("`{asked}` is one draft and not a pair"),
                hint: "name two drafts of the series: `--pair first..third`".to_owned(),
            }),
            pair => Ok(pair),
        }
    };
    asked.iter().map(pair).collect()
}

fn position(inputs: &Inputs, label: &str) -> Result<usize, Failure> {
    let series = &inputs.context.series;
    let found = series.entries().iter().position(|entry| entry.label == label);
    found.ok_or_else(|| series.unknown(label).into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn comparisons_of_a_shorter_series_are_among_those_of_a_longer_one() {
        for drafts in 2..7 {
            let longer = super::wanted(drafts + 1, Vec::new());
            assert!(super::wanted(drafts, Vec::new()).iter().all(|pair| longer.contains(pair)));
        }
        assert_eq!(super::wanted(3, vec![(1, 2), (2, 0)]), [(0, 1), (1, 2), (0, 2), (2, 0)]);
    }
}
