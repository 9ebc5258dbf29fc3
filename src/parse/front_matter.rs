//! The lines between `---` at the start of a file: `key: value`, one a line.
//!
//! Drafts carry flat keys. A value that YAML would nest is kept as the text of the key above it, so nothing is lost.

use crate::model::Attributes;
use std::collections::BTreeMap;

/// What a front matter says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FrontMatter {
    /// Values by key, quotes around them removed.
    pub(super) values: Attributes,
    /// The 1-based lines of the keys.
    pub(super) lines: BTreeMap<String, u32>,
    /// Opened and never closed.
    pub(super) unclosed: bool,
}

impl FrontMatter {
    /// Adds another file's front matter; what was said first stays.
    pub(super) fn join(&mut self, other: Self) {
        for (key, value) in other.values {
            self.values.entry(key).or_insert(value);
        }
    }
}

/// The front matter of a text and the byte position where the rest starts.
pub(super) fn split(text: &str) -> (FrontMatter, usize) {
    let mut lines = text.split_inclusive('\n');
    let mut matter = FrontMatter::default();
    let Some(first) = lines.next().filter(|first| first.trim_end() == "---") else { return (matter, 0) };
    let mut position = first.len();
    let mut last = None;
    for (number, line) in (2..).zip(lines) {
        position += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return (matter, position);
        }
        let key = read(line, last.clone(), &mut matter.values);
        if let Some(key) = key.iter().find(|&key| last.as_ref() != Some(key)) {
            matter.lines.insert(key.clone(), number);
        }
        last = key;
    }
    (FrontMatter { unclosed: true, ..FrontMatter::default() }, 0)
}

fn read(line: &str, last: Option<String>, values: &mut Attributes) -> Option<String> {
    let nested = line.starts_with([' ', '\t', '-']);
    match (line.split_once(':'), &last) {
        (Some((key, value)), _) if !nested && !key.trim_start().starts_with('#') => {
            values.insert(key.trim().to_lowercase(), unquote(value.trim()).to_owned());
            Some(key.trim().to_lowercase())
        }
        (_, Some(key)) if nested && !line.trim().is_empty() => {
            let value = values.entry(key.clone()).or_default();
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line.trim());
            last
        }
        _ => last,
    }
}

fn unquote(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_keys_and_nested_text() {
        let text = "---\ntitle: \"A: B\"\nauthors:\n  - One\n  - Two\n---\nrest";
        let (matter, rest) = split(text);
        assert_eq!(matter.values["title"], "A: B");
        assert_eq!(matter.values["authors"], "- One - Two");
        assert_eq!((matter.lines["title"], matter.lines["authors"]), (2, 3));
        assert_eq!(&text[rest..], "rest");
    }

    #[test]
    fn an_open_front_matter_is_text() {
        assert_eq!(split("---\ntitle: x\n"), (FrontMatter { unclosed: true, ..FrontMatter::default() }, 0));
        assert_eq!(split("# x\n---\n").1, 0);
    }
}
