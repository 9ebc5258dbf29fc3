//! Pages of drafts that are not as a page would like them.

use super::{attribute_values, html, markup};
use crate::laws::{Subject, compared};
use redraft::model::{Declared, DraftSource, FileText, Pair};
use redraft::render::{self, TextStyle};
use redraft::report::{self, ChangeReport};

fn page(before: &str, after: &str) -> String {
    html(&report_on(before, after))
}

fn report_on(before: &str, after: &str) -> ChangeReport {
    let subject = |text: &str| {
        let file = FileText { name: "code.md".to_owned(), text: text.to_owned(), sha256: "0".repeat(64) };
        let declared = Declared::default();
        Subject::new(DraftSource {
            label: "code".to_owned(),
            source: "code.md".to_owned(),
            files: vec![file],
            declared,
        })
    };
    let subjects = Pair::new(subject(before), subject(after));
    let found = compared(Pair::new(subjects.before.draft(), subjects.after.draft()));
    let parsed = Pair::new(&subjects.before.parsed, &subjects.after.parsed);
    let classified = &found.classified;
    report::build(parsed, &found.matching, &found.script, &classified.findings, &classified.weights)
}

#[test]
fn control_characters_of_a_draft_are_shown_as_replaced() {
    let page = page(
        "# Code\n\n## Commitment 1 Bell\n\nRing.\n",
        "# Code\n\n## Commitment 1 Bell\u{7}\n\nRing \u{8}\u{7f}twice.\n",
    );
    assert!(markup(&page).contains("\u{fffd}\u{fffd}twice"));
    assert!(!page.contains(|c: char| c.is_control() && !c.is_whitespace()));
}

#[test]
fn only_a_day_is_marked_as_a_time() {
    let dated = |date: &str| markup(&page("# Code\n", &format!("---\ndate: {date}\n---\n# Code\n")));
    assert_eq!(attribute_values(&dated("2026-02-28"), "datetime"), ["2026-02-28"]);
    for date in ["2026-02-30", "late <b>spring</b>", "2026-02-28T10:00:00"] {
        let page = dated(date);
        assert!(attribute_values(&page, "datetime").is_empty(), "{date}");
        assert!(page.contains(&date.replace('<', "&lt;").replace('>', "&gt;").replace('/', "&#x2f;")), "{date}");
    }
}

#[test]
fn no_heading_skips_a_level_where_a_deep_unit_was_removed() {
    let deep = "# Code\n\n## Part\n\n### Commitment 1 Lamps\n\n#### Measure 1.1 Test\n\nOperators test lamps.\n\n\
                ##### KPI 1.1.1\n\nLamps that fail.\n";
    let page = markup(&page(deep, "# Code\n\n## Measure 1.1 Test\n\nOperators test lamps.\n"));
    let levels: Vec<u32> =
        page.match_indices("<h").filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10)).collect();
    assert!(levels.len() > 5);
    assert!(levels.windows(2).all(|two| two[1] <= two[0] + 1), "{levels:?}");
}

#[test]
fn an_edit_made_in_many_places_is_listed_with_them() {
    let draft = |word: &str| {
        let measure = |(number, act)| format!("#### Measure 1.{number} {act}\n\nOperators {act} at every {word}.\n\n");
        let acts = ["stop", "report", "recharge", "wait their turn"];
        format!("# Code\n\n### Commitment 1 Rest\n\n{}", (1..).zip(acts).map(measure).collect::<String>())
    };
    let page = markup(&page(&draft("loading depot"), &draft("transfer station")));
    let list = page.split("The same edit in many places").nth(1).and_then(|rest| rest.split("</details>").next());
    let list = list.expect("the page lists the edit");
    assert!(list.contains("<del>loading depot</del> <ins>transfer station</ins>"), "{list}");
    assert!(list.contains("4 times"), "{list}");
    assert_eq!(attribute_values(list, "href").len(), 4);
    // A capital is no other word.
    let capital = report_on(&draft("loading depot"), &draft("loading Depot"));
    assert!(capital.repeated.is_empty());
}

#[test]
fn what_is_found_within_a_removed_duty_stands_below_it() {
    let draft = |duty: &str| {
        format!(
            "# Code\n\n### Commitment 1 Rest\n\n#### Measure 1.1 Bays\n\nOperators shall keep charging bays free.{duty}\n"
        )
    };
    let report = report_on(&draft(" Operators shall clear a blocked bay within two hours."), &draft(""));
    let position = |rule| report.findings.iter().position(|finding| finding.rule == rule).expect(rule);
    let (duty, limit) = (position("obligation-removed"), position("deadline-removed"));
    assert_eq!((report.findings[duty].within, report.findings[limit].within), (None, Some(duty)));
    let entry = report.entries.iter().find(|entry| entry.findings.contains(&duty)).expect("it is told");
    assert_eq!(entry.findings, [duty, limit]);
    let told = render::text(&report, &TextStyle::default());
    let (duty, limit) = (told.find("    * removed: Duty removed"), told.find("      - removed: Time limit removed"));
    assert!(duty.is_some() && duty < limit, "{told}");
}

