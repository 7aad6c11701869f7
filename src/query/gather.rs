//! What incidents say, gathered into facets: one pass over them for each.

use std::collections::BTreeMap;

use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::incident::{Choice, Date, Incident, Taxonomy, date};
use crate::query::facet::Facet;

/// The most years that one uncertain date counts for; past that it is in no year.
const MOST_YEARS: i32 = 50;

/// A facet for every category, in the taxonomy's order, then those that every collection has.
pub(super) fn facets(taxonomy: &Taxonomy, incidents: &[Incident]) -> Vec<Facet> {
    let mut facets: Vec<Facet> = taxonomy.categories().map(|category| of_category(category, incidents)).collect();
    facets.push(years(incidents, |incident| incident.published.as_ref()));
    let names = |names: &[String]| names.to_vec();
    facets.push(of_names("organization", "Organization", incidents, |incident| {
        incident.responsible.iter().chain(&incident.impacted).cloned().collect()
    }));
    facets.push(of_names("responsible", "Responsible", incidents, |incident| names(&incident.responsible)));
    facets.push(of_names("impacted", "Impacted", incidents, |incident| names(&incident.impacted)));
    facets
        .push(of_names("labels", "Labelled by", incidents, |incident| vec![incident.provenance.made.id().to_owned()]));
    facets
}

/// The years that a date of each incident may fall in.
pub(super) fn years(incidents: &[Incident], date: impl Fn(&Incident) -> Option<&Date>) -> Facet {
    of_names("year", "Year", incidents, |incident| date(incident).map(years_of).unwrap_or_default())
}

fn years_of(date: &Date) -> Vec<String> {
    let (first, last) = (date::civil(date.first()).0, date::civil(date.last()).0);
    if last - first >= MOST_YEARS {
        return Vec::new();
    }
    (first..=last).map(|year| format!("{year:04}")).collect()
}

/// A facet whose values are the category's options in order, then `unknown`, not applicable,
/// missing, and last what only the records know.
fn of_category(category: &Category, incidents: &[Incident]) -> Facet {
    let mut carriers: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (index, incident) in (0..).zip(incidents) {
        match incident.choice(&category.id) {
            Choice::Missing => carry(&mut carriers, MISSING, index),
            Choice::NotApplicable => carry(&mut carriers, NOT_APPLICABLE, index),
            Choice::Chosen(options) => options.iter().for_each(|option| carry(&mut carriers, option, index)),
        }
    }
    let options = category.options.iter().map(|option| option.id.as_str()).filter(|id| *id != UNKNOWN);
    let mut ids: Vec<&str> = options.chain([UNKNOWN]).collect();
    if category.conditional || carriers.contains_key(NOT_APPLICABLE) {
        ids.push(NOT_APPLICABLE);
    }
    ids.push(MISSING);
    let strays: Vec<&str> = carriers.keys().copied().filter(|id| !ids.contains(id)).collect();
    ids.extend(strays);
    let values = ids.into_iter().map(|id| {
        let label = match id {
            NOT_APPLICABLE => "not applicable",
            MISSING => "not labelled",
            id => category.label_of(id),
        };
        (id.to_owned(), label.to_owned(), carriers.remove(id).unwrap_or_default())
    });
    Facet::new(&category.id, &category.label, incidents.len(), values.collect())
}

/// A facet whose values are whatever the incidents say, in alphabetical order, missing last.
fn of_names(id: &str, label: &str, incidents: &[Incident], names: impl Fn(&Incident) -> Vec<String>) -> Facet {
    let mut carriers: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut missing = Vec::new();
    for (index, incident) in (0..).zip(incidents) {
        // A blank name is none, and one that is called `missing` says so too.
        let mut names = names(incident);
        names.retain(|name| !name.trim().is_empty() && name != MISSING);
        if names.is_empty() {
            missing.push(index);
        }
        names.into_iter().for_each(|name| carry(&mut carriers, name, index));
    }
    let mut values: Vec<(String, String, Vec<u32>)> =
        carriers.into_iter().map(|(id, carriers)| (id.clone(), id, carriers)).collect();
    values.sort_by_cached_key(|(id, _, _)| (id.to_lowercase(), id.clone()));
    let none = match id {
        "year" => "no date",
        "labels" => "not labelled",
        _ => "none named",
    };
    values.push((MISSING.to_owned(), none.to_owned(), missing));
    Facet::new(id, label, incidents.len(), values)
}

fn carry<K: Ord>(carriers: &mut BTreeMap<K, Vec<u32>>, value: K, index: u32) {
    let list = carriers.entry(value).or_default();
    // A hand-made bundle may name an option twice.
    if list.last() != Some(&index) {
        list.push(index);
    }
}
