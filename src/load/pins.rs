//! Cases that the drafters settled: the `[[pin]]` tables of a manifest, or of the file `links.toml` beside it.

use super::entry::Entry;
use super::reading::Reading;
use crate::error::Error;
use crate::model::{Pair, PinRule, Ruling};
use serde::Deserialize;
use std::ops::Range;
use toml::Spanned;

/// The keys of a pin.
pub(super) const KEYS: &[&str] = &["pair", "before", "after", "relation", "reason"];

/// A `[[pin]]` table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PinTable {
    pair: Spanned<String>,
    before: Spanned<String>,
    after: Spanned<String>,
    relation: Spanned<String>,
    #[serde(default)]
    reason: String,
}

/// The pins of a file; `drafts` are those that they may name.
pub(super) fn rules(
    reading: Reading<'_>,
    tables: Vec<Spanned<PinTable>>,
    drafts: &[Entry],
) -> Result<Vec<PinRule>, Error> {
    tables.into_iter().map(|table| rule(reading, table, drafts)).collect()
}

fn rule(reading: Reading<'_>, table: Spanned<PinTable>, drafts: &[Entry]) -> Result<PinRule, Error> {
    let line = u32::try_from(reading.line(&table.span())).unwrap_or(u32::MAX);
    let pin = table.into_inner();
    Ok(PinRule {
        pair: pair(reading, &pin.pair, drafts)?,
        units: Pair::new(unit(reading, &pin.before)?, unit(reading, &pin.after)?),
        ruling: ruling(reading, &pin.relation)?,
        reason: pin.reason.trim().to_owned(),
        file: reading.path.display().to_string(),
        line,
    })
}

fn pair(reading: Reading<'_>, written: &Spanned<String>, drafts: &[Entry]) -> Result<Pair<String>, Error> {
    let span = written.span();
    let sides = written.get_ref().split_once("..").map(|(before, after)| Pair::new(before.trim(), after.trim()));
    let Some(sides) = sides.filter(|sides| !sides.agree()) else {
        let message = format!("`{}` is not a pair of drafts such as `first..second`", written.get_ref());
        return Err(reading.wrong(&span, message));
    };
    for label in [sides.before, sides.after] {
        if !drafts.iter().any(|draft| draft.label == label) {
            return Err(reading.wrong(&span, unknown_draft(label, drafts)));
        }
    }
    Ok(sides.map(str::to_owned))
}

fn unknown_draft(label: &str, drafts: &[Entry]) -> String {
    let known: Vec<String> = drafts.iter().map(|draft| format!("`{}`", draft.label)).collect();
    format!("no draft of the series is called `{label}`; there are {}", known.join(", "))
}

fn unit(reading: Reading<'_>, written: &Spanned<String>) -> Result<String, Error> {
    match written.get_ref().trim() {
        "" => Err(reading.wrong(&written.span(), "the unit has no name".to_owned())),
        name => Ok(name.to_owned()),
    }
}

fn ruling(reading: Reading<'_>, written: &Spanned<String>) -> Result<Ruling, Error> {
    Ruling::from_name(written.get_ref()).ok_or_else(|| {
        let known: Vec<String> = Ruling::ALL.iter().map(|ruling| format!("`{}`", ruling.name())).collect();
        let message = format!("`{}` is not a relation; there are {}", written.get_ref(), known.join(", "));
        let span: Range<usize> = written.span();
        reading.wrong(&span, message)
    })
}

#[cfg(test)]
mod tests {
    use super::super::manifest::parse;
    use super::*;
    use std::path::Path;

    const DRAFTS: &str = "[[draft]]\nlabel='a'\nsource='a.md'\n[[draft]]\nlabel='b'\nsource='b.md'\n";

    fn complaint(pin: &str) -> (usize, String) {
        match parse(&format!("{DRAFTS}[[pin]]\n{pin}"), Path::new("redraft.toml")) {
            Err(Error::Manifest { line, message, .. }) => (line, message),
            Err(Error::UnknownKey { line, key, .. }) => (line, key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_complaint_about_a_pin_has_its_line() {
        let told = |pin: &str, line: usize, words: &str| {
            let (found, message) = complaint(pin);
            assert_eq!(found, line, "{message}");
            assert!(message.contains(words), "{message}");
        };
        told("pair='a..b'\nbefore='x'\nafter='y'\nrelation='alike'", 11, "`same`, `split`, `merge`, `part`, `not`");
        told("pair='a..c'\nbefore='x'\nafter='y'\nrelation='same'", 8, "`c`; there are `a`, `b`");
        told("pair='a'\nbefore='x'\nafter='y'\nrelation='same'", 8, "pair of drafts");
        told("pair='a..a'\nbefore='x'\nafter='y'\nrelation='same'", 8, "pair of drafts");
        told("pair='a..b'\nbefore=' '\nafter='y'\nrelation='same'", 9, "no name");
        told("pair='a..b'\nbefore='x'\nrelation='same'", 7, "missing field `after`");
        told("pair='a..b'\nbefor='x'\nafter='y'\nrelation='same'", 9, "befor");
    }

    #[test]
    fn a_pin_keeps_its_place() {
        let pin = "[[pin]]\npair='a..b'\nbefore=' M 1 '\nafter='#x'\nrelation='not'\n";
        let manifest = parse(&format!("{DRAFTS}{pin}"), Path::new("redraft.toml")).expect("is well formed");
        let [pin] = manifest.pins.as_slice() else { panic!("one pin") };
        assert_eq!((pin.file.as_str(), pin.line, pin.ruling), ("redraft.toml", 7, Ruling::Not));
        assert_eq!((pin.units.before.as_str(), pin.reason.as_str()), ("M 1", ""));
    }
}
