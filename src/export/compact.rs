//! An answer as numbers: for callers that ask many times a second, to whom building an object
//! of thousands of names costs more than counting.

use serde::Serialize;

use crate::query::facet::Facet;
use crate::query::{Basis, Catalog, Query, Question};

/// Totals, the first hits and the counts, as places in the catalogue and its dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compact {
    /// How many incidents are selected.
    pub total: u32,
    /// Of these, how many certainly are within the date range.
    pub certain: u32,
    /// The first hits in order, by number.
    pub hits: Vec<u32>,
    /// The counts of the facets that were asked for, one facet after another.
    pub counts: Vec<u32>,
    /// Whether this is not the whole answer, because files have not arrived.
    pub partial: bool,
}

/// The first `limit` hits of a query and the counts of the facets that are `wanted`, by their
/// places in [`dictionary`]; places past its end are left out.
pub fn compact(catalog: &Catalog, query: &Query, limit: usize, wanted: &[u32]) -> Compact {
    let question = Question::new(catalog, query);
    let facets: Vec<&Facet> = catalog.facets(query.basis).collect();
    let facets = wanted.iter().filter_map(|place| facets.get(*place as usize).copied());
    // One more than there are values, which counting puts behind them and takes away.
    let mut counts = Vec::with_capacity(facets.clone().map(|facet| facet.values.len()).sum::<usize>() + 1);
    facets.for_each(|facet| question.count(facet, &mut counts));
    Compact {
        total: question.total(),
        certain: question.certain(),
        hits: question.hits(limit),
        counts,
        partial: !question.missing().is_empty(),
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
    catalog.columns.ids().iter().collect()
}
