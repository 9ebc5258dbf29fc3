//! What every command that reads drafts takes, and the reading itself.

use super::failure::Failure;
use super::terminal;
use clap::Args;
use redraft::load::{self, Asked, Context};
use redraft::model::{Diagnostic, DraftSource, Parsed, Severity};
use redraft::parse;
use redraft::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};

/// Which two drafts are compared.
#[derive(Args, Debug)]
pub(crate) struct DraftArgs {
    /// The draft before: a label, file, folder, `-` or REV:PATH; or both drafts as A..B
    a: Option<String>,
    /// The draft after
    b: Option<String>,
}

impl DraftArgs {
    /// What is asked for; `path` is a file or folder in both drafts' revisions.
    pub(crate) fn asked(&self, path: Option<&str>) -> Asked {
        Asked { drafts: self.a.iter().chain(&self.b).cloned().collect(), path: path.map(str::to_owned) }
    }
}

/// Where drafts are looked for and how they are understood.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// How the document prints its units: a built-in name (code-of-practice, generic) or a TOML file
    #[arg(long, value_name = "NAME|PATH")]
    vocabulary: Option<String>,
    /// The series manifest [default: the nearest redraft.toml here or above, else the sample series]
    #[arg(long, value_name = "PATH")]
    series: Option<PathBuf>,
}

/// Where drafts are looked for and how they are understood, found.
#[derive(Debug)]
pub(crate) struct Inputs {
    pub(crate) context: Context,
    vocabulary: Vocabulary,
}

impl InputArgs {
    #[expect(clippy::disallowed_methods, reason = "the command line is where the current folder is looked up")]
    pub(crate) fn find(&self) -> Result<Inputs, Failure> {
        let folder = std::env::current_dir()
            .map_err(|source| redraft::Error::ReadFile { path: Path::new(".").to_owned(), source })?;
        let context = Context::find(&folder, self.series.as_deref())?;
        let vocabulary = load::vocabulary(self.vocabulary.as_deref(), &context)?;
        Ok(Inputs { context, vocabulary })
    }
}

impl Inputs {
    /// Parses a source and says on standard error what is odd about it.
    pub(crate) fn parse(&self, source: &DraftSource) -> Parsed {
        let parsed = self.parse_quietly(source);
        for diagnostic in &parsed.diagnostics {
            tell(source, diagnostic);
        }
        parsed
    }

    /// Parses a source that the reader did not ask for.
    pub(crate) fn parse_quietly(&self, source: &DraftSource) -> Parsed {
        parse::draft(source, &self.vocabulary)
    }
}

fn tell(source: &DraftSource, diagnostic: &Diagnostic) {
    let place = match diagnostic.line {
        0 => place(source, &diagnostic.file),
        line => format!("{}:{line}", place(source, &diagnostic.file)),
    };
    let message = format!("{place}: {}", diagnostic.message);
    match diagnostic.severity {
        Severity::Note => terminal::note(&message),
        Severity::Warning => terminal::warning(&message),
        Severity::Error => terminal::error(&message),
    }
}

/// A file's path as it was asked for, so that an editor finds it: the source is the file, or the folder around it.
fn place(source: &DraftSource, file: &str) -> String {
    let is_whole = source.source == file || source.source.ends_with(&format!("/{file}"));
    if file.is_empty() || file == "-" || is_whole || source.source.ends_with(&format!(":{file}")) {
        return source.source.clone();
    }
    format!("{}/{file}", source.source.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_can_be_opened() {
        let place =
            |source: &str, file| place(&DraftSource { source: source.to_owned(), ..DraftSource::default() }, file);
        assert_eq!(place("drafts/2.md", "2.md"), "drafts/2.md");
        assert_eq!(place("2.md", "2.md"), "2.md");
        assert_eq!(place("drafts/", "a/1.md"), "drafts/a/1.md");
        assert_eq!(place("v2:2.md", "2.md"), "v2:2.md");
        assert_eq!(place("v2:drafts", "2.md"), "v2:drafts/2.md");
        assert_eq!(place("standard input", "-"), "standard input");
    }
}
