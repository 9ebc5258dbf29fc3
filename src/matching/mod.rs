//! Which unit corresponds to which, and on what evidence.
//!
//! ```text
//! features ──► candidates ──► score ──► context ──► assign ──► relate ──► links
//!  weighted     rare terms     text,     what        one to     split,
//!  terms        in common      title     stands      one        merge,
//!                                        around                 part
//! ```
//!
//! Nothing depends on numbers, except that a number kept is evidence to be told. Everything is symmetric: matching
//! (b, a) is matching (a, b) turned round.

mod assign;
mod candidates;
mod context;
mod features;
mod link;
mod relate;
mod score;

pub use link::{Evidence, Link, Matching, Relation};

use crate::model::{Draft, Pair, UnitIdx};
use candidates::{Key, candidates, units};
use context::{Flooded, flood};
use features::Features;
use rustc_hash::FxHashSet;

/// Finds out which unit of the newer draft comes from which of the older.
pub fn drafts(drafts: Pair<&Draft>) -> Matching {
    let features = Features::new(drafts);
    let flooded = flood(&features, drafts, candidates(&features));
    let mut mates = assign::assign(&flooded, &[]);
    let links = relate::relate(&features, &flooded, &mates);
    assign::assign_across(&flooded, &mut mates, &claimed(&links));
    let links = relate::relate(&features, &flooded, &mates);
    matching(drafts, &flooded, &links)
}

fn claimed(links: &[(Key, Relation)]) -> (FxHashSet<u32>, FxHashSet<u32>) {
    let firm = links.iter().filter(|(_, relation)| *relation != Relation::Part);
    firm.map(|&(key, _)| key).unzip()
}

fn matching(drafts: Pair<&Draft>, flooded: &Flooded, links: &[(Key, Relation)]) -> Matching {
    let linked: (FxHashSet<u32>, FxHashSet<u32>) = links.iter().map(|&(key, _)| key).unzip();
    let without = |draft: &Draft, linked: &FxHashSet<u32>| -> Vec<UnitIdx> {
        draft.iter().map(|(idx, _)| idx).filter(|idx| !linked.contains(&idx.0)).collect()
    };
    Matching {
        links: links.iter().map(|&(key, relation)| link(flooded, key, relation)).collect(),
        added: without(drafts.after, &linked.1),
        removed: without(drafts.before, &linked.0),
    }
}

fn link(flooded: &Flooded, key: Key, relation: Relation) -> Link {
    let position = flooded.position(key);
    let score = position.map(|position| flooded.scores[position]).unwrap_or_default();
    let joined = position.map_or(1.0, |position| flooded.joined[position]);
    let evidence = vec![Evidence::Title(score.title as f32), Evidence::Text(score.text as f32)];
    Link { units: units(key), relation, evidence, confidence: joined as f32 }
}