#[test]
fn where_one_duty_came_and_another_went_either_may_be_the_other_put_otherwise() {
    let draft = |duty: &str| {
        format!("# Code\n\n### Commitment 1 Quays\n\n#### Measure 1.1 Sheds\n\nSheds shall stay dry.{duty}\n")
    };
    let gone = draft(" Foremen shall record every damaged barrel in the ledger.");
    let come = draft(" Visitors must be led out before night falls.");
    let told = |before: &str, after: &str| {
        let report = report_on(before, after);
        assert!(report.findings.iter().all(|finding| finding.closest.is_none()));
        report.findings.into_iter().map(|finding| finding.title).collect::<Vec<_>>()
    };
    assert_eq!(told(&gone, &draft("")), ["Duty removed"]);
    assert_eq!(told(&draft(""), &come), ["Duty added"]);
    let both = ["Duty removed, or put otherwise", "Duty added, or put otherwise"];
    assert_eq!(told(&gone, &come), both);
}

#[test]
fn a_duty_without_a_counterpart_names_the_closest_words_of_the_other_draft() {
    let drafts = |loading: &str, storing: &str, lamps: &str| {
        let rest = ["Wardens count the crates at dawn", "Bells ring when fog comes in", "Ropes are coiled by the mate"];
        let rest = rest.map(|one| format!("{one}. Every tenth {one} again, whatever the tide may be.")).join(" ");
        format!(
            "# Code\n\n### Commitment 1 Quays\n\n#### Measure 1.1 Loading\n\nCranes shall lift one crate at a time. \
             Drivers rest after six hours.{loading}\n\n#### Measure 1.2 Storing\n\nSheds shall stay dry and be swept \
             weekly. {rest}{storing}\n\n#### Measure 1.3 Lamps\n\nLamps burn all night. Oil is kept in iron cans. \
             Wicks are cut short. Spare glass is stored in straw.{lamps}\n"
        )
    };
    let draft = |loading: &str, storing: &str| drafts(loading, storing, "");
    let before = draft(" Foremen shall record every damaged barrel and its owner in the harbour ledger.", "");
    let after = draft("", " The ledger of the harbour names each damaged barrel and who its owner is.");
    let report = report_on(&before, &after);
    let gone = report.findings.iter().find(|finding| finding.rule == "obligation-removed").expect("it is told");
    let closest = gone.closest.as_ref().expect("most of it stands elsewhere");
    assert!(closest.text.starts_with("The ledger"), "{closest:?}");
    assert_eq!(gone.title, "Duty removed, or put otherwise");
    assert!(gone.words.ends_with("(closest words of the newer draft: Measure 1.2)"), "{}", gone.words);
    assert!(markup(&html(&report)).contains("closest words now: <a href="));

    let report = report_on(&before, &draft("", ""));
    assert!(report.findings.iter().all(|finding| finding.closest.is_none()));

    // Two words in common may be chance; not so where its counterpart should stand.
    let faint = " Whoever sees oil drip from a barrel stops the crane, calls its owner and spreads sand.";
    let report = report_on(&before, &drafts("", "", faint));
    assert!(report.findings.iter().all(|finding| finding.closest.is_none()));
    let report = report_on(&before, &draft(faint, ""));
    let gone = report.findings.iter().find(|finding| finding.rule == "obligation-removed").expect("it is told");
    assert_eq!(gone.title, "Duty removed, or put otherwise");
}

#[test]
fn a_redefined_term_names_the_provisions_that_use_it() {
    let draft = |meaning: &str| {
        format!(
            "# Code\n\n### Commitment 1 Rest\n\n#### Measure 1.1 Bays\n\nOperators keep Charging Bays free.\n\n\
             #### Measure 1.2 Bells\n\nOperators ring bells.\n\n## Glossary\n\n\
             | **Term** | **Definition** |\n| --- | --- |\n| charging bay (or bay) | {meaning} |\n| bell | anything that rings |\n"
        )
    };
    let report = report_on(&draft("a place to charge one robot"), &draft("a place to charge any number of robots"));
    let redefined = report.findings.iter().find(|finding| finding.rule == "term-redefined").expect("it is found");
    let labels: Vec<&str> =
        redefined.used_in.iter().filter_map(|used| report.unit(used)).map(|unit| unit.label.as_str()).collect();
    assert_eq!(labels, ["Measure 1.1"]);
    assert!(redefined.words.ends_with("(used in Measure 1.1)"), "{}", redefined.words);
    assert!(markup(&html(&report)).contains("used in <a href="));
}
