//! The state of the app, natively: actions in, derived values and steps of history out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "state/ahead.rs"]
mod ahead;
#[path = "state/desk.rs"]
mod desk;
#[path = "state/frame.rs"]
mod frame;
#[path = "state/pace.rs"]
mod pace;
#[path = "state/panels.rs"]
mod panels;
#[path = "state/shares.rs"]
mod shares;
#[path = "state/speech.rs"]
mod speech;
#[path = "state/split.rs"]
mod split;

use std::cell::RefCell;
use std::sync::Arc;

use failscope::browser::Step;
use failscope::bundle;
use failscope::query::Clause;
use failscope::query::{Basis, Catalog, Sort};
use failscope::state::{Explorer, Outside};
use leptos::prelude::*;

const BUNDLE: &str = r#"{"failscope":1,"content":{
  "collection":{"title":"Small"},
  "taxonomy":{"title":"T","groups":[{"id":"g","label":"G","categories":[
    {"id":"kind","label":"Kind","options":[{"id":"crash","label":"crash"},{"id":"slow","label":"slow"}]},
    {"id":"place","label":"Place","options":[{"id":"air","label":"air"},{"id":"sea","label":"sea"}]}]}]},
  "incidents":[
    {"id":"a","title":"Alpha","published":"2011-03","labels":{"kind":{"choice":{"chosen":["crash"]}},"place":{"choice":{"chosen":["air"]}}}},
    {"id":"b","title":"Beta","published":"2012","occurred":"2010","labels":{"kind":{"choice":{"chosen":["slow","crash"]}},"place":{"choice":{"chosen":["sea"]}}}},
    {"id":"c","title":"Gamma","published":"2013-01-05","labels":{"kind":{"choice":{"chosen":["slow"]}}}}
  ]}}"#;

thread_local! {
    static STEPS: RefCell<Vec<(String, Step)>> = const { RefCell::new(Vec::new()) };
}

const OUTSIDE: Outside = Outside { record, record_afterwards: record, ..Outside::NOWHERE };

fn record(search: &str, step: Step) {
    STEPS.with_borrow_mut(|steps| steps.push((search.to_owned(), step)));
}

/// Runs a test with an explorer of the small collection at a link.
fn explore(search: &str, test: impl FnOnce(Explorer)) {
    explore_with(OUTSIDE, search, test);
}

/// The same with another outside.
fn explore_with(outside: Outside, search: &str, test: impl FnOnce(Explorer)) {
    let owner = Owner::new();
    owner.set();
    STEPS.with_borrow_mut(Vec::clear);
    let catalog = Arc::new(Catalog::new(bundle::decode_whole(BUNDLE.as_bytes()).unwrap()).unwrap());
    test(Explorer::new(catalog, search, outside));
}

fn steps() -> Vec<(String, Step)> {
    STEPS.with_borrow_mut(std::mem::take)
}

fn listed(explorer: Explorer) -> Vec<String> {
    let catalog = explorer.catalog();
    explorer.shown().get_untracked().iter().map(|index| catalog.id(*index).to_owned()).collect()
}

#[test]
fn a_link_is_where_it_starts_and_starting_writes_no_history() {
    explore("kind=crash&sort=title&open=b", |explorer| {
        assert_eq!(listed(explorer), ["a", "b"]);
        assert_eq!(explorer.title().get_untracked().as_deref(), Some("Beta"));
        assert_eq!(steps(), []);
    });
}

#[test]
fn a_stale_link_keeps_the_rest_and_gives_notices_until_they_are_dismissed() {
    explore("kind=crash,melt&colour=red", |explorer| {
        assert_eq!(listed(explorer), ["b", "a"]);
        assert_eq!(explorer.notices().len(), 2);
        explorer.dismiss();
        assert!(explorer.notices().is_empty());
    });
}

#[test]
fn every_deliberate_action_is_one_step_and_its_link() {
    explore("", |explorer| {
        explorer.toggle("kind", "slow");
        explorer.toggle("kind", "crash");
        explorer.ask_all("kind", true);
        explorer.exclude("place", "air");
        explorer.between(failscope::incident::Date::parse("2011").ok(), None);
        explorer.date_by(Basis::Occurred);
        explorer.sort_by(Sort::Oldest);
        explorer.remove(&Clause::Dates);
        explorer.clear();
        let links: Vec<String> = steps()
            .into_iter()
            .map(|(link, step)| {
                assert_eq!(step, Step::Push);
                link
            })
            .collect();
        assert_eq!(
            links,
            [
                "kind=slow",
                "kind=crash,slow",
                "kind.all=crash,slow",
                "kind.all=crash,slow&place.not=air",
                "kind.all=crash,slow&place.not=air&from=2011",
                "kind.all=crash,slow&place.not=air&from=2011&date=occurred",
                "kind.all=crash,slow&place.not=air&from=2011&date=occurred&sort=date.asc",
                "kind.all=crash,slow&place.not=air&date=occurred&sort=date.asc",
                "date=occurred&sort=date.asc",
            ]
        );
    });
}

