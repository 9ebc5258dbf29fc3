//! Who became whom, so that a person may sign it: explanations, reviews, tables, lives of units; pins and chains in
//! rooms of their own.

mod chains;
mod pins;

use crate::workshop::Workshop;
use redraft::load::Series;
use redraft::matching::{self, Hints, Link, Matching, Names, Relation, Unfound};
use redraft::model::{Draft, DraftSource, FileText, Pair, PinRule, Ruling, Side, UnitIdx};
use redraft::parse;
use redraft::vocabulary::Vocabulary;
use std::collections::BTreeSet;

fn vocabulary() -> Vocabulary {
    Vocabulary::built_in("code-of-practice").expect("built in")
}

/// The drafts of the sample series.
fn sample() -> Vec<Draft> {
    let series = Series::sample();
    let parsed = |entry| parse::draft(&series.draft(entry).expect("built in"), &vocabulary()).draft;
    series.entries().iter().map(parsed).collect()
}

fn draft(label: &str, text: &str) -> Draft {
    let file = FileText { name: format!("{label}.md"), text: text.to_owned(), ..FileText::default() };
    let source = DraftSource { label: label.to_owned(), files: vec![file], ..DraftSource::default() };
    parse::draft(&source, &vocabulary()).draft
}

fn unit(draft: &Draft, name: &str) -> UnitIdx {
    Names::new(draft).find(name).unwrap_or_else(|unfound| panic!("{name}: {unfound:?}"))
}

fn rule(ruling: Ruling, before: &str, after: &str, line: u32) -> PinRule {
    let strings = |before: &str, after: &str| Pair::new(before.to_owned(), after.to_owned());
    PinRule {
        pair: strings("first", "second"),
        units: strings(before, after),
        ruling,
        reason: "agreed".to_owned(),
        file: "redraft.toml".to_owned(),
        line,
    }
}

fn conserved(drafts: Pair<&Draft>, matching: &Matching) {
    for (position, draft) in [drafts.before, drafts.after].into_iter().enumerate() {
        let own = |units: Pair<UnitIdx>| if position == 0 { units.before } else { units.after };
        let alone = if position == 0 { &matching.removed } else { &matching.added };
        let linked: BTreeSet<UnitIdx> = matching.links.iter().map(|link| own(link.units)).collect();
        let alone: BTreeSet<UnitIdx> = alone.iter().copied().collect();
        assert!(linked.is_disjoint(&alone));
        assert_eq!(linked.len() + alone.len(), draft.units.len());
    }
}

const fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Split => Relation::Merge,
        Relation::Merge => Relation::Split,
        other => other,
    }
}

/// Links as facts, whichever way round they were asked for.
fn facts(matching: &Matching, back: bool) -> BTreeSet<(UnitIdx, UnitIdx, Relation, u32)> {
    let fact = |link: &Link| {
        let (units, relation) =
            if back { (link.units.swap(), turned(link.relation)) } else { (link.units, link.relation) };
        (units.before, units.after, relation, link.confidence.to_bits())
    };
    matching.links.iter().map(fact).collect()
}

const PIN: &str =
    "\n[[pin]]\npair = 'first..second'\nbefore = 'Sub-Measure 6.3'\nafter = 'Measure 8.3'\nrelation = 'same'\n";

/// The sample series with pins behind its manifest.
fn pinned(pins: &str) -> Workshop {
    let workshop = Workshop::with_sample();
    let manifest = workshop.get("redraft.toml");
    workshop.put("redraft.toml", format!("{manifest}\n{pins}").as_bytes());
    workshop
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("is JSON")
}

#[test]
fn units_are_found_by_every_name_that_a_drafter_would_use() {
    let series = sample();
    let second = &series[1];
    let crash = unit(second, "Measure 6.1");
    let names = [
        "measure 6.1.",
        "6.1",
        "#crash-report",
        "Crash reporting",
        "Measure 6.1 Crash reporting",
        "Measure 6.1: crash reporting",
        "Commitment 6 / Measure 6.1",
        "Safety Section / Measure 6.1",
        "Safety Section / Commitment 6 / Crash reporting",
    ];
    for name in names {
        assert_eq!(Names::new(second).find(name), Ok(crash), "{name}");
    }
    assert!(matches!(Names::new(second).find("Commitment 7 / Measure 6.1"), Err(Unfound::Unknown(_))));
    let ambiguous = Names::new(second).find("Recital (a)");
    let Err(Unfound::Ambiguous(recitals)) = ambiguous else { panic!("{ambiguous:?}") };
    assert_eq!(Names::new(second).find("Recital (a) [2]"), Ok(recitals[1]));
    let Err(Unfound::Unknown(near)) = Names::new(second).find("Crash reports to the office") else { panic!("found") };
    assert!(!near.is_empty());
}

