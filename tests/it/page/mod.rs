//! What a report and its renderings promise.

mod fixture;
mod odd;

use redraft::render::{self, Frame, Home, Templates, TextStyle};
use redraft::report::{ChangeReport, Entry, JSON_SCHEMA, Outline};
use serde_json::Value;
use std::collections::BTreeSet;

fn html(report: &ChangeReport) -> String {
    render::html(report, &Templates::default(), &Frame::default()).expect("the built-in templates fit the report")
}

/// The values of an attribute, as a browser reads them.
pub(crate) fn attribute_values<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(&start).skip(1).map(|rest| &rest[..rest.find('"').expect("a closed attribute")]).collect()
}

/// The page without its own style and script, whose texts are no markup.
pub(crate) fn markup(page: &str) -> String {
    let mut out = page.to_owned();
    for name in ["style", "script"] {
        while let Some(start) = out.find(&format!("<{name}")) {
            let close = format!("</{name}>");
            let end = start + out[start..].find(&close).expect("a closed element") + close.len();
            out.replace_range(start..end, "");
        }
    }
    out
}

fn embedded(page: &str) -> &str {
    let start = page.find("id=\"_data\">").expect("the page holds its data") + "id=\"_data\">".len();
    &page[start..start + page[start..].find("</script>").expect("a closed element")]
}

#[test]
fn the_page_loads_nothing_and_links_only_to_itself_the_publication_and_where_feedback_goes() {
    let page = html(&fixture::report());
    let markup = markup(&page);
    assert!(attribute_values(&markup, "src").is_empty());
    for forbidden in ["<link", "<img", "<iframe", "<object", "<base", "@import", "url("] {
        assert!(!page.replace("&lt;", "").contains(forbidden), "{forbidden}");
    }
    let away: Vec<&str> = attribute_values(&markup, "href").into_iter().filter(|href| !href.starts_with('#')).collect();
    assert_eq!(away, ["https:&#x2f;&#x2f;example.org&#x2f;lifts?a=1&amp;b=&quot;2&quot;", "mailto:lifts@example.org"]);
}

#[test]
fn a_draft_is_read_aloud_in_its_own_language() {
    let spoken = |language: &str| {
        let mut report = fixture::report();
        report.after.language = language.to_owned();
        let page = markup(&html(&report));
        let mut languages = attribute_values(&page, "lang").into_iter().map(str::to_owned).collect::<Vec<_>>();
        languages.dedup();
        assert!(languages.len() == 1 || page.contains("<div class=\"t\" dir=\"auto\" lang=\"de-AT\">"));
        languages
    };
    assert_eq!(spoken("de-AT"), ["en", "de-AT"]);
    for language in ["en", "en-GB", "", "de\" onclick=\"x", "<b>"] {
        assert_eq!(spoken(language), ["en"], "{language}");
    }
}

#[test]
fn every_link_leads_somewhere_and_every_id_is_its_own() {
    let page = markup(&html(&fixture::report()));
    let ids = attribute_values(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len());
    for href in attribute_values(&page, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(unique.contains(href), "{href}");
    }
}

#[test]
fn a_page_of_a_site_leads_home_and_to_the_life_of_a_unit() {
    let report = fixture::report();
    let home = Home { href: "../index.html".to_owned(), title: "All <drafts>".to_owned() };
    let lineage = [(report.units.after[1].reference.clone(), "../unit/one.html".to_owned())].into();
    let frame = Frame { home: Some(home), lineage };
    let page = render::html(&report, &Templates::default(), &frame).expect("the built-in templates fit the report");
    assert!(page.contains("href=\"..&#x2f;index.html\""));
    assert!(page.contains("All &lt;drafts&gt;"));
    assert_eq!(page.matches("href=\"..&#x2f;unit&#x2f;one.html\"").count(), 1);
}

#[test]
fn every_older_unit_keeps_an_anchor() {
    let report = fixture::report();
    let page = html(&report);
    for unit in &report.units.before {
        assert!(page.contains(&format!("id=\"was-{}\"", unit.anchor)), "{}", unit.label);
    }
}

