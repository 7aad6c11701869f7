//! What can be wrong with a bundle or on its way, in English sentences for whoever builds one.
//!
//! Each names the file or the thing that is wrong where it knows it. The app says the same in the
//! visitor's language (`words`).

use std::fmt;

use super::json::Fault;
use super::{FORMAT, Flaw};

/// Why bytes are no bundle. Prints as a sentence for the person who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Not JSON, cut off, or not the shape of a bundle.
    Malformed(Fault),
    /// What was to be written could not be; with the writer's words.
    Unwritten(String),
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
    Content(Flaw),
    /// A split bundle where only a whole one can be used.
    Split,
    /// A part has too few or too many bytes.
    Size {
        /// The file.
        path: String,
        /// How many bytes it should have.
        named: u64,
        /// How many it has.
        found: u64,
    },
    /// A part has other bytes than those that its name is the hash of.
    Changed {
        /// The file.
        path: String,
        /// What its bytes would be called.
        found: String,
    },
    /// A file could not be asked for: no connection, most likely.
    Unreached(String),
    /// The server has no such file, or does not give it away.
    Refused {
        /// The file.
        path: String,
        /// What the server answered.
        status: u16,
    },
    /// A file ended before its end.
    Stopped(String),
    /// Something is wrong inside a part.
    In {
        /// The file.
        path: String,
        /// What it is.
        why: Box<Error>,
    },
}

impl Error {
    /// The writer's words.
    pub(super) fn unwritten(error: serde_json::Error) -> Error {
        Error::Unwritten(error.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Malformed(why) => write!(f, "the data is damaged or cut off ({why})"),
            Error::Unwritten(why) => write!(f, "the data cannot be written ({why})"),
            Error::NotABundle => f.write_str("the file is JSON, but no Failscope bundle"),
            Error::Format(found) => write!(
                f,
                "the data has format {found} and this program reads format {FORMAT}: rebuild the site so that both come from one version"
            ),
            Error::Hash { named, found } => {
                write!(f, "the data was changed after it was built (it names version {named} and is {found})")
            }
            Error::Content(why) => write!(f, "the data contradicts itself: {why}"),
            Error::Split => {
                f.write_str("this site is split into parts, and only a bundle in one file can be used here")
            }
            Error::Size { path, named, found } if found < named => {
                write!(f, "{path} is cut off: {found} of its {named} bytes are there")
            }
            Error::Size { path, named, found } => {
                write!(f, "{path} is longer than it was built: it has {found} bytes instead of {named}")
            }
            Error::Changed { path, found } => {
                write!(f, "{path} was changed after it was built: its bytes are those of {found}")
            }
            Error::Unreached(path) => write!(f, "{path} could not be reached: the connection may be down"),
            Error::Refused { path, status } => write!(f, "the server answered {status} for {path}"),
            Error::Stopped(path) => write!(f, "{path} stopped arriving before its end"),
            Error::In { path, why } => write!(f, "{path}: {why}"),
        }
    }
}

impl std::error::Error for Error {}
