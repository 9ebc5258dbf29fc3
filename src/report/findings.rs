//! The findings in words, and which link and unit each belongs to.

use super::build::Stages;
use super::links::LinkIndex;
use super::terms::Texts;
use super::types::{FindingInfo, PhraseInfo, Sides, UnitInfo};
use super::units::{Side, reference};
use super::{blocks, words};
use crate::classify::{self, Aspect, Finding, Phrase};
use crate::model::{Pair, UnitIdx};

/// All findings in words.
pub(super) fn findings(stages: &Stages<'_>, units: &Sides<Vec<UnitInfo>>) -> Vec<FindingInfo> {
    let texts = stages.drafts.map(Texts::of);
    stages
        .findings
        .iter()
        .map(|finding| (finding, used_in(finding, texts.as_ref())))
        .map(|(finding, used_in)| FindingInfo {
            rule: finding.rule.to_owned(),
            aspect: finding.aspect.name().to_owned(),
            effect: finding.effect.name().to_owned(),
            weight: finding.weight.name().to_owned(),
            title: classify::rule(finding.rule)
                .map(|rule| rule.title.to_owned())
                .unwrap_or_else(|| words::rule_phrase(finding.rule)),
            before: finding.before.as_ref().map(|phrase| phrase_info(phrase, Side::Before, &units.before)),
            after: finding.after.as_ref().map(|phrase| phrase_info(phrase, Side::After, &units.after)),
            used_in_words: used_in_words(&used_in, units),
            used_in,
        })
        .collect()
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

fn used_in_words(used_in: &[String], units: &Sides<Vec<UnitInfo>>) -> String {
    let known = units.before.iter().chain(&units.after).filter(|unit| used_in.contains(&unit.reference));
    let labels: Vec<String> = known.map(|unit| unit.label.clone()).collect();
    if labels.is_empty() { String::new() } else { format!("used in {}", words::some(&labels)) }
}

fn phrase_info(phrase: &Phrase, side: Side, units: &[UnitInfo]) -> PhraseInfo {
    let heading = phrase.range.is_empty() && phrase.range.start == 0;
    let blocks = &units[phrase.unit.get()].blocks;
    PhraseInfo {
        reference: reference(side, phrase.unit),
        text: phrase.text.clone(),
        cite: if heading { String::new() } else { blocks::cite_at(blocks, phrase.range.start).to_owned() },
    }
}

/// Positions of findings by link, and by the unit in whose entry they stand.
pub(super) struct Places {
    /// One list a link.
    pub(super) links: Vec<Vec<usize>>,
    /// One list a unit of the newer draft.
    pub(super) after: Vec<Vec<usize>>,
    /// One list a unit of the older draft: findings of units without a successor.
    pub(super) before: Vec<Vec<usize>>,
}

/// Where each finding belongs: to the link of its two units, else to the main link of the one it names.
pub(super) fn places(stages: &Stages<'_>, index: &LinkIndex) -> Places {
    let mut places = Places {
        links: vec![Vec::new(); stages.matching.links.len()],
        after: vec![Vec::new(); stages.drafts.after.units.len()],
        before: vec![Vec::new(); stages.drafts.before.units.len()],
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
