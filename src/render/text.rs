//! The report for a terminal: sentences first, then every change, grouped by what happened.

use super::elide::{elided, first_words};
use super::index::Index;
use super::told::{self, Told};
use super::wrap::{Colour, Ink, Paragraph, Sheet};
use crate::report::{ChangeReport, DraftInfo, Entry, FindingInfo, LinkInfo, RedlineBlockInfo, SegmentInfo, UnitInfo};

use std::ops::Range;

/// How the text is to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// Columns to wrap at.
    pub width: usize,
    /// Whether to colour it.
    pub colour: Colour,
    /// How much of unchanged, new and removed text to show.
    pub extent: Extent,
}

impl Default for TextStyle {
    fn default() -> Self {
        Self { width: 100, colour: Colour::Plain, extent: Extent::Brief }
    }
}

/// How much of unchanged, new and removed text is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extent {
    /// Enough to know which text it is; `…` stands for the rest.
    #[default]
    Brief,
    /// All of it.
    Full,
}

/// What became of a text without a counterpart.
#[derive(Clone, Copy)]
enum Fate {
    Removed,
    Added,
}

/// States in the order of their groups, each with its heading.
const GROUPS: &[(&str, &str)] = &[
    ("removed", "REMOVED"),
    ("added", "NEW"),
    ("split", "SPLIT"),
    ("merged", "MERGED"),
    ("moved", "MOVED"),
    ("refined", "REFINED"),
    ("renumbered", "RENUMBERED"),
];

/// Words shown of a text that is wholly new or wholly removed.
const OPENING: usize = 60;

/// The report as text: readable without colour, wrapped at the style's width, ending in a newline.
pub fn text(report: &ChangeReport, style: &TextStyle) -> String {
    let sheet = Sheet { width: style.width.max(40), colour: style.colour };
    let mut writer = Writer { report, index: Index::of(report), extent: style.extent, sheet, out: String::new() };
    writer.head();
    writer.summary();
    writer.repeated();
    for (state, heading) in GROUPS {
        writer.group(state, heading);
    }
    writer.boxes();
    writer.diagnostics();
    writer.out
}

struct Writer<'a> {
    report: &'a ChangeReport,
    index: Index<'a>,
    extent: Extent,
    sheet: Sheet,
    out: String,
}

impl<'a> Writer<'a> {
    fn line(&mut self, indent: &str, ink: Ink, text: impl Into<String>) {
        let hanging = " ".repeat(indent.chars().count());
        let mut paragraph = Paragraph::new();
        paragraph.push(ink, text);
        paragraph.write(&mut self.out, self.sheet, indent, &hanging);
    }

    fn blank(&mut self) {
        self.out.push('\n');
    }

    fn head(&mut self) {
        let report = self.report;
        self.line("", Ink::Heading, &*report.after.title);
        self.line("from  ", Ink::Plain, draft_line(&report.before));
        self.line("to    ", Ink::Plain, draft_line(&report.after));
        self.blank();
    }

    fn summary(&mut self) {
        let report = self.report;
        for sentence in &report.summary.sentences {
            self.line("", Ink::Plain, sentence);
        }
        let redlined = report.links.iter().any(|link| !link.redline.iter().all(|segment| segment.op == "equal"));
        if redlined || report.added.len() + report.removed.len() > 0 {
            self.blank();
            self.line(
                "",
                Ink::Dim,
                "[-deleted-] {+inserted+} [~moved away~→ there] {~moved here~← from there} … left out",
            );
        }
    }

    /// What was done in many places.
    fn repeated(&mut self) {
        let report = self.report;
        if report.repeated.is_empty() {
            return;
        }
        self.blank();
        self.line("", Ink::Heading, format!("IN MANY PLACES ({})", report.repeated.len()));
        for edit in &report.repeated {
            self.line("  ", Ink::Plain, &*edit.words);
        }
    }

    /// Instead of a redline that has nothing else to say.
    fn told_above(&mut self, entry: &Entry) {
        let edits = entry.only_repeated.iter().map(|&at| &self.report.repeated[at]);
        let edits: Vec<String> = edits.map(|edit| marks(&edit.before, &edit.after)).collect();
        self.line("    ", Ink::Dim, format!("only what was done in many places: {}", edits.join(", ")));
    }

