//! One phrase: its plural forms, and how its places are filled.

use std::borrow::Cow;

/// The forms of a phrase; one that does not count has one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Forms(pub(super) Vec<Form>);

/// A form and the numbers that it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form {
    /// Numbers, or `*` and how they end, with spaces between; `n` is all others.
    pub(super) numbers: String,
    pub(super) phrase: String,
}

impl Forms {
    /// The form for a number: the one that names it most exactly.
    pub(super) fn form(&self, number: usize) -> &str {
        let number = number.to_string();
        let best = self.0.iter().max_by_key(|form| form.fits(&number));
        best.map_or("", |form| form.phrase.as_str())
    }
}

impl Form {
    /// How exactly a form names a number; 0 where it does not.
    fn fits(&self, number: &str) -> usize {
        let exact = number.len() + 1;
        let fits = |numbers: &str| match numbers.strip_prefix('*') {
            Some(ending) if number.ends_with(ending) => ending.len(),
            None if numbers == number => exact,
            _ => 0,
        };
        // One more where it is named, so that the form for all others comes between.
        let named = self.numbers.split(' ').map(fits).max().unwrap_or(0);
        if named > 0 { named + 1 } else { usize::from(self.numbers == ALL_OTHERS) }
    }
}

/// The name of the form for all other numbers.
pub(super) const ALL_OTHERS: &str = "n";

/// The phrase with its places filled; a place that nobody fills stays as it stands.
pub(super) fn fill(phrase: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut rest = phrase;
    while let Some((before, place, after)) = next(rest) {
        out.push_str(before);
        let (name, case) = place.split_once('|').unwrap_or((place, ""));
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(&isolated(&cased(value, case))),
            None => out.extend(["{", place, "}"]),
        }
        rest = after;
    }
    out + rest
}

/// A value with marks of direction of its own turns nothing round but itself: a draft's name must not re-order the
/// figures beside it.
fn isolated(value: &str) -> Cow<'_, str> {
    const ISOLATE: char = '\u{2068}';
    const END: char = '\u{2069}';
    let opens = |c: char| ('\u{2066}'..=ISOLATE).contains(&c);
    if !value.contains(|c| opens(c) || c == END || ('\u{202a}'..='\u{202e}').contains(&c)) {
        return Cow::Borrowed(value);
    }
    let mut out = String::from(ISOLATE);
    let mut open = 1;
    for c in value.chars() {
        open += usize::from(opens(c));
        // An end that nothing of the value's own opened would end the isolation.
        if c == END && open == 1 {
            continue;
        }
        open -= usize::from(c == END);
        out.push(c);
    }
    out.extend(std::iter::repeat_n(END, open));
    Cow::Owned(out)
}

/// The names of a phrase's places.
pub(super) fn places(phrase: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = phrase;
    while let Some((_, place, after)) = next(rest) {
        found.push(place.split('|').next().unwrap_or(place));
        rest = after;
    }
    found
}

/// The next place of a phrase, with what stands before and after it.
fn next(phrase: &str) -> Option<(&str, &str, &str)> {
    let (before, inside) = phrase.split_once('{')?;
    let (place, after) = inside.split_once('}')?;
    Some((before, place, after))
}

/// The value with its first letter as the place wants it; an abbreviation keeps its own.
fn cased(value: &str, case: &str) -> String {
    let mut letters = value.chars();
    let Some(first) = letters.next() else { return String::new() };
    match case {
        "upper" => first.to_uppercase().chain(letters).collect(),
        "lower" if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_form_that_names_it_most_exactly() {
        let form = |numbers: &str| Form { numbers: numbers.to_owned(), phrase: numbers.to_owned() };
        let polish = Forms(["1", "*2 *3 *4", "*12 *13 *14", "n"].map(form).to_vec());
        let said = [0, 1, 2, 5, 11, 12, 14, 21, 22, 104, 112].map(|number| polish.form(number));
        let wanted =
            ["n", "1", "*2 *3 *4", "n", "n", "*12 *13 *14", "*12 *13 *14", "n", "*2 *3 *4", "*2 *3 *4", "*12 *13 *14"];
        assert_eq!(said, wanted);
    }

    #[test]
    fn a_value_with_marks_of_direction_turns_only_itself_round() {
        let said = |unit: &str| fill("{unit} has 3", &[("unit", unit)]);
        assert_eq!(said("\u{202e}tfard"), "\u{2068}\u{202e}tfard\u{2069} has 3");
        assert_eq!(said("a\u{2069}\u{202e}b"), "\u{2068}a\u{202e}b\u{2069} has 3");
        assert_eq!(said("\u{2067}a\u{2066}b"), "\u{2068}\u{2067}a\u{2066}b\u{2069}\u{2069}\u{2069} has 3");
        assert_eq!(said("מסמך"), "מסמך has 3");
    }

    #[test]
    fn places_are_filled_in_the_case_that_they_want() {
        let values = [("draft", "the second draft"), ("version", "KPI list"), ("unit", "Measure {draft}")];
        assert_eq!(fill("{draft|upper} of {version|lower}", &values), "The second draft of KPI list");
        assert_eq!(fill("{unit}, {other} {", &values), "Measure {draft}, {other} {");
        assert_eq!(places("{draft|upper} has {n} {"), ["draft", "n"]);
    }
}
