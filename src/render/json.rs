//! The report as data.

use crate::report::ChangeReport;

/// The report as indented JSON that holds to [`crate::report::JSON_SCHEMA`], ending in a newline.
///
/// # Panics
/// Never: the report's types have string keys and finite numbers only.
pub fn json(report: &ChangeReport) -> String {
    let mut out = serde_json::to_string_pretty(report).expect("a report has string keys and plain values");
    out.push('\n');
    out
}

/// Data for a `<script type="application/json">`: no `<` is left that could close the element.
///
/// # Panics
/// Never: as [`json`].
pub(super) fn embedded(value: &impl serde::Serialize) -> String {
    compact(value).replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}

/// Data on one line, for an attribute.
///
/// # Panics
/// Never: as [`json`].
pub(super) fn compact(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("a report has string keys and plain values")
}
