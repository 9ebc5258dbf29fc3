use super::{Redline, Reference};
use crate::matching::Relation;
use crate::model::{Pair, UnitIdx};
use std::ops::Range;

/// What happened between two drafts: one edit a link, in the order of the matching's links.
///
/// Added and removed units stand in the matching.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditScript {
    /// One a link.
    pub edits: Vec<Edit>,
    /// Sentences that moved between units without a link to carry them, in order of the newer draft.
    pub passages: Vec<Passage>,
    /// What every unit refers to, in the order of each draft's units.
    pub references: Pair<Vec<Vec<Reference>>>,
}

/// A sentence that stands in another place now, in units that no link joins for it: also in removed and added ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The unit that it left and the one that it came to.
    pub units: Pair<UnitIdx>,
    /// Its bytes in either unit's text.
    pub ranges: Pair<Range<usize>>,
}

/// What happened to one linked pair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edit {
    /// Which aspects changed: independent of each other.
    pub aspects: Aspects,
    /// Word edits in the title.
    pub title: Redline,
    /// Word edits in the text.
    pub body: Redline,
    /// The bytes that both texts share: where they stand in either.
    pub equal: Vec<Pair<Range<usize>>>,
    /// Differences counted and not shown: numbers, labels, typography, references that followed.
    pub administrative: u32,
    /// Whether emphasis, links or code markup differ where the words agree.
    pub reformatted: bool,
}

/// The aspects of an edit. A unit may be moved *and* renumbered *and* refined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects {
    /// Stands in another parent, or in another order among the units that stayed.
    pub moved: bool,
    /// Another number is printed.
    pub renumbered: bool,
    /// Another kind of unit: a Measure became a Commitment.
    pub relevelled: bool,
    /// Another title.
    pub retitled: bool,
    /// Another text.
    pub refined: bool,
}

/// The headline of a unit, derived from relation and aspects in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// New in the newer draft.
    Added,
    /// Gone from the newer draft.
    Removed,
    /// Divided over several units.
    Split,
    /// Combined from several units.
    Merged,
    /// Moved to another place or level, refined or not.
    Moved,
    /// Refined where it stands.
    Refined,
    /// Only its number changed.
    Renumbered,
    /// Nothing changed that a reader is shown.
    Unchanged,
}

/// The headline of one link.
///
/// A split or merged unit is that above all; then what a reader must look for in another place; then its words; then
/// its number. A minor passage that went over counts as moved: it is no headline of either unit.
pub const fn state(relation: Relation, aspects: Aspects) -> State {
    match relation {
        Relation::Split => State::Split,
        Relation::Merge => State::Merged,
        Relation::Part => State::Moved,
        Relation::Same if aspects.moved || aspects.relevelled => State::Moved,
        Relation::Same if aspects.refined || aspects.retitled => State::Refined,
        Relation::Same if aspects.renumbered => State::Renumbered,
        Relation::Same => State::Unchanged,
    }
}
