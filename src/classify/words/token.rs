use super::roles::{Role, Roles};
use super::scan::{Kind, NO_WORD, Piece};
use crate::classify::lexicon::{Bound, Conjunction, Lead, Meaning, Meanings, Modal, Sense, Trait, Traits, Unit};
use std::ops::Range;

/// One token.
#[derive(Clone, Debug)]
pub(in crate::classify) struct Token {
    /// Its bytes.
    pub(in crate::classify) range: Range<usize>,
    /// Its word, as a key of the reader that read it; that of no word for a mark or several words.
    pub(in crate::classify) word: u32,
    /// The form in which it counts as the same, as a key of the same reader.
    pub(in crate::classify) stem: u32,
    /// The root that it shares with words of another class, as a key of the same reader.
    pub(in crate::classify) root: u32,
    /// The circles of near words in which it stands.
    pub(in crate::classify) near: &'static [u16],
    /// What it may mean; empty for a word that carries its own meaning.
    pub(in crate::classify) senses: &'static [Sense],
    /// Of which kinds that is.
    pub(in crate::classify) meanings: Meanings,
    /// What its word is good for.
    pub(in crate::classify) traits: Traits,
    /// Word, number or mark.
    pub(in crate::classify) kind: Kind,
    /// Whether it begins with a capital letter.
    pub(in crate::classify) capital: bool,
    /// What it may begin.
    pub(in crate::classify) roles: Roles,
}

impl Token {
    /// A number or a mark.
    pub(in crate::classify) fn plain(piece: &Piece, stem: u32) -> Self {
        let token = Self::word(piece.word, stem, &[], Traits::default());
        Self { range: piece.range.clone(), kind: piece.kind, roles: Roles::of_sign(piece.kind), ..token }
    }

    /// A word that is nowhere yet and means nothing to the lexicon.
    pub(in crate::classify) fn word(word: u32, stem: u32, near: &'static [u16], traits: Traits) -> Self {
        Self {
            range: 0..0,
            word,
            stem,
            root: stem,
            near,
            senses: &[],
            meanings: Meanings::default(),
            traits,
            kind: Kind::Word,
            capital: false,
            roles: Roles::default(),
        }
    }

    /// The same where it is printed.
    pub(in crate::classify) const fn at(self, range: Range<usize>, capital: bool) -> Self {
        let roles = self.roles.with(Role::Citation, capital);
        Self { range, capital, roles, ..self }
    }

    /// Whether it is several words.
    pub(in crate::classify) const fn is_phrase(&self) -> bool {
        matches!(self.kind, Kind::Word) && self.word == NO_WORD
    }

    /// Whether it may mean something of a kind.
    pub(in crate::classify) const fn says(&self, kind: Meaning) -> bool {
        self.meanings.has(kind)
    }

    /// Whether one of the senses fits.
    pub(in crate::classify) fn is(&self, fits: impl Fn(&Sense) -> bool) -> bool {
        self.senses.iter().any(fits)
    }

    /// Whether the token is a mark and no word or number.
    pub(in crate::classify) const fn is_sign(&self) -> bool {
        matches!(self.kind, Kind::Mark(_))
    }

    /// Whether the token is this mark.
    pub(in crate::classify) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    /// Whether a sentence or a part of a list ends here.
    pub(in crate::classify) fn is_stop(&self) -> bool {
        matches!(self.kind, Kind::Mark('.' | ';' | ':' | '!' | '?'))
    }

    /// Whether the word says nothing of its own.
    pub(in crate::classify) const fn is_quiet(&self) -> bool {
        self.meanings.meets(Meanings::QUIET) || self.is_sign()
    }

    /// Whether the word says something of its own and nothing to the rules.
    pub(in crate::classify) fn is_plain(&self) -> bool {
        self.kind == Kind::Word && self.meanings.are_within(Meanings::of(&[Meaning::Content]))
    }

    /// Whether the word tells its statement from others: `shall` is common to all duties.
    pub(in crate::classify) const fn tells(&self) -> bool {
        !self.is_quiet() && !self.says(Meaning::Modal)
    }

    /// Whether it is a word that may name a thing with others: no `before`, no `identified`.
    pub(in crate::classify) fn names(&self) -> bool {
        let leads =
            [Trait::Preposition, Trait::Connective, Trait::Advance, Trait::Illustration, Trait::Wide, Trait::Counts];
        let word = matches!(self.kind, Kind::Word) && self.tells() && !self.is_phrase() && !self.says(Meaning::Lead);
        let named = !self.has(Trait::Participle) || self.has(Trait::Gerund);
        word && named && !leads.iter().any(|&one| self.has(one))
    }

    /// What the token counts, where it is a unit.
    pub(in crate::classify) fn unit(&self) -> Option<&'static Unit> {
        if !self.says(Meaning::Unit) {
            return None;
        }
        self.senses.iter().find_map(|sense| match sense {
            Sense::Unit(unit) => Some(unit),
            _ => None,
        })
    }

    /// Which side of an amount the token allows.
    pub(in crate::classify) fn bound(&self) -> Option<Bound> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Bound(bound) => Some(*bound),
            _ => None,
        })
    }

    /// How much the token asks for or allows, where it is a modal.
    pub(in crate::classify) fn modal(&self) -> Option<Modal> {
        self.senses.iter().find_map(|sense| match sense {
            Sense::Modal(modal) => Some(*modal),
            _ => None,
        })
    }

    /// Whether a time before the token counts from or to something: `10 days after`, `a week before`.
    pub(in crate::classify) fn counts_time(&self) -> bool {
        self.is(|sense| *sense == Sense::Lead(Lead::After)) || self.has(Trait::Advance)
    }

    /// How the token joins the parts of a list.
    pub(in crate::classify) fn joins(&self) -> Option<Conjunction> {
        if !self.says(Meaning::Joins) {
            return None;
        }
        self.senses.iter().find_map(|sense| match sense {
            Sense::Joins(conjunction) => Some(*conjunction),
            _ => None,
        })
    }

    /// Whether two words often say the same: near ones, or of one root.
    #[inline]
    pub(in crate::classify) fn is_near(&self, other: &Self) -> bool {
        self.root == other.root || !other.near.is_empty() && self.near.iter().any(|circle| other.near.contains(circle))
    }

    /// Whether the word has a trait.
    pub(in crate::classify) const fn has(&self, one: Trait) -> bool {
        self.traits.has(one)
    }
}

/// Keys in order, each once.
pub(in crate::classify) fn each_once(mut keys: Vec<u32>) -> Vec<u32> {
    keys.sort_unstable();
    keys.dedup();
    keys
}
