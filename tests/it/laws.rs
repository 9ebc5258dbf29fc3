//! The promises, as functions of any two drafts.

use redraft::classify::{self, Classified, Effect};
use redraft::diff::{self, Aspects, EditScript, Op, Redline};
use redraft::matching::{self, Matching, Relation};
use redraft::model::{BlockKind, Draft, DraftSource, MarkKind, Pair, Parsed, Unit, UnitIdx};
use redraft::parse;
use redraft::render::{self, Frame, Templates};
use redraft::report::{self, ChangeReport, LinkInfo, RedlineBlockInfo, SegmentInfo};
use redraft::vocabulary::Vocabulary;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// A draft of one file, read and parsed.
pub(crate) struct Subject {
    pub(crate) source: DraftSource,
    pub(crate) parsed: Parsed,
}

impl Subject {
    pub(crate) fn new(source: DraftSource) -> Self {
        let vocabulary = Vocabulary::built_in("code-of-practice").expect("built in");
        let parsed = parse::draft(&source, &vocabulary);
        Self { source, parsed }
    }

    pub(crate) fn draft(&self) -> &Draft {
        &self.parsed.draft
    }

    pub(crate) fn text(&self) -> &str {
        &self.source.files[0].text
    }

    /// The same draft with other words.
    pub(crate) fn with(&self, text: String) -> Self {
        let mut source = self.source.clone();
        source.files[0].text = text;
        Self::new(source)
    }

    fn name(&self) -> &str {
        &self.source.label
    }
}

/// What the stages find between two drafts.
pub(crate) struct Compared {
    pub(crate) matching: Matching,
    pub(crate) script: EditScript,
    pub(crate) classified: Classified,
}

/// Runs the stages.
pub(crate) fn compared(drafts: Pair<&Draft>) -> Compared {
    let matching = matching::drafts(drafts);
    let script = diff::edits(drafts, &matching);
    let classified = classify::classify(drafts, &matching, &script);
    Compared { matching, script, classified }
}

/// A draft against itself gives no edit and no finding.
pub(crate) fn identity(subject: &Subject) {
    let name = subject.name();
    let itself = compared(Pair::new(subject.draft(), subject.draft()));
    assert!(itself.matching.added.is_empty() && itself.matching.removed.is_empty(), "{name}");
    assert_eq!(itself.matching.links.len(), subject.draft().units.len(), "{name}: one link a unit");
    for (link, edit) in itself.matching.links.iter().zip(&itself.script.edits) {
        let address = subject.draft().address(link.units.before);
        assert!(link.units.agree() && link.relation == Relation::Same, "{name}: {address} is not itself: {link:?}");
        assert_eq!(edit.aspects, Aspects::default(), "{name}: {address}");
        let changed = |redline: &Redline| redline.segments.iter().any(|segment| segment.op != Op::Equal);
        assert!(!changed(&edit.title) && !changed(&edit.body), "{name}: {address} has a redline");
        assert_eq!((edit.administrative, edit.reformatted), (0, false), "{name}: {address}");
    }
    assert!(itself.script.passages.is_empty(), "{name}: {:?}", itself.script.passages);
    assert_eq!(itself.classified.findings, [], "{name}");
}

/// What holds of any two drafts, both ways round: conservation, redline, mirror, determinism.
pub(crate) fn pair(subjects: Pair<&Subject>) {
    let drafts = subjects.map(Subject::draft);
    let name = format!("{} to {}", subjects.before.name(), subjects.after.name());
    let forth = compared(drafts);
    conservation(&name, drafts, &forth.matching);
    redlines(&name, drafts, &forth);
    let report = built(subjects, &forth);
    assert_eq!(report.fault(), None, "{name}");
    told_once(&name, &report);
    mirror(&name, drafts, &forth);
    determinism(&name, subjects, &forth);
}

