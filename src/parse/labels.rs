//! Labels of points: `(a)`, `a)`, `1.`, `IV.`, `(iii)`.

/// The label that a text starts with and where the words after it start.
///
/// Labels are short on purpose: `(see` or `3.5 km` are words, not labels.
pub(super) fn leading_label(text: &str) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let open = usize::from(bytes.first() == Some(&b'('));
    let name = text[open..].bytes().take_while(u8::is_ascii_alphanumeric).count();
    let close = open + name;
    let closed = match bytes.get(close) {
        Some(b')') => true,
        Some(b'.') => open == 0,
        _ => false,
    };
    let space = bytes.get(close + 1).is_none_or(|&next| next == b' ');
    (closed && space && is_ordinal(&text[open..close])).then(|| {
        let rest = close + 1;
        (&text[..rest], rest + usize::from(rest < text.len()))
    })
}

fn is_ordinal(name: &str) -> bool {
    let digits = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_digit());
    let letters = name.len() <= 1 && name.bytes().all(|b| b.is_ascii_alphabetic());
    let doubled =
        name.len() == 2 && name.as_bytes()[0] == name.as_bytes()[1] && name.bytes().all(|b| b.is_ascii_lowercase());
    let roman = |set: &str| name.len() <= 6 && name.chars().all(|c| set.contains(c));
    !name.is_empty() && (digits || letters || doubled || roman("ivxl") || roman("IVXL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_words() {
        for (text, label) in
            [("(a) x", "(a)"), ("a) x", "a)"), ("IV. x", "IV."), ("(12) x", "(12)"), ("(iii) x", "(iii)")]
        {
            let (found, rest) = leading_label(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found, &text[rest..]), (label, "x"));
        }
        for text in ["(see) x", "3.5 km", "a x", "(a", "e.g. x", "No. 5", ""] {
            assert_eq!(leading_label(text), None, "{text}");
        }
    }
}
