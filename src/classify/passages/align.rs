//! Which statements of two texts say the same thing.
//!
//! Equal ones first, then the most alike by their words, then what was divided or joined: a statement whose words an
//! aligned pair lacks belongs to that pair. At last, of what is left on both sides, pairs that are faintly alike.
//! What the redline shows as each other's is the more alike: readers see the two side by side.
//!
//! ```text
//! A. B and C.   ──►  A′. │ B. │ C.      groups: (A, A′)  (B and C; B, C)
//! ```

use super::redlined::Redlined;
use crate::classify::compare::share_of;
use crate::model::{Pair, Side};
use std::num::NonZero;

/// The words of one statement: sorted stems without those that say nothing.
pub(super) type Words<'w> = &'w [u32];

/// Statements of either text that belong together, by position.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    /// In order.
    pub(super) members: Pair<Vec<usize>>,
    /// How alike the first two are, from 0 to 1, and as much more as the redline shows; 0 where one side has none.
    pub(super) likeness: f64,
    /// The side whose statements another link holds: what only they say is told there.
    pub(super) lent: Option<Side>,
}

impl Group {
    /// A statement that belongs to none of the other side.
    pub(super) fn alone(side: Side, at: usize) -> Self {
        let mut group = Self::default();
        side.of_mut(&mut group.members).push(at);
        group
    }

    /// Two statements that are known to belong together.
    pub(super) fn of_two(before: usize, after: usize) -> Self {
        Self { members: Pair::new(vec![before], vec![after]), likeness: ALIKE, lent: None }
    }

    /// Statements of one side that belong to none of the other one.
    pub(super) fn of_one_side(members: Pair<Vec<usize>>) -> Self {
        Self { members, ..Self::default() }
    }

    /// Whether so little is the same that only what both say as a whole can be set side by side.
    pub(super) fn is_faint(&self) -> bool {
        self.likeness < ALIKE
    }
}

/// How alike two statements are at least, by Dice's measure over what their words weigh.
const ALIKE: f64 = 0.36;

/// How alike they are at least where both would be left alone: the one was rewritten as the other. Of pairs of real
/// drafts that are a little less alike every second one is chance.
const FAINT: f64 = 0.28;

/// The share of a statement's words that an aligned pair must lack for the statement to belong to it.
const BELONGS: f64 = 0.6;

/// Pairs of statements up to which divided and joined ones are looked for; beyond it they are added and removed.
const LARGEST: usize = 250_000;

/// Words of a statement that may repeat what its group says already.
const REPEATED: usize = 2;

/// What tells which statements of two texts belong together, by position.
pub(super) struct Signs<'s> {
    /// What each says.
    pub(super) words: Pair<&'s [Words<'s>]>,
    /// How much each asks for.
    pub(super) forces: Pair<&'s [Force]>,
    /// Those that are known to belong together.
    pub(super) known: &'s [(usize, usize)],
    /// Those that the redline shows as each other's.
    pub(super) redlined: Redlined,
}

/// Groups of statements, each with at least one member, by the place of their first member.
pub(super) fn align(signs: &Signs<'_>, rarity: &Rarity) -> Vec<Group> {
    let words = signs.words;
    let mut groups: Vec<Group> = Vec::new();
    let mut taken = words.map(|words| vec![false; words.len()]);
    let candidates = candidates(signs, rarity);
    let faint = candidates.partition_point(|&(likeness, ..)| likeness >= ALIKE);
    let known: Vec<_> = signs.known.iter().map(|&(before, after)| (ALIKE, before, after)).collect();
    take(&known, &mut taken, &mut groups);
    take(&candidates[..faint], &mut taken, &mut groups);
    groups.sort_by_key(|group| group.members.after[0]);
    if taken.before.contains(&false) || taken.after.contains(&false) {
        add_alone(signs, &mut taken, &mut groups);
        take(&candidates[faint..], &mut taken, &mut groups);
        for side in Side::BOTH {
            let alone = side.of(&taken).iter().zip(0..).filter(|(taken, _)| !**taken);
            groups.extend(alone.map(|(_, at)| Group::alone(side, at)));
        }
    }
    for group in &mut groups {
        group.members.before.sort_unstable();
        group.members.after.sort_unstable();
    }
    groups
}

