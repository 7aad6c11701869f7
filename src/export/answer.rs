//! An answer as JSON: what `failscope answer` prints and the JavaScript door hands out.
//!
//! Written straight from the engine's answer, facets and values in the catalogue's order: as
//! a tree of JSON values first, thousands of names would cost more than all the counting.

use serde::Serialize;
use serde::ser::Serializer;

use crate::query::answer::{Clause, answer, selected};
use crate::query::facet::Facet;
use crate::query::text::Correction;
use crate::query::{Answer, Catalog, Query};
use crate::timeline;

/// The answer to a query, in the shape that scripts rely on.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    total: usize,
    certain: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    ids: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<Hit<'a>>>,
    facets: Facets<'a>,
    histogram: Vec<Bin>,
    undated: u32,
    /// What was searched instead of misspelt words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<Correction>,
    notices: Vec<String>,
}

/// An incident that was found.
#[derive(Debug, Serialize)]
struct Hit<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred: Option<&'a str>,
}

/// A bin of the histogram.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Bin {
    from: String,
    count: u32,
}

impl<'a> Told<'a> {
    /// The whole answer: `total`, `certain`, `ids` in order, `facets` (the count of every value
    /// of every facet, each without its own selection), `histogram`, `undated`, `corrections`
    /// (where misspelt words were searched otherwise: `from`, `to`) and `notices`.
    pub fn answer(catalog: &'a Catalog, query: &Query, notices: Vec<String>) -> Told<'a> {
        let answer = answer(catalog, query);
        let ids = answer.hits.iter().map(|index| catalog.incidents[*index].id.as_str()).collect();
        Told { ids: Some(ids), ..Told::of(catalog, query, answer, notices) }
    }

    /// The answer with `hits` in place of `ids`: the first `limit` of them in order, each with
    /// `id`, `title` and, where known, `published` and `occurred`.
    pub fn search(catalog: &'a Catalog, query: &Query, notices: Vec<String>, limit: usize) -> Told<'a> {
        let answer = answer(catalog, query);
        let hits = answer.hits.iter().take(limit).map(|index| {
            let incident = &catalog.incidents[*index];
            Hit {
                id: &incident.id,
                title: &incident.title,
                published: incident.published.as_ref().map(|date| date.as_str()),
                occurred: incident.occurred.as_ref().map(|date| date.as_str()),
            }
        });
        let hits = hits.collect();
        Told { hits: Some(hits), ..Told::of(catalog, query, answer, notices) }
    }

    fn of(catalog: &'a Catalog, query: &Query, answer: Answer, mut notices: Vec<String>) -> Told<'a> {
        notices.extend(answer.notes);
        Told {
            total: answer.hits.len(),
            certain: answer.certain,
            ids: None,
            hits: None,
            facets: Facets(catalog.facets(query.basis).zip(answer.counts).collect()),
            histogram: answer.bins.into_iter().map(Bin::from).collect(),
            undated: answer.undated,
            corrections: answer.corrections,
            notices,
        }
    }
}

/// Only the bins of the answer's histogram, without the work of the rest.
pub fn histogram(catalog: &Catalog, query: &Query) -> Vec<Bin> {
    let kept = selected(catalog, &query.clone().without(&Clause::Dates));
    let dropped = kept.complement();
    let most = kept.count() as usize * 2 > catalog.len();
    let dates = catalog.dates(query.basis);
    let (_, bins) = dates.histogram(query.bins, kept.iter(), most.then(|| dropped.iter()));
    bins.into_iter().map(Bin::from).collect()
}

impl From<timeline::Bin> for Bin {
    fn from(bin: timeline::Bin) -> Bin {
        Bin { from: bin.from, count: bin.count }
    }
}

/// Facets with their counts, as objects of objects.
#[derive(Debug)]
struct Facets<'a>(Vec<(&'a Facet, Vec<u32>)>);

impl Serialize for Facets<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(facet, counts)| (&facet.id, Counts(facet, counts))))
    }
}

struct Counts<'a>(&'a Facet, &'a [u32]);

impl Serialize for Counts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.values.iter().map(|value| &value.id).zip(self.1))
    }
}
