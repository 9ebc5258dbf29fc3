//! The redline reads: phrases stay whole, no islands, changes at borders.

use super::*;

#[test]
fn one_changed_word_is_one_mark() {
    assert_eq!(
        redline("Signatories should keep records of every test.", "Signatories shall keep records of every test."),
        "Signatories [-should-]{+shall+} keep records of every test."
    );
}

#[test]
fn inserted_and_deleted_words_take_one_space_with_them() {
    assert_eq!(redline("keep records.", "keep full records."), "keep {+full +}records.");
    assert_eq!(redline("keep records safe.", "keep safe."), "keep [-records -]safe.");
    assert_eq!(redline("keep records.", "keep records for long."), "keep records{+ for long+}.");
}

#[test]
fn quantities_citations_dates_and_compounds_stay_whole() {
    assert_eq!(
        redline("within thirty (30) days of release", "within sixty (60) days of release"),
        "within [-thirty (30) days-]{+sixty (60) days+} of release"
    );
    assert_eq!(
        redline("pursuant to Article 53(1)(a) and others", "pursuant to Article 53(1)(c) and others"),
        "pursuant to [-Article 53(1)(a)-]{+Article 53(1)(c)+} and others"
    );
    assert_eq!(
        redline("by 2 August 2025 at the latest", "by 2 May 2026 at the latest"),
        "by [-2 August 2025-]{+2 May 2026+} at the latest"
    );
    assert_eq!(
        redline("a state-of-the-art method above 10^25 FLOPs", "a state-of-the-field method above 10^26 FLOPs"),
        "a [-state-of-the-art-]{+state-of-the-field+} method above [-10^25 FLOPs-]{+10^26 FLOPs+}"
    );
    assert_eq!(
        redline("fines of EUR 15 million or 3% of turnover", "fines of EUR 35 million or 7% of turnover"),
        "fines of [-EUR 15 million-]{+EUR 35 million+} or [-3%-]{+7%+} of turnover"
    );
}

#[test]
fn small_words_between_changes_are_no_islands() {
    assert_eq!(
        redline(
            "The provider will assess carefully the severity of each known risk before release to the public.",
            "The provider will monitor often the likelihood of any likely harm before release to the public."
        ),
        "The provider will [-assess carefully the severity of each known risk-]{+monitor often the likelihood of any \
         likely harm+} before release to the public."
    );
}

#[test]
fn two_far_changes_stay_two_marks() {
    assert_eq!(
        redline("Report each year to the board of the provider.", "Report each month to the board of the supplier."),
        "Report each [-year-]{+month+} to the board of the [-provider-]{+supplier+}."
    );
}

#[test]
fn an_inserted_sentence_is_a_whole_sentence() {
    assert_eq!(
        redline(
            "The provider keeps a log. The provider reports to the office.",
            "The provider keeps a log. The provider trains its staff. The provider reports to the office."
        ),
        "The provider keeps a log. {+The provider trains its staff. +}The provider reports to the office."
    );
}

#[test]
fn a_rewritten_sentence_is_replaced_as_a_whole() {
    let shown = redline(
        "All staff are told of the plan. Where a model is found to pose grave dangers, its maker stops selling it.",
        "All staff are told of the plan. Records of the decision that a tool was withdrawn remain open to the public.",
    );
    assert_eq!(shown.matches("[-").count(), 1, "{shown}");
    assert!(shown.starts_with("All staff are told of the plan. [-Where a model"), "{shown}");
}

#[test]
fn an_inserted_list_member_takes_its_comma() {
    assert_eq!(
        redline("risks to health, safety and rights", "risks to health, security, safety and rights"),
        "risks to health, {+security, +}safety and rights"
    );
}

/// Thirteen duties, each with the words that an editor puts in the place of others.
const DUTIES: &[(&str, &[(&str, &str)])] = &[
    (
        "Each supplier adopts a written policy on the origin of its training material and publishes a short summary.",
        &[("short", "full")],
    ),
    (
        "Before release the supplier tests the tool with at least two independent experts and keeps the results.",
        &[("two", "three"), ("keeps", "archives")],
    ),
    (
        "A serious incident is reported to the office within fifteen (15) days after the supplier became aware of it.",
        &[("fifteen (15)", "two (2)")],
    ),
    (
        "Access to weights is limited to named persons; every access is logged and the log is reviewed each quarter.",
        &[("quarter", "month by an auditor")],
    ),
    (
        "The supplier names a contact for complaints and answers each of them without undue delay.",
        &[("answers", "shall answer")],
    ),
    ("Suppliers should tell the users of a tool what it was made for and what it cannot do.", &[("should", "must")]),
    (
        "Small suppliers may join others to meet this duty, where the office agrees.",
        &[(", where the office agrees", "")],
    ),
    (
        "The plan names the persons in charge, their tasks and their deputies.",
        &[("tasks and", "tasks, their budget and")],
    ),
    (
        "Crawlers of the supplier read and follow the protocol of each site that they visit.",
        &[("each site", "every host")],
    ),
    (
        "The supplier weighs benefits against harms. It writes the reasons down. The board signs them.",
        &[("It writes the reasons down. ", "")],
    ),
    ("Results are kept for five years and shown to the office on request.", &[("on request", "without a request")]),
    (
        "Nobody who reports a danger in good faith suffers for it.",
        &[("Nobody", "No employee"), ("suffers", "may suffer")],
    ),
    ("The framework is revised whenever its authors learn of a better method.", &[]),
];

#[test]
fn small_edits_mark_little_more_than_was_edited() {
    let count = crate::text::word_count;
    let (mut marked, mut edited) = (0, 0);
    for (text, edits) in DUTIES {
        let after = edits.iter().fold((*text).to_owned(), |text, (from, to)| text.replacen(from, to, 1));
        edited += edits.iter().map(|(from, to)| count(from) + count(to)).sum::<usize>();
        let (drafts, script) = compare(&format!("# Measure 1\n{text}"), &format!("# Measure 1\n{after}"), &[]);
        let texts = drafts.as_ref().map(|draft| draft.units[0].body.prose.text.as_str());
        let changes = script.edits[0].body.segments.iter().filter(|segment| segment.is_change());
        marked += changes.map(|segment| count(segment.text(texts))).sum::<usize>();
    }
    assert!(marked as f64 <= 1.15 * edited as f64, "marked {marked} words for {edited} edited");
    assert!(marked + 6 >= edited, "marked {marked} words for {edited} edited");
}

#[test]
fn paragraphs_of_which_nothing_survives_are_not_one_that_was_changed() {
    let opening = "Suppliers keep a register of all tools.";
    let gone = "The register names the persons who review a tool and its records before release.";
    let new = "Where release fails, records of the failure reach the operators of the tool without delay.";
    let (drafts, script) = compare(
        &format!("# Measure 1\n{opening}\n{gone}"),
        &format!("# Measure 1\n{opening}\n{new}"),
        &[(0, 0, Relation::Same)],
    );
    assert_eq!(shown(&drafts, &script, 0, (0, 0)), format!("{opening}\n[-{gone}\n-]{{+{new}\n+}}"));
}
