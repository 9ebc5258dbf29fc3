//! Statements on one side only: what they add or take away.
//!
//! The duty is said first; then the time limits, rhythms, exceptions and definitions within it, as far as
//! no other lone statement of the other side says the same. "It shall report within 5 days" in a new sentence is a new
//! duty, and those who are bound also want to know that there is a new time limit.

use super::Passage;
use super::align::{Sharing, Words};
use super::lead::{self, EXAMPLE, Led};
use super::names;
use crate::classify::compare::{Note, Outcome, same_moment, share_of, unequal};
use crate::classify::finding::Aspect;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::profile::{Clause, ClauseKind, Duty, Profile, Rules};
use crate::classify::rules::{
    ADVICE_ADDED, DEADLINE_ADDED, DEADLINE_REMOVED, FREQUENCY_ADDED, FREQUENCY_REMOVED, HEDGE_ADDED, HEDGE_REMOVED,
    OBLIGATION_ADDED, OBLIGATION_REMOVED, PASSAGE_ADDED, PASSAGE_REMOVED, PERMISSION_ADDED, REFERENCE_ADDED,
    REFERENCE_REMOVED, REQUIREMENT_ADDED, REQUIREMENT_REMOVED, TABLE_ADDED, TABLE_REMOVED, TERM_ADDED, TERM_REMOVED,
};
use crate::classify::statements::Statement;
use crate::classify::words::{Kind, Reader, Token};
use crate::model::{Pair, Side};
use crate::text::{fold, holds_words};
use std::collections::BTreeMap;
use std::ops::Range;

/// The lone statements of a comparison, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Lone {
    /// Of either side.
    pub(super) statements: Pair<Vec<usize>>,
}

impl Lone {
    /// Takes back what was said to be put in or taken out where a lone statement of the other side says it: of `dust
    /// and noise`, `noise` became an item of its own. That something differs stays said.
    pub(super) fn take_back(&self, reader: &mut Reader, passages: Pair<&Passage<'_>>, outcome: &mut Outcome) {
        outcome.notes.retain(|note| {
            let Some((side, bytes)) = note.one_sided() else { return true };
            let (there, other) = (side.other(), side.other().of(&passages));
            if note.rule.aspect != Aspect::Scope || there.of(&self.statements).is_empty() {
                return true;
            }
            let stems = reader.say(side.of(&passages).text, bytes.clone()).stems;
            let mut lone = there.of(&self.statements).iter();
            stems.is_empty() || !lone.any(|&at| holds(&other.said(reader, at).stems, &stems))
        });
    }

    /// Says what they add and take away.
    pub(super) fn say(&self, reader: &mut Reader, passages: Pair<&Passage<'_>>, outcome: &mut Outcome) {
        let said = outcome.notes.len();
        let here = self.statements.as_ref().zip(Side::EACH).map(|(statements, side)| {
            let (passage, other) = (*side.of(&passages), *side.other().of(&passages));
            let left = statements.iter().copied().filter(|&at| !passage.elsewhere[at]);
            let mut lone = news(reader, passage, left.collect(), other);
            let tables = take_tables(passage, &mut lone);
            outcome.notes.extend(tables.into_iter().map(|table| one_sided(TABLE, side, table)));
            lone
        });
        let profiles = here
            .as_ref()
            .zip(passages)
            .map(|(statements, passage)| statements.iter().map(|&at| passage.profile(reader, at)).collect::<Vec<_>>());
        let leads = here.as_ref().zip(passages).map(|(statements, passage)| leads(reader, passage, statements));
        // What a case says of time and rhythm sets none.
        let asking = profiles.as_ref().zip(leads.as_ref()).map(|(profiles, leads)| {
            let cases = leads.iter().map(|led| matches!(led, Some(Led::Clause(_))));
            profiles.iter().zip(cases).filter(|(_, case)| !case).map(|(profile, _)| profile).collect::<Vec<_>>()
        });
        let mut facets = Vec::new();
        say_facets(asking.as_ref().map(Vec::as_slice), &mut facets);
        facets.retain(|note| !is_restated(reader, passages, note));
        for side in Side::BOTH {
            let passage = side.of(&passages);
            let all = side.of(&profiles).iter().zip(side.of(&here)).zip(side.of(&leads));
            for ((profile, &at), &led) in all {
                let statement = &passage.statements[at];
                let rules = whole_rules(profile, statement, led);
                let rules = rules.or_else(|| speaks(profile, &facets, side).then_some(PASSAGE));
                outcome.notes.extend(rules.map(|rules| one_sided(rules, side, statement.range.clone())));
            }
        }
        // A sentence that is told as a whole is read with its references.
        let wholes = &outcome.notes[said..];
        facets
            .retain(|note| note.rule.aspect != Aspect::Reference || !wholes.iter().any(|whole| is_within(note, whole)));
        outcome.notes.append(&mut facets);
    }
}

