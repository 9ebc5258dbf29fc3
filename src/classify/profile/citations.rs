//! Which laws and units a passage refers to.
//!
//! ```text
//! point (a) of Article 5(1)  ─┐
//! Article 5(1)(a)            ─┼─►  article 5 1 a
//! Article 5(1), point (a)    ─┘
//! ```

use super::{Profile, Targets};
use crate::classify::lexicon::{Meaning, Sense, Trait};
use crate::classify::words::{Initials, Kind, Led, Role, Token};
use std::ops::Range;

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::classify) struct Citation {
    /// Its tokens.
    pub(in crate::classify) at: Range<usize>,
    /// What it refers to, each in one spelling and in order: `Annexes I and II` to one, `Annex I and Article 5` to two.
    pub(in crate::classify) to: Vec<String>,
}

impl Citation {
    /// Whether both refer to the same, be it by an abbreviation: `GDPR`.
    pub(in crate::classify) fn is(&self, other: &Self) -> bool {
        let short = |short: &[String], long: &[String]| {
            let ([short], [long]) = (short, long) else { return false };
            let words = || long.split(' ').map(|word| Led::new(word, false)).collect::<Vec<_>>();
            short.len() > 2 && Initials::of(&short.to_uppercase()).is_some_and(|short| short.stand_for(&words()))
        };
        self.to == other.to || short(&self.to, &other.to) || short(&other.to, &self.to)
    }

    /// Whether all that it refers to is referred to by others, of whatever references.
    pub(in crate::classify) fn is_within(&self, others: &[Self]) -> bool {
        self.to.iter().all(|one| others.iter().any(|other| other.to.contains(one)))
    }

    /// Whether it names what the other one does and more beside it.
    pub(in crate::classify) fn lists(&self, other: &Self) -> bool {
        self.to.len() > other.to.len() && other.is_within(std::slice::from_ref(self))
    }

    /// Whether both refer to the same article of the same law, be it to another part of it.
    pub(in crate::classify) fn is_near(&self, other: &Self) -> bool {
        fn ends(one: &str) -> [Option<&str>; 4] {
            let mut words = one.split(' ');
            [words.next(), words.next(), words.next_back(), words.next_back()]
        }
        self.to.iter().map(|one| ends(one)).eq(other.to.iter().map(|one| ends(one)))
    }

    /// What it refers to without the names of laws, which a list says once for all: kinds and numbers.
    pub(in crate::classify) fn numbers(&self) -> impl Iterator<Item = String> + '_ {
        let numbers = |one: &String| {
            let words = one.split(' ').enumerate().filter(|&(at, word)| at == 0 || !is_name(word));
            words.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
        };
        self.to.iter().map(numbers)
    }

    /// Whether it names no law and no unit, but a part of the provision in which it stands: `point (1)`.
    pub(in crate::classify) fn stays_within(&self) -> bool {
        let label = |word: &str| is_letter(word) || word.chars().all(|c| c.is_ascii_digit());
        self.to.iter().all(|one| one.split(' ').all(label))
    }
}

/// Kinds that divide another one: their numbers come after its own.
const DIVISIONS: &[&str] = &["point", "paragraph", "subparagraph", "subsection", "clause"];

/// All references, which then own their tokens.
pub(in crate::classify) fn find(profile: &mut Profile<'_>, targets: &Targets<'_>) -> Vec<Citation> {
    let mut found = Vec::new();
    for at in profile.that_may(Role::Citation) {
        if profile.owned[at] {
            continue;
        }
        let from = at + usize::from(is_issuer(profile, at));
        let numbered = numbered(profile, from);
        let Some(end) = numbered.or_else(|| named(profile, at)).or_else(|| standard(profile, at)) else {
            continue;
        };
        let printed = || if numbered.is_some() { parts(profile, from..end) } else { vec![name(profile, at..end)] };
        let known = target(profile, at..end, targets).map(|mut names| {
            let spans = profile.tokens[at..end].iter().any(|token| token.has(Trait::Through) || ranges(profile, token));
            names.extend(spans.then(|| "and all between".to_owned()));
            names
        });
        let to = known.unwrap_or_else(printed);
        profile.own(at..end);
        found.push(Citation { at: at..end, to });
    }
    found
}

