//! Two small drafts with everything a report can show, and stage results made by hand, so that these tests are about
//! the report and not about how well the stages before it find things.

use redraft::classify::{Aspect, Effect, Finding, Phrase, Weight};
use redraft::diff::{Aspects, Edit, EditScript, Elsewhere, Noise, Op, Passage, Redline, RedlineBlock, Segment};
use redraft::matching::{Evidence, Link, Matching, Relation};
use redraft::model::{Body, Declared, Draft, DraftSource, FileText, Pair, Parsed, UnitIdx};
use redraft::report::{self, ChangeReport};
use redraft::vocabulary::Vocabulary;

const BEFORE: &str = r#"---
title: Code of Practice for <b>Lifts</b>
version: First draft
date: 2026-01-05
publication: javascript:alert(1)
---

## Safety

### Commitment 1. Inspection

Signatories commit to inspecting lifts.

#### Measure 1.1. Yearly inspection

Signatories shall inspect each lift once a year, and shall keep the record “for five years”.

- (a) The inspector is independent.
- (b) The record names the inspector.

#### Measure 1.2. Posters

Signatories put up posters. They replace torn posters within a week.

#### Measure 1.3. Emergency calls

Signatories answer calls within two minutes. They train the staff who answer.

| Floor | Deadline |
|---|---|
| ground | one hour |

## Openness

### Commitment 2. Reports

Signatories publish reports, as set out in Measure 1.3.
"#;

const AFTER: &str = r#"---
title: Code of Practice for <b>Lifts</b>
version: Second draft
date: 2026-04-07
publication: https://example.org/lifts?a=1&b="2"
feedback-deadline: 2026-05-31
feedback-address: lifts@example.org
---

## Safety

### Commitment 1. Inspection

Signatories commit to inspecting lifts.

> **Summary of changes from the first draft**
>
> The inspection is now twice a year.

#### Measure 1.1. Half-yearly inspection

Signatories shall inspect each lift twice a year, and shall keep the record "for five years".

- (a) The inspector is independent.
- (b) The record names the inspector.

#### Measure 1.2. Emergency calls

Signatories answer calls within one minute.

| Floor | Deadline |
|---|---|
| ground | two hours |

#### Measure 1.3. Training

They train the staff who answer.

#### Measure 1.4. <script>alert("title")</script>

Signatories write </script><img src=x onerror=alert(1)> on no wall. المصعد آمن. They replace torn posters within a week.

## Openness

### Commitment 2. Reports

Signatories publish reports, as set out in Measure 1.2.
"#;

/// The report on the two drafts.
pub(super) fn report() -> ChangeReport {
    let parsed = Pair::new(parsed("first.md", BEFORE), parsed("second.md", AFTER));
    let stages = Stages::of(parsed.as_ref().map(|parsed| &parsed.draft));
    report::build(parsed.as_ref(), &stages.matching, &stages.script, &stages.findings, &stages.weights)
}

/// The report on a draft and itself.
pub(super) fn unchanged() -> ChangeReport {
    let parsed = parsed("first.md", BEFORE);
    let drafts = Pair::new(&parsed.draft, &parsed.draft);
    let links: Vec<Link> = parsed.draft.iter().map(|(idx, _)| link(idx, idx, Relation::Same)).collect();
    let edits: Vec<Edit> = links.iter().map(|link| edit(drafts, link)).collect();
    let weights = vec![Weight::None; links.len()];
    let matching = Matching { links, ..Matching::default() };
    report::build(Pair::new(&parsed, &parsed), &matching, &EditScript { edits, ..EditScript::default() }, &[], &weights)
}

/// The report on the two drafts where one redline lies.
pub(super) fn lying() -> ChangeReport {
    let parsed = Pair::new(parsed("first.md", BEFORE), parsed("second.md", AFTER));
    let mut stages = Stages::of(parsed.as_ref().map(|parsed| &parsed.draft));
    let refined = stages.script.edits.iter_mut().find(|edit| edit.aspects.refined);
    refined.expect("something is refined").body.segments.pop();
    report::build(parsed.as_ref(), &stages.matching, &stages.script, &stages.findings, &stages.weights)
}

fn parsed(name: &str, text: &str) -> Parsed {
    let vocabulary = Vocabulary::built_in("code-of-practice").expect("built in");
    let file = FileText { name: name.to_owned(), text: text.to_owned(), sha256: "0123456789abcdef".repeat(4) };
    let source = DraftSource {
        label: name.trim_end_matches(".md").to_owned(),
        source: name.to_owned(),
        files: vec![file],
        declared: Declared::default(),
    };
    redraft::parse::draft(&source, &vocabulary)
}

