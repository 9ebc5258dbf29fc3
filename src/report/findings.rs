//! The findings in words, and which link and unit each belongs to.

use super::stages::{LinkIndex, Stages};
use super::terms::Texts;
use super::types::{FindingInfo, PhraseInfo, SegmentInfo, Sides, UnitInfo};
use super::units::reference;
use super::{blocks, phrases, reads};
use crate::classify::{self, Aspect, Effect, Finding, Phrase};
use crate::matching::Sentences;
use crate::model::{Pair, Side, Unit, UnitIdx, UnitKind};
use crate::text::fold;
use crate::words::Words;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// All findings, not yet in words.
pub(super) fn findings(
    stages: &Stages<'_>,
    index: &LinkIndex,
    units: &Sides<Vec<UnitInfo>>,
    places: &Places,
) -> Vec<FindingInfo> {
    let texts = stages.drafts.map(Texts::of);
    let closest = ClosestIn { stages, index, sentences: stages.drafts.map(|_| OnceCell::new()), units };
    let exchanged = exchanged(stages.findings);
    let told = stages.findings.iter().zip(&places.within).zip(exchanged);
    let infos = told.map(|((finding, &within), exchanged)| {
        let reads = reads(stages, index, finding);
        let closest = within.is_none().then(|| closest.of(finding)).flatten();
        let alone = one_sided(finding).is_some();
        let phrase = |phrase: &Phrase, side: Side| {
            let units = if side == Side::Before { &units.before } else { &units.after };
            let info = phrase_info(phrase, side, units);
            // What begins in small letters is a part of its sentence.
            let part = alone || phrase.text.trim_start().starts_with(char::is_lowercase);
            if part && tells_a_whole(finding) { with_its_list(info, phrase, &units[phrase.unit.get()]) } else { info }
        };
        FindingInfo {
            rule: finding.rule.to_owned(),
            aspect: finding.aspect.name().to_owned(),
            effect: finding.effect.name().to_owned(),
            weight: finding.weight.name().to_owned(),
            title: String::new(),
            before: finding.before.as_ref().map(|said| phrase(said, Side::Before)),
            after: finding.after.as_ref().map(|said| phrase(said, Side::After)),
            words: String::new(),
            reads,
            within,
            used_in: used_in(finding, texts.as_ref()),
            or_otherwise: closest.is_some() || exchanged,
            closest,
        }
    });
    infos.collect()
}

/// Tells the findings in words: `stronger: Deadline shortened: “eight weeks” → “two weeks” (point (1)(b))`.
pub(super) fn tell(findings: &mut [FindingInfo], units: &Sides<Vec<UnitInfo>>, words: &Words) {
    for finding in findings {
        finding.title = title(finding, words);
        for phrase in [&mut finding.before, &mut finding.after, &mut finding.closest].into_iter().flatten() {
            phrase.cite = phrases::cite(words, &phrase.cite);
        }
        let asides = [used_in_words(&finding.used_in, units, words), closest_words(finding, units, words)];
        finding.words = said(finding, &asides, words);
    }
}

/// What a finding says in short.
fn title(finding: &FindingInfo, words: &Words) -> String {
    let told = words.get(&format!("rule.{}.title", finding.rule));
    let title = told.or_else(|| Some(classify::rule(&finding.rule)?.title)).map(str::to_owned);
    let title = title.unwrap_or_else(|| phrases::rule_phrase(&finding.rule));
    if finding.or_otherwise { words.say("said.or_otherwise", &[("title", &title)]) } else { title }
}

fn said(finding: &FindingInfo, asides: &[String], words: &Words) -> String {
    let mut places = [&finding.before, &finding.after].into_iter().flatten().filter(|phrase| !phrase.text.is_empty());
    let phrases = quotes(finding, words);
    let effect = words.get(&format!("effect.{}", finding.effect)).unwrap_or(&finding.effect);
    let mut said = format!("{effect}: {}", finding.title);
    if !phrases.is_empty() {
        said = format!("{said}: {phrases}");
    }
    let place = places.next_back();
    if let Some(lead) = place.map(|phrase| phrase.lead.as_str()).filter(|lead| !lead.is_empty()) {
        said = words.say("said.led", &[("said", &said), ("lead", lead)]);
    }
    let cite = place.map_or("", |phrase| phrase.cite.as_str());
    let asides = [cite].into_iter().chain(asides.iter().map(String::as_str));
    for aside in asides.filter(|aside| !aside.is_empty()) {
        said = format!("{said} ({aside})");
    }
    said
}

