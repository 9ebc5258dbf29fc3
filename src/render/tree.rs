//! One draft by itself: the tree that the parser saw, for a drafter who asks what the tool makes of a text.

use super::text::titled;
use crate::report::{DraftInfo, UnitInfo};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The units as an indented list with words and lines, and the counts by kind at the end.
pub fn tree(units: &[UnitInfo]) -> String {
    let mut out = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in units {
        let indent = "  ".repeat(unit.depth as usize);
        let title = titled(unit);
        let gap = if title.is_empty() { "" } else { "  " };
        let id = unit.id.as_ref().map_or_else(String::new, |id| format!(" {{#{id}}}"));
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{indent}{}{gap}{title}{id}  [{}, {} words, line {}]",
            unit.label, unit.kind, unit.words, unit.line
        );
        *counts.entry(unit.note.as_deref().unwrap_or(&unit.kind)).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(kind, count)| format!("{kind} {count}")).collect();
    let _ = writeln!(out, "\n{} units: {}", units.len(), counts.join(", "));
    out
}

/// The draft and its units as indented JSON, ending in a newline.
///
/// # Panics
/// Never: the types have string keys and plain values only.
pub fn tree_json(draft: &DraftInfo, units: &[UnitInfo]) -> String {
    #[derive(serde::Serialize)]
    struct Tree<'a> {
        draft: &'a DraftInfo,
        units: &'a [UnitInfo],
    }
    let mut out = serde_json::to_string_pretty(&Tree { draft, units }).expect("string keys and plain values");
    out.push('\n');
    out
}
