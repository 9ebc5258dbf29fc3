//! The promises over drafts that were changed with known truth.

use crate::drafts::sample;
use crate::laws::{self, Subject, compared};
use crate::mutate::{self, Kind, TrueLink, Truth};
use redraft::matching::Relation;
use redraft::model::Pair;
use std::collections::BTreeMap;

/// Fixed, so that a failure is found again.
const SEEDS: [u64; 2] = [1, 2];

/// Every sample draft changed in every way.
fn mutants(subjects: &[Subject]) -> Vec<(String, &Subject, Subject, Truth)> {
    let mut found = Vec::new();
    for subject in subjects {
        for (&kind, seed) in Kind::ALL.iter().flat_map(|kind| SEEDS.map(|seed| (kind, seed))) {
            if let Some(mutant) = mutate::mutate(subject.draft(), subject.text(), kind, seed) {
                let case = format!("{}, {kind:?}, seed {seed}", subject.source.label);
                let after = subject.with(mutant.text);
                assert!(mutant.truth.fits(after.draft()), "{case}: the mutant is not what was meant");
                found.push((case, subject, after, mutant.truth));
            }
        }
    }
    found
}

#[test]
fn a_draft_that_nothing_was_done_to_is_written_as_it_was() {
    for subject in sample() {
        let mutant = mutate::mutate(subject.draft(), subject.text(), Kind::Nothing, 0).expect("nothing can be done");
        assert!(mutant.text == subject.text(), "{}", subject.source.label);
        assert!(mutant.truth.links().iter().all(|link| link.before == link.after && link.is_unmoved()));
    }
}

#[test]
fn the_promises_hold_of_mutated_drafts() {
    let subjects = sample();
    let mutants = mutants(&subjects);
    assert!(mutants.len() > 100, "{} mutants", mutants.len());
    for (_, before, after, _) in &mutants {
        laws::lines(after);
        laws::identity(after);
        laws::pair(Pair::new(before, after));
    }
}

#[test]
fn what_stayed_is_found_and_never_called_moved() {
    let subjects = sample();
    // Of a text in which three words in five are others, nobody can say that it is still the same.
    let promised = |(case, ..): &(String, &Subject, Subject, Truth)| !case.contains("Reword(60)");
    for (case, before, after, truth) in mutants(&subjects).into_iter().filter(promised) {
        let found = compared(Pair::new(before.draft(), after.draft()));
        let line = |subject: &Subject, idx| subject.draft()[idx].span.line;
        let links = found.matching.links.iter().zip(&found.script.edits);
        let links: BTreeMap<(u32, u32), (Relation, bool)> = links
            .map(|(link, edit)| {
                let key = (line(before, link.units.before), line(&after, link.units.after));
                (key, (link.relation, edit.aspects.moved && !case.contains("Shuffle")))
            })
            .collect();
        for TrueLink { before, after, .. } in truth.links().into_iter().filter(TrueLink::is_unmoved) {
            assert_eq!(links.get(&(before, after)), Some(&(Relation::Same, false)), "{case}: {before} → {after}");
        }
    }
}
