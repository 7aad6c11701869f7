//! An answer as numbers: for callers that ask many times a second, to whom building an object
//! of thousands of names costs more than counting.

use serde::Serialize;

use crate::query::answer::answer;
use crate::query::{Basis, Catalog, Query};

/// Totals, the first hits and every count, as places in the catalogue and its dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compact {
    /// How many incidents are selected.
    pub total: u32,
    /// Of these, how many certainly are within the date range.
    pub certain: u32,
    /// The first hits in order, by number.
    pub hits: Vec<u32>,
    /// The counts of all facets, one facet after another, in the order of [`dictionary`].
    pub counts: Vec<u32>,
}

/// The counts of a query and its first `limit` hits.
pub fn compact(catalog: &Catalog, query: &Query, limit: usize) -> Compact {
    let answer = answer(catalog, query);
    Compact {
        total: answer.hits.len() as u32,
        certain: answer.certain,
        hits: answer.hits.iter().take(limit).map(|index| *index as u32).collect(),
        counts: answer.counts.into_iter().flatten().collect(),
    }
}

/// A facet and its values, in the order of their counts.
#[derive(Debug, Serialize)]
pub struct Entry<'a> {
    /// The facet's id.
    pub id: &'a str,
    /// Its values' ids.
    pub values: Vec<&'a str>,
}

/// What the places of [`Compact::counts`] stand for on a date basis (the years differ).
pub fn dictionary(catalog: &Catalog, basis: Basis) -> Vec<Entry<'_>> {
    catalog
        .facets(basis)
        .map(|facet| Entry { id: &facet.id, values: facet.values.iter().map(|value| value.id.as_str()).collect() })
        .collect()
}

/// The ids of all incidents, in the order of their numbers.
pub fn ids(catalog: &Catalog) -> Vec<&str> {
    catalog.incidents.iter().map(|incident| incident.id.as_str()).collect()
}
