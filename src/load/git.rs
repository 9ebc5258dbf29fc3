//! Drafts from git revisions, read from the object store: no checkout, nothing written, digests of objects verified.
//!
//! Paths are those of a tree, links in it followed as a working copy would follow them. A revision that is not here
//! is told apart from one that cannot be read, since only the first can be fetched.

use super::files;
use super::listing::{self, Entry, Tree};
use crate::error::Error;
use crate::model::{DraftSource, FileText};
use git2::{ErrorCode, ObjectType, Oid, Repository};
use std::path::{Component, Path, PathBuf};

const LINK: i32 = 0o120_000;
const LINKS_FOLLOWED: usize = 32;

/// The sides of `REV:path`; a colon in braces belongs to the revision (`main@{2026-01-01 10:00}`).
pub(super) fn split(spec: &str) -> Option<(&str, &str)> {
    let mut braces = 0_usize;
    let colon = spec.char_indices().find_map(|(at, c)| {
        match c {
            '{' => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        (c == ':' && braces == 0).then_some(at)
    })?;
    (colon > 0).then(|| (&spec[..colon], &spec[colon + 1..]))
}

/// The draft at `path` of a revision, which may be a file or a folder.
///
/// The repository is the one given, else the one around `folder`. `path` is from the repository's root, or from
/// `folder` where it begins with `./` or `../`.
pub(super) fn draft(
    revision: &str,
    path: &str,
    folder: &Path,
    repository: Option<&Path>,
) -> Result<DraftSource, Error> {
    let repository = open(repository, folder)?;
    let path = inside(&repository, path, folder);
    let revision = Revision::find(&repository, revision, &path)?;
    let files = revision.files(&path)?;
    let (label, source) = (revision.name.to_owned(), revision.shown(&path));
    Ok(DraftSource { label, source, files, ..DraftSource::default() })
}

fn open(repository: Option<&Path>, folder: &Path) -> Result<Repository, Error> {
    let (opened, path) = match repository {
        Some(path) => (Repository::open(path), path),
        None => (Repository::discover(folder), folder),
    };
    opened.map_err(|error| Error::NoRepository { path: path.to_owned(), source: error.into() })
}

/// The path from the repository's root, without `.` and `..`; nothing but components, so `a//b/` is `a/b`.
fn inside(repository: &Repository, path: &str, folder: &Path) -> PathBuf {
    let root = repository.workdir().and_then(|root| root.canonicalize().ok());
    let from_root = |path: &Path| root.as_ref().and_then(|root| Some(path.strip_prefix(root).ok()?.to_owned()));
    let from_folder = path.starts_with("./") || path.starts_with("../") || path == "." || path == "..";
    let base = folder.canonicalize().ok().filter(|_| from_folder).and_then(|folder| from_root(&folder));
    let path = Path::new(path);
    plain(&base.unwrap_or_default().join(from_root(path).as_deref().unwrap_or(path)))
}

fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => plain.push(name),
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
        }
    }
    plain
}

/// A revision's tree.
struct Revision<'a> {
    repository: &'a Repository,
    name: &'a str,
    tree: Oid,
}

/// What stands at a path of a tree, links followed.
struct Found {
    place: PathBuf,
    id: Oid,
    kind: Option<ObjectType>,
}

impl<'a> Revision<'a> {
    fn find(repository: &'a Repository, name: &'a str, path: &Path) -> Result<Self, Error> {
        let tree = repository.revparse_single(name).and_then(|object| object.peel_to_tree());
        match tree {
            Ok(tree) => Ok(Self { repository, name, tree: tree.id() }),
            Err(error)
                if matches!(error.code(), ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::UnbornBranch) =>
            {
                Err(missing(repository, name))
            }
            Err(error) => Err(unreadable(name, path, error)),
        }
    }

