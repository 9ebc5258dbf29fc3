//! Which unit of which draft the words of a command line mean.

use redraft::Error;
use redraft::matching::{Names, Unfound};
use redraft::model::{Draft, UnitIdx};
use redraft::report::called;

/// Every draft that has a unit of that name, by its position, with the unit.
///
/// `second:Measure 2.3` asks one draft, `Measure 2.3` all.
pub(crate) fn find(asked: &str, drafts: &[&Draft]) -> Result<Vec<(usize, UnitIdx)>, Error> {
    let prefix = asked.split_once(':');
    let only = prefix.and_then(|(label, name)| Some((position(label, drafts)?, name.trim())));
    let (searched, name) = match only {
        Some((position, name)) => (position..position + 1, name),
        None => (0..drafts.len(), asked),
    };
    let shown = if searched.len() > 2 { 1 } else { 2 };
    let (mut found, mut several, mut near) = (Vec::new(), Vec::new(), Vec::new());
    for position in searched.clone() {
        let draft = drafts[position];
        match Names::new(draft).find(name) {
            Ok(unit) => found.push((position, unit)),
            Err(Unfound::Ambiguous(units)) => several.extend(called(draft, &units)),
            Err(Unfound::Unknown(units)) => near.extend(called(draft, &units[..units.len().min(shown)])),
        }
    }
    match (found.is_empty(), several.is_empty()) {
        (false, _) => Ok(found),
        (true, false) => Err(Error::AmbiguousUnit { name: name.to_owned(), known: several }),
        (true, true) => {
            let drafts = drafts[searched].iter().map(|draft| draft.meta.label.clone()).collect();
            Err(Error::UnknownUnit { name: name.to_owned(), drafts, near })
        }
    }
}

fn position(label: &str, drafts: &[&Draft]) -> Option<usize> {
    drafts.iter().position(|draft| draft.meta.label == label.trim())
}

/// That a name means units of several drafts that are not one unit's life.
pub(crate) fn ambiguous(name: &str, found: &[(usize, UnitIdx)], drafts: &[&Draft]) -> Error {
    let known = found.iter().flat_map(|&(draft, unit)| called(drafts[draft], &[unit])).collect();
    Error::AmbiguousUnit { name: name.to_owned(), known }
}
