//! What findings quote: persons, standards, times and references, with enough around them, and none that is no news.

use super::{BARE, SHARED, SHARED_OTHERWISE, SHARED_WITH_OTHERS, findings};
use redraft::classify::{Aspect, Phrase};
use redraft::model::Pair;

/// What the rules of one aspect quote.
fn quoted(texts: Pair<&str>, aspect: Aspect) -> Vec<(&'static str, String, String)> {
    let text = |phrase: Option<Phrase>| phrase.map(|phrase| phrase.text).unwrap_or_default();
    let of_aspect = findings(texts).into_iter().filter(|finding| finding.aspect == aspect);
    of_aspect.map(|finding| (finding.rule, text(finding.before), text(finding.after))).collect()
}

fn told(rule: &'static str, before: &str, after: &str) -> Vec<(&'static str, String, String)> {
    vec![(rule, before.to_owned(), after.to_owned())]
}

#[test]
fn whom_a_provision_names_is_told_of_its_whole_text() {
    // A sentence that is told as new is read with those whom it names.
    assert!(quoted(Pair::new(BARE, SHARED), Aspect::Actor).is_empty());
    let others = quoted(Pair::new(SHARED, SHARED_OTHERWISE), Aspect::Actor);
    let both =
        [told("party-unnamed", "town council", ""), told("party-named", "", "harbour pilots; bridge wardens")].concat();
    assert_eq!(others, both);
    let exchanged = quoted(Pair::new(SHARED, SHARED_WITH_OTHERS), Aspect::Actor);
    assert_eq!(exchanged, told("actor-changed", "town council", "harbour pilots"));
    // Nobody in particular is no news: another party, a body, their organisation.
    let vague = BARE.replace("the vault", "the vault by other parties or bodies and within their organisation");
    assert_ne!(vague, BARE);
    assert!(quoted(Pair::new(BARE, &vague), Aspect::Actor).is_empty());
    // Who is named in other words, or in another sentence, is nobody new.
    let moved = SHARED.replace("The host", "To show the council, the host").replace("to the town council", "out");
    assert!(quoted(Pair::new(SHARED, &moved), Aspect::Actor).is_empty());
}

#[test]
fn standards_of_a_provision_are_told_of_its_whole_text() {
    // A sentence that is told as gone is read with its standards.
    assert!(quoted(Pair::new(SHARED, BARE), Aspect::Threshold).is_empty());
    let others = quoted(Pair::new(SHARED, SHARED_OTHERWISE), Aspect::Threshold);
    let both = [
        told("standard-removed", "Adequate extracts", ""),
        told("standard-added", "", "Strictly necessary; proportionate extracts"),
    ];
    assert_eq!(others, both.concat());
    let exchanged = quoted(Pair::new(SHARED, SHARED_WITH_OTHERS), Aspect::Threshold);
    assert_eq!(exchanged, told("standard-changed", "Adequate extracts", "Strictly necessary extracts"));
    // The same measure as another kind of word is no other one.
    let adverb = SHARED.replace("Adequate extracts", "Adequately worded extracts");
    assert!(quoted(Pair::new(SHARED, &adverb), Aspect::Threshold).is_empty());
    // What an example measures by is none.
    let example = SHARED_OTHERWISE.replace("Strictly necessary", "Papers, e.g. strictly necessary");
    assert!(!quoted(Pair::new(SHARED, &example), Aspect::Threshold).contains(&both[1][0]));
}

#[test]
fn what_stands_in_the_place_of_another_is_told_with_it() {
    let draft = |extracts: &str, whom: &str| {
        let more =
            "It may send copies of them at any time. It marks every page with the date and the name of the guard.";
        format!("## Measure 1: Logs\n\nThe host shall send {extracts} of the logs to {whom} each month. {more}\n")
    };
    let given = |before: (&str, &str), after: (&str, &str), aspect| {
        let (before, after) = (draft(before.0, before.1), draft(after.0, after.1));
        quoted(Pair::new(&before, &after), aspect)
    };
    let (adequate, rigorous) = (("adequate extracts", "the town council"), ("rigorous extracts", "the town council"));
    assert_eq!(
        given(adequate, rigorous, Aspect::Threshold),
        told("standard-changed", "adequate extracts of the logs", "rigorous extracts of the logs")
    );
    assert_eq!(
        given(adequate, ("adequate extracts", "the harbour pilots"), Aspect::Actor),
        told("actor-changed", "town council", "harbour pilots")
    );
}

