//! Whom a provision names, and by which standards it measures, told of all its text: a sentence that was rewritten says
//! too much at once for its single words to be told, and a reader still asks whether she is named in it now.
//!
//! ```text
//! before: … share them with the council …          added: “harbour pilots”      removed: “council”
//! after:  … share them with harbour pilots …
//! ```

use super::{Stage, finding, says_the_same};
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::passages::{self, Passage};
use crate::classify::profile::Rules;
use crate::classify::rules::{
    ACTOR_CHANGED, PARTY_NAMED, PARTY_UNNAMED, Rule, STANDARD_ADDED, STANDARD_CHANGED, STANDARD_REMOVED,
};
use crate::classify::words::{Reader, Role, Token, each_once};
use crate::classify::{Aspect, Finding, Phrase};
use crate::diff::Edit;
use crate::matching::Link;
use crate::model::{Draft, Pair, Side, UnitIdx};
use rustc_hash::{FxHashMap, FxHashSet};
use std::iter;
use std::ops::Range;
use std::slice;

/// What the units of both drafts mention.
#[derive(Debug)]
pub(super) struct Mentions {
    units: Pair<Vec<Option<Unit>>>,
    /// Persons that so many units name that naming them tells nothing.
    common: FxHashSet<u32>,
}

/// What one unit mentions, each thing once, in order.
#[derive(Debug, Default)]
struct Unit {
    parties: Vec<Mention>,
    standards: Vec<Mention>,
}

/// A person or body with the words that say which, or a standard.
#[derive(Clone, Debug)]
struct Mention {
    head: u32,
    /// Its root, which words of other classes have as well.
    root: u32,
    which: Vec<u32>,
    /// The words that name it, and those that are quoted.
    range: Range<usize>,
    quoted: Range<usize>,
    /// Whether it is said only in sentences that went to or came from another place.
    moved: bool,
}

impl Mention {
    /// Whether two name the same: `the council` and `the town council`, but not `the works council`.
    fn is(&self, other: &Self) -> bool {
        let bare = self.which.is_empty() || other.which.is_empty();
        self.head == other.head && (bare || self.which.iter().any(|word| other.which.contains(word)))
    }
}

/// Of so many units one in so many may name somebody before naming her tells nothing: the signatories of a code.
const MANY: usize = 8;
const COMMON: usize = 4;

impl Mentions {
    /// Reads all units that have a link whose words changed, and those that they are linked with.
    pub(super) fn new(stage: &mut Stage<'_>) -> Self {
        let (matching, edits, reader) = (stage.matching, stage.edits, &mut stage.reader);
        let passages = stage.passages.as_ref();
        let counterparts = &stage.places.counterparts;
        let mut units: Pair<Vec<Option<Unit>>> = passages.map(|passages| passages.iter().map(|_| None).collect());
        let mut read = |side: Side, idx: UnitIdx| {
            let passage = &side.of(&passages)[idx.get()];
            side.of_mut(&mut units)[idx.get()].get_or_insert_with(|| Unit::read(reader, passage));
        };
        for (link, _) in matching.links.iter().zip(&edits.edits).filter(|(_, edit)| edit.aspects.refined) {
            for side in Side::BOTH {
                let idx = *side.of(&link.units);
                read(side, idx);
                side.of(counterparts)[idx.get()].iter().for_each(|&other| read(side.other(), other));
            }
        }
        Self { common: common(&units), units }
    }

