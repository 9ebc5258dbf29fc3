use crate::model::Declared;

/// One draft of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name it is asked for by.
    pub label: String,
    /// A file or folder from the manifest's folder, or `revision:path`.
    pub source: String,
    /// What the manifest says about it.
    pub declared: Declared,
}
