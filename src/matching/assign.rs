//! draft
use super::candidates::{Key, candidates, units};
use super::context::{Flooded, best, flood};
use super::features::Features;
use super::score::is_main;
use super::{Evidence, Link, Matching, Relation};
use crate::model::{Draft, Pair};
use std::collections::{BTreeMap, BTreeSet};

/// Matches.
pub fn drafts(drafts: Pair<&Draft>) -> Matching {
    let features = Features::new(drafts);
    let flooded = flood(&features, drafts, candidates(&features));
    let mates = assign(&flooded, 0.22);
    let back: BTreeMap<u32, u32> = mates.iter().map(|(&b, &a)| (a, b)).collect();
    let extra = leftovers(&flooded, &mates);
    let mut relation: BTreeMap<Key, Relation> = mates.iter().map(|(&b, &a)| ((b, a), Relation::Same)).collect();
    for &((b, a), s, merge) in &extra {
        let i = flooded.position((b, a)).unwrap();
        let (x, y) = (&features.units.before[b as usize].text, &features.units.after[a as usize].text);
        if std::env::var("DBG").is_ok() {
            let t = &flooded.scores[i];
            let prim = if merge { back.get(&a).map(|&pb| (pb, a)) } else { mates.get(&b).map(|&pa| (b, pa)) };
            let excl = prim.map_or(-1.0, |(pb, pa)| if merge { features.exclusive(y, x, &features.units.before[pb as usize].text) } else { features.exclusive(x, y, &features.units.after[pa as usize].text) });
            let ph = prim.map_or(-1.0, |(pb, pa)| if merge { features.held(y, &features.units.before[pb as usize].text) } else { features.held(x, &features.units.after[pa as usize].text) });
            println!("LEFT {} {} {} s1 {s:.2} alike {:.2} cos {:.2} title {:.2} ctx {:.2} b_in_a {:.2} a_in_b {:.2} excl {excl:.2} primheld {ph:.2} | {} -> {}", drafts.before.units[b as usize].span.line, drafts.after.units[a as usize].span.line, if merge {"merge"} else {"split"}, t.alike, t.text, t.title, flooded.context[i], features.held(x, y), features.held(y, x), drafts.before.units[b as usize].label(), drafts.after.units[a as usize].label());
        }
        let main = is_main(&drafts.before.units[b as usize].kind) && is_main(&drafts.after.units[a as usize].kind);
        if s < 0.29 || x.mass == 0 || y.mass == 0 { continue; }
        if !main {
            if s > 0.5 { relation.insert((b, a), Relation::Part); }
            continue;
        }
        relation.insert((b, a), if merge { Relation::Merge } else { Relation::Split });
        // the primary
        if merge {
            if let Some(&pb) = back.get(&a) { let r = relation.entry((pb, a)).or_insert(Relation::Merge); if *r == Relation::Same { *r = Relation::Merge; } }
        } else if let Some(&pa) = mates.get(&b) { let r = relation.entry((b, pa)).or_insert(Relation::Split); if *r == Relation::Same { *r = Relation::Split; } }
    }
    let mut links: Vec<Link> = relation.iter().map(|(&key, &relation)| {
        let i = flooded.position(key).unwrap();
        let s = flooded.scores[i];
        Link { units: units(key), relation, evidence: vec![Evidence::Title(s.title as f32), Evidence::Text(s.text as f32)], confidence: flooded.joined[i] as f32 }
    }).collect();
    links.sort_by_key(|l| (l.units.after, l.units.before));
    let bs: BTreeSet<u32> = links.iter().map(|l| l.units.before.0).collect();
    let as_: BTreeSet<u32> = links.iter().map(|l| l.units.after.0).collect();
    Matching {
        added: drafts.after.iter().map(|(i, _)| i).filter(|i| !as_.contains(&i.0)).collect(),
        removed: drafts.before.iter().map(|(i, _)| i).filter(|i| !bs.contains(&i.0)).collect(),
        links,
    }
}

fn leftovers(flooded: &Flooded, mates: &BTreeMap<u32, u32>) -> Vec<(Key, f64, bool)> {
    let back: BTreeMap<u32, u32> = mates.iter().map(|(&b, &a)| (a, b)).collect();
    let mut extra: Vec<(Key, f64, bool)> = Vec::new();
    let mut best_b: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    let mut best_a: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    for (&(b, a), &s1) in flooded.pairs.iter().zip(&flooded.joined) {
        if !mates.contains_key(&b) {
            let e = best_b.entry(b).or_insert((0.0, a));
            if s1 > e.0 { *e = (s1, a); }
        }
        if !back.contains_key(&a) {
            let e = best_a.entry(a).or_insert((0.0, b));
            if s1 > e.0 { *e = (s1, b); }
        }
    }
    for (&b, &(s, a)) in &best_b { extra.push(((b, a), s, true)); }
    for (&a, &(s, b)) in &best_a { extra.push(((b, a), s, false)); }
    extra
}

const RATIO: f64 = 0.72;
fn assign(flooded: &Flooded, threshold: f64) -> BTreeMap<u32, u32> {
    let bests = best(&flooded.pairs, &flooded.joined);
    let mut order: Vec<(f64, Key)> = flooded.joined.iter().copied().zip(flooded.pairs.iter().copied())
        .filter(|&(s, (b, a))| s >= threshold && s >= RATIO * bests.before[&b].max(bests.after[&a])).collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.0 + x.1.1).cmp(&(y.1.0 + y.1.1))).then(x.1.0.abs_diff(x.1.1).cmp(&y.1.0.abs_diff(y.1.1))));
    let (mut fb, mut fa) = (BTreeMap::new(), BTreeSet::new());
    for (_, (b, a)) in order {
        if !fb.contains_key(&b) && !fa.contains(&a) { fb.insert(b, a); fa.insert(a); }
    }
    fb
}
