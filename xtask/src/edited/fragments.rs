//! How broken up redlines are: runs of changes in a sentence, and islands between them.

use redraft::report::{ChangeReport, LinkInfo, SegmentInfo};
use redraft::text;

/// Words that an island has at most.
const ISLAND: usize = 2;

/// Counts over all sentences that changed.
#[derive(Debug, Default)]
pub(crate) struct Fragments {
    /// Sentences of newer texts with a change in them.
    pub(crate) sentences: usize,
    /// Changes that lie together.
    pub(crate) runs: usize,
    /// A word or two left standing between two changes of one sentence.
    pub(crate) islands: usize,
    /// The sentences with the most runs: how many, where, and the redline.
    pub(crate) worst: Vec<(usize, String, String)>,
}

/// Counts over the main redline of every unit.
pub(crate) fn fragments(report: &ChangeReport) -> Fragments {
    let mut found = Fragments::default();
    for entry in report.entries.iter().filter(|entry| !entry.origins.is_empty()) {
        let Some(link) = entry.links.first().and_then(|&link| report.links.get(link)) else { continue };
        let label = report.unit(&link.after).map_or("", |unit| unit.label.as_str());
        for sentence in sentences(link) {
            found.add(label, &sentence);
        }
    }
    found.worst.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.cmp(other)));
    found.worst.truncate(10);
    found
}

/// What a reader sees of one sentence: pieces with whether they are changes.
#[derive(Default)]
struct Sentence {
    pieces: Vec<(Kind, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Equal,
    Deleted,
    Inserted,
    Moved,
}

/// The sentences of a redline, cut where the newer text has a border; deleted words belong to the sentence before
/// which they stand.
fn sentences(link: &LinkInfo) -> Vec<Sentence> {
    let mut found = Vec::new();
    for block in &link.blocks {
        let mut open = Sentence::default();
        let segments = &link.redline[block.start..block.end];
        let newer: String = segments.iter().filter(|segment| stands(segment)).map(|segment| &*segment.text).collect();
        let mut ends = text::sentences(&newer).into_iter().map(|sentence| sentence.end).peekable();
        let mut at = 0;
        for segment in segments {
            let kind = kind(segment);
            if !stands(segment) {
                open.push(kind, &segment.text);
                continue;
            }
            let mut rest = segment.text.as_str();
            while let Some(&end) = ends.peek().filter(|&&end| end < at + rest.len()) {
                let (head, tail) = rest.split_at(end - at);
                open.push(kind, head);
                found.push(std::mem::take(&mut open));
                ends.next();
                (at, rest) = (end, tail);
            }
            open.push(kind, rest);
            at += rest.len();
        }
        found.push(open);
    }
    found
}

fn stands(segment: &SegmentInfo) -> bool {
    matches!(segment.op.as_str(), "equal" | "insert") || segment.side.as_deref() == Some("after")
}

fn kind(segment: &SegmentInfo) -> Kind {
    match (segment.op.as_str(), &segment.noise) {
        ("delete", None) => Kind::Deleted,
        ("insert", None) => Kind::Inserted,
        ("moved", _) => Kind::Moved,
        _ => Kind::Equal,
    }
}

impl Sentence {
    fn push(&mut self, kind: Kind, text: &str) {
        if !text.is_empty() {
            self.pieces.push((kind, text.to_owned()));
        }
    }

    fn shown(&self) -> String {
        let piece = |(kind, text): &(Kind, String)| match kind {
            Kind::Equal => text.clone(),
            Kind::Deleted => format!("[-{text}-]"),
            Kind::Inserted => format!("{{+{text}+}}"),
            Kind::Moved => format!("{{~{text}~}}"),
        };
        self.pieces.iter().map(piece).collect()
    }
}

impl Fragments {
    fn add(&mut self, label: &str, sentence: &Sentence) {
        let runs: Vec<&[(Kind, String)]> = sentence
            .pieces
            .chunk_by(|one, next| {
                is_change(one.0) == is_change(next.0) && one.0 != Kind::Moved && next.0 != Kind::Moved
            })
            .collect();
        let changes = runs.iter().filter(|run| is_change(run[0].0)).count();
        if changes == 0 {
            return;
        }
        self.sentences += 1;
        self.runs += changes;
        let island = |three: &&[&[(Kind, String)]]| {
            let words: usize = three[1].iter().map(|(_, text)| text::word_count(text)).sum();
            let between = is_change(three[0][0].0) && is_change(three[2][0].0);
            between && three[1].iter().all(|piece| piece.0 == Kind::Equal) && words <= ISLAND
        };
        self.islands += runs.windows(3).filter(island).count();
        self.worst.push((changes, label.to_owned(), sentence.shown()));
    }
}

const fn is_change(kind: Kind) -> bool {
    matches!(kind, Kind::Deleted | Kind::Inserted)
}
