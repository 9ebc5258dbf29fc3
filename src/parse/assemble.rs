//! Leaves to units: the vocabulary says what each leaf is, a stack of open headings says where it belongs.
//!
//! Markdown levels alone cannot nest real drafts: a `### Commitment` follows a `## Recitals` without belonging to it,
//! and a `## Safety Section` contains other `##` headings. So a heading that the vocabulary ranks is placed by rank,
//! and only headings without one by level; see [`Open::gives_way_to`].

use super::leaves::{Heading, Leaf, LeafKind};
use super::prose::{append, point, slice, split_title, starts_bold, tail};
use crate::model::{
    AttributeRule, Attributes, BlockKind, Body, Draft, DraftMeta, MarkKind, Marker, NoteKind, Number, Prose, Span,
    Unit, UnitId, UnitIdx, UnitKind,
};
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::ops::Range;

/// Units under construction.
pub(super) struct Assembly<'v> {
    vocabulary: &'v Vocabulary,
    rules: &'v [AttributeRule],
    only_title: bool,
    units: Vec<Unit>,
    stack: Vec<Open>,
    /// What a marker says the next list items are; `Some(None)`: nothing, whatever the heading says.
    announced: Option<Option<UnitKind>>,
    item: Option<UnitIdx>,
    quote: Option<(usize, UnitIdx)>,
    last_note: Option<UnitIdx>,
    footnotes: Vec<Footnote>,
    overfull: Vec<Span>,
    owners: Vec<Option<UnitIdx>>,
}

/// A heading whose text and children are still coming.
struct Open {
    idx: UnitIdx,
    level: u8,
    rank: Option<u8>,
    items: Option<UnitKind>,
    /// Holds text only: any heading closes it.
    sealed: bool,
}

/// A footnote's text, to be given to the unit that cites it.
#[derive(Clone, Debug)]
pub(super) struct Footnote {
    /// Its label.
    pub(super) label: String,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether any unit cites it.
    pub(super) cited: bool,
    prose: Prose,
    home: UnitIdx,
}

/// What assembling gives.
pub(super) struct Assembled {
    pub(super) meta: DraftMeta,
    pub(super) units: Vec<Unit>,
    pub(super) footnotes: Vec<Footnote>,
    /// Rows with more cells than their tables have columns.
    pub(super) overfull: Vec<Span>,
}

impl Assembled {
    /// The words of the document's own heading.
    pub(super) fn title_heading(&self) -> String {
        let titled = |unit: &&Unit| unit.kind == UnitKind::Preamble && !unit.title.text.is_empty();
        self.units.iter().find(titled).map(|unit| unit.title.text.clone()).unwrap_or_default()
    }

    pub(super) fn into_draft(self) -> Draft {
        Draft { meta: self.meta, units: self.units }
    }
}

/// The outermost rank: parts and chapters, which contain other headings of their own Markdown level.
const PART: u8 = 1;

impl Open {
    /// Whether this heading ends where that one starts.
    fn gives_way_to(&self, level: u8, rank: Option<u8>) -> bool {
        if self.sealed || (self.items.is_some() && rank.is_some()) {
            return true;
        }
        match (self.rank, rank) {
            (Some(mine), Some(its)) if mine != its => mine > its,
            (Some(PART), None) => self.level > level,
            _ => self.level >= level,
        }
    }
}

impl<'v> Assembly<'v> {
    /// An empty assembly. `only_title`: the one first-level heading names the document and contains nothing.
    pub(super) fn new(vocabulary: &'v Vocabulary, rules: &'v [AttributeRule], only_title: bool) -> Self {
        Self {
            vocabulary,
            rules,
            only_title,
            units: Vec::new(),
            stack: Vec::new(),
            announced: None,
            item: None,
            quote: None,
            last_note: None,
            footnotes: Vec::new(),
            overfull: Vec::new(),
            owners: Vec::new(),
        }
    }

    /// Takes up the leaves of one file.
    pub(super) fn file(&mut self, text: &str, leaves: Vec<Leaf>) {
        let lines = text.lines().count();
        self.owners = vec![None; lines + 1];
        self.quote = None;
        let file = leaves.first().map(|leaf| leaf.span.file);
        for leaf in leaves {
            self.leaf(leaf);
        }
        if let Some(file) = file {
            self.claim_lines(text, file);
        }
    }

