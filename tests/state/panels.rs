//! Panels of values: what they list in which order, what they ask for, and what is remembered.

use failscope::state::{Explorer, Listing, Outside, Suggested};
use leptos::prelude::*;

use super::{OUTSIDE, explore_with, steps};

const KEPT: Outside =
    Outside { recall: |name| (name == "failscope-panels").then(|| "kind folded\nplace open".to_owned()), ..OUTSIDE };

fn listed(explorer: Explorer, facet: &str, listing: Listing, short: bool) -> Vec<String> {
    let place = explorer.catalog().facets.iter().position(|known| known.id == facet).unwrap();
    explorer.listed(place, explorer.counts(place), listing, short).get_untracked().0
}

#[test]
fn values_are_listed_in_each_order_and_narrowed_by_a_word() {
    explore_with(OUTSIDE, "kind=slow", |explorer| {
        assert_eq!(listed(explorer, "place", Listing::Own, false), ["air", "sea", "unknown", "missing"]);
        assert_eq!(listed(explorer, "place", Listing::Count, false), ["sea", "air", "unknown", "missing"]);
        assert_eq!(listed(explorer, "kind", Listing::Name, false), ["crash", "slow", "unknown"]);
        explorer.look("kind", |panel| panel.find = "CRA".to_owned());
        assert_eq!(listed(explorer, "kind", Listing::Own, false), ["crash", "slow"], "what is selected stays");
        explorer.look("place", |panel| panel.listing = Some(Listing::Count));
        assert_eq!(listed(explorer, "place", Listing::Own, false)[0], "sea", "a choice goes before the usual");
    });
}

#[test]
fn a_panel_that_asks_for_all_does_so_from_the_first_value_on() {
    explore_with(OUTSIDE, "", |explorer| {
        explorer.ask_all("kind", true);
        explorer.toggle("kind", "crash");
        explorer.toggle("place", "air");
        let links: Vec<String> = steps().into_iter().map(|(link, _)| link).collect();
        assert_eq!(links, ["kind.all=crash", "kind.all=crash&place=air"]);
    });
}

#[test]
fn what_was_folded_is_known_again() {
    explore_with(KEPT, "", |explorer| {
        let open = |facet: &str| explorer.panel(facet).get_untracked().open;
        assert_eq!((open("kind"), open("place"), open("year")), (Some(false), Some(true), None));
    });
}

#[test]
fn suggestions_are_values_and_titles_and_replace_the_text() {
    explore_with(OUTSIDE, "", |explorer| {
        let suggestions = explorer.suggestions();
        explorer.search("al");
        assert_eq!(suggestions.get_untracked(), [], "none before somebody types here");
        explorer.hint(true);
        let told = |explorer: Explorer| -> Vec<String> {
            explorer.suggestions().get_untracked().into_iter().map(|suggestion| suggestion.name).collect()
        };
        assert_eq!(told(explorer), ["Alpha"]);
        explorer.search("cra");
        let list = suggestions.get_untracked();
        assert_eq!(list[0].to, Suggested::Value("kind".to_owned(), "crash".to_owned()));
        assert!(explorer.press_in_search("ArrowDown", &list) && explorer.press_in_search("Enter", &list));
        assert_eq!(steps().pop().map(|(link, _)| link).as_deref(), Some("kind=crash"));
        assert!(!explorer.press_in_search("Enter", &list), "they are put away");
    });
}
