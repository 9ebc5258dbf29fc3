//! A block as the pairing of blocks sees it: its words with their weights.

use super::atoms::{Atom, Atoms, Key};
use crate::model::{Block, BlockKind};
use rustc_hash::FxHasher;
use std::cell::OnceCell;
use std::hash::{Hash, Hasher};

/// A block as the pairing sees it.
pub(super) struct View<'t> {
    text: &'t str,
    pub(super) atoms: &'t [Atom],
    pub(super) class: u8,
    pub(super) digest: u64,
    /// Found when it is asked for: most blocks find their partner without.
    bag: OnceCell<Bag>,
    pub(super) words: u64,
}

/// The words of a block in order of key, with what each weighs.
pub(super) struct Bag {
    words: Vec<Weighed>,
    mass: u64,
}

/// A word in one number, the key before the weight: numbers are sorted in half the time that pairs take.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Weighed(u64);

impl Weighed {
    fn new(atom: &Atom) -> Self {
        Self(u64::from(atom.key) << 32 | u64::from(weight(atom)))
    }

    const fn key(self) -> u64 {
        self.0 >> 32
    }

    const fn weight(self) -> u64 {
        self.0 & 0xffff_ffff
    }
}

impl Bag {
    pub(super) fn new(atoms: &[Atom]) -> Self {
        let mut words: Vec<Weighed> = Vec::with_capacity(atoms.len());
        words.extend(atoms.iter().filter(|atom| atom.is_word()).map(Weighed::new));
        words.sort_unstable();
        let mass = words.iter().map(|word| word.weight()).sum();
        Self { words, mass }
    }

    /// The words that stand in it, each once.
    pub(super) fn distinct(&self) -> impl Iterator<Item = Key> + '_ {
        let once = self.words.chunk_by(|one, next| one.key() == next.key());
        once.map(|same| Key::try_from(same[0].key()).unwrap_or(Key::MAX))
    }
}

impl<'t> View<'t> {
    pub(super) fn new(text: &'t Atoms<'_>, block: &Block) -> Self {
        let atoms = &text.all[text.within(&block.range)];
        let mut hasher = FxHasher::default();
        atoms.iter().for_each(|atom| atom.key.hash(&mut hasher));
        let words = atoms.iter().map(|atom| u64::from(atom.words)).sum();
        Self {
            text: &text.text[block.range.clone()],
            atoms,
            class: class(&block.kind),
            digest: hasher.finish(),
            bag: OnceCell::new(),
            words,
        }
    }

    pub(super) fn bag(&self) -> &Bag {
        self.bag.get_or_init(|| Bag::new(self.atoms))
    }

    /// A number that depends on the words alone, not on which side they stand.
    pub(super) fn tie_break(&self) -> u64 {
        let mut hasher = FxHasher::default();
        self.text.hash(&mut hasher);
        hasher.finish() >> 32
    }

    pub(super) fn says_the_same(&self, other: &View<'_>) -> bool {
        self.digest == other.digest
            && self.class == other.class
            && self.atoms.len() == other.atoms.len()
            && self.atoms.iter().zip(other.atoms).all(|(one, two)| one.key == two.key)
    }

    /// How alike, in thousandths: twice the common weight over both (Dice, 1945), or most of the share of the shorter
    /// one that the longer one holds, whichever is more.
    pub(super) fn likeness(&self, other: &View<'_>) -> u64 {
        let (one, two) = (self.bag(), other.bag());
        if self.class != other.class || one.mass == 0 || two.mass == 0 {
            return 0;
        }
        let common = common(&one.words, &two.words);
        let dice = 2_000 * common / (one.mass + two.mass);
        let least = one.mass.min(two.mass);
        let held = if least >= 24 { 700 * common / least } else { 0 };
        dice.max(held)
    }
}

/// What a word weighs in a likeness: small ones a quarter.
fn weight(atom: &Atom) -> u32 {
    if atom.small { 1 } else { 4 * u32::from(atom.words) }
}

/// Blocks of different classes are never the same.
const fn class(kind: &BlockKind) -> u8 {
    match kind {
        BlockKind::Row { .. } => 1,
        BlockKind::Footnote { .. } => 2,
        BlockKind::Code => 3,
        BlockKind::Html => 4,
        _ => 0,
    }
}

fn common(one: &[Weighed], other: &[Weighed]) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        let (a, b) = (one[i].key(), other[j].key());
        sum += if a == b { one[i].weight() } else { 0 };
        (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
    }
    sum
}

/// The pairs of words in a row.
pub(super) fn word_pairs(atoms: &[Atom]) -> Vec<u64> {
    let mut words = atoms.iter().filter(|atom| atom.is_word()).map(|atom| u64::from(atom.key));
    let Some(mut previous) = words.next() else { return Vec::new() };
    let mut pairs = Vec::with_capacity(atoms.len());
    pairs.extend(words.map(|word| std::mem::replace(&mut previous, word) << 32 | word));
    pairs
}
