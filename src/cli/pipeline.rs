//! The stages one after the other, and the report in the form that is asked for.

use super::diff::Format;
use super::failure::Failure;
use redraft::matching::Matching;
use redraft::model::{Pair, Parsed};
use redraft::render::{self, Frame, Templates, TextStyle};
use redraft::report::{self, ChangeReport};
use redraft::{classify, diff};

/// What changed, by a matching.
pub(crate) fn report(parsed: Pair<&Parsed>, matching: &Matching) -> ChangeReport {
    let drafts = parsed.map(|parsed| &parsed.draft);
    let script = diff::edits(drafts, matching);
    let classified = classify::classify(drafts, matching, &script);
    report::build(parsed, matching, &script, &classified.findings, &classified.weights)
}

/// The report in a form; `style` is for text alone.
pub(crate) fn render(report: &ChangeReport, format: Format, style: &TextStyle) -> Result<String, Failure> {
    Ok(match format {
        Format::Text => render::text(report, style),
        Format::Markdown => render::markdown(report),
        Format::Json => render::json(report),
        Format::Html => render::html(report, &Templates::default(), &Frame::default())?,
    })
}
