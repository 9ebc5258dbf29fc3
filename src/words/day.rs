//! Days as drafts give them and as a language says them.

use super::Words;

impl Words {
    /// A day as the language says it, `28 February 2026`; any other text as it stands.
    pub fn day(&self, text: &str) -> String {
        let parts: Vec<&str> = text.split('-').map(|part| part.trim_start_matches('0')).collect();
        match parts.as_slice() {
            &[year, month, day] if is_day(text) => {
                let month = self.say(&format!("day.month.{month}"), &[]);
                self.say("day.whole", &[("day", day), ("month", &month), ("year", year)])
            }
            _ => text.to_owned(),
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_said_in_words_and_nothing_else_is() {
        let english = Words::english();
        assert_eq!(english.day("2024-11-04"), "4 November 2024");
        for other in ["2026-02-30", "late spring", "2026-02-28T10:00:00", "1-2-3", ""] {
            assert_eq!(english.day(other), other);
        }
        let other =
            super::super::ENGLISH.replace("{day} {month} {year}", "{year}年{month}{day}日").replace("November", "11月");
        let words = Words::read("words/ja.json", &other).expect("it says all");
        assert_eq!(words.day("2024-11-04"), "2024年11月4日");
    }
}
