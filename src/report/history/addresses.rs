//! Where each page of a site is, from the site's root: feeds name pages, and pages name each other.

use super::{FeedInfo, HistoryDraft, HistoryStep, LineInfo};

impl HistoryDraft {
    /// The page of the draft.
    pub fn page(&self) -> String {
        format!("drafts/{}.html", self.name)
    }
}

impl HistoryStep {
    /// The page of what changed.
    pub fn page(&self) -> String {
        format!("changes/{}.html", self.name)
    }

    /// The same for programs.
    pub fn data(&self) -> String {
        format!("changes/{}.json", self.name)
    }
}

impl LineInfo {
    /// The page of the life.
    pub fn page(&self) -> String {
        format!("units/{}.html", self.name)
    }

    /// Its feed.
    pub fn feed(&self) -> String {
        feed(&format!("unit/{}", self.name))
    }
}

impl FeedInfo {
    /// Where it is itself.
    pub fn address(&self) -> String {
        feed(&self.name)
    }
}

fn feed(name: &str) -> String {
    format!("feeds/{name}.xml")
}
