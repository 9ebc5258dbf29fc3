//! The same words in another setting: what stands around them, over them or behind them says something else now.
//!
//! ```text
//! Drivers shall:       Drivers shall not:   │ Measure 1.3 … the test under Measure 1.1
//!  (a) carry the note   (a) carry the note  │ Measure 1.1 was about winches, and is about bollards now
//! ```

use super::{Stage, whole};
use crate::classify::compare::Note;
use crate::classify::lexicon::{Conjunction, Trait};
use crate::classify::passages::Passage;
use crate::classify::rules::{
    APPLICATION_CHANGED, CONTEXT_CHANGED, FOOTNOTE_MOVED, REFERENCE_UNFOLLOWED, SCOPE_CHANGED, STRUCK_CHANGED,
    TERM_REDEFINED,
};
use crate::diff::{Edit, Reference};
use crate::matching::Link;
use crate::model::{BlockKind, Draft, MarkKind, Pair, Side, Unit, UnitIdx, UnitKind};
use crate::text::fold;
use rustc_hash::FxHashMap;
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
        notes.extend(contexts(stage, link.units));
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

/// Statements that both texts have once, and that stand under other words, behind others, or are tied otherwise to the
/// next item.
fn contexts(stage: &mut Stage<'_>, units: Pair<UnitIdx>) -> Vec<Note> {
    let Stage { drafts, passages, reader, .. } = stage;
    let passages = passages.as_ref().zip(units).map(|(all, idx)| &all[idx.get()]);
    let lexicon = reader.lexicon;
    let places = passages.map(|passage| {
        let mut places: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for at in 0..passage.statements.len() {
            places.entry(passage.plain(lexicon, at)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        places
    });
    let mut around = |side: Side, at: usize| {
        let (passage, unit) = (*side.of(&passages), &side.of(drafts)[*side.of(&units)]);
        let first = passage.said(reader, at).tokens.first();
        // `This does not apply.`
        let points_back = first.is_some_and(|token| token.has(Trait::Demonstrative));
        Around {
            lead: passage.statements[at].lead.map(|lead| passage.plain(lexicon, lead)),
            last: at.checked_sub(1).filter(|_| points_back).map(|last| passage.plain(lexicon, last)),
            listed: points_back && is_listed(unit, passage.statements[at].range.start),
            tie: tie(passage, at, lexicon),
        }
    };
    let stays = |side: Side, text: Option<&str>| text.is_none_or(|text| side.of(&places).contains_key(text));
    let turned = |texts: Pair<Option<&str>>| {
        !texts.agree() && stays(Side::After, texts.before) && stays(Side::Before, texts.after)
    };
    let mut notes = Vec::new();
    for at in 0..passages.before.statements.len() {
        let plain = passages.before.plain(lexicon, at);
        let once = |side: Side| side.of(&places).get(plain).copied().flatten();
        let (Some(before), Some(after)) = (once(Side::Before), once(Side::After)) else { continue };
        let around = Pair::new(around(Side::Before, before), around(Side::After, after));
        let listed = around.as_ref().map(|around| around.listed);
        let ties = around.as_ref().map(|around| around.tie);
        let rule = if turned(around.as_ref().map(|around| around.lead))
            || turned(around.as_ref().map(|around| around.last))
            || !listed.agree()
        {
            &CONTEXT_CHANGED
        } else if ties.before.is_some() && ties.after.is_some() && !ties.agree() {
            &SCOPE_CHANGED
        } else {
            continue;
        };
        let range = |(passage, at): (&Passage<'_>, usize)| Some(passage.statements[at].range.clone());
        notes.push(Note { rule, bytes: passages.zip(Pair::new(before, after)).map(range) });
    }
    notes
}

/// What stands around a statement.
struct Around<'t> {
    /// The words that open its list.
    lead: Option<&'t str>,
    /// What it points back at.
    last: Option<&'t str>,
    /// Whether it points back within a list.
    listed: bool,
    tie: Option<Conjunction>,
}

/// Whether a byte of a unit's text stands in a list.
fn is_listed(unit: &Unit, at: usize) -> bool {
    let block = unit.body.blocks.iter().find(|block| block.range.contains(&at));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Point { .. } | BlockKind::Continuation { .. }))
}

/// How an item is tied to the next one, by the last word that it prints.
fn tie(passage: &Passage<'_>, at: usize, lexicon: &crate::classify::lexicon::Lexicon) -> Option<Conjunction> {
    let statement = passage.statements.get(at).filter(|statement| statement.item)?;
    let (_, last) = passage.text[statement.range.clone()].trim_end().rsplit_once(' ')?;
    lexicon.conjunction(&last.to_lowercase())
}
