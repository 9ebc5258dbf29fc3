//! The templates, the words of pages and the style: embedded, each replaceable by name.

use super::{marked, say};
use crate::report::opens;
use crate::words::{ENGLISH, Words, WordsError};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, HtmlEscape, UndefinedBehavior};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Templates, style sheet and script by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("report.html", include_str!("../../templates/report.html")),
    ("head.html", include_str!("../../templates/head.html")),
    ("unit.html", include_str!("../../templates/unit.html")),
    ("tables.html", include_str!("../../templates/tables.html")),
    ("table.html", include_str!("../../templates/table.html")),
    ("site/layout.html", include_str!("../../templates/site/layout.html")),
    ("site/index.html", include_str!("../../templates/site/index.html")),
    ("site/draft.html", include_str!("../../templates/site/draft.html")),
    ("site/unit.html", include_str!("../../templates/site/unit.html")),
    ("site/units.html", include_str!("../../templates/site/units.html")),
    ("site/table.html", include_str!("../../templates/site/table.html")),
    ("site/how.html", include_str!("../../templates/site/how.html")),
    ("site/rules.html", include_str!("../../templates/site/rules.html")),
    ("site/was.html", include_str!("../../templates/site/was.html")),
    ("site/404.html", include_str!("../../templates/site/404.html")),
    ("site/site.css", include_str!("../../templates/site/site.css")),
    ("site/site.js", include_str!("../../templates/site/site.js")),
    ("style.css", include_str!("../../templates/style.css")),
    ("script.js", include_str!("../../templates/script.js")),
    ("words/en.json", ENGLISH),
];

/// The texts that pages are made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Templates {
    texts: BTreeMap<String, String>,
}

impl Default for Templates {
    /// The built-in templates.
    fn default() -> Self {
        Self { texts: BUILT_IN.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect() }
    }
}

impl Templates {
    /// The names of the built-in templates: what can be replaced.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|&(name, _)| name)
    }

    /// Puts a text under a name: replaces the built-in one, or adds one that others include.
    pub fn set(&mut self, name: &str, text: impl Into<String>) {
        self.texts.insert(name.to_owned(), text.into());
    }

    /// The text of one name; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }

    /// The words of pages in a language: the whole tag's, else its first part's, else English.
    pub(super) fn words(&self, language: &str) -> Result<Cow<'static, Words>, RenderError> {
        let language = language.to_ascii_lowercase();
        let main = language.split(['-', '_']).next().unwrap_or_default();
        let names = [&language, main, "en"].map(|tag| format!("words/{tag}.json"));
        let name = names.into_iter().find(|name| self.texts.contains_key(name)).unwrap_or_default();
        match self.text(&name) {
            ENGLISH => Ok(Cow::Borrowed(Words::english())),
            text => Ok(Cow::Owned(Words::read(&name, text)?)),
        }
    }

    /// Reads the words of every language that there is, whether or not a page needs them.
    ///
    /// # Errors
    /// When a file of words is not JSON, or does not say what English says.
    pub fn check_words(&self) -> Result<(), WordsError> {
        let mut files = self.texts.iter().filter(|(name, _)| name.starts_with("words/") && name.ends_with(".json"));
        files.try_for_each(|(name, text)| Words::read(name, text).map(drop))
    }

    /// The style sheet, with what is read aloud around changes.
    pub(super) fn style(&self, words: &Words) -> String {
        let marks = words.tree()["marks"].as_object().into_iter().flatten();
        let marks: String = marks
            .filter_map(|(name, word)| Some(format!("--w-{}:{};", name.replace('_', "-"), quoted(word.as_str()?))))
            .collect();
        format!("{}\n:root{{{marks}}}\n", self.text("style.css"))
    }

    /// Strict about undefined values; escapes in every page. `language` is that of the drafts.
    pub(super) fn environment(&self, words: &Words, language: &str) -> Result<Environment<'_>, RenderError> {
        let mut environment = Environment::new();
        // Without it an error does not know its place in the template.
        environment.set_debug(true);
        environment.add_global("words", Value::from(Serde(words.tree().clone())));
        say::teach(&mut environment, words);
        environment.add_global("spoken", Value::from_safe_string(spoken(language, words)));
        environment.add_function("pieces", marked::function(words.tree()));
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name.rsplit_once('.') {
            Some((_, "css" | "js")) => AutoEscape::None,
            _ => AutoEscape::Html,
        });
        // A report may have been read from a file that somebody else wrote.
        environment.add_test("opened", |address: &str| opens(address));
        environment.add_filter("address", address);
        environment.set_syntax(lines_of_their_own(environment.syntax()));
        for (name, text) in &self.texts {
            if ![".css", ".js", ".json"].iter().any(|ending| name.ends_with(ending)) {
                environment.add_template(name, text).map_err(|error| RenderError::new(name, error))?;
            }
        }
        Ok(environment)
    }
}

