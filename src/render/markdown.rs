//! The report for a pull request or a wiki: ~~deleted~~ **inserted** under a heading for each unit.
//!
//! Drafts are Markdown themselves; their words are escaped, so that an asterisk of theirs is no emphasis of ours.

use super::index::Index;
use super::text::heading;
use super::told::{self, Told};
use crate::report::{ChangeReport, Entry, LinkInfo, RedlineBlockInfo, SegmentInfo, UnitInfo};
use std::fmt::Write as _;

/// States in the order of the columns.
const STATES: &[&str] = &["added", "removed", "split", "merged", "moved", "refined", "renumbered", "unchanged"];

/// The report as GitHub-flavoured Markdown: summary, then a heading for each unit that changed, in reading order.
pub fn markdown(report: &ChangeReport) -> String {
    let mut writer = Writer { report, index: Index::of(report), out: String::new() };
    writer.head();
    writer.figures();
    for entry in report.entries.iter().filter(|entry| entry.state != "unchanged") {
        writer.entry(entry);
    }
    writer.out
}

struct Writer<'a> {
    report: &'a ChangeReport,
    index: Index<'a>,
    out: String,
}

impl Writer<'_> {
    fn paragraph(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.out.push_str(text);
            self.out.push_str("\n\n");
        }
    }

    fn head(&mut self) {
        let (before, after) = (&self.report.before, &self.report.after);
        let name = |version: &Option<String>, label: &str| escaped(version.as_deref().unwrap_or(label));
        let from = name(&before.version, &before.label);
        let to = name(&after.version, &after.label);
        let title = escaped(&after.title);
        self.paragraph(&format!("# {title}: {from} → {to}"));
        for sentence in &self.report.summary.sentences {
            // Writing to a string cannot fail.
            let _ = writeln!(self.out, "- {}", escaped(sentence));
        }
        for edit in &self.report.repeated {
            let _ = writeln!(self.out, "- {}", escaped(&edit.words));
        }
        self.out.push('\n');
    }

    fn figures(&mut self) {
        let summary = &self.report.summary;
        let present = |state: &&&str| summary.states.get(**state).is_some_and(|&count| count > 0);
        let states: Vec<&str> = STATES.iter().filter(present).copied().collect();
        let _ = writeln!(self.out, "| Kind | before | after | {} |", states.join(" | "));
        let _ = writeln!(self.out, "|---|{}", "---:|".repeat(states.len() + 2));
        for kind in &summary.kinds {
            let counts: Vec<String> = states
                .iter()
                .map(|&state| kind.states.get(state).map_or("·".to_owned(), ToString::to_string))
                .collect();
            let (word, total) = (escaped(&kind.word), &kind.total);
            let _ = writeln!(self.out, "| {word} | {} | {} | {} |", total.before, total.after, counts.join(" | "));
        }
        self.out.push('\n');
    }

    fn entry(&mut self, entry: &Entry) {
        let Some(unit) = self.report.unit(&entry.reference) else { return };
        let link = entry.links.first().map(|&link| &self.report.links[link]).filter(|_| !entry.origins.is_empty());
        let level = "#".repeat((unit.depth as usize + 2).min(6));
        self.paragraph(&format!("{level} {}", escaped(&heading(unit, " "))));
        let weight = if entry.weight == "none" { String::new() } else { format!(" · {}", entry.weight) };
        self.paragraph(&format!("*{}*{weight}", escaped(&entry.words)));
        self.findings(entry);
        self.change_notes(entry);
        match link {
            Some(link) => self.redline(link),
            None => self.whole(unit, if entry.state == "removed" { Mark::Deleted } else { Mark::Inserted }),
        }
    }

    fn findings(&mut self, entry: &Entry) {
        for &finding in &entry.findings {
            let finding = &self.report.findings[finding];
            let indent = if finding.within.is_some() { "  " } else { "" };
            let _ = writeln!(self.out, "{indent}- {}", escaped(&finding.words));
        }
        if !entry.findings.is_empty() {
            self.out.push('\n');
        }
    }

    fn change_notes(&mut self, entry: &Entry) {
        for note in entry.notes.iter().filter(|note| note.state != "removed") {
            let unit = self.report.unit(&note.reference);
            let Some(unit) = unit.filter(|unit| unit.note.as_deref() == Some("change-note")) else { continue };
            for line in unit.text.lines() {
                let _ = writeln!(self.out, "> {}\n>", escaped(line));
            }
            self.out.push('\n');
        }
    }

    fn redline(&mut self, link: &LinkInfo) {
        if link.aspects.iter().any(|aspect| aspect == "retitled") {
            let title = self.segments(&link.title_redline);
            self.paragraph(&format!("Title: {title}"));
        }
        for run in told::runs(link) {
            match Told::new(self.report, link, run).words() {
                Some(told) => self.paragraph(&format!("… *({})*", escaped(&told))),
                None => self.run(link, run),
            }
        }
    }

    fn run(&mut self, link: &LinkInfo, run: &[RedlineBlockInfo]) {
        let mut left_out = false;
        for block in run {
            if block.state != "equal" {
                self.block(link, block);
            } else if !left_out {
                self.paragraph("…");
            }
            left_out = block.state == "equal";
        }
    }

    fn block(&mut self, link: &LinkInfo, block: &RedlineBlockInfo) {
        let label = block.label.after.as_deref().or(block.label.before.as_deref()).unwrap_or_default();
        let text = self.segments(&link.redline[block.start..block.end]);
        self.paragraph(&format!("{} {text}", escaped(label)));
    }

    fn segments(&self, segments: &[SegmentInfo]) -> String {
        let mut out = String::new();
        for (position, segment) in segments.iter().enumerate() {
            // A change that follows begins with a mark of its own.
            let next = segments.get(position + 1).filter(|next| next.op == "equal" || next.noise.is_some());
            let next = next.and_then(|next| next.text.chars().next());
            match (segment.op.as_str(), segment.side.as_deref(), &segment.noise) {
                ("delete", _, Some(_)) => {}
                ("insert", _, Some(_)) | ("equal", _, _) => out.push_str(&escaped(&segment.text)),
                ("delete", _, _) => marked(&mut out, Mark::Deleted, &segment.text, next),
                ("insert", _, _) => marked(&mut out, Mark::Inserted, &segment.text, next),
                (_, side, _) => {
                    let mark = if side == Some("before") { Mark::Deleted } else { Mark::Inserted };
                    marked(&mut out, mark, &segment.text, next);
                    if !told::goes_on(segment, &segments[position + 1..]) {
                        self.whither(&mut out, mark, segment.other.as_deref().unwrap_or_default());
                    }
                }
            }
        }
        out
    }

    fn whole(&mut self, unit: &UnitInfo, mark: Mark) {
        for block in &unit.blocks {
            let mut out = format!("{} ", escaped(&block.label));
            for (range, other) in self.index.cut(&unit.reference, block.start..block.end) {
                marked(&mut out, mark, unit.text.get(range).unwrap_or_default(), None);
                if let Some(other) = other {
                    self.whither(&mut out, mark, other);
                }
            }
            self.paragraph(&out);
        }
    }

    /// Says where moved text went or came from.
    fn whither(&self, out: &mut String, mark: Mark, other: &str) {
        let label = escaped(self.report.unit(other).map_or("another place", |unit| unit.label.as_str()));
        let way = match mark {
            Mark::Deleted => "to",
            Mark::Inserted => "from the earlier",
        };
        let _ = write!(out, " *(moved {way} {label})* ");
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Deleted,
    Inserted,
}

