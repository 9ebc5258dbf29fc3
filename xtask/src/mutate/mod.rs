//! Drafts changed with known truth.
//!
//! From a draft's source, an edit of one [`Kind`] makes another source, as a drafter's hand would: units moved, split,
//! renumbered, reworded. What became of each unit is known by construction, so matching can be held to it. Everything
//! is determined by the seed.

mod edits;
mod manuscript;
mod numbers;
mod random;
mod words;

use manuscript::Manuscript;
pub(crate) use random::Random;
use redraft::matching::Relation;
use redraft::model::Draft;
use std::collections::BTreeMap;

/// What is done to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Nothing.
    Nothing,
    /// All numbers are printed anew.
    Renumber,
    /// Units go to another parent.
    Move,
    /// Units go to another parent and a fifth of their words is replaced.
    MoveReworded,
    /// Pairs of units exchange their numbers.
    SwapNumbers,
    /// A unit leaves its number, and a new unit prints it.
    ReuseNumber,
    /// Units are divided in two.
    Split,
    /// Units are divided in two and a fifth of their words is replaced.
    SplitReworded,
    /// Two units become one.
    Merge,
    /// Two units become one and a fifth of their words is replaced.
    MergeReworded,
    /// Measures become Commitments, Sub-Measures become Measures.
    Lift,
    /// Units go.
    Delete,
    /// Units come.
    Insert,
    /// Sections, Commitments or Measures stand in another order.
    Shuffle,
    /// So many of a hundred words are replaced in half of all provisions.
    Reword(usize),
    /// Some of everything.
    Mixed,
}

impl Kind {
    /// All kinds, at all strengths.
    pub(crate) const ALL: &'static [Self] = &[
        Self::Nothing,
        Self::Renumber,
        Self::Move,
        Self::MoveReworded,
        Self::SwapNumbers,
        Self::ReuseNumber,
        Self::Split,
        Self::SplitReworded,
        Self::Merge,
        Self::MergeReworded,
        Self::Lift,
        Self::Delete,
        Self::Insert,
        Self::Shuffle,
        Self::Reword(10),
        Self::Reword(20),
        Self::Reword(30),
        Self::Reword(40),
        Self::Reword(60),
        Self::Mixed,
    ];
}

/// A draft after an edit.
#[derive(Clone, Debug)]
pub(crate) struct Mutant {
    /// Its Markdown.
    pub(crate) text: String,
    /// What became of each unit.
    pub(crate) truth: Truth,
}

/// What became of each unit; units are named by the 1-based line that opens them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Truth {
    /// Units of the older draft, each with its parent.
    pub(crate) before: Vec<(u32, Option<u32>)>,
    /// Units of the newer draft, in order.
    pub(crate) after: Vec<Head>,
}

/// A unit of the newer draft.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) line: u32,
    pub(crate) parent: Option<u32>,
    /// The units it comes from, and how; none for a new one.
    pub(crate) origins: Vec<(u32, Relation)>,
}

/// One true correspondence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TrueLink {
    pub(crate) before: u32,
    pub(crate) after: u32,
    pub(crate) relation: Relation,
    pub(crate) place: Place,
}

/// Whether a unit moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It stands in what its parent became.
    Stays,
    /// It stands in what its parent did not become.
    Moved,
    /// Its parent was divided or combined: a matter of view.
    Open,
}

impl TrueLink {
    /// Whether the unit is one, and where it was.
    pub(crate) fn is_unmoved(&self) -> bool {
        self.relation == Relation::Same && self.place == Place::Stays
    }
}

impl Truth {
    /// Every true correspondence, by the newer unit's line.
    pub(crate) fn links(&self) -> Vec<TrueLink> {
        let parents: BTreeMap<u32, Option<u32>> = self.before.iter().copied().collect();
        let origins: BTreeMap<u32, &[(u32, Relation)]> =
            self.after.iter().map(|head| (head.line, head.origins.as_slice())).collect();
        let mut links = Vec::new();
        for head in &self.after {
            for &(before, relation) in &head.origins {
                let parent = parents.get(&before).copied().flatten();
                let place = match (parent, head.parent.map(|parent| origins[&parent])) {
                    (None, None) => Place::Stays,
                    (Some(one), Some([(line, Relation::Same)])) if *line == one => Place::Stays,
                    (Some(one), Some(of)) if of.iter().any(|&(line, _)| line == one) => Place::Open,
                    _ => Place::Moved,
                };
                links.push(TrueLink { before, after: head.line, relation, place });
            }
        }
        links
    }

    /// Whether a parsed draft has the units that were meant, each in the parent that was meant.
    pub(crate) fn fits(&self, draft: &Draft) -> bool {
        let meant = self.after.iter().map(|head| (head.line, head.parent));
        let found = draft.units.iter().map(|unit| (unit.span.line, unit.parent.map(|parent| draft[parent].span.line)));
        meant.eq(found)
    }
}

/// A draft of one file after an edit; `None` where it has nothing that the edit could be done to.
///
/// `draft` is what `text` is parsed to. Whether the edit did what was meant is for the caller to see: a mutant whose
/// units are not those of its truth ([`Truth::fits`]) is no test of anything.
pub(crate) fn mutate(draft: &Draft, text: &str, kind: Kind, seed: u64) -> Option<Mutant> {
    let mut manuscript = Manuscript::new(draft, text);
    let done = edits::edit(&mut manuscript, kind, &mut Random::new(seed));
    numbers::follow(&mut manuscript);
    let (text, truth) = manuscript.write();
    done.then_some(Mutant { text, truth })
}
