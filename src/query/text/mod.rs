//! Text search: which incidents have the words of a query, how well, and where it shows.
//!
//! [`Index::build`] reads a collection once; [`Index::find`] answers a query in the language
//! of [`syntax`]; [`snippet`] and [`Terms::marks`] show the words in their text. Nothing here
//! knows of filters, links or screens. No query fails, and none changes the index.

mod build;
mod dictionary;
mod families;
pub mod fields;
mod index;
mod layout;
mod postings;
mod row;
mod snippet;
pub mod syntax;
mod terms;
pub mod tokens;
mod typo;

pub use fields::Kind;
pub use index::{Found, Index};
pub use snippet::{MOST, Snippet, snippet};
pub use terms::Terms;
pub use tokens::append;
pub use typo::{Correction, distance};
