//! A text as statements: sentences and list items, each a range of bytes.

use super::lexicon::Trait;
use super::words::{Kind, Reader};
use crate::model::{BlockKind, Body, Mark, MarkKind};
use crate::text;
use std::ops::Range;

/// A sentence, or an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// Its bytes, without white space around it and without the label of an item.
    pub(super) range: Range<usize>,
    /// Whether it opens an item of a list.
    pub(super) item: bool,
    /// Whether it tells what a picture shows, or names one, or the columns of a table, and binds nobody.
    pub(super) describes: bool,
    /// Whether it stands in a footnote.
    pub(super) footnote: bool,
    /// Of an item the statement that it completes, by position: `operators shall:`.
    pub(super) lead: Option<usize>,
    /// In which table of the text it stands, counted from 1.
    pub(super) table: Option<usize>,
}

/// The statements of a unit's text.
pub(super) fn of_body(reader: &mut Reader, body: &Body) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut leads = Leads::default();
    let mut tables = 0;
    for block in &body.blocks {
        tables += usize::from(matches!(block.kind, BlockKind::Row { head: true }));
        let text = &body.prose.text[block.range.clone()];
        let depth = depth(&block.kind);
        let place = Place {
            item: depth.is_some(),
            lead: depth.and_then(|depth| leads.of(depth)),
            describes: is_head(&block.kind, text) || depth.is_none() && is_caption(reader, text),
            footnote: matches!(block.kind, BlockKind::Footnote { .. }),
            table: matches!(block.kind, BlockKind::Row { .. }).then_some(tables),
        };
        let begin = found.len();
        add_sentences(&body.prose.text, &body.prose.text, block.range.clone(), place, &mut found);
        if !matches!(block.kind, BlockKind::Continuation { .. }) {
            leads.close(depth, opening(&body.prose.text, &found, begin));
        }
    }
    let is_image = |mark: &&Mark| matches!(mark.kind, MarkKind::Image(_));
    for image in body.prose.marks.iter().filter(is_image) {
        let shown = |statement: &&mut Statement| {
            image.range.start <= statement.range.start && statement.range.end <= image.range.end
        };
        found.iter_mut().filter(shown).for_each(|statement| statement.describes = true);
    }
    found
}

/// The statements of a plain text: a line that begins with a label or a bullet opens an item, other lines are wraps.
pub(super) fn of_text(text: &str) -> Vec<Statement> {
    let unwrapped = text.replace('\n', " ");
    let mut found = Vec::new();
    let mut lead = None;
    for (range, item) in blocks(text) {
        let begin = found.len();
        let place = Place { item, lead: lead.filter(|_| item), ..Place::default() };
        add_sentences(text, &unwrapped, range, place, &mut found);
        if !item {
            lead = opening(text, &found, begin);
        }
    }
    found
}

/// Whether a row names the columns of its table. Markdown heads every table with its first row, so one that holds
/// sentences is read like any other.
fn is_head(kind: &BlockKind, text: &str) -> bool {
    matches!(kind, BlockKind::Row { head: true }) && text.split(" | ").all(|cell| !cell.trim_end().ends_with('.'))
}

/// Whether a paragraph names a picture or a table by its number: `Figure 2. How reports reach the office`.
fn is_caption(reader: &mut Reader, text: &str) -> bool {
    if !text.split_whitespace().nth(1).is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit())) {
        return false;
    }
    matches!(reader.read_opening(text).0.as_slice(), [kind, number, mark, ..]
        if kind.has(Trait::Caption)
            && matches!(number.kind, Kind::Number(_))
            && (mark.is_mark('.') || mark.is_mark(':') || mark.is_mark('–')))
}

/// Which statement opens the list at each depth, outermost first.
#[derive(Default)]
struct Leads(Vec<Option<usize>>);

impl Leads {
    fn of(&self, depth: usize) -> Option<usize> {
        self.0.get(depth).or(self.0.last()).copied().flatten()
    }

