//! How a run ends: the one map to exit codes, and what a user may do about an error.

use super::terminal;
use redraft::Error;
use redraft::render::RenderError;
use std::error::Error as _;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// As asked for.
    Done,
    /// The drafts differ, and the user asked to be told by the exit code.
    Differences,
    /// The command line asks for nothing that can be done.
    Usage,
    /// An input could not be read, or an output not be written.
    Unreadable,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0_u8,
            Exit::Differences => 1,
            Exit::Usage => 2,
            Exit::Unreadable => 3,
        })
    }
}

/// Why a run did not do what was asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The library could not.
    Library(Error),
    /// A template could not be read or filled.
    Template(RenderError),
    /// The command line cannot be meant.
    Usage { message: String, hint: String },
    /// Standard output did not take it.
    Output(io::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Library(error)
    }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        Self::Template(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl Failure {
    /// Says on standard error what went wrong, and how the run ends.
    pub(crate) fn tell(&self) -> Exit {
        if matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe) {
            // The reader has seen enough.
            return Exit::Done;
        }
        terminal::error(&self.message());
        if let Some(hint) = self.hint() {
            terminal::hint(&hint);
        }
        self.exit()
    }

    fn exit(&self) -> Exit {
        match self {
            Self::Usage { .. }
            | Self::Library(Error::OneDraft { .. } | Error::InputTwice | Error::AmbiguousUnit { .. }) => Exit::Usage,
            Self::Library(_) | Self::Template(_) | Self::Output(_) => Exit::Unreadable,
        }
    }

    /// The sentence of the error and those of its causes.
    fn message(&self) -> String {
        match self {
            Self::Usage { message, .. } => message.clone(),
            // Its source is the same error in the template engine's words.
            Self::Template(error) => error.to_string(),
            Self::Output(error) => format!("cannot write to standard output: {error}"),
            Self::Library(error) => {
                let causes = std::iter::successors(error.source(), |&cause| cause.source());
                causes.fold(error.to_string(), |message, cause| format!("{message}: {cause}"))
            }
        }
    }

    fn hint(&self) -> Option<String> {
        match self {
            Self::Usage { hint, .. } => Some(hint.clone()),
            Self::Library(error) => hint(error),
            Self::Template(_) | Self::Output(_) => None,
        }
    }
}

fn hint(error: &Error) -> Option<String> {
    match error {
        Error::UnknownDraft { label, known, manifest } => Some(suggest_draft(label, known, manifest.as_deref())),
        Error::UnknownKey { key, known, .. } => Some(suggest(key, known, "known keys are")),
        Error::UnknownVocabulary { name, known } => Some(suggest(name, known, "built-in vocabularies are")),
        Error::MissingRevision { revision, remote, shallow } => fetch(revision, remote.as_deref()?, *shallow),
        Error::MissingPath { revision, path } => Some(format!(
            "a path begins at the repository's root; one from the current folder is `{revision}:./{path}`"
        )),
        Error::OneDraft { draft } => {
            Some(format!("name two drafts, or two revisions of one file: `redraft diff A..B -- {draft}`"))
        }
        Error::UnknownUnit { near, .. } => Some(nearest_units(near)),
        Error::AmbiguousUnit { known, .. } => Some(name_one_of(known)),
        Error::NotAReport { .. } => Some("`redraft diff --format json` writes one".to_owned()),
        Error::NotAFile { path } => Some(format!("name a file in `{}`", path.display())),
        _ => None,
    }
}

/// The drafts there are; where none is near, the name may be that of a git revision.
fn suggest_draft(label: &str, known: &[String], manifest: Option<&Path>) -> String {
    let introduction = match manifest {
        Some(path) => format!("the drafts of `{}` are", path.display()),
        None => "no redraft.toml was found, and the drafts of the built-in sample are".to_owned(),
    };
    let suggestion = suggest(label, known, &introduction);
    match nearest(label, known) {
        Some(_) => suggestion,
        None => format!("{suggestion}; a file of a git revision is `{label}:PATH`"),
    }
}

