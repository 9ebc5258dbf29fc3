//! Which headings, rows, items and boxes mean what.
//!
//! A vocabulary is data: a TOML file that names the kinds of units of one family of documents and how they are
//! printed. Two are built in, `code-of-practice` and `generic`; a user's own is read from a path. `drafts/FORMAT.md`
//! specifies the file.

mod pattern;

pub use pattern::{Match, Pattern};

use crate::model::{NoteKind, UnitKind};
use serde::Deserialize;
use std::fmt;

/// The vocabularies that are built in, by name.
pub const BUILT_IN: &[(&str, &str)] =
    &[("code-of-practice", include_str!("code-of-practice.toml")), ("generic", include_str!("generic.toml"))];

/// How one family of documents prints its units.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// Its name.
    pub name: String,
    headings: Vec<HeadingRule>,
    markers: Vec<MarkerRule>,
    items: Vec<ItemRule>,
    rows: Vec<RowRule>,
    notes: Vec<NoteRule>,
    /// Whether a block quotation without a known label is a box beside the text; else it is quoted text of the unit.
    pub quotes_are_boxes: bool,
}

/// What a heading of some form opens.
#[derive(Clone, Debug)]
pub struct HeadingRule {
    /// The kind of unit.
    pub kind: UnitKind,
    /// Its place in the hierarchy whatever its Markdown level, 1 for the outermost; `None`: by Markdown level.
    pub rank: Option<u8>,
    /// What the list items and table rows directly under it are.
    pub items: Option<UnitKind>,
    patterns: Vec<Pattern>,
}

/// A line that only structures the text around it.
#[derive(Clone, Debug)]
pub struct MarkerRule {
    /// What the list items after it are.
    pub items: Option<UnitKind>,
    patterns: Vec<Pattern>,
}

/// How list items of a kind are printed.
#[derive(Clone, Debug)]
pub struct ItemRule {
    /// The kind of unit.
    pub kind: UnitKind,
    /// Whether such an item is a unit wherever it stands; else only where a heading or marker announces it.
    pub anywhere: bool,
    /// Whether an announced item without the printed form continues the item before it.
    pub continues: bool,
    /// Whether the item's leading bold words, or the words before its first colon, are its title.
    pub titled: bool,
    patterns: Vec<Pattern>,
}

/// How table rows of a kind are printed.
#[derive(Clone, Debug)]
pub struct RowRule {
    /// The kind of unit.
    pub kind: UnitKind,
    /// Whether such a row is a unit wherever it stands; else only where a heading or marker announces it.
    pub anywhere: bool,
    patterns: Vec<Pattern>,
}

#[derive(Clone, Debug)]
struct NoteRule {
    kind: NoteKind,
    patterns: Vec<Pattern>,
}

/// What is wrong with a vocabulary file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyError {
    /// The 1-based line; 0 where it is about the whole file.
    pub line: usize,
    /// One lower-case sentence.
    pub message: String,
}

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for VocabularyError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    #[serde(default, rename = "quotes-are-boxes")]
    quotes_are_boxes: bool,
    #[serde(default)]
    heading: Vec<Rule>,
    #[serde(default)]
    marker: Vec<Rule>,
    #[serde(default)]
    item: Vec<Rule>,
    #[serde(default)]
    row: Vec<Rule>,
    #[serde(default)]
    note: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    #[serde(default)]
    kind: Option<String>,
    #[serde(default)]
    patterns: Vec<toml::Spanned<String>>,
    #[serde(default)]
    rank: Option<u8>,
    #[serde(default)]
    items: Option<String>,
    #[serde(default)]
    anywhere: bool,
    #[serde(default)]
    continues: bool,
    #[serde(default)]
    titled: bool,
}

