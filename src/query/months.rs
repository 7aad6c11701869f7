//! How many of a set of incidents begin in each month.
//!
//! Collections are kept in the order of their dates, so the sixty-four incidents of a word mostly share
//! one month, or two where one ends: such words are counted at once, and neighbours alike are one run.

use crate::incident::date::Day;
use crate::query::bits::{Bits, WORD, each_bit};
use crate::timeline::Unit;

/// The month of every incident, on one basis.
#[derive(Debug)]
pub(super) struct Months {
    /// Per incident, counted from `base`; [`UNDATED`] where there is none, and in what is left of
    /// the last word of a set.
    of_each: Vec<u32>,
    /// Whose span leaves its month, its year.
    leaves_month: Bits,
    pub(super) leaves_year: Bits,
    /// Neighbouring words, taken together where all of their incidents share one month.
    runs: Vec<Run>,
    /// The earliest month.
    pub(super) base: i64,
    /// Every incident counted by month.
    totals: Vec<Tally>,
}

/// Words of a set that are counted alike.
#[derive(Debug)]
struct Run {
    /// The first word past them.
    end: u32,
    months: Shared,
    /// Whether an incident of theirs leaves its month.
    leaves: bool,
}

/// The months of the incidents of a word. In a collection in the order of its dates there is mostly one,
/// and hardly ever a third.
#[derive(Debug, PartialEq, Eq)]
enum Shared {
    One(u32),
    /// With the incidents of the first one.
    Two([u32; 2], u64),
    Many,
}

/// What a month holds.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) count: u32,
    pub(super) wider_than_month: u32,
    pub(super) wider_than_year: u32,
}

const UNDATED: u32 = u32::MAX;

impl Months {
    /// Of incidents that begin in these months, if in any, and leave their month, their year.
    pub(super) fn new(begins: &[Option<i64>], leaves_month: Bits, leaves_year: Bits) -> Months {
        let base = begins.iter().flatten().min().copied().unwrap_or_default();
        let month = |begin: &Option<i64>| begin.and_then(|month| u32::try_from(month - base).ok()).unwrap_or(UNDATED);
        let mut of_each: Vec<u32> = begins.iter().map(month).collect();
        let many = of_each.iter().filter(|month| **month != UNDATED).max().map_or(0, |last| *last as usize + 1);
        of_each.resize(begins.len().next_multiple_of(WORD), UNDATED);
        let mut runs: Vec<Run> = Vec::new();
        for (end, (months, wide)) in (1..).zip(of_each.chunks(WORD).zip(leaves_month.words())) {
            let (months, leaves) = (Shared::by(months), *wide != 0);
            match runs.last_mut() {
                Some(run) if months.is_one() && run.months == months && run.leaves == leaves => run.end = end,
                _ => runs.push(Run { end, months, leaves }),
            }
        }
        let totals = vec![Tally::default(); many];
        let mut made = Months { of_each, leaves_month, leaves_year, runs, base, totals };
        made.totals = made.tally(&Bits::all(begins.len()), 0);
        made
    }

    /// The first day of the earliest month and the last of the latest; `None` where nothing is dated.
    pub(super) fn span(&self) -> Option<(Day, Day)> {
        let end = self.base + self.totals.len() as i64;
        (!self.totals.is_empty()).then(|| (Unit::Month.start(self.base), Unit::Month.start(end) - 1))
    }

    /// A set of so many counted by month: where fewer are left out, by taking away those.
    pub(super) fn count(&self, kept: &Bits, size: u32) -> Vec<Tally> {
        if size as usize * 2 <= self.leaves_month.len() {
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
                        tally.wider_than_month += (word & self.leaves_month.words()[place]).count_ones();
                        tally.wider_than_year += (word & self.leaves_year.words()[place]).count_ones();
                    }
                };
                match run.months {
                    Shared::One(month) => add(month, word),
                    Shared::Two([one, other], of_one) => {
                        add(one, word & of_one);
                        add(other, word & !of_one);
                    }
                    Shared::Many => each_bit(word, |bit| add(self.of_each[place * WORD + bit], 1 << bit)),
                }
            }
        }
        months
    }
}

impl Shared {
    /// Of the months of the incidents of a word.
    fn by(months: &[u32]) -> Shared {
        let Some(one) = months.first() else { return Shared::Many };
        let Some(other) = months.iter().find(|month| *month != one) else { return Shared::One(*one) };
        let of_one = months.iter().rev().fold(0, |word, month| word << 1 | u64::from(month == one));
        let is_of_two = months.iter().all(|month| month == one || month == other);
        if is_of_two { Shared::Two([*one, *other], of_one) } else { Shared::Many }
    }

    fn is_one(&self) -> bool {
        matches!(self, Shared::One(_))
    }
}
