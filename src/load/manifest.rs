//! What stands in a series manifest, every complaint with its line.
//!
//! The text is read twice: once for its keys alone, so that an unknown one can be named together with those that are
//! known, and once into types.

use super::entry::Entry;
use super::pins::{self, PinTable};
use super::reading::Reading;
use crate::error::Error;
use crate::model::{AttributeRule, Attributes, Declared, PinRule, is_web_address};
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::DeTable;
use toml::value::Datetime;

const TOP: &[&str] = &["series", "draft", "attribute", "pin"];
const SERIES: &[&str] = &["title", "language", "vocabulary", "repository", "base-url"];
const DRAFT: &[&str] =
    &["label", "title", "date", "source", "publication", "feedback-deadline", "feedback-address", "feedback"];

/// What stands for a value of the unit in the pattern of a feedback address.
const FEEDBACK: &[&str] = &["label", "title", "address", "anchor", "draft"];

/// A manifest's contents, paths as written.
#[derive(Debug)]
pub(super) struct Manifest {
    pub(super) series: SeriesTable,
    pub(super) drafts: Vec<Entry>,
    pub(super) attributes: Vec<AttributeRule>,
    pub(super) pins: Vec<PinRule>,
}

/// The `[series]` table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SeriesTable {
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) vocabulary: Option<String>,
    pub(super) repository: Option<PathBuf>,
    pub(super) base_url: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    series: SeriesTable,
    #[serde(default)]
    draft: Vec<DraftTable>,
    #[serde(default)]
    attribute: Vec<Spanned<Attributes>>,
    #[serde(default)]
    pin: Vec<Spanned<PinTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct DraftTable {
    label: Spanned<String>,
    title: Option<String>,
    date: Option<Spanned<Day>>,
    source: Spanned<String>,
    publication: Option<Spanned<String>>,
    feedback_deadline: Option<Day>,
    feedback_address: Option<String>,
    feedback: Option<Spanned<String>>,
}

/// A day that may be written as a TOML date or as words.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a date such as 2026-02-02, or a string")]
enum Day {
    Date(Datetime),
    Words(String),
}

/// Reads the text of a manifest; `path` is how messages name it.
pub(super) fn parse(text: &str, path: &Path) -> Result<Manifest, Error> {
    let reading = Reading { text, path };
    reading.check_keys(DeTable::parse(text).map_err(|error| reading.not_toml(&error))?.get_ref())?;
    let file: File = toml::from_str(text).map_err(|error| reading.not_toml(&error))?;
    reading.check_labels(&file.draft)?;
    let attributes = file.attribute.into_iter().map(|rule| reading.attribute(rule)).collect::<Result<Vec<_>, _>>()?;
    let about =
        Declared { language: file.series.language.clone(), attributes: attributes.clone(), ..Declared::default() };
    let drafts: Vec<Entry> =
        file.draft.into_iter().map(|draft| reading.entry(draft, &about)).collect::<Result<_, _>>()?;
    let pins = pins::rules(reading, file.pin, &drafts)?;
    if let Some(address) = &file.series.base_url {
        reading.check_address(address)?;
    }
    Ok(Manifest { series: file.series, drafts, attributes, pins })
}

/// Reads the text of a file that holds nothing but pins.
pub(super) fn parse_pins(text: &str, path: &Path, drafts: &[Entry]) -> Result<Vec<PinRule>, Error> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Links {
        #[serde(default)]
        pin: Vec<Spanned<PinTable>>,
    }
    let reading = Reading { text, path };
    let keys = DeTable::parse(text).map_err(|error| reading.not_toml(&error))?;
    reading.check_table(keys.get_ref(), &["pin"])?;
    reading.check_tables(keys.get_ref(), "pin", pins::KEYS)?;
    let links: Links = toml::from_str(text).map_err(|error| reading.not_toml(&error))?;
    pins::rules(reading, links.pin, drafts)
}

