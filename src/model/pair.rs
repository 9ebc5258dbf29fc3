/// Two of a kind: what stood before and what stands after.
///
/// Every stage that looks at two drafts takes one `Pair`, never two parameters, so that the sides cannot be
/// swapped by accident.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Pair<T> {
    /// The older side.
    pub before: T,
    /// The newer side.
    pub after: T,
}

impl<T> Pair<T> {
    /// A pair of the two sides, older first.
    pub const fn new(before: T, after: T) -> Self {
        Self { before, after }
    }

    /// The pair turned round.
    pub fn swap(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// What stands on one side.
    pub fn on(self, side: Side) -> T {
        match side {
            Side::Before => self.before,
            Side::After => self.after,
        }
    }

    /// The same function on each side.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Pair<U> {
        Pair { before: f(self.before), after: f(self.after) }
    }

    /// The pair of references.
    pub const fn as_ref(&self) -> Pair<&T> {
        Pair { before: &self.before, after: &self.after }
    }

    /// A function of each side and the same side of another pair.
    pub fn zip_with<U, V>(self, other: Pair<U>, mut f: impl FnMut(T, U) -> V) -> Pair<V> {
        Pair { before: f(self.before, other.before), after: f(self.after, other.after) }
    }

    /// Side by side with another pair.
    pub fn zip<U>(self, other: Pair<U>) -> Pair<(T, U)> {
        Pair { before: (self.before, other.before), after: (self.after, other.after) }
    }
}

impl<T: PartialEq> Pair<T> {
    /// Whether the two sides are equal.
    pub fn agree(&self) -> bool {
        self.before == self.after
    }
}

/// Which side of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The older one.
    Before,
    /// The newer one.
    After,
}

impl Side {
    /// Both sides, older first.
    pub const BOTH: [Self; 2] = [Self::Before, Self::After];

    /// Each side at its place.
    pub const EACH: Pair<Self> = Pair { before: Self::Before, after: Self::After };

    /// The side across.
    pub const fn other(self) -> Self {
        match self {
            Self::Before => Self::After,
            Self::After => Self::Before,
        }
    }

    /// What a pair has on this side.
    pub const fn of<T>(self, pair: &Pair<T>) -> &T {
        match self {
            Self::Before => &pair.before,
            Self::After => &pair.after,
        }
    }

    /// The same, to be changed.
    pub const fn of_mut<T>(self, pair: &mut Pair<T>) -> &mut T {
        match self {
            Self::Before => &mut pair.before,
            Self::After => &mut pair.after,
        }
    }
}
