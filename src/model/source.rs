/// The text of one draft as `load` found it, ready to be parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftSource {
    /// The short name it was asked for by.
    pub label: String,
    /// Where it came from, as a reader would name it: a path, or `v2:code.md`.
    pub source: String,
    /// Its files in reading order.
    pub files: Vec<FileText>,
    /// What the series manifest says about it; stronger than the front matter.
    pub declared: Declared,
}

/// One file of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileText {
    /// Its name, relative to the draft's source.
    pub name: String,
    /// Its text, line endings as they stand, byte order mark removed.
    pub text: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What a series manifest declares of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// The version's title, such as `Second draft`.
    pub title: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// The official publication.
    pub publication: Option<String>,
    /// Until when feedback is welcome.
    pub feedback_deadline: Option<String>,
    /// Where feedback goes.
    pub feedback_address: Option<String>,
    /// Attributes for units under a heading.
    pub attributes: Vec<AttributeRule>,
}

/// Attributes for every unit under the headings that a pattern fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeRule {
    /// Words of the heading, compared without case; `*` stands for any words.
    pub heading: String,
    /// The attributes, by name.
    pub attributes: super::Attributes,
}
