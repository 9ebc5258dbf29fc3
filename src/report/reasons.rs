//! Why a unit was linked: as data, and in words.

use super::types::ReasonInfo;
use super::units::reference;
use crate::matching::Evidence;
use crate::model::{Draft, Pair, Side};
use crate::words::Words;

/// A reason as data.
pub(super) fn reason(evidence: &Evidence) -> ReasonInfo {
    let plain = |kind: &str| ReasonInfo { kind: kind.to_owned(), ..ReasonInfo::default() };
    let named = |kind, name: &str| ReasonInfo { name: Some(name.to_owned()), ..plain(kind) };
    let like = |kind, share: f32| ReasonInfo { share: Some(hundredths(share)), ..plain(kind) };
    match evidence {
        Evidence::Pinned(reason) if reason.is_empty() => plain("pinned"),
        Evidence::Pinned(reason) => named("pinned", reason),
        Evidence::Id(id) => named("id", id),
        Evidence::SameText => plain("same-text"),
        Evidence::Number(number) => named("number", number),
        Evidence::NumberReused(unit) => {
            ReasonInfo { unit: Some(reference(Side::After, *unit)), ..plain("number-reused") }
        }
        Evidence::Title(likeness) => like("title", *likeness),
        Evidence::Text(likeness) => like("text", *likeness),
        Evidence::Chain(through, sure) => ReasonInfo { name: Some(through.clone()), ..like("chain", *sure) },
        Evidence::Context(likeness) => like("context", *likeness),
        Evidence::Coverage(Pair { before, after }) => {
            ReasonInfo { held: Some((percent(*before), percent(*after))), ..plain("coverage") }
        }
    }
}

/// As it is printed, so that no rounding of a rounded value says another number.
fn hundredths(share: f32) -> f64 {
    format!("{share:.2}").parse().unwrap_or_default()
}

fn percent(share: f32) -> u32 {
    format!("{:.0}", share * 100.0).parse().unwrap_or_default()
}

/// A reason in words; `label` gives the label of a ref.
pub(super) fn said(words: &Words, reason: &ReasonInfo, label: impl Fn(&str) -> String) -> String {
    let name = reason.name.as_deref().unwrap_or_default();
    let share = words.share(reason.share.unwrap_or_default());
    let unit = reason.unit.as_deref().map_or_else(String::new, label);
    let (before, after) = reason.held.unwrap_or_default();
    let phrase = match (reason.kind.as_str(), &reason.name) {
        ("pinned", Some(_)) => "pinned_because",
        (kind, _) => kind,
    };
    let held = [before.to_string(), after.to_string()];
    words.say(
        &format!("reason.{phrase}"),
        &[
            ("id", name),
            ("number", name),
            ("draft", name),
            ("reason", name),
            ("share", &share),
            ("unit", &unit),
            ("before", &held[0]),
            ("after", &held[1]),
        ],
    )
}

/// The reason for a link in English, for what is asked about a few units.
pub(super) fn english(evidence: &Evidence, after: &Draft) -> String {
    let label = match evidence {
        Evidence::NumberReused(unit) => after[*unit].label(),
        _ => String::new(),
    };
    said(Words::english(), &reason(evidence), |_| label.clone())
}