fn conservation(name: &str, drafts: Pair<&Draft>, matching: &Matching) {
    let linked = |side: fn(Pair<UnitIdx>) -> UnitIdx| matching.links.iter().map(move |link| side(link.units));
    let sides = Pair::new(
        (drafts.before, linked(|units| units.before).collect::<BTreeSet<_>>(), &matching.removed),
        (drafts.after, linked(|units| units.after).collect::<BTreeSet<_>>(), &matching.added),
    );
    for (draft, linked, alone) in [sides.before, sides.after] {
        let alone: BTreeSet<UnitIdx> = alone.iter().copied().collect();
        for (idx, _) in draft.iter() {
            assert!(linked.contains(&idx) || alone.contains(&idx), "{name}: {} is nowhere", draft.address(idx));
        }
    }
}

/// Every redline gives both texts back byte for byte, and what is equal in it stands on both sides.
fn redlines(name: &str, drafts: Pair<&Draft>, found: &Compared) {
    for (link, edit) in found.matching.links.iter().zip(&found.script.edits) {
        let units = drafts.zip(link.units).map(|(draft, idx)| &draft[idx]);
        let address = drafts.after.address(link.units.after);
        given_back(&edit.title, units.map(|unit| unit.title.text.as_str()), &format!("{name}: title of {address}"));
        let texts = units.map(|unit| unit.body.prose.text.as_str());
        given_back(&edit.body, texts, &format!("{name}: {address}"));
        for equal in &edit.equal {
            let words = texts.zip(equal.as_ref()).map(|(text, bytes)| &text[bytes.clone()]);
            assert_eq!(words.before, words.after, "{name}: {address}: {equal:?}");
        }
    }
}

fn given_back(redline: &Redline, texts: Pair<&str>, what: &str) {
    let (mut before, mut after) = (Vec::new(), String::new());
    for segment in &redline.segments {
        match segment.op {
            Op::Equal => {
                let words = &texts.after[segment.range.clone()];
                before.push(words);
                after.push_str(words);
            }
            Op::Delete | Op::MovedAway => before.push(&texts.before[segment.range.clone()]),
            Op::Insert | Op::MovedHere => after.push_str(&texts.after[segment.range.clone()]),
        }
    }
    assert_eq!(after, texts.after, "{what}: the newer text");
    let (mut found, mut meant): (Vec<char>, Vec<char>) =
        (before.concat().chars().collect(), texts.before.chars().collect());
    if redline.blocks.windows(2).any(|two| two[0].blocks.before > two[1].blocks.before) {
        // Blocks that changed their order stand where the newer text has them.
        found.sort_unstable();
        meant.sort_unstable();
    }
    assert_eq!(found, meant, "{what}: the older text");
}

/// What is found of (b, a) is what is found of (a, b), turned round.
fn mirror(name: &str, drafts: Pair<&Draft>, forth: &Compared) {
    let back = compared(drafts.swap());
    let differences = [
        only_in(&facts(drafts, forth, false), &facts(drafts, &back, true), "only forth"),
        only_in(&facts(drafts, &back, true), &facts(drafts, forth, false), "only back"),
    ];
    let differences = differences.concat();
    assert!(differences.is_empty(), "{name}: not the mirror image\n{}", differences.join("\n"));
}

fn only_in(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>, what: &str) -> Vec<String> {
    let differs = one.iter().filter(|(fact, times)| other.get(*fact) != Some(times));
    differs.map(|(fact, times)| format!("{what} {times} × {fact}")).collect()
}

/// All that is found, in words that do not know which way round it was asked, and how often.
fn facts(drafts: Pair<&Draft>, found: &Compared, turned: bool) -> BTreeMap<String, usize> {
    let alone = Pair::new(&found.matching.removed, &found.matching.added);
    let alone = if turned { alone.swap() } else { alone };
    let removed = alone.before.iter().map(|&idx| format!("removed: {}", drafts.before.address(idx)));
    let added = alone.after.iter().map(|&idx| format!("added: {}", drafts.after.address(idx)));
    let links = found.matching.links.iter().zip(&found.script.edits).map(|(link, edit)| {
        let (units, relation) =
            if turned { (link.units.swap(), swapped(link.relation)) } else { (link.units, link.relation) };
        let addresses = drafts.zip(units).map(|(draft, idx)| format!("{} {}", idx.0, draft.address(idx)));
        let (relation, confidence, aspects) = (relation.name(), link.confidence, edit.aspects);
        let told = format!("{relation} {confidence} {aspects:?} {}", edit.administrative);
        format!("link {} → {}: {told}", addresses.before, addresses.after)
    });
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for fact in removed.chain(added).chain(links).chain(findings(drafts, found, turned)) {
        *counted.entry(fact).or_default() += 1;
    }
    counted
}

