//! Why a unit was linked as it was, in words.

use super::brief::UnitBrief;
use super::links::rounded;
use super::reasons;
use crate::matching::{Candidate, Explanation, Link, Names, Refusal};
use crate::model::{Draft, Pair, Side, UnitIdx};
use serde::{Deserialize, Serialize};

/// Why a unit was linked as it was.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ExplanationInfo {
    /// The unit asked about.
    pub unit: UnitBrief,
    /// `before` or `after`: which draft it is in.
    pub side: String,
    /// Label of the other draft.
    pub other: String,
    /// The decision in sentences.
    pub decision: Vec<String>,
    /// What was looked at, linked ones first, then those that came nearest.
    pub candidates: Vec<CandidateInfo>,
}

/// One unit of the other draft that was looked at. Values are from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CandidateInfo {
    /// The unit.
    pub unit: UnitBrief,
    /// Likeness of the texts.
    pub text: f64,
    /// Likeness of the titles.
    pub title: f64,
    /// What stands around them.
    pub context: f64,
    /// How sure the way through the drafts between is.
    pub way: f64,
    /// All of it joined.
    pub joined: f64,
    /// `same`, `split`, `merge` or `part` where they are linked.
    pub relation: Option<String>,
    /// Linked, or why not.
    pub words: String,
}

/// An explanation in words.
pub fn explanation(drafts: Pair<&Draft>, explanation: &Explanation) -> ExplanationInfo {
    let names = drafts.map(Names::new);
    let names = names.as_ref();
    let turned = explanation.side == Side::After;
    let (own, other) = if turned { (drafts.after, drafts.before) } else { (drafts.before, drafts.after) };
    let (own_names, other_names) = if turned { (names.after, names.before) } else { (names.before, names.after) };
    let across = |units: Pair<UnitIdx>| if turned { units.before } else { units.after };
    let candidates = explanation.candidates.iter();
    let candidates: Vec<CandidateInfo> =
        candidates.map(|found| candidate(found, UnitBrief::new(other, other_names, across(found.units)))).collect();
    let label = own[explanation.unit].label();
    let decision = if explanation.links.is_empty() {
        vec![alone(&label, explanation, &candidates)]
    } else {
        let told = |link: &Link| linked(&label, &other[across(link.units)].label(), link, drafts.after, turned);
        explanation.links.iter().map(told).collect()
    };
    ExplanationInfo {
        unit: UnitBrief::new(own, own_names, explanation.unit),
        side: if turned { "after" } else { "before" }.to_owned(),
        other: other.meta.label.clone(),
        decision,
        candidates,
    }
}

fn candidate(found: &Candidate, unit: UnitBrief) -> CandidateInfo {
    let share = |value: f32| rounded(f64::from(value));
    CandidateInfo {
        unit,
        text: share(found.text),
        title: share(found.title),
        context: share(found.context),
        way: share(found.way),
        joined: share(found.joined),
        relation: found.outcome.ok().map(|relation| relation.name().to_owned()),
        words: match &found.outcome {
            Ok(relation) => format!("linked: {}", relation.name()),
            Err(refusal) => refused(refusal),
        },
    }
}

/// Why two units were not linked.
fn refused(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Pinned => "the drafters settled it otherwise".to_owned(),
        Refusal::Weak { floor } => format!("below the {floor:.2} that a link of these kinds needs"),
        Refusal::Weaker { needed } => format!("below the {needed:.2} needed beside the best choice of either"),
        Refusal::Taken => "one of the two is linked to a better one".to_owned(),
        Refusal::Empty => "one of the two has no text of its own".to_owned(),
        Refusal::Apart { worth, floor } => {
            format!("as one of several worth {worth:.2}, below the {floor:.2} needed")
        }
        Refusal::Told { open } => {
            format!("its main counterpart leaves only {} of its text open", percent(*open))
        }
        Refusal::Little { gain } => {
            format!("explains only {} of what its main counterpart leaves open", percent(*gain))
        }
    }
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// `Measure 5.6 is removed: the nearest is Measure II.15.1, as one of several worth 0.44, below the 0.45 needed.`
fn alone(label: &str, explanation: &Explanation, candidates: &[CandidateInfo]) -> String {
    let state = if explanation.side == Side::Before { "removed" } else { "added" };
    let Some((best, found)) = candidates.first().zip(explanation.candidates.first()) else {
        return format!("{label} is {state}: no unit of the other draft has rare words in common with it.");
    };
    let (nearest, words) = (&best.unit.label, &best.words);
    match found.outcome {
        Err(Refusal::Apart { .. }) => format!("{label} is {state}: the nearest is {nearest}, {words}."),
        _ => format!("{label} is {state}: the nearest is {nearest} with {:.2}, {words}.", best.joined),
    }
}

/// `Sub-Measure 2.2 is continued by Measure 2.3 (split, confidence 0.91): title 0.31, text 0.62.`
fn linked(label: &str, other: &str, link: &Link, after: &Draft, turned: bool) -> String {
    use crate::matching::Relation::{Merge, Part, Same, Split};
    let verb = match (link.relation, turned) {
        (Same, false) => "is continued by",
        (Same, true) => "continues",
        (Split, false) => "was split, one part being",
        (Split, true) => "was split off",
        (Merge, false) => "was merged into",
        (Merge, true) => "was merged from several, one being",
        (Part, false) => "gave a passage to",
        (Part, true) => "has a passage of",
    };
    let evidence: Vec<String> = link.evidence.iter().map(|reason| reasons::english(reason, after)).collect();
    format!("{label} {verb} {other} (confidence {:.2}): {}.", link.confidence, evidence.join(", "))
}
