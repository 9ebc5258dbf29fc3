use super::{Comparison, unequal};
use crate::classify::lexicon::Trait;
use crate::classify::profile::Citation;
use crate::classify::rules::{REFERENCE_ADDED, REFERENCE_CHANGED, REFERENCE_REMOVED};
use crate::model::{Pair, Side};

impl Comparison<'_, '_> {
    /// References by what they refer to, not by how they are written.
    pub(super) fn compare_citations(&mut self) {
        let lists = self.profiles.map(|profile| profile.citations.as_slice());
        let open = self.unsettled(lists, |citation| &citation.at);
        let mut left = unequal(open.as_ref().map(Vec::as_slice), Citation::is);
        // `Article 5 and Article 9 of the Act` may be one reference here and two there.
        let whole = |side: &[Citation], there: &[Citation]| side.iter().all(|one| one.is_within(there));
        if whole(&left.before, lists.after) && whole(&left.after, lists.before) {
            left = Pair::default();
        }
        self.say_near(&mut left);
        // In a rewritten sentence none stands in the place of another one.
        let both = if self.rewritten { 0 } else { left.before.len().min(left.after.len()) };
        for (before, after) in left.before.drain(..both).zip(left.after.drain(..both)) {
            self.say_changed(&before, &after);
        }
        // A reference that only one side repeats is no other reference, nor is one that the text has elsewhere.
        let repeated = |gone: &Citation, here: Side, there: Side| {
            let profile = *here.of(&self.profiles);
            // `the Tyre Act` is cited where `Article 5 of that Tyre Act` is.
            let article = profile.tokens[gone.at.start].has(Trait::Article) && gone.at.len() > 1;
            let printed = &profile.text[profile.bytes(gone.at.start + usize::from(article)..gone.at.end)];
            gone.is_within(there.of::<&[Citation]>(&lists)) || there.of(&self.profiles).text.contains(printed)
        };
        let rules = Pair::new(&REFERENCE_REMOVED, &REFERENCE_ADDED);
        let open = |left: &[Citation], here, there| {
            left.iter().filter(|one| !repeated(one, here, there)).cloned().collect::<Vec<_>>()
        };
        let gone = open(&left.before, Side::Before, Side::After);
        let come = open(&left.after, Side::After, Side::Before);
        for (side, lone) in [(Side::Before, gone), (Side::After, come)] {
            for citation in lone {
                // Which point of it speaks says nothing of a provision to those who do not have it before them.
                if citation.stays_within() {
                    self.outcome.differs = true;
                } else {
                    self.say_one_sided(rules, side, citation.at.clone());
                }
                self.settle_lead(side, citation.at.start);
            }
        }
    }

    /// Articles of which other parts are referred to, wherever they stand.
    fn say_near(&mut self, left: &mut Pair<Vec<Citation>>) {
        left.before.retain(|before| {
            let near = left.after.iter().position(|after| before.is_near(after));
            near.map(|at| self.say_changed(before, &left.after.remove(at))).is_none()
        });
    }

    fn say_changed(&mut self, before: &Citation, after: &Citation) {
        let rule = if before.lists(after) {
            &REFERENCE_REMOVED
        } else if after.lists(before) {
            &REFERENCE_ADDED
        } else {
            &REFERENCE_CHANGED
        };
        self.say(rule, Pair::new(Some(before.at.clone()), Some(after.at.clone())));
    }
}
