//! The one definition of the static JSON that a site serves: written by the command, read by
//! the app, by the same code.
//!
//! `bundle.json` has two forms. A whole bundle, `{"failscope":1,"version":"…","content":{…}}`,
//! holds everything; a split one, `{"failscope":1,"version":"…","site":{…}}`, lists parts, which
//! are files that never change and are fetched when they are needed. The version is a hash of
//! the bytes of the content or of the site; a file written by hand may leave it out. Encoding is
//! deterministic: the same content gives the same bytes. Decoding checks everything that later
//! rooms rely on, and never panics. This room does no IO and knows no URL. For readers in other
//! languages the format is told in `docs/bundle-format.md`.

mod check;
pub mod columns;
mod details;
mod error;
mod flaw;
mod heads;
pub mod json;
mod likeness;
mod nouns;
pub mod packed;
mod part;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
mod site;
mod split;
pub mod text;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::incident::{Collection, Incident, Taxonomy};
use json::{Raw, Read, record};

pub use columns::Columns;
pub use details::{decode_details, encode_details};
pub use error::Error;
pub use flaw::Flaw;
pub use heads::{Head, decode_heads, encode_heads};
pub use likeness::{Telling, decode_likeness, encode_likeness};
pub use part::{Kind, Part};
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use site::{Place, Site};
pub use split::{Extra, Splitter, split};

/// The format this code writes and reads.
pub const FORMAT: u32 = 1;

/// What `bundle.json` turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Decoded {
    /// Everything in one file.
    Whole(Bundle),
    /// A manifest of parts.
    Split(Site),
}

/// A whole bundle. Ids are unique and addresses are web addresses: the decoder checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// Hash of the content, 16 hexadecimal digits; empty for a file that does not say.
    pub version: String,
    /// What it holds.
    pub content: Content,
}

/// Everything a self-contained bundle holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Content {
    /// What the collection says of itself.
    #[serde(default)]
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// The incidents in their default order.
    pub incidents: Vec<Incident>,
}

/// The outermost object as it is written.
#[derive(Serialize)]
struct Envelope<'a> {
    failscope: u32,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'a RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    site: Option<&'a RawValue>,
}

/// The outermost object as it is read. Only the format is understood before it is known to be
/// this one, so that a later format is named rather than misread.
#[derive(Default)]
struct Opened<'a> {
    failscope: Option<u32>,
    version: Option<Raw<'a>>,
    content: Option<Raw<'a>>,
    site: Option<Raw<'a>>,
}

record!(Opened<'a> { ; failscope, version, content, site });
record!(Content { taxonomy, incidents; collection });

/// Writes content as the bytes of a whole `bundle.json`, ending in a line break.
///
/// # Errors
/// What is wrong with the content, as the decoder would say it; nothing else can go wrong.
pub fn encode(content: &Content) -> Result<Vec<u8>, Error> {
    content.check().map_err(Error::Content)?;
    let raw = raw(content)?;
    envelope(Envelope { failscope: FORMAT, version: hash(raw.get()), content: Some(&raw), site: None })
}

/// Writes a manifest as the bytes of a split `bundle.json`, ending in a line break.
fn encode_site(site: &Site) -> Result<Vec<u8>, Error> {
    site.check().map_err(Error::Content)?;
    let raw = raw(site)?;
    envelope(Envelope { failscope: FORMAT, version: hash(raw.get()), content: None, site: Some(&raw) })
}

fn raw(value: &impl Serialize) -> Result<Box<RawValue>, Error> {
    serde_json::value::to_raw_value(value).map_err(Error::unwritten)
}

fn envelope(envelope: Envelope<'_>) -> Result<Vec<u8>, Error> {
    let mut bytes = serde_json::to_vec(&envelope).map_err(Error::unwritten)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether the bytes of a `bundle.json` hold everything, as far as can be seen without reading it.
pub fn is_whole(bytes: &[u8]) -> bool {
    json::<Opened<'_>>(bytes).is_ok_and(|opened| opened.content.is_some())
}

/// Reads the bytes of a `bundle.json` of either form and checks them.
///
/// # Errors
/// See [`Error`]; no input makes this panic.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Error> {
    let opened: Opened<'_> = json(bytes)?;
    match opened.failscope {
        None => return Err(Error::NotABundle),
        Some(FORMAT) => {}
        Some(other) => return Err(Error::Format(other)),
    }
    let version: String = opened.version.map_or(Ok(String::new()), |raw| read(raw.0))?;
    match (opened.content, opened.site) {
        (None, None) => Err(Error::NotABundle),
        (Some(_), Some(_)) => Err(Error::Content(Flaw::BothForms)),
        (Some(raw), None) => decode_content(version, raw.0).map(Decoded::Whole),
        (None, Some(raw)) => {
            let site: Site = hashed(&version, raw.0)?;
            site.check().map_err(Error::Content)?;
            Ok(Decoded::Split(Site { version, ..site }))
        }
    }
}

// By itself, so that a first screen of a split bundle can do without it.
#[inline(never)]
fn decode_content(version: String, raw: &str) -> Result<Bundle, Error> {
    let content: Content = hashed(&version, raw)?;
    content.check().map_err(Error::Content)?;
    Ok(Bundle { version, content })
}

/// Reads a bundle for whoever can use only a whole one.
///
/// # Errors
/// As [`decode`], and [`Error::Split`].
pub fn decode_whole(bytes: &[u8]) -> Result<Bundle, Error> {
    match decode(bytes)? {
        Decoded::Whole(bundle) => Ok(bundle),
        Decoded::Split(_) => Err(Error::Split),
    }
}

/// Reads the JSON of a file.
fn json<'a, T: Read<'a>>(bytes: &'a [u8]) -> Result<T, Error> {
    read(json::text(bytes).map_err(Error::Malformed)?)
}

fn read<'a, T: Read<'a>>(text: &'a str) -> Result<T, Error> {
    json::read(text).map_err(Error::Malformed)
}

/// Reads JSON whose hash is named, unless nothing is named.
fn hashed<'a, T: Read<'a>>(named: &str, raw: &'a str) -> Result<T, Error> {
    let found = hash(raw);
    if !named.is_empty() && named != found {
        return Err(Error::Hash { named: named.to_owned(), found });
    }
    read(raw)
}

/// XXH3 of the content's bytes: not a defence, a check that data and program belong together.
fn hash(content: &str) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(content.as_bytes()))
}

/// Whether a part holds as many as the manifest says.
fn counted(found: usize, named: u32, what: &str) -> Result<(), Error> {
    check::count(found as u64, named.into()).map_err(Flaw::of(what)).map_err(Error::Content)
}

impl Content {
    /// What later rooms rely on.
    fn check(&self) -> Result<(), Flaw> {
        check::frame(&self.collection, &self.taxonomy)?;
        check::incidents(&self.incidents)
    }
}
