//! The rules on hand-labelled sentence pairs, and what is told of whole drafts; what they quote in a room of its own.

mod doubts;
mod quotes;
#[path = "../../lens/score.rs"]
mod score;

use crate::drafts::{real, sample};
use crate::laws::{Subject, compared};
use redraft::classify::{Aspect, Finding, Phrase, RULES, TextKind, Weight, compare_texts};
use redraft::model::{DraftSource, FileText, Pair, Unit, UnitKind};
use score::{Scores, Tally, cases, score};
use std::path::Path;

fn scores(folder: &str) -> Scores {
    score(Path::new(env!("CARGO_MANIFEST_DIR")), folder)
}

/// Of every aspect, on the pairs that rules may be written against.
const PRECISION: f64 = 0.95;
const RECALL: f64 = 0.90;

#[test]
fn every_aspect_is_met_on_the_labelled_pairs() {
    let scores = scores("tuning");
    assert!(scores.pairs >= 150 && scores.unchanged.truth >= 50, "{} pairs", scores.pairs);
    let wrong = scores.misses.join("\n");
    for (aspect, tally) in &scores.effects {
        let (precision, recall) = (tally.precision(), tally.recall());
        assert!(precision >= PRECISION && recall >= RECALL, "{}: {precision} {recall}\n{wrong}", aspect.name());
    }
    assert!(scores.weights.recall() >= PRECISION, "{wrong}");
    assert!(scores.editorial.precision() >= PRECISION, "{wrong}");
    assert!(scores.unchanged.recall() >= PRECISION, "{wrong}");
}

#[test]
fn a_range_of_references_may_end_at_the_largest_number() {
    for label in ["4294967295", "2.4294967295"] {
        let before = format!("Measures {label} to {label} apply.");
        let after = format!("Measures {label} to {label} and 5 apply.");
        let (remarks, _) = compare_texts(Pair::new(&before, &after), TextKind::Provision, "en");
        assert!(remarks.iter().any(|remark| remark.rule.aspect == Aspect::Reference), "{after}: {remarks:?}");
    }
}

#[test]
fn a_text_may_end_anywhere() {
    for end in ["how to save", "how to save unless", "save where", "except"] {
        let (before, after) = (format!("Guests learn {end}"), format!("Guests shall learn {end}"));
        let (_, weight) = compare_texts(Pair::new(&before, &after), TextKind::Provision, "en");
        assert_eq!(weight, Weight::Substantive, "{end}");
    }
    for case in cases(Path::new(env!("CARGO_MANIFEST_DIR")), "tuning") {
        let Pair { before, after } = case.texts;
        for (end, _) in after.match_indices(' ') {
            let (remarks, weight) = compare_texts(Pair::new(&before, &after[..end]), case.kind, "en");
            assert!(weight == Weight::Substantive || remarks.is_empty(), "{before}\n{}", &after[..end]);
        }
    }
}

/// A provision with a table.
const TABLED: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault.\n\n\
    | What | For whom |\n| --- | --- |\n| Hours of the guard | The mayor reads them in May. |\n\
    | Keys of each door | Hosts shall send them to the town council. |\n| Lamps that burn | Clerks count them. |\n\
    | Boxes in the cellar | Clerks weigh them. |\n";

#[test]
fn a_table_of_which_nothing_is_left_is_told_once() {
    let told = |before: &str, after: &str| {
        let told = findings(Pair::new(before, after));
        told.into_iter().map(|one| (one.rule, one.before.map(|phrase| phrase.text))).collect::<Vec<_>>()
    };
    let bare = TABLED.split("| What").next().unwrap_or_default();
    assert_eq!(told(TABLED, bare), [("table-removed", Some("What | For whom".to_owned()))]);
    assert_eq!(told(bare, TABLED).iter().map(|told| told.0).collect::<Vec<_>>(), ["table-added"]);
    // Where anything that it says still stands, its other rows are told one by one.
    let kept = format!("{bare}Keys of each door: hosts shall send them to the town council.\n");
    let rules: Vec<&str> = told(TABLED, &kept).into_iter().map(|told| told.0).collect();
    assert!(rules.len() > 2 && !rules.contains(&"table-removed"), "{rules:?}");
}

