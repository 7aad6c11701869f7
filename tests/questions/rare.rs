//! Facets with many rare values are kept as lists both ways, and what hundreds of neighbours carry is
//! looked up: the same numbers must come out.

use std::collections::{BTreeMap, BTreeSet};

use failscope::bundle::{Bundle, Content};
use failscope::incident::{Date, Incident, Taxonomy};
use failscope::query::bits::Bits;
use failscope::query::facet::Facet;
use failscope::query::{Basis, Catalog};

const INCIDENTS: usize = 9_000;

/// Organizations by the thousand, a few of them everywhere.
fn organizations(index: usize) -> Vec<String> {
    let mut names = vec![format!("o{}", index * 7919 % 6_007)];
    names.extend((index.is_multiple_of(3)).then(|| "everywhere".to_owned()));
    names.extend((index.is_multiple_of(10)).then(|| format!("o{}", index * 31 % 6_007)));
    names
}

fn year(index: usize) -> String {
    format!("{}", 2000 + index * 13 % 7)
}

fn catalog() -> Catalog {
    let incident = |index: usize| Incident {
        id: index.to_string(),
        title: format!("t{index}"),
        responsible: if index % 11 == 5 { Vec::new() } else { organizations(index) },
        published: Date::parse(&year(index)).ok(),
        ..Incident::default()
    };
    let content = Content {
        taxonomy: Taxonomy::default(),
        incidents: (0..INCIDENTS).map(incident).collect(),
        ..Content::default()
    };
    Catalog::new(Bundle { content, ..Bundle::default() }).unwrap()
}

#[test]
fn thousands_of_rare_values_and_a_few_frequent_ones_count_like_a_plain_loop() {
    let catalog = catalog();
    let sets = [
        ("none", Bits::none(INCIDENTS)),
        ("all", Bits::all(INCIDENTS)),
        ("few", Bits::of(INCIDENTS, |index| index % 97 == 3)),
        ("half", Bits::of(INCIDENTS, |index| index % 2 == 0)),
        ("most", Bits::of(INCIDENTS, |index| index % 97 != 3)),
        ("a stretch", Bits::of(INCIDENTS, |index| (1_700..4_100).contains(&index))),
        ("all but the ends", Bits::of(INCIDENTS, |index| (3..INCIDENTS - 3).contains(&index))),
        ("two stretches and more", Bits::of(INCIDENTS, |index| index % 5 == 0 || index < 2_048 || index / 1_000 == 3)),
    ];
    let [rare, frequent] = ["responsible", "year"].map(|id| catalog.facet(id, Basis::Reported).unwrap());
    assert!(rare.values.len() > 4_096);
    for facet in [rare, frequent] {
        let counted = sets.each_ref().map(|(_, set)| facet.counts(&set.clone().into()));
        let mut walked: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for index in 0..INCIDENTS {
            let said = match &catalog.incidents()[index].responsible {
                _ if facet.id == "year" => vec![year(index)],
                nobody if nobody.is_empty() => vec!["missing".to_owned()],
                names => names.clone(),
            };
            // Some name one twice.
            said.into_iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .for_each(|value| walked.entry(value).or_default().push(index));
        }
        for (place, value) in facet.values.iter().enumerate() {
            let walked = walked.remove(&value.id).unwrap_or_default();
            let carriers = facet.carriers(place);
            assert!(carriers.iter().eq(walked.iter().copied()), "carriers of {}", value.id);
            for ((name, set), counts) in sets.iter().zip(&counted) {
                let kept = walked.iter().filter(|index| set.contains(**index)).count() as u32;
                assert_eq!(counts[place], kept, "{} among {name}", value.id);
            }
        }
        assert_eq!(walked, BTreeMap::new(), "what {} says and the facet does not know", facet.id);
    }
}

#[test]
fn a_facet_without_values_counts_none_of_a_stretch() {
    let facet = Facet::new("of", "Of", INCIDENTS, Vec::new());
    assert_eq!(facet.counts(&Bits::of(INCIDENTS, |index| index > 100).into()), [0_u32; 0]);
}

#[test]
fn places_of_values_that_no_short_number_holds_count_as_the_others() {
    // 65,535 is the most that a number of 16 bits says, and one of them says that there is no value.
    for values in [65_534, 65_535, 65_536, 65_537, 70_000] {
        let carriers = |value: usize| BTreeSet::from([value % INCIDENTS, value * 7 % INCIDENTS, value / 9]);
        let listed = (0..values).map(|value| {
            let list = carriers(value).into_iter().map(|index| index as u32);
            (value.to_string(), value.to_string(), list.collect())
        });
        let facet = Facet::new("of", "Of", INCIDENTS, listed.collect());
        let set = Bits::of(INCIDENTS, |index| index % 7 == 2 || index > INCIDENTS - 90);
        let walked = (0..values).map(|value| carriers(value).into_iter().filter(|index| set.contains(*index)).count());
        let counts = facet.counts(&set.clone().into());
        assert!(counts.into_iter().map(|count| count as usize).eq(walked), "{values} values");
    }
}
