//! What a site promises: nothing leads nowhere, nothing moves, nothing that is not ours is touched.

mod history;
mod hostile;
mod links;
mod serve;

use crate::workshop::{Ran, Workshop, sample};
use redraft::load::{self, Context};
use redraft::parse;
use roxmltree::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Every file of a site by its path.
type Pages = BTreeMap<String, String>;

const LIST: &str = ".redraft-site";

fn pages(folder: &Path) -> Pages {
    let mut found = Pages::new();
    collect(folder, folder, &mut found);
    found
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
fn collect(root: &Path, folder: &Path, found: &mut Pages) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("it is below").to_string_lossy().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).expect("a page is text"));
        }
    }
}

/// The sample series with its first drafts only, and with other lines at the head of its manifest.
fn shortened(drafts: usize, head: &str) -> Workshop {
    let workshop = Workshop::with_sample();
    let manifest = String::from_utf8(sample("redraft.toml")).expect("text");
    let (before, attributes) = manifest.split_at(manifest.find("# Given to").expect("attributes stand last"));
    let kept: Vec<&str> = before.split("[[draft]]").take(drafts + 1).collect();
    let text = kept.join("[[draft]]").replacen("[series]\n", &format!("[series]\n{head}"), 1) + "\n" + attributes;
    workshop.put("redraft.toml", text.as_bytes());
    workshop
}

#[track_caller]
fn site(workshop: &Workshop, arguments: &[&str]) -> (Pages, Ran) {
    let ran = workshop.run(&[&["site", "-o", "public"], arguments].concat());
    assert_eq!(ran.code, Some(0), "{ran:?}");
    (pages(&workshop.path("public")), ran)
}

fn full() -> Workshop {
    shortened(3, "")
}

#[test]
fn every_link_leads_somewhere_and_every_page_is_led_to() {
    let (pages, _) = site(&full(), &[]);
    assert!(pages.len() > 300, "{}", pages.len());
    assert_eq!(links::complaints(&pages), Vec::<String>::new());
}

#[test]
fn a_link_to_nowhere_is_seen() {
    let page = |href: &str| format!("<a href=\"{href}\">x</a><p id=\"here\">");
    let with = |href: &str| {
        Pages::from([("index.html".to_owned(), page(href)), ("a/b.html".to_owned(), page("..&#x2f;index.html#here"))])
    };
    assert_eq!(links::complaints(&with("a/b.html#here")), Vec::<String>::new());
    assert_eq!(links::complaints(&with("a/c.html")).len(), 2, "a dead link, and a page that nothing leads to");
    assert_eq!(links::complaints(&with("a/b.html#none")).len(), 1);
    assert_eq!(links::complaints(&with("../a/b.html")).len(), 2);
}

