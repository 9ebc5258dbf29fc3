//! One unit's life as a graph of lines.
//!
//! ```text
//! second
//!   Measure 8.2  Annual report  [180 words, 2-second.md:301]  new
//!   ├─ split, refined (0.93) ─► Measure III.2.2  Content of the annual report  · 2 findings
//!   └─ split (0.91) ─► Measure III.2.4  Publication of the annual report
//! ```

use super::named;
use crate::report::{LogDraft, LogInfo, LogStep, LogUnit};
use std::fmt::Write as _;

/// The life of a unit, draft by draft.
pub fn log(info: &LogInfo) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}  [{}]", named(&info.label, &info.title), info.draft);
    for draft in &info.drafts {
        let _ = writeln!(out, "\n{}", heading(draft));
        for unit in &draft.units {
            lines(&mut out, unit);
        }
    }
    if !info.doubts.is_empty() {
        out.push('\n');
    }
    for doubt in &info.doubts {
        let _ = writeln!(out, "In doubt: {doubt}.");
    }
    out
}

fn heading(draft: &LogDraft) -> String {
    let parts = [Some(draft.label.as_str()), draft.version.as_deref(), draft.date.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn lines(out: &mut String, unit: &LogUnit) {
    let mark = if unit.asked { "▶" } else { " " };
    let event = if unit.event.is_empty() { String::new() } else { format!("  {}", unit.event) };
    let name = named(&unit.label, &unit.title);
    let _ = writeln!(out, "{mark} {name}  [{} words, {}:{}]{event}", unit.words, unit.file, unit.line);
    for aside in &unit.asides {
        let bar = if unit.steps.is_empty() { " " } else { "│" };
        let _ = writeln!(out, "  {bar} {aside}");
    }
    for (position, step) in unit.steps.iter().enumerate() {
        let corner = if position + 1 == unit.steps.len() { "└─" } else { "├─" };
        let _ = writeln!(out, "  {corner} {}", onward(step));
    }
}

fn onward(step: &LogStep) -> String {
    let mut words = vec![step.state.as_str()];
    words.extend(step.aspects.iter().map(String::as_str).filter(|aspect| *aspect != step.state));
    let sure = if step.pinned { "settled by the drafters".to_owned() } else { format!("{:.2}", step.confidence) };
    let findings = match step.findings {
        0 => String::new(),
        1 => " · 1 finding".to_owned(),
        many => format!(" · {many} findings"),
    };
    let (words, name) = (words.join(", "), named(&step.label, &step.title));
    format!("{words} ({sure}) ─► {name}  · {}{findings}", step.weight)
}