/// The standard that is told where some words took the place of `Adequate extracts`.
fn standard(words: &str) -> String {
    let draft = |what: &str, whom: &str| {
        format!(
            "## Measure 1: Logs\n\n{what} shall go to the {whom} at the end of each month, with a note by the host.\n"
        )
    };
    let drafts = [draft("Adequate extracts", "town council"), draft(words, "harbour pilots")];
    let told = quoted(Pair::new(&drafts[0], &drafts[1]), Aspect::Threshold);
    told.into_iter()
        .find(|(rule, ..)| ["standard-added", "standard-changed"].contains(rule))
        .map(|(_, _, quoted)| quoted)
        .unwrap_or_default()
}

#[test]
fn a_standard_is_quoted_with_what_it_measures() {
    assert_eq!(standard("Papers proportionate to the size of the vault"), "proportionate to the size of the vault");
    assert_eq!(standard("Proportionate and timely extracts"), "Proportionate and timely extracts");
    assert_eq!(standard("Rigorously checked extracts"), "Rigorously checked extracts");
    assert_eq!(standard("Papers that are proportionate"), "Papers that are proportionate");
    assert_eq!(standard("Papers proportionate to the lists in Measure 1"), "proportionate to the lists in Measure 1");
}

#[test]
fn what_is_quoted_says_enough_by_itself() {
    let draft = |duty: &str| format!("## Measure 1: Logs\n\nThe host shall {duty}.\n");
    let told = |before: &str, after: &str, aspect| {
        let told = quoted(Pair::new(&draft(before), &draft(after)), aspect);
        told.into_iter().map(|(_, before, after)| format!("{before}→{after}")).collect::<Vec<_>>()
    };
    let letters = ["keep logs and answer letters", "keep logs and answer letters within seven days"];
    assert_eq!(told(letters[0], letters[1], Aspect::Deadline), ["→answer letters within seven days"]);
    let keepers = ["name keepers for the vault", "name at least three night keepers for the vault"];
    assert_eq!(told(keepers[0], keepers[1], Aspect::Threshold), ["→at least three night keepers"]);
    let oversight = ["plan for the loss of oversight", "plan for the loss of human oversight"];
    assert_eq!(told(oversight[0], oversight[1], Aspect::Scope), ["→human oversight"]);
    let sharing = ["share the report with the mayor", "share the report with the mayor two weeks before the opening"];
    assert_eq!(told(sharing[0], sharing[1], Aspect::Deadline), ["→report with the mayor two weeks before the opening"]);
    let harm = ["list harm and damage to the vault", "list harm or damage to the vault"];
    assert_eq!(told(harm[0], harm[1], Aspect::Scope), ["list harm and damage→list harm or damage"]);
    let tied = ["strive to make best-in-class locks known", "make state-of-the-art locks known"];
    let stricter = ["shall strive to make best-in-class→shall make state-of-the-art"];
    assert_eq!(told(tied[0], tied[1], Aspect::Obligation), stricter);
    let acts = ["count the keys of the vault each night", "collect the keys of the vault each night"];
    assert_eq!(told(acts[0], acts[1], Aspect::Obligation), ["shall count→shall collect"]);
}

#[test]
fn a_time_that_another_sentence_sets_in_other_words_is_not_gone() {
    let draft = |limit: &str| {
        format!(
            "## Measure 1: Breaches\n\nThe host shall keep logs of every access to the vault.\n\n{limit}\n\n\
                 Visitors shall sign the book at the door.\n"
        )
    };
    let before =
        draft("Breaches of the vault are to be made known to the town council not later than 5 days after the night.");
    let after = draft(
        "Once the host knows of a theft, a letter must reach the mayor of the town, not later than five days after.",
    );
    assert!(quoted(Pair::new(&before, &after), Aspect::Deadline).is_empty());
    let longer = after.replace("five days", "nine days");
    assert!(!quoted(Pair::new(&before, &longer), Aspect::Deadline).is_empty());
}

