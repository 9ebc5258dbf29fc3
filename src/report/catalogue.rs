//! The rules of the lens for readers: what each says and when.

use crate::classify::{Aspect, RULES, Rule};
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
    pub title: &'static str,
    /// Which way that goes.
    pub effect: &'static str,
    /// How grave it is.
    pub weight: &'static str,
    /// When it says so.
    pub explanation: &'static str,
}

/// The catalogue of rules, grouped by aspect; aspects without rules are left out.
pub fn rules() -> Vec<RuleGroup> {
    let of = |aspect: Aspect| RULES.iter().copied().filter(move |rule| rule.aspect == aspect).map(info).collect();
    let groups = Aspect::ALL.iter().map(|&aspect| RuleGroup { aspect: aspect.name(), rules: of(aspect) });
    groups.filter(|group| !group.rules.is_empty()).collect()
}

fn info(rule: &Rule) -> RuleInfo {
    let (effect, weight) = (rule.effect.name(), rule.weight.name());
    RuleInfo { id: rule.id, title: rule.title, effect, weight, explanation: rule.explanation }
}

/// The catalogue of rules as Markdown.
pub fn catalogue() -> String {
    let mut out = String::from("# What the findings mean\n");
    for group in rules() {
        let _ =
            write!(out, "\n## {}\n\n| rule | says | effect | weight | when |\n|---|---|---|---|---|\n", group.aspect);
        for RuleInfo { id, title, effect, weight, explanation } in group.rules {
            let _ = writeln!(out, "| `{id}` | {title} | {effect} | {weight} | {explanation} |");
        }
    }
    out
}
