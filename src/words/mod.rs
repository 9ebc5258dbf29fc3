//! What pages say, in one language: a file of phrases by name, `templates/words/<language>.json`.
//!
//! ```json
//! "hidden": {"1": "1 change not shown", "*2 *3": "{n} changes (2, 3, 22 …)", "n": "{n} changes not shown"}
//! ```
//!
//! A phrase has places in braces; `{draft|upper}` puts in the value with its first letter large. Where a phrase counts, it
//! has a form for each plural of its language: `n` for all numbers that no other form names. English is built in, and
//! what it says every other file has to say too: no page is half in one language and half in another.

mod day;
mod phrase;
mod read;

pub use day::is_day;
pub use read::WordsError;

use phrase::{Form, Forms, fill};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The English file as it is built in.
pub const ENGLISH: &str = include_str!("../../templates/words/en.json");

/// The words of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    tree: Value,
    phrases: BTreeMap<String, Forms>,
}

impl Words {
    /// The built-in words: what reports say as data.
    ///
    /// # Panics
    /// Never: the file that is built in is tested.
    pub fn english() -> &'static Self {
        static BUILT_IN: LazyLock<Words> =
            LazyLock::new(|| Words::parse("words/en.json", ENGLISH).expect("our own words are read"));
        &BUILT_IN
    }

    /// The file as it stands, for templates.
    pub const fn tree(&self) -> &Value {
        &self.tree
    }

    /// Language tag: `en`, `de`.
    pub fn language(&self) -> &str {
        self.tree["lang"].as_str().unwrap_or_default()
    }

    /// A phrase as it stands, by its name: `filter.clear`.
    pub fn get(&self, name: &str) -> Option<&str> {
        Some(self.phrases.get(name)?.form(0))
    }

    /// A phrase with its places filled; English where the name is in no file but that.
    pub fn say(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(name).or_else(|| Self::english().get(name)).unwrap_or(name), values)
    }

    /// The form of a phrase for a number, which stands at `{n}`.
    pub fn count(&self, name: &str, number: usize, values: &[(&str, &str)]) -> String {
        let forms = self.phrases.get(name).or_else(|| Self::english().phrases.get(name));
        let said = self.number(number);
        let values = [values, &[("n", said.as_str())]].concat();
        fill(forms.map_or(name, |forms| forms.form(number)), &values)
    }

    /// `12,345`.
    pub fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                out.push_str(self.get("number.group").unwrap_or_default());
            }
            out.push(digit);
        }
        out
    }

    /// A likeness or a confidence, from 0 to 1: `0.91`.
    pub fn share(&self, share: f64) -> String {
        format!("{share:.2}").replace('.', self.get("number.point").unwrap_or("."))
    }

    /// `A`, `A and B`, `A, B and C`.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => self.say("list.and", &[("first", &self.run(first)), ("last", last.as_ref())]),
        }
    }

    /// `A, B, C`.
    pub fn run<T: AsRef<str>>(&self, items: &[T]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(self.get("list.comma").unwrap_or(", "))
    }

    /// The plural of a noun, by the first ending that fits it.
    pub fn plural(&self, noun: &str) -> String {
        let fits = |(ending, plural)| Some(format!("{}{plural}", noun.strip_suffix(ending)?));
        self.pairs("plural").find_map(fits).unwrap_or_else(|| noun.to_owned())
    }

    /// A noun with its indefinite article, by the first beginning that fits it: `a Measure`, `an Appendix`.
    pub fn one(&self, noun: &str) -> String {
        let fits = |(beginning, article)| noun.starts_with(beginning).then(|| format!("{article}{noun}"));
        self.pairs("article").find_map(fits).unwrap_or_else(|| noun.to_owned())
    }

    fn pairs<'w>(&'w self, table: &str) -> impl Iterator<Item = (&'w str, &'w str)> + use<'w> {
        let rows = self.tree[table].as_array().into_iter().flatten();
        rows.filter_map(|row| Some((row.get(0)?.as_str()?, row.get(1)?.as_str()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_grouped_and_nouns_put_in_the_plural() {
        let words = Words::english();
        assert_eq!(words.number(1_234_567), "1,234,567");
        let plurals = ["Measure", "Appendix", "KPI", "Policy", "Survey", "Address"].map(|noun| words.plural(noun));
        assert_eq!(plurals, ["Measures", "Appendices", "KPIs", "Policies", "Surveys", "Addresses"]);
        assert_eq!([words.one("Measure"), words.one("Appendix")], ["a Measure", "an Appendix"]);
        assert_eq!(words.list(&["a", "b", "c"]), "a, b and c");
    }
}