/// The language of the drafts as an attribute of what they say, where the page speaks another: ` lang="de"`.
fn spoken(language: &str, words: &Words) -> String {
    let page = words.language();
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let is_part = |part: &str| (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
    if language.len() > 1 && language.split('-').all(is_part) && main(language) != main(page) {
        format!(" lang=\"{language}\"")
    } else {
        String::new()
    }
}

/// An address that feedback goes to: a link where it is one of the web or of a mail box, else as it stands.
fn address(address: &str) -> Value {
    let text = HtmlEscape(address);
    let plain = |c: char| c.is_ascii_alphanumeric() || "@.-_+".contains(c);
    let is_box = address.split('@').filter(|part| !part.is_empty()).count() == 2 && address.chars().all(plain);
    Value::from_safe_string(if opens(address) {
        format!("<a href=\"{text}\" rel=\"noreferrer\">{text}</a>")
    } else if is_box {
        format!("<a href=\"mailto:{text}\">{text}</a>")
    } else {
        text.to_string()
    })
}

/// Fills a template: a character that no page may hold becomes one that says that something stood there.
pub(super) fn fill(environment: &Environment<'_>, template: &str, context: Value) -> Result<String, RenderError> {
    let filled = environment.get_template(template).and_then(|found| found.render(context));
    let page = filled.map_err(|error| RenderError::new(template, error))?;
    let forbidden = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    Ok(if has_forbidden(&page) { page.replace(forbidden, "\u{FFFD}") } else { page })
}

/// Whether a text has a character that no page may hold, seen by its bytes: without branches many are looked at together.
fn has_forbidden(text: &str) -> bool {
    let bytes = text.as_bytes();
    let low = |byte: u8| (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r');
    let high = |(&first, &second): (&u8, &u8)| (first == 0xc2) & (second < 0xa0);
    bytes.iter().fold(false, |found, &byte| found | low(byte) | (byte == 0x7f))
        || bytes.iter().zip(bytes.get(1..).unwrap_or_default()).fold(false, |found, pair| found | high(pair))
}

/// A tag on a line of its own leaves no line behind.
///
/// # Panics
/// Never: delimiters stay as they are.
fn lines_of_their_own(syntax: &SyntaxConfig) -> SyntaxConfig {
    let builder = syntax.to_builder().trim_blocks(true).lstrip_blocks(true).build();
    builder.expect("only the white space differs from a syntax that was built")
}

/// Why a page could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template could not be read or filled.
    #[error("cannot fill template `{template}` at line {line}: {message}")]
    Template {
        /// The template's name.
        template: String,
        /// The 1-based line; 0 where it is unknown.
        line: usize,
        /// What was wrong there.
        message: String,
        /// The error of the template engine.
        source: minijinja::Error,
    },
    /// The words of a language could not be read.
    #[error(transparent)]
    Words(#[from] WordsError),
}

impl RenderError {
    /// The innermost place that the engine names, else the page that was asked for.
    fn new(page: &str, source: minijinja::Error) -> Self {
        let innermost = innermost(&source);
        let message = innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned);
        let expression = innermost.range().and_then(|range| innermost.template_source()?.get(range));
        Self::Template {
            template: innermost.name().unwrap_or(page).to_owned(),
            line: innermost.line().unwrap_or(0),
            message: expression
                .map_or_else(|| message.clone(), |expression| format!("{message}: `{}`", expression.trim())),
            source,
        }
    }
}

/// An included template's own error is the cause of one in the template that includes it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<minijinja::Error>());
    cause.map_or(error, innermost)
}

/// A string of a style sheet that holds nothing but itself: every character but letters and digits is written by number.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            out.push_str(&format!("\\{:x} ", u32::from(c)));
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_leave_its_string_in_the_style_sheet() {
        assert_eq!(quoted("a\"}</style>\n"), "\"a\\22 \\7d \\3c \\2f style\\3e \\a \"");
    }

    #[test]
    fn only_what_a_browser_may_open_is_a_link() {
        let link = |text: &str| address(text).to_string();
        assert_eq!(link("a.b@example.org"), "<a href=\"mailto:a.b@example.org\">a.b@example.org</a>");
        assert!(link("https://example.org/?a=\"><script>").starts_with("<a href=\"https:&#x2f;&#x2f;example.org"));
        for text in ["javascript:alert(1)@x", "data:,x", "the chairs", "a@b@c", "a@b?cc=d@e", "//example.org"] {
            assert!(!link(text).contains("<a"), "{text}");
        }
        assert!(!link("https://\"onclick=x<b>").contains("<b>"));
    }

    #[test]
    fn control_characters_are_known_by_their_bytes() {
        for c in '\0'..='\u{17f}' {
            let forbidden = c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            for text in [format!("a long text that has {c} in it"), c.to_string(), format!("a{c}")] {
                assert_eq!(has_forbidden(&text), forbidden, "{text:?}");
            }
        }
        assert!(!has_forbidden("“words”,\ta tab,\r\na line; état"));
    }
}