#[test]
fn every_unit_has_a_name_that_leads_to_it_alone() {
    for draft in sample() {
        let names = Names::new(&draft);
        for (idx, _) in draft.iter() {
            assert_eq!(names.find(&names.of(idx)), Ok(idx), "{}", names.of(idx));
        }
    }
}

#[test]
fn an_explanation_says_what_the_matching_says() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let hints = Hints {
        pins: matching::pins(&[rule(Ruling::Not, "Measure 6", "Commitment 8", 1)], drafts).expect("fits").0,
        ..Hints::default()
    };
    let matching = matching::informed(drafts, &hints);
    for (side, draft) in [(Side::Before, drafts.before), (Side::After, drafts.after)] {
        for (idx, _) in draft.iter().step_by(7) {
            let own =
                |link: &&Link| if side == Side::Before { link.units.before == idx } else { link.units.after == idx };
            let links: Vec<Link> = matching.links.iter().filter(own).cloned().collect();
            let explained = matching::explain(drafts, &hints, side, idx);
            assert_eq!(explained.links, links);
            let linked = explained.candidates.iter().filter(|found| found.outcome.is_ok()).count();
            assert_eq!(linked, links.len(), "{}", draft.address(idx));
        }
    }
    let explained = matching::explain(drafts, &hints, Side::Before, unit(drafts.before, "Measure 6"));
    let other = unit(drafts.after, "Commitment 8");
    let barred = explained.candidates.iter().find(|found| found.units.after == other).map(|found| found.outcome);
    assert_eq!(barred, Some(Err(matching::Refusal::Pinned)));
}

#[test]
fn explain_tells_a_link_and_a_removed_and_an_added_unit_in_words() {
    let workshop = Workshop::with_sample();
    let explain = |unit: &str| workshop.run(&["explain", "first..second", unit]).succeeded();
    let removed = explain("Sub-Measure 6.3");
    assert!(
        removed.contains("Sub-Measure 6.3 is removed: the nearest is ") && removed.contains("below the 0."),
        "{removed}"
    );
    assert!(explain("Measure 1.3").contains("Measure 1.3 is added: "));
    assert!(explain("#remote-supervision").contains("Commitment 4 continues Sub-Measure 3.4 (confidence 0."));
    assert!(explain("Sub-Measure 5.1").contains("was merged into Measure 7.1"));
    let told = json(&workshop.run(&["explain", "first", "second", "KPI 1.1.1", "--format", "json"]).succeeded());
    let sides: Vec<&str> = told.as_array().expect("both").iter().filter_map(|unit| unit["side"].as_str()).collect();
    assert_eq!(sides, ["before", "after"]);
    assert_eq!(told[0]["candidates"][0]["relation"], "same");
}

#[test]
fn an_unknown_unit_names_the_nearest_with_their_drafts() {
    let workshop = Workshop::with_sample();
    workshop
        .run(&["explain", "first", "second", "Mesure 8.4"])
        .failed(3, &["`Mesure 8.4`", "hint: ", "`second:Measure 8.4`"]);
    workshop.run(&["log", "second:Insurence cover"]).failed(3, &["`second`", "`second:Measure 6.4` (Insurance cover)"]);
    workshop.run(&["log", "xyzzy"]).failed(3, &["`first` or `second` or `third`", "redraft show"]);
    workshop
        .run(&["explain", "second", "third", "third:Recital (a)"])
        .failed(2, &["several", "hint: name one of `third:"]);
    // Measure 2.3 is in one draft alone; these numbers are in two and on other duties.
    workshop.run(&["log", "KPI 4.1.1"]).failed(2, &["`first:KPI 4.1.1`", "`second:KPI 4.1.1`"]);
    workshop.run(&["explain"]).failed(2, &[]);
}

