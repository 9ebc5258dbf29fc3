//! Words that no other aspect explains, read by where they stand.
//!
//! ```text
//! The pilot and the captain shall send the report to the board, stating … placed on the Union market
//!     └── subject ────────┘       └ verb           └ recipient ┘          └ anything else: scope ──┘
//! ```

use super::{Comparison, Note, Side};
use crate::classify::Aspect;
use crate::classify::duties::Duty;
use crate::classify::lexicon::{Conjunction, Sense, Trait};
use crate::classify::profile::Profile;
use crate::classify::rules::{
    ACTOR_ADDED, ACTOR_CHANGED, ACTOR_REMOVED, OBLIGATION_ADDED, OBLIGATION_CHANGED, OBLIGATION_REMOVED,
    QUALIFIER_ADDED, QUALIFIER_REMOVED, Rule, SCOPE_CHANGED, SCOPE_NARROWED, SCOPE_WIDENED,
};
use crate::classify::words::{Kind, Token};
use crate::model::Pair;
use std::ops::Range;

/// Whether a word stands for a name.
fn stands_in(profile: &Profile<'_>, token: &Token) -> bool {
    token.is(|sense| *sense == Sense::Pronoun)
        || matches!(&profile.text[token.range.clone()], "which" | "who" | "its" | "their" | "his" | "her")
}

fn initial(profile: &Profile<'_>, token: &Token) -> Option<char> {
    profile.text[token.range.clone()].chars().next().filter(|c| c.is_alphabetic()).map(|c| c.to_ascii_lowercase())
}

/// Whether a single word in capitals is made of the initials of the others.
fn abbreviates(short: &[&str], long: &[&str]) -> bool {
    let [short] = short else { return false };
    let short = short.trim_end_matches('s');
    let capitals = short.len() > 1 && short.chars().all(char::is_uppercase);
    let initials = long.iter().filter_map(|word| word.chars().next());
    capitals && initials.filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).eq(short.chars())
}

/// A run of words that stand on one side only.
#[derive(Clone, Debug)]
struct Run {
    at: Range<usize>,
    /// The paired words around it.
    around: Pair<Option<usize>>,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Somebody who acts or is turned to.
    Actor,
    /// What is done, or to what.
    Act,
    /// Anything else.
    Rest,
}

impl Comparison<'_, '_> {
    /// Says something of every word that is still loose.
    pub(super) fn compare_leftover(&mut self) {
        self.settle_repeated_names();
        self.settle_second_mentions();
        self.settle_spelled_out();
        let runs = Pair::new(self.runs(Side::Before), self.runs(Side::After));
        let (mut after, mut before) = (runs.after, Vec::new());
        for run in runs.before {
            let partner = after.iter().position(|after| self.face_each_other(&run, after));
            match partner.map(|position| after.remove(position)) {
                Some(after) => self.say_replaced(&run, &after),
                None => before.push(run),
            }
        }
        if let ([gone], [come]) = (before.as_slice(), after.as_slice()) {
            // One run here and one there, and all else the same: put otherwise, not taken out and put in.
            self.say_replaced(gone, come);
        } else {
            before.iter().for_each(|run| self.say_lone_run(Side::Before, run));
            after.iter().for_each(|run| self.say_lone_run(Side::After, run));
        }
        self.compare_conjunctions();
        self.keep_longest();
        self.outcome.differs |= !self.outcome.notes.is_empty();
        self.outcome.notes.dedup_by(|one, other| one.rule == other.rule && one.bytes == other.bytes);
    }

    /// Of a sentence that was rewritten at many places, one finding a rule is enough: the longest.
    fn keep_longest(&mut self) {
        let length = |note: &Note| {
            let of = |bytes: &Option<Range<usize>>| bytes.as_ref().map_or(0, ExactSizeIterator::len);
            of(&note.bytes.before) + of(&note.bytes.after)
        };
        let notes = std::mem::take(&mut self.outcome.notes);
        for note in notes {
            let known = self
                .outcome
                .notes
                .iter_mut()
                .find(|known| known.rule == note.rule && note.rule.aspect == Aspect::Scope);
            match known {
                Some(known) if length(known) < length(&note) => *known = note,
                Some(_) => {}
                None => self.outcome.notes.push(note),
            }
        }
    }

