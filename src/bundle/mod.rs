//! The one definition of the static JSON that a site serves: written by the command, read by
//! the app, by the same code.
//!
//! A bundle is `{"failscope":1,"version":"…","content":{…}}`. The version is a hash of the
//! content's bytes; a file written by hand may leave it out. Encoding is deterministic:
//! the same content gives the same bytes. Decoding checks everything that later rooms rely
//! on, and never panics. This room does no IO and knows no URL.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::incident::taxonomy::is_option;
use crate::incident::{Choice, Collection, Incident, Taxonomy, is_id, is_web_address};

/// The format this code writes and reads.
pub const FORMAT: u32 = 1;

/// A decoded bundle. Ids are unique and addresses are web addresses: the decoder checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// Hash of the content, 16 hexadecimal digits; empty for a file that does not say.
    pub version: String,
    /// What it holds.
    pub content: Content,
}

/// Everything a self-contained bundle holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// What the collection says of itself.
    #[serde(default)]
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// The incidents in their default order.
    pub incidents: Vec<Incident>,
}

/// The outermost object: what must be understood before the content can be.
#[derive(Serialize, Deserialize)]
struct Envelope<'a> {
    failscope: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    version: String,
    #[serde(borrow)]
    content: Option<&'a RawValue>,
}

/// Only the format version, so that a later format is named rather than misread.
#[derive(Deserialize)]
struct Version {
    failscope: Option<u32>,
}

/// Why bytes are no bundle. Prints as a sentence for the person who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not JSON, cut off, or not the shape of a bundle; with the parser's words.
    Malformed(String),
    /// JSON, but nothing that calls itself a bundle.
    NotABundle,
    /// Another version of the format.
    Format(u32),
    /// The bytes are not those that the version names.
    Hash {
        /// What the file says.
        named: String,
        /// What its content is.
        found: String,
    },
    /// Understood, but impossible.
    Content(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Malformed(why) => write!(f, "the data is damaged or cut off ({why})"),
            Error::NotABundle => f.write_str("the file is JSON, but no Failscope bundle"),
            Error::Format(found) => write!(
                f,
                "the data has format {found} and this program reads format {FORMAT}: rebuild the site so that both come from one version"
            ),
            Error::Hash { named, found } => {
                write!(f, "the data was changed after it was built (it names version {named} and is {found})")
            }
            Error::Content(why) => write!(f, "the data contradicts itself: {why}"),
        }
    }
}

impl std::error::Error for Error {}

/// Writes content as the bytes of `bundle.json`, ending in a line break.
///
/// # Errors
/// What is wrong with the content, as the decoder would say it; nothing else can go wrong.
pub fn encode(content: &Content) -> Result<Vec<u8>, Error> {
    check(content).map_err(Error::Content)?;
    let malformed = |error: serde_json::Error| Error::Malformed(error.to_string());
    let content = serde_json::to_string(content).map_err(malformed)?;
    let version = hash(&content);
    let content = RawValue::from_string(content).map_err(malformed)?;
    let envelope = Envelope { failscope: FORMAT, version, content: Some(&content) };
    let mut bytes = serde_json::to_vec(&envelope).map_err(malformed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Reads the bytes of a bundle and checks them.
///
/// # Errors
/// See [`Error`]; no input makes this panic.
pub fn decode(bytes: &[u8]) -> Result<Bundle, Error> {
    let malformed = |error: serde_json::Error| Error::Malformed(error.to_string());
    let format: Version = serde_json::from_slice(bytes).map_err(malformed)?;
    match format.failscope {
        None => return Err(Error::NotABundle),
        Some(FORMAT) => {}
        Some(other) => return Err(Error::Format(other)),
    }
    let envelope: Envelope<'_> = serde_json::from_slice(bytes).map_err(malformed)?;
    let raw = envelope.content.ok_or(Error::NotABundle)?.get();
    let found = hash(raw);
    if !envelope.version.is_empty() && envelope.version != found {
        return Err(Error::Hash { named: envelope.version, found });
    }
    let content: Content = serde_json::from_str(raw).map_err(malformed)?;
    check(&content).map_err(Error::Content)?;
    Ok(Bundle { version: envelope.version, content })
}

/// XXH3 of the content's bytes: not a defence, a check that data and program belong together.
fn hash(content: &str) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(content.as_bytes()))
}

/// What later rooms rely on. Duplicate ids would corrupt every list that is keyed by them,
/// an address of another scheme could run code, and a chosen option that is spelled like a
/// special value would be counted as one.
fn check(content: &Content) -> Result<(), String> {
    if let Some(problem) = content.taxonomy.problems().into_iter().next() {
        return Err(problem);
    }
    let home = &content.collection.base_url;
    if !home.is_empty() && !is_web_address(home) {
        return Err(format!("the collection lives at `{home}`, which is no web address"));
    }
    let mut ids = BTreeSet::new();
    for incident in &content.incidents {
        let id = &incident.id;
        if !is_id(id) {
            return Err(format!("no incident can be called `{id}`: links use the word"));
        }
        if !ids.insert(id) {
            return Err(format!("two incidents are called `{id}`"));
        }
        for (category, label) in &incident.labels {
            if label.choice == Choice::Chosen(Vec::new()) {
                return Err(format!("incident `{id}` chooses no option of {category}"));
            }
            if let Some(option) = label.choice.options().iter().find(|option| !is_option(option)) {
                return Err(format!("incident `{id}` says `{option}` of {category}, which no option is called"));
            }
        }
        for source in &incident.sources {
            for url in [&source.url, &source.archive].into_iter().flatten() {
                if !is_web_address(url) {
                    return Err(format!("incident `{id}` links to `{url}`, which is no web address"));
                }
            }
        }
    }
    Ok(())
}
