use crate::model::UnitIdx;
use std::ops::Range;

/// What a rule says of one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's stable id.
    pub rule: &'static str,
    /// What it is about.
    pub aspect: Aspect,
    /// Which way it goes.
    pub effect: Effect,
    /// How grave it is.
    pub weight: Weight,
    /// The phrase in the older draft.
    pub before: Option<Phrase>,
    /// The phrase in the newer draft.
    pub after: Option<Phrase>,
}

/// A phrase of one unit's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The unit.
    pub unit: UnitIdx,
    /// The bytes in the unit's body text; empty at 0 where the phrase stands in its heading.
    pub range: Range<usize>,
    /// The words.
    pub text: String,
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name in data.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

named! {
    /// What a finding is about.
    Aspect {
        /// Modal strength: must, should, may.
        Obligation = "obligation",
        /// By when, for how long.
        Deadline = "deadline",
        /// How often.
        Frequency = "frequency",
        /// Numbers with units, percentages, amounts.
        Threshold = "threshold",
        /// To whom or what it applies.
        Scope = "scope",
        /// Who must act, or towards whom.
        Actor = "actor",
        /// Unless, except, does not apply.
        Exception = "exception",
        /// If, where, provided that.
        Condition = "condition",
        /// Laws and other units referred to.
        Reference = "reference",
        /// A term of the glossary.
        Definition = "definition",
        /// A key performance indicator.
        Kpi = "kpi",
        /// An item of a list of requirements.
        Requirement = "requirement",
        /// Title, level, place.
        Structure = "structure",
        /// Emphasis, links, markup.
        Formatting = "formatting",
    }
}

named! {
    /// Which way a finding goes.
    Effect {
        /// Asks more of those who are bound.
        Stronger = "stronger",
        /// Asks less of them.
        Weaker = "weaker",
        /// Was not there before.
        Added = "added",
        /// Is no longer there.
        Removed = "removed",
        /// Another one, without a direction that the text tells.
        Changed = "changed",
    }
}

named! {
    /// How grave a change is, lightest first.
    Weight {
        /// Nothing changed.
        None = "none",
        /// Numbers, labels, typography, references that followed.
        Administrative = "administrative",
        /// Wording only: shown to touch no aspect.
        Editorial = "editorial",
        /// Everything else: in doubt, substantive.
        Substantive = "substantive",
    }
}
