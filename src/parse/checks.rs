//! What is odd about a draft: told with its line, never mended.

use super::assemble::{Assembled, Footnote};
use crate::model::{BlockKind, Diagnostic, DraftSource, MarkKind, Severity, Span, Unit, UnitIdx, UnitKind};
use std::collections::BTreeMap;

/// Every oddity, in source order.
pub(super) fn checks(assembled: &Assembled, source: &DraftSource) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Assembled { units, footnotes, overfull, .. } = assembled;
    whole_draft(units, &mut found);
    duplicate_ids(units, &mut found);
    duplicate_numbers(units, &mut found);
    uncited_footnotes(footnotes, &mut found);
    overfull_rows(overfull, &mut found);
    raw_html(units, &mut found);
    unsafe_links(units, &mut found);
    found.sort_by_key(|(span, _, _)| (span.file, span.line));
    let name = |span: &Span| source.files.get(span.file as usize).map(|file| file.name.clone()).unwrap_or_default();
    found
        .into_iter()
        .map(|(span, severity, message)| Diagnostic { severity, file: name(&span), line: span.line, message })
        .collect()
}

type Found = (Span, Severity, String);

fn whole_draft(units: &[Unit], found: &mut Vec<Found>) {
    let start = Span { file: 0, line: 0, end_line: 0 };
    let plain = |unit: &Unit| matches!(unit.kind, UnitKind::Preamble | UnitKind::Section | UnitKind::Note(_));
    if units.is_empty() {
        found.push((start, Severity::Warning, "the draft has no text".to_owned()));
    } else if units.iter().all(plain) {
        let message = "no heading, row or item of the vocabulary is known here; units are plain sections".to_owned();
        found.push((start, Severity::Warning, message));
    }
}

fn duplicate_ids(units: &[Unit], found: &mut Vec<Found>) {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for unit in units {
        let Some(id) = &unit.id else { continue };
        if let Some(first) = seen.get(id.0.as_str()) {
            let message = format!("id `{}` is already used at line {first}; this one is ignored for matching", id.0);
            found.push((unit.span, Severity::Warning, message));
        } else {
            seen.insert(&id.0, unit.span.line);
        }
    }
}

fn duplicate_numbers(units: &[Unit], found: &mut Vec<Found>) {
    let mut seen: BTreeMap<(Option<UnitIdx>, &UnitKind, &[String]), u32> = BTreeMap::new();
    for unit in units {
        let Some(number) = &unit.number else { continue };
        let chapter = outermost(units, unit);
        let chapter = if matches!(unit.kind, UnitKind::Recital | UnitKind::Objective) { unit.parent } else { chapter };
        let first = *seen.entry((chapter, &unit.kind, number.parts())).or_insert(unit.span.line);
        if first != unit.span.line {
            let message = format!("{} is printed twice, first at line {first}", unit.label());
            found.push((unit.span, Severity::Warning, message));
        }
    }
}

/// Numbers may restart in each outermost unit.
fn outermost(units: &[Unit], unit: &Unit) -> Option<UnitIdx> {
    std::iter::successors(unit.parent, |parent| units[parent.get()].parent).last()
}

fn uncited_footnotes(footnotes: &[Footnote], found: &mut Vec<Found>) {
    for footnote in footnotes.iter().filter(|footnote| !footnote.cited) {
        let message = format!("footnote `{}` is cited nowhere; kept with the unit around it", footnote.label);
        found.push((footnote.span, Severity::Warning, message));
    }
}

fn overfull_rows(rows: &[Span], found: &mut Vec<Found>) {
    for &span in rows {
        let message = "the row has more cells than its table has columns: other programs do not show them";
        found.push((span, Severity::Warning, message.to_owned()));
    }
}

fn raw_html(units: &[Unit], found: &mut Vec<Found>) {
    for block in units.iter().flat_map(|unit| &unit.body.blocks) {
        if block.kind == BlockKind::Html {
            found.push((block.span, Severity::Note, "raw HTML is shown as text".to_owned()));
        }
    }
}

/// Links that would run something where they are opened: their words stay, their targets go.
fn unsafe_links(units: &[Unit], found: &mut Vec<Found>) {
    for unit in units {
        let body = &unit.body;
        let line = |at: usize| body.blocks.iter().find(|block| block.range.contains(&at)).map_or(unit.span, |b| b.span);
        let in_title = unit.title.marks.iter().map(|mark| (unit.span, mark));
        let in_text = body.prose.marks.iter().map(|mark| (line(mark.range.start), mark));
        for (span, mark) in in_title.chain(in_text) {
            let (MarkKind::Link(target) | MarkKind::Image(target)) = &mark.kind else { continue };
            if let Some(scheme) = runs(target) {
                found.push((
                    span,
                    Severity::Warning,
                    format!("a link to a `{scheme}:` address is dropped; its words stay"),
                ));
            }
        }
    }
}

/// The scheme of an address that runs or holds something itself. Browsers read it without blanks and control characters.
fn runs(target: &str) -> Option<&'static str> {
    let bare: String = target.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(16).collect();
    let (scheme, _) = bare.split_once(':')?;
    ["javascript", "data", "vbscript"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FileText;
    use crate::vocabulary::Vocabulary;

    /// What is told of a text, with its lines.
    fn told(text: &str) -> Vec<(u32, String)> {
        let file = FileText { name: "code.md".to_owned(), text: text.to_owned(), ..FileText::default() };
        let source = DraftSource { files: vec![file], ..DraftSource::default() };
        let vocabulary = Vocabulary::built_in("generic").expect("built in");
        let found = crate::parse::draft(&source, &vocabulary).diagnostics;
        found.into_iter().map(|found| (found.line, found.message)).collect()
    }

    #[test]
    fn cells_that_other_programs_drop_are_told() {
        let table = "# Code\n\n## Article 1\n\n| Room | Limit |\n|---|---|\n| Hall | 40 |\n";
        assert_eq!(told(table), []);
        let told = told(&format!("{table}| Stairs | 35 | by day |\n"));
        assert!(matches!(told.as_slice(), [(8, message)] if message.contains("more cells")), "{told:?}");
    }

    #[test]
    fn schemes_are_seen_through_blanks_and_capitals() {
        assert_eq!(runs("javascript:alert(1)"), Some("javascript"));
        assert_eq!(runs(" Java\tScript:alert(1)"), Some("javascript"));
        assert_eq!(runs("DATA:text/html,x"), Some("data"));
        assert_eq!(runs("https://example.org/data:x"), None);
        assert_eq!(runs("#data:"), None);
    }
}
