use super::{Comparison, Side, unequal};
use crate::classify::rules::{REFERENCE_ADDED, REFERENCE_CHANGED, REFERENCE_REMOVED};
use crate::model::Pair;

impl Comparison<'_, '_> {
    /// References by what they refer to, not by how they are written.
    pub(super) fn compare_citations(&mut self) {
        let lists = self.profiles.map(|profile| profile.citations.as_slice());
        let open = self.unsettled(lists, |citation| &citation.at);
        let left = unequal(open.as_ref().map(Vec::as_slice), |one, other| one.key == other.key);
        let both = left.before.len().min(left.after.len());
        for (before, after) in left.before.iter().zip(&left.after) {
            self.say(&REFERENCE_CHANGED, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
        }
        // A reference that only one side repeats is no other reference.
        let repeated = |key: &str, side: Side| side.of(&lists).iter().any(|citation| citation.key == key);
        let rules = Pair::new(&REFERENCE_REMOVED, &REFERENCE_ADDED);
        for gone in left.before[both..].iter().filter(|gone| !repeated(&gone.key, Side::After)) {
            self.say_one_sided(rules, Side::Before, gone.at.clone());
        }
        for come in left.after[both..].iter().filter(|come| !repeated(&come.key, Side::Before)) {
            self.say_one_sided(rules, Side::After, come.at.clone());
        }
    }
}
