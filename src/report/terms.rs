//! Which provisions use a term that was defined, redefined or is no longer defined.
//!
//! A redefinition changes every provision that says the word, though not a letter of theirs is touched.

use crate::classify;
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
        let terms = terms(&unit.title.text, &self.draft.meta.language);
        if unit.kind != UnitKind::Definition || terms.is_empty() {
            return Vec::new();
        }
        let words =
            self.words.get_or_init(|| self.draft.units.iter().map(|unit| folded(&unit.body.prose.text)).collect());
        let others = self.draft.iter().filter(|&(idx, other)| idx != definition && !other.kind.is_note());
        others.map(|(idx, _)| idx).filter(|idx| terms.iter().any(|term| says(&words[idx.get()], term))).collect()
    }
}

fn folded(text: &str) -> Vec<String> {
    text::words(text).map(|word| text::fold(word).into_owned()).collect()
}

/// The terms of a heading, each as its words: what stands in brackets names the same thing, and `risk and hazard` is used
/// where either is.
fn terms(title: &str, language: &str) -> Vec<Vec<String>> {
    let mut terms: Vec<Vec<String>> = Vec::new();
    for piece in title.split(['(', ')', '/', ',', ';']) {
        let words = folded(piece);
        let joins = |word: &String| classify::joins(word, language);
        terms.extend(words.split(joins).filter(|term| !term.is_empty()).map(<[String]>::to_vec));
    }
    terms
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_may_name_several_terms() {
        let of = |title: &str| terms(title, "en").iter().map(|term| term.join(" ")).collect::<Vec<_>>();
        assert_eq!(of("Risk and safety margin"), ["risk", "safety margin"]);
        assert_eq!(of("Quality Board (QB)"), ["quality board", "qb"]);
        assert_eq!(of("model (or system)"), ["model", "system"]);
        assert_eq!(of("and"), [""; 0]);
    }
}