#[test]
fn what_stands_around_a_provision_is_named_and_cited_for_it_too() {
    let draft = |commitment: &str, measure: &str| {
        format!(
            "## Commitment 1: Locks\n\nThe vault stays shut.{commitment}\n\n### Measure 1.1: Keys\n\nThe host shall count the \
                 keys each night{measure} and write down who holds them.\n"
        )
    };
    let around = " Article 9 of the Vault Act lets the town council look into the books.";
    let within = ", as Article 9 of the Vault Act lets the town council ask,";
    let told = |before: &str| {
        let told = findings(Pair::new(before, &draft("", within)));
        told.iter().filter(|told| matches!(told.aspect, Aspect::Reference | Aspect::Actor)).count()
    };
    assert!(told(&draft("", "")) > 0);
    assert_eq!(told(&draft(around, "")), 0);
    // What the drafters say of their text is no part of it.
    let boxed = |title: &str| told(&draft(&format!("\n\n> **{title}**\n>\n>{around}"), ""));
    assert_eq!(boxed("LEGAL TEXT"), 0);
    // A list names the law once for all.
    let measure = ", as Article 9 of the Vault Act asks,";
    let listed = |law: &str| {
        let before = draft(&format!("\n\n> **LEGAL TEXT**\n>\n> {law} of the Vault Act"), "");
        quoted(Pair::new(&before, &draft("", measure)), Aspect::Reference).len()
    };
    assert_eq!(listed("Article 11, Article 9, Recital 3"), 0);
    assert_eq!(listed("Article 11, Article 8, Recital 3"), 1);
    assert!(boxed("Summary of changes") > 0);
}

#[test]
fn a_reference_to_what_stands_in_a_provision_or_around_it_is_no_news() {
    let draft = |commitment: &str, measure: &str| {
        format!(
            "## Commitment 1: Locks\n\nThe vault stays shut at night{commitment}.\n\n### Measure 1.1: Keys\n\nThe host \
                 shall count the keys each night{measure} and write down who holds them.\n\n## Commitment 2: Logs\n\n\
                 The host shall keep logs of every access.\n"
        )
    };
    let told = |commitment: &str, measure: &str| {
        !quoted(Pair::new(&draft("", ""), &draft(commitment, measure)), Aspect::Reference).is_empty()
    };
    assert!(!told(", as specified in Measure 1.1", ""));
    assert!(!told("", ", in line with Commitment 1,"));
    assert!(told(", as specified in Commitment 2", ""));
    assert!(told("", ", in line with Commitment 2,"));
}

#[test]
fn where_to_look_in_the_draft_is_told_where_nothing_else_is() {
    let draft = |measure: &str| {
        format!(
            "## Measure 1: Keys\n\nThe host shall count the keys each night{measure}.\n\n## Measure 2: Logs\n\nThe host \
                 shall keep logs of every access.\n"
        )
    };
    let told = |after: &str| quoted(Pair::new(&draft(""), &draft(after)), Aspect::Reference).len();
    assert_eq!(told(" (see Measure 2)"), 1);
    assert_eq!(told(" before midnight (see Measure 2)"), 0);
    // A law is told of beside all else.
    assert_eq!(told(" before midnight (see Article 2 of the Vault Act)"), 1);
}

