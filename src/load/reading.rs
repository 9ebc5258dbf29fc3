//! A TOML text while it is read: where in it something is wrong, and which of its keys nobody knows.

use super::files::line_of;
use crate::error::Error;
use std::ops::Range;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The text being read, to find the line of what is wrong in it.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) text: &'a str,
    pub(super) path: &'a Path,
}

impl Reading<'_> {
    pub(super) fn line(self, span: &Range<usize>) -> usize {
        line_of(self.text.as_bytes(), span.start)
    }

    pub(super) fn wrong(self, span: &Range<usize>, message: String) -> Error {
        Error::Manifest { path: self.path.to_owned(), line: self.line(span), message }
    }

    pub(super) fn not_toml(self, error: &toml::de::Error) -> Error {
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        self.wrong(&error.span().unwrap_or_default(), message)
    }

    pub(super) fn check_tables(
        self,
        file: &DeTable<'_>,
        key: &str,
        known: &'static [&'static str],
    ) -> Result<(), Error> {
        let tables = file.get(key).into_iter().flat_map(|value| tables(value.get_ref()));
        tables.into_iter().try_for_each(|table| self.check_table(table, known))
    }

    pub(super) fn check_table(self, table: &DeTable<'_>, known: &'static [&'static str]) -> Result<(), Error> {
        let unknown = table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        let Some(first) = unknown.min_by_key(|key| key.span().start) else { return Ok(()) };
        let (path, key) = (self.path.to_owned(), first.get_ref().clone().into_owned());
        Err(Error::UnknownKey { path, line: self.line(&first.span()), key, known })
    }
}

fn tables<'a, 'i>(value: &'a DeValue<'i>) -> Vec<&'a DeTable<'i>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(array) => array.iter().filter_map(|item| item.get_ref().as_table()).collect(),
        _ => Vec::new(),
    }
}