/// Whether a body stands in front of a numbered law and belongs to its name: `Commission Regulation`.
fn is_issuer(profile: &Profile<'_>, at: usize) -> bool {
    let [body, law, ..] = &profile.tokens[at..] else { return false };
    body.capital && profile.is_open(at) && law.capital && law.has(Trait::Law) && part(profile, at + 1).is_some()
}

/// The names of the targets that are known for a stretch of tokens.
fn target(profile: &Profile<'_>, at: Range<usize>, targets: &Targets<'_>) -> Option<Vec<String>> {
    let bytes = profile.bytes(at);
    let within = targets.iter().filter(|(range, _)| bytes.start <= range.start && range.end <= bytes.end);
    let names: Vec<String> = within.map(|(_, name)| name.clone()).collect();
    (!names.is_empty()).then_some(names)
}

fn opens(token: &Token) -> Option<&'static str> {
    if !token.says(Meaning::Citation) {
        return None;
    }
    token.senses.iter().find_map(|sense| match sense {
        Sense::Citation(kind) => Some(kind.as_str()),
        _ => None,
    })
}

/// The end of a citation with a number that begins here.
fn numbered(profile: &Profile<'_>, start: usize) -> Option<usize> {
    opens(&profile.tokens[start])?;
    let mut end = part(profile, start)?;
    while let Some(next) = continued(profile, end) {
        end = next;
    }
    let end = law_after(profile, end).unwrap_or(end);
    Some(short_name(profile, end).unwrap_or(end))
}

/// The end of a law's name in brackets after its number: `Regulation (EU) 2016/679 (General Data Protection Regulation)`.
fn short_name(profile: &Profile<'_>, end: usize) -> Option<usize> {
    let open = profile.tokens.get(end).is_some_and(|token| token.is_mark('('));
    let close = named(profile, end + 1).filter(|_| open)?;
    profile.tokens.get(close).is_some_and(|token| token.is_mark(')')).then_some(close + 1)
}

/// The end of a kind with its number: `Article 5(1)(a)`, `point (b)`, `Directive (EU) 2019/790`.
fn part(profile: &Profile<'_>, start: usize) -> Option<usize> {
    let tokens = &profile.tokens;
    let mut end = start + 1 + usize::from(tokens.get(start + 1).is_some_and(|token| token.is_mark('.')));
    let mut numbers = 0;
    while let Some(token) = tokens.get(end) {
        if is_label(profile, token) {
            numbers += 1;
            end += 1;
        } else if let Some(next) = bracketed(profile, end) {
            numbers += usize::from(!is_union(&tokens[end + 1]));
            end = next;
        } else if numbers > 0 && is_union(token) || is_ordinal_sign(token) {
            end += 1;
        } else {
            break;
        }
    }
    (numbers > 0).then_some(end)
}

/// `(1)`, `(a)`, `(EU)`.
fn bracketed(profile: &Profile<'_>, at: usize) -> Option<usize> {
    let [open, label, close, ..] = &profile.tokens[at.min(profile.tokens.len())..] else { return None };
    let inside = is_label(profile, label) || is_union(label) || word(profile, label).len() <= 4;
    (open.is_mark('(') && inside && close.is_mark(')')).then_some(at + 3)
}

/// A further part or number of the same citation after a comma or a linking word.
fn continued(profile: &Profile<'_>, end: usize) -> Option<usize> {
    let tokens = &profile.tokens;
    let mut at = end;
    while at < end + 3 && tokens.get(at).is_some_and(|token| token.is_mark(',') || token.has(Trait::CitationLink)) {
        at += 1;
    }
    let token = tokens.get(at)?;
    if opens(token).is_some() {
        return part(profile, at);
    }
    let number = at > end && is_label(profile, token) && tokens.get(at + 1).is_none_or(|next| next.unit().is_none());
    if number {
        return Some(part(profile, at - 1).unwrap_or(at + 1));
    }
    // `points (a) and (b)`
    let listed = at > end && profile.tokens[end - 1].is_mark(')');
    bracketed(profile, at).filter(|_| listed)
}

/// A number, a roman numeral, a single capital, or a number with dots.
fn is_label(profile: &Profile<'_>, token: &Token) -> bool {
    let word = word(profile, token);
    let roman = |word: &str| word.chars().all(|c| "IVXLC".contains(c));
    match token.kind {
        Kind::Number(_) => true,
        Kind::Mark(_) => false,
        Kind::Word => {
            word.starts_with(|c: char| c.is_ascii_digit())
                || (!word.is_empty() && word != "I" && roman(word))
                || (word == "I" && token.senses.is_empty())
                || word.contains('.') && word.chars().any(|c| c.is_ascii_digit())
                || (word.len() == 1 && !token.has(Trait::Indefinite) && token.senses.is_empty())
        }
    }
}

