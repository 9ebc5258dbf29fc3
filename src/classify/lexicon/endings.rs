use rustc_hash::FxHashMap;

/// Endings of words with what each says. A language has dozens and a word is asked for all of them, so they are kept by
/// their last byte: most words then have one or two to be compared with.
#[derive(Debug)]
pub(super) struct Endings<T> {
    by_last: FxHashMap<u8, Vec<(String, T)>>,
}

impl<T> Default for Endings<T> {
    fn default() -> Self {
        Self { by_last: FxHashMap::default() }
    }
}

impl<T> Endings<T> {
    /// Adds an ending; those that are added first are found first.
    pub(super) fn add(&mut self, ending: &str, says: T) {
        if let Some(&last) = ending.as_bytes().last() {
            self.by_last.entry(last).or_default().push((ending.to_owned(), says));
        }
    }

    /// What a word is without each ending that it has, with what the ending says.
    pub(super) fn of<'w>(&self, word: &'w str) -> impl Iterator<Item = (&'w str, &T)> {
        let alike = word.as_bytes().last().and_then(|last| self.by_last.get(last));
        alike.into_iter().flatten().filter_map(|(ending, says)| Some((word.strip_suffix(ending.as_str())?, says)))
    }
}
