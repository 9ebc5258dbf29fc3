//! Words to write with: a bank of its own for new text, the draft's own vocabulary for rewording.

use super::manuscript::{Item, Line, Manuscript, Role};
use super::random::Random;
use redraft::model::UnitKind;

const DOERS: &[&str] = &[
    "archivists",
    "gardeners",
    "beekeepers",
    "librarians",
    "millers",
    "pilots",
    "lighthouse keepers",
    "orchard owners",
    "ferry crews",
    "bakers",
    "stonemasons",
    "curators",
    "foresters",
    "musicians",
    "harbour masters",
    "weavers",
];

const VERBS: &[&str] = &[
    "catalogue",
    "harvest",
    "polish",
    "ventilate",
    "ferment",
    "translate",
    "rehearse",
    "anchor",
    "irrigate",
    "engrave",
    "calibrate",
    "varnish",
    "prune",
    "rinse",
    "digitise",
    "garnish",
    "navigate",
    "upholster",
    "graft",
    "compost",
];

const THINGS: &[&str] = &[
    "hives",
    "manuscripts",
    "orchards",
    "lanterns",
    "greenhouses",
    "barrels",
    "violins",
    "canals",
    "tapestries",
    "looms",
    "seedlings",
    "telescopes",
    "mosaics",
    "ferries",
    "cellars",
    "compasses",
    "trellises",
    "kilns",
    "reservoirs",
    "bells",
    "hedgerows",
    "sundials",
    "pulleys",
    "meadows",
    "spices",
    "glaciers",
    "turbines",
    "quarries",
    "almanacs",
    "windmills",
];

const TIMES: &[&str] = &[
    "before the first frost",
    "at every high tide",
    "during the olive season",
    "after each concert",
    "by moonlight",
    "while the glaze is drying",
    "in years of drought",
    "whenever the wind turns north",
    "from solstice to equinox",
];

const PLAIN: &[&str] = &[
    "assess",
    "gauge",
    "relevant",
    "pertinent",
    "ensure",
    "guarantee",
    "provide",
    "supply",
    "appropriate",
    "suitable",
    "identify",
    "pinpoint",
    "measures",
    "steps",
    "significant",
    "considerable",
    "maintain",
    "uphold",
    "describe",
    "outline",
    "including",
    "comprising",
    "necessary",
    "required",
    "promptly",
    "swiftly",
    "result",
    "outcome",
    "establish",
    "create",
    "review",
    "examine",
    "reduce",
    "lessen",
    "obtain",
    "acquire",
    "adequate",
    "sufficient",
];

/// A sentence about something that no draft is about.
pub(crate) fn sentence(random: &mut Random) -> String {
    let pick = |from: &'static [&'static str], random: &mut Random| random.pick(from).copied().unwrap_or_default();
    let (doers, verb, things) = (pick(DOERS, random), pick(VERBS, random), pick(THINGS, random));
    let (other, also, more, time) =
        (pick(THINGS, random), pick(VERBS, random), pick(THINGS, random), pick(TIMES, random));
    match random.below(4) {
        0 => format!("Signatories shall {verb} the {things} and {also} the {other} {time}."),
        1 => format!("Where {things} are kept near {other}, {doers} shall {verb} the {more} {time}."),
        2 => format!("The {doers} may {verb} {things} {time}, provided that they {also} all {other} and {more}."),
        _ => format!("{time}, {doers} {verb} their {things}; {other} and {more} must not be left unattended."),
    }
}

/// A title about something that no draft is about.
pub(crate) fn title(random: &mut Random) -> String {
    let words = [random.pick(VERBS), random.pick(THINGS), random.pick(THINGS)];
    let [verb, one, other] = words.map(|word| word.copied().unwrap_or_default());
    capitalised(&format!("{verb} {one} and {other}"))
}

/// A title out of the longer words of a text.
pub(crate) fn title_from(text: &str, random: &mut Random) -> String {
    let mut words: Vec<&str> = text.split_whitespace().filter(|word| word.len() > 4 && is_plain(word)).collect();
    words.dedup();
    let start = random.below(words.len().saturating_sub(3));
    let chosen: Vec<String> = words.iter().skip(start).take(3).map(|word| word.to_lowercase()).collect();
    if chosen.is_empty() { title(random) } else { capitalised(&chosen.join(" ")) }
}

fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words to replace others with: the draft's own as often as they stand in it, and a bank of plain ones.
pub(crate) struct Pool(Vec<String>);

impl Pool {
    pub(crate) fn new(manuscript: &Manuscript) -> Self {
        let lines =
            manuscript.live().into_iter().flat_map(|node| manuscript.lines(node).map(|line| line.text.as_str()));
        let words = lines.flat_map(str::split_whitespace).filter(|word| word.len() > 1 && is_plain(word));
        Self(words.map(str::to_lowercase).collect())
    }

    fn word(&self, random: &mut Random) -> String {
        if random.percent(40) {
            random.pick(PLAIN).copied().unwrap_or("plain").to_owned()
        } else {
            random.pick(&self.0).cloned().unwrap_or_default()
        }
    }
}

/// Replaces so many of a hundred words of a unit's own title and text.
pub(crate) fn reword(manuscript: &mut Manuscript, node: usize, strength: usize, pool: &Pool, random: &mut Random) {
    let term = manuscript.nodes[node].kind == UnitKind::Definition;
    for item in &mut manuscript.nodes[node].items {
        let Item::Line(line) = item else { continue };
        match line.role {
            Role::Fixed => {}
            Role::Head if term => reword_definition(line, strength, pool, random),
            _ => reword_line(line, line.words, strength, pool, random),
        }
    }
}

/// A defined term keeps its name; only what it means is reworded.
fn reword_definition(line: &mut Line, strength: usize, pool: &Pool, random: &mut Random) {
    let start = if line.text.starts_with('|') {
        line.text.match_indices('|').nth(1).map_or(line.text.len(), |(at, _)| at)
    } else {
        line.text.find([':', '—', '–']).unwrap_or(line.text.len())
    };
    reword_line(line, start, strength, pool, random);
}

fn reword_line(line: &mut Line, start: usize, strength: usize, pool: &Pool, random: &mut Random) {
    let (kept, open) = line.text.split_at(start);
    let words: Vec<String> = open
        .split(' ')
        .map(|word| if random.percent(strength) { replaced(word, pool, random) } else { word.to_owned() })
        .collect();
    line.text = format!("{kept}{}", words.join(" "));
}

/// Words that make up references and structure stay.
const KEPT: &[&str] = &[
    "commitment",
    "commitments",
    "measure",
    "measures",
    "sub-measure",
    "sub-measures",
    "kpi",
    "article",
    "articles",
    "appendix",
    "annex",
    "recital",
    "section",
    "chapter",
    "part",
    "table",
    "point",
];

/// Another word in the same punctuation and case; whatever is markup, number or reference stays.
fn replaced(word: &str, pool: &Pool, random: &mut Random) -> String {
    let core = word.trim_matches(|c: char| ",.;:!?“”‘’\"'".contains(c));
    if core.chars().count() < 2 || !is_plain(core) || KEPT.contains(&core.to_lowercase().as_str()) {
        return word.to_owned();
    }
    let other = pool.word(random);
    let other = if core.starts_with(char::is_uppercase) { capitalised(&other) } else { other };
    word.replacen(core, &other, 1)
}