    /// What a link's units mention on one side only. A unit of several links is told of in its main one, and what is told
    /// of it as come or gone is read with whom and what that mentions.
    ///
    /// One of which the redline shows another one in its place is told with that.
    pub(super) fn of(&self, stage: &Stage<'_>, link: &Link, edit: &Edit, told: &[Finding]) -> Vec<Finding> {
        let units = link.units;
        let main = Pair::new(
            stage.places.successors[units.before.get()] == Some(units.after),
            stage.places.predecessors[units.after.get()] == Some(units.before),
        );
        let mut found = Vec::new();
        let lengths = stage.drafts.zip(units).map(|(draft, idx)| draft[idx].body.prose.text.len());
        for kind in &KINDS {
            let mut news = Side::EACH.map(|side| {
                let mut news =
                    if *side.of(&main) { self.news(stage, side, *side.of(&units), kind) } else { Vec::new() };
                news.retain(|one| !told.iter().any(|finding| tells(finding, side, &one.range)));
                news
            });
            let phrases_of = |news: Pair<&[Mention]>| {
                let phrase = |((draft, unit), news): ((&Draft, UnitIdx), &[Mention])| match news {
                    [] => nothing(unit),
                    news => phrase(draft, unit, news),
                };
                stage.drafts.zip(units).zip(news).map(phrase).map(Some)
            };
            for pair in exchanged(&mut news, &edit.equal, lengths) {
                let next = finding(kind.changed, phrases_of(pair.as_ref().map(slice::from_ref)));
                found.extend(Some(next).filter(|next| !told.iter().any(|known| says_the_same(known, next))));
            }
            for side in Side::BOTH.into_iter().filter(|side| !side.of(&news).is_empty()) {
                let mut alone = Pair::<&[Mention]>::default();
                *side.of_mut(&mut alone) = side.of(&news).as_slice();
                let rule = *side.of(&kind.rules);
                found.push(finding(rule, phrases_of(alone)));
            }
        }
        found
    }

    /// What a unit mentions that no unit linked with it does; of persons also none that those stand in, and no box.
    fn news(&self, stage: &Stage<'_>, side: Side, idx: UnitIdx, kind: &Kind) -> Vec<Mention> {
        let of = kind.of;
        let Some(unit) = &side.of(&self.units)[idx.get()] else { return Vec::new() };
        let others = || side.of(&stage.places.counterparts)[idx.get()].iter().map(|other| other.get());
        let units = side.other().of(&self.units);
        let named =
            |one: &Mention| others().filter_map(|other| units[other].as_ref()).flat_map(of).any(|other| other.is(one));
        let passages = side.other().of(&stage.passages);
        let rooted = |one: &Mention| kind.rooted && others().any(|other| passages[other].has_root(one.root));
        let own = &side.of(&stage.passages)[idx.get()];
        let printed = |one: &Mention| !kind.rooted && others().any(|other| own.shares(&one.range, &passages[other]));
        let known = |one: &Mention| named(one) || rooted(one) || printed(one);
        let news = of(unit).iter().filter(|one| !self.common.contains(&one.head) || !one.which.is_empty());
        let around = |one: &Mention| kind.around && stage.stands_around(side, idx, &one.range);
        news.filter(|one| !one.moved && !known(one) && !around(one)).cloned().collect()
    }
}

/// Bytes between two that are the same, of which one passage may have taken the place of the other.
const REPLACED: usize = 80;

/// Takes off both lists what stands alone between the same words: where one draft says `significantly`, the other says
/// `materially`. `equal` holds the bytes that both texts share, `lengths`
/// how many each has.
fn exchanged(news: &mut Pair<Vec<Mention>>, equal: &[Pair<Range<usize>>], lengths: Pair<usize>) -> Vec<Pair<Mention>> {
    let mut found = Vec::new();
    let end = |at: Pair<usize>| iter::once(at.map(|at| at..at));
    let equal: Vec<_> = end(Pair::new(0, 0)).chain(equal.iter().cloned()).chain(end(lengths)).collect();
    for gap in equal.windows(2).filter(|two| two[0].before.end <= two[1].before.start) {
        let between = Pair::new(gap[0].before.end..gap[1].before.start, gap[0].after.end..gap[1].after.start);
        let within = between.as_ref().zip(news.as_ref()).map(|(bytes, news)| {
            let holds = |one: &Mention| bytes.start <= one.range.start && one.range.end <= bytes.end;
            (0..news.len()).filter(|&at| bytes.len() <= REPLACED && holds(&news[at])).collect::<Vec<usize>>()
        });
        if let ([before], [after]) = (within.before.as_slice(), within.after.as_slice()) {
            found.push(Pair::new(news.before.remove(*before), news.after.remove(*after)));
        }
    }
    found
}

