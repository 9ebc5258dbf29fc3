//! How runs of text are marked on a page by what happened to them.
//!
//! A page has thousands of them. Templates call `pieces(…)`, which is written here: in the language of templates it took
//! a sixth of a page's time.

use minijinja::value::{Object, ObjectRepr, Value};
use minijinja::{Error, ErrorKind, HtmlEscape};
use std::fmt::Write as _;
use std::sync::Arc;

/// The runs of one text as HTML, but for the links to where something moved: those speak the language of the page.
#[derive(Debug, Default)]
pub(super) struct Marked {
    html: String,
    links: Vec<Link>,
}

/// A link that stands at a byte of the HTML.
#[derive(Debug)]
struct Link {
    at: usize,
    /// The name of the phrase that it begins with, among the words for units.
    phrase: &'static str,
    href: String,
    label: String,
}

impl Marked {
    /// Adds a run with its fate (`equal`, `delete`, `insert`, `away`, `here`; `was` and `now`, which are not told), and the address and the label of where it
    /// moved.
    pub(super) fn push(&mut self, op: &str, text: &str, target: Option<(&str, &str)>) {
        let (open, close, phrase) = match op {
            "equal" => ("", "", None),
            "delete" => ("<del>", "</del>", None),
            "insert" => ("<ins>", "</ins>", None),
            "was" => ("<span class=\"v\" hidden>", "</span>", None),
            "now" => ("<span class=\"v\">", "</span>", None),
            "away" => ("<del class=\"m\">", "</del>", Some("moved_to")),
            _ => ("<ins class=\"m\">", "</ins>", Some("moved_from")),
        };
        // Writing to a string cannot fail.
        let _ = write!(self.html, "{open}{}{close}", HtmlEscape(text));
        if let Some(((href, label), phrase)) = target.zip(phrase) {
            let (href, label) = (href.to_owned(), label.to_owned());
            self.links.push(Link { at: self.html.len(), phrase, href, label });
        }
    }

    /// The HTML with its links, given the words for units.
    fn linked(&self, words: &serde_json::Value) -> Result<String, Error> {
        let mut out = String::with_capacity(self.html.len());
        let mut written = 0;
        for Link { at, phrase, href, label } in &self.links {
            let phrase = words[phrase].as_str().ok_or_else(|| missing(phrase))?;
            let (href, phrase, label) = (HtmlEscape(href), HtmlEscape(phrase), HtmlEscape(label));
            out.push_str(&self.html[written..*at]);
            let _ = write!(out, "<a class=\"to\" href=\"{href}\">{phrase} {label}</a>");
            written = *at;
        }
        out.push_str(&self.html[written..]);
        Ok(out)
    }
}

fn missing(phrase: &str) -> Error {
    Error::new(ErrorKind::UndefinedError, format!("undefined value: `words.unit.{phrase}`"))
}

impl Object for Marked {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.html.is_empty()
    }
}

/// The function that writes pieces as HTML in the words of a page.
pub(super) fn function(words: &serde_json::Value) -> impl Fn(&Value) -> Result<Value, Error> + use<> {
    let words = words["unit"].clone();
    move |value| {
        let pieces = value.downcast_object_ref::<Marked>().ok_or_else(|| {
            Error::new(ErrorKind::InvalidOperation, "`pieces` writes the pieces of a text and nothing else")
        })?;
        pieces.linked(&words).map(Value::from_safe_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[(&str, &str, Option<&str>)]) -> Marked {
        let mut marked = Marked::default();
        for &(op, text, label) in pieces {
            marked.push(op, text, label.map(|label| ("#a\"b", label)));
        }
        marked
    }

    #[test]
    fn every_fate_has_its_mark_and_every_word_is_escaped() {
        let marked = marked(&[
            ("equal", "a <b> ", None),
            ("delete", "c", None),
            ("insert", "d & e", None),
            ("away", "f", Some("Measure <1>")),
            ("here", "g", Some("Measure 2")),
            ("away", "h", None),
            ("was", "i", None),
            ("now", "j", None),
        ]);
        let words = serde_json::json!({"moved_to": "moved to", "moved_from": "from <earlier>"});
        assert_eq!(
            marked.linked(&words).unwrap(),
            "a &lt;b&gt; <del>c</del><ins>d &amp; e</ins><del class=\"m\">f</del>\
             <a class=\"to\" href=\"#a&quot;b\">moved to Measure &lt;1&gt;</a><ins class=\"m\">g</ins>\
             <a class=\"to\" href=\"#a&quot;b\">from &lt;earlier&gt; Measure 2</a><del class=\"m\">h</del>\
             <span class=\"v\" hidden>i</span><span class=\"v\">j</span>"
        );
    }

    #[test]
    fn a_phrase_that_the_words_lack_is_told_by_its_name() {
        let error = marked(&[("away", "f", Some("Measure 1"))]).linked(&serde_json::json!({})).unwrap_err();
        assert!(error.to_string().contains("words.unit.moved_to"), "{error}");
    }
}