struct Stages {
    matching: Matching,
    script: EditScript,
    findings: Vec<Finding>,
    weights: Vec<Weight>,
}

impl Stages {
    fn of(drafts: Pair<&Draft>) -> Self {
        let links = links(drafts);
        let mut edits: Vec<Edit> = links.iter().map(|link| edit(drafts, link)).collect();
        train(drafts, &links, &mut edits);
        let weights = edits.iter().map(weight).collect();
        let alone = |draft: &Draft, linked: Vec<UnitIdx>| -> Vec<UnitIdx> {
            draft.iter().map(|(idx, _)| idx).filter(|idx| !linked.contains(idx)).collect()
        };
        let added = alone(drafts.after, links.iter().map(|link| link.units.after).collect());
        let removed = alone(drafts.before, links.iter().map(|link| link.units.before).collect());
        let findings = findings(drafts);
        Self {
            matching: Matching { links, added, removed },
            script: EditScript { edits, passages: vec![posters(drafts)], ..EditScript::default() },
            findings,
            weights,
        }
    }
}

/// A sentence of the removed Measure lives on in a new one.
fn posters(drafts: Pair<&Draft>) -> Passage {
    let units = drafts.zip(Pair::new("Measure 1.2", "Measure 1.4")).map(|(draft, label)| find(draft, label));
    let ranges = drafts.zip(units).map(|(draft, unit)| {
        let text = &draft[unit].body.prose.text;
        let start = text.find("They replace").expect("it stands there");
        start..text.trim_end().len()
    });
    Passage { units, ranges }
}

/// The unit of a label.
fn find(draft: &Draft, label: &str) -> UnitIdx {
    draft.iter().find(|(_, unit)| unit.label() == label).map(|(idx, _)| idx).expect(label)
}

fn links(drafts: Pair<&Draft>) -> Vec<Link> {
    let pairs = [
        ("Safety", "Safety", Relation::Same),
        ("Commitment 1", "Commitment 1", Relation::Same),
        ("Measure 1.1", "Measure 1.1", Relation::Same),
        ("Measure 1.3", "Measure 1.2", Relation::Split),
        ("Measure 1.3", "Measure 1.3", Relation::Split),
        ("Openness", "Openness", Relation::Same),
        ("Commitment 2", "Commitment 2", Relation::Same),
    ];
    let link = |(before, after, relation)| link(find(drafts.before, before), find(drafts.after, after), relation);
    pairs.into_iter().map(link).collect()
}

fn link(before: UnitIdx, after: UnitIdx, relation: Relation) -> Link {
    let evidence = vec![Evidence::Title(0.94), Evidence::Text(0.71)];
    Link { units: Pair::new(before, after), relation, evidence, confidence: 0.87 }
}

fn edit(drafts: Pair<&Draft>, link: &Link) -> Edit {
    let units = drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
    let titles = units.map(|unit| unit.title.text.as_str());
    let mut title = Redline::default();
    replace_middle(titles, Pair::new(0, 0), &mut title.segments);
    let body = body_redline(units.map(|unit| &unit.body));
    let refined = body.segments.iter().any(|segment| segment.op != Op::Equal && segment.noise.is_none());
    let aspects = Aspects {
        renumbered: !units.map(|unit| &unit.number).agree(),
        retitled: !titles.agree(),
        refined,
        ..Aspects::default()
    };
    let administrative = u32::from(aspects.renumbered);
    Edit { aspects, title, body, administrative, ..Edit::default() }
}

fn weight(edit: &Edit) -> Weight {
    match edit.aspects {
        Aspects { refined: true, .. } => Weight::Substantive,
        Aspects { retitled: true, .. } => Weight::Editorial,
        Aspects { renumbered: true, .. } => Weight::Administrative,
        _ => Weight::None,
    }
}