/// Makes a group of each pair of which neither is taken yet.
fn take(pairs: &[(f64, usize, usize)], taken: &mut Pair<Vec<bool>>, groups: &mut Vec<Group>) {
    for &(likeness, before, after) in pairs {
        if !taken.before[before] && !taken.after[after] {
            (taken.before[before], taken.after[after]) = (true, true);
            let members = Pair::new(vec![before], vec![after]);
            groups.push(Group { members, likeness, lent: None });
        }
    }
}

/// Adds the statements that are aligned with none to the groups where they belong.
fn add_alone(signs: &Signs<'_>, taken: &mut Pair<Vec<bool>>, groups: &mut [Group]) {
    let words = signs.words;
    let mut homes = Homes::new(words, groups);
    for side in Side::BOTH {
        for (at, taken) in side.of_mut(taken).iter_mut().enumerate().filter(|(_, taken)| !**taken) {
            let redlined = |group: usize| {
                let others: &Vec<usize> = side.other().of(&groups[group].members);
                signs.redlined.share_in(side, at, others)
            };
            if let Some(group) = homes.of(side, side.of(&words)[at], redlined) {
                side.of_mut(&mut groups[group].members).push(at);
                homes.join(side, side.of(&words)[at], group);
                *taken = true;
            }
        }
    }
}

/// What each word weighs: the fewer statements say it, the more it tells that two of them mean the same.
pub(super) struct Rarity(Vec<usize>);

/// One in the fixed-point scale of weights.
const SCALE: f64 = 256.0;

