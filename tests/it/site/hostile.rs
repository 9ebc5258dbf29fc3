//! Drafts that somebody wrote to break a site.

use super::{Pages, links, pages, site};
use crate::page::markup;
use crate::workshop::Workshop;

const MANIFEST: &str = "[series]\ntitle = \"A <b>code</b>\"\n[[draft]]\nlabel = \"/one\"\nsource = \"1.md\"\n\
                        [[draft]]\nlabel = \"ONE\"\nsource = \"2.md\"\n[[draft]]\nlabel = \"one\"\nsource = \"3.md\"\n";

fn draft(extra: &str) -> String {
    let long = "wordy ".repeat(5000);
    format!(
        "# <script>alert(1)</script>\n\n## Commitment 1: {long}\nOne.\n\n## Commitment 2: Way up {{#../../../etc/passwd}}\nTwo \u{1b}[31m \u{202e}abc.\n\n\
         ## Commitment 3: Index {{#index}}\nThree <img src=x onerror=alert(1)>.\n\n## Commitment 4: Case {{#Case}}\n[four](javascript:alert(1))\n\n\
         ## Commitment 5: Case {{#case}}\nFive \"quoted\" 'text' </script><script>alert(2)</script>.\n\n\
         ## Commitment 6: Длинное название\n{{% raw %}} {{{{ words }}}} & <![CDATA[ ]]>.\n\n## Commitment 6: Twice\nSame number.\n{extra}"
    )
}

fn workshop() -> Workshop {
    let files = [draft(""), draft("\nMore.\n"), draft("\n## Commitment 7: \u{200f}ימין\nSeven.\n")];
    Workshop::with(&[("redraft.toml", MANIFEST), ("1.md", &files[0]), ("2.md", &files[1]), ("3.md", &files[2])])
}

#[test]
fn nothing_runs_nothing_is_lost_and_nothing_is_written_outside() {
    let workshop = workshop();
    let (pages, _) = site(&workshop, &[]);
    let mut beside: Vec<String> = workshop
        .folder()
        .read_dir()
        .expect("is there")
        .flatten()
        .map(|it| it.file_name().to_string_lossy().into_owned())
        .collect();
    beside.sort();
    assert_eq!(beside, ["1.md", "2.md", "3.md", "public", "redraft.toml"]);
    for (path, page) in &pages {
        assert!(
            path.split('/').all(|name| name.len() < 120 && name.chars().all(|c| c.is_ascii_graphic() && c != ':')),
            "{path}"
        );
        assert!(!page.contains('\u{1b}'), "{path} holds a control character");
    }
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
        let markup = markup(page);
        for bad in ["<img", "<b>code", "onerror=alert(1)>", "alert(2)</script>"] {
            assert!(!markup.contains(bad), "{path}: {bad}");
        }
        assert!(links::links(page).iter().all(|href| !href.contains("javascript")), "{path}");
    }
    assert_eq!(links::complaints(&pages), Vec::<String>::new());
    let names: Vec<&String> = pages.keys().filter(|path| path.starts_with("drafts/")).collect();
    assert_eq!(names.len(), 3, "labels that differ in case only are two drafts: {names:?}");
}

#[test]
fn the_search_index_holds_no_markup_and_is_one_statement() {
    let (pages, _) = site(&workshop(), &[]);
    let index = &pages["search.js"];
    let data = index.strip_prefix("var UNITS=").and_then(|rest| rest.strip_suffix(";\n")).expect("one statement");
    assert!(!data.contains('<'));
    let units: Vec<serde_json::Value> = serde_json::from_str(data).expect("JSON");
    for unit in &units {
        let page = unit["p"].as_str().expect("a page");
        assert!(pages.contains_key(page), "{page}");
    }
}

#[test]
fn feeds_of_hostile_drafts_are_well_formed() {
    let (pages, _) = site(&workshop(), &[]);
    for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".xml")) {
        roxmltree::Document::parse(page).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
}

#[test]
fn two_thousand_units_pass() {
    let measures = |from: usize| -> String {
        let measure = |at: usize| {
            format!("## Measure {}: Duty {at}\nSignatories shall keep register number {at}.\n\n", at + from)
        };
        (0..2000).map(measure).collect()
    };
    let manifest = "[[draft]]\nlabel = \"a\"\nsource = \"a.md\"\n[[draft]]\nlabel = \"b\"\nsource = \"b.md\"\n";
    let workshop = Workshop::with(&[("redraft.toml", manifest), ("a.md", &measures(0)), ("b.md", &measures(1))]);
    let found: Pages = site(&workshop, &[]).0;
    assert_eq!(found, pages(&workshop.path("public")));
    let lives = found.keys().filter(|path| path.starts_with("units/a/")).count();
    assert_eq!(lives, 2000);
}
