//! `redraft diff`: what changed between two drafts.

use super::comparison::Comparison;
use super::failure::{Exit, Failure};
use super::inputs::InputArgs;
use super::{pipeline, terminal};
use clap::{Args, ValueEnum};
use redraft::load::Asked;
use redraft::output;
use redraft::render::TextStyle;
use redraft::report::ChangeReport;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  redraft diff                          the last two drafts of the series
  redraft diff first third              two drafts of the series
  redraft diff old.md new.md            two files, or two folders
  redraft diff v1..v2 -- code.md        one file in two git revisions
  redraft diff HEAD -- code.md          the last commit and the working copy
  redraft diff v1:code.md - < new.md    a git revision and standard input
  redraft diff -o changes.html          a self-contained page";

/// Show what changed between two drafts
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The draft before: a label, file, folder, `-` or REV:PATH; or both drafts as A..B
    a: Option<String>,
    /// The draft after
    b: Option<String>,
    /// Compare this file or folder in the git revisions A and B
    #[arg(last = true, value_name = "PATH")]
    path: Option<String>,
    /// How to show it [default: by the ending of FILE, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to FILE, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Exit with 1 when the drafts differ
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    inputs: InputArgs,
}

/// What a comparison is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal
    Text,
    /// For programs, by the schema that `redraft schema` prints
    Json,
    /// For a change log or a pull request
    Markdown,
    /// For a browser, in one file
    Html,
}

impl Diff {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let format = self.format()?;
        let inputs = self.inputs.find()?;
        let report = Comparison::read(&self.asked(), &inputs)?.report();
        self.publish(&report, format)?;
        Ok(if self.exit_code && differs(&report) { Exit::Differences } else { Exit::Done })
    }

    /// A file is the same whatever terminal it was made in.
    fn publish(&self, report: &ChangeReport, format: Format) -> Result<(), Failure> {
        let page = |style| pipeline::render(report, format, &style);
        match self.file() {
            Some(file) => terminal::written(file, output::write(file, page(TextStyle::default())?.as_bytes())?),
            None if format == Format::Text => terminal::print(&page(terminal::text_style())?)?,
            None => terminal::print_raw(page(TextStyle::default())?.as_bytes())?,
        }
        Ok(())
    }

    /// Where to write; `-` is standard output, as it is elsewhere.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| file.as_os_str() != "-")
    }

    fn asked(&self) -> Asked {
        Asked { drafts: self.a.iter().chain(&self.b).cloned().collect(), path: self.path.clone() }
    }

    fn format(&self) -> Result<Format, Failure> {
        let format = self.format.or_else(|| Format::by_ending(self.file()?)).unwrap_or(Format::Text);
        if format == Format::Html && self.file().is_none() && terminal::is_watched() {
            let message = "a page is not for a terminal".to_owned();
            return Err(Failure::Usage { message, hint: "name a file for it: `-o changes.html`".to_owned() });
        }
        Ok(format)
    }
}

impl Format {
    fn by_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            "md" | "markdown" => Some(Self::Markdown),
            _ => None,
        }
    }
}

/// Whether a reader has anything to look at; differences that are noise by promise are none.
fn differs(report: &ChangeReport) -> bool {
    !report.added.is_empty() || !report.removed.is_empty() || report.links.iter().any(|link| link.state != "unchanged")
}
