//! Who became whom, so that a person may sign it: pins, explanations, reviews, tables, lives of units.

use crate::workshop::Workshop;
use redraft::load::Series;
use redraft::matching::{
    self, Chained, Evidence, Hints, Link, Matching, Names, Pin, Relation, Side, Unfound, compose, disagreement,
};
use redraft::model::{Draft, DraftSource, FileText, Pair, PinRule, Ruling, UnitIdx};
use redraft::parse;
use redraft::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};

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

fn matched(drafts: Pair<&Draft>, rules: &[PinRule]) -> Matching {
    let (pins, stale) = matching::pins(rules, drafts).expect("no contradiction");
    assert_eq!(stale, []);
    matching::informed(drafts, &Hints { pins, ..Hints::default() })
}

/// The links of a unit of the older draft: label of the newer unit, relation.
fn heirs(drafts: Pair<&Draft>, matching: &Matching, name: &str) -> BTreeMap<String, Relation> {
    let idx = unit(drafts.before, name);
    let links = matching.links.iter().filter(|link| link.units.before == idx);
    links.map(|link| (drafts.after[link.units.after].label(), link.relation)).collect()
}

fn named(heirs: &[(&str, Relation)]) -> BTreeMap<String, Relation> {
    heirs.iter().map(|&(label, relation)| (label.to_owned(), relation)).collect()
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

#[test]
fn every_ruling_is_obeyed() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let found = |rules: &[PinRule], name: &str| {
        let matching = matched(drafts, rules);
        conserved(drafts, &matching);
        heirs(drafts, &matching, name)
    };
    // Without pins the one is removed, the other links are as the texts say.
    assert_eq!(found(&[], "Sub-Measure 6.3"), named(&[]));
    assert_eq!(found(&[], "Sub-Measure 6.4"), named(&[("Measure 6.4", Relation::Same)]));
    assert_eq!(
        found(&[rule(Ruling::Same, "Sub-Measure 6.3", "Measure 8.3", 1)], "Sub-Measure 6.3"),
        named(&[("Measure 8.3", Relation::Same)])
    );
    let other = found(&[rule(Ruling::Same, "Sub-Measure 6.4", "Measure 7.4", 1)], "Sub-Measure 6.4");
    assert_eq!(other.get("Measure 7.4"), Some(&Relation::Same));
    // Its own text may still be seen to have gone elsewhere, but as a passage alone.
    assert!(other.iter().all(|(label, relation)| label == "Measure 7.4" || *relation == Relation::Part), "{other:?}");
    let not = found(&[rule(Ruling::Not, "Sub-Measure 6.4", "Measure 6.4", 1)], "Sub-Measure 6.4");
    assert!(!not.contains_key("Measure 6.4"), "{not:?}");
    assert_eq!(
        found(&[rule(Ruling::Part, "Sub-Measure 6.3", "Measure 8.3", 1)], "Sub-Measure 6.3"),
        named(&[("Measure 8.3", Relation::Part)])
    );
    assert_eq!(
        found(&[rule(Ruling::Split, "Sub-Measure 2.1", "Measure 1.3", 1)], "Sub-Measure 2.1"),
        named(&[("Measure 1.3", Relation::Split), ("Measure 2.1", Relation::Split)])
    );
    let merge = [rule(Ruling::Merge, "Sub-Measure 6.3", "Measure 8.1", 1)];
    assert_eq!(found(&merge, "Sub-Measure 6.3"), named(&[("Measure 8.1", Relation::Merge)]));
    assert_eq!(found(&merge, "Sub-Measure 6.1"), named(&[("Measure 8.1", Relation::Merge)]));
}

#[test]
fn a_pinned_link_is_certain_and_says_why() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let matching = matched(drafts, &[rule(Ruling::Part, "Sub-Measure 6.3", "Measure 8.3", 1)]);
    let idx = unit(drafts.before, "Sub-Measure 6.3");
    let links: Vec<&Link> = matching.links.iter().filter(|link| link.units.before == idx).collect();
    let [link] = links.as_slice() else { panic!("{links:?}") };
    assert!((link.confidence - 1.0).abs() < f32::EPSILON);
    assert_eq!(link.evidence.first(), Some(&Evidence::Pinned("agreed".to_owned())));
    let unpinned = matching.links.iter().filter(|link| link.units.before != idx);
    assert!(unpinned.into_iter().all(|link| link.confidence < 1.0));
}

