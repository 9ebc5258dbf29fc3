use std::fmt;

/// The number printed on a unit: `I.2.3`, `4`, `(a)`, `§ 12`.
///
/// Numbers are data, not identity: two drafts may print the same number on different duties.
#[derive(Clone, Debug, Eq)]
pub struct Number {
    printed: String,
    parts: Vec<String>,
}

impl Number {
    /// Reads a printed number; `None` where nothing of a number stands.
    ///
    /// Closing punctuation is not part of it: `2.1.`, `2.1:` and `2.1` are one number.
    pub fn parse(printed: &str) -> Option<Self> {
        let printed = printed.trim().trim_end_matches(['.', ':', ',', ';', '-', '–', '—']).trim();
        let parts: Vec<String> = printed
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect();
        (!parts.is_empty()).then(|| Self { printed: printed.to_owned(), parts })
    }

    /// As printed, without closing punctuation.
    pub fn printed(&self) -> &str {
        &self.printed
    }

    /// The parts from the outermost in, in lower case: `II.2.1` is `["ii", "2", "1"]`.
    pub fn parts(&self) -> &[String] {
        &self.parts
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.printed)
    }
}
