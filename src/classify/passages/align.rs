//! Which statements of two texts say the same thing.
//!
//! Equal ones first, then the most alike by their words, then what was divided or joined: a statement whose words an
//! aligned pair lacks belongs to that pair.
//!
//! ```text
//! A. B and C.   ──►  A′. │ B. │ C.      groups: (A, A′)  (B and C; B, C)
//! ```

use crate::model::{Pair, Side};
use std::num::NonZero;

/// The words of one statement: sorted stems without those that say nothing.
pub(super) type Words<'w> = &'w [u32];

/// Statements of either text that belong together, by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    /// In order.
    pub(super) members: Pair<Vec<usize>>,
    /// How alike the first two are, from 0 to 1; 0 where one side has none.
    pub(super) likeness: f64,
}

impl Group {
    /// A statement that belongs to none of the other side.
    pub(super) fn alone(side: Side, at: usize) -> Self {
        let mut group = Self::default();
        side.of_mut(&mut group.members).push(at);
        group
    }
}

/// How alike two statements are at least, by Dice's measure over their words.
const ALIKE: f64 = 0.36;

/// The share of a statement's words that an aligned pair must lack for the statement to belong to it.
const BELONGS: f64 = 0.6;

/// Pairs of statements up to which divided and joined ones are looked for; beyond it they are added and removed.
const LARGEST: usize = 250_000;

/// Words of a statement that may repeat what its group says already.
const REPEATED: usize = 2;

