//! Which two drafts a comparison is about, from the words that ask for it.

use super::{Context, draft};
use crate::error::Error;
use crate::model::{DraftSource, Pair};

/// What is to be compared, as asked for.
///
/// | drafts | path | compares |
/// |---|---|---|
/// | none | - | the last two drafts of the series |
/// | `A` `B` | - | two drafts |
/// | `A..B` | - | the same |
/// | `A..B`, or `A` `B` | `P` | `P` in revision `A` and in revision `B`; `HEAD` where one is left out |
/// | `A` | `P` | `P` in revision `A` and as it stands in the folder |
/// | none | `P` | `P` in `HEAD` and as it stands in the folder |
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Up to two drafts, or one range.
    pub drafts: Vec<String>,
    /// A file or folder that the drafts are revisions of, from the current folder.
    pub path: Option<String>,
}

/// Reads the two drafts of a comparison.
///
/// Two drafts that would go by one name (`code` of `old/code.md` and `new/code.md`) go by their sources instead, from
/// the folder where these part.
///
/// # Errors
/// When fewer than two drafts are named, or one cannot be read.
pub fn pair(asked: &Asked, context: &Context) -> Result<Pair<DraftSource>, Error> {
    let names = match &asked.path {
        Some(path) => revisions(&asked.drafts, path, context),
        None => drafts(&asked.drafts, context)?,
    };
    if names.before == "-" && names.after == "-" {
        return Err(Error::InputTwice);
    }
    let before = draft(&names.before, context)?;
    let after = draft(&names.after, context)?;
    Ok(told_apart(Pair::new(before, after)))
}

fn drafts(asked: &[String], context: &Context) -> Result<Pair<String>, Error> {
    match asked {
        [] => context.series.last_two(),
        [one] => between(one, context).ok_or_else(|| Error::OneDraft { draft: one.clone() }),
        [before, after, ..] => Ok(Pair::new(before.clone(), after.clone())),
    }
}

fn between(one: &str, context: &Context) -> Option<Pair<String>> {
    let is_name = context.series.entry(one).is_some() || super::exists(&context.folder.join(one));
    range(one).filter(|_| !is_name).map(|sides| sides.map(or_head))
}

fn revisions(asked: &[String], path: &str, context: &Context) -> Pair<String> {
    let inside = |revision: &str| format!("{}:./{path}", or_head(revision));
    let here = if context.series.entry(path).is_some() { format!("./{path}") } else { path.to_owned() };
    match asked {
        [] => Pair::new(inside("HEAD"), here),
        [one] => range(one).map_or_else(|| Pair::new(inside(one), here), |sides| sides.map(inside)),
        [before, after, ..] => Pair::new(inside(before), inside(after)),
    }
}

fn or_head(revision: &str) -> String {
    if revision.is_empty() { "HEAD".to_owned() } else { revision.to_owned() }
}

/// The sides of `A..B`; dots beside a separator are a path (`../code.md`).
fn range(asked: &str) -> Option<Pair<&str>> {
    const SEPARATORS: [char; 2] = ['/', '\\'];
    let (before, after) = asked.split_once("..")?;
    let in_path = before.ends_with(SEPARATORS) || after.starts_with(SEPARATORS) || asked == "..";
    (!in_path).then(|| Pair::new(before, after))
}

fn told_apart(pair: Pair<DraftSource>) -> Pair<DraftSource> {
    if pair.before.label != pair.after.label {
        return pair;
    }
    let labels = parted(pair.as_ref().map(|side| side.source.as_str())).map(str::to_owned);
    pair.zip(labels).map(|(side, label)| DraftSource { label, ..side })
}

/// Two paths without the folders that both are in.
fn parted(paths: Pair<&str>) -> Pair<&str> {
    let shared = paths.before.char_indices().zip(paths.after.chars()).take_while(|((_, one), other)| one == other);
    let folders =
        shared.filter(|((_, one), _)| matches!(one, '/' | '\\')).map(|((at, _), _)| at + 1).max().unwrap_or(0);
    paths.map(|path| path.get(folders..).filter(|rest| !rest.is_empty()).unwrap_or(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_apart_from_where_they_part() {
        let sides = |before, after| {
            let pair = parted(Pair::new(before, after));
            (pair.before, pair.after)
        };
        assert_eq!(sides("/home/me/old/code.md", "/home/me/new/code.md"), ("old/code.md", "new/code.md"));
        assert_eq!(sides("/home/é/code.md", "/home/è/code.md"), ("é/code.md", "è/code.md"));
        assert_eq!(sides("a/code.md", "b/code.md"), ("a/code.md", "b/code.md"));
        assert_eq!(sides("code.md", "code.md"), ("code.md", "code.md"));
    }

    #[test]
    fn dots_between_names_are_a_range_and_dots_in_a_path_are_not() {
        let sides = |asked| range(asked).map(|pair| (pair.before, pair.after));
        assert_eq!(sides("first..second"), Some(("first", "second")));
        assert_eq!(sides("v1.0..v1.1"), Some(("v1.0", "v1.1")));
        assert_eq!(sides("v1.."), Some(("v1", "")));
        assert_eq!(sides("..v2"), Some(("", "v2")));
        assert_eq!(sides("../code.md"), None);
        assert_eq!(sides("drafts/../code.md"), None);
        assert_eq!(sides(".."), None);
        assert_eq!(sides("second"), None);
    }
}
