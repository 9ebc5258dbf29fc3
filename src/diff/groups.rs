//! One block that became several, or several that became one.
//!
//! ```text
//! before   Suppliers shall: (1) keep a log; and (2) report each incident to the office.
//!
//! after    Suppliers shall:
//!          - (1) keep a log; and
//!          - (2) report each incident to the office.
//! ```
//!
//! Block by block most of this would be deleted and inserted. A block without a partner that stands beside a pair
//! and says what the other side of the pair says joins it, and the words are compared across the borders.

use super::sieve::Sieve;
use super::views::View;
use crate::model::Pair;
use std::cell::OnceCell;
use std::ops::Range;

/// The share of a block's pairs of words that the other block must hold, in tenths, by how many there are: short
/// blocks are held by chance.
const HELD: &[(usize, usize)] = &[(8, 5), (4, 7), (1, 10)];

/// Blocks of another origin that may stand between.
const BETWEEN: usize = 3;

/// Which blocks join which pairs; each block at most one.
pub(super) struct Groups<'v> {
    views: &'v Pair<Vec<View<'v>>>,
    taken: Pair<Vec<bool>>,
}

impl<'v> Groups<'v> {
    pub(super) fn new(views: &'v Pair<Vec<View<'v>>>, partner: &Pair<Vec<Option<usize>>>) -> Self {
        Self { views, taken: partner.as_ref().map(|partner| partner.iter().map(Option::is_some).collect()) }
    }

    /// The blocks that belong to a pair: several on one side at the most.
    pub(super) fn around(&mut self, before: usize, after: usize) -> Pair<Range<usize>> {
        let divided = around(&self.views.before[before], &self.views.after, &mut self.taken.after, after);
        if divided.len() > 1 {
            return Pair::new(before..before + 1, divided);
        }
        let joined = around(&self.views.after[after], &self.views.before, &mut self.taken.before, before);
        Pair::new(joined, divided)
    }
}

fn around(whole: &View<'_>, parts: &[View<'_>], taken: &mut [bool], at: usize) -> Range<usize> {
    let is_free = |place: usize| taken.get(place) == Some(&false);
    if !is_free(at + 1) && !at.checked_sub(1).is_some_and(is_free) {
        return at..at + 1;
    }
    let whole = Whole::new(whole);
    let last = farthest((at + 1..parts.len()).take_while(|&place| is_free(place)), parts, &whole);
    let first = farthest((0..at).rev().take_while(|&place| is_free(place)), parts, &whole);
    let group = first.unwrap_or(at)..last.unwrap_or(at) + 1;
    taken[group.clone()].fill(true);
    group
}

/// The last of some places that the whole holds, seen from the pair, without too many others before it.
fn farthest(places: impl Iterator<Item = usize>, parts: &[View<'_>], whole: &Whole<'_>) -> Option<usize> {
    let mut found = None;
    let mut between = 0;
    for place in places {
        let held = whole.holds(&parts[place]);
        between = if held { 0 } else { between + 1 };
        found = if held { Some(place) } else { found };
        if between > BETWEEN {
            break;
        }
    }
    found
}

/// A block that may hold others, by its pairs of words.
struct Whole<'v> {
    view: &'v View<'v>,
    sieve: Sieve,
    /// The pairs in order, for the few that the sieve cannot rule out.
    sorted: OnceCell<Vec<u64>>,
}

impl<'v> Whole<'v> {
    fn new(view: &'v View<'v>) -> Self {
        let mut sieve = Sieve::new(view.atoms.len());
        view.word_pairs().for_each(|pair| sieve.put(pair));
        Self { view, sieve, sorted: OnceCell::new() }
    }

    fn holds(&self, part: &View<'_>) -> bool {
        let pairs = part.word_pairs().count();
        let Some(&(_, share)) = HELD.iter().find(|(count, _)| pairs >= *count) else { return false };
        let is_enough = |held: usize| 10 * held >= share * pairs;
        part.class == self.view.class
            && is_enough(part.word_pairs().filter(|&pair| self.sieve.may_hold(pair)).count())
            && is_enough(part.word_pairs().filter(|pair| self.sorted().binary_search(pair).is_ok()).count())
    }

    fn sorted(&self) -> &[u64] {
        self.sorted.get_or_init(|| {
            let mut pairs: Vec<u64> = self.view.word_pairs().collect();
            pairs.sort_unstable();
            pairs
        })
    }
}
