//! Redlines between drafts that do not follow each other: each line's text there compared with its text here.
//!
//! A direct comparison of distant drafts decides anew who corresponds to whom; on the page of one line the question is
//! settled, and only the words are compared.

use super::super::build::build;
use super::{Apart, LineInfo};
use crate::diff;
use crate::matching::{Link, Matching, Relation};
use crate::model::{Draft, Pair, Parsed, UnitIdx};

/// Up to as many drafts any two are compared; of more, distant ones with the first and with the last.
const ANY_TWO: usize = 6;

/// All comparisons of distant drafts.
pub(super) fn apart(parsed: &[&Parsed], lines: &[LineInfo]) -> Vec<Apart> {
    let last = parsed.len().saturating_sub(1);
    let wanted = |before: usize, after: usize| parsed.len() <= ANY_TWO || before == 0 || after == last;
    let pairs = (0..parsed.len()).flat_map(|before| (before + 2..parsed.len()).map(move |after| (before, after)));
    pairs.filter(|&(before, after)| wanted(before, after)).map(|pair| compared(parsed, lines, pair)).collect()
}

fn compared(parsed: &[&Parsed], lines: &[LineInfo], (before, after): (usize, usize)) -> Apart {
    let pair = Pair::new(parsed[before], parsed[after]);
    let drafts = pair.map(|parsed| &parsed.draft);
    let matching = matching(drafts, lines, (before, after));
    let script = diff::edits(drafts, &matching);
    Apart { before, after, report: build(pair, &matching, &script, &[], &[]) }
}

/// The lines that both drafts have, as links; nothing else corresponds.
fn matching(drafts: Pair<&Draft>, lines: &[LineInfo], (before, after): (usize, usize)) -> Matching {
    let mut units: Vec<Pair<UnitIdx>> = lines
        .iter()
        .filter_map(|line| Some(Pair::new(line.unit(before)?, line.unit(after)?).map(UnitIdx::from)))
        .collect();
    units.sort_by_key(|units| (units.after, units.before));
    let link = |&units: &Pair<UnitIdx>| Link { units, relation: Relation::Same, evidence: Vec::new(), confidence: 1.0 };
    let alone = |draft: &Draft, linked: Vec<UnitIdx>| {
        let mut has = vec![false; draft.units.len()];
        linked.into_iter().for_each(|unit| has[unit.get()] = true);
        draft.iter().map(|(unit, _)| unit).filter(|unit| !has[unit.get()]).collect()
    };
    Matching {
        links: units.iter().map(link).collect(),
        added: alone(drafts.after, units.iter().map(|units| units.after).collect()),
        removed: alone(drafts.before, units.iter().map(|units| units.before).collect()),
    }
}

impl LineInfo {
    /// Its unit in a draft.
    pub(super) fn unit(&self, draft: usize) -> Option<usize> {
        self.spots.iter().find(|spot| spot.draft == draft).map(|spot| spot.unit)
    }
}