    /// After running text, or after an item of a depth, what the list that may follow completes.
    fn close(&mut self, item: Option<usize>, opening: Option<usize>) {
        let inner = item.map_or(0, |depth| depth + 1);
        let outer = inner.checked_sub(1).and_then(|outer| self.of(outer));
        self.0.resize(inner, outer);
        self.0.push(opening.or(outer));
    }
}

fn depth(kind: &BlockKind) -> Option<usize> {
    match kind {
        BlockKind::Point { depth, .. } => Some(usize::from(*depth)),
        _ => None,
    }
}

/// The last of the statements from a position on where it ends as one does that items complete.
fn opening(text: &str, found: &[Statement], begin: usize) -> Option<usize> {
    let last = found.len().checked_sub(1).filter(|&last| last >= begin)?;
    let end = text[found[last].range.clone()].chars().next_back()?;
    (!matches!(end, '.' | ';' | '!' | '?')).then_some(last)
}

/// Blocks of a plain text, without labels.
fn blocks(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut blocks: Vec<(Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    let mut open = false;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let label = label_length(line);
        if line.trim().is_empty() {
            open = false;
        } else if label > 0 {
            blocks.push((start + label..end, true));
            open = true;
        } else if let Some((block, _)) =
            blocks.last_mut().filter(|(block, item)| open && !(*item && opens_next(&text[block.clone()], line)))
        {
            block.end = end;
        } else {
            blocks.push((start..end, false));
            open = true;
        }
        start = end;
    }
    blocks
}

/// Whether a line behind an item that is over leads to items of its own: `The driver may:`.
fn opens_next(item: &str, line: &str) -> bool {
    let over = item.trim_end().ends_with(['.', ';']);
    over && line.trim_end().ends_with(':') && line.trim_start().starts_with(char::is_uppercase)
}

/// Bytes of `(a) `, `1. `, `- ` at the start of a line; 0 where there is none.
pub(super) fn label_length(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let Some(space) = rest.find(char::is_whitespace) else { return 0 };
    let label = &rest[..space];
    let gap = rest[space..].len() - rest[space..].trim_start().len();
    if is_bullet(label) || is_counter(label) { indent + space + gap } else { 0 }
}

fn is_bullet(label: &str) -> bool {
    matches!(label, "-" | "•" | "*" | "–" | "—" | "·" | "‣" | "▪" | "◦" | "○" | "+")
}

/// `(a)`, `ii.`, `3)`, `2.1`.
fn is_counter(label: &str) -> bool {
    let inner = label.trim_start_matches('(').trim_end_matches([')', '.']);
    let digits =
        inner.chars().all(|c| c.is_ascii_digit() || c == '.') && inner.starts_with(|c: char| c.is_ascii_digit());
    let roman = inner.chars().all(|c| "ivxlc".contains(c));
    let short = inner.chars().count() <= 4 && inner.chars().all(char::is_alphanumeric);
    let marked = inner.len() < label.len() && !inner.is_empty();
    let one = inner.chars().count() == 1 || label.ends_with(')');
    marked && short && (digits || roman || one) || digits && inner.contains('.') && inner.len() <= 8
}

/// Where a statement stands, as in [`Statement`].
#[derive(Clone, Copy, Default)]
struct Place {
    item: bool,
    lead: Option<usize>,
    describes: bool,
    footnote: bool,
    table: Option<usize>,
}

fn add_sentences(text: &str, unwrapped: &str, block: Range<usize>, mut place: Place, found: &mut Vec<Statement>) {
    let source = if unwrapped.len() == text.len() { unwrapped } else { text };
    for sentence in text::sentences(&source[block.clone()]) {
        let range = block.start + sentence.start..block.start + sentence.end;
        let mut start = range.start;
        for label in inline_labels(&source[range.clone()]) {
            let label = range.start + label.start..range.start + label.end;
            push(source, start..label.start, place, found);
            if start == range.start {
                place = Place { item: true, lead: found.len().checked_sub(1), ..place };
            }
            start = label.end;
        }
        push(source, start..range.end, place, found);
        place = Place { item: false, lead: None, ..place };
    }
}

