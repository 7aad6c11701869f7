//! Two queries against each other: which values one selection carries more often than the other.
//!
//! Shares are of the whole selections, as the pages of both show them; a value's share is the
//! part of the selection that carries it, so shares of a many-valued facet pass 100% together.
//!
//! The interval of a difference is Newcombe's hybrid score interval (method 10 of "Interval
//! estimation for the difference between independent proportions", Statistics in Medicine 17,
//! 1998), made of the intervals of Wilson (JASA 22, 1927) for the two proportions. It takes
//! the selections for independent samples, and selections may overlap: an incident that is in
//! both counts in both shares. So the difference is written as a sum over three sets that
//! share nothing, A only, B only and both, each with its share p and its weight w:
//!
//! - A only: w = (nA − n) / nA, where n incidents are in both
//! - B only: w = −(nB − n) / nB
//! - both: w = n / nA − n / nB
//!
//! and the interval is that of Zou, Huang and Zhang ("A note on confidence interval estimation
//! for a linear function of binomial proportions", Computational Statistics & Data Analysis 53,
//! 2009), from the three Wilson intervals. Without overlap it is Newcombe's to the letter; for
//! a part against the whole it is Newcombe's of the part against the rest, scaled as the
//! difference is; for a selection against itself it is 0 to 0.
//!
//! What it cannot say: the incidents are those that somebody reported, not a random sample,
//! and each interval speaks for its own value. Among a hundred values without any difference
//! some five will miss zero.

use crate::bundle::columns::arrange;
use crate::query::bits::Counted;
use crate::query::question::selected;
use crate::query::{Catalog, Query};

/// The normal deviate of a 95% interval.
const Z: f64 = 1.959_963_984_540_054;

/// Two selections, facet by facet.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// How many the first query selects.
    pub a: u32,
    /// How many the second selects.
    pub b: u32,
    /// How many are in both.
    pub shared: u32,
    /// The facets, that with the largest difference first, ties in the catalogue's order.
    pub facets: Vec<Contrast>,
}

/// One facet of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Id of the facet.
    pub facet: String,
    /// Its name on screen.
    pub label: String,
    /// The values that somebody in either selection carries, the largest difference of shares
    /// first, whichever way it goes, ties in the facet's order.
    pub values: Vec<Difference>,
}

/// One value of a comparison. What would divide by an empty selection is `None`.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// How links spell the value.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// How many of the first selection carry it.
    pub count_a: u32,
    /// How many of the second do.
    pub count_b: u32,
    /// `count_a` as a part of the first selection.
    pub share_a: Option<f64>,
    /// `count_b` as a part of the second.
    pub share_b: Option<f64>,
    /// `share_a` less `share_b`.
    pub difference: Option<f64>,
    /// The 95% interval of the difference; see the module.
    pub interval: Option<Interval>,
}

/// From where to where, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether zero, "no difference", is inside.
    pub fn has_zero(self) -> bool {
        self.low <= 0.0 && self.high >= 0.0
    }
}

/// Compares what two queries select. Years are those of the first query's date basis.
pub fn compare(catalog: &Catalog, a: &Query, b: &Query) -> Comparison {
    let (of_a, of_b) = (selected(catalog, a), selected(catalog, b));
    let mut of_both = of_a.set().clone();
    of_both.intersect(of_b.set());
    let sets = [of_a, of_b, of_both.into()];
    let sizes = sets.each_ref().map(Counted::size);

    let mut ranked: Vec<(u64, Contrast)> = Vec::new();
    for facet in catalog.facets(a.basis) {
        let [in_a, in_b, in_both] = sets.each_ref().map(|set| facet.counts(set));
        let counts = in_a.into_iter().zip(in_b).zip(in_both);
        let mut values: Vec<(u64, Difference)> = Vec::new();
        for (value, ((in_a, in_b), in_both)) in facet.values.iter().zip(counts) {
            if in_a == 0 && in_b == 0 {
                continue;
            }
            let counts = [in_a, in_b, in_both];
            values.push((size(counts, sizes), difference(&value.id, &value.label, counts, sizes)));
        }
        // Ties stay in the order of the taxonomy, here and below.
        let values = arrange(values, |(one, _), (other, _)| other.cmp(one));
        let largest = values.first().map_or(0, |(size, _)| *size);
        let values = values.into_iter().map(|(_, difference)| difference).collect();
        ranked.push((largest, Contrast { facet: facet.id.clone(), label: facet.label.clone(), values }));
    }
    let facets =
        arrange(ranked, |(one, _), (other, _)| other.cmp(one)).into_iter().map(|(_, contrast)| contrast).collect();
    Comparison { a: sizes[0], b: sizes[1], shared: sizes[2], facets }
}

