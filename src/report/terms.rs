//! Which provisions use a term that was defined, redefined or is no longer defined.
//!
//! A redefinition changes every provision that says the word, though not a letter of theirs is touched.

use crate::model::{Draft, UnitIdx, UnitKind};
use crate::text;
use std::cell::OnceCell;

/// The words of every unit of a draft, folded, to look for terms in; read when a definition asks for them.
pub(super) struct Texts<'a> {
    draft: &'a Draft,
    words: OnceCell<Vec<Vec<String>>>,
}

impl<'a> Texts<'a> {
    pub(super) const fn of(draft: &'a Draft) -> Self {
        Self { draft, words: OnceCell::new() }
    }

    /// The other units whose text says the term that a unit defines, in reading order; none where it defines none.
    pub(super) fn users(&self, definition: UnitIdx) -> Vec<UnitIdx> {
        let unit = &self.draft[definition];
        let term = folded(&outside_brackets(&unit.title.text));
        if unit.kind != UnitKind::Definition || term.is_empty() {
            return Vec::new();
        }
        let words =
            self.words.get_or_init(|| self.draft.units.iter().map(|unit| folded(&unit.body.prose.text)).collect());
        let others = self.draft.iter().filter(|&(idx, other)| idx != definition && !other.kind.is_note());
        others.map(|(idx, _)| idx).filter(|idx| says(&words[idx.get()], &term)).collect()
    }
}

fn folded(text: &str) -> Vec<String> {
    text::words(text).map(|word| text::fold(word).into_owned()).collect()
}

/// `model (or system)` is looked for as `model`.
fn outside_brackets(title: &str) -> String {
    let mut depth = 0_usize;
    title
        .chars()
        .filter(|&c| {
            depth += usize::from(c == '(');
            let outside = depth == 0;
            depth = depth.saturating_sub(usize::from(c == ')'));
            outside
        })
        .collect()
}

/// Letters that a plural may add to the last word of a term.
const ENDING: usize = 2;

fn says(words: &[String], term: &[String]) -> bool {
    let (last, first) = term.split_last().expect("a term has words");
    words.windows(term.len()).any(|said| {
        let ending = said[first.len()].strip_prefix(last.as_str());
        said[..first.len()] == *first && ending.is_some_and(|ending| ending.len() <= ENDING)
    })
}