const fn swapped(relation: Relation) -> Relation {
    match relation {
        Relation::Split => Relation::Merge,
        Relation::Merge => Relation::Split,
        other => other,
    }
}

fn findings(drafts: Pair<&Draft>, found: &Compared, turned: bool) -> Vec<String> {
    let told = found.classified.findings.iter().map(|finding| {
        let phrases = Pair::new(&finding.before, &finding.after);
        let phrases = if turned { phrases.swap() } else { phrases };
        let words = phrases.zip(drafts).map(|(phrase, draft)| match phrase {
            Some(phrase) => format!("{} “{}”", draft.address(phrase.unit), phrase.text),
            None => "-".to_owned(),
        });
        let effect = match (turned, finding.effect) {
            (true, Effect::Stronger) => Effect::Weaker,
            (true, Effect::Weaker) => Effect::Stronger,
            (true, Effect::Added) => Effect::Removed,
            (true, Effect::Removed) => Effect::Added,
            (_, effect) => effect,
        };
        format!("{} {}: {} → {}", finding.aspect.name(), effect.name(), words.before, words.after)
    });
    told.collect()
}

/// The report of what changed from one draft to the other.
pub(crate) fn report(subjects: Pair<&Subject>) -> ChangeReport {
    built(subjects, &compared(subjects.map(Subject::draft)))
}

fn built(subjects: Pair<&Subject>, found: &Compared) -> ChangeReport {
    let parsed = subjects.map(|subject| &subject.parsed);
    let Classified { findings, weights, .. } = &found.classified;
    report::build(parsed, &found.matching, &found.script, findings, weights)
}

/// A paragraph of a divided unit is missing once at most, however many heirs the unit has, and not at all where an
/// heir kept it; every paragraph is told somewhere.
fn told_once(name: &str, report: &ChangeReport) {
    for unit in report.units.before.iter().filter(|unit| !unit.text.is_empty()) {
        let heirs = report.links.iter().filter(|link| link.before == unit.reference && link.relation != "part");
        let mut fates: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (byte, block) in heirs.flat_map(earlier_blocks) {
            let fates = fates.entry(byte).or_default();
            if block.told_in.is_none() {
                fates.push(if matches!(block.state.as_str(), "deleted" | "moved-away") { "missing" } else { "kept" });
            }
        }
        for (byte, fates) in fates {
            let missing = fates.iter().filter(|fate| **fate == "missing").count();
            let kept = fates.len() - missing;
            let place = format!("{name}: {} at byte {byte}", unit.address);
            assert!(!fates.is_empty(), "{place} is told nowhere");
            assert!(missing <= usize::from(kept == 0), "{place} is missing {missing} times and kept {kept} times");
        }
    }
}

/// The blocks of a redline that hold earlier text, each with the byte at which it began.
fn earlier_blocks(link: &LinkInfo) -> Vec<(usize, &RedlineBlockInfo)> {
    let earlier = |segment: &&SegmentInfo| segment.op != "insert" && segment.side.as_deref() != Some("after");
    let mut byte = 0;
    let mut found = Vec::new();
    for block in &link.blocks {
        let held = link.redline[block.start..block.end].iter().filter(earlier);
        let bytes: usize = held.map(|segment| segment.text.len()).sum();
        if bytes > 0 {
            found.push((byte, block));
        }
        byte += bytes;
    }
    found
}