/// What the words that lead to each of some statements make of it; the items of a list follow each other.
fn leads(reader: &mut Reader, passage: &Passage<'_>, statements: &[usize]) -> Vec<Option<Led>> {
    let mut last = (None, None);
    let led = |&at: &usize| {
        let lead = passage.statements[at].lead;
        if lead != last.0 {
            last = (lead, lead::rules(reader, passage, lead));
        }
        last.1
    };
    statements.iter().map(led).collect()
}

/// Whether a finding of one side quotes some of the words of another one.
fn is_within(note: &Note, whole: &Note) -> bool {
    Side::BOTH.iter().any(|side| match (side.of(&note.bytes), side.of(&whole.bytes)) {
        (Some(part), Some(whole)) => whole.start <= part.start && part.end <= whole.end,
        _ => false,
    })
}

/// Whether a time, an amount, a reference or a phrase that leaves room and is told of one side stands in the other text
/// as well, in whatever sentence; a time also in other words.
pub(super) fn is_restated(reader: &mut Reader, passages: Pair<&Passage<'_>>, note: &Note) -> bool {
    let facet =
        matches!(note.rule.aspect, Aspect::Reference | Aspect::Deadline | Aspect::Frequency | Aspect::Threshold)
            || [&HEDGE_ADDED, &HEDGE_REMOVED].contains(&note.rule);
    let Some((side, bytes)) = note.one_sided().filter(|_| facet) else { return false };
    let (here, there) = (*side.of(&passages), *side.other().of(&passages));
    stands(here, there, bytes) || note.rule.aspect == Aspect::Deadline && is_set(reader, here, there, bytes)
}

/// Whether another text sets the time that stands at some bytes: `five days` for `5 days`.
fn is_set(reader: &mut Reader, here: &Passage<'_>, there: &Passage<'_>, bytes: &Range<usize>) -> bool {
    let Some(at) = here.statement_around(bytes) else { return false };
    let own = here.profile(reader, at);
    let Some(time) = own.times.iter().find(|time| own.bytes(time.at.clone()) == *bytes) else { return false };
    (0..there.statements.len()).any(|at| {
        let counts = there.said(reader, at).tokens.iter().any(|token| token.unit().is_some());
        counts && there.profile(reader, at).times.iter().any(|other| same_moment(time.value, other.value))
    })
}

/// Whether some words stand in another text, or refer to what it refers to.
pub(super) fn stands(here: &Passage<'_>, there: &Passage<'_>, bytes: &Range<usize>) -> bool {
    let within = |range: &Range<usize>| bytes.start <= range.start && range.end <= bytes.end;
    let mut targets = here.targets.iter().filter(|(range, _)| within(range)).peekable();
    let known = |name: &String| there.targets.iter().any(|(_, other)| other == name);
    targets.peek().is_some() && targets.all(|(_, name)| known(name))
        || holds_words(there.folded(), &fold(&here.text[bytes.clone()]))
}

const TABLE: Rules = Pair { before: &TABLE_REMOVED, after: &TABLE_ADDED };

