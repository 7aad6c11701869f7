//! The manifest of a split bundle: what `bundle.json` says where it lists parts.
//!
//! It holds what a page needs before anything else (the names on screen) and where the rest
//! is. Incidents stand in the parts in the order of the bundle, so that the number of an
//! incident is enough to find its part. Nothing here fetches.

use serde::Serialize;

use super::json::{Read, Reader};
use super::part::{Kind, Part};
use super::{Columns, Error, Flaw, Head, check, decode_details, decode_heads};
use crate::incident::{Collection, Incident, Taxonomy};

/// A split bundle without its parts. The counts of its parts add up: the decoder checked.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Site {
    /// Hash of the manifest and so of every part; empty for a file that does not say. It stands
    /// in the envelope.
    #[serde(skip)]
    pub version: String,
    /// What the collection says of itself.
    #[serde(default)]
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// How many incidents there are.
    pub count: u32,
    /// The columns of every incident.
    pub index: Part,
    /// Titles and gists, in runs of the bundle's order.
    pub heads: Vec<Part>,
    /// The incidents, in runs of the bundle's order.
    pub details: Vec<Part>,
    /// Where the text index is, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Part>,
    /// The telling words of every incident, if somebody may ask what resembles what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Part>,
}

impl<'a> Read<'a> for Site {
    fn read(reader: &mut Reader<'a>) -> super::json::Result<Site> {
        let mut site = Site {
            version: String::new(),
            collection: Collection::default(),
            taxonomy: Taxonomy::default(),
            count: 0,
            index: Part::of(Kind::Index, &[], 0),
            heads: Vec::new(),
            details: Vec::new(),
            text: None,
            likeness: None,
        };
        let Site { version: _, collection, taxonomy, count, index, heads, details, text, likeness } = &mut site;
        let needed = ["taxonomy", "count", "index", "heads", "details"];
        let others = ["collection", "text", "likeness"];
        reader.record(&needed, &others, &mut [taxonomy, count, index, heads, details, collection, text, likeness])?;
        Ok(site)
    }
}

/// One of the parts of a run, and the number of the first incident in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the parts.
    pub part: usize,
    /// The number of its first incident in the order of the bundle.
    pub first: usize,
}

impl Site {
    /// Which part of the heads holds an incident; `None` for a number that no incident has.
    pub fn head_part(&self, incident: usize) -> Option<Place> {
        place(&self.heads, incident)
    }

    /// Which part of the details holds an incident; `None` for a number that no incident has.
    pub fn detail_part(&self, incident: usize) -> Option<Place> {
        place(&self.details, incident)
    }

    /// Reads the bytes of the index.
    ///
    /// # Errors
    /// What is wrong, with the name of the file; no input makes this panic.
    pub fn open_index(&self, bytes: &[u8]) -> Result<Columns, Error> {
        self.index.open(bytes, |bytes| {
            let columns = Columns::from_json(bytes)?;
            super::counted(columns.len(), self.count, "incidents")?;
            Ok(columns)
        })
    }

    /// Reads the bytes of one of [`Site::heads`].
    ///
    /// # Errors
    /// As [`Site::open_index`].
    pub fn open_heads(part: &Part, bytes: &[u8]) -> Result<Vec<Head>, Error> {
        part.open(bytes, |bytes| decode_heads(bytes, part.count))
    }

    /// Reads the bytes of one of [`Site::details`].
    ///
    /// # Errors
    /// As [`Site::open_index`].
    pub fn open_details(part: &Part, bytes: &[u8]) -> Result<Vec<Incident>, Error> {
        part.open(bytes, |bytes| decode_details(bytes, part.count))
    }

    /// What later rooms rely on.
    pub(super) fn check(&self) -> Result<(), Flaw> {
        check::frame(&self.collection, &self.taxonomy)?;
        let index = [&self.index];
        let kinds = (index.into_iter().map(|part| (part, Kind::Index)))
            .chain(self.heads.iter().map(|part| (part, Kind::Heads)))
            .chain(self.details.iter().map(|part| (part, Kind::Details)))
            .chain(self.text.iter().map(|part| (part, Kind::Text)))
            .chain(self.likeness.iter().map(|part| (part, Kind::Likeness)));
        for (part, kind) in kinds {
            if part.kind != kind {
                return Err(Flaw::Place { part: part.to_string(), kind });
            }
        }
        for (parts, word) in
            [(&index.map(Part::clone)[..], "index"), (&self.heads, "heads"), (&self.details, "details")]
        {
            let sum: u64 = parts.iter().map(|part| u64::from(part.count)).sum();
            check::count(sum, self.count.into()).map_err(Flaw::of(word))?;
        }
        Ok(())
    }
}

/// The part of a run that holds an incident. Some hundred additions: less than a lookup is worth.
fn place(parts: &[Part], incident: usize) -> Option<Place> {
    let mut first = 0;
    for (part, run) in parts.iter().enumerate() {
        let next = first + run.count as usize;
        if incident < next {
            return Some(Place { part, first });
        }
        first = next;
    }
    None
}
