//! What incidents say, gathered from the columns into facets: one pass for each.

use std::collections::BTreeMap;

use crate::bundle::Columns;
use crate::bundle::columns::{Answers, arrange, order};
use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::incident::{Choice, Date, Maker, Taxonomy, date, letters};
use crate::query::Basis;
use crate::query::facet::Facet;

/// The most years that one uncertain date counts for; past that it is in no year.
const MOST_YEARS: i32 = 50;

/// A facet for every category, in the taxonomy's order, then those that every collection has.
pub(super) fn facets(taxonomy: &Taxonomy, columns: &Columns) -> Vec<Facet> {
    let mut facets: Vec<Facet> = taxonomy.categories().map(|category| of_category(category, columns)).collect();
    facets.push(years(columns, Basis::Reported));
    let (responsible, impacted) = (columns.responsible(), columns.impacted());
    facets.push(of_names("organization", "Organization", columns, |incident, visit| {
        responsible.get(incident).iter().chain(impacted.get(incident)).for_each(|name| visit(*name));
    }));
    facets.push(of_names("responsible", "Responsible", columns, |incident, visit| {
        responsible.get(incident).iter().for_each(|name| visit(*name));
    }));
    facets.push(of_names("impacted", "Impacted", columns, |incident, visit| {
        impacted.get(incident).iter().for_each(|name| visit(*name));
    }));
    facets.push(makers(columns));
    facets
}

/// The years that a date of each incident may fall in.
pub(super) fn years(columns: &Columns, basis: Basis) -> Facet {
    let numbers = match basis {
        Basis::Reported => columns.published_numbers(),
        Basis::Occurred => columns.occurred_numbers(),
    };
    let spans: Vec<std::ops::Range<i32>> = columns.dates().iter().map(years_of).collect();
    let first = spans.iter().filter(|span| !span.is_empty()).map(|span| span.start).min().unwrap_or_default();
    let past = spans.iter().map(|span| span.end).max().unwrap_or_default();
    let mut carriers: Vec<Vec<u32>> = (first..past).map(|_| Vec::new()).collect();
    let mut missing = Vec::new();
    for (index, number) in (0..).zip(numbers) {
        let span = number.checked_sub(1).and_then(|number| spans.get(number as usize)).cloned().unwrap_or_default();
        if span.is_empty() {
            missing.push(index);
        }
        span.for_each(|year| carriers[(year - first) as usize].push(index));
    }
    let given = (first..).zip(carriers).filter(|(_, carriers)| !carriers.is_empty());
    let values = given.map(|(year, carriers)| {
        let year = format!("{year:04}");
        (year.clone(), year, carriers)
    });
    let values = values.chain([(MISSING.to_owned(), "no date".to_owned(), missing)]);
    Facet::new("year", "Year", columns.len(), values.collect())
}

fn years_of(date: &Date) -> std::ops::Range<i32> {
    let (first, last) = (date::civil(date.first()).0, date::civil(date.last()).0);
    if last - first >= MOST_YEARS { 0..0 } else { first..last + 1 }
}

