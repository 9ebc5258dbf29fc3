//! How a text is laid out: blocks in folds, rows in tables, pieces with their marks.

use super::layout::{Layout, Target};
use super::marked::Marked;
use super::told::Told;
use crate::report::{BlockInfo, LinkInfo, RedlineBlockInfo, SegmentInfo, UnitInfo};
use minijinja::value::Value;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::ops::Range;

/// Unchanged blocks in a row that are worth folding.
const FOLD: usize = 3;

/// Which unit a text without a counterpart stands in.
#[derive(Clone, Copy)]
pub(super) enum Alone {
    Removed,
    Added,
}

/// Blocks that are shown, or folded away because nothing changed in them or another redline tells them.
#[derive(Serialize)]
pub(super) struct Fold<'a> {
    /// How many unchanged blocks are folded; 0 where they are shown.
    folded: usize,
    /// Where the blocks are told instead; nothing where they are told here.
    told: Told<'a>,
    blocks: Vec<BlockView<'a>>,
}

/// A block or a table.
#[derive(Serialize)]
pub(super) struct BlockView<'a> {
    kind: &'a str,
    #[serde(skip)]
    state: &'a str,
    /// Of its element: what happened to it, what it is and how deep it stands; empty where none of them tells.
    class: String,
    label: &'a str,
    /// What the older draft has in place of the label, where that is another one or none.
    earlier_label: Option<&'a str>,
    /// How it is cited within its unit; empty for running text.
    #[serde(skip)]
    cite: &'a str,
    /// Its anchor; empty where nobody would cite it.
    id: String,
    pieces: Pieces<'a>,
    /// For a table: its rows.
    rows: Vec<Row<'a>>,
}

/// A table row.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    head: bool,
    #[serde(skip)]
    state: &'a str,
    /// Of its element: what happened to it.
    class: &'static str,
    /// As of a block.
    #[serde(skip)]
    cite: &'a str,
    /// Its anchor; empty where nobody would cite it.
    id: String,
    cells: Vec<Pieces<'a>>,
}

/// A run of text with one fate.
pub(super) struct Piece<'a> {
    /// `equal`, `delete`, `insert`, `away`, `here`; `was` and `now` for a difference that is counted and not shown.
    op: &'static str,
    text: &'a str,
    target: Option<Target<'a>>,
}

/// The runs of one text; to templates one value, which `pieces` writes.
#[derive(Default)]
pub(super) struct Pieces<'a>(Vec<Piece<'a>>);

impl Pieces<'_> {
    /// What a block is to its readers: of one whose text is all of one draft, the other has nothing to show.
    fn fate<'s>(&self, state: &'s str) -> &'s str {
        let says = |ops: [&str; 4]| self.0.iter().any(|piece| ops.contains(&piece.op) && !piece.text.trim().is_empty());
        match (says(["equal", "now", "delete", "away"]), says(["equal", "now", "insert", "here"])) {
            (false, true) if state == "changed" => "inserted",
            (true, false) if state == "changed" => "deleted",
            _ => state,
        }
    }
}

impl Serialize for Pieces<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut marked = Marked::default();
        for Piece { op, text, target } in &self.0 {
            marked.push(op, text, target.as_ref().map(|target| (target.href.as_str(), target.label)));
        }
        Value::from_object(marked).serialize(serializer)
    }
}

impl<'a> Fold<'a> {
    /// Blocks that are all shown.
    fn open(blocks: Vec<BlockView<'a>>) -> Self {
        Self { folded: 0, told: Told::default(), blocks }
    }
}

