/// Endings of words with what each says. A language has dozens and a word is asked for all of them, so they are kept by
/// their last byte: most words then have one or two to be compared with.
#[derive(Debug)]
pub(super) struct Endings<T> {
    by_last: Vec<Vec<(String, T)>>,
}

impl<T> Default for Endings<T> {
    fn default() -> Self {
        Self { by_last: Vec::new() }
    }
}

impl<T> Endings<T> {
    /// Adds an ending; those that are added first are found first.
    pub(super) fn add(&mut self, ending: &str, says: T) {
        if let Some(&last) = ending.as_bytes().last() {
            let count = self.by_last.len().max(usize::from(last) + 1);
            self.by_last.resize_with(count, Vec::new);
            self.by_last[usize::from(last)].push((ending.to_owned(), says));
        }
    }

    /// What a word is without each ending that it has, with what the ending says.
    pub(super) fn of<'w>(&self, word: &'w str) -> impl Iterator<Item = (&'w str, &T)> {
        let alike = word.as_bytes().last().and_then(|&last| self.by_last.get(usize::from(last)));
        let all = alike.map_or(&[][..], Vec::as_slice);
        all.iter().filter_map(|(ending, says)| Some((without(word, ending)?, says)))
    }
}

/// A word without its ending. A look at one byte spares most comparisons.
fn without<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let length = word.len().checked_sub(ending.len())?;
    if word.as_bytes()[length] == ending.as_bytes()[0] { word.strip_suffix(ending) } else { None }
}
