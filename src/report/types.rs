use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The `schema` of every change report.
pub const SCHEMA: &str = "redraft.change-report";

/// The version of the schema.
pub const SCHEMA_VERSION: u32 = 1;

/// What changed between two drafts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangeReport {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Always [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The older draft.
    pub before: DraftInfo,
    /// The newer draft.
    pub after: DraftInfo,
    /// All units of both drafts, notes included, in document order.
    pub units: Sides<Vec<UnitInfo>>,
    /// All correspondences, by the newer unit's place, then the older one's.
    pub links: Vec<LinkInfo>,
    /// Refs of units without an origin: they are in no link, not even of a passage.
    pub added: Vec<String>,
    /// Refs of units without a successor: they are in no link, not even of a passage.
    pub removed: Vec<String>,
    /// Sentences that moved between units without a link to carry them.
    pub passages: Vec<PassageInfo>,
    /// What the rules say.
    pub findings: Vec<FindingInfo>,
    /// Edits made in many places, the most frequent first: each is told once.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub repeated: Vec<RepeatedInfo>,
    /// Headline figures and sentences.
    pub summary: Summary,
    /// Reading order: units of the newer draft, removed ones where they stood.
    pub entries: Vec<Entry>,
    /// What was odd in the sources.
    pub diagnostics: Vec<DiagnosticInfo>,
}

impl ChangeReport {
    /// The unit of a ref; `None` where neither draft has it.
    pub fn unit(&self, reference: &str) -> Option<&UnitInfo> {
        self.units.unit(reference)
    }
}

impl Sides<Vec<UnitInfo>> {
    /// The unit of a ref; `None` where neither draft has it.
    pub(super) fn unit(&self, reference: &str) -> Option<&UnitInfo> {
        let position: usize = reference.get(1..)?.parse().ok()?;
        match reference.as_bytes().first()? {
            b'b' => self.before.get(position),
            b'a' => self.after.get(position),
            _ => None,
        }
    }
}

/// A value for each side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides<T> {
    /// The older side.
    pub before: T,
    /// The newer side.
    pub after: T,
}

/// Who a draft is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftInfo {
    /// The short name it is asked for by.
    pub label: String,
    /// The document's title.
    pub title: String,
    /// Which version it is, in words.
    pub version: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Language tag.
    pub language: String,
    /// Where it was read from.
    pub source: String,
    /// SHA-256 in hexadecimal: of the file, or of the files' digests one after the other where there are several.
    pub sha256: String,
    /// The official publication, if it is a web address.
    pub publication: Option<String>,
    /// Until when feedback is welcome.
    pub feedback_deadline: Option<String>,
    /// Where feedback goes.
    pub feedback_address: Option<String>,
    /// Provisions by kind, as words: `[["Commitment", 21], ["Measure", 65]]`.
    pub counts: Vec<(String, usize)>,
}

/// One unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitInfo {
    /// `b` or `a` and its position in its draft.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Stable name of its kind; `note` for boxes.
    pub kind: String,
    /// For notes, which.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// As printed.
    pub number: Option<String>,
    /// From `{#id}`.
    pub id: Option<String>,
    /// Heading without kind and number.
    pub title: String,
    /// `Measure 2.3`.
    pub label: String,
    /// `Commitment 2 / Measure 2.3`.
    pub address: String,
    /// A link target that stays: from id, else kind, chapter and number, made unique in its draft.
    pub anchor: String,
    /// Ref of the unit around it.
    pub parent: Option<String>,
    /// 0 for the outermost.
    pub depth: u32,
    /// Source file.
    pub file: String,
    /// 1-based line of its heading, row or item.
    pub line: u32,
    /// Last line of its own text.
    pub end_line: u32,
    /// Words of its own text.
    pub words: usize,
    /// Digest of its normalised title and text.
    pub hash: String,
    /// Where feedback on this unit goes: an address that a browser or a mail program opens.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub feedback: Option<String>,
    /// Own and inherited attributes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub attributes: BTreeMap<String, String>,
    /// Its own text: what redlines re-create. Blocks end in a newline.
    pub text: String,
    /// The blocks of the text.
    pub blocks: Vec<BlockInfo>,
    /// Refs of the boxes that belong to it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<String>,
}

/// One block of a unit's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockInfo {
    /// `paragraph`, `point`, `continuation`, `row`, `head-row`, `code`, `footnote`, `quote`, `html`, `heading`.
    pub kind: String,
    /// Printed label of a point or footnote.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub label: String,
    /// Nesting of a point.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub depth: u8,
    /// `point (1)(b)`: how the block is cited within its unit.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub cite: String,
    /// First byte in the unit's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_zero(depth: &u8) -> bool {
    *depth == 0
}

