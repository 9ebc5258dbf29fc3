//! Statements that stay as they are while what stands around them says something else.
//!
//! ```text
//! Drivers shall:          Drivers may:
//!  (a) carry the note      (a) carry the note
//! ```

use super::Passage;
use crate::classify::compare::{self, Note};
use crate::classify::lexicon::{Conjunction, Lexicon, Trait};
use crate::classify::profile::Profile;
use crate::classify::rules::{CONTEXT_CHANGED, Rule, SCOPE_CHANGED};
use crate::classify::words::Reader;
use crate::model::{Pair, Side};
use rustc_hash::FxHashMap;

/// Statements that both texts have once, and that stand under other words, behind others, or are tied otherwise to the
/// next item.
pub(in crate::classify) fn contexts(reader: &mut Reader, passages: Pair<&Passage<'_>>) -> Vec<Note> {
    let lexicon = reader.lexicon;
    let places = passages.map(|passage| {
        let mut places: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for at in 0..passage.statements.len() {
            places.entry(passage.plain(lexicon, at)).and_modify(|known| *known = None).or_insert(Some(at));
        }
        places
    });
    let around = |reader: &mut Reader, side: Side, at: usize| {
        let passage = *side.of(&passages);
        let first = passage.said(reader, at).tokens.first();
        // `This does not apply.`
        let points_back = first.is_some_and(|token| token.has(Trait::Demonstrative));
        Around {
            lead: passage.statements[at].lead.map(|lead| passage.plain(lexicon, lead)),
            last: at.checked_sub(1).filter(|_| points_back).map(|last| passage.plain(lexicon, last)),
            listed: points_back && passage.statements[at].item,
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
        let around = Pair::new(around(reader, Side::Before, before), around(reader, Side::After, after));
        let listed = around.as_ref().map(|around| around.listed);
        let ties = around.as_ref().map(|around| around.tie);
        let led = turned(around.as_ref().map(|around| around.lead));
        let strength = if led { strength_of_leads(reader, passages, Pair::new(before, after)) } else { None };
        let rule = if let Some(rule) = strength {
            rule
        } else if led || turned(around.as_ref().map(|around| around.last)) || !listed.agree() {
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

/// What the words that lead to an item say of how strict it is: `drivers shall:` became `drivers may:`.
fn strength_of_leads(reader: &mut Reader, passages: Pair<&Passage<'_>>, items: Pair<usize>) -> Option<&'static Rule> {
    let leads = passages.zip(items).map(|(passage, at)| passage.statements[at].lead.map(|lead| (passage, lead)));
    let (Some(before), Some(after)) = (leads.before, leads.after) else { return None };
    let profiles = Pair::new(before, after).map(|(passage, lead)| passage.profile(reader, lead));
    let duties = profiles.as_ref().map(Profile::strictest);
    let (Some(before), Some(after)) = (duties.before, duties.after) else { return None };
    (before.polarity == after.polarity).then(|| compare::strength_rule(Pair::new(before, after)))?
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

/// How an item is tied to the next one, by the last word that it prints.
fn tie(passage: &Passage<'_>, at: usize, lexicon: &Lexicon) -> Option<Conjunction> {
    let statement = passage.statements.get(at).filter(|statement| statement.item)?;
    let (_, last) = passage.text[statement.range.clone()].trim_end().rsplit_once(' ')?;
    lexicon.conjunction(&last.to_lowercase())
}
