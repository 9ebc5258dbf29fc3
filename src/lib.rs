//! Compares drafts of a normative document the way its readers do: duty by duty, not line by line.
//!
//! ```text
//! folders, git ──► load ──► parse ──► matching ──► diff ──► classify ──► report ──► render ──► output
//! ```

pub mod classify;
pub mod diff;
pub mod error;
pub mod load;
pub mod matching;
pub mod model;
pub mod output;
pub mod parse;
pub mod render;
pub mod report;
pub mod text;
pub mod vocabulary;
pub mod words;

pub use error::Error;
