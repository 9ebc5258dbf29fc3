//! Where each page is, from the site's root.

use crate::report::{HistoryDraft, HistoryStep, LineInfo};

/// The folder of comparisons.
pub(super) const CHANGES: &str = "changes";

/// The page of a draft.
pub(super) fn draft_page(draft: &HistoryDraft) -> String {
    format!("drafts/{}.html", draft.name)
}

/// The page of a step.
pub(super) fn step_page(step: &HistoryStep) -> String {
    format!("{CHANGES}/{}.html", step.name)
}

/// The page of a unit's life.
pub(super) fn line_page(line: &LineInfo) -> String {
    format!("units/{}.html", line.name)
}
