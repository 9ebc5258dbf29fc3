//! What happened to each unit, and the redline inside it.
//!
//! ```text
//! links ──► atoms ──► blocks ──► align ──► tidy ──► segments ──► carry ──► edits
//!           words     which      which     what     bytes        what      one a link,
//!           and       point      words     reads                 moved     with its aspects
//!           phrases   is which   are the   well                  where
//!                                same
//! ```
//!
//! [`edits`] runs the stages; [`References`] is the one other thing that a caller needs.

mod align;
mod aspects;
mod atoms;
mod blocks;
mod carry;
mod compare;
mod edits;
mod groups;
mod lexicon;
mod lineage;
mod marks;
mod order;
mod passages;
mod phrases;
mod redline;
mod references;
mod script;
mod segments;
mod sieve;
#[cfg(test)]
mod tests;
mod tidy;
mod views;

pub use edits::{edits, equal};
pub use redline::{Elsewhere, Noise, Op, Redline, RedlineBlock, Segment};
pub use references::{Reference, References, references};
pub use script::{Aspects, Edit, EditScript, Passage, State, state};
