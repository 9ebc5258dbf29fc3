//! Two texts compared: statements aligned, aligned ones compared, the others read for what they add or take away.

mod align;
mod both;
mod contexts;
mod hold;
mod lead;
mod lone;
mod names;
mod openings;
mod quotes;
mod redlined;

use super::compare::{self, Outcome, Register};
use super::lexicon::{Lexicon, Meaning, Modal, Sense};
use super::profile::{Citation, Duty, Profile, Rules};
use super::statements::Statement;
use super::words::Slips;
use super::words::{Reader, Said, Token, each_once};
use crate::diff;
use crate::model::{Pair, Side, UnitIdx};
use crate::text::{fold, normalise};
use align::{Force, Group, Rarity, Signs, Words};
pub(super) use contexts::contexts;
use lone::Lone;
pub(super) use quotes::{is_table, measured, quoted};
use redlined::Redlined;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;
use std::slice;

/// A unit's text, or a plain one.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its statements.
    pub(super) statements: Vec<Statement>,
    /// What each statement says, read when it is first asked for.
    pub(super) read: Vec<OnceCell<Said>>,
    /// What each statement says as one looks for its equal, made when it is first asked for.
    pub(super) equal: Vec<OnceCell<String>>,
    /// The text in small letters, made when it is first asked for.
    pub(super) folded: OnceCell<Cow<'t, str>>,
    /// The bytes of each reference with the kinds and numbers that it names, made when they are first asked for.
    pub(super) cited: OnceCell<Vec<(Range<usize>, Vec<String>)>>,
    /// References whose target is known.
    pub(super) targets: Vec<(Range<usize>, String)>,
    /// Statements that went to or came from another place and so are neither added nor removed; one a statement.
    pub(super) elsewhere: Vec<bool>,
    /// What kind of text it is.
    pub(super) register: Register,
}

impl<'t> Passage<'t> {
    /// A text whose statements are still to be read.
    pub(super) fn new(text: &'t str, statements: Vec<Statement>, register: Register) -> Self {
        let read = statements.iter().map(|_| OnceCell::new()).collect();
        let elsewhere = vec![false; statements.len()];
        let equal = statements.iter().map(|_| OnceCell::new()).collect();
        let (folded, cited, targets) = Default::default();
        Self { text, statements, read, equal, folded, cited, targets, elsewhere, register }
    }

    /// A statement in the form in which it is looked for on the other side.
    pub(super) fn plain(&self, lexicon: &Lexicon, at: usize) -> &str {
        self.equal[at].get_or_init(|| said(lexicon, &self.text[self.statements[at].range.clone()]))
    }

    /// The text in small letters. Each time and reference of the other side is looked for in it.
    fn folded(&self) -> &str {
        self.folded.get_or_init(|| fold(self.text))
    }

    /// What a statement says. Units have several links, and each asks again.
    pub(super) fn said(&self, reader: &mut Reader, at: usize) -> &Said {
        self.read[at].get_or_init(|| reader.say(self.text, self.statements[at].range.clone()))
    }

    /// Whether a word of a root stands in a statement that was read, in running text.
    pub(super) fn has_root(&self, root: u32) -> bool {
        let read = self.statements.iter().zip(&self.read).filter(|(statement, _)| !statement.footnote);
        let mut tokens = read.filter_map(|(_, said)| said.get()).flat_map(|said| &said.tokens);
        tokens.any(|token| token.root == root && !token.is_quiet())
    }

    /// How much a statement asks for by its modals, an item by those that lead to it; nothing sure where they differ.
    fn force(&self, reader: &mut Reader, at: usize) -> Force {
        let modal = |sense: &Sense| match sense {
            Sense::Modal(modal) if modal.strength > Modal::OWED => Some(Force::Owed),
            Sense::Modal(_) => Some(Force::Mild),
            _ => None,
        };
        let tokens = self.said(reader, at).tokens.iter().filter(|token| token.says(Meaning::Modal));
        let mut modals = tokens.flat_map(|token| token.senses).filter_map(modal);
        match (modals.next(), self.statements[at].lead) {
            (Some(first), _) if modals.all(|other| other == first) => first,
            (None, Some(lead)) => self.force(reader, lead),
            _ => Force::None,
        }
    }

    /// The statement in which some bytes stand.
    fn statement_around(&self, bytes: &Range<usize>) -> Option<usize> {
        let holds = |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
        self.statements.iter().position(|statement| holds(&statement.range))
    }

