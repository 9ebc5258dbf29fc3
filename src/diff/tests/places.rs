//! Text that moved is not deleted and inserted.

use super::*;

#[test]
fn a_point_that_changed_its_place_moved() {
    assert_eq!(
        redline(
            "- (a) the name of the tool;\n- (b) the date of its release;\n- (c) the methods of its training;",
            "- (a) the methods of its training;\n- (b) the name of the tool;\n- (c) the date of its release;"
        ),
        "{<the methods of its training;\n<}the name of the tool;\nthe date of its release;\n[>the methods of its \
         training;\n>]"
    );
}

const MOVING: &str = "The evaluators have direct access to the model without the usual filters.";

#[test]
fn a_sentence_that_went_to_another_unit_moved_with_its_edits() {
    let before = format!("# Measure 1\nTests are planned in good time. {MOVING}\n# Measure 2\nIncidents are reported.");
    let after = format!(
        "# Measure 1\nTests are planned in good time.\n# Measure 2\nIncidents are reported. {}",
        MOVING.replace("usual", "standard")
    );
    let (drafts, script) = compare(&before, &after, &[]);
    assert_eq!(
        shown(&drafts, &script, 0, (0, 0)),
        "Tests are planned in good time.[> The evaluators have direct access to the model without the >][-usual \
         -][>filters.>]"
    );
    assert!(shown(&drafts, &script, 1, (1, 1)).contains("{+standard +}"));
    assert_eq!(script.passages.len(), 1);
    assert_eq!(script.passages[0].units, Pair::new(UnitIdx(0), UnitIdx(1)));
}

#[test]
fn a_stock_phrase_never_moved() {
    let stock = "This duty does not apply to small and medium-sized suppliers.";
    let before =
        format!("# Measure 1\nOne is done. {stock}\n# Measure 2\nTwo is done.\n# Measure 3\nThree is done. {stock}");
    let after =
        format!("# Measure 1\nOne is done.\n# Measure 2\nTwo is done. {stock}\n# Measure 3\nThree is done. {stock}");
    let (_, script) = compare(&before, &after, &[]);
    assert!(script.passages.is_empty());
    assert!(script.edits.iter().all(|edit| !edit.body.has(Op::MovedAway) && !edit.body.has(Op::MovedHere)));
}

#[test]
fn of_a_split_unit_the_other_part_moved_there() {
    let one = "Suppliers test the tool with independent experts before its release.";
    let two = "Suppliers keep the results of all tests for ten years.";
    let before = format!("# Measure 1\n{one}\n{two}");
    let after = format!("# Measure 1\n{one}\n# Measure 2\n{two}");
    let (drafts, script) = compare(&before, &after, &[(0, 0, Relation::Split), (0, 1, Relation::Split)]);
    assert_eq!(shown(&drafts, &script, 0, (0, 0)), format!("{one}\n[>{two}\n>]"));
    assert_eq!(shown(&drafts, &script, 1, (0, 1)), format!("[>{one}\n>]{two}"));
    let away = script.edits[0].body.segments.last().and_then(|segment| segment.elsewhere.clone());
    assert_eq!(away.map(|elsewhere| elsewhere.unit), Some(UnitIdx(1)));
    assert!(script.edits.iter().all(|edit| !edit.aspects.refined));
}

#[test]
fn of_a_merged_unit_the_other_source_gave_its_text() {
    let one = "Suppliers test the tool with independent experts before its release.";
    let two = "Suppliers keep the results of all tests for ten years.";
    let before = format!("# Measure 1\n{one}\n# Measure 2\n{two}");
    let after = format!("# Measure 1\n{one}\n{two}");
    let (drafts, script) = compare(&before, &after, &[(0, 0, Relation::Merge), (1, 0, Relation::Merge)]);
    assert_eq!(shown(&drafts, &script, 0, (0, 0)), format!("{one}\n{{<{two}\n<}}"));
    assert!(script.edits.iter().all(|edit| !edit.aspects.refined));
}

#[test]
fn rows_are_paired_by_content() {
    let (drafts, script) = compare(
        "# Measure 1\n| Name | the tool's name\n| Date | the day of release\n| Size | the number of parameters",
        "# Measure 1\n| Name | the tool's name\n| Owner | who answers for it\n| Date | the day of first release\n| Size | \
         the number of parameters",
        &[],
    );
    assert_eq!(
        shown(&drafts, &script, 0, (0, 0)),
        "Name | the tool's name\n{+Owner | who answers for it\n+}Date | the day of {+first +}release\nSize | the number of \
         parameters"
    );
}

#[test]
fn a_removed_units_sentence_that_lives_on_is_a_passage() {
    let before = format!("# Measure 1\nTests are planned.\n# Measure 2\n{MOVING} It is old.");
    let after = format!("# Measure 1\nTests are planned. {MOVING}");
    let (_, script) = compare(&before, &after, &[(0, 0, Relation::Same)]);
    assert_eq!(script.passages.len(), 1);
    assert!(script.edits[0].body.has(Op::MovedHere));
}

#[test]
fn a_paragraph_divided_into_points_stays_plain() {
    let before =
        "# Measure 1\nSuppliers shall: (1) keep a log of every test; and (2) report each incident to the office.";
    let after = "# Measure 1\nSuppliers shall:\n- (1) keep a log of every single test; and\n- (2) report each incident to the \
                 office.";
    let (drafts, script) = compare(before, after, &[]);
    assert_eq!(
        shown(&drafts, &script, 0, (0, 0)),
        "Suppliers shall:< |\n>[-(1) -]keep a log of every {+single +}test; and< |\n>[-(2) -]report each incident to the office."
    );
    let blocks: Vec<_> = script.edits[0].body.blocks.iter().map(|block| block.blocks).collect();
    assert_eq!(blocks, [0, 1, 2].map(|after| Pair::new(Some(0), Some(after))));
    assert_eq!(compare(after, before, &[]).1.edits[0].body.blocks.len(), 3);
}