#[test]
fn a_reference_to_one_heir_of_a_divided_provision_follows_it() {
    let keys = "The host shall count the keys of the vault each night and write down who holds which of them.";
    let lamps = "The keeper shall test all lamps in the hall on Mondays and replace broken ones before the evening.";
    let report = "## Measure 9: Reports\n\nThe board shall report to the town council each year on the work that was done \
        under Measure 1, with all that the members said of it.\n";
    let before = format!("## Measure 1: Nights\n\n{keys} {lamps}\n\n{report}");
    let divided = format!("## Measure 3: Keys\n\n{keys}\n\n## Measure 4: Lamps\n\n{lamps}\n\n");
    for heir in ["3", "4"] {
        let after = format!(
            "{divided}## Measure 9: Reports\n\nIn May the chair shall tell the town council, in writing, which members had \
                 something to say of the tasks in Measure {heir}, and what came of it in the end.\n"
        );
        assert!(quoted(Pair::new(&before, &after), Aspect::Reference).is_empty(), "{heir}");
    }
}

#[test]
fn what_several_origins_named_is_not_new_where_they_are_one() {
    let before = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault and of all keys.\n\n\
        ## Measure 2: Extracts\n\nEach month the host shall send adequate extracts of those logs to the town council.\n";
    let after = "## Measure 1: Logs\n\nThe host shall keep logs of every access to the vault and of all keys. Each month \
        the host shall send adequate extracts of those logs to the town council, and wait for an answer.\n";
    let told = findings(Pair::new(before, after));
    assert!(!told.is_empty());
    let mentions = ["party-named", "party-unnamed", "standard-added", "standard-removed"];
    assert!(told.iter().all(|finding| !mentions.contains(&finding.rule)), "{told:?}");
}

#[test]
fn a_reference_is_quoted_with_what_it_speaks_of() {
    let given = |before: &str, after: &str| {
        let draft = |duty: &str| format!("## Measure 1: Logs\n\nThe host shall keep logs{duty} for each night.\n");
        quoted(Pair::new(&draft(before), &draft(after)), Aspect::Reference)
    };
    let law = "Article 9(1)(a) of the Vault Act";
    let bare = " and the lists of visitors";
    for (words, quote) in [
        (format!(" and the lists required by {law}"), format!("lists required by {law}")),
        (format!(" and the lists of visitors (pursuant to {law})"), format!("lists of visitors (pursuant to {law})")),
        (format!(" and the lists of visitors (see {law} and ask)"), format!("see {law}")),
    ] {
        assert_eq!(given(bare, &words), told("reference-added", "", &quote), "{words}");
        assert_eq!(given(&words, bare), told("reference-removed", &quote, ""), "{words}");
    }
    // The same article in another spelling is no other one; another part of it is.
    let (pointed, other) = ("Article 9(1), point (a), of the Vault Act", "Article 9(2) of the Vault Act");
    let lists = |law: &str| format!(" and the lists of visitors (pursuant to {law})");
    assert_eq!(given(&lists(law), &lists(pointed)), []);
    assert_eq!(given(&lists(law), &lists(other)), told("reference-changed", law, other));
    // Which point of the provision is meant, nobody can tell who does not have it before them.
    assert_eq!(given(bare, " and the lists of visitors (as per point (2))"), []);
}

#[test]
fn words_that_only_open_a_list_are_told_by_its_items() {
    let bare = "## Measure 1: Holds\n\nThe crew shall pump the hold every night.\n";
    let listed = "## Measure 1: Holds\n\nThe crew shall pump the hold every night, unless:\n\n- the ship lies in dry dock;\n\
                  - the chief was sent for.\n";
    let items = ["the ship lies in dry dock;", "the chief was sent for."].map(|item| told("exception-added", "", item));
    assert_eq!(quoted(Pair::new(bare, listed), Aspect::Exception), items.concat());
    let other = bare.replace("pump the hold every night", "paint the hull in spring");
    assert_eq!(quoted(Pair::new(&other, listed), Aspect::Exception), items.concat());
}

#[test]
fn a_question_sets_no_time_limit() {
    let draft =
        |items: &str| format!("## Measure 1: Plans\n\nThe board shall ask at the fair:\n\n- Is it dry?\n{items}");
    let looking_ahead = "- Is there reason to think that the plan will be kept to over the next nine months?\n";
    let told = findings(Pair::new(&draft(""), &draft(looking_ahead)));
    assert_eq!(told.iter().map(|told| told.rule).collect::<Vec<_>>(), ["requirement-added"]);
}
