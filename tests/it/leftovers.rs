//! What becomes of units without a main counterpart: which words say that a duty was combined, divided or dropped.

use redraft::load::Series;
use redraft::matching::{self, Matching, Names, Relation};
use redraft::model::{Draft, DraftSource, FileText, Pair, UnitIdx};
use redraft::parse;
use redraft::vocabulary::Vocabulary;

const REGISTER: &str = "#### Measure 1.1 Register of vehicles\nOperators enter every vehicle in the public register \
within four weeks of its purchase. They state its make, its weight and its top speed. Entries are public and are \
corrected without delay where they turn out to be wrong.";

const HORNS: &str = "#### Measure 1.2 Horns\nHorns are sounded only where danger is imminent. Their loudness is measured \
each spring by a sworn engineer.";

const LAMPS: &str = "#### Measure 1.3 Lamps\nLamps burn from dusk until dawn. Broken lamps are replaced on the same \
evening. Spare bulbs are carried in the vehicle at all times.";

fn draft(label: &str, measures: &[&str]) -> Draft {
    let vocabulary = Vocabulary::built_in("code-of-practice").expect("built in");
    let text = format!("# Code\n\n### Commitment 1 Vehicles\nVehicles are safe.\n\n{}\n", measures.join("\n\n"));
    let file = FileText { name: format!("{label}.md"), text, ..FileText::default() };
    let source = DraftSource { label: label.to_owned(), files: vec![file], ..DraftSource::default() };
    parse::draft(&source, &vocabulary).draft
}

fn unit(draft: &Draft, name: &str) -> UnitIdx {
    Names::new(draft).find(name).unwrap_or_else(|unfound| panic!("{name}: {unfound:?}"))
}

/// Both ways round: what is found is found in the mirror too.
fn relation(before: &Draft, after: &Draft, names: (&str, &str)) -> Option<Relation> {
    let units = Pair::new(unit(before, names.0), unit(after, names.1));
    let found = |matching: &Matching, units| {
        matching.links.iter().find(|link| link.units == units).map(|link| (link.relation, link.confidence))
    };
    let forth = found(&matching::drafts(Pair::new(before, after)), units);
    let back = found(&matching::drafts(Pair::new(after, before)), units.swap());
    let turned = |relation| match relation {
        Relation::Split => Relation::Merge,
        Relation::Merge => Relation::Split,
        other => other,
    };
    assert_eq!(forth, back.map(|(relation, confidence)| (turned(relation), confidence)));
    forth.map(|(relation, _)| relation)
}

/// A draft whose glossary holds one definition between two that stay.
fn glossary(label: &str, definition: &str) -> Draft {
    let rows = "| pavement | means the part of a road that is kept for persons on foot |\n{definition}\n\
                | charging bay | means a marked place at which vehicles are charged overnight |";
    let table = format!("| Term | Definition |\n|---|---|\n{}", rows.replace("{definition}", definition));
    draft(label, &["## Glossary", &table])
}

#[test]
fn a_definition_in_the_place_of_another_terms_is_another_one() {
    let gauge = "means the instrument by which stewards measure the height of a kerb at a crossing";
    let before = glossary("before", &format!("| kerb gauge | {gauge} |"));
    let steward = "means a person who keeps a crossing free of vehicles and helps those who cannot see the kerb";
    let after = glossary("after", &format!("| steward | {steward} |"));
    assert_eq!(relation(&before, &after, ("kerb gauge", "steward")), None);
    let renamed = glossary("after", &format!("| height meter | {gauge} |"));
    assert_eq!(relation(&before, &renamed, ("kerb gauge", "height meter")), Some(Relation::Same));
}

fn is_removed(before: &Draft, after: &Draft, name: &str) -> bool {
    matching::drafts(Pair::new(before, after)).removed.contains(&unit(before, name))
}

#[test]
fn a_short_duty_that_vanishes_in_a_long_one_is_merged() {
    let long = format!("{REGISTER} Horns are sounded solely where danger is imminent.");
    let short = "#### Measure 1.2 Noise\nHorns are sounded only where danger is imminent.";
    let (before, after) = (draft("before", &[REGISTER, short, LAMPS]), draft("after", &[&long, LAMPS]));
    assert_eq!(relation(&before, &after, ("Measure 1.2", "Measure 1.1")), Some(Relation::Merge));
    assert_eq!(relation(&before, &after, ("Measure 1.1", "Measure 1.1")), Some(Relation::Merge));
}

