//! Moved, renumbered, relevelled, retitled, refined: independent of each other.

use super::*;

fn aspects(before: &str, after: &str, links: &[(u32, u32)]) -> Vec<Aspects> {
    let links: Vec<_> = links.iter().map(|&(before, after)| (before, after, Relation::Same)).collect();
    compare(before, after, &links).1.edits.into_iter().map(|edit| edit.aspects).collect()
}

const THREE: &str =
    "# Commitment 1: All\n## Measure 1.1: A\nalpha beta\n## Measure 1.2: B\ngamma\n## Measure 1.3: C\ndelta";

#[test]
fn an_insertion_above_renumbers_and_moves_nothing() {
    let after = "# Commitment 1: All\n## Measure 1.1: N\nnew\n## Measure 1.2: A\nalpha beta\n## Measure 1.3: B\ngamma\n\
                 ## Measure 1.4: C\ndelta";
    let found = aspects(THREE, after, &[(0, 0), (1, 2), (2, 3), (3, 4)]);
    assert!(found[1..].iter().all(|aspects| *aspects == Aspects { renumbered: true, ..Aspects::default() }));
    assert_eq!(found[0], Aspects::default());
}

#[test]
fn only_the_unit_that_jumped_moved() {
    let after =
        "# Commitment 1: All\n## Measure 1.1: C\ndelta\n## Measure 1.2: A\nalpha beta\n## Measure 1.3: B\ngamma";
    let found = aspects(THREE, after, &[(0, 0), (3, 1), (1, 2), (2, 3)]);
    let moved: Vec<bool> = found.iter().map(|aspects| aspects.moved).collect();
    assert_eq!(moved, [false, true, false, false]);
}

#[test]
fn a_unit_below_a_moved_parent_did_not_move() {
    let before =
        "# Section I: One\n## Commitment 1: A\n### Measure 1.1: a\nalpha\n# Section II: Two\n## Commitment 2: B";
    let after =
        "# Section I: One\n# Section II: Two\n## Commitment 2: B\n## Commitment 3: A\n### Measure 3.1: a\nalpha";
    let found = aspects(before, after, &[(0, 0), (3, 1), (4, 2), (1, 3), (2, 4)]);
    assert!(found[3].moved && found[3].renumbered);
    assert!(!found[4].moved && found[4].renumbered);
}

#[test]
fn a_heading_put_around_units_moves_none() {
    let after = THREE.replace("## Measure", "### Measure").replace("All\n", "All\n## Section: Duties\n");
    let found = aspects(THREE, &after, &[(0, 0), (1, 2), (2, 3), (3, 4)]);
    assert!(found.iter().all(|aspects| !aspects.moved));
}

#[test]
fn another_parent_is_a_move() {
    let before = "# Commitment 1: A\n## Measure 1: a\nalpha\n# Commitment 2: B\n";
    let after = "# Commitment 1: A\n# Commitment 2: B\n## Measure 1: a\nalpha";
    let found = aspects(before, after, &[(0, 0), (2, 1), (1, 2)]);
    assert_eq!(found[2], Aspects { moved: true, ..Aspects::default() });
}

#[test]
fn levels_titles_and_chapters_in_numbers_are_told_apart() {
    let found = aspects("# Measure 2.1: Keep “logs”", "# Commitment I.2.1: Keep \"logs\"", &[(0, 0)]);
    assert_eq!(found[0], Aspects { renumbered: true, relevelled: true, ..Aspects::default() });
    let found = aspects("# Measure 2.1: Keep logs", "# Measure 2.1: Keep records", &[(0, 0)]);
    assert_eq!(found[0], Aspects { retitled: true, ..Aspects::default() });
}

#[test]
fn the_headline_is_the_gravest_thing() {
    let all = Aspects { moved: true, renumbered: true, relevelled: true, retitled: true, refined: true };
    assert_eq!(state(Relation::Split, all), State::Split);
    assert_eq!(state(Relation::Same, all), State::Moved);
    assert_eq!(state(Relation::Same, Aspects { moved: false, relevelled: false, ..all }), State::Refined);
    assert_eq!(state(Relation::Same, Aspects { renumbered: true, ..Aspects::default() }), State::Renumbered);
    assert_eq!(state(Relation::Same, Aspects::default()), State::Unchanged);
}

#[test]
fn units_that_come_together_from_two_parents_did_not_change_their_order() {
    let before = "# Commitment 1: A\n## Measure 1: a\nalpha\n## Measure 2: b\nbeta\n# Commitment 2: B\n## Measure 3: c\ngamma\n\
                  ## Measure 4: d\ndelta";
    let after = "# Commitment 1: C\n## Measure 1: a\nalpha\n## Measure 2: c\ngamma\n## Measure 3: b\nbeta\n## Measure 4: d\ndelta";
    let mut links: Vec<_> = [(0, 0), (3, 0)].map(|(before, after)| (before, after, Relation::Merge)).to_vec();
    links.extend([(1, 1), (2, 3), (4, 2), (5, 4)].map(|(before, after)| (before, after, Relation::Same)));
    assert!(compare(before, after, &links).1.edits.iter().all(|edit| !edit.aspects.moved));
    let back: Vec<_> = links.iter().map(|&(before, after, relation)| (after, before, relation)).collect();
    assert!(compare(after, before, &back).1.edits.iter().all(|edit| !edit.aspects.moved));
}
