//! What a token may begin, known of each word once: what looks for one thing passes by all other tokens.

use super::scan::Kind;
use crate::classify::lexicon::{Meaning, Meanings, Trait, Traits};

/// What may begin with a token.
#[derive(Clone, Copy, Debug)]
pub(in crate::classify) enum Role {
    /// A reference.
    Citation,
    /// The bracket after a label; it alone ends what it stands for.
    Label,
    /// An amount, a rhythm or a time.
    Quantity,
    /// A number, in digits or in words.
    Number,
    /// A date.
    Date,
    /// A time without a number.
    Prompt,
    /// Words that leave room.
    Hedge,
    /// An exception or a condition.
    Clause,
    /// A duty, with its modal.
    Duty,
    /// What a provision is asked for as a whole: a person or body, or a standard.
    Mention,
}

/// A set of them.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::classify) struct Roles(u16);

const COUNTS: Meanings = Meanings::of(&[Meaning::Rhythm, Meaning::Every, Meaning::Lead, Meaning::Share, Meaning::Unit]);
const OPENS: Meanings = Meanings::of(&[
    Meaning::Exemption,
    Meaning::ShortCondition,
    Meaning::Exception,
    Meaning::Condition,
    Meaning::LooseCondition,
]);
const BINDS: Meanings = Meanings::of(&[Meaning::Modal, Meaning::Effort]);

impl Roles {
    /// Those of a word in small letters by what it is good for.
    pub(super) fn of_word(traits: Traits) -> Self {
        let any = |some: &[Trait]| some.iter().any(|&one| traits.has(one));
        Self::default()
            .with(Role::Citation, traits.has(Trait::Article))
            .with(Role::Quantity, any(&[Trait::Counts, Trait::Minus, Trait::Indefinite, Trait::Event]))
            .with(Role::Number, any(&[Trait::Counts, Trait::Minus]))
            .with(Role::Date, any(&[Trait::Month, Trait::Counts]))
            .with(Role::Clause, traits.has(Trait::Inverting))
    }

    /// Those of a phrase by what it may mean.
    pub(super) fn of_phrase(meanings: Meanings) -> Self {
        Self::default()
            .with(Role::Citation, meanings.has(Meaning::Citation))
            .with(Role::Quantity, meanings.meets(COUNTS))
            .with(Role::Prompt, meanings.has(Meaning::Prompt))
            .with(Role::Hedge, meanings.has(Meaning::Hedge))
            .with(Role::Clause, meanings.meets(OPENS))
            .with(Role::Duty, meanings.meets(BINDS))
    }

    /// Those of a number or a mark.
    pub(super) fn of_sign(kind: Kind) -> Self {
        let number = matches!(kind, Kind::Number(_));
        let roles = Self::default().with(Role::Quantity, number).with(Role::Number, number).with(Role::Date, number);
        roles.with(Role::Label, kind == Kind::Mark(')'))
    }

    /// With one more, if it is so.
    pub(super) const fn with(self, role: Role, begins: bool) -> Self {
        Self(self.0 | (begins as u16) << role as u16)
    }

    /// Whether one is among them.
    pub(in crate::classify) const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u16) != 0
    }

    /// With those of another set.
    pub(in crate::classify) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
