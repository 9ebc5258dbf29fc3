#![allow(clippy::all, clippy::disallowed_methods)]
//! demo
use redraft::classify::*;
use redraft::diff::*;
use redraft::matching::*;
use redraft::model::*;
use redraft::*;

fn load(p: &str) -> Parsed {
    let text = std::fs::read_to_string(p).unwrap();
    let v = vocabulary::Vocabulary::built_in("code-of-practice").unwrap();
    let name = p.rsplit('/').next().unwrap().to_owned();
    parse::draft(
        &DraftSource {
            label: name.trim_end_matches(".md").into(),
            source: p.into(),
            files: vec![FileText { name, text, sha256: "ab".repeat(32) }],
            declared: Declared::default(),
        },
        &v,
    )
}
fn wd(b: &str, a: &str, bo: usize, ao: usize, out: &mut Vec<Segment>) {
    let bt: Vec<&str> = text::tokens(b).iter().map(|t| &b[t.range.clone()]).collect();
    let at: Vec<&str> = text::tokens(a).iter().map(|t| &a[t.range.clone()]).collect();
    let ops = similar::capture_diff_slices(similar::Algorithm::Patience, &bt, &at);
    let bs = |i: usize| bo + bt[..i].iter().map(|s| s.len()).sum::<usize>();
    let as_ = |i: usize| ao + at[..i].iter().map(|s| s.len()).sum::<usize>();
    for op in ops {
        let (t, o, n) = op.as_tag_tuple();
        let s = |op, range| Segment { op, range, noise: None, elsewhere: None };
        match t {
            similar::DiffTag::Equal => out.push(s(Op::Equal, as_(n.start)..as_(n.end))),
            _ => {
                if !o.is_empty() {
                    out.push(s(Op::Delete, bs(o.start)..bs(o.end)))
                }
                if !n.is_empty() {
                    out.push(s(Op::Insert, as_(n.start)..as_(n.end)))
                }
            }
        }
    }
}
fn red(b: &Body, a: &Body) -> Redline {
    let mut r = Redline::default();
    let n = b.blocks.len().max(a.blocks.len());
    for i in 0..n {
        let s = r.segments.len();
        let (x, y) = (b.blocks.get(i), a.blocks.get(i));
        match (x, y) {
            (Some(x), Some(y)) => wd(
                &b.prose.text[x.range.clone()],
                &a.prose.text[y.range.clone()],
                x.range.start,
                y.range.start,
                &mut r.segments,
            ),
            (Some(x), None) => {
                r.segments.push(Segment { op: Op::Delete, range: x.range.clone(), noise: None, elsewhere: None })
            }
            (None, Some(y)) => {
                r.segments.push(Segment { op: Op::Insert, range: y.range.clone(), noise: None, elsewhere: None })
            }
            _ => {}
        }
        r.blocks.push(RedlineBlock { segments: s..r.segments.len(), blocks: Pair::new(x.map(|_| i), y.map(|_| i)) });
    }
    r
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let b = load(&a[1]);
    let c = load(&a[2]);
    let (bd, cd) = (&b.draft, &c.draft);
    let m = redraft::matching::drafts(Pair::new(bd, cd));
    let links = m.links.clone();
    let edits: Vec<Edit> = links
        .iter()
        .map(|l| {
            let (x, y) = (&bd[l.units.before], &cd[l.units.after]);
            let mut title = Redline::default();
            wd(&x.title.text, &y.title.text, 0, 0, &mut title.segments);
            let body = red(&x.body, &y.body);
            let p = |d: &Draft, u: &Unit| u.parent.map(|p| d[p].title.text.clone());
            Edit {
                aspects: Aspects {
                    moved: false && p(bd, x) != p(cd, y),
                    renumbered: x.number != y.number,
                    relevelled: x.kind != y.kind,
                    retitled: x.title.text != y.title.text,
                    refined: x.body.prose.text != y.body.prose.text,
                },
                title,
                body,
                administrative: 1,
                reformatted: false,
            }
        })
        .collect();
    let weights: Vec<Weight> = edits
        .iter()
        .map(|e| {
            if e.aspects.refined || e.aspects.retitled {
                if e.body.segments.len() % 3 == 0 { Weight::Editorial } else { Weight::Substantive }
            } else if e.aspects.renumbered {
                Weight::Administrative
            } else {
                Weight::None
            }
        })
        .collect();
    let mut findings = vec![];
    for (k, l) in links.iter().enumerate() {
        if k % 7 == 0 {
            if let Some(s) = edits[k].body.segments.iter().find(|s| s.op == Op::Delete && s.range.len() < 60) {
                let t = &bd[l.units.before].body.prose.text;
                findings.push(Finding {
                    rule: "deadline-shortened",
                    aspect: Aspect::Deadline,
                    effect: if k % 2 == 0 { Effect::Stronger } else { Effect::Weaker },
                    weight: Weight::Substantive,
                    before: Some(Phrase {
                        unit: l.units.before,
                        range: s.range.clone(),
                        text: t[s.range.clone()].trim().to_owned(),
                    }),
                    after: Some(Phrase {
                        unit: l.units.after,
                        range: 0..0,
                        text: cd[l.units.after].body.prose.text.chars().take(20).collect(),
                    }),
                });
            }
        }
    }
    let s = EditScript { edits };
    let r = report::build(Pair::new(&b, &c), &m, &s, &findings, &weights);
    let j = render::json(&r);
    eprintln!("json {} bytes compact {}", j.len(), serde_json::to_string(&r).unwrap().len());
    std::fs::write("/tmp/r.html", render::html(&r, &render::Templates::default()).unwrap_or_else(|e| panic!("{e}")))
        .unwrap();
    std::fs::write("/tmp/r.md", render::markdown(&r)).unwrap();
    std::fs::write("/tmp/r.json", &j).unwrap();
    std::fs::write("/tmp/r.txt", render::text(&r, &render::TextStyle::default())).unwrap();
    std::fs::write("/tmp/r.tree", render::tree(&r.units.after)).unwrap();
}
