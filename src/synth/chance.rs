//! Chance from a seed: whole numbers, and ranks that follow Zipf's law.
//!
//! PCG is a generator whose values are promised never to change; everything derived from it
//! here is integer arithmetic, so no machine's rounding can change a byte.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// A stream of chance.
pub(super) struct Chance(Pcg64Mcg);

impl Chance {
    pub(super) fn new(seed: u64) -> Chance {
        Chance(Pcg64Mcg::seed_from_u64(seed))
    }

    /// A number below `end`; 0 where there is none.
    pub(super) fn below(&mut self, end: u32) -> u32 {
        scale(self.0.next_u32(), end)
    }

    /// True so many times out of so many.
    pub(super) fn of(&mut self, part: u32, whole: u32) -> bool {
        self.below(whole) < part
    }

    /// One of a list that is not empty.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u32) as usize]
    }

    fn two(&mut self) -> (u32, u32) {
        let both = self.0.next_u64();
        ((both >> 32) as u32, both as u32)
    }
}

fn scale(number: u32, end: u32) -> u32 {
    ((u64::from(number) * u64::from(end)) >> 32) as u32
}

/// Ranks from 0, the r-th as often as 1 / (r + 1 + shift): Walker's alias table in integers,
/// so that a draw costs the same however many ranks there are.
pub(super) struct Zipf {
    /// For each column the height below which it stands for itself, and whom else for.
    columns: Vec<(u32, u32)>,
}

impl Zipf {
    /// So many ranks; the shift, in tenths, flattens the top.
    pub(super) fn new(ranks: usize, shift_in_tenths: u64) -> Zipf {
        let weights = (1..=ranks as u64).map(|rank| (10 << 32) / (10 * rank + shift_in_tenths));
        let weights: Vec<u64> = weights.collect();
        let total: u64 = weights.iter().sum();
        // Every column is `total` high; a weight fills `ranks` times itself.
        let mut filled: Vec<u64> = weights.iter().map(|weight| weight * ranks as u64).collect();
        let (mut low, mut high): (Vec<usize>, Vec<usize>) = (0..ranks).partition(|rank| filled[*rank] < total);
        let mut columns: Vec<(u32, u32)> = (0..ranks as u32).map(|rank| (u32::MAX, rank)).collect();
        while let (Some(poor), Some(rich)) = (low.pop(), high.pop()) {
            columns[poor] = (((u128::from(filled[poor]) << 32) / u128::from(total)) as u32, rich as u32);
            filled[rich] -= total - filled[poor];
            if filled[rich] < total { low.push(rich) } else { high.push(rich) }
        }
        Zipf { columns }
    }

    pub(super) fn draw(&self, chance: &mut Chance) -> usize {
        let (number, height) = chance.two();
        let column = scale(number, self.columns.len() as u32) as usize;
        let (own, other) = self.columns[column];
        if height < own { column } else { other as usize }
    }
}
