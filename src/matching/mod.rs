//! Which unit corresponds to which, and on what evidence.
//!
//! ```text
//! settle ──► features ──► candidates ──► score ──► context ──► assign ──► relate ──► evidence
//!  ids,       weighted     rare terms     text,     what        one to     split,     why, and
//!  same       terms        in common      title     stands      one        merge,     how sure
//!  text                                             around                 part
//! ```
//!
//! Nothing depends on numbers, except that a number kept is evidence to be told. Everything is symmetric: matching
//! (b, a) is matching (a, b) turned round.

mod assign;
mod candidates;
mod context;
mod evidence;
mod features;
mod link;
mod relate;
mod score;
mod settle;

pub use link::{Evidence, Link, Matching, Relation};

use crate::model::{Draft, Pair, UnitIdx};
use candidates::{Key, candidates};
use context::flood;
use evidence::Witness;
use features::Features;
use rustc_hash::FxHashSet;

/// Finds out which unit of the newer draft comes from which of the older.
pub fn drafts(drafts: Pair<&Draft>) -> Matching {
    let settled = settle::settle(drafts);
    let features = Features::new(drafts);
    let pairs = settled.pairs();
    let flooded = flood(&features, drafts, candidates(&features), &pairs);
    let mut mates = assign::assign(&flooded, &pairs);
    let claims = relate::relate(drafts, &features, &flooded, &mates);
    assign::assign_across(&flooded, &mut mates, &claimed(&claims));
    let links = relate::relate(drafts, &features, &flooded, &mates);
    let witness = Witness::new(drafts, &features, &flooded, &settled);
    let linked: (FxHashSet<u32>, FxHashSet<u32>) = links.iter().map(|&(key, _)| key).unzip();
    Matching {
        links: links.iter().map(|&(key, relation)| witness.link(key, relation)).collect(),
        added: without(drafts.after, &linked.1),
        removed: without(drafts.before, &linked.0),
    }
}

fn claimed(links: &[(Key, Relation)]) -> (FxHashSet<u32>, FxHashSet<u32>) {
    let firm = links.iter().filter(|(_, relation)| *relation != Relation::Part);
    firm.map(|&(key, _)| key).unzip()
}

fn without(draft: &Draft, linked: &FxHashSet<u32>) -> Vec<UnitIdx> {
    draft.iter().map(|(idx, _)| idx).filter(|idx| !linked.contains(&idx.0)).collect()
}
