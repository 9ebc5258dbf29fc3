//! Words that no other aspect explains, read by where they stand.
//!
//! ```text
//! The pilot and the captain shall send the report to the board, stating … placed on the Union market
//!     └── subject ────────┘       └ verb           └ recipient ┘          └ anything else: scope ──┘
//! ```

use super::runs::Run;
use super::standing::Place;
use super::{Comparison, Note, Register};
use crate::classify::lexicon::{Conjunction, Meaning, Polarity, Trait};
use crate::classify::profile::{Duty, Profile};
use crate::classify::rules::{
    ACTOR_ADDED, ACTOR_CHANGED, ACTOR_REMOVED, OBLIGATION_ADDED, OBLIGATION_CHANGED, OBLIGATION_REMOVED,
    OBLIGATION_STRENGTHENED, OBLIGATION_WEAKENED, QUALIFIER_ADDED, QUALIFIER_REMOVED, REQUIREMENT_ADDED,
    REQUIREMENT_REMOVED, Rule, SCOPE_CHANGED, SCOPE_NARROWED, SCOPE_WIDENED, WORDS_CHANGED,
};
use crate::classify::words::{Kind, Token};
use crate::model::{Pair, Side};
use crate::text::fold;
use rustc_hash::FxHashMap;

/// More places than this, and none of them says by itself what changed. Of 43 such words that were told of real drafts
/// one by one, readers found 5 to be told rightly.
const FEW_RUNS: usize = 1;

/// So many words that say nothing of their own differ where a sentence was built otherwise.
const REBUILT: u32 = 2;

/// Whether words differ at so many places that one of them says little of the others.
fn is_scattered(runs: &Pair<Vec<Run>>) -> bool {
    runs.before.len().max(runs.after.len()) > FEW_RUNS
}

impl Comparison<'_, '_> {
    /// Says something of every word that is still loose.
    pub(super) fn compare_leftover(&mut self) {
        self.settle_names();
        let any = self.loose.before.contains(&true) || self.loose.after.contains(&true);
        self.outcome.recast = self.rewritten;
        if self.register == Register::Prose && !self.binds() {
            self.outcome.differs |= any;
        } else if self.rewritten {
            self.say_rewritten(any);
        } else {
            let runs = Pair::new(self.runs(Side::Before), self.runs(Side::After));
            let said = self.outcome.notes.len();
            let scattered = is_scattered(&runs);
            self.outcome.recast = scattered;
            let runs = self.weighty(runs);
            self.say_runs(runs, scattered);
            self.compare_conjunctions();
            if scattered {
                self.name_no_place(said);
            }
        }
        self.outcome.differs |= self.pairing.near || !self.outcome.notes.is_empty();
        self.outcome.notes.dedup_by(|one, other| one.rule == other.rule && one.bytes == other.bytes);
    }