#[test]
fn every_rule_has_a_labelled_pair_or_a_draft_that_shows_it() {
    // Units that come and go, change their level or their markup are seen in drafts alone.
    let mut shown = scores("tuning").rules;
    let drafts = [
        ("## Measure 1: Logs\n\nThe host shall keep logs.\n", "## Measure 1: Logs\n\nThe host shall keep *logs*.\n"),
        ("## Measure 1: Logs\n\nThe host shall keep logs.\n", "## Commitment 1: Logs\n\nThe host shall keep logs.\n"),
        (BARE, MEASURED),
        (MEASURED, BARE),
        (BARE, SHARED),
        (SHARED, BARE),
        (SHARED, SHARED_OTHERWISE),
        (SHARED, SHARED_WITH_OTHERS),
        (LISTED, LISTED_OTHERWISE),
        (REFERRING, REFERRING_OTHERWISE),
        (BARE, TABLED),
        (TABLED, BARE),
    ];
    let long =
        |word: &str| format!("## Measure 1: Logs\n\nThe host shall keep {}.\n", format!("{word} ").repeat(5_000));
    shown.extend(findings(Pair::new(&long("logs"), &long("files of logs"))).iter().map(|finding| finding.rule));
    for (before, after) in drafts {
        shown.extend(findings(Pair::new(before, after)).iter().map(|finding| finding.rule));
    }
    let missing: Vec<&str> = RULES.iter().map(|rule| rule.id).filter(|id| !shown.contains(id)).collect();
    assert!(missing.is_empty(), "no example shows {missing:?}");
}

const SHARED: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault. Adequate extracts \
    shall go to the town council.\n";

const SHARED_OTHERWISE: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault. Strictly \
    necessary and proportionate extracts shall go to the harbour pilots and to the bridge wardens.\n";

const SHARED_WITH_OTHERS: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault. Strictly \
    necessary extracts shall go to the harbour pilots.\n";

const LISTED: &str = "## Measure 1: Carts {applies-to=\"town carts\"}\n\nDrivers shall:\n\n- carry the note;\n- sound the \
    bell.\n\nDrivers shall not:\n\n- ride on pavements;\n- leave the cart.\n";

const LISTED_OTHERWISE: &str = "## Measure 1: Carts {applies-to=\"all carts\"}\n\nDrivers shall:\n\n- sound the bell;\n\
    - ride on pavements.\n\nDrivers shall not:\n\n- carry the note;\n- leave the cart.\n";

const REFERRING: &str = "## Measure 1: Winches\n\nThe host shall test each winch.[^1] It shall ~~not~~ hold records.\n\n\
    ## Measure 2: Bollards\n\nThe host shall paint each bollard.\n\n\
    ## Measure 3: Storms\n\nThe host shall repeat the work of Measure 1 after each storm.\n\n[^1]: Not on lakes.\n";

const REFERRING_OTHERWISE: &str = "## Measure 1: Bollards\n\nThe host shall paint each bollard.\n\n\
    ## Measure 2: Winches\n\nThe host shall test each winch. It shall not hold records.[^1]\n\n\
    ## Measure 3: Storms\n\nThe host shall repeat the work of Measure 1 after each storm.\n\n[^1]: Not on lakes.\n";

const BARE: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault.\n";

const MEASURED: &str = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault.\n\n\
    ### KPIs\n\n- Share of the accesses that were logged (target: 100 %)\n\n\
    ## Glossary\n\n| Term | Definition |\n|---|---|\n| vault | means the room where the weights are kept |\n";

fn findings(texts: Pair<&str>) -> Vec<Finding> {
    let parsed = texts.map(|text| Subject::new(source(text)));
    compared(parsed.as_ref().map(Subject::draft)).classified.findings
}

/// What is told of the sentences, without who and which standards the provisions mention.
fn rules(texts: Pair<&str>) -> Vec<&'static str> {
    let mentions = |rule: &&str| ["party-", "parties-", "standard"].iter().any(|kind| rule.starts_with(kind));
    findings(texts).iter().map(|finding| finding.rule).filter(|rule| !mentions(rule)).collect()
}

fn source(text: &str) -> DraftSource {
    let file = FileText { name: "draft.md".to_owned(), text: text.to_owned(), ..FileText::default() };
    DraftSource { label: "draft".to_owned(), files: vec![file], ..DraftSource::default() }
}

