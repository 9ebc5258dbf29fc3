//! An edit script that reads.
//!
//! The script with the fewest marks is not the one a reader follows:
//!
//! ```text
//! fewest marks   [-assess-]{+monitor+} the [-severity-]{+likelihood+} of [-each-]{+a+} risk
//! readable       [-assess the severity of each-]{+monitor the likelihood of a+} risk
//!
//! fewest marks   The provider {+keeps records. The provider +}reports.
//! readable       {+The provider keeps records. +}The provider reports.
//! ```
//!
//! Three steps: a sentence of which little survives is replaced as a whole; islands of small words between changes
//! are given up; what is only inserted or only deleted slides to the border of a sentence, a clause or a word.

use super::align::{Run, join};
use super::atoms::{Atom, Atoms};
use crate::model::Pair;
use std::ops::Range;

/// The share of a sentence's words that must survive for word edits inside it to be worth reading.
const SURVIVES: f64 = 1.0 / 3.0;

/// The share of the shorter sentence that is most of it, if its runs have so many atoms on average.
const MOST: f64 = 0.55;
const TOGETHER: usize = 3;

/// Atoms in a row that hold together whatever stands around them.
const COHERENT: usize = 8;

/// Tidies the runs of equal atoms between two stretches of text.
pub(super) fn tidy(texts: Pair<&Atoms<'_>>, within: &Pair<Range<usize>>, mut runs: Vec<Run>) -> Vec<Run> {
    if runs.is_empty() || is_whole(&runs, within) {
        return runs;
    }
    let sentences = texts.zip(within.as_ref()).map(|(text, atoms)| Sentences::new(text, atoms));
    runs = without_remnants(texts, &sentences, &runs);
    for edge in [Edge::End, Edge::Start] {
        runs = without_remnants(texts, &sentences, &grown(texts, within, &runs, edge));
    }
    runs = without_islands(texts, within, &runs);
    runs = without_islands(texts, within, &runs);
    slide(texts, within, &mut runs);
    join(&mut runs);
    runs
}

fn is_whole(runs: &[Run], within: &Pair<Range<usize>>) -> bool {
    matches!(runs, [only] if only.len == within.before.len() && only.len == within.after.len())
}

/// Gives up the equal words of sentences that were rewritten.
///
/// A run is cut at the borders of sentences. What two sentences share must be a third of the shorter one; and unless
/// it holds together or is most of the shorter one, it must be a sixth of the longer one.
fn without_remnants(texts: Pair<&Atoms<'_>>, sentences: &Pair<Sentences>, runs: &[Run]) -> Vec<Run> {
    let pieces: Vec<(Run, Pair<usize>)> = runs.iter().flat_map(|run| sentences_of(*run, sentences)).collect();
    let mut kept = Vec::with_capacity(pieces.len());
    for shared in pieces.chunk_by(|one, next| one.1 == next.1) {
        let words: f64 = shared.iter().map(|(run, _)| weight(&texts.after.all[run.after..run.after_end()])).sum();
        let lengths = sentences.as_ref().zip(shared[0].1).map(|(sentences, at)| sentences.weights[at]);
        let (shorter, longer) = (lengths.before.min(lengths.after), lengths.before.max(lengths.after));
        let coherent = shared.iter().any(|(run, _)| run.len >= COHERENT);
        let atoms: usize = shared.iter().map(|(run, _)| run.len).sum();
        let most = words >= MOST * shorter && (atoms >= TOGETHER * shared.len() || shorter < 1.0);
        let survives = words >= SURVIVES * shorter && (coherent || most || words >= SURVIVES / 2.0 * longer);
        if survives || words == 0.0 {
            kept.extend(shared.iter().map(|(run, _)| *run));
        }
    }
    join(&mut kept);
    kept
}