#[test]
fn typing_is_one_step_however_many_keys() {
    explore("", |explorer| {
        for text in ["g", "ga", "gam", ""] {
            explorer.search(text);
        }
        let kinds: Vec<Step> = steps().into_iter().map(|(_, step)| step).collect();
        assert_eq!(kinds, [Step::Push, Step::Replace, Step::Replace, Step::Push]);
    });
}

#[test]
fn an_action_that_changes_nothing_writes_nothing() {
    explore("kind=slow", |explorer| {
        explorer.sort_by(Sort::Natural);
        explorer.follow("kind=slow");
        explorer.travelled("kind=slow");
        assert_eq!(steps(), []);
    });
}

#[test]
fn going_back_shows_what_the_address_says_and_writes_nothing() {
    explore("kind=slow", |explorer| {
        explorer.travelled("place=air&open=a");
        assert_eq!(listed(explorer), ["a"]);
        assert_eq!(explorer.open_incident().get_untracked(), explorer.catalog().position("a"));
        assert_eq!(steps(), []);
    });
}

#[test]
fn counts_of_a_facet_stay_while_only_its_own_selection_changes() {
    explore("", |explorer| {
        let counts = explorer.counts(0);
        let before = counts.get_untracked();
        explorer.toggle("kind", "slow");
        assert_eq!(counts.get_untracked(), before);
        explorer.toggle("place", "sea");
        assert_ne!(counts.get_untracked(), before);
    });
}

#[test]
fn neighbours_are_those_of_the_selection() {
    explore("kind=crash&open=b", |explorer| {
        let catalog = explorer.catalog();
        assert_eq!(explorer.neighbours().get_untracked(), Some((None, 1, catalog.position("a"))));
        explorer.follow("kind=crash&open=a");
        assert_eq!(explorer.neighbours().get_untracked(), Some((catalog.position("b"), 2, None)));
        explorer.follow("kind=crash&open=c");
        assert_eq!(explorer.neighbours().get_untracked(), None, "it is not in the selection");
    });
}

#[test]
fn addresses_keep_the_selection_and_values_start_anew() {
    explore("kind=crash", |explorer| {
        assert_eq!(explorer.href_of_incident(Some("a")), "?kind=crash&open=a");
        assert_eq!(explorer.href_of_incident(None), "?kind=crash");
        assert_eq!(explorer.href_of_value("place", "sea"), "?place=sea");
    });
}

#[test]
fn one_end_of_the_range_is_set_cleared_or_refused() {
    explore("", |explorer| {
        explorer.set_edge(true, "2012");
        assert_eq!(listed(explorer), ["c", "b"]);
        explorer.set_edge(false, "2012-12");
        assert_eq!(listed(explorer), ["b"]);
        explorer.set_edge(true, "  ");
        assert_eq!(listed(explorer), ["b", "a"]);
        steps();
        explorer.set_edge(true, "2018-02-29");
        assert_eq!(explorer.notices().len(), 1);
        assert_eq!(steps(), []);
    });
}

#[test]
fn revealing_more_belongs_to_the_query_it_was_asked_for() {
    let incidents: Vec<String> = (0..120).map(|id| format!(r#"{{"id":"{id}","title":"t"}}"#)).collect();
    let text =
        format!(r#"{{"failscope":1,"content":{{"taxonomy":{{"title":"T"}},"incidents":[{}]}}}}"#, incidents.join(","));
    let owner = Owner::new();
    owner.set();
    let catalog = Arc::new(Catalog::new(bundle::decode_whole(text.as_bytes()).unwrap()).unwrap());
    let explorer = Explorer::new(catalog, "", OUTSIDE);
    let shown = explorer.shown();
    assert_eq!(shown.get_untracked().len(), 50);
    explorer.reveal_more();
    assert_eq!(shown.get_untracked().len(), 100);
    explorer.search("t");
    assert_eq!(shown.get_untracked().len(), 50);
}
