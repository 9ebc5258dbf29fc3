//! One edit for each link: the stages of this module, one after the other.

use super::aspects::aspects;
use super::atoms::{Atoms, Reader};
use super::carry::{Carry, Found, away, carries, here, relocate};
use super::compare::{Comparison, compare, compare_stretch};
use super::lineage::Lineage;
use super::passages::{Carried, Moved, moved};
use super::references::{Reference, References};
use super::{Aspects, Edit, EditScript, Noise, Op, Passage, Redline, marks, segments};
use crate::matching::{Link, Matching, Relation};
use crate::model::{BlockKind, Draft, Pair, Unit, UnitIdx};
use std::ops::Range;

/// Says what happened inside every link of a matching, and which passages went elsewhere without a link.
///
/// The work is bounded by the length of the drafts: passages that are too long to compare word by word are shown as
/// replaced, and [`Redline::coarse`] tells.
pub fn edits(drafts: Pair<&Draft>, matching: &Matching) -> EditScript {
    let lineage = Lineage::new(drafts, matching);
    let references = drafts.map(|draft| References::new(draft).of_all());
    let mut reader = Reader::default();
    let texts = Pair::new(
        texts(drafts.before, &references.before, &mut reader, |unit| lineage.successor(unit)),
        texts(drafts.after, &references.after, &mut reader, |unit| lineage.predecessor(unit).map(|_| unit)),
    );
    let aspects = aspects(drafts, matching, &lineage);
    let compared: Vec<Compared> = matching.links.iter().map(|link| Compared::new(drafts, &texts, link)).collect();
    let flags = carried(&texts, matching, &compared);
    let passages = moved(drafts, &Carried { texts: &texts, flags: &flags });
    let moved = by_unit(drafts, &passages);
    let (lineage, texts) = (&lineage, &texts);
    let stage = Stage { drafts, matching, lineage, texts, compared: &compared, passages: &passages, moved };
    let edits = aspects.into_iter().enumerate().map(|(at, aspects)| stage.edit(at, aspects, &mut reader)).collect();
    EditScript { edits, passages: passages.iter().map(Passage::from).collect(), references }
}

fn texts<'d>(
    draft: &'d Draft,
    references: &[Vec<Reference>],
    reader: &mut Reader,
    follows: impl Fn(UnitIdx) -> Option<UnitIdx>,
) -> Vec<Atoms<'d>> {
    let units = draft.units.iter().zip(references);
    units.map(|(unit, references)| reader.body(&unit.body, references, &follows)).collect()
}

fn by_unit(drafts: Pair<&Draft>, passages: &[Moved]) -> Pair<Vec<Vec<usize>>> {
    let mut by_unit = drafts.map(|draft| vec![Vec::new(); draft.units.len()]);
    for (position, passage) in passages.iter().enumerate() {
        by_unit.before[passage.units.before.get()].push(position);
        by_unit.after[passage.units.after.get()].push(position);
    }
    by_unit
}

/// What a link's two bodies have in common.
struct Compared {
    comparison: Comparison,
    /// Equal words of blocks that stayed, and of blocks that moved within the unit.
    stays: Vec<Carry>,
    moves: Vec<Carry>,
}

impl Compared {
    fn new(drafts: Pair<&Draft>, texts: &Pair<Vec<Atoms<'_>>>, link: &Link) -> Self {
        let units = drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
        let texts = texts.as_ref().zip(link.units).map(|(texts, idx)| &texts[idx.get()]);
        let comparison = compare(texts, units.map(|unit| unit.body.blocks.as_slice()));
        let of = |moved: bool| {
            let pairs = comparison.pairs.iter().filter(move |common| common.pair.moved == moved);
            pairs.flat_map(|common| carries(texts, &common.runs)).collect()
        };
        Self { stays: of(false), moves: of(true), comparison }
    }

    fn carries(&self) -> impl Iterator<Item = &Carry> {
        self.stays.iter().chain(&self.moves)
    }
}

/// For every atom of both drafts whether a link carries it.
fn carried(texts: &Pair<Vec<Atoms<'_>>>, matching: &Matching, compared: &[Compared]) -> Pair<Vec<Vec<bool>>> {
    let mut flags =
        texts.as_ref().map(|texts| texts.iter().map(|text| vec![false; text.all.len()]).collect::<Vec<_>>());
    for (link, compared) in matching.links.iter().zip(compared) {
        for common in &compared.comparison.pairs {
            for run in &common.runs {
                flags.before[link.units.before.get()][run.before..run.before_end()].fill(true);
                flags.after[link.units.after.get()][run.after..run.after_end()].fill(true);
            }
        }
    }
    flags
}

