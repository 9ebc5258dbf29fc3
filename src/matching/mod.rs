//! Which unit corresponds to which, and on what evidence.

mod link;

pub use link::{Evidence, Link, Matching, Relation};