fn nearest_units(near: &[String]) -> String {
    match near {
        [] => "`redraft show DRAFT` lists the units of a draft".to_owned(),
        near => format!("did you mean {}? `redraft show DRAFT` lists all units of a draft", near.join(" or ")),
    }
}

/// The first few of many units that share a name: whoever reads them knows how the others are called.
fn name_one_of(known: &[String]) -> String {
    const SHOWN: usize = 6;
    let more = match known.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("name one of {}{more}", known[..known.len().min(SHOWN)].join(", "))
}

/// The nearest known name, then all of them.
fn suggest(name: &str, known: &[impl AsRef<str>], introduction: &str) -> String {
    let quoted: Vec<String> = known.iter().map(|known| format!("`{}`", known.as_ref())).collect();
    let list = format!("{introduction} {}", quoted.join(", "));
    match nearest(name, known) {
        Some(near) => format!("did you mean `{near}`? {list}"),
        None => list,
    }
}

/// The known name that is a slip or two away: more than half of its letters must be right.
fn nearest<'a>(name: &str, known: &'a [impl AsRef<str>]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let distance = |known: &str| strsim::damerau_levenshtein(&name, &known.to_lowercase());
    let nearest = known.iter().map(AsRef::as_ref).min_by_key(|known| distance(known))?;
    (distance(nearest) * 2 < nearest.chars().count().max(2)).then_some(nearest)
}

/// The command that would bring a revision; `None` where fetching could not help.
fn fetch(revision: &str, remote: &str, shallow: bool) -> Option<String> {
    let base = revision.split(['~', '^', '@', '{']).next().unwrap_or_default();
    let name = base.strip_prefix(remote).and_then(|rest| rest.strip_prefix('/')).unwrap_or(base);
    let own = name.is_empty() || name == "HEAD";
    if own || name.len() < revision.len() && base == name && shallow {
        return shallow
            .then(|| format!("the history here is cut short; `git fetch --unshallow {remote}` brings the rest"));
    }
    let is_hash = name.len() >= 7 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_hash || name != base {
        return Some(format!("`git fetch {remote} {name}` may bring it"));
    }
    Some(format!(
        "`git fetch {remote} tag {name}` brings a tag, `git fetch {remote} {name}` a branch (then `{remote}/{name}`)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["first", "second", "third"];
        assert_eq!(nearest("secnd", &known), Some("second"));
        assert_eq!(nearest("Thrid", &known), Some("third"));
        assert_eq!(nearest("final", &known), None);
        assert_eq!(nearest("", &known), None);
        assert_eq!(nearest("x", &[] as &[&str]), None);
    }

    #[test]
    fn of_many_units_of_one_name_a_few_are_named() {
        let names: Vec<String> = (1..=9).map(|place| format!("`Measure 1 [{place}]`")).collect();
        assert_eq!(name_one_of(&names[..2]), "name one of `Measure 1 [1]`, `Measure 1 [2]`");
        assert!(name_one_of(&names).ends_with("`Measure 1 [6]` and 3 more"));
    }

    #[test]
    fn what_fetching_cannot_bring_has_no_hint() {
        assert_eq!(fetch("HEAD~9", "origin", false), None);
        assert!(fetch("HEAD~9", "origin", true).is_some_and(|hint| hint.contains("--unshallow origin")));
        assert!(fetch("v9", "upstream", false).is_some_and(|hint| hint.contains("git fetch upstream tag v9")));
        assert!(fetch("origin/next", "origin", false).is_some_and(|hint| hint.contains("`git fetch origin next`")));
        assert!(
            fetch("0123456789ab", "origin", true).is_some_and(|hint| hint.contains("`git fetch origin 0123456789ab`"))
        );
    }

    #[test]
    fn causes_follow_the_sentence() {
        let source = io::Error::from(io::ErrorKind::NotFound);
        let failure = Failure::from(Error::ReadFile { path: "a.md".into(), source });
        assert_eq!(failure.message(), "cannot read `a.md`: entity not found");
    }
}
