use super::endings::Endings;
use rustc_hash::FxHashMap;

/// Folds the endings of words, in steps that the language's data gives.
#[derive(Debug, Default)]
pub(super) struct Stemmer {
    /// Words that no ending rule fits.
    pub(super) irregular: FxHashMap<String, String>,
    /// One list of endings a step, with what stands for each; the first that fits is replaced.
    pub(super) steps: Vec<Endings<String>>,
}

/// Letters that must stay before an ending, so that `use` does not become `us`.
pub(super) const LEAST: usize = 3;

impl Stemmer {
    /// The stem of a folded word.
    pub(super) fn stem(&self, word: &str) -> String {
        if let Some(stem) = self.irregular.get(word) {
            return stem.clone();
        }
        let mut stem = word.to_owned();
        for step in &self.steps {
            // `pass` ends in no plural, however short it is.
            let keeps = |rest: &str, to: &str| rest.len() + to.len() == stem.len() && stem.ends_with(to);
            let found = step.of(&stem).find(|(rest, to)| keeps(rest, to) || can_stand_alone(rest));
            let found = found.map(|(rest, to)| (rest.len(), to));
            if let Some((length, to)) = found {
                stem.truncate(length);
                stem.push_str(to);
                if to.is_empty() {
                    undouble(&mut stem);
                }
            }
        }
        while stem.len() > LEAST && stem.ends_with('e') {
            stem.pop();
        }
        stem
    }
}

/// Whether what is left of a word without an ending can be a word.
fn can_stand_alone(rest: &str) -> bool {
    let vowel = |byte: &u8| matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    rest.chars().nth(LEAST - 1).is_some() && rest.as_bytes().iter().any(vowel)
}

/// `planned` without its ending is `plann`: one consonant too many.
fn undouble(stem: &mut String) {
    let bytes = stem.as_bytes();
    let &[.., before, last] = bytes else { return };
    if before == last && last.is_ascii_alphabetic() && !b"aeioulsz".contains(&last) {
        stem.pop();
    }
}
