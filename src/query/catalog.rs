//! A collection made ready for questions: one set of incidents per value of every facet.
//!
//! Built once from a bundle and never changed. Incidents are numbered in the bundle's order.

use std::collections::{BTreeMap, BTreeSet};

use crate::bundle::Bundle;
use crate::incident::taxonomy::{MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::incident::{Choice, Collection, Date, Incident, Maker, Taxonomy, date};
use crate::query::Basis;
use crate::query::bits::Bits;
use crate::query::text;

/// Facets beside the taxonomy's categories: link parameter and name on screen.
const OTHERS: [(&str, &str); 5] = [
    ("year", "Year"),
    ("organization", "Organization"),
    ("responsible", "Responsible"),
    ("impacted", "Impacted"),
    ("labels", "Labelled by"),
];

/// The most years that one uncertain date counts for; past that it is in no year.
const MOST_YEARS: i32 = 50;

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
    /// Categories in the taxonomy's order, then [`OTHERS`].
    pub facets: Vec<Facet>,
    /// The year facet of the occurred dates; `facets` holds that of the reported ones.
    occurred_years: Facet,
    haystacks: Vec<String>,
    titles: Vec<String>,
}

/// A question that every incident answers with some of its values.
#[derive(Debug)]
pub struct Facet {
    /// Link parameter.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// Its values in their meaningful order.
    pub values: Vec<Value>,
}

/// A value of a facet and the incidents that carry it.
#[derive(Debug)]
pub struct Value {
    /// How links spell it.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// The incidents.
    pub carriers: Bits,
}

impl Facet {
    /// The value of an id.
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.values.iter().find(|value| value.id == id)
    }
}

impl Catalog {
    /// Makes a bundle ready for questions.
    pub fn new(bundle: Bundle) -> Catalog {
        let crate::bundle::Content { collection, taxonomy, incidents } = bundle.content;
        let mut facets: Vec<Facet> =
            taxonomy.categories().map(|category| category_facet(category, &incidents)).collect();
        for (id, label) in OTHERS {
            facets.push(facet_of(id, label, &incidents, |incident| values_of(id, incident)));
        }
        let occurred_years = facet_of("year", "Year", &incidents, |incident| years(incident.occurred.as_ref()));
        let haystacks = incidents.iter().map(text::haystack).collect();
        let titles = incidents
            .iter()
            .map(|incident| {
                let mut words = String::new();
                text::append(&mut words, &incident.title);
                words
            })
            .collect();
        Catalog { version: bundle.version, collection, taxonomy, incidents, facets, occurred_years, haystacks, titles }
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

    /// The incidents that a text query finds, and for each how many of its words the title has.
    pub fn find(&self, query: &str) -> (Bits, Vec<u32>) {
        let needles = text::needles(query);
        let found =
            Bits::of(self.len(), |index| needles.iter().all(|needle| self.haystacks[index].contains(needle.as_str())));
        let in_title = |title: &String| needles.iter().filter(|needle| title.contains(needle.as_str())).count() as u32;
        (found, self.titles.iter().map(in_title).collect())
    }
}

/// A facet whose values are the category's options in order, then `unknown`, not applicable,
/// missing, and last what only the records know.
fn category_facet(category: &crate::incident::taxonomy::Category, incidents: &[Incident]) -> Facet {
    let strays: BTreeSet<&str> = incidents
        .iter()
        .flat_map(|incident| incident.choice(&category.id).options())
        .map(String::as_str)
        .filter(|id| *id != UNKNOWN && category.option(id).is_none())
        .collect();
    let options = category.options.iter().map(|option| option.id.as_str()).filter(|id| *id != UNKNOWN);
    let mut ids: Vec<&str> = options.chain([UNKNOWN]).collect();
    if category.conditional || incidents.iter().any(|incident| *incident.choice(&category.id) == Choice::NotApplicable)
    {
        ids.push(NOT_APPLICABLE);
    }
    ids.push(MISSING);
    ids.extend(strays);
    let values = ids.into_iter().map(|id| {
        let carriers = Bits::of(incidents.len(), |index| match incidents[index].choice(&category.id) {
            Choice::Missing => id == MISSING,
            Choice::NotApplicable => id == NOT_APPLICABLE,
            Choice::Chosen(options) => options.iter().any(|option| option == id),
        });
        Value { id: id.to_owned(), label: label(category, id), carriers }
    });
    Facet { id: category.id.clone(), label: category.label.clone(), values: values.collect() }
}

fn label(category: &crate::incident::taxonomy::Category, id: &str) -> String {
    match id {
        NOT_APPLICABLE => "not applicable".to_owned(),
        MISSING => "not labelled".to_owned(),
        id => category.label_of(id).to_owned(),
    }
}

/// A facet whose values are whatever the incidents say, in alphabetical order, missing last.
fn facet_of(id: &str, label: &str, incidents: &[Incident], values: impl Fn(&Incident) -> Vec<String>) -> Facet {
    let mut carriers: BTreeMap<String, Bits> = BTreeMap::new();
    let mut missing = Bits::none(incidents.len());
    for (index, incident) in incidents.iter().enumerate() {
        // A blank name is none, and one that is called `missing` says so too.
        let named = |value: &String| !value.trim().is_empty() && value != MISSING;
        let values: Vec<String> = values(incident).into_iter().filter(named).collect();
        if values.is_empty() {
            missing.insert(index);
        }
        for value in values {
            carriers.entry(value).or_insert_with(|| Bits::none(incidents.len())).insert(index);
        }
    }
    let mut values: Vec<Value> =
        carriers.into_iter().map(|(id, carriers)| Value { label: id.clone(), id, carriers }).collect();
    values.sort_by_cached_key(|value| (value.label.to_lowercase(), value.id.clone()));
    values.push(Value { id: MISSING.to_owned(), label: missing_words(id).to_owned(), carriers: missing });
    Facet { id: id.to_owned(), label: label.to_owned(), values }
}

fn missing_words(facet: &str) -> &'static str {
    match facet {
        "year" => "no date",
        "labels" => "not labelled",
        _ => "none named",
    }
}

fn values_of(facet: &str, incident: &Incident) -> Vec<String> {
    match facet {
        "year" => years(incident.published.as_ref()),
        "responsible" => incident.responsible.clone(),
        "impacted" => incident.impacted.clone(),
        "labels" => vec![Maker::id(incident.provenance.made).to_owned()],
        _ => {
            let both: BTreeSet<&String> = incident.responsible.iter().chain(&incident.impacted).collect();
            both.into_iter().cloned().collect()
        }
    }
}

/// The years that a date may fall in.
fn years(date: Option<&Date>) -> Vec<String> {
    let Some(date) = date else { return Vec::new() };
    let (first, last) = (date::civil(date.first()).0, date::civil(date.last()).0);
    if last - first >= MOST_YEARS {
        return Vec::new();
    }
    (first..=last).map(|year| format!("{year:04}")).collect()
}