#[test]
fn the_same_words_in_another_setting_are_no_mere_editing() {
    let told = rules(Pair::new(LISTED, LISTED_OTHERWISE));
    assert_eq!(told, ["application-changed", "context-changed", "context-changed"]);
    let mut told = rules(Pair::new(REFERRING, REFERRING_OTHERWISE));
    told.sort_unstable();
    assert_eq!(told, ["footnote-moved", "reference-unfollowed", "struck-changed"]);
    let reordered = LISTED.replace("- carry the note;\n- sound the bell.", "- sound the bell.\n- carry the note;");
    assert_eq!(rules(Pair::new(LISTED, &reordered)), [""; 0], "an order within one list says nothing");
    let followed = REFERRING_OTHERWISE.replace("of Measure 1", "of Measure 2");
    let told = rules(Pair::new(REFERRING, &followed));
    assert!(!told.contains(&"reference-unfollowed"), "a reference that follows is administrative: {told:?}");
}

#[test]
fn terms_that_exchange_their_meanings_are_redefined() {
    let glossary = |one: &str, other: &str| {
        format!(
            "## Glossary\n\n| Term | Definition |\n|---|---|\n| {one} | a person who runs a ferry for payment |\n\
             | {other} | a person in whose name a ferry is registered |\n"
        )
    };
    let told = rules(Pair::new(&glossary("operator", "owner"), &glossary("owner", "operator")));
    assert_eq!(told, ["term-redefined", "term-redefined"]);
    let told = rules(Pair::new(&glossary("operator", "owner"), &glossary("carrier", "owner")));
    assert_eq!(told, [""; 0], "another name for the same thing");
}

#[test]
fn an_item_that_is_one_of_several_is_not_all_of_them() {
    let all = "## Measure 1: Boats\n\nSkippers shall:\n\n- hold a licence; and\n- carry a radio.\n";
    assert_eq!(rules(Pair::new(all, &all.replace("; and", "; or"))), ["scope-changed"]);
}

#[test]
fn what_is_said_of_a_pair_is_turned_round_with_it() {
    for folder in ["tuning", "held-out"] {
        let scores = scores(folder);
        assert!(scores.one_way.is_empty(), "{} pairs of {folder}", scores.one_way.len());
    }
}

#[test]
fn a_sentence_that_is_put_in_or_taken_out_never_goes_unsaid() {
    const NEWS: &str = "Herons nest beside the upper weir each March.";
    let binds = |kind: &UnitKind| matches!(kind, UnitKind::Commitment | UnitKind::Measure | UnitKind::SubMeasure);
    let mut places = 0;
    for subject in sample() {
        let lines: Vec<&str> = subject.text().lines().collect();
        let ends = |line: &str| line.starts_with(char::is_alphabetic) && line.ends_with('.');
        for at in (0..lines.len()).filter(|&at| ends(lines[at])) {
            let line = format!("{} {NEWS}", lines[at]);
            let text: Vec<&str> =
                lines.iter().enumerate().map(|(i, l)| if i == at { line.as_str() } else { l }).collect();
            let longer = subject.with(text.join("\n"));
            let stands = |(_, unit): &(_, &Unit)| unit.body.prose.text.contains(NEWS);
            let Some((_, unit)) = longer.draft().iter().find(stands).filter(|(_, unit)| binds(&unit.kind)) else {
                continue;
            };
            places += 1;
            let there = compared(Pair::new(subject.draft(), longer.draft())).classified.findings;
            let back = compared(Pair::new(longer.draft(), subject.draft())).classified.findings;
            let said = |phrase: &Option<Phrase>| phrase.as_ref().is_some_and(|phrase| phrase.text.contains(NEWS));
            assert!(there.iter().any(|finding| said(&finding.after)), "{:?}: {there:?}", unit.title);
            assert!(back.iter().any(|finding| said(&finding.before)), "{:?}: {back:?}", unit.title);
        }
    }
    assert!(places > 20, "{places}");
}

