//! The blocks of a unit's text, and how each is cited: `point (1)(b)`, `row 3`, `indent 2`.

use super::phrases::quoted;
use super::types::BlockInfo;
use crate::model::{Block, BlockKind, Body};
use crate::text;

/// The blocks of a body with their citations.
pub(super) fn blocks(body: &Body) -> Vec<BlockInfo> {
    let mut counter = Counter::default();
    // `or` on a line of its own ends no list.
    let ties = |block: &Block| body.prose.text[block.range.clone()].split_whitespace().nth(1).is_none();
    let mut cite = |block: &Block| {
        if block.kind == BlockKind::Paragraph && ties(block) { String::new() } else { counter.cite(&block.kind) }
    };
    body.blocks.iter().map(|block| info(block, cite(block))).collect()
}

/// The citation of the block that holds a byte of the text; empty where the block is running text.
pub(super) fn cite_at(blocks: &[BlockInfo], byte: usize) -> &str {
    holding(blocks, byte).map_or("", |position| blocks[position].cite.as_str())
}

/// The position of the block that holds a byte of the text.
fn holding(blocks: &[BlockInfo], byte: usize) -> Option<usize> {
    blocks.partition_point(|block| block.start <= byte).checked_sub(1)
}

/// Words of a lead that are told from its beginning and from its end, where it has more.
const LEAD: usize = 7;

/// The sentence that leads to the item of a list in whose beginning a byte of the text stands, or to the part of a sentence
/// with such items: `The notice shall state:`. Of a long one its beginning and its end; empty where there is none.
pub(super) fn lead(text: &str, blocks: &[BlockInfo], byte: usize) -> String {
    let Some(position) = holding(blocks, byte) else { return String::new() };
    let (own, before) = (&blocks[position], &blocks[..position]);
    let head = &text[own.start..byte];
    if head.contains(char::is_alphanumeric) {
        if !text[byte..].starts_with(char::is_lowercase) {
            return String::new();
        }
        return shortened(last_sentence(head).rsplit_once(": ").map_or("", |(lead, _)| lead));
    }
    if own.kind != "point" {
        return String::new();
    }
    let leads =
        |block: &&BlockInfo| !matches!(block.kind.as_str(), "point" | "continuation") || block.depth < own.depth;
    let around = before.iter().rev().find(leads).map_or("", |block| text[block.start..block.end].trim_end());
    shortened(last_sentence(around).strip_suffix(':').unwrap_or_default())
}

fn last_sentence(text: &str) -> &str {
    text::sentences(text).pop().map_or("", |range| text[range].trim())
}

/// What leads to a list, with its colon; of a long one its beginning and its end.
fn shortened(lead: &str) -> String {
    let words: Vec<&str> = lead.split_whitespace().collect();
    match words.len() {
        0 => String::new(),
        count if count <= 2 * LEAD => format!("{}:", words.join(" ")),
        count => format!("{} … {}:", words[..LEAD].join(" "), words[count - LEAD..].join(" ")),
    }
}

/// Items of a list that are told with the words that lead to them, and words of each.
const ITEMS: usize = 3;
const ITEM: usize = 6;

/// How the first items begin that the words lead to which stand at a byte of the text: `the date; the place; …`.
pub(super) fn items(text: &str, blocks: &[BlockInfo], byte: usize) -> String {
    let Some(position) = holding(blocks, byte) else { return String::new() };
    let lead = &blocks[position];
    let within = |block: &&BlockInfo| block.kind == "point" && (lead.kind != "point" || block.depth > lead.depth);
    let within: Vec<&BlockInfo> = blocks[position + 1..].iter().take_while(within).collect();
    let depth = within.first().map_or(0, |first| first.depth);
    let items: Vec<&BlockInfo> = within.into_iter().filter(|block| block.depth == depth).collect();
    let begins = |block: &&BlockInfo| {
        let words: Vec<&str> = text[block.start..block.end].split_whitespace().collect();
        if words.len() > ITEM {
            format!("{} …", words[..ITEM].join(" ").trim_end_matches([';', ',', '.']))
        } else {
            quoted(&words.join(" ")).trim_end_matches(['.', ';', ',']).to_owned()
        }
    };
    let more = (items.len() > ITEMS).then(|| "…".to_owned());
    items.iter().take(ITEMS).map(begins).chain(more).collect::<Vec<_>>().join("; ")
}

fn info(block: &Block, cite: String) -> BlockInfo {
    BlockInfo {
        kind: name(&block.kind).to_owned(),
        label: label(&block.kind).to_owned(),
        depth: depth(&block.kind),
        cite,
        start: block.range.start,
        end: block.range.end,
    }
}

/// The stable name of a kind of block.
const fn name(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Point { .. } => "point",
        BlockKind::Continuation { .. } => "continuation",
        BlockKind::Row { head: false } => "row",
        BlockKind::Row { head: true } => "head-row",
        BlockKind::Code => "code",
        BlockKind::Footnote { .. } => "footnote",
        BlockKind::Quote => "quote",
        BlockKind::Html => "html",
        BlockKind::Heading => "heading",
    }
}

/// The label printed before a block; empty for a bullet or running text.
fn label(kind: &BlockKind) -> &str {
    match kind {
        BlockKind::Point { label, .. } | BlockKind::Footnote { label } => label,
        _ => "",
    }
}

/// How deep a block stands in lists.
const fn depth(kind: &BlockKind) -> u8 {
    match kind {
        BlockKind::Point { depth, .. } | BlockKind::Continuation { depth } => *depth,
        _ => 0,
    }
}

/// Where the walk over the blocks stands: one open item a level, and the rows of the table.
#[derive(Default)]
struct Counter {
    items: Vec<Item>,
    rows: usize,
}

