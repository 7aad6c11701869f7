//! Columns as the JSON of the index part, and back.
//!
//! Dictionaries are JSON as everywhere in the bundle; columns are packed strings. Reading checks
//! all that [`Columns`] promises. Only the columns use it.

use std::borrow::Cow;

use serde::Serialize;

use super::build::in_time;
use super::strings::Ids;
use super::{Answers, Columns, Flaw, Lists, Strings, check};
use crate::bundle::json::record;
use crate::bundle::{Error, packed};
use crate::incident::{Choice, Date, Maker};

/// The index as it stands in its file.
#[derive(Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub(in crate::bundle) struct Index<'a> {
    /// How many incidents there are.
    count: u32,
    /// Their ids in the order of the bundle, with a space between any two.
    ids: Cow<'a, str>,
    /// Every date of an incident: by first day, then by last, then by spelling.
    dates: Vec<Date>,
    /// For each incident one more than the number of its published date, zero for none; steps.
    published: Cow<'a, str>,
    /// The same of its occurred date; steps from the published one.
    occurred: Cow<'a, str>,
    /// What the incidents answer to each category.
    categories: Vec<Category<'a>>,
    /// Every organization of an incident, the most frequent first.
    names: Vec<String>,
    /// Who made, ran or attacked.
    responsible: Named<'a>,
    /// Who suffered.
    impacted: Named<'a>,
    /// Who made labels.
    makers: Vec<Maker>,
    /// For each incident the number of its maker; packed.
    made: Cow<'a, str>,
    /// For each incident how many sources it has; packed.
    sources: Cow<'a, str>,
    /// For each incident its rank by title; packed.
    titles: Cow<'a, str>,
}

/// A category as it stands in the file.
#[derive(Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
struct Category<'a> {
    /// Its id.
    id: String,
    /// The distinct answers.
    choices: Vec<Choice>,
    /// For each incident the number of its answer; packed.
    numbers: Cow<'a, str>,
}

/// A list for each incident as it stands in the file.
#[derive(Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
struct Named<'a> {
    /// For each incident how many it names; packed.
    lengths: Cow<'a, str>,
    /// The numbers of the names, one incident after the other; packed.
    names: Cow<'a, str>,
}

record!(Index<'a> {
    count, ids, dates, published, occurred, categories, names, responsible, impacted, makers, made, sources, titles;
});
record!(Category<'a> { id, choices, numbers; });
record!(Named<'a> { lengths, names; });

impl Columns {
    /// Writes the columns as the bytes of the index part.
    ///
    /// # Errors
    /// None that columns could cause; the serializer's words otherwise.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        let mut makers: Vec<Maker> = self.made.clone();
        makers.sort_unstable();
        makers.dedup();
        let maker = |made: &Maker| makers.partition_point(|maker| maker < made) as u32;
        let category = |answers: &Answers| Category {
            id: answers.id.clone(),
            choices: answers.choices.clone(),
            numbers: packed::encode(answers.numbers.iter().map(|number| u32::from(*number))).into(),
        };
        let index = Index {
            count: self.len() as u32,
            ids: self.ids().iter().collect::<Vec<&str>>().join(" ").into(),
            dates: self.dates.clone(),
            published: packed::encode_steps(self.published.iter().copied()).into(),
            occurred: packed::encode_beside(&self.occurred, &self.published).into(),
            categories: self.categories.iter().map(category).collect(),
            names: self.names.iter().map(str::to_owned).collect(),
            responsible: named(&self.responsible),
            impacted: named(&self.impacted),
            made: packed::encode(self.made.iter().map(maker)).into(),
            sources: packed::encode(self.sources.iter().copied()).into(),
            titles: packed::encode(self.titles.iter().copied()).into(),
            makers,
        };
        serde_json::to_vec(&index).map_err(Error::unwritten)
    }

    /// Reads the bytes of the index part and checks everything that [`Columns`] promises.
    ///
    /// # Errors
    /// See [`Error`]; no input makes this panic.
    pub fn from_json(bytes: &[u8]) -> Result<Columns, Error> {
        let index: Index<'_> = crate::bundle::json(bytes)?;
        read(index).map_err(Error::Content)
    }
}

fn named(lists: &Lists) -> Named<'static> {
    let starts = [0].into_iter().chain(lists.ends.iter().copied());
    let lengths = lists.ends.iter().zip(starts).map(|(end, start)| end - start);
    Named { lengths: packed::encode(lengths).into(), names: packed::encode(lists.items.iter().copied()).into() }
}

