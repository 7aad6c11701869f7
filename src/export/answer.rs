//! An answer as JSON: what `failscope answer` prints and the JavaScript door hands out.
//!
//! Written straight from the engine's answer, facets and values in the catalogue's order: as
//! a tree of JSON values first, thousands of names would cost more than all the counting.

use serde::Serialize;
use serde::ser::Serializer;

use crate::link::Notice;
use crate::query::facet::Facet;
use crate::query::histogram::Histogram;
use crate::query::text::Correction;
use crate::query::{Catalog, Query, Question};
use crate::words::Words;

/// The answer to a query, in the shape that scripts rely on.
#[derive(Debug, Serialize)]
pub struct Told<'a> {
    total: u32,
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
    /// Whether this is not the whole answer, because files of the text index have not arrived.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    partial: bool,
}

/// An incident that was found.
#[derive(Debug, Serialize)]
struct Hit<'a> {
    id: &'a str,
    /// Absent where the file that has it has not arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurred: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
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
    pub fn answer(catalog: &'a Catalog, query: &Query, notices: &[Notice]) -> Told<'a> {
        let question = Question::new(catalog, query);
        let hits = question.hits(usize::MAX).into_iter();
        let ids = hits.map(|index| catalog.id(index as usize)).collect();
        Told { ids: Some(ids), ..Told::of(catalog, query, &question, notices) }
    }

    /// The answer with `hits` in place of `ids`: the first `limit` of them in order, each with
    /// `id`, `title` and, where known, `published`, `occurred` and, where they are in the order
    /// of one, the `score`.
    pub fn search(catalog: &'a Catalog, query: &Query, notices: &[Notice], limit: usize) -> Told<'a> {
        let question = Question::new(catalog, query);
        let hits = question.hits(limit).into_iter().map(|index| {
            let place = index as usize;
            Hit {
                id: catalog.id(place),
                title: catalog.head(place).ok().map(|head| head.title),
                published: catalog.columns.published(place).map(|date| date.as_str()),
                occurred: catalog.columns.occurred(place).map(|date| date.as_str()),
                score: question.score(index),
            }
        });
        let hits = hits.collect();
        Told { hits: Some(hits), ..Told::of(catalog, query, &question, notices) }
    }

    fn of(catalog: &'a Catalog, query: &Query, question: &Question, notices: &[Notice]) -> Told<'a> {
        let (corrections, notes) = question.told();
        let words = Words::plain();
        let notices = notices.iter().map(|notice| words.notice(notice));
        let histogram = question.histogram();
        Told {
            total: question.total(),
            certain: question.certain(),
            ids: None,
            hits: None,
            facets: Facets(catalog.facets(query.basis).map(|facet| (facet, question.counts(facet))).collect()),
            undated: histogram.undated,
            histogram: bins(&histogram),
            corrections: corrections.to_vec(),
            notices: notices.chain(notes.iter().map(|note| words.note(note))).collect(),
            partial: !question.missing().is_empty(),
        }
    }
}

/// Only the bins of the answer's histogram, without the work of the rest.
pub fn histogram(catalog: &Catalog, query: &Query) -> Vec<Bin> {
    bins(&Question::new(catalog, query).histogram())
}

fn bins(histogram: &Histogram) -> Vec<Bin> {
    histogram.named().map(|(from, bin)| Bin { from, count: bin.count }).collect()
}

/// Facets with their counts, as objects of objects.
#[derive(Debug)]
pub(super) struct Facets<'a>(pub(super) Vec<(&'a Facet, Vec<u32>)>);

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
