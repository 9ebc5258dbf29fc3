//! How the place of a finding reads in either draft, where its own words are too few to be understood by themselves.
//!
//! ```text
//! before: … by hiring or assigning additional staff, …
//! after:  … by assigning [appropriate numbers of] staff, …        quoted: “appropriate numbers of”
//!
//! reads:  by [-hiring or-] assigning [-additional-] {+appropriate numbers of+} staff
//! ```
//!
//! Words around the quoted ones show what they are said of, and the other draft's words at the same place whether
//! something else stood there: the redline knows which those are.

use super::types::SegmentInfo;
use crate::model::{Pair, Side};
use crate::text;
use std::ops::Range;

/// From so many words on, a quote is understood by itself.
const ENOUGH: usize = 9;

/// Words that are shown on either side of a quote; where a clause ends, fewer do.
const AROUND: usize = 6;
const CLAUSE: usize = 3;

/// The share of the shorter place that stands in both drafts: else the one is no other form of the other.
const SHARED: f64 = 0.3;

/// Words by which the other draft's place may be longer: else it is no other form of it.
const LONGER: usize = 12;

/// Two units' texts with what their redline shows as the same.
pub(super) struct Texts<'a> {
    pub(super) texts: Pair<&'a str>,
    pub(super) equal: &'a [Pair<Range<usize>>],
}

