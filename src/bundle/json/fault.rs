//! What is wrong with a text, and where.
//!
//! The kinds that people meet are data, so that the app can say them in the visitor's language
//! (`words`); what only whoever writes a bundle by hand meets is in the reader's own words.

use std::fmt;

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
// Boxed, so that whatever can fail hands back one word of memory.
pub struct Fault(Box<Wrong>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    what: What,
    at: usize,
    line: usize,
    column: usize,
}

/// What is wrong at a place of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It ends there; with the reader's words for what should follow.
    End(String),
    /// A field is missing from what ends there.
    Missing(String),
    /// A field is there that was there before.
    Twice(String),
    /// Anything else, in the reader's words.
    Other(String),
}

impl Fault {
    /// What is wrong after some bytes.
    pub(super) fn new(what: What, before: &[u8]) -> Fault {
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Fault(Box::new(Wrong { what, at: before.len(), line, column }))
    }

    /// What is wrong.
    pub fn what(&self) -> &What {
        &self.0.what
    }

    /// The byte of the text at which it was noticed.
    pub fn at(&self) -> usize {
        self.0.at
    }

    /// The line of that byte and its place in the line, both from one.
    pub fn place(&self) -> (usize, usize) {
        (self.0.line, self.0.column)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Wrong { what, line, column, .. } = &*self.0;
        match what {
            What::End(what) => write!(f, "{what}, and nothing comes")?,
            What::Missing(field) => write!(f, "missing field `{field}`")?,
            What::Twice(field) => write!(f, "duplicate field `{field}`")?,
            What::Other(what) => f.write_str(what)?,
        }
        write!(f, " at line {line} column {column}")
    }
}
