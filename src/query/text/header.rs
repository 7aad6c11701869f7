//! The small part of an index that every query needs: what is searched, and in which file the
//! words are. It is written as JSON beside the files and always there.
//!
//! Knows names and numbers of files, never where they are kept or how they are fetched.

use serde::{Deserialize, Serialize};

use crate::bundle::json::{Read, Reader, Result, record};

use super::fields::{B, Kind, is_called};

/// The form of the files that this code writes and reads.
pub const FORMAT: u32 = 1;

/// What is known of an index before any of its files has arrived.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Header {
    /// The form of the files: [`FORMAT`].
    pub format: u32,
    /// The language whose stems make words one, as a tag such as `en`.
    pub language: String,
    /// How many incidents there are.
    pub incidents: usize,
    /// Every field, by number.
    pub fields: Vec<Field>,
    /// Beginnings of words that are not searched, because too much begins with them.
    pub broad: Vec<String>,
    /// The first word of every shard, ascending. A word belongs to the last shard that does
    /// not begin after it.
    pub shards: Vec<String>,
}

/// A field of a collection: what its average length is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Field {
    /// What kind of text it is.
    pub kind: Kind,
    /// Its name: that of its kind, or the id of the section or category.
    pub name: String,
    /// The lengths of all stretches, in words with one more between paragraphs.
    pub words: u64,
    /// How many stretches there are: neighbouring paragraphs of the field in an incident.
    pub stretches: u32,
}

record!(Header { format, language, incidents, fields, broad, shards; });
record!(Field { kind, name, words, stretches; });

impl<'a> Read<'a> for Kind {
    fn read(reader: &mut Reader<'a>) -> Result<Kind> {
        let word = reader.string()?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == word);
        kind.ok_or_else(|| reader.fault(&["no kind of field is called `", &word, "`"]))
    }
}

/// A file that a query needs and that has not arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Need {
    /// The words, families and postings of a stretch of the alphabet, by its number.
    Shard(usize),
    /// The places of the words of the shard of the same number.
    Places(usize),
    /// The list of all words, by which misspelt ones are corrected.
    Words,
}

impl Header {
    /// Whether a name, in lower case, is that of a field: every kind's is, whatever the
    /// incidents say.
    pub(super) fn has(&self, name: &str) -> bool {
        Kind::ALL.iter().any(|kind| kind.name() == name)
            || self.fields.iter().any(|field| is_called(field.kind, &field.name, name))
    }

    /// By field, whether a name means it.
    pub(super) fn called(&self, name: &str) -> Vec<bool> {
        self.fields.iter().map(|field| is_called(field.kind, &field.name, name)).collect()
    }

    /// What an occurrence counts in a stretch of a length of a field; nothing in an unknown one.
    pub(super) fn weight(&self, field: usize, length: u32) -> f32 {
        let Some(field) = self.fields.get(field) else { return 0.0 };
        let average = field.words.max(1) as f32 / field.stretches.max(1) as f32;
        field.kind.weight() / (1.0 - B + B * length as f32 / average)
    }

    /// The number of the shard that has a word if any has.
    pub(super) fn shard_of(&self, word: &str) -> usize {
        self.shards.partition_point(|first| first.as_str() <= word).saturating_sub(1)
    }

    /// Whether too much begins with it.
    pub(super) fn is_broad(&self, beginning: &str) -> bool {
        self.broad.iter().any(|broad| broad == beginning)
    }
}
