//! Which units a text refers to.
//!
//! "Measures 2.1 and 2.3", "Commitments II.3–II.13", "Sub-Measure 4.1.2": a word for a kind of unit that stands in
//! the draft, then one or more numbers. Numbers are not identity: where they start again in every chapter, a
//! reference means the unit that stands nearest to it in the tree.
//!
//! ```text
//! Chapter I    Measure 1 … "see Measure 2" ──► the Measure 2 of this chapter
//!              Measure 2 ◄─┘
//! Chapter II   Measure 1
//!              Measure 2
//! ```
//!
//! A number that is followed by the name of a law ("Recital 105 AI Act", "Article 4(3) of Directive …") is a reference
//! to that law and not listed.

use crate::model::{Draft, Number, UnitIdx, UnitKind};
use crate::text;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A reference in a unit's text to a unit of the same draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its bytes in the unit's body text: word and number for the first of a list, the number alone for the others.
    pub range: Range<usize>,
    /// What a reader would call it: `Measure 2.3`, with the word of the list where the number stands alone.
    pub text: String,
    /// The unit it means; `None` where the draft has none of that kind and number.
    pub target: Option<UnitIdx>,
}

/// Where each number of a draft is printed: built once, asked for every unit.
#[derive(Clone, Debug)]
pub struct References<'d> {
    draft: &'d Draft,
    words: FxHashMap<String, Vec<u16>>,
    initials: [bool; 128],
    places: FxHashMap<(u16, String), Vec<UnitIdx>>,
    children: FxHashMap<(UnitIdx, String), UnitIdx>,
}

impl<'d> References<'d> {
    /// Reads all numbers of a draft.
    pub fn new(draft: &'d Draft) -> Self {
        let mut index = Self {
            draft,
            words: FxHashMap::default(),
            initials: [false; 128],
            places: FxHashMap::default(),
            children: FxHashMap::default(),
        };
        let mut kinds: Vec<&UnitKind> = Vec::new();
        for (idx, unit) in draft.provisions() {
            let Some(number) = &unit.number else { continue };
            let kind = position_or_push(&mut kinds, &unit.kind);
            index.places.entry((kind, joined(number.parts()))).or_default().push(idx);
            if number.parts().len() > 1 {
                index.places.entry((kind, joined(&number.parts()[1..]))).or_default().push(idx);
            }
            if let (Some(parent), Some(last)) = (unit.parent, number.parts().last()) {
                index.children.entry((parent, last.clone())).or_insert(idx);
            }
        }
        for (kind, position) in kinds.iter().zip(0..) {
            index.learn(kind.word(), position);
        }
        index
    }

    /// The references in one unit's text, in reading order.
    pub fn of(&self, unit: UnitIdx) -> Vec<Reference> {
        self.within(&self.draft[unit].body.prose.text, unit)
    }

    /// The references of every unit, in the order of the draft's units.
    pub fn of_all(&self) -> Vec<Vec<Reference>> {
        self.draft.iter().map(|(unit, _)| self.of(unit)).collect()
    }

    /// The references in any text that stands in a unit, in reading order.
    pub fn within(&self, text: &str, unit: UnitIdx) -> Vec<Reference> {
        let mut found = Vec::new();
        let mut position = 0;
        while let Some(word) = self.next_word(text, position) {
            position = word.end;
            if let Some(kinds) = self.words.get(&*text::fold(&text[word.clone()])) {
                position = self.list(text, word, kinds, unit, &mut found);
            }
        }
        found
    }

    fn learn(&mut self, word: &str, kind: u16) {
        let word = text::fold(word).into_owned();
        let mut forms = vec![format!("{word}s"), word.clone()];
        match word.as_str() {
            "appendix" => forms.push("appendices".to_owned()),
            "annex" => forms.push("annexes".to_owned()),
            "article" => forms.extend(["art".to_owned(), "arts".to_owned()]),
            _ => {}
        }
        for form in forms {
            for initial in form.chars().next().into_iter().flat_map(|c| [c, c.to_ascii_uppercase()]) {
                if let Some(known) = self.initials.get_mut(initial as usize) {
                    *known = true;
                }
            }
            self.words.entry(form).or_default().push(kind);
        }
    }

    /// The next word that could name a kind: few words stand before a number, and of these few start with the letter
    /// of a kind.
    fn next_word(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut next = from;
        while let Some(sign) = next_sign(bytes, next) {
            next = sign + 1;
            let end = if bytes[..sign].ends_with(b".") { sign - 1 } else { sign };
            let start = end - bytes[..end].iter().rev().take_while(|&&byte| in_word(byte)).count();
            let known = start < end && self.initials.get(usize::from(bytes[start])) == Some(&true);
            if known && start >= from {
                return Some(start..end);
            }
        }
        None
    }

