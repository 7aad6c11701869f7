//! Counts over time: how many of a set of incidents begin in each day, month, year or more.
//!
//! A date counts once, in the bin where its span begins; an open beginning (`../1990`) counts
//! where it ends. Counting goes by months, which are then summed to years and what is wider or,
//! where everything lies within three months, split into days.

use crate::incident::date::Day;
use crate::query::bits::Bits;
use crate::query::dates::Dates;
use crate::query::months::Tally;
use crate::timeline::{Bin, Unit};

/// The most bins that a span is cut into on request: some eleven years of days.
pub const MOST_ASKED: i64 = 4_000;

/// Counts over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Histogram {
    /// Width of the bins; `None` where nothing is dated.
    pub unit: Option<Unit>,
    /// The number of the first bin ([`Unit::bin`]); 0 where nothing is dated.
    pub first: i64,
    /// From the first bin that holds something to the last, empty ones between included.
    pub bins: Vec<Bin>,
    /// How many carry no date.
    pub undated: u32,
}

impl Histogram {
    /// The bins, each with the EDTF date that it spans.
    pub fn named(&self) -> impl Iterator<Item = (String, Bin)> + '_ {
        let unit = self.unit.unwrap_or(Unit::Year);
        (self.first..).zip(&self.bins).map(move |(number, bin)| (unit.name(number), *bin))
    }
}

impl Dates {
    /// Counts a set of incidents by bin. The unit is the one that is wanted, where it gives at
    /// most [`MOST_ASKED`] bins, else the one that suits the span.
    pub fn histogram(&self, wanted: Option<Unit>, kept: &Bits) -> Histogram {
        let size = kept.count();
        let mut months = self.months.count(kept, size);
        let undated = size - months.iter().map(|month| month.count).sum::<u32>();
        let (Some(first), Some(last)) =
            (months.iter().position(|month| month.count > 0), months.iter().rposition(|month| month.count > 0))
        else {
            return Histogram { undated, ..Histogram::default() };
        };
        months.truncate(last + 1);
        let months = &months[first..];
        let base = self.months.base + first as i64;
        // Five neighbouring months may be within 93 days, six cannot.
        if wanted == Some(Unit::Day) || wanted.is_none() && months.len() <= 5 {
            let (mut from, mut to) = (Day::MAX, Day::MIN);
            self.each_start(kept, |day, _| (from, to) = (from.min(day), to.max(day)));
            let suits = wanted.is_none() && Unit::for_span(from, to) == Unit::Day;
            if suits || wanted.is_some() && i64::from(to) - i64::from(from) < MOST_ASKED {
                let bins = self.by_day(kept, from, to);
                return Histogram { unit: Some(Unit::Day), first: i64::from(from), bins, undated };
            }
        }
        let ends = (Unit::Month.start(base), Unit::Month.start(base + months.len() as i64) - 1);
        let few = |unit: &Unit| *unit != Unit::Day && unit.bin(ends.1) - unit.bin(ends.0) < MOST_ASKED;
        match wanted.filter(few).unwrap_or(Unit::for_span(ends.0, ends.1)) {
            Unit::Day | Unit::Month => {
                let bin = |tally: &Tally| Bin { count: tally.count, uncertain: tally.wider_than_month };
                Histogram { unit: Some(Unit::Month), first: base, bins: months.iter().map(bin).collect(), undated }
            }
            unit => {
                let bins = self.by_years(unit, months, base, kept);
                Histogram { unit: Some(unit), first: unit.bin(ends.0), bins, undated }
            }
        }
    }

    fn by_day(&self, kept: &Bits, from: Day, to: Day) -> Vec<Bin> {
        let mut bins = vec![Bin::default(); (to - from + 1) as usize];
        self.each_start(kept, |day, index| {
            let bin = &mut bins[(day - from) as usize];
            bin.count += 1;
            bin.uncertain += u32::from(self.is_wide(index));
        });
        bins
    }

    /// Months, the first of which has the number `base`, summed to years or what is wider.
    fn by_years(&self, unit: Unit, months: &[Tally], base: i64, kept: &Bits) -> Vec<Bin> {
        let number = |month: i64| month.div_euclid(12).div_euclid(unit.years());
        let first = number(base);
        let mut bins = vec![Bin::default(); (number(base + months.len() as i64 - 1) - first + 1) as usize];
        for (month, tally) in (base..).zip(months) {
            let bin = &mut bins[(number(month) - first) as usize];
            bin.count += tally.count;
            bin.uncertain += if unit == Unit::Year { tally.wider_than_year } else { 0 };
        }
        if unit > Unit::Year {
            self.note_wide(unit, first, kept, &mut bins);
        }
        bins
    }

    /// Of what leaves its year, which is too little to be counted by month, how much leaves bins of
    /// decades or centuries too. Few collections reach over so much, so it stands apart.
    #[inline(never)]
    fn note_wide(&self, unit: Unit, first: i64, kept: &Bits, bins: &mut [Bin]) {
        let mut wide = kept.clone();
        wide.intersect(&self.months.leaves_year);
        self.each_start(&wide, |day, index| {
            let leaves = unit.bin(self.first[index]) != unit.bin(self.last[index]);
            bins[(unit.bin(day) - first) as usize].uncertain += u32::from(leaves);
        });
    }
}
