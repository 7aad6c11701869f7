//! Dates to bins and back: the arithmetic beneath every histogram and axis.
//!
//! A bin is a calendar day, month, year, decade or century. Nothing here knows pixels, incidents or a clock.

use crate::incident::date::{Day, civil, julian};

/// The width of a bin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Ten years, from one that ends in 0.
    Decade,
    /// A hundred years, from one that ends in 00.
    Century,
}

/// The most bins that a histogram is cut into before a wider unit is chosen.
const MOST_BINS: i64 = 120;

impl Unit {
    /// Every unit, the finest first.
    pub const ALL: [Unit; 5] = [Unit::Day, Unit::Month, Unit::Year, Unit::Decade, Unit::Century];

    /// The word that links use.
    pub fn id(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Month => "month",
            Unit::Year => "year",
            Unit::Decade => "decade",
            Unit::Century => "century",
        }
    }

    /// How many years a bin is wide; 0 for what is narrower than one.
    pub fn years(self) -> i64 {
        match self {
            Unit::Day | Unit::Month => 0,
            Unit::Year => 1,
            Unit::Decade => 10,
            Unit::Century => 100,
        }
    }

    /// The finest unit that cuts a span of days into at most [`MOST_BINS`] bins, days only
    /// where the span is within three months.
    pub fn for_span(first: Day, last: Day) -> Unit {
        let suits = |unit: &Unit| match unit {
            Unit::Day => i64::from(last) - i64::from(first) < 93,
            unit => unit.bin(last) - unit.bin(first) < MOST_BINS,
        };
        Unit::ALL.into_iter().find(suits).unwrap_or(Unit::Century)
    }

    /// The number of the bin that a day falls in; neighbours differ by one.
    pub fn bin(self, day: Day) -> i64 {
        let (year, month, _) = civil(day);
        match self {
            Unit::Day => i64::from(day),
            Unit::Month => i64::from(year) * 12 + i64::from(month) - 1,
            unit => i64::from(year).div_euclid(unit.years()),
        }
    }

    /// The first day of a bin; the calendar's last day for bins past its end.
    pub fn start(self, bin: i64) -> Day {
        let at = |year: i64, month: i64| {
            let year = i32::try_from(year).ok()?;
            julian(year, u8::try_from(month).ok()?, 1)
        };
        let day = match self {
            Unit::Day => i32::try_from(bin).ok(),
            Unit::Month => at(bin.div_euclid(12), bin.rem_euclid(12) + 1),
            unit => bin.checked_mul(unit.years()).and_then(|year| at(year, 1)),
        };
        day.unwrap_or_else(|| julian(9999, 12, 31).unwrap_or(Day::MAX))
    }

    /// The bins to label on an axis of so many bins from `first`: the place of each among them,
    /// and what it says. Some eight at most, at round numbers of the calendar.
    pub fn ticks(self, first: i64, len: usize) -> Vec<(usize, String)> {
        const MOST: i64 = 8;
        let count = len as i64;
        let steps: &[i64] = match self {
            Unit::Day => &[1, 7, 14, 28],
            Unit::Month => &[1, 3, 6, 12, 24, 60, 120],
            Unit::Year | Unit::Decade | Unit::Century => &[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000],
        };
        let step = steps.iter().copied().find(|step| count <= step * MOST).unwrap_or(count.max(1));
        let labelled = (first..first + count).filter(|bin| match self {
            Unit::Day => (bin - first).rem_euclid(step) == 0,
            _ => bin.rem_euclid(step) == 0,
        });
        // What is wider than a year is labelled where it begins.
        let label = |bin| if self > Unit::Year { Unit::Year.name(bin * self.years()) } else { self.name(bin) };
        labelled.filter_map(|bin| Some((usize::try_from(bin - first).ok()?, label(bin)))).collect()
    }

    /// How a bin is written: `20XX`, `201X`, `2011`, `2011-03` or `2011-03-22`, an EDTF date of its width.
    pub fn name(self, bin: i64) -> String {
        let (year, month, day) = civil(self.start(bin));
        match self {
            Unit::Day => format!("{year:04}-{month:02}-{day:02}"),
            Unit::Month => format!("{year:04}-{month:02}"),
            Unit::Year => format!("{year:04}"),
            Unit::Decade => format!("{:03}X", year / 10),
            Unit::Century => format!("{:02}XX", year / 100),
        }
    }
}

/// What a bin of a histogram holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// Incidents in it: each is counted once, in the bin where its span begins.
    pub count: u32,
    /// Of these, how many have a date wider than the bin.
    pub uncertain: u32,
}