fn is_union(token: &Token) -> bool {
    token.capital && token.has(Trait::Union)
}

fn is_ordinal_sign(token: &Token) -> bool {
    token.capital && token.has(Trait::NumberSign)
}

fn word<'t>(profile: &Profile<'t>, token: &Token) -> &'t str {
    &profile.text[token.range.clone()]
}

/// The end of the law's name after a citation: `… of the Drone Regulation`, `… AI Act`.
fn law_after(profile: &Profile<'_>, end: usize) -> Option<usize> {
    let tokens = &profile.tokens;
    let mut at = end;
    let leads = |token: &Token| token.has(Trait::Preposition) || token.has(Trait::Article) || token.is_mark(',');
    while tokens.get(at).is_some_and(leads) {
        at += 1;
    }
    let this = at > end && tokens.get(at)?.has(Trait::Demonstrative);
    if this && tokens.get(at + 1).is_some_and(|token| token.has(Trait::Law) || opens(token).is_some()) {
        return Some(at + 2);
    }
    if opens(tokens.get(at)?).is_some() {
        return part(profile, at);
    }
    named(profile, at)
}

/// The end of a law's name that begins here: capitals, the last of which says what kind of law it is.
fn named(profile: &Profile<'_>, start: usize) -> Option<usize> {
    if !profile.traits.has(Trait::Law) {
        return None;
    }
    // `The Code` at the head of a sentence names none.
    let start = start + usize::from(profile.tokens.get(start).is_some_and(|token| token.has(Trait::Article)));
    if !profile.tokens.get(start)?.capital {
        return None;
    }
    let capitals = profile.tokens[start..].iter().take(6).take_while(|token| token.capital);
    let law = capitals.enumerate().filter(|(_, token)| token.has(Trait::Law)).map(|(at, _)| at).last()?;
    let end = start + law + 1;
    let goes_on = subject_of_law(profile, end);
    let alone = law == 0 && goes_on.is_none() && !profile.tokens[start].has(Trait::LawAlone);
    (!alone).then_some(goes_on.unwrap_or(end))
}

/// The end of what a law is about, in capitals after its kind: `Charter of Fundamental Rights`.
fn subject_of_law(profile: &Profile<'_>, end: usize) -> Option<usize> {
    let joined = profile.tokens.get(end).is_some_and(|token| token.has(Trait::Preposition));
    let article = usize::from(profile.tokens.get(end + 1).is_some_and(|token| token.has(Trait::Determiner)));
    let from = end + 1 + article;
    let names = profile.tokens.get(from..).filter(|_| joined)?.iter();
    let capitals = names.take_while(|token| token.capital && !token.has(Trait::Party)).count();
    (capitals > 0).then_some(from + capitals)
}

/// The end of a standard's number after the short name of the body that wrote it: `ASTM F1292`.
fn standard(profile: &Profile<'_>, at: usize) -> Option<usize> {
    let [body, number, ..] = profile.tokens.get(at..)? else { return None };
    let short = word(profile, body);
    let named = body.capital
        && body.senses.is_empty()
        && (2..=6).contains(&short.len())
        && short.chars().all(|c| c.is_ascii_uppercase())
        && !is_label(profile, body);
    let digits = || word(profile, number).chars().filter(char::is_ascii_digit).count();
    (named && digits() >= LEAST_DIGITS).then_some(at + 2)
}

/// Digits of a standard's number: a smaller one may count something.
const LEAST_DIGITS: usize = 3;

/// One of the things that a citation refers to: its kind and numbers, and the divisions that were named before them, as in
/// `point (a) of Article 5`.
struct Part {
    words: Vec<String>,
    divisions: Vec<String>,
}

