use super::{Comparison, unequal};
use crate::classify::lexicon::Trait;
use crate::classify::profile::Citation;
use crate::classify::rules::{REFERENCE_ADDED, REFERENCE_CHANGED, REFERENCE_REMOVED};
use crate::model::{Pair, Side};

/// Words of which a reference is part: `of the safety manual`.
const OWNER: usize = 5;

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
        for (side, alone) in [(Side::Before, left.before), (Side::After, left.after)] {
            for citation in &alone {
                if !self.is_repeated(side, citation) {
                    self.say_lone_citation(side, citation);
                }
            }
        }
    }

    /// Whether the other side has a reference as well: one that only repeats it is no other one, nor is one that its text
    /// has in whatever form.
    fn is_repeated(&self, side: Side, citation: &Citation) -> bool {
        let (profile, other) = (*side.of(&self.profiles), *side.other().of(&self.profiles));
        // `the Tyre Act` is cited where `Article 5 of that Tyre Act` is.
        let article = profile.tokens[citation.at.start].has(Trait::Article) && citation.at.len() > 1;
        let printed = &profile.text[profile.bytes(citation.at.start + usize::from(article)..citation.at.end)];
        citation.is_within(&other.citations) || other.text.contains(printed)
    }

    fn say_lone_citation(&mut self, side: Side, citation: &Citation) {
        // Which point of it speaks says nothing of a provision to those who do not have it before them.
        if citation.stays_within() {
            self.outcome.differs = true;
        } else {
            self.say_one_sided(Pair::new(&REFERENCE_REMOVED, &REFERENCE_ADDED), side, citation.at.clone());
        }
        self.settle_lead(side, citation.at.start);
        self.settle_owner(side, citation.at.end);
    }

    /// `section 4 of the manual`: whose section it is says no more than that it is referred to.
    fn settle_owner(&mut self, side: Side, end: usize) {
        let profile = *side.of(&self.profiles);
        if !profile.tokens.get(end).is_some_and(|token| token.has(Trait::Genitive)) {
            return;
        }
        let named =
            |at: &usize| profile.tokens[*at].is_quiet() && !profile.tokens[*at].is_sign() || self.is_loose(side, *at);
        let length = (end..profile.tokens.len()).take(OWNER).take_while(named).count();
        self.settle(side, end..end + length);
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
