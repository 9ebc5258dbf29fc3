//! The links that a person should look at, each with the pin that would settle it.

use super::brief::UnitBrief;
use super::links::rounded;
use super::reasons;
use crate::matching::{Evidence, Link, Matching, Names};
use crate::model::{Draft, Pair};
use serde::{Deserialize, Serialize};

/// The links below a confidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReviewInfo {
    /// The pair as a pin names it: `first..second`.
    pub pair: String,
    /// The confidence that links are below.
    pub below: f64,
    /// How many links there are in all.
    pub links: usize,
    /// How many of them the drafters settled.
    pub pinned: usize,
    /// The links to look at, the least sure first.
    pub items: Vec<ReviewItem>,
}

/// One link to look at.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReviewItem {
    /// The older unit.
    pub before: UnitBrief,
    /// The newer unit.
    pub after: UnitBrief,
    /// `same`, `split`, `merge` or `part`.
    pub relation: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Why linked, in words.
    pub evidence: Vec<String>,
}

/// The links below a confidence that the drafters have not settled, the least sure first.
pub fn review(drafts: Pair<&Draft>, matching: &Matching, below: f64) -> ReviewInfo {
    let names = drafts.map(Names::new);
    let pinned = |link: &&Link| link.evidence.iter().any(|reason| matches!(reason, Evidence::Pinned(_)));
    let mut open: Vec<&Link> = matching.links.iter().filter(|link| !pinned(link)).collect();
    open.retain(|link| f64::from(link.confidence) < below);
    open.sort_by(|one, other| one.confidence.total_cmp(&other.confidence));
    let item = |link: &&Link| {
        let brief =
            drafts.zip(names.as_ref()).zip(link.units).map(|((draft, names), idx)| UnitBrief::new(draft, names, idx));
        ReviewItem {
            before: brief.before,
            after: brief.after,
            relation: link.relation.name().to_owned(),
            confidence: rounded(f64::from(link.confidence)),
            evidence: link.evidence.iter().map(|reason| reasons::english(reason, drafts.after)).collect(),
        }
    };
    ReviewInfo {
        pair: format!("{}..{}", drafts.before.meta.label, drafts.after.meta.label),
        below,
        links: matching.links.len(),
        pinned: matching.links.iter().filter(pinned).count(),
        items: open.iter().map(item).collect(),
    }
}
