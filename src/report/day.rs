//! Days as drafts give them.

/// Whether a text is a day of the Gregorian calendar, as ISO 8601 writes it: `2026-02-28`.
///
/// Drafts may give anything for their date; feeds and `time` elements hold only days.
pub fn is_day(text: &str) -> bool {
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let mut parts = text.split('-').map_while(|part| part.parse::<u32>().ok());
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    shape == "0000-00-00" && (1..=12).contains(&month) && (1..=days).contains(&day)
}
