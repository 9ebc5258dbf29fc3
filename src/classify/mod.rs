//! What a change means: rules, findings, weight.

mod finding;

pub use finding::{Aspect, Effect, Finding, Phrase, Weight};