/// The open item of one level of a list.
#[derive(Default)]
struct Item {
    label: String,
    bullets: usize,
}

impl Counter {
    fn cite(&mut self, kind: &BlockKind) -> String {
        match kind {
            BlockKind::Point { label, depth } => {
                self.open(usize::from(*depth), label);
                self.point()
            }
            BlockKind::Continuation { .. } => self.point(),
            BlockKind::Row { head: false } => {
                self.rows += 1;
                format!("row {}", self.rows)
            }
            BlockKind::Row { head: true } => {
                self.rows = 0;
                "table head".to_owned()
            }
            BlockKind::Footnote { label } => format!("footnote {label}"),
            BlockKind::Paragraph | BlockKind::Code | BlockKind::Quote | BlockKind::Html | BlockKind::Heading => {
                self.items.clear();
                String::new()
            }
        }
    }

    fn open(&mut self, depth: usize, label: &str) {
        self.items.truncate(depth + 1);
        self.items.resize_with(depth + 1, Item::default);
        let item = &mut self.items[depth];
        label.clone_into(&mut item.label);
        item.bullets += usize::from(label.is_empty());
    }

    /// Labelled levels run together as lawyers cite them; a bullet is counted.
    fn point(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for item in &self.items {
            let bare = bare(&item.label);
            match parts.last_mut() {
                _ if bare.is_empty() && item.bullets == 0 => {}
                _ if bare.is_empty() => parts.push(format!("indent {}", item.bullets)),
                Some(last) if last.starts_with("point") => last.push_str(&format!("({bare})")),
                _ => parts.push(format!("point ({bare})")),
            }
        }
        parts.join(", ")
    }
}

fn bare(label: &str) -> &str {
    label.trim_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Prose, Span};

    fn cites(kinds: &[BlockKind]) -> Vec<String> {
        let mut counter = Counter::default();
        kinds.iter().map(|kind| counter.cite(kind)).collect()
    }

    fn point(label: &str, depth: u8) -> BlockKind {
        BlockKind::Point { label: label.to_owned(), depth }
    }

    #[test]
    fn nested_points_are_cited_as_lawyers_do() {
        let kinds = [point("(1)", 0), point("b)", 1), BlockKind::Continuation { depth: 1 }, point("2.", 0)];
        assert_eq!(cites(&kinds), ["point (1)", "point (1)(b)", "point (1)(b)", "point (2)"]);
    }

    #[test]
    fn bullets_are_counted_and_a_paragraph_closes_the_list() {
        let kinds = [point("", 0), point("", 0), point("(a)", 1), BlockKind::Paragraph, point("", 0)];
        assert_eq!(cites(&kinds), ["indent 1", "indent 2", "indent 2, point (a)", "", "indent 1"]);
    }

    #[test]
    fn rows_are_counted_below_the_head_of_each_table() {
        let row = || BlockKind::Row { head: false };
        let kinds = [BlockKind::Row { head: true }, row(), row(), BlockKind::Row { head: true }, row()];
        assert_eq!(cites(&kinds), ["table head", "row 1", "row 2", "table head", "row 1"]);
    }

    #[test]
    fn a_byte_is_cited_by_the_block_that_holds_it() {
        let at = |start, cite: &str| BlockInfo { start, cite: cite.to_owned(), ..BlockInfo::default() };
        let blocks = [at(0, ""), at(10, "point (a)"), at(20, "point (b)")];
        assert_eq!(cite_at(&blocks, 9), "");
        assert_eq!(cite_at(&blocks, 10), "point (a)");
        assert_eq!(cite_at(&blocks, 25), "point (b)");
    }

    #[test]
    fn an_item_is_told_with_what_leads_to_it_and_a_lead_with_its_items() {
        let text = "The crew sails. The log shall state:\nthe place;\nthe wind in knots, by the hour, at sea; or\nwho kept it.\n";
        let mut start = 0;
        let block = |(at, line): (usize, &str)| {
            let kind = if at == 0 { "paragraph" } else { "point" }.to_owned();
            let range = start..start + line.len();
            start = range.end;
            BlockInfo { kind, start: range.start, end: range.end, ..BlockInfo::default() }
        };
        let blocks: Vec<BlockInfo> = text.split_inclusive('\n').enumerate().map(block).collect();
        let at = |word: &str| text.find(word).unwrap_or_default();
        assert_eq!(lead(text, &blocks, at("the place")), "The log shall state:");
        assert_eq!(lead(text, &blocks, at("by the hour")), "", "the rest of an item needs no lead");
        let line = "The log shall state: (1) the place; (2) the wind (ISO 8601:2019).";
        let whole = [BlockInfo { kind: "paragraph".to_owned(), end: line.len(), ..BlockInfo::default() }];
        assert_eq!(lead(line, &whole, line.find("the wind").unwrap_or_default()), "The log shall state:");
        assert_eq!(lead(text, &blocks, at("The log")), "");
        assert_eq!(items(text, &blocks, at("The log")), "the place; the wind in knots, by the …; who kept it");
        assert_eq!(items(text, &blocks, at("who")), "");
    }

    #[test]
    fn a_word_between_two_items_closes_no_list() {
        let text = "one;\nor\ntwo.\n";
        let block = |kind, range| Block { kind, range, span: Span::default() };
        let items = [block(point("", 0), 0..5), block(BlockKind::Paragraph, 5..8), block(point("", 0), 8..13)];
        let body = Body {
            prose: Prose { text: text.to_owned(), ..Prose::default() },
            blocks: items.to_vec(),
            markers: Default::default(),
        };
        assert_eq!(
            blocks(&body).iter().map(|block| block.cite.as_str()).collect::<Vec<_>>(),
            ["indent 1", "", "indent 2"]
        );
    }
}
