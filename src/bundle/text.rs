//! The part of a split bundle that every text query needs first: the text index's own header,
//! and the files of its shards.
//!
//! What stands in the shards is the business of `query::text`, which also says what the header
//! is; here it is JSON that is kept as it was written. Nothing in this file fetches.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{Error, Kind, Part};

/// Where the text index of a site is.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TextParts {
    /// The index's header.
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "serde_json::Value"))]
    pub header: Box<RawValue>,
    /// The shards of words in the order of the alphabet.
    pub shards: Vec<Part>,
    /// The places of the words of each shard.
    pub places: Vec<Part>,
    /// The list of all words, for corrections.
    pub words: Part,
}

impl TextParts {
    /// The bytes of the part.
    ///
    /// # Errors
    /// None that content could cause; the serializer's words otherwise.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(Error::malformed)
    }

    /// Reads the bytes of the part.
    ///
    /// # Errors
    /// Not JSON of this shape, a file of another kind, or not a file of places for every shard.
    pub fn from_json(bytes: &[u8]) -> Result<TextParts, Error> {
        let parts: TextParts = super::json(bytes)?;
        let words = parts.shards.iter().chain([&parts.words]).map(|part| (part, Kind::Words));
        let places = parts.places.iter().map(|part| (part, Kind::Places));
        if let Some((part, kind)) = words.chain(places).find(|(part, kind)| part.kind != *kind) {
            return Err(Error::Content(format!("`{part}` stands where {} should", kind.word())));
        }
        super::counted(parts.places.len(), parts.shards.len() as u32, "files of places")?;
        Ok(parts)
    }
}
