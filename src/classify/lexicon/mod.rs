//! What words mean to the rules: one data file a language.
//!
//! ```text
//! en.txt ──► sections ──► senses of phrases ("as far as possible" hedges, "no later than" leads a time)
//!                    ├──► traits of words   (`report` tells somebody, `week` measures time)
//!                    └──► stems             ("examinations" and "look into" count as one word)
//! ```

mod endings;
mod meaning;
mod read;
mod sense;
mod stem;

pub(super) use meaning::{Meaning, Meanings};
pub(super) use sense::{Bound, Conjunction, Lead, Modal, Polarity, Sense, Trait, Traits, Unit};

use endings::Endings;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By word as it is written, in small letters.
    forms: FxHashMap<String, Form>,
    /// How many words stand in phrases after the first, and how many say how much is enough.
    followers: u32,
    standards: u32,
    /// By stem.
    stems: FxHashMap<String, Stem>,
    months: FxHashMap<String, u32>,
    numbers: FxHashMap<String, f64>,
    multipliers: FxHashMap<String, f64>,
    times: FxHashMap<String, f64>,
    ordinals: FxHashMap<String, f64>,
    circles: u16,
    near_endings: Endings<()>,
    /// What words with an ending are good for.
    endings: Endings<Trait>,
    prefixes: Vec<String>,
    denials: Vec<String>,
    opposites: Vec<(String, String)>,
    interchangeable: Vec<Vec<String>>,
    turning: Vec<String>,
    governing: Vec<String>,
    perfect: Vec<String>,
    ordering: Vec<String>,
    progressive: Vec<String>,
    stemmer: stem::Stemmer,
}

/// What is known of a word as it is written.
#[derive(Debug, Default)]
pub(super) struct Form {
    /// The phrases that it begins, longest first.
    pub(super) phrases: Vec<Phrase>,
    /// Its key where it stands in phrases that another word begins.
    pub(super) follower: Option<u32>,
    /// By which measure it says how much is enough without a number: one key for `adequate` and `adequately`.
    pub(super) standard: Option<u32>,
    /// Whether it names nobody and nothing in particular.
    pub(super) vague: bool,
    /// What it is good for in this form: `used` has the stem of `user` and is nobody.
    traits: Traits,
}

/// What is known of all words of a stem.
#[derive(Debug, Default)]
pub(super) struct Stem {
    /// The stem of the word for which it stands.
    stands_for: Option<String>,
    /// What its words are good for.
    traits: Traits,
    /// The circles of words that it is near to, in order.
    pub(super) near: Vec<u16>,
    /// The classes that hold its kind.
    classes: Vec<String>,
    /// Whether what follows it is asked for piece by piece: `the notice shall state the place and the date`.
    itemises: bool,
}

/// Some words that mean one thing together.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words after the first, as keys of the lexicon.
    pub(super) rest: Vec<u32>,
    /// What they may mean.
    pub(super) senses: Vec<Sense>,
    /// Of which kinds that is.
    pub(super) meanings: Meanings,
    /// Whether they mean it only before a mark or at the end: `the notes, if any, shall`, but not `if any note is lost`.
    pub(super) closes: bool,
}

impl Phrase {
    /// Whether they say nothing of their own.
    pub(super) const fn is_quiet(&self) -> bool {
        self.meanings.meets(Meanings::QUIET)
    }
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("en.txt")));
static NO_FORM: LazyLock<Form> = LazyLock::new(Form::default);
static NO_STEM: LazyLock<Stem> = LazyLock::new(Stem::default);

impl Lexicon {
    /// The lexicon of a language tag (`en`, `en-IE`); `None` where there is none.
    pub(super) fn of_language(tag: &str) -> Option<&'static Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// What is known of a word, in small letters.
    pub(super) fn form(&self, word: &str) -> &Form {
        self.forms.get(word).unwrap_or(&NO_FORM)
    }

    /// What is known of a stem.
    pub(super) fn known(&self, stem: &str) -> &Stem {
        self.stems.get(stem).unwrap_or(&NO_STEM)
    }

