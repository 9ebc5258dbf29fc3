//! Follows every link of a site the way a browser does, from the page that it stands on.

use super::Pages;
use crate::page::{attribute_values, markup};
use std::collections::{BTreeMap, BTreeSet};

/// Every link that leads nowhere, every id that is given twice, and every page that no other leads to.
pub(super) fn complaints(pages: &Pages) -> Vec<String> {
    let html = || pages.iter().filter(|(path, _)| path.ends_with(".html"));
    let ids: BTreeMap<&str, Vec<String>> = html().map(|(path, page)| (path.as_str(), values(page, "id"))).collect();
    let mut found = Vec::new();
    let mut reached: BTreeSet<String> = ["index.html", "404.html"].map(str::to_owned).into();
    for (path, page) in html() {
        let own = &ids[path.as_str()];
        if own.iter().collect::<BTreeSet<_>>().len() < own.len() {
            found.push(format!("{path}: an id is given twice"));
        }
        for href in links(page).iter().filter(|href| !is_away(href)) {
            match target(path, href) {
                Some((to, fragment)) if pages.contains_key(&to) => {
                    let known = ids.get(to.as_str()).is_some_and(|ids| ids.contains(&fragment));
                    if !fragment.is_empty() && !known {
                        found.push(format!("{path}: `{href}` leads to no place of its page"));
                    }
                    if to != *path {
                        reached.insert(to);
                    }
                }
                _ => found.push(format!("{path}: `{href}` leads nowhere")),
            }
        }
    }
    let lost = html().filter(|(path, _)| !reached.contains(*path) && !path.starts_with("was/"));
    found.extend(lost.map(|(path, _)| format!("{path}: nothing leads here")));
    found
}

/// Everything that a page loads or leads to.
pub(super) fn links(page: &str) -> Vec<String> {
    let refresh = values(page, "content").into_iter().filter_map(|it| it.strip_prefix("0; url=").map(str::to_owned));
    // The text of scripts is no markup; where they are loaded from is.
    let scripts = page.split("<script src=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(plain);
    ["href", "action"].iter().flat_map(|name| values(page, name)).chain(refresh).chain(scripts).collect()
}

fn values(page: &str, name: &str) -> Vec<String> {
    attribute_values(&markup(page), name).into_iter().map(plain).collect()
}

/// An attribute's value as a browser reads it.
pub(super) fn plain(value: &str) -> String {
    let signs = [("&#x2f;", "/"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    signs.iter().fold(value.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn is_away(href: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme))
}

/// The page and the place in it that a link leads to; nothing where it leads out of the site.
fn target(from: &str, href: &str) -> Option<(String, String)> {
    let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
    if path.is_empty() {
        return Some((from.to_owned(), fragment.to_owned()));
    }
    let mut names: Vec<&str> = from.split('/').collect();
    names.pop();
    if path.starts_with('/') {
        names.clear();
    }
    for name in path.trim_start_matches('/').split('/') {
        match name {
            ".." => drop(names.pop()?),
            "." => {}
            name => names.push(name),
        }
    }
    let path = names.join("/");
    Some((if path.ends_with('/') || path.is_empty() { path + "index.html" } else { path }, fragment.to_owned()))
}