impl Texts<'_> {
    /// The place of some quotes as a redline of a few words. Quotes that do not stand at the same place, or that have
    /// none in the other draft, are taken out and put in with the words around them. Nothing where the quotes say enough.
    pub(super) fn reads(&self, quoted: &Pair<Option<Range<usize>>>) -> Vec<SegmentInfo> {
        let enough = |side: Side| {
            let said = side.of(quoted).as_ref().map(|bytes| words(&self.text(side)[bytes.clone()]));
            said.is_some_and(|words| words >= ENOUGH)
        };
        if Side::BOTH.into_iter().any(enough) {
            return Vec::new();
        }
        let side = if quoted.after.is_some() { Side::After } else { Side::Before };
        let mut places = Side::EACH.map(|side| Some(self.around(side, side.of(quoted).as_ref()?)));
        let Some(here) = side.of(&places).clone() else { return Vec::new() };
        let holds = |there: &Range<usize>| {
            let quote = side.other().of(quoted).as_ref();
            quote.is_none_or(|quote| there.start <= quote.start && quote.end <= there.end)
        };
        let across = self.across(side, &here).filter(|there| holds(there) && self.is_other_form(side, &here, there));
        let Some(there) = across else {
            let apart = Side::BOTH.into_iter().filter_map(|side| {
                let place = side.of_mut(&mut places).take()?;
                let [before, behind] = self.goes_on(side, &place).map(|goes_on| if goes_on { "…" } else { "" });
                let said = format!("{before} {} {behind}", trimmed(&self.text(side)[place]));
                Some(segment(op(side), said.trim()))
            });
            return apart.collect();
        };
        self.redline(match side {
            Side::Before => Pair::new(here, there),
            Side::After => Pair::new(there, here),
        })
    }

    /// One place in both texts: what is the same in it, and between that what was taken out and put in.
    fn redline(&self, place: Pair<Range<usize>>) -> Vec<SegmentInfo> {
        let goes_on = Side::EACH.map(|side| self.goes_on(side, side.of(&place)));
        let [before, behind] = [0, 1].map(|end| goes_on.before[end] || goes_on.after[end]);
        let mut segments = vec![segment("equal", if before { "… " } else { "" })];
        let mut open = place.as_ref().map(|bytes| bytes.start);
        let ends = place.as_ref().map(|bytes| bytes.end..bytes.end);
        let clipped = self.equal.iter().filter_map(|equal| clip(equal, &place));
        for equal in clipped.chain([ends]) {
            if Side::BOTH.into_iter().any(|side| side.of(&equal).start < *side.of(&open)) {
                continue;
            }
            for side in Side::BOTH {
                let said = &self.text(side)[*side.of(&open)..side.of(&equal).start];
                segments.push(segment(op(side), said));
            }
            segments.push(segment("equal", &self.texts.after[equal.after.clone()]));
            open = equal.map(|bytes| bytes.end);
        }
        segments.retain(|segment| !segment.text.is_empty());
        let joint = segments.iter().rposition(|segment| segment.op == "equal").unwrap_or_default();
        let last = if joint + 1 == segments.len() { joint } else { joint + 1 };
        segments[last..].iter_mut().for_each(|segment| segment.text.truncate(trimmed(&segment.text).len()));
        segments.retain(|segment| !segment.text.is_empty());
        if behind {
            let apart = segments.last().is_some_and(|segment| segment.text.ends_with(char::is_whitespace));
            segments.push(segment("equal", if apart { "…" } else { " …" }));
        }
        segments
    }

    fn text(&self, side: Side) -> &str {
        self.texts.on(side)
    }

    /// The sentence, item or cell in which some bytes begin.
    fn sentence(&self, side: Side, bytes: &Range<usize>) -> Range<usize> {
        let text = self.text(side);
        let start = text[..bytes.start].rfind(['\n', '|']).map_or(0, |end| end + 1);
        let end = text[bytes.start..].find(['\n', '|']).map_or(text.len(), |end| bytes.start + end);
        let within = |range: &Range<usize>| range.start + start <= bytes.start && bytes.start < range.end + start;
        let found = text::sentences(&text[start..end]).into_iter().find(within);
        found.map_or(start..end, |range| range.start + start..range.end + start)
    }

    /// The bytes of a quote and of the words around it in its clause.
    fn around(&self, side: Side, quote: &Range<usize>) -> Range<usize> {
        let (text, sentence) = (self.text(side), self.sentence(side, quote));
        let (mut start, mut end) = (quote.start, quote.end);
        for taken in 0..AROUND {
            let rest = text[sentence.start..start].trim_end();
            let word = rest.rsplit(char::is_whitespace).next().unwrap_or_default();
            if word.is_empty() || taken > 0 && word.ends_with([';', ':']) || taken >= CLAUSE && word.ends_with(',') {
                break;
            }
            start = sentence.start + rest.len() - word.len();
        }
        for taken in 0.. {
            let rest = text.get(end..sentence.end).unwrap_or_default();
            let word = rest.split_whitespace().next().unwrap_or_default();
            let ends = |signs: &[char]| text[..end].ends_with(signs);
            // No number is shown without what it counts.
            let full = taken >= AROUND && !text[..end].ends_with(|c: char| c.is_ascii_digit());
            let closed = full || taken > 0 && ends(&[';', ':']) || taken >= CLAUSE && ends(&[',']);
            if word.is_empty() || closed {
                break;
            }
            end += rest.find(word).unwrap_or_default() + word.len();
        }
        start..end
    }

    /// Whether the sentence of some bytes says more before them, and behind them.
    fn goes_on(&self, side: Side, bytes: &Range<usize>) -> [bool; 2] {
        let sentence = self.sentence(side, bytes);
        let says =
            |bytes: Range<usize>| self.text(side).get(bytes).is_some_and(|text| text.contains(char::is_alphanumeric));
        [says(sentence.start..bytes.start), says(bytes.end..sentence.end)]
    }

    /// The bytes of the other text between what is the same before and behind the first and the last of some bytes; to
    /// where its sentence begins or ends if they reach as far.
    fn across(&self, side: Side, bytes: &Range<usize>) -> Option<Range<usize>> {
        let here = |equal: &&Pair<Range<usize>>| side.of(equal).clone();
        let there = |equal: &Pair<Range<usize>>| side.other().of(equal).clone();
        let before = self.equal.iter().filter(|equal| here(equal).start <= bytes.start);
        let behind = self.equal.iter().filter(|equal| here(equal).end >= bytes.end);
        let other = self.text(side.other());
        let mut start = before
            .max_by_key(|equal| here(equal).start)
            .map_or(0, |equal| there(equal).start + (bytes.start - here(&equal).start).min(there(equal).len()));
        let mut end = behind
            .min_by_key(|equal| here(equal).end)
            .map_or(other.len(), |equal| there(equal).end - (here(&equal).end - bytes.end).min(there(equal).len()));
        if start >= end {
            return None;
        }
        let (own, whole) = (self.sentence(side, bytes), self.sentence(side.other(), &(start..end)));
        if bytes.start <= own.start && whole.start < start && words(&other[whole.start..start]) <= AROUND {
            start = whole.start;
        }
        if bytes.end >= own.end && whole.end > end && words(&other[end..whole.end]) <= AROUND {
            end = whole.end;
        }
        Some(start..end)
    }

    /// Whether some bytes of the other text are part of one sentence, share a fair part of their words with those whose
    /// place they have, and say something else.
    fn is_other_form(&self, side: Side, here: &Range<usize>, there: &Range<usize>) -> bool {
        let (own, said) = (&self.text(side)[here.clone()], &self.text(side.other())[there.clone()]);
        let whole = self.sentence(side.other(), there);
        let place = match side {
            Side::Before => Pair::new(here.clone(), there.clone()),
            Side::After => Pair::new(there.clone(), here.clone()),
        };
        let shared = self.equal.iter().filter_map(|equal| clip(equal, &place)).map(|equal| equal.after.len());
        let within = whole.start <= there.start && there.end <= whole.end && words(said) <= words(own) + LONGER;
        within && own != said && shared.sum::<usize>() as f64 >= SHARED * own.len().min(said.len()) as f64
    }
}

