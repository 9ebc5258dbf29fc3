//! Where drafts come from: files, folders, standard input, git revisions, the series.
//!
//! ```text
//! second              a draft of the series (redraft.toml, or the sample series where there is none)
//! drafts/2.md         a file
//! drafts/             a folder of Markdown files, 2 before 10
//! -                   standard input
//! v2:code.md          a file or folder of a git revision, from the repository's root
//! v2:./code.md        the same, from the current folder
//! v1..v2 -- code.md   both sides of a comparison at once
//! ```
//!
//! What is asked for is tried in that order, so a file that is called like a draft is `./second`. Everything here is
//! read-only: a revision is read from the object store, nothing is checked out.

mod entry;
mod files;
mod git;
mod listing;
mod manifest;
mod pair;
mod pins;
mod reading;
mod series;
mod templates;

pub use entry::Entry;
pub use pair::{Asked, pair};
pub use series::Series;
pub use templates::templates;

use crate::error::Error;
use crate::model::DraftSource;
use crate::vocabulary::{BUILT_IN, Vocabulary};
use std::path::{Path, PathBuf};

/// The name of a series manifest.
pub const MANIFEST: &str = "redraft.toml";

/// The name of a file of pins beside a manifest.
pub const LINKS: &str = "links.toml";

const DEFAULT_VOCABULARY: &str = "code-of-practice";

/// What the words of a command line are understood against.
#[derive(Clone, Debug)]
pub struct Context {
    /// The current folder, as an absolute path: relative paths start here.
    pub folder: PathBuf,
    /// The series whose labels are known.
    pub series: Series,
}

impl Context {
    /// The context of a folder: the series of `manifest`, or of the nearest `redraft.toml` upwards of the folder, or
    /// the sample series where there is none.
    ///
    /// # Errors
    /// When a manifest is there and cannot be read or understood.
    pub fn find(folder: &Path, manifest: Option<&Path>) -> Result<Self, Error> {
        let series = match manifest {
            Some(manifest) => Series::open(folder, manifest)?,
            None => Series::find(folder)?,
        };
        Ok(Self { folder: folder.to_owned(), series })
    }
}

/// Reads a text that is no draft: a report, a template.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    files::read_text(path, path)
}

/// Reads one draft, whichever way it is named.
///
/// # Errors
/// When nothing has that name, or it cannot be read, or it is not UTF-8.
pub fn draft(spec: &str, context: &Context) -> Result<DraftSource, Error> {
    if spec == "-" {
        return files::standard_input().map(|source| undeclared(source, context));
    }
    if let Some(entry) = context.series.entry(spec) {
        return context.series.draft(entry);
    }
    if is_label(spec, &context.folder) {
        return Err(context.series.unknown(spec));
    }
    let place = Place { folder: &context.folder, shown: Path::new(""), repository: context.series.repository() };
    place.draft(spec).map(|source| undeclared(source, context))
}

/// The vocabulary that is asked for, else the series' own, else that of codes of practice.
///
/// A name is a built-in vocabulary; a path (with a separator, or ending in `.toml`) is a file.
///
/// # Errors
/// When no vocabulary has that name, or the file cannot be read or understood.
pub fn vocabulary(asked: Option<&str>, context: &Context) -> Result<Vocabulary, Error> {
    if let Some(asked) = asked {
        return choose(asked, &context.folder, Path::new(""));
    }
    let (folder, shown) =
        context.series.place().map_or((Path::new(""), Path::new("")), |place| (place.folder, place.shown));
    choose(context.series.vocabulary().unwrap_or(DEFAULT_VOCABULARY), folder, shown)
}

fn choose(asked: &str, folder: &Path, shown: &Path) -> Result<Vocabulary, Error> {
    if !asked.ends_with(".toml") && !asked.contains(['/', '\\']) {
        return Vocabulary::built_in(asked).ok_or_else(|| unknown_vocabulary(asked));
    }
    let path = shown.join(asked);
    let text = files::read_text(&folder.join(asked), &path)?;
    Vocabulary::from_toml(&text).map_err(|error| Error::Vocabulary {
        path,
        line: error.line.max(1),
        message: error.message,
    })
}

fn unknown_vocabulary(name: &str) -> Error {
    let known = BUILT_IN.iter().map(|(known, _)| (*known).to_owned()).collect();
    Error::UnknownVocabulary { name: name.to_owned(), known }
}

/// A folder that names are relative to, and how messages lead to it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    folder: &'a Path,
    shown: &'a Path,
    repository: Option<&'a Path>,
}

impl Place<'_> {
    /// A draft by path or `revision:path`.
    fn draft(&self, spec: &str) -> Result<DraftSource, Error> {
        let path = self.folder.join(spec);
        if !exists(&path)
            && let Some((revision, inside)) = git::split(spec)
        {
            return self.revision(revision, inside);
        }
        files::draft(&path, &self.shown.join(spec))
    }

    fn revision(&self, revision: &str, path: &str) -> Result<DraftSource, Error> {
        git::draft(revision, path, self.folder, self.repository)
    }
}

fn exists(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// The series' language and attributes hold for working copies and revisions of its document as well; those of the
/// sample series are about the sample alone.
fn undeclared(source: DraftSource, context: &Context) -> DraftSource {
    DraftSource { declared: context.series.declared(), ..source }
}

/// A name that is no path by its looks, and that no file has, was meant as a draft of the series.
fn is_label(spec: &str, folder: &Path) -> bool {
    let is_path = spec.contains(['/', '\\']) || spec.ends_with(".md");
    spec.is_empty() || !is_path && git::split(spec).is_none() && !exists(&folder.join(spec))
}
