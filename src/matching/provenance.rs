//! Where each sentence comes from and goes to: for every sentence of one draft the most alike one of the other.
//!
//! Computed once; splits, merges, moves of text and the "came from" view all read it.

use super::candidates::Index;
use super::features::{Features, UnitFeatures};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Terms of a sentence that are looked up, rarest first.
const PROBES: usize = 10;

/// Sentences that are compared in full.
const KEPT: usize = 6;

/// For each pair of units, the weight of the first one's sentences whose best counterpart stands in the second, each
/// counted by its likeness; keyed in the direction asked.
pub(super) fn flows(
    features: &Features,
    from: &[UnitFeatures],
    to: &[UnitFeatures],
    keep: impl Fn(u32) -> bool,
) -> BTreeMap<(u32, u32), f64> {
    let sentences: Vec<(u32, usize)> = to
        .iter()
        .enumerate()
        .flat_map(|(unit, features)| (0..features.sentences.len()).map(move |at| (unit as u32, at)))
        .collect();
    let index = Index::new(sentences.iter().map(|&(unit, at)| &to[unit as usize].sentences[at]).zip(0..));
    let mut flows: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut scores = FxHashMap::default();
    for (unit, features_of) in from.iter().enumerate() {
        for sentence in &features_of.sentences {
            let mut best: (f64, Option<u32>) = (0.0, None);
            for found in index.nearest(features, &[sentence], PROBES, KEPT, &mut scores) {
                let (owner, at) = sentences[found as usize];
                if !keep(owner) {
                    continue;
                }
                let other = &to[owner as usize].sentences[at];
                let like = features.cosine(sentence, other);
                if like > best.0 {
                    best = (like, Some(owner));
                }
            }
            if let (like, Some(owner)) = best {
                *flows.entry((unit as u32, owner)).or_default() += like * sentence.mass as f64;
            }
        }
    }
    flows
}