    /// Those of some statements that are as asked.
    fn only(&self, statements: &[usize], is: impl Fn(&Statement) -> bool) -> Vec<usize> {
        statements.iter().copied().filter(|&at| is(&self.statements[at])).collect()
    }

    /// The stems of all statements.
    pub(super) fn stems(&self, reader: &mut Reader) -> Vec<Words<'_>> {
        (0..self.statements.len()).map(|at| self.said(reader, at).stems.as_slice()).collect()
    }

    /// The stems of some statements.
    fn stems_of(&self, reader: &mut Reader, statements: &[usize]) -> Vec<Words<'_>> {
        statements.iter().map(|&at| self.said(reader, at).stems.as_slice()).collect()
    }

    /// The words of some statements that may be slips of the pen: sorted, each once.
    fn words(&self, reader: &mut Reader, members: &[usize]) -> Vec<u32> {
        let mut words = Vec::new();
        members.iter().for_each(|&at| words.extend_from_slice(&self.said(reader, at).words));
        each_once(words)
    }

    /// The tokens of some statements, one after the other, with slips read as the words that are meant.
    fn tokens(&self, reader: &mut Reader, members: &[usize], slips: &Slips) -> Cow<'_, [Token]> {
        if !slips.is_empty() {
            let again = |&at: &usize| reader.read_as_meant(self.text, self.statements[at].range.clone(), slips);
            return members.iter().flat_map(again).collect();
        }
        match members {
            [only] => Cow::Borrowed(&self.said(reader, *only).tokens),
            _ => members.iter().flat_map(|&at| self.said(reader, at).tokens.iter().cloned()).collect(),
        }
    }

    /// A profile of one statement.
    pub(super) fn profile(&self, reader: &mut Reader, at: usize) -> Profile<'_> {
        let tokens = &self.said(reader, at).tokens;
        Profile::new(reader.lexicon, self.text, tokens, &self.targets)
    }

    /// What is cited in some bytes: kinds and numbers, of whatever laws.
    pub(super) fn cited_numbers(&self, reader: &mut Reader, bytes: &Range<usize>) -> impl Iterator<Item = &String> {
        let cited = self.cited.get_or_init(|| self.cited(reader));
        let met = move |range: &Range<usize>| range.start < bytes.end && bytes.start < range.end;
        cited.iter().filter(move |(range, _)| met(range)).flat_map(|(_, numbers)| numbers)
    }

    fn cited(&self, reader: &mut Reader) -> Vec<(Range<usize>, Vec<String>)> {
        let mut cited = Vec::new();
        for at in 0..self.statements.len() {
            let tokens = &self.said(reader, at).tokens;
            let profile = Profile::of_references(reader.lexicon, self.text, tokens, &self.targets);
            let numbers = |one: &Citation| (profile.bytes(one.at.clone()), one.numbers().collect());
            cited.extend(profile.citations.iter().map(numbers));
        }
        cited
    }

    /// Whether some of its words stand in another text as well, or refer to what that refers to.
    pub(super) fn shares(&self, bytes: &Range<usize>, other: &Passage<'_>) -> bool {
        lone::stands(self, other, bytes)
    }

    /// What a statement is to those who are bound, where it was taken out or put in; `None` without a duty.
    pub(super) fn presence(&self, reader: &mut Reader, at: usize) -> Option<Rules> {
        self.profile(reader, at).strictest().map(Duty::presence)
    }
}

/// Compares two texts statement by statement.
pub(super) fn compare(reader: &mut Reader, passages: Pair<&Passage<'_>>) -> Outcome {
    let units = Pair::new(UnitIdx(0), UnitIdx(0));
    let redlined = diff::equal(passages.map(|passage| passage.text));
    let only = Bond { units, whole: true, changed: true, told: true, redlined: &redlined };
    let outcomes = compare_linked(reader, passages.map(slice::from_ref), &[only]);
    outcomes.into_iter().flatten().next().unwrap_or_default()
}

/// Two linked units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bond<'e> {
    /// Which.
    pub(super) units: Pair<UnitIdx>,
    /// Whether more than a passage links them.
    pub(super) whole: bool,
    /// Whether words of their texts differ.
    pub(super) changed: bool,
    /// Whether findings are told of either; else that they differ says all.
    pub(super) told: bool,
    /// The bytes that the redline shows as the same.
    pub(super) redlined: &'e [Pair<Range<usize>>],
}

