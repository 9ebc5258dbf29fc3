//! The same words that say something else: in another order, or with a small one that stands for its opposite.
//!
//! ```text
//! the owner pays the installer  │ from 1 January  │ safety over price
//! the installer pays the owner  │ until 1 January │ price over safety
//! ```

use super::Comparison;
use crate::classify::lexicon::{Meaning, Trait};
use crate::classify::profile::Profile;
use crate::classify::rules::{QUALIFIER_ADDED, QUALIFIER_REMOVED, SCOPE_CHANGED, WORDS_CHANGED};
use crate::classify::words::Token;
use crate::model::{Pair, Side};
use crate::text::fold;
use std::borrow::Cow;
use std::ops::Range;

/// Words of a name with its article.
const NAMED: usize = 3;

/// In more places than this, small words differ because a sentence was put otherwise.
const FEW_REPLACED: usize = 2;

/// Words whose other order is looked into; that of more is taken to say something.
const LONGEST_ORDER: usize = 200;

impl Comparison<'_, '_> {
    /// Where nothing else differs: whether the words that are the same say something else.
    pub(super) fn compare_turned(&mut self) {
        if self.outcome.differs {
            return;
        }
        let words = self.profiles.map(words);
        let words = words.as_ref().map(Vec::as_slice);
        let replaced = self.opposites(words);
        let turned = if replaced.is_none() { self.reordered(words) } else { None };
        if let Some(turned) = turned {
            self.outcome.differs = true;
            self.say(&WORDS_CHANGED, turned.map(Some));
        } else if let Some(replaced) = replaced.or_else(|| self.replaced(words)).or_else(|| self.numbers(words)) {
            self.outcome.differs = true;
            let rule = self.clause_changed(replaced.before.start).unwrap_or(&SCOPE_CHANGED);
            self.say(rule, replaced.map(Some));
        } else if let Some((side, at)) = self.turning(words).filter(|_| !self.is_denied()) {
            self.outcome.differs = true;
            self.say_one_sided(Pair::new(&QUALIFIER_REMOVED, &QUALIFIER_ADDED), side, at);
        }
    }

