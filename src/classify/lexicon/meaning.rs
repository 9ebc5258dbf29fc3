/// The kinds of what a phrase may mean: one for each sense, which says more of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::classify) enum Meaning {
    Content,
    Function,
    Pronoun,
    Joins,
    Modal,
    Impersonal,
    Effort,
    Hedge,
    Exception,
    Exemption,
    Saving,
    Condition,
    LooseCondition,
    ShortCondition,
    Defines,
    Prompt,
    Rhythm,
    Every,
    Lead,
    Bound,
    Share,
    Unit,
    Citation,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::classify) struct Meanings(u32);

impl Meanings {
    /// What says nothing of its own.
    pub(in crate::classify) const QUIET: Self =
        Self::of(&[Meaning::Function, Meaning::Pronoun, Meaning::Joins, Meaning::Defines]);

    /// Some kinds.
    pub(in crate::classify) const fn of(some: &[Meaning]) -> Self {
        let mut set = Self(0);
        let mut at = 0;
        while at < some.len() {
            set = set.with(some[at]);
            at += 1;
        }
        set
    }

    /// With one more.
    pub(in crate::classify) const fn with(self, one: Meaning) -> Self {
        Self(self.0 | 1 << one as u32)
    }

    /// With those of another set.
    pub(in crate::classify) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a kind is among them.
    pub(in crate::classify) const fn has(self, one: Meaning) -> bool {
        self.0 & (1 << one as u32) != 0
    }

    /// Whether there is none that is not among some others.
    pub(in crate::classify) const fn are_within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }

    /// Whether any of some others is among them.
    pub(in crate::classify) const fn meets(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }
}