    fn group(&mut self, state: &str, heading: &str) {
        let report = self.report;
        let entries: Vec<&Entry> = report.entries.iter().filter(|entry| entry.state == state).collect();
        if entries.is_empty() {
            return;
        }
        self.blank();
        self.line("", Ink::Heading, format!("{heading} ({})", entries.len()));
        for entry in entries {
            if state == "renumbered" && entry.findings.is_empty() {
                self.renumbered(entry);
            } else {
                self.blank();
                self.entry(entry);
            }
        }
    }

    fn renumbered(&mut self, entry: &Entry) {
        let (Some(unit), Some(before)) = (self.unit(&entry.reference), self.origin(entry)) else { return };
        self.line("  ", Ink::Plain, format!("{} → {}  {}", before.label, unit.label, titled(unit)));
    }

    fn unit(&self, reference: &str) -> Option<&'a UnitInfo> {
        self.report.unit(reference)
    }

    fn origin(&self, entry: &Entry) -> Option<&'a UnitInfo> {
        self.unit(entry.origins.first()?)
    }

    fn entry(&mut self, entry: &Entry) {
        let Some(unit) = self.unit(&entry.reference) else { return };
        let link = entry.links.first().map(|&link| &self.report.links[link]).filter(|_| !entry.origins.is_empty());
        self.title(unit, link);
        if !matches!(entry.words.as_str(), "new" | "removed") {
            self.line("    ", Ink::Dim, &*entry.words);
        }
        self.line("    ", Ink::Dim, whereabouts(unit, entry, link));
        for &finding in &entry.findings {
            self.finding(&self.report.findings[finding]);
        }
        self.notes(entry);
        match (link, entry.state.as_str()) {
            (Some(_), _) if self.extent == Extent::Brief && !entry.only_repeated.is_empty() => self.told_above(entry),
            (Some(link), _) => self.redline(link),
            (None, "removed") => self.whole(unit, Fate::Removed),
            (None, _) => self.whole(unit, Fate::Added),
        }
    }

    fn title(&mut self, unit: &UnitInfo, link: Option<&LinkInfo>) {
        let mut paragraph = Paragraph::new();
        match link {
            Some(link) if link.aspects.iter().any(|aspect| aspect == "retitled") => {
                let number = unit.number.as_deref().unwrap_or_default();
                let kind = if unit.kind == "section" { number.to_owned() } else { kind_and_number(unit) };
                paragraph.push(Ink::Heading, kind + "  ");
                self.segments(&mut paragraph, &link.title_redline, Extent::Full);
            }
            _ => {
                paragraph.push(Ink::Heading, heading(unit, "  "));
            }
        }
        paragraph.write(&mut self.out, self.sheet, "  ", "    ");
    }

    fn finding(&mut self, finding: &FindingInfo) {
        let (lead, hanging) = if finding.within.is_some() { ("      - ", "        ") } else { ("    * ", "      ") };
        let headline = format!("{}: {}", finding.effect, finding.title);
        let phrases = finding.words.strip_prefix(headline.as_str()).unwrap_or(&finding.words);
        let mut paragraph = Paragraph::new();
        paragraph.push(Ink::Finding, headline.as_str()).push(Ink::Plain, phrases);
        paragraph.write(&mut self.out, self.sheet, lead, hanging);
    }

    fn notes(&mut self, entry: &Entry) {
        for note in &entry.notes {
            self.note(note, "");
        }
    }

    /// The drafters' own account in their words; of other boxes only that they changed.
    fn note(&mut self, note: &Entry, place: &str) {
        let Some(unit) = self.unit(&note.reference) else { return };
        let word = note_word(unit);
        if unit.note.as_deref() == Some("change-note") && note.state != "removed" {
            let text = opening(&unit.text, self.extent);
            self.line("    | ", Ink::Dim, format!("{place}{word}: {text}"));
        } else if note.state != "unchanged" {
            self.line("    | ", Ink::Dim, format!("{place}{word}: {}", note.words));
        }
    }

    /// A text that is wholly new or removed: its blocks, as far as the extent goes.
    fn whole(&mut self, unit: &'a UnitInfo, fate: Fate) {
        let mut budget = if self.extent == Extent::Full { usize::MAX } else { OPENING };
        for block in unit.blocks.iter().filter(|block| block.end > block.start) {
            if budget == 0 {
                return;
            }
            let indent = " ".repeat(4 + 2 * usize::from(block.depth));
            let label = if block.kind == "point" && block.label.is_empty() { "•" } else { &block.label };
            let mut paragraph = Paragraph::new();
            paragraph.push(Ink::Plain, label).push(Ink::Plain, " ");
            for (range, other) in self.index.cut(&unit.reference, block.start..block.end) {
                budget = self.stretch(&mut paragraph, unit, range, (fate, other), budget);
            }
            if budget == 0 && unit.words > OPENING {
                paragraph.push(Ink::Dim, format!(" … ({} words)", unit.words));
            }
            paragraph.write(&mut self.out, self.sheet, &indent, &indent);
        }
    }

    /// A stretch of a whole text within the budget of words; gives what is left of it.
    fn stretch(
        &self,
        paragraph: &mut Paragraph,
        unit: &UnitInfo,
        range: Range<usize>,
        (fate, other): (Fate, Option<&str>),
        budget: usize,
    ) -> usize {
        let text = unit.text.get(range).unwrap_or_default();
        let shown = first_words(text, budget);
        let label = other.and_then(|other| self.unit(other)).map(|unit| unit.label.as_str());
        let (ink, open, close) = match (fate, label) {
            (Fate::Removed, None) => (Ink::Deleted, "[-", "-]".to_owned()),
            (Fate::Added, None) => (Ink::Inserted, "{+", "+}".to_owned()),
            (Fate::Removed, Some(label)) => (Ink::Moved, "[~", format!("~→ {label}]")),
            (Fate::Added, Some(label)) => (Ink::Moved, "{~", format!("~← {label}}}")),
        };
        marked(paragraph, ink, open, shown, &close);
        budget.saturating_sub(text.split_whitespace().count())
    }

    fn redline(&mut self, link: &LinkInfo) {
        if link.coarse {
            self.line("    ", Ink::Dim, "(too large to compare word by word: whole passages stand as replaced)");
        }
        for run in told::runs(link) {
            match Told::new(self.report, link, run).words() {
                Some(told) => self.line("    ", Ink::Dim, format!("… ({told})")),
                None => self.run(link, run),
            }
        }
    }

    fn run(&mut self, link: &LinkInfo, run: &[RedlineBlockInfo]) {
        let mut left_out = false;
        for block in run {
            if block.state == "equal" && self.extent == Extent::Brief {
                left_out = true;
                continue;
            }
            if std::mem::take(&mut left_out) {
                self.line("    ", Ink::Dim, "…");
            }
            self.block(link, block);
        }
        if left_out && run.iter().any(|block| block.state != "equal") {
            self.line("    ", Ink::Dim, "…");
        }
    }

    fn block(&mut self, link: &LinkInfo, block: &RedlineBlockInfo) {
        let label = block.label.after.as_deref().or(block.label.before.as_deref()).unwrap_or_default();
        let label = if block.kind == "point" && label.is_empty() { "•" } else { label };
        let mut paragraph = Paragraph::new();
        paragraph.push(Ink::Plain, label).push(Ink::Plain, " ");
        self.segments(&mut paragraph, &link.redline[block.start..block.end], self.extent);
        let indent = " ".repeat(4 + 2 * usize::from(block.depth));
        let hanging = if label.is_empty() { indent.clone() } else { format!("{indent}  ") };
        paragraph.write(&mut self.out, self.sheet, &indent, &hanging);
    }

    fn segments(&self, paragraph: &mut Paragraph, segments: &[SegmentInfo], extent: Extent) {
        let last = segments.len().saturating_sub(1);
        for (position, segment) in segments.iter().enumerate() {
            let goes_on = told::goes_on(segment, &segments[position + 1..]);
            let (ink, open, close) = match (segment.op.as_str(), segment.side.as_deref(), &segment.noise) {
                ("delete", _, Some(_)) => continue,
                ("insert", _, Some(_)) | ("equal", _, _) => {
                    let ends = (position > 0, position < last);
                    paragraph.push(
                        Ink::Plain,
                        if extent == Extent::Full { segment.text.clone() } else { elided(&segment.text, ends) },
                    );
                    continue;
                }
                ("delete", _, _) => (Ink::Deleted, "[-", "-]".to_owned()),
                ("insert", _, _) => (Ink::Inserted, "{+", "+}".to_owned()),
                (_, Some("before"), _) if goes_on => (Ink::Moved, "[~", "~]".to_owned()),
                (_, Some("before"), _) => (Ink::Moved, "[~", format!("~→ {}]", self.label(segment))),
                _ if goes_on => (Ink::Moved, "{~", "~}".to_owned()),
                _ => (Ink::Moved, "{~", format!("~← {}}}", self.label(segment))),
            };
            marked(paragraph, ink, open, &segment.text, &close);
        }
    }

    fn label(&self, segment: &SegmentInfo) -> &'a str {
        segment.other.as_deref().and_then(|other| self.unit(other)).map_or("elsewhere", |unit| unit.label.as_str())
    }

    /// Changed boxes beside provisions that did not change themselves.
    fn boxes(&mut self) {
        let report = self.report;
        let quiet = report.entries.iter().filter(|entry| entry.state == "unchanged");
        let changed: Vec<(&Entry, &Entry)> = quiet
            .flat_map(|entry| entry.notes.iter().map(move |note| (entry, note)))
            .filter(|(_, note)| note.state != "unchanged")
            .collect();
        if changed.is_empty() {
            return;
        }
        self.blank();
        self.line("", Ink::Heading, format!("BOXES BESIDE UNCHANGED UNITS ({})", changed.len()));
        for (entry, note) in changed {
            let place = self.unit(&entry.reference).map_or_else(String::new, |unit| format!("{}, ", unit.label));
            self.note(note, &place);
        }
    }

    fn diagnostics(&mut self) {
        let report = self.report;
        let grave: Vec<_> = report.diagnostics.iter().filter(|found| found.severity != "note").collect();
        if grave.is_empty() {
            return;
        }
        self.blank();
        self.line("", Ink::Heading, format!("ODD IN THE SOURCES ({})", grave.len()));
        for found in grave {
            self.line(
                "  ",
                Ink::Plain,
                format!("{}:{}: {}: {}", found.file, found.line, found.severity, found.message),
            );
        }
    }
}

