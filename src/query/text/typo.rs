//! The words nearest to one that is nowhere: asked only when a query finds nothing.

use serde::Serialize;

use super::shard::Words;

/// What was searched instead of what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The word of the query, folded.
    pub from: String,
    /// The word of the collection.
    pub to: String,
}

/// How many edits a known word may be away from an unknown one: of four letters or more one,
/// of eight two.
pub(super) fn reach(word: &str) -> usize {
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// The known words within reach of an unknown one: nearest first, then those of most
/// incidents, then alphabetical. Swapping two neighbours is one edit (Damerau and Levenshtein).
///
/// The words are sorted, so the edits of what a word shares with the last are known already,
/// and all words are passed over whose common beginning is too far away.
pub(super) fn near(word: &str, words: &Words) -> Vec<String> {
    let reach = reach(word);
    let letters: Vec<char> = word.chars().collect();
    let mut table = Table::new(&letters);
    let (mut near, mut names) = (Vec::new(), Vec::new());
    // The first so many bytes of the last word are too far away, whatever follows.
    let mut hopeless = usize::MAX;
    words.each(&mut |known, shared, incidents| {
        if shared >= hopeless {
            return;
        }
        hopeless = usize::MAX;
        table.keep(known[..shared].chars().count());
        for (at, letter) in known[shared..].char_indices() {
            if table.push(letter) > reach {
                hopeless = shared + at + letter.len_utf8();
                return;
            }
        }
        let distance = table.distance();
        if distance <= reach {
            // Distance, then rarity, then place in the alphabet, as one number.
            let rarity = 0xfff_ffff - u64::from(incidents).min(0xfff_ffff);
            near.push((distance as u64) << 60 | rarity << 32 | names.len() as u64);
            names.push(known.to_owned());
        }
    });
    near.sort_unstable();
    near.into_iter().filter_map(|key| names.get(key as u32 as usize).cloned()).collect()
}

/// Edits between two words, if no more than `most`.
pub fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    let mut table = Table::new(one);
    other.iter().for_each(|letter| {
        table.push(*letter);
    });
    Some(table.distance()).filter(|distance| *distance <= most)
}

/// The edits from every beginning of one word to every beginning of another, which grows.
struct Table<'a> {
    letters: &'a [char],
    other: Vec<char>,
    /// A row for every beginning of the other word, one after another.
    cells: Vec<usize>,
}

impl Table<'_> {
    fn new(letters: &[char]) -> Table<'_> {
        Table { letters, other: Vec::new(), cells: (0..=letters.len()).collect() }
    }

    /// Goes back to so many letters of the other word.
    fn keep(&mut self, letters: usize) {
        self.other.truncate(letters);
        self.cells.truncate((letters + 1) * (self.letters.len() + 1));
    }

    /// Adds a letter to the other word. Gives the edits that are certain, whatever follows.
    fn push(&mut self, letter: char) -> usize {
        let width = self.letters.len() + 1;
        let row = self.cells.len();
        let mut least = self.other.len() + 1;
        self.cells.push(least);
        for (column, compared) in self.letters.iter().enumerate() {
            let above = row - width + column;
            let replaced = self.cells[above] + usize::from(letter != *compared);
            let mut edits = replaced.min(self.cells[above + 1] + 1).min(self.cells[row + column] + 1);
            if column > 0 && letter == self.letters[column - 1] && self.other.last() == Some(compared) {
                edits = edits.min(self.cells[above - 1 - width] + 1);
            }
            self.cells.push(edits);
            least = least.min(edits);
        }
        self.other.push(letter);
        least
    }

    fn distance(&self) -> usize {
        self.cells.last().copied().unwrap_or_default()
    }
}
