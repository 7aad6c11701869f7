//! The dates of all incidents on one basis: which lie within a range, and how many in each bin.
//!
//! A date counts once, in the bin where its span begins; an open beginning (`../1990`) counts
//! where it ends. Counting goes by months, which are then summed to years and what is wider or,
//! where everything lies within three months, split into days.
//!
//! Sixty-four neighbours, a word of a set, are decided at once wherever what they have in
//! common (a zone map) suffices, and so are sixty-four such words: collections are kept in the order
//! of their dates, so it mostly does, and where they are not, each incident is looked at.

use crate::incident::date::{Date, Day, civil};
use crate::query::bits::{Bits, Counted};
use crate::timeline::{Bin, Unit};

/// The most bins that a span is cut into on request: some eleven years of days.
pub const MOST_ASKED: i64 = 4_000;

/// One date, or none, per incident.
#[derive(Debug)]
pub struct Dates {
    /// An incident without a date has a span that ends before it begins: it overlaps nothing.
    first: Vec<Day>,
    last: Vec<Day>,
    /// Month of the start, counted from `base`; [`UNDATED`] where there is none.
    month: Vec<u32>,
    dated: Bits,
    /// Whose span leaves its day, its month, its year.
    wide: [Bits; 3],
    /// Of each word of a set, and of each [`WORD`] of these.
    zones: Vec<Zone>,
    regions: Vec<Zone>,
    /// Of each word, the month that all of its incidents share, and whether one of them leaves it.
    months: Vec<(Option<u32>, bool)>,
    /// The earliest month.
    base: i64,
    /// Every incident counted by month.
    totals: Vec<Tally>,
}

/// The earliest and the latest day on which spans of neighbours begin, and end.
#[derive(Debug)]
struct Zone {
    first: (Day, Day),
    last: (Day, Day),
}

/// What a zone alone tells of a test of its incidents.
enum Verdict {
    None,
    All,
    Some,
}

/// What a month holds.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u32,
    wider_than_month: u32,
    wider_than_year: u32,
}

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

const UNDATED: u32 = u32::MAX;
const WORD: usize = u64::BITS as usize;

