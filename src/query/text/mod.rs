//! Text search: which incidents have the words of a query, how well, and where it shows.
//!
//! [`Index::build`] reads a collection once, and [`Builder`] incident by incident;
//! [`Index::find`] answers a query in the language of [`syntax`]; [`snippet`] and
//! [`Terms::marks`] show the words in their text. [`Index::files`] writes an index as files
//! (docs/text-shards.md), and [`Index::open`] begins with none of them: an answer then names the
//! files it misses, which [`Index::receive`] takes. Nothing here fetches, or knows of filters,
//! links or screens. No query fails, and none changes the index.

mod broad;
mod build;
mod correct;
mod dictionary;
pub mod fields;
mod files;
mod glance;
mod header;
mod index;
mod layout;
mod matching;
mod packed;
mod postings;
mod row;
mod shard;
mod snippet;
pub mod syntax;
mod terms;
pub mod tokens;
mod typo;

pub use build::Builder;
pub use fields::Kind;
pub use files::{File, SHARD};
pub use glance::Glance;
pub use header::{FORMAT, Field, Header, Need};
pub use index::{Found, Index};
pub use snippet::{MOST, Snippet, snippet};
pub use syntax::Note;
pub use terms::Terms;
pub use tokens::append;
pub use typo::{Correction, distance};