impl Reading<'_> {
    fn check_keys(self, file: &DeTable<'_>) -> Result<(), Error> {
        self.check_table(file, TOP)?;
        for (key, known) in [("series", SERIES), ("draft", DRAFT), ("pin", pins::KEYS)] {
            self.check_tables(file, key, known)?;
        }
        Ok(())
    }

    /// Pages and feeds link there, so it must be an address on the web.
    fn check_address(self, address: &Spanned<String>) -> Result<(), Error> {
        let text = address.get_ref();
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let plain = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '\\' | '?' | '#');
        match host {
            Some(host) if !host.is_empty() && !host.starts_with('/') && host.chars().all(plain) => Ok(()),
            _ => {
                let message = format!("`{text}` is not an address such as https://example.org/code/");
                Err(self.wrong(&address.span(), message))
            }
        }
    }

    fn check_labels(self, drafts: &[DraftTable]) -> Result<(), Error> {
        for (position, DraftTable { label, .. }) in drafts.iter().enumerate() {
            let name = label.get_ref().as_str();
            if name.trim().is_empty() || name.starts_with('-') || name.contains("..") {
                let message = format!("`{name}` cannot be asked for as a draft's label");
                return Err(self.wrong(&label.span(), message));
            }
            if let Some(first) = drafts[..position].iter().find(|other| other.label.get_ref() == name) {
                let line = self.line(&first.label.span());
                return Err(
                    self.wrong(&label.span(), format!("label `{name}` is that of another draft in line {line}"))
                );
            }
        }
        Ok(())
    }

    fn attribute(self, rule: Spanned<Attributes>) -> Result<AttributeRule, Error> {
        let span = rule.span();
        let mut attributes = rule.into_inner();
        match attributes.remove("heading") {
            Some(heading) if !heading.trim().is_empty() => Ok(AttributeRule { heading, attributes }),
            _ => Err(self.wrong(&span, "an attribute needs the `heading` that it is for".to_owned())),
        }
    }

    fn entry(self, draft: DraftTable, about: &Declared) -> Result<Entry, Error> {
        if draft.source.get_ref().trim().is_empty() {
            return Err(self.wrong(&draft.source.span(), "the source of a draft is empty".to_owned()));
        }
        let declared = Declared {
            title: draft.title,
            date: draft.date.map(|date| self.date(date)).transpose()?,
            publication: draft.publication.map(|address| self.publication(address)).transpose()?,
            feedback_deadline: draft.feedback_deadline.map(Day::written),
            feedback_address: draft.feedback_address,
            feedback: draft.feedback.map(|pattern| self.feedback(pattern)).transpose()?,
            ..about.clone()
        };
        Ok(Entry { label: draft.label.into_inner(), source: draft.source.into_inner(), declared })
    }

    /// Where the official publication is read; pages link there.
    fn publication(self, address: Spanned<String>) -> Result<String, Error> {
        if is_web_address(address.get_ref()) {
            return Ok(address.into_inner());
        }
        let message = format!("`{}` is not a web address, which a publication needs", address.get_ref());
        Err(self.wrong(&address.span(), message))
    }

    /// A pattern that leads to a page or a mail, with names that units have values for.
    fn feedback(self, pattern: Spanned<String>) -> Result<String, Error> {
        let text = pattern.get_ref();
        if !["https://", "http://", "mailto:"].iter().any(|scheme| text.starts_with(scheme)) {
            return Err(self.wrong(&pattern.span(), format!("`{text}` is neither a web address nor a mailto: address")));
        }
        let names = text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name));
        if let Some(unknown) = names.into_iter().find(|name| !FEEDBACK.contains(name)) {
            let known: Vec<String> = FEEDBACK.iter().map(|name| format!("{{{name}}}")).collect();
            let message = format!("`{{{unknown}}}` is not known in a feedback address; known are {}", known.join(", "));
            return Err(self.wrong(&pattern.span(), message));
        }
        Ok(pattern.into_inner())
    }

    /// The day as `YYYY-MM-DD`, which is what pages and feeds sort by.
    fn date(self, date: Spanned<Day>) -> Result<String, Error> {
        let span = date.span();
        let written = date.into_inner().written();
        let day = written.trim().parse::<Datetime>().ok().and_then(|moment| moment.date);
        day.map(|day| day.to_string())
            .ok_or_else(|| self.wrong(&span, format!("`{written}` is not a date such as 2026-02-02")))
    }
}

