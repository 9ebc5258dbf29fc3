//! The rules over two drafts.
//!
//! ```text
//! link 1: Measure 3 ──► Measure II.2   ┐ a sentence is compared in the one link where it is most alike;
//! link 2: Measure 3 ──► Measure II.3   ┘ added or removed only where no link and no moved passage holds it
//! ```

mod authors;
mod indicators;
mod mentions;
mod mirror;
mod places;
mod setting;

use super::compare::{Note, Outcome, Register};
use super::lexicon::Lexicon;
use super::passages::{self, Bond, Passage};
use super::rules::{
    CONTEXT_CHANGED, MARKUP_CHANGED, OBLIGATION_CHANGED, Rule, SCOPE_CHANGED, STRUCK_CHANGED, UNIT_RELEVELLED,
};
use super::statements;
use super::texts::{TextKind, of_kind};
use super::words::Reader;
use super::{Aspect, Finding, Phrase, Weight};
use crate::diff::{Edit, EditScript};
use crate::matching::{Link, Matching, Relation};
use crate::model::{Draft, Pair, Side, Unit, UnitIdx, UnitKind};
use mentions::Mentions;
use places::{Places, Targets, elsewhere};
use std::iter;
use std::ops::Range;

/// What the rules say of two drafts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classified {
    /// Findings: of the links in their order, then of indicators, then of added and removed units.
    ///
    /// A finding of a link names both units; where it has words on one side only, the other side's phrase is empty.
    pub findings: Vec<Finding>,
    /// How grave each link's change is, in the order of the matching's links.
    pub weights: Vec<Weight>,
    /// The language tag for which there are no rules, or the two of drafts that differ in language: then nothing is
    /// found, and every change of words is substantive.
    pub unknown_language: Option<String>,
}

/// Says what the changes between two drafts mean.
///
/// `edits` holds one edit a link, in the order of the matching's links.
pub fn classify(drafts: Pair<&Draft>, matching: &Matching, edits: &EditScript) -> Classified {
    let tags = drafts.map(|draft| draft.meta.language.as_str());
    let lexicons = tags.map(Lexicon::of_language);
    match (lexicons.before, lexicons.after) {
        (Some(lexicon), Some(other)) if std::ptr::eq(lexicon, other) && mirror::is_backward(drafts) => {
            let (matching, edits, order) = mirror::turned(matching, edits);
            mirror::back(Stage::new(drafts.swap(), &matching, &edits, lexicon).run(), &order)
        }
        (Some(lexicon), Some(other)) if std::ptr::eq(lexicon, other) => {
            Stage::new(drafts, matching, edits, lexicon).run()
        }
        _ => without_rules(tags, edits),
    }
}

fn without_rules(tags: Pair<&str>, edits: &EditScript) -> Classified {
    let unknown = if tags.agree() { tags.after.to_owned() } else { format!("{} / {}", tags.before, tags.after) };
    let weights = edits.edits.iter().map(|edit| settled(edit).unwrap_or(Weight::Substantive)).collect();
    Classified { findings: Vec::new(), weights, unknown_language: Some(unknown) }
}

/// The weight of an edit that changed no words.
fn settled(edit: &Edit) -> Option<Weight> {
    let aspects = edit.aspects;
    if aspects.refined || aspects.retitled {
        return None;
    }
    let shown =
        aspects.moved || aspects.renumbered || aspects.relevelled || edit.reformatted || edit.administrative > 0;
    Some(if shown { Weight::Administrative } else { Weight::None })
}

/// Everything that the findings are written from.
struct Stage<'a> {
    drafts: Pair<&'a Draft>,
    matching: &'a Matching,
    edits: &'a EditScript,
    places: Places,
    reader: Reader,
    /// Every unit's text as statements; those that moved to or from other units are marked.
    passages: Pair<Vec<Passage<'a>>>,
    /// Which units say what is to be done, as far as it was asked.
    provisions: Pair<Vec<Option<bool>>>,
}

