//! Where feedback on one unit goes: the address pattern of the series, filled with who the unit is.

use super::types::UnitInfo;
use crate::model::DraftMeta;
use std::fmt::Write as _;

/// Fills the draft's pattern; `None` where it has none, or one that a browser must not open.
///
/// Values are percent-encoded, so that a title can neither end the address nor add a field to it.
pub(super) fn address(meta: &DraftMeta, unit: &UnitInfo) -> Option<String> {
    let pattern = meta.feedback.as_deref().filter(|pattern| opens(pattern))?;
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, inside)| Some((before, inside.split_once('}')?)))
    {
        out.push_str(before);
        out.push_str(&encoded(value(name, meta, unit)));
        rest = after;
    }
    Some(out + rest)
}

/// Whether a browser may be led to an address: it leads to a page or a mail.
pub fn opens(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

fn value<'a>(name: &str, meta: &'a DraftMeta, unit: &'a UnitInfo) -> &'a str {
    match name {
        "label" => &unit.label,
        "title" => &unit.title,
        "address" => &unit.address,
        "anchor" => &unit.anchor,
        "draft" => meta.version.as_deref().unwrap_or(&meta.label),
        _ => "",
    }
}

fn encoded(value: &str) -> String {
    value.bytes().fold(String::new(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => write!(out, "{}", char::from(byte)),
            _ => write!(out, "%{byte:02X}"),
        };
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pattern: &str) -> Option<String> {
        let meta = DraftMeta { feedback: Some(pattern.to_owned()), label: "second".to_owned(), ..DraftMeta::default() };
        let (label, title) = ("Measure 2.3".to_owned(), "Logs & \"é\"?x=1#y".to_owned());
        address(&meta, &UnitInfo { label, title, ..UnitInfo::default() })
    }

    #[test]
    fn values_cannot_leave_their_place() {
        let found = filled("mailto:a@example.org?subject={draft}: {label}&body={title}");
        let expected = "mailto:a@example.org?subject=second: Measure%202.3&body=Logs%20%26%20%22%C3%A9%22%3Fx%3D1%23y";
        assert_eq!(found.as_deref(), Some(expected));
    }

    #[test]
    fn what_would_run_is_no_address() {
        assert_eq!(filled("javascript:alert({label})"), None);
        assert_eq!(filled("data:text/html,{label}"), None);
        assert_eq!(filled("HTTPS://example.org/{anchor"), Some("HTTPS://example.org/{anchor".to_owned()));
    }
}
