//! The dates of many incidents, made ready to be counted by bin.
//!
//! Incidents are numbers here. Each is counted once, in the bin where its span begins; an
//! open beginning (`../1990`) is counted where it ends. Counting goes by months, which are
//! then summed to years or, where everything lies within three months, split into days.

use crate::incident::date::{Date, Day, civil};
use crate::timeline::{Bin, Unit};

/// One date, or none, per incident.
#[derive(Debug)]
pub struct Column {
    first: Vec<Day>,
    last: Vec<Day>,
    /// Month of the start, counted from `base`; [`UNDATED`] where there is none.
    month: Vec<u32>,
    /// Whether the span leaves its month, its year.
    wide: Vec<Wide>,
    /// The earliest month.
    base: i64,
    /// Every incident counted by month.
    totals: Vec<Tally>,
}

const UNDATED: u32 = u32::MAX;

/// The longest span that is cut into days on request: some eleven years.
pub const MOST_DAYS: Day = 4_000;

#[derive(Clone, Copy, Debug, Default)]
struct Wide {
    day: bool,
    month: bool,
    year: bool,
}

/// What a month holds.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u32,
    wider_than_month: u32,
    wider_than_year: u32,
}

impl Tally {
    fn add(&mut self, wide: Wide) {
        self.count += 1;
        self.wider_than_month += u32::from(wide.month);
        self.wider_than_year += u32::from(wide.year);
    }
}

