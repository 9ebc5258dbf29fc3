//! The page as it is published: one command, from a report that was made before, in a house style of its own.

use crate::workshop::Workshop;

#[test]
fn a_report_is_a_page_named_by_its_drafts() {
    let workshop = Workshop::with_sample();
    workshop.run(&["report", "first..third"]).succeeded();
    assert!(workshop.get("first-third.html").contains("<!doctype html>"));
    workshop.run(&["report"]).succeeded();
    assert!(workshop.path("second-third.html").exists());
    let printed = workshop.run(&["report", "first", "third", "-o", "-"]).succeeded();
    assert_eq!(printed, workshop.get("first-third.html"));
}

#[test]
fn a_report_that_was_kept_gives_the_same_pages() {
    let workshop = Workshop::with_sample();
    workshop.run(&["diff", "first", "third", "-o", "report.json"]).succeeded();
    for format in ["text", "json", "markdown", "html"] {
        let direct = workshop.run(&["diff", "first", "third", "--format", format]).succeeded();
        let kept = workshop.run(&["render", "--from", "report.json", "--format", format]).succeeded();
        assert_eq!(kept, direct, "{format}");
    }
    workshop.run(&["render", "--from", "report.json", "-o", "page.html"]).succeeded();
    assert!(workshop.get("page.html").contains("<!doctype html>"));
}

#[test]
fn what_is_no_report_is_named_with_its_line() {
    let workshop = Workshop::with(&[("bad.json", "{\n\"schema\": 3}"), ("draft.md", "# One")]);
    workshop.run(&["render", "--from", "bad.json"]).failed(3, &["`bad.json:2`", "hint: "]);
    workshop.run(&["render", "--from", "draft.md"]).failed(3, &["`draft.md:1`"]);
    workshop.run(&["render", "--from", "gone.json"]).failed(3, &["cannot read `gone.json`"]);
    let report = workshop.run(&["diff", "first", "third", "--format", "json"]).succeeded();
    workshop.put("new.json", report.replacen("\"schema_version\": 1", "\"schema_version\": 9", 1).as_bytes());
    workshop.run(&["render", "--from", "new.json"]).failed(3, &["version 9"]);
}

#[test]
fn a_report_that_was_tampered_with_opens_nothing() {
    let workshop = Workshop::with_sample();
    let report = workshop.run(&["diff", "first", "third", "--format", "json"]).succeeded();
    let address = "\"publication\": \"https://example.org/udr-code/first\"";
    assert!(report.contains(address));
    workshop.put("evil.json", report.replace(address, "\"publication\": \"javascript:alert(1)\"").as_bytes());
    let page = workshop.run(&["render", "--from", "evil.json", "--format", "html"]).succeeded();
    assert!(!page.contains("href=\"javascript"));
}

#[test]
fn templates_style_and_words_of_a_folder_stand_in_by_name() {
    let workshop = Workshop::with_sample();
    let words = include_str!("../../templates/words/en.json").replace("\"In short\"", "\"Kurz gesagt\"");
    workshop.put("ours/words/en.json", words.as_bytes());
    workshop.put("ours/style.css", b"body{color:teal}");
    workshop.put("ours/table.html", b"");
    let page = workshop.run(&["report", "--templates", "ours", "-o", "-"]).succeeded();
    assert!(page.contains(">Kurz gesagt<") && page.contains("<style>body{color:teal}"));
    assert!(!page.contains("--paper"), "the built-in style is replaced");
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_named_with_line_and_variable() {
    let workshop = Workshop::with_sample();
    workshop.put("ours/report.html", b"<!doctype html>\n{% include \"head.html\" %}\n<p>{{ summary.sentence }}</p>\n");
    let words = ["`report.html`", "line 3", "`summary.sentence`"];
    workshop.run(&["report", "--templates", "ours"]).failed(3, &words);
    assert!(!workshop.path("second-third.html").exists());
    workshop.put("ours/words/en.json", b"{\n\"lang\": \"en\",\n}");
    workshop.run(&["report", "--templates", "ours"]).failed(3, &["`words/en.json`", "line 3"]);
    workshop.put("ours/words/en.json", include_bytes!("../../templates/words/en.json"));
    workshop.put("ours/words/de.json", b"{\"lang\": \"de\"}");
    workshop.run(&["report", "--templates", "ours"]).failed(3, &["`words/de.json`", "there is no `aspect.actor`"]);
    workshop.run(&["report", "--templates", "gone"]).failed(3, &["cannot read `gone`"]);
}

#[test]
fn a_publication_that_is_no_page_is_told_with_its_line() {
    let draft =
        "---\ntitle: Code\nurl: javascript:alert(1)\n---\n# Code\n\n## Commitment 1. Safety\n\nSignatories report.\n";
    let workshop =
        Workshop::with(&[("a.md", draft), ("b.md", &draft.replace("javascript:alert(1)", "https://example.org"))]);
    let ran = workshop.run(&["diff", "a.md", "b.md"]);
    assert!(ran.err.contains("a.md:3: the publication is no web address"), "{ran:?}");
    assert!(!ran.err.contains("b.md"), "{ran:?}");
}

#[test]
fn every_unit_leads_to_where_feedback_on_it_goes() {
    let workshop = Workshop::with_sample();
    let pattern = "feedback = \"mailto:udr@example.org?subject={draft}: {label}\"\n";
    let manifest = workshop
        .get("redraft.toml")
        .replace("source = \"3-third.md\"\n", &format!("source = \"3-third.md\"\n{pattern}"));
    workshop.put("redraft.toml", manifest.as_bytes());
    let page = workshop.run(&["report", "-o", "-"]).succeeded();
    assert!(page.contains("href=\"mailto:udr@example.org?subject=Third%20draft: Measure%20I.1.1\""));
    workshop.put("redraft.toml", manifest.replace("{label}", "{lable}").as_bytes());
    workshop.run(&["report", "-o", "-"]).failed(3, &["`{lable}`", "{label}"]);
}

#[test]
fn a_link_that_would_run_is_dropped_and_told() {
    let draft = "# Code\n\n## Commitment 1. Safety\n\nSignatories [report](javascript:alert(1)) and [file](<data:text/html,x>).\n";
    let workshop = Workshop::with(&[("a.md", draft), ("b.md", draft)]);
    let ran = workshop.run(&["diff", "a.md", "b.md", "--format", "html"]);
    assert!(ran.err.contains("b.md:5: a link to a `javascript:` address is dropped; its words stay"), "{ran:?}");
    assert!(ran.err.contains("`data:`"), "{ran:?}");
    let page = ran.succeeded();
    assert!(page.contains("Signatories report and file.") && !page.contains("alert(1)"));
}
