//! A facet: its values, who carries each, and counting them all at once.
//!
//! Few common values are kept as one set each and counted by AND and popcount. Many rare ones
//! (organizations by the thousand) are kept as the incidents of each and as what each incident
//! carries, and counted by going through the incidents that are selected, or through those that
//! are not, whichever are fewer. Where hundreds of neighbours are selected, as by a range of dates,
//! their counts are looked up.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::bundle::columns::order;
use crate::incident::taxonomy::is_known;
use crate::query::bits::{Bits, Counted};

/// A question that every incident answers with some of its values.
#[derive(Debug)]
pub struct Facet {
    /// Link parameter.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// Its values in their meaningful order.
    pub values: Vec<Value>,
    /// The places of the values in the order of their ids.
    by_id: Vec<u32>,
    carriers: Carriers,
    /// Over how many incidents.
    len: usize,
    sums: OnceLock<Vec<u32>>,
}

/// A value of a facet.
#[derive(Debug)]
pub struct Value {
    /// How links spell it.
    pub id: String,
    /// Name on screen.
    pub label: String,
    /// How many incidents of the whole collection carry it.
    pub total: u32,
}

#[derive(Debug)]
enum Carriers {
    Sets(Vec<Bits>),
    Lists { of_value: Lists, of_incident: Carried },
}

/// Many short lists in one.
#[derive(Debug)]
struct Lists {
    starts: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    fn get(&self, place: usize) -> &[u32] {
        match (self.starts.get(place), self.starts.get(place + 1)) {
            (Some(start), Some(end)) => &self.items[*start as usize..*end as usize],
            _ => &[],
        }
    }

    fn of(lists: &[Vec<u32>]) -> Lists {
        let mut all = Lists { starts: vec![0], items: Vec::new() };
        lists.iter().for_each(|list| all.push(list));
        all
    }

    fn push(&mut self, list: &[u32]) {
        self.items.extend_from_slice(list);
        self.starts.push(self.items.len() as u32);
    }

    /// How many lists there are.
    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The lists the other way round: for each of `len` items, which lists hold it.
    fn turned(&self, len: usize) -> Lists {
        let mut starts = vec![0_u32; len + 1];
        for item in &self.items {
            starts[*item as usize + 1] += 1;
        }
        for place in 0..len {
            starts[place + 1] += starts[place];
        }
        let mut next = starts.clone();
        let mut items = vec![0; self.items.len()];
        for list in 0..self.len() {
            for item in self.get(list) {
                let slot = &mut next[*item as usize];
                items[*slot as usize] = list as u32;
                *slot += 1;
            }
        }
        Lists { starts, items }
    }
}

/// What each incident carries. Most carry two values at most, and going through a list that short mostly
/// guesses wrong where it ends: so there are always two, and lists of any more.
#[derive(Debug)]
struct Carried {
    /// The places of two values; behind the last one where there is none.
    two: Vec<[u32; 2]>,
    more: Lists,
    /// The incidents that carry more than two.
    wide: Bits,
}

impl Carried {
    /// From the incidents of each value; with nothing in what is left of the last word of a set.
    fn of(of_value: &Lists, len: usize) -> Carried {
        let (none, lists) = (of_value.len() as u32, of_value.turned(len.next_multiple_of(WORD)));
        let mut two = Vec::with_capacity(lists.len());
        let mut more = Lists { starts: vec![0], items: Vec::new() };
        for place in 0..lists.len() {
            let list = lists.get(place);
            two.push([0, 1].map(|at| list.get(at).copied().unwrap_or(none)));
            more.push(list.get(2..).unwrap_or_default());
        }
        let wide = Bits::of(len, |place| !more.get(place).is_empty());
        Carried { two, more, wide }
    }

    /// Counts the values of a set, given by its words from some place on. Behind the counts of the values there
    /// must be one more, which is of no value.
    fn count(&self, place: usize, words: &[u64], counts: &mut [u32]) {
        let wide = self.wide.words().get(place..).unwrap_or_default();
        for (((at, word), two), wide) in (place..).zip(words).zip(self.two.chunks(WORD).skip(place)).zip(wide) {
            let mut rest = *word;
            while rest != 0 {
                for value in two[rest.trailing_zeros() as usize] {
                    counts[value as usize] += 1;
                }
                rest &= rest - 1;
            }
            let mut rest = word & wide;
            while rest != 0 {
                let list = self.more.get(at * WORD + rest.trailing_zeros() as usize);
                list.iter().for_each(|value| counts[*value as usize] += 1);
                rest &= rest - 1;
            }
        }
    }
}

impl Facet {
    /// A facet over `len` incidents, from its values and, for each, the incidents that carry
    /// it in ascending order, each once.
    pub fn new(id: &str, label: &str, len: usize, values: Vec<(String, String, Vec<u32>)>) -> Facet {
        let mut named = Vec::with_capacity(values.len());
        let mut lists = Vec::with_capacity(values.len());
        for (id, label, carriers) in values {
            named.push(Value { id, label, total: carriers.len() as u32 });
            lists.push(carriers);
        }
        let by_id = order(named.len(), &|one, other| named[one].id.cmp(&named[other].id));
        // Sets cost a bit an incident and value, lists eight bytes an answer.
        let entries: usize = lists.iter().map(Vec::len).sum();
        let carriers = if lists.len() * len.div_ceil(8) <= entries * 8 + 4096 {
            Carriers::Sets(lists.iter().map(|list| set(list, len)).collect())
        } else {
            let of_value = Lists::of(&lists);
            Carriers::Lists { of_incident: Carried::of(&of_value, len), of_value }
        };
        Facet { id: id.to_owned(), label: label.to_owned(), values: named, by_id, carriers, len, sums: OnceLock::new() }
    }