impl<'a> Stage<'a> {
    fn new(drafts: Pair<&'a Draft>, matching: &'a Matching, edits: &'a EditScript, lexicon: &'static Lexicon) -> Self {
        let mut places = Places::new(drafts, matching, edits);
        let length = |draft: &Draft| draft.units.iter().map(|unit| unit.body.prose.text.len()).sum::<usize>();
        let mut reader = Reader::of_long_texts(lexicon, length(drafts.before) + length(drafts.after));
        let targets = std::mem::take(&mut places.targets);
        let passages = drafts.zip(elsewhere(drafts, matching, edits)).zip(targets);
        let passages = passages.map(|((draft, moved), targets)| read(&mut reader, draft, moved, targets));
        let provisions = drafts.map(|draft| vec![None; draft.units.len()]);
        Self { drafts, matching, edits, places, reader, passages, provisions }
    }

    fn run(mut self) -> Classified {
        let mut classified = Classified::default();
        let outcomes = self.outcomes();
        let mentions = Mentions::new(&mut self);
        for ((link, edit), outcome) in self.matching.links.iter().zip(&self.edits.edits).zip(outcomes) {
            let (mut notes, mut weight) = self.weigh(link, edit, outcome);
            let setting = setting::notes(&mut self, link, edit);
            weight = setting.iter().map(|note| note.rule.weight).max().map_or(weight, |gravest| gravest.max(weight));
            if setting.iter().any(|note| [&CONTEXT_CHANGED, &STRUCK_CHANGED].contains(&note.rule)) {
                notes.retain(|note| note.rule != &MARKUP_CHANGED);
            }
            notes.extend(setting);
            let first = classified.findings.len();
            self.add_findings(link, notes, &mut classified.findings);
            if edit.aspects.refined && weight == Weight::Substantive && self.binds(link) {
                let news = mentions.of(&self, link, edit, &classified.findings[first..]);
                let told = classified.findings.split_off(first);
                let vaguer = |known: &Finding| news.iter().any(|one| says_more_of_the_same(one, known));
                classified.findings.extend(told.into_iter().filter(|known| !vaguer(known)));
                classified.findings.extend(news);
            }
            classified.weights.push(weight);
        }
        indicators::add(&mut self, &mut classified.findings);
        classified
    }

    /// What the rules say of each link whose words changed.
    fn outcomes(&mut self) -> Vec<Option<Outcome>> {
        let (matching, edits) = (self.matching, self.edits);
        let mut bond = |(link, edit): (&Link, &'a Edit)| Bond {
            units: link.units,
            whole: link.relation != Relation::Part,
            changed: edit.aspects.refined,
            told: edit.aspects.refined && self.are_provisions(link) != Pair::new(false, false),
            redlined: &edit.equal,
        };
        let bonds: Vec<Bond<'a>> = matching.links.iter().zip(&edits.edits).map(&mut bond).collect();
        passages::compare_linked(&mut self.reader, self.passages.as_ref().map(Vec::as_slice), &bonds)
    }