/// Same input, same bytes.
fn determinism(name: &str, subjects: Pair<&Subject>, forth: &Compared) {
    let page = |found: &Compared| {
        let report = built(subjects, found);
        render::html(&report, &Templates::default(), &Frame::default()).expect("the built-in templates render")
            + &render::json(&report)
    };
    let again = compared(subjects.map(Subject::draft));
    assert!(page(forth) == page(&again), "{name}: two runs give two pages");
}

/// Every source line that is not blank belongs to the front matter or to exactly one unit, which holds its words.
pub(crate) fn lines(subject: &Subject) {
    let (name, draft) = (subject.name(), subject.draft());
    let mut owners: BTreeMap<u32, UnitIdx> = BTreeMap::new();
    for (idx, unit) in draft.iter() {
        for line in unit.lines.iter().flat_map(|run| run.line..=run.end_line) {
            let other = owners.insert(line, idx);
            assert_eq!(other, None, "{name}:{line} belongs to two units");
        }
    }
    let all: BTreeSet<String> = draft.units.iter().flat_map(held).collect();
    let sets: Vec<BTreeSet<String>> = draft.units.iter().map(|unit| held(unit).collect()).collect();
    let footnotes = footnote_lines(subject.text());
    for (line, text) in (1..).zip(subject.text().lines()).skip(front_matter(subject.text())) {
        if text.trim().is_empty() {
            continue;
        }
        let owner = owners.get(&line).unwrap_or_else(|| panic!("{name}:{line} belongs to no unit"));
        // A footnote is read where it is cited, and stands where its author put it.
        let holders = if footnotes.contains(&line) { &all } else { &sets[owner.get()] };
        let text = without_ordinal(&text.replace("<br>", " ")).to_owned();
        let lost: Vec<String> = words(&text).filter(|word| !holders.contains(word)).collect();
        assert!(lost.is_empty(), "{name}:{line}: {lost:?} of `{text}` is lost from {}", draft.address(*owner));
    }
}

/// Lines of footnotes: up to a blank line, and what is indented below it.
fn footnote_lines(text: &str) -> BTreeSet<u32> {
    let (mut within, mut apart) = (false, false);
    let mut found = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let opens = line.trim_start_matches(['>', ' ', '-']).starts_with("[^");
        within = opens || within && (!apart || line.trim().is_empty() || line.starts_with("    "));
        apart = line.trim().is_empty();
        found.extend(within.then_some(number));
    }
    found
}

/// A line without the number of a list item: Markdown counts for itself, whatever is printed.
fn without_ordinal(line: &str) -> &str {
    let item = line.trim_start_matches(['>', ' ', '-', '*']);
    let rest = item.trim_start_matches(|c: char| c.is_ascii_digit());
    let counts = rest.len() < item.len() && rest.starts_with(['.', ')']);
    if counts { rest } else { line }
}

/// Lines of the front matter.
pub(crate) fn front_matter(text: &str) -> usize {
    if !text.starts_with("---\n") {
        return 0;
    }
    text.lines().skip(1).position(|line| line.trim_end() == "---").map_or(0, |end| end + 2)
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Every word that a unit holds, in whatever field.
fn held(unit: &Unit) -> impl Iterator<Item = String> {
    let mut text = format!("{}s {} ", unit.kind.word(), unit.kind.word());
    let mut hold = |words: &str| write!(text, "{words} ").expect("strings take everything");
    hold(&unit.title.text);
    hold(&unit.body.prose.text);
    unit.number.iter().for_each(|number| hold(number.printed()));
    unit.id.iter().for_each(|id| hold(&id.0));
    unit.attributes.iter().for_each(|(name, value)| hold(&format!("{name} {value}")));
    unit.body.markers.iter().for_each(|marker| hold(&marker.text));
    for block in &unit.body.blocks {
        if let BlockKind::Point { label, .. } | BlockKind::Footnote { label } = &block.kind {
            hold(label);
        }
    }
    for mark in unit.title.marks.iter().chain(&unit.body.prose.marks) {
        if let MarkKind::Link(target) | MarkKind::Image(target) | MarkKind::Footnote(target) = &mark.kind {
            hold(target);
        }
    }
    words(&text).collect::<Vec<_>>().into_iter()
}