impl<'a> Layout<'a> {
    /// The blocks of a redline, long runs of unchanged ones folded, and those that another redline tells.
    pub(super) fn folds(self, link: &'a LinkInfo) -> Vec<Fold<'a>> {
        let fate = |block: &RedlineBlockInfo| (block.told_in.is_some(), block.state == "equal");
        let runs = link.blocks.chunk_by(|one, next| fate(one) == fate(next));
        runs.map(|run| {
            let folded = if run[0].state == "equal" && run.len() >= FOLD { run.len() } else { 0 };
            Fold { folded, told: Told::new(self.report(), link, run), blocks: self.tabled(run, &link.redline) }
        })
        .collect()
    }

    /// The blocks of a redline, all of them shown.
    pub(super) fn shown(self, link: &'a LinkInfo) -> Fold<'a> {
        Fold::open(self.tabled(&link.blocks, &link.redline))
    }

    /// A text that has no counterpart, block by block; sentences that went elsewhere or came from there are marked.
    pub(super) fn plain(self, unit: &'a UnitInfo, side: Alone) -> Fold<'a> {
        let (state, op) = match side {
            Alone::Removed => ("deleted", "away"),
            Alone::Added => ("inserted", "here"),
        };
        Fold::open(alone(unit, state, |block| self.marked(unit, block.start..block.end, op)))
    }

    /// A unit's text as it stands, without a comparison.
    pub(super) fn own(self, unit: &'a UnitInfo) -> Fold<'a> {
        Fold::open(text(unit))
    }

    /// One block's text cut at the borders of passages.
    fn marked(self, unit: &'a UnitInfo, block: Range<usize>, op: &'static str) -> Pieces<'a> {
        let piece = |(range, other): (Range<usize>, Option<&'a str>)| Piece {
            op: if other.is_some() { op } else { "equal" },
            text: unit.text.get(range).unwrap_or_default().trim_end_matches('\n'),
            target: other.and_then(|other| self.target(other)),
        };
        let mut pieces: Vec<Piece<'a>> = self.cut(&unit.reference, block).into_iter().map(piece).collect();
        pieces.retain(|piece| !piece.text.is_empty());
        link_once(&mut pieces);
        Pieces(pieces)
    }

    /// Blocks with neighbouring rows gathered into tables.
    fn tabled(self, blocks: &'a [RedlineBlockInfo], segments: &'a [SegmentInfo]) -> Vec<BlockView<'a>> {
        let is_row = |block: &RedlineBlockInfo| matches!(block.kind.as_str(), "row" | "head-row");
        let runs = blocks.chunk_by(|one, next| is_row(one) && is_row(next) && next.kind != "head-row");
        runs.map(|run| {
            let pieces =
                |block: &RedlineBlockInfo| self.pieces(segments.get(block.start..block.end).unwrap_or_default());
            if is_row(&run[0]) {
                let row = |block: &'a RedlineBlockInfo| Row {
                    cite: &block.cite,
                    ..row(&block.kind, &block.state, pieces(block))
                };
                table(run.iter().map(row).collect())
            } else {
                changed(&run[0], pieces(&run[0]))
            }
        })
        .collect()
    }

    /// Differences that readers were promised not to be shown are read in their newer form, but where the older text is
    /// read by itself.
    pub(super) fn pieces(self, segments: &'a [SegmentInfo]) -> Pieces<'a> {
        let pieces = segments.iter().map(|segment| self.piece(segment));
        let mut pieces: Vec<Piece<'a>> = pieces.filter(|piece| !piece.text.is_empty()).collect();
        link_once(&mut pieces);
        Pieces(pieces)
    }

    fn piece(self, segment: &'a SegmentInfo) -> Piece<'a> {
        let op = match (segment.op.as_str(), segment.side.as_deref()) {
            ("delete", _) if segment.noise.is_some() => "was",
            ("insert", _) if segment.noise.is_some() => "now",
            ("delete", _) => "delete",
            ("insert", _) => "insert",
            ("moved", Some("before")) => "away",
            ("moved", _) => "here",
            _ => "equal",
        };
        let target = segment.other.as_deref().and_then(|other| self.target(other));
        Piece { op, text: segment.text.trim_end_matches('\n'), target }
    }
}

/// The text of a unit by itself, as one draft has it.
pub(super) fn text(unit: &UnitInfo) -> Vec<BlockView<'_>> {
    alone(unit, "equal", |block| {
        let text = unit.text.get(block.start..block.end).unwrap_or_default().trim_end_matches('\n');
        Pieces(vec![Piece { op: "equal", text, target: None }])
    })
}

/// The blocks of a unit that are all in one state, neighbouring rows gathered into tables.
fn alone<'a>(
    unit: &'a UnitInfo,
    state: &'static str,
    pieces: impl Fn(&'a BlockInfo) -> Pieces<'a>,
) -> Vec<BlockView<'a>> {
    let is_row = |block: &BlockInfo| matches!(block.kind.as_str(), "row" | "head-row");
    let runs = unit.blocks.chunk_by(|one, next| is_row(one) && is_row(next) && next.kind != "head-row");
    let view = |run: &'a [BlockInfo]| {
        if is_row(&run[0]) {
            let row = |block: &'a BlockInfo| Row { cite: &block.cite, ..row(&block.kind, state, pieces(block)) };
            return table(run.iter().map(row).collect());
        }
        let view = block_view(&run[0].kind, state, run[0].depth, &run[0].label, pieces(&run[0]));
        BlockView { cite: &run[0].cite, ..view }
    };
    runs.map(view).collect()
}

