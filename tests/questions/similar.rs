//! What resembles what: scores against the formula worked out slowly, reasons against what the
//! two incidents really say.

use std::collections::BTreeSet;

use failscope::bundle::{Bundle, Content};
use failscope::incident::{Choice, Incident, Label};
use failscope::query::similar::{Kind, scores, similar};
use failscope::query::{Basis, Catalog};
use proptest::prelude::*;

use super::oracle::values;
use super::world::{catalog, content, taxonomy};

/// Kind, facet and value of a thing that an incident says.
type Thing = (Kind, String, String);

const CATEGORIES: [&str; 4] = ["behaviour", "perception", "communication", "application"];

fn things(incident: &Incident) -> BTreeSet<Thing> {
    let of = |kind: Kind, facet: &str, nothing: &'static [&'static str]| {
        let values = values(incident, facet, Basis::Reported).into_iter();
        let values = values.filter(move |value| !nothing.contains(&value.as_str()));
        values.map(|value| (kind, facet.to_owned(), value)).collect::<Vec<_>>()
    };
    let labels = CATEGORIES.iter().flat_map(|category| of(Kind::Label, category, &["unknown", "none", "missing"]));
    let organizations = of(Kind::Organization, "organization", &["missing"]);
    let text = format!("{} {}", incident.title, incident.summary.join(" ")).to_lowercase();
    let words = text.split_whitespace().map(|word| word.replace('ü', "u").replace('é', "e"));
    let words = words.filter(|word| word != "1").map(|word| (Kind::Word, String::new(), word));
    labels.chain(organizations).chain(words).collect()
}

/// What every incident says that counts: words of one alone and stop words taken out.
fn said(catalog: &Catalog) -> Vec<BTreeSet<Thing>> {
    let mut said: Vec<BTreeSet<Thing>> = catalog.incidents().iter().map(things).collect();
    let all = said.clone();
    for things in &mut said {
        things.retain(|thing| {
            let carriers = carriers(&all, thing);
            thing.0 != Kind::Word || carriers == 2 || carriers > 2 && carriers * 5 <= all.len()
        });
    }
    said
}

fn carriers(said: &[BTreeSet<Thing>], thing: &Thing) -> usize {
    said.iter().filter(|things| things.contains(thing)).count()
}

fn score(said: &[BTreeSet<Thing>], one: usize, other: usize) -> f64 {
    let weigh = |things: Vec<&Thing>| -> f64 {
        things.into_iter().map(|thing| ((said.len() + 1) as f64 / carriers(said, thing) as f64).ln()).sum()
    };
    let part = |(kind, part): (Kind, f64)| {
        let of_kind = |thing: &&Thing| thing.0 == kind;
        let shared = weigh(said[one].intersection(&said[other]).filter(of_kind).collect());
        let together = weigh(said[one].union(&said[other]).filter(of_kind).collect());
        if together > 0.0 { part * shared / together } else { 0.0 }
    };
    [(Kind::Label, 0.5), (Kind::Organization, 0.25), (Kind::Word, 0.25)].into_iter().map(part).sum()
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn scores_are_the_formula_worked_out_slowly(content in content(24), index in 0..24_usize) {
        let catalog = catalog(content);
        let said = said(&catalog);
        let profiles = catalog.profiles().unwrap();
        let found = scores(&catalog, profiles, index);
        prop_assert_eq!(found.len(), catalog.len());
        let expected = |other: usize| if index < said.len() { score(&said, index, other) } else { 0.0 };
        for (other, found) in found.iter().enumerate() {
            prop_assert!((found - expected(other)).abs() < 1e-4, "{} {}: {}", index, other, found);
        }
    }

    #[test]
    fn a_score_is_the_same_from_either_side(content in content(30)) {
        let catalog = catalog(content);
        let profiles = catalog.profiles().unwrap();
        let all: Vec<Vec<f64>> = (0..catalog.len()).map(|index| scores(&catalog, profiles, index)).collect();
        for (one, scores) in all.iter().enumerate() {
            for (other, score) in scores.iter().enumerate() {
                prop_assert_eq!(*score, all[other][one]);
                prop_assert!((0.0..=1.0).contains(score) && *score <= scores[one]);
            }
        }
    }

    #[test]
    fn the_most_similar_come_first_and_never_itself(content in content(40), index in 0..40_usize, most in 0..50_usize) {
        let catalog = catalog(content);
        let profiles = catalog.profiles().unwrap();
        let scores = scores(&catalog, profiles, index);
        let found = similar(&catalog, profiles, index, most);
        let mut expected: Vec<usize> = (0..scores.len()).filter(|other| *other != index && scores[*other] > 0.0).collect();
        expected.sort_by(|one, other| scores[*other].total_cmp(&scores[*one]).then(one.cmp(other)));
        expected.truncate(most);
        prop_assert_eq!(found.iter().map(|similar| similar.index).collect::<Vec<_>>(), expected);
        prop_assert!(found.iter().all(|similar| similar.score == scores[similar.index]));
    }

    #[test]
    fn reasons_are_all_that_is_shared_strongest_first_and_add_up(content in content(30), index in 0..30_usize) {
        let catalog = catalog(content);
        let said = said(&catalog);
        for similar in similar(&catalog, catalog.profiles().unwrap(), index, 100) {
            let reasons: Vec<Thing> = similar.reasons.iter().map(|reason| (reason.kind, reason.facet.clone(), reason.value.clone())).collect();
            let shared: BTreeSet<Thing> = said[index].intersection(&said[similar.index]).cloned().collect();
            prop_assert_eq!(reasons.len(), shared.len());
            prop_assert_eq!(reasons.iter().cloned().collect::<BTreeSet<_>>(), shared);
            prop_assert!(similar.reasons.is_sorted_by(|one, other| one.strength >= other.strength));
            prop_assert!((similar.reasons.iter().map(|reason| reason.strength).sum::<f64>() - similar.score).abs() < 1e-9);
            for (reason, thing) in similar.reasons.iter().zip(&reasons) {
                prop_assert_eq!(reason.carriers as usize, carriers(&said, thing));
                let facet = catalog.facet(&reason.facet, Basis::Reported);
                let label = facet.and_then(|facet| facet.value(&reason.value)).map_or(&reason.value, |value| &value.label);
                prop_assert_eq!(&reason.label, label);
            }
        }
    }
}