#[test]
fn a_pinned_successor_is_not_made_one_of_several() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let split = heirs(drafts, &matched(drafts, &[]), "Sub-Measure 2.2");
    assert_eq!(split.get("Measure 2.2"), Some(&Relation::Split), "{split:?}");
    let pinned = matched(drafts, &[rule(Ruling::Same, "Sub-Measure 2.2", "Measure 2.2", 1)]);
    let settled = heirs(drafts, &pinned, "Sub-Measure 2.2");
    assert_eq!(settled.get("Measure 2.2"), Some(&Relation::Same), "{settled:?}");
    assert!(!settled.values().any(|relation| *relation == Relation::Split), "{settled:?}");
}

#[test]
fn a_pin_is_about_its_pair_alone_and_holds_turned_round() {
    let series = sample();
    let rules = [rule(Ruling::Split, "Sub-Measure 2.1", "Measure 1.3", 1)];
    let (pins, stale) = matching::pins(&rules, Pair::new(&series[1], &series[2])).expect("no contradiction");
    assert_eq!((pins, stale), (Vec::new(), Vec::new()));
    let (pins, _) = matching::pins(&rules, Pair::new(&series[1], &series[0])).expect("no contradiction");
    let units = Pair::new(unit(&series[1], "Measure 1.3"), unit(&series[0], "Sub-Measure 2.1"));
    assert_eq!(pins, [Pin { units, ruling: Ruling::Merge, reason: "agreed".to_owned() }]);
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

#[test]
fn mirror_and_identity_hold_with_pins() {
    let series = sample();
    let rules = [
        rule(Ruling::Same, "Sub-Measure 6.4", "Measure 7.4", 1),
        rule(Ruling::Split, "Sub-Measure 2.1", "Measure 1.3", 2),
        rule(Ruling::Merge, "Sub-Measure 6.3", "Measure 8.1", 3),
        rule(Ruling::Part, "Sub-Measure 1.1", "Measure 8.2", 4),
        rule(Ruling::Not, "Sub-Measure 3.2", "Measure 3.3", 5),
    ];
    let drafts = Pair::new(&series[0], &series[1]);
    assert_eq!(facts(&matched(drafts, &rules), false), facts(&matched(drafts.swap(), &rules), true));
    let itself = Pair::new(&series[1], &series[1]);
    let same = matched(itself, &rules);
    assert!(same.links.iter().all(|link| link.units.agree() && link.relation == Relation::Same));
    assert_eq!(same.links.len(), series[1].units.len());
}

#[test]
fn pins_that_contradict_each_other_name_both_lines() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let told = |one: PinRule, other: PinRule, words: &str| {
        let found = matching::pins(&[one, other], drafts).expect_err("contradict each other");
        assert_eq!((found.file.as_str(), found.line), ("redraft.toml", 9));
        assert!(found.message.contains("`redraft.toml:4`") && found.message.contains(words), "{}", found.message);
    };
    let first = |ruling| rule(ruling, "Sub-Measure 6.1", "Measure 8.1", 4);
    told(first(Ruling::Same), rule(Ruling::Not, "Sub-Measure 6.1", "Measure 8.1", 9), "`not` and `same`");
    // The same two units by other names.
    told(
        first(Ruling::Split),
        rule(Ruling::Part, "Measure 6 / 6.1", "Commitment 8 / Measure 8.1", 9),
        "same two units",
    );
    told(first(Ruling::Same), rule(Ruling::Same, "Sub-Measure 6.1", "Measure 8.2", 9), "Sub-Measure 6.1");
    told(first(Ruling::Same), rule(Ruling::Same, "Sub-Measure 6.2", "Measure 8.1", 9), "Measure 8.1");
    let agree = [first(Ruling::Same), rule(Ruling::Same, "Sub-Measure 6.1", "Measure 8.1", 9)];
    assert!(matching::pins(&agree, drafts).is_ok());
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
fn a_pin_of_the_manifest_or_beside_it_is_marked_in_the_report() {
    let beside = Workshop::with_sample();
    beside.put("links.toml", PIN.as_bytes());
    for workshop in [pinned(PIN), beside] {
        let report = json(&workshop.run(&["diff", "first", "second", "--format", "json"]).succeeded());
        let links = report["links"].as_array().expect("links").iter();
        let marked: Vec<&serde_json::Value> = links.filter(|link| link["pinned"] == true).collect();
        assert_eq!(marked.len(), 1);
        assert_eq!((&marked[0]["confidence"], &marked[0]["relation"]), (&1.0.into(), &"same".into()));
    }
    // Another pair of the series is none of its business.
    let other = json(&pinned(PIN).run(&["diff", "second", "third", "--format", "json"]).succeeded());
    assert!(other["links"].as_array().expect("links").iter().all(|link| link["pinned"] == false));
}

#[test]
fn a_stale_pin_is_told_with_the_nearest_names_and_has_no_effect() {
    let workshop = pinned(&PIN.replace("Measure 8.3", "Measure 8.33"));
    let ran = workshop.run(&["diff", "first", "second", "--format", "json"]);
    assert!(ran.err.contains("warning: redraft.toml:") && ran.err.contains("Measure 8.3`"), "{}", ran.err);
    let report = json(&ran.succeeded());
    let told = report["diagnostics"].as_array().expect("diagnostics").iter();
    assert!(told.clone().any(|found| found["message"].as_str().is_some_and(|text| text.contains("stale"))));
    let plain = json(&Workshop::with_sample().run(&["diff", "first", "second", "--format", "json"]).succeeded());
    assert_eq!(report["links"], plain["links"]);
}

#[test]
fn a_pin_on_a_name_of_several_units_lists_them_all_and_is_not_obeyed() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let Err(Unfound::Ambiguous(called)) = Names::new(drafts.after).find("Recital (a)") else {
        panic!("one is called so")
    };
    let (pins, told) =
        matching::pins(&[rule(Ruling::Same, "Sub-Measure 6.3", "Recital (a)", 7)], drafts).expect("no contradiction");
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((pins, told.file.as_str(), told.line), (Vec::new(), "redraft.toml", 7));
    assert!(told.message.contains("several units of `second`"), "{}", told.message);
    for unit in called {
        assert!(told.message.contains(&drafts.after.address(unit)), "{}", told.message);
    }
}

