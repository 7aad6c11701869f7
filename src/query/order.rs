//! The orders of hits, each worked out once and then only walked.

use std::cmp::Reverse;
use std::sync::OnceLock;

use crate::query::bits::Bits;
use crate::query::{Basis, Catalog, Sort};

/// The orders of one catalogue.
#[derive(Debug, Default)]
pub(super) struct Orders {
    newest: [OnceLock<Order>; 2],
    oldest: [OnceLock<Order>; 2],
    title: OnceLock<Order>,
    sources: OnceLock<Order>,
}

/// Incidents by rank, and ranks by incident.
#[derive(Debug)]
struct Order {
    incidents: Vec<u32>,
    ranks: Vec<u32>,
    /// Whether it is the catalogue's own order.
    natural: bool,
}

impl Order {
    fn by<K: Ord>(len: usize, key: impl FnMut(&usize) -> K) -> Order {
        let mut incidents: Vec<usize> = (0..len).collect();
        incidents.sort_by_cached_key(key);
        let natural = incidents.is_sorted();
        let mut ranks = vec![0; len];
        for (rank, index) in (0..).zip(&incidents) {
            ranks[*index] = rank;
        }
        Order { incidents: incidents.into_iter().map(|index| index as u32).collect(), ranks, natural }
    }

    fn walk(&self, selected: &Bits) -> Vec<usize> {
        let count = selected.count() as usize;
        if self.natural || count * 16 < self.incidents.len() {
            let mut hits = Vec::with_capacity(count);
            selected.for_each(|index| hits.push(index));
            if !self.natural {
                hits.sort_unstable_by_key(|index| self.ranks[*index]);
            }
            return hits;
        }
        let mut hits = Vec::with_capacity(count);
        hits.extend(self.incidents.iter().map(|index| *index as usize).filter(|index| selected.contains(*index)));
        hits
    }
}

impl Catalog {
    /// A set of incidents in an order; ties are in the catalogue's own. Natural is newest.
    pub fn ordered(&self, selected: &Bits, sort: Sort, basis: Basis) -> Vec<usize> {
        self.order(sort, basis).walk(selected)
    }

    /// The place of an incident in an order of the whole catalogue.
    pub fn rank(&self, index: usize, sort: Sort, basis: Basis) -> u32 {
        self.order(sort, basis).ranks.get(index).copied().unwrap_or(u32::MAX)
    }

    fn order(&self, sort: Sort, basis: Basis) -> &Order {
        let len = self.len();
        let first = |index: &usize| self.date(*index, basis).map(|date| date.first());
        match sort {
            Sort::Natural | Sort::Newest => {
                self.orders.newest[basis as usize].get_or_init(|| Order::by(len, |index| Reverse(first(index))))
            }
            Sort::Oldest => self.orders.oldest[basis as usize]
                .get_or_init(|| Order::by(len, |index| (first(index).is_none(), first(index)))),
            Sort::Title => {
                self.orders.title.get_or_init(|| Order::by(len, |index| self.incidents[*index].title.to_lowercase()))
            }
            Sort::Sources => self
                .orders
                .sources
                .get_or_init(|| Order::by(len, |index| Reverse(self.incidents[*index].sources.len()))),
        }
    }
}
