//! Sets of incidents as bit words: the arithmetic of every count.
//!
//! Incidents are numbered from 0 in the order of the catalogue. Sets of one catalogue have
//! one length; nothing here knows what an incident is.

use std::ops::Range;

/// So many incidents are a word of a set.
pub(super) const WORD: usize = u64::BITS as usize;

/// A set of incident numbers below a fixed length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `len` incidents.
    pub fn none(len: usize) -> Bits {
        Bits { words: vec![0; len.div_ceil(WORD)], len }
    }

    /// The set of all `len` incidents.
    pub fn all(len: usize) -> Bits {
        Bits::from_words(vec![u64::MAX; len.div_ceil(WORD)], len)
    }

    /// A set from its words, the lowest bit of the first one being incident 0. Bits and words
    /// past the end are dropped, missing words are empty.
    pub fn from_words(mut words: Vec<u64>, len: usize) -> Bits {
        words.resize(len.div_ceil(WORD), 0);
        if let Some(last) = words.last_mut()
            && !len.is_multiple_of(WORD)
        {
            *last &= (1 << (len % WORD)) - 1;
        }
        Bits { words, len }
    }

    /// Its words, 64 incidents each, as [`Bits::from_words`] takes them.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The set of the incidents for which a test holds.
    pub fn of(len: usize, mut holds: impl FnMut(usize) -> bool) -> Bits {
        let word = |start: usize| {
            let end = (start + WORD).min(len);
            (start..end).rev().fold(0, |word, index| word << 1 | u64::from(holds(index)))
        };
        Bits { words: (0..len).step_by(WORD).map(word).collect(), len }
    }

    /// Adds an incident; a number past the end is ignored.
    pub fn insert(&mut self, index: usize) {
        if index < self.len {
            self.words[index / WORD] |= 1 << (index % WORD);
        }
    }

    /// Whether an incident is in the set.
    pub fn contains(&self, index: usize) -> bool {
        self.words.get(index / WORD).is_some_and(|word| word >> (index % WORD) & 1 == 1)
    }

    /// Keeps what is also in `other`.
    pub fn intersect(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in `other`.
    pub fn unite(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Drops what is in `other`.
    pub fn subtract(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= !other);
    }

    /// How many incidents are in the set.
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// Over how many incidents the set is.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it is over none at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The incidents that are not in the set.
    pub fn complement(&self) -> Bits {
        Bits::from_words(self.words.iter().map(|word| !word).collect(), self.len)
    }

    /// How many incidents are in both sets.
    pub fn count_both(&self, other: &Bits) -> u32 {
        self.words.iter().zip(&other.words).map(|(word, other)| (word & other).count_ones()).sum()
    }

    /// Calls back with each incident in the set, ascending: the fast way through it.
    pub fn for_each(&self, mut visit: impl FnMut(usize)) {
        for (index, word) in self.words.iter().enumerate() {
            each_bit(*word, |bit| visit(index * WORD + bit));
        }
    }

    /// The incidents in the set, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> + Clone + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            std::iter::successors(Some(*word).filter(|word| *word != 0), |word| {
                Some(word & (word - 1)).filter(|word| *word != 0)
            })
            .map(move |word| index * WORD + word.trailing_zeros() as usize)
        })
    }
}

/// A set that others are counted against, with what each of them would ask of it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    set: Bits,
    size: u32,
    span: Range<usize>,
    full: Range<usize>,
}

impl Counted {
    /// The incidents in it.
    pub fn set(&self) -> &Bits {
        &self.set
    }

    /// How many they are.
    pub fn size(&self) -> u32 {
        self.size
    }

    /// Whether it is every incident that there is.
    pub fn is_all(&self) -> bool {
        self.size as usize == self.set.len
    }

    /// Its words from the first to the last that hold anything. Collections are kept in the order of
    /// their dates, so a range of dates is a short span.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Its first run of words that hold all they can: most of a range of dates by itself.
    pub fn full(&self) -> Range<usize> {
        self.full.clone()
    }
}

impl From<Bits> for Counted {
    fn from(set: Bits) -> Counted {
        let holds = |word: &u64| *word != 0;
        let first = set.words.iter().position(holds).unwrap_or(0);
        let past = set.words.iter().rposition(holds).map_or(first, |last| last + 1);
        let span = &set.words[first..past];
        let size = span.iter().map(|word| word.count_ones()).sum();
        let full = span.iter().position(|word| *word == u64::MAX).map_or(past, |place| first + place);
        let run = set.words[full..past].iter().take_while(|word| **word == u64::MAX).count();
        Counted { size, span: first..past, full: full..full + run, set }
    }
}

/// Calls back with the place of each bit of a word, 0 to 63, ascending.
pub fn each_bit(word: u64, mut visit: impl FnMut(usize)) {
    let mut rest = word;
    while rest != 0 {
        visit(rest.trailing_zeros() as usize);
        rest &= rest - 1;
    }
}
