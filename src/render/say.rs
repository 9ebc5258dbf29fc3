//! Phrases in templates: `{{ say("unit.same_text", n=u.words) }}`, and `html` for those that hold markup of their own.

use crate::words::{Words, is_day};
use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, HtmlEscape};
use std::sync::Arc;

/// Gives the templates their phrases, and shares and days as the language writes them.
pub(super) fn teach(environment: &mut Environment<'_>, words: &Words) {
    let plain = Arc::new(words.clone());
    let [marked, shares, days] = std::array::from_fn(|_| Arc::clone(&plain));
    environment.add_function("say", move |name: &str, values: Kwargs| said(&plain, name, &values, str::to_owned));
    environment.add_function("html", move |name: &str, values: Kwargs| {
        let escaped = |text: &str| HtmlEscape(text).to_string();
        said(&marked, name, &values, escaped).map(Value::from_safe_string)
    });
    environment.add_filter("share", move |share: f64| shares.share(share));
    environment.add_filter("dated", move |date: &str| dated(&days, date));
}

/// A day in words as a `time` element; any other text that a draft gives for its date as it stands.
fn dated(words: &Words, date: &str) -> Value {
    let said = HtmlEscape(&words.day(date)).to_string();
    Value::from_safe_string(if is_day(date) { format!("<time datetime=\"{date}\">{said}</time>") } else { said })
}

/// The phrase with its values, `n` choosing its form.
fn said(words: &Words, name: &str, values: &Kwargs, put: impl Fn(&str) -> String) -> Result<String, Error> {
    let names: Vec<&str> = values.args().collect();
    let mut filled = Vec::with_capacity(names.len());
    for &place in &names {
        filled.push((place, put(&values.get::<Value>(place)?.to_string())));
    }
    let filled: Vec<(&str, &str)> = filled.iter().map(|(place, value)| (*place, value.as_str())).collect();
    Ok(if values.has("n") {
        let others: Vec<(&str, &str)> = filled.iter().copied().filter(|(place, _)| *place != "n").collect();
        words.count(name, values.get("n")?, &others)
    } else {
        words.say(name, &filled)
    })
}