/// Of several pieces in a block that moved to the same place the last one links there.
fn link_once(pieces: &mut [Piece<'_>]) {
    let mut linked: Vec<(&'static str, String)> = Vec::new();
    for piece in pieces.iter_mut().rev() {
        let Some(target) = &piece.target else { continue };
        let place = (piece.op, target.href.clone());
        if linked.contains(&place) {
            piece.target = None;
        } else {
            linked.push(place);
        }
    }
}

/// One block of a redline.
fn changed<'a>(block: &'a RedlineBlockInfo, pieces: Pieces<'a>) -> BlockView<'a> {
    let (before, after) = (block.label.before.as_deref(), block.label.after.as_deref());
    let shown = after.or(before).unwrap_or_default();
    let earlier = before.unwrap_or_default();
    let view = block_view(&block.kind, &block.state, block.depth, shown, pieces);
    let fate = view.pieces.fate(&block.state);
    let is_relabelled = matches!(fate, "equal" | "changed") && earlier != shown;
    let earlier_label = is_relabelled.then_some(earlier);
    let class = class(&block.kind, fate, block.depth);
    BlockView { class, earlier_label, cite: &block.cite, ..view }
}

fn block_view<'a>(kind: &'a str, state: &'a str, depth: u8, label: &'a str, pieces: Pieces<'a>) -> BlockView<'a> {
    let label = if kind == "point" && label.is_empty() { "•" } else { label };
    let class = class(kind, state, depth);
    BlockView { kind, state, class, label, earlier_label: None, cite: "", id: String::new(), pieces, rows: Vec::new() }
}

fn class(kind: &str, state: &str, depth: u8) -> String {
    let own = match kind {
        "point" | "continuation" => format!("p p{}", depth.min(4)),
        "footnote" => "f".to_owned(),
        "heading" => "k".to_owned(),
        _ => String::new(),
    };
    match mark(state) {
        mark if own.is_empty() => mark.to_owned(),
        "" => own,
        mark => format!("{mark} {own}"),
    }
}

/// The class of what happened to a block or a row.
fn mark(state: &str) -> &'static str {
    match state {
        "changed" => "c",
        "deleted" => "c x",
        "inserted" => "c n",
        "moved-away" => "c w",
        "moved-here" => "c h",
        _ => "",
    }
}

fn table(rows: Vec<Row<'_>>) -> BlockView<'_> {
    BlockView { rows, ..block_view("table", "equal", 0, "", Pieces::default()) }
}

/// Gives anchors to the points, the changed rows and the changed paragraphs of a unit: `measure-2.3~1-b` for its point
/// (1)(b), `measure-2.3~row-4`, `measure-2.3~p2` for its second paragraph; what is only in the older text has an `x`
/// before that.
pub(super) fn name_blocks(folds: &mut [Fold<'_>], anchor: &str) {
    let mut names = Names { anchor, taken: BTreeSet::new(), paragraphs: 0, gone: 0 };
    for block in folds.iter_mut().flat_map(|fold| &mut fold.blocks) {
        if block.rows.is_empty() {
            block.id = names.next(block.cite, block.state, block.state != "equal" || block.kind == "point");
        }
        for row in &mut block.rows {
            row.id = names.next(row.cite, row.state, row.state != "equal" && !row.head);
        }
    }
}

/// The anchors that were given within a unit.
struct Names<'a> {
    anchor: &'a str,
    taken: BTreeSet<String>,
    paragraphs: usize,
    gone: usize,
}

impl Names<'_> {
    /// The anchor of the next block; empty where nobody would cite it, or where one of its name stands before it.
    fn next(&mut self, cite: &str, state: &str, cited: bool) -> String {
        let older = matches!(state, "deleted" | "moved-away");
        let place = if cite.is_empty() {
            let count = if older { &mut self.gone } else { &mut self.paragraphs };
            *count += 1;
            format!("p{count}")
        } else {
            place_of(cite)
        };
        let id = format!("{}~{}{place}", self.anchor, if older { "x" } else { "" });
        if cited && self.taken.insert(id.clone()) { id } else { String::new() }
    }
}

/// `1-b` for `point (1)(b)`, `indent-2` for `indent 2`.
fn place_of(cite: &str) -> String {
    let parts = cite.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty() && *part != "point");
    parts.collect::<Vec<_>>().join("-")
}