    /// Reads the numbers after a kind's word; returns where to read on.
    fn list(&self, text: &str, word: Range<usize>, kinds: &[u16], unit: UnitIdx, found: &mut Vec<Reference>) -> usize {
        let Some(first) = number_after(text, word.end) else { return word.end };
        let mut numbers = vec![first];
        while let Some(next) = next_in_list(text, numbers.last().unwrap_or(&word)) {
            if shape(&text[next.clone()]) != shape(&text[numbers[0].clone()]) {
                break;
            }
            numbers.push(next);
        }
        let end = numbers.last().map_or(word.end, |last| last.end);
        if !self.of_a_law(&text[end..]) {
            for (position, number) in numbers.iter().enumerate() {
                let printed = &text[number.clone()];
                let range = if position == 0 { word.start..number.end } else { number.clone() };
                let words = format!("{} {printed}", &text[word.clone()]);
                found.push(Reference { range, text: words, target: self.resolve(kinds, printed, unit) });
            }
        }
        end
    }

    fn resolve(&self, kinds: &[u16], printed: &str, from: UnitIdx) -> Option<UnitIdx> {
        let base = printed.split('(').next().unwrap_or(printed);
        let whole = Number::parse(printed)?;
        let exact = kinds.iter().find_map(|&kind| self.nearest(kind, whole.parts(), from));
        if exact.is_some() || base.is_empty() {
            return exact;
        }
        let base = Number::parse(base)?;
        let mut target = kinds.iter().find_map(|&kind| self.nearest(kind, base.parts(), from))?;
        for part in &whole.parts()[base.parts().len()..] {
            match self.children.get(&(target, part.clone())) {
                Some(&child) => target = child,
                None => break,
            }
        }
        Some(target)
    }

    /// Whether what follows names a law: `, point (c), AI Act`, `of Directive (EU) 2019/790`.
    fn of_a_law(&self, rest: &str) -> bool {
        const LINKS: &[&str] = &["of", "the", "point", "points", "paragraph", "paragraphs", "subparagraph"];
        let mut names = 0;
        for word in rest.split([' ', '\u{a0}']).take(10) {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if LAWS.contains(&bare) {
                return true;
            }
            let group = word.starts_with('(') || bare.starts_with(|c: char| c.is_numeric()) || bare.len() <= 1;
            let name = bare.starts_with(char::is_uppercase) && !self.words.contains_key(&*text::fold(bare));
            names += usize::from(name && !group);
            let goes_on = group || LINKS.contains(&bare) || (name && names <= 3);
            let closes = match word.chars().next_back() {
                Some(',') => names > 0,
                Some(')') => !word.contains('('),
                Some(last) => last.is_ascii_punctuation(),
                None => false,
            };
            if !goes_on || closes {
                return false;
            }
        }
        false
    }

    /// Of the units with this kind and number, the one with the innermost unit around both.
    fn nearest(&self, kind: u16, parts: &[String], from: UnitIdx) -> Option<UnitIdx> {
        let places = match self.places.get(&(kind, joined(parts))) {
            Some(places) => places,
            None if parts.len() > 1 => return self.in_numbered_chapter(kind, parts, from),
            None => return None,
        };
        let exact = |idx: &&UnitIdx| self.draft[**idx].number.as_ref().is_some_and(|number| number.parts() == parts);
        if let [only] = places.as_slice() {
            return Some(*only);
        }
        for around in std::iter::once(from).chain(self.draft.ancestors(from)) {
            let inside = inside(places, around, self.draft[around].end);
            if let Some(found) = inside.iter().find(exact).or(inside.first()) {
                return Some(*found);
            }
        }
        places.iter().find(exact).or(places.first()).copied()
    }

    /// `II.4.1` where the unit prints `4.1` and stands in chapter `II`.
    fn in_numbered_chapter(&self, kind: u16, parts: &[String], from: UnitIdx) -> Option<UnitIdx> {
        let places = self.places.get(&(kind, joined(&parts[1..])))?;
        let chapter = |idx: UnitIdx| {
            self.draft
                .ancestors(idx)
                .any(|around| self.draft[around].number.as_ref().is_some_and(|number| number.parts() == &parts[..1]))
        };
        let fits: Vec<UnitIdx> = places.iter().copied().filter(|&idx| chapter(idx)).take(2).collect();
        match fits.as_slice() {
            [] => None,
            [only] => Some(*only),
            [first, ..] => self
                .draft
                .ancestors(from)
                .find_map(|around| inside(&fits, around, self.draft[around].end).first().copied())
                .or(Some(*first)),
        }
    }
}

/// The references in one unit's text, in reading order. For many units build [`References`] once.
pub fn references(draft: &Draft, unit: UnitIdx) -> Vec<Reference> {
    References::new(draft).of(unit)
}

fn inside(places: &[UnitIdx], around: UnitIdx, end: UnitIdx) -> &[UnitIdx] {
    let first = places.partition_point(|&place| place < around);
    let last = places.partition_point(|&place| place < end);
    &places[first..last.max(first)]
}