/// One correspondence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LinkInfo {
    /// Ref of the older unit.
    pub before: String,
    /// Ref of the newer unit.
    pub after: String,
    /// `same`, `split`, `merge`, `part`.
    pub relation: String,
    /// Headline: `moved`, `refined`, ...
    pub state: String,
    /// `moved`, `renumbered`, `relevelled`, `retitled`, `refined`.
    pub aspects: Vec<String>,
    /// `none`, `administrative`, `editorial`, `substantive`.
    pub weight: String,
    /// 0 to 1.
    pub confidence: f64,
    /// Why linked, in words.
    pub evidence: Vec<String>,
    /// The same as data.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reasons: Vec<ReasonInfo>,
    /// Settled by the drafters.
    pub pinned: bool,
    /// Differences that are counted and not shown.
    pub administrative: u32,
    /// Emphasis or links differ where words agree.
    pub reformatted: bool,
    /// Too large to compare word by word: whole passages stand as replaced.
    pub coarse: bool,
    /// Share of the words that changed, of all that this redline tells, 0 to 1.
    pub changed: f64,
    /// Word edits in the title.
    pub title_redline: Vec<SegmentInfo>,
    /// Word edits in the text.
    pub redline: Vec<SegmentInfo>,
    /// The blocks that the redline falls into.
    pub blocks: Vec<RedlineBlockInfo>,
    /// Positions of its findings.
    pub findings: Vec<usize>,
}

/// One reason for a link, as data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReasonInfo {
    /// `pinned`, `id`, `same-text`, `number`, `number-reused`, `title`, `text`, `chain`, `context`, `coverage`.
    pub kind: String,
    /// The id, the number, the draft that the way leads through, or what the drafters say of their pin.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// Ref of the unit that has the number now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub unit: Option<String>,
    /// A likeness, 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub share: Option<f64>,
    /// How much of the older text is held, and how much of the newer one that gives, in hundredths.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub held: Option<(u32, u32)>,
}

/// A run of text with one fate.
///
/// `equal`, `delete` and `moved` with side `before` give the older text byte for byte; `equal`, `insert` and `moved`
/// with side `after` the newer one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentInfo {
    /// `equal`, `delete`, `insert`, `moved`.
    pub op: String,
    /// The words.
    pub text: String,
    /// For `moved`: the side whose text holds the words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub side: Option<String>,
    /// For `moved`: ref of the unit at the other end.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub other: Option<String>,
    /// For differences that do not colour the text: `typography` or `reference`.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub noise: Option<String>,
}

/// One block of a redline.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedlineBlockInfo {
    /// As in [`BlockInfo`].
    pub kind: String,
    /// Nesting of a point.
    pub depth: u8,
    /// As in [`BlockInfo`]: of the newer text, where the block stands in it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub cite: String,
    /// Printed label before and after.
    pub label: Sides<Option<String>>,
    /// First segment.
    pub start: usize,
    /// One past the last segment.
    pub end: usize,
    /// `equal`, `changed`, `deleted`, `inserted`, `moved-away`, `moved-here`.
    pub state: String,
    /// Position of the link whose redline tells this block, where several redlines have its text: here it is only
    /// carried along.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub told_in: Option<usize>,
}

/// A sentence that stands in another unit now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageInfo {
    /// Where it stood.
    pub before: PlaceInfo,
    /// Where it stands.
    pub after: PlaceInfo,
}

/// A run of bytes of one unit's text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceInfo {
    /// The unit.
    #[serde(rename = "ref")]
    pub reference: String,
    /// First byte in the unit's text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// One edit made in many places: a term replaced throughout.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatedInfo {
    /// The words taken out; empty for words that were inserted.
    pub before: String,
    /// The words put in their place; empty for words that were taken out.
    pub after: String,
    /// `“depot” became “station” 4 times, in Measure 2.1, Measure 2.2 and Measure 2.3`.
    pub words: String,
    /// How often.
    pub times: usize,
    /// Where, in reading order.
    pub places: Vec<RepeatedPlace>,
}

/// A unit in which a repeated edit was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatedPlace {
    /// The unit.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Position of the link whose redline shows it.
    pub link: usize,
    /// How often it was made there.
    pub times: usize,
}