    /// How often values are given altogether: more than there are incidents, where some have several.
    pub fn total(&self) -> usize {
        self.values.iter().map(|value| value.total as usize).sum()
    }

    /// The value of an id.
    pub fn value(&self, id: &str) -> Option<&Value> {
        self.values.get(self.place(id)?)
    }

    /// The place of a value among `values`.
    pub fn place(&self, id: &str) -> Option<usize> {
        let at = self.by_id.partition_point(|place| self.values[*place as usize].id.as_str() < id);
        let place = *self.by_id.get(at)? as usize;
        (self.values[place].id == id).then_some(place)
    }

    /// The incidents that carry the value at a place; none past the end.
    pub fn carriers(&self, place: usize) -> Cow<'_, Bits> {
        match &self.carriers {
            Carriers::Sets(sets) => sets.get(place).map_or_else(|| Cow::Owned(Bits::none(self.len)), Cow::Borrowed),
            Carriers::Lists { of_value, .. } => Cow::Owned(set(of_value.get(place), self.len)),
        }
    }

    /// The incidents whose answer is known: those that carry any value that is one.
    pub fn known(&self) -> Bits {
        let answers = self.values.iter().enumerate().filter(|(_, value)| is_known(&value.id));
        answers.fold(Bits::none(self.len), |mut known, (place, _)| {
            known.unite(&self.carriers(place));
            known
        })
    }

    /// How many of a set of incidents carry each value.
    pub fn counts(&self, of: &Counted) -> Vec<u32> {
        let mut counts = Vec::with_capacity(self.values.len() + 1);
        self.count(of, &mut counts);
        counts
    }

    /// Puts how many of a set of incidents carry each value behind other numbers.
    pub fn count(&self, of: &Counted, counts: &mut Vec<u32>) {
        let (before, past) = (counts.len(), counts.len() + self.values.len());
        let (words, span, full) = (of.set().words(), of.span(), of.full());
        let block = self.block();
        let known = full.start.div_ceil(block)..full.end / block;
        if of.is_all() {
            counts.extend(self.totals());
        } else if !known.is_empty() {
            let row = |block: usize| &self.sums()[block * self.values.len()..][..self.values.len()];
            counts.extend(row(known.end).iter().zip(row(known.start)).map(|(until, from)| until - from));
            counts.push(0);
            let (from, to) = (known.start * block, known.end * block);
            self.add(span.start, &words[span.start..from], &mut counts[before..]);
            self.add(to, &words[to..span.end], &mut counts[before..]);
        } else if matches!(self.carriers, Carriers::Lists { .. }) && of.size() as usize * 2 > of.set().len() {
            counts.resize(past + 1, 0);
            self.add(0, of.set().complement().words(), &mut counts[before..]);
            counts[before..past].iter_mut().zip(self.totals()).for_each(|(count, total)| *count = total - *count);
        } else {
            counts.resize(past + 1, 0);
            self.add(span.start, &words[span], &mut counts[before..]);
        }
        counts.truncate(past);
    }

    fn totals(&self) -> impl Iterator<Item = u32> {
        self.values.iter().map(|value| value.total)
    }

    /// Adds how many incidents carry each value, of a set that is given by its words from some place on. Behind
    /// these counts is one more, which is of no value.
    fn add(&self, place: usize, words: &[u64], counts: &mut [u32]) {
        match &self.carriers {
            Carriers::Sets(sets) => {
                for (set, count) in sets.iter().zip(counts) {
                    let carriers = set.words().get(place..).unwrap_or_default();
                    *count += words.iter().zip(carriers).map(|(word, set)| (word & set).count_ones()).sum::<u32>();
                }
            }
            Carriers::Lists { of_incident, .. } => of_incident.count(place, words, counts),
        }
    }

    /// So many words of a set are a block, whose counts are looked up where all of it is kept. What somebody
    /// drags over the chart holds many; the table of them is at most 16 bytes an incident.
    fn block(&self) -> usize {
        16 * self.values.len().div_ceil(4096).max(1)
    }

    /// Block after block, how many of all incidents before it carry each value; made when first asked for.
    fn sums(&self) -> &[u32] {
        self.sums.get_or_init(|| {
            let mut counts = vec![0; self.values.len() + 1];
            let mut sums = vec![0; self.values.len()];
            let whole = vec![u64::MAX; self.block()];
            for block in 0..self.len / (whole.len() * WORD) {
                self.add(block * whole.len(), &whole, &mut counts);
                sums.extend_from_slice(&counts[..self.values.len()]);
            }
            sums
        })
    }
}

/// So many incidents are a word of a set.
const WORD: usize = u64::BITS as usize;

fn set(list: &[u32], len: usize) -> Bits {
    let mut set = Bits::none(len);
    list.iter().for_each(|index| set.insert(*index as usize));
    set
}
