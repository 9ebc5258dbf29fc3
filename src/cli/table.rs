//! `redraft table`: which unit went where.

use super::comparison::Comparison;
use super::failure::{Exit, Failure};
use super::inputs::{DraftArgs, InputArgs};
use super::terminal;
use clap::{Args, ValueEnum};
use redraft::output;
use redraft::render::{self, Templates};
use redraft::report::{self, TableInfo};
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  redraft table                              the last two drafts of the series
  redraft table first third --format csv > correspondence.csv
  redraft table first second -o correspondence.html";

/// Print the correspondence table of two drafts: from each unit where it went, then from each where it came from
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Table {
    #[command(flatten)]
    drafts: DraftArgs,
    /// How to show it [default: by the ending of FILE, else text]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write to FILE, whole or not at all, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    inputs: InputArgs,
}

/// What a table is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Columns for a terminal
    Text,
    /// For a spreadsheet
    Csv,
    /// For a wiki or a pull request
    Markdown,
    /// For a browser, in one file
    Html,
    /// For programs
    Json,
}

impl Table {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let comparison = Comparison::read(&self.drafts.asked(None), &self.inputs.find()?)?;
        let table = report::table(&comparison.report());
        let format = self.format.or_else(|| Format::by_ending(self.file()?)).unwrap_or(Format::Text);
        let shown = format.render(&table)?;
        match self.file() {
            Some(file) => terminal::written(file, output::write(file, shown.as_bytes())?),
            None if format == Format::Text => terminal::print(&shown)?,
            None => terminal::print_raw(shown.as_bytes())?,
        }
        Ok(Exit::Done)
    }

    /// Where to write; `-` is standard output, as it is elsewhere.
    fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| file.as_os_str() != "-")
    }
}

impl Format {
    fn render(self, table: &TableInfo) -> Result<String, Failure> {
        Ok(match self {
            Self::Text => render::table_text(table),
            Self::Csv => render::table_csv(table),
            Self::Markdown => render::table_markdown(table),
            Self::Html => render::table_html(table, &Templates::default())?,
            Self::Json => render::data(table),
        })
    }

    fn by_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "csv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}