/// Fewer statements than this are no table that is told as one.
const ROWS: usize = 4;

/// Takes from some lone statements those of tables in which each stands alone; returns the bytes of those tables.
fn take_tables(passage: &Passage<'_>, lone: &mut Vec<usize>) -> Vec<Range<usize>> {
    let mut alone: BTreeMap<usize, usize> = BTreeMap::new();
    for table in lone.iter().filter_map(|&at| passage.statements[at].table) {
        *alone.entry(table).or_default() += 1;
    }
    alone.retain(|_, count| *count >= ROWS);
    if alone.is_empty() {
        return Vec::new();
    }
    let mut tables: BTreeMap<usize, (usize, Range<usize>)> = BTreeMap::new();
    for statement in &passage.statements {
        if let Some(table) = statement.table.filter(|table| alone.contains_key(table)) {
            let (count, bytes) = tables.entry(table).or_insert((0, statement.range.clone()));
            *count += usize::from(!statement.describes);
            bytes.end = statement.range.end;
        }
    }
    tables.retain(|table, (count, _)| alone[table] == *count);
    lone.retain(|&at| passage.statements[at].table.is_none_or(|table| !tables.contains_key(&table)));
    tables.into_values().map(|(_, bytes)| bytes).collect()
}

const PASSAGE: Rules = Pair { before: &PASSAGE_REMOVED, after: &PASSAGE_ADDED };

/// The share of a statement's words of which more is to be told than facets.
const UNTOLD: f64 = 0.5;

/// Whether a statement says more than where to look, than what is told of it already, and than the items after it.
fn speaks(profile: &Profile<'_>, told: &[Note], side: Side) -> bool {
    let cited = profile.citations.iter().map(|citation| profile.bytes(citation.at.clone()));
    let quoted = told.iter().filter_map(|note| side.of(&note.bytes).clone());
    let told: Vec<Range<usize>> = cited.chain(quoted).collect();
    let is_told =
        |token: &&Token| told.iter().any(|told| told.start <= token.range.start && token.range.end <= told.end);
    let words = || profile.tokens.iter().filter(|token| !token.is_quiet());
    let open = words().filter(|token| !is_told(token)).count();
    !profile.opens_list() && share_of(open, words().count()) > UNTOLD
}

/// Whether sorted stems hold all of some others.
fn holds(all: &[u32], stems: &[u32]) -> bool {
    stems.iter().all(|stem| all.binary_search(stem).is_ok())
}

/// Words that a statement needs to be recognised within another one.
const TELLING: usize = 4;

/// The share of its words that must stand in one statement of the other side for a statement to be no news.
const SAID: f64 = 0.75;

/// Those of some statements that no single statement of the other side says, however it is joined or put: of what one
/// says, something differs, and nothing was added or taken away.
fn news(reader: &mut Reader, passage: &Passage<'_>, mut statements: Vec<usize>, other: &Passage<'_>) -> Vec<usize> {
    if statements.is_empty() {
        return statements;
    }
    let said: Vec<Words<'_>> = other.stems(reader);
    let mut sharing = Sharing::of(&said);
    statements.retain(|&at| {
        let stems = passage.said(reader, at).stems.as_slice();
        let is_said = |&(_, shared): &(usize, usize)| share_of(shared, stems.len()) >= SAID;
        if stems.len() < TELLING {
            !is_printed(passage, at, other)
        } else {
            !sharing.with(stems, |_| 1).iter().any(is_said)
        }
    });
    statements
}

/// How many words are no chance where they stand as they are.
const PRINTED: usize = 3;

/// Whether a few words stand as they are in another text: of an item that was lengthened nothing went.
fn is_printed(passage: &Passage<'_>, at: usize, other: &Passage<'_>) -> bool {
    let words =
        passage.text[passage.statements[at].range.clone()].trim_end_matches(|sign: char| !sign.is_alphanumeric());
    words.split(' ').count() >= PRINTED && holds_words(other.folded(), &fold(words))
}

