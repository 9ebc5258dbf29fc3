//! Items of lists by their names: `Training and drills: …` is the same item, whatever it says now.

use super::Passage;
use crate::classify::words::{Kind, Reader, Token, each_once};
use crate::model::{Pair, Side};
use rustc_hash::FxHashMap;

/// Words that an item may have for a name.
const LONGEST: usize = 5;

/// Items whose name only one item of each side has, by their position among those asked about.
pub(super) fn of_both(reader: &mut Reader, passages: Pair<&Passage<'_>>, open: Pair<&[usize]>) -> Vec<(usize, usize)> {
    let mut by_name: FxHashMap<Vec<u32>, Pair<Vec<usize>>> = FxHashMap::default();
    for side in Side::BOTH {
        let passage = *side.of(&passages);
        for (position, &at) in side.of(&open).iter().enumerate() {
            if let Some(name) = name(reader, passage, at) {
                side.of_mut(by_name.entry(name).or_default()).push(position);
            }
        }
    }
    let one = |items: Pair<Vec<usize>>| match (items.before.as_slice(), items.after.as_slice()) {
        (&[before], &[after]) => Some((before, after)),
        _ => None,
    };
    let mut pairs: Vec<(usize, usize)> = by_name.into_values().filter_map(one).collect();
    pairs.sort_unstable();
    pairs
}

/// The stems of an item's name, sorted: what stands before a colon near its beginning.
fn name(reader: &mut Reader, passage: &Passage<'_>, at: usize) -> Option<Vec<u32>> {
    if !passage.statements[at].item {
        return None;
    }
    let tokens = &passage.said(reader, at).tokens;
    let end = end(tokens)?;
    let goes_on = end + 1 < tokens.len();
    let words = tokens[..end].iter().filter(|token| token.kind == Kind::Word && !token.is_quiet());
    let stems = each_once(words.map(|token| token.stem).collect());
    (goes_on && !stems.is_empty()).then_some(stems)
}

/// Where the name ends that some tokens open with, if they do.
pub(super) fn end(tokens: &[Token]) -> Option<usize> {
    tokens.iter().take(LONGEST + 1).position(|token| token.is_mark(':'))
}
