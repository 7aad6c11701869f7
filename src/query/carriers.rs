//! Who carries the values of a facet, kept so that all values are counted at once.
//!
//! Few common values are kept as one set each and counted by AND and popcount. Many rare ones
//! (organizations by the thousand) are kept as the incidents of each and as what each incident carries,
//! and counted by going through incidents. A browser asks seconds after it asked last, when nothing is in
//! the caches any more, so what is counted in one go lies in one stretch of memory. Only facets use this.

use std::borrow::Cow;

use crate::query::bits::{Bits, WORD, each_bit};

/// So many words of a set lie beside the same words of the facet's other sets.
const TILE: usize = 16;

/// The incidents of each value.
#[derive(Debug)]
pub(super) enum Carriers {
    /// As sets; and tile after tile of them, those of all values.
    Sets { sets: Vec<Bits>, tiles: Vec<[u64; TILE]> },
    /// As lists, and the other way round.
    Lists { of_value: Lists, of_incident: Carried },
}

impl Carriers {
    /// From the incidents of each value, out of `len`, in ascending order, each once.
    pub(super) fn new(lists: &[Vec<u32>], len: usize) -> Carriers {
        // Sets cost a bit an incident and value, lists eight bytes an answer.
        let entries: usize = lists.iter().map(Vec::len).sum();
        if lists.len() * len.div_ceil(8) <= entries * 8 + 4096 {
            let sets: Vec<Bits> = lists.iter().map(|list| set(list, len)).collect();
            let starts = (0..len.div_ceil(WORD)).step_by(TILE);
            let tiles = starts.flat_map(|start| sets.iter().map(move |set| tile(set.words(), start))).collect();
            Carriers::Sets { sets, tiles }
        } else {
            let of_value = Lists::of(lists);
            Carriers::Lists { of_incident: Carried::of(&of_value, len), of_value }
        }
    }

    /// The incidents, out of `len`, that carry the value at a place; none past the end.
    pub(super) fn get(&self, place: usize, len: usize) -> Cow<'_, Bits> {
        match self {
            Carriers::Sets { sets, .. } => sets.get(place).map_or_else(|| Cow::Owned(Bits::none(len)), Cow::Borrowed),
            Carriers::Lists { of_value, .. } => Cow::Owned(set(of_value.get(place), len)),
        }
    }

    /// Adds how many incidents carry each value, of a set that is given by its words from some place on. Behind
    /// these counts is one more, which is of no value.
    pub(super) fn add(&self, place: usize, words: &[u64], counts: &mut [u32]) {
        match self {
            Carriers::Sets { sets, tiles } => {
                let past = place + words.len();
                let of_values = tiles.chunks(sets.len().max(1)).skip(place / TILE);
                for (start, tiles) in (place / TILE * TILE..past).step_by(TILE).zip(of_values) {
                    let (from, to) = (start.max(place), (start + TILE).min(past));
                    let mut kept = [0; TILE];
                    kept[from - start..to - start].copy_from_slice(&words[from - place..to - place]);
                    for (tile, count) in tiles.iter().zip(&mut *counts) {
                        *count += kept.iter().zip(tile).map(|(kept, word)| (kept & word).count_ones()).sum::<u32>();
                    }
                }
            }
            Carriers::Lists { of_incident, .. } => of_incident.count(place, words, counts),
        }
    }
}

/// Many short lists in one.
#[derive(Debug)]
pub(super) struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn get(&self, place: usize) -> &[u32] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }

    fn of(lists: &[Vec<u32>]) -> Lists {
        let mut all = Lists { starts: vec![0], items: Vec::new() };
        lists.iter().for_each(|list| all.push(list));
        all
    }

    fn push(&mut self, list: &[u32]) {
        self.items.extend_from_slice(list);
        self.starts.push(self.items.len() as u32);
    }

    /// How many lists there are.
    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The lists the other way round: for each of `len` items, which lists hold it.
    fn turned(&self, len: usize) -> Lists {
        let mut starts = vec![0_u32; len + 1];
        for item in &self.items {
            starts[*item as usize + 1] += 1;
        }
        for place in 0..len {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut items = vec![0; self.items.len()];
        for list in 0..self.len() {
            for item in self.get(list) {
                let slot = &mut next[*item as usize];
                items[*slot as usize] = list as u32;
                *slot += 1;
            }
        }
        Lists { starts, items }
    }
}

/// What each incident carries. Most carry two values at most, and going through a list that short mostly
/// guesses wrong where it ends: so there are always two, and lists of any more.
#[derive(Debug)]
pub(super) struct Carried {
    /// The places of two values; behind the last one where there is none. Nothing, where there are
    /// too many values for such short numbers.
    two: Vec<[u16; 2]>,
    more: Lists,
    /// The incidents that `more` has values of.
    wide: Bits,
}

impl Carried {
    /// From the incidents of each value; with nothing in what is left of the last word of a set.
    fn of(of_value: &Lists, len: usize) -> Carried {
        let lists = of_value.turned(len.next_multiple_of(WORD));
        let (mut two, mut more) = (Vec::new(), Lists::of(&[]));
        let none = u16::try_from(of_value.len());
        for list in (0..lists.len()).map(|place| lists.get(place)) {
            match none {
                Ok(none) => {
                    two.push([0, 1].map(|at| list.get(at).map_or(none, |value| *value as u16)));
                    more.push(list.get(2..).unwrap_or_default());
                }
                Err(_) => more.push(list),
            }
        }
        let wide = Bits::of(len, |place| !more.get(place).is_empty());
        Carried { two, more, wide }
    }

    fn count(&self, place: usize, words: &[u64], counts: &mut [u32]) {
        for (word, two) in words.iter().zip(self.two.as_chunks::<WORD>().0.iter().skip(place)) {
            each_bit(*word, |bit| two[bit].iter().for_each(|value| counts[*value as usize] += 1));
        }
        for (at, (word, wide)) in words.iter().zip(self.wide.words().iter().skip(place)).enumerate() {
            each_bit(word & wide, |bit| {
                let list = self.more.get((place + at) * WORD + bit);
                list.iter().for_each(|value| counts[*value as usize] += 1);
            });
        }
    }
}

fn set(list: &[u32], len: usize) -> Bits {
    let mut set = Bits::none(len);
    list.iter().for_each(|index| set.insert(*index as usize));
    set
}

/// The words of a set from some place on, with nothing past its end.
fn tile(words: &[u64], start: usize) -> [u64; TILE] {
    std::array::from_fn(|at| words.get(start + at).copied().unwrap_or_default())
}
