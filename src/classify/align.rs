//! Which statements of two texts say the same thing.
//!
//! Equal ones first, then the most alike by their words, then what was divided or joined: a statement whose words an
//! aligned pair lacks belongs to that pair.
//!
//! ```text
//! A. B and C.   ──►  A′. │ B. │ C.      groups: (A, A′)  (B and C; B, C)
//! ```

use super::compare::Side;
use crate::model::Pair;
use rustc_hash::FxHashMap;

/// The words of one statement: sorted stems without those that say nothing.
pub(super) type Words = Vec<u32>;

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
    fn alone(side: Side, at: usize) -> Self {
        let mut group = Self::default();
        side.of_mut(&mut group.members).push(at);
        group
    }
}

/// How alike two statements are at least, by Dice's measure over their words.
const ALIKE: f64 = 0.3;

/// Words that a short statement must share with a long one that holds most of it.
const CONTAINED: usize = 4;

/// The share of a statement's words that an aligned pair must lack for the statement to belong to it.
const BELONGS: f64 = 0.6;

/// Pairs of statements up to which divided and joined ones are looked for; beyond it they are added and removed.
const LARGEST: usize = 250_000;

/// Words of a statement that may repeat what its group says already.
const REPEATED: usize = 2;

/// Groups of statements, each with at least one member, by the place of their first member.
pub(super) fn align(words: Pair<&[Words]>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut taken = words.map(|words| vec![false; words.len()]);
    for (likeness, before, after) in candidates(words) {
        if !taken.before[before] && !taken.after[after] {
            (taken.before[before], taken.after[after]) = (true, true);
            groups.push(Group { members: Pair::new(vec![before], vec![after]), likeness });
        }
    }
    groups.sort_by_key(|group| group.members.after[0]);
    let mut homes = Homes::new(words, &groups);
    for side in Side::BOTH {
        for (at, _) in side.of(&taken).iter().enumerate().filter(|(_, taken)| !**taken) {
            match homes.of(side, &side.of(&words)[at]) {
                Some(group) => {
                    side.of_mut(&mut groups[group].members).push(at);
                    homes.join(side, &side.of(&words)[at], group);
                }
                None => groups.push(Group::alone(side, at)),
            }
        }
    }
    for group in &mut groups {
        group.members.before.sort_unstable();
        group.members.after.sort_unstable();
    }
    groups
}

/// Pairs that are alike, the most alike first, then in order.
fn candidates(words: Pair<&[Words]>) -> Vec<(f64, usize, usize)> {
    let mut index: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    for (position, statement) in words.after.iter().enumerate() {
        for &word in statement {
            index.entry(word).or_default().push(position);
        }
    }
    let mut found = Vec::new();
    let mut shared: Vec<usize> = vec![0; words.after.len()];
    for (before, statement) in words.before.iter().enumerate() {
        let mut met = Vec::new();
        for &after in statement.iter().filter_map(|word| index.get(word)).flatten() {
            if shared[after] == 0 {
                met.push(after);
            }
            shared[after] += 1;
        }
        for after in met {
            let (count, lengths) = (shared[after], (statement.len(), words.after[after].len()));
            let likeness = dice(count, lengths.0, lengths.1);
            let least = lengths.0.min(lengths.1);
            let contained = count >= CONTAINED && dice(count, least, least) >= BELONGS;
            shared[after] = 0;
            if likeness >= ALIKE || contained {
                found.push((likeness, before, after));
            }
        }
    }
    let gap = |&(_, before, after): &(f64, usize, usize)| before.abs_diff(after);
    found.sort_by(|one, other| other.0.total_cmp(&one.0).then(gap(one).cmp(&gap(other))).then(one.1.cmp(&other.1)));
    found
}

#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn dice(shared: usize, before: usize, after: usize) -> f64 {
    2.0 * shared as f64 / (before + after).max(1) as f64
}

/// Where a statement may belong that is aligned with none: the groups of two, by the words that either side says.
#[derive(Default)]
struct Homes {
    said: Pair<FxHashMap<u32, Vec<usize>>>,
    /// For each group, of the words that are asked for: how many only its other side says, and how many its own says.
    met: Vec<usize>,
    known: Vec<usize>,
}

impl Homes {
    /// Reads the groups; between very many statements none is looked for.
    fn new(words: Pair<&[Words]>, groups: &[Group]) -> Self {
        let mut homes = Self::default();
        if words.before.len() * words.after.len() > LARGEST {
            return homes;
        }
        (homes.met, homes.known) = (vec![0; groups.len()], vec![0; groups.len()]);
        for (group, members) in groups.iter().map(|group| &group.members).enumerate() {
            for side in Side::BOTH {
                side.of(members).iter().for_each(|&at| homes.join(side, &side.of(&words)[at], group));
            }
        }
        homes
    }

    /// Lets one side of a group say the words of a statement.
    fn join(&mut self, side: Side, words: &Words, group: usize) {
        for &word in words {
            let groups = side.of_mut(&mut self.said).entry(word).or_default();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }

    /// The group that lacks most of a statement's words on the statement's side.
    fn of(&mut self, side: Side, statement: &Words) -> Option<usize> {
        self.met.fill(0);
        self.known.fill(0);
        for word in statement {
            let said = |side: Side| side.of(&self.said).get(word).map_or(&[][..], Vec::as_slice);
            let (here, there) = (said(side), said(side.other()));
            here.iter().for_each(|&group| self.known[group] += 1);
            there.iter().filter(|group| !here.contains(group)).for_each(|&group| self.met[group] += 1);
        }
        let shares = (0..self.met.len()).map(|group| (self.share(group, statement.len()), group));
        let best = shares.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
        (best.0 >= BELONGS).then_some(best.1)
    }

    /// What the group says already, as the subject that a divided sentence repeats, speaks neither for nor against it.
    fn share(&self, group: usize, length: usize) -> f64 {
        let asked = length - self.known[group].min(REPEATED);
        dice(self.met[group], asked, asked)
    }
}
