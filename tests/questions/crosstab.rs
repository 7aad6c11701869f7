//! The table of two facets: every number against the query it stands for and a slow walk, and
//! the residuals against a published table.

use failscope::bundle::{Bundle, Content};
use failscope::incident::taxonomy::{Category, Group};
use failscope::incident::{Choice, Incident, Label, Taxonomy};
use failscope::query::crosstab::{Cell, Crosstab, LEAST_EXPECTED, crosstab};
use failscope::query::{Basis, Catalog, Query, Selection, answer};
use failscope::query::{Clause, question::selected};
use proptest::prelude::*;

use super::oracle::{keeps, values};
use super::world::{catalog, content, seed};

const WIDE: usize = 1000;

/// The ids of two facets of a catalogue, by chance the same one.
fn two(catalog: &Catalog, (one, other): (usize, usize)) -> (String, String) {
    let id = |place: usize| catalog.facets[place % catalog.facets.len()].id.clone();
    (id(one), id(other))
}

fn total(catalog: &Catalog, query: &Query) -> u32 {
    answer(catalog, query).total() as u32
}

/// Incidents as pairs of options of the categories `row` and `column`, so many of each.
fn pairs(counts: &[(&str, &str, usize)]) -> Catalog {
    let label = |option: &str| Label { choice: Choice::of(vec![option.to_owned()]), ..Label::default() };
    let incident = |row: &str, column: &str| Incident {
        labels: [("row".to_owned(), label(row)), ("column".to_owned(), label(column))].into(),
        ..Incident::default()
    };
    let category = |id: &str| Category { id: id.to_owned(), ..Category::default() };
    let group = Group { categories: vec![category("row"), category("column")], ..Group::default() };
    let incidents = counts.iter().flat_map(|(row, column, count)| vec![incident(row, column); *count]);
    let incidents = incidents.zip(0..).map(|(incident, number)| Incident { id: format!("{number}"), ..incident });
    let taxonomy = Taxonomy { groups: vec![group], ..Taxonomy::default() };
    let content = Content { taxonomy, incidents: incidents.collect(), ..Content::default() };
    Catalog::new(Bundle { content, ..Bundle::default() }).unwrap()
}

