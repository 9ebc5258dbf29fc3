//! Small drafts in our own words, and what the differ must say of them.

mod aspects;
mod laws;
mod noise;
mod places;
mod readable;

use super::*;
use crate::matching::{Link, Matching, Relation};
use crate::model::{Block, BlockKind, Body, Draft, Number, Pair, Prose, Span, Unit, UnitIdx, UnitKind};

/// A draft from lines: `## Measure 2.1: Title` opens a unit at that depth; `- (a) words` is a point, `| a | b` a row,
/// `^1 words` a footnote, anything else a paragraph.
fn draft(lines: &str) -> Draft {
    let mut draft = Draft::default();
    let mut open: Vec<(usize, UnitIdx)> = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let depth = line.bytes().take_while(|&byte| byte == b'#').count();
        if depth == 0 {
            add_block(&mut draft.units.last_mut().expect("a unit is open").body, line);
            continue;
        }
        open.retain(|&(above, _)| above < depth);
        let idx = UnitIdx::from(draft.units.len());
        draft.units.push(unit(&line[depth..], open.last().map(|&(_, parent)| parent)));
        open.push((depth, idx));
    }
    for at in 0..draft.units.len() {
        let inside = |&other: &usize| draft.ancestors(UnitIdx::from(other)).any(|around| around.get() == at);
        draft.units[at].end = UnitIdx::from(at + 1 + (at + 1..draft.units.len()).take_while(inside).count());
    }
    draft
}

fn unit(heading: &str, parent: Option<UnitIdx>) -> Unit {
    let (label, title) = heading.split_once(':').unwrap_or((heading, ""));
    let (word, number) = label.trim().split_once(' ').unwrap_or((label.trim(), ""));
    Unit {
        kind: UnitKind::from_name(&word.to_lowercase()),
        id: None,
        number: Number::parse(number),
        title: Prose { text: title.trim().to_owned(), marks: Vec::new() },
        body: Body::default(),
        span: Span::default(),
        lines: Default::default(),
        parent,
        end: UnitIdx(0),
        attributes: Default::default(),
    }
}

fn add_block(body: &mut Body, line: &str) {
    let (kind, text) = match (line.strip_prefix("- "), line.strip_prefix("| "), line.strip_prefix('^')) {
        (Some(point), ..) => match point.split_once(") ") {
            Some((label, words)) if label.starts_with('(') && label.len() < 5 => {
                (BlockKind::Point { label: format!("{label})"), depth: 0 }, words)
            }
            _ => (BlockKind::Point { label: String::new(), depth: 0 }, point),
        },
        (_, Some(cells), _) => (BlockKind::Row { head: false }, cells),
        (.., Some(note)) => {
            let (label, words) = note.split_once(' ').unwrap_or((note, ""));
            (BlockKind::Footnote { label: label.to_owned() }, words)
        }
        _ => (BlockKind::Paragraph, line),
    };
    let start = body.prose.text.len();
    body.prose.text.push_str(text);
    body.prose.text.push('\n');
    body.blocks.push(Block { kind, range: start..body.prose.text.len(), span: Span::default() });
}

/// Links between units by their positions.
fn linked(drafts: Pair<&Draft>, links: &[(u32, u32, Relation)]) -> Matching {
    let link = |&(before, after, relation): &(u32, u32, Relation)| Link {
        units: Pair::new(UnitIdx(before), UnitIdx(after)),
        relation,
        evidence: Vec::new(),
        confidence: 0.9,
    };
    let alone = |draft: &Draft, linked: &dyn Fn(u32) -> bool| {
        draft.iter().map(|(idx, _)| idx).filter(|idx| !linked(idx.0)).collect::<Vec<_>>()
    };
    Matching {
        links: links.iter().map(link).collect(),
        added: alone(drafts.after, &|idx| links.iter().any(|link| link.1 == idx)),
        removed: alone(drafts.before, &|idx| links.iter().any(|link| link.0 == idx)),
    }
}

/// The edits of two drafts with links by position; every unit to itself where none are given.
fn compare(before: &str, after: &str, links: &[(u32, u32, Relation)]) -> (Pair<Draft>, EditScript) {
    let drafts = Pair::new(draft(before), draft(after));
    let count = drafts.before.units.len().min(drafts.after.units.len());
    let each: Vec<_> = (0..u32::try_from(count).expect("few")).map(|at| (at, at, Relation::Same)).collect();
    let links = if links.is_empty() { &each } else { links };
    let script = edits(drafts.as_ref(), &linked(drafts.as_ref(), links));
    for (edit, &(before, after, _)) in script.edits.iter().zip(links) {
        let units = Pair::new(&drafts.before[UnitIdx(before)], &drafts.after[UnitIdx(after)]);
        assert!(edit.body.verify(units.map(|unit| unit.body.prose.text.as_str())));
        assert!(edit.title.verify(units.map(|unit| unit.title.text.as_str())));
    }
    (drafts, script)
}

/// One paragraph against another, as it would be shown: `[-gone-]{+new+}`, noise as `<before|after>`, moved text as
/// `[>away>]{<here<}`.
fn redline(before: &str, after: &str) -> String {
    let (drafts, script) = compare(&format!("# Measure 1\n{before}"), &format!("# Measure 1\n{after}"), &[]);
    shown(&drafts, &script, 0, (0, 0))
}

/// The body redline of one edit, as it would be shown.
fn shown(drafts: &Pair<Draft>, script: &EditScript, edit: usize, units: (u32, u32)) -> String {
    let texts = Pair::new(&drafts.before[UnitIdx(units.0)], &drafts.after[UnitIdx(units.1)])
        .map(|unit| unit.body.prose.text.as_str());
    let mut shown = String::new();
    for segment in &script.edits[edit].body.segments {
        let words = segment.text(texts);
        shown.push_str(&match (segment.op, segment.noise) {
            (Op::Equal, _) => words.to_owned(),
            (Op::Delete, Some(_)) => format!("<{words}|"),
            (Op::Insert, Some(_)) => format!("{words}>"),
            (Op::Delete, None) => format!("[-{words}-]"),
            (Op::Insert, None) => format!("{{+{words}+}}"),
            (Op::MovedAway, _) => format!("[>{words}>]"),
            (Op::MovedHere, _) => format!("{{<{words}<}}"),
        });
    }
    shown.trim_end().to_owned()
}
