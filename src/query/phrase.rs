//! The clauses of a query: what chips, exports and advice at zero results speak of, in order.
//! Which words they are said in is not known here.

use crate::query::Clause;
use crate::query::{Catalog, Query};

/// Every clause of a query: text, facets in the catalogue's order, dates.
pub fn clauses(catalog: &Catalog, query: &Query) -> Vec<Clause> {
    let mut clauses = Vec::new();
    clauses.extend((!query.text.trim().is_empty()).then_some(Clause::Text));
    let facets = catalog.facets(query.basis).filter(|facet| query.facets.contains_key(&facet.id));
    clauses.extend(facets.map(|facet| Clause::Facet(facet.id.clone())));
    clauses.extend((query.from.is_some() || query.to.is_some()).then_some(Clause::Dates));
    clauses
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
