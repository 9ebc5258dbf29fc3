//! What a change means: rules, findings, weight.
//!
//! ```text
//! linked texts ──► statements ──► align ──► profile ──► compare ──► notes ──► findings, weight
//!                  sentences      which     duties,     aspect by   rule and
//!                  and items      is which  times, …    aspect      bytes
//! ```
//!
//! In doubt a change is substantive: *editorial* is claimed only where every word that differs is explained by
//! another spelling, another order, a synonym of the lexicon, or another way to write a number, a time or a reference.

mod compare;
mod drafts;
mod finding;
mod lexicon;
mod passages;
mod profile;
mod rules;
mod statements;
mod texts;
mod words;

pub use drafts::{Classified, classify};
pub use finding::{Aspect, Effect, Finding, Phrase, Weight};
pub use lexicon::joins;
pub use rules::{RULES, Rule, rule};
pub use texts::{Remark, TextKind, compare_texts};
