//! The rules over two plain texts.

use super::compare::{Note, Outcome, Register};
use super::lexicon::{Lexicon, Meaning};
use super::passages::{self, Passage};
use super::rules::{
    KPI_CHANGED, Rule, TERM_REDEFINED, THRESHOLD_CHANGED, THRESHOLD_LOOSENED, THRESHOLD_TIGHTENED, rule,
};
use super::statements::{self, Statement};
use super::words::Reader;
use super::{Aspect, Effect, Weight};
use crate::model::Pair;
use crate::text::normalise;
use std::ops::Range;

/// What a text is, as far as the rules differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// A provision: every aspect counts.
    Provision,
    /// An entry of a glossary: the term means the same or not.
    Definition,
    /// An indicator: it measures the same or not, and its target may move.
    Kpi,
}

/// What a rule says of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The rule.
    pub rule: &'static Rule,
    /// The bytes of either text that it is about; `None` where there are none on that side.
    pub bytes: Pair<Option<Range<usize>>>,
}

/// Compares two plain texts: what the rules say, and how grave the change is as a whole.
///
/// A line that begins with a label (`(a)`, `1.`, `-`) is an item of a list; other line breaks are wraps. `language` is
/// a tag such as `en`; without rules for it any change of words is substantive, and nothing more is said.
pub fn compare_texts(texts: Pair<&str>, kind: TextKind, language: &str) -> (Vec<Remark>, Weight) {
    if texts.map(|text| text.split_ascii_whitespace().collect::<Vec<_>>()).agree() {
        return (Vec::new(), Weight::None);
    }
    let english = Lexicon::of_language("en").map(Reader::new);
    if english.is_some_and(|mut reader| texts.map(|text| noiseless(&mut reader, text)).agree()) {
        return (Vec::new(), Weight::Administrative);
    }
    let Some(lexicon) = Lexicon::of_language(language) else {
        return (Vec::new(), Weight::Substantive);
    };
    // Read in one direction, as drafts are: what is said of a pair is then exactly turned round with it.
    if (texts.before.len(), texts.before) > (texts.after.len(), texts.after) {
        let (remarks, weight) = read(texts.swap(), kind, lexicon);
        return (remarks.into_iter().map(Remark::turned).collect(), weight);
    }
    read(texts, kind, lexicon)
}

fn read(texts: Pair<&str>, kind: TextKind, lexicon: &'static Lexicon) -> (Vec<Remark>, Weight) {
    let mut reader = Reader::new(lexicon);
    let passages = texts.map(|text| passage(&mut reader, text));
    let mut outcome = passages::compare(&mut reader, passages.as_ref());
    outcome.notes.extend(passages::contexts(&mut reader, passages.as_ref()));
    weigh(of_kind(kind, outcome, texts))
}

impl Remark {
    /// What the same change says read backwards.
    fn turned(self) -> Self {
        Self { rule: rule(self.rule.mirror).unwrap_or(self.rule), bytes: self.bytes.swap() }
    }
}

fn passage<'t>(reader: &mut Reader, text: &'t str) -> Passage<'t> {
    let mut statements = statements::of_text(text);
    if let Some(first) = statements.first_mut() {
        first.range.start += heading_length(reader, &text[first.range.clone()]);
    }
    Passage::new(text, statements, Register::Rules)
}

/// A text without what is promised to be noise: labels, typography, wraps, the number of its own heading.
fn noiseless(reader: &mut Reader, text: &str) -> Vec<String> {
    let strip = |statement: &Statement| plain(&text[statement.range.clone()]);
    let mut statements: Vec<String> = statements::of_text(text).iter().map(strip).collect();
    if let Some(first) = statements.first_mut() {
        let length = heading_length(reader, first);
        first.replace_range(..length, "");
    }
    statements
}

/// A statement with one kind of quotes and of dashes, whatever the spaces around them.
fn plain(text: &str) -> String {
    let mut text = normalise(text).replace('\'', "\"").replace("...", "…").replace('•', "-");
    for label in statements::labels_within(&text).into_iter().rev() {
        text.replace_range(label, "");
    }
    [("- ", "-"), (" -", "-"), (" %", "%"), (" …", "…")].iter().fold(text, |text, (from, to)| text.replace(from, to))
}

/// Bytes of `Measure 3.2 ` before a sentence that begins with a capital letter.
fn heading_length(reader: &mut Reader, text: &str) -> usize {
    let (tokens, end) = reader.read_opening(text);
    match tokens.as_slice() {
        [kind, number, rest @ ..] if kind.says(Meaning::Citation) && is_number(&text[number.range.clone()]) => {
            let next = rest.iter().find(|token| !token.is_sign());
            let alone = next.is_none() && end == text.len();
            let led = next.filter(|next| next.capital).map_or(0, |next| next.range.start);
            if alone { text.len() } else { led }
        }
        _ => 0,
    }
}

/// What is reported of a kind of text: of a definition or an indicator that it changed, of the latter also its target.
pub(super) fn of_kind(kind: TextKind, mut outcome: Outcome, texts: Pair<&str>) -> Outcome {
    let whole = |rule| Note { rule, bytes: texts.map(|text| Some(0..text.len())) };
    let changed = outcome.differs || !outcome.notes.is_empty();
    match kind {
        TextKind::Definition if changed => outcome.notes = vec![whole(&TERM_REDEFINED)],
        TextKind::Kpi if changed => {
            outcome.notes.iter_mut().for_each(|note| note.rule = as_target(note.rule));
            outcome.notes.retain(|note| note.rule.aspect == Aspect::Threshold);
            outcome.notes.insert(0, whole(&KPI_CHANGED));
        }
        _ => {}
    }
    outcome
}

/// What a rule of a time says where the time is a target: `answered within 12 hours`.
fn as_target(of_time: &'static Rule) -> &'static Rule {
    match (of_time.aspect, of_time.effect) {
        (Aspect::Deadline, Effect::Stronger) => &THRESHOLD_TIGHTENED,
        (Aspect::Deadline, Effect::Weaker) => &THRESHOLD_LOOSENED,
        (Aspect::Deadline, Effect::Changed) => &THRESHOLD_CHANGED,
        _ => of_time,
    }
}

fn weigh(outcome: Outcome) -> (Vec<Remark>, Weight) {
    let gravest = outcome.notes.iter().map(|note| note.rule.weight).max();
    let plain = if outcome.differs { Weight::Substantive } else { Weight::Editorial };
    let remarks = outcome.notes.into_iter().map(|note| Remark { rule: note.rule, bytes: note.bytes }).collect();
    (remarks, gravest.unwrap_or(Weight::Editorial).max(plain))
}

/// `3`, `II.4`, `XI`, `B`.
fn is_number(printed: &str) -> bool {
    let roman = printed.chars().all(|c| "IVXLC".contains(c));
    let letter = printed.len() == 1 && printed.chars().all(char::is_uppercase);
    roman || letter || printed.starts_with(|c: char| c.is_ascii_digit()) || printed.contains('.')
}

/// How grave a change of a heading is.
pub(super) fn title_weight(titles: Pair<&str>, reader: &mut Reader) -> Weight {
    if titles.map(|text| noiseless(reader, text)).agree() {
        return Weight::Administrative;
    }
    let passages = titles.map(|text| passage(reader, text));
    weigh(passages::compare(reader, passages.as_ref())).1
}
