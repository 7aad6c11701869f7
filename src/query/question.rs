//! What a query selects: hits in order, counts of every value, what a chart over time is about.
//!
//! The number beside a value is what the facet would show with the facet's own selection
//! removed (disjunctive counts): under all other filters, how many carry the value. The
//! histogram likewise ignores the date range, and only it.
//!
//! A [`Question`] is a query with its filters applied; each part of the answer is worked out
//! when it is asked for, since a page shows few facets at a time and a program wants few parts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::incident::date::Day;
use crate::query::bits::{Bits, Counted};
use crate::query::catalog::Catalog;
use crate::query::facet::Facet;
use crate::query::histogram::Histogram;
use crate::query::text::{Correction, Found, Note, Terms};
use crate::query::{Need, Query, Selection, Sort};

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

/// The incidents that a query selects.
pub fn selected(catalog: &Catalog, query: &Query) -> Counted {
    Question::new(catalog, query).selected
}

/// A query with the set of incidents that each of its clauses keeps, and what all keep.
#[derive(Debug)]
pub struct Question<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    text: Option<Found>,
    /// How much each incident resembles the one that the query names.
    like: Option<Vec<f32>>,
    missing: Vec<Need>,
    dates: Option<Bits>,
    masks: Vec<(&'a str, Cow<'a, Bits>)>,
    pub(super) selected: Counted,
}

impl<'a> Question<'a> {
    /// Applies the filters of a query.
    pub fn new(catalog: &'a Catalog, query: &'a Query) -> Question<'a> {
        let mut missing = Vec::new();
        let found = (!query.text.trim().is_empty()).then(|| catalog.find(&query.text));
        let found = found.map(|(found, needs)| {
            missing.extend(needs);
            found
        });
        let like = query.like.as_deref().and_then(|id| catalog.position(id)).map(|index| catalog.likeness(index));
        let like = like.and_then(|like| like.map_err(|need| missing.extend(need)).ok());
        let masks = query.facets.iter().map(|(id, selection)| {
            let facet = catalog.facet(id, query.basis);
            (id.as_str(), mask(facet, selection, catalog.len()))
        });
        let mut question = Question {
            catalog,
            query,
            text: found,
            like,
            missing,
            dates: range(query).map(|(from, to)| catalog.dates(query.basis).overlapping(from, to)),
            masks: masks.collect(),
            selected: Bits::none(0).into(),
        };
        question.selected = question.under(None).into();
        question
    }

    /// How many incidents are selected.
    pub fn total(&self) -> u32 {
        self.selected.size()
    }

    /// Of these, how many certainly are within the date range; all, where there is none.
    pub fn certain(&self) -> u32 {
        match range(self.query) {
            None => self.total(),
            Some((from, to)) => self.catalog.dates(self.query.basis).inside(&self.selected, from, to),
        }
    }

    /// How many carry each value of a facet under all filters but the facet's own.
    pub fn counts(&self, facet: &Facet) -> Vec<u32> {
        let mut counts = Vec::with_capacity(facet.values.len());
        self.count(facet, &mut counts);
        counts
    }

    /// Puts these counts behind other numbers.
    pub fn count(&self, facet: &Facet, counts: &mut Vec<u32>) {
        if self.query.facets.contains_key(&facet.id) {
            facet.count(&self.others(&facet.id), counts);
        } else {
            facet.count(&self.selected, counts);
        }
    }

    /// What all filters but the date range keep.
    pub(super) fn ever(&self) -> Cow<'_, Bits> {
        match &self.dates {
            None => Cow::Borrowed(self.selected.set()),
            Some(_) => Cow::Owned(self.under(Some(&Clause::Dates))),
        }
    }

    /// Counts over time under all filters but the date range.
    pub fn histogram(&self) -> Histogram {
        self.catalog.dates(self.query.basis).histogram(self.query.bins, &self.ever())
    }

    /// Per active clause, how many there would be without it.
    pub fn without(&self) -> Vec<(Clause, u32)> {
        let mut clauses = Vec::new();
        clauses.extend(self.text.is_some().then_some(Clause::Text));
        clauses.extend(self.masks.iter().map(|(id, _)| Clause::Facet((*id).to_owned())));
        clauses.extend(self.dates.is_some().then_some(Clause::Dates));
        let counted = clauses.into_iter().map(|clause| {
            let count = self.under(Some(&clause)).count();
            (clause, count)
        });
        counted.collect()
    }

    /// The first so many of the incidents that are selected, by number, in order.
    pub fn hits(&self, most: usize) -> Vec<u32> {
        if most == 0 {
            return Vec::new();
        }
        let (sort, basis) = (self.query.sort, self.query.basis);
        let Some(scores) = self.scores() else { return self.catalog.ordered(self.selected.set(), sort, basis, most) };
        let mut hits = by_score(&self.catalog.ordered(self.selected.set(), sort, basis, usize::MAX), scores);
        hits.truncate(most);
        hits
    }

    /// What puts an incident where it stands among the hits: how much it resembles another, or
    /// how relevant it is to the text; `None` where the order is another.
    pub fn score(&self, index: u32) -> Option<f32> {
        self.scores()?.get(index as usize).copied()
    }

    pub(super) fn scores(&self) -> Option<&[f32]> {
        match (self.query.sort, &self.like, &self.text) {
            (Sort::Natural, Some(like), _) => Some(like),
            (Sort::Natural, None, Some(found)) => Some(&found.scores),
            _ => None,
        }
    }

    /// What was searched instead of misspelt words, and what of the text was not taken as it
    /// may have been meant.
    pub fn told(&self) -> (&[Correction], &[Note]) {
        self.text.as_ref().map_or((&[], &[]), |found| (&found.corrections, &found.notes))
    }

    /// The words that the text looked for.
    pub(super) fn terms(&self) -> Terms {
        self.text.as_ref().map(|found| found.terms.clone()).unwrap_or_default()
    }

    /// The files without which this is not the whole answer. Ask again when they have arrived.
    pub fn missing(&self) -> &[Need] {
        &self.missing
    }

    /// What all filters but those of one facet keep.
    pub(super) fn others(&self, facet: &str) -> Counted {
        self.under(Some(&Clause::Facet(facet.to_owned()))).into()
    }

    /// What all filters keep but the one that `skip` names.
    fn under(&self, skip: Option<&Clause>) -> Bits {
        let text = self.text.as_ref().filter(|_| skip != Some(&Clause::Text)).map(|found| &found.incidents);
        let dates = self.dates.as_ref().filter(|_| skip != Some(&Clause::Dates));
        let is_kept = |id: &str| !matches!(skip, Some(Clause::Facet(skipped)) if skipped == id);
        let masks = self.masks.iter().filter(|(id, _)| is_kept(id)).map(|(_, mask)| mask.as_ref());
        let mut clauses = text.into_iter().chain(dates).chain(masks);
        let Some(first) = clauses.next() else { return Bits::all(self.catalog.len()) };
        clauses.fold(first.clone(), |mut kept, clause| {
            kept.intersect(clause);
            kept
        })
    }
}

