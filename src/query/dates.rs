//! The dates of all incidents on one basis: which lie within a range, whether they may or certainly do.
//!
//! Sixty-four neighbours, a word of a set, are decided at once wherever what they have in
//! common (a zone map) suffices, and so are sixty-four such words: collections are kept in the order
//! of their dates, so it mostly does, and where they are not, each incident is looked at.

use crate::incident::date::{Date, Day, civil};
use crate::query::bits::{Bits, Counted, WORD};
use crate::query::months::Months;
use crate::timeline::Unit;

/// One date, or none, per incident.
#[derive(Debug)]
pub struct Dates {
    /// An incident without a date has a span that ends before it begins: it overlaps nothing.
    pub(super) first: Vec<Day>,
    pub(super) last: Vec<Day>,
    dated: Bits,
    /// Whose span leaves its day.
    wide: Bits,
    /// Of each word of a set, and of each [`WORD`] of these.
    zones: Vec<Zone>,
    regions: Vec<Zone>,
    pub(super) months: Months,
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

impl Dates {
    /// The dates of incidents 0, 1, 2, ….
    pub fn new<'a>(dates: impl Iterator<Item = Option<&'a Date>>) -> Dates {
        let dates: Vec<Option<&Date>> = dates.collect();
        let begins = dates.iter().map(|date| date.map(|date| Unit::Month.bin(begin(date.first(), date.last()))));
        let leaves = |unit: Unit| {
            let leaves = |date: &Date| unit.bin(date.first()) != unit.bin(date.last());
            Bits::of(dates.len(), |index| dates[index].is_some_and(leaves))
        };
        let first: Vec<Day> = dates.iter().map(|date| date.map_or(Day::MAX, Date::first)).collect();
        let last: Vec<Day> = dates.iter().map(|date| date.map_or(Day::MIN, Date::last)).collect();
        let zones: Vec<Zone> =
            first.chunks(WORD).zip(last.chunks(WORD)).map(|(first, last)| Zone::of(first, last)).collect();
        Dates {
            dated: Bits::of(dates.len(), |index| dates[index].is_some()),
            wide: leaves(Unit::Day),
            regions: zones.chunks(WORD).map(Zone::around).collect(),
            months: Months::new(&begins.collect::<Vec<_>>(), leaves(Unit::Month), leaves(Unit::Year)),
            first,
            last,
            zones,
        }
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

    /// The first and the last day of the months in which dated incidents count; `None` where
    /// nothing is dated.
    pub fn span(&self) -> Option<(Day, Day)> {
        self.months.span()
    }

    /// Whether the date of an incident is wider than a day.
    pub(super) fn is_wide(&self, index: usize) -> bool {
        self.wide.contains(index)
    }

    /// Calls back with the first day that each dated incident counts for, and its number.
    pub(super) fn each_start(&self, kept: &Bits, mut visit: impl FnMut(Day, usize)) {
        kept.for_each(|index| {
            if self.dated.contains(index) {
                visit(begin(self.first[index], self.last[index]), index);
            }
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

/// Where a span counts: an open beginning is kept as the calendar's year 0.
fn begin(first: Day, last: Day) -> Day {
    if civil(first).0 == 0 { last } else { first }
}
