//! What the drafters settled: every ruling is obeyed, told, and refused where it cannot be.

use super::{PIN, conserved, facts, json, pinned, rule, sample, unit};
use crate::workshop::Workshop;
use redraft::matching::{self, Evidence, Hints, Link, Matching, Names, Pin, Relation, Unfound};
use redraft::model::{Draft, Pair, PinRule, Ruling};
use std::collections::BTreeMap;

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
