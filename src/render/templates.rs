//! The templates: embedded, each replaceable by name.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use std::collections::BTreeMap;

/// Templates, style sheet and script by name.
const BUILT_IN: &[(&str, &str)] = &[
    ("report.html", include_str!("../../templates/report.html")),
    ("head.html", include_str!("../../templates/head.html")),
    ("unit.html", include_str!("../../templates/unit.html")),
    ("tables.html", include_str!("../../templates/tables.html")),
    ("table.html", include_str!("../../templates/table.html")),
    ("style.css", include_str!("../../templates/style.css")),
    ("script.js", include_str!("../../templates/script.js")),
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

    /// Strict about undefined values; escapes in every page.
    pub(super) fn environment(&self) -> Result<Environment<'_>, RenderError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| match name.rsplit_once('.') {
            Some((_, "css" | "js")) => AutoEscape::None,
            _ => AutoEscape::Html,
        });
        environment.set_syntax(lines_of_their_own(environment.syntax()));
        for (name, text) in &self.texts {
            let page = !name.ends_with(".css") && !name.ends_with(".js");
            if page {
                environment.add_template(name, text).map_err(|error| RenderError::new(name, error))?;
            }
        }
        Ok(environment)
    }
}

/// A tag on a line of its own leaves no line behind.
///
/// # Panics
/// Never: delimiters stay as they are.
fn lines_of_their_own(syntax: &SyntaxConfig) -> SyntaxConfig {
    let builder = syntax.to_builder().trim_blocks(true).lstrip_blocks(true).build();
    builder.expect("only the white space differs from a syntax that was built")
}

/// A template that could not be read or filled.
#[derive(Debug, thiserror::Error)]
#[error("cannot fill template `{template}` at line {line}: {message}")]
pub struct RenderError {
    /// The template's name.
    pub template: String,
    /// The 1-based line; 0 where it is unknown.
    pub line: usize,
    /// What was wrong there.
    pub message: String,
    /// The error of the template engine.
    pub source: minijinja::Error,
}

impl RenderError {
    /// The innermost place that the engine names, else the page that was asked for.
    pub(super) fn new(page: &str, source: minijinja::Error) -> Self {
        let innermost = innermost(&source);
        Self {
            template: innermost.name().unwrap_or(page).to_owned(),
            line: innermost.line().unwrap_or(0),
            message: innermost.detail().map_or_else(|| innermost.kind().to_string(), str::to_owned),
            source,
        }
    }
}

/// An included template's own error is the cause of one in the template that includes it.
fn innermost(error: &minijinja::Error) -> &minijinja::Error {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<minijinja::Error>());
    cause.map_or(error, innermost)
}