#[test]
fn what_was_published_stays_when_a_draft_is_added() {
    let (earlier, _) = site(&shortened(2, ""), &[]);
    let (later, _) = site(&full(), &[]);
    let gone: Vec<&String> = earlier.keys().filter(|path| !later.contains_key(*path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
    let born =
        |page: &str| page.split("It first appears in ").nth(1).map(|rest| rest.split("</p>").next().map(str::to_owned));
    for (path, page) in earlier.iter().filter(|(path, _)| path.starts_with("units/") && path.matches('/').count() == 2)
    {
        assert_eq!(born(page), born(&later[path]), "{path} is about another unit");
        assert!(born(page).is_some(), "{path}");
    }
    for path in ["drafts/first.html", "drafts/second.html"] {
        let ids = |pages: &Pages| crate::page::attribute_values(&pages[path], "id").len();
        assert_eq!(ids(&earlier), ids(&later), "{path}");
    }
    let ids = |page: &str| -> BTreeSet<String> {
        let feed = Document::parse(page).expect("a feed is XML");
        feed.descendants()
            .filter(|node| node.has_tag_name((ATOM, "id")))
            .filter_map(|node| node.text().map(str::to_owned))
            .collect()
    };
    for (path, page) in earlier.iter().filter(|(path, _)| path.starts_with("feeds/")) {
        let lost: Vec<String> = ids(page).difference(&ids(&later[path])).cloned().collect();
        assert!(lost.is_empty(), "{path} forgot {lost:?}");
    }
}

#[test]
fn the_same_drafts_give_the_same_bytes_and_a_second_run_writes_nothing() {
    let (one, two) = (full(), full());
    assert_eq!(site(&one, &[]).0, site(&two, &[]).0);
    let before = one.inventory();
    let (_, ran) = site(&one, &[]);
    assert!(ran.err.contains("0 pages written"), "{}", ran.err);
    assert_eq!(one.inventory(), before);
}

#[test]
fn what_is_not_ours_is_left_as_it_is() {
    let workshop = full();
    workshop.put("public/index.html", b"theirs");
    workshop.put("public/CNAME", b"example.org");
    workshop.put("public/units/notes.txt", b"theirs");
    let (_, ran) = site(&workshop, &[]);
    assert!(ran.err.contains("index.html` is not ours"), "{}", ran.err);
    site(&shortened(2, ""), &[]);
    for (path, text) in
        [("public/index.html", "theirs"), ("public/CNAME", "example.org"), ("public/units/notes.txt", "theirs")]
    {
        assert_eq!(workshop.get(path), text);
    }
}

#[test]
fn pages_of_a_draft_that_is_no_more_are_removed_and_nothing_else() {
    let workshop = full();
    let (with, _) = site(&workshop, &[]);
    workshop.put("public/units/third/theirs.txt", b"theirs");
    workshop.put("redraft.toml", shortened(2, "").get("redraft.toml").as_bytes());
    let (without, ran) = site(&workshop, &[]);
    assert!(with.contains_key("drafts/third.html") && !without.contains_key("drafts/third.html"), "{}", ran.err);
    assert_eq!(without["units/third/theirs.txt"], "theirs");
    assert!(!workshop.path("public/was/third").exists(), "empty folders go with their pages");
    assert_eq!(
        without[LIST].lines().count() - 1,
        without.len() - 2,
        "the list names every page, but neither itself nor theirs"
    );
}

#[test]
fn a_list_that_somebody_wrote_removes_nothing() {
    let workshop = full();
    for list in ["Pages that redraft wrote here and may remove\n../redraft.toml\n", "1-first.md\n", "\u{fffd}"] {
        workshop.put("public/.redraft-site", list.as_bytes());
        let before = workshop.inventory();
        workshop.run(&["site", "-o", "public"]).failed(3, &["is not a list of pages"]);
        assert_eq!(workshop.inventory(), before);
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_through_a_link_out_of_the_folder() {
    let workshop = full();
    workshop.put("elsewhere/first.html", b"theirs");
    workshop.put("public/CNAME", b"x");
    std::os::unix::fs::symlink("../elsewhere", workshop.path("public/drafts")).expect("can be linked");
    workshop.run(&["site", "-o", "public"]).failed(3, &["drafts"]);
    assert_eq!(workshop.get("elsewhere/first.html"), "theirs");
    assert_eq!(pages(&workshop.path("elsewhere")).len(), 1);
}

const ATOM: &str = "http://www.w3.org/2005/Atom";

#[test]
fn feeds_are_well_formed_with_ids_of_their_own_and_the_days_of_drafts() {
    let (pages, _) = site(&full(), &[]);
    let mut entries = 0;
    for (path, page) in pages.iter().filter(|(path, _)| path.starts_with("feeds/")) {
        let feed = Document::parse(page).unwrap_or_else(|error| panic!("{path}: {error}"));
        let texts = |name: &'static str| {
            feed.descendants().filter(move |node| node.has_tag_name((ATOM, name))).filter_map(|node| node.text())
        };
        let ids: Vec<&str> = texts("id").collect();
        assert!(ids.iter().all(|id| id.starts_with("urn:uuid:") && id.len() == 45), "{path}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{path}");
        for day in texts("updated") {
            assert!(
                ["2026-02-02T00:00:00Z", "2026-05-18T00:00:00Z", "2026-09-21T00:00:00Z"].contains(&day),
                "{path}: {day}"
            );
        }
        let days: Vec<&str> = texts("updated").collect();
        assert!(days.is_sorted_by(|one, next| one >= next), "{path}: newest first");
        entries += feed.descendants().filter(|node| node.has_tag_name((ATOM, "entry"))).count();
    }
    assert!(pages.contains_key("feeds/all.xml") && entries > 150, "{entries}");
}

#[test]
fn a_base_url_makes_feeds_absolute_and_adds_a_sitemap() {
    let (with, _) = site(&shortened(3, "base-url = \"https://example.org/code\"\n"), &[]);
    let (without, ran) = site(&full(), &[]);
    assert!(ran.err.contains("no `base-url`") && !without.contains_key("sitemap.xml"));
    let map = Document::parse(&with["sitemap.xml"]).expect("XML");
    let listed: BTreeSet<&str> = map
        .descendants()
        .filter(|node| node.has_tag_name("loc") || node.tag_name().name() == "loc")
        .filter_map(|node| node.text())
        .collect();
    let shown = with.keys().filter(|path| path.ends_with(".html") && !path.starts_with("was/") && *path != "404.html");
    assert_eq!(
        listed,
        shown
            .map(|path| format!("https://example.org/code/{path}"))
            .collect::<Vec<_>>()
            .iter()
            .map(String::as_str)
            .collect()
    );
    assert!(with["feeds/all.xml"].contains("href=\"https://example.org/code/changes/second-to-third.html\""));
    let ids = |page: &str| page.matches("<id>").count();
    assert_eq!(ids(&with["feeds/all.xml"]), ids(&without["feeds/all.xml"]));
    assert!(with["404.html"].contains("href=\"&#x2f;code&#x2f;index.html\""));
    assert!(with["404.html"].contains("<style>") && !with["404.html"].contains("rel=\"stylesheet\""));
}

#[test]
fn every_number_of_every_draft_leads_to_its_unit() {
    let (pages, _) = site(&full(), &[]);
    let context = Context::find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts"), None).expect("the sample");
    let vocabulary = load::vocabulary(None, &context).expect("the sample's vocabulary");
    let mut numbers = 0;
    for entry in context.series.entries() {
        let draft = parse::draft(&context.series.draft(entry).expect("is there"), &vocabulary).draft;
        for (_, unit) in draft.provisions() {
            let Some(number) = &unit.number else { continue };
            numbers += 1;
            let path = format!("was/{}/{}-{}/index.html", entry.label, unit.kind.name(), number.parts().join("."));
            let page = pages.get(&path).unwrap_or_else(|| panic!("{path} is not there"));
            let leads: Vec<String> = links::links(page)
                .into_iter()
                .filter(|href| href.starts_with("../../../units/") && !href.ends_with("index.html"))
                .collect();
            assert!(!leads.is_empty(), "{path}");
            let once = page.contains("http-equiv=\"refresh\"");
            assert_eq!(once, leads.iter().collect::<BTreeSet<_>>().len() == 1, "{path}: {leads:?}");
        }
    }
    assert!(numbers > 150, "{numbers}");
    let page = &pages["was/first/measure-3/index.html"];
    assert!(page.contains("Measure 3 of the first draft"), "{page}");
}

#[test]
fn other_pairs_are_compared_when_asked_for() {
    let workshop = full();
    let (pages, _) = site(&workshop, &["--pair", "third..first"]);
    assert!(pages.contains_key("changes/third-to-first.html"));
    assert_eq!(links::complaints(&pages), Vec::<String>::new());
    workshop.run(&["site", "--pair", "first..first"]).failed(2, &["one draft and not a pair"]);
    workshop.run(&["site", "--pair", "first..fifth"]).failed(3, &["`fifth`"]);
    workshop.run(&["site", "--pair", "first"]).failed(3, &[]);
}

#[test]
fn templates_of_ones_own_stand_in_and_their_errors_name_the_line() {
    let workshop = full();
    workshop.put("own/site/404.html", b"<p>\nours: {{ title }}</p>");
    let (pages, _) = site(&workshop, &["--templates", "own"]);
    assert_eq!(pages["404.html"], "<p>\nours: Code of Practice for Urban Delivery Robots</p>");
    workshop.put("own/site/404.html", b"<p>\n{{ page.none }}</p>");
    workshop.run(&["site", "-o", "other", "--templates", "own"]).failed(3, &["site/404.html", "line 2"]);
    assert!(!workshop.path("other").exists());
}

#[test]
fn a_series_of_one_draft_has_no_change_log() {
    shortened(1, "").run(&["site"]).failed(3, &["fewer than two drafts"]);
}

#[test]
fn the_site_of_the_real_drafts_is_whole() {
    let Some(_) = crate::drafts::real() else { return };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/gpai-code");
    let folder = folder.canonicalize().expect("is there");
    let draft =
        |name: &str| format!("[[draft]]\nlabel = \"{}\"\nsource = \"{}/{name}.md\"\n", &name[2..], folder.display());
    let manifest: String = ["1-first", "2-second", "3-third", "4-final"].map(draft).concat();
    let workshop = Workshop::with(&[("redraft.toml", &manifest)]);
    let (pages, _) = site(&workshop, &[]);
    assert_eq!(links::complaints(&pages), Vec::<String>::new());
}