/// Everything that the edit of one link is written from.
struct Stage<'a> {
    drafts: Pair<&'a Draft>,
    matching: &'a Matching,
    lineage: &'a Lineage,
    texts: &'a Pair<Vec<Atoms<'a>>>,
    compared: &'a [Compared],
    passages: &'a [Moved],
    /// For each unit the positions of the passages that left it, or came to it.
    moved: Pair<Vec<Vec<usize>>>,
}

impl Stage<'_> {
    fn edit(&self, at: usize, aspects: Aspects, reader: &mut Reader) -> Edit {
        let link = &self.matching.links[at];
        let units = self.drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
        let title = title(units, reader);
        let body = self.body(at, units);
        let refined = self.refined(link, units, &body);
        let pairs = &self.compared[at].comparison.pairs;
        let kinds = || {
            pairs.iter().map(|common| {
                units.zip(common.pair.blocks.clone()).map(|(unit, blocks)| &unit.body.blocks[blocks.start].kind)
            })
        };
        let labels = kinds().filter(|kinds| relabelled(kinds.before, kinds.after)).count();
        let texts = units.map(|unit| (unit.title.text.as_str(), unit.body.prose.text.as_str()));
        let noise = noise(&title, texts.map(|text| text.0))
            + noise(&body, texts.map(|text| text.1))
            + labels
            + usize::from(aspects.renumbered);
        let equal = body.equal();
        let reformatted = marks::reformatted(units.map(|unit| &unit.title), &title.equal())
            || marks::reformatted(units.map(|unit| &unit.body.prose), &equal)
            || kinds().any(|kinds| marks::reshaped(kinds.before, kinds.after));
        Edit {
            aspects: Aspects { refined, ..aspects },
            title,
            body,
            equal,
            administrative: u32::try_from(noise).unwrap_or(u32::MAX),
            reformatted,
        }
    }

    fn body(&self, at: usize, units: Pair<&Unit>) -> Redline {
        let link = &self.matching.links[at];
        let texts = self.texts.as_ref().zip(link.units).map(|(texts, idx)| &texts[idx.get()]);
        let blocks = units.map(|unit| unit.body.blocks.as_slice());
        let mut redline = segments::body(texts, blocks, &self.compared[at].comparison);
        if redline.has(Op::Delete) || redline.has(Op::Insert) {
            let found = Pair::new(self.left(at), self.came(at));
            relocate(&mut redline, texts.map(|text| text.text), found);
        }
        redline
    }

    /// Text of the link's older unit that is elsewhere in the newer draft.
    fn left(&self, at: usize) -> Vec<Found> {
        let units = self.matching.links[at].units;
        let mut found: Vec<Found> = away(&self.compared[at].moves, units.after).collect();
        for &other in self.lineage.of_before(units.before).iter().filter(|&&other| other != at) {
            let text = &self.texts.before[units.before.get()];
            let held = substantial(text, self.compared[other].carries(), |carry| carry.before.clone());
            found.extend(away(&held, self.matching.links[other].units.after));
        }
        for &passage in &self.moved.before[units.before.get()] {
            found.extend(away(&self.passages[passage].carries, self.passages[passage].units.after));
        }
        found
    }

    /// Text of the link's newer unit that is elsewhere in the older draft.
    fn came(&self, at: usize) -> Vec<Found> {
        let units = self.matching.links[at].units;
        let mut found: Vec<Found> = here(&self.compared[at].moves, units.before).collect();
        for &other in self.lineage.of_after(units.after).iter().filter(|&&other| other != at) {
            let text = &self.texts.after[units.after.get()];
            let held = substantial(text, self.compared[other].carries(), |carry| carry.after.clone());
            found.extend(here(&held, self.matching.links[other].units.before));
        }
        for &passage in &self.moved.after[units.after.get()] {
            found.extend(here(&self.passages[passage].carries, self.passages[passage].units.before));
        }
        found
    }

    /// Whether the words differ by more than noise.
    ///
    /// Of a split unit the text that another part of it holds is no difference, nor in a merged one what the other
    /// sources gave; of a passage that went over only the blocks count that hold some of it.
    fn refined(&self, link: &Link, units: Pair<&Unit>, redline: &Redline) -> bool {
        let texts = units.map(|unit| unit.body.prose.text.as_str());
        let family = |op: Op, other: UnitIdx| match (link.relation, op) {
            (Relation::Split | Relation::Part, Op::MovedAway) => {
                self.lineage.of_before(link.units.before).iter().any(|&at| self.matching.links[at].units.after == other)
            }
            (Relation::Merge | Relation::Part, Op::MovedHere) => {
                self.lineage.of_after(link.units.after).iter().any(|&at| self.matching.links[at].units.before == other)
            }
            _ => false,
        };
        redline.blocks.iter().any(|block| {
            let segments = &redline.segments[block.segments.clone()];
            let counts = link.relation != Relation::Part || segments.iter().any(|segment| segment.op == Op::Equal);
            counts
                && segments.iter().any(|segment| {
                    let text = if segment.op.is_before() { texts.before } else { texts.after };
                    match (&segment.elsewhere, segment.op) {
                        (_, Op::Equal) => false,
                        (Some(elsewhere), op) => {
                            !family(op, elsewhere.unit) || elsewhere_is_here(link, op, elsewhere.unit)
                        }
                        (None, _) => segment.noise.is_none() && !text[segment.range.clone()].trim().is_empty(),
                    }
                })
        })
    }
}