/// The absolute difference of two shares times both sizes: whole, so that ties are exact.
fn size([in_a, in_b, _]: [u32; 3], [a, b, _]: [u32; 3]) -> u64 {
    (u64::from(in_a) * u64::from(b)).abs_diff(u64::from(in_b) * u64::from(a))
}

fn difference(id: &str, label: &str, counts: [u32; 3], sizes: [u32; 3]) -> Difference {
    let share = |count: u32, size: u32| (size > 0).then(|| f64::from(count) / f64::from(size));
    let (share_a, share_b) = (share(counts[0], sizes[0]), share(counts[1], sizes[1]));
    Difference {
        id: id.to_owned(),
        label: label.to_owned(),
        count_a: counts[0],
        count_b: counts[1],
        share_a,
        share_b,
        difference: share_a.zip(share_b).map(|(a, b)| a - b),
        interval: overlapping(counts, sizes),
    }
}

/// The 95% interval of Newcombe for the difference of two independent proportions,
/// `carriers / size` each; `None` where a size is zero.
pub fn newcombe((in_a, a): (u32, u32), (in_b, b): (u32, u32)) -> Option<Interval> {
    overlapping([in_a, in_b, 0], [a, b, 0])
}

/// The interval for two selections that may overlap: carriers in A, B and both; sizes of them.
fn overlapping([in_a, in_b, in_both]: [u32; 3], [a, b, both]: [u32; 3]) -> Option<Interval> {
    if a == 0 || b == 0 {
        return None;
    }
    let part = |count: u32, size: u32| f64::from(count) / f64::from(size);
    let only_a = (part(a.saturating_sub(both), a), in_a.saturating_sub(in_both), a.saturating_sub(both));
    let only_b = (-part(b.saturating_sub(both), b), in_b.saturating_sub(in_both), b.saturating_sub(both));
    let in_each = (part(both, a) - part(both, b), in_both, both);
    let (mut below, mut above) = (0.0, 0.0);
    for (weight, carriers, size) in [only_a, only_b, in_each] {
        let Some(wilson) = wilson(carriers, size) else { continue };
        let share = part(carriers, size);
        let (down, up) = (weight * (share - wilson.low), weight * (wilson.high - share));
        // A set that is taken off pulls the other way.
        let (down, up) = if weight < 0.0 { (up, down) } else { (down, up) };
        below += down * down;
        above += up * up;
    }
    let middle = part(in_a, a) - part(in_b, b);
    Some(Interval { low: (middle - below.sqrt()).max(-1.0), high: (middle + above.sqrt()).min(1.0) })
}

/// The 95% score interval of Wilson for a proportion; `None` of nothing.
pub fn wilson(carriers: u32, size: u32) -> Option<Interval> {
    if size == 0 {
        return None;
    }
    let (n, share) = (f64::from(size), f64::from(carriers) / f64::from(size));
    let middle = share + Z * Z / (2.0 * n);
    let reach = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).max(0.0).sqrt();
    let whole = 1.0 + Z * Z / n;
    // Rounding must not push an end past the share itself.
    Some(Interval {
        low: ((middle - reach) / whole).clamp(0.0, share),
        high: ((middle + reach) / whole).max(share).min(1.0),
    })
}
