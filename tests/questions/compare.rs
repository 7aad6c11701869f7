//! Two selections against each other: counts and order against a slow walk, intervals against
//! published ones.

use failscope::bundle::Bundle;
use failscope::query::compare::{Interval, compare, newcombe, wilson};
use failscope::query::{Catalog, Query};
use proptest::prelude::*;

use super::oracle::{keeps, values};
use super::world::{catalog, content, seed};

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-12
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_number_is_what_a_walk_over_the_incidents_counts(content in content(80), one in seed(), other in seed()) {
        let catalog = catalog(content);
        let (a, b) = (one.query(&catalog), other.query(&catalog));
        let found = compare(&catalog, &a, &b);
        let all = catalog.incidents().iter();
        let (in_a, in_b): (Vec<_>, Vec<_>) = (all.clone().filter(|incident| keeps(incident, &a, None)).collect(), all.clone().filter(|incident| keeps(incident, &b, None)).collect());
        let shared = all.filter(|incident| keeps(incident, &a, None) && keeps(incident, &b, None)).count();
        prop_assert_eq!([found.a as usize, found.b as usize, found.shared as usize], [in_a.len(), in_b.len(), shared]);
        let mut facets: Vec<&str> = found.facets.iter().map(|contrast| contrast.facet.as_str()).collect();
        facets.sort_unstable();
        let mut known: Vec<&str> = catalog.facets.iter().map(|facet| facet.id.as_str()).collect();
        known.sort_unstable();
        prop_assert_eq!(facets, known, "every facet once");
        for contrast in &found.facets {
            let facet = catalog.facet(&contrast.facet, a.basis).unwrap();
            let count = |incidents: &[&failscope::incident::Incident], value: &String| {
                incidents.iter().filter(|incident| values(incident, &facet.id, a.basis).contains(value)).count()
            };
            let mut carried = 0;
            for value in &facet.values {
                let expected = (count(&in_a, &value.id), count(&in_b, &value.id));
                carried += usize::from(expected != (0, 0));
                let difference = contrast.values.iter().find(|difference| difference.id == value.id);
                let counts = difference.map_or((0, 0), |found| (found.count_a as usize, found.count_b as usize));
                prop_assert_eq!(counts, expected, "{}={}", &facet.id, &value.id);
            }
            prop_assert_eq!(contrast.values.len(), carried);
        }
    }

    #[test]
    fn the_largest_difference_is_first_and_ties_keep_the_order(content in content(80), one in seed(), other in seed()) {
        let catalog = catalog(content);
        let a = one.query(&catalog);
        let found = compare(&catalog, &a, &other.query(&catalog));
        let (all_a, all_b) = (i64::from(found.a), i64::from(found.b));
        let mut largest = Vec::new();
        for contrast in &found.facets {
            let facet = catalog.facet(&contrast.facet, a.basis).unwrap();
            let keys: Vec<(i64, usize)> = contrast.values.iter().map(|value| {
                let size = (i64::from(value.count_a) * all_b - i64::from(value.count_b) * all_a).abs();
                (-size, facet.place(&value.id).unwrap())
            }).collect();
            prop_assert!(keys.is_sorted(), "{:?}", keys);
            let place = catalog.facets.iter().position(|other| other.id == facet.id).unwrap();
            largest.push((keys.first().map_or(0, |key| key.0), place));
        }
        prop_assert!(largest.is_sorted(), "{:?}", largest);
    }

    #[test]
    fn shares_differences_and_intervals_belong_together(content in content(80), one in seed(), other in seed()) {
        let catalog = catalog(content);
        let (a, b) = (one.query(&catalog), other.query(&catalog));
        let (found, turned) = (compare(&catalog, &a, &b), compare(&catalog, &b, &a));
        for value in found.facets.iter().flat_map(|contrast| &contrast.values) {
            prop_assert_eq!((value.share_a.is_some(), value.share_b.is_some()), (found.a > 0, found.b > 0));
            prop_assert_eq!((value.difference.is_some(), value.interval.is_some()), (found.a > 0 && found.b > 0, found.a > 0 && found.b > 0));
            let (Some(difference), Some(interval)) = (value.difference, value.interval) else { continue };
            prop_assert!(near(difference, f64::from(value.count_a) / f64::from(found.a) - f64::from(value.count_b) / f64::from(found.b)));
            prop_assert!(-1.0 <= interval.low && interval.low <= difference + 1e-12 && difference <= interval.high + 1e-12 && interval.high <= 1.0);
            if found.shared == 0 {
                prop_assert_eq!(Some(interval), newcombe((value.count_a, found.a), (value.count_b, found.b)));
            }
        }
        if a.basis == b.basis {
            for contrast in &found.facets {
                let back = turned.facets.iter().find(|other| other.facet == contrast.facet).unwrap();
                for (value, back) in contrast.values.iter().zip(&back.values) {
                    prop_assert_eq!((&value.id, value.count_a, value.count_b), (&back.id, back.count_b, back.count_a));
                    if let (Some(there), Some(back)) = (value.interval, back.interval) {
                        prop_assert!(near(there.low, -back.high) && near(there.high, -back.low));
                    }
                }
            }
        }
    }

    #[test]
    fn a_part_against_the_whole_is_the_part_against_the_rest_made_smaller(content in content(80), seed in seed()) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let whole = Query { basis: query.basis, ..Query::default() };
        let found = compare(&catalog, &query, &whole);
        prop_assert_eq!(found.shared, found.a);
        let scale = 1.0 - f64::from(found.a) / f64::from(found.b.max(1));
        for value in found.facets.iter().flat_map(|contrast| &contrast.values) {
            let rest = (value.count_b - value.count_a, found.b - found.a);
            if let (Some(interval), Some(apart)) = (value.interval, newcombe((value.count_a, found.a), rest)) {
                prop_assert!(near(interval.low, scale * apart.low) && near(interval.high, scale * apart.high), "{:?} {:?}", interval, apart);
            }
        }
        for value in compare(&catalog, &query, &query).facets.iter().flat_map(|contrast| &contrast.values) {
            prop_assert_eq!(value.difference, Some(0.0));
            prop_assert_eq!(value.interval, Some(Interval { low: 0.0, high: 0.0 }));
        }
    }

    #[test]
    fn intervals_are_total_and_ordered(in_a in 0..50_u32, a in 0..50_u32, in_b in 0..50_u32, b in 0..50_u32) {
        let (in_a, in_b) = (in_a.min(a), in_b.min(b));
        let found = newcombe((in_a, a), (in_b, b));
        prop_assert_eq!(found.is_some(), a > 0 && b > 0);
        if let Some(found) = found {
            prop_assert!(-1.0 <= found.low && found.low <= found.high && found.high <= 1.0);
            prop_assert_eq!(found.has_zero(), found.low <= 0.0 && found.high >= 0.0);
        }
        if let Some(found) = wilson(in_a, a) {
            let share = f64::from(in_a) / f64::from(a);
            prop_assert!(0.0 <= found.low && found.low <= share && share <= found.high && found.high <= 1.0);
        }
    }
}