    fn weigh(&mut self, link: &Link, edit: &Edit, outcome: Option<Outcome>) -> (Vec<Note>, Weight) {
        let units = self.drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
        if let Some(weight) = settled(edit) {
            let mut notes = Vec::new();
            if edit.reformatted && !units.map(|unit| unit.kind.is_note()).after {
                notes.push(whole(&MARKUP_CHANGED));
            }
            return (self.relevelled(link, edit, notes), weight);
        }
        // What only a passage went into is no other form of its definition.
        let kind = if link.relation == Relation::Part { TextKind::Provision } else { text_kind(&units.after.kind) };
        let texts = units.map(|unit| unit.body.prose.text.as_str());
        let mut outcome = of_kind(kind, outcome.unwrap_or_default(), texts);
        let gravest = outcome.notes.iter().map(|note| note.rule.weight).max().unwrap_or(Weight::None);
        let body = match (edit.aspects.refined, outcome.differs) {
            (true, true) => Weight::Substantive,
            (true, false) => Weight::Editorial,
            (false, _) => Weight::None,
        };
        let mut weight = gravest.max(body);
        // A title adds nothing to a weight that is as grave as any.
        if edit.aspects.retitled && weight < Weight::Substantive {
            let titles = units.map(|unit| unit.title.text.as_str());
            weight = weight.max(super::texts::title_weight(titles, &mut self.reader));
        }
        outcome.notes.retain(|note| !self.is_cited_around(link, note) && !self.is_followed(link, note));
        // Where to look in the draft itself is told only where nothing else is.
        if outcome.notes.iter().any(|note| !self.only_points(link, note)) {
            outcome.notes.retain(|note| !self.only_points(link, note));
        }
        if !outcome.notes.is_empty() {
            let tells = self.are_provisions(link);
            outcome.notes.retain(|note| {
                let silent = |tells: bool, bytes: &Option<Range<usize>>| bytes.is_some() && !tells;
                !silent(tells.before, &note.bytes.before) && !silent(tells.after, &note.bytes.after)
            });
        }
        (self.relevelled(link, edit, outcome.notes), weight)
    }

    /// Whether some words of a unit stand around its counterparts as well: in what those stand in, or in a box in them,
    /// as the law that they rest on does.
    fn stands_around(&self, side: Side, idx: UnitIdx, bytes: &Range<usize>) -> bool {
        let passage = &side.of(&self.passages)[idx.get()];
        let there = side.other().of(&self.passages);
        self.around(side, idx).any(|other| passage.shares(bytes, &there[other.get()]))
    }

    /// What stands around the counterparts of a unit: what those stand in, and the boxes in either.
    fn around(&self, side: Side, idx: UnitIdx) -> impl Iterator<Item = UnitIdx> + use<'_, 'a> {
        let draft = *side.other().of(&self.drafts);
        let is_box = |unit: &UnitIdx| draft[*unit].kind.is_note() && !draft[*unit].kind.is_comment();
        let boxes = move |unit: UnitIdx| draft.children(unit).filter(is_box);
        let around = move |unit: UnitIdx| {
            draft.ancestors(unit).flat_map(move |above| iter::once(above).chain(boxes(above))).chain(boxes(unit))
        };
        side.of(&self.places.counterparts)[idx.get()].iter().copied().flat_map(around)
    }

    /// Whether a note tells of a reference on one side that stands around its counterpart on the other one, be it that
    /// the law is named there once for several.
    fn is_cited_around(&mut self, link: &Link, note: &Note) -> bool {
        let Some((side, bytes)) = lone_reference(note) else {
            return false;
        };
        let idx = *side.of(&link.units);
        if self.stands_around(side, idx, bytes) {
            return true;
        }
        let around: Vec<UnitIdx> = self.around(side, idx).collect();
        let own = &side.of(&self.passages)[idx.get()];
        let mut own: Vec<&String> = own.cited_numbers(&mut self.reader, bytes).collect();
        let there = side.other().of(&self.passages);
        let cites = !own.is_empty();
        for other in around.into_iter().map(|other| &there[other.get()]) {
            if own.is_empty() {
                break;
            }
            let all = 0..other.text.len();
            let cited: Vec<&String> = other.cited_numbers(&mut self.reader, &all).collect();
            own.retain(|one| !cited.contains(one));
        }
        cites && own.is_empty()
    }

    /// Whether a note tells of a reference on one side to what the draft itself says elsewhere.
    fn only_points(&self, link: &Link, note: &Note) -> bool {
        let Some((side, bytes)) = lone_reference(note) else {
            return false;
        };
        let references = &side.of(&self.edits.references)[side.of(&link.units).get()];
        let mut within =
            references.iter().filter(|one| bytes.start <= one.range.start && one.range.end <= bytes.end).peekable();
        within.peek().is_some() && within.all(|one| one.target.is_some())
    }

