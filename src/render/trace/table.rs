//! The correspondence table for a terminal, for a wiki and as a page.

use super::super::html::integrity;
use super::super::markdown::escaped;
use super::super::templates::{RenderError, Templates, fill};
use super::named;
use crate::report::{DraftInfo, Place, TableInfo, TableRow};
use minijinja::value::{Serde, Value};
use serde::Serialize;
use std::fmt::Write as _;

/// What stands where there is no counterpart.
const NONE: &str = "—";

/// The table in columns.
pub fn table_text(table: &TableInfo) -> String {
    let mut out = String::new();
    for (heading, rows) in directions(table) {
        let lines: Vec<[String; 3]> = rows.iter().map(columns).collect();
        let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0).min(48);
        let (from, to) = (width(0), width(1));
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}{heading}\n", if out.is_empty() { "" } else { "\n" });
        for [first, second, rest] in &lines {
            let line = format!("{:from$}  {:to$}  {rest}", cut(first, from), cut(second, to));
            let _ = writeln!(out, "{}", line.trim_end());
        }
    }
    out
}

fn columns(row: &TableRow) -> [String; 3] {
    let to = row.to.as_ref().map_or_else(|| NONE.to_owned(), shown);
    [shown(&row.from), to, rest(row).join("  ")]
}

fn shown(place: &Place) -> String {
    named(&place.name, &place.title)
}

/// Relation, aspects, weight and confidence.
fn rest(row: &TableRow) -> Vec<String> {
    let sure = row.confidence.map(|confidence| format!("{confidence:.2}"));
    let pinned = row.pinned.then(|| "settled".to_owned());
    let parts = [Some(row.relation.clone()), Some(row.aspects.join(", ")), Some(row.weight.clone()), sure, pinned];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect()
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// Both directions with their headings.
fn directions(table: &TableInfo) -> [(String, &[TableRow]); 2] {
    let (before, after) = (name(&table.before), name(&table.after));
    [(format!("{before} → {after}"), &table.forward), (format!("{after} ← {before}"), &table.backward)]
}

fn name(draft: &DraftInfo) -> &str {
    draft.version.as_deref().unwrap_or(&draft.label)
}

/// The table for a wiki or a pull request.
pub fn table_markdown(table: &TableInfo) -> String {
    let mut out = String::new();
    for ((heading, rows), (from, to)) in directions(table).into_iter().zip([("Before", "After"), ("After", "Before")]) {
        let _ = writeln!(out, "{}## {}\n", if out.is_empty() { "" } else { "\n" }, escaped(&heading));
        let _ =
            writeln!(out, "| {from} | {to} | Relation | Changed | Weight | Confidence |\n|---|---|---|---|---|---:|");
        for row in rows {
            let to = row.to.as_ref().map_or_else(|| NONE.to_owned(), shown);
            let sure = row.confidence.map_or_else(String::new, |confidence| format!("{confidence:.2}"));
            let cells = [&shown(&row.from), &to, &row.relation, &row.aspects.join(", "), &row.weight, &sure];
            let _ = writeln!(out, "| {} |", cells.map(|cell| escaped(cell)).join(" | "));
        }
    }
    out
}

/// What `table.html` is filled with.
#[derive(Serialize)]
struct Context<'a> {
    before: &'a DraftInfo,
    after: &'a DraftInfo,
    directions: [Direction<'a>; 2],
    style: Value,
    style_digest: String,
    script_digest: String,
}

#[derive(Serialize)]
struct Direction<'a> {
    id: &'static str,
    from: &'a DraftInfo,
    to: &'a DraftInfo,
    rows: &'a [TableRow],
}

/// The table as one self-contained page.
///
/// # Errors
/// When a replaced template cannot be read, or asks for a value that the table does not have.
pub fn table_html(table: &TableInfo, templates: &Templates) -> Result<String, RenderError> {
    let words = templates.words(&table.after.language)?;
    let environment = templates.environment(&words, &table.after.language)?;
    let style = templates.style(&words);
    let (before, after) = (&table.before, &table.after);
    let context = Context {
        before,
        after,
        directions: [
            Direction { id: "forward", from: before, to: after, rows: &table.forward },
            Direction { id: "backward", from: after, to: before, rows: &table.backward },
        ],
        style_digest: integrity(&style),
        style: Value::from_safe_string(style),
        script_digest: integrity(""),
    };
    fill(&environment, "table.html", Value::from(Serde(context)))
}
