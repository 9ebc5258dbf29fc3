//! The vocabulary of the whole pipeline: what a draft, a unit, a number and a piece of prose are.
//!
//! Four identities, four types, never mixed:
//!
//! | question | type |
//! |---|---|
//! | where does a unit stand in this draft? | [`UnitIdx`] |
//! | what does its author call it? | [`UnitId`], from `{#id}` |
//! | what does it say? | [`ContentHash`] of its normalised text |
//! | what is printed on it? | [`Number`]: data, not identity |

mod draft;
mod number;
mod pair;
mod prose;
mod source;
mod unit;

pub use draft::{Diagnostic, Draft, DraftMeta, Parsed, Severity, SourceFile, is_web_address};
pub use number::Number;
pub use pair::{Pair, Side};
pub use prose::{Block, BlockKind, Body, Mark, MarkKind, Marker, Prose};
pub use source::{AttributeRule, Declared, DraftSource, FileText, PinRule, Ruling};
pub(crate) use unit::capitalised;
pub use unit::{Attributes, ContentHash, NoteKind, Span, Unit, UnitId, UnitIdx, UnitKind};
