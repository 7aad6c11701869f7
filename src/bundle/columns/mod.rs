//! The index: everything about every incident that facets, counts, the timeline, orders and
//! links need, a column for each question.
//!
//! Columns are numbers into dictionaries of what occurs, so that 100,000 incidents fit into some
//! megabytes and questions compare numbers. They hold no title and no text: those are in heads
//! and details. Incidents are numbered in the order of the bundle. Lookups are total: a number
//! that no incident has is an incident that says nothing. The engine uses them.

mod build;
mod json;
mod order;
mod strings;

use super::{Flaw, check};
use crate::incident::{Choice, Date, Incident, Maker, Taxonomy};

pub use build::Builder;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use json::Index;
pub use order::{arrange, order};
use strings::Ids;
pub use strings::Strings;

/// Everything that questions need of every incident. Whoever made it has checked it: columns are
/// equally long, numbers are in their dictionaries, ids are unique, ranks are a permutation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    ids: Ids,
    dates: Vec<Date>,
    published: Vec<u32>,
    occurred: Vec<u32>,
    categories: Vec<Answers>,
    names: Strings,
    responsible: Lists,
    impacted: Lists,
    made: Vec<Maker>,
    sources: Vec<u32>,
    titles: Vec<u32>,
}

/// What every incident answers to one category.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answers {
    /// The category.
    pub id: String,
    /// The distinct answers, the most frequent first.
    pub choices: Vec<Choice>,
    /// The number of each incident's answer. Two bytes, because this is most of the memory: a
    /// category with more than 65,536 distinct answers, which would be no category, is refused.
    pub numbers: Vec<u16>,
}

/// A list of numbers for each incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// The list of an incident, in the incident's own order.
    pub fn get(&self, incident: usize) -> &[u32] {
        let end = |number: usize| self.ends.get(number).map(|end| *end as usize);
        let start = incident.checked_sub(1).and_then(end).unwrap_or(0);
        end(incident).and_then(|end| self.items.get(start..end)).unwrap_or_default()
    }
}

impl Columns {
    /// The columns of incidents.
    ///
    /// # Errors
    /// What [`Builder::push`] and [`Builder::finish`] say.
    pub fn of(taxonomy: &Taxonomy, incidents: &[Incident]) -> Result<Columns, super::Error> {
        let mut builder = Builder::new(taxonomy);
        for incident in incidents {
            builder.push(incident)?;
        }
        builder.finish()
    }

    /// How many incidents there are.
    pub fn len(&self) -> usize {
        self.ids.all().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.all().is_empty()
    }

    /// The ids of all incidents.
    pub fn ids(&self) -> &Strings {
        self.ids.all()
    }

    /// The id of an incident.
    pub fn id(&self, incident: usize) -> &str {
        self.ids.all().get(incident)
    }

    /// The number of the incident of an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.ids.position(id)
    }

    /// Every date that is the published or the occurred one of some incident: by first day, then
    /// by last, then by spelling, so that numbers of dates are in the order of their first days.
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// For every incident one more than the number of its published date in [`Columns::dates`];
    /// zero is none.
    pub fn published_numbers(&self) -> &[u32] {
        &self.published
    }

    /// For every incident one more than the number of its occurred date; zero is none.
    pub fn occurred_numbers(&self) -> &[u32] {
        &self.occurred
    }

    /// When the failure was first reported.
    pub fn published(&self, incident: usize) -> Option<&Date> {
        self.date(&self.published, incident)
    }

    /// When the failure happened.
    pub fn occurred(&self, incident: usize) -> Option<&Date> {
        self.date(&self.occurred, incident)
    }

    fn date(&self, column: &[u32], incident: usize) -> Option<&Date> {
        self.dates.get(column.get(incident)?.checked_sub(1)? as usize)
    }

    /// Every category of the taxonomy in its order, then those that only incidents know, by id.
    pub fn categories(&self) -> &[Answers] {
        &self.categories
    }

    /// The answers to the category of an id.
    pub fn category(&self, id: &str) -> Option<&Answers> {
        self.categories.iter().find(|answers| answers.id == id)
    }

    /// What an incident says of a category; missing when it says nothing.
    pub fn choice(&self, category: &str, incident: usize) -> &Choice {
        self.category(category).map_or(&Choice::Missing, |answers| answers.choice(incident))
    }

    /// Every organization that an incident names, in either role: the most frequent first, ties
    /// in alphabetical order. One dictionary for both roles, because most have both.
    pub fn names(&self) -> &Strings {
        &self.names
    }

    /// The numbers in [`Columns::names`] of the organizations that made, ran or attacked.
    pub fn responsible(&self) -> &Lists {
        &self.responsible
    }

    /// The numbers in [`Columns::names`] of the organizations that suffered.
    pub fn impacted(&self) -> &Lists {
        &self.impacted
    }

    /// Who made the labels of an incident.
    pub fn maker(&self, incident: usize) -> Maker {
        self.made.get(incident).copied().unwrap_or_default()
    }

    /// How many sources an incident has.
    pub fn sources(&self, incident: usize) -> u32 {
        self.sources.get(incident).copied().unwrap_or_default()
    }

    /// The rank of each incident when they are sorted by title without case and diacritics, ties as they stand.
    pub fn title_ranks(&self) -> &[u32] {
        &self.titles
    }
}

impl Answers {
    /// What an incident answers; missing when it says nothing.
    pub fn choice(&self, incident: usize) -> &Choice {
        let number = self.numbers.get(incident).map(|number| usize::from(*number));
        number.and_then(|number| self.choices.get(number)).unwrap_or(&Choice::Missing)
    }
}