fn cell(table: &Crosstab, row: &str, column: &str) -> Cell {
    let row = table.rows.values.iter().position(|value| value.id == row).unwrap();
    let column = table.columns.values.iter().position(|value| value.id == column).unwrap();
    table.cells[row][column]
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_number_is_the_total_of_the_query_it_stands_for(content in content(60), seed in seed(), axes in (0..9_usize, 0..9_usize)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let table = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        prop_assert_eq!(table.total, total(&catalog, &table.query(None, None).unwrap()));
        prop_assert_eq!(table.cells.len(), table.rows.values.len());
        for (row, value) in table.rows.values.iter().enumerate() {
            prop_assert_eq!(value.count, total(&catalog, &table.query(Some(row), None).unwrap()));
            prop_assert_eq!(table.cells[row].len(), table.columns.values.len());
        }
        for (column, value) in table.columns.values.iter().enumerate() {
            prop_assert_eq!(value.count, total(&catalog, &table.query(None, Some(column)).unwrap()));
        }
        for (row, cells) in table.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                prop_assert_eq!(cell.count, total(&catalog, &table.query(Some(row), Some(column)).unwrap()));
            }
        }
        prop_assert_eq!(table.query(Some(WIDE), None), None);
        prop_assert_eq!(table.query(None, Some(WIDE)), None);
    }

    #[test]
    fn the_query_of_a_cell_replaces_two_selections_and_leaves_the_rest(content in content(20), seed in seed(), axes in (0..9_usize, 0..9_usize)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let table = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        for (row, one) in table.rows.values.iter().enumerate() {
            for (column, other) in table.columns.values.iter().enumerate() {
                let only = |id: &String| Selection { any: [id.clone()].into(), ..Selection::default() };
                let expected = if rows == columns && one.id != other.id {
                    let both = [one.id.clone(), other.id.clone()].into();
                    query.clone().with(&rows, Selection { all: both, ..Selection::default() })
                } else {
                    query.clone().with(&rows, only(&one.id)).with(&columns, only(&other.id))
                };
                prop_assert_eq!(table.query(Some(row), Some(column)), Some(expected));
            }
        }
    }

    #[test]
    fn cells_are_what_a_walk_over_the_incidents_counts(content in content(80), seed in seed(), axes in (0..9_usize, 0..9_usize)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let table = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        let base = query.clone().without(&Clause::Facet(rows.clone())).without(&Clause::Facet(columns.clone()));
        let carried: Vec<(Vec<String>, Vec<String>)> = catalog.incidents().iter()
            .filter(|incident| keeps(incident, &base, None))
            .map(|incident| (values(incident, &rows, query.basis), values(incident, &columns, query.basis)))
            .collect();
        prop_assert_eq!(table.total as usize, carried.len());
        for (row, cells) in table.rows.values.iter().zip(&table.cells) {
            for (column, cell) in table.columns.values.iter().zip(cells) {
                let fields = [(true, true), (true, false), (false, true), (false, false)].map(|fields| {
                    carried.iter().filter(|(one, other)| (one.contains(&row.id), other.contains(&column.id)) == fields).count() as f64
                });
                prop_assert_eq!(f64::from(cell.count), fields[0]);
                let itself = rows == columns && row.id == column.id;
                agrees_with_four_fields(cell, fields, itself)?;
            }
        }
    }

    #[test]
    fn margins_are_the_counts_of_the_facet_once_the_other_one_is_cleared(content in content(60), seed in seed(), axes in (0..9_usize, 0..9_usize)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let table = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        for (axis, other) in [(&table.rows, &columns), (&table.columns, &rows)] {
            let cleared = answer(&catalog, &query.clone().without(&Clause::Facet(other.clone())));
            let counts: Vec<u32> = axis.values.iter().map(|value| value.count).collect();
            prop_assert_eq!(counts, cleared.counts(catalog.facet(&axis.facet, query.basis).unwrap()));
        }
    }

    #[test]
    fn turned_over_it_is_the_same_table(content in content(60), seed in seed(), axes in (0..9_usize, 0..9_usize)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let table = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        let turned = crosstab(&catalog, &query, &columns, &rows, WIDE).unwrap();
        prop_assert_eq!(&table.rows, &turned.columns);
        prop_assert_eq!(&table.base, &turned.base);
        for (row, cells) in table.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let other = turned.cells[column][row];
                prop_assert_eq!((cell.count, cell.row_share, cell.small), (other.count, other.column_share, other.small));
                prop_assert_eq!(cell.expected, other.expected);
            }
        }
    }

    #[test]
    fn a_narrow_table_keeps_the_values_with_most_incidents(content in content(60), seed in seed(), axes in (0..9_usize, 0..9_usize), most in 0..6_usize) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let (rows, columns) = two(&catalog, axes);
        let wide = crosstab(&catalog, &query, &rows, &columns, WIDE).unwrap();
        let narrow = crosstab(&catalog, &query, &rows, &columns, most).unwrap();
        prop_assert_eq!(wide.rows.left_out, 0);
        prop_assert_eq!(narrow.rows.values.len(), most.min(wide.rows.values.len()));
        let kept = |id: &String| narrow.rows.values.iter().any(|value| value.id == *id);
        let least = narrow.rows.values.iter().map(|value| value.count).min().unwrap_or(u32::MAX);
        let dropped: Vec<_> = wide.rows.values.iter().filter(|value| !kept(&value.id)).collect();
        prop_assert!(dropped.iter().all(|value| value.count <= least));
        prop_assert_eq!(narrow.rows.left_out, dropped.iter().filter(|value| value.count > 0).count());
        for row in &narrow.rows.values {
            for column in &narrow.columns.values {
                prop_assert_eq!(cell(&narrow, &row.id, &column.id), cell(&wide, &row.id, &column.id));
            }
        }
        let order = |table: &Crosstab| -> Vec<String> { table.rows.values.iter().map(|value| value.id.clone()).filter(|id| kept(id)).collect() };
        prop_assert_eq!(order(&narrow), order(&wide));
    }
}

