//! Markdown flattened to leaves: what stands on its own lines, and what it is nested in.
//!
//! ```text
//! > **LABEL**            paragraph, quote 1
//! >
//! > - (a) one            paragraph, quote 1, depth 1, first of its item
//!
//! - two                  paragraph, depth 1, first of its item
//!   - three              paragraph, depth 2, first of its item
//! ```
//!
//! No recursion: ten thousand nested lists are as flat as one.

use crate::model::{Mark, MarkKind, Prose, Span};
use crate::text;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// One leaf.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    pub(super) prose: Prose,
    pub(super) span: Span,
    /// The outermost block quotation around it, counted from 1; 0 for none.
    pub(super) quote: usize,
    /// How many lists are around it.
    pub(super) depth: u8,
    /// Whether it is the first leaf of its list item.
    pub(super) opens_item: bool,
    /// The item's number in an ordered list.
    pub(super) ordinal: Option<u64>,
    /// The label of the footnote that it is text of.
    pub(super) footnote: Option<String>,
    /// Whether it is a row with more cells than its table has columns: Markdown drops them, here they stay.
    pub(super) overfull: bool,
}

/// Kinds of leaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum LeafKind {
    /// Running text.
    #[default]
    Paragraph,
    /// A heading with its level and attributes.
    Heading(Heading),
    /// A table row; cells as byte ranges of the text.
    Row { head: bool, cells: Vec<Range<usize>> },
    /// A code block.
    Code,
    /// Raw HTML.
    Html,
}

/// A heading's level and `{#id .class key=value}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) id: Option<String>,
    pub(super) attributes: Vec<(String, String)>,
}

impl Leaf {
    /// Whether it is a heading of this level outside quotations.
    pub(super) fn is_heading(&self, level: u8) -> bool {
        self.quote == 0 && matches!(&self.kind, LeafKind::Heading(heading) if heading.level == level)
    }
}

const CELL_BORDER: &str = " | ";

/// The leaves of a text from byte `start` on.
pub(super) fn leaves(text: &str, start: usize, file: u32) -> Vec<Leaf> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_STRIKETHROUGH;
    let mut builder = Builder::new(text, start, file);
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        builder.event(event, range.start + start..range.end + start);
    }
    builder.leaves
}

struct Builder<'t> {
    text: &'t str,
    lines: Vec<usize>,
    file: u32,
    leaves: Vec<Leaf>,
    current: Option<Open>,
    marks: Vec<(MarkKind, usize)>,
    quotes: usize,
    quote_depth: usize,
    lists: Vec<Option<u64>>,
    item_is_new: bool,
    item_ordinal: Option<u64>,
    footnote: Option<String>,
    cell_start: usize,
    /// The byte of the source where the last cell ends.
    cells_end: usize,
}

