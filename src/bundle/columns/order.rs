//! The one sort behind every order of things that are not plain numbers.
//!
//! Each kind of sorting is compiled anew and costs every visitor some kilobytes, so things are put
//! in order by sorting their numbers. Whatever makes or reads columns may use it.

use std::cmp::Ordering;

/// The numbers below a length in an order; what ties stands by number.
pub fn order(len: usize, by: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut numbers: Vec<u32> = (0..len as u32).collect();
    // Collections are kept in the order that is asked for first, and in browsers the sort is the smallest
    // there is, which sees no such thing.
    if (1..len).all(|number| by(number - 1, number).is_le()) {
        return numbers;
    }
    numbers.sort_unstable_by(|one, other| by(*one as usize, *other as usize).then(one.cmp(other)));
    numbers
}

/// Things in an order; what ties stays as it stands.
pub fn arrange<T>(things: Vec<T>, by: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = order(things.len(), &|one, other| by(&things[one], &things[other]));
    let mut taken: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|number| taken.get_mut(number as usize)?.take()).collect()
}
