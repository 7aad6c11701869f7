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
use crate::query::bits::{Bits, Counted, each_bit};
use crate::timeline::{Bin, Unit};

/// The most bins that a span is cut into on request: some eleven years of days.
pub const MOST_ASKED: i64 = 4_000;

/// One date, or none, per incident.
#[derive(Debug)]
pub struct Dates {
    /// An incident without a date has a span that ends before it begins: it overlaps nothing.
    first: Vec<Day>,
    last: Vec<Day>,
    /// Month of the start, counted from `base`; [`UNDATED`] where there is none, and in what is left of
    /// the last word of a set.
    month: Vec<u32>,
    dated: Bits,
    /// Whose span leaves its day, its month, its year.
    wide: [Bits; 3],
    /// Of each word of a set, and of each [`WORD`] of these.
    zones: Vec<Zone>,
    regions: Vec<Zone>,
    /// Neighbouring words, taken together where all of their incidents share one month.
    runs: Vec<Run>,
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

/// Words of a set that are counted alike.
#[derive(Debug)]
struct Run {
    /// The first word past them.
    end: u32,
    months: Months,
    /// Whether an incident of theirs leaves its month.
    leaves: bool,
}

/// The months of the incidents of a word. In a collection in the order of its dates there is mostly one,
/// and hardly ever a third.
#[derive(Debug, PartialEq, Eq)]
enum Months {
    One(u32),
    /// With the incidents of the first one.
    Two([u32; 2], u64),
    Many,
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
            runs: Vec::new(),
            base,
            totals: Vec::new(),
        };
        let months = made.month.iter().filter(|month| **month != UNDATED).max().map_or(0, |last| *last as usize + 1);
        made.totals = vec![Tally::default(); months];
        made.zones =
            made.first.chunks(WORD).zip(made.last.chunks(WORD)).map(|(first, last)| Zone::of(first, last)).collect();
        made.regions = made.zones.chunks(WORD).map(Zone::around).collect();
        made.month.resize(dates.len().next_multiple_of(WORD), UNDATED);
        for (end, (months, wide)) in (1..).zip(made.month.chunks(WORD).zip(made.wide[1].words())) {
            let (months, leaves) = (Months::of(months), *wide != 0);
            match made.runs.last_mut() {
                Some(run) if months.is_one() && run.months == months && run.leaves == leaves => run.end = end,
                _ => made.runs.push(Run { end, months, leaves }),
            }
        }
        made.totals = made.tally(&Bits::all(dates.len()), 0);
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
        let size = kept.count();
        let mut months = self.months(kept, size);
        let undated = size - months.iter().map(|month| month.count).sum::<u32>();
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

    /// A set of so many counted by month: where fewer are left out, by taking away those.
    fn months(&self, kept: &Bits, size: u32) -> Vec<Tally> {
        if size as usize * 2 <= self.first.len() {
            return self.tally(kept, 0);
        }
        let left = self.totals.iter().zip(self.tally(kept, u64::MAX)).map(|(total, dropped)| Tally {
            count: total.count - dropped.count,
            wider_than_month: total.wider_than_month - dropped.wider_than_month,
            wider_than_year: total.wider_than_year - dropped.wider_than_year,
        });
        left.collect()
    }

    /// What is in a set by month, or what is not, where its words are turned around by `flip`.
    fn tally(&self, kept: &Bits, flip: u64) -> Vec<Tally> {
        let mut months = vec![Tally::default(); self.totals.len()];
        let [_, by_month, by_year] = &self.wide;
        let mut start = 0;
        for run in &self.runs {
            let places = start..run.end as usize;
            start = places.end;
            for (place, word) in places.clone().zip(&kept.words()[places]) {
                let word = word ^ flip;
                let mut add = |month: u32, word: u64| {
                    let Some(tally) = months.get_mut(month as usize) else { return };
                    tally.count += word.count_ones();
                    if run.leaves {
                        tally.wider_than_month += (word & by_month.words()[place]).count_ones();
                        tally.wider_than_year += (word & by_year.words()[place]).count_ones();
                    }
                };
                match run.months {
                    Months::One(month) => add(month, word),
                    Months::Two([one, other], of_one) => {
                        add(one, word & of_one);
                        add(other, word & !of_one);
                    }
                    Months::Many => each_bit(word, |bit| add(self.month[place * WORD + bit], 1 << bit)),
                }
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

impl Months {
    /// Of the months of the incidents of a word.
    fn of(months: &[u32]) -> Months {
        let Some(one) = months.first() else { return Months::Many };
        let Some(other) = months.iter().find(|month| *month != one) else { return Months::One(*one) };
        let of_one = months.iter().rev().fold(0, |word, month| word << 1 | u64::from(month == one));
        let is_of_two = months.iter().all(|month| month == one || month == other);
        if is_of_two { Months::Two([*one, *other], of_one) } else { Months::Many }
    }

    fn is_one(&self) -> bool {
        matches!(self, Months::One(_))
    }
}

fn start(date: &Date) -> Day {
    begin(date.first(), date.last())
}

/// Where a span counts: an open beginning is kept as the calendar's year 0.
fn begin(first: Day, last: Day) -> Day {
    if civil(first).0 == 0 { last } else { first }
}
