//! Drafts from git: a repository that is built here, with fixed author and dates, and never found.

use crate::workshop::{Workshop, sample};
use git2::build::RepoBuilder;
use git2::{Commit, IndexEntry, IndexTime, Oid, Repository, RepositoryInitOptions, Signature, Time};
use redraft::load::{self, Asked, Context};
use redraft::model::{DraftSource, FileText, Pair};
use std::path::Path;

const SAMPLE: [(&str, &str); 3] = [("first", "1-first.md"), ("second", "2-second.md"), ("third", "3-third.md")];

/// What a commit holds, by path: a file's bytes or a link's target.
enum Held<'a> {
    File(&'a [u8]),
    Link(&'a str),
}

fn init(workshop: &Workshop) -> Repository {
    let mut options = RepositoryInitOptions::new();
    options.external_template(false).initial_head("main");
    Repository::init_opts(workshop.folder(), &options).expect("the repository can be made")
}

/// Commits on `main` without a working copy, and tags the commit.
fn commit(repository: &Repository, tag: &str, number: i64, files: &[(&str, Held<'_>)]) -> Oid {
    let mut index = git2::Index::new().expect("an index in memory");
    for (path, held) in files {
        let (bytes, mode) = match held {
            Held::File(bytes) => (*bytes, 0o100_644),
            Held::Link(target) => (target.as_bytes(), 0o120_000),
        };
        index.add(&entry(path, mode, repository.blob(bytes).expect("the blob can be written"))).expect("can be added");
    }
    let tree =
        repository.find_tree(index.write_tree_to(repository).expect("the tree can be written")).expect("is there");
    let author = Signature::new("Drafter", "drafter@example.org", &Time::new(1_770_000_000 + number * 86_400, 0))
        .expect("the author has a name");
    let parent = repository.head().ok().map(|head| head.peel_to_commit().expect("the head is a commit"));
    let parents: Vec<&Commit<'_>> = parent.iter().collect();
    let id =
        repository.commit(Some("refs/heads/main"), &author, &author, tag, &tree, &parents).expect("can be committed");
    let object = repository.find_object(id, None).expect("is there");
    repository.tag(tag, &object, &author, tag, false).expect("can be tagged");
    id
}

fn entry(path: &str, mode: u32, id: Oid) -> IndexEntry {
    let never = IndexTime::new(0, 0);
    IndexEntry {
        ctime: never,
        mtime: never,
        dev: 0,
        ino: 0,
        mode,
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}

/// The sample series as the history of one file, `text/code.md`, beside the folder of all drafts, `drafts/`.
fn history() -> Workshop {
    let workshop = Workshop::new();
    let repository = init(&workshop);
    let drafts = SAMPLE.map(|(_, name)| (format!("drafts/{name}"), sample(name)));
    for (number, (tag, name)) in (0_i64..).zip(SAMPLE) {
        let text = sample(name);
        let mut files: Vec<(&str, Held<'_>)> =
            drafts.iter().map(|(path, bytes)| (path.as_str(), Held::File(bytes))).collect();
        files.push(("text/code.md", Held::File(&text)));
        files.push(("latest.md", Held::Link("text/code.md")));
        files.push(("drafts/up", Held::Link("..")));
        commit(&repository, tag, number, &files);
    }
    workshop
}

fn draft(folder: &Path, spec: &str) -> DraftSource {
    let context = Context::find(folder, None).expect("there is no manifest");
    load::draft(spec, &context).expect("the draft can be read")
}

fn pair(folder: &Path, drafts: &[&str], path: &str) -> Pair<DraftSource> {
    let context = Context::find(folder, None).expect("there is no manifest");
    let drafts = drafts.iter().map(|&draft| draft.to_owned()).collect();
    load::pair(&Asked { drafts, path: Some(path.to_owned()) }, &context).expect("the drafts can be read")
}

fn texts(source: &DraftSource) -> Vec<(&str, &str)> {
    source.files.iter().map(|FileText { text, sha256, .. }| (text.as_str(), sha256.as_str())).collect()
}

#[test]
fn a_revision_and_a_file_give_the_same_text() {
    let (history, folder) = (history(), Workshop::with_sample());
    for (tag, name) in SAMPLE {
        let (revision, file) = (draft(history.folder(), &format!("{tag}:text/code.md")), draft(folder.folder(), name));
        assert_eq!(texts(&revision), texts(&file));
        assert_eq!((revision.label.as_str(), revision.source), (tag, format!("{tag}:text/code.md")));
    }
}

#[test]
fn a_folder_of_a_revision_and_one_on_disk_give_the_same_files() {
    let names = ["10.md", "2.md", "1.md", "3/2.md", "3/10.md", ".hidden.md", "notes.txt", "4.MD"];
    let files = names.map(|name| (format!("d/{name}"), name));
    let disk = Workshop::with(&files.each_ref().map(|(path, text)| (path.as_str(), *text)));
    let git = Workshop::new();
    let held = files.each_ref().map(|(path, text)| (path.as_str(), Held::File(text.as_bytes())));
    commit(&init(&git), "v1", 0, &held);
    assert_eq!(draft(git.folder(), "v1:d").files, draft(disk.folder(), "d").files);
    assert_eq!(draft(git.folder(), "v1:").files.len(), 6, "the whole tree");
}

#[test]
fn a_bare_repository_serves_as_well() {
    let (history, bare) = (history(), Workshop::new());
    let url = history.folder().to_str().expect("the path is UTF-8");
    RepoBuilder::new().bare(true).clone(url, &bare.path("code.git")).expect("can be cloned");
    for spec in ["first:text/code.md", "main~1:drafts", "HEAD:latest.md"] {
        assert_eq!(draft(&bare.path("code.git"), spec), draft(history.folder(), spec), "{spec}");
    }
}

#[test]
fn a_revision_may_be_a_tag_a_branch_a_hash_or_a_path_through_history() {
    let history = history();
    let repository = Repository::open(history.folder()).expect("is a repository");
    let second = repository.revparse_single("second^{commit}").expect("is tagged").id().to_string();
    let expected = draft(history.folder(), "second:text/code.md").files;
    for revision in ["main~1", "HEAD^", "third~1", &second, &second[..9], "refs/tags/second", "second^{tree}"] {
        assert_eq!(draft(history.folder(), &format!("{revision}:text/code.md")).files, expected, "{revision}");
    }
}

#[test]
fn a_path_may_start_at_the_current_folder() {
    let history = history();
    history.put("text/notes/x.md", b"x");
    let expected = draft(history.folder(), "first:text/code.md");
    assert_eq!(draft(&history.path("text"), "first:./code.md"), expected);
    assert_eq!(draft(&history.path("text/notes"), "first:../code.md"), expected);
    assert_eq!(draft(&history.path("text/notes"), "first:text/code.md"), expected);
}

#[test]
fn links_in_a_revision_are_followed_and_end() {
    let history = history();
    assert_eq!(
        texts(&draft(history.folder(), "first:latest.md")),
        texts(&draft(history.folder(), "first:text/code.md"))
    );
    let names: Vec<String> = draft(history.folder(), "third:drafts").files.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["1-first.md", "2-second.md", "3-third.md", "up/latest.md", "up/text/code.md"]);
}

#[test]
fn both_sides_of_one_file() {
    let history = history();
    let folder = history.folder();
    history.put("text/code.md", b"working copy\n");
    let at = |tag: &str| draft(folder, &format!("{tag}:text/code.md"));
    assert_eq!(pair(folder, &["first..third"], "text/code.md"), Pair::new(at("first"), at("third")));
    assert_eq!(pair(folder, &["first", "third"], "text/code.md"), Pair::new(at("first"), at("third")));
    assert_eq!(pair(folder, &["first.."], "text/code.md"), Pair::new(at("first"), at("HEAD")));
    assert_eq!(pair(&history.path("text"), &["first..third"], "code.md"), Pair::new(at("first"), at("third")));
    let working = pair(folder, &["second"], "text/code.md");
    assert_eq!((working.before, working.after.files[0].text.as_str()), (at("second"), "working copy\n"));
    assert_eq!(pair(folder, &[], "text/code.md").before, at("HEAD"));
}

#[test]
fn a_series_may_consist_of_revisions() {
    let (history, series) = (history(), Workshop::new());
    let drafts = SAMPLE.map(|(tag, _)| format!("[[draft]]\nlabel='{tag} draft'\nsource='{tag}:text/code.md'\n"));
    let repository = history.folder().display();
    series.put("redraft.toml", format!("[series]\nrepository='{repository}'\n{}", drafts.concat()).as_bytes());
    for (tag, name) in SAMPLE {
        let source = draft(series.folder(), &format!("{tag} draft"));
        assert_eq!(source.files[0].text.as_bytes(), sample(name));
        assert_eq!(source.source, format!("{tag}:text/code.md"));
    }
}

#[test]
fn a_revision_and_a_folder_give_the_same_report() {
    let (history, folder, revisions) = (history(), Workshop::with_sample(), Workshop::new());
    let manifest = folder.get("redraft.toml").replace("source = \"", "source = \"third:drafts/");
    let repository = format!("[series]\nrepository = '{}'", history.folder().display());
    revisions.put("redraft.toml", manifest.replacen("[series]", &repository, 1).as_bytes());
    for format in ["json", "html"] {
        let run = |workshop: &Workshop| workshop.run(&["diff", "first", "third", "--format", format]).succeeded();
        let from_git = run(&revisions);
        assert!(from_git.contains("third:drafts"), "{format}: the source is named");
        assert_eq!(from_git.replace("third:drafts/", "").replace("third:drafts&#x2f;", ""), run(&folder), "{format}");
    }
}

#[test]
fn reading_writes_nothing_into_the_repository() {
    let history = history();
    let before = history.inventory();
    history.run(&["show", "first:text/code.md"]).succeeded();
    history.run(&["diff", "first..third", "--", "text/code.md"]).succeeded();
    assert_eq!(history.inventory(), before);
}

#[test]
fn a_missing_revision_says_what_to_fetch() {
    let history = history();
    history.run(&["show", "v9:text/code.md"]).failed(3, &["`v9`"]);
    let repository = Repository::open(history.folder()).expect("is a repository");
    repository.remote("upstream", "https://example.org/code.git").expect("can be added");
    history.run(&["show", "v9:text/code.md"]).failed(3, &["`v9`", "hint: ", "git fetch upstream", "v9"]);
    history.run(&["diff", "v9..first", "--", "text/code.md"]).failed(3, &["`v9`", "git fetch upstream"]);
}

#[test]
fn a_missing_path_names_the_revision() {
    let history = history();
    history.run(&["show", "first:code.md"]).failed(3, &["`first`", "`code.md`", "hint: "]);
    history.run(&["show", "first:text/code.md/more"]).failed(3, &["`first`", "`text/code.md/more`"]);
    Workshop::new().run(&["show", "first:code.md"]).failed(3, &["cannot open a git repository"]);
}

#[test]
fn a_revision_that_is_not_utf8_names_revision_file_and_line() {
    let workshop = Workshop::new();
    commit(&init(&workshop), "v1", 0, &[("code.md", Held::File(b"# One\n\ntwo \xe9\n"))]);
    workshop.run(&["show", "v1:code.md"]).failed(3, &["`v1:code.md:3`", "UTF-8"]);
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test damages a repository")]
fn a_damaged_object_is_an_error_and_never_another_text() {
    let workshop = Workshop::new();
    let repository = init(&workshop);
    commit(&repository, "v1", 0, &[("code.md", Held::File(b"The operator shall report.\n"))]);
    let other = repository.blob(b"The operator may report.\n").expect("the blob can be written");
    let id = repository.revparse_single("v1:code.md").expect("is there").id();
    let object = |id: Oid| {
        let name = id.to_string();
        workshop.path(".git/objects").join(&name[..2]).join(&name[2..])
    };
    let bytes = std::fs::read(object(other)).expect("is there");
    std::fs::remove_file(object(id)).expect("can be removed");
    std::fs::write(object(id), bytes).expect("can be written");
    workshop.run(&["show", "v1:code.md"]).failed(3, &["`code.md`", "`v1`"]);
}
