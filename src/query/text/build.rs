//! Makes an index in one pass over the words of every incident.
//!
//! While building, each word owns a growing string of packed places in which a flag marks a
//! new incident; when all lengths are known they are repacked in alphabetical order, one word
//! after another, so that the peak is little more than the index itself.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::dictionary::Dictionary;
use super::families::{Families, sort_numbers};
use super::fields::paragraphs;
use super::index::Index;
use super::layout::Layout;
use super::postings::{Postings, read, write};
use super::tokens::{Stemmer, fold_into, words};
use crate::incident::Incident;

/// A word while it is being gathered.
#[derive(Default)]
struct Gathered {
    /// Places, each doubled; odd ones begin an incident and follow the step to its number.
    bytes: Vec<u8>,
    incident: u32,
    place: u32,
    seen: bool,
}

impl Gathered {
    fn add(&mut self, incident: u32, place: u32) {
        if !self.seen || self.incident != incident {
            write(&mut self.bytes, ((incident - self.incident) << 1) | 1);
            (self.seen, self.incident, self.place) = (true, incident, 0);
        }
        write(&mut self.bytes, (place - self.place) << 1);
        self.place = place;
    }
}

pub(super) fn build(incidents: &[Incident], language: &str) -> Index {
    // Words as they are spelled, borrowed, and as they are folded: folding and allocating
    // happen once a spelling and not once a word.
    let mut known: HashMap<Cow<str>, u32, Fast> = HashMap::default();
    let mut names: Vec<String> = Vec::new();
    let mut gathered: Vec<Gathered> = Vec::new();
    let mut layout = Layout::default();
    let mut buffer = String::new();
    for (number, incident) in (0..).zip(incidents) {
        let mut place = 0;
        paragraphs(incident, &mut |kind, name, text| {
            layout.begin(place, kind, name);
            words(text, &mut |_, word| {
                let id = known.get(word).copied().unwrap_or_else(|| {
                    buffer.clear();
                    fold_into(&mut buffer, word);
                    let id = known.get(buffer.as_str()).copied().unwrap_or_else(|| {
                        names.push(buffer.clone());
                        gathered.push(Gathered::default());
                        known.insert(Cow::Owned(buffer.clone()), gathered.len() as u32 - 1);
                        gathered.len() as u32 - 1
                    });
                    known.insert(Cow::Borrowed(word), id);
                    id
                });
                gathered[id as usize].add(number, place);
                place += 1;
            });
            place += 1;
        });
        layout.end(place);
    }
    drop(known);
    layout.shrink();

    let name = |id: u32| names[id as usize].as_str();
    let mut order: Vec<u32> = (0..names.len() as u32).collect();
    sort_numbers(&mut order, &|one, other| name(one).cmp(name(other)));
    let mut dictionary = Dictionary::default();
    let mut postings = Postings::default();
    for id in order {
        dictionary.push(name(id));
        let bytes = std::mem::take(&mut gathered[id as usize].bytes);
        repack(&bytes, &layout, &mut postings);
    }
    postings.shrink();
    let stemmer = Stemmer::of(language);
    let families = Families::of(&dictionary, &stemmer);
    Index { len: incidents.len(), stemmer, dictionary, families, postings, layout }
}

fn repack(mut bytes: &[u8], layout: &Layout, postings: &mut Postings) {
    let mut entries: Vec<(u32, f32, std::ops::Range<usize>)> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    let (mut incident, mut place) = (0, 0);
    while let Some(number) = read(&mut bytes) {
        if number & 1 == 1 {
            incident += number >> 1;
            place = 0;
            entries.push((incident, 0.0, places.len()..places.len()));
        } else if let Some((_, weight, range)) = entries.last_mut() {
            place += number >> 1;
            places.push(place);
            range.end = places.len();
            *weight += layout.line(incident as usize).weigh(place).0;
        }
    }
    let places = &places;
    postings.push(&mut entries.into_iter().map(|(incident, weight, range)| (incident, weight, &places[range])));
}

type Fast = BuildHasherDefault<FastHasher>;

/// Multiplication by a large odd number, eight bytes at a time: words are short, and nobody
/// gains by choosing them so that they collide in their own browser.
#[derive(Default)]
struct FastHasher(u64);

impl Hasher for FastHasher {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.0 = (self.0 ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            self.0 ^= self.0 >> 32;
        }
    }

    fn write_u8(&mut self, _: u8) {
        // The mark that the standard library puts after a string.
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