    /// Whether a note tells of a reference on one side that stays within the provision, to what it stands in or to what
    /// stands in it; or where the other side refers to what became of its target: one of several units, one that took a
    /// passage of it in, or a part of one.
    fn is_followed(&self, link: &Link, note: &Note) -> bool {
        let Some((side, bytes)) = lone_reference(note) else {
            return false;
        };
        let targets = |side: Side| {
            let references = &side.of(&self.edits.references)[side.of(&link.units).get()];
            references.iter().filter_map(|reference| Some((&reference.range, reference.target?)))
        };
        let within = |range: &Range<usize>| bytes.start <= range.start && range.end <= bytes.end;
        let counterparts = side.of(&self.places.counterparts);
        let there = *side.other().of(&self.drafts);
        let cited = |unit: UnitIdx| {
            let became = |other: UnitIdx| counterparts[unit.get()].contains(&other);
            targets(side.other()).any(|(_, other)| became(other) || there.ancestors(other).any(became))
        };
        let (draft, home) = (*side.of(&self.drafts), *side.of(&link.units));
        let stays = |unit: UnitIdx| {
            unit == home
                || draft.ancestors(home).any(|above| above == unit)
                || draft.ancestors(unit).any(|above| above == home)
        };
        let mut own = targets(side).filter(|(range, _)| within(range)).peekable();
        own.peek().is_some() && own.all(|(_, unit)| stays(unit) || cited(unit))
    }

    /// Whether both units of a link are provisions, and neither a definition nor an indicator.
    fn binds(&mut self, link: &Link) -> bool {
        let kinds = self.drafts.zip(link.units).map(|(draft, idx)| text_kind(&draft[idx].kind));
        let provisions = self.are_provisions(link);
        kinds == Pair::new(TextKind::Provision, TextKind::Provision) && provisions == Pair::new(true, true)
    }

    fn are_provisions(&mut self, link: &Link) -> Pair<bool> {
        Side::EACH.map(|side| self.is_provision(side, *side.of(&link.units)))
    }

    /// Whether a unit says what is to be done: neither the reasons for it nor a letter of the authors.
    fn is_provision(&mut self, side: Side, idx: UnitIdx) -> bool {
        let (unit, passage) = (&side.of(&self.drafts)[idx], &side.of(&self.passages)[idx.get()]);
        let (known, reader) = (&mut side.of_mut(&mut self.provisions)[idx.get()], &mut self.reader);
        *known.get_or_insert_with(|| has_findings(&unit.kind) && !authors::speak(reader, unit, passage))
    }

    /// What corresponds by a passage alone has no level to change.
    fn relevelled(&self, link: &Link, edit: &Edit, mut notes: Vec<Note>) -> Vec<Note> {
        if edit.aspects.relevelled && link.relation != Relation::Part {
            notes.push(whole(&UNIT_RELEVELLED));
        }
        notes
    }

    /// Findings of a link name both of its units; those of an indicator name the provisions that it measures.
    fn add_findings(&self, link: &Link, notes: Vec<Note>, findings: &mut Vec<Finding>) {
        let indicator = self.drafts.after[link.units.after].kind == UnitKind::Kpi;
        let first = findings.len();
        for note in notes {
            let texts = link.units.zip(self.passages.as_ref()).map(|(idx, passages)| &passages[idx.get()]);
            let quoted = passages::quoted(texts, &note);
            let about = if passages::is_table(note.rule) { note.bytes.clone() } else { quoted.clone() };
            let phrases = link.units.zip(self.drafts).zip(quoted.zip(about)).map(|((idx, draft), (quoted, about))| {
                let text = draft[idx].body.prose.text[quoted.unwrap_or_default()].trim().to_owned();
                let bytes = about.unwrap_or_default();
                if indicator {
                    Phrase { unit: indicators::measured(draft, idx), range: 0..0, text }
                } else {
                    Phrase { unit: idx, range: bytes, text }
                }
            });
            // The same words in the next sentence are no news.
            let next = finding(note.rule, phrases.map(Some));
            if !findings[first..].iter().any(|known| says_the_same(known, &next)) {
                findings.push(next);
            }
        }
    }
}