#[test]
fn a_duty_is_not_merged_because_its_neighbours_stay() {
    let rewritten = REGISTER.replace("Entries are public", "Every entry may be read by anyone, free of charge,");
    let (before, after) = (draft("before", &[REGISTER, HORNS, LAMPS]), draft("after", &[&rewritten, LAMPS]));
    assert!(is_removed(&before, &after, "Measure 1.2"));
}

#[test]
fn a_title_that_two_duties_bear_does_not_say_which_was_divided() {
    let papers = "#### Measure 1.2 Documentation\nOperators keep the insurance papers of each vehicle in a dry place and \
                  show them to inspectors on request.";
    let tests = "They add the reports of all tests, and what was paid for fuel and for stabling in each quarter.";
    let new = "#### Measure 1.2 Documentation\nDrivers write a note on each trip: where it began, where it ended, how \
               many persons the vehicle carried, and how much fuel was used.";
    let (old, moved) = (format!("{papers} {tests}"), papers.replace("Measure 1.2", "Measure 1.4"));
    let (before, after) = (draft("before", &[REGISTER, &old, LAMPS]), draft("after", &[REGISTER, new, LAMPS, &moved]));
    assert_eq!(relation(&before, &after, ("Measure 1.2", "Measure 1.4")), Some(Relation::Same));
    assert_eq!(relation(&before, &after, ("Measure 1.2", "Measure 1.2")), None);
}

#[test]
fn no_passage_went_where_nothing_new_is_said() {
    let kept = "#### Measure 1.2 Records of horns\nOperators keep records of all tests of horns for three years.";
    let gone = "#### Measure 1.3 Records of lamps\nOperators keep records of all tests of lamps for three years.";
    let (before, after) = (draft("before", &[REGISTER, kept, gone]), draft("after", &[REGISTER, kept]));
    assert!(is_removed(&before, &after, "Measure 1.3"));
}

#[test]
fn a_second_choice_is_no_successor() {
    // The clause on horns is repeated in the new duty, but the old one went into the register as a whole.
    let long = format!(
        "{REGISTER} Horns are sounded only where danger is imminent. Their loudness is measured each spring by a sworn \
         engineer."
    );
    let new = "#### Measure 1.2 Bells\nBicycles carry a bell on the handlebar, which is polished monthly and rung at \
               crossings, bridges and bends. Horns are sounded only where danger is imminent.";
    let (before, after) = (draft("before", &[REGISTER, HORNS, LAMPS]), draft("after", &[&long, new, LAMPS]));
    assert_eq!(relation(&before, &after, ("Measure 1.2", "Measure 1.1")), Some(Relation::Merge));
    assert_ne!(relation(&before, &after, ("Measure 1.2", "Measure 1.2")), Some(Relation::Same));
}

/// A duty that was rewritten when it went into another one.
const TUNNELS: &str = "#### Measure 1.2 Tunnels\nInspectors walk through each tunnel twice a year with a lantern. They \
write down cracks, leaks and loose bricks, and the owner mends what they find before the first frost. Whoever hides a \
crack from an inspector pays a fine to the county.";

const CRACKS: &str = " Owners look for cracks and leaks in a tunnel by lantern at least once in three winters and tell the \
council what was mended.";

#[test]
fn a_rewritten_duty_went_where_nothing_else_comes_near() {
    // Of the register and of the lamps one sentence is kept.
    let short = |measure: &str| measure.split_inclusive('.').take(2).collect::<String>();
    let [register, lamps] = [REGISTER, LAMPS].map(|measure| format!("{}{CRACKS}", short(measure)));
    let before = draft("before", &[REGISTER, TUNNELS, LAMPS]);
    let after = draft("after", &[&register, LAMPS]);
    assert_eq!(relation(&before, &after, ("Measure 1.2", "Measure 1.1")), Some(Relation::Merge));
    let torn = draft("torn", &[&register, &lamps]);
    for choice in ["Measure 1.1", "Measure 1.3"] {
        assert_ne!(relation(&before, &torn, ("Measure 1.2", choice)), Some(Relation::Merge));
    }
}

