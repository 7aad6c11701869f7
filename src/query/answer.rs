//! What a question selects: hits in order, counts of every value, the histogram.
//!
//! The number beside a value is what the facet would show with the facet's own selection
//! removed (disjunctive counts): under all other filters, how many carry the value. The
//! histogram likewise ignores the date range, and only it.

use crate::incident::date::Day;
use crate::query::bits::Bits;
use crate::query::catalog::{Catalog, Facet};
use crate::query::{Basis, Query, Selection, Sort};
use crate::timeline::{Bin, Unit, histogram};

/// The answer to a query over a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The incidents selected, by number, in order.
    pub hits: Vec<usize>,
    /// Of these, how many certainly are within the date range; all, where there is none.
    pub certain: u32,
    /// Per facet of [`Catalog::facets`], per value: the disjunctive count.
    pub counts: Vec<Vec<u32>>,
    /// Width of the histogram's bins; `None` where nothing is dated.
    pub unit: Option<Unit>,
    /// The histogram under all filters but the date range.
    pub bins: Vec<Bin>,
    /// How many the histogram leaves out because they carry no date.
    pub undated: u32,
    /// Per active clause, how many there would be without it.
    pub without: Vec<(Clause, u32)>,
}

/// A part of a query that can be removed by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clause {
    /// The text.
    Text,
    /// The date range.
    Dates,
    /// The selection of a facet.
    Facet(String),
}

/// Answers a query. A facet or value that the catalogue does not have matches nothing, as a
/// wanted value, and excludes nothing.
pub fn answer(catalog: &Catalog, query: &Query) -> Answer {
    let len = catalog.len();
    let everything = Bits::all(len);
    let text = (!query.text.trim().is_empty()).then(|| catalog.find(&query.text));
    let range = range(query);
    let dates = range.map(|(from, to)| {
        Bits::of(len, |index| catalog.date(index, query.basis).is_some_and(|date| date.may_be_within(from, to)))
    });
    let masks: Vec<(&str, Bits)> = query
        .facets
        .iter()
        .map(|(id, selection)| (id.as_str(), mask(catalog.facet(id, query.basis), selection, len)))
        .collect();

    // Under all filters but the one that `skip` names.
    let under = |skip: Option<&Clause>| {
        let mut kept = everything.clone();
        if let Some((found, _)) = text.as_ref().filter(|_| skip != Some(&Clause::Text)) {
            kept.intersect(found);
        }
        if let Some(dates) = dates.as_ref().filter(|_| skip != Some(&Clause::Dates)) {
            kept.intersect(dates);
        }
        for (id, mask) in &masks {
            if !matches!(skip, Some(Clause::Facet(skipped)) if skipped == id) {
                kept.intersect(mask);
            }
        }
        kept
    };

    let selected = under(None);
    let counts = catalog.facets(query.basis).map(|facet| {
        let clause = Clause::Facet(facet.id.clone());
        let others = query.facets.contains_key(&facet.id).then(|| under(Some(&clause)));
        let others = others.as_ref().unwrap_or(&selected);
        facet.values.iter().map(|value| value.carriers.count_both(others)).collect()
    });
    let counts = counts.collect();

    let of_histogram = under(Some(&Clause::Dates));
    let dated = of_histogram.iter().filter_map(|index| catalog.date(index, query.basis));
    let (unit, bins) = histogram(dated.clone());
    let undated = of_histogram.count() - dated.count() as u32;

    let mut clauses: Vec<Clause> = Vec::new();
    clauses.extend(text.is_some().then_some(Clause::Text));
    clauses.extend(query.facets.keys().cloned().map(Clause::Facet));
    clauses.extend(dates.is_some().then_some(Clause::Dates));
    let without = clauses.into_iter().map(|clause| {
        let count = under(Some(&clause)).count();
        (clause, count)
    });
    let without = without.collect();

    let certain = range.map_or(selected.count(), |(from, to)| {
        let is_certain = |index: &usize| catalog.date(*index, query.basis).is_some_and(|date| date.is_within(from, to));
        selected.iter().filter(is_certain).count() as u32
    });
    let in_title = text.map(|(_, in_title)| in_title);
    let hits = ordered(catalog, query, &selected, in_title.as_deref());
    Answer { hits, certain, counts, unit, bins, undated, without }
}

/// First and last day of the range, both inclusive.
fn range(query: &Query) -> Option<(Day, Day)> {
    if query.from.is_none() && query.to.is_none() {
        return None;
    }
    let from = query.from.as_ref().map_or(Day::MIN, |date| date.first());
    let to = query.to.as_ref().map_or(Day::MAX, |date| date.last());
    Some((from, to))
}

fn mask(facet: Option<&Facet>, selection: &Selection, len: usize) -> Bits {
    let carriers = |value: &String| facet.and_then(|facet| facet.value(value)).map(|value| &value.carriers);
    let mut kept = Bits::all(len);
    if !selection.any.is_empty() {
        let mut any = Bits::none(len);
        selection.any.iter().filter_map(carriers).for_each(|carriers| any.unite(carriers));
        kept.intersect(&any);
    }
    for value in &selection.all {
        match carriers(value) {
            Some(carriers) => kept.intersect(carriers),
            None => return Bits::none(len),
        }
    }
    selection.none.iter().filter_map(carriers).for_each(|carriers| kept.subtract(carriers));
    kept
}

fn ordered(catalog: &Catalog, query: &Query, selected: &Bits, in_title: Option<&[u32]>) -> Vec<usize> {
    let mut hits: Vec<usize> = selected.iter().collect();
    let newest = |index: &usize| std::cmp::Reverse(catalog.date(*index, query.basis).map(|date| date.first()));
    match query.sort {
        Sort::Natural => match in_title {
            Some(in_title) => hits.sort_by_key(|index| (std::cmp::Reverse(in_title[*index]), newest(index))),
            None => hits.sort_by_key(newest),
        },
        Sort::Newest => hits.sort_by_key(newest),
        Sort::Oldest => hits.sort_by_key(|index| {
            let date = catalog.date(*index, query.basis);
            (date.is_none(), date.map(|date| date.first()))
        }),
        Sort::Title => hits.sort_by_cached_key(|index| catalog.incidents[*index].title.to_lowercase()),
        Sort::Sources => hits.sort_by_key(|index| std::cmp::Reverse(catalog.incidents[*index].sources.len())),
    }
    hits
}

/// A basis by the word that links use.
impl Basis {
    /// `reported` or `occurred`.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Reported => "reported",
            Basis::Occurred => "occurred",
        }
    }
}
