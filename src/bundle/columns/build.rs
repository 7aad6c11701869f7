//! Columns from incidents, one at a time in their final order.
//!
//! What occurs is numbered as it comes and renumbered at the end, when frequencies are known, so
//! an incident can be let go as soon as it was pushed. Only titles are kept, to rank them. The
//! writer of split bundles uses it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::order::{arrange, order};
use super::strings::Ids;
use super::{Answers, Columns, Lists, Strings, check};
use crate::bundle::{Error, Flaw};
use crate::incident::{Choice, Date, Incident, Maker, Taxonomy, letters};

/// Columns that are being made.
#[derive(Debug, Default)]
pub struct Builder {
    ids: Strings,
    dates: Dictionary<InTime>,
    published: Vec<u32>,
    occurred: Vec<u32>,
    categories: Vec<Category>,
    /// How many of the categories are the taxonomy's.
    planned: usize,
    names: Dictionary<String>,
    responsible: Lists,
    impacted: Lists,
    made: Vec<Maker>,
    sources: Vec<u32>,
    titles: Vec<String>,
}

#[derive(Debug)]
struct Category {
    id: String,
    choices: Dictionary<Choice>,
    numbers: Vec<u16>,
}

impl Builder {
    /// Columns without incidents, with a column for every category.
    pub fn new(taxonomy: &Taxonomy) -> Builder {
        let categories: Vec<Category> = taxonomy.categories().map(|category| Category::new(&category.id, 0)).collect();
        Builder { planned: categories.len(), categories, ..Builder::default() }
    }

    /// Appends an incident.
    ///
    /// # Errors
    /// What the decoder would say of it; a category with more than 65,536 distinct answers. What
    /// was pushed before is of no use after an error.
    pub fn push(&mut self, incident: &Incident) -> Result<(), Error> {
        check::incident(incident).map_err(Error::Content)?;
        let before = self.titles.len();
        self.ids.push(&incident.id).map_err(Error::Content)?;
        let mut number = |date: &Option<Date>| match date {
            Some(date) => self.dates.number(InTime(date.clone())) + 1,
            None => 0,
        };
        self.published.push(number(&incident.published));
        self.occurred.push(number(&incident.occurred));
        for id in incident.labels.keys() {
            if !self.categories.iter().any(|category| category.id == *id) {
                // Everyone before said nothing of it.
                self.categories.push(Category::new(id, before));
            }
        }
        for category in &mut self.categories {
            category.push(incident.choice(&category.id)).map_err(Error::Content)?;
        }
        for (lists, names) in [(&mut self.responsible, &incident.responsible), (&mut self.impacted, &incident.impacted)]
        {
            lists.items.extend(names.iter().map(|name| self.names.number(name.clone())));
            lists.ends.push(fits(lists.items.len())?);
        }
        self.made.push(incident.provenance.made);
        self.sources.push(fits(incident.sources.len())?);
        self.titles.push(letters::plain(&incident.title));
        // The numbers of incidents themselves must fit.
        fits(self.titles.len()).map(|_| ())
    }

    /// The columns of what was pushed.
    ///
    /// # Errors
    /// Two incidents of one id.
    pub fn finish(mut self) -> Result<Columns, Error> {
        let (dates, numbers) = self.dates.finish(|a, b| a.0.cmp(b.0));
        for number in self.published.iter_mut().chain(&mut self.occurred) {
            *number = number.checked_sub(1).map_or(0, |first| renumbered(&numbers, first) + 1);
        }
        let (names, numbers) = self.names.finish(frequent_first);
        for name in self.responsible.items.iter_mut().chain(&mut self.impacted.items) {
            *name = renumbered(&numbers, *name);
        }
        let strays = self.categories.split_off(self.planned.min(self.categories.len()));
        self.categories.extend(arrange(strays, |a, b| a.id.cmp(&b.id)));
        Ok(Columns {
            ids: Ids::of(self.ids).map_err(Error::Content)?,
            dates: dates.into_iter().map(|date| date.0).collect(),
            published: self.published,
            occurred: self.occurred,
            categories: self.categories.into_iter().map(Category::finish).collect(),
            names: Strings::of(names.iter().map(String::as_str)).map_err(Error::Content)?,
            responsible: self.responsible,
            impacted: self.impacted,
            made: self.made,
            sources: self.sources,
            titles: ranks(&self.titles),
        })
    }
}

