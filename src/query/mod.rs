//! The engine: which incidents a question selects, and how many it would with every value.
//!
//! Total and deterministic: it never fails, never touches a screen, a clock or a URL, and the
//! same catalogue and query always give the same answer. Links, exports, state and views
//! stand on it.

pub mod answer;
pub mod bits;
mod carriers;
pub mod catalog;
pub mod compare;
pub mod crosstab;
pub mod dates;
pub mod facet;
pub mod frame;
mod gather;
pub mod histogram;
mod months;
mod order;
pub mod phrase;
pub mod question;
mod records;
pub mod similar;
pub mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::incident::Date;
use crate::timeline::Unit;

pub use answer::{Answer, answer};
pub use catalog::Catalog;
pub use question::{Clause, Question};
pub use records::Need;

/// A question. The default asks for everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that all occur, each as the beginning of a word of the incident.
    pub text: String,
    /// Facet id to what is selected in it. No entry is empty.
    pub facets: BTreeMap<String, Selection>,
    /// Keep dates that may be on or after the first day of this one.
    pub from: Option<Date>,
    /// Keep dates that may be on or before the last day of this one.
    pub to: Option<Date>,
    /// Which date `from`, `to`, the year facet, the histogram and the order speak of.
    pub basis: Basis,
    /// The order of the hits.
    pub sort: Sort,
    /// Id of the incident that the natural order is by likeness to, itself first.
    pub like: Option<String>,
    /// Width of the histogram's bins, where the asker wants a certain one.
    pub bins: Option<Unit>,
}

/// What is selected in one facet. The three parts are joined by "and"; each is a set of
/// value ids, so the order of clicks never matters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// At least one of these, if there are any.
    pub any: BTreeSet<String>,
    /// Every one of these.
    pub all: BTreeSet<String>,
    /// None of these.
    pub none: BTreeSet<String>,
}

impl Selection {
    /// Whether nothing is selected.
    pub fn is_empty(&self) -> bool {
        self.any.is_empty() && self.all.is_empty() && self.none.is_empty()
    }

    /// Whether a value is selected, in whichever part.
    pub fn mentions(&self, value: &str) -> bool {
        self.any.contains(value) || self.all.contains(value) || self.none.contains(value)
    }
}

/// Which of an incident's two dates is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// When it was first reported.
    #[default]
    Reported,
    /// When it happened.
    Occurred,
}

impl Basis {
    /// The word that links use: `reported` or `occurred`.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Reported => "reported",
            Basis::Occurred => "occurred",
        }
    }

    /// The one that it is not.
    pub fn other(self) -> Basis {
        match self {
            Basis::Reported => Basis::Occurred,
            Basis::Occurred => Basis::Reported,
        }
    }
}

/// The order of hits. Ties are broken by the catalogue's own order, which is by id at last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By likeness to an incident where one is named, else by relevance while there is text,
    /// else newest first.
    #[default]
    Natural,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// By title, letter case folded.
    Title,
    /// Most sources first.
    Sources,
}

impl Query {
    /// The selection of a facet; empty where there is none.
    pub fn selection(&self, facet: &str) -> Selection {
        self.facets.get(facet).cloned().unwrap_or_default()
    }

    /// The query with a facet's selection replaced.
    pub fn with(mut self, facet: &str, selection: Selection) -> Query {
        if selection.is_empty() {
            self.facets.remove(facet);
        } else {
            self.facets.insert(facet.to_owned(), selection);
        }
        self
    }

    /// The query with a value of a facet switched on or off. A facet that asks for all of its
    /// values goes on doing so; an excluded value becomes a wanted one.
    pub fn toggled(self, facet: &str, value: &str) -> Query {
        let mut selection = self.selection(facet);
        selection.none.remove(value);
        let values = if selection.all.is_empty() { &mut selection.any } else { &mut selection.all };
        if !values.remove(value) {
            values.insert(value.to_owned());
        }
        self.with(facet, selection)
    }

    /// The query with a value excluded, or no longer so.
    pub fn excluded(self, facet: &str, value: &str) -> Query {
        let mut selection = self.selection(facet);
        selection.any.remove(value);
        selection.all.remove(value);
        if !selection.none.remove(value) {
            selection.none.insert(value.to_owned());
        }
        self.with(facet, selection)
    }

    /// The query with a facet asking for all of its wanted values, or for any of them.
    pub fn asking_all(self, facet: &str, all: bool) -> Query {
        let mut selection = self.selection(facet);
        let mut values = std::mem::take(&mut selection.any);
        values.extend(std::mem::take(&mut selection.all));
        *(if all { &mut selection.all } else { &mut selection.any }) = values;
        self.with(facet, selection)
    }

    /// The query with a facet wanting what it left out, any of it, and leaving out what it wanted.
    pub fn inverted(self, facet: &str) -> Query {
        let Selection { any, mut all, none } = self.selection(facet);
        all.extend(any);
        self.with(facet, Selection { any: none, all: BTreeSet::new(), none: all })
    }

    /// The query with only one value of a facet wanted.
    pub fn only(self, facet: &str, value: &str) -> Query {
        let mut selection = Selection::default();
        selection.any.insert(value.to_owned());
        self.with(facet, selection)
    }

    /// Whether nothing is filtered.
    pub fn is_everything(&self) -> bool {
        self.text.trim().is_empty() && self.facets.is_empty() && self.from.is_none() && self.to.is_none()
    }
}