#[test]
fn a_sentence_changed_at_several_places_is_told_once() {
    let draft = |duty: &str| format!("# Code\n\n### Commitment 1 Rest\n\n#### Measure 1.1 Bays\n\n{duty}\n");
    let rules = |before: &str, after: &str| rules(Pair::new(&draft(before), &draft(after)));
    let whole = "Operators shall keep a record of oils and filters in every workshop.";
    assert_eq!(
        rules(whole, "Operators shall keep a record of oils, filters and batteries in every workshop."),
        ["scope-widened"]
    );
    let many = (
        "Operators shall keep a record of oils and filters in every workshop, name the supplier of spare wheels, and \
         mark worn belts.",
        "Operators shall keep a record of oils, filters and batteries in every depot, name the maker of spare wheels, \
         and mark cracked belts.",
    );
    assert_eq!(rules(many.0, many.1), ["words-changed"]);
}

#[test]
fn a_sentence_that_tells_what_can_be_done_is_no_duty() {
    let before = "## Measure 1: Vault\n\nThe host shall keep logs of the vault.\n";
    let added = |sentence: &str| -> Vec<&str> {
        let after = format!("{}\n{sentence}\n", before.trim_end());
        rules(Pair::new(before, &after))
    };
    assert_eq!(added("The register explains how the guards can be reached at night."), ["passage-added"]);
    assert_eq!(added("The vault serves persons who may need its records."), ["passage-added"]);
    assert_eq!(added("Guards may open the vault at night."), ["permission-added"]);
    assert_eq!(added("The host should lock the vault."), ["advice-added"]);
    assert_eq!(added("This may be shown, for example, by a seal."), ["passage-added"]);
    assert_eq!(added("The register lists the doors which they themselves will lock."), ["passage-added"]);
    assert_eq!(added("The register lists the doors which the guards shall lock."), ["obligation-added"]);
    assert_eq!(added("A fire can spread within minutes."), ["passage-added"]);
    assert_eq!(added("Smoke may emerge from the shaft."), ["passage-added"]);
    assert_eq!(added("The guards can open the vault at night."), ["permission-added"]);
    assert_eq!(added("The host shall warm the vault (guards might freeze)."), ["obligation-added"]);
    assert_eq!(added("The host shall explain how the guards can be reached."), ["obligation-added"]);
}

#[test]
fn what_a_picture_shows_binds_nobody_and_is_known_to_differ() {
    let unit = |words: &str| format!("## Measure 1: Vault\n\nThe host shall keep logs.\n\n![{words}](vault.png)\n");
    let texts = (
        unit("Guards shall enter within 2 days. Logs should be kept."),
        unit("Guards shall enter within 5 days. Keys may be lent."),
    );
    assert_eq!(rules(Pair::new(&texts.0, &texts.1)), [""; 0]);
    let drafts = [&texts.0, &texts.1].map(|text| Subject::new(source(text)));
    let found = compared(Pair::new(drafts[0].draft(), drafts[1].draft()));
    assert_eq!(found.classified.weights, [Weight::Substantive]);
}

#[test]
fn the_caption_of_a_picture_binds_nobody() {
    let unit = |caption: &str| format!("## Measure 1: Vault\n\nThe host shall keep logs.\n\n{caption}\n");
    let rules = |before: &str, after: &str| rules(Pair::new(&unit(before), &unit(after)));
    let caption = "Figure 1. The way into the vault. Guards shall enter within 2 days.";
    assert!(rules(caption, "Figure 2: The way into the vault. Guards should enter within 5 days.").is_empty());
    assert_eq!(
        rules("Keys are kept.", "Keys are kept. Figure 1 shows the keys which guards shall carry."),
        ["obligation-added"]
    );
}

#[test]
fn the_head_of_a_table_binds_nobody() {
    let unit = |head: &str| format!("## Measure 1: Vault\n\n| {head} |\n|---|---|\n| Guards shall ring. | daily |\n");
    let rules = |head: &str| rules(Pair::new(&unit("Duty | When"), &unit(head)));
    assert!(rules("What guards shall do for the ministry | How often").is_empty());
    assert!(!rules("Guards shall lock the doors. | At night").is_empty());
}

#[test]
fn a_footnote_binds_nobody() {
    let draft = |note: &str, cited: &str| {
        format!("## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault.{cited}\n{note}")
    };
    let noted = draft("\n[^1]: The town council has said that hosts should also count the keys.\n", "[^1]");
    let told = findings(Pair::new(&draft("", ""), &noted));
    assert!(!told.is_empty());
    assert!(told.iter().all(|finding| finding.aspect != Aspect::Obligation), "{told:?}");
}