    /// One thing in the place of several that are as definite: `the exit nearest to the stage`, `the exits nearest to it`,
    /// `his dog`, `his dogs`.
    fn numbers(&self, words: Pair<&[Cow<'_, str>]>) -> Option<Pair<Range<usize>>> {
        // How many words stand between a word and the article that it is named with: `the crew member`.
        let article = |side: Side, at: usize| {
            let before = side.of(&self.profiles).tokens[..at].iter().rev().take(NAMED);
            let (words, leads) = before.enumerate().find(|(_, token)| token.is_quiet())?;
            (leads.has(Trait::Article) && !leads.has(Trait::Indefinite)).then_some(words)
        };
        let definite = |both: &Pair<usize>| {
            let articles = both.zip(Side::EACH).map(|(at, side)| article(side, at));
            articles.before.is_some() && articles.agree()
        };
        let both = (0..words.before.len()).filter_map(|at| Some(Pair::new(at, self.partner(Side::Before, at)?)));
        let others = both.filter(|both| differ_in_number(&words.before[both.before], &words.after[both.after]));
        let others: Vec<Pair<usize>> = others.collect();
        // `every candidate … their card`, `candidates … their cards`
        let one = words.before.len() == words.after.len();
        let owned = |both: &Pair<usize>| {
            one && others.len() == 1
                && both.zip(self.profiles).map(|(at, profile)| follows_possessive(profile, at)) == Pair::new(true, true)
        };
        let found = others.iter().find(|both| definite(both) || owned(both))?;
        Some(found.map(|at| at..at + 1))
    }

    /// A small word in the place of another one, all around them being the same, which is not known to say the same:
    /// `under the deck`, `on the deck`.
    fn replaced(&self, words: Pair<&[Cow<'_, str>]>) -> Option<Pair<Range<usize>>> {
        let lexicon = self.profiles.before.lexicon;
        if words.before.len() != words.after.len() {
            return None;
        }
        let both = words.before.iter().zip(words.after).enumerate();
        let others: Vec<_> = both.filter(|(_, (one, other))| one != other && !differ_in_number(one, other)).collect();
        let apart = others.windows(2).all(|two| two[0].0 + 1 < two[1].0);
        if others.len() > FEW_REPLACED || !apart {
            return None;
        }
        let (at, _) = others.into_iter().find(|&(at, (one, other))| {
            let tokens = self.profiles.map(|profile| &profile.tokens[at]);
            let small = tokens.map(|token| token.is_quiet() && !token.is_sign());
            // What a time, a rhythm or a reference consists of is compared as such; a slip is read as what is meant.
            let owned = self.profiles.map(|profile| profile.owned[at]);
            let compared = owned == Pair::new(true, true) || tokens.map(|token| token.stem).agree();
            // `shall not store any prompt`, `shall not store every prompt`
            let other_class = tokens.map(|token| token.has(Trait::Wide)) == Pair::new(true, true)
                && (self.profiles.before.clause_of(at).is_some() || self.profiles.before.asks_for_nothing(at));
            small == Pair::new(true, true) && !compared && (other_class || !lexicon.says_the_same(one, other))
        })?;
        Some(Pair::new(at..at + 1, at..at + 1))
    }

    /// A word such as `only` that one side has more of, by itself or before a phrase of the other: `only if` for `if`.
    fn turning(&self, words: Pair<&[Cow<'_, str>]>) -> Option<(Side, Range<usize>)> {
        self.profiles.before.lexicon.turning().find_map(|one| {
            let at = |side: Side| {
                let bare = move |rest: &str| words.on(side.other()).iter().any(|word| word == rest);
                let turns = move |word: &str| {
                    let rest = word.strip_prefix(one).and_then(|rest| rest.strip_prefix(' '));
                    rest.is_some_and(bare)
                };
                let within = words.on(side).iter().enumerate().filter(move |(_, word)| turns(word));
                places(words.on(side), one).chain(within.map(|(at, _)| at..at + 1))
            };
            let more = Side::BOTH.into_iter().find(|&side| at(side).count() > at(side.other()).count())?;
            at(more).last().map(|at| (more, at))
        })
    }

    /// A word that there is less of now, and its opposite that there is more of.
    fn opposites(&self, words: Pair<&[Cow<'_, str>]>) -> Option<Pair<Range<usize>>> {
        let lexicon = self.profiles.before.lexicon;
        // In the other voice there is one `by` more or less.
        let voices = self.profiles.map(|profile| profile.duties.iter().filter(|duty| duty.passive).count());
        let tells = |phrase: &str| voices.agree() || !lexicon.has(phrase, Trait::Agent);
        let pairs = lexicon.opposites().filter(|(one, other)| tells(one) && tells(other));
        let mut both = pairs.flat_map(|(one, other)| [Pair::new(one, other), Pair::new(other, one)]);
        both.find_map(|opposites| {
            let surplus = |side: Side| {
                let phrase = *side.of(&opposites);
                let first = places(words.on(side), phrase).next()?;
                let count = |side: Side| places(words.on(side), phrase).count();
                (count(side) > count(side.other())).then_some(first)
            };
            Some(Pair::new(surplus(Side::Before)?, surplus(Side::After)?))
        })
    }

    /// The words that stand in another order, unless that order is shown to say nothing: items of a list that changed
    /// places, a clause or an adverb that went to the front or to the end.
    fn reordered(&self, words: Pair<&[Cow<'_, str>]>) -> Option<Pair<Range<usize>>> {
        let places = self.profiles.map(|profile| {
            let tells = |at: &usize| {
                let token = &profile.tokens[*at];
                // `Rule A`, `point (a)`
                let label = *at > 0 && (token.capital || profile.tokens[*at - 1].is_mark('('));
                !token.is_sign() && (!token.has(Trait::Determiner) || label)
            };
            (0..profile.tokens.len()).filter(tells).collect::<Vec<_>>()
        });
        let (before, after) = (&places.before, &places.after);
        let same = |(one, other): &(&usize, &usize)| words.before[**one] == words.after[**other];
        let head = before.iter().zip(after).take_while(same).count();
        if before.len() != after.len() || head == before.len() {
            return None;
        }
        let tail = before.iter().rev().zip(after.iter().rev()).take_while(same).count();
        let core = places.as_ref().map(|places| &places[head..places.len() - tail]);
        let said = core.zip(words).map(|(core, words)| core.iter().map(|&at| &*words[at]).collect::<Vec<_>>());
        let at = core.map(|core| core[0]..core[core.len() - 1] + 1);
        let same_words = said.as_ref().map(|said| sorted(said.clone())).agree();
        // What went from one item of a list to another one qualifies that.
        let stops = Side::BOTH.iter().any(|&side| {
            let words = side.of(&at).clone();
            side.of(&self.profiles).tokens[words].iter().any(Token::is_stop)
        });
        let idle = || {
            let said = said.as_ref().map(Vec::as_slice);
            self.lists_the_same(&at, words) || !stops && self.says_nothing_by_order(core.before, said)
        };
        (same_words && (self.moves_a_clause(&at.before) || !idle())).then_some(at)
    }

    /// Whether a clause may have come under another one of several duties.
    fn moves_a_clause(&self, at: &Range<usize>) -> bool {
        let profile = self.profiles.before;
        profile.duties.len() > 1 && profile.clauses.iter().any(|clause| at.contains(&clause.at.start))
    }

    /// Whether tokens list the same items on both sides.
    fn lists_the_same(&self, at: &Pair<Range<usize>>, words: Pair<&[Cow<'_, str>]>) -> bool {
        let items = |side: Side| {
            let tokens = &side.of(&self.profiles).tokens;
            let (at, words) = (side.of(at).clone(), *side.of(&words));
            let ties = |at: usize| tokens[at].is_mark(',') || tokens[at].joins().is_some();
            let told = at.filter(|&at| !tokens[at].has(Trait::Determiner)).collect::<Vec<_>>();
            let items = told.split(|&at| ties(at)).map(|item| item.iter().map(|&at| &*words[at]).collect::<Vec<_>>());
            sorted(items.filter(|item| !item.is_empty()).collect())
        };
        let clauses = [Meaning::Modal, Meaning::Condition, Meaning::ShortCondition, Meaning::Exception];
        let acts = |token: &Token| clauses.into_iter().any(|one| token.says(one));
        let lists = Side::EACH.map(|side| !side.of(&self.profiles).tokens[side.of(at).clone()].iter().any(acts));
        lists == Pair::new(true, true) && items(Side::Before) == items(Side::After)
    }

    /// Whether words became others by the exchange of what stands on either side of a conjunction, or by one part that
    /// can stand in front or at the end; `at` are their places in the older text.
    fn says_nothing_by_order(&self, at: &[usize], said: Pair<&[&str]>) -> bool {
        let count = at.len();
        let exchanged = |first: usize, last: usize| {
            said.before[..first] == said.after[count - first..]
                && said.before[count - last..] == said.after[..last]
                && said.before[first..count - last] == said.after[last..count - first]
        };
        let ties = |at: &usize| self.profiles.before.tokens[*at].joins().is_some();
        count <= LONGEST_ORDER
            && (1..count).any(|first| {
                (1..=count - first).filter(|&last| exchanged(first, last)).any(|last| {
                    let (one, between, other) = (&at[..first], &at[first..count - last], &at[count - last..]);
                    if between.is_empty() { self.can_change_places(one, other) } else { between.iter().all(ties) }
                })
            })
    }

    /// Whether one of two parts of a sentence may stand before or after the other and say the same.
    fn can_change_places(&self, one: &[usize], other: &[usize]) -> bool {
        let profile = self.profiles.before;
        let restricts = |at: usize| {
            let token = &profile.tokens[at];
            token.has(Trait::Exclusive)
                || token.has(Trait::Narrow)
                || token.has(Trait::Negation)
                || token.joins().is_some()
        };
        let comma =
            |at: Option<usize>| at.and_then(|at| profile.tokens.get(at)).is_some_and(|token| token.is_mark(','));
        let sets_off = |part: &[usize]| {
            let token = &profile.tokens[part[0]];
            comma(part[0].checked_sub(1)) && !token.says(Meaning::Modal)
                || profile.owned[part[0]] && !token.says(Meaning::Modal)
                || [Trait::Adverb, Trait::Participle, Trait::Advance, Trait::Preposition]
                    .into_iter()
                    .any(|one| token.has(one))
                || token.says(Meaning::Lead)
                || token.says(Meaning::Function)
        };
        let ends = [one[0], other[0], one[one.len() - 1], other[other.len() - 1]];
        !ends.into_iter().any(restricts) && (sets_off(one) || sets_off(other))
    }
}

fn follows_possessive(profile: &Profile<'_>, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| profile.tokens[before].has(Trait::Possessive))
}

/// Whether one of two words names several of what the other one names.
fn differ_in_number(one: &str, other: &str) -> bool {
    let plural = |one: &str, many: &str| {
        let ending = one.strip_suffix('y').and_then(|stem| many.strip_prefix(stem));
        many.strip_prefix(one) == Some("s") || ending == Some("ies")
    };
    plural(one, other) || plural(other, one)
}

/// Where a phrase stands, be it one token or several.
fn places<'w>(words: &'w [Cow<'_, str>], phrase: &'w str) -> impl Iterator<Item = Range<usize>> + use<'w> {
    let said = move |at: usize| {
        let mut rest = phrase;
        for (word, end) in words[at..].iter().zip(at + 1..) {
            rest = rest.strip_prefix(&**word)?;
            if rest.is_empty() {
                return Some(at..end);
            }
            rest = rest.strip_prefix(' ')?;
        }
        None
    };
    (0..words.len()).filter_map(said)
}

fn sorted<T: Ord>(mut things: Vec<T>) -> Vec<T> {
    things.sort_unstable();
    things
}

/// The words and signs of a passage as they are printed, in small letters.
fn words<'p>(profile: &'p Profile<'_>) -> Vec<Cow<'p, str>> {
    profile.tokens.iter().map(|token| fold(&profile.text[token.range.clone()])).collect()
}
