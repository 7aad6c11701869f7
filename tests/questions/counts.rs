//! Every number of an answer against the slow oracle; clicks in any order.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use failscope::incident::{Date, Incident};
use failscope::query::bits::Bits;
use failscope::query::facet::Facet;
use failscope::query::{Catalog, Query, answer};
use failscope::query::{Clause, Question};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

use super::oracle::{certain, clauses, date, in_order, keeps, values};
use super::world::{catalog, content, seed};

fn count(catalog: &Catalog, holds: impl Fn(&Incident) -> bool) -> u32 {
    catalog.incidents().iter().filter(|incident| holds(incident)).count() as u32
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_number_is_what_a_walk_over_the_incidents_counts(content in content(120), seed in seed()) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let answer = answer(&catalog, &query);
        let hits = answer.hits(&catalog, usize::MAX);
        prop_assert_eq!(hits.len() as u32, count(&catalog, |incident| keeps(incident, &query, None)));
        prop_assert!(hits.iter().all(|index| keeps(&catalog.incidents()[*index as usize], &query, None)));
        prop_assert_eq!(answer.total(), hits.len());
        prop_assert_eq!(answer.selected(), &Bits::of(catalog.len(), |index| hits.contains(&(index as u32))));
        prop_assert_eq!(answer.hits(&catalog, 7), hits.iter().take(7).copied().collect::<Vec<_>>());
        prop_assert_eq!(answer.certain, count(&catalog, |incident| keeps(incident, &query, None) && certain(incident, &query)));
        for facet in catalog.facets(query.basis) {
            let counts = answer.counts(facet);
            prop_assert_eq!(facet.values.len(), counts.len());
            let aside = Clause::Facet(facet.id.clone());
            let others = catalog.incidents().iter().filter(|incident| keeps(incident, &query, Some(&aside)));
            let carried: Vec<Vec<String>> = others.map(|incident| values(incident, &facet.id, query.basis)).collect();
            for (value, found) in facet.values.iter().zip(counts) {
                let expected = carried.iter().filter(|carried| carried.contains(&value.id)).count();
                prop_assert_eq!(found as usize, expected, "{}={}", &facet.id, &value.id);
            }
        }
        let mut without = answer.without.clone();
        without.sort_by_key(|(clause, _)| clauses(&query).iter().position(|other| other == clause));
        let expected: Vec<_> = clauses(&query).into_iter().map(|clause| {
            let left = count(&catalog, |incident| keeps(incident, &query, Some(&clause)));
            (clause, left)
        }).collect();
        prop_assert_eq!(without, expected);
    }

    #[test]
    fn the_histogram_counts_what_all_but_the_dates_keep(content in content(120), seed in seed()) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let histogram = Question::new(&catalog, &query).histogram();
        let shown = |incident: &Incident| keeps(incident, &query, Some(&Clause::Dates));
        let dated = count(&catalog, |incident| shown(incident) && date(incident, query.basis).is_some());
        prop_assert_eq!(histogram.bins.iter().map(|bin| bin.count).sum::<u32>(), dated);
        let undated = count(&catalog, shown) - dated;
        prop_assert_eq!((histogram.undated, answer(&catalog, &query).undated), (undated, undated));
        prop_assert_eq!(histogram.unit.is_some(), dated > 0);
        for (from, bin) in histogram.named() {
            let span = Date::parse(&from).unwrap();
            let begins = |date: &Date| {
                let day = if date.as_str().starts_with("..") { date.last() } else { date.first() };
                span.first() <= day && day <= span.last()
            };
            let expected = count(&catalog, |incident| shown(incident) && date(incident, query.basis).is_some_and(begins));
            prop_assert_eq!(bin.count, expected, "{}", &from);
        }
    }

    #[test]
    fn a_facet_of_many_rare_values_counts_what_a_walk_over_them_does(
        (len, lists, runs) in (1..400_usize).prop_flat_map(|len| (
            Just(len),
            // So many, and each so rare, that they are kept as lists.
            vec(btree_set(0..len as u32, 0..3), 600),
            vec((0..len, 1..200_usize), 0..6),
        )),
    ) {
        let named = |(place, carriers): (usize, &BTreeSet<u32>)| {
            (place.to_string(), String::new(), carriers.iter().copied().collect())
        };
        let facet = Facet::new("of", "Of", len, lists.iter().enumerate().map(named).collect());
        let of = Bits::of(len, |index| runs.iter().any(|(from, run)| (*from..from + run).contains(&index)));
        let walked: Vec<u32> =
            lists.iter().map(|list| list.iter().filter(|index| of.contains(**index as usize)).count() as u32).collect();
        prop_assert_eq!(facet.counts(&of.into()), walked);
    }

    #[test]
    fn hits_stand_in_the_order_that_was_asked_for(content in content(60), seed in seed()) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        for pair in answer(&catalog, &query).hits(&catalog, usize::MAX).windows(2) {
            match in_order(&catalog, pair[0] as usize, pair[1] as usize, &query) {
                Ordering::Less => {}
                Ordering::Equal => prop_assert!(pair[0] < pair[1], "ties keep the catalogue's order"),
                Ordering::Greater => prop_assert!(false, "{:?}", pair),
            }
        }
    }

    #[test]
    fn every_incident_carries_a_value_of_every_facet_and_values_are_unique(content in content(60), seed in seed()) {
        let catalog = catalog(content);
        for facet in catalog.facets(seed.query(&catalog).basis) {
            let mut ids: Vec<&str> = facet.values.iter().map(|value| value.id.as_str()).collect();
            prop_assert!((0..catalog.len()).all(|index| (0..facet.values.len()).any(|place| facet.carriers(place).contains(index))), "{}", &facet.id);
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), facet.values.len(), "{}", &facet.id);
        }
    }

    #[test]
    fn clicks_come_to_the_same_in_any_order(content in content(40), clicks in prop::collection::vec((0..9_usize, 0..9_usize, any::<bool>()), 0..6)) {
        let catalog = catalog(content);
        let mut distinct = clicks;
        distinct.sort_unstable();
        distinct.dedup_by_key(|(facet, value, _)| (*facet % 9, *value % 9));
        let click = |query: Query, (facet, value, wanted): &(usize, usize, bool)| {
            let facet = &catalog.facets[facet % catalog.facets.len()];
            let value = format!("{value}");
            if *wanted { query.toggled(&facet.id, &value) } else { query.excluded(&facet.id, &value) }
        };
        let forth = distinct.iter().fold(Query::default(), click);
        let back = distinct.iter().rev().fold(Query::default(), click);
        prop_assert_eq!(&forth, &back);
        prop_assert_eq!(distinct.iter().fold(forth, click), Query::default(), "a second click takes the first back");
    }

    #[test]
    fn a_toggle_taken_back_leaves_the_question_as_it_was(content in content(40), seed in seed(), facet in 0..9_usize, value in 0..40_usize) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let facets: Vec<_> = catalog.facets(query.basis).collect();
        let facet = facets[facet % facets.len()];
        let value = &facet.values[value % facet.values.len()].id;
        // An excluded value becomes a wanted one, and a click on a mix of any and all joins it.
        if !query.selection(&facet.id).mentions(value) {
            prop_assert_eq!(&query.clone().toggled(&facet.id, value).toggled(&facet.id, value), &query);
            prop_assert_eq!(&query.clone().excluded(&facet.id, value).excluded(&facet.id, value), &query);
        }
    }

    #[test]
    fn asking_all_and_back_keeps_what_is_wanted(content in content(20), seed in seed()) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        for facet in query.facets.keys() {
            let before = query.selection(facet);
            let all = query.clone().asking_all(facet, true).selection(facet);
            prop_assert!(all.any.is_empty() && all.none == before.none);
            prop_assert_eq!(&all.all, &before.any.union(&before.all).cloned().collect());
            prop_assert_eq!(&query.clone().asking_all(facet, true).asking_all(facet, false).selection(facet).any, &all.all);
        }
    }
}