#[test]
fn a_footnote_is_no_other_form_of_a_sentence() {
    let law = "Article 53(1), points (a) and (b) Vault Act";
    let before = format!("## Measure 1: Vault\n\nTo honour {law}, guards commit to what is said below.\n");
    let duty = "Keys of rooms on upper floors shall hang in a steel cupboard that only the host opens.[^1]";
    let after = format!("## Measure 1: Vault\n\n{duty}\n\n[^1]: See Article 75(1) and (3) Vault Act and {law}.\n");
    let drafts = [&before, &after].map(|text| Subject::new(source(text)));
    let found = compared(Pair::new(drafts[0].draft(), drafts[1].draft()));
    let quoted: Vec<&str> =
        found.classified.findings.iter().filter_map(|one| Some(one.after.as_ref()?.text.as_str())).collect();
    assert!(quoted.iter().all(|quoted| !quoted.starts_with("See")), "{quoted:?}");
}

#[test]
fn an_item_is_what_the_words_that_lead_to_it_make_of_it() {
    let list = |lead: &str, items: &[&str]| {
        let items: String = items.iter().map(|item| format!("- {item}\n")).collect();
        format!("## Measure 1: Vault\n\n{lead}\n\n{items}")
    };
    let added = |lead: &str| {
        let before = list(lead, &["the door is sealed;"]);
        rules(Pair::new(&before, &list(lead, &["the door is sealed;", "an alarm rings at the gate;"])))
    };
    assert_eq!(added("Guards shall call the host if:"), ["case-added"]);
    assert_eq!(added("Guards shall call the host if one of the following holds:"), ["case-added"]);
    assert_eq!(added("Guards shall give the following to the host upon request:"), ["requirement-added"]);
    assert_eq!(added("Guards shall list what could fail, such as:"), ["example-added"]);
    assert_eq!(added("The list of all that could fail takes into account:"), ["requirement-added"]);
    assert_eq!(added("Guards shall call the host, unless:"), ["exception-added"]);
    assert_eq!(added("Guards need not call the host if:"), ["exception-added"]);
    assert_eq!(added("Guards should make sure that:"), ["advice-added"]);
    assert_eq!(added("Guards may decide that:"), ["permission-added"]);
    assert_eq!(added("Guards shall look out for signs, such as:"), ["example-added"]);
    assert_eq!(added("If they call the host, guards shall write down that:"), ["requirement-added"]);
    let named = |item: &str| {
        let before = list("Guards shall be trained in:", &["first aid;"]);
        rules(Pair::new(&before, &list("Guards shall be trained in:", &["first aid;", item])))
    };
    assert_eq!(named("locking the vault at night;"), ["obligation-added"]);
    assert_eq!(named("Locking and sealing: the vault at night;"), ["requirement-added"]);
    assert_eq!(named("the doors that visitors may open on their own;"), ["requirement-added"]);
    assert_eq!(named("what a visitor is, who may open some doors on request;"), ["requirement-added"]);
    assert_eq!(named("whether visitors should open some doors;"), ["requirement-added"]);
}

#[test]
fn an_item_within_an_item_is_led_by_both() {
    let unit = |tail: &str| {
        format!(
            "## Measure 1: Vault\n\nGuards should:\n\n- check the door by:\n  - a look at the seal;\n{tail}\n- ring the bell.\n"
        )
    };
    let rules = rules(Pair::new(&unit(""), &unit("  - a knock on the wood;\n")));
    assert_eq!(rules, ["advice-added"]);
}

#[test]
fn a_lead_in_without_an_act_is_told_by_its_items() {
    let before = "## Measure 1: Vault\n\nThe host keeps logs.\n";
    let added = |lead: &str| {
        let after = format!("{before}\n{lead}\n\n- the names of the guards;\n- the hours of the watch.\n");
        rules(Pair::new(before, &after))
    };
    let items = ["requirement-added"; 2];
    assert_eq!(added("In each log, the guards shall:"), items);
    assert_eq!(added("In each log, the guards shall write down:"), [&["obligation-added"], &items[..]].concat());
}