    /// Footnotes to those who cite them; ends of subtrees; digest-ready units.
    pub(super) fn finish(mut self) -> Assembled {
        self.place_footnotes();
        for position in (0..self.units.len()).rev() {
            let end = self.units[position].end.max(UnitIdx::from(position + 1));
            self.units[position].end = end;
            if let Some(parent) = self.units[position].parent {
                let around = &mut self.units[parent.get()].end;
                *around = (*around).max(end);
            }
        }
        Assembled { meta: DraftMeta::default(), units: self.units, footnotes: self.footnotes, overfull: self.overfull }
    }

    fn leaf(&mut self, leaf: Leaf) {
        if let Some(label) = leaf.footnote.clone() {
            self.footnote(label, leaf);
        } else if leaf.quote > 0 {
            self.quoted(leaf);
        } else {
            self.quote = None;
            match leaf.kind.clone() {
                LeafKind::Heading(heading) if leaf.depth == 0 => self.heading(&heading, leaf),
                LeafKind::Row { head, cells } => self.row(head, &cells, leaf),
                _ if leaf.depth > 0 => self.list_leaf(leaf),
                _ => self.running_text(leaf),
            }
        }
    }

    // --- headings -----------------------------------------------------------------------------------------------------

    fn heading(&mut self, heading: &Heading, leaf: Leaf) {
        let text = leaf.prose.text.clone();
        let in_note =
            self.stack.last().is_some_and(|top| self.units[top.idx.get()].kind.is_note() && heading.level > top.level);
        if in_note {
            let home = self.home(&leaf);
            self.block(home, BlockKind::Heading, leaf);
        } else if let Some((kind, _)) = self.vocabulary.note(&text) {
            self.open_heading(
                UnitKind::Note(kind),
                None,
                leaf.prose.clone(),
                (heading.level, None, None),
                heading,
                &leaf,
            );
        } else if let Some(rule) = self.vocabulary.marker(&text) {
            self.announced = Some(rule.items.clone());
            self.item = None;
            self.marker(&leaf);
        } else if heading.level == 1 && self.only_title {
            let place = (heading.level, None, None);
            self.open_heading(UnitKind::Preamble, None, leaf.prose.clone(), place, heading, &leaf);
        } else if let Some((rule, found)) = self.vocabulary.heading(&text) {
            let number = found.number.and_then(Number::parse);
            let title = tail(&leaf.prose, found.title_start);
            let place = (heading.level, rule.rank, rule.items.clone());
            let whole = rule.kind == UnitKind::Section && number.is_none();
            let title = if whole { leaf.prose.clone() } else { title };
            self.open_heading(rule.kind.clone(), number, title, place, heading, &leaf);
        } else {
            let place = (heading.level, None, None);
            self.open_heading(UnitKind::Section, None, leaf.prose.clone(), place, heading, &leaf);
        }
    }

    fn open_heading(
        &mut self,
        kind: UnitKind,
        number: Option<Number>,
        title: Prose,
        (level, rank, items): (u8, Option<u8>, Option<UnitKind>),
        heading: &Heading,
        leaf: &Leaf,
    ) {
        while self.stack.last().is_some_and(|top| top.gives_way_to(level, rank)) {
            self.stack.pop();
        }
        let sealed = kind == UnitKind::Preamble;
        let parent = self.stack.last().map(|top| top.idx);
        let idx = self.unit(kind, number, title, parent, leaf);
        let unit = &mut self.units[idx.get()];
        unit.id = heading.id.clone().map(UnitId);
        for rule in self.rules.iter().filter(|rule| fits(&rule.heading, &leaf.prose.text)) {
            unit.attributes.extend(rule.attributes.clone());
        }
        unit.attributes.extend(heading.attributes.iter().cloned());
        self.stack.push(Open { idx, level, rank, items, sealed });
        self.announced = None;
        self.item = None;
        self.last_note = None;
    }

    /// The unit that text belongs to now; text before any heading opens a preamble.
    fn top(&mut self, leaf: &Leaf) -> UnitIdx {
        if let Some(top) = self.stack.last() {
            return top.idx;
        }
        // The leaf's lines are not its own: they may be those of a box or an item in it.
        let idx = self.add(UnitKind::Preamble, None, Prose::default(), None, leaf.span);
        self.stack.push(Open { idx, level: 0, rank: None, items: None, sealed: true });
        idx
    }