/// What a finding quotes: its place as it reads in both drafts, a phrase of one with its place in that, or its phrases.
fn quotes(finding: &FindingInfo, words: &Words) -> String {
    let phrases = Pair::new(&finding.before, &finding.after);
    let phrases = quote(phrases.map(|phrase| phrase.as_ref().map_or_else(String::new, |said| said.text.clone())));
    let of = |gone: &str| {
        let said = finding.reads.iter().filter(|segment| segment.op != gone);
        said.map(|segment| segment.text.as_str()).collect::<String>()
    };
    let reads = Pair::new(of("insert"), of("delete"));
    let alone = reads.before.is_empty() || reads.after.is_empty();
    let says_more = |said: &str| !phrases.contains(said.trim_end_matches(['.', ';', ',', ':', '…', ' ']));
    match (finding.reads.is_empty(), alone) {
        (true, _) => phrases,
        (_, true) if !says_more(&reads.before) && !says_more(&reads.after) => phrases,
        (_, true) => words.say("said.in_place", &[("phrase", &phrases), ("place", &quote(reads))]),
        (_, false) => quote(reads),
    }
}

fn quote(said: Pair<String>) -> String {
    let said = [said.before, said.after].into_iter().filter(|said| !said.is_empty());
    said.map(|said| format!("“{said}”")).collect::<Vec<String>>().join(" → ")
}

/// How the place of a finding reads in both drafts, where it quotes a few words of a linked unit's text.
fn reads(stages: &Stages<'_>, index: &LinkIndex, finding: &Finding) -> Vec<SegmentInfo> {
    let phrases = Pair::new(&finding.before, &finding.after);
    let bytes = phrases.map(|phrase| {
        let quote = phrase.as_ref().filter(|phrase| !phrase.text.is_empty());
        quote.map(|phrase| phrase.range.clone())
    });
    // Two times or amounts are understood by each other.
    let measured = matches!(finding.aspect, Aspect::Deadline | Aspect::Frequency | Aspect::Threshold);
    let clear = measured && finding.effect != Effect::Changed && bytes.before.is_some() && bytes.after.is_some();
    if clear || tells_a_whole(finding) || [&bytes.before, &bytes.after].into_iter().flatten().any(Range::is_empty) {
        return Vec::new();
    }
    let Some(link) = link_of(stages, index, finding) else { return Vec::new() };
    let texts = stages.linked(link).map(|unit| unit.body.prose.text.as_str());
    reads::Texts { texts, equal: &stages.edit(link).equal }.reads(&bytes)
}

/// For each finding about a phrase of a sentence that came or went as a whole: the finding that says so.
fn within(findings: &[Finding]) -> Vec<Option<usize>> {
    let mut whole: BTreeMap<OneSide, Vec<(usize, &Range<usize>)>> = BTreeMap::new();
    for (position, finding) in findings.iter().enumerate() {
        let Some((place, range)) = one_sided(finding).filter(|_| tells_a_sentence(finding)) else {
            continue;
        };
        whole.entry(place).or_default().push((position, range));
    }
    let around = |position: usize, finding: &Finding| {
        let (place, range) = one_sided(finding)?;
        let holds = |outer: &Range<usize>| {
            outer.start <= range.start && range.end <= outer.end && range.len() < outer.len() && !range.is_empty()
        };
        let wholes = whole.get(&place)?.iter().filter(|(other, outer)| *other != position && holds(outer));
        wholes.max_by_key(|(other, outer)| (outer.len(), Reverse(*other))).map(|&(other, _)| other)
    };
    findings.iter().enumerate().map(|(position, finding)| around(position, finding)).collect()
}

/// For each finding whether it tells of a duty or another sentence that came or went where, between the same two units,
/// another one went or came: whether the one took the place of the other, words that differ do not tell.
fn exchanged(findings: &[Finding]) -> Vec<bool> {
    let place = |finding: &Finding| {
        let units = (finding.before.as_ref()?.unit, finding.after.as_ref()?.unit);
        let stands = tells_what_is_asked(finding) || kind(finding) == "passage";
        let ((newer, _), _) = one_sided(finding).filter(|_| stands)?;
        Some((units, newer))
    };
    let places: Vec<_> = findings.iter().map(place).collect();
    let told: BTreeSet<_> = places.iter().flatten().copied().collect();
    places.into_iter().map(|place| place.is_some_and(|(units, newer)| told.contains(&(units, !newer)))).collect()
}

/// Whether a finding is about a whole sentence that asks for something or allows it.
fn tells_what_is_asked(finding: &Finding) -> bool {
    let comes_or_goes = finding.rule.ends_with("-added") || finding.rule.ends_with("-removed");
    comes_or_goes && ["obligation", "advice", "permission"].contains(&kind(finding))
}

/// What the rule of a finding is about: the duty of `obligation-added`.
fn kind(finding: &Finding) -> &'static str {
    finding.rule.rsplit_once('-').map_or("", |(kind, _)| kind)
}

