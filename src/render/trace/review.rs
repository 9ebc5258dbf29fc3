//! The links to look at, for a terminal, each with the pin that would settle it.

use super::brief;
use crate::report::{ReviewInfo, ReviewItem};
use std::fmt::Write as _;

/// The links to look at, each with a `[[pin]]` block to paste into the series manifest.
pub fn review(info: &ReviewInfo) -> String {
    let mut out = String::new();
    let (pair, count) = (&info.pair, info.items.len());
    let pinned = if info.pinned > 0 { format!(", {} settled by the drafters", info.pinned) } else { String::new() };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "# {pair}: {count} of {} links are less sure than {:.2}{pinned}", info.links, info.below);
    for item in &info.items {
        let _ = writeln!(out, "\n{}", told(item));
        out.push_str(&pin(pair, item));
    }
    out
}

/// What there is to know, as comments: the whole output can be pasted.
fn told(item: &ReviewItem) -> String {
    let lines = [
        format!("{:.2} {}: {}", item.confidence, item.relation, item.evidence.join(", ")),
        format!("  before: {}  [{}:{}]", brief(&item.before), item.before.draft, item.before.line),
        format!("          {}", item.before.head),
        format!("  after:  {}  [{}:{}]", brief(&item.after), item.after.draft, item.after.line),
        format!("          {}", item.after.head),
    ];
    lines.map(|line| format!("# {}", line.replace(char::is_control, " ")).trim_end().to_owned()).join("\n")
}

/// The pin that would settle a link as it was found.
fn pin(pair: &str, item: &ReviewItem) -> String {
    format!(
        "[[pin]]\npair = {}\nbefore = {}\nafter = {}\nrelation = {}       # or split, merge, part, not\nreason = \"\"\n",
        quoted(pair),
        quoted(&item.before.name),
        quoted(&item.after.name),
        quoted(&item.relation)
    )
}

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_read_as_it_was_written() {
        for text in ["a", "“a”", "a \"b\" \\ c", "tab\tline\nend\u{7f}", ""] {
            let table: toml::Table = toml::from_str(&format!("x = {}", quoted(text))).expect("is TOML");
            assert_eq!(table["x"].as_str(), Some(text));
        }
    }
}