#[test]
fn a_review_lists_the_least_sure_first_and_its_pins_settle_them() {
    let workshop = Workshop::with_sample();
    let told = json(&workshop.run(&["review", "first", "second", "--below", "1", "--format", "json"]).succeeded());
    let sure: Vec<f64> =
        told["items"].as_array().expect("items").iter().filter_map(|item| item["confidence"].as_f64()).collect();
    assert_eq!(sure.len(), told["links"].as_u64().map_or(0, |links| usize::try_from(links).unwrap_or(0)));
    assert!(sure.windows(2).all(|two| two[0] <= two[1]), "{sure:?}");
    assert!(sure.len() > 40);

    let few = workshop.run(&["review", "first", "second", "--below", "0.9"]).succeeded();
    let table: toml::Table = toml::from_str(&few).expect("the review is TOML");
    let below = sure.iter().filter(|&&sure| sure < 0.9).count();
    assert_eq!(table.get("pin").and_then(toml::Value::as_array).map_or(0, Vec::len), below);

    // Confirming everything changes no link.
    let relations = |workshop: &Workshop| {
        let report = json(&workshop.run(&["diff", "first", "second", "--format", "json"]).succeeded());
        let links = report["links"].as_array().expect("links").iter();
        links.map(|link| format!("{} {} {}", link["before"], link["after"], link["relation"])).collect::<Vec<_>>()
    };
    let before = relations(&workshop);
    let all = workshop.run(&["review", "first", "second", "--below", "1"]).succeeded();
    workshop.put("links.toml", all.as_bytes());
    assert_eq!(relations(&workshop), before);
    let settled = json(&workshop.run(&["review", "first", "second", "--below", "1", "--format", "json"]).succeeded());
    assert_eq!((settled["items"].as_array().map(Vec::len), &settled["pinned"]), (Some(0), &told["links"]));
    workshop.run(&["review", "--below", "80"]).failed(2, &["from 0 to 1"]);
}

#[test]
fn a_table_has_every_provision_of_both_drafts_in_order() {
    let workshop = Workshop::with_sample();
    let report = json(&workshop.run(&["diff", "first", "third", "--format", "json"]).succeeded());
    let table = json(&workshop.run(&["table", "first", "third", "--format", "json"]).succeeded());
    for (direction, side, alone) in [("forward", "before", "removed"), ("backward", "after", "added")] {
        let units = report["units"][side].as_array().expect("units").iter().filter(|unit| unit["note"].is_null());
        let units: Vec<&str> = units.filter_map(|unit| unit["ref"].as_str()).collect();
        let rows = table[direction].as_array().expect("rows");
        let mut from: Vec<&str> = rows.iter().filter_map(|row| row["from"]["ref"].as_str()).collect();
        from.dedup();
        assert_eq!(from, units, "{direction}");
        let single = rows.iter().filter(|row| row["to"].is_null());
        let single: Vec<&str> = single.filter_map(|row| row["relation"].as_str()).collect();
        assert!(!single.is_empty() && single.iter().all(|relation| *relation == alone), "{single:?}");
    }
    let links = |direction: &str, from: &str, to: &str| -> BTreeSet<String> {
        let rows = table[direction].as_array().expect("rows").iter().filter(|row| !row["to"].is_null());
        rows.map(|row| format!("{} {} {}", row[from]["ref"], row[to]["ref"], row["relation"])).collect()
    };
    assert_eq!(links("forward", "from", "to"), links("backward", "to", "from"));
}