impl Day {
    fn written(self) -> String {
        match self {
            Self::Date(date) => date.to_string(),
            Self::Words(words) => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(text: &str) -> (usize, String) {
        match parse(text, Path::new("redraft.toml")) {
            Err(Error::Manifest { line, message, .. }) => (line, message),
            Err(Error::UnknownKey { line, key, .. }) => (line, key),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_complaint_has_its_line() {
        let draft = "[[draft]]\nlabel = 'a'\nsource = 'a.md'\n";
        assert_eq!(complaint("[series]\n\nttle = 'x'\n"), (3, "ttle".to_owned()));
        assert_eq!(complaint(&format!("{draft}sorce = 'b.md'\n")), (4, "sorce".to_owned()));
        assert_eq!(complaint("[serie]\ntitle = 'x'\n"), (1, "serie".to_owned()));
        assert_eq!(complaint(&format!("{draft}draft = 1 2\n")).0, 4);
        assert_eq!(complaint(&format!("{draft}title = 7\n")).0, 4);
        assert_eq!(complaint(&format!("{draft}date = 7\n")).0, 4);
        assert_eq!(
            complaint(&format!("{draft}\ndate = 'soon'\n")),
            (5, "`soon` is not a date such as 2026-02-02".to_owned())
        );
        assert_eq!(complaint("[series]\n[[draft]]\nlabel = 'a'\n"), (2, "missing field `source`".to_owned()));
        assert_eq!(complaint(&format!("{draft}[[attribute]]\nwg = '2'\n")).0, 4);
        assert_eq!(complaint(&format!("{draft}[[attribute]]\nheading = 'x'\nwg = 2\n")).0, 6);
        assert_eq!(complaint("draft = 3").0, 1);
    }

    #[test]
    fn a_label_used_twice_names_both_lines() {
        let (line, message) = complaint("[[draft]]\nlabel='a'\nsource='1.md'\n[[draft]]\nsource='2.md'\nlabel='a'\n");
        assert_eq!(line, 6);
        assert!(message.contains("line 2"), "{message}");
    }

    #[test]
    fn a_base_url_is_an_address_on_the_web() {
        for address in ["", "example.org", "javascript:alert(1)", "https://", "https:///x", "https://x y", "file:///x"]
        {
            assert_eq!(complaint(&format!("[series]\nbase-url = '{address}'")).0, 2, "{address}");
        }
    }

    #[test]
    fn a_publication_is_read_on_the_web() {
        for address in ["", "javascript:alert(1)//http://x", "data:text/html,x", "see the web site", "mailto:a@b.c"] {
            let draft = format!("[[draft]]\nlabel='a'\nsource='a.md'\npublication='{address}'");
            assert_eq!(complaint(&draft).0, 4, "{address}");
        }
    }

    #[test]
    fn labels_that_the_command_line_would_read_otherwise_are_refused() {
        for label in ["", " ", "-", "--exit-code", "a..b"] {
            assert_eq!(complaint(&format!("[[draft]]\nlabel='{label}'\nsource='1.md'")).0, 2, "{label}");
        }
    }

    #[test]
    fn a_day_is_a_toml_date_or_a_string() {
        let days = |text: &str| {
            let manifest = parse(text, Path::new("redraft.toml")).expect("is well formed");
            let declared = manifest.drafts[0].declared.clone();
            (declared.date, declared.feedback_deadline)
        };
        let draft = "[[draft]]\nlabel='a'\nsource='a.md'\n";
        let expected = (Some("2026-02-02".to_owned()), Some("end of May".to_owned()));
        assert_eq!(days(&format!("{draft}date=2026-02-02\nfeedback-deadline='end of May'")), expected);
        assert_eq!(days(&format!("{draft}date='2026-02-02'\nfeedback-deadline='end of May'")), expected);
        assert_eq!(days(&format!("{draft}feedback-deadline=2026-03-01")), (None, Some("2026-03-01".to_owned())));
    }

    #[test]
    fn a_feedback_pattern_leads_to_a_page_or_a_mail_and_names_what_units_have() {
        let with = |pattern: &str| format!("[[draft]]\nlabel='a'\nsource='a.md'\nfeedback='{pattern}'");
        for wrong in ["javascript:alert(1)", "a@example.org", "", "mailto:a@example.org?subject={lable}", "https://x/{"]
        {
            assert_eq!(complaint(&with(wrong)).0, 4, "{wrong}");
        }
        assert!(parse(&with("https://example.org/?unit={anchor}&draft={draft}"), Path::new("redraft.toml")).is_ok());
    }

    #[test]
    fn the_known_keys_are_those_that_are_read() {
        let value = |key: &str| match key {
            "feedback" => "mailto:a@example.org",
            "base-url" | "publication" => "https://example.org",
            _ => "2026-01-01",
        };
        let values = |keys: &[&str]| keys.iter().map(|key| format!("{key} = '{}'\n", value(key))).collect::<String>();
        let text = format!("[series]\n{}[[draft]]\n{}", values(SERIES), values(DRAFT));
        assert!(parse(&text, Path::new("redraft.toml")).is_ok());
    }
}
