//! What a question selects: hits in order, counts of every value, the histogram.
//!
//! The number beside a value is what the facet would show with the facet's own selection
//! removed (disjunctive counts): under all other filters, how many carry the value. The
//! histogram likewise ignores the date range, and only it.

use crate::incident::date::Day;
use crate::query::bits::Bits;
use crate::query::catalog::Catalog;
use crate::query::facet::Facet;
use crate::query::text::{Correction, Found};
use crate::query::{Basis, Query, Selection, Sort};
use crate::timeline::{Bin, Unit};

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
    /// What was searched instead of misspelt words, where nothing matched these.
    pub corrections: Vec<Correction>,
    /// What of the text was not taken as it may have been meant.
    pub notes: Vec<String>,
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
    let filters = Filters::of(catalog, query);
    let selected = filters.under(None);
    let counts = catalog.facets(query.basis).map(|facet| {
        let own = filters.masks.iter().any(|(id, _)| *id == facet.id);
        if own { facet.counts(&filters.under(Some(&Clause::Facet(facet.id.clone())))) } else { facet.counts(&selected) }
    });
    let counts = counts.collect();

    let dates = catalog.dates(query.basis);
    let undated_too = filters.under(Some(&Clause::Dates));
    let dropped = undated_too.complement();
    let most = undated_too.count() as usize * 2 > catalog.len();
    let (unit, bins) = dates.histogram(query.bins, undated_too.iter(), most.then(|| dropped.iter()));
    let undated = undated_too.count() - bins.iter().map(|bin| bin.count).sum::<u32>();

    let without = filters.clauses().into_iter().map(|clause| {
        let count = filters.under(Some(&clause)).count();
        (clause, count)
    });
    let without = without.collect();

    let mut certain = 0;
    match range(query) {
        None => certain = selected.count(),
        Some((from, to)) => selected.for_each(|index| certain += u32::from(dates.is_within(index, from, to))),
    }
    let mut hits = catalog.ordered(&selected, query.sort, query.basis);
    let (mut corrections, mut notes) = (Vec::new(), Vec::new());
    if let Some(found) = filters.text {
        if query.sort == Sort::Natural {
            hits = by_score(&hits, &found.scores);
        }
        (corrections, notes) = (found.corrections, found.notes);
    }
    Answer { hits, certain, counts, unit, bins, undated, without, corrections, notes }
}

/// Hits by falling score; those of one score stay as they stand. Scores are not negative, so
/// their bits sort as they do, and one number holds score and place.
fn by_score(hits: &[usize], scores: &[f32]) -> Vec<usize> {
    let key = |(place, index): (u64, &usize)| u64::from(!scores[*index].to_bits()) << 32 | place;
    let mut keys: Vec<u64> = (0..).zip(hits).map(key).collect();
    keys.sort_unstable();
    keys.into_iter().map(|key| hits[key as u32 as usize]).collect()
}

/// The incidents that a query selects.
pub fn selected(catalog: &Catalog, query: &Query) -> Bits {
    Filters::of(catalog, query).under(None)
}

/// The clauses of a query, each as the set of incidents that it keeps.
struct Filters<'a> {
    everything: Bits,
    text: Option<Found>,
    dates: Option<Bits>,
    masks: Vec<(&'a str, Bits)>,
}

impl<'a> Filters<'a> {
    fn of(catalog: &Catalog, query: &'a Query) -> Filters<'a> {
        let len = catalog.len();
        let dates = catalog.dates(query.basis);
        let masks = query.facets.iter().map(|(id, selection)| {
            let facet = catalog.facet(id, query.basis);
            (id.as_str(), mask(facet, selection, len))
        });
        Filters {
            everything: Bits::all(len),
            text: (!query.text.trim().is_empty()).then(|| catalog.find(&query.text)),
            dates: range(query).map(|(from, to)| Bits::of(len, |index| dates.may_be_within(index, from, to))),
            masks: masks.collect(),
        }
    }

    /// What all filters keep but the one that `skip` names.
    fn under(&self, skip: Option<&Clause>) -> Bits {
        let mut kept = self.everything.clone();
        if let Some(found) = self.text.as_ref().filter(|_| skip != Some(&Clause::Text)) {
            kept.intersect(&found.incidents);
        }
        if let Some(dates) = self.dates.as_ref().filter(|_| skip != Some(&Clause::Dates)) {
            kept.intersect(dates);
        }
        for (id, mask) in &self.masks {
            if !matches!(skip, Some(Clause::Facet(skipped)) if skipped == id) {
                kept.intersect(mask);
            }
        }
        kept
    }

    fn clauses(&self) -> Vec<Clause> {
        let mut clauses = Vec::new();
        clauses.extend(self.text.is_some().then_some(Clause::Text));
        clauses.extend(self.masks.iter().map(|(id, _)| Clause::Facet((*id).to_owned())));
        clauses.extend(self.dates.is_some().then_some(Clause::Dates));
        clauses
    }
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
    let carriers = |value: &String| facet.and_then(|facet| Some(facet.carriers(facet.place(value)?)));
    let mut kept = Bits::all(len);
    if !selection.any.is_empty() {
        let mut any = Bits::none(len);
        selection.any.iter().filter_map(carriers).for_each(|carriers| any.unite(&carriers));
        kept.intersect(&any);
    }
    for value in &selection.all {
        match carriers(value) {
            Some(carriers) => kept.intersect(&carriers),
            None => return Bits::none(len),
        }
    }
    selection.none.iter().filter_map(carriers).for_each(|carriers| kept.subtract(&carriers));
    kept
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