/// Of a reference that stands on one side only, which side and which bytes.
fn lone_reference(note: &Note) -> Option<(Side, &Range<usize>)> {
    note.one_sided().filter(|_| note.rule.aspect == Aspect::Reference)
}

/// The texts of a draft's units as statements.
fn read<'a>(
    reader: &mut Reader,
    draft: &'a Draft,
    moved: Vec<Vec<Range<usize>>>,
    targets: Targets,
) -> Vec<Passage<'a>> {
    let units = draft.units.iter().zip(moved).zip(targets);
    let passage = |((unit, moved), targets): ((&'a Unit, Vec<Range<usize>>), _)| {
        let statements = statements::of_body(reader, &unit.body);
        let elsewhere = statements.iter().map(|statement| covered(&statement.range, &moved)).collect();
        let passage = Passage::new(&unit.body.prose.text, statements, register(&unit.kind));
        Passage { targets, elsewhere, ..passage }
    };
    units.map(passage).collect()
}

/// Whether a finding says of the same words what another one says; that the act is another one needs no saying where how
/// strict it is was told.
fn says_the_same(one: &Finding, other: &Finding) -> bool {
    (one.rule == other.rule || one.aspect == other.aspect && other.rule == OBLIGATION_CHANGED.id)
        && quote_the_same(one, other)
}

/// Whether a finding says in particular what another one only says to be something else.
fn says_more_of_the_same(one: &Finding, other: &Finding) -> bool {
    other.rule == SCOPE_CHANGED.id && quote_the_same(one, other)
}

fn quote_the_same(one: &Finding, other: &Finding) -> bool {
    fn letters(phrase: &Option<Phrase>) -> impl Iterator<Item = char> {
        phrase.iter().flat_map(|phrase| phrase.text.chars()).flat_map(char::to_lowercase)
    }
    letters(&one.before).eq(letters(&other.before)) && letters(&one.after).eq(letters(&other.after))
}

/// A finding of a rule.
fn finding(rule: &Rule, phrases: Pair<Option<Phrase>>) -> Finding {
    Finding {
        rule: rule.id,
        aspect: rule.aspect,
        effect: rule.effect,
        weight: rule.weight,
        before: phrases.before,
        after: phrases.after,
    }
}

const fn whole(rule: &'static Rule) -> Note {
    Note { rule, bytes: Pair { before: None, after: None } }
}

const fn text_kind(kind: &UnitKind) -> TextKind {
    match kind {
        UnitKind::Definition => TextKind::Definition,
        UnitKind::Kpi => TextKind::Kpi,
        _ => TextKind::Provision,
    }
}

/// Whether a kind of unit says what is to be done: boxes, openings and recitals say why.
const fn has_findings(kind: &UnitKind) -> bool {
    !matches!(kind, UnitKind::Note(_) | UnitKind::Preamble | UnitKind::Recital)
}

/// Sections lead to the provisions within them.
const fn register(kind: &UnitKind) -> Register {
    if matches!(kind, UnitKind::Section) { Register::Prose } else { Register::Rules }
}

/// Of a statement's bytes, how many in ten must have moved for it to count as moved.
const MOVED: usize = 6;

fn covered(statement: &Range<usize>, moved: &[Range<usize>]) -> bool {
    let shared = |range: &Range<usize>| range.end.min(statement.end).saturating_sub(range.start.max(statement.start));
    moved.iter().map(shared).sum::<usize>() * 10 >= statement.len() * MOVED && !moved.is_empty()
}