/// What of some equal bytes stands at a place in both texts.
fn clip(equal: &Pair<Range<usize>>, place: &Pair<Range<usize>>) -> Option<Pair<Range<usize>>> {
    let cut = equal.as_ref().zip(place.as_ref());
    let cut_off = cut.map(|(equal, place)| place.start.saturating_sub(equal.start));
    let left_out = cut.map(|(equal, place)| equal.end.saturating_sub(place.end));
    let (first, last) = (cut_off.before.max(cut_off.after), left_out.before.max(left_out.after));
    let clipped = equal.as_ref().map(|equal| equal.start + first..equal.end.saturating_sub(last));
    (clipped.after.start < clipped.after.end).then_some(clipped)
}

const fn op(side: Side) -> &'static str {
    match side {
        Side::Before => "delete",
        Side::After => "insert",
    }
}

fn segment(op: &str, text: &str) -> SegmentInfo {
    SegmentInfo { op: op.to_owned(), text: text.to_owned(), ..SegmentInfo::default() }
}

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// A text without what only joins it to the next one.
fn trimmed(text: &str) -> &str {
    text.trim_end().trim_end_matches([',', ';', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str, of: &str) -> Range<usize> {
        let start = text.find(of).expect("stands in the text");
        start..start + of.len()
    }

    /// Reads a quote of the newer text; each run of `equal` stands in both.
    fn reads(before: &str, after: &str, equal: &[&str], quote: &str) -> String {
        let equal: Vec<_> = equal.iter().map(|run| Pair::new(range(before, run), range(after, run))).collect();
        let texts = Texts { texts: Pair::new(before, after), equal: &equal };
        let reads = texts.reads(&Pair::new(None, Some(range(after, quote))));
        let marked = reads.iter().map(|segment| match segment.op.as_str() {
            "delete" => format!("[-{}-]", segment.text),
            "insert" => format!("{{+{}+}}", segment.text),
            _ => segment.text.clone(),
        });
        marked.collect()
    }

    #[test]
    fn what_stood_in_its_place_is_read_with_a_quote() {
        let (before, after) =
            ("Open early. Hire additional staff, if asked.", "Open early. Hire enough staff, if asked.");
        let read = reads(before, after, &["Open early. Hire ", " staff, if asked."], "enough");
        assert_eq!(read, "Hire [-additional-]{+enough+} staff, if asked.");
    }

    #[test]
    fn words_at_the_end_keep_their_distance() {
        let read =
            reads("Note the risk seen; ask.", "Note the risk found; ask.", &["Note the risk ", "; ask."], "found");
        assert_eq!(read, "Note the risk [-seen-]{+found+} …");
        let read = reads("Note the risk seen", "Note the risk found,", &["Note the risk "], "found");
        assert_eq!(read, "Note the risk [-seen-]{+found+}");
    }

    #[test]
    fn a_sentence_goes_on_to_its_end_in_both_drafts() {
        let read = reads(
            "Lack of reliability and security",
            "Lack of model reliability",
            &["Lack of ", "reliability"],
            "model",
        );
        assert_eq!(read, "Lack of {+model +}reliability[- and security-]");
    }

    #[test]
    fn no_other_sentence_stands_in_the_place_of_a_quote() {
        let (before, after) = ("Doors are shut. Bells ring.", "Doors are shut at noon. Gulls cry. Bells ring.");
        let read = reads(before, after, &["Doors are shut", " Bells ring."], "Gulls");
        assert_eq!(read, "{+Gulls cry.+}");
    }

    #[test]
    fn a_quote_of_many_words_says_enough() {
        let text = "one two three four five six seven eight nine ten";
        let texts = Texts { texts: Pair::new("", text), equal: &[] };
        assert!(texts.reads(&Pair::new(None, Some(0..text.len()))).is_empty());
    }
}