impl Column {
    /// The dates of incidents 0, 1, 2, ….
    pub fn new<'a>(dates: impl Iterator<Item = Option<&'a Date>> + Clone) -> Column {
        let months = dates.clone().flatten().map(|date| Unit::Month.bin(start(date)));
        let base = months.min().unwrap_or_default();
        let mut column = Column {
            first: Vec::new(),
            last: Vec::new(),
            month: Vec::new(),
            wide: Vec::new(),
            base,
            totals: Vec::new(),
        };
        for date in dates {
            column.push(date);
        }
        column
    }

    fn push(&mut self, date: Option<&Date>) {
        // A span that ends before it begins overlaps nothing.
        self.first.push(date.map_or(Day::MAX, Date::first));
        self.last.push(date.map_or(Day::MIN, Date::last));
        let leaves = |unit: Unit| date.is_some_and(|date| unit.bin(date.first()) != unit.bin(date.last()));
        let wide = Wide { day: leaves(Unit::Day), month: leaves(Unit::Month), year: leaves(Unit::Year) };
        self.wide.push(wide);
        let month = date.map(|date| Unit::Month.bin(start(date)) - self.base);
        let month = month.and_then(|month| u32::try_from(month).ok()).unwrap_or(UNDATED);
        self.month.push(month);
        if month != UNDATED {
            let place = month as usize;
            if self.totals.len() <= place {
                self.totals.resize(place + 1, Tally::default());
            }
            self.totals[place].add(wide);
        }
    }

    /// Whether an incident's date may lie between two days, both inclusive: the spans overlap.
    pub fn may_be_within(&self, index: usize, from: Day, to: Day) -> bool {
        self.first[index] <= to && self.last[index] >= from
    }

    /// Whether it certainly does: nothing of the span is outside.
    pub fn is_within(&self, index: usize, from: Day, to: Day) -> bool {
        self.month[index] != UNDATED && self.first[index] >= from && self.last[index] <= to
    }

    /// Counts incidents by bin, from the first bin that holds one to the last, empty ones
    /// between included. The unit is the one that is wanted, where it gives at most
    /// [`MOST_DAYS`] days, else the one that suits the span. Where fewer are `dropped` than
    /// kept, naming those too is faster.
    pub fn histogram(
        &self,
        wanted: Option<Unit>,
        kept: impl Iterator<Item = usize> + Clone,
        dropped: Option<impl Iterator<Item = usize>>,
    ) -> (Option<Unit>, Vec<Bin>) {
        let mut months = match dropped {
            Some(dropped) => self.subtracted(dropped),
            None => self.added(kept.clone()),
        };
        let (Some(first), Some(last)) =
            (months.iter().position(|month| month.count > 0), months.iter().rposition(|month| month.count > 0))
        else {
            return (None, Vec::new());
        };
        months.truncate(last + 1);
        let months = &months[first..];
        let base = self.base + first as i64;
        // Five neighbouring months may be within 93 days, six cannot.
        if wanted == Some(Unit::Day) || wanted.is_none() && months.len() <= 5 {
            let days = kept.clone().filter(|index| self.month[*index] != UNDATED).map(|index| self.start(index));
            let (from, to) = (days.clone().min().unwrap_or_default(), days.max().unwrap_or_default());
            let suits = wanted.is_none() && Unit::for_span(from, to) == Unit::Day;
            if suits || wanted.is_some() && to - from < MOST_DAYS {
                return (Some(Unit::Day), self.by_day(kept, from, to));
            }
        }
        let ends = (Unit::Month.start(base), Unit::Month.start(base + months.len() as i64) - 1);
        match wanted.filter(|unit| *unit != Unit::Day).unwrap_or(Unit::for_span(ends.0, ends.1)) {
            Unit::Year => (Some(Unit::Year), by_year(months, base)),
            Unit::Month | Unit::Day => (Some(Unit::Month), by_month(months, base)),
        }
    }

    fn start(&self, index: usize) -> Day {
        if civil(self.first[index]).0 == 0 { self.last[index] } else { self.first[index] }
    }

    fn added(&self, kept: impl Iterator<Item = usize>) -> Vec<Tally> {
        let mut months = vec![Tally::default(); self.totals.len()];
        for index in kept {
            if let Some(month) = months.get_mut(self.month[index] as usize) {
                month.add(self.wide[index]);
            }
        }
        months
    }

    fn subtracted(&self, dropped: impl Iterator<Item = usize>) -> Vec<Tally> {
        let mut months = self.totals.clone();
        for index in dropped {
            if let Some(month) = months.get_mut(self.month[index] as usize) {
                let wide = self.wide[index];
                month.count -= 1;
                month.wider_than_month -= u32::from(wide.month);
                month.wider_than_year -= u32::from(wide.year);
            }
        }
        months
    }

    fn by_day(&self, kept: impl Iterator<Item = usize>, from: Day, to: Day) -> Vec<Bin> {
        let mut bins: Vec<Bin> = (from..=to).map(|day| bin(Unit::Day, i64::from(day), 0, 0)).collect();
        for index in kept.filter(|index| self.month[*index] != UNDATED) {
            let bin = &mut bins[(self.start(index) - from) as usize];
            bin.count += 1;
            bin.uncertain += u32::from(self.wide[index].day);
        }
        bins
    }
}

fn start(date: &Date) -> Day {
    if civil(date.first()).0 == 0 { date.last() } else { date.first() }
}

fn by_month(months: &[Tally], base: i64) -> Vec<Bin> {
    (base..).zip(months).map(|(month, tally)| bin(Unit::Month, month, tally.count, tally.wider_than_month)).collect()
}

fn by_year(months: &[Tally], base: i64) -> Vec<Bin> {
    let mut bins: Vec<Bin> = Vec::new();
    let mut current = None;
    for (month, tally) in (base..).zip(months) {
        let year = month.div_euclid(12);
        if current != Some(year) {
            bins.push(bin(Unit::Year, year, 0, 0));
            current = Some(year);
        }
        if let Some(bin) = bins.last_mut() {
            bin.count += tally.count;
            bin.uncertain += tally.wider_than_year;
        }
    }
    bins
}

fn bin(unit: Unit, number: i64, count: u32, uncertain: u32) -> Bin {
    Bin { from: unit.name(number), count, uncertain }
}