    fn unit(
        &mut self,
        kind: UnitKind,
        number: Option<Number>,
        title: Prose,
        parent: Option<UnitIdx>,
        leaf: &Leaf,
    ) -> UnitIdx {
        let idx = self.add(kind, number, title, parent, leaf.span);
        self.own(idx, leaf.span);
        idx
    }

    /// A unit that has no lines yet.
    fn add(
        &mut self,
        kind: UnitKind,
        number: Option<Number>,
        title: Prose,
        parent: Option<UnitIdx>,
        span: Span,
    ) -> UnitIdx {
        let idx = UnitIdx::from(self.units.len());
        let inherited = parent.map(|parent| self.units[parent.get()].attributes.clone()).unwrap_or_default();
        let attributes: Attributes = inherited.into_iter().filter(|(name, _)| name != "class").collect();
        self.units.push(Unit {
            kind,
            id: None,
            number,
            title,
            body: Body::default(),
            span,
            lines: Vec::new(),
            parent,
            end: UnitIdx(0),
            attributes,
        });
        idx
    }

    // --- running text, lists, rows ------------------------------------------------------------------------------------

    fn running_text(&mut self, leaf: Leaf) {
        let bold = leaf.prose.marks.first().is_some_and(|mark| mark.range.start == 0 && mark.kind == MarkKind::Strong);
        if leaf.kind == LeafKind::Paragraph {
            if let Some(rule) = self.vocabulary.marker(&leaf.prose.text) {
                self.announced = Some(rule.items.clone());
                self.item = None;
                return self.marker(&leaf);
            }
            if let Some((kind, _)) = self.vocabulary.note(&leaf.prose.text).filter(|_| bold) {
                let top = self.top(&leaf);
                self.open_note(kind, top, leaf);
                return;
            }
        }
        self.announced = self.announced.take().filter(Option::is_none);
        self.item = None;
        self.last_note = None;
        let home = self.home(&leaf);
        let kind = match leaf.kind {
            LeafKind::Code => BlockKind::Code,
            LeafKind::Html => BlockKind::Html,
            _ => BlockKind::Paragraph,
        };
        self.block(home, kind, leaf);
    }

    fn home(&mut self, leaf: &Leaf) -> UnitIdx {
        match self.item {
            Some(item) if leaf.depth > 0 => item,
            _ => self.top(leaf),
        }
    }

    fn items_now(&self) -> Option<UnitKind> {
        let heading = self.stack.last().and_then(|top| top.items.clone());
        self.announced.clone().unwrap_or(heading)
    }

    fn list_leaf(&mut self, leaf: Leaf) {
        self.last_note = None;
        if leaf.opens_item && leaf.depth == 1 && self.item_unit(&leaf) {
            return;
        }
        if leaf.depth == 1 && leaf.opens_item && self.items_now().is_none() {
            self.item = None;
        }
        let home = self.home(&leaf);
        let outer = 1 + u8::from(self.item == Some(home));
        let depth = leaf.depth.saturating_sub(outer);
        let (kind, leaf) = point(leaf, depth);
        self.block(home, kind, leaf);
    }

    /// Opens a unit for a list item that is one; `false` where it is text of the unit around.
    fn item_unit(&mut self, leaf: &Leaf) -> bool {
        let text = leaf.prose.text.as_str();
        let announced = self.items_now();
        let rule = announced.as_ref().and_then(|kind| self.vocabulary.item_rule(kind));
        let (kind, found) = match (announced, rule, self.vocabulary.item_anywhere(text)) {
            (_, _, Some((rule, found))) => (rule.kind.clone(), Some(found)),
            (Some(_), Some(rule), None) if rule.continues && self.item.is_some() && rule.find(text).is_none() => {
                return false;
            }
            (Some(kind), rule, None) => (kind, rule.and_then(|rule| rule.find(text))),
            (None, ..) => return false,
        };
        let titled = self.vocabulary.item_rule(&kind).is_some_and(|rule| rule.titled);
        let number = found.and_then(|found| found.number).and_then(Number::parse);
        let number = number.or_else(|| leaf.ordinal.and_then(|ordinal| Number::parse(&ordinal.to_string())));
        let rest = tail(&leaf.prose, found.map_or(0, |found| found.title_start));
        let (title, body) = if titled { split_title(&rest) } else { (Prose::default(), rest) };
        let parent = self.top(leaf);
        let idx = self.unit(kind, number, title, Some(parent), leaf);
        self.append(idx, BlockKind::Paragraph, body, leaf.span);
        self.item = Some(idx);
        true
    }

