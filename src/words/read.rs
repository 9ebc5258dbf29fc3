//! Reading a file of words, and holding it to what English says.

use super::phrase::{ALL_OTHERS, places};
use super::{Form, Forms, Words};
use serde_json::Value;
use std::collections::BTreeMap;

/// A file of words that pages cannot be made from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cannot read the words of `{file}`: {message}")]
pub struct WordsError {
    /// The file's name.
    pub file: String,
    /// What is wrong in it, with its line or with the phrase's name.
    pub message: String,
}

/// Tables of endings and beginnings: a language may have none.
const TABLES: [&str; 2] = ["plural", "article"];

impl Words {
    /// Reads a file, which has to say all that English says.
    ///
    /// # Errors
    /// When it is not JSON, a phrase is missing, or a phrase has a place that nothing fills.
    pub fn read(file: &str, text: &str) -> Result<Self, WordsError> {
        let words = Self::parse(file, text)?;
        let wrong = |message| WordsError { file: file.to_owned(), message };
        for (name, english) in &Self::english().phrases {
            let own = words.phrases.get(name).ok_or_else(|| wrong(format!("there is no `{name}`")))?;
            let known: Vec<&str> = english.0.iter().flat_map(|form| places(&form.phrase)).chain(["n"]).collect();
            let said = own.0.iter().flat_map(|form| places(&form.phrase));
            if let Some(lost) = said.into_iter().find(|place| !known.contains(place)) {
                return Err(wrong(format!("nothing fills `{{{lost}}}` of `{name}`")));
            }
        }
        Ok(words)
    }

    pub(super) fn parse(file: &str, text: &str) -> Result<Self, WordsError> {
        let wrong = |message| WordsError { file: file.to_owned(), message };
        let tree: Value = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        let mut phrases = BTreeMap::new();
        gather("", &tree, &mut phrases).map_err(wrong)?;
        Ok(Self { tree, phrases })
    }
}

/// All phrases by name; an object with a form for all numbers is one phrase.
fn gather(name: &str, value: &Value, phrases: &mut BTreeMap<String, Forms>) -> Result<(), String> {
    match value {
        Value::String(phrase) => {
            phrases.insert(name.to_owned(), Forms(vec![form((ALL_OTHERS, phrase))]));
        }
        Value::Object(forms) if forms.get(ALL_OTHERS).is_some_and(Value::is_string) => {
            let said = forms.iter().filter_map(|(numbers, phrase)| Some((numbers.as_str(), phrase.as_str()?)));
            phrases.insert(name.to_owned(), Forms(said.map(form).collect()));
        }
        Value::Object(parts) => {
            for (part, value) in parts {
                let name = if name.is_empty() { part.clone() } else { format!("{name}.{part}") };
                gather(&name, value, phrases)?;
            }
        }
        Value::Array(_) if TABLES.contains(&name) => {}
        _ => return Err(format!("`{name}` is neither a phrase nor a group of phrases")),
    }
    Ok(())
}

fn form((numbers, phrase): (&str, &str)) -> Form {
    Form { numbers: numbers.to_owned(), phrase: phrase.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::ENGLISH;
    use super::*;

    fn fault(changed: &str, to: &str) -> String {
        assert!(ENGLISH.contains(changed), "{changed}");
        Words::read("words/xx.json", &ENGLISH.replace(changed, to)).expect_err("it is refused").to_string()
    }

    #[test]
    fn what_a_file_does_not_say_is_named_with_the_file() {
        assert!(Words::read("words/xx.json", ENGLISH).is_ok());
        assert!(fault("\"clear\"", "\"clera\"").ends_with("of `words/xx.json`: there is no `filter.clear`"));
        assert!(
            fault("{first} and {last}", "{first} und {letzter}").ends_with("nothing fills `{letzter}` of `list.and`")
        );
        assert!(fault("\"In short\"", "7").contains("`page.in_short` is neither a phrase"));
        assert!(fault("\"In short\",", "\"In short\"").contains("line"));
    }
}