fn position_or_push<'k>(kinds: &mut Vec<&'k UnitKind>, kind: &'k UnitKind) -> u16 {
    let position = kinds.iter().position(|known| *known == kind).unwrap_or_else(|| {
        kinds.push(kind);
        kinds.len() - 1
    });
    u16::try_from(position).unwrap_or(u16::MAX)
}

fn joined(parts: &[String]) -> String {
    parts.join(".")
}

const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'-' || byte >= 0x80
}

/// The next sign between a word and what may be its number: a space before a digit, a bracket or a capital letter that
/// no small one follows, or another sign than ASCII's after a full stop. Sixteen bytes are looked at together, each
/// beside the two after it.
fn next_sign(bytes: &[u8], from: usize) -> Option<usize> {
    let sixteen = |at: usize| bytes.get(at..).and_then(<[u8]>::first_chunk::<16>);
    let mut at = from;
    while let (Some(one), Some(two), Some(three)) = (sixteen(at), sixteen(at + 1), sixteen(at + 2)) {
        let all = one.iter().zip(two).zip(three);
        if all.fold(false, |any, ((&one, &two), &three)| any | before_a_number(one, two, three)) {
            break;
        }
        at += one.len();
    }
    let is_sign = |&at: &usize| {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        before_a_number(byte(at), byte(at + 1), byte(at + 2))
    };
    let place = (at..bytes.len()).find(is_sign)?;
    Some(place + usize::from(bytes[place] == b'.'))
}

const fn before_a_number(byte: u8, next: u8, third: u8) -> bool {
    // Without branches, as sixteen at once want it.
    let capital = next.is_ascii_uppercase() & !third.is_ascii_lowercase();
    (byte == b' ') & (next.is_ascii_digit() | capital | (next == b'(')) | (byte == b'.') & (next >= 0x80)
}

fn skip_space(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start_matches([' ', '\u{a0}', '\u{202f}']).len()
}

/// The number that follows a kind's word, `Art. 12` included.
fn number_after(text: &str, from: usize) -> Option<Range<usize>> {
    let stop = from + usize::from(text[from..].starts_with(". "));
    let start = skip_space(text, stop);
    (start > from).then(|| number_at(text, start)).flatten()
}

/// Printed numbers: `3`, `2.1.4`, `II.4`, `A.2`, `(b)`, `12(2)(a)`, `12a`; no plain words.
fn number_at(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut end = start;
    loop {
        let part = bytes[end..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if part == 0 && end > start {
            break;
        }
        end += part;
        end += groups(&bytes[end..]);
        let more = bytes.get(end) == Some(&b'.') && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !more {
            break;
        }
        end += 1;
    }
    let printed = &text[start..end];
    let closed = text[end..].chars().next().is_none_or(|next| !next.is_alphanumeric());
    (closed && is_number(printed)).then_some(start..end)
}

/// Bytes of `(2)(a)` groups that stand directly here.
fn groups(bytes: &[u8]) -> usize {
    let mut taken = 0;
    while bytes.get(taken) == Some(&b'(') {
        let inner = bytes[taken + 1..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        if inner == 0 || inner > 5 || bytes.get(taken + 1 + inner) != Some(&b')') {
            break;
        }
        taken += inner + 2;
    }
    taken
}

fn is_number(printed: &str) -> bool {
    let first = printed.split(['.', '(']).next().unwrap_or_default();
    let roman = !first.is_empty() && first.bytes().all(|byte| b"IVXLCDM".contains(&byte));
    let letter = first.len() == 1 && first.bytes().all(|byte| byte.is_ascii_uppercase());
    first.starts_with(|c: char| c.is_ascii_digit()) || roman || letter || (first.is_empty() && printed.starts_with('('))
}

/// How a number is built: how many parts, and whether it starts with digits. Members of a list are built alike.
fn shape(printed: &str) -> (usize, bool) {
    (printed.matches('.').count(), printed.starts_with(|c: char| c.is_ascii_digit()))
}

const JOINERS: &[&str] =
    &[", and ", ", or ", " and/or ", " and ", " or ", " to ", " through ", " & ", ", ", "–", "—", " – ", "-", "/"];

fn next_in_list(text: &str, last: &Range<usize>) -> Option<Range<usize>> {
    let rest = text.get(last.end..)?;
    let rest = rest.strip_prefix('.').filter(|rest| rest.starts_with(['–', '—', '-'])).unwrap_or(rest);
    let joiner = JOINERS.iter().find(|joiner| rest.starts_with(**joiner))?;
    number_at(text, text.len() - rest.len() + joiner.len())
}

const LAWS: &[&str] = &[
    "Act",
    "Acts",
    "Directive",
    "Dir",
    "Regulation",
    "Reg",
    "Convention",
    "Charter",
    "Treaty",
    "Decision",
    "Protocol",
    "Agreement",
    "Constitution",
    "TFEU",
    "TEU",
    "CFEU",
    "GDPR",
    "ECHR",
];