#[test]
fn what_a_draft_says_is_never_markup() {
    let page = html(&fixture::report());
    assert_eq!(page.matches("<script").count(), 2, "the data and the page's own");
    assert_eq!(page.matches("</script>").count(), 2);
    assert!(!page.contains("<b>Lifts"));
    assert!(!page.contains("javascript:"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
    assert!(page.contains("&lt;b&gt;Lifts&lt;&#x2f;b&gt;"));
}

#[test]
fn the_policy_names_the_script_and_the_style_by_digest() {
    let page = html(&fixture::report());
    let policy = page.split("Content-Security-Policy\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
    let policy = policy.expect("a policy").replace("&#x2f;", "/");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    assert!(policy.contains("script-src 'sha256-"));
    assert!(!policy.contains("unsafe"));
    assert!(attribute_values(&markup(&page), "style").is_empty(), "the policy would not apply it");
}

#[test]
fn the_data_in_the_page_is_the_report_without_its_texts() {
    let report = fixture::report();
    let page = html(&report);
    assert!(!embedded(&page).contains('<'));
    let parsed: Outline = serde_json::from_str(embedded(&page)).expect("an outline");
    assert_eq!(parsed, report.outline());
    assert_eq!(parsed.units.after.rows.len(), report.units.after.len());
    assert!(!embedded(&page).contains("Signatories shall inspect"));
}

#[test]
fn json_gives_the_same_report_back() {
    let report = fixture::report();
    let parsed: ChangeReport = serde_json::from_str(&render::json(&report)).expect("a report");
    assert_eq!(parsed, report);
}

fn errors(schema: &Value, report: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).expect("a schema");
    validator.iter_errors(report).map(|error| error.to_string()).collect()
}

fn schema() -> Value {
    serde_json::from_str(JSON_SCHEMA).expect("JSON")
}

/// No field besides those that the schema names.
fn closed(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), Value::Bool(false));
            }
            map.values_mut().for_each(closed);
        }
        Value::Array(list) => list.iter_mut().for_each(closed),
        _ => {}
    }
}

#[test]
fn a_report_holds_to_its_schema_and_has_no_field_that_the_schema_does_not_name() {
    let report = serde_json::to_value(fixture::report()).expect("JSON");
    let mut schema = schema();
    assert_eq!(errors(&schema, &report), Vec::<String>::new());
    closed(&mut schema);
    assert_eq!(errors(&schema, &report), Vec::<String>::new());
}

#[test]
fn a_renamed_field_does_not_hold_to_the_schema() {
    let report = serde_json::to_value(fixture::report()).expect("JSON");
    for (pointer, field) in [
        ("", "links"),
        ("/before", "label"),
        ("/units/after/0", "hash"),
        ("/links/0", "redline"),
        ("/links/2/redline/0", "text"),
        ("/findings/0", "rule"),
        ("/findings/0/before", "ref"),
        ("/summary", "states"),
        ("/entries/0", "words"),
    ] {
        let mut broken = report.clone();
        let object = broken.pointer_mut(pointer).and_then(Value::as_object_mut).expect(pointer);
        let value = object.remove(field).expect(field);
        object.insert(format!("{field}_renamed"), value);
        assert!(!errors(&schema(), &broken).is_empty(), "{pointer} {field}");
    }
}

fn refs(entries: &[Entry]) -> Vec<String> {
    entries.iter().flat_map(|entry| std::iter::once(entry.reference.clone()).chain(refs(&entry.notes))).collect()
}

