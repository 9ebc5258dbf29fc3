use super::Span;
use std::ops::Range;

/// Plain text with the formatting laid over it.
///
/// Comparison reads `text` alone, so that a bold word is a formatting note and not a change of duty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// The words as read aloud: no markup, white space folded to single spaces.
    pub text: String,
    /// Formatting over byte ranges of `text`, in order of start.
    pub marks: Vec<Mark>,
}

/// One piece of formatting over a byte range of a [`Prose`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the text it covers; empty for a footnote reference.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MarkKind,
}

/// Kinds of formatting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Emphasis, usually italics.
    Emphasis,
    /// Strong emphasis, usually bold.
    Strong,
    /// Struck-out text of the draft itself (not a change).
    Strikethrough,
    /// Inline code.
    Code,
    /// A link and its target.
    Link(String),
    /// An image and its source; its alternative text is the covered text.
    Image(String),
    /// The place where the footnote of this label is cited.
    Footnote(String),
}

/// The text of one unit below its heading: blocks in reading order, each ending in a newline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// All blocks' text, one after the other; every block ends in `\n`.
    pub prose: Prose,
    /// The blocks, as byte ranges of `prose.text` that cover it without gap or overlap.
    pub blocks: Vec<Block>,
    /// Lines that only structure (`*Whereas:*`, a "Key Performance Indicators" heading): kept, never compared.
    pub markers: Vec<Marker>,
}

impl Body {
    /// The text of one block, without its closing newline.
    pub fn block_text(&self, block: &Block) -> &str {
        self.prose.text[block.range.clone()].trim_end_matches('\n')
    }
}

/// A paragraph, a point, a table row, a footnote: the smallest thing that a reader cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the body's text, closing newline included.
    pub range: Range<usize>,
    /// Where it stands in the source.
    pub span: Span,
}

/// Kinds of blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A list item. `label` is what is printed before it (`(a)`, `1.`), empty for a bullet; `depth` counts from 0.
    Point {
        /// The printed label, outside the text: numbers are noise.
        label: String,
        /// Nesting, 0 for the outermost list.
        depth: u8,
    },
    /// A further paragraph of the point before it.
    Continuation {
        /// Nesting of the point that it belongs to.
        depth: u8,
    },
    /// A table row; cells are separated by ` | ` in the text.
    Row {
        /// Whether it is the table's head.
        head: bool,
    },
    /// A block of code.
    Code,
    /// A footnote, at the unit that cites it.
    Footnote {
        /// Its label in the source.
        label: String,
    },
    /// A quotation that is not a known box.
    Quote,
    /// Raw HTML: shown as text, never as markup.
    Html,
    /// A heading that the vocabulary reads as part of the text around it.
    Heading,
}

/// A line that only structures the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}
