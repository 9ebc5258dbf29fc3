//! The table of rules: what each says, of which aspect, which way, how gravely.
//!
//! Each rule that says *stronger* or *added* has the mirror that says *weaker* or *removed*: read backwards, a change
//! means the opposite.

use super::{Aspect, Effect, Weight};

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Stable id, published in reports.
    pub id: &'static str,
    /// What it is about.
    pub aspect: Aspect,
    /// Which way it goes.
    pub effect: Effect,
    /// How grave what it finds is.
    pub weight: Weight,
    /// What it says, in a few words for readers.
    pub title: &'static str,
    /// When it says so, in a sentence or two for readers.
    pub explanation: &'static str,
    /// The rule that says so when the drafts change places; itself where the effect has no direction.
    pub mirror: &'static str,
}

macro_rules! rules {
    ($($name:ident $id:literal $aspect:ident $effect:ident $weight:ident mirror $mirror:literal
       $title:literal $explanation:literal;)*) => {
        $(pub(super) static $name: Rule = Rule {
            id: $id, aspect: Aspect::$aspect, effect: Effect::$effect, weight: Weight::$weight,
            title: $title, explanation: $explanation, mirror: $mirror,
        };)*

        /// Every rule, by aspect.
        pub static RULES: &[&Rule] = &[$(&$name,)*];
    };
}