/// A facet whose values are the category's options in order, then `unknown`, not applicable,
/// missing, and last what only the records know.
fn of_category(category: &Category, columns: &Columns) -> Facet {
    let none = Answers::default();
    let answers = columns.category(&category.id).unwrap_or(&none);
    // Each distinct answer is read once; an incident only says which one is its own.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut place = |value| {
        let next = places.len();
        *places.entry(value).or_insert(next)
    };
    let of_choice = answers.choices.iter().map(|choice| match choice {
        Choice::Missing => vec![place(MISSING)],
        Choice::NotApplicable => vec![place(NOT_APPLICABLE)],
        Choice::Chosen(options) => options.iter().map(|option| place(option)).collect(),
    });
    let of_choice: Vec<Vec<usize>> = of_choice.collect();
    let unanswered = [place(MISSING)];
    let mut carriers: Vec<Vec<u32>> = vec![Vec::new(); places.len()];
    for index in 0..columns.len() {
        let number = answers.numbers.get(index).map(|number| usize::from(*number));
        let said = number.and_then(|number| of_choice.get(number)).map_or(&unanswered[..], Vec::as_slice);
        said.iter().for_each(|place| carry(&mut carriers[*place], index as u32));
    }
    let is_said = |id: &str| places.get(id).is_some_and(|place| !carriers[*place].is_empty());
    let options = category.options.iter().map(|option| option.id.as_str()).filter(|id| *id != UNKNOWN);
    let mut ids: Vec<&str> = options.chain([UNKNOWN]).collect();
    if category.conditional || is_said(NOT_APPLICABLE) {
        ids.push(NOT_APPLICABLE);
    }
    ids.push(MISSING);
    let strays: Vec<&str> = places.keys().copied().filter(|id| is_said(id) && !ids.contains(id)).collect();
    ids.extend(strays);
    let values = ids.into_iter().map(|id| {
        let label = match id {
            NOT_APPLICABLE => "not applicable",
            MISSING => "not labelled",
            id => category.label_of(id),
        };
        let carriers = places.get(id).map(|place| std::mem::take(&mut carriers[*place]));
        (id.to_owned(), label.to_owned(), carriers.unwrap_or_default())
    });
    Facet::new(&category.id, &category.label, columns.len(), values.collect())
}

/// A facet whose values are the names that incidents give, in alphabetical order, none last.
fn of_names(id: &str, label: &str, columns: &Columns, names: impl Fn(usize, &mut dyn FnMut(u32))) -> Facet {
    let mut carriers: Vec<Vec<u32>> = vec![Vec::new(); columns.names().len()];
    // A blank name is none, and one that is called `missing` says so too.
    let is_name: Vec<bool> = columns.names().iter().map(|name| !name.trim().is_empty() && name != MISSING).collect();
    let mut missing = Vec::new();
    for index in 0..columns.len() {
        let mut named = false;
        names(index, &mut |name| {
            if is_name.get(name as usize) == Some(&true) {
                carry(&mut carriers[name as usize], index as u32);
                named = true;
            }
        });
        if !named {
            missing.push(index as u32);
        }
    }
    let named = columns.names().iter().zip(carriers).filter(|(_, carriers)| !carriers.is_empty());
    let named = named.map(|(name, carriers)| (letters::plain(name), name, carriers)).collect();
    let sorted = arrange(named, |(one, exact, _), (other, exactly, _)| one.cmp(other).then(exact.cmp(exactly)));
    let mut values: Vec<(String, String, Vec<u32>)> =
        sorted.into_iter().map(|(_, name, carriers)| (name.to_owned(), name.to_owned(), carriers)).collect();
    values.push((MISSING.to_owned(), "none named".to_owned(), missing));
    Facet::new(id, label, columns.len(), values)
}

/// Who made the labels, in alphabetical order of the words for it; the last value has nobody,
/// because there is always somebody.
fn makers(columns: &Columns) -> Facet {
    let mut carriers = Maker::ALL.map(|_| Vec::new());
    for index in 0..columns.len() {
        carriers[columns.maker(index) as usize].push(index as u32);
    }
    let id = |number: usize| Maker::ALL[number].id();
    let alphabetical = order(Maker::ALL.len(), &|one, other| id(one).cmp(id(other)));
    let made =
        alphabetical.into_iter().map(|number| (id(number as usize), std::mem::take(&mut carriers[number as usize])));
    let made = made.filter(|(_, carriers)| !carriers.is_empty());
    let values = made.map(|(maker, carriers)| (maker.to_owned(), maker.to_owned(), carriers));
    let values = values.chain([(MISSING.to_owned(), "not labelled".to_owned(), Vec::new())]);
    Facet::new("labels", "Labelled by", columns.len(), values.collect())
}

fn carry(carriers: &mut Vec<u32>, index: u32) {
    // A hand-made bundle may name an option twice.
    if carriers.last() != Some(&index) {
        carriers.push(index);
    }
}
