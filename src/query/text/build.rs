//! Makes an index in one pass over the words of every incident.
//!
//! Incidents are handed over one by one and not kept. While building, each word owns a growing
//! string of packed places in which a flag marks a new incident; when all lengths are known
//! they are repacked in alphabetical order, one word after another, so that the peak is little
//! more than the index itself.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::broad::Broad;
use super::fields::paragraphs;
use super::header::{FORMAT, Header};
use super::index::Index;
use super::layout::Layout;
use super::packed::{Runs, read, write, write_word};
use super::postings::{Packer, count};
use super::shard::{Shard, Words};
use super::tokens::{Stemmer, words};
use crate::bundle::columns::order;
use crate::incident::Incident;
use crate::incident::letters::plain_into;

/// An index that is being made.
#[derive(Debug, Default)]
pub struct Builder {
    language: String,
    incidents: u32,
    /// Words as they are spelled and as they are folded: folding happens once a spelling and
    /// not once a word.
    known: HashMap<Box<str>, u32, Fast>,
    names: Vec<Box<str>>,
    gathered: Vec<Gathered>,
    layout: Layout,
}

/// A word while it is being gathered.
#[derive(Debug, Default)]
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

impl Builder {
    /// An index of no incidents yet, in the language of a tag such as `en`.
    pub fn new(language: &str) -> Builder {
        Builder { language: language.to_owned(), ..Builder::default() }
    }

    /// Reads the words of the next incident.
    pub fn push(&mut self, incident: &Incident) {
        let Builder { incidents, known, names, gathered, layout, .. } = self;
        let mut place = 0;
        let mut folded = String::new();
        paragraphs(incident, &mut |kind, name, text| {
            layout.begin(place, kind, name);
            words(text, &mut |_, word| {
                let id = known.get(word).copied().unwrap_or_else(|| {
                    folded.clear();
                    plain_into(&mut folded, word);
                    let id = known.get(folded.as_str()).copied().unwrap_or_else(|| {
                        names.push(folded.as_str().into());
                        gathered.push(Gathered::default());
                        known.insert(folded.as_str().into(), gathered.len() as u32 - 1);
                        gathered.len() as u32 - 1
                    });
                    known.insert(word.into(), id);
                    id
                });
                gathered[id as usize].add(*incidents, place);
                place += 1;
            });
            place += 1;
        });
        layout.end(place);
        *incidents += 1;
    }

    /// The index, there in whole.
    pub fn finish(self) -> Index {
        let Builder { language, incidents, known, names, mut gathered, mut layout } = self;
        drop(known);
        let stemmer = Stemmer::of(&language);
        let mut header = Header {
            format: FORMAT,
            language,
            incidents: incidents as usize,
            fields: std::mem::take(&mut layout.fields),
            shards: vec![String::new()],
            ..Header::default()
        };
        let name = |id: u32| &*names[id as usize];
        let stems: Vec<_> = names.iter().map(|name| stemmer.stem(name)).collect();
        let stem = |id: u32| &*stems[id as usize];
        let alphabet = order(names.len(), &|one, other| names[one].cmp(&names[other]));
        let by_stem = |one: usize, other: usize| stems[one].cmp(&stems[other]).then(names[one].cmp(&names[other]));
        let families = order(names.len(), &by_stem);
        let mut families = families.chunk_by(|one, other| stem(*one) == stem(*other)).peekable();
        let mut alphabet = alphabet.into_iter().peekable();

        let (mut shard, mut places, mut words) = (Shard::default(), Runs::default(), Words::default());
        let (mut last, mut family, mut postings) = ("", Vec::new(), Vec::new());
        let mut packer = Packer::default();
        let mut broad = Broad::default();
        loop {
            // Words and stems are two ascending lists, and the keys are both merged.
            let next = [alphabet.peek().map(|id| name(*id)), families.peek().map(|family| stem(family[0]))];
            let Some(key) = next.into_iter().flatten().min() else { break };
            family.clear();
            postings.clear();
            if let Some(members) = families.next_if(|family| stem(family[0]) == key)
                && members.iter().any(|id| name(*id) != key)
            {
                let mut before = key;
                for id in members {
                    write_word(&mut family, before, name(*id));
                    before = name(*id);
                }
            }
            if let Some(id) = alphabet.next_if(|id| name(*id) == key) {
                let gathered = std::mem::take(&mut gathered[id as usize]);
                repack(&gathered.bytes, &layout, &header, &mut packer, &mut places.bytes);
                packer.end(&mut postings);
                words.push(last, key, count(&postings));
                last = key;
            }
            broad.push(key, postings.len());
            places.end();
            shard.push(key, &family, &postings);
        }
        header.broad = broad.end();
        shard.postings.shrink();
        shard.families.shrink();
        places.shrink();
        Index {
            header,
            stemmer,
            shards: vec![OnceLock::from(shard)],
            places: vec![OnceLock::from(places)],
            words: OnceLock::from(words),
        }
    }
}

/// Packs what was gathered of a word, now that the average lengths are known.
fn repack(mut bytes: &[u8], layout: &Layout, header: &Header, packer: &mut Packer, places: &mut Vec<u8>) {
    let weigh = |field, length| header.weight(field, length);
    let mut here: Vec<u32> = Vec::new();
    let (mut incident, mut place) = (0, 0);
    while let Some(number) = read(&mut bytes) {
        if number & 1 == 0 {
            place += number >> 1;
            here.push(place);
            continue;
        }
        if !here.is_empty() {
            packer.push((incident, &here), layout, &weigh, places);
            here.clear();
        }
        incident += number >> 1;
        place = 0;
    }
    packer.push((incident, &here), layout, &weigh, places);
}

type Fast = BuildHasherDefault<FastHasher>;

/// Multiplication by a large odd number, eight bytes at a time: words are short, and nobody
/// gains by choosing them so that they collide in their own browser.
#[derive(Debug, Default)]
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