/// What a rule says of one change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingInfo {
    /// Stable id of the rule.
    pub rule: String,
    /// What it is about.
    pub aspect: String,
    /// Which way it goes.
    pub effect: String,
    /// How grave it is.
    pub weight: String,
    /// The rule's title, in words for readers.
    pub title: String,
    /// `stronger: Deadline shortened: “eight weeks” → “two weeks” (point (1)(b))`, and where a defined term is used.
    pub words: String,
    /// How its place reads in both drafts, a redline of a few words around the quoted ones; where only one draft has the
    /// place, its words alone. Empty where the phrases say enough.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub reads: Vec<SegmentInfo>,
    /// Position of the finding that tells the whole sentence of which this tells a detail: of a duty that was removed,
    /// its time limit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub within: Option<usize>,
    /// The phrase before.
    pub before: Option<PhraseInfo>,
    /// The phrase after.
    pub after: Option<PhraseInfo>,
    /// Of a definition: the units whose text says the term, of the newer draft unless the definition is gone.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub used_in: Vec<String>,
    /// Of a sentence without a counterpart: the sentence of the other draft that has most in common with it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub closest: Option<PhraseInfo>,
    /// Whether what came or went may only have been put otherwise: where another sentence has much in common with it, or
    /// where between the same two units one sentence came and another one went.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub or_otherwise: bool,
}

impl FindingInfo {
    /// Whether a change goes this way; a detail of a duty that came or went as a whole goes no way of its own.
    pub(super) fn goes(&self, effect: &str) -> bool {
        self.effect == effect && self.within.is_none()
    }
}

/// A phrase of one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhraseInfo {
    /// The unit.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The words.
    pub text: String,
    /// `point (1)(b)`, where it stands in one.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub cite: String,
    /// Of an item of a list that is told as a whole: the words that lead to it, shortened. `The notice shall state:`
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub lead: String,
}

/// Headline figures and sentences.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// A few plain sentences that say what changed.
    pub sentences: Vec<String>,
    /// For each kind of provision, how many units are in each state.
    pub kinds: Vec<KindSummary>,
    /// For each chapter of the newer draft, how many of its provisions are in each state.
    #[serde(default)]
    pub chapters: Vec<ChapterSummary>,
    /// Units by state, all provisions.
    pub states: BTreeMap<String, usize>,
    /// Links between provisions by weight.
    pub weights: BTreeMap<String, usize>,
    /// Provisions by state, then weight.
    pub changes: BTreeMap<String, BTreeMap<String, usize>>,
    /// Findings by aspect, then effect.
    pub findings: BTreeMap<String, BTreeMap<String, usize>>,
    /// Differences counted and not shown.
    pub administrative: u32,
    /// Words deleted and inserted in provisions that live on; words of removed and of new ones are not among them.
    pub words: Sides<usize>,
}

/// One kind of provision in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindSummary {
    /// Stable name.
    pub kind: String,
    /// Word for readers.
    pub word: String,
    /// How many there were and are.
    pub total: Sides<usize>,
    /// Units of the newer draft by state; removed ones of the older.
    pub states: BTreeMap<String, usize>,
}

/// One section, Commitment or appendix in figures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChapterSummary {
    /// Its ref in the newer draft.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Provisions in it, itself included, by state; removed ones where they stood.
    pub states: BTreeMap<String, usize>,
}

/// One unit in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Ref: of the newer draft, or of the older for a removed unit.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Headline state.
    pub state: String,
    /// The state in words: `refined; was Measure 2.3; with a passage from the earlier Measure 3.1`.
    pub words: String,
    /// The same without its traces, for renderings that link them: `refined; was Measure 2.3`.
    pub deed: String,
    /// Gravest weight of its links; `substantive` for added and removed duties.
    pub weight: String,
    /// Positions of its links, the main one first.
    pub links: Vec<usize>,
    /// Positions of its findings.
    pub findings: Vec<usize>,
    /// Positions of the repeated edits that its main redline consists of; empty where it says anything else.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub only_repeated: Vec<usize>,
    /// Refs of units of the other draft that passages went to (removed units) or came from, besides its main
    /// counterparts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub traces: Vec<String>,
    /// Refs of the older units that it continues; empty for new and removed units.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub origins: Vec<String>,
    /// The boxes that belong to it, removed ones last; each an entry of its own.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub notes: Vec<Self>,
}

/// Something odd in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticInfo {
    /// `note`, `warning`, `error`.
    pub severity: String,
    /// Source file.
    pub file: String,
    /// 1-based; 0 for the whole file.
    pub line: u32,
    /// One sentence.
    pub message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_of_a_duty_that_went_asks_neither_more_nor_less() {
        let hedge = FindingInfo { effect: "stronger".to_owned(), ..FindingInfo::default() };
        assert!(hedge.goes("stronger") && !hedge.goes("weaker"));
        assert!(!FindingInfo { within: Some(0), ..hedge }.goes("stronger"));
    }
}
