//! What happened to each unit, and the redline inside it.

mod redline;
mod script;

pub use redline::{Elsewhere, Noise, Op, Redline, RedlineBlock, Segment};
pub use script::{Aspects, Edit, EditScript, State};
