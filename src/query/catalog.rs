//! A collection made ready for questions: one set of incidents per value of every facet.
//!
//! Built once from a bundle and never changed. Incidents are numbered in the bundle's order.

use std::sync::OnceLock;

use crate::bundle::Bundle;
use crate::incident::{Collection, Date, Incident, Taxonomy};
use crate::query::Basis;
use crate::query::dates::Dates;
use crate::query::facet::Facet;
use crate::query::gather;
use crate::query::order::Orders;
use crate::query::similar::{self, Profiles};
use crate::query::text::{Found, Index};

/// Everything the engine knows of a collection.
#[derive(Debug)]
pub struct Catalog {
    /// Data version of the bundle.
    pub version: String,
    /// What the collection says of itself.
    pub collection: Collection,
    /// What it is labelled with.
    pub taxonomy: Taxonomy,
    /// The incidents by number.
    pub incidents: Vec<Incident>,
    /// Categories in the taxonomy's order, then year, organizations and who made the labels.
    pub facets: Vec<Facet>,
    /// The year facet of the occurred dates; `facets` holds that of the reported ones.
    occurred_years: Facet,
    reported: Dates,
    occurred: Dates,
    pub(super) orders: Orders,
    /// Made when the first words are typed: reading every word takes longer than all the rest.
    text: OnceLock<Index>,
    /// Made when somebody first asks what an incident resembles.
    profiles: OnceLock<Profiles>,
}

impl Catalog {
    /// Makes a bundle ready for questions.
    pub fn new(bundle: Bundle) -> Catalog {
        let crate::bundle::Content { collection, taxonomy, incidents } = bundle.content;
        let facets = gather::facets(&taxonomy, &incidents);
        let occurred_years = gather::years(&incidents, |incident| incident.occurred.as_ref());
        let reported = Dates::new(incidents.iter().map(|incident| incident.published.as_ref()));
        let occurred = Dates::new(incidents.iter().map(|incident| incident.occurred.as_ref()));
        Catalog {
            version: bundle.version,
            collection,
            taxonomy,
            incidents,
            facets,
            occurred_years,
            reported,
            occurred,
            orders: Orders::default(),
            text: OnceLock::new(),
            profiles: OnceLock::new(),
        }
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.incidents.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.incidents.is_empty()
    }

    /// The facet of an id on a date basis.
    pub fn facet(&self, id: &str, basis: Basis) -> Option<&Facet> {
        if id == "year" && basis == Basis::Occurred {
            return Some(&self.occurred_years);
        }
        self.facets.iter().find(|facet| facet.id == id)
    }

    /// Every facet on a date basis, in order.
    pub fn facets(&self, basis: Basis) -> impl Iterator<Item = &Facet> {
        self.facets.iter().map(move |facet| match basis {
            Basis::Occurred if facet.id == "year" => &self.occurred_years,
            _ => facet,
        })
    }

    /// The number of the incident of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.incidents.iter().position(|incident| incident.id == id)
    }

    /// The date of an incident on a basis.
    pub fn date(&self, index: usize, basis: Basis) -> Option<&Date> {
        let incident = self.incidents.get(index)?;
        match basis {
            Basis::Reported => incident.published.as_ref(),
            Basis::Occurred => incident.occurred.as_ref(),
        }
    }

    /// The dates of all incidents on a basis.
    pub fn dates(&self, basis: Basis) -> &Dates {
        match basis {
            Basis::Reported => &self.reported,
            Basis::Occurred => &self.occurred,
        }
    }

    /// The incidents that a text query finds, and how well.
    pub fn find(&self, query: &str) -> Found {
        self.text.get_or_init(|| Index::build(&self.incidents, &self.collection.language)).find(query)
    }

    /// What the catalogue knows of likeness.
    pub fn profiles(&self) -> &Profiles {
        self.profiles.get_or_init(|| Profiles::of(self))
    }

    /// How much every incident resembles one, from 0 to 1; `None` where there is no such one.
    pub fn likeness(&self, index: usize) -> Option<Vec<f32>> {
        let scores = (index < self.len()).then(|| similar::scores(self, self.profiles(), index))?;
        Some(scores.into_iter().map(|score| score as f32).collect())
    }
}
