//! The stages one after the other.

use redraft::matching::Matching;
use redraft::model::{Pair, Parsed};
use redraft::report::{self, ChangeReport};
use redraft::{classify, diff};

/// What changed, by a matching.
pub(crate) fn report(parsed: Pair<&Parsed>, matching: &Matching) -> ChangeReport {
    let drafts = parsed.map(|parsed| &parsed.draft);
    let script = diff::edits(drafts, matching);
    let classified = classify::classify(drafts, matching, &script);
    report::build(parsed, matching, &script, &classified.findings, &classified.weights)
}