    /// What a word is good for, by what is known of its stem and its form, and by its ending.
    pub(super) fn traits(&self, stem: &Stem, form: &Form, word: &str) -> Traits {
        let traits = stem.traits.and(form.traits);
        let traits = if self.names_party(word, form) { traits.with(Trait::Party) } else { traits };
        // Persons and bodies come in numbers.
        let singular = word.trim_end_matches('s');
        let own = self.endings.of(word).filter(|&(_, &one)| one != Trait::Party && can_end(word, one));
        let party = self.endings.of(singular).filter(|&(_, &one)| one == Trait::Party);
        own.chain(party).fold(traits, |all, (_, &one)| all.with(one))
    }

    /// Whether a word, in small letters, is one for persons or bodies.
    pub(super) fn names_party(&self, word: &str, form: &Form) -> bool {
        let plural = || word.ends_with('s') && self.form(word.trim_end_matches('s')).traits.has(Trait::Party);
        form.traits.has(Trait::Party) || plural()
    }

    /// Whether what follows a word, in small letters, is asked for piece by piece.
    pub(super) fn itemises(&self, word: &str) -> bool {
        self.known(&self.stem(word)).itemises
    }

    /// Whether a word, in small letters, is good for something.
    pub(super) fn has(&self, word: &str, one: Trait) -> bool {
        self.traits(self.known(&self.stem(word)), self.form(word), word).has(one)
    }

    /// Whether a word, in small letters, says something where it stands among others: no `to`, `where` or `make`.
    pub(super) fn tells(&self, word: &str) -> bool {
        let form = self.form(word);
        !form.vague && !form.phrases.iter().any(|phrase| phrase.rest.is_empty()) && !self.has(word, Trait::Light)
    }

    /// Whether a word joins the parts of a list.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.conjunction(word).is_some()
    }

    /// How a word joins the parts of a list.
    pub(super) fn conjunction(&self, word: &str) -> Option<Conjunction> {
        let alone = self.form(word).phrases.iter().filter(|phrase| phrase.rest.is_empty());
        alone.flat_map(|phrase| &phrase.senses).find_map(|sense| match sense {
            Sense::Joins(conjunction) => Some(*conjunction),
            _ => None,
        })
    }

    /// Whether a word is a prefix that is written with or without a hyphen.
    pub(super) fn is_prefix(&self, word: &str) -> bool {
        lists(&self.prefixes, word)
    }

    /// Whether a prefix turns a word into its opposite.
    pub(super) fn denies(&self, prefix: &str) -> bool {
        self.denials.iter().any(|one| one == prefix)
    }

    /// Small words of which one says the opposite of the other.
    pub(super) fn opposites(&self) -> impl Iterator<Item = (&str, &str)> {
        self.opposites.iter().map(|(one, other)| (one.as_str(), other.as_str()))
    }

    /// Whether one small word may stand for another: they are in one line of those that do.
    pub(super) fn says_the_same(&self, one: &str, other: &str) -> bool {
        self.interchangeable.iter().any(|line| [one, other].iter().all(|word| line.iter().any(|known| known == word)))
    }

    /// Small words that turn what stands beside them: `only`.
    pub(super) fn turning(&self) -> impl Iterator<Item = &str> {
        self.turning.iter().map(String::as_str)
    }

    /// Whether a word says when, how or in the place of what something is done: `before`, `without`.
    pub(super) fn governs(&self, word: &str) -> bool {
        lists(&self.governing, word)
    }

    /// Whether a word before a participle says that the act is done: `has paid`.
    pub(super) fn perfects(&self, word: &str) -> bool {
        lists(&self.perfect, word)
    }

    /// Whether a word before a participle says that the act is under way: `being repaired`.
    pub(super) fn goes_on(&self, word: &str) -> bool {
        lists(&self.progressive, word)
    }

    /// Whether a word says that the order of others tells something.
    pub(super) fn orders(&self, word: &str) -> bool {
        lists(&self.ordering, word)
    }

    /// The month of that name, from 1.
    pub(super) fn month(&self, word: &str) -> Option<u32> {
        self.months.get(word).copied()
    }

    /// The number that a word names.
    pub(super) fn number(&self, word: &str) -> Option<f64> {
        self.numbers.get(word).copied()
    }

    /// What a word multiplies the number before it by.
    pub(super) fn multiplier(&self, word: &str) -> Option<f64> {
        self.multipliers.get(word).copied()
    }

    /// How many times a word says: `twice` is 2.
    pub(super) fn times(&self, word: &str) -> Option<f64> {
        self.times.get(word).copied()
    }

    /// Which one of a row a word says: `every second day`.
    pub(super) fn ordinal(&self, word: &str) -> Option<f64> {
        self.ordinals.get(word).copied()
    }

    /// The form in which a word counts as the same: its stem, or that of the word it stands for.
    pub(super) fn stem(&self, word: &str) -> String {
        let stem = self.stemmer.stem(word);
        self.known(&stem).stands_for.clone().unwrap_or(stem)
    }
}

