//! What went wrong, kept for study.

use redraft::model::{Draft, Pair, UnitIdx};

/// One thing that went wrong.
pub(super) struct Miss {
    pub(super) case: String,
    pub(super) what: &'static str,
    pub(super) confidence: f32,
    pub(super) sides: Pair<Option<Side>>,
    /// What was found instead.
    pub(super) about: Vec<String>,
}

/// One unit, as a reader sees it.
pub(super) struct Side {
    pub(super) address: String,
    pub(super) line: u32,
    pub(super) title: String,
    pub(super) text: String,
}

impl Side {
    pub(super) fn at(draft: &Draft, line: Option<u32>) -> Option<Self> {
        let position = draft.units.iter().position(|unit| Some(unit.span.line) == line)?;
        let unit = &draft.units[position];
        Some(Self {
            address: draft.address(UnitIdx::from(position)),
            line: unit.span.line,
            title: unit.title.text.clone(),
            text: unit.body.prose.text.clone(),
        })
    }
}

impl Miss {
    /// Gravest first: what claims something wrong, the surer the worse; then what is not seen.
    pub(super) fn gravity(&self) -> (u8, f32) {
        match self.what {
            "moved, should not be" => (0, -self.confidence),
            "wrong" => (1, -self.confidence),
            "missed" => (2, 0.0),
            _ => (3, -self.confidence),
        }
    }
}