/// Cuts a row into the cells of the newer text; separators in deleted text stay text, unless the whole row went.
fn row<'a>(kind: &str, state: &'a str, pieces: Pieces<'a>) -> Row<'a> {
    let mut cells = vec![Pieces::default()];
    for piece in pieces.0 {
        let stays = matches!(piece.op, "delete" | "away") && !matches!(state, "deleted" | "moved-away");
        let parts: Vec<&str> = if stays { vec![piece.text] } else { piece.text.split(" | ").collect() };
        for (position, text) in parts.into_iter().enumerate() {
            if position > 0 {
                cells.push(Pieces::default());
            }
            let target = if position == 0 { piece.target.clone() } else { None };
            if let Some(cell) = cells.last_mut().filter(|_| !text.is_empty()) {
                cell.0.push(Piece { op: piece.op, text, target });
            }
        }
    }
    Row { head: kind == "head-row", state, class: mark(state), cite: "", id: String::new(), cells }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Sides;

    fn piece(op: &'static str, text: &'static str) -> Piece<'static> {
        Piece { op, text, target: None }
    }

    fn cells<'a>(row: &Row<'a>) -> Vec<Vec<(&'static str, &'a str)>> {
        row.cells.iter().map(|cell| cell.0.iter().map(|piece| (piece.op, piece.text)).collect()).collect()
    }

    #[test]
    fn a_changed_row_has_the_cells_of_the_newer_text() {
        let pieces = vec![piece("equal", "ground | "), piece("delete", "one | two"), piece("insert", "three")];
        let row = row("row", "changed", Pieces(pieces));
        assert_eq!(cells(&row), [vec![("equal", "ground")], vec![("delete", "one | two"), ("insert", "three")]]);
    }

    #[test]
    fn a_class_tells_what_happened_and_how_deep() {
        assert_eq!(class("paragraph", "equal", 0), "");
        assert_eq!(class("paragraph", "moved-away", 0), "c w");
        assert_eq!(class("footnote", "equal", 0), "f");
        assert_eq!(class("continuation", "inserted", 9), "c n p p4");
    }

    #[test]
    fn a_block_whose_text_is_all_of_one_draft_is_not_in_the_other() {
        let fate = |pieces: &[(&'static str, &'static str)]| {
            let pieces = Pieces(pieces.iter().map(|&(op, text)| piece(op, text)).collect());
            pieces.fate("changed").to_owned()
        };
        assert_eq!(fate(&[("here", "It holds."), ("equal", " "), ("insert", "For all.")]), "inserted");
        assert_eq!(fate(&[("away", "It held."), ("delete", " For some.")]), "deleted");
        assert_eq!(fate(&[("delete", "It held"), ("equal", "."), ("insert", " For all.")]), "changed");
    }

    #[test]
    fn a_point_remembers_what_it_was_labelled() {
        let earlier = |before: Option<&str>, after: Option<&str>, state: &str| {
            let label = Sides { before: before.map(str::to_owned), after: after.map(str::to_owned) };
            let block =
                RedlineBlockInfo { kind: "point".into(), state: state.into(), label, ..RedlineBlockInfo::default() };
            changed(&block, Pieces(vec![piece("equal", "holds")])).earlier_label.map(str::to_owned)
        };
        assert_eq!(earlier(Some("(a)"), Some("(b)"), "equal").as_deref(), Some("(a)"));
        assert_eq!(earlier(Some(""), Some("(b)"), "changed").as_deref(), Some(""));
        assert_eq!(earlier(Some("(b)"), Some("(b)"), "changed"), None);
        assert_eq!(earlier(None, Some("(b)"), "inserted"), None);
    }

    #[test]
    fn points_and_changed_paragraphs_have_anchors_of_their_own() {
        let block = |kind, state, cite| BlockView { cite, ..block_view(kind, state, 0, "", Pieces::default()) };
        let blocks = vec![
            block("paragraph", "equal", ""),
            block("paragraph", "deleted", ""),
            block("paragraph", "changed", ""),
            block("point", "equal", "point (1)(b)"),
            block("continuation", "changed", "point (1)(b)"),
            block("point", "deleted", "point (1)(b)"),
            block("point", "equal", "indent 2"),
        ];
        let mut folds = [Fold::open(blocks)];
        name_blocks(&mut folds, "m");
        let ids: Vec<&str> = folds[0].blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids, ["", "m~xp1", "m~p2", "m~1-b", "", "m~x1-b", "m~indent-2"]);
    }

    #[test]
    fn changed_rows_have_anchors_of_their_own() {
        let row = |kind, state, cite| Row { cite, ..row(kind, state, Pieces::default()) };
        let rows = vec![
            row("head-row", "changed", "table head"),
            row("row", "equal", "row 1"),
            row("row", "changed", "row 2"),
        ];
        let mut folds = [Fold::open(vec![table(rows)])];
        name_blocks(&mut folds, "m");
        let ids: Vec<&str> = folds[0].blocks[0].rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["", "", "m~row-2"]);
    }

    #[test]
    fn a_deleted_row_keeps_its_own_cells() {
        let row = row("row", "deleted", Pieces(vec![piece("delete", "a | b")]));
        assert_eq!(cells(&row), [vec![("delete", "a")], vec![("delete", "b")]]);
    }
}
