//! Where a word occurs, packed: the incidents with its weight in each, and apart from them the
//! places, which only phrases and fields ask for.
//!
//! Incidents are differences, each followed by the weight in [`STEP`]s, two bytes. Places say
//! for each of the same incidents in which stretches of which fields they lie, so that no
//! other table is needed to weigh them. A word that an incident has once takes its doubled
//! field, the stretch's length and the place; of others there is the doubled number of bytes
//! plus one, then by stretch the field, the length, how many places, and their differences.
//! Reading is total: what no writer wrote gives some incidents and places below the limits.

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

/// Appends what a word has in one incident: the step from the last incident and the places.
pub(super) fn push(
    (postings, places): (&mut Vec<u8>, &mut Vec<u8>),
    (last, incident, at): (u32, u32, &[u32]),
    layout: &Layout,
    weigh: &dyn Fn(usize, u32) -> f32,
) {
    let stretch = |place: &u32| layout.stretch(incident, *place);
    let mut weight = 0.0;
    let mut groups = Vec::new();
    let mut before = 0;
    for group in at.chunk_by(|one, other| stretch(one) == stretch(other)) {
        let Some(stretch) = stretch(&group[0]) else { continue };
        let each = weigh(stretch.field as usize, stretch.length);
        group.iter().for_each(|_| weight += each);
        if let [place] = at {
            [stretch.field << 1, stretch.length, *place].into_iter().for_each(|number| write(places, number));
            continue;
        }
        let head = [stretch.field, stretch.length, group.len() as u32];
        head.into_iter().for_each(|number| write(&mut groups, number));
        for place in group {
            write(&mut groups, place - before);
            before = *place;
        }
    }
    if at.len() > 1 {
        write(places, (groups.len() as u32) << 1 | 1);
        places.extend(groups);
    }
    write(postings, incident - last);
    let weight = (weight / STEP).round().clamp(1.0, f32::from(u16::MAX)) as u16;
    postings.extend(weight.to_le_bytes());
}

/// Calls back with each incident below a number that a word is in, and the word's weight in it.
pub(super) fn each(mut bytes: &[u8], below: usize, mut visit: impl FnMut(usize, f32)) {
    let mut incident = 0_u32;
    while let Some(step) = read(&mut bytes) {
        let [low, high, rest @ ..] = bytes else { return };
        incident = incident.wrapping_add(step);
        if incident as usize >= below {
            return;
        }
        visit(incident as usize, f32::from(u16::from_le_bytes([*low, *high])) * STEP);
        bytes = rest;
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
