//! The orders of hits, each worked out once and then only walked.

use std::sync::OnceLock;

use crate::bundle::columns::order;
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
    /// The order of falling or rising keys, as their sign says; ties as they stand.
    fn by(len: usize, key: impl Fn(usize) -> i64) -> Order {
        let keys: Vec<i64> = (0..len).map(key).collect();
        Order::of(order(len, &|one, other| keys[one].cmp(&keys[other])))
    }

    fn of(incidents: Vec<u32>) -> Order {
        let natural = incidents.is_sorted();
        let mut ranks = vec![0; incidents.len()];
        for (rank, index) in (0..).zip(&incidents) {
            ranks[*index as usize] = rank;
        }
        Order { incidents, ranks, natural }
    }

    fn walk(&self, selected: &Bits, most: usize) -> Vec<u32> {
        let count = selected.count() as usize;
        let mut hits = Vec::with_capacity(count.min(most));
        if self.natural {
            hits.extend(selected.iter().take(most).map(|index| index as u32));
        } else if count * 16 < self.incidents.len() {
            let mut ranked: Vec<u32> = Vec::with_capacity(count);
            selected.for_each(|index| ranked.push(self.ranks[index]));
            ranked.sort_unstable();
            hits.extend(ranked.into_iter().take(most).map(|rank| self.incidents[rank as usize]));
        } else {
            hits.extend(self.incidents.iter().filter(|index| selected.contains(**index as usize)).take(most));
        }
        hits
    }
}

impl Catalog {
    /// The first so many of a set of incidents in an order; ties are in the catalogue's own.
    /// Natural is newest.
    pub fn ordered(&self, selected: &Bits, sort: Sort, basis: Basis, most: usize) -> Vec<u32> {
        self.ranked(sort, basis).walk(selected, most)
    }

    fn ranked(&self, sort: Sort, basis: Basis) -> &Order {
        let len = self.len();
        let first = |index: usize| self.date(index, basis).map(|date| i64::from(date.first()));
        let cell = match sort {
            Sort::Natural | Sort::Newest => &self.orders.newest[basis as usize],
            Sort::Oldest => &self.orders.oldest[basis as usize],
            Sort::Title => &self.orders.title,
            Sort::Sources => &self.orders.sources,
        };
        cell.get_or_init(|| match sort {
            Sort::Natural | Sort::Newest => Order::by(len, |index| first(index).map_or(i64::MAX, |day| -day)),
            Sort::Oldest => Order::by(len, |index| first(index).unwrap_or(i64::MAX)),
            Sort::Title => Order::by(len, |index| i64::from(self.columns.title_ranks()[index])),
            Sort::Sources => Order::by(len, |index| -i64::from(self.columns.sources(index))),
        })
    }
}
