//! Shares of what is known: of which incidents they are, and what pages say of those that are left out.

use failscope::incident::Incident;
use failscope::page::incident::{Sheet, article};
use failscope::page::tree::{Element, To};
use failscope::query::bits::Bits;
use failscope::query::{Basis, Catalog, answer};
use failscope::words::Words;
use proptest::prelude::*;

use super::oracle::values;
use super::world::{catalog, content, seed};

/// Whether an incident says anything of a category but that nobody knows.
fn is_known(incident: &Incident, category: &str) -> bool {
    values(incident, category, Basis::Reported).iter().any(|value| value != "unknown" && value != "missing")
}

/// What the card of a category says of how common its values are, in the order of its options.
fn shares(page: &Element, category: &str) -> Vec<String> {
    let (mut said, testid) = (Vec::new(), format!("card-{category}"));
    let is = |element: &Element, name: &str, value: &str| {
        element.parts().attributes.iter().any(|(known, is)| *known == name && is == value)
    };
    page.visit(&mut |card| {
        if is(card, "data-testid", &testid) {
            card.visit(&mut |element| {
                said.extend(is(element, "class", "share").then(|| element.words().trim().to_owned()))
            });
        }
    });
    said
}

fn page(catalog: &Catalog, incident: &Incident, selected: Option<&Bits>, known: bool, live: bool) -> Element {
    article(&Sheet { catalog, incident, selected, address: "", words: Words::plain(), known, live })
}

/// One bar's words: of how many, and how many of all are left out.
fn sentence(count: usize, of: usize, left_out: usize, place: &str) -> String {
    let percent = match (100 * count + of / 2) / of.max(1) {
        0 if count > 0 => "under 1%".to_owned(),
        percent => format!("{percent}%"),
    };
    match left_out {
        0 => format!("{percent} of the {place} ({count} of {of})"),
        _ => format!("{percent} of those known in the {place} ({count} of {of}, {left_out} left out)"),
    }
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn known_are_those_of_whom_something_is_said(content in content(80)) {
        let catalog = catalog(content);
        for category in catalog.taxonomy.categories() {
            let Some(facet) = catalog.facet(&category.id, Basis::Reported) else { continue };
            let known: Vec<usize> = facet.known().iter().collect();
            let expected: Vec<usize> =
                (0..catalog.len()).filter(|index| is_known(&catalog.incidents()[*index], &category.id)).collect();
            prop_assert_eq!(known, expected, "{}", &category.id);
        }
    }

    #[test]
    fn a_card_counts_what_is_known_and_says_what_it_leaves_out(content in content(30), seed in seed(), known in any::<bool>()) {
        let catalog = catalog(content);
        let answer = answer(&catalog, &seed.query(&catalog));
        for incident in catalog.incidents() {
            let page = page(&catalog, incident, Some(answer.selected()), known, true);
            for category in catalog.taxonomy.categories() {
                let carried = values(incident, &category.id, Basis::Reported);
                let mut expected = Vec::new();
                for value in &carried {
                    // What nobody knows is no part of what is known: its share stays one of everything.
                    let leaves_out = known && value != "unknown" && value != "missing";
                    for (place, within) in [("collection", false), ("selection", true)] {
                        let within = |index: &usize| !within || answer.selected().contains(*index);
                        let all: Vec<&Incident> =
                            (0..catalog.len()).filter(within).map(|index| &catalog.incidents()[index]).collect();
                        let of = all.iter().filter(|other| !leaves_out || is_known(other, &category.id)).count();
                        let carriers = all.iter().filter(|other| values(other, &category.id, Basis::Reported).contains(value));
                        expected.push(sentence(carriers.count(), of, all.len() - of, place));
                    }
                }
                let mut said = shares(&page, &category.id);
                said.sort();
                expected.sort();
                prop_assert_eq!(said, expected, "{} of {}", &category.id, &incident.id);
            }
        }
    }

    #[test]
    fn only_a_page_that_a_program_draws_offers_the_other_shares(content in content(4), known in any::<bool>()) {
        let catalog = catalog(content);
        for incident in catalog.incidents() {
            for live in [true, false] {
                let mut ways = Vec::new();
                page(&catalog, incident, None, known, live).visit(&mut |element| {
                    ways.extend(element.parts().to.clone().filter(|to| matches!(to, To::Shares(_))));
                });
                prop_assert_eq!(ways, if live { vec![To::Shares(!known)] } else { Vec::new() });
            }
        }
    }
}
