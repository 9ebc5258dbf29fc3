use rustc_hash::FxHashMap;
use std::ops::Range;

/// The keys of words, by their bytes: those of short ones are found by a number, which takes a third of the time.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    short: FxHashMap<Packed, u32>,
    long: FxHashMap<String, u32>,
}

impl Keys {
    /// Makes room for so many words.
    pub(crate) fn reserve(&mut self, words: usize) {
        self.short.reserve(words);
    }

    /// The key of the word at some bytes of a text.
    #[inline]
    pub(crate) fn at(&self, text: &str, range: Range<usize>) -> Option<u32> {
        match packed(text.as_bytes(), range.clone()) {
            Some(letters) => self.short.get(&letters).copied(),
            None => self.long.get(&text[range]).copied(),
        }
    }

    /// The key of a word.
    pub(crate) fn of(&self, word: &str) -> Option<u32> {
        self.at(word, 0..word.len())
    }

    /// Gives a word a key.
    pub(crate) fn insert(&mut self, word: &str, key: u32) {
        match packed(word.as_bytes(), 0..word.len()) {
            Some(letters) => self.short.insert(letters, key),
            None => self.long.insert(word.to_owned(), key),
        };
    }

    /// The key of a word, which is the next one where it had none.
    pub(crate) fn of_new(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.short.len() + self.long.len()).unwrap_or(u32::MAX);
        self.of(word).unwrap_or_else(|| {
            self.insert(word, next);
            next
        })
    }
}

/// A number of 128 bits in two halves: maps need no room to align it.
type Packed = (u64, u64);

/// The bytes of a word that a number has room for; its last byte says how many they are.
const PACKED: usize = size_of::<u128>() - 1;

/// For each number of bytes the number that holds ones in so many and no others.
const ONES: [u128; PACKED + 1] = {
    let mut ones = [0; PACKED + 1];
    let mut length = 1;
    while length <= PACKED {
        ones[length] = (1 << (8 * length)) - 1;
        length += 1;
    }
    ones
};

/// A word of no more than fifteen bytes as a number: then it is hashed and compared at once.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
fn packed(text: &[u8], range: Range<usize>) -> Option<Packed> {
    let ones = ONES.get(range.len())?;
    let sixteen = text[range.start..].first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; PACKED + 1];
        bytes[..range.len()].copy_from_slice(&text[range.clone()]);
        bytes
    });
    let packed = u128::from_le_bytes(sixteen) & ones | (range.len() as u128) << (8 * PACKED);
    Some(((packed >> 64) as u64, packed as u64))
}