/// Groups of statements, each with at least one member, by the place of their first member; those that are known to
/// belong together are given by position.
pub(super) fn align(words: Pair<&[Words<'_>]>, known: &[(usize, usize)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut taken = words.map(|words| vec![false; words.len()]);
    let known = known.iter().map(|&(before, after)| (ALIKE, before, after));
    for (likeness, before, after) in known.chain(candidates(words)) {
        if !taken.before[before] && !taken.after[after] {
            (taken.before[before], taken.after[after]) = (true, true);
            groups.push(Group { members: Pair::new(vec![before], vec![after]), likeness });
        }
    }
    groups.sort_by_key(|group| group.members.after[0]);
    if taken.before.contains(&false) || taken.after.contains(&false) {
        add_alone(words, taken, &mut groups);
    }
    for group in &mut groups {
        group.members.before.sort_unstable();
        group.members.after.sort_unstable();
    }
    groups
}

/// Adds the statements that are aligned with none to the groups where they belong, and else as groups of their own.
fn add_alone(words: Pair<&[Words<'_>]>, taken: Pair<Vec<bool>>, groups: &mut Vec<Group>) {
    let mut homes = Homes::new(words, groups);
    for side in Side::BOTH {
        for (at, _) in side.of(&taken).iter().enumerate().filter(|(_, taken)| !**taken) {
            match homes.of(side, side.of(&words)[at]) {
                Some(group) => {
                    side.of_mut(&mut groups[group].members).push(at);
                    homes.join(side, side.of(&words)[at], group);
                }
                None => groups.push(Group::alone(side, at)),
            }
        }
    }
}

/// Pairs that are alike, the most alike first, then in order.
fn candidates(words: Pair<&[Words<'_>]>) -> Vec<(f64, usize, usize)> {
    let mut sharing = Sharing::of(words.after);
    let mut found = Vec::new();
    for (before, statement) in words.before.iter().enumerate() {
        for &(after, count) in sharing.with(statement) {
            let lengths = (statement.len(), words.after[after].len());
            let likeness = dice(count, lengths.0, lengths.1);
            if likeness >= ALIKE {
                found.push((likeness, before, after));
            }
        }
    }
    let gap = |&(_, before, after): &(f64, usize, usize)| before.abs_diff(after);
    found.sort_unstable_by(|one, other| {
        other.0.total_cmp(&one.0).then(gap(one).cmp(&gap(other))).then((one.1, one.2).cmp(&(other.1, other.2)))
    });
    found
}

/// Which statements say a word: entries in chains, one for all words that end in the same bits.
struct Index {
    chains: Vec<Link>,
    entries: Vec<Entry>,
}

struct Entry {
    word: u32,
    statement: usize,
    next: Link,
}

/// The place of an entry, counted from one.
type Link = Option<NonZero<usize>>;

impl Index {
    fn of(statements: &[Words<'_>]) -> Self {
        let count: usize = statements.iter().map(|words| words.len()).sum();
        let mut index = Self { chains: vec![None; count.next_power_of_two()], entries: Vec::with_capacity(count) };
        for (statement, words) in statements.iter().enumerate().rev() {
            for &word in *words {
                let chain = index.chain(word);
                index.entries.push(Entry { word, statement, next: index.chains[chain] });
                index.chains[chain] = NonZero::new(index.entries.len());
            }
        }
        index
    }

    const fn chain(&self, word: u32) -> usize {
        word as usize & (self.chains.len() - 1)
    }

    fn with(&self, word: u32) -> impl Iterator<Item = usize> {
        let entry = |link: Link| link.and_then(|place| self.entries.get(place.get() - 1));
        let chain = std::iter::successors(entry(self.chains[self.chain(word)]), move |known| entry(known.next));
        chain.filter(move |known| known.word == word).map(|known| known.statement)
    }
}

/// Which of some statements share words with one.
pub(super) struct Sharing {
    index: Index,
    /// For each statement the words that it shares, while they are counted.
    shared: Vec<usize>,
    met: Vec<(usize, usize)>,
}

impl Sharing {
    pub(super) fn of(statements: &[Words<'_>]) -> Self {
        Self { index: Index::of(statements), shared: vec![0; statements.len()], met: Vec::new() }
    }

    /// The statements that share a word with this one, each with how many they share.
    pub(super) fn with(&mut self, statement: Words<'_>) -> &[(usize, usize)] {
        self.met.clear();
        for &word in statement {
            for at in self.index.with(word) {
                if self.shared[at] == 0 {
                    self.met.push((at, 0));
                }
                self.shared[at] += 1;
            }
        }
        for (at, count) in &mut self.met {
            *count = std::mem::take(&mut self.shared[*at]);
        }
        &self.met
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn dice(shared: usize, before: usize, after: usize) -> f64 {
    2.0 * shared as f64 / (before + after).max(1) as f64
}

/// Where a statement may belong that is aligned with none: the groups of two, with what either side says.
struct Homes {
    said: Vec<Pair<Vocabulary>>,
}

impl Homes {
    /// Reads the groups; between very many statements none is looked for.
    fn new(words: Pair<&[Words<'_>]>, groups: &[Group]) -> Self {
        let many = words.before.len() * words.after.len() > LARGEST;
        let said = |group: &Group| {
            group.members.as_ref().zip(words).map(|(members, words)| {
                let mut said = Vocabulary::default();
                members.iter().for_each(|&at| said.add(words[at]));
                said
            })
        };
        Self { said: if many { Vec::new() } else { groups.iter().map(said).collect() } }
    }

    /// Lets one side of a group say the words of a statement.
    fn join(&mut self, side: Side, words: Words<'_>, group: usize) {
        side.of_mut(&mut self.said[group]).add(words);
    }

    /// The group that lacks most of a statement's words on the statement's side.
    fn of(&self, side: Side, statement: Words<'_>) -> Option<usize> {
        let asked = statement.len() - REPEATED.min(statement.len());
        let may_belong = |said: &Pair<Vocabulary>| dice(side.other().of(said).may_share(statement), asked, asked);
        let likely = self.said.iter().zip(0..).filter(|(said, _)| may_belong(said) >= BELONGS || asked == 0);
        let shares = likely.map(|(said, group)| (share(side, statement, said), group));
        let best = shares.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
        (best.0 >= BELONGS).then_some(best.1)
    }
}

/// What some statements say.
#[derive(Default)]
struct Vocabulary {
    /// Sorted.
    words: Vec<u32>,
    /// For the last bits of each word one that is set.
    bits: u64,
}

impl Vocabulary {
    fn add(&mut self, words: Words<'_>) {
        self.words.extend(words);
        self.words.sort_unstable();
        self.bits = words.iter().fold(self.bits, |bits, &word| bits | bit(word));
    }

    /// How many of a statement's words it says at most.
    fn may_share(&self, statement: Words<'_>) -> usize {
        statement.iter().filter(|&&word| self.bits & bit(word) != 0).count()
    }
}

const fn bit(word: u32) -> u64 {
    1 << (word % u64::BITS)
}

/// The share of a statement's words that only the other side of a group says. What its own side says already, as the
/// subject that a divided sentence repeats, speaks neither for nor against it.
fn share(side: Side, statement: Words<'_>, said: &Pair<Vocabulary>) -> f64 {
    let (mut here, mut there) = (side.of(said).words.as_slice(), side.other().of(said).words.as_slice());
    let (mut known, mut met) = (0, 0);
    for &word in statement {
        (here, there) = (from(here, word), from(there, word));
        if here.first() == Some(&word) {
            known += 1;
        } else if there.first() == Some(&word) {
            met += 1;
        }
    }
    let asked = statement.len() - REPEATED.min(known);
    dice(met, asked, asked)
}

/// What is left of sorted words from a word on.
fn from(words: &[u32], word: u32) -> &[u32] {
    let before = words.iter().take_while(|&&known| known < word).count();
    &words[before..]
}
