//! The same words in another setting: what stands around them, over them or behind them says something else now.
//!
//! ```text
//! Drivers shall:       Drivers shall not:   │ Measure 1.3 … the test under Measure 1.1
//!  (a) carry the note   (a) carry the note  │ Measure 1.1 was about winches, and is about bollards now
//! ```

use super::{Stage, whole};
use crate::classify::compare::Note;
use crate::classify::passages::contexts;
use crate::classify::rules::{
    APPLICATION_CHANGED, FOOTNOTE_MOVED, REFERENCE_UNFOLLOWED, STRUCK_CHANGED, TERM_REDEFINED,
};
use crate::diff::{Edit, Reference};
use crate::matching::Link;
use crate::model::{BlockKind, Draft, MarkKind, Pair, Side, Unit, UnitIdx, UnitKind};
use crate::text::fold;
use std::ops::Range;

/// The attribute that says to whom a unit applies.
const APPLIES_TO: &str = "applies-to";

/// What the setting of a link's texts says that their words do not.
pub(super) fn notes(stage: &mut Stage<'_>, link: &Link, edit: &Edit) -> Vec<Note> {
    let units = stage.drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
    let mut notes = Vec::new();
    if applies_to_others(stage, link.units) {
        notes.push(whole(&APPLICATION_CHANGED));
    }
    if edit.aspects.retitled && exchanges_terms(stage, units) {
        notes.push(whole(&TERM_REDEFINED));
    }
    notes.extend(unfollowed(stage, link.units, &edit.equal));
    if edit.reformatted && !units.map(struck).agree() {
        notes.push(whole(&STRUCK_CHANGED));
    }
    notes.extend(footnotes(units, &edit.equal));
    if edit.aspects.refined || edit.reformatted || edit.administrative > 0 {
        let passages = stage.passages.as_ref().zip(link.units).map(|(all, idx)| &all[idx.get()]);
        notes.extend(contexts(&mut stage.reader, passages));
    }
    notes
}

/// Whether a unit applies to others than before, by its attribute, and does not merely stand in one that does.
fn applies_to_others(stage: &Stage<'_>, units: Pair<UnitIdx>) -> bool {
    let of = |units: Pair<UnitIdx>| stage.drafts.zip(units).map(|(draft, idx)| draft[idx].attributes.get(APPLIES_TO));
    let parents = stage.drafts.zip(units).map(|(draft, idx)| draft[idx].parent);
    let inherited = match (parents.before, parents.after) {
        (Some(before), Some(after)) => of(Pair::new(before, after)) == of(units),
        _ => false,
    };
    !of(units).agree() && !inherited
}

/// Whether a definition is now that of another term, and both drafts define both: their meanings were exchanged.
fn exchanges_terms(stage: &Stage<'_>, units: Pair<&Unit>) -> bool {
    let defines = |draft: &Draft, term: &Unit| {
        let same = |unit: &Unit| unit.kind == UnitKind::Definition && fold(&unit.title.text) == fold(&term.title.text);
        draft.units.iter().any(same)
    };
    let both = |term: &Unit| stage.drafts.map(|draft| defines(draft, term)) == Pair::new(true, true);
    units.map(|unit| unit.kind == UnitKind::Definition && both(unit)) == Pair::new(true, true)
}

/// References that are printed as they were, and name another unit, none any more, or one where they named none.
fn unfollowed(stage: &Stage<'_>, units: Pair<UnitIdx>, equal: &[Pair<Range<usize>>]) -> Vec<Note> {
    let references = stage.edits.references.as_ref().zip(units).map(|(all, idx)| all[idx.get()].as_slice());
    let note = |after: &Reference| {
        let place = within(equal, Side::After, &after.range)?;
        let before = references.before.iter().find(|before| before.range == place)?;
        let kept = match (before.target, after.target) {
            (Some(before), Some(after)) => stage.places.linked.contains(&(before, after)),
            (before, after) => before.is_none() && after.is_none(),
        };
        let bytes = Pair::new(Some(before.range.clone()), Some(after.range.clone()));
        (!kept).then_some(Note { rule: &REFERENCE_UNFOLLOWED, bytes })
    };
    references.after.iter().filter_map(note).collect()
}

/// Where bytes of a side stand on the other one, if both share them.
fn within(equal: &[Pair<Range<usize>>], side: Side, range: &Range<usize>) -> Option<Range<usize>> {
    let holds = |own: &Range<usize>| own.start <= range.start && range.end <= own.end;
    let pair = equal.iter().find(|pair| holds(side.of(pair)))?;
    let start = side.other().of(pair).start + range.start - side.of(pair).start;
    Some(start..start + range.len())
}

/// The words that a unit strikes through.
fn struck(unit: &Unit) -> Vec<&str> {
    let prose = &unit.body.prose;
    let marks = prose.marks.iter().filter(|mark| mark.kind == MarkKind::Strikethrough);
    marks.map(|mark| prose.text[mark.range.clone()].trim()).collect()
}

/// Footnotes that are cited at another word than before, where none came or went with its text.
fn footnotes(units: Pair<&Unit>, equal: &[Pair<Range<usize>>]) -> Option<Note> {
    let texts = units
        .map(|unit| unit.body.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Footnote { .. })).count());
    let cited = |side: Side| {
        let prose = &side.of(&units).body.prose;
        let cited = prose.marks.iter().filter(|mark| matches!(mark.kind, MarkKind::Footnote(_)));
        let words = cited.map(|mark| prose.text[..mark.range.start].trim_end_matches(|c: char| !c.is_alphanumeric()));
        words.map(str::len).filter(|&end| end > 0).map(|end| end - 1..end).collect::<Vec<_>>()
    };
    let cited = Side::EACH.map(cited);
    let lost = |side: Side| {
        let others = side.other().of(&cited);
        side.of(&cited).iter().find(|at| within(equal, side, at).is_some_and(|there| !others.contains(&there))).cloned()
    };
    let bytes = Side::EACH.map(lost);
    let moved = texts.agree() && (bytes.before.is_some() || bytes.after.is_some());
    moved.then_some(Note { rule: &FOOTNOTE_MOVED, bytes: bytes.map(|at| at.map(|at| at.end..at.end)) })
}