/// Block by block in order: what both begin and end with stays, the middle is replaced.
fn body_redline(bodies: Pair<&Body>) -> Redline {
    let mut redline = Redline::default();
    for position in 0..bodies.before.blocks.len().max(bodies.after.blocks.len()) {
        let blocks = bodies.map(|body| body.blocks.get(position));
        let texts =
            bodies.zip(blocks).map(|(body, block)| block.map_or("", |block| &body.prose.text[block.range.clone()]));
        let starts = blocks.map(|block| block.map_or(0, |block| block.range.start));
        let first = redline.segments.len();
        replace_middle(texts, starts, &mut redline.segments);
        let places = blocks.map(|block| block.map(|_| position));
        redline.blocks.push(RedlineBlock { segments: first..redline.segments.len(), blocks: places });
    }
    redline
}

fn replace_middle(texts: Pair<&str>, starts: Pair<usize>, out: &mut Vec<Segment>) {
    let words = texts.map(|text| text.split_inclusive(' ').collect::<Vec<&str>>());
    let same = |reversed: bool, most: usize| {
        let pick = |list: &[&str], at: usize| {
            if reversed { list[list.len() - 1 - at].to_owned() } else { list[at].to_owned() }
        };
        (0..most).take_while(|&at| pick(&words.before, at) == pick(&words.after, at)).count()
    };
    let least = words.before.len().min(words.after.len());
    let head = same(false, least);
    let tail = same(true, least - head);
    let bytes = |list: &[&str]| list.iter().map(|word| word.len()).sum::<usize>();
    let (before, after) = (&words.before, &words.after);
    let (from, to) = (starts.before + bytes(&before[..head]), starts.after + bytes(&after[..head]));
    let ends = Pair::new(
        starts.before + bytes(&before[..before.len() - tail]),
        starts.after + bytes(&after[..after.len() - tail]),
    );
    let noise =
        (redraft::text::normalise(texts.before) == redraft::text::normalise(texts.after)).then_some(Noise::Typography);
    let mut push = |op, range: std::ops::Range<usize>, noise| {
        if !range.is_empty() {
            out.push(Segment { op, range, noise, elsewhere: None });
        }
    };
    push(Op::Equal, starts.after..to, None);
    push(Op::Delete, from..ends.before, noise);
    push(Op::Insert, to..ends.after, noise);
    push(Op::Equal, ends.after..starts.after + texts.after.len(), None);
}

/// The sentence on training left one Measure for another: told as moved on both sides.
fn train(drafts: Pair<&Draft>, links: &[Link], edits: &mut [Edit]) {
    let (calls, training) = (find(drafts.after, "Measure 1.2"), find(drafts.after, "Measure 1.3"));
    for (link, edit) in links.iter().zip(edits) {
        let sentence = "They train";
        if link.units.after == calls {
            let text = &drafts.before[link.units.before].body.prose.text;
            let at = text.find(sentence).expect("it stands there");
            let segment =
                edit.body.segments.iter().position(|s| s.op == Op::Delete && s.range.contains(&at)).expect("it left");
            let range = at..edit.body.segments[segment].range.end;
            edit.body.segments[segment].range.end = at;
            let elsewhere = Some(Elsewhere { unit: training, range: 0..range.len() });
            edit.body.segments.insert(segment + 1, Segment { op: Op::MovedAway, range, noise: None, elsewhere });
            edit.body.blocks[0].segments.end += 1;
            for block in &mut edit.body.blocks[1..] {
                block.segments = block.segments.start + 1..block.segments.end + 1;
            }
        }
    }
}

fn findings(drafts: Pair<&Draft>) -> Vec<Finding> {
    let phrase = |draft: &Draft, label: &str, words: &str| {
        let unit = find(draft, label);
        let start = draft[unit].body.prose.text.find(words).expect(words);
        Some(Phrase { unit, range: start..start + words.len(), text: words.to_owned() })
    };
    let finding = |rule, aspect, effect, before, after| Finding {
        rule,
        aspect,
        effect,
        weight: Weight::Substantive,
        before,
        after,
    };
    vec![
        finding(
            "frequency-raised",
            Aspect::Frequency,
            Effect::Stronger,
            phrase(drafts.before, "Measure 1.1", "once a year"),
            phrase(drafts.after, "Measure 1.1", "twice a year"),
        ),
        finding(
            "deadline-shortened",
            Aspect::Deadline,
            Effect::Stronger,
            phrase(drafts.before, "Measure 1.3", "two minutes"),
            phrase(drafts.after, "Measure 1.2", "one minute"),
        ),
        finding(
            "deadline-extended",
            Aspect::Deadline,
            Effect::Weaker,
            phrase(drafts.before, "Measure 1.3", "one hour"),
            phrase(drafts.after, "Measure 1.2", "two hours"),
        ),
    ]
}
