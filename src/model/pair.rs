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