/// Whether a finding of one side is about a whole sentence, or an item of a list.
fn tells_a_sentence(finding: &Finding) -> bool {
    matches!(finding.aspect, Aspect::Obligation | Aspect::Requirement)
        || matches!(finding.rule, "passage-added" | "passage-removed" | "example-added" | "example-removed")
}

/// Whether a finding quotes a whole sentence, item or definition, which says enough.
fn tells_a_whole(finding: &Finding) -> bool {
    let wholes = ["passage", "example", "case", "term", "kpi", "table"];
    finding.aspect == Aspect::Requirement
        || finding.rule.ends_with("-rewritten")
        || wholes.contains(&kind(finding))
        || tells_what_is_asked(finding)
}

/// Whether a finding of one side is about words that may stand elsewhere: a sentence, an item, a clause; no whole table.
fn may_stand_elsewhere(finding: &Finding) -> bool {
    let table = matches!(finding.rule, "table-added" | "table-removed");
    !table && tells_a_sentence(finding)
        || matches!(finding.aspect, Aspect::Scope | Aspect::Condition | Aspect::Exception)
}

/// Whether in the newer draft, and the unit.
type OneSide = (bool, UnitIdx);

/// Side, unit and bytes of a finding that stands in one draft only.
fn one_sided<'f>(finding: &'f Finding) -> Option<(OneSide, &'f Range<usize>)> {
    let said = |phrase: &'f Option<Phrase>| phrase.as_ref().filter(|phrase| !phrase.text.is_empty());
    match (said(&finding.before), said(&finding.after)) {
        (Some(phrase), None) => Some(((false, phrase.unit), &phrase.range)),
        (None, Some(phrase)) => Some(((true, phrase.unit), &phrase.range)),
        _ => None,
    }
}

/// Where the words stand of what has no counterpart.
struct ClosestIn<'a> {
    stages: &'a Stages<'a>,
    index: &'a LinkIndex,
    sentences: Pair<OnceCell<Sentences>>,
    units: &'a Sides<Vec<UnitInfo>>,
}

impl ClosestIn<'_> {
    /// The closest sentence of the other draft to what a finding says came or went as a whole; to a sentence that defines
    /// a term the entry of its glossary.
    fn of(&self, finding: &Finding) -> Option<PhraseInfo> {
        let ((newer, unit), _) = one_sided(finding)?;
        let (phrase, side, units) = match newer {
            true => (finding.after.as_ref()?, Side::Before, &self.units.before),
            false => (finding.before.as_ref()?, Side::After, &self.units.after),
        };
        if finding.aspect == Aspect::Definition {
            let (own, other) = (side.other().of(&self.stages.drafts), *side.of(&self.stages.drafts));
            let sentence = own[unit].kind != UnitKind::Definition;
            let entry = other.iter().find(|(_, entry)| sentence && is_entry_of(entry, &phrase.text));
            let text = |entry: &Unit| entry.body.prose.text.clone();
            return entry
                .map(|(unit, entry)| phrase_info(&Phrase { unit, range: 0..0, text: text(entry) }, side, units));
        }
        if !may_stand_elsewhere(finding) {
            return None;
        }
        let links = self.index.of(side.other(), unit).iter().map(|&link| &self.stages.matching.links[link]);
        let home: Vec<UnitIdx> = links.map(|link| *side.of(&link.units)).collect();
        let draft = *side.of(&self.stages.drafts);
        let sentences = side.of(&self.sentences).get_or_init(|| Sentences::of(draft));
        let closest = sentences.closest(&phrase.text, &home)?;
        let text = draft[closest.unit].body.prose.text[closest.range.clone()].trim().to_owned();
        Some(phrase_info(&Phrase { unit: closest.unit, range: closest.range, text }, side, units))
    }
}