impl Category {
    fn new(id: &str, missing: usize) -> Category {
        let mut category = Category { id: id.to_owned(), choices: Dictionary::default(), numbers: vec![0; missing] };
        if missing > 0 {
            category.choices.numbers.insert(Choice::Missing, (0, missing as u64));
        }
        category
    }

    fn push(&mut self, choice: &Choice) -> Result<(), Flaw> {
        let number = match self.choices.numbers.get_mut(choice) {
            // Nearly always the answer was given before, and need not be copied.
            Some((number, count)) => {
                *count += 1;
                *number
            }
            None => self.choices.number(choice.clone()),
        };
        let number = u16::try_from(number).map_err(|_| Flaw::of(&self.id)(Flaw::TooMuch))?;
        self.numbers.push(number);
        Ok(())
    }

    fn finish(self) -> Answers {
        let (choices, numbers) = self.choices.finish(frequent_first);
        // As many as fitted into two bytes before.
        let numbers = self.numbers.iter().map(|number| renumbered(&numbers, u32::from(*number)) as u16);
        Answers { id: self.id, choices, numbers: numbers.collect() }
    }
}

/// What occurs, each with its number in the order of coming and how often it came.
#[derive(Debug)]
struct Dictionary<T> {
    numbers: BTreeMap<T, (u32, u64)>,
}

impl<T> Default for Dictionary<T> {
    fn default() -> Self {
        Dictionary { numbers: BTreeMap::new() }
    }
}

impl<T: Ord> Dictionary<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = self.numbers.len() as u32;
        let (number, count) = self.numbers.entry(value).or_insert((next, 0));
        *count += 1;
        *number
    }

    /// The values in an order of value and count, and the new number of every old one.
    fn finish(self, by: impl Fn((&T, u64), (&T, u64)) -> Ordering) -> (Vec<T>, Vec<u32>) {
        let values: Vec<(T, (u32, u64))> = self.numbers.into_iter().collect();
        let values = arrange(values, |(a, (_, often)), (b, (_, seldom))| by((a, *often), (b, *seldom)));
        let mut numbers = vec![0; values.len()];
        for (new, (_, (old, _))) in (0..).zip(&values) {
            if let Some(number) = numbers.get_mut(*old as usize) {
                *number = new;
            }
        }
        (values.into_iter().map(|(value, _)| value).collect(), numbers)
    }
}

/// Short numbers for what is frequent.
fn frequent_first<T: Ord>((a, often): (&T, u64), (b, seldom): (&T, u64)) -> Ordering {
    seldom.cmp(&often).then_with(|| a.cmp(b))
}

fn renumbered(numbers: &[u32], old: u32) -> u32 {
    numbers.get(old as usize).copied().unwrap_or_default()
}

fn fits(count: usize) -> Result<u32, Error> {
    u32::try_from(count).map_err(|_| Error::Content(Flaw::TooMuch))
}

/// The rank of each title in the order of titles, ties as they stand.
fn ranks(titles: &[String]) -> Vec<u32> {
    let order = order(titles.len(), &|one, other| titles[one].cmp(&titles[other]));
    let mut ranks = vec![0; titles.len()];
    for (rank, incident) in (0..).zip(order) {
        if let Some(place) = ranks.get_mut(incident as usize) {
            *place = rank;
        }
    }
    ranks
}

/// A date in the order of its first day, then its last, then its spelling.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct InTime(pub(super) Date);

impl Ord for InTime {
    fn cmp(&self, other: &InTime) -> Ordering {
        in_time(&self.0, &other.0)
    }
}

impl PartialOrd for InTime {
    fn partial_cmp(&self, other: &InTime) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order in which dates stand in their dictionary.
pub(super) fn in_time(a: &Date, b: &Date) -> Ordering {
    (a.first(), a.last(), a.as_str()).cmp(&(b.first(), b.last(), b.as_str()))
}
