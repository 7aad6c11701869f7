//! The words and stems of a stretch of the alphabet, in memory and as a file.
//!
//! An index that is there in whole is one shard over the whole alphabet; files cut it. Each
//! key has the family of the stem that it is, and the postings of the word that it is; either
//! may be empty. A family that is only the key itself is not written. The bytes are described
//! for readers in other languages in docs/text-shards.md.

use super::dictionary::Dictionary;
use super::packed::{Runs, read, read_word, write, write_word};
use crate::bundle::Flaw;

/// The first bytes of each kind of file; the last is the number of the form.
const SHARD: [u8; 4] = *b"FSs1";
const PLACES: [u8; 4] = *b"FSp1";
const WORDS: [u8; 4] = *b"FSw1";

/// Words and stems in ascending order.
#[derive(Debug, Default)]
pub(super) struct Shard {
    pub keys: Dictionary,
    /// Of each key that is a stem, the words with it: each as its difference from the last,
    /// the first from the stem.
    pub families: Runs,
    /// Of each key that is a word, its incidents.
    pub postings: Runs,
}

impl Shard {
    /// Adds a key that sorts after all others.
    pub(super) fn push(&mut self, key: &str, family: &[u8], postings: &[u8]) {
        self.keys.push(key);
        self.families.push(family);
        self.postings.push(postings);
    }

    /// The words of a stem, ascending; empty for what is no stem of any word.
    pub(super) fn family(&self, stem: &str) -> Vec<String> {
        let Some(number) = self.keys.find(stem) else { return Vec::new() };
        let mut bytes = self.families.get(number);
        let mut word = stem.to_owned();
        let mut family = Vec::new();
        if bytes.is_empty() {
            family.push(word.clone());
        }
        while read_word(&mut bytes, &mut word).is_some() {
            family.push(word.clone());
        }
        family
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = SHARD.to_vec();
        write(&mut bytes, self.keys.len() as u32);
        let mut last = "";
        for number in 0..self.keys.len() {
            write_word(&mut bytes, last, self.keys.word(number));
            last = self.keys.word(number);
        }
        self.families.write_lengths(&mut bytes);
        self.postings.write_lengths(&mut bytes);
        bytes.extend_from_slice(&self.families.bytes);
        bytes.extend_from_slice(&self.postings.bytes);
        bytes
    }

    /// Reads a file.
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Shard, Flaw> {
        let mut bytes = after(bytes, SHARD)?;
        let read = |bytes: &mut &[u8]| {
            let count = read(bytes)? as usize;
            let mut keys = Dictionary::default();
            let (mut key, mut last) = (String::new(), String::new());
            for number in 0..count {
                read_word(bytes, &mut key)?;
                if number > 0 && key <= last {
                    return None;
                }
                keys.push(&key);
                last.clone_from(&key);
            }
            let mut families = Runs::read_lengths(bytes, count)?;
            let mut postings = Runs::read_lengths(bytes, count)?;
            families.fill(bytes)?;
            postings.fill(bytes)?;
            Some(Shard { keys, families, postings })
        };
        whole(read(&mut bytes), bytes)
    }
}

/// The file of the places of a shard's words.
pub(super) fn places_to_bytes(places: &Runs) -> Vec<u8> {
    let mut bytes = PLACES.to_vec();
    write(&mut bytes, places.len() as u32);
    places.write_lengths(&mut bytes);
    bytes.extend_from_slice(&places.bytes);
    bytes
}

/// Reads the file of the places of a shard's words.
pub(super) fn places_of_bytes(bytes: &[u8]) -> Result<Runs, Flaw> {
    let mut bytes = after(bytes, PLACES)?;
    let read = |bytes: &mut &[u8]| {
        let count = read(bytes)? as usize;
        let mut places = Runs::read_lengths(bytes, count)?;
        places.fill(bytes)?;
        Some(places)
    };
    whole(read(&mut bytes), bytes)
}

/// Every word of a collection, each as its difference from the last, with the number of its
/// incidents.
#[derive(Debug, Default)]
pub(super) struct Words {
    bytes: Vec<u8>,
}

impl Words {
    /// Adds a word that sorts after the last.
    pub(super) fn push(&mut self, last: &str, word: &str, incidents: u32) {
        write_word(&mut self.bytes, last, word);
        write(&mut self.bytes, incidents);
    }

    /// Calls back with each word, the bytes it shares with the last, and its incidents.
    /// Whether all bytes could be read.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&str, usize, u32)) -> bool {
        let mut bytes = self.bytes.as_slice();
        let mut word = String::new();
        while !bytes.is_empty() {
            let Some(shared) = read_word(&mut bytes, &mut word) else { return false };
            let Some(incidents) = read(&mut bytes) else { return false };
            visit(&word, shared, incidents);
        }
        true
    }

    /// The file.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        [&WORDS, self.bytes.as_slice()].concat()
    }

    /// Reads a file.
    pub(super) fn of_bytes(bytes: &[u8]) -> Result<Words, Flaw> {
        let words = Words { bytes: after(bytes, WORDS)?.to_vec() };
        let is_whole = words.each(&mut |_, _, _| {});
        whole(is_whole.then_some(words), &[])
    }

    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        self.bytes.capacity()
    }
}

fn after(bytes: &[u8], magic: [u8; 4]) -> Result<&[u8], Flaw> {
    bytes.strip_prefix(&magic).ok_or(Flaw::NoFile)
}

fn whole<T>(value: Option<T>, rest: &[u8]) -> Result<T, Flaw> {
    value.filter(|_| rest.is_empty()).ok_or(Flaw::NoFile)
}
