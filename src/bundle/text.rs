//! The part of a split bundle that every text query needs first: the text index's own header,
//! and the files of its shards.
//!
//! What stands in the shards is the business of `query::text`, which also says what the header
//! is; here it is JSON that is kept as it was written. Nothing in this file fetches.

use serde::Serialize;
use serde::ser::{Error as _, Serializer};
use serde_json::value::RawValue;

use super::json::{Raw, Read, Reader};
use super::{Error, Flaw, Kind, Part};

/// Where the text index of a site is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct TextParts {
    /// The index's header.
    #[serde(serialize_with = "as_it_is")]
    #[cfg_attr(not(target_arch = "wasm32"), schemars(with = "serde_json::Value"))]
    pub header: String,
    /// The shards of words in the order of the alphabet.
    pub shards: Vec<Part>,
    /// The places of the words of each shard.
    pub places: Vec<Part>,
    /// The list of all words, for corrections.
    pub words: Part,
}

fn as_it_is<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(json).map_err(S::Error::custom)?;
    raw.serialize(serializer)
}

impl<'a> Read<'a> for TextParts {
    fn read(reader: &mut Reader<'a>) -> super::json::Result<TextParts> {
        let (mut header, mut shards, mut places) = (Raw::default(), Vec::new(), Vec::new());
        let mut words = Part::of(Kind::Words, &[], 0);
        let names = ["header", "shards", "places", "words"];
        reader.record(&names, &[], &mut [&mut header, &mut shards, &mut places, &mut words])?;
        Ok(TextParts { header: header.0.to_owned(), shards, places, words })
    }
}

impl TextParts {
    /// The bytes of the part.
    ///
    /// # Errors
    /// None that content could cause; the serializer's words otherwise.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        serde_json::to_vec(self).map_err(Error::unwritten)
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
            return Err(Error::Content(Flaw::Place { part: part.to_string(), kind }));
        }
        super::counted(parts.places.len(), parts.shards.len() as u32, "places")?;
        Ok(parts)
    }
}
