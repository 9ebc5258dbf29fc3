//! What the stages before found out, and which links are those of a unit.

use crate::classify::{Finding, Weight};
use crate::diff::{self, Edit, EditScript, State};
use crate::matching::{Link, Matching, Relation};
use crate::model::{Draft, Pair, Side, Unit, UnitIdx};

/// The results of the stages, side by side.
pub(super) struct Stages<'a> {
    pub(super) drafts: Pair<&'a Draft>,
    pub(super) matching: &'a Matching,
    pub(super) script: &'a EditScript,
    pub(super) findings: &'a [Finding],
    pub(super) weights: &'a [Weight],
}

impl<'a> Stages<'a> {
    /// The two units of a link.
    pub(super) fn linked(&self, link: usize) -> Pair<&'a Unit> {
        self.drafts.zip(self.matching.links[link].units).map(|(draft, idx)| &draft[idx])
    }

    /// What happened to a link's units.
    pub(super) fn edit(&self, link: usize) -> &'a Edit {
        &self.script.edits[link]
    }

    /// The headline of a link. The same words in another setting are no unchanged ones to a reader.
    pub(super) fn state(&self, link: usize) -> State {
        let state = diff::state(self.matching.links[link].relation, self.edit(link).aspects);
        let substantive = self.weights.get(link) == Some(&Weight::Substantive);
        if substantive && matches!(state, State::Unchanged | State::Renumbered) { State::Refined } else { state }
    }

    /// How grave a link's change is: where nobody said, it is substantive.
    pub(super) fn weight(&self, link: usize) -> Weight {
        self.weights.get(link).copied().unwrap_or(Weight::Substantive)
    }
}

/// For each unit of either draft the positions of its links, the main one first.
pub(super) struct LinkIndex {
    sides: Pair<Vec<Vec<usize>>>,
}

impl LinkIndex {
    pub(super) fn new(stages: &Stages<'_>) -> Self {
        let mut sides = stages.drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
        let links = &stages.matching.links;
        for (position, link) in links.iter().enumerate() {
            sides.before[link.units.before.get()].push(position);
            sides.after[link.units.after.get()].push(position);
        }
        for list in sides.before.iter_mut().chain(sides.after.iter_mut()) {
            list.sort_by(|&one, &other| rank(&links[one]).cmp(&rank(&links[other])));
        }
        Self { sides }
    }

    /// The links of a unit of one draft, the main one first.
    pub(super) fn of(&self, side: Side, idx: UnitIdx) -> &[usize] {
        &side.of(&self.sides)[idx.get()]
    }

    /// The main link of a unit: none where only passages of it were linked.
    pub(super) fn main(&self, side: Side, idx: UnitIdx, stages: &Stages<'_>) -> Option<usize> {
        self.of(side, idx).first().copied().filter(|&link| stages.matching.links[link].relation != Relation::Part)
    }
}

/// Sorts the main link of a unit first: by relation, then by confidence (in ten-thousandths, falling).
fn rank(link: &Link) -> (Relation, i32) {
    #[expect(clippy::cast_possible_truncation, reason = "a confidence is from 0 to 1")]
    let confidence = (link.confidence.clamp(0.0, 1.0) * 10_000.0) as i32;
    (link.relation, -confidence)
}
