//! Strings: borrowed from the text where nothing in them is escaped.

use std::borrow::Cow;

use super::{Reader, Result};

impl<'a> Reader<'a> {
    /// Reads a string.
    ///
    /// # Errors
    /// No string, one that does not end, a control character, or an escape that means nothing.
    pub fn string(&mut self) -> Result<Cow<'a, str>> {
        let (letters, is_escaped) = self.quoted()?;
        if !is_escaped {
            return Ok(Cow::Borrowed(letters));
        }
        match unescaped(letters) {
            Some(string) => Ok(Cow::Owned(string)),
            None => Err(self.fault(&["half a character is escaped"])),
        }
    }

    /// Passes a string and gives what stands between its marks, and whether anything of it is
    /// escaped. Every escape has a form that could mean something.
    pub(super) fn quoted(&mut self) -> Result<(&'a str, bool)> {
        if !self.take(b'"') {
            return Err(self.expected("a string"));
        }
        let (start, mut is_escaped) = (self.at, false);
        loop {
            self.at = end_of_plain(self.text.as_bytes(), self.at);
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    self.at += 1;
                    self.pass_escape()?;
                }
                Some(_) => return Err(self.fault(&["a control character stands in a string"])),
                None => return Err(self.expected("the end of the string")),
            }
        }
        let letters = self.since(start);
        self.at += 1;
        Ok((letters, is_escaped))
    }

    fn pass_escape(&mut self) -> Result<()> {
        let digits = self.text.as_bytes().get(self.at + 1..self.at + 5);
        match self.byte() {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
            Some(b'u') if digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) => self.at += 5,
            _ => return Err(self.fault(&["an escape means nothing"])),
        }
        Ok(())
    }
}

/// The first byte from a place on that ends a string, begins an escape or may not be there.
fn end_of_plain(bytes: &[u8], mut at: usize) -> usize {
    // Eight bytes at a time. A byte is below a limit if taking the limit away borrows into its
    // highest bit; a false alarm stands above a true one, and only the lowest is asked for.
    const ONES: u64 = u64::MAX / 255;
    while let Some(eight) = bytes.get(at..).and_then(|bytes| bytes.first_chunk()) {
        let word = u64::from_le_bytes(*eight);
        let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
        let (quote, escape) = (word ^ (ONES * b'"' as u64), word ^ (ONES * b'\\' as u64));
        let ends = (below(word, 0x20) | below(quote, 1) | below(escape, 1)) & (ONES * 0x80);
        if ends != 0 {
            return at + ends.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
        at += 1;
    }
    at
}

/// What escaped letters mean; `None` where half a character stands alone.
fn unescaped(mut letters: &str) -> Option<String> {
    let mut string = String::with_capacity(letters.len());
    while let Some((plain, escape)) = letters.split_once('\\') {
        string.push_str(plain);
        let kind = *escape.as_bytes().first()?;
        let mut used = 1;
        string.push(match kind {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let mut code = hexadecimal(escape.get(1..5)?)?;
                used = 5;
                // Beyond sixteen bits a character is escaped as two halves.
                if code & 0xfc00 == 0xd800 {
                    let low = hexadecimal(escape.get(5..)?.strip_prefix("\\u")?.get(..4)?)?;
                    code = 0x10000 + ((code & 0x3ff) << 10 | low.checked_sub(0xdc00).filter(|low| *low < 0x400)?);
                    used = 11;
                }
                char::from_u32(code)?
            }
            kind => char::from(kind),
        });
        letters = escape.get(used..)?;
    }
    string.push_str(letters);
    Some(string)
}

fn hexadecimal(digits: &str) -> Option<u32> {
    u32::from_str_radix(digits, 16).ok()
}
