//! A facet: its values, who carries each, and counting them all at once.
//!
//! Rare values are counted by going through the incidents that are selected, or through those that
//! are not, whichever are fewer. Where hundreds of neighbours are selected, as by a range of dates,
//! their counts are looked up.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::bundle::columns::order;
use crate::incident::taxonomy::is_known;
use crate::query::bits::{Bits, Counted, WORD};
use crate::query::carriers::Carriers;

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
        let carriers = Carriers::new(&lists, len);
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
        self.carriers.get(place, self.len)
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
            self.carriers.add(span.start, &words[span.start..from], &mut counts[before..]);
            self.carriers.add(to, &words[to..span.end], &mut counts[before..]);
        } else if matches!(self.carriers, Carriers::Lists { .. }) && of.size() as usize * 2 > of.set().len() {
            counts.resize(past + 1, 0);
            self.carriers.add(0, of.set().complement().words(), &mut counts[before..]);
            counts[before..past].iter_mut().zip(self.totals()).for_each(|(count, total)| *count = total - *count);
        } else {
            counts.resize(past + 1, 0);
            self.carriers.add(span.start, &words[span], &mut counts[before..]);
        }
        counts.truncate(past);
    }

    fn totals(&self) -> impl Iterator<Item = u32> {
        self.values.iter().map(|value| value.total)
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
                self.carriers.add(block * whole.len(), &whole, &mut counts);
                sums.extend_from_slice(&counts[..self.values.len()]);
            }
            sums
        })
    }
}