/// Which edge of the changes is grown over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Runs grown over the equal atoms at one edge of the changes between them.
///
/// An equal word may have been given up because it was matched in the wrong sentence; here it finds the right one.
fn grown(texts: Pair<&Atoms<'_>>, within: &Pair<Range<usize>>, runs: &[Run], edge: Edge) -> Vec<Run> {
    let same = |before: usize, after: usize| texts.before.all[before].key == texts.after.all[after].key;
    let mut all = Vec::with_capacity(2 * runs.len() + 1);
    let mut start = Pair::new(within.before.start, within.after.start);
    let end = Run { before: within.before.end, after: within.after.end, len: 0 };
    for run in runs.iter().copied().chain([end]) {
        let room = (run.before - start.before).min(run.after - start.after);
        all.push(if edge == Edge::Start {
            let len = (0..room).take_while(|n| same(start.before + n, start.after + n)).count();
            Run { before: start.before, after: start.after, len }
        } else {
            let len = (1..=room).take_while(|n| same(run.before - n, run.after - n)).count();
            Run { before: run.before - len, after: run.after - len, len }
        });
        all.push(run);
        start = Pair::new(run.before_end(), run.after_end());
    }
    all.retain(|run| run.len > 0);
    join(&mut all);
    all
}

/// What words weigh: a small one a quarter of a word or a phrase, punctuation nothing.
pub(super) fn weight(atoms: &[Atom]) -> f64 {
    let of = |atom: &Atom| match (atom.is_word(), atom.small) {
        (false, _) => 0.0,
        (true, true) => 0.25,
        (true, false) => 1.0,
    };
    atoms.iter().map(of).sum()
}

struct Sentences {
    ends: Vec<usize>,
    weights: Vec<f64>,
}

impl Sentences {
    fn new(text: &Atoms<'_>, atoms: &Range<usize>) -> Self {
        let (ends, weights) = text.sentences(atoms.clone()).map(|s| (s.end, weight(&text.all[s]))).unzip();
        Self { ends, weights }
    }

    fn at(&self, atom: usize) -> usize {
        self.ends.partition_point(|&end| end <= atom).min(self.ends.len().saturating_sub(1))
    }
}

/// A run in pieces that lie in one sentence on either side.
fn sentences_of(run: Run, sentences: &Pair<Sentences>) -> impl Iterator<Item = (Run, Pair<usize>)> {
    let mut taken = 0;
    std::iter::from_fn(move || {
        let rest = run.len.checked_sub(taken).filter(|&rest| rest > 0)?;
        let (before, after) = (run.before + taken, run.after + taken);
        let at = Pair::new(sentences.before.at(before), sentences.after.at(after));
        let len =
            (sentences.before.ends[at.before] - before).min(sentences.after.ends[at.after] - after).clamp(1, rest);
        taken += len;
        Some((Run { before, after, len }, at))
    })
}

/// Gives up equal runs that are too slight to interrupt the changes around them.
fn without_islands(texts: Pair<&Atoms<'_>>, within: &Pair<Range<usize>>, runs: &[Run]) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::with_capacity(runs.len());
    for (position, run) in runs.iter().enumerate() {
        let start = kept.last().map_or((within.before.start, within.after.start), |r| (r.before_end(), r.after_end()));
        let next = runs.get(position + 1).map_or((within.before.end, within.after.end), |r| (r.before, r.after));
        let before = Change::new(texts, start.0..run.before, start.1..run.after);
        let after = Change::new(texts, run.before_end()..next.0, run.after_end()..next.1);
        let atoms = &texts.after.all[run.after..run.after_end()];
        if !is_island(atoms, &before, &after) {
            kept.push(*run);
        }
    }
    kept
}

/// The words and phrases between two equal runs.
struct Change {
    words: Pair<usize>,
    atoms: Pair<usize>,
}

impl Change {
    fn new(texts: Pair<&Atoms<'_>>, before: Range<usize>, after: Range<usize>) -> Self {
        let atoms = Pair::new(before.len(), after.len());
        let words =
            |text: &Atoms<'_>, range: Range<usize>| text.all[range].iter().filter(|atom| atom.is_word()).count();
        Self { words: Pair::new(words(texts.before, before), words(texts.after, after)), atoms }
    }

    const fn is_empty(&self) -> bool {
        self.atoms.before == 0 && self.atoms.after == 0
    }

    const fn replaces(&self) -> bool {
        self.words.before > 0 && self.words.after > 0
    }

    fn size(&self) -> usize {
        self.words.before.max(self.words.after)
    }
}