/// Whether a unit is the entry of a glossary for the term with which a sentence begins.
fn is_entry_of(entry: &Unit, sentence: &str) -> bool {
    let (term, sentence) = (fold(&entry.title.text), fold(sentence));
    let sentence = sentence.trim_start_matches(|sign: char| !sign.is_alphanumeric());
    let rest = sentence.strip_prefix(&*term).filter(|_| !term.is_empty() && entry.kind == UnitKind::Definition);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

fn closest_words(finding: &FindingInfo, units: &Sides<Vec<UnitInfo>>, words: &Words) -> String {
    let Some(closest) = &finding.closest else { return String::new() };
    let label = units.unit(&closest.reference).map_or("", |unit| unit.label.as_str());
    let place = if closest.cite.is_empty() { label.to_owned() } else { format!("{label}, {}", closest.cite) };
    let phrase = if finding.after.as_ref().is_some_and(|phrase| !phrase.text.is_empty()) {
        "said.closest_before"
    } else {
        "said.closest_after"
    };
    words.say(phrase, &[("place", &place)])
}

/// The units that use the term of a finding about a definition: of the newer draft, of the older for one that is gone.
fn used_in(finding: &Finding, texts: Pair<&Texts<'_>>) -> Vec<String> {
    let (side, texts, phrase) = match (&finding.before, &finding.after) {
        _ if finding.aspect != Aspect::Definition => return Vec::new(),
        (_, Some(phrase)) => (Side::After, texts.after, phrase),
        (Some(phrase), None) => (Side::Before, texts.before, phrase),
        (None, None) => return Vec::new(),
    };
    texts.users(phrase.unit).into_iter().map(|idx| reference(side, idx)).collect()
}

fn used_in_words(used_in: &[String], units: &Sides<Vec<UnitInfo>>, words: &Words) -> String {
    let users = used_in.iter().filter_map(|reference| units.unit(reference));
    let labels: Vec<String> = users.map(|unit| unit.label.clone()).collect();
    if labels.is_empty() {
        return String::new();
    }
    words.say("said.used_in", &[("units", &phrases::some(words, &labels))])
}

fn phrase_info(phrase: &Phrase, side: Side, units: &[UnitInfo]) -> PhraseInfo {
    let heading = phrase.range.is_empty() && phrase.range.start == 0;
    let blocks = &units[phrase.unit.get()].blocks;
    PhraseInfo {
        reference: reference(side, phrase.unit),
        text: phrases::quoted(&phrase.text).to_owned(),
        cite: if heading { String::new() } else { blocks::cite_at(blocks, phrase.range.start).to_owned() },
        lead: String::new(),
    }
}

/// A phrase that quotes an item of a list, with what leads to it; or what leads to a list, with how its items begin.
fn with_its_list(mut info: PhraseInfo, phrase: &Phrase, unit: &UnitInfo) -> PhraseInfo {
    info.lead = blocks::lead(&unit.text, &unit.blocks, phrase.range.start);
    if info.text.ends_with(':') {
        let items = blocks::items(&unit.text, &unit.blocks, phrase.range.start);
        info.text = format!("{} {items}", info.text).trim_end().to_owned();
    }
    info
}

/// Positions of findings by link, and by the unit in whose entry they stand.
pub(super) struct Places {
    /// One list a link.
    pub(super) links: Vec<Vec<usize>>,
    /// One list a unit of the newer draft, details after the finding that they are within.
    pub(super) after: Vec<Vec<usize>>,
    /// One list a unit of the older draft: findings of units without a successor.
    pub(super) before: Vec<Vec<usize>>,
    /// For each finding the one that tells the whole of which it tells a detail.
    pub(super) within: Vec<Option<usize>>,
}

/// Where each finding belongs: to the link of its two units, else to the main link of the one it names.
pub(super) fn places(stages: &Stages<'_>, index: &LinkIndex) -> Places {
    let within = within(stages.findings);
    let mut places = Places {
        links: vec![Vec::new(); stages.matching.links.len()],
        after: vec![Vec::new(); stages.drafts.after.units.len()],
        before: vec![Vec::new(); stages.drafts.before.units.len()],
        within,
    };
    for (position, finding) in stages.findings.iter().enumerate() {
        let link = link_of(stages, index, finding);
        if let Some(link) = link {
            places.links[link].push(position);
        }
        match home(stages, finding, link) {
            Some((Side::After, idx)) => places.after[idx.get()].push(position),
            Some((Side::Before, idx)) => places.before[idx.get()].push(position),
            None => {}
        }
    }
    let within = &places.within;
    for list in places.after.iter_mut().chain(&mut places.before) {
        list.sort_by_key(|&position| (within[position].unwrap_or(position), within[position].is_some(), position));
    }
    places
}

fn link_of(stages: &Stages<'_>, index: &LinkIndex, finding: &Finding) -> Option<usize> {
    let before = finding.before.as_ref().map(|phrase| phrase.unit);
    let after = finding.after.as_ref().map(|phrase| phrase.unit);
    match (before, after) {
        (Some(before), Some(after)) => {
            let candidates = index.of(Side::After, after).iter().copied();
            candidates.into_iter().find(|&link| stages.matching.links[link].units.before == before)
        }
        (Some(before), None) => index.main(Side::Before, before, stages),
        (None, Some(after)) => index.main(Side::After, after, stages),
        (None, None) => None,
    }
}

/// The unit in whose entry a finding stands: the newer one where there is one.
fn home(stages: &Stages<'_>, finding: &Finding, link: Option<usize>) -> Option<(Side, UnitIdx)> {
    let after = finding.after.as_ref().map(|phrase| phrase.unit);
    let after = after.or_else(|| link.map(|link| stages.matching.links[link].units.after));
    match (after, &finding.before) {
        (Some(idx), _) => Some((Side::After, idx)),
        (None, Some(phrase)) => Some((Side::Before, phrase.unit)),
        (None, None) => None,
    }
}
