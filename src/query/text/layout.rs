//! Where the fields of each incident lie on the incident's line of words.
//!
//! The words of an incident are numbered in reading order, one number left out between
//! paragraphs so that no phrase reaches across. A stretch of the line is a field. Everything
//! about fields is worked out from it: filters, lengths, weights.

use super::fields::{B, Kind, is_called};

/// The fields of a collection and the stretches of every incident.
#[derive(Debug, Default)]
pub struct Layout {
    /// Kind and name of every field.
    fields: Vec<(Kind, String)>,
    /// Total length and number of stretches of every field.
    lengths: Vec<(u64, u32)>,
    /// First place and field of every stretch; after the last of an incident one more, which
    /// says where the line ends.
    stretches: Vec<(u32, u16)>,
    /// Per incident, where its stretches end.
    ends: Vec<u32>,
}

/// The stretches of one incident.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    layout: &'a Layout,
    stretches: &'a [(u32, u16)],
}

impl Layout {
    /// Begins a paragraph at a place, in a field of the incident that is being added.
    pub fn begin(&mut self, place: u32, kind: Kind, name: &str) {
        let known = self.fields.iter().position(|(other, called)| *other == kind && called == name);
        let field = known.unwrap_or_else(|| {
            self.fields.push((kind, name.to_owned()));
            self.lengths.push((0, 0));
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
    pub fn end(&mut self, place: u32) {
        let first = self.ends.last().copied().unwrap_or_default() as usize;
        self.stretches.push((place, 0));
        for pair in self.stretches[first..].windows(2) {
            let (length, number) = &mut self.lengths[usize::from(pair[0].1)];
            *length += u64::from(length_of(pair));
            *number += 1;
        }
        self.ends.push(self.stretches.len() as u32);
    }

    /// Gives back what building took in advance.
    pub fn shrink(&mut self) {
        self.stretches.shrink_to_fit();
    }

    /// Whether a name, in lower case, is that of a field: every kind's is, whatever the
    /// incidents say.
    pub fn has(&self, name: &str) -> bool {
        Kind::ALL.iter().any(|kind| kind.name() == name)
            || self.fields.iter().any(|(kind, own)| is_called(*kind, own, name))
    }

    /// By field, whether a name means it.
    pub fn called(&self, name: &str) -> Vec<bool> {
        self.fields.iter().map(|(kind, own)| is_called(*kind, own, name)).collect()
    }

    /// The line of an incident.
    pub fn line(&self, incident: usize) -> Line<'_> {
        let end = self.ends.get(incident).copied().unwrap_or_default() as usize;
        let start = incident.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        Line { layout: self, stretches: self.stretches.get(start as usize..end).unwrap_or_default() }
    }

    /// Bytes of memory.
    pub fn size(&self) -> usize {
        8 * self.stretches.capacity() + 4 * self.ends.len()
    }
}

impl Line<'_> {
    /// What an occurrence at a place counts, and in which field it is.
    pub fn weigh(&self, place: u32) -> (f32, usize) {
        let after = self.stretches.partition_point(|(first, _)| *first <= place);
        let Some(pair) = after.checked_sub(1).and_then(|at| self.stretches.get(at..at + 2)) else {
            return (0.0, usize::MAX);
        };
        let field = usize::from(pair[0].1);
        let (total, number) = self.layout.lengths[field];
        let average = total.max(1) as f32 / number.max(1) as f32;
        (self.layout.fields[field].0.weight() / (1.0 - B + B * length_of(pair) as f32 / average), field)
    }
}

/// The length of the first of two neighbouring stretches: without the gap after it.
fn length_of(pair: &[(u32, u16)]) -> u32 {
    (pair[1].0 - pair[0].0).saturating_sub(1)
}