/// What a citation refers to: each part with its divisions, wherever they stand, and with the law's name.
fn parts(profile: &Profile<'_>, at: Range<usize>) -> Vec<String> {
    let (mut parts, mut law, mut ahead) = (Vec::<Part>::new(), Vec::new(), Vec::new());
    let (mut dividing, mut in_law) = (false, false);
    let mut tokens = profile.tokens[at].iter();
    while let Some(token) = tokens.next() {
        // `of this Regulation` names no other one.
        if token.has(Trait::Demonstrative) {
            break;
        }
        if let Some(kind) = opens(token) {
            dividing = DIVISIONS.contains(&kind);
            in_law = token.has(Trait::Law);
            if in_law {
                law.push(kind.to_owned());
            } else if !dividing {
                parts.push(Part { words: vec![kind.to_owned()], divisions: std::mem::take(&mut ahead) });
            }
        } else if !token.is_sign() && !token.has(Trait::CitationLink) {
            let label = label(word(profile, token));
            if ranges(profile, token) {
                fill(parts.last_mut().map_or(&mut ahead, |part| &mut part.words), &label);
            }
            match parts.last_mut() {
                _ if is_union(token) => {}
                _ if in_law || is_name(&label) => law.push(label),
                Some(part) => part.words.push(label),
                None if is_letter(&label) || dividing && label.len() < 4 => ahead.push(label),
                None => law.push(label),
            }
        } else if token.has(Trait::Through) {
            let last = tokens.clone().find(|next| !next.is_sign());
            let labels = parts.last_mut().map_or(&mut ahead, |part| &mut part.words);
            last.iter().for_each(|last| fill(labels, &label(word(profile, last))));
        }
    }
    if parts.is_empty() {
        parts.push(Part { words: ahead, divisions: Vec::new() });
    }
    let whole = |Part { words, divisions }| [words, divisions, law.clone()].concat().join(" ");
    let mut parts: Vec<String> = parts.into_iter().map(whole).collect();
    parts.sort_unstable();
    parts
}

/// The name of a law without a number.
fn name(profile: &Profile<'_>, at: Range<usize>) -> String {
    let words =
        profile.tokens[at].iter().filter(|token| !token.has(Trait::CitationLink)).map(|token| word(profile, token));
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a word is part of a law's name and no label.
fn is_name(label: &str) -> bool {
    label.len() > 1 && label.chars().all(char::is_alphabetic)
}

/// Whether a label is one of those that points bear: `Article 5(1)(a)` is point (a) of Article 5(1).
fn is_letter(label: &str) -> bool {
    label.len() == 1 && label.chars().all(char::is_alphabetic)
}

/// A label in one spelling: Roman numerals as digits.
fn label(printed: &str) -> String {
    let roman = printed.len() > 1 || printed == "I" || printed == "V" || printed == "X";
    let value = printed.chars().map(numeral).collect::<Option<Vec<u32>>>().filter(|values| roman && !values.is_empty());
    let Some(values) = value else { return printed.to_lowercase() };
    let next = values.iter().skip(1).chain(std::iter::once(&0));
    // A smaller numeral before a larger one counts backwards: `IX`.
    let (more, less) = values
        .iter()
        .zip(next)
        .fold((0, 0), |(more, less), (one, next)| if one < next { (more, less + one) } else { (more + one, less) });
    (more - less).to_string()
}

const fn numeral(letter: char) -> Option<u32> {
    match letter {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    }
}

/// Longest range of numbers that is written out.
const LONGEST_RANGE: u32 = 30;

/// Whether a dash ties a label to the one before it: `Sections 5-7`.
fn ranges(profile: &Profile<'_>, label: &Token) -> bool {
    let before = profile.text[..label.range.start].strip_suffix(['-', '–']);
    before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// `Articles 3 to 5` as 3, 4, 5, `points (a) to (c)` as a, b, c, `Measures 2.1 to 2.3` as 2.1, 2.2, 2.3: adds the labels
/// between.
fn fill(part: &mut Vec<String>, last: &str) {
    let between = part.last().map_or_else(Vec::new, |first| between(first, last));
    part.extend(between);
}

fn between(first: &str, last: &str) -> Vec<String> {
    if let (&[from @ b'a'..=b'z'], &[to @ b'a'..=b'z']) = (first.as_bytes(), last.as_bytes()) {
        return (from + 1..to).map(|letter| char::from(letter).to_string()).collect();
    }
    let divided = |label: &str| label.rfind('.').map_or(0, |dot| dot + 1);
    let ((whole, from), (other, to)) = (first.split_at(divided(first)), last.split_at(divided(last)));
    match (from.parse::<u32>(), to.parse::<u32>()) {
        (Ok(from), Ok(to)) if whole == other && from < to && to - from < LONGEST_RANGE => {
            (from + 1..to).map(|number| format!("{whole}{number}")).collect()
        }
        _ => Vec::new(),
    }
}