impl Vocabulary {
    /// A built-in vocabulary by name.
    ///
    /// # Panics
    /// Never: a test reads every built-in file.
    pub fn built_in(name: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == name)?;
        Some(Self::from_toml(text).expect("built-in vocabularies are read in the tests"))
    }

    /// Reads a vocabulary file.
    ///
    /// # Errors
    /// With the line, where the text is not TOML, has an unknown key or kind of note, or a pattern that cannot be read.
    pub fn from_toml(text: &str) -> Result<Self, VocabularyError> {
        let line_of = |offset: usize| text[..offset.min(text.len())].matches('\n').count() + 1;
        let file: File = toml::from_str(text).map_err(|error| VocabularyError {
            line: error.span().map_or(0, |span| line_of(span.start)),
            message: error.message().to_owned(),
        })?;
        let compile = |rule: &Rule| -> Result<Vec<Pattern>, VocabularyError> {
            let pattern = |spanned: &toml::Spanned<String>| {
                Pattern::new(spanned.get_ref())
                    .map_err(|message| VocabularyError { line: line_of(spanned.span().start), message })
            };
            rule.patterns.iter().map(pattern).collect()
        };
        let kind = |rule: &Rule| UnitKind::from_name(rule.kind.as_deref().unwrap_or("section"));
        let items = |rule: &Rule| rule.items.as_deref().map(UnitKind::from_name);

        let mut vocabulary = Self {
            name: file.name,
            quotes_are_boxes: file.quotes_are_boxes,
            headings: Vec::new(),
            markers: Vec::new(),
            items: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
        };
        for rule in &file.heading {
            let patterns = compile(rule)?;
            vocabulary.headings.push(HeadingRule { kind: kind(rule), rank: rule.rank, items: items(rule), patterns });
        }
        for rule in &file.marker {
            vocabulary.markers.push(MarkerRule { items: items(rule), patterns: compile(rule)? });
        }
        for rule in &file.item {
            vocabulary.items.push(ItemRule {
                kind: kind(rule),
                anywhere: rule.anywhere,
                continues: rule.continues,
                titled: rule.titled,
                patterns: compile(rule)?,
            });
        }
        for rule in &file.row {
            vocabulary.rows.push(RowRule { kind: kind(rule), anywhere: rule.anywhere, patterns: compile(rule)? });
        }
        for rule in &file.note {
            let patterns = compile(rule)?;
            let name = rule.kind.as_deref().unwrap_or("box");
            let line = rule.patterns.first().map_or(0, |first| line_of(first.span().start));
            let kind = NoteKind::from_name(name)
                .ok_or_else(|| VocabularyError { line, message: format!("unknown kind of note `{name}`") })?;
            vocabulary.notes.push(NoteRule { kind, patterns });
        }
        Ok(vocabulary)
    }

    /// What a heading is, with its number and title.
    pub fn heading<'a>(&self, text: &'a str) -> Option<(&HeadingRule, Match<'a>)> {
        first(&self.headings, |rule| &rule.patterns, text)
    }

    /// What a line that only structures announces; `None` where the text is no such line.
    pub fn marker(&self, text: &str) -> Option<&MarkerRule> {
        let whole = |found: &Match<'_>| found.title.is_empty();
        self.markers.iter().find(|rule| rule.patterns.iter().any(|p| p.find(text).is_some_and(|m| whole(&m))))
    }

    /// How items of this kind are printed.
    pub fn item_rule(&self, kind: &UnitKind) -> Option<&ItemRule> {
        self.items.iter().find(|rule| rule.kind == *kind)
    }

    /// A list item that is a unit wherever it stands.
    pub fn item_anywhere<'a>(&self, text: &'a str) -> Option<(&ItemRule, Match<'a>)> {
        let anywhere = self.items.iter().filter(|rule| rule.anywhere);
        anywhere.into_iter().find_map(|rule| rule.find(text).map(|found| (rule, found)))
    }

    /// How rows of this kind are printed.
    pub fn row_rule(&self, kind: &UnitKind) -> Option<&RowRule> {
        self.rows.iter().find(|rule| rule.kind == *kind)
    }

    /// A table row that is a unit wherever it stands, by the text of its first cell.
    pub fn row_anywhere<'a>(&self, first_cell: &'a str) -> Option<(&RowRule, Match<'a>)> {
        let anywhere = self.rows.iter().filter(|rule| rule.anywhere);
        anywhere.into_iter().find_map(|rule| rule.find(first_cell).map(|found| (rule, found)))
    }

    /// Which box a text opens, by the label that it starts with; the second value is the rest of the text.
    pub fn note<'a>(&self, text: &'a str) -> Option<(NoteKind, Match<'a>)> {
        first(&self.notes, |rule| &rule.patterns, text).map(|(rule, found)| (rule.kind.clone(), found))
    }
}

fn first<'v, 'a, R>(
    rules: &'v [R],
    patterns: impl Fn(&R) -> &Vec<Pattern>,
    text: &'a str,
) -> Option<(&'v R, Match<'a>)> {
    rules
        .iter()
        .find_map(|rule| patterns(rule).iter().find_map(|pattern| pattern.find(text)).map(|found| (rule, found)))
}

impl ItemRule {
    /// The item's number and the rest, where it has the printed form.
    pub fn find<'a>(&self, text: &'a str) -> Option<Match<'a>> {
        self.patterns.iter().find_map(|pattern| pattern.find(text))
    }
}

impl RowRule {
    /// The row's number and the rest of its first cell, where it has the printed form.
    pub fn find<'a>(&self, text: &'a str) -> Option<Match<'a>> {
        self.patterns.iter().find_map(|pattern| pattern.find(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_files_are_read() {
        for (name, text) in BUILT_IN {
            let vocabulary = Vocabulary::from_toml(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(&vocabulary.name, name);
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        let error = Vocabulary::from_toml("name = \"x\"\n[[heading]]\nkind = \"measure\"\npattern = []\n").unwrap_err();
        assert_eq!(error.line, 4, "{error}");
        assert!(error.message.contains("pattern"), "{error}");
    }

    #[test]
    fn noisy_headings_are_understood() {
        let vocabulary = Vocabulary::built_in("code-of-practice").unwrap();
        let cases = [
            ("Commitment I.1 Documentation", "commitment", Some("I.1"), "Documentation"),
            ("Commitment II.1: Safety", "commitment", Some("II.1"), "Safety"),
            ("Commitment II.2. Lifecycle", "commitment", Some("II.2"), "Lifecycle"),
            ("Measures 2.5: Do not crawl", "measure", Some("2.5"), "Do not crawl"),
            ("Measure 10.10 Safety margins", "measure", Some("10.10"), "Safety margins"),
            ("Sub-Measure 5.2 Crawler name", "sub-measure", Some("5.2"), "Crawler name"),
            ("6.1. Types of risks", "section", Some("6.1"), "Types of risks"),
            ("3.3 Additional risks", "section", Some("3.3"), "Additional risks"),
            ("Appendix: Essential elements", "appendix", None, "Essential elements"),
            ("Appendix 1.4.1. Model capabilities", "appendix", Some("1.4.1"), "Model capabilities"),
        ];
        for (text, kind, number, title) in cases {
            let (rule, found) = vocabulary.heading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((rule.kind.name(), found.number, found.title), (kind, number, title), "{text}");
        }
        assert!(vocabulary.heading("Appendices of the Code").is_none());
        assert!(vocabulary.heading("Measured results").is_none());
    }
}
