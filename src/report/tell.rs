//! The report in words: every sentence is made from what the report holds, so that it can be said in any language.

use super::phrases;
use super::types::{ChangeReport, LinkInfo, UnitInfo};
use super::{deeds, findings, reasons, repeated, sentences};
use crate::model::{NoteKind, Unit, UnitKind};
use crate::words::Words;
use std::borrow::Cow;

/// Tells everything of a report that is told; what its units are called stands.
pub(super) fn tell(report: &mut ChangeReport, words: &Words) {
    for kind in &mut report.summary.kinds {
        kind.word = phrases::kind(words, &kind.kind);
    }
    evidence(report, words);
    findings::tell(&mut report.findings, &report.units, words);
    deeds::tell(report, words);
    repeated::tell(report, words);
    report.summary.sentences = sentences::sentences(report, words);
}

/// A report that another program wrote may have reasons in words only: they stand as they are.
fn evidence(report: &mut ChangeReport, words: &Words) {
    let label = |reference: &str| report.units.unit(reference).map_or_else(String::new, |unit| unit.label.clone());
    let said = |link: &LinkInfo| -> Vec<String> {
        link.reasons.iter().map(|reason| reasons::said(words, reason, label)).collect()
    };
    let told: Vec<Vec<String>> = report.links.iter().map(said).collect();
    for (link, told) in report.links.iter_mut().zip(told).filter(|(_, told)| !told.is_empty()) {
        link.evidence = told;
    }
}

impl ChangeReport {
    /// The report in the words of a language: as data it is in English.
    ///
    /// What drafts say stands as they say it, and so do the diagnostics.
    pub fn in_words(&self, words: &Words) -> Cow<'_, Self> {
        if words == Words::english() {
            return Cow::Borrowed(self);
        }
        let mut report = self.clone();
        relabel(&mut report.units.before, words);
        relabel(&mut report.units.after, words);
        tell(&mut report, words);
        Cow::Owned(report)
    }
}

/// Calls the units of a draft by the words for their kinds.
pub(super) fn relabel(units: &mut [UnitInfo], words: &Words) {
    for at in 0..units.len() {
        let label = label(&units[at], words);
        let around = units[at].parent.as_deref().and_then(|parent| parent.get(1..)?.parse::<usize>().ok());
        let around = around.filter(|&parent| parent < at).map(|parent| units[parent].address.as_str());
        units[at].address = around.map_or_else(|| label.clone(), |around| format!("{around} / {label}"));
        units[at].label = label;
    }
}

fn label(unit: &UnitInfo, words: &Words) -> String {
    let kind = match unit.note.as_deref() {
        Some(note) => UnitKind::Note(NoteKind::from_name(note).unwrap_or(NoteKind::Box)),
        None => UnitKind::from_name(&unit.kind),
    };
    Unit::called(&kind, &phrases::kind_of(words, unit), unit.number.as_deref(), &unit.title)
}
