//! The same edit made in many places: a term replaced throughout is told once, with its places.
//!
//! ```text
//! Measure 2.1  … at the [-depot-]{+station+} …      “depot” became “station” 4 times: in Measure 2.1, Measure 2.2, …
//! Measure 2.2  … to the [-depot-]{+station+} …      and where nothing else changed, no redline says it again
//! ```
//!
//! Read from the redlines as they stand, each unit's main one: what a reader sees four times is told once.

use super::links::edits_words;
use super::phrases;
use super::types::{ChangeReport, Entry, LinkInfo, RepeatedInfo, RepeatedPlace, SegmentInfo};
use crate::text;
use crate::words::Words;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How often an edit must be made, and in how many units, to be told as one.
const TIMES: usize = 3;
const UNITS: usize = 2;

/// Letters that a word of the edit must have: `a` became `the` in many places says nothing.
const LETTERS: usize = 4;

/// Words taken out and words put in their place, as they stand there.
type Swap<'r> = (&'r str, &'r str);

/// The same words folded, so that the start of a sentence makes no difference.
type Edit<'r> = (Cow<'r, str>, Cow<'r, str>);

/// Finds the edits made in many places, the most frequent first, and notes in the entries which of them say all.
pub(super) fn find(report: &mut ChangeReport) {
    let mut repeated: Vec<(Edit<'_>, RepeatedInfo)> = places(report)
        .into_iter()
        .filter(|(edit, found)| found.len() >= TIMES && says_something(edit))
        .map(|(edit, found)| (edit, info(report, &found)))
        .filter(|(_, info)| info.places.len() >= UNITS)
        .collect();
    repeated.sort_by_key(|(_, info)| (Reverse(info.times), info.places[0].link));
    let (edits, infos): (Vec<Edit<'_>>, Vec<RepeatedInfo>) = repeated.into_iter().unzip();
    let known: BTreeMap<Edit<'_>, usize> = edits.into_iter().zip(0..).collect();
    let only: Vec<Vec<usize>> = report.entries.iter().map(|entry| alone_in(report, entry, &known)).collect();
    for (entry, only) in report.entries.iter_mut().zip(only) {
        entry.only_repeated = only;
    }
    report.repeated = infos;
}

/// An edit where it was found: the entry, its main link, and the words.
struct Found<'r> {
    entry: usize,
    link: usize,
    words: Swap<'r>,
}

fn places(report: &ChangeReport) -> BTreeMap<Edit<'_>, Vec<Found<'_>>> {
    let mut places: BTreeMap<Edit<'_>, Vec<Found<'_>>> = BTreeMap::new();
    for (at, entry) in report.entries.iter().enumerate() {
        let Some((link, info)) = main_link(report, entry) else { continue };
        for words in edits(info) {
            places.entry(folded(words)).or_default().push(Found { entry: at, link, words });
        }
    }
    places
}

fn main_link<'r>(report: &'r ChangeReport, entry: &Entry) -> Option<(usize, &'r LinkInfo)> {
    let link = *entry.links.first().filter(|_| !entry.origins.is_empty())?;
    Some((link, report.links.get(link)?))
}

/// The edits of a link, title first: deleted words with those inserted in their place.
fn edits(link: &LinkInfo) -> Vec<Swap<'_>> {
    let mut found = runs(&link.title_redline);
    for block in link.blocks.iter().filter(|block| block.told_in.is_none()) {
        found.extend(link.redline.get(block.start..block.end).map(runs).unwrap_or_default());
    }
    found
}

fn runs(segments: &[SegmentInfo]) -> Vec<Swap<'_>> {
    let mut found: Vec<Swap<'_>> = Vec::new();
    let mut open = false;
    for segment in segments {
        let words = segment.text.trim();
        match (edits_words(segment), segment.op.as_str()) {
            (true, "delete") => found.push((words, "")),
            (true, _) if open => found.last_mut().into_iter().for_each(|edit| edit.1 = words),
            (true, _) => found.push(("", words)),
            _ => {}
        }
        open = edits_words(segment) && segment.op == "delete";
    }
    found
}

fn says_something((before, after): &Edit<'_>) -> bool {
    let long = |words: &str| text::words(words).any(|word| word.chars().count() >= LETTERS);
    let spelled = |words: &str| words.is_empty() || words.chars().any(char::is_alphanumeric);
    before != after && (long(before) || long(after)) && spelled(before) && spelled(after)
}

fn folded((before, after): Swap<'_>) -> Edit<'_> {
    (text::fold(before), text::fold(after))
}

/// The places entry by entry; the words as most places have them, of equals the first.
fn info(report: &ChangeReport, found: &[Found<'_>]) -> RepeatedInfo {
    let mut spellings: BTreeMap<Swap<'_>, usize> = BTreeMap::new();
    for found in found {
        *spellings.entry(found.words).or_default() += 1;
    }
    let usual = spellings.into_iter().max_by_key(|&(words, times)| (times, Reverse(words)));
    let (before, after) = usual.map(|(words, _)| words).unwrap_or_default();
    let places: Vec<RepeatedPlace> = found
        .chunk_by(|one, next| one.entry == next.entry)
        .map(|same| RepeatedPlace {
            reference: report.entries[same[0].entry].reference.clone(),
            link: same[0].link,
            times: same.len(),
        })
        .collect();
    RepeatedInfo {
        before: before.to_owned(),
        after: after.to_owned(),
        words: String::new(),
        times: found.len(),
        places,
    }
}

/// The repeated edits in words: `“depot” became “station” 4 times, in Measure 2.1, Measure 2.2 and Measure 2.3`.
pub(super) fn tell(report: &mut ChangeReport, words: &Words) {
    let said: Vec<String> = report.repeated.iter().map(|edit| said(report, edit, words)).collect();
    for (edit, said) in report.repeated.iter_mut().zip(said) {
        edit.words = said;
    }
}

fn said(report: &ChangeReport, edit: &RepeatedInfo, words: &Words) -> String {
    let units = edit.places.iter().filter_map(|place| report.unit(&place.reference)).map(|unit| unit.label.clone());
    let units = phrases::some(words, &units.collect::<Vec<_>>());
    let phrase = match (edit.before.is_empty(), edit.after.is_empty()) {
        (true, _) => "repeated.inserted",
        (_, true) => "repeated.taken_out",
        _ => "repeated.became",
    };
    words.count(phrase, edit.times, &[("before", &edit.before), ("after", &edit.after), ("units", &units)])
}

/// The repeated edits that an entry's redline consists of; none where it says anything else.
fn alone_in<'r>(report: &'r ChangeReport, entry: &Entry, known: &BTreeMap<Edit<'r>, usize>) -> Vec<usize> {
    let Some((_, link)) = main_link(report, entry) else { return Vec::new() };
    if entry.links.len() > 1 || link.redline.iter().any(|segment| segment.op == "moved") {
        return Vec::new();
    }
    let all: Option<Vec<usize>> = edits(link).into_iter().map(|words| known.get(&folded(words)).copied()).collect();
    let mut only = all.unwrap_or_default();
    only.sort_unstable();
    only.dedup();
    only
}
