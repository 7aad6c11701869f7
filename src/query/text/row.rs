//! Words in a row: where the words of a phrase follow each other.

use super::index::{Index, Matching};
use crate::query::bits::Bits;

/// The incidents (times 2³²) and the places at which words that match the elements stand in a row; of a
/// single element, every place. Ascending.
pub(super) fn in_a_row(index: &Index, elements: &[Matching]) -> Vec<u64> {
    // The rarest first: what is read of the others is only what is left of the incidents.
    let cost = |element: &Matching| element.words().map(|word| index.postings.cost(word)).sum::<usize>();
    let mut order: Vec<u64> =
        (0..).zip(elements).map(|(position, element)| (cost(element) as u64) << 24 | position).collect();
    order.sort_unstable();
    let mut left = Bits::all(index.len);
    for element in elements {
        let mut with = Bits::none(index.len);
        element.words().for_each(|word| index.postings.each(word, |incident, _| with.insert(incident)));
        left.intersect(&with);
    }
    let mut starts: Option<Vec<u64>> = None;
    for position in order.into_iter().map(|key| key as usize & 0xff_ffff) {
        let mut places = Vec::new();
        for word in elements[position].words() {
            index.postings.each_place(
                word,
                |incident| left.contains(incident),
                |incident, place| {
                    // The place at which the row would start, if it starts in this incident at all.
                    if let Some(start) = place.checked_sub(position as u32) {
                        places.push((incident as u64) << 32 | u64::from(start));
                    }
                },
            );
        }
        if elements[position].words().nth(1).is_some() {
            places.sort_unstable();
        }
        let both = match starts {
            None => places,
            Some(starts) => intersect(starts, &places),
        };
        left = Bits::none(index.len);
        both.iter().for_each(|start| left.insert((start >> 32) as usize));
        starts = Some(both);
    }
    starts.unwrap_or_default()
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
