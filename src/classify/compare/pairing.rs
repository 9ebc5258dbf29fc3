//! Which words of one passage are which of the other.
//!
//! The longest common run of stems pairs words that kept their order; what is left over with the same stem is paired
//! too, as moved, so that a clause brought to the front is no change of its own.

use crate::classify::profile::Profile;
use crate::model::{Pair, Side};

/// The partner of each token on the other side, for tokens that are compared for themselves.
#[derive(Debug)]
pub(super) struct Pairing {
    partners: Pair<Vec<Option<usize>>>,
    /// How many words are compared, of both sides together, and how many of them have no partner.
    pub(super) compared: usize,
    pub(super) loose: usize,
    /// Whether some words kept their partner but not their place.
    pub(super) reordered: bool,
    /// Whether some words stand for near ones.
    pub(super) near: bool,
}

/// Cells of the table of common runs; beyond it words are paired by count alone.
const LARGEST_TABLE: usize = 250_000;

impl Pairing {
    /// Pairs the words of two passages.
    pub(super) fn of(profiles: Pair<&Profile<'_>>) -> Self {
        let open =
            profiles.map(|profile| (0..profile.tokens.len()).filter(|&at| profile.is_open(at)).collect::<Vec<_>>());
        let mut pairing = Self {
            partners: profiles.map(|profile| vec![None; profile.tokens.len()]),
            compared: open.before.len() + open.after.len(),
            loose: 0,
            reordered: false,
            near: false,
        };
        let stem = |profile: &Profile<'_>, at: usize| profile.tokens[at].stem;
        let stems = Pair {
            before: open.before.iter().map(|&at| stem(profiles.before, at)).collect::<Vec<_>>(),
            after: open.after.iter().map(|&at| stem(profiles.after, at)).collect::<Vec<_>>(),
        };
        for (before, after) in common_run(stems.as_ref().map(Vec::as_slice)) {
            pairing.join(open.before[before], open.after[after]);
        }
        let mut loose = open;
        pairing.keep_loose(&mut loose);
        if !loose.before.is_empty() && !loose.after.is_empty() {
            pairing.join_moved(profiles, &mut loose);
            pairing.join_compounds(Side::Before, profiles, &mut loose);
            pairing.join_compounds(Side::After, profiles, &mut loose);
            pairing.join_near(profiles, &mut loose);
        }
        pairing.loose = loose.before.len() + loose.after.len();
        pairing
    }

    /// Leaves those of some words that have no partner.
    fn keep_loose(&self, words: &mut Pair<Vec<usize>>) {
        words.before.retain(|&at| self.partners.before[at].is_none());
        words.after.retain(|&at| self.partners.after[at].is_none());
    }

    fn join(&mut self, before: usize, after: usize) {
        self.partners.before[before] = Some(after);
        self.partners.after[after] = Some(before);
    }

    fn join_moved(&mut self, profiles: Pair<&Profile<'_>>, loose: &mut Pair<Vec<usize>>) {
        self.reordered = self.join_loose(loose, |before, after| {
            profiles.before.tokens[before].stem == profiles.after.tokens[after].stem
        });
    }

    /// A word that is left over, and one near to it on the other side.
    fn join_near(&mut self, profiles: Pair<&Profile<'_>>, loose: &mut Pair<Vec<usize>>) {
        self.near = self
            .join_loose(loose, |before, after| profiles.before.tokens[before].is_near(&profiles.after.tokens[after]));
    }

    /// Joins each older word with the first newer one that fits; whether there were any.
    fn join_loose(&mut self, loose: &mut Pair<Vec<usize>>, fits: impl Fn(usize, usize) -> bool) -> bool {
        let count = loose.before.len();
        loose.before.retain(|&before| {
            let place = loose.after.iter().position(|&after| fits(before, after));
            place.map(|place| self.join(before, loose.after.remove(place))).is_none()
        });
        loose.before.len() < count
    }