    fn row(&mut self, head: bool, cells: &[Range<usize>], leaf: Leaf) {
        self.last_note = None;
        self.overfull.extend(leaf.overfull.then_some(leaf.span));
        let text = leaf.prose.text.clone();
        let first = cells.first().map_or("", |cell| text[cell.clone()].trim());
        let announced = self.items_now().filter(|kind| self.vocabulary.row_rule(kind).is_some());
        if head && announced.is_some() {
            return self.marker(&leaf);
        }
        let anywhere = if head { None } else { self.vocabulary.row_anywhere(first) };
        match (anywhere, announced) {
            (Some((rule, found)), _) => {
                let number = found.number.and_then(Number::parse);
                let title = cells.first().map_or(0, |cell| cell.start) + found.title_start;
                let end = cells.first().map_or(0, |cell| cell.end).max(title);
                self.row_unit(rule.kind.clone(), number, slice(&leaf.prose, title..end), cells, &leaf);
            }
            (None, Some(_)) if first.is_empty() && self.item.is_some() => {
                let item = self.item.unwrap_or(UnitIdx(0));
                self.cells(item, cells, &leaf);
            }
            (None, Some(kind)) => {
                let title = cells.first().map_or_else(Prose::default, |cell| slice(&leaf.prose, cell.clone()));
                self.row_unit(kind, None, title, cells, &leaf);
            }
            (None, None) => {
                let home = self.home(&leaf);
                self.block(home, BlockKind::Row { head }, leaf);
            }
        }
    }

    fn row_unit(&mut self, kind: UnitKind, number: Option<Number>, title: Prose, cells: &[Range<usize>], leaf: &Leaf) {
        let parent = self.top(leaf);
        let idx = self.unit(kind, number, title, Some(parent), leaf);
        self.cells(idx, cells.get(1..).unwrap_or_default(), leaf);
        self.item = Some(idx);
    }

    fn cells(&mut self, idx: UnitIdx, cells: &[Range<usize>], leaf: &Leaf) {
        self.own(idx, leaf.span);
        for cell in cells.iter().filter(|cell| !leaf.prose.text[(*cell).clone()].trim().is_empty()) {
            self.append(idx, BlockKind::Paragraph, slice(&leaf.prose, cell.clone()), leaf.span);
        }
    }

    // --- boxes and footnotes ------------------------------------------------------------------------------------------

    fn quoted(&mut self, leaf: Leaf) {
        if let Some((_, idx)) = self.quote.filter(|(quote, _)| *quote == leaf.quote) {
            return self.in_note(idx, leaf);
        }
        let label = self.vocabulary.note(&leaf.prose.text).map(|(kind, _)| kind);
        let continued = self.last_note.filter(|_| label.is_none() && !starts_bold(&leaf.prose));
        let quote = leaf.quote;
        let idx = match (label, continued) {
            (Some(kind), _) => {
                let home = self.top(&leaf);
                self.open_note(kind, home, leaf)
            }
            (None, Some(note)) => {
                self.in_note(note, leaf);
                note
            }
            (None, None) if self.vocabulary.quotes_are_boxes => {
                let home = self.top(&leaf);
                self.open_note(NoteKind::Box, home, leaf)
            }
            (None, None) => {
                let home = self.home(&leaf);
                self.in_note(home, leaf);
                home
            }
        };
        self.quote = Some((quote, idx));
    }

    fn in_note(&mut self, idx: UnitIdx, leaf: Leaf) {
        let quoted = if self.units[idx.get()].kind.is_note() { BlockKind::Paragraph } else { BlockKind::Quote };
        let (kind, leaf) = match leaf.kind.clone() {
            _ if leaf.depth > 0 => {
                let depth = leaf.depth - 1;
                point(leaf, depth)
            }
            LeafKind::Row { head, .. } => (BlockKind::Row { head }, leaf),
            LeafKind::Heading(_) => (BlockKind::Heading, leaf),
            LeafKind::Code => (BlockKind::Code, leaf),
            LeafKind::Html => (BlockKind::Html, leaf),
            LeafKind::Paragraph => (quoted, leaf),
        };
        self.block(idx, kind, leaf);
    }