rules! {
    OBLIGATION_STRENGTHENED "obligation-strengthened" Obligation Stronger Substantive mirror "obligation-weakened"
        "Duty made stricter"
        "The same act is now asked for more strictly: `may` became `should`, `should` became `shall`, or a permission became a prohibition.";
    OBLIGATION_WEAKENED "obligation-weakened" Obligation Weaker Substantive mirror "obligation-strengthened"
        "Duty made weaker"
        "The same act is now asked for less strictly: `shall` became `should` or `best efforts`, or a prohibition was softened or lifted.";
    HEDGE_REMOVED "hedge-removed" Obligation Stronger Substantive mirror "hedge-added"
        "Room for manoeuvre taken out"
        "Words such as `where appropriate` or `to the extent possible` no longer qualify the duty.";
    HEDGE_ADDED "hedge-added" Obligation Weaker Substantive mirror "hedge-removed"
        "Room for manoeuvre put in"
        "Words such as `where appropriate` or `to the extent possible` now qualify the duty.";
    HEDGE_CHANGED "hedge-changed" Obligation Changed Substantive mirror "hedge-changed"
        "Other room for manoeuvre"
        "Words such as `where appropriate` or `best efforts` became others of their kind, and the words do not tell which leave more room.";
    OBLIGATION_ADDED "obligation-added" Obligation Added Substantive mirror "obligation-removed"
        "Duty added"
        "A sentence asks for something here and has no counterpart where its provision came from; its matter may have stood there or elsewhere in quite other words.";
    OBLIGATION_REMOVED "obligation-removed" Obligation Removed Substantive mirror "obligation-added"
        "Duty removed"
        "A sentence that asked for something has no counterpart where its provision went; its matter may stand there or elsewhere in quite other words.";
    ITEMS_EXEMPLIFIED "items-exemplified" Obligation Weaker Substantive mirror "items-required"
        "List became examples"
        "What opens a list asked for its items, and now offers them as examples.";
    ITEMS_REQUIRED "items-required" Obligation Stronger Substantive mirror "items-exemplified"
        "Examples became a list"
        "What opens a list offered its items as examples, and now asks for them.";
    ADVICE_ADDED "advice-added" Obligation Added Substantive mirror "advice-removed"
        "Recommendation added"
        "What stands here now is asked for with `should` or `are encouraged to`.";
    ADVICE_REMOVED "advice-removed" Obligation Removed Substantive mirror "advice-added"
        "Recommendation removed"
        "What was asked for with `should` or `are encouraged to` is no longer there.";
    PERMISSION_ADDED "permission-added" Obligation Added Substantive mirror "permission-removed"
        "Permission added"
        "Something is now allowed with words such as `may`.";
    PERMISSION_REMOVED "permission-removed" Obligation Removed Substantive mirror "permission-added"
        "Permission removed"
        "What was allowed with words such as `may` is no longer there.";
    OBLIGATION_CHANGED "obligation-changed" Obligation Changed Substantive mirror "obligation-changed"
        "Another act or object"
        "As strictly as before, but another act, or with another object.";
    OBLIGATION_REWRITTEN "obligation-rewritten" Obligation Changed Substantive mirror "obligation-rewritten"
        "Duty rewritten"
        "Most words of a sentence that binds are others, so that no single change can be named: compare both.";
    ADVICE_REWRITTEN "advice-rewritten" Obligation Changed Substantive mirror "advice-rewritten"
        "Recommendation rewritten"
        "Most words of a sentence that recommends something are others, so that no single change can be named: compare both.";
    PERMISSION_REWRITTEN "permission-rewritten" Obligation Changed Substantive mirror "permission-rewritten"
        "Permission rewritten"
        "Most words of a sentence that allows something are others, so that no single change can be named: compare both.";
    DEADLINE_SHORTENED "deadline-shortened" Deadline Stronger Substantive mirror "deadline-lengthened"
        "Less time to act"
        "The time to act became shorter, or the date earlier.";
    DEADLINE_LENGTHENED "deadline-lengthened" Deadline Weaker Substantive mirror "deadline-shortened"
        "More time to act"
        "The time to act became longer, or the date later.";
    RETENTION_LENGTHENED "retention-lengthened" Deadline Stronger Substantive mirror "retention-shortened"
        "To be kept up or announced longer"
        "Something is to be kept longer, or to be announced longer in advance.";
    RETENTION_SHORTENED "retention-shortened" Deadline Weaker Substantive mirror "retention-lengthened"
        "To be kept up or announced for less time"
        "Something is to be kept less long, or to be announced less long in advance.";
    DEADLINE_ADDED "deadline-added" Deadline Added Substantive mirror "deadline-removed"
        "Time limit added"
        "A time, a date or a word such as `promptly` now says when or for how long.";
    DEADLINE_REMOVED "deadline-removed" Deadline Removed Substantive mirror "deadline-added"
        "Time limit removed"
        "A time, a date or a word such as `promptly` no longer says when or for how long.";
    DEADLINE_CHANGED "deadline-changed" Deadline Changed Substantive mirror "deadline-changed"
        "Another time limit"
        "The time differs, and the words do not tell whether that asks more or less: counted otherwise, or open instead of fixed.";
    FREQUENCY_RAISED "frequency-raised" Frequency Stronger Substantive mirror "frequency-lowered"
        "More often"
        "The act is to be done more often.";
    FREQUENCY_LOWERED "frequency-lowered" Frequency Weaker Substantive mirror "frequency-raised"
        "Less often"
        "The act is to be done less often.";
    FREQUENCY_ADDED "frequency-added" Frequency Added Substantive mirror "frequency-removed"
        "Rhythm added"
        "The text now says how often.";
    FREQUENCY_REMOVED "frequency-removed" Frequency Removed Substantive mirror "frequency-added"
        "Rhythm removed"
        "The text no longer says how often.";
    FREQUENCY_CHANGED "frequency-changed" Frequency Changed Substantive mirror "frequency-changed"
        "Another rhythm"
        "Another trigger or rhythm, which cannot be compared with the former one.";
    THRESHOLD_TIGHTENED "threshold-tightened" Threshold Stronger Substantive mirror "threshold-loosened"
        "Threshold tightened"
        "A minimum or target was raised, a maximum lowered, or a range made narrower.";
    THRESHOLD_LOOSENED "threshold-loosened" Threshold Weaker Substantive mirror "threshold-tightened"
        "Threshold loosened"
        "A minimum or target was lowered, a maximum raised, or a range made wider.";
    THRESHOLD_ADDED "threshold-added" Threshold Added Substantive mirror "threshold-removed"
        "Threshold added"
        "A number, share or amount now stands here.";
    THRESHOLD_REMOVED "threshold-removed" Threshold Removed Substantive mirror "threshold-added"
        "Threshold removed"
        "A number, share or amount no longer stands here.";
    THRESHOLD_CHANGED "threshold-changed" Threshold Changed Substantive mirror "threshold-changed"
        "Another threshold"
        "A number, share or amount differs, and the words do not tell whether that asks more or less.";
    STANDARD_ADDED "standard-added" Threshold Added Substantive mirror "standard-removed"
        "Standard put in"
        "A word that says how much is enough without a number, such as `proportionate`, `significant` or `state of the art`, now stands in the provision.";
    STANDARD_REMOVED "standard-removed" Threshold Removed Substantive mirror "standard-added"
        "Standard taken out"
        "A word that said how much is enough without a number no longer stands in the provision.";
    STANDARD_CHANGED "standard-changed" Threshold Changed Substantive mirror "standard-changed"
        "Another standard"
        "A word that says how much is enough without a number stands where another one stood.";
    SCOPE_WIDENED "scope-widened" Scope Stronger Substantive mirror "scope-narrowed"
        "Covers more"
        "A class or list to which the text applies became larger.";
    SCOPE_NARROWED "scope-narrowed" Scope Weaker Substantive mirror "scope-widened"
        "Covers less"
        "A class or list to which the text applies became smaller.";
    QUALIFIER_ADDED "qualifier-added" Scope Added Substantive mirror "qualifier-removed"
        "Words put in"
        "Words were put in that say more closely, or otherwise, what is meant.";
    QUALIFIER_REMOVED "qualifier-removed" Scope Removed Substantive mirror "qualifier-added"
        "Words taken out"
        "Words were taken out that said more closely, or otherwise, what is meant.";
    EXAMPLE_ADDED "example-added" Scope Added Substantive mirror "example-removed"
        "Example added"
        "A list of examples, or of ways to do what is asked, has a further one.";
    EXAMPLE_REMOVED "example-removed" Scope Removed Substantive mirror "example-added"
        "Example removed"
        "A list of examples, or of ways to do what is asked, has lost one.";
    EXAMPLE_REWRITTEN "example-rewritten" Scope Changed Substantive mirror "example-rewritten"
        "Example rewritten"
        "Most words of an example are others, so that no single change can be named: compare both.";
    SCOPE_CHANGED "scope-changed" Scope Changed Substantive mirror "scope-changed"
        "Covers something else"
        "What or whom the text covers is put otherwise.";
    WORDS_CHANGED "words-changed" Scope Changed Substantive mirror "words-changed"
        "Changed at several places"
        "Words of a sentence differ at several places, and none of them says by itself what changed: read the redline.";
    CONTEXT_CHANGED "context-changed" Scope Changed Substantive mirror "context-changed"
        "Same words, other context"
        "A list item stands under other opening words, or a sentence that points back (`this does not apply`) behind another one: it says the same of something else.";
    APPLICATION_CHANGED "application-changed" Scope Changed Substantive mirror "application-changed"
        "Applies to others"
        "The unit's attribute `applies-to` says somebody or something else, for it and all that stands in it.";
    PASSAGE_REWRITTEN "passage-rewritten" Scope Changed Substantive mirror "passage-rewritten"
        "Sentence rewritten"
        "Most words of the sentence are others, so that no single change can be named: compare both.";
    PASSAGE_ADDED "passage-added" Scope Added Substantive mirror "passage-removed"
        "Sentence put in"
        "A sentence was put in that neither asks nor allows anything by its own words; it may say what a duty means, why it stands, or where it ends.";
    PASSAGE_REMOVED "passage-removed" Scope Removed Substantive mirror "passage-added"
        "Sentence taken out"
        "A sentence was taken out that neither asked nor allowed anything by its own words; it may have said what a duty means, why it stands, or where it ends.";
    ACTOR_ADDED "actor-added" Actor Added Substantive mirror "actor-removed"
        "Person or body added"
        "One more has to act, or is to be turned to.";
    ACTOR_REMOVED "actor-removed" Actor Removed Substantive mirror "actor-added"
        "Person or body removed"
        "One fewer has to act, or is to be turned to.";
    ACTOR_CHANGED "actor-changed" Actor Changed Substantive mirror "actor-changed"
        "Another person or body"
        "Somebody else has to act, or is to be turned to.";
    PARTY_NAMED "party-named" Actor Added Substantive mirror "party-unnamed"
        "Newly named"
        "The provision names persons or bodies that it did not name. Whether they must act or are only spoken of, its sentences tell.";
    PARTY_UNNAMED "party-unnamed" Actor Removed Substantive mirror "party-named"
        "No longer named"
        "The provision no longer names persons or bodies that it did name.";
    EXCEPTION_ADDED "exception-added" Exception Added Substantive mirror "exception-removed"
        "Exception added"
        "A case is now taken out of the rule.";
    EXCEPTION_REMOVED "exception-removed" Exception Removed Substantive mirror "exception-added"
        "Exception removed"
        "A case is no longer taken out of the rule.";
    EXCEPTION_CHANGED "exception-changed" Exception Changed Substantive mirror "exception-changed"
        "Another exception"
        "Another case is taken out of the rule, or more or less of it.";
    SAVING_ADDED "saving-added" Exception Added Substantive mirror "saving-removed"
        "Saving clause added"
        "The provision now says what it leaves untouched, with words such as `without prejudice to` or `does not affect`.";
    SAVING_REMOVED "saving-removed" Exception Removed Substantive mirror "saving-added"
        "Saving clause removed"
        "The provision no longer says what it leaves untouched.";
    SAVING_CHANGED "saving-changed" Exception Changed Substantive mirror "saving-changed"
        "Another saving clause"
        "The provision leaves something else untouched, or more or less of it.";
    CONDITION_ADDED "condition-added" Condition Added Substantive mirror "condition-removed"
        "Condition added"
        "The rule now depends on something.";
    CONDITION_REMOVED "condition-removed" Condition Removed Substantive mirror "condition-added"
        "Condition removed"
        "The rule no longer depends on something.";
    CONDITION_CHANGED "condition-changed" Condition Changed Substantive mirror "condition-changed"
        "Another condition"
        "The rule depends on something else.";
    CASE_ADDED "case-added" Condition Added Substantive mirror "case-removed"
        "Case added"
        "A list of the cases in which the rule applies has a further one; whether that asks more depends on whether one or all of them must be given.";
    CASE_REMOVED "case-removed" Condition Removed Substantive mirror "case-added"
        "Case removed"
        "A list of the cases in which the rule applies has lost one; whether that asks less depends on whether one or all of them must be given.";
    CASE_REWRITTEN "case-rewritten" Condition Changed Substantive mirror "case-rewritten"
        "Case rewritten"
        "Most words of a case in which the rule applies are others, so that no single change can be named: compare both.";
    REFERENCE_ADDED "reference-added" Reference Added Substantive mirror "reference-removed"
        "Reference added"
        "The text now refers to a law, a standard or another provision.";
    REFERENCE_REMOVED "reference-removed" Reference Removed Substantive mirror "reference-added"
        "Reference removed"
        "The text no longer refers to a law, a standard or another provision.";
    REFERENCE_CHANGED "reference-changed" Reference Changed Substantive mirror "reference-changed"
        "Another reference"
        "The text refers to another law, standard or provision. A reference that merely follows a renumbering is not listed.";
    REFERENCE_UNFOLLOWED "reference-unfollowed" Reference Changed Substantive mirror "reference-unfollowed"
        "Same number, another provision"
        "The reference is printed as before, but the provision with that number is another one now, or there is none, or was none: a renumbering may have left it behind.";
    FOOTNOTE_MOVED "footnote-moved" Reference Changed Substantive mirror "footnote-moved"
        "Footnote cited elsewhere"
        "A footnote is cited behind other words than before, or no longer: what it says is now said of something else.";
    TERM_REDEFINED "term-redefined" Definition Changed Substantive mirror "term-redefined"
        "Term redefined"
        "A defined term means something else; every provision that uses it changes with it.";
    TERM_ADDED "term-added" Definition Added Substantive mirror "term-removed"
        "Term defined"
        "A term has a definition that it did not have.";
    TERM_REMOVED "term-removed" Definition Removed Substantive mirror "term-added"
        "Definition removed"
        "A term has lost its definition.";
    KPI_ADDED "kpi-added" Kpi Added Substantive mirror "kpi-removed"
        "Indicator added"
        "Compliance is measured by a further indicator.";
    KPI_REMOVED "kpi-removed" Kpi Removed Substantive mirror "kpi-added"
        "Indicator removed"
        "An indicator that measured compliance is gone.";
    KPI_CHANGED "kpi-changed" Kpi Changed Substantive mirror "kpi-changed"
        "Another indicator"
        "An indicator or its target is another.";
    REQUIREMENT_ADDED "requirement-added" Requirement Added Substantive mirror "requirement-removed"
        "List item added"
        "A list of requirements has a further item.";
    REQUIREMENT_REMOVED "requirement-removed" Requirement Removed Substantive mirror "requirement-added"
        "List item removed"
        "A list of requirements has lost an item.";
    TABLE_ADDED "table-added" Requirement Added Substantive mirror "table-removed"
        "Table put in"
        "A table now stands in the provision, and nothing that it says stood there. Its rows are not told one by one.";
    TABLE_REMOVED "table-removed" Requirement Removed Substantive mirror "table-added"
        "Table taken out"
        "A table no longer stands in the provision, nor anything that it says: its rows are not told one by one. Where a picture or another document took its place, that cannot be read.";
    PASSAGE_UNREAD "passage-unread" Structure Changed Substantive mirror "passage-unread"
        "Too long to be read"
        "A passage without an end of a sentence is so long that it was only seen to differ: nothing is said of what the change means.";
    UNIT_RELEVELLED "unit-relevelled" Structure Changed Administrative mirror "unit-relevelled"
        "Another kind of provision"
        "The same provision now stands at another level: a Measure became a Commitment.";
    STRUCK_CHANGED "struck-changed" Formatting Changed Substantive mirror "struck-changed"
        "Struck-out words"
        "The draft itself strikes words through, or no longer does: readers may take them as gone.";
    MARKUP_CHANGED "markup-changed" Formatting Changed Administrative mirror "markup-changed"
        "Formatting only"
        "Emphasis, links or code markup differ; the words do not.";
}

/// The rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(effect: Effect) -> Effect {
        match effect {
            Effect::Stronger => Effect::Weaker,
            Effect::Weaker => Effect::Stronger,
            Effect::Added => Effect::Removed,
            Effect::Removed => Effect::Added,
            Effect::Changed => Effect::Changed,
        }
    }

    #[test]
    fn every_rule_has_its_mirror() {
        for one in RULES {
            let other = rule(one.mirror).unwrap_or_else(|| panic!("`{}` has no mirror `{}`", one.id, one.mirror));
            assert_eq!(other.mirror, one.id);
            assert_eq!((other.aspect, other.effect), (one.aspect, turned(one.effect)), "{}", one.id);
            assert_eq!(other.weight, one.weight, "{}", one.id);
        }
    }

    #[test]
    fn ids_are_unique_and_every_aspect_has_a_rule() {
        let mut ids: Vec<_> = RULES.iter().map(|rule| rule.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), RULES.len());
        for aspect in Aspect::ALL {
            assert!(RULES.iter().any(|rule| rule.aspect == *aspect), "{}", aspect.name());
        }
    }
}
