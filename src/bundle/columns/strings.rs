//! Many short strings in one, and the ids of incidents with a way to find them.
//!
//! A string of its own for each of 100,000 ids would cost three times its letters. Lookups are
//! total: a number that nothing has is an empty string. Only the columns use it.

use super::{Flaw, check};

/// Strings by number, in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The string of a number; empty for a number that none has.
    pub fn get(&self, number: usize) -> &str {
        let end = |number: usize| self.ends.get(number).map(|end| *end as usize);
        let start = number.checked_sub(1).and_then(end).unwrap_or(0);
        end(number).and_then(|end| self.text.get(start..end)).unwrap_or_default()
    }

    /// Every string, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.get(number))
    }

    /// Appends a string; refuses what would be more than four gigabytes in all.
    pub(super) fn push(&mut self, string: &str) -> Result<(), Flaw> {
        let end = u32::try_from(self.text.len() + string.len()).map_err(|_| Flaw::TooMuch)?;
        self.text.push_str(string);
        self.ends.push(end);
        Ok(())
    }

    /// Strings in one piece, none too many bytes kept.
    pub(super) fn of<'a>(strings: impl IntoIterator<Item = &'a str>) -> Result<Strings, Flaw> {
        let mut all = Strings::default();
        for string in strings {
            all.push(string)?;
        }
        all.text.shrink_to_fit();
        all.ends.shrink_to_fit();
        Ok(all)
    }
}

/// A place of the table where no id is.
const EMPTY: u32 = u32::MAX;

/// The ids of incidents, each once, and the number of each by a table of hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Ids {
    ids: Strings,
    /// Numbers of incidents, each at the hash of its id or the next free place after it. There
    /// is always a free one: a fifth or more.
    table: Vec<u32>,
}

impl Ids {
    /// Checks that every id may be one and that no two are alike.
    pub(super) fn of(ids: Strings) -> Result<Ids, Flaw> {
        let size = (ids.len() + ids.len() / 4 + 1).next_power_of_two();
        let mut table = vec![EMPTY; size];
        for (number, id) in (0_u32..).zip(ids.iter()) {
            check::id(id)?;
            let place = seek(&ids, &table, id);
            match table.get_mut(place) {
                Some(free) if *free == EMPTY => *free = number,
                _ => return Err(Flaw::Twice(id.to_owned())),
            }
        }
        Ok(Ids { ids, table })
    }

    pub(super) fn all(&self) -> &Strings {
        &self.ids
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        let number = *self.table.get(seek(&self.ids, &self.table, id))?;
        (number != EMPTY).then_some(number as usize)
    }
}

/// The place of an id in the table, or where it would be.
fn seek(ids: &Strings, table: &[u32], id: &str) -> usize {
    let last = table.len().saturating_sub(1);
    let mut place = xxhash_rust::xxh3::xxh3_64(id.as_bytes()) as usize & last;
    while table.get(place).is_some_and(|number| *number != EMPTY && ids.get(*number as usize) != id) {
        place = (place + 1) & last;
    }
    place
}
