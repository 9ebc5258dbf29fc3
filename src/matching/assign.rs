//! draft
use super::candidates::candidates;
use super::features::Features;
use super::score::{Score, either, is_main, score};
use super::{Evidence, Link, Matching, Relation};
use crate::model::{Draft, Pair, UnitIdx};
use std::collections::{BTreeMap, BTreeSet};

type Key = (u32, u32);

/// Matches.
pub fn drafts(drafts: Pair<&Draft>) -> Matching {
    let features = Features::new(drafts);
    let mut scores: BTreeMap<Key, Score> = BTreeMap::new();
    for key in candidates(&features) {
        if let Some(s) = score(&features, drafts, pair(key)) {
            scores.insert(key, s);
        }
    }
    let mut mates = assign(&scores, drafts, &BTreeMap::new(), 0.40);
    for threshold in [0.3, 0.25, 0.22] {
        propose(&features, drafts, &mates, &mut scores);
        mates = assign(&scores, drafts, &mates, threshold);
    }
    let context = Around::new(drafts, &mates);
    let back: BTreeMap<u32, u32> = mates.iter().map(|(&b, &a)| (a, b)).collect();
    // leftovers
    let mut extra: Vec<(Key, f64, bool)> = Vec::new();
    let mut best_b: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    let mut best_a: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
    for (&(b, a), s) in &scores {
        let s1 = context.joined(s, (b, a));
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
    let mut relation: BTreeMap<Key, Relation> = mates.iter().map(|(&b, &a)| ((b, a), Relation::Same)).collect();
    for &((b, a), s, merge) in &extra {
        let main = is_main(&drafts.before.units[b as usize].kind) && is_main(&drafts.after.units[a as usize].kind);
        if s < 0.25 { continue; }
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
        let s = scores[&key];
        Link { units: pair(key), relation, evidence: vec![Evidence::Title(s.title as f32), Evidence::Text(s.text as f32)], confidence: context.joined(&s, key) as f32 }
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

fn pair((b, a): Key) -> Pair<UnitIdx> { Pair::new(UnitIdx(b), UnitIdx(a)) }

/// Structural candidates: parents, children and neighbours of what is linked.
fn propose(features: &Features, drafts: Pair<&Draft>, mates: &BTreeMap<u32, u32>, scores: &mut BTreeMap<Key, Score>) {
    let mut keys = BTreeSet::new();
    for (&b, &a) in mates {
        let u = pair((b, a));
        if let (Some(pb), Some(pa)) = (drafts.before[u.before].parent, drafts.after[u.after].parent) { keys.insert((pb.0, pa.0)); }
        let cb: Vec<_> = drafts.before.children(u.before).collect();
        let ca: Vec<_> = drafts.after.children(u.after).collect();
        if cb.len() * ca.len() <= 400 {
            for &x in &cb { for &y in &ca { keys.insert((x.0, y.0)); } }
        }
        for &x in &cb { keys.insert((x.0, a)); }
        for &y in &ca { keys.insert((b, y.0)); }
    }
    for key in keys {
        if !scores.contains_key(&key) {
            if let Some(s) = score(features, drafts, pair(key)) { scores.insert(key, s); }
        }
    }
}

struct Around<'d> { drafts: Pair<&'d Draft>, mates: BTreeMap<u32, u32>, back: BTreeMap<u32, u32>, children: BTreeMap<Key, u32>, counts: Pair<Vec<u32>>, siblings: Pair<Vec<(Option<u32>, Option<u32>)>> }

impl<'d> Around<'d> {
    fn new(drafts: Pair<&'d Draft>, mates: &BTreeMap<u32, u32>) -> Self {
        let mut children: BTreeMap<Key, u32> = BTreeMap::new();
        for (&b, &a) in mates {
            let u = pair((b, a));
            if drafts.before[u.before].kind.is_note() { continue; }
            if let (Some(pb), Some(pa)) = (drafts.before[u.before].parent, drafts.after[u.after].parent) { *children.entry((pb.0, pa.0)).or_default() += 1; }
        }
        let counts = drafts.map(|d| { let mut c = vec![0; d.units.len()]; for u in &d.units { if let Some(p) = u.parent { if !u.kind.is_note() { c[p.get()] += 1; } } } c });
        let siblings = drafts.map(|d| {
            let mut s = vec![(None, None); d.units.len()];
            let mut last: BTreeMap<(Option<UnitIdx>, bool), u32> = BTreeMap::new();
            for (i, u) in d.iter() {
                let k = (u.parent, is_main(&u.kind));
                if let Some(&l) = last.get(&k) { s[i.get()].0 = Some(l); s[l as usize].1 = Some(i.0); }
                last.insert(k, i.0);
            }
            s
        });
        Self { drafts, mates: mates.clone(), back: mates.iter().map(|(&b, &a)| (a, b)).collect(), children, counts, siblings }
    }
    fn linked(&self, b: Option<u32>, a: Option<u32>) -> bool { matches!((b, a), (Some(b), Some(a)) if self.mates.get(&b) == Some(&a)) }
    fn context(&self, (b, a): Key) -> f64 {
        let u = pair((b, a));
        let parents = (self.drafts.before[u.before].parent.map(|p| p.0), self.drafts.after[u.after].parent.map(|p| p.0));
        let mut x = 0.0;
        if self.linked(parents.0, parents.1) { x = either(x, 0.15); }
        // lifted or lowered by one level next to a linked one
        if self.linked(Some(b), parents.1) || self.linked(parents.0, Some(a)) { x = either(x, 0.12); }
        let (sb, sa) = (self.siblings.before[b as usize], self.siblings.after[a as usize]);
        if self.linked(sb.0, sa.0) { x = either(x, 0.08); }
        if self.linked(sb.1, sa.1) { x = either(x, 0.08); }
        let c = f64::from(self.children.get(&(b, a)).copied().unwrap_or(0));
        if c > 0.0 {
            let n = f64::from(self.counts.before[b as usize].min(self.counts.after[a as usize]).max(1));
            x = either(x, 0.7 * (c / n) * (c / (c + 1.0)));
        }
        let _ = &self.back;
        x
    }
    fn joined(&self, s: &Score, key: Key) -> f64 {
        either(s.alike, self.context(key))
    }
}

fn assign(scores: &BTreeMap<Key, Score>, drafts: Pair<&Draft>, mates: &BTreeMap<u32, u32>, threshold: f64) -> BTreeMap<u32, u32> {
    let around = Around::new(drafts, mates);
    let mut order: Vec<(f64, Key)> = scores.iter().map(|(&k, s)| (around.joined(s, k), k)).filter(|x| x.0 >= threshold).collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1.0 + x.1.1).cmp(&(y.1.0 + y.1.1))).then(x.1.0.abs_diff(x.1.1).cmp(&y.1.0.abs_diff(y.1.1))));
    let (mut fb, mut fa) = (BTreeMap::new(), BTreeSet::new());
    for (_, (b, a)) in order {
        if !fb.contains_key(&b) && !fa.contains(&a) { fb.insert(b, a); fa.insert(a); }
    }
    fb
}