fn one_sided(rules: Rules, side: Side, range: Range<usize>) -> Note {
    match side {
        Side::Before => Note { rule: rules.before, bytes: Pair::new(Some(range), None) },
        Side::After => Note { rule: rules.after, bytes: Pair::new(None, Some(range)) },
    }
}

/// What a statement is as a whole, and what an item is by the words that lead to it.
fn whole_rules(profile: &Profile<'_>, statement: &Statement, led: Option<Led>) -> Option<Rules> {
    let excepts = |clause: &Clause| clause.whole && clause.kind == ClauseKind::Exception;
    if let Some(clause) = profile.clauses.iter().find(|clause| excepts(clause)) {
        Some(clause.presence())
    } else if (0..profile.tokens.len()).any(|at| defines(profile, at)) {
        Some(Pair::new(&TERM_REMOVED, &TERM_ADDED))
    } else if statement.footnote || statement.item && profile.opens_list() {
        // A footnote binds nobody; the items that a list within a list opens are told.
        None
    } else if let Some(Led::Clause(rules)) = led {
        Some(rules)
    } else if let Some(rules) = asked(profile, led) {
        Some(rules)
    } else if let Some(Led::Act(rules)) = led {
        Some(rules)
    } else if !profile.opens_list() && only_illustrates(profile) {
        Some(EXAMPLE)
    } else if statement.item && only_refers(profile) {
        // References are told.
        None
    } else if statement.item && begins_with_act(profile) {
        Some(Pair::new(&OBLIGATION_REMOVED, &OBLIGATION_ADDED))
    } else if statement.item {
        Some(Pair::new(&REQUIREMENT_REMOVED, &REQUIREMENT_ADDED))
    } else {
        None
    }
}

/// What a statement asks or allows itself. An item that a duty leads to is part of the duty, though it speaks of what is
/// allowed or should be: `shall assess whether the plan should be updated`. An example speaks of what will be: `examples of
/// such grounds are: the site will be moved`.
fn asked(profile: &Profile<'_>, led: Option<Led>) -> Option<Rules> {
    let duty = profile.strictest().filter(|duty| !profile.asks() && !leads_in(profile, duty))?;
    let rules = duty.presence();
    let own = match led {
        Some(Led::Duty) => ![&PERMISSION_ADDED, &ADVICE_ADDED].contains(&rules.after),
        Some(Led::Act(EXAMPLE)) => !duty.future,
        _ => true,
    };
    own.then_some(rules)
}

/// Whether what must be done stands in items that follow, each of which is told: `to this end, operators shall:`, `this
/// will include:`.
fn leads_in(profile: &Profile<'_>, duty: &Duty) -> bool {
    let acts = duty.verb.is_some_and(|verb| verb > duty.at && !profile.tokens[verb].has(Trait::State));
    !acts && profile.opens_list()
}

/// Whether a statement only gives an example: `For example, pumps could be shut`; `like all pumps` compares.
fn only_illustrates(profile: &Profile<'_>) -> bool {
    let [first, next, ..] = profile.tokens else { return false };
    first.has(Trait::Illustration) && (first.is_phrase() || next.is_mark(','))
}

/// Whether a statement is a reference and nothing else: `the matters in Annex 1; and`.
fn only_refers(profile: &Profile<'_>) -> bool {
    !profile.citations.is_empty() && !(0..profile.tokens.len()).any(|at| profile.is_open(at))
}

/// How many words a term may have.
const LONGEST_TERM: usize = 6;

