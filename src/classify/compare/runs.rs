//! Words that stand on one side only, run by run.

use super::Comparison;
use crate::model::{Pair, Side};
use std::ops::Range;

/// A run of words that stand on one side only.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) at: Range<usize>,
    /// The paired words around it.
    pub(super) around: Pair<Option<usize>>,
}

impl Comparison<'_, '_> {
    /// Runs of loose words; quiet words between two loose ones belong to the run.
    pub(super) fn runs(&self, side: Side) -> Vec<Run> {
        let profile = *side.of(&self.profiles);
        let mut runs: Vec<Run> = Vec::new();
        let mut paired = None;
        let mut open = false;
        for at in 0..profile.tokens.len() {
            if self.is_loose(side, at) {
                match runs.last_mut().filter(|_| open) {
                    Some(run) => run.at.end = at + 1,
                    None => runs.push(Run { at: at..at + 1, around: Pair::new(paired, None) }),
                }
                open = true;
            } else if !profile.tokens[at].is_quiet() || profile.owned[at] || profile.tokens[at].is_stop() {
                if let Some(run) = runs.last_mut().filter(|run| open && run.around.after.is_none()) {
                    run.around.after = profile.is_open(at).then_some(at);
                }
                open = false;
                if profile.is_open(at) {
                    paired = Some(at);
                }
            }
        }
        runs
    }
}
