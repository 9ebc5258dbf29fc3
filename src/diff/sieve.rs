//! Pairs of words in a row, and a set of them that answers most questions without a look-up.

use super::lexicon::Key;

/// Two words in a row as one number.
pub(super) fn pair(one: Key, next: Key) -> u64 {
    u64::from(one) << 32 | u64::from(next)
}

/// The pairs of words in a row.
pub(super) fn pairs(mut words: impl Iterator<Item = Key>) -> impl Iterator<Item = u64> {
    let mut previous = words.next();
    words.filter_map(move |word| previous.replace(word).map(|previous| pair(previous, word)))
}

/// A set of pairs of words that is never wrong about what it holds and seldom about what it does not.
pub(super) struct Sieve(Vec<u64>);

/// Bits for each pair: of sixteen pairs that are not there, one is let through.
const BITS: usize = 16;

impl Sieve {
    /// A set for so many pairs.
    pub(super) fn new(pairs: usize) -> Self {
        Self(vec![0; (pairs * BITS / 64 + 1).next_power_of_two()])
    }

    pub(super) fn put(&mut self, pair: u64) {
        let (at, bit) = self.place(pair);
        self.0[at] |= bit;
    }

    pub(super) fn may_hold(&self, pair: u64) -> bool {
        let (at, bit) = self.place(pair);
        self.0[at] & bit != 0
    }

    fn place(&self, pair: u64) -> (usize, u64) {
        let mixed = pair.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        ((mixed >> 6) as usize & (self.0.len() - 1), 1 << (mixed & 63))
    }
}
