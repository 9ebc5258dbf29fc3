//! Numbers, labels and typography are noise by promise.

use super::*;

#[test]
fn typography_is_counted_and_not_shown_whichever_side_has_it() {
    let straight = "# Measure 1\nThe \"Code\" covers the provider's models - all of them.";
    let curly = "# Measure 1\nThe “Code” covers the provider’s models – all of them.";
    for (before, after) in [(straight, curly), (curly, straight)] {
        let (drafts, script) = compare(before, after, &[]);
        let edit = &script.edits[0];
        assert!(!edit.aspects.refined);
        assert_eq!(edit.administrative, 4);
        assert!(edit.body.segments.iter().all(|segment| !segment.is_change()));
        assert_eq!(shown(&drafts, &script, 0, (0, 0)).matches('<').count(), 4);
    }
}

#[test]
fn labels_of_points_are_counted_and_not_shown() {
    let (_, script) = compare(
        "# Measure 1\n- (a) keep a log\n- (b) train the staff\n- (c) report to the office",
        "# Measure 1\n- (a) keep a log\n- (b) appoint a person in charge\n- (c) train the staff\n- (d) report to the office",
        &[],
    );
    assert_eq!(script.edits[0].administrative, 2);
    let inserted: Vec<_> = script.edits[0].body.segments.iter().filter(|segment| segment.is_change()).collect();
    assert_eq!(inserted.len(), 1);
    assert_eq!(inserted[0].op, Op::Insert);
}

const BEFORE: &str = "
    # Commitment 2: Copyright
    ## Measure 2.3: Data
    Suppliers examine data sets.
    ## Measure 2.4: Crawling
    Crawlers obey the protocol.
    ## Measure 2.5: Summary
    The results under Measure 2.3 and those under Measures 2.3 and 2.4 are published.
";

#[test]
fn a_reference_that_follows_a_renumbering_is_noise() {
    let after = BEFORE.replace("2.3", "3.4").replace("2.4:", "3.5:").replace("and 2.4", "and 3.5");
    let (drafts, script) = compare(BEFORE, &after, &[]);
    let edit = &script.edits[3];
    assert!(!edit.aspects.refined, "{}", shown(&drafts, &script, 3, (3, 3)));
    assert_eq!(edit.administrative, 3);
    assert!(edit.body.segments.iter().any(|segment| segment.noise == Some(Noise::FollowedReference)));
}

#[test]
fn a_reference_to_another_unit_is_a_change() {
    let after = BEFORE.replace("under Measure 2.3 and", "under Measure 2.4 and");
    let (drafts, script) = compare(BEFORE, &after, &[]);
    assert!(script.edits[3].aspects.refined);
    assert_eq!(
        shown(&drafts, &script, 3, (3, 3)),
        "The results under [-Measure 2.3-]{+Measure 2.4+} and those under Measures 2.3 and 2.4 are published."
    );
}

#[test]
fn a_reference_that_reads_the_same_is_not_coloured() {
    // The two units changed numbers, the reference did not: another target, the same text.
    let after = BEFORE
        .replace("Measure 2.3: Data", "Measure X: Data")
        .replace("Measure 2.4: Crawling", "Measure 2.3: Crawling")
        .replace("Measure X: Data", "Measure 2.4: Data")
        .replace("are published", "are printed");
    let (drafts, script) = compare(BEFORE, &after, &[]);
    assert_eq!(
        shown(&drafts, &script, 3, (3, 3)),
        "The results under Measure 2.3 and those under Measures 2.3 and 2.4 are [-published-]{+printed+}."
    );
}

#[test]
fn references_mean_the_nearest_unit_of_that_number() {
    let draft = draft(
        "
        # Section I: One
        ## Measure 1: A
        See Measure 2, Measures 1–2 and Recital 105 of the Example Act.
        ## Measure 2: B
        # Section II: Two
        ## Measure 1: C
        See Measure 2 and measure 9.
        ## Measure 2: D
        ",
    );
    let index = References::new(&draft);
    let of = |unit| -> Vec<(String, Option<u32>)> {
        index.of(UnitIdx(unit)).into_iter().map(|found| (found.text, found.target.map(|idx| idx.0))).collect()
    };
    assert_eq!(of(1), [("Measure 2".into(), Some(2)), ("Measures 1".into(), Some(1)), ("Measures 2".into(), Some(2))]);
    assert_eq!(of(4), [("Measure 2".into(), Some(5)), ("measure 9".into(), None)]);
}

#[test]
fn a_reference_to_a_law_is_not_one_to_the_draft() {
    let draft =
        draft("# Recital 1\nSee Recital 1 AI Act, Recital 1 of Directive 2001/29, and recital 1.\n# Measure 1\n");
    let found = References::new(&draft).of(UnitIdx(0));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].text, "recital 1");
}

#[test]
fn emphasis_and_link_targets_are_formatting() {
    use crate::model::{Mark, MarkKind};
    let text = "# Measure 1\nSignatories shall keep a log.";
    let plain = draft(text);
    let mut bold = plain.clone();
    bold.units[0].body.prose.marks.push(Mark { range: 12..17, kind: MarkKind::Strong });
    let drafts = Pair::new(&plain, &bold);
    let script = edits(drafts, &linked(drafts, &[(0, 0, Relation::Same)]));
    assert!(script.edits[0].reformatted);
    assert!(!script.edits[0].aspects.refined);
    let same = Pair::new(&bold, &bold);
    assert!(!edits(same, &linked(same, &[(0, 0, Relation::Same)])).edits[0].reformatted);
}