/// A cell against Pearson's χ² of "the row's value or not, the column's or not", worked out
/// from the four counts.
fn agrees_with_four_fields(cell: &Cell, fields: [f64; 4], itself: bool) -> Result<(), TestCaseError> {
    let [both, row_only, column_only, neither] = fields;
    let all = both + row_only + column_only + neither;
    let near = |one: f64, other: f64| (one - other).abs() < 1e-9 * (1.0 + other.abs());
    let (row, column) = (both + row_only, both + column_only);
    prop_assert_eq!(cell.row_share.is_some(), row > 0.0);
    prop_assert!(cell.row_share.is_none_or(|share| near(share, both / row)));
    prop_assert!(cell.column_share.is_none_or(|share| near(share, both / column)));
    if all == 0.0 {
        prop_assert!(cell.expected == 0.0 && cell.lift.is_none() && cell.residual.is_none() && cell.small);
        return Ok(());
    }
    prop_assert!(near(cell.expected, row * column / all));
    prop_assert_eq!(cell.lift.is_some(), row * column > 0.0 && !itself);
    prop_assert!(cell.lift.is_none_or(|lift| near(lift * cell.expected, both)));
    let margins = row * column * (all - row) * (all - column);
    prop_assert_eq!(cell.residual.is_some(), margins > 0.0 && !itself);
    if let Some(residual) = cell.residual {
        let across = both * neither - row_only * column_only;
        prop_assert!(near(residual * residual, all * across * across / margins), "{}", residual);
        prop_assert!(residual.abs() < 1e-9 || (residual > 0.0) == (across > 0.0));
    }
    let expected = [row * column, row * (all - column), (all - row) * column, (all - row) * (all - column)];
    prop_assert_eq!(cell.small, expected.iter().any(|expected| expected / all < LEAST_EXPECTED));
    Ok(())
}

#[test]
fn residuals_are_those_of_a_published_table() {
    // Gender and party identification, General Social Survey of 1991, with the standardized
    // residuals that Agresti prints: An Introduction to Categorical Data Analysis, table 2.5.
    let catalog = pairs(&[
        ("female", "democrat", 279),
        ("female", "independent", 73),
        ("female", "republican", 225),
        ("male", "democrat", 165),
        ("male", "independent", 47),
        ("male", "republican", 191),
    ]);
    let table = crosstab(&catalog, &Query::default(), "row", "column", WIDE).unwrap();
    let expected = [("democrat", 261.4, 2.3), ("independent", 70.7, 0.5), ("republican", 244.9, -2.6)];
    for (party, count, residual) in expected {
        let (female, male) = (cell(&table, "female", party), cell(&table, "male", party));
        assert!((female.expected - count).abs() < 0.05, "{female:?}");
        assert!((female.residual.unwrap() - residual).abs() < 0.05, "{female:?}");
        assert!((female.residual.unwrap() + male.residual.unwrap()).abs() < 1e-9);
        assert!(!female.small && !male.small);
    }
}

#[test]
fn a_cell_worked_out_by_hand() {
    let catalog = pairs(&[("a", "x", 8), ("a", "y", 2), ("b", "x", 2), ("b", "y", 8)]);
    let table = crosstab(&catalog, &Query::default(), "row", "column", WIDE).unwrap();
    let found = cell(&table, "a", "x");
    // 10 · 10 / 20 = 5 expected; (8 − 5) / √(5 · ½ · ½) = 6 / √5.
    assert_eq!((found.count, found.row_share, found.expected, found.lift), (8, Some(0.8), 5.0, Some(1.6)));
    assert!((found.residual.unwrap() - 6.0 / 5.0_f64.sqrt()).abs() < 1e-12);
    assert!(!found.small, "five is enough");
    let narrowed = Query::default().toggled("row", "a").toggled("column", "x");
    assert_eq!(crosstab(&catalog, &narrowed, "row", "column", WIDE).unwrap(), table, "own selections are set aside");
    assert_eq!(selected(&catalog, &table.query(Some(0), Some(0)).unwrap()).size(), table.cells[0][0].count);
}

#[test]
fn nothing_and_nobody_make_a_table_without_numbers() {
    let empty = Catalog::new(Bundle::default()).unwrap();
    for most in [0, WIDE] {
        let table = crosstab(&empty, &Query::default(), "year", "organization", most).unwrap();
        assert_eq!(table.total, 0);
        assert!(table.cells.iter().flatten().all(|cell| cell.count == 0 && cell.row_share.is_none() && cell.small));
    }
    assert_eq!(crosstab(&empty, &Query::default(), "nothing", "year", WIDE), None);
    assert_eq!(crosstab(&empty, &Query::default(), "year", "nothing", WIDE), None);
    let nowhere = Query { text: "nowhere".to_owned(), basis: Basis::Occurred, ..Query::default() };
    let table = crosstab(&pairs(&[("a", "x", 3)]), &nowhere, "row", "year", WIDE).unwrap();
    assert_eq!((table.total, table.rows.values.len()), (0, 3));
}
