use serde::Serialize;
use std::collections::BTreeMap;

/// What stands around a report that is one page of many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// The page to go back to.
    pub home: Option<Home>,
    /// For units by ref: the page that tells their life over all drafts.
    pub lineage: BTreeMap<String, String>,
}

/// A link to the page that a report belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Home {
    /// Its address, from this page.
    pub href: String,
    /// What it is called.
    pub title: String,
}
