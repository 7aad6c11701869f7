//! The telling words of every incident, for whoever asks what an incident resembles.
//!
//! A part that is fetched only then. Which words are telling is for `query::similar` to say;
//! here they are words, each with the incidents that have it.

use serde::Serialize;

use super::json::record;
use super::{Error, Flaw, packed};

/// Words in ascending order, each with the numbers of its incidents, ascending.
pub type Telling = Vec<(String, Vec<u32>)>;

/// The part as it is written.
#[derive(Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub(super) struct Likeness {
    /// The words, a line each.
    words: String,
    /// How many incidents have each word, packed.
    counts: String,
    /// Their numbers, one word after another, as packed steps.
    incidents: String,
}

record!(Likeness { words, counts, incidents; });

/// The bytes of the part.
///
/// # Errors
/// None that content could cause; the serializer's words otherwise.
pub fn encode_likeness(telling: &Telling) -> Result<Vec<u8>, Error> {
    let words: Vec<&str> = telling.iter().map(|(word, _)| word.as_str()).collect();
    let likeness = Likeness {
        words: words.join("\n"),
        counts: packed::encode(telling.iter().map(|(_, incidents)| incidents.len() as u32)),
        incidents: packed::encode_steps(telling.iter().flat_map(|(_, incidents)| incidents.iter().copied())),
    };
    serde_json::to_vec(&likeness).map_err(Error::unwritten)
}

/// Reads the bytes of the part of a bundle of so many incidents.
///
/// # Errors
/// Not JSON of this shape, numbers that no incident has, more or fewer than there should be.
// By itself, so that a first screen, which never receives it, can do without.
#[inline(never)]
pub fn decode_likeness(bytes: &[u8], count: u32) -> Result<Telling, Error> {
    let likeness: Likeness = super::json(bytes)?;
    let words: Vec<&str> = likeness.words.split('\n').filter(|word| !word.is_empty()).collect();
    let flaw = |why| Error::Content(Flaw::Numbers(why));
    let counts: Vec<u32> = packed::decode(&likeness.counts, words.len(), u32::MAX).map_err(flaw)?;
    let sum = counts.iter().map(|count| *count as usize).fold(0, usize::saturating_add);
    let incidents: Vec<u32> = packed::decode_steps(&likeness.incidents, sum, count).map_err(flaw)?;
    let mut left = incidents.as_slice();
    let mut take = |count: u32| {
        let (taken, rest) = left.split_at_checked(count as usize).unwrap_or_default();
        left = rest;
        taken.to_vec()
    };
    Ok(words.into_iter().zip(counts).map(|(word, count)| (word.to_owned(), take(count))).collect())
}