fn draft_line(draft: &DraftInfo) -> String {
    let parts = [draft.version.as_deref(), draft.date.as_deref(), Some(draft.source.as_str())];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { draft.label.clone() } else { parts.join(" · ") }
}

fn whereabouts(unit: &UnitInfo, entry: &Entry, link: Option<&LinkInfo>) -> String {
    let address = if unit.parent.is_some() { vec![unit.address.clone()] } else { Vec::new() };
    let mut parts = address;
    parts.extend([format!("{}:{}", unit.file, unit.line), entry.weight.clone()]);
    if let Some(link) = link {
        parts.push(format!("matched {:.2}: {}", link.confidence, link.evidence.join(", ")));
    }
    parts.join(" · ")
}

/// `Measure 2.3`, or the bare kind.
fn kind_and_number(unit: &UnitInfo) -> String {
    if unit.number.is_some() { unit.label.clone() } else { unit.kind.clone() }
}

/// Label and title with a gap between them; a label that already tells the title is enough.
pub(super) fn heading(unit: &UnitInfo, gap: &str) -> String {
    if titled(unit).is_empty() { unit.label.clone() } else { format!("{}{gap}{}", unit.label, titled(unit)) }
}

/// A text that a line can hold, with a sign where it was cut.
pub(super) fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The title, where the label does not tell it.
pub(super) fn titled(unit: &UnitInfo) -> &str {
    if unit.label.contains(unit.title.as_str()) { "" } else { &unit.title }
}

