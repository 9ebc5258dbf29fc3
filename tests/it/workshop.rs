//! A folder of its own for each test, and the program run in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder that goes with the test.
pub(crate) struct Workshop(TempDir);

impl Workshop {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    /// A folder with files, by path and content.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let workshop = Self::new();
        for (path, content) in files {
            workshop.put(path, content.as_bytes());
        }
        workshop
    }

    /// The sample series: its manifest and its drafts.
    pub(crate) fn with_sample() -> Self {
        let workshop = Self::new();
        for name in ["redraft.toml", "1-first.md", "2-second.md", "3-third.md"] {
            workshop.put(name, &sample(name));
        }
        workshop
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes a file, and the folders that it needs.
    #[expect(clippy::disallowed_methods, reason = "a test sets up its files")]
    pub(crate) fn put(&self, name: &str, content: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
    }

    /// A file's text.
    #[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
    pub(crate) fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("the file is there")
    }

    /// Every path in it, with size and time of modification: equal before and after means that nothing was written.
    pub(crate) fn inventory(&self) -> Vec<String> {
        let mut found = Vec::new();
        inventory(self.folder(), &mut found);
        found.sort();
        found
    }

    /// The program, to be run in the folder with a plain environment.
    pub(crate) fn redraft<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_redraft"));
        command.args(arguments).current_dir(self.folder()).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("CLICOLOR").env("HOME", self.folder());
        command
    }

    /// Runs the program in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(&self.redraft(arguments).output().expect("the program runs"))
    }
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    pub(crate) fn new(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// Holds the run to have failed: this exit code, nothing on standard output, all of these words on standard error.
    #[track_caller]
    pub(crate) fn failed(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:?}");
        assert_eq!(self.out, "", "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in {self:?}");
        }
        assert!(self.err.starts_with("error: "), "{self:?}");
    }

    /// The exit code and what was said about it.
    pub(crate) fn failure(&self) -> (Option<i32>, String) {
        (self.code, self.err.clone())
    }

    /// Holds the run to have gone well and gives its standard output.
    #[track_caller]
    pub(crate) fn succeeded(self) -> String {
        assert_eq!(self.code, Some(0), "{self:?}");
        self.out
    }
}

/// A file of the sample series.
#[expect(clippy::disallowed_methods, reason = "a test reads the sample series")]
pub(crate) fn sample(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("drafts").join(name)).expect("the sample is there")
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
fn inventory(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder is there").flatten() {
        let metadata = entry.metadata().expect("the file is there");
        found.push(format!("{} {} {:?}", entry.path().display(), metadata.len(), metadata.modified()));
        if metadata.is_dir() {
            inventory(&entry.path(), found);
        }
    }
}
