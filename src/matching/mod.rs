//! Which unit corresponds to which, and on what evidence.

mod assign;
mod candidates;
mod features;
mod link;
mod score;

pub use assign::drafts;
pub use link::{Evidence, Link, Matching, Relation};