#[test]
fn a_table_is_safe_in_a_spreadsheet_and_on_a_page() {
    let text = "# Code\n\n## Commitment 1. =HYPERLINK(\"https://example.org\",\"x\")\n\nA, \"b\".\n\n\
                ## +cmd\n\nWords of their own.\n\n## <script>alert(1)</script>|x\n\nOther words again.\n";
    let workshop = Workshop::with(&[("a.md", text), ("b.md", &text.replace("again", "anew"))]);
    let csv = workshop.run(&["table", "a.md", "b.md", "--format", "csv"]).succeeded();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let lines: Vec<csv::StringRecord> = reader.records().map(|line| line.expect("is well formed")).collect();
    assert!(lines.len() >= 8 && lines.iter().all(|line| line.len() == 12));
    let cells: Vec<&str> = lines.iter().flatten().collect();
    assert!(cells.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{cells:?}");
    assert!(cells.contains(&"'=HYPERLINK(\"https://example.org\",\"x\")") && cells.contains(&"'+cmd"));
    let page = workshop.run(&["table", "a.md", "b.md", "--format", "html"]).succeeded();
    assert!(page.starts_with("<!doctype html>") && !page.contains("<script>alert") && page.contains("&lt;script"));
    assert!(!page.contains("src=") && !page.contains("<link") && !page.contains("@import"));
    let markdown = workshop.run(&["table", "a.md", "b.md", "--format", "markdown"]).succeeded();
    assert!(markdown.contains("\\<script\\>") && markdown.contains("\\|x"), "{markdown}");
    assert!(workshop.run(&["table", "a.md", "b.md", "-o", "t.csv"]).succeeded().is_empty());
    assert_eq!(workshop.get("t.csv"), csv);
}

#[test]
fn a_removed_and_an_added_unit_stand_in_the_table_with_a_dash() {
    let text = Workshop::with_sample().run(&["table", "first", "second"]).succeeded();
    let line = |words: &str| text.lines().find(|line| line.starts_with(words)).unwrap_or_default().to_owned();
    assert!(line("Sub-Measure 6.3").contains("—") && line("Sub-Measure 6.3").contains("removed"), "{text}");
    assert!(line("Measure 1.3").contains("—") && line("Measure 1.3").contains("added"), "{text}");
}

#[test]
fn the_log_follows_a_split_and_a_merge() {
    let workshop = Workshop::with_sample();
    let split = workshop.run(&["log", "Measure 8.2"]).succeeded();
    for heir in ["III.2.2", "III.2.3", "III.2.4"] {
        let step = split.lines().find(|line| line.contains(&format!("─► Measure {heir} "))).unwrap_or_default();
        assert!(step.contains("split"), "{split}");
    }
    assert!(
        split.contains("Sub-Measure 6.2") && split.contains("first draft") && split.contains("last draft"),
        "{split}"
    );
    assert!(split.contains("findings"), "{split}");
    let merge = workshop.run(&["log", "Measure III.2.5"]).succeeded();
    let merged = |name: &str| merge.lines().any(|line| line.contains(name));
    assert!(merged("Measure 8.3  ") && merged("Measure 8.4  ") && merge.contains("merged"), "{merge}");
    // Of one of the two, the line leads to the merged unit, and the other is told beside it.
    let one = workshop.run(&["log", "Measure 8.3"]).succeeded();
    assert!(one.contains("also from the earlier Measure 8.4"), "{one}");
}

#[test]
fn the_log_tells_beginnings_and_ends() {
    let workshop = Workshop::with_sample();
    let log = |unit: &str| json(&workshop.run(&["log", unit, "--format", "json"]).succeeded());
    let removed = log("first:Sub-Measure 6.3");
    assert_eq!(removed["drafts"].as_array().map(Vec::len), Some(1));
    assert_eq!(removed["drafts"][0]["units"][0]["event"], "first draft and ends here");
    let new = log("Measure I.2.5");
    assert_eq!(
        (&new["drafts"][0]["label"], &new["drafts"][0]["units"][0]["event"]),
        (&"third".into(), &"new and last draft".into())
    );
    let whole = log("Insurance cover");
    let labels: Vec<&str> = whole["drafts"]
        .as_array()
        .expect("drafts")
        .iter()
        .filter_map(|draft| draft["units"][0]["label"].as_str())
        .collect();
    assert_eq!(labels, ["Sub-Measure 6.4", "Measure 6.4", "Measure III.2.6"]);
}

#[test]
fn the_help_of_each_command_has_examples() {
    let workshop = Workshop::new();
    for command in ["explain", "review", "table", "log"] {
        let help = workshop.run(&[command, "--help"]).succeeded();
        assert!(help.contains(&format!("Examples:\n  redraft {command}")), "{help}");
        workshop.run(&["man", command]).succeeded();
    }
}
