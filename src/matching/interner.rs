//! Words and pairs of words as whole numbers, and who says them.

use crate::model::{Pair, Side};

/// A term of either draft, interned.
pub(super) type Term = u32;

/// The first word of a text makes no pair.
pub(super) const NO_TERM: Term = Term::MAX;

/// Marks the key of a pair. Keys of words have their highest bit set, or none of the highest eight.
const PAIR: u64 = 1 << 62;

/// The bits of a pair's key to which its two stems are mixed; that two pairs share all of them is next to impossible.
const MIXED: u64 = PAIR - 1;

/// Words and pairs of words by their stems, numbered in order of first sight.
///
/// A table with open addresses: as it is never more than half full, most terms are found at the first look.
pub(super) struct Interner {
    /// For each address the term that stands there, plus one; 0 where it is free.
    slots: Vec<u32>,
    known: Vec<Known>,
    /// The text that is read.
    text: u32,
    side: Side,
}

/// A term, and where it was seen last.
struct Known {
    key: u64,
    held: Pair<Held>,
    text: u32,
    /// Where it is counted among the terms of that text.
    place: u32,
}

/// How many units of a draft say a term, and how many titles and texts of units.
#[derive(Clone, Copy, Default)]
pub(super) struct Held {
    pub(super) units: u32,
    pub(super) texts: u32,
}

impl Interner {
    /// With room for the terms of texts of so many bytes.
    pub(super) fn with_room(bytes: usize) -> Self {
        let slots = vec![0; (bytes / 8).next_power_of_two().max(16)];
        Self { slots, known: Vec::with_capacity(bytes / 16), text: 1, side: Side::Before }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn is_pair(&self, term: Term) -> bool {
        self.key(term) >> 62 == 1
    }

    /// Who says a term in either draft.
    pub(super) fn held(&self, term: Term) -> Pair<Held> {
        self.known[term as usize].held
    }

    /// A number for each term that does not depend on which draft was read first.
    pub(super) fn key(&self, term: Term) -> u64 {
        self.known[term as usize].key
    }

    /// What is read from here on is the title or the text of a unit of a draft; titles stand before their texts.
    pub(super) fn turn_to(&mut self, side: Side, is_title: bool) {
        self.side = side;
        self.text += if is_title { 2 - self.text % 2 } else { 1 };
    }

    /// The term of a word, which is counted.
    pub(super) fn word(&mut self, stem: u64, counts: &mut Vec<(Term, u32)>) -> Term {
        self.say(stem, counts)
    }

    /// The term of two words in a row, given by their stems, which is counted. As its key does not wait for the terms of
    /// the words, all three are looked up at once.
    pub(super) fn pair(&mut self, first: u64, second: u64, counts: &mut Vec<(Term, u32)>) -> Term {
        self.say(PAIR | mixed(mixed(0, first), second) & MIXED, counts)
    }

    fn say(&mut self, key: u64, counts: &mut Vec<(Term, u32)>) -> Term {
        let term = self.term(key);
        let known = &mut self.known[term as usize];
        if known.text == self.text {
            counts[known.place as usize].1 += 1;
        } else {
            let held = self.side.of_mut(&mut known.held);
            held.units += u32::from(known.text / 2 != self.text / 2);
            held.texts += 1;
            (known.text, known.place) = (self.text, u32::try_from(counts.len()).unwrap_or(u32::MAX));
            counts.push((term, 1));
        }
        term
    }

    fn term(&mut self, key: u64) -> Term {
        let mut slot = home(key, self.slots.len());
        loop {
            match self.slots[slot] {
                0 => return self.add(slot, key),
                number if self.known[number as usize - 1].key == key => return number - 1,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
    }

    #[cold]
    fn add(&mut self, slot: usize, key: u64) -> Term {
        let term = Term::try_from(self.known.len()).unwrap_or(NO_TERM);
        self.known.push(Known { key, held: Pair::default(), text: 0, place: 0 });
        self.slots[slot] = term + 1;
        if 2 * self.known.len() > self.slots.len() {
            self.grow();
        }
        term
    }

    fn grow(&mut self) {
        let count = 2 * self.slots.len();
        self.slots = vec![0; count];
        for (known, number) in self.known.iter().zip(1..) {
            let mut slot = home(known.key, count);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (count - 1);
            }
            self.slots[slot] = number;
        }
    }
}

/// The address among so many, a power of two, where a key is looked for first.
fn home(key: u64, count: usize) -> usize {
    (mixed(0, key) >> 32) as usize & (count - 1)
}

/// Two numbers as one.
pub(super) const fn mixed(one: u64, other: u64) -> u64 {
    (one.rotate_left(23) ^ other).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
