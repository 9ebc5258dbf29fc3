//! Why a unit was linked as it was, for a terminal.

use super::brief;
use crate::report::ExplanationInfo;
use std::fmt::Write as _;

/// The decision in words, then what was looked at.
pub fn explanation(info: &ExplanationInfo) -> String {
    let mut out = String::new();
    let unit = &info.unit;
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}  [{}:{}, {} words]\n", brief(unit), unit.draft, unit.line, unit.words);
    for sentence in &info.decision {
        let _ = writeln!(out, "{sentence}");
    }
    if info.candidates.is_empty() {
        return out;
    }
    let ways = info.candidates.iter().any(|found| found.way > 0.0);
    let way = |cell: String| if ways { cell } else { String::new() };
    let _ = writeln!(out, "\nLooked at in “{}”, from 0 to 1:\n", info.other);
    let _ = writeln!(out, "joined   text  title  place{}", way("    way".to_owned()));
    for found in &info.candidates {
        let way = way(format!("   {:.2}", found.way));
        let _ = writeln!(
            out,
            "  {:.2}   {:.2}   {:.2}   {:.2}{way}  {}",
            found.joined,
            found.text,
            found.title,
            found.context,
            brief(&found.unit)
        );
        let _ = writeln!(out, "{}{}", " ".repeat(if ways { 36 } else { 29 }), found.words);
    }
    out
}