/// Hits by falling score; those of one score stay as they stand. Scores are not negative, so
/// their bits sort as they do: digit by digit, the lowest first, because whoever types waits for a
/// hundred thousand.
#[inline(never)]
fn by_score(hits: &[u32], scores: &[f32]) -> Vec<u32> {
    const DIGIT: u32 = 11;
    let key = |index: u32| !scores[index as usize].to_bits();
    let mut sorted: Vec<(u32, u32)> = hits.iter().map(|index| (key(*index), *index)).collect();
    let mut other = sorted.clone();
    for low in (0..u32::BITS).step_by(DIGIT as usize) {
        let digit = |key: u32| (key >> low) as usize & ((1 << DIGIT) - 1);
        let mut starts = vec![0_usize; 1 << DIGIT];
        sorted.iter().for_each(|(key, _)| starts[digit(*key)] += 1);
        let mut before = 0;
        for place in &mut starts {
            before += std::mem::replace(place, before);
        }
        for entry in &sorted {
            let place = &mut starts[digit(entry.0)];
            other[*place] = *entry;
            *place += 1;
        }
        std::mem::swap(&mut sorted, &mut other);
    }
    sorted.into_iter().map(|(_, index)| index).collect()
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

#[inline(never)]
fn mask<'a>(facet: Option<&'a Facet>, selection: &Selection, len: usize) -> Cow<'a, Bits> {
    let kept = united(facet, &selection.any).unwrap_or_else(|| {
        let all = selection.any.is_empty();
        Cow::Owned(if all { Bits::all(len) } else { Bits::none(len) })
    });
    if selection.all.is_empty() && selection.none.is_empty() {
        return kept;
    }
    let mut kept = kept.into_owned();
    for value in &selection.all {
        match carriers(facet, value) {
            Some(carriers) => kept.intersect(&carriers),
            None => kept = Bits::none(len),
        }
    }
    if let Some(excluded) = united(facet, &selection.none) {
        kept.subtract(&excluded);
    }
    Cow::Owned(kept)
}

/// Who carries any of these values; `None` where the facet has none of them.
fn united<'a>(facet: Option<&'a Facet>, values: &BTreeSet<String>) -> Option<Cow<'a, Bits>> {
    values.iter().filter_map(|value| carriers(facet, value)).reduce(|mut united, carriers| {
        united.to_mut().unite(&carriers);
        united
    })
}

fn carriers<'a>(facet: Option<&'a Facet>, value: &str) -> Option<Cow<'a, Bits>> {
    facet.and_then(|facet| Some(facet.carriers(facet.place(value)?)))
}
