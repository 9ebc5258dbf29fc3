//! `redraft site`: the change log of a whole series as a folder of pages.

use super::failure::{Exit, Failure};
use super::history;
use super::inputs::{InputArgs, Inputs};
use super::progress::Progress;
use super::publish::TemplateArgs;
use super::terminal;
use clap::Args;
use redraft::output::{self, Published};
use redraft::render::{self, Page, Templates};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  redraft site                          all drafts of the series, into public/
  redraft site -o /srv/www/code
  redraft site --pair second..fourth    with one more comparison

Pages that are no more are removed, if an earlier run wrote them; whatever else is in the folder stays. The manifest's
`base-url` makes links in feeds absolute and adds a sitemap.";

/// Publish the change log of the series as a folder of pages
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Site {
    /// The folder to write
    #[arg(short, long, value_name = "FOLDER", default_value = "public")]
    output: PathBuf,
    #[command(flatten)]
    content: ContentArgs,
}

/// What a site is made from.
#[derive(Args, Debug)]
pub(super) struct ContentArgs {
    /// Compare these two drafts as well; may be given several times
    #[arg(long = "pair", value_name = "A..B")]
    pub(super) pairs: Vec<String>,
    #[command(flatten)]
    pub(super) templates: TemplateArgs,
    #[command(flatten)]
    pub(super) inputs: InputArgs,
}

impl Site {
    pub(crate) fn run(&self) -> Result<Exit, Failure> {
        let inputs = self.content.inputs.find()?;
        let pages = pages(&inputs, &self.content.pairs, &self.content.templates.read()?)?;
        let contents = pages.iter().map(|page| (page.path.as_str(), page.content.as_bytes()));
        let published = output::publish(&self.output, contents)?;
        self.tell(&published);
        if inputs.context.series.base_url().is_none() {
            terminal::note("the manifest has no `base-url`, so there is no sitemap and links in feeds are relative");
        }
        Ok(Exit::Done)
    }

    fn tell(&self, published: &Published) {
        for path in &published.foreign {
            let path = self.output.join(path);
            terminal::warning(&format!("`{}` is not ours and was left as it is", path.display()));
        }
        terminal::published(&self.output, published);
    }
}

/// The pages of the series' site.
pub(super) fn pages(inputs: &Inputs, pairs: &[String], templates: &Templates) -> Result<Vec<Page>, Failure> {
    let mut progress = Progress::new();
    let history = history::read(inputs, pairs, &mut progress)?;
    let mut tell = |done, of| progress.at("filling pages", done, of);
    Ok(render::site(&history, templates, &mut tell)?)
}
