//! One file of a split bundle, as the manifest names it.
//!
//! A part never changes: its name carries the hash of its bytes, so that a browser or a host
//! may keep it for ever, and a site that is built again shares what stayed the same. This file
//! names parts and checks their bytes; it fetches nothing. Loading and the writer use it.

use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::Error;
use super::json::{Place, Read, Reader};

/// What a part holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The columns of every incident.
    Index,
    /// Titles and gists of a run of incidents.
    Heads,
    /// A run of whole incidents.
    Details,
    /// What the text index needs before any word: fields, and which file has which words.
    Text,
    /// Words of the text index and which incidents have them, or the list of all words.
    Words,
    /// Where those words stand in their incidents.
    Places,
    /// The telling words of every incident, by which others resemble it.
    Likeness,
}

impl Kind {
    const ALL: [Kind; 7] =
        [Kind::Index, Kind::Heads, Kind::Details, Kind::Text, Kind::Words, Kind::Places, Kind::Likeness];

    /// The word that names of files begin with.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Index => "index",
            Kind::Heads => "heads",
            Kind::Details => "details",
            Kind::Text => "text",
            Kind::Words => "words",
            Kind::Places => "places",
            Kind::Likeness => "likeness",
        }
    }

    /// The ending of its files: postings are packed bytes, all else is JSON.
    fn ending(self) -> &'static str {
        if matches!(self, Kind::Words | Kind::Places) { "bin" } else { "json" }
    }
}

/// A part: what it holds, the hash of its bytes, how many bytes they are and, where that means
/// something, of how many incidents. In the manifest it is `["heads-0123456789abcdef",40,2]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(into = "Spelling")]
#[cfg_attr(not(target_arch = "wasm32"), schemars(with = "Spelling"))]
pub struct Part {
    /// What it holds.
    pub kind: Kind,
    /// XXH3 of its bytes.
    pub hash: u64,
    /// How many bytes it has, before any compression of the transport.
    pub size: u64,
    /// How many incidents are in it; zero where the question does not arise.
    pub count: u32,
}

/// Name, size and count: compact, because a site of 100,000 incidents has more than a thousand parts.
type Spelling = (String, u64, u32);

impl Part {
    /// The part that some bytes are.
    pub fn of(kind: Kind, bytes: &[u8], count: u32) -> Part {
        Part { kind, hash: xxhash_rust::xxh3::xxh3_64(bytes), size: bytes.len() as u64, count }
    }

    /// The part of a name. Only what the writer writes is one: it becomes an address, and must
    /// stay in its folder.
    pub fn called(name: &str, size: u64, count: u32) -> Option<Part> {
        let (word, hash) = name.split_once('-')?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word)?;
        let part = Part { kind, hash: u64::from_str_radix(hash, 16).ok()?, size, count };
        (part.to_string() == name).then_some(part)
    }

    /// Where it is, seen from `bundle.json`.
    pub fn path(&self) -> String {
        format!("parts/{self}.{}", self.kind.ending())
    }

    /// Whether bytes are those of the part.
    ///
    /// # Errors
    /// [`Error::Size`] where they are too few or too many, [`Error::Changed`] where they are others.
    pub fn check(&self, bytes: &[u8]) -> Result<(), Error> {
        let found = Part::of(self.kind, bytes, self.count);
        if found.size != self.size {
            return Err(Error::Size { path: self.path(), named: self.size, found: found.size });
        }
        if found.hash != self.hash {
            return Err(Error::Changed { path: self.path(), found: found.to_string() });
        }
        Ok(())
    }

    /// Checks the bytes of the part and reads them; whatever is wrong is said with the file's name.
    ///
    /// # Errors
    /// Those of [`Part::check`], and [`Error::In`] around those of the reader.
    pub fn open<T>(&self, bytes: &[u8], read: impl FnOnce(&[u8]) -> Result<T, Error>) -> Result<T, Error> {
        self.check(bytes)?;
        read(bytes).map_err(|why| Error::In { path: self.path(), why: Box::new(why) })
    }
}

/// The name of the file, without folder and ending.
impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.kind.word(), self.hash)
    }
}

impl From<Part> for Spelling {
    fn from(part: Part) -> Spelling {
        (part.to_string(), part.size, part.count)
    }
}

impl<'a> Read<'a> for Part {
    fn read(reader: &mut Reader<'a>) -> super::json::Result<Part> {
        let (mut name, mut size, mut count) = (Cow::default(), 0_u64, 0_u32);
        let mut places: [&mut dyn Place<'a>; 3] = [&mut name, &mut size, &mut count];
        let mut left = places.iter_mut();
        reader.list(&mut |reader| match left.next() {
            Some(place) => place.fill(reader),
            None => Err(reader.fault(&["a part is name, size and count, and there is more"])),
        })?;
        if left.next().is_some() {
            return Err(reader.fault(&["a part is name, size and count, and there is less"]));
        }
        Part::called(&name, size, count).ok_or_else(|| reader.fault(&["no part is called `", &name, "`"]))
    }
}
