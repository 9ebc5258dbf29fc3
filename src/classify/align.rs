//! Which statements of two texts say the same thing.
//!
//! Equal ones first, then the most alike by their words, then what was divided or joined: a statement whose words an
//! aligned pair lacks belongs to that pair.
//!
//! ```text
//! A. B and C.   ──►  A′. │ B. │ C.      groups: (A, A′)  (B and C; B, C)
//! ```

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
    let many = words.before.len() * words.after.len() > LARGEST;
    let alone = taken.map(|taken| (0..taken.len()).filter(|&at| !taken[at]).collect::<Vec<_>>());
    for before in alone.before {
        let wanted = |group: &Group| lacking(&group.members.after, words.after, &group.members.before, words.before);
        let known = |group: &Group| said(&group.members.before, words.before);
        let home = if many { None } else { home(&words.before[before], &groups, wanted, known) };
        match home {
            Some(group) => groups[group].members.before.push(before),
            None => groups.push(Group { members: Pair::new(vec![before], Vec::new()), likeness: 0.0 }),
        }
    }
    for after in alone.after {
        let wanted = |group: &Group| lacking(&group.members.before, words.before, &group.members.after, words.after);
        let known = |group: &Group| said(&group.members.after, words.after);
        let home = if many { None } else { home(&words.after[after], &groups, wanted, known) };
        match home {
            Some(group) => groups[group].members.after.push(after),
            None => groups.push(Group { members: Pair::new(Vec::new(), vec![after]), likeness: 0.0 }),
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

/// The words of some statements, sorted.
fn said(members: &[usize], words: &[Words]) -> Words {
    let mut said: Words = members.iter().flat_map(|&at| words[at].iter().copied()).collect();
    said.sort_unstable();
    said
}

/// The words that one side of a group has and the other lacks.
fn lacking(have: &[usize], their: &[Words], lack: &[usize], our: &[Words]) -> Words {
    let ours = said(lack, our);
    let all = have.iter().flat_map(|&at| their[at].iter().copied());
    all.filter(|word| ours.binary_search(word).is_err()).collect()
}

/// The group that lacks most of a statement's words.
fn home(
    statement: &Words,
    groups: &[Group],
    wanted: impl Fn(&Group) -> Words,
    known: impl Fn(&Group) -> Words,
) -> Option<usize> {
    if statement.is_empty() {
        return None;
    }
    // What the group says already, as the subject that a divided sentence repeats, speaks neither for nor against it.
    let share = |group: &Group| {
        let wanted = wanted(group);
        let known = known(group);
        let news = statement.iter().filter(|word| known.binary_search(word).is_err());
        let met = news.clone().filter(|word| wanted.contains(word)).count();
        let asked = statement.len() - (statement.len() - news.count()).min(REPEATED);
        dice(met, asked, asked)
    };
    let both = |group: &Group| !group.members.before.is_empty() && !group.members.after.is_empty();
    let shares = groups.iter().enumerate().filter(|(_, group)| both(group)).map(|(at, group)| (share(group), at));
    let best = shares.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))?;
    (best.0 >= BELONGS).then_some(best.1)
}
