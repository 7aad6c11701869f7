//! Writes a collection as the files of a split bundle, incident by incident.
//!
//! The bundle's own parts, the text index and the telling words are made in one pass, so that
//! texts need never be in memory all at once; what grows with the collection is the columns and
//! the postings. Files go to the caller, who alone knows where they are kept; the manifest comes
//! last. The same incidents in the same order give the same bytes. Native only: the command uses
//! it.

use crate::bundle::text::TextParts;
use crate::bundle::{Error, Extra, Kind, Part, Splitter, encode_likeness};
use crate::incident::{Collection, Incident, Taxonomy};
use crate::query::similar::Gathering;
use crate::query::text::{Builder, File, Need, SHARD};

/// A split bundle that is being written.
pub struct Publisher {
    splitter: Splitter,
    text: Builder,
    telling: Gathering,
}

impl Publisher {
    /// A bundle without incidents.
    ///
    /// # Errors
    /// What the decoder would say of collection and taxonomy.
    pub fn new(collection: Collection, taxonomy: Taxonomy) -> Result<Publisher, Error> {
        let text = Builder::new(&collection.language);
        Ok(Publisher { splitter: Splitter::new(collection, taxonomy)?, text, telling: Gathering::default() })
    }

    /// Appends an incident; hands path and bytes of every part that is full to the caller.
    ///
    /// # Errors
    /// What the decoder would say of the incident, and what `emit` says.
    pub fn push<E: From<Error>>(
        &mut self,
        incident: &Incident,
        emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.text.push(incident);
        self.telling.push(incident);
        self.splitter.push(incident, emit)
    }

    /// Writes what is left and gives the bytes of `bundle.json`, which is to be written last.
    ///
    /// # Errors
    /// Two incidents of one id, and what `emit` says.
    pub fn finish<E: From<Error>>(self, emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>) -> Result<Vec<u8>, E> {
        let mut write = |kind: Kind, bytes: &[u8]| -> Result<Part, E> {
            let part = Part::of(kind, bytes, 0);
            emit(&part.path(), bytes)?;
            Ok(part)
        };
        let (mut shards, mut places, mut words) = (Vec::new(), Vec::new(), Ok(Part::of(Kind::Words, &[], 0)));
        let index = self.text.finish();
        let header = index.files(SHARD, &mut |File { need, bytes }| match need {
            Need::Shard(_) => shards.push(write(Kind::Words, &bytes)),
            Need::Places(_) => places.push(write(Kind::Places, &bytes)),
            Need::Words => words = write(Kind::Words, &bytes),
        });
        drop(index);
        let header = serde_json::to_string(&header.map_err(Error::Unwritten)?);
        let parts = TextParts {
            header: header.map_err(|error| Error::Unwritten(error.to_string()))?,
            shards: shards.into_iter().collect::<Result<_, E>>()?,
            places: places.into_iter().collect::<Result<_, E>>()?,
            words: words?,
        };
        let text = write(Kind::Text, &parts.to_json()?)?;
        let likeness = write(Kind::Likeness, &encode_likeness(&self.telling.finish())?)?;
        self.splitter.finish(Extra { text: Some(text), likeness: Some(likeness) }, emit)
    }
}