fn read(index: Index<'_>) -> Result<Columns, Flaw> {
    let count = index.count as usize;
    // An empty string would be one empty id.
    let ids = Strings::of(index.ids.split(' ').filter(|_| !index.ids.is_empty()))?;
    check::count(ids.len() as u64, count as u64).map_err(Flaw::of("ids"))?;
    if !index.dates.is_sorted_by(|a, b| in_time(a, b).is_lt()) {
        return Err(Flaw::of("dates")(Flaw::Order));
    }
    let dates = past(&index.dates)?.saturating_add(1);
    let makers: Vec<u8> = column(packed::decode(&index.made, count, past(&index.makers)?), "made")?;
    let titles: Vec<u32> = column(packed::decode(&index.titles, count, index.count), "titles")?;
    permutes(&titles).map_err(Flaw::of("titles"))?;
    let mut categories: Vec<Answers> = Vec::with_capacity(index.categories.len());
    for category in index.categories {
        if categories.iter().any(|before| before.id == category.id) {
            return Err(Flaw::of("categories")(Flaw::Twice(category.id)));
        }
        categories.push(answers(category, count)?);
    }
    let names = past(&index.names)?;
    let published: Vec<u32> = column(packed::decode_steps(&index.published, count, dates), "published")?;
    Ok(Columns {
        ids: Ids::of(ids)?,
        occurred: column(packed::decode_beside(&index.occurred, &published, dates), "occurred")?,
        published,
        dates: index.dates,
        categories,
        responsible: lists(&index.responsible, count, names, "responsible")?,
        impacted: lists(&index.impacted, count, names, "impacted")?,
        names: Strings::of(index.names.iter().map(String::as_str))?,
        made: makers.into_iter().filter_map(|maker| index.makers.get(usize::from(maker)).copied()).collect(),
        sources: column(packed::decode(&index.sources, count, u32::MAX), "sources")?,
        titles,
    })
}

/// A column as its reader left it.
fn column<T>(numbers: Result<Vec<T>, String>, name: &str) -> Result<Vec<T>, Flaw> {
    numbers.map_err(Flaw::Numbers).map_err(Flaw::of(name))
}

/// One past the last number of a dictionary.
fn past<T>(dictionary: &[T]) -> Result<u32, Flaw> {
    u32::try_from(dictionary.len()).map_err(|_| Flaw::TooMuch)
}

fn answers(category: Category<'_>, count: usize) -> Result<Answers, Flaw> {
    for choice in &category.choices {
        check::choice(&category.id, choice)?;
    }
    let numbers = column(packed::decode(&category.numbers, count, past(&category.choices)?), &category.id)?;
    Ok(Answers { id: category.id, choices: category.choices, numbers })
}

fn lists(named: &Named<'_>, count: usize, names: u32, name: &str) -> Result<Lists, Flaw> {
    let mut ends: Vec<u32> = column(packed::decode(&named.lengths, count, u32::MAX), name)?;
    let mut sum = 0_u32;
    for length in &mut ends {
        sum = sum.checked_add(*length).ok_or_else(|| Flaw::of(name)(Flaw::TooMuch))?;
        *length = sum;
    }
    Ok(Lists { ends, items: column(packed::decode(&named.names, sum as usize, names), name)? })
}

/// Whether numbers below their count are each of them there once.
fn permutes(numbers: &[u32]) -> Result<(), Flaw> {
    let mut seen = vec![false; numbers.len()];
    for number in numbers {
        match seen.get_mut(*number as usize) {
            Some(free) if !*free => *free = true,
            _ => return Err(Flaw::Twice(number.to_string())),
        }
    }
    Ok(())
}
