//! The rules of the lens for readers: what each says and when.

use crate::classify::{Aspect, RULES};
use std::fmt::Write as _;

/// The catalogue of rules as Markdown, grouped by aspect.
pub fn catalogue() -> String {
    let mut out = String::from("# What the findings mean\n");
    for &aspect in Aspect::ALL {
        let mut rules = RULES.iter().filter(|rule| rule.aspect == aspect).peekable();
        if rules.peek().is_none() {
            continue;
        }
        let _ =
            write!(out, "\n## {}\n\n| rule | says | effect | weight | when |\n|---|---|---|---|---|\n", aspect.name());
        for rule in rules {
            let (effect, weight) = (rule.effect.name(), rule.weight.name());
            let _ = writeln!(out, "| `{}` | {} | {effect} | {weight} | {} |", rule.id, rule.title, rule.explanation);
        }
    }
    out
}
