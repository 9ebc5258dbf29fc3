//! A page of what went wrong, both texts side by side, gravest first.

use super::miss::{Miss, Side};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many of one case and sort are shown: the same weakness shows itself many times.
const OF_A_SORT: usize = 4;
const SHOWN: usize = 400;

const STYLE: &str = "body{font:15px/1.45 Georgia,serif;margin:2rem auto;max-width:80rem;padding:0 1rem}\
pre{font-size:12px;overflow:auto}article{border-top:2px solid #888;margin-top:1.5rem;padding-top:.5rem}\
h2{font-size:1rem;margin:.2rem 0}.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem}\
.where{color:#555;font-size:.85rem}p{margin:.3rem 0}";

/// The page.
pub(super) fn page(table: &str, mut misses: Vec<Miss>) -> String {
    misses.sort_by(|one, other| {
        let (mine, its) = (one.gravity(), other.gravity());
        mine.0.cmp(&its.0).then(mine.1.total_cmp(&its.1))
    });
    let mut out =
        String::from("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Evaluation</title>\n");
    let _ = write!(out, "<style>{STYLE}</style>\n<h1>Evaluation</h1>\n<pre>{}</pre>\n", escaped(table));
    let mut seen: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut shown = 0;
    for miss in &misses {
        let seen = seen.entry((miss.case.clone(), miss.what)).or_default();
        *seen += 1;
        if *seen <= OF_A_SORT && shown < SHOWN {
            shown += 1;
            article(&mut out, miss);
        }
    }
    let _ = writeln!(out, "<p>{shown} of {} shown.</p></html>", misses.len());
    out
}

fn article(out: &mut String, miss: &Miss) {
    let _ = writeln!(
        out,
        "<article><h2>{} <span class=\"where\">{}, confidence {:.2}</span></h2><div class=\"pair\">",
        escaped(miss.what),
        escaped(&miss.case),
        miss.confidence
    );
    side(out, miss.sides.before.as_ref());
    side(out, miss.sides.after.as_ref());
    out.push_str("</div>");
    for about in &miss.about {
        let _ = write!(out, "<p class=\"where\">found: {}</p>", escaped(about));
    }
    out.push_str("</article>\n");
}

fn side(out: &mut String, side: Option<&Side>) {
    out.push_str("<div>");
    if let Some(side) = side {
        let _ = write!(out, "<p class=\"where\">{}, line {}</p>", escaped(&side.address), side.line);
        let _ = write!(out, "<p><b>{}</b></p>", escaped(&side.title));
        for paragraph in side.text.lines() {
            let _ = write!(out, "<p>{}</p>", escaped(paragraph));
        }
    }
    out.push_str("</div>");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
