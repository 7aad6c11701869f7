//! The words nearest to one that is nowhere: asked only when a query finds nothing.

use serde::Serialize;

use super::dictionary::Dictionary;

/// What was searched instead of what was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The word of the query, folded.
    pub from: String,
    /// The word of the collection.
    pub to: String,
}

/// The known words within reach of an unknown one: nearest first, then those of most
/// incidents, then alphabetical. Words of four letters or more may be one edit away, of eight
/// two, where swapping two neighbours is one edit (Damerau and Levenshtein).
pub(super) fn near(word: &str, dictionary: &Dictionary, incidents_with: &dyn Fn(usize) -> u32) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let reach = match letters.len() {
        0..4 => return Vec::new(),
        4..8 => 1,
        _ => 2,
    };
    let mut near = Vec::new();
    let mut other = Vec::new();
    for number in 0..dictionary.len() {
        let known = dictionary.word(number);
        // Letters are at most four bytes and at least one, which spares most of the counting.
        if known.len() > 4 * (letters.len() + reach) || known.len() + reach < letters.len() {
            continue;
        }
        other.clear();
        other.extend(known.chars());
        if let Some(distance) = distance(&letters, &other, reach) {
            // Distance, then rarity, then place in the alphabet, as one number.
            let rarity = 0xfff_ffff - u64::from(incidents_with(number)).min(0xfff_ffff);
            near.push((distance as u64) << 60 | rarity << 32 | number as u64);
        }
    }
    near.sort_unstable();
    near.into_iter().map(|key| dictionary.word(key as u32 as usize).to_owned()).collect()
}

/// Edits between two words, if no more than `most`.
pub fn distance(one: &[char], other: &[char], most: usize) -> Option<usize> {
    if one.len().abs_diff(other.len()) > most {
        return None;
    }
    let (mut before, mut last) = (vec![0; other.len() + 1], (0..=other.len()).collect::<Vec<usize>>());
    for (row, letter) in one.iter().enumerate() {
        let mut next = vec![row + 1; other.len() + 1];
        for (column, compared) in other.iter().enumerate() {
            let replaced = last[column] + usize::from(letter != compared);
            next[column + 1] = replaced.min(last[column + 1] + 1).min(next[column] + 1);
            if row > 0 && column > 0 && one[row - 1] == *compared && *letter == other[column - 1] {
                next[column + 1] = next[column + 1].min(before[column - 1] + 1);
            }
        }
        if next.iter().min() > Some(&most) {
            return None;
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|distance| *distance <= most)
}
