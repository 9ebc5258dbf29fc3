//! The history of a document as a site: one page a draft, a comparison, a unit; feeds, data, search, and what leads old
//! numbers to new places.
//!
//! ```text
//! index.html                        how the document came about, at a glance
//! drafts/second.html                a draft, clean
//! changes/first-to-second.html      what changed between two drafts (and .json)
//! tables/first-to-second.html       which unit went where (and .csv)
//! units/first/measure-13.html       the life of one unit, by its first appearance
//! was/first/measure-13/index.html   where a number that was printed once leads now
//! feeds/all.xml, …                  what is new
//! ```
//!
//! Every link is relative, so a site works below any address and from a folder on a disk.

mod data;
mod draft;
mod feed;
mod line;
mod overview;
mod picture;
mod units;

use super::Page;
use super::frame::{Frame, Home};
use super::html::html;
use super::index::Index;
use super::json;
use super::templates::{RenderError, Templates, fill};
use super::trace::table_csv;
use crate::report::History;
use crate::words::Words;
use minijinja::Environment;
use minijinja::value::{Serde, Value};
use serde::Serialize;
use std::collections::BTreeMap;

/// All pages of a site, in order of their paths; `progress` is told how many of how many are made.
///
/// # Errors
/// When a replaced template cannot be read, or asks for a value that the history does not have.
pub fn site(
    history: &History,
    templates: &Templates,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Vec<Page>, RenderError> {
    let words = templates.words(language(history))?;
    let environment = templates.environment(&words, language(history))?;
    let told = history.in_words(&words);
    let mut site = Site::new(&told, (templates, &words), environment);
    site.shared();
    site.overview()?;
    site.draft_pages()?;
    site.tables()?;
    site.numbers()?;
    site.feed_pages();
    site.contents(history);
    let total = site.pages.len() + history.lines.len() + 3 * history.steps.len();
    site.line_pages(&mut |done| progress(done, total))?;
    site.changes(history, &mut |done| progress(done, total))?;
    site.sitemap();
    let mut pages = site.pages;
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(pages)
}

/// What all pages are made from, and those that are made.
struct Site<'a> {
    history: &'a History,
    templates: &'a Templates,
    words: &'a Words,
    environment: Environment<'a>,
    /// For each step, then for each comparison of distant drafts: what is looked up by ref, and for pages below
    /// `units/` where units are found.
    steps: Vec<(Index<'a>, Frame)>,
    distant: Vec<(Index<'a>, Frame)>,
    pages: Vec<Page>,
}

/// What every page may say about the site that it belongs to.
#[derive(Serialize)]
struct Shell<'a, T> {
    /// From the page to the site's root: empty, `../`, `../../`.
    root: &'a str,
    /// The page's own path.
    here: &'a str,
    title: &'a str,
    base_url: Option<&'a str>,
    /// Name and words of the newest draft and the newest step, for the navigation.
    newest: Option<&'a str>,
    newest_step: Option<&'a str>,
    page: T,
}

impl<'a> Site<'a> {
    fn new(history: &'a History, (templates, words): (&'a Templates, &'a Words), environment: Environment<'a>) -> Self {
        let frame =
            |before: usize, after: usize| Frame { home: None, lineage: lineage(history, before, after, "../../") };
        let steps = history.steps.iter().map(|step| (Index::of(&step.report), frame(step.before, step.after)));
        let distant = history.apart.iter().map(|apart| (Index::of(&apart.report), frame(apart.before, apart.after)));
        let (steps, distant) = (steps.collect(), distant.collect());
        Self { history, templates, words, environment, steps, distant, pages: Vec::new() }
    }

    fn put(&mut self, path: String, content: String) {
        self.pages.push(Page { path, content });
    }

    /// Fills a template; `page` is what the template calls by that name.
    fn fill<T: Serialize>(&mut self, template: &str, path: String, page: T) -> Result<(), RenderError> {
        let depth = path.matches('/').count();
        let content = self.filled(template, &path, &"../".repeat(depth), page)?;
        self.put(path, content);
        Ok(())
    }

    fn filled<T: Serialize>(&self, template: &str, here: &str, root: &str, page: T) -> Result<String, RenderError> {
        let history = self.history;
        let next = history.drafts.len().saturating_sub(1);
        let shell = Shell {
            root,
            here,
            title: &history.title,
            base_url: history.base_url.as_deref(),
            newest: history.drafts.last().map(|draft| draft.name.as_str()),
            newest_step: history.steps[..next].last().map(|step| step.name.as_str()),
            page,
        };
        fill(&self.environment, template, Value::from(Serde(shell)))
    }

    fn style(&self) -> String {
        self.templates.style(self.words) + self.templates.text("site/site.css")
    }

    /// Style and script, once for all pages; the script begins with what it says.
    fn shared(&mut self) {
        let said = json::embedded(&self.words.tree()["search"]);
        self.put("style.css".to_owned(), self.style());
        self.put("site.js".to_owned(), format!("var WORDS={said};\n{}", self.templates.text("site/site.js")));
    }

    /// One self-contained page a step, and the same as data and for a spreadsheet, from the history as data.
    fn changes(&mut self, history: &History, progress: &mut dyn FnMut(usize)) -> Result<(), RenderError> {
        for step in &history.steps {
            let frame = Frame {
                home: Some(Home { href: "../index.html".to_owned(), title: history.title.clone() }),
                lineage: lineage(history, step.before, step.after, "../"),
            };
            let page = html(&step.report, self.templates, &frame)?;
            self.put(step.page(), page);
            self.put(step.data(), json::json(&step.report));
            self.put(format!("tables/{}.csv", step.name), table_csv(&step.table));
            progress(self.pages.len());
        }
        Ok(())
    }
}

/// The language of the newest draft.
fn language(history: &History) -> &str {
    history.drafts.last().map_or("en", |draft| &draft.info.language)
}

/// Where the life of each unit of two drafts is told, by its ref; `root` leads from the page to the site's root.
fn lineage(history: &History, before: usize, after: usize, root: &str) -> BTreeMap<String, String> {
    let of = |draft: usize, letter: char| {
        let lines = history.drafts[draft].lines.iter().enumerate();
        lines.filter_map(move |(unit, line)| {
            Some((format!("{letter}{unit}"), format!("{root}{}", history.lines[(*line)?].page())))
        })
    };
    of(before, 'b').chain(of(after, 'a')).collect()
}