    fn files(&self, path: &Path) -> Result<Vec<FileText>, Error> {
        let found = self.at(path)?.ok_or_else(|| self.missing(path))?;
        match found.kind {
            Some(ObjectType::Blob) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                Ok(vec![self.file(path, found.id, &name)?])
            }
            Some(ObjectType::Tree) => self.folder(path, found.place),
            _ => Err(self.missing(path)),
        }
    }

    fn folder(&self, path: &Path, place: PathBuf) -> Result<Vec<FileText>, Error> {
        let listed = listing::markdown(self, place)?;
        if listed.is_empty() {
            return Err(Error::NoMarkdown { path: self.shown(path) });
        }
        let read = |entry: &Entry| {
            let found = self.at(&entry.place)?.ok_or_else(|| self.missing(&entry.place))?;
            self.file(&path.join(&entry.name), found.id, &entry.name)
        };
        listed.iter().map(read).collect()
    }

    fn file(&self, path: &Path, id: Oid, name: &str) -> Result<FileText, Error> {
        let blob = self.repository.find_blob(id).map_err(|error| unreadable(self.name, path, error))?;
        files::text(blob.content().to_owned(), name, &self.shown(path))
    }

    /// What stands at a path; `None` where nothing does, or a link leads out of the tree.
    fn at(&self, path: &Path) -> Result<Option<Found>, Error> {
        let mut place = path.to_owned();
        for _ in 0..LINKS_FOLLOWED {
            match self.step(&place).map_err(|error| unreadable(self.name, path, error))? {
                Step::Found(found) => return Ok(Some(found)),
                Step::Link(target) => place = target,
                Step::Nothing => return Ok(None),
            }
        }
        Ok(None)
    }

    /// Goes down a path until its end or the first link, whose target then takes the link's place.
    fn step(&self, path: &Path) -> Result<Step, git2::Error> {
        let (mut id, mut kind) = (self.tree, Some(ObjectType::Tree));
        let mut walked = PathBuf::new();
        let mut components = path.components();
        while let Some(component) = components.next() {
            let tree = self.repository.find_tree(id)?;
            let Some(entry) = tree.get_name_bytes(component.as_os_str().as_encoded_bytes()) else {
                return Ok(Step::Nothing);
            };
            if entry.filemode() == LINK {
                let target = self.repository.find_blob(entry.id())?;
                return Ok(redirect(&walked, target.content(), components.as_path()));
            }
            walked.push(component);
            (id, kind) = (entry.id(), entry.kind());
            if kind != Some(ObjectType::Tree) {
                let ended = components.next().is_none();
                return Ok(if ended { Step::Found(Found { place: walked, id, kind }) } else { Step::Nothing });
            }
        }
        Ok(Step::Found(Found { place: walked, id, kind }))
    }

    fn shown(&self, path: &Path) -> String {
        format!("{}:{}", self.name, path.display())
    }

    fn missing(&self, path: &Path) -> Error {
        Error::MissingPath { revision: self.name.to_owned(), path: path.display().to_string() }
    }
}

enum Step {
    Found(Found),
    Link(PathBuf),
    Nothing,
}

fn redirect(folder: &Path, target: &[u8], rest: &Path) -> Step {
    let target = PathBuf::from(String::from_utf8_lossy(target).into_owned());
    let ups = target.components().take_while(|part| *part == Component::ParentDir).count();
    if target.is_absolute() || ups > folder.components().count() {
        return Step::Nothing;
    }
    Step::Link(plain(&folder.join(target).join(rest)))
}

impl Tree for Revision<'_> {
    fn entries(&self, folder: &Path) -> Result<Vec<Entry>, Error> {
        let failed = |error| unreadable(self.name, folder, error);
        let Some(found) = self.at(folder)? else { return Err(self.missing(folder)) };
        let tree = self.repository.find_tree(found.id).map_err(failed)?;
        let mut entries = Vec::with_capacity(tree.len());
        for entry in &tree {
            let name = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let here = found.place.join(&name);
            // As on disk, a link that leads nowhere stays itself; another repository's folder is not this draft.
            let (place, kind) = match self.at(&here)? {
                Some(target) => (target.place, target.kind),
                None => (here, entry.kind()),
            };
            if kind != Some(ObjectType::Commit) {
                entries.push(Entry { name, place, folder: kind == Some(ObjectType::Tree) });
            }
        }
        Ok(entries)
    }
}

fn unreadable(revision: &str, path: &Path, error: git2::Error) -> Error {
    Error::ReadRevision { revision: revision.to_owned(), path: path.display().to_string(), source: error.into() }
}

fn missing(repository: &Repository, revision: &str) -> Error {
    let remotes = repository.remotes().ok();
    let remote = remotes.as_ref().and_then(|names| names.get(0).ok().flatten()).map(str::to_owned);
    Error::MissingRevision { revision: revision.to_owned(), remote, shallow: repository.is_shallow() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revision_ends_at_its_first_colon_outside_braces() {
        assert_eq!(split("v2:code.md"), Some(("v2", "code.md")));
        assert_eq!(split("main@{2026-01-01 10:00}:a:b.md"), Some(("main@{2026-01-01 10:00}", "a:b.md")));
        assert_eq!(split("v2:"), Some(("v2", "")));
        assert_eq!(split("code.md"), None);
        assert_eq!(split(":code.md"), None);
    }

    #[test]
    fn links_stay_in_the_tree() {
        let target = |folder: &str, target: &str, rest: &str| match redirect(
            Path::new(folder),
            target.as_bytes(),
            Path::new(rest),
        ) {
            Step::Link(path) => Some(path.display().to_string()),
            _ => None,
        };
        assert_eq!(target("a/b", "../c", "d.md").as_deref(), Some("a/c/d.md"));
        assert_eq!(target("", "3.md", "").as_deref(), Some("3.md"));
        assert_eq!(target("a", "../../etc", "passwd"), None);
        assert_eq!(target("a", "/etc", "passwd"), None);
    }
}
