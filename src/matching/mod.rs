//! Which unit corresponds to which, and on what evidence.

mod assign;
mod candidates;
mod context;
mod features;
mod link;
mod provenance;
mod score;

pub use assign::drafts;
pub use link::{Evidence, Link, Matching, Relation};

use crate::model::{Draft, Pair};
/// x
pub fn explore(drafts: Pair<&Draft>) -> Vec<(u32,u32,f64,f64)> {
    let f = features::Features::new(drafts);
    let x = provenance::flows(&f, &f.units.before, &f.units.after, |u| !drafts.after.units[u as usize].kind.is_note());
    let y = provenance::flows(&f, &f.units.after, &f.units.before, |u| !drafts.before.units[u as usize].kind.is_note());
    let mut keys: std::collections::BTreeSet<(u32,u32)> = x.keys().copied().collect();
    keys.extend(y.keys().map(|k| (k.1,k.0)));
    keys.into_iter().map(|(b,a)| (b,a, x.get(&(b,a)).unwrap_or(&0.0)/f.units.before[b as usize].text.mass.max(1) as f64, y.get(&(a,b)).unwrap_or(&0.0)/f.units.after[a as usize].text.mass.max(1) as f64)).collect()
}