fn note_word(unit: &UnitInfo) -> String {
    unit.note.as_deref().unwrap_or("note").replace('-', " ")
}

/// A marked run: the marks hug the words, the spaces stay outside.
fn marked(paragraph: &mut Paragraph, ink: Ink, open: &str, text: &str, close: &str) {
    let words = text.trim();
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = if words.is_empty() { "" } else { &text[text.trim_end().len()..] };
    paragraph.push(Ink::Plain, lead);
    if !words.is_empty() {
        paragraph.push(ink, format!("{open}{words}{close}"));
    }
    paragraph.push(Ink::Plain, tail);
}

fn opening(text: &str, extent: Extent) -> String {
    let shown = if extent == Extent::Full { text.trim() } else { first_words(text.trim(), OPENING) };
    if shown.len() < text.trim().len() { format!("{shown} …") } else { shown.to_owned() }
}

/// `[-before-] {+after+}`, without the one that is empty.
fn marks(before: &str, after: &str) -> String {
    let marked = [("[-", before, "-]"), ("{+", after, "+}")].into_iter().filter(|(_, words, _)| !words.is_empty());
    marked.map(|(open, words, close)| format!("{open}{words}{close}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_cannot_hold_is_cut_with_a_sign() {
        assert_eq!(short("Code of Gates", 13), "Code of Gates");
        assert_eq!(short("Code of Gatés and Hinges", 13), "Code of Gatés…");
        assert_eq!(short("Code of Gates", 8), "Code of…");
    }
}
