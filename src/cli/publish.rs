//! Where pages go and what they are made from: the same for every command that renders a report.

use super::failure::Failure;
use super::terminal;
use clap::{Args, ValueEnum};
use redraft::render::{self, Frame, RenderError, Templates, TextStyle};
use redraft::report::ChangeReport;
use redraft::{load, output};
use std::path::{Path, PathBuf};

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

/// How a report is written.
#[derive(Args, Debug)]
pub(crate) struct PublishArgs {
    /// Write to FILE, whole or not at all; `-` is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArgs,
}

/// What pages are made from.
#[derive(Args, Debug)]
pub(crate) struct TemplateArgs {
    /// Take templates, style sheet and words from DIR where it has them
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
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

impl TemplateArgs {
    /// The built-in templates, those of the folder in their place.
    pub(crate) fn read(&self) -> Result<Templates, Failure> {
        let mut templates = Templates::default();
        if let Some(folder) = &self.templates {
            for (name, text) in load::templates(folder)? {
                templates.set(&name, text);
            }
            templates.check_words().map_err(RenderError::from)?;
        }
        Ok(templates)
    }
}

impl PublishArgs {
    /// Where to write; `-` is standard output, as it is elsewhere.
    pub(crate) fn file(&self) -> Option<&Path> {
        self.output.as_deref().filter(|file| file.as_os_str() != "-")
    }

    /// Whether the user said where to write, be it standard output.
    pub(crate) const fn is_said(&self) -> bool {
        self.output.is_some()
    }

    /// What is asked for, else what the file's name ends in, else text; known before any draft is read.
    pub(crate) fn format(&self, asked: Option<Format>) -> Result<Format, Failure> {
        let format = asked.or_else(|| Format::by_ending(self.file()?)).unwrap_or(Format::Text);
        if format == Format::Html && self.file().is_none() && terminal::is_watched() {
            let message = "a page is not for a terminal".to_owned();
            return Err(Failure::Usage { message, hint: "name a file for it: `-o changes.html`".to_owned() });
        }
        Ok(format)
    }

    /// Writes to the file that was asked for, else to standard output.
    pub(crate) fn publish(&self, report: &ChangeReport, format: Format) -> Result<(), Failure> {
        if let Some(file) = self.file() {
            return self.write(report, format, file);
        }
        if format == Format::Text {
            terminal::print(&self.page(report, format, &terminal::text_style())?)?;
        } else {
            terminal::print_raw(self.page(report, format, &TextStyle::default())?.as_bytes())?;
        }
        Ok(())
    }

    /// A file is the same whatever terminal it was made in.
    pub(crate) fn write(&self, report: &ChangeReport, format: Format, file: &Path) -> Result<(), Failure> {
        let page = self.page(report, format, &TextStyle::default())?;
        terminal::written(file, output::write(file, page.as_bytes())?);
        Ok(())
    }

    /// The report in a form; `style` is for text alone.
    fn page(&self, report: &ChangeReport, format: Format, style: &TextStyle) -> Result<String, Failure> {
        Ok(match format {
            Format::Text => render::text(report, style),
            Format::Markdown => render::markdown(report),
            Format::Json => render::json(report),
            Format::Html => render::html(report, &self.templates.read()?, &Frame::default())?,
        })
    }
}