    /// Whether either side says what is to be done or to what it applies.
    fn binds(&self) -> bool {
        let binds = |profile: &Profile<'_>| {
            !profile.duties.is_empty()
                || profile.clauses.iter().any(|clause| clause.whole)
                || profile.tokens.iter().any(|token| token.has(Trait::Cover))
        };
        binds(self.profiles.before) || binds(self.profiles.after)
    }

    /// Runs that rest on what was lost or gained. Of a recast sentence, a word that stands alone in another place is no
    /// sure loss, unless it names somebody or took exactly the place of another one.
    fn weighty(&mut self, runs: Pair<Vec<Run>>) -> Pair<Vec<Run>> {
        let recast = self.is_recast(&runs);
        let mut left = Pair::new(Vec::new(), Vec::new());
        for side in Side::BOTH {
            for run in side.of(&runs) {
                // A sentence that is built otherwise needs other words that say how.
                let how = |at: usize| side.of(&self.profiles).tokens[at].has(Trait::Adverb);
                let news = run.at.clone().filter(|&at| self.is_news(side, at) && !(recast && how(at))).count();
                let sure = news >= 2
                    || news == 1
                        && (self.is_party(side, run)
                            || self.is_tied_on(side, run)
                            || self.is_put_in(side, run)
                            || self.is_replaced(side, run, &runs));
                if sure || !recast || self.says_nothing(side, run) {
                    side.of_mut(&mut left).push(run.clone());
                } else {
                    self.outcome.differs = true;
                }
            }
        }
        left
    }

    /// Whether a sentence was put otherwise as a whole: changed at many places, or in another order.
    fn is_recast(&self, runs: &Pair<Vec<Run>>) -> bool {
        is_scattered(runs) || self.pairing.reordered || self.is_rebuilt(runs)
    }

    /// Whether words that say nothing of their own differ away from the runs: the sentence was built otherwise.
    fn is_rebuilt(&self, runs: &Pair<Vec<Run>>) -> bool {
        let mut counts: FxHashMap<u32, i32> = FxHashMap::default();
        for (side, step) in [(Side::Before, 1), (Side::After, -1)] {
            let profile = *side.of(&self.profiles);
            for at in 0..profile.tokens.len() {
                let token = &profile.tokens[at];
                let counts_here = token.kind == Kind::Word
                    && token.says(Meaning::Function)
                    && !token.has(Trait::Determiner)
                    && !profile.owned[at]
                    && !side.of(&self.settled)[at]
                    && !side.of(runs).iter().any(|run| self.belongs(side, at, run));
                if counts_here {
                    *counts.entry(token.stem).or_default() += step;
                }
            }
        }
        counts.values().map(|count| count.unsigned_abs()).sum::<u32>() >= REBUILT
    }

    /// Whether a word leads to a run, follows it, or stands within it.
    fn belongs(&self, side: Side, at: usize, run: &Run) -> bool {
        let quiet = self.quiet_before(side, run);
        (quiet.start..run.at.end + 1).contains(&at)
    }

    /// Whether the words around the run stand side by side on the other side.
    fn is_put_in(&self, side: Side, run: &Run) -> bool {
        let (Some(before), Some(after)) = (run.around.before, run.around.after) else { return false };
        let partners = (self.partner(side, before), self.partner(side, after));
        matches!(partners, (Some(one), Some(other)) if one + 1 == other)
            && before + 1 == run.at.start
            && run.at.end == after
    }

    /// Whether a run with news of its own stands between the same two words on the other side.
    fn is_replaced(&self, side: Side, run: &Run, runs: &Pair<Vec<Run>>) -> bool {
        let there = side.other();
        side.other().of(runs).iter().any(|other| {
            let pair = if side == Side::Before { (run, other) } else { (other, run) };
            self.meets(pair.0.around.before, pair.1.around.before)
                && self.meets(pair.0.around.after, pair.1.around.after)
                && other.at.clone().any(|at| self.is_news(there, at))
        })
    }

    /// Whether a loose word says what no word of the other side says.
    fn is_news(&self, side: Side, at: usize) -> bool {
        let token = &side.of(&self.profiles).tokens[at];
        let known = |other: &Token| !other.is_quiet() && (other.stem == token.stem || other.is_near(token));
        self.is_loose(side, at)
            && !token.has(Trait::Connective)
            && !token.has(Trait::Light)
            && !side.other().of(&self.profiles).tokens.iter().any(known)
    }

    /// Whether a finding says that one person or body took the place of another, and names one by a word for persons.
    fn is_of_persons(&self, note: &Note) -> bool {
        let named = |side: Side| {
            let (profile, bytes) = (*side.of(&self.profiles), side.of(&note.bytes).clone().unwrap_or_default());
            let last = fold(profile.text[bytes].rsplit(' ').next().unwrap_or_default());
            profile.lexicon.names_party(&last, profile.lexicon.form(&last))
        };
        note.rule == &ACTOR_CHANGED && (named(Side::Before) || named(Side::After))
    }

    fn say_runs(&mut self, runs: Pair<Vec<Run>>, scattered: bool) {
        let (mut after, mut before) = (runs.after, Vec::new());
        for run in runs.before {
            let partner = after.iter().position(|after| self.face_each_other(&run, after, scattered));
            match partner.map(|position| after.remove(position)) {
                Some(after) => self.say_replaced(&run, &after),
                None => before.push(run),
            }
        }
        let moved = self.pairing.reordered;
        if let ([gone], [come]) = (before.as_slice(), after.as_slice())
            && moved
        {
            // One run here and one there, and all else the same: put otherwise, not taken out and put in.
            self.say_replaced(gone, come);
        } else {
            before.iter().for_each(|run| self.say_lone_run(Side::Before, run));
            after.iter().for_each(|run| self.say_lone_run(Side::After, run));
        }
    }

    /// Of a sentence that was changed at several places none says by itself what changed: one finding for them all that
    /// quotes the sentence, as the places of one side need not face those of the other; beside the persons of whom one
    /// took the place of another.
    fn name_no_place(&mut self, said: usize) {
        let places = self.outcome.notes.split_off(said);
        let (persons, places): (Vec<Note>, Vec<Note>) = places.into_iter().partition(|note| self.is_of_persons(note));
        self.outcome.notes.extend(persons);
        if !places.is_empty() {
            self.say_of_all(&WORDS_CHANGED);
        }
    }

    /// Whether two runs stand between the same words; where few words changed, beside the same one is enough.
    fn face_each_other(&self, before: &Run, after: &Run, scattered: bool) -> bool {
        let left = self.meets(before.around.before, after.around.before);
        let right = self.meets(before.around.after, after.around.after);
        left && right || !scattered && (left || right)
    }

    /// Whether two words are each other's, or neither is there.
    fn meets(&self, before: Option<usize>, after: Option<usize>) -> bool {
        match (before, after) {
            (Some(one), Some(other)) => self.pairing.of_before(one) == Some(other),
            (None, None) => true,
            _ => false,
        }
    }

    /// Whether a run belongs to what was said of a time, or binds the same with or without it.
    fn says_nothing(&self, side: Side, run: &Run) -> bool {
        self.leads_time(side, run) || self.is_generic(side, run)
    }

    fn say_replaced(&mut self, before: &Run, after: &Run) {
        if self.is_same_name(before, after) {
            return;
        }
        if self.is_same_denial(before, after) {
            self.outcome.differs = true;
            return;
        }
        if self.is_connective(Side::Before, before) && self.is_connective(Side::After, after) {
            self.outcome.differs = true;
            return;
        }
        let places = Pair::new(self.place(Side::Before, before), self.place(Side::After, after));
        let class = self.replaced_class(before, after);
        let rule = match (places.before, places.after) {
            _ if class != &SCOPE_CHANGED => class,
            (Place::Actor, Place::Actor) => &ACTOR_CHANGED,
            _ if self.act_both(before, after) => &ACTOR_CHANGED,
            (Place::Rest, Place::Rest) if self.are_parties_turned_to(before, after) => &ACTOR_CHANGED,
            (Place::Act, Place::Act) => &OBLIGATION_CHANGED,
            _ => class,
        };
        self.say(rule, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
    }

    /// One class in the place of another: smaller where `all` went, larger where it came.
    fn replaced_class(&self, before: &Run, after: &Run) -> &'static Rule {
        if self.holds(Side::Before, before, after) {
            return &SCOPE_NARROWED;
        }
        if self.holds(Side::After, after, before) {
            return &SCOPE_WIDENED;
        }
        let (wide, narrow) = (Trait::Wide, Trait::Narrow);
        let has = |one| Pair::new(self.run_has(Side::Before, before, one), self.run_has(Side::After, after, one));
        let (wide, narrow) = (has(wide), has(narrow));
        if wide.before && !wide.after || narrow.after && !narrow.before {
            &SCOPE_NARROWED
        } else if wide.after && !wide.before || narrow.before && !narrow.after {
            &SCOPE_WIDENED
        } else {
            &SCOPE_CHANGED
        }
    }

    /// Whether a run names a class of which the other side's run names a kind.
    fn holds(&self, side: Side, run: &Run, other: &Run) -> bool {
        let stem = |side: Side, run: &Run| {
            let profile = *side.of(&self.profiles);
            let head = self.head(side, run)?;
            let word = fold(&profile.text[profile.tokens[head].range.clone()]).into_owned();
            Some(profile.lexicon.stem(&word))
        };
        let (Some(class), Some(kind)) = (stem(side, run), stem(side.other(), other)) else { return false };
        side.of(&self.profiles).lexicon.holds(&class, &kind)
    }

    /// What a run names: its last loose word before one that leads on, as `of`.
    fn head(&self, side: Side, run: &Run) -> Option<usize> {
        let tokens = &side.of(&self.profiles).tokens;
        let named = run.at.clone().take_while(|&at| !tokens[at].has(Trait::Preposition));
        named.filter(|&at| self.is_loose(side, at)).last()
    }

    /// `unfit` in the place of `not fit`.
    fn is_same_denial(&self, before: &Run, after: &Run) -> bool {
        let denies = |side: Side, run: &Run, there: &Run| {
            let (profile, other) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
            let word =
                |profile: &Profile<'_>, at: usize| fold(&profile.text[profile.tokens[at].range.clone()]).into_owned();
            let negation = run.at.clone().any(|at| profile.tokens[at].has(Trait::Negation));
            let denied =
                run.at.clone().filter(|&at| !profile.tokens[at].is_quiet() && !profile.tokens[at].has(Trait::Negation));
            let whole = there.at.len() == 1;
            negation
                && whole
                && denied.map(|at| word(profile, at)).all(|denied| {
                    let rest = word(other, there.at.start);
                    rest.strip_suffix(denied.as_str()).is_some_and(|prefix| profile.lexicon.denies(prefix))
                })
        };
        denies(Side::Before, before, after) || denies(Side::After, after, before)
    }

    fn run_has(&self, side: Side, run: &Run, one: Trait) -> bool {
        side.of(&self.profiles).tokens[run.at.clone()].iter().any(|token| token.has(one))
    }

    fn say_lone_run(&mut self, side: Side, run: &Run) {
        if self.says_nothing(side, run) {
            return;
        }
        if self.is_connective(side, run) {
            self.outcome.differs = true;
            return;
        }
        let listed = self.is_listed(side, run);
        let rules = match self.place(side, run) {
            Place::Actor if listed || self.is_agent(side, run) => Pair::new(&ACTOR_REMOVED, &ACTOR_ADDED),
            Place::Rest if listed && self.is_party(side, run) && self.is_turned_to(side, run) => {
                Pair::new(&ACTOR_REMOVED, &ACTOR_ADDED)
            }
            _ if self.is_partner(side, run) => Pair::new(&ACTOR_REMOVED, &ACTOR_ADDED),
            _ if listed && (self.is_first_act(side, run) || self.is_second_act(side, run)) => {
                Pair::new(&OBLIGATION_REMOVED, &OBLIGATION_ADDED)
            }
            _ if self.is_itemised(side, run, listed) => Pair::new(&REQUIREMENT_REMOVED, &REQUIREMENT_ADDED),
            _ if listed => Pair::new(&SCOPE_NARROWED, &SCOPE_WIDENED),
            // `shall only pay` leaves out what else might be asked.
            _ if self.only(side, run, Trait::Exclusive) && self.is_right_after_duty(side, run) => {
                Pair::new(&SCOPE_CHANGED, &SCOPE_CHANGED)
            }
            // `may be opened only by the keeper`: all others are forbidden to.
            _ if self.only(side, run, Trait::Exclusive) && self.is_bound_around(side, run) => {
                Pair::new(&OBLIGATION_WEAKENED, &OBLIGATION_STRENGTHENED)
            }
            _ if self.narrows(side, run) => Pair::new(&SCOPE_WIDENED, &SCOPE_NARROWED),
            _ if self.only(side, run, Trait::Wide) => Pair::new(&SCOPE_NARROWED, &SCOPE_WIDENED),
            _ => Pair::new(&QUALIFIER_REMOVED, &QUALIFIER_ADDED),
        };
        self.say_one_sided(rules, side, run.at.clone());
    }

    /// `and` between two words where the other side has `or` between the same two.
    fn compare_conjunctions(&mut self) {
        if self.profiles.map(|profile| profile.says(Meaning::Joins)) != Pair::new(true, true) {
            return;
        }
        let joints = Pair::new(self.joints(Side::Before), self.joints(Side::After));
        let changed = joints.before.into_iter().find_map(|(around, at, joins)| {
            let next = match around.1 {
                Some(next) => Some(self.pairing.of_before(next)?),
                None => None,
            };
            let partners = (self.pairing.of_before(around.0)?, next);
            let &(_, other, joined) = joints.after.iter().find(|(around, ..)| *around == partners)?;
            (joins != joined).then_some((at, other))
        });
        if let Some((before, after)) = changed {
            let rule = self.clause_changed(before).or_else(|| self.acts_changed(before, after));
            let rule = rule.unwrap_or(&SCOPE_CHANGED);
            self.say(rule, Pair::new(Some(before..before + 1), Some(after..after + 1)));
        }
    }

    /// What it says that one of two acts is enough now, or that both are asked for: `clean and disinfect`.
    fn acts_changed(&self, before: usize, after: usize) -> Option<&'static Rule> {
        let joined = Pair::new(before, after).zip(Side::EACH).map(|(at, side)| {
            let profile = *side.of(&self.profiles);
            let act = |duty: &&Duty| duty.is_owed() && duty.polarity == Polarity::Act && duty.verb == at.checked_sub(1);
            profile.duties.iter().find(act)?;
            profile.tokens[at].joins()
        });
        match (joined.before?, joined.after?) {
            (Conjunction::And, _) => Some(&OBLIGATION_WEAKENED),
            _ => Some(&OBLIGATION_STRENGTHENED),
        }
    }

    /// Conjunctions with the words right before and after them; none comes after one that leads to the next item.
    fn joints(&self, side: Side) -> Vec<((usize, Option<usize>), usize, Conjunction)> {
        let profile = *side.of(&self.profiles);
        let open = |at: &usize| profile.is_open(*at);
        let joint = |at: usize| {
            let joins = profile.tokens[at].joins().filter(|_| !profile.owned[at])?;
            let before = profile.open_before(at)?;
            let after = (at..profile.tokens.len()).find(open);
            Some(((before, after), at, joins))
        };
        (0..profile.tokens.len()).filter_map(joint).collect()
    }
}
