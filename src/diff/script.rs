use super::Redline;

/// What happened between two drafts: one edit a link, in the order of the matching's links.
///
/// Added and removed units stand in the matching.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditScript {
    /// One a link.
    pub edits: Vec<Edit>,
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