struct Open {
    leaf: Leaf,
    bytes: Range<usize>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, start: usize, file: u32) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self {
            text,
            lines,
            file,
            leaves: Vec::new(),
            current: None,
            marks: Vec::new(),
            quotes: 0,
            quote_depth: 0,
            lists: Vec::new(),
            item_is_new: false,
            item_ordinal: None,
            footnote: None,
            cell_start: start,
            cells_end: start,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::Text(text) => self.push(&text, range),
            Event::Code(code) => self.marked(MarkKind::Code, &code, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => self.push(&html, range),
            Event::SoftBreak | Event::HardBreak => self.push(" ", range),
            Event::FootnoteReference(label) => self.marked(MarkKind::Footnote(label.to_string()), "", range),
            Event::Rule | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.open(LeafKind::Paragraph, range),
            Tag::Heading { level, id, classes, attrs } => {
                self.open(LeafKind::Heading(heading(level, id, classes, attrs)), range);
            }
            Tag::CodeBlock(_) => self.open(LeafKind::Code, range),
            Tag::HtmlBlock => self.open(LeafKind::Html, range),
            Tag::TableHead => self.open(LeafKind::Row { head: true, cells: Vec::new() }, range),
            Tag::TableRow => self.open(LeafKind::Row { head: false, cells: Vec::new() }, range),
            Tag::TableCell => self.start_cell(),
            Tag::BlockQuote(_) => self.start_quote(),
            Tag::List(first) => {
                self.close();
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.footnote = Some(label.to_string());
            }
            Tag::Emphasis => self.start_mark(MarkKind::Emphasis),
            Tag::Strong => self.start_mark(MarkKind::Strong),
            Tag::Strikethrough => self.start_mark(MarkKind::Strikethrough),
            Tag::Link { dest_url, .. } => self.start_mark(MarkKind::Link(dest_url.to_string())),
            Tag::Image { dest_url, .. } => self.start_mark(MarkKind::Image(dest_url.to_string())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Item => {
                self.close();
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.keep_dropped_cells(range.end);
                self.close();
            }
            TagEnd::TableCell => {
                self.end_cell();
                self.cells_end = range.end;
            }
            TagEnd::BlockQuote(_) => {
                self.close();
                self.quote_depth -= 1;
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.footnote = None;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => self.end_mark(),
            _ => {}
        }
    }

    fn start_quote(&mut self) {
        self.close();
        self.quotes += usize::from(self.quote_depth == 0);
        self.quote_depth += 1;
    }

    fn start_item(&mut self) {
        self.close();
        self.item_is_new = true;
        self.item_ordinal = self.lists.last_mut().and_then(|list| {
            let ordinal = *list;
            *list = ordinal.map(|number| number.saturating_add(1));
            ordinal
        });
    }

    fn open(&mut self, kind: LeafKind, range: &Range<usize>) {
        self.close();
        let leaf = Leaf {
            kind,
            quote: if self.quote_depth > 0 { self.quotes } else { 0 },
            depth: u8::try_from(self.lists.len()).unwrap_or(u8::MAX),
            opens_item: std::mem::take(&mut self.item_is_new),
            ordinal: self.item_ordinal.take(),
            footnote: self.footnote.clone(),
            ..Leaf::default()
        };
        self.current = Some(Open { leaf, bytes: range.start..range.start });
    }

    /// Text outside any leaf stands in a tight list item: it opens a paragraph of its own.
    fn opened(&mut self, range: &Range<usize>) -> &mut Open {
        if self.current.is_none() {
            self.open(LeafKind::Paragraph, range);
        }
        let open = self.current.as_mut().expect("opened above");
        open.bytes.end = open.bytes.end.max(range.end);
        open
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let open = self.opened(&range);
        let verbatim = matches!(open.leaf.kind, LeafKind::Code | LeafKind::Html);
        let prose = &mut open.leaf.prose.text;
        if verbatim {
            prose.push_str(text);
            return;
        }
        let is_space = |character: char| character.is_whitespace() && character != '\u{a0}';
        text::append_spaced(prose, text, |character| Some(if is_space(character) { ' ' } else { character }));
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let name = html.trim_start_matches('<').trim_end_matches(['>', '/', ' ']).to_ascii_lowercase();
        self.push(if name == "br" { " " } else { html }, range);
    }

    fn marked(&mut self, kind: MarkKind, text: &str, range: Range<usize>) {
        self.opened(&range);
        self.start_mark(kind);
        self.push(text, range);
        self.end_mark();
    }

    fn start_mark(&mut self, kind: MarkKind) {
        let at = self.current.as_ref().map_or(0, |open| open.leaf.prose.text.len());
        self.marks.push((kind, at));
    }

    fn end_mark(&mut self) {
        let Some((kind, start)) = self.marks.pop() else { return };
        let Some(open) = self.current.as_mut() else { return };
        let range = start..open.leaf.prose.text.len().max(start);
        open.leaf.prose.marks.push(Mark { range, kind });
    }

    fn start_cell(&mut self) {
        let Some(open) = self.current.as_mut() else { return };
        let LeafKind::Row { cells, .. } = &open.leaf.kind else { return };
        if !cells.is_empty() {
            let text = &mut open.leaf.prose.text;
            text.truncate(text.trim_end().len().max(cells.last().map_or(0, |cell| cell.end)));
            text.push_str(CELL_BORDER);
        }
        self.cell_start = open.leaf.prose.text.len();
    }

    fn end_cell(&mut self) {
        let start = self.cell_start;
        let Some(open) = self.current.as_mut() else { return };
        let end = open.leaf.prose.text.trim_end().len().max(start);
        if let LeafKind::Row { cells, .. } = &mut open.leaf.kind {
            cells.push(start..end);
        }
    }

    /// What a row says beyond the columns of its table, as one more cell.
    fn keep_dropped_cells(&mut self, row_end: usize) {
        let is_border = |character: char| character == '|' || character.is_whitespace();
        let text = self.text;
        let rest = text.get(self.cells_end..row_end).unwrap_or_default();
        let dropped = rest.trim_end_matches(is_border).trim_start_matches(is_border);
        if dropped.is_empty() {
            return;
        }
        self.start_cell();
        self.push(dropped, self.cells_end..row_end);
        self.end_cell();
        if let Some(open) = self.current.as_mut() {
            open.leaf.overfull = true;
        }
    }

    fn close(&mut self) {
        let Some(Open { mut leaf, mut bytes }) = self.current.take() else { return };
        self.marks.clear();
        let kept = leaf.prose.text.trim_end_matches([' ', '\n', '\r']).len();
        leaf.prose.text.truncate(kept);
        let keep = |range: &mut Range<usize>| *range = range.start.min(kept)..range.end.min(kept);
        leaf.prose.marks.iter_mut().for_each(|mark| keep(&mut mark.range));
        if let LeafKind::Row { cells, .. } = &mut leaf.kind {
            cells.iter_mut().for_each(keep);
        }
        leaf.prose.marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        let trimmed = self.text[bytes.clone()].trim_end().len();
        bytes.end = bytes.start + trimmed;
        leaf.span = self.span(&bytes);
        self.leaves.push(leaf);
    }

    fn span(&self, bytes: &Range<usize>) -> Span {
        let line = |byte: usize| u32::try_from(self.lines.partition_point(|&start| start <= byte)).unwrap_or(u32::MAX);
        let first = line(bytes.start);
        Span { file: self.file, line: first, end_line: line(bytes.end.saturating_sub(1)).max(first) }
    }
}

/// A quoted value may hold spaces, which the Markdown parser splits at: the words are joined again.
fn heading(
    level: HeadingLevel,
    id: Option<pulldown_cmark::CowStr<'_>>,
    classes: Vec<pulldown_cmark::CowStr<'_>>,
    attrs: Vec<(pulldown_cmark::CowStr<'_>, Option<pulldown_cmark::CowStr<'_>>)>,
) -> Heading {
    let mut attributes: Vec<(String, String)> = Vec::new();
    let mut open: Option<char> = None;
    for (key, value) in attrs {
        if let (Some(quote), Some((_, text))) = (open, attributes.last_mut()) {
            let word = value.map_or_else(|| key.to_string(), |value| format!("{key}={value}"));
            text.push(' ');
            text.push_str(word.trim_end_matches(quote));
            open = open.filter(|_| !word.ends_with(quote));
            continue;
        }
        let value = value.map(|value| value.to_string()).unwrap_or_default();
        open = value.chars().next().filter(|&first| matches!(first, '"' | '\'') && !value[1..].ends_with(first));
        attributes.push((key.to_string(), value.trim_matches(['"', '\'']).to_owned()));
    }
    if !classes.is_empty() {
        attributes.push(("class".to_owned(), classes.join(" ")));
    }
    Heading { level: level as u8, id: id.map(|id| id.to_string()), attributes }
}