    fn open_note(&mut self, kind: NoteKind, home: UnitIdx, leaf: Leaf) -> UnitIdx {
        if kind == NoteKind::Box && leaf.depth > 0 {
            let idx = self.unit(UnitKind::Note(kind), None, Prose::default(), Some(home), &leaf);
            self.in_note(idx, leaf);
            return idx;
        }
        let (title, rest) = if starts_bold(&leaf.prose) || kind != NoteKind::Box {
            split_title(&leaf.prose)
        } else {
            (Prose::default(), leaf.prose.clone())
        };
        let idx = self.unit(UnitKind::Note(kind), None, title, Some(home), &leaf);
        self.append(idx, BlockKind::Paragraph, rest, leaf.span);
        self.last_note = Some(idx);
        idx
    }

    fn footnote(&mut self, label: String, leaf: Leaf) {
        let home = self.top(&leaf);
        self.own(home, leaf.span);
        self.footnotes.push(Footnote { label, span: leaf.span, cited: false, prose: leaf.prose, home });
    }

    /// A footnote is read where it is cited: it goes to the first unit that cites it.
    fn place_footnotes(&mut self) {
        let mut citing: BTreeMap<(u32, String), UnitIdx> = BTreeMap::new();
        for (position, unit) in self.units.iter().enumerate() {
            for mark in unit.title.marks.iter().chain(&unit.body.prose.marks) {
                if let MarkKind::Footnote(label) = &mark.kind {
                    citing.entry((unit.span.file, label.clone())).or_insert_with(|| UnitIdx::from(position));
                }
            }
        }
        for mut footnote in std::mem::take(&mut self.footnotes) {
            let citer = citing.get(&(footnote.span.file, footnote.label.clone())).copied();
            footnote.cited = citer.is_some();
            let kind = BlockKind::Footnote { label: footnote.label.clone() };
            let home = citer.unwrap_or(footnote.home);
            append(&mut self.units[home.get()].body, kind, std::mem::take(&mut footnote.prose), footnote.span);
            self.footnotes.push(footnote);
        }
    }

    // --- text and lines -----------------------------------------------------------------------------------------------

    fn block(&mut self, idx: UnitIdx, kind: BlockKind, leaf: Leaf) {
        self.append(idx, kind, leaf.prose, leaf.span);
    }

    fn append(&mut self, idx: UnitIdx, kind: BlockKind, prose: Prose, span: Span) {
        self.own(idx, span);
        append(&mut self.units[idx.get()].body, kind, prose, span);
    }

    fn marker(&mut self, leaf: &Leaf) {
        let idx = self.top(leaf);
        self.own(idx, leaf.span);
        let marker = Marker { text: leaf.prose.text.clone(), span: leaf.span };
        self.units[idx.get()].body.markers.push(marker);
    }

    fn own(&mut self, idx: UnitIdx, span: Span) {
        let unit = &mut self.units[idx.get()];
        if unit.span.file == span.file {
            unit.span.end_line = unit.span.end_line.max(span.end_line);
        }
        for line in span.line..=span.end_line {
            if let Some(owner) = self.owners.get_mut(line as usize) {
                owner.get_or_insert(idx);
            }
        }
    }

    /// Lines without a leaf (borders, table rules, link definitions) go to the unit of the line before them.
    fn claim_lines(&mut self, text: &str, file: u32) {
        let front = super::front_matter::split(text).1;
        let first = text[..front].lines().count() + 1;
        let Some(start) = self.owners.iter().flatten().next().copied() else { return };
        let mut owner = start;
        for (line, content) in text.lines().enumerate().map(|(at, content)| (at + 1, content)).skip(first - 1) {
            let line_number = u32::try_from(line).unwrap_or(u32::MAX);
            let span = Span { file, line: line_number, end_line: line_number };
            if content.trim().is_empty() {
                continue;
            }
            let known = self.owners[line];
            owner = known.unwrap_or(owner);
            let unit = &mut self.units[owner.get()];
            if known.is_none() && content.chars().any(char::is_alphanumeric) {
                unit.body.markers.push(Marker { text: content.trim().to_owned(), span });
            }
            match unit.lines.last_mut() {
                Some(last) if last.file == file && last.end_line + 1 == line_number => last.end_line = line_number,
                _ => unit.lines.push(span),
            }
        }
    }
}

/// Whether a heading has the words of a pattern, without case; `*` stands for any words.
fn fits(pattern: &str, heading: &str) -> bool {
    let heading = heading.to_lowercase();
    let mut rest = heading.as_str();
    pattern.to_lowercase().split('*').map(str::trim).all(|words| {
        rest.find(words).is_some_and(|at| {
            rest = &rest[at + words.len()..];
            true
        })
    })
}
