//! What is asked about a few units: why they were linked, which links to review, which unit went where, one unit's life.

mod explanation;
mod log;
mod review;
mod sheet;
mod table;

pub use explanation::explanation;
pub use log::log;
pub use review::review;
pub use sheet::table_csv;
pub use table::{table_html, table_markdown, table_text};

use crate::report::UnitBrief;

/// Any of the report's types as indented JSON, ending in a newline.
///
/// # Panics
/// Never: the report's types have string keys and finite numbers only.
pub fn data(value: &impl serde::Serialize) -> String {
    let mut out = serde_json::to_string_pretty(value).expect("a report has string keys and plain values");
    out.push('\n');
    out
}

/// `Measure 2.3  Redress for slight damage`; a label that tells the title is enough.
fn named(label: &str, title: &str) -> String {
    if label.contains(title) { label.to_owned() } else { format!("{label}  {title}") }
}

fn brief(unit: &UnitBrief) -> String {
    named(&unit.label, &unit.title)
}
