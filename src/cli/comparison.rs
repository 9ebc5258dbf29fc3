//! Two drafts with what is known of them besides their texts: the drafters' pins, and the drafts of the series between.

use super::failure::Failure;
use super::inputs::Inputs;
use super::terminal;
use redraft::Error;
use redraft::load::{self, Asked, Context};
use redraft::matching::{self, Contradiction, Hints, Matching};
use redraft::model::{Diagnostic, Draft, DraftSource, Pair, Parsed, PinRule};
use redraft::report::ChangeReport;

/// Two drafts to be compared.
pub(crate) struct Comparison {
    parsed: Pair<Parsed>,
    pub(crate) hints: Hints,
}

impl Comparison {
    /// Reads what is asked for; a stale pin is told, and stands among the diagnostics of the newer draft.
    pub(crate) fn read(asked: &Asked, inputs: &Inputs) -> Result<Self, Failure> {
        let sources = load::pair(asked, &inputs.context)?;
        let parsed = sources.as_ref().map(|source| inputs.parse(source));
        let (between, rules) = surroundings(sources.as_ref(), inputs);
        Self::informed(parsed, &between.iter().collect::<Vec<_>>(), rules)
    }

    /// The first and the last of some consecutive drafts of a series.
    ///
    /// # Panics
    /// When there are fewer than two.
    pub(crate) fn of_ends(drafts: &[&Parsed], rules: &[PinRule]) -> Result<Self, Failure> {
        let [first, between @ .., last] = drafts else { panic!("a comparison is of two drafts") };
        let between: Vec<&Draft> = between.iter().map(|parsed| &parsed.draft).collect();
        Self::informed(Pair::new((*first).clone(), (*last).clone()), &between, rules)
    }

    fn informed(mut parsed: Pair<Parsed>, between: &[&Draft], rules: &[PinRule]) -> Result<Self, Failure> {
        let drafts = [&[&parsed.before.draft], between, &[&parsed.after.draft]].concat();
        let (hints, stale) = Hints::of(&drafts, rules).map_err(contradiction)?;
        stale.iter().for_each(tell);
        parsed.after.diagnostics.extend(stale);
        Ok(Self { parsed, hints })
    }

    pub(crate) fn drafts(&self) -> Pair<&Draft> {
        self.parsed.as_ref().map(|parsed| &parsed.draft)
    }

    pub(crate) fn matching(&self) -> Matching {
        matching::informed(self.drafts(), &self.hints)
    }

    pub(crate) fn report(&self) -> ChangeReport {
        super::pipeline::report(self.parsed.as_ref(), &self.matching())
    }
}

/// The drafts of the series between two of its drafts, in their order, and its pins; nothing for drafts from elsewhere.
fn surroundings<'a>(sources: Pair<&DraftSource>, inputs: &'a Inputs) -> (Vec<Draft>, &'a [PinRule]) {
    let Context { series, .. } = &inputs.context;
    let place = |source: &DraftSource| series.position(&source.label, &source.source);
    let (Some(before), Some(after)) = (place(sources.before), place(sources.after)) else { return (Vec::new(), &[]) };
    let entries = &series.entries()[before.min(after)..before.max(after)];
    let mut between = Vec::new();
    for entry in entries.iter().skip(1) {
        match series.draft(entry) {
            Ok(source) => between.push(inputs.parse_quietly(&source).draft),
            Err(error) => {
                let label = &entry.label;
                terminal::warning(&format!("{error}, so the drafts are compared without the way through `{label}`"));
                return (Vec::new(), series.pins());
            }
        }
    }
    if after < before {
        between.reverse();
    }
    (between, series.pins())
}

/// Two pins that cannot both be obeyed, as an error of their file.
pub(crate) fn contradiction(found: Contradiction) -> Failure {
    let line = usize::try_from(found.line).unwrap_or(usize::MAX);
    Error::Manifest { path: found.file.into(), line, message: found.message }.into()
}

/// Says that a pin has gone stale.
pub(crate) fn tell(stale: &Diagnostic) {
    terminal::warning(&format!("{}:{}: {}", stale.file, stale.line, stale.message));
}
