//! Which provisions use a term that was defined, redefined or is no longer defined.
//!
//! A redefinition changes every provision that says the word, though not a letter of theirs is touched.

use crate::classify;
use crate::model::{Draft, UnitIdx, UnitKind};
use crate::text;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Bound;

/// The texts of a draft, to look for terms in; their words are read when a definition asks for them.
pub(super) struct Texts<'a> {
    draft: &'a Draft,
    words: OnceCell<Words<'a>>,
}

impl<'a> Texts<'a> {
    pub(super) const fn of(draft: &'a Draft) -> Self {
        Self { draft, words: OnceCell::new() }
    }

    /// The other units whose text says the term that a unit defines, in reading order; none where it defines none.
    pub(super) fn users(&self, definition: UnitIdx) -> Vec<UnitIdx> {
        let unit = &self.draft[definition];
        if unit.kind != UnitKind::Definition {
            return Vec::new();
        }
        let terms = terms(&unit.title.text, &self.draft.meta.language);
        let texts = || self.draft.units.iter().map(|unit| unit.body.prose.text.as_str());
        let words = self.words.get_or_init(|| Words::of(texts()));
        let said = terms.iter().flat_map(|term| words.said(term));
        let mut users: Vec<UnitIdx> =
            said.filter(|&idx| idx != definition && !self.draft[idx].kind.is_note()).collect();
        users.sort_unstable();
        users.dedup();
        users
    }
}

/// The words of every unit, folded, and where each of them stands.
struct Words<'a> {
    units: Vec<Vec<Cow<'a, str>>>,
    /// For each word the units that say it, and where; the forms of a word follow it.
    places: BTreeMap<Cow<'a, str>, Vec<(UnitIdx, usize)>>,
}

impl<'a> Words<'a> {
    fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let units: Vec<Vec<Cow<'a, str>>> = texts.map(folded).collect();
        let mut places: FxHashMap<Cow<'a, str>, Vec<(UnitIdx, usize)>> = FxHashMap::default();
        for (idx, words) in units.iter().enumerate() {
            for (at, word) in words.iter().enumerate() {
                places.entry(word.clone()).or_default().push((UnitIdx::from(idx), at));
            }
        }
        Self { units, places: places.into_iter().collect() }
    }

    /// The units that say a term, in no order and each as often as it says it.
    fn said(&self, term: &[Cow<'_, str>]) -> impl Iterator<Item = UnitIdx> {
        let (last, first) = term.split_last().expect("a term has words");
        let ending = |word: &str| word.strip_prefix(&**last).map(str::len);
        let following = self.places.range::<str, _>((Bound::Included(&**last), Bound::Unbounded));
        let forms = following.map_while(move |(word, places)| Some((ending(word)?, places)));
        let forms = forms.filter(|&(ending, _)| ending <= ENDING);
        let places = forms.flat_map(|(_, places)| places);
        places.filter(move |&&(idx, at)| self.units[idx.get()][..at].ends_with(first)).map(|&(idx, _)| idx)
    }
}

fn folded(text: &str) -> Vec<Cow<'_, str>> {
    text::words(text).map(text::fold).collect()
}

/// The terms of a heading, each as its words: what stands in brackets names the same thing, and `risk and hazard` is used
/// where either is.
fn terms<'t>(title: &'t str, language: &str) -> Vec<Vec<Cow<'t, str>>> {
    let mut terms = Vec::new();
    for piece in title.split(['(', ')', '/', ',', ';']) {
        let words = folded(piece);
        let joins = |word: &Cow<'_, str>| classify::joins(word, language);
        terms.extend(words.split(joins).filter(|term| !term.is_empty()).map(<[_]>::to_vec));
    }
    terms
}

/// Letters that a plural may add to the last word of a term.
const ENDING: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_in_its_forms_behind_its_first_words() {
        let texts = ["Two Safety Margins.", "a margin of safety", "safety margin; safety marginals"];
        let said: Vec<UnitIdx> = Words::of(texts.into_iter()).said(&folded("safety margin")).collect();
        assert_eq!(said, [UnitIdx(2), UnitIdx(0)]);
    }

    #[test]
    fn a_heading_may_name_several_terms() {
        let of = |title: &str| terms(title, "en").iter().map(|term| term.join(" ")).collect::<Vec<_>>();
        assert_eq!(of("Risk and safety margin"), ["risk", "safety margin"]);
        assert_eq!(of("Quality Board (QB)"), ["quality board", "qb"]);
        assert_eq!(of("model (or system)"), ["model", "system"]);
        assert_eq!(of("and"), [""; 0]);
    }
}
