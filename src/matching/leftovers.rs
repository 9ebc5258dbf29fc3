//! What a unit without a main counterpart joins: it was cut out, went in, or left a passage.
//!
//! A unit without a main counterpart is either new (gone), or it was cut out of a unit that has one (a split), or it
//! went into one together with others (a merge), or only a passage of it is found elsewhere (a part). What tells them
//! apart is what the unit adds to what the main counterpart already explains:
//!
//! ```text
//!   before: |---------- b ----------|        a1 is the main successor and holds the left of b;
//!   after:  |---- a1 ----|--- a2 ---|        a2 is a split if it explains enough of the rest
//! ```

use super::assign::{self, Mates};
use super::candidates::{Key, end, units};
use super::context::Flooded;
use super::features::{Bag, Features};
use super::hints::Known;
use super::joins::{Decided, Extent, Join, yielded};
use super::link::Refusal;
use super::offsets::grouped;
use super::passages::Passages;
use super::provenance::Trio;
use super::score::{TITLE_WORTH, either, single};
use crate::model::{Draft, Pair, Side};
use std::cell::{OnceCell, RefCell};
use std::collections::hash_map::Entry;

/// Duties that belong together less than this are not linked: the one stays added or removed.
const FLOOR: f64 = 0.45;

/// Unless nothing else comes near: a choice worth so many times what the next one is worth needs less.
const OUTSTANDING: f64 = 1.5;
const FLOOR_OUTSTANDING: f64 = 0.36;

/// Words as faint as that say nothing against a main counterpart that tells the better part of the other one: so much
/// of that one must be open.
const OPEN_TO_FAINT: f64 = 0.6;

/// What the surroundings of a leftover are worth at most. A unit whose neighbours all went to one place may have gone
/// with them, or have been dropped on the way: only its own words tell.
const PLACE: f64 = 0.3;

/// What surroundings say counts in full where the words say this much, and less where they say less.
const TOLD: f64 = 0.25;

/// Leftover companions (KPIs, recitals, definitions), which are short and alike, need this.
const FLOOR_COMPANION: f64 = 0.5;

/// Share of the undecided rest that a companion must explain, unless its title or place speaks for it.
const GAIN: f64 = 0.08;

/// Share of a unit that its main counterpart must leave open before another one can have taken part in it, and that
/// does where the titles speak for the other one.
const OPEN: f64 = 0.36;
const OPEN_TITLED: f64 = 0.3;

/// Unless the leftover explains this much of the little that is open, and is found there for the most part.
const GAIN_OF_REST: f64 = 0.5;
const OWN_OF_REST: f64 = 0.6;

/// A title or place that speaks for itself.
const SPEAKING_TITLE: f64 = 0.5;
const SPEAKING_PLACE: f64 = 0.2;

/// Share of a divided (combined) duty that makes a split (merge) rather than a part.
const SHARE_OF_DUTY: f64 = 0.06;

/// Where the words of a leftover say this much, it went there (came from there) as a whole, however short it is.
const WHOLE: f64 = 0.35;

/// Share of a divided (combined) companion, and how much of the leftover must be found there.
const SHARE_OF_COMPANION: f64 = 0.25;
const OWN_OF_COMPANION: f64 = 0.4;

/// Choices that a leftover considers, and those among which a passage of it is looked for.
const CHOICES: usize = 5;
const CHOICES_OF_PASSAGE: usize = 8;
const CHOICES_OF_WORDS: usize = 3;

/// What a passage must explain of the rest, and which share of the leftover it must be: a larger one where the main
/// counterpart tells the better part.
const GAIN_OF_PASSAGE: f64 = 0.06;
const OWN_OF_PASSAGE: f64 = 0.15;
const OWN_OF_TOLD: f64 = 0.25;
const PLACE_OF_PASSAGE: f64 = 0.05;

/// How alike a sentence must be to be a passage that went over.
const LIKE_OF_PASSAGE: f64 = 0.33;

/// Share of a unit that its main counterpart must leave open before a passage can have come from elsewhere.
const OPEN_OF_PASSAGE: f64 = 0.1;

/// Ways less sure than this lead nowhere.
pub(super) const SURE_WAY: f64 = 0.5;