impl Dates {
    /// The dates of incidents 0, 1, 2, ….
    pub fn new<'a>(dates: impl Iterator<Item = Option<&'a Date>>) -> Dates {
        let dates: Vec<Option<&Date>> = dates.collect();
        let begins: Vec<Option<i64>> = dates.iter().map(|date| date.map(|date| Unit::Month.bin(start(date)))).collect();
        let base = begins.iter().flatten().min().copied().unwrap_or_default();
        let month = |begin: &Option<i64>| begin.and_then(|month| u32::try_from(month - base).ok()).unwrap_or(UNDATED);
        let leaves = |unit: Unit| {
            let leaves = |date: &Date| unit.bin(date.first()) != unit.bin(date.last());
            Bits::of(dates.len(), |index| dates[index].is_some_and(leaves))
        };
        let mut made = Dates {
            first: dates.iter().map(|date| date.map_or(Day::MAX, Date::first)).collect(),
            last: dates.iter().map(|date| date.map_or(Day::MIN, Date::last)).collect(),
            month: begins.iter().map(month).collect(),
            dated: Bits::of(dates.len(), |index| dates[index].is_some()),
            wide: [leaves(Unit::Day), leaves(Unit::Month), leaves(Unit::Year)],
            zones: Vec::new(),
            regions: Vec::new(),
            months: Vec::new(),
            base,
            totals: Vec::new(),
        };
        let months = made.month.iter().filter(|month| **month != UNDATED).max().map_or(0, |last| *last as usize + 1);
        made.totals = vec![Tally::default(); months];
        made.zones =
            made.first.chunks(WORD).zip(made.last.chunks(WORD)).map(|(first, last)| Zone::of(first, last)).collect();
        made.regions = made.zones.chunks(WORD).map(Zone::around).collect();
        let leaves = made.wide[1].words().iter().map(|wide| *wide != 0);
        made.months = made.month.chunks(WORD).map(shared).zip(leaves).collect();
        made.totals = made.tally(&Bits::all(dates.len()), false);
        made
    }

    /// The incidents whose date may lie between two days, both inclusive: the spans overlap.
    #[inline(never)]
    pub fn overlapping(&self, from: Day, to: Day) -> Bits {
        let verdict = |zone: &Zone| match zone {
            zone if zone.first.0 > to || zone.last.1 < from => Verdict::None,
            zone if zone.first.1 <= to && zone.last.0 >= from => Verdict::All,
            _ => Verdict::Some,
        };
        let mut words = vec![0; self.zones.len()];
        for ((at, region), words) in (0..).step_by(WORD).zip(&self.regions).zip(words.chunks_mut(WORD)) {
            match verdict(region) {
                Verdict::None => {}
                Verdict::All => words.fill(u64::MAX),
                Verdict::Some => {
                    for (place, word) in (at..).zip(words) {
                        *word = match verdict(&self.zones[place]) {
                            Verdict::None => 0,
                            Verdict::All => u64::MAX,
                            Verdict::Some => self.word(place, |first, last| first <= to && last >= from),
                        };
                    }
                }
            }
        }
        Bits::from_words(words, self.first.len())
    }

    /// Of how many incidents of a set the date certainly does: nothing of the span is outside.
    #[inline(never)]
    pub fn inside(&self, of: &Counted, from: Day, to: Day) -> u32 {
        let span = of.span();
        let words = &of.set().words()[span.clone()];
        let zones = self.zones[span.clone()].iter().zip(&self.dated.words()[span.clone()]);
        let counted =
            span.zip(words).zip(zones).filter(|((_, word), _)| **word != 0).map(|((place, word), (zone, dated))| {
                let inside = match zone {
                    zone if zone.first.1 < from || zone.last.0 > to => 0,
                    zone if zone.first.0 >= from && zone.last.1 <= to => u64::MAX,
                    _ => self.word(place, |first, last| first >= from && last <= to),
                };
                (word & dated & inside).count_ones()
            });
        counted.sum()
    }

    /// The incidents of one word for whose days a test holds.
    fn word(&self, place: usize, holds: impl Fn(Day, Day) -> bool) -> u64 {
        let incidents = place * WORD..(place * WORD + WORD).min(self.first.len());
        let spans = self.first[incidents.clone()].iter().zip(&self.last[incidents]).rev();
        spans.fold(0, |word, (first, last)| word << 1 | u64::from(holds(*first, *last)))
    }

    /// How many of a set of incidents have no date.
    pub fn undated(&self, kept: &Bits) -> u32 {
        kept.count() - kept.count_both(&self.dated)
    }

    /// Counts a set of incidents by bin. The unit is the one that is wanted, where it gives at
    /// most [`MOST_ASKED`] bins, else the one that suits the span.
    pub fn histogram(&self, wanted: Option<Unit>, kept: &Bits) -> Histogram {
        let mut months = self.tally(kept, true);
        let undated = self.undated(kept);
        let (Some(first), Some(last)) =
            (months.iter().position(|month| month.count > 0), months.iter().rposition(|month| month.count > 0))
        else {
            return Histogram { undated, ..Histogram::default() };
        };
        months.truncate(last + 1);
        let months = &months[first..];
        let base = self.base + first as i64;
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

    /// A set counted by month; where `total` is known and fewer are left out than kept, by
    /// taking away those.
    fn tally(&self, kept: &Bits, total: bool) -> Vec<Tally> {
        let away = total && kept.count() as usize * 2 > self.first.len();
        let dropped = away.then(|| kept.complement());
        let mut months = vec![Tally::default(); self.totals.len()];
        let [_, by_month, by_year] = &self.wide;
        let words = dropped.as_ref().unwrap_or(kept).words().iter().zip(&self.months);
        for (place, (word, (shared, leaves))) in words.enumerate().filter(|(_, (word, _))| **word != 0) {
            let mut add = |month: u32, word: u64| {
                if let Some(tally) = months.get_mut(month as usize) {
                    tally.count += word.count_ones();
                    if *leaves {
                        tally.wider_than_month += (word & by_month.words()[place]).count_ones();
                        tally.wider_than_year += (word & by_year.words()[place]).count_ones();
                    }
                }
            };
            match shared {
                Some(month) => add(*month, *word),
                None => {
                    let mut rest = *word;
                    while rest != 0 {
                        let lowest = rest & rest.wrapping_neg();
                        add(self.month[place * WORD + rest.trailing_zeros() as usize], lowest);
                        rest ^= lowest;
                    }
                }
            }
        }
        if away {
            for (left, total) in months.iter_mut().zip(&self.totals) {
                left.count = total.count - left.count;
                left.wider_than_month = total.wider_than_month - left.wider_than_month;
                left.wider_than_year = total.wider_than_year - left.wider_than_year;
            }
        }
        months
    }

    /// The first and the last day of the months in which dated incidents count; `None` where
    /// nothing is dated.
    pub fn span(&self) -> Option<(Day, Day)> {
        let end = self.base + self.totals.len() as i64;
        (!self.totals.is_empty()).then(|| (Unit::Month.start(self.base), Unit::Month.start(end) - 1))
    }

    /// Whether the date of an incident is wider than a day.
    pub(super) fn is_wide(&self, index: usize) -> bool {
        self.wide[0].contains(index)
    }

    /// Calls back with the first day that each dated incident counts for, and its number.
    pub(super) fn each_start(&self, kept: &Bits, mut visit: impl FnMut(Day, usize)) {
        kept.for_each(|index| {
            if self.dated.contains(index) {
                visit(begin(self.first[index], self.last[index]), index);
            }
        });
    }

    fn by_day(&self, kept: &Bits, from: Day, to: Day) -> Vec<Bin> {
        let mut bins = vec![Bin::default(); (to - from + 1) as usize];
        self.each_start(kept, |day, index| {
            let bin = &mut bins[(day - from) as usize];
            bin.count += 1;
            bin.uncertain += u32::from(self.wide[0].contains(index));
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
        wide.intersect(&self.wide[2]);
        self.each_start(&wide, |day, index| {
            let leaves = unit.bin(self.first[index]) != unit.bin(self.last[index]);
            bins[(unit.bin(day) - first) as usize].uncertain += u32::from(leaves);
        });
    }
}

impl Zone {
    fn of(first: &[Day], last: &[Day]) -> Zone {
        let ends = |days: &[Day]| {
            days.iter().fold((Day::MAX, Day::MIN), |(least, most), day| (least.min(*day), most.max(*day)))
        };
        Zone { first: ends(first), last: ends(last) }
    }

    /// The zone around zones.
    fn around(zones: &[Zone]) -> Zone {
        let none = Zone::of(&[], &[]);
        let wider = |(from, to): (Day, Day), other: (Day, Day)| (from.min(other.0), to.max(other.1));
        zones.iter().fold(none, |around, zone| Zone {
            first: wider(around.first, zone.first),
            last: wider(around.last, zone.last),
        })
    }
}

/// The month of all, if it is one.
fn shared(months: &[u32]) -> Option<u32> {
    let (first, others) = months.split_first()?;
    others.iter().all(|other| other == first).then_some(*first)
}

fn start(date: &Date) -> Day {
    begin(date.first(), date.last())
}

/// Where a span counts: an open beginning is kept as the calendar's year 0.
fn begin(first: Day, last: Day) -> Day {
    if civil(first).0 == 0 { last } else { first }
}
