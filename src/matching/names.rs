//! Which unit a person means: `Measure 2.3`, `Commitment 2 / Measure 2.3`, `#speed-limits`, `Redress for slight damage`.
//!
//! Names are compared word by word: case, punctuation and quotes do not matter. The strongest form that fits decides;
//! where it fits several units, `[2]` behind the name takes the second of them.

use crate::model::{Draft, UnitIdx};
use std::collections::BTreeMap;

/// Between the parts of an address.
const WITHIN: &str = " / ";

/// The names of all units of a draft.
pub struct Names<'a> {
    draft: &'a Draft,
    /// For each form of name, strongest first, who is called so.
    forms: [BTreeMap<String, Vec<UnitIdx>>; 4],
}

/// Why a name does not lead to one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfound {
    /// No unit is called so; those with the nearest names, nearest first.
    Unknown(Vec<UnitIdx>),
    /// Several units are called so, in document order.
    Ambiguous(Vec<UnitIdx>),
}

impl<'a> Names<'a> {
    /// The names of a draft's units.
    pub fn new(draft: &'a Draft) -> Self {
        let mut forms: [BTreeMap<String, Vec<UnitIdx>>; 4] = Default::default();
        for (idx, unit) in draft.iter() {
            let (label, title) = (unit.label(), unit.title.text.as_str());
            let number = unit.number.as_ref().map_or("", |number| number.printed());
            let heading = format!("{label} {title}");
            for (form, name) in forms.iter_mut().zip([label.as_str(), &heading, title, number]) {
                let name = folded(name);
                if !name.is_empty() {
                    form.entry(name).or_default().push(idx);
                }
            }
        }
        Self { draft, forms }
    }

    /// The unit of a name.
    ///
    /// # Errors
    /// When no unit, or more than one, is called so.
    pub fn find(&self, name: &str) -> Result<UnitIdx, Unfound> {
        let found = self.all(name);
        match (found.as_slice(), ordinal(name)) {
            (&[only], _) => Ok(only),
            ([], Some((name, position))) => match self.all(name).get(position.wrapping_sub(1)) {
                Some(&unit) => Ok(unit),
                None => Err(Unfound::Unknown(self.near(name))),
            },
            ([], None) => Err(Unfound::Unknown(self.near(name))),
            (several, _) => Err(Unfound::Ambiguous(several.to_vec())),
        }
    }

    /// The shortest name that leads to a unit and to no other.
    pub fn of(&self, idx: UnitIdx) -> String {
        let unit = &self.draft[idx];
        let mut names = vec![unit.label(), format!("{} {}", unit.label(), unit.title.text), self.draft.address(idx)];
        names.extend(unit.id.as_ref().map(|id| format!("#{}", id.0)));
        let own = names.into_iter().find(|name| self.find(name) == Ok(idx));
        own.unwrap_or_else(|| self.counted(idx))
    }

    /// The name of one of several units that share their address.
    fn counted(&self, idx: UnitIdx) -> String {
        let address = self.draft.address(idx);
        let position = self.all(&address).iter().position(|&unit| unit == idx).unwrap_or_default();
        format!("{address} [{}]", position + 1)
    }

    /// All units that the strongest fitting form of a name leads to.
    fn all(&self, name: &str) -> Vec<UnitIdx> {
        if let Some(id) = name.trim().strip_prefix('#') {
            let has_id = |idx: &UnitIdx| self.draft[*idx].id.as_ref().is_some_and(|known| known.0 == id);
            return self.draft.iter().map(|(idx, _)| idx).filter(has_id).collect();
        }
        let parts: Vec<String> = name.split(WITHIN).map(folded).collect();
        let whole = folded(name);
        let (last, around) = parts.split_last().map_or((&whole, &[][..]), |(last, around)| (last, around));
        let addressed = |form: &BTreeMap<String, Vec<UnitIdx>>| -> Vec<UnitIdx> {
            let named = form.get(last).map_or(&[][..], Vec::as_slice);
            named.iter().copied().filter(|&idx| self.stands_in(idx, around)).collect()
        };
        let titled = |form: &BTreeMap<String, Vec<UnitIdx>>| form.get(&whole).cloned().unwrap_or_default();
        let found = self.forms.iter().map(addressed).chain(self.forms.iter().map(titled));
        found.into_iter().find(|units| !units.is_empty()).unwrap_or_default()
    }

    /// Whether the units around one are called so, from the outermost in; others may stand between them.
    fn stands_in(&self, idx: UnitIdx, around: &[String]) -> bool {
        let mut wanted = around.iter().rev().peekable();
        for ancestor in self.draft.ancestors(idx) {
            let unit = &self.draft[ancestor];
            let names = [folded(&unit.label()), folded(&unit.title.text)];
            wanted.next_if(|name| names.contains(name));
        }
        wanted.peek().is_none()
    }

    /// The units with the nearest names, nearest first, three at most.
    fn near(&self, name: &str) -> Vec<UnitIdx> {
        const SHOWN: usize = 3;
        const LIKE: f64 = 0.45;
        let name = folded(name.rsplit(WITHIN).next().unwrap_or(name).trim_start_matches('#'));
        let mut near: Vec<(f64, UnitIdx)> = Vec::new();
        for (idx, unit) in self.draft.iter().filter(|_| !name.is_empty()) {
            let label = folded(&unit.label());
            let title = folded(&unit.title.text);
            let heading = format!("{label} {title}");
            let id = unit.id.as_ref().map(|id| folded(&id.0)).unwrap_or_default();
            let like = [label, title, heading, id].iter().map(|known| likeness(&name, known)).fold(0.0, f64::max);
            near.push((like, idx));
        }
        near.retain(|&(like, _)| like >= LIKE);
        near.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        near.into_iter().take(SHOWN).map(|(_, idx)| idx).collect()
    }
}

fn likeness(asked: &str, known: &str) -> f64 {
    let spelled = strsim::normalized_damerau_levenshtein(asked, known);
    let shorter = asked.len().min(known.len());
    let contained = shorter > 4 && (known.contains(asked) || asked.contains(known));
    if contained { spelled.max(0.7) } else { spelled }
}

/// Words alone, in lower case.
fn folded(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// `name [2]` as the name and the position.
fn ordinal(name: &str) -> Option<(&str, usize)> {
    let (name, position) = name.trim().strip_suffix(']')?.rsplit_once('[')?;
    Some((name.trim(), position.parse().ok()?))
}
