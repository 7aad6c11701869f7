//! The clauses of a query in words, for chips, exports and advice at zero results.

use crate::incident::Date;
use crate::query::answer::Clause;
use crate::query::{Basis, Catalog, Query, Selection};

/// A clause and its words, such as `Domain: finance or health, not sales`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What [`Query::without`] removes.
    pub clause: Clause,
    /// The words.
    pub words: String,
}

/// Every clause of a query in words: text, facets in the catalogue's order, dates.
pub fn phrases(catalog: &Catalog, query: &Query) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    let text = query.text.trim();
    if !text.is_empty() {
        phrases.push(Phrase { clause: Clause::Text, words: format!("“{text}”") });
    }
    for facet in catalog.facets(query.basis) {
        let Some(selection) = query.facets.get(&facet.id) else { continue };
        let label = |id: &String| facet.value(id).map_or_else(|| id.clone(), |value| value.label.clone());
        let words = format!("{}: {}", facet.label, selection_words(selection, label));
        phrases.push(Phrase { clause: Clause::Facet(facet.id.clone()), words });
    }
    if let Some(range) = range_words(query.from.as_ref(), query.to.as_ref()) {
        let basis = match query.basis {
            Basis::Reported => "reported",
            Basis::Occurred => "occurred",
        };
        phrases.push(Phrase { clause: Clause::Dates, words: format!("{basis} {range}") });
    }
    phrases
}

fn selection_words(selection: &Selection, label: impl Fn(&String) -> String) -> String {
    let join = |values: &std::collections::BTreeSet<String>, word: &str| {
        values.iter().map(&label).collect::<Vec<_>>().join(word)
    };
    let mut parts = Vec::new();
    if !selection.any.is_empty() {
        parts.push(join(&selection.any, " or "));
    }
    if !selection.all.is_empty() {
        parts.push(join(&selection.all, " and "));
    }
    if !selection.none.is_empty() {
        parts.push(format!("not {}", join(&selection.none, ", not ")));
    }
    parts.join(", ")
}

fn range_words(from: Option<&Date>, to: Option<&Date>) -> Option<String> {
    match (from, to) {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("until {to}")),
        (Some(from), Some(to)) if from == to => Some(format!("in {from}")),
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
    }
}

impl Query {
    /// The query with one clause removed.
    pub fn without(mut self, clause: &Clause) -> Query {
        match clause {
            Clause::Text => self.text.clear(),
            Clause::Dates => {
                self.from = None;
                self.to = None;
            }
            Clause::Facet(id) => {
                self.facets.remove(id);
            }
        }
        self
    }
}