/// Both drafts and what is known of them.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) drafts: Pair<&'a Draft>,
    pub(super) features: &'a Features,
    pub(super) known: &'a Known<'a>,
    pub(super) passages: &'a RefCell<Passages>,
}

/// A pair that a leftover may be linked by.
struct Choice {
    side: Side,
    position: usize,
    key: Key,
    /// The unit on the leftover's side that is the main counterpart of the other one.
    main: Option<u32>,
    /// Whether both say anything.
    speaks: bool,
    /// Share of the other one that its main counterpart leaves open.
    open: f64,
    /// What all three have in common, where it was asked for.
    trio: OnceCell<Trio>,
}

/// What each leftover is decided by.
pub(super) struct Evidence<'a> {
    drafts: Pair<&'a Draft>,
    features: &'a Features,
    known: &'a Known<'a>,
    flooded: &'a Flooded,
    mates: &'a Mates,
    passages: &'a RefCell<Passages>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(sides: Sides<'a>, flooded: &'a Flooded, mates: &'a Mates) -> Self {
        let Sides { drafts, features, known, passages } = sides;
        Self { drafts, features, known, flooded, mates, passages }
    }

    /// For each leftover of a side that has any, its best candidates, best first.
    fn choices(&self, side: Side) -> Vec<Vec<usize>> {
        let flooded = self.flooded;
        let units = *side.of(&flooded.units);
        let leftover: Vec<bool> = (0..units).zip(0..).map(|(_, unit)| !self.has_counterpart(side, unit)).collect();
        let pairs = flooded.pairs.iter().zip(0_usize..);
        let open = pairs.filter(|&(&key, _)| leftover[end(side, key) as usize] && !self.known.rulings.bars(key));
        let open: Vec<(u32, usize)> = open.map(|(&key, position)| (end(side, key), position)).collect();
        let (starts, mut positions) = grouped(open.iter().copied(), units);
        let best = |row: &[usize]| {
            let choices = &mut positions[row[0]..row[1]];
            choices.sort_unstable_by(|&one, &other| {
                let worth = flooded.joined[other].total_cmp(&flooded.joined[one]);
                worth.then(flooded.pairs[one].cmp(&flooded.pairs[other]))
            });
            choices.iter().take(CHOICES_OF_PASSAGE).copied().collect()
        };
        starts.windows(2).filter(|row| row[0] < row[1]).map(best).collect()
    }

    /// Whether a unit has a main counterpart, or one by a pin.
    pub(super) fn has_counterpart(&self, side: Side, unit: u32) -> bool {
        match side {
            Side::Before => self.mates.forward.contains_key(&unit) || self.known.rulings.serves_before(unit),
            Side::After => self.mates.backward.contains_key(&unit) || self.known.rulings.serves_after(unit),
        }
    }

    /// What all leftovers of both sides join; what is decided already stands.
    pub(super) fn joins(&self, decided: &mut Decided) -> Vec<Join> {
        let mut joins = Vec::new();
        for side in Side::BOTH {
            let decided = decided.of(side);
            let (mut leftovers, mut open) = (Vec::new(), Vec::new());
            for positions in self.choices(side) {
                let leftover = end(side, self.flooded.pairs[positions[0]]);
                leftovers.push(leftover);
                if let Entry::Vacant(place) = decided.entry(leftover) {
                    let choices: Vec<Choice> = positions.into_iter().map(|at| self.choice(side, at)).collect();
                    let whole = self.whole(&choices);
                    place.insert(whole);
                    open.extend(whole.is_none().then_some((leftover, choices)));
                }
            }
            decided.extend(self.passages(side, &open));
            joins.extend(leftovers.iter().filter_map(|leftover| decided[leftover]));
        }
        yielded(joins)
    }

    /// The counterpart that a leftover belongs to most.
    fn whole(&self, choices: &[Choice]) -> Option<Join> {
        let mut joins: Vec<Join> = choices.iter().take(CHOICES).filter_map(|choice| self.joined(choice).ok()).collect();
        let worth = |join: &Join| join.worth.unwrap_or(0.0);
        joins.sort_by(|one, other| other.extent.cmp(&one.extent).then(worth(other).total_cmp(&worth(one))));
        joins.first().copied().or_else(|| self.outstanding(choices))
    }

    /// What each leftover that belongs nowhere as a whole joins by a passage.
    fn passages(&self, side: Side, leftovers: &[(u32, Vec<Choice>)]) -> Vec<(u32, Option<Join>)> {
        let choices = leftovers.iter().flat_map(|(_, choices)| choices);
        let asked = choices.filter(|choice| Self::may_tell(choice)).map(|choice| choice.key).collect();
        self.passages.borrow_mut().ask(self.features, self.drafts, asked, side);
        let passage = |choices: &[Choice]| {
            let told = choices.iter().find(|choice| self.sentence(choice));
            let found = told.or_else(|| choices.iter().take(CHOICES_OF_WORDS).find(|choice| self.words(choice)));
            found.map(|choice| Join { key: choice.key, side, extent: Extent::Passage, worth: None })
        };
        leftovers.iter().map(|(leftover, choices)| (*leftover, passage(choices))).collect()
    }

    /// What makes a leftover one of several within its tier; across tiers only a passage tells. If nothing, why.
    pub(super) fn join(&self, side: Side, position: usize) -> Result<Join, Refusal> {
        self.joined(&self.choice(side, position))
    }

    fn joined(&self, choice: &Choice) -> Result<Join, Refusal> {
        let &Choice { position, key, open, .. } = choice;
        let (companions, across) = (self.flooded.companions[position], self.flooded.across[position]);
        let least = |floor: f64| {
            let enough = self.flooded.joined[position] >= floor;
            if enough { Ok(()) } else { Err(Refusal::Weak { floor: single(floor) }) }
        };
        if across {
            least(assign::floor(self.flooded, position))?;
            return Err(Refusal::Taken);
        }
        if companions {
            least(FLOOR_COMPANION)?;
        }
        if !choice.speaks {
            return Err(Refusal::Empty);
        }
        let exact = || self.trio(choice).gain() >= GAIN_OF_REST && self.trio(choice).own() >= OWN_OF_REST;
        let titled = self.own_title(choice) >= SPEAKING_TITLE;
        let least_open = if titled { OPEN_TITLED } else { OPEN };
        if open < least_open && self.known.way(key) < SURE_WAY && !exact() {
            return Err(Refusal::Told { open: single(open) });
        }
        if companions { self.companion(choice) } else { self.duty(choice) }
    }

    /// Duties: by their own words, what stands around them helping.
    fn duty(&self, choice: &Choice) -> Result<Join, Refusal> {
        let &Choice { side, key, .. } = choice;
        let (worth, words) = self.belonging(choice);
        if worth < FLOOR {
            return Err(Refusal::Apart { worth: single(worth), floor: single(FLOOR) });
        }
        let titled = self.own_title(choice) >= SPEAKING_TITLE;
        let extent = match words {
            _ if titled || self.trio(choice).of_counterpart() >= SHARE_OF_DUTY => Extent::Share,
            words if words >= WHOLE => Extent::Leftover,
            _ => Extent::Passage,
        };
        Ok(Join { key, side, extent, worth: Some(worth) })
    }

    /// The choice of a leftover duty that stands out among all others, though it is worth little by itself.
    fn outstanding(&self, choices: &[Choice]) -> Option<Join> {
        let duties = choices.iter().filter(|choice| self.of_duties(choice.position));
        let mut worths: Vec<(f64, &Choice)> = duties.map(|choice| (self.belonging(choice).0, choice)).collect();
        worths.sort_by(|one, other| other.0.total_cmp(&one.0));
        let &(worth, choice) = worths.first()?;
        let next = worths.get(1).map_or(0.0, |&(worth, _)| worth);
        let stands_out = worth >= FLOOR_OUTSTANDING && worth >= OUTSTANDING * next;
        let share = stands_out && choice.open >= OPEN_TO_FAINT && self.trio(choice).of_counterpart() >= SHARE_OF_DUTY;
        share.then_some(Join { key: choice.key, side: choice.side, extent: Extent::Share, worth: Some(worth) })
    }

    fn of_duties(&self, position: usize) -> bool {
        !self.flooded.companions[position] && !self.flooded.across[position]
    }

    /// What two duties are worth to each other, and what of it their words say.
    fn belonging(&self, choice: &Choice) -> (f64, f64) {
        let (flooded, position) = (self.flooded, choice.position);
        let score = flooded.scores[position];
        let words = either(self.trio(choice).fresh(), f64::midpoint(self.likest(choice), score.text));
        let place = flooded.context[position].min(PLACE) * (words / TOLD).min(1.0);
        let led = either(place, flooded.ways[position]);
        (either(either(TITLE_WORTH * self.own_title(choice), words), led), words)
    }

    /// What the titles of two duties say of each other. Of a title that the main counterpart bears as well, nobody can
    /// say which of the two was meant.
    fn own_title(&self, choice: &Choice) -> f64 {
        let title = |unit: u32| choice.side.of(&self.drafts).units[unit as usize].title.text.as_str();
        let borne = choice.main.is_some_and(|main| title(main) == title(end(choice.side, choice.key)));
        if borne { 0.0 } else { self.flooded.scores[choice.position].title }
    }

    /// Companions: by what they explain of the rest.
    fn companion(&self, choice: &Choice) -> Result<Join, Refusal> {
        let &Choice { side, position, key, .. } = choice;
        let (flooded, trio) = (self.flooded, self.trio(choice));
        let worth = flooded.joined[position];
        let led = self.known.way(key) >= SURE_WAY;
        let speaks =
            led || flooded.scores[position].title >= SPEAKING_TITLE || flooded.context[position] >= SPEAKING_PLACE;
        let gain = trio.gain();
        if gain < GAIN && !speaks {
            return Err(Refusal::Little { gain: single(gain) });
        }
        let substantial = trio.of_counterpart() >= SHARE_OF_COMPANION && trio.own() >= OWN_OF_COMPANION;
        let extent = if substantial { Extent::Share } else { Extent::Passage };
        Ok(Join { key, side, extent, worth: Some(worth) })
    }

    /// Whether a sentence went over to a unit that says something which its main counterpart did not.
    fn sentence(&self, choice: &Choice) -> bool {
        Self::may_tell(choice) && self.likest(choice) >= LIKE_OF_PASSAGE
    }

    /// Whether a sentence that went over would tell.
    fn may_tell(choice: &Choice) -> bool {
        choice.speaks && choice.open >= OPEN_OF_PASSAGE
    }

    /// Whether a duty's words as a whole say that a passage of it went over to one in corresponding surroundings.
    fn words(&self, choice: &Choice) -> bool {
        let near = self.flooded.context[choice.position] >= PLACE_OF_PASSAGE;
        let own = if choice.open >= OPEN_TO_FAINT { OWN_OF_PASSAGE } else { OWN_OF_TOLD };
        self.of_duties(choice.position)
            && near
            && choice.speaks
            && choice.open >= OPEN
            && self.trio(choice).gain() >= GAIN_OF_PASSAGE
            && self.trio(choice).own() >= own
    }

    /// A leftover and what it may have been cut out of or gone into.
    fn choice(&self, side: Side, position: usize) -> Choice {
        let key = self.flooded.pairs[position];
        let texts = self.texts(key);
        let open = |mates| self.passages.borrow_mut().open(self.features, mates);
        let (main, open) = match side {
            Side::Before => {
                let main = self.mates.backward.get(&key.1).copied();
                (main, main.map(|main| open((main, key.1)).after))
            }
            Side::After => {
                let main = self.mates.forward.get(&key.0).copied();
                (main, main.map(|main| open((key.0, main)).before))
            }
        };
        let speaks = texts.before.mass > 0 && texts.after.mass > 0;
        Choice { side, position, key, main, speaks, open: open.unwrap_or(1.0), trio: OnceCell::new() }
    }

    fn trio(&self, choice: &Choice) -> Trio {
        *choice.trio.get_or_init(|| {
            let texts = self.texts(choice.key);
            let (leftover, counterpart) = (choice.side.of(&texts), choice.side.other().of(&texts));
            let own = choice.side.of(&self.features.units);
            let main = choice.main.map(|main| &own[main as usize].text);
            Trio::new(leftover, counterpart, main, choice.open)
        })
    }

    fn texts(&self, key: Key) -> Pair<&Bag> {
        units(key).zip_with(self.features.units.as_ref(), |idx, units| &units[idx.get()].text)
    }

    /// How alike the most alike sentences of the two are.
    fn likest(&self, choice: &Choice) -> f64 {
        self.passages.borrow_mut().likest(self.features, self.drafts, choice.key, choice.side)
    }
}