    /// A pronoun that became the name it stood for adds nothing: words that the other side also has are settled, two
    /// for each pronoun that went.
    fn settle_repeated_names(&mut self) {
        let pronouns =
            self.profiles.map(|profile| profile.tokens.iter().filter(|token| stands_in(profile, token)).count());
        for (side, here, there) in
            [(Side::Before, pronouns.before, pronouns.after), (Side::After, pronouns.after, pronouns.before)]
        {
            let other = if side == Side::Before { self.profiles.after } else { self.profiles.before };
            let profile = *side.of(&self.profiles);
            let known = |token: &Token| other.tokens.iter().any(|one| one.stem == token.stem && !one.is_quiet());
            let loose = (0..profile.tokens.len()).filter(|&at| self.is_loose(side, at) && known(&profile.tokens[at]));
            let repeated: Vec<usize> = loose.take(2 * there.saturating_sub(here)).collect();
            for at in repeated {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// `that copy` after `a copy` says `which` otherwise.
    fn settle_second_mentions(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            let stands = |at: usize| self.partner(side, at).is_some();
            let first = |at: usize| {
                (0..at).any(|before| stands(before) && profile.tokens[before].stem == profile.tokens[at].stem)
            };
            let pointed = |at: usize| {
                let before = at.checked_sub(1).map(|before| &profile.text[profile.tokens[before].range.clone()]);
                matches!(before, Some("that" | "this" | "such"))
            };
            let second = (0..profile.tokens.len()).filter(|&at| self.is_loose(side, at) && pointed(at) && first(at));
            for at in second.collect::<Vec<_>>() {
                self.settle(side, at..at + 1);
            }
        }
    }

    /// A name beside its abbreviation in brackets, where the other side has the abbreviation alone.
    fn settle_spelled_out(&mut self) {
        for side in Side::BOTH {
            let profile = *side.of(&self.profiles);
            for run in self.runs(side) {
                let [open, short, close, ..] = &profile.tokens[run.at.end..] else { continue };
                let initials: String =
                    profile.tokens[run.at.clone()].iter().filter_map(|token| initial(profile, token)).collect();
                let short = profile.text[short.range.clone()].trim_end_matches('s').to_lowercase();
                if open.is_mark('(') && close.is_mark(')') && initials == short {
                    self.settle(side, run.at);
                }
            }
        }
    }

    /// Runs of loose words; quiet words between two loose ones belong to the run.
    fn runs(&self, side: Side) -> Vec<Run> {
        let profile = *side.of(&self.profiles);
        let mut runs: Vec<Run> = Vec::new();
        let mut paired = None;
        let mut open = false;
        for at in 0..profile.tokens.len() {
            if self.is_loose(side, at) {
                match runs.last_mut().filter(|_| open) {
                    Some(run) => run.at.end = at + 1,
                    None => runs.push(Run { at: at..at + 1, around: Pair::new(paired, None) }),
                }
                open = true;
            } else if !profile.tokens[at].is_quiet() || profile.owned[at] || profile.tokens[at].is_stop() {
                if let Some(run) = runs.last_mut().filter(|run| open && run.around.after.is_none()) {
                    run.around.after = profile.is_open(at).then_some(at);
                }
                open = false;
                if profile.is_open(at) {
                    paired = Some(at);
                }
            }
        }
        runs
    }

    /// Whether two runs stand between the same words.
    fn face_each_other(&self, before: &Run, after: &Run) -> bool {
        let meets = |one: Option<usize>, other: Option<usize>| match (one, other) {
            (Some(one), Some(other)) => self.pairing.of_before(one) == Some(other),
            (None, None) => true,
            _ => false,
        };
        meets(before.around.before, after.around.before) || meets(before.around.after, after.around.after)
    }

    fn say_replaced(&mut self, before: &Run, after: &Run) {
        if self.is_same_name(before, after) {
            return;
        }
        let places = Pair::new(self.place(Side::Before, before), self.place(Side::After, after));
        let rule = match (places.before, places.after) {
            _ if self.replaced_class(before, after) != &SCOPE_CHANGED => self.replaced_class(before, after),
            (Place::Actor, Place::Actor) => &ACTOR_CHANGED,
            (Place::Rest, Place::Rest) if self.are_parties_turned_to(before, after) => &ACTOR_CHANGED,
            (Place::Act, Place::Act) => &OBLIGATION_CHANGED,
            _ => self.replaced_class(before, after),
        };
        self.say(rule, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
    }

    /// A name and its abbreviation.
    fn is_same_name(&self, before: &Run, after: &Run) -> bool {
        let words = |side: Side, run: &Run| {
            let profile = *side.of(&self.profiles);
            profile.tokens[run.at.clone()].iter().map(|token| &profile.text[token.range.clone()]).collect::<Vec<_>>()
        };
        let (before, after) = (words(Side::Before, before), words(Side::After, after));
        abbreviates(&before, &after) || abbreviates(&after, &before)
    }

    /// One class in the place of another: smaller where `all` went, larger where it came.
    fn replaced_class(&self, before: &Run, after: &Run) -> &'static Rule {
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

    fn run_has(&self, side: Side, run: &Run, one: Trait) -> bool {
        side.of(&self.profiles).tokens[run.at.clone()].iter().any(|token| token.has(one))
    }

    fn say_lone_run(&mut self, side: Side, run: &Run) {
        if self.leads_time(side, run) || self.is_generic(side, run) {
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
            _ if listed => Pair::new(&SCOPE_NARROWED, &SCOPE_WIDENED),
            _ if self.narrows(side, run) => Pair::new(&SCOPE_WIDENED, &SCOPE_NARROWED),
            _ if self.only(side, run, Trait::Wide) => Pair::new(&SCOPE_NARROWED, &SCOPE_WIDENED),
            _ => Pair::new(&QUALIFIER_REMOVED, &QUALIFIER_ADDED),
        };
        self.say_one_sided(rules, side, run.at.clone());
    }

    /// `All operators shall` binds the same as `Operators shall` and `Each operator shall`.
    fn is_generic(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let wide = self.only(side, run, Trait::Wide);
        wide && profile
            .duties
            .iter()
            .any(|duty| duty.subject.start == run.at.start && duty.subject.contains(&run.at.start))
    }

    /// `after` in the place of `within two days of` is part of what was said of the time.
    fn leads_time(&self, side: Side, run: &Run) -> bool {
        let timed =
            self.outcome.notes.iter().any(|note| matches!(note.rule.aspect, Aspect::Deadline | Aspect::Frequency));
        let leads = |token: &Token| token.is(|sense| matches!(sense, Sense::Lead(_))) || token.has(Trait::Advance);
        timed && run.at.len() == 1 && leads(&side.of(&self.profiles).tokens[run.at.start])
    }

    fn is_party(&self, side: Side, run: &Run) -> bool {
        side.of(&self.profiles).tokens[run.at.end - 1].has(Trait::Party)
    }

    /// Whether a preposition leads the run that leads persons: `to`, `with`, `from`.
    fn is_turned_to(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let before = &profile.tokens[profile.sentence_start(run.at.start)..run.at.start];
        let covers = before.iter().any(|token| token.has(Trait::Cover));
        !covers && matches!(self.lead_of_list(side, run.at.start).as_deref(), Some("to" | "with" | "from"))
    }

    fn are_parties_turned_to(&self, before: &Run, after: &Run) -> bool {
        let sides = [(Side::Before, before), (Side::After, after)];
        sides.into_iter().all(|(side, run)| self.is_party(side, run) && self.is_turned_to(side, run))
    }

    fn only(&self, side: Side, run: &Run, one: Trait) -> bool {
        side.of(&self.profiles).tokens[run.at.clone()]
            .iter()
            .filter(|token| !token.is_quiet())
            .all(|token| token.has(one))
    }

    /// Whether the run is an item of a list, or several: a conjunction ties it to its neighbour, or a comma does and
    /// the run holds the conjunction.
    fn is_listed(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let ties = |at: usize| profile.tokens.get(at).is_some_and(|token| token.joins().is_some());
        let before =
            (run.at.start.saturating_sub(3)..run.at.start).rev().take_while(|&at| profile.tokens[at].is_quiet());
        let after =
            (run.at.end..profile.tokens.len().min(run.at.end + 2)).take_while(|&at| profile.tokens[at].is_quiet());
        let comma = before.clone().any(|at| profile.tokens[at].is_mark(','));
        before.chain(after).any(ties) || (comma && run.at.clone().any(ties))
    }

    /// `in agreement with the chair`
    fn is_partner(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let leads = |token: &Token| token.joins().is_some() && profile.text[token.range.clone()].ends_with(" with");
        let from = run.at.start.saturating_sub(3);
        self.is_party(side, run) && profile.tokens[from..run.at.end].iter().any(leads)
    }

    /// `only certified`
    fn narrows(&self, side: Side, run: &Run) -> bool {
        side.of(&self.profiles).tokens[run.at.start].has(Trait::Narrow)
    }

    /// `weigh` of `weigh and label`
    fn is_first_act(&self, side: Side, run: &Run) -> bool {
        self.duty_around(side, run).is_some_and(|duty| duty.verb == Some(run.at.start))
    }

    /// `and label the sample`: a verb before an article.
    fn is_second_act(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let word = |at: usize| profile.tokens.get(at).map(|token| &profile.text[token.range.clone()]);
        let article =
            matches!(word(run.at.start + 1), Some("the" | "a" | "an" | "its" | "their" | "any" | "each" | "all"));
        let noun = run.at.start.checked_sub(1).is_some_and(|before| matches!(word(before), Some("the" | "a" | "an")));
        article && !noun && self.duty_around(side, run).is_some()
    }

    fn duty_around(&self, side: Side, run: &Run) -> Option<&Duty> {
        side.of(&self.profiles).duties.iter().find(|duty| duty.extent.contains(&run.at.start))
    }

    /// Whether the run is the whole of a `by` phrase.
    fn is_agent(&self, side: Side, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        self.word_before(side, run.at.start) == Some("by") && profile.tokens[run.at.end - 1].has(Trait::Party)
    }

    /// The last word before a position that is no article.
    fn word_before(&self, side: Side, at: usize) -> Option<&str> {
        let profile = *side.of(&self.profiles);
        let article = |word: &str| matches!(word.to_lowercase().as_str(), "the" | "a" | "an" | "its" | "their" | "any");
        let words = profile.tokens[..at].iter().rev().map(|token| &profile.text[token.range.clone()]);
        words.take(3).find(|word| !article(word))
    }

    fn place(&self, side: Side, run: &Run) -> Place {
        let profile = *side.of(&self.profiles);
        let start = run.at.start;
        if profile.duties.iter().any(|duty| self.is_subject(side, duty, run)) {
            return Place::Actor;
        }
        let Some(duty) = self.duty_around(side, run) else { return Place::Rest };
        let Some(verb) = duty.verb.map(|verb| (verb, &profile.tokens[verb])) else { return Place::Rest };
        let leads = self.word_before(side, start);
        let party = profile.tokens[run.at.clone()].iter().any(|token| token.has(Trait::Party));
        let led = self.lead_of_list(side, start);
        let agent = leads == Some("by") || led.as_deref() == Some("by");
        if agent && duty.passive && party {
            return Place::Actor;
        }
        if self.is_recipient(side, duty, verb, run) {
            return Place::Actor;
        }
        if verb.1.has(Trait::Cover) || duty.passive {
            return Place::Rest;
        }
        self.object_place(side, verb.0, run)
    }

    /// Between the verb and the first preposition stands what is acted upon.
    fn object_place(&self, side: Side, verb: usize, run: &Run) -> Place {
        let profile = *side.of(&self.profiles);
        let preposition = |token: &Token| {
            matches!(
                &profile.text[token.range.clone()],
                "of" | "in"
                    | "on"
                    | "at"
                    | "to"
                    | "for"
                    | "from"
                    | "by"
                    | "with"
                    | "as"
                    | "under"
                    | "that"
                    | "which"
                    | "who"
            )
        };
        let direct = run.at.start <= verb || !profile.tokens[verb..run.at.start].iter().any(preposition);
        let head = run
            .around
            .after
            .is_none_or(|next| next > run.at.end || next == run.at.end && preposition(&profile.tokens[next]));
        if direct && head { Place::Act } else { Place::Rest }
    }

    fn is_subject(&self, side: Side, duty: &Duty, run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let inside = duty.subject.contains(&run.at.start) && duty.subject.contains(&(run.at.end - 1));
        let relative = profile.tokens[duty.subject.start..run.at.start.max(duty.subject.start)].iter().any(|token| {
            matches!(
                &profile.text[token.range.clone()],
                "that" | "which" | "who" | "whose" | "of" | "in" | "to" | "for" | "with"
            )
        });
        inside && !duty.passive && !relative
    }

    /// `send … to X`, `inform X`.
    fn is_recipient(&self, side: Side, duty: &Duty, verb: (usize, &Token), run: &Run) -> bool {
        let profile = *side.of(&self.profiles);
        let leads = self.lead_of_list(side, run.at.start);
        let tells =
            verb.1.has(Trait::Tell) || profile.tokens[duty.extent.clone()].iter().any(|token| token.has(Trait::Tell));
        if leads.as_deref() == Some("to") && tells {
            return true;
        }
        let between = &profile.tokens[verb.0 + 1..run.at.start.max(verb.0 + 1)];
        let word = |token: &Token| &profile.text[token.range.clone()];
        let leads = |token: &Token| matches!(word(token), "of" | "in" | "to" | "for" | "about" | "with" | "that");
        let ends = |token: &Token| leads(token) || token.is_mark(',');
        let listed = self.is_listed(side, run) && self.is_party(side, run);
        verb.1.has(Trait::TellWhom) && !between.iter().any(ends) && (listed || between.iter().all(Token::is_quiet))
    }

    /// The preposition that leads the list in which a token stands.
    fn lead_of_list(&self, side: Side, at: usize) -> Option<String> {
        let profile = *side.of(&self.profiles);
        let mut seen = 0;
        for token in profile.tokens[..at].iter().rev().take(8) {
            let word = profile.text[token.range.clone()].to_lowercase();
            let counted = matches!(token.kind, Kind::Number(_)) || token.is(|sense| matches!(sense, Sense::Bound(_)));
            let skipped = counted
                || token.joins().is_some()
                || matches!(word.as_str(), "the" | "a" | "an" | "its" | "their" | ",");
            if !skipped && token.is_quiet() {
                return Some(word);
            }
            seen += usize::from(!skipped);
            if seen > 3 {
                return None;
            }
        }
        None
    }

    /// `and` between two words where the other side has `or` between the same two.
    fn compare_conjunctions(&mut self) {
        let changed = self.joints(Side::Before).into_iter().find_map(|(around, at, joins)| {
            let partners = (self.pairing.of_before(around.0)?, self.pairing.of_before(around.1)?);
            let (_, other, joined) = self.joints(Side::After).into_iter().find(|(around, ..)| *around == partners)?;
            (joins != joined).then_some((at, other))
        });
        if let Some((before, after)) = changed {
            self.say(&SCOPE_CHANGED, Pair::new(Some(before..before + 1), Some(after..after + 1)));
        }
    }

    /// Conjunctions with the words right before and after them.
    fn joints(&self, side: Side) -> Vec<((usize, usize), usize, Conjunction)> {
        let profile = *side.of(&self.profiles);
        let open = |at: &usize| profile.is_open(*at);
        let joint = |at: usize| {
            let joins = profile.tokens[at].joins().filter(|_| !profile.owned[at])?;
            let before = (0..at).rev().find(open)?;
            let after = (at..profile.tokens.len()).find(open)?;
            Some(((before, after), at, joins))
        };
        (0..profile.tokens.len()).filter_map(joint).collect()
    }
}