fn is_island(atoms: &[Atom], before: &Change, after: &Change) -> bool {
    if before.is_empty() || after.is_empty() {
        return false;
    }
    let words: usize = atoms.iter().map(|atom| usize::from(atom.words)).sum();
    let content = atoms.iter().filter(|atom| atom.is_content()).count();
    let (least, most) = (before.size().min(after.size()), before.size().max(after.size()));
    let both = before.replaces() && after.replaces();
    let either = before.replaces() || after.replaces();
    match content {
        0 if words == 0 => both || (either && least >= 2),
        0 if both => words <= least.max(1) && most >= 2,
        0 => either && words == 1 && least >= 2 && most >= 3,
        1 => (both && words <= 2 && least >= 3) || (either && words <= 2 && least >= 5),
        2 => both && words <= 3 && least >= 6,
        _ => false,
    }
}

/// Slides every pure insertion and deletion to its best place.
fn slide(texts: Pair<&Atoms<'_>>, within: &Pair<Range<usize>>, runs: &mut Vec<Run>) {
    // Empty runs at both ends, so that every change lies between two runs.
    runs.insert(0, Run { before: within.before.start, after: within.after.start, len: 0 });
    runs.push(Run { before: within.before.end, after: within.after.end, len: 0 });
    for position in 0..runs.len() - 1 {
        let (head, tail) = runs.split_at_mut(position + 1);
        let (left, right) = (&mut head[position], &mut tail[0]);
        let deleted = left.before_end()..right.before;
        let inserted = left.after_end()..right.after;
        let by = match (deleted.is_empty(), inserted.is_empty()) {
            (true, false) => best_shift(texts.after, inserted, left.len, right.len),
            (false, true) => best_shift(texts.before, deleted, left.len, right.len),
            _ => 0,
        };
        shift(left, right, by);
    }
    runs.retain(|run| run.len > 0);
}

const fn shift(left: &mut Run, right: &mut Run, by: isize) {
    let distance = by.unsigned_abs();
    if by > 0 {
        left.len += distance;
        right.before += distance;
        right.after += distance;
        right.len -= distance;
    } else {
        left.len -= distance;
        right.before -= distance;
        right.after -= distance;
        right.len += distance;
    }
}

/// How far a change may slide without a look at its sense, in atoms.
const FARTHEST: usize = 200;

/// By how many atoms to slide a change, given how many equal atoms stand on either side.
fn best_shift(text: &Atoms<'_>, change: Range<usize>, left: usize, right: usize) -> isize {
    let same = |one: usize, other: usize| {
        (text.all[one].key, text.all[one].plain) == (text.all[other].key, text.all[other].plain)
    };
    let back = (0..left.min(FARTHEST)).take_while(|n| same(change.start - 1 - n, change.end - 1 - n)).count();
    let forth = (0..right.min(FARTHEST)).take_while(|n| same(change.start + n, change.end + n)).count();
    let mut best = (i32::MIN, 0);
    for by in -back.cast_signed()..=forth.cast_signed() {
        let start = change.start.saturating_add_signed(by);
        let end = change.end.saturating_add_signed(by);
        let score = border(text, start) + border(text, end) + opening(text, start);
        if score >= best.0 {
            best = (score, by);
        }
    }
    best.1
}

/// How good a place between two atoms is to cut.
fn border(text: &Atoms<'_>, at: usize) -> i32 {
    let (Some(previous), Some(next)) = (at.checked_sub(1).and_then(|at| text.all.get(at)), text.all.get(at)) else {
        return 10;
    };
    let gap = &text.text[previous.end..next.start];
    let sign = if previous.is_word() { "" } else { &text.text[previous.range()] };
    match sign {
        _ if gap.contains('\n') => 10,
        "." | "!" | "?" if !gap.is_empty() => 8,
        ";" | ":" | "|" if !gap.is_empty() => 6,
        "," | ")" if !gap.is_empty() => 4,
        _ if text.text[next.range()].starts_with(['(', '|']) => 4,
        _ if gap.is_empty() && !next.is_word() => 1,
        _ if gap.is_empty() => -4,
        _ => 2,
    }
}

/// Whether a change that starts here starts with a word rather than with the sign that closes another.
fn opening(text: &Atoms<'_>, at: usize) -> i32 {
    text.all.get(at).map_or(0, |atom| i32::from(atom.is_word() || text.text[atom.range()].starts_with(['(', '“', '"'])))
}