fn push(text: &str, range: Range<usize>, place: Place, found: &mut Vec<Statement>) {
    let range = trimmed(text, range);
    if !range.is_empty() {
        let Place { item, lead, describes, footnote, table } = place;
        found.push(Statement { range, item, describes, footnote, lead, table });
    }
}

/// Fewer labels than this make no list.
const LEAST_LABELS: usize = 2;

/// The labels of a list within a sentence, after the colon that opens it: `shall contain: (a) …; (b) …`.
fn inline_labels(sentence: &str) -> Vec<Range<usize>> {
    // Most sentences have neither sign.
    if !(sentence.as_bytes().contains(&b':') && sentence.as_bytes().contains(&b')')) {
        return Vec::new();
    }
    let labels = labels_within(sentence);
    let opened = labels.first().is_some_and(|first| sentence[..first.start].trim_end().ends_with(':'));
    if opened { labels } else { Vec::new() }
}

/// The labels of a row that counts on within a sentence: `a) …, b) … and c) …`.
pub(super) fn labels_within(sentence: &str) -> Vec<Range<usize>> {
    let mut labels: Vec<Range<usize>> = Vec::new();
    for (close, _) in sentence.match_indices(')') {
        let label = word_around(sentence, close);
        let (printed, space) = sentence[label.clone()].split_at(close + 1 - label.start);
        if space.is_empty() || !space.trim_end().is_empty() || !is_counter(printed) {
            continue;
        }
        let follows = ordinal(printed) == Some(labels.len() + 1) || is_roman(printed, labels.len() + 1);
        if follows && (labels.is_empty() || is_between_items(sentence[..label.start].trim_end())) {
            labels.push(label);
        }
    }
    if labels.len() < LEAST_LABELS { Vec::new() } else { labels }
}

/// The word that holds a byte, with the space after it.
fn word_around(sentence: &str, at: usize) -> Range<usize> {
    let start = sentence[..at].rfind(' ').map_or(0, |space| space + 1);
    let end = sentence[at..].find(' ').map_or(sentence.len(), |space| at + space + 1);
    start..end
}

/// Which one of a row a label is: `b` and `2` the second.
fn ordinal(label: &str) -> Option<usize> {
    let inner = label.trim_matches(['(', ')']);
    match inner.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a') + 1),
        _ => inner.parse().ok(),
    }
}

const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

fn is_roman(label: &str, place: usize) -> bool {
    ROMAN.get(place - 1).is_some_and(|roman| *roman == label.trim_matches(['(', ')']))
}

/// Whether a text ends as an item of a list does: with a comma or a semicolon, or with one more short word, or two as
/// in `and/or`.
fn is_between_items(before: &str) -> bool {
    let last = before.rfind(' ').map_or(before, |space| &before[space + 1..]);
    before.ends_with([';', ',']) || last.split('/').all(|word| word.len() <= 3)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = &text[range.clone()];
    let start = range.start + piece.len() - piece.trim_start().len();
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<(&str, bool)> {
        of_text(text).into_iter().map(|statement| (&text[statement.range], statement.item)).collect()
    }

    #[test]
    fn wraps_join_and_labels_open_items() {
        assert_eq!(said("One duty\nwraps. Two."), [("One duty\nwraps.", false), ("Two.", false)]);
        assert_eq!(said("It has:\n(a) one;\n- two;"), [("It has:", false), ("one;", true), ("two;", true)]);
    }

    #[test]
    fn labels_after_a_colon_open_items_within_a_sentence() {
        let text = "It has: (a) one (big); (b) two; and (c) three.";
        let items = [("It has:", false), ("one (big);", true), ("two; and", true), ("three.", true)];
        assert_eq!(said(text), items);
        assert_eq!(said("Article 5(1) (a) and (b) apply.").len(), 1);
    }

    #[test]
    fn a_word_in_brackets_is_no_label() {
        assert_eq!(label_length("(notwithstanding) this"), 0);
        assert_eq!(label_length("2027 is"), 0);
        assert_eq!(label_length("(iv) this"), 5);
    }
}