/// Whether a word is in a list, in small letters or not.
fn lists(words: &[String], word: &str) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Short words end so by chance: `reply`, `ring`.
const fn can_end(word: &str, one: Trait) -> bool {
    word.len() > SHORT || !matches!(one, Trait::Adverb | Trait::Gerund)
}

/// Letters of a word up to which its ending says nothing of it.
const SHORT: usize = 5;

/// Letters that a root must have.
const SHORTEST_ROOT: usize = 4;

impl Lexicon {
    /// Whether a class holds a kind, itself or through another kind.
    pub(super) fn holds(&self, class: &str, kind: &str) -> bool {
        self.known(kind).classes.iter().any(|one| one == class || self.holds(class, one))
    }

    /// What is left of a stem without the ending that makes another class of word of it.
    pub(super) fn root<'s>(&self, stem: &'s str) -> &'s str {
        let roots = self.near_endings.of(stem).map(|(root, ())| root).filter(|root| root.len() >= SHORTEST_ROOT);
        roots.min_by_key(|root| root.len()).unwrap_or(stem)
    }
}

/// Whether a word, in small letters, joins the parts of a list in a language; none does where there is no lexicon.
pub fn joins(word: &str, language: &str) -> bool {
    Lexicon::of_language(language).is_some_and(|lexicon| lexicon.joins(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> &'static Lexicon {
        Lexicon::of_language("en-GB").expect("English is built in")
    }

    #[test]
    fn inflections_spellings_and_synonyms_share_a_stem() {
        for (one, other) in [
            ("inspection", "inspected"),
            ("organisation", "organizations"),
            ("colour", "color"),
            ("analysing", "analyze"),
            ("repaired", "fixes"),
            ("verify", "verification"),
            ("evaluating", "evaluation"),
            ("copies", "copy"),
        ] {
            assert_eq!(english().stem(one), english().stem(other), "{one} / {other}");
        }
    }

    #[test]
    fn words_of_other_meaning_keep_apart() {
        for (one, other) in [
            ("employer", "employee"),
            ("provider", "provision"),
            ("operator", "operation"),
            ("assets", "assessment"),
            ("lubricate", "inspect"),
            ("deployer", "deployment"),
        ] {
            assert_ne!(english().stem(one), english().stem(other), "{one} / {other}");
        }
    }

    #[test]
    fn only_persons_and_bodies_are_parties() {
        for somebody in ["user", "users", "assessors", "captains", "crew", "authorities"] {
            assert!(english().has(somebody, Trait::Party), "{somebody}");
        }
        for nobody in ["used", "use", "assessment", "officially", "provided"] {
            assert!(!english().has(nobody, Trait::Party), "{nobody}");
        }
    }

    #[test]
    fn classes_hold_their_kinds_and_no_kind_holds_itself() {
        let lexicon = english();
        let stem = |word: &str| lexicon.stem(word);
        assert!(lexicon.holds(&stem("animals"), &stem("cows")));
        assert!(!lexicon.holds(&stem("cow"), &stem("animal")));
        for kind in lexicon.stems.keys() {
            assert!(!lexicon.holds(kind, kind), "{kind}");
        }
    }

    #[test]
    fn a_language_without_a_file_has_no_lexicon() {
        assert!(Lexicon::of_language("fi").is_none());
    }
}
