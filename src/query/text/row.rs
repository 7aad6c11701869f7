//! Words in a row: where the words of a phrase follow each other.

use super::index::Index;
use super::postings::{Place, count, each, each_place};
use crate::query::bits::Bits;

/// The incidents that have a word of every element.
pub(super) fn with_all(index: &Index, elements: &[Vec<u64>]) -> Bits {
    let mut left = Bits::all(index.header.incidents);
    for element in elements {
        left.intersect(&with_any(index, element));
    }
    left
}

/// The incidents that have one of some words.
pub(super) fn with_any(index: &Index, words: &[u64]) -> Bits {
    let mut with = Bits::none(index.header.incidents);
    for word in words {
        each(index.postings(*word), index.header.incidents, |incident, _| with.insert(incident));
    }
    with
}

/// Calls back with every place at which words that match the elements stand in a row, of those
/// incidents of `left` that have a word of every element; of a single element, with every place.
pub(super) fn in_a_row(index: &Index, elements: &[Vec<u64>], mut left: Bits, visit: &mut dyn FnMut(Place)) {
    let read = |word: u64, left: &Bits, visit: &mut dyn FnMut(Place)| {
        let bytes = (index.postings(word), index.places(word));
        each_place(bytes, index.header.incidents, |incident| left.contains(incident), visit);
    };
    let [first, others @ ..] = elements else { return };
    // The rarest first: what is read of the others is only what is left of the incidents. The
    // first element comes last, because its places say in which field the row stands.
    let cost = |element: &[u64]| element.iter().map(|word| u64::from(count(index.postings(*word)))).sum::<u64>();
    let mut order: Vec<u64> = (1..).zip(others).map(|(position, element)| cost(element) << 24 | position).collect();
    order.sort_unstable();
    let mut starts: Option<Vec<u64>> = None;
    for position in order.into_iter().map(|key| key as usize & 0xff_ffff) {
        let mut places = Vec::new();
        for word in &elements[position] {
            read(*word, &left, &mut |Place { incident, place, .. }| {
                // The place at which the row would start, if it starts in this incident at all.
                if let Some(start) = place.checked_sub(position as u32) {
                    places.push((incident as u64) << 32 | u64::from(start));
                }
            });
        }
        if elements[position].len() > 1 {
            places.sort_unstable();
        }
        let both = match starts {
            None => places,
            Some(starts) => intersect(starts, &places),
        };
        left = Bits::none(index.header.incidents);
        both.iter().for_each(|start| left.insert((start >> 32) as usize));
        starts = Some(both);
    }
    for word in first {
        // Both ascend, so each start is passed once.
        let mut rest = starts.iter().flatten().peekable();
        read(*word, &left, &mut |place| {
            let start = (place.incident as u64) << 32 | u64::from(place.place);
            while rest.next_if(|other| **other < start).is_some() {}
            if others.is_empty() || rest.peek() == Some(&&start) {
                visit(place);
            }
        });
    }
}

fn intersect(mut starts: Vec<u64>, places: &[u64]) -> Vec<u64> {
    let mut at = 0;
    starts.retain(|start| {
        while places.get(at).is_some_and(|place| place < start) {
            at += 1;
        }
        places.get(at) == Some(start)
    });
    starts
}