#[test]
fn intervals_are_those_that_newcombe_prints() {
    // Table II of the paper, method 10: carriers and sizes of both samples, and the interval.
    let printed = [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ];
    for (a, b, low, high) in printed {
        let found = newcombe(a, b).unwrap();
        assert!((found.low - low).abs() < 6e-5 && (found.high - high).abs() < 6e-5, "{a:?} {b:?}: {found:?}");
    }
}

#[test]
fn the_interval_of_one_proportion_worked_out_by_hand() {
    // 1 of 2: z² = 3.8415; middle (½ + z²/4) / (1 + z²/2) = ½, reach z √(⅛ + z²/16) / (1 + z²/2).
    let found = wilson(1, 2).unwrap();
    assert!((found.low - 0.0945).abs() < 5e-5 && (found.high - 0.9055).abs() < 5e-5, "{found:?}");
    assert_eq!(wilson(0, 0), None);
    assert_eq!((wilson(0, 5).unwrap().low, wilson(5, 5).unwrap().high), (0.0, 1.0));
}

#[test]
fn nothing_compares_with_nothing() {
    let empty = Catalog::new(Bundle::default()).unwrap();
    let unknown = Query::default().toggled("nothing", "x");
    let found = compare(&empty, &Query::default(), &unknown);
    assert_eq!((found.a, found.b, found.shared), (0, 0, 0));
    assert!(found.facets.iter().all(|contrast| contrast.values.is_empty()));
}
