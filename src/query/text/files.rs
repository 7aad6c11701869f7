//! An index as immutable files, each a stretch of the alphabet.
//!
//! The same index gives the same bytes. Names, hashes and where the files go are not known here.

use super::header::{Header, Need};
use super::index::Index;
use super::packed::Runs;
use super::postings::count;
use super::shard::{Shard, Words, places_to_bytes};

/// How large a shard of words should be, in bytes: what a slow connection brings in a blink,
/// and some hundreds of files at 100,000 incidents. A word that alone needs more has a shard
/// that is larger.
pub const SHARD: usize = 64 * 1024;

/// A file of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is received as.
    pub need: Need,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Index {
    /// Hands over every file, shards of words of about a size in bytes, and gives the header
    /// that belongs to them. The error says that the index is not there in whole.
    pub fn files(&self, size: usize, visit: &mut dyn FnMut(File)) -> Result<Header, String> {
        let absent = "a text index is only written when all of it is there";
        let mut header = Header { shards: Vec::new(), ..self.header.clone() };
        let (mut shard, mut places) = (Shard::default(), Runs::default());
        let mut full = 0;
        let mut end = |shard: &mut Shard, places: &mut Runs| {
            let number = header.shards.len();
            header.shards.push(shard.keys.word(0).to_owned());
            visit(File { need: Need::Shard(number), bytes: std::mem::take(shard).to_bytes() });
            visit(File { need: Need::Places(number), bytes: places_to_bytes(&std::mem::take(places)) });
        };
        let mut words = Words::default();
        let mut last = "";
        for (whole, whole_places) in self.shards.iter().zip(&self.places) {
            let (Some(whole), Some(whole_places)) = (whole.get(), whole_places.get()) else {
                return Err(absent.to_owned());
            };
            for number in 0..whole.keys.len() {
                let (key, family) = (whole.keys.word(number), whole.families.get(number));
                let postings = whole.postings.get(number);
                let bytes = key.len() + family.len() + postings.len();
                // Before what would overfill it, so that a large word has a shard of its own.
                if full > 0 && full + bytes > size {
                    end(&mut shard, &mut places);
                    full = 0;
                }
                full += bytes;
                shard.push(key, family, postings);
                places.push(whole_places.get(number));
                if !postings.is_empty() {
                    words.push(last, key, count(postings));
                    last = key;
                }
            }
        }
        end(&mut shard, &mut places);
        visit(File { need: Need::Words, bytes: self.words.get().map_or_else(|| words.to_bytes(), Words::to_bytes) });
        Ok(header)
    }
}
