//! Writes a split bundle, part by part, while incidents come one at a time.
//!
//! Memory holds the columns, the titles that are to be ranked and one open part of each kind,
//! however many incidents there are. Finished parts go to the caller, who alone knows where
//! files are. The same incidents in the same order give the same bytes. The command uses it.

use super::part::{Kind, Part};
use super::{Content, Error, Head, Site, check, columns, encode_heads, encode_site};
use crate::incident::{Collection, Incident, Taxonomy};

/// How many bytes a part of details has at most, unless one incident alone has more. A quarter
/// of a megabyte is 60 to 90 KB on the wire: half a second on a slow phone to open one incident,
/// and the neighbours are there. 100,000 short incidents are then about a thousand files.
const DETAILS_BYTES: usize = 256 * 1024;

/// How many incidents a part of heads has: ten screens of rows in one request of some 60 KB.
const HEADS: usize = 512;

/// The parts that are made elsewhere and only named in the manifest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    /// Where the text index is.
    pub text: Option<Part>,
    /// The telling words.
    pub likeness: Option<Part>,
}

/// A split bundle that is being written.
#[derive(Debug)]
pub struct Splitter {
    collection: Collection,
    taxonomy: Taxonomy,
    columns: columns::Builder,
    open_heads: Vec<Head>,
    heads: Vec<Part>,
    /// A JSON array that is not closed yet, and how many incidents are in it.
    open_details: (Vec<u8>, u32),
    details: Vec<Part>,
}

impl Splitter {
    /// A bundle without incidents.
    ///
    /// # Errors
    /// What the decoder would say of collection and taxonomy.
    pub fn new(collection: Collection, taxonomy: Taxonomy) -> Result<Splitter, Error> {
        check::frame(&collection, &taxonomy).map_err(Error::Content)?;
        Ok(Splitter {
            columns: columns::Builder::new(&taxonomy),
            collection,
            taxonomy,
            open_heads: Vec::new(),
            heads: Vec::new(),
            open_details: (Vec::new(), 0),
            details: Vec::new(),
        })
    }

    /// Appends an incident; hands path and bytes of every part that is full to the caller.
    ///
    /// # Errors
    /// What the decoder would say of the incident, and what `emit` says. What was written before
    /// is of no use after an error.
    pub fn push<E: From<Error>>(
        &mut self,
        incident: &Incident,
        emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        self.columns.push(incident)?;
        self.open_heads.push(Head::of(incident));
        if self.open_heads.len() >= HEADS {
            self.close_heads(emit)?;
        }
        let json = serde_json::to_vec(incident).map_err(Error::unwritten)?;
        // A bracket or comma before it, and the bracket that closes the part.
        if self.open_details.1 > 0 && self.open_details.0.len() + json.len() + 2 > DETAILS_BYTES {
            self.close_details(emit)?;
        }
        let (bytes, count) = &mut self.open_details;
        bytes.push(if *count == 0 { b'[' } else { b',' });
        bytes.extend(json);
        *count += 1;
        Ok(())
    }

    /// Closes what is open and gives the bytes of `bundle.json`, which is to be written last.
    ///
    /// # Errors
    /// Two incidents of one id, and what `emit` says.
    pub fn finish<E: From<Error>>(
        mut self,
        extra: Extra,
        emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<Vec<u8>, E> {
        if !self.open_heads.is_empty() {
            self.close_heads(emit)?;
        }
        if self.open_details.1 > 0 {
            self.close_details(emit)?;
        }
        let columns = self.columns.finish()?;
        let count = columns.len() as u32;
        let index = close(Kind::Index, &columns.to_json()?, count, emit)?;
        let site = Site {
            version: String::new(),
            collection: self.collection,
            taxonomy: self.taxonomy,
            count,
            index,
            heads: self.heads,
            details: self.details,
            text: extra.text,
            likeness: extra.likeness,
        };
        Ok(encode_site(&site)?)
    }

    fn close_heads<E: From<Error>>(&mut self, emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let heads = std::mem::take(&mut self.open_heads);
        self.heads.push(close(Kind::Heads, &encode_heads(&heads)?, heads.len() as u32, emit)?);
        Ok(())
    }

    fn close_details<E: From<Error>>(&mut self, emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>) -> Result<(), E> {
        let (mut bytes, count) = std::mem::take(&mut self.open_details);
        bytes.push(b']');
        self.details.push(close(Kind::Details, &bytes, count, emit)?);
        Ok(())
    }
}

fn close<E>(
    kind: Kind,
    bytes: &[u8],
    count: u32,
    emit: &mut impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Part, E> {
    let part = Part::of(kind, bytes, count);
    emit(&part.path(), bytes)?;
    Ok(part)
}

/// Writes a whole content as a split bundle: every part to the caller, the bytes of
/// `bundle.json` returned.
///
/// # Errors
/// As [`Splitter::push`] and [`Splitter::finish`].
pub fn split<E: From<Error>>(
    content: &Content,
    mut emit: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<Vec<u8>, E> {
    let mut splitter = Splitter::new(content.collection.clone(), content.taxonomy.clone())?;
    for incident in &content.incidents {
        splitter.push(incident, &mut emit)?;
    }
    splitter.finish(Extra::default(), &mut emit)
}
