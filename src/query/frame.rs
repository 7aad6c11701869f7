//! The frame of a chart over time: bins that stay where they are while the selection changes.
//!
//! The histogram of an answer spans what is selected; a chart that people filter with must not
//! move under their hand, so its bins are those of the whole collection, or of the stretch of
//! time that somebody looks at closely. Counting is `dates`'; nothing here decides what is
//! selected.

use crate::incident::Date;
use crate::query::bits::Bits;
use crate::query::dates::Dates;
use crate::query::facet::Facet;
use crate::query::histogram::MOST_ASKED;
use crate::timeline::{Bin, Unit};

/// Neighbouring bins of one width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// How wide a bin is.
    pub unit: Unit,
    /// The number of the first bin ([`Unit::bin`]).
    pub first: i64,
    /// How many bins there are.
    pub len: usize,
}

impl Frame {
    /// The frame of a stretch of time, or of everything dated. The unit is the one that is
    /// wanted, where that gives at most [`MOST_ASKED`] bins, else the one that suits the span.
    /// `None` where nothing is dated.
    pub fn of(dates: &Dates, stretch: Option<&Date>, wanted: Option<Unit>) -> Option<Frame> {
        let (whole_from, whole_to) = dates.span()?;
        let (from, to) = match stretch {
            // An open end is the collection's.
            Some(date) => (date.first().max(whole_from), date.last().min(whole_to)),
            None => (whole_from, whole_to),
        };
        let (from, to) = if from <= to { (from, to) } else { (whole_from, whole_to) };
        let suits = |unit: &Unit| unit.bin(to) - unit.bin(from) < MOST_ASKED;
        let unit = wanted.filter(suits).unwrap_or(Unit::for_span(from, to));
        let first = unit.bin(from);
        Some(Frame { unit, first, len: usize::try_from(unit.bin(to) - first + 1).unwrap_or(1) })
    }

    /// The numbers of the bins.
    pub fn bins(&self) -> impl Iterator<Item = i64> + use<> {
        let first = self.first;
        (0..self.len as i64).map(move |place| first + place)
    }

    /// A set of incidents counted by bin, each in the one where its date begins; what begins
    /// outside the frame is not counted.
    pub fn counts(&self, dates: &Dates, kept: &Bits) -> Vec<Bin> {
        let mut bins = vec![Bin::default(); self.len];
        if self.unit == Unit::Day {
            dates.each_start(kept, |day, index| {
                let place = usize::try_from(i64::from(day) - self.first).ok();
                if let Some(bin) = place.and_then(|place| bins.get_mut(place)) {
                    bin.count += 1;
                    bin.uncertain += u32::from(dates.is_wide(index));
                }
            });
            return bins;
        }
        let histogram = dates.histogram(Some(self.unit), kept);
        for (number, bin) in (histogram.first..).zip(&histogram.bins) {
            let place = usize::try_from(number - self.first).ok();
            if let Some(into) = place.and_then(|place| bins.get_mut(place)) {
                *into = *bin;
            }
        }
        bins
    }

    /// How often each value of a facet is given in each bin: per value, per bin.
    pub fn divided(&self, dates: &Dates, kept: &Bits, facet: &Facet) -> Vec<Vec<u32>> {
        let of_value = |place| {
            let mut carriers = facet.carriers(place).into_owned();
            carriers.intersect(kept);
            self.counts(dates, &carriers).into_iter().map(|bin| bin.count).collect()
        };
        (0..facet.values.len()).map(of_value).collect()
    }
}
