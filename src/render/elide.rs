//! Long texts made short for a terminal: unchanged words far from a change say nothing, and openings say which text.

/// Words kept at either end of an unchanged run.
const CONTEXT: usize = 8;

/// The text with its middle left out where it is long; `ends` says on which sides a change stands.
pub(super) fn elided(text: &str, ends: (bool, bool)) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let head = if ends.0 { CONTEXT } else { 0 };
    let tail = if ends.1 { CONTEXT } else { 0 };
    if words.len() <= head + tail + 4 {
        return text.to_owned();
    }
    let lead = if text.starts_with(char::is_whitespace) { " " } else { "" };
    let close = if text.ends_with(char::is_whitespace) { " " } else { "" };
    let first = words[..head].join(" ");
    let last = words[words.len() - tail..].join(" ");
    format!("{lead}{first} … {last}{close}")
}

/// The text up to its `count`-th word.
pub(super) fn first_words(text: &str, count: usize) -> &str {
    let mut seen = 0;
    let mut in_word = false;
    for (position, character) in text.char_indices() {
        let word = !character.is_whitespace();
        if word && !in_word {
            seen += 1;
            if seen > count {
                return text[..position].trim_end();
            }
        }
        in_word = word;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_unchanged_runs_keep_only_the_words_next_to_a_change() {
        let long: Vec<String> = (0..40).map(|n| n.to_string()).collect();
        let long = format!(" {} ", long.join(" "));
        assert_eq!(elided(&long, (true, true)), " 0 1 2 3 4 5 6 7 … 32 33 34 35 36 37 38 39 ");
        assert_eq!(elided(&long, (false, true)), "  … 32 33 34 35 36 37 38 39 ");
        assert_eq!(elided("a few words", (true, true)), "a few words");
    }

    #[test]
    fn the_first_words_of_a_text_end_at_a_word() {
        assert_eq!(first_words("one two  three", 2), "one two");
        assert_eq!(first_words("one two", 5), "one two");
    }
}
