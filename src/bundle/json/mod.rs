//! JSON as it is read: one pass over a text, without a tree and without knowing any type.
//!
//! A derived reader is compiled anew for every type and every list of it, and visitors pay for
//! each. This one is compiled once: what differs between types are the names of their fields and
//! where the values go (`read.rs`). It accepts what RFC 8259 calls JSON, nested up to 127 deep,
//! and says of everything else what is wrong and where. No input makes it panic; nothing here
//! knows a field of the bundle. The bundle and what stands in its parts are read with it.

mod fault;
mod number;
mod read;
mod string;

use std::borrow::Cow;

pub use fault::{Fault, What};
pub(crate) use read::record;
pub use read::{Place, Raw, Read, read, text};

/// Nothing is nested deeper. A bundle needs nine; the stack of a browser holds some thousands.
const DEEPEST: u8 = 127;

/// What was read, or why not.
pub type Result<T> = std::result::Result<T, Fault>;

/// A place in a text.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

impl<'a> Reader<'a> {
    /// The beginning of a text.
    pub fn new(text: &'a str) -> Reader<'a> {
        Reader { text, at: 0, depth: 0 }
    }

    /// The next byte that is not white space; what comes is told by it.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// The byte right here.
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes a mark, if that comes next.
    fn take(&mut self, mark: u8) -> bool {
        let comes = self.peek() == Some(mark);
        self.at += usize::from(comes);
        comes
    }

    /// What has been read since a byte.
    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// A fault right here, in words that are put together.
    #[cold]
    pub fn fault(&self, what: &[&str]) -> Fault {
        self.wrong(What::Other(what.concat()))
    }

    fn wrong(&self, what: What) -> Fault {
        Fault::new(what, self.text.as_bytes().get(..self.at).unwrap_or_default())
    }

    /// A fault because something else should come next.
    #[cold]
    pub fn expected(&mut self, what: &str) -> Fault {
        let what = ["expected ", what].concat();
        let what = if self.peek().is_none() { What::End(what) } else { What::Other(what) };
        self.wrong(what)
    }

    /// Makes sure that nothing but white space is left.
    pub(super) fn end(&mut self) -> Result<()> {
        if self.peek().is_some() { Err(self.expected("the end")) } else { Ok(()) }
    }

    /// Passes `null`, if that comes next.
    ///
    /// # Errors
    /// What begins like it and is not.
    pub fn null(&mut self) -> Result<bool> {
        if self.peek() != Some(b'n') {
            return Ok(false);
        }
        self.word("null")?;
        Ok(true)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Something else.
    pub fn truth(&mut self) -> Result<bool> {
        let yes = self.peek() == Some(b't');
        self.word(if yes { "true" } else { "false" })?;
        Ok(yes)
    }

    fn word(&mut self, word: &str) -> Result<()> {
        let comes = self.peek().is_some()
            && self.text.as_bytes().get(self.at..).unwrap_or_default().starts_with(word.as_bytes());
        if !comes {
            return Err(self.expected(word));
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a list, calling back before every item, which must then be read.
    ///
    /// # Errors
    /// No list, what `item` says, or a depth beyond the deepest.
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Reader<'a>) -> Result<()>) -> Result<()> {
        self.each(b'[', b']', item)
    }

    /// Reads an object, calling back with every name, before its value, which must then be read.
    ///
    /// # Errors
    /// As [`Reader::list`].
    pub fn fields(&mut self, field: &mut dyn FnMut(Cow<'a, str>, &mut Reader<'a>) -> Result<()>) -> Result<()> {
        self.each(b'{', b'}', &mut |reader| {
            let name = reader.string()?;
            reader.colon()?;
            field(name, reader)
        })
    }

    fn colon(&mut self) -> Result<()> {
        if self.take(b':') { Ok(()) } else { Err(self.expected("`:`")) }
    }

    fn each(&mut self, open: u8, close: u8, one: &mut dyn FnMut(&mut Reader<'a>) -> Result<()>) -> Result<()> {
        let is_list = open == b'[';
        if !self.take(open) {
            return Err(self.expected(if is_list { "a list" } else { "an object" }));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault(&["too much is nested"]));
        }
        if !self.take(close) {
            one(self)?;
            while self.take(b',') {
                one(self)?;
            }
            if !self.take(close) {
                return Err(self.expected(if is_list { "`,` or `]`" } else { "`,` or `}`" }));
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object whose fields have places: the first of them must be there, others may.
    /// What has no place is passed.
    ///
    /// # Errors
    /// No object, a field that is missing or there twice, what a place says of its value.
    pub fn record(&mut self, needed: &[&str], others: &[&str], places: &mut [&mut dyn Place<'a>]) -> Result<()> {
        let mut seen = 0_u32;
        self.fields(&mut |name, reader| {
            let number = needed.iter().chain(others).position(|field| *field == name).unwrap_or(usize::MAX);
            let Some(place) = places.get_mut(number) else { return reader.skip() };
            let bit = 1_u32.wrapping_shl(number as u32);
            if seen & bit != 0 {
                return Err(reader.wrong(What::Twice(name.into_owned())));
            }
            seen |= bit;
            place.fill(reader)
        })?;
        match needed.get(seen.trailing_ones() as usize) {
            Some(name) => Err(self.wrong(What::Missing((*name).to_owned()))),
            None => Ok(()),
        }
    }

    /// Passes a value of any kind.
    ///
    /// # Errors
    /// What is no JSON.
    pub fn skip(&mut self) -> Result<()> {
        match self.peek() {
            Some(b'{') => self.each(b'{', b'}', &mut |reader| {
                reader.quoted()?;
                reader.colon()?;
                reader.skip()
            }),
            Some(b'[') => self.list(&mut Reader::skip),
            Some(b'"') => self.quoted().map(drop),
            Some(b'n') => self.null().map(drop),
            Some(b't' | b'f') => self.truth().map(drop),
            _ => self.number("a value").map(drop),
        }
    }

    /// Passes a value of any kind and gives it as it is spelled.
    ///
    /// # Errors
    /// What is no JSON.
    pub fn raw(&mut self) -> Result<&'a str> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(self.since(start))
    }
}
