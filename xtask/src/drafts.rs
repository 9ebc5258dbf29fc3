//! The drafts that everything is measured on: the sample series, and the real drafts where they are there.

use redraft::load::{self, Context};
use redraft::model::{DraftSource, Pair, Parsed};
use redraft::parse;
use redraft::vocabulary::Vocabulary;
use std::path::{Path, PathBuf};

/// One draft, read and parsed.
pub(crate) struct Subject {
    pub(crate) source: DraftSource,
    pub(crate) parsed: Parsed,
}

/// The drafts of one document, oldest first.
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) drafts: Vec<Subject>,
}

impl Subject {
    pub(crate) fn new(source: DraftSource) -> Self {
        let parsed = parse(&source);
        Self { source, parsed }
    }

    /// Its Markdown.
    pub(crate) fn text(&self) -> &str {
        &self.source.files[0].text
    }

    /// The same draft with other words.
    pub(crate) fn with(&self, text: String) -> Self {
        let mut source = self.source.clone();
        source.files[0].text = text;
        Self::new(source)
    }
}

impl Series {
    /// Each draft with the next.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Pair<&Subject>> {
        self.drafts.windows(2).map(|step| Pair::new(&step[0], &step[1]))
    }
}

pub(crate) fn parse(source: &DraftSource) -> Parsed {
    parse::draft(source, &Vocabulary::built_in("code-of-practice").expect("the vocabulary is built in"))
}

/// The project's folder.
pub(crate) fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// A file beside the project, if it is there.
pub(crate) fn beside(path: &str) -> Option<PathBuf> {
    Some(project().join("../shared").join(path)).filter(|path| path.exists())
}

/// The sample series, and the real one where it is there.
pub(crate) fn all() -> Vec<Series> {
    std::iter::once(sample()).chain(real()).collect()
}

/// The sample series.
pub(crate) fn sample() -> Series {
    let context = context(&project().join("drafts"));
    Series { name: "sample", drafts: read(&context, &["first", "second", "third"]) }
}

/// The four real drafts.
pub(crate) fn real() -> Option<Series> {
    let context = context(&beside("corpora/gpai-code")?);
    Some(Series { name: "real", drafts: read(&context, &["1-first.md", "2-second.md", "3-third.md", "4-final.md"]) })
}

fn context(folder: &Path) -> Context {
    Context::find(folder, None).expect("the series of the folder can be read")
}

fn read(context: &Context, names: &[&str]) -> Vec<Subject> {
    let source = |name: &&str| load::draft(name, context).unwrap_or_else(|error| panic!("{name}: {error}"));
    names.iter().map(source).map(Subject::new).collect()
}