/// Whether moved text moved within the pair itself.
fn elsewhere_is_here(link: &Link, op: Op, other: UnitIdx) -> bool {
    other == if op == Op::MovedAway { link.units.after } else { link.units.before }
}

/// Words of a sentence that another link must carry for the sentence to be said to be there.
const WORDS: usize = 4;
const MANY: usize = 12;

/// Of what a link carries of a text, the words of sentences of which it carries three fifths, or half of a long one.
fn substantial<'c>(
    text: &Atoms<'_>,
    carries: impl Iterator<Item = &'c Carry>,
    side: impl Fn(&Carry) -> Range<usize>,
) -> Vec<Carry> {
    let mut carries: Vec<&Carry> = carries.collect();
    carries.sort_by_key(|carry| side(carry).start);
    let mut flags = vec![false; text.all.len()];
    for carry in &carries {
        flags[text.within(&side(carry))].fill(true);
    }
    let mut held = vec![false; text.all.len()];
    for sentence in text.sentences(0..text.all.len()) {
        let all = text.words(sentence.clone());
        let kept: usize =
            sentence.clone().filter(|&atom| flags[atom]).map(|atom| usize::from(text.all[atom].words)).sum();
        let sure = 5 * kept >= 3 * all && kept >= WORDS || kept == all;
        if sure || (2 * kept >= all && kept >= MANY) {
            held[sentence].fill(true);
        }
    }
    carries.into_iter().filter(|carry| text.within(&side(carry)).any(|atom| held[atom])).cloned().collect()
}

/// The bytes that the redline of two plain texts shows as the same.
pub fn equal(texts: Pair<&str>) -> Vec<Pair<Range<usize>>> {
    line(texts, &mut Reader::default()).equal()
}

fn title(units: Pair<&Unit>, reader: &mut Reader) -> Redline {
    line(units.map(|unit| unit.title.text.as_str()), reader)
}

fn line(texts: Pair<&str>, reader: &mut Reader) -> Redline {
    if texts.agree() {
        return segments::same_line(texts.after);
    }
    let texts = texts.map(|text| reader.line(text));
    let atoms = texts.as_ref().map(|text| 0..text.all.len());
    segments::line(texts.as_ref(), &compare_stretch(texts.as_ref(), atoms).0)
}

fn relabelled(before: &BlockKind, after: &BlockKind) -> bool {
    match (before, after) {
        (BlockKind::Point { label: before, .. }, BlockKind::Point { label: after, .. }) => before != after,
        _ => false,
    }
}

/// Differences that are not shown, each counted once. A space that a change took with it is none.
fn noise(redline: &Redline, texts: Pair<&str>) -> usize {
    let mut count = 0;
    let mut open: Option<Noise> = None;
    for (position, segment) in redline.segments.iter().enumerate() {
        let answers = segment.op == Op::Insert && open.is_some() && open == segment.noise;
        let next = redline.segments.get(position + 1);
        let answered = next.is_some_and(|next| next.op == Op::Insert && next.noise == segment.noise);
        let says = answered || !segment.text(texts).trim().is_empty();
        count += usize::from(segment.noise.is_some() && !answers && says);
        open = segment.noise.filter(|_| segment.op == Op::Delete);
    }
    count
}

impl From<&Moved> for Passage {
    fn from(moved: &Moved) -> Self {
        Self { units: moved.units, ranges: moved.ranges.clone() }
    }
}
