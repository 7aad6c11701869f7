//! Where the fields of each incident lie on the incident's line of words, while building.
//!
//! The words of an incident are numbered in reading order, one number left out between
//! paragraphs so that no phrase reaches across. A stretch of the line is a field. What the
//! index needs of it later is written beside the places of each word.

use super::fields::Kind;
use super::header::Field;

/// The fields of a collection and the stretches of every incident.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Every field, with its total length.
    pub fields: Vec<Field>,
    /// First place and field of every stretch; after the last of an incident one more, which
    /// says where the line ends.
    stretches: Vec<(u32, u16)>,
    /// Per incident, where its stretches end.
    ends: Vec<u32>,
}

/// The stretch in which a place lies.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    /// The first place after it.
    pub end: u32,
    /// The number of the field.
    pub field: u32,
    /// Words, with one more between paragraphs.
    pub length: u32,
}

impl Layout {
    /// Begins a paragraph at a place, in a field of the incident that is being added.
    pub(super) fn begin(&mut self, place: u32, kind: Kind, name: &str) {
        let known = self.fields.iter().position(|field| field.kind == kind && field.name == name);
        let field = known.unwrap_or_else(|| {
            self.fields.push(Field { kind, name: name.to_owned(), words: 0, stretches: 0 });
            self.fields.len() - 1
        });
        // A collection with more headings of its own than this has no use for their names.
        let field = field.min(usize::from(u16::MAX)) as u16;
        let first = self.ends.last().copied().unwrap_or_default() as usize;
        if self.stretches.len() == first || self.stretches.last().is_none_or(|(_, last)| *last != field) {
            self.stretches.push((place, field));
        }
    }

    /// Ends the incident; the line is as long as the place that would follow, and the gap.
    pub(super) fn end(&mut self, place: u32) {
        let first = self.ends.last().copied().unwrap_or_default() as usize;
        self.stretches.push((place, 0));
        for pair in self.stretches[first..].windows(2) {
            let field = &mut self.fields[usize::from(pair[0].1)];
            field.words += u64::from(length_of(pair));
            field.stretches += 1;
        }
        self.ends.push(self.stretches.len() as u32);
    }

    /// The stretch of an incident in which a place lies.
    pub(super) fn stretch(&self, incident: u32, place: u32) -> Option<Stretch> {
        let end = *self.ends.get(incident as usize)?;
        let start = incident.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied();
        let stretches = self.stretches.get(start.unwrap_or_default() as usize..end as usize)?;
        let after = stretches.partition_point(|(first, _)| *first <= place);
        let pair = stretches.get(after.checked_sub(1)?..after + 1)?;
        Some(Stretch { end: pair[1].0, field: u32::from(pair[0].1), length: length_of(pair) })
    }
}

/// The length of the first of two neighbouring stretches: without the gap after it.
fn length_of(pair: &[(u32, u16)]) -> u32 {
    (pair[1].0 - pair[0].0).saturating_sub(1)
}