#[test]
fn a_pin_on_an_unknown_unit_of_either_draft_names_the_nearest_of_that_draft() {
    let series = sample();
    let drafts = Pair::new(&series[0], &series[1]);
    let rules = [rule(Ruling::Same, "Mesure 6", "Commitment 8", 3), rule(Ruling::Same, "Measure 6", "Comitment 8", 5)];
    let (pins, told) = matching::pins(&rules, drafts).expect("no contradiction");
    assert_eq!((pins.len(), told.iter().map(|told| told.line).collect::<Vec<u32>>()), (0, vec![3, 5]));
    for (told, draft, near) in [(&told[0], "first", "/ Measure 6`"), (&told[1], "second", "Commitment 8`")] {
        let named = told.message.contains(&format!("no unit of `{draft}` is called")) && told.message.contains(near);
        assert!(named, "{}", told.message);
    }
}

#[test]
fn a_contradiction_ends_the_run_with_both_lines() {
    let workshop = pinned(&format!("{PIN}{}", PIN.replace("'same'", "'not'")));
    workshop.run(&["diff", "first", "second"]).failed(3, &["redraft.toml:", "contradicts", "`not` and `same`"]);
    workshop.run(&["log", "Insurance cover"]).failed(3, &["contradicts"]);
    workshop.put("links.toml", b"[[pin]]\npair = 'first..fourth'\nbefore='x'\nafter='y'\nrelation='same'\n");
    workshop.run(&["diff"]).failed(3, &["`links.toml:2`", "`fourth`", "`third`"]);
    workshop.put("links.toml", b"[series]\ntitle = 'x'\n");
    workshop.run(&["diff"]).failed(3, &["`links.toml:1`", "`series`"]);
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

#[test]
fn the_help_of_each_command_has_examples() {
    let workshop = Workshop::new();
    for command in ["explain", "review", "table", "log"] {
        let help = workshop.run(&[command, "--help"]).succeeded();
        assert!(help.contains(&format!("Examples:\n  redraft {command}")), "{help}");
        workshop.run(&["man", command]).succeeded();
    }
}
