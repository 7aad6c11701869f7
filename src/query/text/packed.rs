//! Numbers, words and runs of bytes, packed: what memory and files have in common.
//!
//! Every read is total: bytes that no writer wrote give `None`, never a panic and never more
//! memory than there are bytes. Nothing here knows what the words and runs mean.

/// Appends a number, seven bits a byte, lowest first, the last byte below 128.
pub(super) fn write(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes a number off the front; `None` at the end.
pub(super) fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (first, mut rest) = bytes.split_first()?;
    let mut number = u32::from(first & 0x7f);
    let (mut last, mut shift) = (*first, 7);
    while last >= 0x80 {
        let (next, after) = rest.split_first()?;
        number |= u32::from(next & 0x7f).checked_shl(shift).unwrap_or_default();
        (last, rest, shift) = (*next, after, (shift + 7).min(32));
    }
    *bytes = rest;
    Some(number)
}

/// Appends a word as its difference from the last one: how many bytes both begin with, whole
/// letters only, then the number of the others, and these.
pub(super) fn write_word(bytes: &mut Vec<u8>, last: &str, word: &str) {
    let mut shared = last.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
    while !(word.is_char_boundary(shared) && last.is_char_boundary(shared)) {
        shared -= 1;
    }
    write(bytes, shared as u32);
    write(bytes, (word.len() - shared) as u32);
    bytes.extend_from_slice(&word.as_bytes()[shared..]);
}

/// Takes a word off the front, in place of the last one. Gives the bytes it shares with that.
pub(super) fn read_word(bytes: &mut &[u8], word: &mut String) -> Option<usize> {
    let shared = read(bytes)? as usize;
    let length = read(bytes)? as usize;
    let (new, rest) = bytes.split_at_checked(length)?;
    let new = std::str::from_utf8(new).ok()?;
    if shared > word.len() || !word.is_char_boundary(shared) {
        return None;
    }
    word.truncate(shared);
    word.push_str(new);
    *bytes = rest;
    Some(shared)
}

/// Runs of bytes, one after another.
#[derive(Debug, Default)]
pub(super) struct Runs {
    pub bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Runs {
    /// Ends a run with what has been added to `bytes` since the last.
    pub(super) fn end(&mut self) {
        self.ends.push(self.bytes.len() as u32);
    }

    /// Adds a run.
    pub(super) fn push(&mut self, run: &[u8]) {
        self.bytes.extend_from_slice(run);
        self.end();
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A run by its number; empty past the end.
    pub(super) fn get(&self, number: usize) -> &[u8] {
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.bytes.get(start as usize..end).unwrap_or_default()
    }

    /// Gives back what building took in advance.
    pub(super) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        self.bytes.capacity() + 4 * self.ends.capacity()
    }

    /// Appends the length of every run.
    pub(super) fn write_lengths(&self, bytes: &mut Vec<u8>) {
        (0..self.len()).for_each(|number| write(bytes, self.get(number).len() as u32));
    }

    /// Reads the lengths of so many runs. Their bytes are not there yet.
    pub(super) fn read_lengths(bytes: &mut &[u8], count: usize) -> Option<Runs> {
        let mut runs = Runs::default();
        let mut end = 0_u32;
        for _ in 0..count {
            end = end.checked_add(read(bytes)?)?;
            runs.ends.push(end);
        }
        Some(runs)
    }

    /// Takes the bytes of the runs off the front.
    pub(super) fn fill(&mut self, bytes: &mut &[u8]) -> Option<()> {
        let (own, rest) = bytes.split_at_checked(self.ends.last().copied().unwrap_or_default() as usize)?;
        self.bytes = own.to_vec();
        *bytes = rest;
        Some(())
    }
}
