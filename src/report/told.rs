//! Text that several redlines have is told by one of them.
//!
//! A unit that was divided is compared with each of its heirs, and each redline holds its whole text: what one heir
//! kept is missing in all others, and what none kept is missing in all. Struck out in each it would read as if it had
//! gone as often as there are heirs. So a paragraph that has no counterpart in one redline is told in the redline
//! where it has one, else in that of the first heir. The same holds for the text of a unit that was merged, but for
//! the redline that is the unit's text: that one is read whole.

use super::stages::{LinkIndex, Stages};
use super::types::LinkInfo;
use crate::diff::RedlineBlock;
use crate::matching::Relation;
use crate::model::{Side, UnitIdx};
use std::collections::BTreeMap;

/// Notes in the blocks of each redline which other redline tells them.
pub(super) fn tell(stages: &Stages<'_>, index: &LinkIndex, infos: &mut [LinkInfo]) {
    for side in [Side::Before, Side::After] {
        for links in shared(stages, index, side) {
            let tellers = tellers(stages, side, &links, infos);
            for &link in &links[usize::from(side == Side::After)..] {
                note(stages, (side, link), (&tellers, links[0]), infos);
            }
        }
    }
}

/// The links of each unit of one draft that has several, the main one first.
fn shared(stages: &Stages<'_>, index: &LinkIndex, side: Side) -> Vec<Vec<usize>> {
    let units = &side.of(&stages.drafts).units;
    let lists = (0..units.len()).map(|unit| index.of(side, UnitIdx::from(unit)).to_vec());
    lists.filter(|links| links.len() > 1 && stages.matching.links[links[0]].relation != Relation::Part).collect()
}

/// For each block of the shared unit the first redline in which it has a counterpart; passages tell nothing.
fn tellers(stages: &Stages<'_>, side: Side, links: &[usize], infos: &[LinkInfo]) -> BTreeMap<usize, usize> {
    let mut tellers = BTreeMap::new();
    for &link in links.iter().filter(|&&link| stages.matching.links[link].relation != Relation::Part) {
        let paired = blocks(stages, link, infos).iter().filter(|block| !is_alone(block, side));
        for place in paired.filter_map(|block| place(block, side)) {
            tellers.entry(place).or_insert(link);
        }
    }
    tellers
}

fn note(
    stages: &Stages<'_>,
    (side, link): (Side, usize),
    (tellers, first): (&BTreeMap<usize, usize>, usize),
    infos: &mut [LinkInfo],
) {
    let told: Vec<(usize, usize)> = blocks(stages, link, infos)
        .iter()
        .enumerate()
        .filter(|(_, block)| is_alone(block, side))
        .filter_map(|(at, block)| Some((at, tellers.get(&place(block, side)?).copied().unwrap_or(first))))
        .filter(|&(_, teller)| teller != link)
        .collect();
    for (at, teller) in told {
        infos[link].blocks[at].told_in = Some(teller);
    }
}

/// The blocks of a redline as they were compared; none where the redline had to be replaced.
fn blocks<'s>(stages: &'s Stages<'_>, link: usize, infos: &[LinkInfo]) -> &'s [RedlineBlock] {
    let blocks = &stages.edit(link).body.blocks;
    if blocks.len() == infos[link].blocks.len() { blocks } else { &[] }
}

const fn place(block: &RedlineBlock, side: Side) -> Option<usize> {
    *side.of(&block.blocks)
}

/// Whether a block stands on this side only.
const fn is_alone(block: &RedlineBlock, side: Side) -> bool {
    place(block, side).is_some() && place(block, side.other()).is_none()
}
