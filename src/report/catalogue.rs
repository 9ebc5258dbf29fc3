//! The rules of the lens for readers: what each says and when.

use crate::classify::{Aspect, RULES, Rule};
use crate::words::Words;
use serde::Serialize;
use std::fmt::Write as _;

/// The rules about one aspect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleGroup {
    /// The aspect.
    pub aspect: &'static str,
    /// Its rules.
    pub rules: Vec<RuleInfo>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// Its stable id.
    pub id: &'static str,
    /// What it says of a change.
    pub title: String,
    /// Which way that goes.
    pub effect: &'static str,
    /// How grave it is.
    pub weight: &'static str,
    /// When it says so.
    pub explanation: String,
}

/// The catalogue of rules, grouped by aspect; aspects without rules are left out. What the words say nothing of is in
/// English.
pub fn rules(words: &Words) -> Vec<RuleGroup> {
    let of = |aspect: Aspect| {
        let rules = RULES.iter().copied().filter(|rule| rule.aspect == aspect);
        rules.map(|rule| info(rule, words)).collect()
    };
    let groups = Aspect::ALL.iter().map(|&aspect| RuleGroup { aspect: aspect.name(), rules: of(aspect) });
    groups.filter(|group| !group.rules.is_empty()).collect()
}

fn info(rule: &Rule, words: &Words) -> RuleInfo {
    let (effect, weight) = (rule.effect.name(), rule.weight.name());
    let said = |part: &str, own: &str| words.get(&format!("rule.{}.{part}", rule.id)).unwrap_or(own).to_owned();
    let (title, explanation) = (said("title", rule.title), said("when", rule.explanation));
    RuleInfo { id: rule.id, title, effect, weight, explanation }
}

/// The catalogue of rules as Markdown.
pub fn catalogue() -> String {
    let mut out = String::from("# What the findings mean\n");
    for group in rules(Words::english()) {
        let _ =
            write!(out, "\n## {}\n\n| rule | says | effect | weight | when |\n|---|---|---|---|---|\n", group.aspect);
        for RuleInfo { id, title, effect, weight, explanation } in group.rules {
            let _ = writeln!(out, "| `{id}` | {title} | {effect} | {weight} | {explanation} |");
        }
    }
    out
}
