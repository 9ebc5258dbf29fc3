//! What every term weighs: its rarity over the units of both drafts.

use super::interner::{Interner, NO_TERM, Term};
use crate::model::Pair;

/// A term that both drafts have: they are numbered from the rarest on.
pub(super) type Shared = u32;

/// What every term weighs.
pub(super) struct Scale {
    /// The weight of each term that was read, and its number if both drafts have it, else [`NO_TERM`].
    of: Vec<(u32, Shared)>,
    /// The shared terms by number.
    pub(super) shared: Vec<SharedTerm>,
    /// What a term says that is said so often, beside one that is said once.
    repeated: Vec<f64>,
}

/// A term that both drafts have.
pub(super) struct SharedTerm {
    pub(super) weight: u32,
    /// In how many units it stands.
    pub(super) units: u32,
    /// In how many titles and texts of either draft.
    pub(super) texts: Pair<u32>,
}

/// One in the fixed-point scale of weights.
const UNIT_WEIGHT: f64 = 256.0;

impl Scale {
    pub(super) fn new(interner: &Interner, units: usize) -> Self {
        const TABLE: u32 = 64;
        let mut weights = Weights::new(units);
        let mut of = Vec::with_capacity(interner.len());
        let mut shared = Vec::with_capacity(interner.len());
        for (_, term) in (0..interner.len()).zip(0..) {
            let Pair { before, after } = interner.held(term).map(|held| held.units);
            of.push((weights.of(before + after, interner.is_pair(term)), NO_TERM));
            if before > 0 && after > 0 {
                // In one number each, which sorts in half the time that three take.
                shared.push(u128::from(before + after) << 96 | u128::from(interner.key(term)) << 32 | u128::from(term));
            }
        }
        shared.sort_unstable();
        let shared = shared.into_iter().zip(0..).map(|(sorted, number)| {
            let (units, term) = ((sorted >> 96) as u32, (sorted & 0xffff_ffff) as Term);
            let (weight, known) = &mut of[term as usize];
            *known = number;
            SharedTerm { weight: *weight, units, texts: interner.held(term).map(|held| held.texts) }
        });
        let shared = shared.collect();
        Self { of, shared, repeated: (0..TABLE).map(|times| repeated(times.max(1))).collect() }
    }

    /// How many terms were read.
    pub(super) fn terms(&self) -> usize {
        self.of.len()
    }

    /// Adds those of the counted terms that both drafts have, with what each says; returns the sum of what all of them
    /// say, and that of its squares.
    pub(super) fn weigh(&self, counts: &[(Term, u32)], terms: &mut Vec<(Shared, u32)>) -> (u64, u64) {
        let (mut mass, mut square) = (0, 0);
        let mut end = terms.len();
        terms.resize(end + counts.len(), (NO_TERM, 0));
        for &(term, times) in counts {
            let (weight, shared) = self.of[term as usize];
            let said = if times == 1 { weight } else { self.repeated(weight, times) };
            mass += u64::from(said);
            square += u64::from(said) * u64::from(said);
            // Written in any case, as every second term is shared and the processor could only guess which.
            terms[end] = (shared, said);
            end += usize::from(shared != NO_TERM);
        }
        terms.truncate(end);
        (mass, square)
    }

    /// What a term says that is said several times.
    fn repeated(&self, weight: u32, times: u32) -> u32 {
        let repeated = self.repeated.get(times as usize).copied().unwrap_or_else(|| repeated(times));
        whole(repeated * f64::from(weight))
    }
}

/// A term said twice says more than once, but not twice as much: `1 + ln times`.
fn repeated(times: u32) -> f64 {
    1.0 + f64::from(times).ln()
}

/// The weights of words and of pairs by how many units have them, each computed once.
struct Weights {
    units: usize,
    known: [Vec<u32>; 2],
}

impl Weights {
    fn new(units: usize) -> Self {
        Self { units, known: [vec![0; units + 1], vec![0; units + 1]] }
    }

    /// Rarity as `ln(1 + units / units with the term)`; a pair of words counts half, it repeats what its words say.
    fn of(&mut self, frequency: u32, is_pair: bool) -> u32 {
        let known = &mut self.known[usize::from(is_pair)][frequency as usize];
        if *known == 0 {
            let rarity = (1.0 + self.units as f64 / f64::from(frequency.max(1))).ln();
            *known = whole(rarity * UNIT_WEIGHT * if is_pair { 0.5 } else { 1.0 });
        }
        *known
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "weights are a few thousand and positive")]
fn whole(weight: f64) -> u32 {
    (weight + 0.5) as u32
}
