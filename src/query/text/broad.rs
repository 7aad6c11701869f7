//! Beginnings of words under which too much is found to search them while somebody types.
//!
//! Worked out once, while building, and written into the header: whoever has only some files
//! gives the same answer as whoever has all.

/// Beginnings of up to so many letters may be too broad.
const LETTERS: usize = 3;

/// So many bytes of postings under one are too many: some hundred kilobytes to fetch for a word
/// that is not even written.
const BYTES: usize = 256 * 1024;

/// The beginnings of an ascending list of words.
#[derive(Default)]
pub(super) struct Broad {
    last: String,
    /// By number of letters, the bytes under that beginning of the last word.
    bytes: [usize; LETTERS],
    found: Vec<String>,
}

impl Broad {
    /// Adds a word that sorts after all others, with the bytes of its postings.
    pub(super) fn push(&mut self, word: &str, bytes: usize) {
        for (letters, sum) in (1..).zip(&mut self.bytes) {
            let (before, now) = (beginning(&self.last, letters), beginning(word, letters));
            if before != now {
                if *sum > BYTES {
                    self.found.extend(before.map(str::to_owned));
                }
                *sum = 0;
            }
            *sum += bytes;
        }
        self.last.clear();
        self.last.push_str(word);
    }

    /// Those that are too broad.
    pub(super) fn end(mut self) -> Vec<String> {
        self.push("", 0);
        self.found
    }
}

/// The first letters of a word that has as many.
fn beginning(word: &str, letters: usize) -> Option<&str> {
    let (at, last) = word.char_indices().nth(letters - 1)?;
    word.get(..at + last.len_utf8())
}