impl Rarity {
    /// Of words by the statements of either side that say them. A word that both sides say is as rare as on the side where
    /// it is less so: that they share it makes it no commoner.
    pub(super) fn of(sides: Pair<&[Words<'_>]>) -> Self {
        let mut counts: Vec<Pair<u32>> = Vec::new();
        for side in Side::BOTH {
            for &word in side.of(&sides).iter().copied().flatten() {
                let word = word as usize;
                if word >= counts.len() {
                    counts.resize(word + 1, Pair::default());
                }
                *side.of_mut(&mut counts[word]) += 1;
            }
        }
        let all = sides.before.len().max(sides.after.len());
        Self(counts.into_iter().map(|count| weight(all, count.before.max(count.after))).collect())
    }

    fn word(&self, word: u32) -> usize {
        self.0[word as usize]
    }

    fn all(&self, words: Words<'_>) -> usize {
        words.iter().map(|&word| self.word(word)).sum()
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are a few thousand and positive")]
#[expect(clippy::cast_precision_loss, reason = "counts of statements are small")]
fn weight(statements: usize, saying: u32) -> usize {
    (SCALE * (1.0 + statements as f64 / f64::from(saying.max(1))).ln()) as usize
}

/// How much a statement asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Force {
    /// Nothing, or what its own words do not tell.
    #[default]
    None,
    /// Something is advised or allowed.
    Mild,
    /// Something is owed.
    Owed,
}

/// What the likeness of two statements counts for where the one asks for more than the other: of two that are as alike,
/// the one of the same force is meant. Where only one has a modal, its words may stand in a list or in another form.
const OTHER_FORCE: f64 = 0.85;

fn in_force(before: Force, after: Force) -> f64 {
    match (before, after) {
        (Force::Mild, Force::Owed) | (Force::Owed, Force::Mild) => OTHER_FORCE,
        _ => 1.0,
    }
}

/// Pairs that may be alike, the most alike first, then in order; those that are only faintly alike behind all others.
fn candidates(signs: &Signs<'_>, rarity: &Rarity) -> Vec<(f64, usize, usize)> {
    let Signs { words, forces, redlined, .. } = signs;
    let mut sharing = Sharing::of(words.after);
    let weights = words.map(|words| words.iter().map(|words| rarity.all(words)).collect::<Vec<usize>>());
    let mut found = Vec::new();
    for (before, statement) in words.before.iter().enumerate() {
        for &(after, shared) in sharing.with(statement, |word| rarity.word(word)) {
            let alike = dice(shared, weights.before[before], weights.after[after]);
            let likeness = alike * (1.0 + redlined.share(before, after));
            if likeness >= FAINT {
                found.push((likeness, before, after));
            }
        }
    }
    let gap = |&(_, before, after): &(f64, usize, usize)| before.abs_diff(after);
    let worth = |&(likeness, before, after): &(f64, usize, usize)| {
        let faint = likeness < ALIKE;
        (faint, likeness * in_force(forces.before[before], forces.after[after]))
    };
    found.sort_unstable_by(|one, other| {
        let ((faint, worth), (other_faint, others_worth)) = (worth(one), worth(other));
        let place = |pair: &(f64, usize, usize)| (pair.1, pair.2);
        faint
            .cmp(&other_faint)
            .then(others_worth.total_cmp(&worth))
            .then(gap(one).cmp(&gap(other)))
            .then(place(one).cmp(&place(other)))
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
    /// For each statement what the words weigh that it shares, while they are counted.
    shared: Vec<usize>,
    met: Vec<(usize, usize)>,
}

impl Sharing {
    pub(super) fn of(statements: &[Words<'_>]) -> Self {
        Self { index: Index::of(statements), shared: vec![0; statements.len()], met: Vec::new() }
    }

    /// The statements that share a word with this one, each with what the shared ones weigh.
    pub(super) fn with(&mut self, statement: Words<'_>, weight: impl Fn(u32) -> usize) -> &[(usize, usize)] {
        self.met.clear();
        for &word in statement {
            for at in self.index.with(word) {
                if self.shared[at] == 0 {
                    self.met.push((at, 0));
                }
                self.shared[at] += weight(word);
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

    /// The group that lacks most of a statement's words on the statement's side, as much more as the redline shows the
    /// statement in it.
    fn of(&self, side: Side, statement: Words<'_>, redlined: impl Fn(usize) -> f64) -> Option<usize> {
        let asked = statement.len() - REPEATED.min(statement.len());
        let may_belong = |said: &Pair<Vocabulary>| share_of(side.other().of(said).may_share(statement), asked);
        let likely = self.said.iter().zip(0..).filter(|(said, _)| may_belong(said) >= BELONGS / 2.0 || asked == 0);
        let shares = likely.map(|(said, group)| (share(side, statement, said) * (1.0 + redlined(group)), group));
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
    share_of(met, asked)
}

/// What is left of sorted words from a word on.
fn from(words: &[u32], word: u32) -> &[u32] {
    let before = words.iter().take_while(|&&known| known < word).count();
    &words[before..]
}

#[cfg(test)]
mod tests {
    use super::super::Passage;
    use super::*;
    use crate::classify::compare::Register;
    use crate::classify::statements;
    use std::ops::Range;

    fn signs<'s>(words: Pair<&'s [Words<'s>]>, forces: Pair<&'s [Force]>) -> Signs<'s> {
        Signs { words, forces, known: &[], redlined: Redlined::default() }
    }

    fn aligned(before: &[&[u32]], after: &[&[u32]], rarity: &Rarity) -> Vec<Pair<Vec<usize>>> {
        let forces = Pair::new(before, after).map(|side| vec![Force::None; side.len()]);
        let groups = align(&signs(Pair::new(before, after), forces.as_ref().map(Vec::as_slice)), rarity);
        groups.into_iter().map(|group| group.members).collect()
    }

    #[test]
    fn what_is_left_on_both_sides_is_set_side_by_side_where_it_is_faintly_alike() {
        let (before, after): ([&[u32]; 2], [&[u32]; 2]) =
            ([&[1, 2, 3, 4], &[5, 6, 7, 8, 9, 10]], [&[1, 2, 3, 4, 11], &[5, 6, 12, 13, 14, 15]]);
        let rarity = Rarity::of(Pair::new(&before, &after));
        let both = |at: usize| Pair::new(vec![at], vec![at]);
        assert_eq!(aligned(&before, &after, &rarity), [both(0), both(1)]);
        // One word in common is no more than chance.
        let after: [&[u32]; 2] = [after[0], &[5, 12, 13, 14, 15, 16]];
        let rarity = Rarity::of(Pair::new(&before, &after));
        assert_eq!(aligned(&before, &after, &rarity).len(), 3);
    }

    #[test]
    fn of_two_that_are_nearly_as_alike_the_one_that_asks_as_much_is_meant() {
        let (before, after): ([&[u32]; 1], [&[u32]; 2]) =
            ([&[1, 2, 3, 4, 5, 6]], [&[1, 2, 3, 4, 5, 7], &[1, 2, 3, 4, 5, 8, 9]]);
        let words = Pair::new(&before[..], &after[..]);
        let rarity = Rarity::of(words);
        let first = |forces: [Force; 2]| {
            let groups = align(&signs(words, Pair::new(&[Force::Owed], &forces)), &rarity);
            groups.into_iter().find(|group| group.likeness > 0.0).map(|group| group.members.after[0])
        };
        assert_eq!(first([Force::Owed, Force::Owed]), Some(0));
        assert_eq!(first([Force::Mild, Force::Owed]), Some(1));
        assert_eq!(first([Force::None, Force::Owed]), Some(0));
    }

    #[test]
    fn of_two_that_are_as_alike_the_one_that_the_redline_shows_is_meant() {
        let texts = Pair::new("The cox shall row.", "The crew shall row. Its cox shall row.");
        let passages = texts.map(|text| Passage::new(text, statements::of_text(text), Register::Rules));
        let open = Pair::new(&[0][..], &[0, 1]);
        let (before, after): ([&[u32]; 1], [&[u32]; 2]) = ([&[1, 2, 3]], [&[1, 2, 4], &[1, 2, 5]]);
        let words = Pair::new(&before[..], &after[..]);
        let rarity = Rarity::of(words);
        let first = |equal: &[Pair<Range<usize>>]| {
            let redlined = Redlined::new(passages.as_ref(), open, equal);
            let signs = Signs { redlined, ..signs(words, Pair::new(&[Force::Owed], &[Force::Owed; 2])) };
            let groups = align(&signs, &rarity);
            groups.into_iter().find(|group| group.likeness > 0.0).map(|group| group.members.after[0])
        };
        assert_eq!(first(&[]), Some(0));
        assert_eq!(first(&[Pair::new(4..18, 24..38)]), Some(1));
    }

    #[test]
    fn a_sentence_that_was_divided_off_belongs_where_the_redline_shows_it() {
        let texts = Pair::new("A crew rows and its cox steers.", "A crew rows. The cox steers it.");
        let passages = texts.map(|text| Passage::new(text, statements::of_text(text), Register::Rules));
        let (before, after): ([&[u32]; 1], [&[u32]; 2]) = ([&[1, 2, 3, 4]], [&[1, 2], &[3, 4, 5, 6, 7]]);
        let words = Pair::new(&before[..], &after[..]);
        let rarity = Rarity::of(words);
        let groups = |equal: &[Pair<Range<usize>>]| {
            let redlined = Redlined::new(passages.as_ref(), Pair::new(&[0], &[0, 1]), equal);
            let signs = Signs { redlined, ..signs(words, Pair::new(&[Force::None], &[Force::None; 2])) };
            align(&signs, &rarity).len()
        };
        assert_eq!(groups(&[Pair::new(0..11, 0..11)]), 2);
        assert_eq!(groups(&[Pair::new(0..11, 0..11), Pair::new(19..30, 16..27)]), 1);
    }

    #[test]
    fn words_that_most_statements_say_tell_little() {
        let (before, after): ([&[u32]; 1], [&[u32]; 2]) = ([&[1, 2, 3, 4, 5]], [&[1, 2, 6, 7, 8], &[5, 9, 10, 11, 12]]);
        let others: Vec<&[u32]> = vec![&[1, 2]; 50];
        let rarity = Rarity::of(Pair::new(&[], &[after.as_slice(), &others].concat()));
        assert_eq!(aligned(&before, &after, &Rarity::of(Pair::new(&before, &after)))[0], Pair::new(vec![0], vec![0]));
        assert!(!aligned(&before, &after, &rarity).contains(&Pair::new(vec![0], vec![0])));
    }
}