#[test]
fn what_the_authors_say_to_their_readers_binds_nobody() {
    let draft =
        |heading: &str, text: &str| format!("# Code\n\n## {heading}\n\n{text}\n\n## Measure 1: Logs\n\nKeep logs.\n");
    let rules =
        |heading: &str, before: &str, after: &str| rules(Pair::new(&draft(heading, before), &draft(heading, after)));
    let letter = "We thank the five readers who wrote to us about the vault.";
    let longer = format!("{letter} The second draft will contain a figure for each room within 3 months.");
    let modest = format!("{longer} We simply may not have seen every room yet.");
    assert!(rules("Opening statement", letter, &longer).is_empty());
    assert!(rules("Opening statement", letter, &modest).is_empty());
    let duty = "The vault is locked at night.";
    let longer = format!("{duty} The host shall keep the key.");
    assert_eq!(rules("Opening rules", duty, &longer), ["obligation-added"]);
    let pledge = "We, the hosts, lock the vault at night.";
    let longer = format!("{pledge} We commit to keeping the key.");
    assert_eq!(rules("Our pledge", pledge, &longer), ["obligation-added"]);
}

#[test]
fn what_another_sentence_of_the_unit_says_already_is_not_told_as_new() {
    let draft = |text: &str| format!("## Measure 1: Vault\n\n{text}\n");
    let rules = |before: &str, after: &str| rules(Pair::new(&draft(before), &draft(after)));
    let once =
        "The host shall inspect the locks of the vault and publish the inspection report of the locks every year.";
    let twice = format!("{once} The host shall inspect the locks of the vault.");
    assert!(rules(once, &twice).is_empty());
    let news = format!("{once} The host shall replace the hinges of the vault.");
    assert_eq!(rules(once, &news), ["obligation-added"]);
}

#[test]
fn another_act_of_somebody_else_is_no_stricter_duty() {
    let draft =
        |duty: &str| format!("## Measure 1: Vault\n\n{duty} the lists of stolen keys before they open the vault.\n");
    let rules = |before: &str, after: &str| rules(Pair::new(&draft(before), &draft(after)));
    assert_eq!(rules("Hosts should consult", "The city shall print"), ["obligation-changed", "actor-changed"]);
    assert!(rules("Hosts should consult", "Hosts shall consult").contains(&"obligation-strengthened"));
}

#[test]
fn a_duty_that_names_its_act_first_is_quoted_by_its_modal() {
    let draft = |modal: &str| format!("## Measure 1: Hall\n\nSmoking in the hall {modal}.\n");
    let found = findings(Pair::new(&draft("is prohibited"), &draft("may be prohibited")));
    let weaker = found.iter().find(|finding| finding.rule == "obligation-weakened").expect("found");
    let quoted = Pair::new(&weaker.before, &weaker.after).map(|phrase| phrase.as_ref().map(|said| said.text.as_str()));
    assert_eq!(quoted, Pair::new(Some("is prohibited"), Some("may be prohibited")));
}

fn proof_read(text: &str) -> String {
    const HOUSE: &[(&str, &str)] = &[
        (" prior to ", " before "),
        (" ensure that ", " make sure that "),
        (" as well as ", " and "),
        (" assist ", " help "),
        (" while ", " whilst "),
        (" at least ", " no less than "),
        (" two ", " 2 "),
        (" organisation", " organization"),
        ("'s ", "’s "),
        (" - ", " – "),
    ];
    let lines = text.lines().map(|line| {
        if line.trim_start().starts_with(['#', '|', '-', '>', '*']) || line.contains(['[', '`', '<']) {
            return line.to_owned();
        }
        HOUSE.iter().fold(line.to_owned(), |line, (from, to)| line.replace(from, to))
    });
    lines.map(|line| line + "\n").collect()
}

/// Every seventh long word of the running text with two of its inner letters in the wrong order.
fn with_slips(text: &str) -> String {
    let mut seen = 0;
    let mut slip = |word: &str| {
        let plain = word.len() > 8 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        seen += usize::from(plain);
        if !plain || seen % 7 != 0 {
            return word.to_owned();
        }
        let (head, tail) = word.split_at(4);
        let inner: String = tail[..2].chars().rev().collect();
        format!("{head}{inner}{}", &tail[2..])
    };
    let mut line = |line: &str| {
        if line.trim_start().starts_with(['#', '|', '-', '>', '*']) || line.contains(['[', '`', '<', '{', ':']) {
            return line.to_owned();
        }
        line.split(' ').map(&mut slip).collect::<Vec<_>>().join(" ")
    };
    text.lines().map(|text| line(text) + "\n").collect()
}

