use super::Pair;

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
    /// Address pattern for feedback on one unit.
    pub feedback: Option<String>,
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

/// One case that the drafters settled in the series manifest: what two units have to do with each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinRule {
    /// Labels of the two drafts.
    pub pair: Pair<String>,
    /// The units, as the drafters name them.
    pub units: Pair<String>,
    /// What was settled.
    pub ruling: Ruling,
    /// Why, in the drafters' words; may be empty.
    pub reason: String,
    /// The file that it stands in, as a reader would name it.
    pub file: String,
    /// The 1-based line that it begins in.
    pub line: u32,
}

/// What drafters may settle about two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ruling {
    /// The newer one is the successor of the older one.
    Same,
    /// The older one was divided, and the newer one is one of its parts.
    Split,
    /// The newer one combines several, and the older one is one of them.
    Merge,
    /// Only a passage went over.
    Part,
    /// They have nothing to do with each other.
    Not,
}

impl Ruling {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Same, Self::Split, Self::Merge, Self::Part, Self::Not];

    /// The stable name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Split => "split",
            Self::Merge => "merge",
            Self::Part => "part",
            Self::Not => "not",
        }
    }

    /// The ruling of a stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ruling| ruling.name() == name)
    }

    /// The same case seen with the drafts turned round: what was divided was combined.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Split => Self::Merge,
            Self::Merge => Self::Split,
            other => other,
        }
    }
}