#[test]
fn faint_words_divide_no_duty_that_its_successor_tells() {
    // The new duty speaks of crashes, hardware and 30 days as its neighbour does, of which a sentence was dropped.
    let series = Series::sample();
    let parsed = |entry| {
        parse::draft(&series.draft(entry).expect("built in"), &Vocabulary::built_in("code-of-practice").unwrap()).draft
    };
    let [_, before, after] = series.entries() else { panic!("three drafts") };
    let (before, after) = (parsed(before), parsed(after));
    assert_eq!(relation(&before, &after, ("Measure 6.3", "Measure II.4.3")), Some(Relation::Same));
    assert_eq!(relation(&before, &after, ("Measure 6.3", "Measure II.4.4")), None);
}

#[test]
fn a_counterpart_that_is_told_for_the_most_part_takes_in_no_other_duty() {
    let duty = |title: &str, subject: &str, more: &str| {
        format!(
            "#### Measure {title}\nOperators keep a roster of {subject} along the whole life of the vehicle, as the \
             schedule of this chapter sets out{more}."
        )
    };
    let (brakes, rest) = (duty("1.1 Brakes", "brake tests", ""), duty("1.2 Rest", "crew pauses", ""));
    let posted = duty("1.1 Brakes", "brake tests", ", and post copies at each depot");
    let (before, after) = (draft("before", &[&brakes, &rest]), draft("after", &[&posted]));
    assert_eq!(relation(&before, &after, ("Measure 1.1", "Measure 1.1")), Some(Relation::Same));
    assert_ne!(relation(&before, &after, ("Measure 1.2", "Measure 1.1")), Some(Relation::Merge));
}

#[test]
fn of_many_duties_that_say_the_same_each_keeps_its_place() {
    let alike =
        |text: &str| -> Vec<String> { (1..=40).map(|place| format!("#### Measure 1.{place} Horns\n{text}")).collect() };
    let drafted = |label, measures: Vec<String>| draft(label, &measures.iter().map(String::as_str).collect::<Vec<_>>());
    let text =
        "Horns are sounded only where danger is imminent. Their loudness is measured each spring by an engineer.";
    let before = drafted("before", alike(text));
    let after = drafted("after", alike(&text.replace("only", "solely").replace("spring", "autumn")));
    let found = matching::drafts(Pair::new(&before, &after));
    assert!(found.links.iter().all(|link| link.units.agree()), "{:?}", found.links);
    assert!(found.added.is_empty() && found.removed.is_empty());
}

/// Commitments, each with so many Measures that say nothing but their number.
fn with_blank_measures(label: &str, commitments: &[(&str, usize)]) -> Draft {
    let measures =
        |number: usize, count: usize| (1..=count).map(move |place| format!("#### Measure {number}.{place}\n\n"));
    let commitment = |(&(text, count), number): (&(&str, usize), usize)| {
        format!("### Commitment {number} {text}\n{text} throughout.\n\n{}", measures(number, count).collect::<String>())
    };
    let text = commitments.iter().zip(1..).map(commitment).collect::<String>();
    let file = FileText { name: format!("{label}.md"), text: format!("# Code\n\n{text}"), ..FileText::default() };
    let source = DraftSource { label: label.to_owned(), files: vec![file], ..DraftSource::default() };
    parse::draft(&source, &Vocabulary::built_in("code-of-practice").expect("built in")).draft
}

#[test]
fn units_that_say_the_same_stay_with_their_parents_then_keep_their_order() {
    let [lamps, horns] = ["Lamps burn from dusk until dawn", "Horns are sounded where danger is imminent"];
    let [gone, new] = ["Stables are swept on weekdays", "Passengers receive printed timetables"];
    let before = with_blank_measures("before", &[(lamps, 2), (horns, 1), (gone, 1)]);
    let after = with_blank_measures("after", &[(horns, 1), (lamps, 2), (new, 1)]);
    let pairs = [("1.1", "2.1"), ("1.2", "2.2"), ("2.1", "1.1"), ("3.1", "3.1")];
    for (older, newer) in pairs.map(|(older, newer)| (format!("Measure {older}"), format!("Measure {newer}"))) {
        assert_eq!(relation(&before, &after, (&older, &newer)), Some(Relation::Same), "{older}, {newer}");
    }
}
