//! Units in a line or two, for what is asked about a few of them.

use crate::matching::Names;
use crate::model::{Draft, UnitIdx};
use crate::text;
use serde::{Deserialize, Serialize};

/// One unit in a line or two.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitBrief {
    /// Label of its draft.
    pub draft: String,
    /// `Measure 2.3`.
    pub label: String,
    /// Heading without kind and number.
    pub title: String,
    /// The shortest name that leads to it and to no other unit of its draft.
    pub name: String,
    /// Source file.
    pub file: String,
    /// 1-based line of its heading, row or item.
    pub line: u32,
    /// Words of its own text.
    pub words: usize,
    /// How its text begins.
    pub head: String,
}

/// Words of a text that its head shows.
const HEAD: usize = 24;

impl UnitBrief {
    pub(super) fn new(draft: &Draft, names: &Names<'_>, idx: UnitIdx) -> Self {
        let unit = &draft[idx];
        Self {
            draft: draft.meta.label.clone(),
            label: unit.label(),
            title: unit.title.text.clone(),
            name: names.of(idx),
            file: draft.meta.files.get(unit.span.file as usize).map_or_else(String::new, |file| file.name.clone()),
            line: unit.span.line,
            words: text::word_count(&unit.body.prose.text),
            head: head(&unit.body.prose.text, HEAD),
        }
    }
}

/// The first words of a text, on one line.
pub(super) fn head(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let shown = words[..words.len().min(most)].join(" ");
    if words.len() > most { format!("{shown} …") } else { shown }
}

/// Names for units of a message: each leads to one unit, and the title says which.
pub fn called(draft: &Draft, units: &[UnitIdx]) -> Vec<String> {
    let names = Names::new(draft);
    let told = |&idx: &UnitIdx| {
        let (name, title) = (names.of(idx), &draft[idx].title.text);
        let name = format!("`{}:{name}`", draft.meta.label);
        if title.is_empty() || name.contains(title.as_str()) { name } else { format!("{name} ({title})") }
    };
    units.iter().map(told).collect()
}
