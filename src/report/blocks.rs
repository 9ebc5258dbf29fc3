//! The blocks of a unit's text, and how each is cited: `point (1)(b)`, `row 3`, `indent 2`.

use super::types::BlockInfo;
use crate::model::{Block, BlockKind, Body};

/// The blocks of a body with their citations.
pub(super) fn blocks(body: &Body) -> Vec<BlockInfo> {
    let mut counter = Counter::default();
    body.blocks.iter().map(|block| info(block, counter.cite(&block.kind))).collect()
}

/// The citation of the block that holds a byte of the text; empty where the block is running text.
pub(super) fn cite_at(blocks: &[BlockInfo], byte: usize) -> &str {
    let after = blocks.partition_point(|block| block.start <= byte);
    after.checked_sub(1).map_or("", |position| blocks[position].cite.as_str())
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
}
