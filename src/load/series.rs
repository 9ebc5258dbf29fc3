//! The ordered drafts of one document, from a manifest beside them or from the sample series that is built in.

use super::entry::Entry;
use super::{LINKS, MANIFEST, Place, exists, files, manifest};
use crate::error::Error;
use crate::model::{AttributeRule, Declared, DraftSource, Pair, PinRule};
use std::path::{Path, PathBuf};

/// The sample series, by the names that its manifest uses.
const SAMPLE: &[(&str, &str)] = &[
    (MANIFEST, include_str!("../../drafts/redraft.toml")),
    ("1-first.md", include_str!("../../drafts/1-first.md")),
    ("2-second.md", include_str!("../../drafts/2-second.md")),
    ("3-third.md", include_str!("../../drafts/3-third.md")),
];

/// The ordered drafts of one document.
#[derive(Clone, Debug)]
pub struct Series {
    location: Option<Location>,
    title: Option<String>,
    vocabulary: Option<String>,
    repository: Option<PathBuf>,
    base_url: Option<String>,
    entries: Vec<Entry>,
    about: Declared,
    pins: Vec<PinRule>,
}

/// Where a manifest is.
#[derive(Clone, Debug)]
struct Location {
    folder: PathBuf,
    shown: PathBuf,
}

impl Series {
    /// The series that comes with the program.
    ///
    /// # Panics
    /// Never in a program that passes its tests: its manifest is part of it.
    pub fn sample() -> Self {
        Self::parse(sample_text(MANIFEST).unwrap_or_default(), None).expect("the sample manifest is well formed")
    }

    /// The series of the nearest manifest in a folder or above it, else the sample.
    ///
    /// # Errors
    /// When the manifest cannot be read or understood.
    pub fn find(folder: &Path) -> Result<Self, Error> {
        let mut shown = PathBuf::new();
        for above in folder.ancestors() {
            if exists(&above.join(MANIFEST)) {
                return Self::open(folder, &shown.join(MANIFEST));
            }
            shown.push("..");
        }
        Ok(Self::sample())
    }

    /// The series of a manifest, whose path is from `folder`.
    ///
    /// # Errors
    /// When the manifest cannot be read or understood.
    pub fn open(folder: &Path, manifest: &Path) -> Result<Self, Error> {
        let path = folder.join(manifest);
        let text = files::read_text(&path, manifest)?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        let links = folder.join(LINKS);
        let mut series = Self::parse(&text, Some(Location { folder, shown: manifest.to_owned() }))?;
        if exists(&links) {
            let shown = manifest.with_file_name(LINKS);
            let text = files::read_text(&links, &shown)?;
            series.pins.extend(manifest::parse_pins(&text, &shown, &series.entries)?);
        }
        Ok(series)
    }

    fn parse(text: &str, location: Option<Location>) -> Result<Self, Error> {
        let shown = location.as_ref().map_or(Path::new(MANIFEST), |location| &location.shown);
        let manifest = manifest::parse(text, shown)?;
        let about = about(manifest.series.language, manifest.attributes);
        let repository = manifest.series.repository;
        let repository = location.as_ref().and_then(|location| Some(location.folder.join(repository?)));
        let (title, vocabulary) = (manifest.series.title, manifest.series.vocabulary);
        let base_url = manifest.series.base_url.map(toml::Spanned::into_inner);
        let (entries, pins) = (manifest.drafts, manifest.pins);
        Ok(Self { location, title, vocabulary, repository, base_url, entries, about, pins })
    }

    /// The document's title.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// Where its site will be published.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// Its drafts, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The manifest's path as a reader would name it; `None` for the sample series.
    pub fn manifest(&self) -> Option<&Path> {
        self.location.as_ref().map(|location| location.shown.as_path())
    }

    /// The draft of a label.
    pub fn entry(&self, label: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.label == label)
    }

    /// What the drafters settled about its units: the pins of the manifest, then those of the file beside it.
    pub fn pins(&self) -> &[PinRule] {
        &self.pins
    }

    /// Its entry that a draft was read from; `None` for a text from elsewhere, whatever it is called.
    pub fn position(&self, label: &str, source: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.label == label && entry.source == source)
    }

    /// Reads one of its drafts.
    ///
    /// # Errors
    /// When its source cannot be read.
    pub fn draft(&self, entry: &Entry) -> Result<DraftSource, Error> {
        let read = match self.place() {
            Some(place) => place.draft(&entry.source)?,
            None => sample_draft(&entry.source)?,
        };
        let (label, source) = (entry.label.clone(), entry.source.clone());
        Ok(DraftSource { label, source, declared: entry.declared.clone(), ..read })
    }

    pub(super) fn last_two(&self) -> Result<Pair<String>, Error> {
        let [.., before, after] = self.entries.as_slice() else {
            return Err(Error::ShortSeries { manifest: self.manifest().unwrap_or(Path::new(MANIFEST)).to_owned() });
        };
        Ok(Pair::new(before, after).map(|entry| entry.label.clone()))
    }

    pub(super) fn vocabulary(&self) -> Option<&str> {
        self.vocabulary.as_deref()
    }

    pub(super) fn repository(&self) -> Option<&Path> {
        self.repository.as_deref()
    }

    pub(super) fn place(&self) -> Option<Place<'_>> {
        let location = self.location.as_ref()?;
        let shown = location.shown.parent().unwrap_or(Path::new(""));
        Some(Place { folder: &location.folder, shown, repository: self.repository() })
    }

    /// What holds for every text of the document, drafts of the series or not.
    pub(super) fn declared(&self) -> Declared {
        if self.location.is_some() { self.about.clone() } else { Declared::default() }
    }

    /// What is said of a label that none of its drafts has.
    pub fn unknown(&self, label: &str) -> Error {
        let known = self.entries.iter().map(|entry| entry.label.clone()).collect();
        Error::UnknownDraft { label: label.to_owned(), known, manifest: self.manifest().map(Path::to_owned) }
    }
}

fn about(language: Option<String>, attributes: Vec<AttributeRule>) -> Declared {
    Declared { language, attributes, ..Declared::default() }
}

fn sample_text(name: &str) -> Option<&'static str> {
    SAMPLE.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

fn sample_draft(source: &str) -> Result<DraftSource, Error> {
    let text = sample_text(source).unwrap_or_default();
    let file = files::text(text.as_bytes().to_owned(), source, source)?;
    Ok(DraftSource { files: vec![file], ..DraftSource::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_draft_of_the_sample_is_built_in() {
        let series = Series::sample();
        assert_eq!(series.entries().len(), SAMPLE.len() - 1);
        for entry in series.entries() {
            assert!(sample_text(&entry.source).is_some_and(|text| !text.is_empty()), "{}", entry.source);
        }
    }
}
