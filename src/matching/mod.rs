//! Which unit corresponds to which, and on what evidence.
//!
//! ```text
//! hints ──► settle ──► features ──► candidates ──► score ──► context ──► assign ──► relate ──► evidence
//!  pins,     ids,       weighted     rare terms     text,     what        one to     split,     why, and
//!  drafts    same       terms        in common      title     stands      one        merge,     how sure
//!  between   text                                             around                 part
//! ```
//!
//! Nothing depends on numbers, except that a number kept is evidence to be told. Everything is symmetric: matching
//! (b, a) is matching (a, b) turned round.

mod assign;
mod candidates;
mod chain;
mod closest;
mod context;
mod counter;
mod evidence;
mod explain;
mod features;
mod hints;
mod interner;
mod joins;
mod leftovers;
mod link;
mod names;
mod offsets;
mod passages;
mod passes;
mod pins;
mod provenance;
mod reading;
mod relate;
mod scale;
mod score;
mod settle;
mod tree;

pub use chain::{Chained, Disagreement, compose, disagreement};
pub use closest::{Closest, Sentences};
pub use explain::{Candidate, Explanation, explain};
pub use hints::{Hints, Way};
pub use link::{Evidence, Link, Matching, Refusal, Relation};
pub use names::{Names, Unfound};
pub use pins::{Contradiction, Pin, pins};

use crate::model::{Draft, Pair, PinRule};
use passes::Passes;

/// Finds out which unit of the newer draft comes from which of the older.
pub fn drafts(drafts: Pair<&Draft>) -> Matching {
    informed(drafts, &Hints::default())
}

/// The same, with what is known besides the texts: pins are obeyed, ways through other drafts are evidence.
pub fn informed(drafts: Pair<&Draft>, hints: &Hints) -> Matching {
    Passes::run(drafts, hints).matching()
}

/// The matching of each of some consecutive drafts with the next one.
///
/// # Errors
/// When two pins contradict each other.
pub fn steps(drafts: &[&Draft], rules: &[PinRule]) -> Result<Vec<Matching>, Contradiction> {
    let step = |neighbours: &[&Draft]| {
        let pair = Pair::new(neighbours[0], neighbours[1]);
        let (pins, _) = pins(rules, pair)?;
        Ok(informed(pair, &Hints { pins, ..Hints::default() }))
    };
    drafts.windows(2).map(step).collect()
}