/// Whether a finding quotes some words of a side as come or gone with others: a sentence or a clause, not a time or an
/// amount.
fn tells(finding: &Finding, side: Side, words: &Range<usize>) -> bool {
    if matches!(finding.aspect, Aspect::Deadline | Aspect::Frequency | Aspect::Threshold) {
        return false;
    }
    let phrases = Pair::new(&finding.before, &finding.after);
    let lone = side.other().of(&phrases).as_ref().is_none_or(|phrase| phrase.text.is_empty());
    let holds = |phrase: &Phrase| phrase.range.start <= words.start && words.end <= phrase.range.end;
    lone && side.of(&phrases).as_ref().is_some_and(holds)
}

/// A kind of mentions, and what is said of them.
struct Kind {
    rules: Rules,
    /// What is said of one in the place of another one.
    changed: &'static Rule,
    of: fn(&Unit) -> &[Mention],
    /// Whether what stands around a provision names them for it too.
    around: bool,
    /// Whether another word of its root says the same: `acceptability` what `acceptable` does.
    rooted: bool,
}

const KINDS: [Kind; 2] = [
    Kind {
        rules: Pair { before: &PARTY_UNNAMED, after: &PARTY_NAMED },
        changed: &ACTOR_CHANGED,
        of: |unit| &unit.parties,
        around: true,
        rooted: false,
    },
    Kind {
        rules: Pair { before: &STANDARD_REMOVED, after: &STANDARD_ADDED },
        changed: &STANDARD_CHANGED,
        of: |unit| &unit.standards,
        around: false,
        rooted: true,
    },
];

/// No words of a unit.
fn nothing(unit: UnitIdx) -> Phrase {
    Phrase { unit, range: 0..0, text: String::new() }
}

/// One mention at its place; several one after the other, at none.
fn phrase(draft: &Draft, unit: UnitIdx, mentions: &[Mention]) -> Phrase {
    let text = &draft[unit].body.prose.text;
    // Of `reasonably foreseeable` the second is quoted with the first.
    let quoted = |one: &Mention| {
        let (start, end) = (one.quoted.start, one.quoted.end);
        let other =
            |other: &Mention| other.quoted != one.quoted && other.quoted.start <= start && end <= other.quoted.end;
        !mentions.iter().any(other)
    };
    let said = mentions.iter().filter(|mention| quoted(mention)).map(|mention| &text[mention.quoted.clone()]);
    let said: Vec<&str> = said.collect();
    let range = if let [only] = mentions { only.quoted.clone() } else { 0..0 };
    Phrase { unit, range, text: said.join("; ") }
}

/// Who is named in one unit of a few: heads of names, without the words that say which.
fn common(units: &Pair<Vec<Option<Unit>>>) -> FxHashSet<u32> {
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    let read: Vec<&Unit> = units.before.iter().chain(&units.after).flatten().collect();
    for unit in &read {
        let heads = each_once(unit.parties.iter().map(|party| party.head).collect());
        heads.into_iter().for_each(|head| *counts.entry(head).or_default() += 1);
    }
    let many = |count: usize| count > MANY && count * COMMON > read.len();
    counts.into_iter().filter(|&(_, count)| many(count)).map(|(head, _)| head).collect()
}

impl Unit {
    fn read(reader: &mut Reader, passage: &Passage<'_>) -> Self {
        let mut unit = Self::default();
        for (at, statement) in passage.statements.iter().enumerate() {
            if statement.describes || statement.footnote {
                continue;
            }
            let moved = passage.elsewhere[at];
            let tokens = &passage.said(reader, at).tokens;
            let words = Words { reader, tokens, moved };
            for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.roles.has(Role::Mention)) {
                if words.names_party(token) {
                    // `also called “drivers of risk”`
                    let quoted = |one: &Mention| passage.text[..one.range.start].ends_with(['“', '‘', '"']);
                    unit.parties.extend(words.party(at).filter(|one| !quoted(one)));
                } else if let Some(standard) = words.standard_of(token) {
                    unit.standards.extend(words.standard(at, standard));
                }
            }
        }
        unit.parties = merged(unit.parties);
        unit.standards = merged(unit.standards);
        unit
    }
}

/// The first of those that name the same.
fn merged(mentions: Vec<Mention>) -> Vec<Mention> {
    let mut kept: Vec<Mention> = Vec::with_capacity(mentions.len());
    for mention in mentions {
        match kept.iter_mut().find(|known| known.is(&mention)) {
            Some(known) => known.moved &= mention.moved,
            None => kept.push(mention),
        }
    }
    kept
}