#[test]
fn reading_order_has_every_newer_unit_once_and_removed_ones_where_they_stood() {
    let report = fixture::report();
    let mut found = refs(&report.entries);
    let labels: Vec<&str> = report
        .entries
        .iter()
        .filter_map(|entry| report.unit(&entry.reference))
        .map(|unit| unit.title.as_str())
        .collect();
    let posters = labels.iter().position(|title| *title == "Posters").expect("the removed Measure");
    assert_eq!(labels[posters - 1..=posters + 1], ["Half-yearly inspection", "Posters", "Emergency calls"]);
    let mut expected: Vec<String> = report.units.after.iter().map(|unit| unit.reference.clone()).collect();
    expected.extend(report.removed.iter().cloned());
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_unit_of_both_drafts_is_in_a_link_or_added_or_removed() {
    let report = fixture::report();
    let told: BTreeSet<&String> = report
        .links
        .iter()
        .flat_map(|link| [&link.before, &link.after])
        .chain(&report.added)
        .chain(&report.removed)
        .collect();
    for unit in report.units.before.iter().chain(&report.units.after) {
        assert!(told.contains(&unit.reference), "{}", unit.label);
    }
}

#[test]
fn redlines_give_both_texts_back() {
    let report = fixture::report();
    for link in &report.links {
        let text = |side: &str, own: &str| -> String {
            let stands = |op: &str, at: Option<&str>| op == "equal" || op == own || (op == "moved" && at == Some(side));
            link.redline.iter().filter(|s| stands(&s.op, s.side.as_deref())).map(|s| s.text.as_str()).collect()
        };
        assert_eq!(Some(&text("before", "delete")), report.unit(&link.before).map(|unit| &unit.text));
        assert_eq!(Some(&text("after", "insert")), report.unit(&link.after).map(|unit| &unit.text));
    }
    assert!(report.diagnostics.iter().all(|found| found.severity != "error"));
}

#[test]
fn a_redline_that_lies_is_reported_and_replaced() {
    let report = fixture::lying();
    let errors: Vec<&str> = report
        .diagnostics
        .iter()
        .filter(|found| found.severity == "error")
        .map(|found| found.message.as_str())
        .collect();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("bug of redraft"), "{errors:?}");
    assert!(html(&report).contains(r#"role="alert""#));
    let replaced = report.links.iter().find(|link| link.redline.len() == 2 && link.redline[0].op == "delete");
    let link = replaced.expect("a redline of two whole texts");
    assert_eq!(Some(&link.redline[0].text), report.unit(&link.before).map(|unit| &unit.text));
}

#[test]
fn a_draft_against_itself_is_silent() {
    let report = fixture::unchanged();
    assert_eq!(report.summary.sentences, ["The two drafts say the same."]);
    assert!(report.entries.iter().all(|entry| entry.state == "unchanged" && entry.words == "unchanged"));
    let page = markup(&html(&report));
    let body = &page[page.find("id=\"_changes\"").expect("the changes")..];
    let legend = body.find("</p>").expect("the legend");
    assert!(!body[legend..].contains("<ins") && !body[legend..].contains("<del"));
    assert!(!render::text(&report, &TextStyle::default()).contains("{+"));
}

#[test]
fn a_template_that_cannot_be_filled_is_named_with_its_line() {
    let mut templates = Templates::default();
    templates.set("head.html", "<head>\n<title>{{ after.tilte }}</title>\n</head>");
    let error = render::html(&fixture::report(), &templates, &Frame::default()).expect_err("an undefined value");
    assert!(error.to_string().starts_with("cannot fill template `head.html` at line 2"), "{error}");
    templates.set("head.html", "<head>\n\n{% if %}</head>");
    let error = render::html(&fixture::report(), &templates, &Frame::default()).expect_err("no template");
    assert!(error.to_string().starts_with("cannot fill template `head.html` at line 3"), "{error}");
}

#[test]
fn the_script_stays_small() {
    let templates = Templates::default();
    assert!(templates.text("script.js").len() + templates.text("style.css").len() < 40_000);
}

/// Compares with a file of `tests/snapshots`; what differs is put beside the build, to look at and to copy.
#[expect(clippy::disallowed_methods, reason = "what differs is written for the person who runs the test")]
fn snapshot(name: &str, expected: &str, found: &str) {
    if expected != found {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, found).expect("the build's folder can be written");
        panic!("{name} differs: compare tests/snapshots/{name} with {}", path.display());
    }
}

#[test]
fn the_text_reads_well() {
    let text = render::text(&fixture::report(), &TextStyle { width: 90, ..TextStyle::default() });
    assert!(text.lines().all(|line| line.chars().count() <= 90));
    snapshot("report.txt", include_str!("../../snapshots/report.txt"), &text);
}

#[test]
fn the_markdown_reads_well() {
    snapshot("report.md", include_str!("../../snapshots/report.md"), &render::markdown(&fixture::report()));
}
