//! The report as pages: HTML, Markdown, text and JSON. Computes nothing: every figure and word is the report's.

mod blocks;
mod elide;
mod frame;
mod html;
mod index;
mod json;
mod layout;
mod markdown;
mod marked;
mod river;
mod say;
mod site;
mod templates;
mod text;
mod told;
mod trace;
mod tree;
mod view;
mod wrap;

pub use frame::{Frame, Home};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use site::site;
pub use templates::{RenderError, Templates};
pub use text::{Extent, TextStyle, text};
pub use trace::{data, explanation, log, review, table_csv, table_html, table_markdown, table_text};
pub use tree::{tree, tree_json};
pub use wrap::Colour;

/// One page, ready to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its path below the folder that is written, with forward slashes.
    pub path: String,
    /// Its whole content.
    pub content: String,
}
