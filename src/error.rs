//! What can go wrong outside the pure middle: reading drafts and writing pages.
//!
//! A variant is named by what failed and says so in one lower-case sentence, the name or path in backticks; the cause
//! is its `source()`. What to do about it is for the command line to say.

use std::io;
use std::path::PathBuf;

/// Why drafts could not be read or pages not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read.
    #[error("cannot read `{}`", path.display())]
    ReadFile {
        /// As asked for.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Standard input could not be read.
    #[error("cannot read standard input")]
    ReadInput {
        /// Why.
        source: io::Error,
    },
    /// A file is not a change report.
    #[error("`{}:{line}` is not a change report: {message}", path.display())]
    NotAReport {
        /// As asked for.
        path: PathBuf,
        /// The 1-based line; 0 for the whole file.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// Both drafts were to come from standard input, which can be read once.
    #[error("only one of the two drafts can be standard input")]
    InputTwice,
    /// A text is not UTF-8.
    #[error("`{path}:{line}` is not UTF-8")]
    NotUtf8 {
        /// The file, or `revision:path`.
        path: String,
        /// The 1-based line of the first bad byte.
        line: usize,
    },
    /// A folder stands where a file is needed.
    #[error("`{}` is a folder where a file is needed", path.display())]
    NotAFile {
        /// As asked for.
        path: PathBuf,
    },
    /// A folder has nothing to read.
    #[error("the folder `{path}` holds no Markdown file")]
    NoMarkdown {
        /// The folder, or `revision:path`.
        path: String,
    },
    /// Neither a draft of the series nor a file has this name.
    #[error("no draft and no file is called `{label}`")]
    UnknownDraft {
        /// As asked for.
        label: String,
        /// The labels of the series, in order.
        known: Vec<String>,
        /// The manifest they come from; `None` for the sample series.
        manifest: Option<PathBuf>,
    },
    /// One draft alone cannot be compared.
    #[error("`{draft}` needs a second draft to be compared with")]
    OneDraft {
        /// As asked for.
        draft: String,
    },
    /// A series is too short for its last two drafts to be compared.
    #[error("the series `{}` has fewer than two drafts", manifest.display())]
    ShortSeries {
        /// Its manifest.
        manifest: PathBuf,
    },
    /// No git repository is, or surrounds, a folder, or it must not be opened.
    #[error("cannot open a git repository at `{}`", path.display())]
    NoRepository {
        /// Where it was looked for, upwards.
        path: PathBuf,
        /// Why not.
        source: Cause,
    },
    /// A repository has no such revision.
    #[error("no revision `{revision}` in this repository")]
    MissingRevision {
        /// As asked for.
        revision: String,
        /// The repository's first remote, from which it may be fetched.
        remote: Option<String>,
        /// Whether the repository has only the last commits of its history.
        shallow: bool,
    },
    /// A revision does not hold a path.
    #[error("revision `{revision}` holds no `{path}`")]
    MissingPath {
        /// As asked for.
        revision: String,
        /// The path from the repository's root.
        path: String,
    },
    /// A revision is there and cannot be read.
    #[error("cannot read `{path}` of revision `{revision}`")]
    ReadRevision {
        /// As asked for.
        revision: String,
        /// The path from the repository's root.
        path: String,
        /// Why.
        source: Cause,
    },
    /// A series manifest is not what it should be.
    #[error("`{}:{line}`: {message}", path.display())]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What is wrong, in one sentence.
        message: String,
    },
    /// A series manifest has a key that means nothing.
    #[error("`{}:{line}`: unknown key `{key}`", path.display())]
    UnknownKey {
        /// The manifest.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// The key.
        key: String,
        /// What can stand in its place.
        known: &'static [&'static str],
    },
    /// No vocabulary of this name comes with the program.
    #[error("no vocabulary is called `{name}`")]
    UnknownVocabulary {
        /// As asked for.
        name: String,
        /// The names of those that do.
        known: Vec<String>,
    },
    /// No unit of a draft is called so.
    #[error("no unit of {} is called `{name}`", quoted(drafts))]
    UnknownUnit {
        /// As asked for.
        name: String,
        /// The labels of the drafts that were searched.
        drafts: Vec<String>,
        /// The units with the nearest names, each with its draft.
        near: Vec<String>,
    },
    /// Several units are called so.
    #[error("several units are called `{name}`")]
    AmbiguousUnit {
        /// As asked for.
        name: String,
        /// A name for each of them that no other has, with its draft.
        known: Vec<String>,
    },
    /// A vocabulary file is not what it should be.
    #[error("`{}:{line}`: {message}", path.display())]
    Vocabulary {
        /// The file.
        path: PathBuf,
        /// The 1-based line.
        line: usize,
        /// What is wrong, in one sentence.
        message: String,
    },
    /// A page would be written outside of its folder, or where something stands that is no page.
    #[error("a page cannot be called `{path}`")]
    PagePath {
        /// The page's path.
        path: String,
    },
    /// The list of a site's pages is not one that was written by this program.
    #[error("`{}` is not a list of pages", path.display())]
    PageList {
        /// The list.
        path: PathBuf,
    },
    /// A page could not be written; whatever stood at its path still does.
    #[error("cannot write `{}`", path.display())]
    WritePage {
        /// Where it was to be written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// A cause whose type is the business of one module.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// `a`, `b` or `c`, each in backticks.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ")
}