fn small(incidents: Vec<Incident>) -> Catalog {
    let incidents = incidents.into_iter().zip(0..).map(|(incident, id)| Incident { id: format!("{id}"), ..incident });
    let content = Content { taxonomy: taxonomy(), incidents: incidents.collect(), ..Content::default() };
    Catalog::new(Bundle { content, ..Bundle::default() }).unwrap()
}

fn incident(title: &str, organizations: &[&str], behaviour: &[&str]) -> Incident {
    let choice = Choice::of(behaviour.iter().map(|option| (*option).to_owned()).collect());
    Incident {
        title: title.to_owned(),
        responsible: organizations.iter().map(|name| (*name).to_owned()).collect(),
        labels: [("behaviour".to_owned(), Label { choice, ..Label::default() })].into(),
        ..Incident::default()
    }
}

#[test]
fn a_score_worked_out_by_hand() {
    let catalog = small(vec![
        incident("Expired certificate", &["Ericsson", "O2"], &["crash", "unknown"]),
        incident("An expired certificate again", &["Ericsson"], &["crash", "omission"]),
        incident("unknown", &[], &["unknown"]),
        incident("unknown", &[], &["omission"]),
    ]);
    let found = similar(&catalog, catalog.profiles().unwrap(), 0, 10);
    assert_eq!(found.len(), 1, "an unknown behaviour and an unknown title are nothing to share");
    // Of four, two crash, two omit, two say Ericsson, one says O2, two say either word.
    let (two, one) = (2.5_f64.ln(), 5.0_f64.ln());
    let expected = 0.5 * two / (two + two) + 0.25 * two / (two + one) + 0.25;
    assert!((found[0].score - expected).abs() < 1e-6, "{}", found[0].score);
    let reasons: Vec<&str> = found[0].reasons.iter().map(|reason| reason.label.as_str()).collect();
    assert_eq!(reasons, ["the crash", "certificate", "expired", "Ericsson"]);
}

#[test]
fn twins_are_as_similar_as_can_be_even_alone_in_the_world() {
    let twin = || incident("Expired certificate", &["Ericsson"], &["crash"]);
    let catalog = small(vec![twin(), twin()]);
    let found = similar(&catalog, catalog.profiles().unwrap(), 0, 10);
    assert_eq!((found.len(), found[0].index, found[0].score), (1, 1, 1.0));
}

#[test]
fn words_that_many_incidents_have_are_no_reason() {
    let titles = ["the bank", "the train", "the plane", "the ferry", "the bank", "the lift"];
    let catalog = small(titles.iter().map(|title| incident(title, &[], &[])).collect());
    let found = similar(&catalog, catalog.profiles().unwrap(), 0, 10);
    assert_eq!(found.iter().map(|similar| similar.index).collect::<Vec<_>>(), [4]);
    assert_eq!(found[0].reasons.iter().map(|reason| reason.value.as_str()).collect::<Vec<_>>(), ["bank"]);
}

#[test]
fn the_empty_and_the_unknown_have_nothing_similar() {
    let empty = Catalog::new(Bundle::default()).unwrap();
    let profiles = empty.profiles().unwrap();
    assert!(similar(&empty, profiles, 0, 10).is_empty() && scores(&empty, profiles, 0).is_empty());
    let catalog = small(vec![incident("a bank", &["x"], &["crash"]), incident("a bank", &["x"], &["crash"])]);
    assert!(similar(&catalog, catalog.profiles().unwrap(), 2, 10).is_empty());
    assert!(similar(&catalog, profiles, 0, 10).len() <= 1, "profiles of another catalogue do no harm");
}
