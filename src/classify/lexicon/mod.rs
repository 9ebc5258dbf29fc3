//! What words mean to the rules: one data file a language.
//!
//! ```text
//! en.txt ──► sections ──► senses of phrases ("as far as possible" hedges, "no later than" leads a time)
//!                    ├──► traits of words   (`report` tells somebody, `week` measures time)
//!                    └──► stems             ("examinations" and "look into" count as one word)
//! ```

mod endings;
mod read;
mod sense;
mod stem;

pub(super) use sense::{Bound, Conjunction, Lead, Modal, Polarity, Sense, Trait, Traits, Unit};

use endings::Endings;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    phrases: FxHashMap<String, Vec<Phrase>>,
    /// Keys of the words that stand in phrases after the first.
    followers: FxHashMap<String, u32>,
    /// By stem.
    traits: FxHashMap<String, Traits>,
    /// Persons and bodies, as they are written: `used` has the stem of `user` and is nobody.
    parties: FxHashSet<String>,
    months: FxHashMap<String, u32>,
    numbers: FxHashMap<String, f64>,
    multipliers: FxHashMap<String, f64>,
    times: FxHashMap<String, f64>,
    ordinals: FxHashMap<String, f64>,
    synonyms: FxHashMap<String, String>,
    /// By stem: the circles of words that it is near to.
    near: FxHashMap<String, Vec<u16>>,
    circles: u16,
    near_endings: Endings<()>,
    /// By stem of a kind: the classes that hold it.
    classes: FxHashMap<String, Vec<String>>,
    /// What words with an ending are good for.
    endings: Vec<(String, Trait)>,
    /// Words that say how much is enough without a number, with a key of each measure.
    standards: FxHashMap<String, u32>,
    prefixes: Vec<String>,
    denials: Vec<String>,
    stemmer: stem::Stemmer,
}

/// Some words that mean one thing together.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words after the first, as keys of the lexicon.
    pub(super) rest: Vec<u32>,
    /// What they may mean.
    pub(super) senses: Vec<Sense>,
    /// Whether they say nothing of their own.
    pub(super) quiet: bool,
    /// Whether an amount, a rhythm or a time may begin with them.
    pub(super) counts: bool,
}

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(include_str!("en.txt")));

impl Lexicon {
    /// The lexicon of a language tag (`en`, `en-IE`); `None` where there is none.
    pub(super) fn of_language(tag: &str) -> Option<&'static Self> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" | "" => Some(&ENGLISH),
            _ => None,
        }
    }

    /// What the phrases that begin with a word mean, longest first.
    pub(super) fn phrases(&self, first: &str) -> &[Phrase] {
        self.phrases.get(first).map_or(&[], Vec::as_slice)
    }

    /// The key of a word that stands in some phrase after the first word.
    pub(super) fn follower(&self, word: &str) -> Option<u32> {
        self.followers.get(word).copied()
    }

    /// What a word is good for, by its stem and its ending.
    pub(super) fn traits(&self, stem: &str, word: &str) -> Traits {
        let traits = self.traits.get(stem).copied().unwrap_or_default();
        let singular = word.trim_end_matches('s');
        let traits = if self.names_party(word) { traits.with(Trait::Party) } else { traits };
        let counts =
            [&self.numbers, &self.multipliers, &self.times, &self.ordinals].iter().any(|map| map.contains_key(word));
        let traits = if counts { traits.with(Trait::Counts) } else { traits };
        let traits = if self.months.contains_key(word) { traits.with(Trait::Month) } else { traits };
        self.endings
            .iter()
            .filter(|(ending, one)| ends_in(if *one == Trait::Party { singular } else { word }, ending, *one))
            .fold(traits, |all, (_, one)| all.with(*one))
    }

    /// Whether a word, in small letters, is one for persons or bodies; they come in numbers.
    pub(super) fn names_party(&self, word: &str) -> bool {
        self.parties.contains(word) || self.parties.contains(word.trim_end_matches('s'))
    }

    /// By which measure a word, in small letters, says how much is enough without a number: one key for `adequate` and
    /// `adequately`.
    pub(super) fn standard(&self, word: &str) -> Option<u32> {
        self.standards.get(word).copied()
    }

    /// Whether a word, in small letters, is good for something.
    pub(super) fn has(&self, word: &str, one: Trait) -> bool {
        self.traits(&self.stem(word), word).has(one)
    }

    /// Whether a word joins the parts of a list.
    pub(super) fn joins(&self, word: &str) -> bool {
        let alone = self.phrases(word).iter().filter(|phrase| phrase.rest.is_empty());
        alone.flat_map(|phrase| &phrase.senses).any(|sense| matches!(sense, Sense::Joins(_)))
    }

    /// Whether a word is a prefix that is written with or without a hyphen.
    pub(super) fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.iter().any(|prefix| prefix.eq_ignore_ascii_case(word))
    }

    /// Whether a prefix turns a word into its opposite.
    pub(super) fn denies(&self, prefix: &str) -> bool {
        self.denials.iter().any(|one| one == prefix)
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
        self.synonyms.get(&stem).cloned().unwrap_or(stem)
    }
}

/// Short words end so by chance: `reply`, `ring`.
fn ends_in(word: &str, ending: &str, one: Trait) -> bool {
    match one {
        Trait::Adverb | Trait::Gerund => word.len() > SHORT && word.ends_with(ending),
        _ => word.ends_with(ending),
    }
}

/// Letters of a word up to which its ending says nothing of it.
const SHORT: usize = 5;

/// Letters that a root must have.
const SHORTEST_ROOT: usize = 4;

impl Lexicon {
    /// The circles of near words in which a stem stands, in order.
    pub(super) fn near(&self, stem: &str) -> &[u16] {
        self.near.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether a class holds a kind, itself or through another kind.
    pub(super) fn holds(&self, class: &str, kind: &str) -> bool {
        let classes = self.classes.get(kind).map_or(&[][..], Vec::as_slice);
        classes.iter().any(|one| one == class || self.holds(class, one))
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
        for kind in lexicon.classes.keys() {
            assert!(!lexicon.holds(kind, kind), "{kind}");
        }
    }

    #[test]
    fn a_language_without_a_file_has_no_lexicon() {
        assert!(Lexicon::of_language("fi").is_none());
    }
}
