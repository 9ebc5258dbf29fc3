//! A block as the pairing of blocks sees it: its words with their weights.
//!
//! Most blocks have little to do with each other. Each is sketched first: the weights of its words, summed in a few
//! bins by key. Two blocks have no more in common than their bins have, and where that is too little nobody counts.

use super::atoms::{Atom, Atoms};
use super::lexicon::Key;
use super::sieve::pairs;
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
    sketch: OnceCell<Sketch>,
    bag: OnceCell<Bag>,
    pub(super) words: u64,
}

const BINS: usize = 128;

/// What the words of a block weigh, in bins by key and together.
struct Sketch {
    bins: Box<[u16; BINS]>,
    /// References are in no bin: what is the same weighs one word on one side and two on the other.
    references: u64,
    mass: u64,
}

impl Sketch {
    fn new(atoms: &[Atom]) -> Self {
        let mut sketch = Self { bins: Box::new([0; BINS]), references: 0, mass: 0 };
        for atom in atoms.iter().filter(|atom| atom.is_word()) {
            let weight = weight(atom);
            sketch.mass += u64::from(weight);
            if atom.is_reference() {
                sketch.references += u64::from(weight);
            } else {
                let bin = &mut sketch.bins[atom.key as usize % BINS];
                *bin = bin.saturating_add(u16::try_from(weight).unwrap_or(u16::MAX));
            }
        }
        sketch
    }

    /// What of this block another one can have at most.
    fn shared(&self, other: &Self) -> u64 {
        let least = self.mass.min(other.mass);
        if least > u64::from(u16::MAX) {
            return least;
        }
        let both = self.bins.iter().zip(other.bins.iter());
        self.references + u64::from(both.map(|(&one, &other)| u32::from(one.min(other))).sum::<u32>())
    }
}

/// The words of a block in order of key, with what each weighs.
pub(super) struct Bag(Vec<Weighed>);

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
        Self(words)
    }

    /// The words that stand in it, each once.
    pub(super) fn distinct(&self) -> impl Iterator<Item = Key> + '_ {
        let once = self.0.chunk_by(|one, next| one.key() == next.key());
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
            sketch: OnceCell::new(),
            bag: OnceCell::new(),
            words,
        }
    }

    fn sketch(&self) -> &Sketch {
        self.sketch.get_or_init(|| Sketch::new(self.atoms))
    }

    pub(super) fn bag(&self) -> &Bag {
        self.bag.get_or_init(|| Bag::new(self.atoms))
    }

    /// The pairs of words in a row.
    pub(super) fn word_pairs(&self) -> impl Iterator<Item = u64> + '_ {
        pairs(self.atoms.iter().filter(|atom| atom.is_word()).map(|atom| atom.key))
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

    /// How alike, in thousandths, if at least as much as this.
    pub(super) fn likeness(&self, other: &View<'_>, floor: u64) -> Option<u64> {
        if self.class != other.class {
            return None;
        }
        let sketches = (self.sketch(), other.sketch());
        let masses = (sketches.0.mass, sketches.1.mass);
        likeness(sketches.0.shared(sketches.1), masses).filter(|&most| most >= floor)?;
        likeness(common(self.bag(), other.bag()), masses).filter(|&likeness| likeness >= floor)
    }
}

/// Twice the common weight over both (Dice, 1945), or most of the share of the lighter block that the heavier one
/// holds, whichever is more.
fn likeness(common: u64, (one, other): (u64, u64)) -> Option<u64> {
    let dice = (2_000 * common).checked_div(one + other)?;
    let least = one.min(other);
    let held = if least >= 24 { 700 * common / least } else { 0 };
    Some(dice.max(held))
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

fn common(Bag(one): &Bag, Bag(other): &Bag) -> u64 {
    let (mut i, mut j, mut sum) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        let (a, b) = (one[i].key(), other[j].key());
        sum += if a == b { one[i].weight() } else { 0 };
        (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
    }
    sum
}
