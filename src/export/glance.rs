//! A whole collection in numbers: what a chart in another page draws without the explorer.
//!
//! The counts and bins are those of an answer to an empty query, in the shape of one
//! ([`super::answer`]), so that whoever draws them draws the answer to a filter the same way.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::query::facet::Facet;
use crate::query::{Catalog, Query, Question};

use super::answer::{self, Bin, Facets};

/// Facets with more values than this have none here: they are lists to search, not charts.
const MOST: usize = 60;

/// A collection at a glance.
#[derive(Debug, Serialize)]
pub struct Glance<'a> {
    title: &'a str,
    total: usize,
    undated: u32,
    histogram: Vec<Bin>,
    /// The names of facets and, where they differ from how links spell them, of their values.
    labels: BTreeMap<&'a str, Labels<'a>>,
    facets: Facets<'a>,
}

#[derive(Debug, Serialize)]
struct Labels<'a> {
    label: &'a str,
    values: BTreeMap<&'a str, &'a str>,
}

/// The collection of a catalogue at a glance.
pub fn glance(catalog: &Catalog) -> Glance<'_> {
    let query = Query::default();
    let facets: Vec<&Facet> = catalog.facets(query.basis).collect();
    let totals = |facet: &Facet| facet.values.iter().map(|value| value.total).collect();
    let short = facets.iter().copied().filter(|facet| facet.values.len() <= MOST);
    Glance {
        title: &catalog.collection.title,
        total: catalog.len(),
        undated: Question::new(catalog, &query).histogram().undated,
        histogram: answer::histogram(catalog, &query),
        labels: facets.iter().map(|facet| (facet.id.as_str(), Labels::of(facet))).collect(),
        facets: Facets(short.map(|facet| (facet, totals(facet))).collect()),
    }
}

impl<'a> Labels<'a> {
    fn of(facet: &'a Facet) -> Labels<'a> {
        let named = facet.values.iter().filter(|value| value.id != value.label);
        Labels { label: &facet.label, values: named.map(|value| (value.id.as_str(), value.label.as_str())).collect() }
    }
}
