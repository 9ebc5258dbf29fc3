//! The stages one after the other, and the report in the form that is asked for.

use super::diff::Format;
use super::failure::Failure;
use redraft::diff::{Aspects, Edit, EditScript, Op, Redline, Segment};
use redraft::matching;
use redraft::model::{Pair, Parsed, Unit};
use redraft::render::{self, Templates, TextStyle};
use redraft::report::{self, ChangeReport};

/// What changed.
pub(crate) fn compare(parsed: Pair<&Parsed>) -> ChangeReport {
    let drafts = parsed.map(|parsed| &parsed.draft);
    let matching = matching::drafts(drafts);
    let edit = |link: &matching::Link| whole(drafts.zip(link.units).map(|(draft, idx)| &draft[idx]));
    let script = EditScript { edits: matching.links.iter().map(edit).collect() };
    report::build(parsed, &matching, &script, &[], &[])
}

/// The report in a form; `style` is for text alone.
pub(crate) fn render(report: &ChangeReport, format: Format, style: &TextStyle) -> Result<String, Failure> {
    Ok(match format {
        Format::Text | Format::Markdown => render::text(report, style),
        Format::Json => render::json(report),
        Format::Html => render::html(report, &Templates::default())?,
    })
}

/// An edit in which a text that differs stands as replaced.
fn whole(units: Pair<&Unit>) -> Edit {
    let (titles, bodies) =
        (units.map(|unit| unit.title.text.as_str()), units.map(|unit| unit.body.prose.text.as_str()));
    let aspects = Aspects {
        moved: false,
        renumbered: !units.map(|unit| &unit.number).agree(),
        relevelled: !units.map(|unit| &unit.kind).agree(),
        retitled: !titles.agree(),
        refined: !bodies.agree(),
    };
    Edit { aspects, title: replaced(titles), body: replaced(bodies), ..Edit::default() }
}

fn replaced(texts: Pair<&str>) -> Redline {
    let segment = |op, text: &str| Segment { op, range: 0..text.len(), noise: None, elsewhere: None };
    let segments = if texts.agree() {
        vec![segment(Op::Equal, texts.after)]
    } else {
        vec![segment(Op::Delete, texts.before), segment(Op::Insert, texts.after)]
    };
    Redline { segments, coarse: true, ..Redline::default() }
}
