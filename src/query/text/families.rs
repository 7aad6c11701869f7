//! Words with one stem, so that each finds the others.

use std::cmp::Ordering;

use super::dictionary::Dictionary;
use super::tokens::Stemmer;

/// The words of each stem.
#[derive(Debug, Default)]
pub(super) struct Families {
    stems: Dictionary,
    members: Vec<u32>,
    ends: Vec<u32>,
}

impl Families {
    /// Groups the words of a dictionary; without a stemmer every word stands alone.
    pub(super) fn of(dictionary: &Dictionary, stemmer: &Stemmer) -> Families {
        let mut families = Families::default();
        if let Stemmer::None = stemmer {
            return families;
        }
        let stems: Vec<_> = (0..dictionary.len()).map(|number| stemmer.stem(dictionary.word(number))).collect();
        let stem = |number: u32| &*stems[number as usize];
        let mut members: Vec<u32> = (0..stems.len() as u32).collect();
        sort_numbers(&mut members, &|one, other| stem(one).cmp(stem(other)).then(one.cmp(&other)));
        for family in members.chunk_by(|one, other| stem(*one) == stem(*other)) {
            families.stems.push(stem(family[0]));
            families.members.extend(family);
            families.ends.push(families.members.len() as u32);
        }
        families
    }

    /// The numbers of the words with a stem.
    pub(super) fn of_stem(&self, stem: &str) -> &[u32] {
        let Some(number) = self.stems.find(stem) else { return &[] };
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.members[start as usize..self.ends[number] as usize]
    }

    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        self.stems.size() + 4 * (self.members.len() + self.ends.len())
    }
}

/// Sorts numbers of words. Every kind of sorting costs a kilobyte of the download, so those
/// of numbers share one, and all others are of `u64`.
pub(super) fn sort_numbers(numbers: &mut [u32], by: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|one, other| by(*one, *other));
}
