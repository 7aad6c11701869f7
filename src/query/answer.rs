//! What a page keeps of a question: the sets that its answer comes of, and what it says of the text.

use crate::query::bits::{Bits, Counted};
use crate::query::catalog::Catalog;
use crate::query::facet::Facet;
use crate::query::question::{Clause, Question};
use crate::query::text::{Correction, Note, Terms};
use crate::query::{Basis, Need, Query, Sort};

/// The answer to a query over a catalogue: the sets that it comes of. Hits in order and counts of values
/// are read off them, a few at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    selected: Counted,
    /// Per facet with a selection: what all filters but that one keep.
    others: Vec<(String, Counted)>,
    sort: Sort,
    basis: Basis,
    /// All hits, where something else than the order of a column puts them where they stand.
    by_score: Option<Vec<u32>>,
    /// Of the hits, how many certainly are within the date range; all, where there is none.
    pub certain: u32,
    /// What all filters but the date range keep: what a chart over time is about.
    pub ever: Bits,
    /// Of these, how many have no date.
    pub undated: u32,
    /// Per active clause, how many there would be without it.
    pub without: Vec<(Clause, u32)>,
    /// What was searched instead of misspelt words, where nothing matched these.
    pub corrections: Vec<Correction>,
    /// What of the text was not taken as it may have been meant.
    pub notes: Vec<Note>,
    /// The words that the text looked for, to mark them where they are shown.
    pub terms: Terms,
    /// The files without which this is not the whole answer.
    pub missing: Vec<Need>,
}

impl Answer {
    /// How many incidents are selected.
    pub fn total(&self) -> usize {
        self.selected.size() as usize
    }

    /// The incidents that are selected.
    pub fn selected(&self) -> &Bits {
        self.selected.set()
    }

    /// The first so many of them, by number, in the order that was asked for. The catalogue is the one that
    /// was asked.
    pub fn hits(&self, catalog: &Catalog, most: usize) -> Vec<u32> {
        match &self.by_score {
            Some(hits) => hits.iter().take(most).copied().collect(),
            None => catalog.ordered(self.selected.set(), self.sort, self.basis, most),
        }
    }

    /// Per value of a facet of that catalogue: the disjunctive count.
    pub fn counts(&self, facet: &Facet) -> Vec<u32> {
        let others = self.others.iter().find(|(id, _)| *id == facet.id);
        facet.counts(others.map_or(&self.selected, |(_, others)| others))
    }
}

/// Answers a query. A facet or value that the catalogue does not have matches nothing, as a wanted
/// value, and excludes nothing.
pub fn answer(catalog: &Catalog, query: &Query) -> Answer {
    let question = Question::new(catalog, query);
    let (corrections, notes) = question.told();
    let (dates, ever) = (catalog.dates(query.basis), question.ever().into_owned());
    let others = query.facets.keys().map(|id| (id.clone(), question.others(id)));
    Answer {
        others: others.collect(),
        sort: query.sort,
        basis: query.basis,
        by_score: question.scores().map(|_| question.hits(usize::MAX)),
        certain: question.certain(),
        undated: dates.undated(&ever),
        ever,
        without: question.without(),
        corrections: corrections.to_vec(),
        notes: notes.to_vec(),
        terms: question.terms(),
        missing: question.missing().to_vec(),
        selected: question.selected,
    }
}