    /// `fire proof` on one side, `fireproof` on the other.
    fn join_compounds(&mut self, divided: Side, profiles: Pair<&Profile<'_>>, loose: &mut Pair<Vec<usize>>) {
        let whole = divided.other();
        let printed = |side: Side, at: usize| {
            let profile = *side.of(&profiles);
            profile.text[profile.tokens[at].range.clone()].to_lowercase()
        };
        let length = |side: Side, at: usize| side.of(&profiles).tokens[at].range.len();
        let parts = divided.of(&*loose).windows(2).filter(|pair| pair[1] == pair[0] + 1);
        let parts: Vec<_> = parts.map(|pair| (pair, length(divided, pair[0]) + length(divided, pair[1]))).collect();
        for &at in whole.of(&*loose).iter().filter(|_| !parts.is_empty()) {
            let long = length(whole, at);
            let joined = |(pair, length): &&(&[usize], usize)| {
                *length == long && printed(divided, pair[0]) + &printed(divided, pair[1]) == printed(whole, at)
            };
            if let Some((pair, _)) = parts.iter().find(joined) {
                pair.iter().for_each(|&part| divided.of_mut(&mut self.partners)[part] = Some(at));
                whole.of_mut(&mut self.partners)[at] = Some(pair[0]);
            }
        }
        self.keep_loose(loose);
    }

    /// The partner of a token of the older passage.
    pub(super) fn of_before(&self, at: usize) -> Option<usize> {
        self.partners.before[at]
    }

    /// The partner of a token of the newer passage.
    pub(super) fn of_after(&self, at: usize) -> Option<usize> {
        self.partners.after[at]
    }

    /// The partners of one side.
    pub(super) const fn partners(&self) -> &Pair<Vec<Option<usize>>> {
        &self.partners
    }
}

/// Positions of the longest common subsequence.
fn common_run(stems: Pair<&[u32]>) -> Vec<(usize, usize)> {
    if stems.before.len() * stems.after.len() > LARGEST_TABLE {
        return Vec::new();
    }
    // Most sentences begin as they began, and what is equal there needs no table.
    let head = stems.before.iter().zip(stems.after).take_while(|(one, other)| one == other).count();
    let mut tails = common_tail(stems.map(|stems| &stems[head..]));
    slide(stems.map(|stems| &stems[head..]), &mut tails);
    (0..head).map(|at| (at, at)).chain(tails.into_iter().map(|(row, column)| (head + row, head + column))).collect()
}

/// Lets a word that is said twice on one side, and stands apart from the word before it, stand beside the next one: in
/// `works that use water must have a water meter` it is the meter that `works must have a water meter` speaks of.
fn slide(stems: Pair<&[u32]>, run: &mut [(usize, usize)]) {
    for at in (0..run.len().saturating_sub(1)).rev() {
        let ((row, column), next) = (run[at], run[at + 1]);
        let apart = at.checked_sub(1).is_none_or(|before| run[before].0 + 1 < row || run[before].1 + 1 < column);
        if apart && row + 1 == next.0 && stems.after[next.1 - 1] == stems.after[column] {
            run[at].1 = next.1 - 1;
        } else if apart && column + 1 == next.1 && stems.before[next.0 - 1] == stems.before[row] {
            run[at].0 = next.0 - 1;
        }
    }
}

/// By the table of Wagner and Fischer (1974).
fn common_tail(stems: Pair<&[u32]>) -> Vec<(usize, usize)> {
    let (rows, columns) = (stems.before.len(), stems.after.len());
    let width = columns + 1;
    let mut table = vec![0_u16; (rows + 1) * width];
    for row in (0..rows).rev() {
        let (these, below) = table[row * width..].split_at_mut(width);
        let mut right = 0;
        for column in (0..columns).rev() {
            let same = stems.before[row] == stems.after[column];
            right = if same { below[column + 1] + 1 } else { below[column].max(right) };
            these[column] = right;
        }
    }
    walk(stems, &table)
}

fn walk(stems: Pair<&[u32]>, table: &[u16]) -> Vec<(usize, usize)> {
    let width = stems.after.len() + 1;
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < stems.before.len() && column < stems.after.len() {
        if stems.before[row] == stems.after[column] {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if table[(row + 1) * width + column] >= table[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}
