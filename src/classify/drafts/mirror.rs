//! Read backwards, a change means the opposite: the rules read every pair of drafts in one direction, and what they say
//! is turned round where the drafts were given in the other.
//!
//! Pairing sentences is a matter of degree, and a tie decided from one side may fall otherwise from the other. Reading
//! in one direction only, from the shorter draft to the longer one, makes stronger and weaker, added and removed change
//! places exactly.

use super::Classified;
use crate::classify::{Finding, Phrase, rules};
use crate::diff::{Edit, EditScript, Op, Passage, Redline, Segment};
use crate::matching::{Link, Matching, Relation};
use crate::model::{Draft, Pair};

/// Whether the pair is given against the direction of reading: longer draft first, by words, then by letters.
pub(super) fn is_backward(drafts: Pair<&Draft>) -> bool {
    let length = |draft: &Draft| draft.units.iter().map(|unit| unit.body.prose.text.len()).sum::<usize>();
    let lengths = drafts.map(length);
    let texts = |draft: &'_ Draft| draft.units.iter().map(|unit| unit.body.prose.text.clone()).collect::<Vec<_>>();
    match lengths.before.cmp(&lengths.after) {
        std::cmp::Ordering::Equal => texts(drafts.before) > texts(drafts.after),
        order => order.is_gt(),
    }
}

/// What the rules read, turned round, and which link each turned link was.
pub(super) fn turned(matching: &Matching, edits: &EditScript) -> (Matching, EditScript, Vec<usize>) {
    let mut order: Vec<usize> = (0..matching.links.len()).collect();
    order.sort_by_key(|&position| {
        let units = matching.links[position].units;
        (units.before, units.after)
    });
    let links = order.iter().map(|&position| turned_link(&matching.links[position])).collect();
    let matching = Matching { links, added: matching.removed.clone(), removed: matching.added.clone() };
    let script = EditScript {
        edits: order.iter().map(|&position| turned_edit(&edits.edits[position])).collect(),
        passages: edits.passages.iter().map(turned_passage).collect(),
        references: edits.references.clone().swap(),
    };
    (matching, script, order)
}

fn turned_link(link: &Link) -> Link {
    let relation = match link.relation {
        Relation::Split => Relation::Merge,
        Relation::Merge => Relation::Split,
        other => other,
    };
    Link { units: link.units.swap(), relation, evidence: Vec::new(), confidence: link.confidence }
}

/// Of the redlines only what moved or stayed is kept: the rules read nothing else of them.
fn turned_edit(edit: &Edit) -> Edit {
    let moved = |segment: &Segment| {
        let op = match segment.op {
            Op::MovedAway => Op::MovedHere,
            Op::MovedHere => Op::MovedAway,
            Op::Equal | Op::Delete | Op::Insert => return None,
        };
        Some(Segment { op, ..segment.clone() })
    };
    let body = Redline { segments: edit.body.segments.iter().filter_map(moved).collect(), ..Redline::default() };
    let equal = edit.equal.iter().map(|equal| equal.clone().swap()).collect();
    Edit { body, title: Redline::default(), equal, ..edit.clone() }
}

fn turned_passage(passage: &Passage) -> Passage {
    Passage { units: passage.units.swap(), ranges: passage.ranges.clone().swap() }
}

/// What was said of the turned pair, said of the pair as it was given; in order of the newer draft.
pub(super) fn back(classified: Classified, order: &[usize]) -> Classified {
    let mut weights = classified.weights.clone();
    for (&position, &weight) in order.iter().zip(&classified.weights) {
        weights[position] = weight;
    }
    let mut findings: Vec<Finding> = classified.findings.into_iter().map(opposite).collect();
    let place = |phrase: &Option<Phrase>| {
        phrase.as_ref().map_or((true, None, 0), |phrase| (false, Some(phrase.unit), phrase.range.start))
    };
    findings.sort_by_key(|finding| (place(&finding.after), place(&finding.before)));
    Classified { findings, weights, ..classified }
}

fn opposite(finding: Finding) -> Finding {
    let (before, after) = (finding.after, finding.before);
    match rules::rule(finding.rule).and_then(|rule| rules::rule(rule.mirror)) {
        Some(rule) => {
            Finding { rule: rule.id, aspect: rule.aspect, effect: rule.effect, weight: rule.weight, before, after }
        }
        None => Finding { before, after, ..finding },
    }
}
