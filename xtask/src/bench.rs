//! How long it takes: the whole job beside git's word diff, stage by stage, and matching as drafts grow.
//!
//! Medians of several runs on one thread. Absolute figures drift with the machine; ratios in one run hold.

use super::drafts::{self, Series, Subject, project};
use super::{program, say};
use redraft::matching;
use redraft::model::{DraftSource, FileText, Pair};
use redraft::render::{self, Frame, Templates};
use redraft::{classify, diff, report};
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RUNS: usize = 9;

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    for series in drafts::all() {
        let steps: Vec<Pair<&Subject>> = series.steps().collect();
        let middle = steps[steps.len() / 2];
        say(&format!("{} drafts, {}", series.name, title(middle)));
        stages(middle);
        whole(&series, middle)?;
        growth(&series, middle)?;
        say("");
    }
    Ok(())
}

fn title(pair: Pair<&Subject>) -> String {
    let words = pair.map(|subject| redraft::text::word_count(subject.text()));
    format!(
        "{} ({} words) to {} ({} words)",
        pair.before.source.label, words.before, pair.after.source.label, words.after
    )
}

fn stages(pair: Pair<&Subject>) {
    let drafts = pair.map(|subject| &subject.parsed.draft);
    let links = matching::drafts(drafts);
    let script = diff::edits(drafts, &links);
    let found = classify::classify(drafts, &links, &script);
    let parsed = pair.map(|subject| &subject.parsed);
    let built = report::build(parsed, &links, &script, &found.findings, &found.weights);
    let templates = Templates::default();
    let rows: [(&str, Duration); 6] = [
        ("parse", median(|| pair.map(|subject| drafts::parse(&subject.source)))),
        ("matching", median(|| matching::drafts(drafts))),
        ("diff", median(|| diff::edits(drafts, &links))),
        ("classify", median(|| classify::classify(drafts, &links, &script))),
        ("report", median(|| report::build(parsed, &links, &script, &found.findings, &found.weights))),
        ("render", median(|| render::html(&built, &templates, &Frame::default()).map(|page| page.len()))),
    ];
    for (name, time) in rows {
        say(&format!("  {name:<10} {:>9.2} ms", milliseconds(time)));
    }
}

/// The whole process, HTML report, beside `git diff --word-diff` of the same files.
fn whole(series: &Series, pair: Pair<&Subject>) -> Result<(), Box<dyn Error>> {
    let folder = project().join("target/bench");
    fs::create_dir_all(&folder)?;
    let file = |subject: &Subject, name: &str| -> Result<PathBuf, Box<dyn Error>> {
        let path = folder.join(format!("{}-{name}.md", series.name));
        fs::write(&path, subject.text())?;
        Ok(path)
    };
    let files = [file(pair.before, "before")?, file(pair.after, "after")?];
    let program = program::released()?;
    let page = folder.join("report.html");
    let mut ours = Command::new(program);
    ours.arg("diff").args(&files).args(["--format", "html", "-o"]).arg(&page);
    let mut git = Command::new("git");
    git.args(["diff", "--no-index", "--word-diff"]).args(&files);
    let (ours, git) = (timed(&mut ours, &page)?, timed(&mut git, &page)?);
    let ratio = ours.as_secs_f64() / git.as_secs_f64();
    let (ours, git) = (milliseconds(ours), milliseconds(git));
    say(&format!("  whole process {ours:.0} ms, git diff --word-diff {git:.0} ms: {ratio:.1} times as long (goal: 3)"));
    Ok(())
}

fn timed(command: &mut Command, page: &Path) -> Result<Duration, Box<dyn Error>> {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut times = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        // A page that stands there already would not be written again.
        let _ = fs::remove_file(page);
        let start = now();
        command.status()?;
        times.push(start.elapsed());
    }
    Ok(middle(times))
}

/// Matching of drafts that are 1, 4, 16 and 64 times as long: copies, each with words of its own.
fn growth(series: &Series, pair: Pair<&Subject>) -> Result<(), Box<dyn Error>> {
    let mut last: Option<(f64, f64)> = None;
    for times in [1, 4, 16, 64] {
        let long = pair.map(|subject| drafts::parse(&copies(&subject.source, times)).draft);
        let runs = if times > 4 { 1 } else { RUNS };
        let time = milliseconds(median_of(runs, || matching::drafts(long.as_ref())));
        let units = long.before.units.len().max(long.after.units.len());
        let exponent = last.map(|(size, before)| (time / before).ln() / (times as f64 / size).ln());
        let exponent = exponent.map(|exponent| format!(", growing as n^{exponent:.2}")).unwrap_or_default();
        let memory = peak_of(series, times)?;
        say(&format!("  matching x{times:<2} {time:>9.1} ms ({units} units a side{exponent}){memory}"));
        last = Some((times as f64, time));
    }
    Ok(())
}

/// What a process of its own says of its memory: this one has held longer drafts before.
fn peak_of(series: &Series, times: usize) -> Result<String, Box<dyn Error>> {
    let mut own = Command::new(std::env::current_exe()?);
    let told = own.args(["bench", "memory", series.name, &times.to_string()]).output()?;
    Ok(String::from_utf8(told.stdout)?.trim_end().to_owned())
}

/// Tells the most memory that two drafts so many times as long take, parsed, and what matching them adds.
pub(crate) fn memory(name: &str, times: usize) -> Result<(), Box<dyn Error>> {
    let all = drafts::all();
    let series = all.iter().find(|series| series.name == name).ok_or("no such series")?;
    let steps: Vec<Pair<&Subject>> = series.steps().collect();
    let long = steps[steps.len() / 2].map(|subject| drafts::parse(&copies(&subject.source, times)).draft);
    let parsed = peak();
    black_box(matching::drafts(long.as_ref()));
    if let Some((parsed, matched)) = parsed.zip(peak()) {
        say(&format!(", {matched:.0} MB at the peak, {:.0} of them for matching", matched - parsed));
    }
    Ok(())
}

/// The most memory that this process has had so far, in megabytes, where the system tells it.
fn peak() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}

fn copies(source: &DraftSource, times: usize) -> DraftSource {
    let text = &source.files[0].text;
    let copy = |number: usize| if number == 0 { text.clone() } else { varied(text, number) };
    let text = (0..times).map(copy).collect::<Vec<_>>().join("\n\n");
    DraftSource { files: vec![FileText { text, ..source.files[0].clone() }], ..source.clone() }
}

/// Every fifth long word of the running text becomes one that only this copy has.
fn varied(text: &str, number: usize) -> String {
    let line = |line: &str| {
        if line.starts_with(['#', '|', '>', '-']) {
            return line.to_owned();
        }
        let words = line.split(' ').enumerate();
        let word = |(at, word): (usize, &str)| {
            if at % 5 == 4 && word.len() > 4 { format!("{word}{number}") } else { word.to_owned() }
        };
        words.map(word).collect::<Vec<_>>().join(" ")
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn median<T>(job: impl FnMut() -> T) -> Duration {
    median_of(RUNS, job)
}

fn median_of<T>(runs: usize, mut job: impl FnMut() -> T) -> Duration {
    middle(
        (0..runs)
            .map(|_| {
                let start = now();
                black_box(job());
                start.elapsed()
            })
            .collect(),
    )
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn now() -> Instant {
    Instant::now()
}