/// Whether the words before say only which term it is: no duty, no `by means of`.
fn defines(profile: &Profile<'_>, at: usize) -> bool {
    if !profile.tokens[at].says(Meaning::Defines) {
        return false;
    }
    let start = profile.sentence_start(at);
    let before = &profile.tokens[start..at];
    let named = profile.tokens[start..at].iter().filter(|token| !token.is_quiet()).count();
    let noun = before.last().is_none_or(|token| token.is_quiet() && token.kind == Kind::Word);
    // `by other means; …`, `by other means • …`
    let rest = profile.text[profile.tokens[at].range.end..].trim_start();
    let ends = !rest.starts_with(|sign: char| sign.is_alphanumeric() || ":(\"'“‘".contains(sign));
    named <= LONGEST_TERM && !noun && !ends && !before.iter().any(|token| token.says(Meaning::Modal))
}

/// An item that completes "commit to" or "shall": `documenting the results`; not one that is only named by an act.
fn begins_with_act(profile: &Profile<'_>) -> bool {
    // `Mapping or rating.` only names what it is about.
    let object =
        || profile.tokens.iter().any(|token| !token.is_quiet() && !token.is_sign() && !token.has(Trait::Gerund));
    profile.tokens.first().is_some_and(|token| token.has(Trait::Gerund))
        && object()
        && names::end(profile.tokens).is_none()
}

/// What the lone statements of both sides say of time, rhythm and exceptions, taken together.
fn say_facets(profiles: Pair<&[&Profile<'_>]>, notes: &mut Vec<Note>) {
    let limits = |profile: &Profile<'_>| {
        let times = profile.times.iter().filter(|time| !profile.asks() && !time.restates);
        times.cloned().collect::<Vec<_>>()
    };
    let times = profiles.map(|all| facets(all, limits, |time| time.at.clone()));
    let left = unequal(times.as_ref().map(Vec::as_slice), |one, other| same_moment(one.0.value, other.0.value));
    say_left(Pair::new(&DEADLINE_REMOVED, &DEADLINE_ADDED), left, notes);

    let rhythms = profiles.map(|all| facets(all, |profile| profile.rhythms.clone(), |rhythm| rhythm.at.clone()));
    let left = unequal(rhythms.as_ref().map(Vec::as_slice), |one, other| one.0.every == other.0.every);
    say_left(Pair::new(&FREQUENCY_REMOVED, &FREQUENCY_ADDED), left, notes);

    let citations = |profile: &Profile<'_>| profile.citations.clone();
    let citations = profiles.map(|all| facets(all, citations, |citation| citation.at.clone()));
    let left = unequal(citations.as_ref().map(Vec::as_slice), |one, other| one.0.to == other.0.to);
    say_left(Pair::new(&REFERENCE_REMOVED, &REFERENCE_ADDED), left, notes);

    let excepts = |profile: &Profile<'_>| {
        let parts = profile.clauses.iter().filter(|clause| !clause.whole && clause.kind == ClauseKind::Exception);
        parts.filter(|clause| !clause.only_opens(profile)).cloned().collect()
    };
    let exceptions = profiles.map(|all| facets(all, excepts, |clause: &Clause| clause.at.clone()));
    for side in Side::BOTH {
        let said = side.of(&exceptions).iter();
        notes.extend(said.map(|(clause, bytes)| one_sided(clause.presence(), side, bytes.clone())));
    }
}

/// Facets of one kind with their bytes.
fn facets<T>(
    profiles: &[&Profile<'_>],
    of: impl Fn(&Profile<'_>) -> Vec<T>,
    at: impl Fn(&T) -> Range<usize>,
) -> Vec<(T, Range<usize>)> {
    let with_bytes = |profile: &&Profile<'_>| {
        let with = |facet: T| {
            let bytes = profile.bytes(at(&facet));
            (facet, bytes)
        };
        of(profile).into_iter().map(with).collect::<Vec<_>>()
    };
    profiles.iter().flat_map(with_bytes).collect()
}

fn say_left<T>(rules: Rules, left: Pair<Vec<(T, Range<usize>)>>, notes: &mut Vec<Note>) {
    notes.extend(left.before.into_iter().map(|(_, bytes)| one_sided(rules, Side::Before, bytes)));
    notes.extend(left.after.into_iter().map(|(_, bytes)| one_sided(rules, Side::After, bytes)));
}
