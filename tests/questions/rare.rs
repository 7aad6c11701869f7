//! Facets with many rare values are kept as lists both ways: the same numbers must come out.

use failscope::bundle::{Bundle, Content};
use failscope::incident::{Incident, Taxonomy};
use failscope::query::bits::Bits;
use failscope::query::{Basis, Catalog};

const INCIDENTS: usize = 5_000;

/// Organizations by the thousand, a few of them everywhere.
fn organizations(index: usize) -> Vec<String> {
    let mut names = vec![format!("o{}", index * 7919 % 4_001)];
    names.extend((index.is_multiple_of(3)).then(|| "everywhere".to_owned()));
    names.extend((index.is_multiple_of(10)).then(|| format!("o{}", index * 31 % 4_001)));
    names
}

fn catalog() -> Catalog {
    let incident = |index: usize| Incident {
        id: index.to_string(),
        title: format!("t{index}"),
        responsible: if index % 11 == 5 { Vec::new() } else { organizations(index) },
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
fn thousands_of_rare_values_count_like_a_plain_loop() {
    let catalog = catalog();
    let facet = catalog.facet("responsible", Basis::Reported).unwrap();
    assert!(facet.values.len() > 3_000);
    for (name, set) in [
        ("none", Bits::none(INCIDENTS)),
        ("all", Bits::all(INCIDENTS)),
        ("few", Bits::of(INCIDENTS, |index| index % 97 == 3)),
        ("half", Bits::of(INCIDENTS, |index| index % 2 == 0)),
        ("most", Bits::of(INCIDENTS, |index| index % 97 != 3)),
    ] {
        let counts = facet.counts(&set, set.count());
        for (place, value) in facet.values.iter().enumerate() {
            let carries = |index: &usize| {
                let names = &catalog.incidents()[*index].responsible;
                if value.id == "missing" { names.is_empty() } else { names.contains(&value.id) }
            };
            let plain: Vec<usize> = (0..INCIDENTS).filter(carries).collect();
            let carriers = facet.carriers(place);
            assert!(carriers.iter().eq(plain.iter().copied()), "carriers of {}", value.id);
            let kept = plain.iter().filter(|index| set.contains(**index)).count() as u32;
            assert_eq!(counts[place], kept, "{} among {name}", value.id);
        }
    }
}
