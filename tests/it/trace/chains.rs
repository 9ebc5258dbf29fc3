//! Links over several drafts: chains of neighbours, and what they say beside a comparison of the ends.

use super::{conserved, draft, facts, sample, unit};
use crate::workshop::Workshop;
use redraft::matching::{self, Chained, Evidence, Hints, Link, Matching, Pin, Relation, compose, disagreement};
use redraft::model::{Draft, Pair, Ruling, Side, UnitIdx};

fn link(before: u32, after: u32, relation: Relation, confidence: f32) -> Link {
    Link { units: Pair::new(UnitIdx(before), UnitIdx(after)), relation, evidence: Vec::new(), confidence }
}

fn step(links: &[Link]) -> Matching {
    Matching { links: links.to_vec(), ..Matching::default() }
}

/// The ends, relation and via of a chain.
fn ends(chain: &Chained) -> (u32, u32, Relation, Vec<u32>) {
    (chain.units.before.0, chain.units.after.0, chain.relation, chain.via.iter().map(|idx| idx.0).collect())
}

#[test]
fn chains_multiply_and_take_the_relation_of_their_ends() {
    use Relation::{Merge, Part, Same, Split};
    let first = step(&[
        link(0, 0, Same, 0.9),
        link(1, 1, Split, 0.8),
        link(1, 2, Split, 0.7),
        link(2, 3, Part, 0.9),
        link(3, 4, Same, 0.9),
    ]);
    let second = step(&[
        link(0, 5, Same, 0.5),
        link(1, 6, Merge, 0.9),
        link(2, 6, Merge, 0.9),
        link(3, 7, Same, 0.9),
        link(4, 8, Split, 0.9),
        link(4, 9, Split, 0.9),
    ]);
    let chains = compose(&[first, second]);
    let found: Vec<_> = chains.iter().map(ends).collect();
    // Split and put together again is the same; a passage is not followed.
    assert_eq!(found, [(0, 5, Same, vec![0]), (1, 6, Same, vec![1]), (3, 8, Split, vec![4]), (3, 9, Split, vec![4])]);
    assert!((chains[0].confidence - 0.45).abs() < 1e-6 && (chains[1].confidence - 0.72).abs() < 1e-6);
    assert_eq!(compose(&[]), []);
    let direct = step(&[link(0, 1, Same, 0.9), link(3, 8, Same, 0.9)]);
    let doubt = disagreement(&chains, &direct, Side::Before, UnitIdx(0)).expect("they disagree");
    assert_eq!((doubt.chained, doubt.direct), (vec![UnitIdx(5)], vec![UnitIdx(1)]));
    assert_eq!(disagreement(&chains, &direct, Side::Before, UnitIdx(3)), None);
    assert_eq!(disagreement(&chains, &direct, Side::After, UnitIdx(20)), None);
}

/// Three drafts; the text of one Measure is rewritten step by step until no word is left.
fn rewritten() -> [Draft; 3] {
    let other =
        "#### Measure 1.1 Registers\nOperators enter each vehicle in the public register within four weeks.\n\n";
    let texts = [
        "#### Measure 1.2 Gardens\nGardeners mow lawns quietly, oil hinges weekly and rake gravel before sunrise.\n",
        "#### Measure 1.2 Gardens\nGardeners mow lawns quietly, oil hinges weekly; lamps glow dimly beside ponds during autumn.\n",
        "#### Measure 1.2 Ponds\nLamps glow dimly beside ponds during autumn, and herons nest undisturbed.\n",
    ];
    let labels = ["one", "two", "three"];
    std::array::from_fn(|at| {
        draft(labels[at], &format!("# Code\n\n### Commitment 1 Peace\nAll keep the peace.\n\n{other}{}", texts[at]))
    })
}

#[test]
fn a_text_rewritten_step_by_step_is_not_lost() {
    let [one, two, three] = rewritten();
    let ends = Pair::new(&one, &three);
    let (hints, stale) = Hints::of(&[&one, &two, &three], &[]).expect("no pins");
    assert_eq!(stale, []);
    let matching = matching::informed(ends, &hints);
    conserved(ends, &matching);
    let idx = unit(&one, "Measure 1.2");
    let link = matching.links.iter().find(|link| link.units.before == idx).expect("is linked");
    assert_eq!(link.units.after, unit(&three, "Measure 1.2"));
    let way = link.evidence.iter().find_map(|reason| match reason {
        Evidence::Chain(through, sure) => Some((through.as_str(), *sure)),
        _ => None,
    });
    assert_eq!(way.map(|(through, _)| through), Some("Measure 1.2 (two)"));
    let (back, _) = Hints::of(&[&three, &two, &one], &[]).expect("no pins");
    assert_eq!(facts(&matching, false), facts(&matching::informed(ends.swap(), &back), true));
    // A pin is stronger than any way.
    let forbidden = Pin { units: link.units, ruling: Ruling::Not, reason: String::new() };
    let forbidden = matching::informed(ends, &Hints { pins: vec![forbidden], ..hints });
    assert!(!forbidden.links.iter().any(|other| other.units == link.units));
}

#[test]
fn neighbours_are_matched_without_any_way() {
    let series = sample();
    let (hints, _) = Hints::of(&[&series[0], &series[1]], &[]).expect("no pins");
    assert_eq!(hints, Hints::default());
    let drafts = Pair::new(&series[0], &series[1]);
    assert_eq!(matching::informed(drafts, &hints), matching::drafts(drafts));
}

#[test]
fn distant_drafts_of_the_series_are_compared_with_the_way_between() {
    let workshop = Workshop::with_sample();
    let told = workshop.run(&["explain", "first", "third", "first:Sub-Measure 3.4"]).succeeded();
    assert!(told.contains("through Commitment 4 (second)"), "{told}");
    workshop.put("2-second.md", b"\xff");
    let ran = workshop.run(&["explain", "first", "third", "first:Sub-Measure 3.4"]);
    assert!(
        ran.err.contains("warning: ") && ran.err.contains("2-second.md") && ran.err.contains("`second`"),
        "{}",
        ran.err
    );
    assert!(!ran.succeeded().contains("through "));
}
