use rustc_hash::FxHashMap;

/// Folds the endings of words, in steps that the language's data gives.
#[derive(Debug, Default)]
pub(super) struct Stemmer {
    /// Words that no ending rule fits.
    pub(super) irregular: FxHashMap<String, String>,
    /// One list of endings a step; the first that fits is replaced.
    pub(super) steps: Vec<Vec<Ending>>,
}

/// One ending and what stands for it.
#[derive(Debug)]
pub(super) struct Ending {
    /// The letters at the end.
    pub(super) from: String,
    /// What they become.
    pub(super) to: String,
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
            let fits = |ending: &&Ending| fits(&stem, ending);
            if let Some(ending) = step.iter().find(fits) {
                stem.truncate(stem.len() - ending.from.len());
                stem.push_str(&ending.to);
                if ending.to.is_empty() {
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

fn fits(word: &str, ending: &Ending) -> bool {
    let Some(rest) = word.strip_suffix(ending.from.as_str()) else { return false };
    rest.chars().count() >= LEAST && rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `planned` without its ending is `plann`: one consonant too many.
fn undouble(stem: &mut String) {
    let bytes = stem.as_bytes();
    let &[.., before, last] = bytes else { return };
    if before == last && last.is_ascii_alphabetic() && !b"aeioulsz".contains(&last) {
        stem.pop();
    }
}