/// Compares the texts of linked units; `None` for links whose words did not change.
///
/// A unit may have several links. A statement is compared where it is most alike, and is added or removed only where no
/// link holds it; that is said once.
pub(super) fn compare_linked(
    reader: &mut Reader,
    passages: Pair<&[Passage<'_>]>,
    bonds: &[Bond<'_>],
) -> Vec<Option<Outcome>> {
    let of = |units: &Pair<UnitIdx>| passages.zip(*units).map(|(passages, idx)| &passages[idx.get()]);
    let open: Vec<Open<'_>> = bonds.iter().map(|bond| open(reader.lexicon, of(&bond.units), bond.redlined)).collect();
    let rarity = rarity(reader, passages, bonds, &open);
    let mut all: Vec<Vec<Group>> = Vec::with_capacity(bonds.len());
    for (bond, open) in bonds.iter().zip(&open) {
        all.push(groups(reader, of(&bond.units), open, &rarity));
    }
    let mut units: Pair<Vec<Option<Vec<u32>>>> = passages.map(|passages| vec![None; passages.len()]);
    let mut common = |side: Side, pair: Pair<UnitIdx>, at: usize| {
        let of = of(&pair);
        let (here, there) = (*side.of(&of), *side.other().of(&of));
        let all = &mut side.other().of_mut(&mut units)[side.other().of(&pair).get()];
        let all = all.get_or_insert_with(|| each_once(there.stems(reader).concat()));
        let stems = &here.said(reader, at).stems;
        compare::share_of(stems.iter().filter(|stem| all.binary_search(stem).is_ok()).count(), stems.len())
    };
    let held = hold::settle(passages.map(<[_]>::len), bonds, &mut all, &mut common);
    let mut outcomes = Vec::with_capacity(bonds.len());
    for (bond, groups) in bonds.iter().zip(&all) {
        let differs = held.dropped(&bond.units);
        outcomes.push(bond.changed.then(|| compare_bond(reader, of(&bond.units), groups, bond.told, differs)));
    }
    outcomes
}

/// Compares what belongs together of two linked units that are known to differ, or not yet.
fn compare_bond(
    reader: &mut Reader,
    passages: Pair<&Passage<'_>>,
    groups: &[Group],
    told: bool,
    differs: bool,
) -> Outcome {
    let mut outcome = Outcome { differs, ..Outcome::default() };
    let mut lone = Lone::default();
    let says_all = |outcome: &Outcome| outcome.differs && !told;
    for group in groups {
        if says_all(&outcome) {
            break;
        }
        compare_group(reader, passages, group, &mut lone, &mut outcome);
    }
    if !says_all(&outcome) {
        lone.take_back(reader, passages, &mut outcome);
        lone.say(reader, passages, &mut outcome);
    }
    outcome
}

/// How rare each word is among the statements that have no equal.
fn rarity(reader: &mut Reader, passages: Pair<&[Passage<'_>]>, bonds: &[Bond<'_>], open: &[Open<'_>]) -> Rarity {
    let said = passages.zip(Side::EACH).map(|(passages, side)| {
        let mut statements: Vec<(usize, usize)> = Vec::new();
        for (bond, open) in bonds.iter().zip(open) {
            statements.extend(side.of(&open.statements).iter().map(|&at| (side.of(&bond.units).get(), at)));
        }
        statements.sort_unstable();
        statements.dedup();
        let stems = |(unit, at): (usize, usize)| passages[unit].said(reader, at).stems.as_slice();
        statements.into_iter().map(stems).collect::<Vec<_>>()
    });
    Rarity::of(said.as_ref().map(Vec::as_slice))
}

/// Statements that belong together, of those that have no equal.
fn groups(reader: &mut Reader, passages: Pair<&Passage<'_>>, open: &Open<'_>, rarity: &Rarity) -> Vec<Group> {
    let those = |is: &dyn Fn(&Statement) -> bool| {
        open.statements.as_ref().zip(passages).map(|(open, passage)| passage.only(open, is))
    };
    let mut groups = Vec::new();
    for footnote in [false, true] {
        let asked = those(&|statement| !statement.describes && statement.footnote == footnote);
        let asked = asked.as_ref().map(Vec::as_slice);
        let redlined = Redlined::new(passages, asked, open.redlined);
        groups.extend(aligned(reader, passages, asked, redlined, rarity));
    }
    openings::join(passages, &open.equal, &mut groups);
    let describing = those(&|statement| statement.describes);
    for side in Side::BOTH {
        groups.extend(side.of(&describing).iter().map(|&at| Group::alone(side, at)));
    }
    groups
}

/// Some statements, those that belong together as one group.
fn aligned(
    reader: &mut Reader,
    passages: Pair<&Passage<'_>>,
    open: Pair<&[usize]>,
    redlined: Redlined,
    rarity: &Rarity,
) -> Vec<Group> {
    let named = names::of_both(reader, passages, open);
    let words = open.zip(passages).map(|(open, passage)| passage.stems_of(reader, open));
    let forces = open
        .zip(passages)
        .map(|(open, passage)| open.iter().map(|&at| passage.force(reader, at)).collect::<Vec<Force>>());
    let (words, forces) = (words.as_ref().map(Vec::as_slice), forces.as_ref().map(Vec::as_slice));
    let mut groups = align::align(&Signs { words, forces, known: &named, redlined }, rarity);
    for group in &mut groups {
        for side in Side::BOTH {
            side.of_mut(&mut group.members).iter_mut().for_each(|at| *at = side.of(&open)[*at]);
        }
    }
    groups
}

/// What of two texts is to be compared.
#[derive(Default)]
struct Open<'e> {
    /// Positions of the statements that have no equal on the other side.
    statements: Pair<Vec<usize>>,
    /// Those of the others, two by two.
    equal: Vec<(usize, usize)>,
    /// The bytes that the redline shows as the same.
    redlined: &'e [Pair<Range<usize>>],
}

fn open<'e>(lexicon: &Lexicon, passages: Pair<&Passage<'_>>, redlined: &'e [Pair<Range<usize>>]) -> Open<'e> {
    // Most units of two drafts say what they said.
    if passages.map(|passage| passage.text).agree() && passages.map(|passage| &passage.statements).agree() {
        return Open::default();
    }
    let said = passages
        .map(|passage| (0..passage.statements.len()).map(|at| passage.plain(lexicon, at)).collect::<Vec<&str>>());
    // Of equal ones the first, and for each the next.
    let mut waiting = FxHashMap::with_capacity_and_hasher(said.after.len(), FxBuildHasher);
    let mut next = vec![None; said.after.len()];
    for (at, &text) in said.after.iter().enumerate().rev() {
        next[at] = waiting.insert(text, at);
    }
    let mut known = vec![false; said.after.len()];
    let (mut before, mut equal) = (Vec::new(), Vec::new());
    for (at, &text) in said.before.iter().enumerate() {
        match waiting.remove(text) {
            Some(after) => {
                known[after] = true;
                equal.push((at, after));
                next[after].map(|next| waiting.insert(text, next));
            }
            None => before.push(at),
        }
    }
    let after = (0..known.len()).filter(|&at| !known[at]).collect();
    Open { statements: Pair::new(before, after), equal, redlined }
}

/// A statement without the punctuation at its end: the last item of a list ends otherwise than the others.
fn said(lexicon: &Lexicon, text: &str) -> String {
    let mut said = normalise(text);
    let text = said.trim_end_matches(['.', ';', ',', ':', ' ']);
    let space = text.bytes().rposition(|byte| byte == b' ');
    let joined = space.map(|space| (&text[..space], &text[space + 1..]));
    let joined = joined.filter(|(item, last)| item.ends_with([';', ',']) && lexicon.joins(last));
    let length = joined.map_or(text, |(item, _)| item.trim_end_matches([';', ','])).len();
    said.truncate(length);
    said
}

fn compare_group(
    reader: &mut Reader,
    passages: Pair<&Passage<'_>>,
    group: &Group,
    lone: &mut Lone,
    outcome: &mut Outcome,
) {
    let members = group.members.as_ref().map(Vec::as_slice);
    if !members.before.is_empty() && !members.after.is_empty() {
        let mut found = both::compare(reader, passages, group);
        outcome.notes.append(&mut found.notes);
        outcome.differs |= found.differs;
        return;
    }
    outcome.differs = true;
    for side in Side::BOTH {
        let members = side.of(&group.members).as_slice();
        let told = side.of(&passages).only(members, |statement| !statement.describes);
        side.of_mut(&mut lone.statements).extend(told);
    }
}
