//! The table of two facets under a query: how many carry both values, and whether that is
//! more than chance.
//!
//! Every number is the total of a query that can be opened. The table is taken among what the
//! query keeps with the selections of both facets removed. A cell is the query with the
//! selection of the rows' facet replaced by the row's value, and that of the columns' facet by
//! the column's; a margin replaces only its own, which is the disjunctive count that
//! [`answer`](crate::query::answer()) shows once the other facet is cleared. Facets are
//! many-valued: an incident may be in several cells, so cells need not add up to margins, nor
//! margins to the total.
//!
//! With one facet on both axes a cell is who carries both values (`all` of them), and the
//! diagonal is who carries the one.

use crate::bundle::columns::order;
use crate::query::bits::Counted;
use crate::query::facet::Facet;
use crate::query::question::selected;
use crate::query::{Catalog, Query, Selection};

/// The least expected count for which a residual may be read as a normal deviate: the rule of
/// Cochran, "Some methods for strengthening the common χ² tests", Biometrics 10 (1954).
pub const LEAST_EXPECTED: f64 = 5.0;

/// Two facets against each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Crosstab {
    /// The query without the selections of the two facets: what the table is taken among.
    pub base: Query,
    /// How many incidents that is.
    pub total: u32,
    /// The facet whose values are rows.
    pub rows: Axis,
    /// The facet whose values are columns; may be the same one.
    pub columns: Axis,
    /// A line per value of `rows`, in it a cell per value of `columns`.
    pub cells: Vec<Vec<Cell>>,
}

/// One side of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// Id of the facet.
    pub facet: String,
    /// Its name on screen.
    pub label: String,
    /// The values shown, in the facet's order.
    pub values: Vec<Margin>,
    /// How many more values somebody carries here that there was no room for.
    pub left_out: usize,
}

/// A value with the end of its row or column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// How links spell the value.
    pub id: String,
    /// Its name on screen.
    pub label: String,
    /// How many carry it among the table's incidents, whatever they say in the other facet.
    pub count: u32,
}

/// What is known of a pair of values. Numbers that would divide by zero are `None`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// How many carry both.
    pub count: u32,
    /// The count as a part of the row's margin.
    pub row_share: Option<f64>,
    /// The count as a part of the column's margin.
    pub column_share: Option<f64>,
    /// How many would carry both if neither value had to do with the other:
    /// row · column / total.
    pub expected: f64,
    /// Count / expected: 2 is "twice as often as by chance". `None` on the diagonal of a facet
    /// with itself, where it would say nothing.
    pub lift: Option<f64>,
    /// The adjusted residual of Haberman, "The analysis of residuals in cross-classified
    /// tables", Biometrics 29 (1973), with r, c, N for row, column, total:
    /// (count − expected) / √(expected · (1 − r/N) · (1 − c/N)).
    ///
    /// It needs only the two margins, and equals the signed root of Pearson's χ² for the four
    /// fields "carries the row's value or not, the column's or not". So it holds for
    /// many-valued facets too. By chance alone it would be near a standard normal: beyond ±2
    /// is worth a look, beyond ±3 rarely luck, and among many cells a few are. `None` where a
    /// margin is nobody or everybody, and on the diagonal of a facet with itself.
    pub residual: Option<f64>,
    /// Whether one of those four fields expects fewer than [`LEAST_EXPECTED`]: too few for the
    /// residual to be taken for a normal deviate.
    pub small: bool,
}

/// The table of two facets under a query, with at most `most` values a side: of a longer facet
/// those that most incidents carry here. `None` where the catalogue lacks one of the facets.
pub fn crosstab(catalog: &Catalog, query: &Query, rows: &str, columns: &str, most: usize) -> Option<Crosstab> {
    let row_facet = catalog.facet(rows, query.basis)?;
    let column_facet = catalog.facet(columns, query.basis)?;
    let base = query.clone().with(rows, Selection::default()).with(columns, Selection::default());
    let among = selected(catalog, &base);
    let total = among.size();
    let (row_places, rows) = axis(row_facet, &among, most);
    let (column_places, columns) = axis(column_facet, &among, most);
    let same = rows.facet == columns.facet;
    let line = |(row_place, row): (&usize, &Margin)| {
        let mut carriers = row_facet.carriers(*row_place).into_owned();
        carriers.intersect(among.set());
        let counts = column_facet.counts(&carriers.into());
        let cell = |(place, column): (&usize, &Margin)| {
            let count = counts.get(*place).copied().unwrap_or_default();
            let itself = same && row.id == column.id;
            Cell::of(count, row.count, column.count, total, itself)
        };
        column_places.iter().zip(&columns.values).map(cell).collect()
    };
    let cells = row_places.iter().zip(&rows.values).map(line).collect();
    Some(Crosstab { base, total, rows, columns, cells })
}

fn axis(facet: &Facet, among: &Counted, most: usize) -> (Vec<usize>, Axis) {
    let counts = facet.counts(among);
    let len = facet.values.len().min(counts.len());
    // Of equals, the earlier in the facet's order stays.
    let frequent = order(len, &|one, other| counts[other].cmp(&counts[one]));
    let (_, rare) = frequent.split_at(most.min(len));
    let left_out = rare.iter().filter(|place| counts[**place as usize] > 0).count();
    let mut stays = vec![true; len];
    rare.iter().for_each(|place| stays[*place as usize] = false);
    let places: Vec<usize> = (0..len).filter(|place| stays[*place]).collect();
    let margin = |place: &usize| {
        let value = &facet.values[*place];
        Margin { id: value.id.clone(), label: value.label.clone(), count: counts[*place] }
    };
    let values = places.iter().map(margin).collect();
    (places, Axis { facet: facet.id.clone(), label: facet.label.clone(), values, left_out })
}

impl Cell {
    /// The cell of a count, its margins and the total; `itself` on the diagonal of a facet
    /// with itself.
    fn of(count: u32, row: u32, column: u32, total: u32, itself: bool) -> Cell {
        let [n, r, c, all] = [count, row, column, total].map(f64::from);
        let part = |of: f64| (of > 0.0).then(|| n / of);
        let expected = if total == 0 { 0.0 } else { r * c / all };
        let spread = if total == 0 { 0.0 } else { expected * (1.0 - r / all) * (1.0 - c / all) };
        let residual = (spread > 0.0 && !itself).then(|| (n - expected) / spread.sqrt());
        let least = if total == 0 { 0.0 } else { r.min(all - r) * c.min(all - c) / all };
        Cell {
            count,
            row_share: part(r),
            column_share: part(c),
            expected,
            lift: part(expected).filter(|_| !itself),
            residual,
            small: least < LEAST_EXPECTED,
        }
    }
}

impl Crosstab {
    /// The query that a number of the table stands for: a cell, or with one side left out a
    /// margin, or with both the total. `None` past the ends.
    pub fn query(&self, row: Option<usize>, column: Option<usize>) -> Option<Query> {
        let mut wanted: Vec<(&str, &str)> = Vec::new();
        for (axis, place) in [(&self.rows, row), (&self.columns, column)] {
            if let Some(place) = place {
                wanted.push((&axis.facet, &axis.values.get(place)?.id));
            }
        }
        let mut query = self.base.clone();
        for (facet, _) in &wanted {
            let values = wanted.iter().filter(|(other, _)| other == facet);
            let mut selection = Selection::default();
            selection.all.extend(values.map(|(_, value)| (*value).to_owned()));
            if selection.all.len() == 1 {
                std::mem::swap(&mut selection.any, &mut selection.all);
            }
            query = query.with(facet, selection);
        }
        Some(query)
    }
}