/// Words before a person or body that may say which.
const WHICH: usize = 3;

/// The words of a statement.
struct Words<'t> {
    reader: &'t Reader,
    tokens: &'t [Token],
    moved: bool,
}

impl Words<'_> {
    /// Whether a word is one for persons or bodies.
    fn names_party(&self, token: &Token) -> bool {
        token.has(Trait::Party) && self.reader.word(token).is_some_and(|word| word.names_party)
    }

    /// By which measure a word says how much is enough.
    fn standard_of(&self, token: &Token) -> Option<u32> {
        self.reader.word(token)?.standard.filter(|_| token.is_plain())
    }

    /// Whether a person or body is named in the plural.
    fn is_plural(&self, token: &Token) -> bool {
        self.reader.word(token).is_some_and(|word| word.folded.ends_with('s'))
    }

    /// A person or body with the words before it that say which; `None` where its word only says which of something
    /// else, as in `board meetings` or `expert and lay opinions`, and where nobody in particular is named: `other parties`.
    fn party(&self, at: usize) -> Option<Mention> {
        let tokens = self.tokens;
        let goes_on = tokens.get(at + 1).is_some_and(|next| next.is_plain() && !next.has(Trait::Adverb));
        // `undertaking a review` names no undertaking.
        let acts = tokens[at].has(Trait::Gerund) && tokens.get(at + 1).is_some_and(|next| next.has(Trait::Determiner));
        if acts || goes_on && !self.is_plural(&tokens[at]) {
            return None;
        }
        let says_which = |at: &usize| tokens[*at].is_plain() && self.reader.word(&tokens[*at]).is_some();
        let mut start = at - (0..at).rev().take(WHICH).take_while(says_which).count();
        let led = start.checked_sub(1).map(|before| &tokens[before]);
        // `to enable pilots`, `shall inform pilots`, `they expect pilots`
        let names_who = |token: &Token| token.says(Meaning::Pronoun) && !token.has(Trait::Possessive);
        let act = |token: &Token| token.has(Trait::Infinitive) || token.says(Meaning::Modal) || names_who(token);
        if start < at && led.is_some_and(act) {
            start += 1;
        }
        let counted = led.is_some_and(|led| led.has(Trait::Determiner) || led.has(Trait::Possessive));
        if !counted && !self.is_plural(&tokens[at]) && !tokens[at].capital {
            return None;
        }
        // `by involving experts`, `methods involving experts`.
        let gerund = (start..at).rfind(|&at| tokens[at].has(Trait::Gerund));
        start = gerund.map_or(start, |gerund| gerund + 1);
        let question = (start..at).rfind(|&at| tokens[at].has(Trait::Question));
        start = question.map_or(start, |question| question + 1);
        let vague = |token: &Token| self.reader.word(token).is_some_and(|word| word.vague);
        if tokens[start..=at].iter().all(vague) {
            return None;
        }
        let which = tokens[start..at].iter().map(|token| token.stem).collect();
        let range = tokens[start].range.start..tokens[at].range.end;
        Some(Mention {
            head: tokens[at].stem,
            root: tokens[at].root,
            which,
            quoted: range.clone(),
            range,
            moved: self.moved,
        })
    }

    /// A standard with the words that it measures; `None` in an example, which sets none.
    fn standard(&self, at: usize, head: u32) -> Option<Mention> {
        if self.illustrates(at) {
            return None;
        }
        let token = &self.tokens[at];
        let said = passages::measured(self.tokens, at);
        let quoted = self.tokens[said.start].range.start..self.tokens[said.end - 1].range.end;
        Some(Mention {
            head,
            root: token.root,
            which: Vec::new(),
            range: token.range.clone(),
            quoted,
            moved: self.moved,
        })
    }

    /// Whether `e.g.` or `such as` stands before a word, within the same brackets and before the next item.
    fn illustrates(&self, at: usize) -> bool {
        let ends = |token: &&Token| token.is_stop() || token.is_mark(';') || token.is_mark(')');
        self.tokens[..at].iter().rev().take_while(|token| !ends(token)).any(|token| token.has(Trait::Illustration))
    }
}