#[test]
fn a_proof_read_copy_of_a_draft_changes_no_duty() {
    let (mut links, mut changed, mut wrong) = (0, 0, Vec::new());
    for subject in sample().iter().chain(real().iter().flatten()) {
        for copy in [proof_read(subject.text()), with_slips(subject.text())] {
            let copy = subject.with(copy);
            let found = compared(Pair::new(subject.draft(), copy.draft()));
            links += found.matching.links.len();
            changed += found.classified.weights.iter().filter(|weight| **weight == Weight::Editorial).count();
            for finding in found.classified.findings.iter().filter(|finding| finding.weight == Weight::Substantive) {
                let words =
                    |phrase: &Option<Phrase>| phrase.as_ref().map_or(String::new(), |phrase| phrase.text.clone());
                wrong.push(format!("{}: {} / {}", finding.rule, words(&finding.before), words(&finding.after)));
            }
        }
    }
    assert!(changed > 50, "only {changed} of {links} units were touched");
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_language_without_a_lexicon_says_so_and_claims_nothing() {
    let draft = |duty: &str| format!("---\nlanguage: fi\n---\n\n## Measure 1: Lokit\n\n{duty}\n");
    let parsed = Pair::new(draft("Palvelin tallentaa lokit."), draft("Palvelin poistaa lokit."))
        .map(|text| Subject::new(source(&text)));
    let found = compared(parsed.as_ref().map(Subject::draft)).classified;
    assert_eq!(found.unknown_language.as_deref(), Some("fi"));
    assert!(found.findings.is_empty());
    assert!(found.weights.contains(&Weight::Substantive) && !found.weights.contains(&Weight::Editorial));
}

/// What is reached on pairs that no rule was written against: a floor, so that a rule that fits the others alone is seen.
const HELD_OUT: Floor = Floor { precision: 0.83, recall: 0.93, of_aspect: 0.95, weights: 0.94 };

struct Floor {
    precision: f64,
    recall: f64,
    of_aspect: f64,
    weights: f64,
}

#[test]
fn what_is_reached_on_pairs_that_nobody_reads_stays_reached() {
    let scores = scores("held-out");
    let all = scores.all();
    assert!(all.precision() >= HELD_OUT.precision, "precision {}", all.precision());
    assert!(all.recall() >= HELD_OUT.recall, "recall {}", all.recall());
    let mut aspects = Tally::default();
    scores.aspects.values().for_each(|&tally| aspects.add(tally));
    assert!(aspects.recall() >= HELD_OUT.of_aspect, "recall of the aspect alone {}", aspects.recall());
    assert!(scores.weights.recall() >= HELD_OUT.weights, "weights {}", scores.weights.recall());
    assert!(scores.editorial.precision() >= PRECISION, "editorial {}", scores.editorial.precision());
}

#[test]
fn a_paragraph_of_a_megabyte_is_told_to_differ_and_no_more() {
    let words = ["the", "operator", "shall", "record", "every", "ton", "of", "cargo", "within", "days"];
    let text = |step: usize| (0..170_000).map(|at| words[at * step % words.len()]).collect::<Vec<_>>().join(" ");
    let (one, other) = (text(1), text(3));
    let (remarks, weight) = compare_texts(Pair::new(&one, &other), TextKind::Provision, "en");
    let rules: Vec<&str> = remarks.iter().map(|remark| remark.rule.id).collect();
    assert_eq!((rules.as_slice(), weight), (["passage-unread"].as_slice(), Weight::Substantive));
}

#[test]
fn a_text_rewritten_sentence_by_sentence_is_read_in_bounds() {
    let text = |name: &str| {
        let sentence = |at: usize| format!("The {name}{at} shall {name}{} the {name}{}. ", at * 7, at * 13);
        (0..4_000).map(sentence).collect::<String>()
    };
    let (one, other) = (text("guard"), text("pilot"));
    let (remarks, weight) = compare_texts(Pair::new(&one, &other), TextKind::Provision, "en");
    assert!(remarks.len() >= 8_000 && weight == Weight::Substantive, "{} remarks", remarks.len());
}
