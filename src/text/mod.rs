//! Words and sentences, what counts as the same text, how alike two texts are. No opinions.

mod keys;
mod normalise;
mod sentences;
mod words;

pub(crate) use keys::Keys;
pub(crate) use normalise::append_spaced;
pub use normalise::{content_hash, fold, normalise};
pub use sentences::sentences;
pub use words::{Token, TokenKind, stems, tokens, word_count, words};
pub(crate) use words::{append_tokens, holds_words, letters_end};
