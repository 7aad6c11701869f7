//! Where a word occurs, packed: the incidents with its weight in each, and apart from them the
//! places, which only phrases and fields ask for.
//!
//! Postings are the number of incidents, their differences, and then the weights in [`STEP`]s,
//! first all low bytes and then all high ones: apart, like with like, they compress better.
//! Places say for each of the same incidents in which stretches of which fields they lie, so
//! that no other table is needed to weigh them. A word that an incident has once takes its
//! doubled field, the stretch's length and the place; of others there is the doubled number of
//! bytes plus one, then by stretch the field, the length, how many places, and their
//! differences. Reading is total: what no writer wrote gives some incidents below the limit.

use super::layout::Layout;
use super::packed::{read, write};

/// The weight of a word in an incident is kept in these steps, up to 128: there it scores
/// within one per cent of the most it can.
pub(super) const STEP: f32 = 1.0 / 512.0;

/// An occurrence of a word.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The incident's number.
    pub incident: usize,
    /// The number of the field.
    pub field: usize,
    /// The length of the stretch, which the weight is worked out from.
    pub length: u32,
    /// Where on the incident's line of words.
    pub place: u32,
}

/// The postings and places of a word, incident by incident.
#[derive(Default)]
pub(super) struct Packer {
    count: u32,
    last: u32,
    steps: Vec<u8>,
    low: Vec<u8>,
    high: Vec<u8>,
    groups: Vec<u8>,
}

impl Packer {
    /// Adds the places, ascending, in an incident after all others. They are appended to bytes.
    pub(super) fn push(
        &mut self,
        (incident, here): (u32, &[u32]),
        layout: &Layout,
        weigh: &dyn Fn(usize, u32) -> f32,
        places: &mut Vec<u8>,
    ) {
        let (mut weight, mut before) = (0.0, 0);
        self.groups.clear();
        let mut rest = here;
        while let Some(stretch) = rest.first().and_then(|place| layout.stretch(incident, *place)) {
            let (group, after) = rest.split_at(rest.partition_point(|place| *place < stretch.end));
            rest = after;
            let each = weigh(stretch.field as usize, stretch.length);
            group.iter().for_each(|_| weight += each);
            if let [place] = here {
                [stretch.field << 1, stretch.length, *place].into_iter().for_each(|number| write(places, number));
                break;
            }
            let head = [stretch.field, stretch.length, group.len() as u32];
            head.into_iter().for_each(|number| write(&mut self.groups, number));
            for place in group {
                write(&mut self.groups, place - before);
                before = *place;
            }
        }
        if here.len() > 1 {
            write(places, (self.groups.len() as u32) << 1 | 1);
            places.extend_from_slice(&self.groups);
        }
        write(&mut self.steps, incident - self.last);
        let [low, high] = ((weight / STEP).round().clamp(1.0, f32::from(u16::MAX)) as u16).to_le_bytes();
        self.low.push(low);
        self.high.push(high);
        (self.last, self.count) = (incident, self.count + 1);
    }

    /// Appends the postings to bytes, and is ready for another word.
    pub(super) fn end(&mut self, postings: &mut Vec<u8>) {
        write(postings, self.count);
        for column in [&mut self.steps, &mut self.low, &mut self.high] {
            postings.append(column);
        }
        (self.count, self.last) = (0, 0);
    }
}

/// How many incidents a word is in.
pub(super) fn count(mut postings: &[u8]) -> u32 {
    read(&mut postings).unwrap_or_default()
}

/// Calls back with each incident below a number that a word is in, and the word's weight in it.
pub(super) fn each(mut postings: &[u8], below: usize, mut visit: impl FnMut(usize, f32)) {
    let count = read(&mut postings).unwrap_or_default() as usize;
    let columns = count.checked_mul(2).and_then(|size| postings.split_at_checked(postings.len().checked_sub(size)?));
    let Some((mut steps, weights)) = columns else { return };
    let (low, high) = weights.split_at(count);
    let mut incident = 0_u32;
    for (low, high) in low.iter().zip(high) {
        incident = incident.wrapping_add(read(&mut steps).unwrap_or_default());
        if incident as usize >= below {
            return;
        }
        visit(incident as usize, f32::from(u16::from_le_bytes([*low, *high])) * STEP);
    }
}

/// Calls back with each place of a word in the wanted of the incidents below a number.
pub(super) fn each_place(
    (postings, mut places): (&[u8], &[u8]),
    below: usize,
    wanted: impl Fn(usize) -> bool,
    visit: &mut dyn FnMut(Place),
) {
    each(postings, below, |incident, _| {
        let head = read(&mut places).unwrap_or_default();
        if head & 1 == 0 {
            let (length, place) = (read(&mut places).unwrap_or_default(), read(&mut places).unwrap_or_default());
            if wanted(incident) {
                visit(Place { incident, field: head as usize >> 1, length, place });
            }
            return;
        }
        let (mut here, rest) = places.split_at_checked(head as usize >> 1).unwrap_or_default();
        places = rest;
        if wanted(incident) {
            each_group(&mut here, incident, visit);
        }
    });
}

fn each_group(bytes: &mut &[u8], incident: usize, visit: &mut dyn FnMut(Place)) -> Option<()> {
    let mut place = 0_u32;
    loop {
        let (field, length, count) = (read(bytes)? as usize, read(bytes)?, read(bytes)?);
        for _ in 0..count {
            place = place.wrapping_add(read(bytes)?);
            visit(Place { incident, field, length, place });
        }
    }
}