/// Marks hug the words, or they would not count; where punctuation meets a letter they would not count either, and
/// the HTML element says the same.
fn marked(out: &mut String, mark: Mark, text: &str, next: Option<char>) {
    let words = text.trim();
    if words.is_empty() {
        out.push_str(text);
        return;
    }
    let lead = &text[..text.len() - text.trim_start().len()];
    let tail = &text[text.trim_end().len()..];
    let previous = if lead.is_empty() { out.chars().next_back() } else { Some(' ') };
    let next = if tail.is_empty() { next } else { Some(' ') };
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let torn =
        (letter(previous) && !letter(words.chars().next())) || (letter(next) && !letter(words.chars().next_back()));
    let (open, close) = match (mark, torn) {
        (Mark::Deleted, false) => ("~~", "~~"),
        (Mark::Deleted, true) => ("<del>", "</del>"),
        (Mark::Inserted, false) => ("**", "**"),
        (Mark::Inserted, true) => ("<strong>", "</strong>"),
    };
    let _ = write!(out, "{}{open}{}{close}{}", escaped(lead), escaped(words), escaped(tail));
}

/// The words with everything escaped that Markdown would read as markup, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if "\\`*_~[]<>|#&!".contains(character) {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(parts: &[(Mark, &str, Option<char>)]) -> String {
        let mut out = String::new();
        for &(mark, text, next) in parts {
            marked(&mut out, mark, text, next);
        }
        out
    }

    #[test]
    fn marks_hug_the_words() {
        assert_eq!(told(&[(Mark::Deleted, " shall ", None), (Mark::Inserted, "may", Some(' '))]), " ~~shall~~ **may**");
    }

    #[test]
    fn where_punctuation_meets_a_letter_an_element_stands_in() {
        assert_eq!(told(&[(Mark::Inserted, "if so,", Some('t'))]), "<strong>if so,</strong>");
    }

    #[test]
    fn the_words_of_a_draft_are_no_markup() {
        assert_eq!(escaped("*a* <b> [c](d) #e\nf"), "\\*a\\* \\<b\\> \\[c\\](d) \\#e f");
    }
}
