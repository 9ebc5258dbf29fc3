//! Statements that stay as they are while what stands around them says something else.
//!
//! ```text
//! Drivers shall:          Drivers may:
//!  (a) carry the note      (a) carry the note
//! ```

use super::Passage;
use crate::classify::compare::{self, Note};
use crate::classify::lexicon::{Conjunction, Lexicon, Meaning, Trait};
use crate::classify::profile::Profile;
use crate::classify::rules::{CONTEXT_CHANGED, Rule, SCOPE_CHANGED};
use crate::classify::words::{Reader, Token};
use crate::model::{Pair, Side};
use rustc_hash::FxHashMap;

/// Statements that both texts have once, and that stand under other words, behind others, or are tied otherwise to the
/// next item.
pub(in crate::classify) fn contexts(reader: &mut Reader, passages: Pair<&Passage<'_>>) -> Vec<Note> {
    let lexicon = reader.lexicon;
    let contexts = Contexts { passages, places: passages.map(|passage| places(lexicon, passage)) };
    let both = contexts.both(lexicon);
    let ordered = out_of_order(lexicon, passages.before, &both);
    let mut notes = Vec::new();
    for &(before, after) in &both {
        let items = Pair::new(before, after);
        let rule = contexts.rule(reader, items).or_else(|| ordered.contains(&before).then_some(&CONTEXT_CHANGED));
        let range = |(passage, at): (&Passage<'_>, usize)| Some(passage.statements[at].range.clone());
        notes.extend(rule.map(|rule| Note { rule, bytes: passages.zip(items).map(range) }));
    }
    notes
}

/// Where each statement of a text stands, by what it says; `None` for what is said more than once.
type Places<'p> = FxHashMap<&'p str, Option<usize>>;

fn places<'p>(lexicon: &Lexicon, passage: &'p Passage<'_>) -> Places<'p> {
    let mut places = Places::default();
    for at in 0..passage.statements.len() {
        places.entry(passage.plain(lexicon, at)).and_modify(|known| *known = None).or_insert(Some(at));
    }
    places
}

/// Two texts, and where their statements stand.
struct Contexts<'p, 't> {
    passages: Pair<&'p Passage<'t>>,
    places: Pair<Places<'p>>,
}

impl Contexts<'_, '_> {
    /// The statements that both texts have once.
    fn both(&self, lexicon: &Lexicon) -> Vec<(usize, usize)> {
        let both = (0..self.passages.before.statements.len()).filter_map(|at| {
            let plain = self.passages.before.plain(lexicon, at);
            let once = |side: Side| side.of(&self.places).get(plain).copied().flatten();
            Some((once(Side::Before)?, once(Side::After)?))
        });
        both.collect()
    }

    /// What is said of a statement that stands in another setting.
    fn rule(&self, reader: &mut Reader, items: Pair<usize>) -> Option<&'static Rule> {
        let around = self.passages.zip(items).map(|(passage, at)| around(reader, passage, at));
        let around = around.as_ref();
        let led = self.turned(around.map(|around| around.lead));
        let strength = if led { strength_of_leads(reader, self.passages, items) } else { None };
        if strength.is_some() {
            strength
        } else if led || self.turned(around.map(|around| around.last)) || !around.map(|around| around.listed).agree() {
            Some(&CONTEXT_CHANGED)
        } else {
            let ties = around.map(|around| around.tie);
            are_tied_otherwise(reader, self.passages, items, ties).then_some(&SCOPE_CHANGED)
        }
    }

    /// Whether two statements differ, and each stands in the other text as well, if it is there.
    fn turned(&self, texts: Pair<Option<&str>>) -> bool {
        let stays = |side: Side, text: Option<&str>| text.is_none_or(|text| side.of(&self.places).contains_key(text));
        !texts.agree() && stays(Side::After, texts.before) && stays(Side::Before, texts.after)
    }
}

fn around<'p>(reader: &mut Reader, passage: &'p Passage<'_>, at: usize) -> Around<'p> {
    let lexicon = reader.lexicon;
    let first = passage.said(reader, at).tokens.first();
    // `This does not apply.`
    let points_back = first.is_some_and(|token| token.has(Trait::Demonstrative));
    Around {
        lead: passage.statements[at].lead.map(|lead| passage.plain(lexicon, lead)),
        last: at.checked_sub(1).filter(|_| points_back).map(|last| passage.plain(lexicon, last)),
        listed: points_back && passage.statements[at].item,
        tie: tie(passage, at, lexicon),
    }
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

/// Items of lists whose order tells something, `in this order:`, that stand before another one than they did.
fn out_of_order(lexicon: &Lexicon, before: &Passage<'_>, both: &[(usize, usize)]) -> Vec<usize> {
    let lead = |at: usize| before.statements[at].lead;
    let orders = |lead: usize| {
        let mut words = before.plain(lexicon, lead).split(|c: char| !c.is_alphanumeric());
        words.any(|word| lexicon.orders(word))
    };
    let items: Vec<_> = both.iter().filter(|(at, _)| lead(*at).is_some_and(orders)).collect();
    let turned = items.windows(2).filter(|two| lead(two[0].0) == lead(two[1].0) && two[0].1 > two[1].1);
    turned.map(|two| two[0].0).collect()
}

/// Whether an item is tied to the next one by another word; or by `or` where its list had no tie. A list of what is asked
/// needs no `and`; that of cases may mean any of them.
fn are_tied_otherwise(
    reader: &mut Reader,
    passages: Pair<&Passage<'_>>,
    items: Pair<usize>,
    ties: Pair<Option<Conjunction>>,
) -> bool {
    let (side, tie) = match (ties.before, ties.after) {
        (Some(before), Some(after)) => return before != after,
        (None, Some(tie)) => (Side::Before, tie),
        (Some(tie), None) => (Side::After, tie),
        (None, None) => return false,
    };
    let (passage, item) = (*side.of(&passages), *side.of(&items));
    let Some(lead) = passage.statements[item].lead else { return false };
    let lexicon = reader.lexicon;
    let siblings = (0..passage.statements.len()).filter(|&at| passage.statements[at].lead == Some(lead));
    let untied = siblings.clone().count() > 1 && siblings.clone().all(|at| self::tie(passage, at, lexicon).is_none());
    let last = siblings.max() == Some(item);
    let cases = |token: &Token| token.says(Meaning::Condition) || token.says(Meaning::Exception);
    untied && !last && (tie == Conjunction::Or || passage.said(reader, lead).tokens.iter().any(cases))
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
