//! What is handed to scripts: every form of an answer says the same.

use failscope::export::answer::{Told, histogram};
use failscope::export::compact::{compact, dictionary, ids};
use failscope::link::{Notice, Vain};
use proptest::prelude::*;
use serde_json::{Value, json, to_value};

use super::world::{catalog, content, seed};

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn numbers_say_what_names_say(content in content(60), seed in seed(), limit in 0..70_usize, wanted in prop::collection::vec(0..40_u32, 0..5)) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let told = to_value(Told::answer(&catalog, &query, &[Notice::of(Vain::Open, "open", "9")])).unwrap();
        let every: Vec<u32> = (0..catalog.facets.len() as u32).collect();
        let few = compact(&catalog, &query, 0, &wanted);
        let compact = compact(&catalog, &query, limit, &every);
        prop_assert_eq!((json!(compact.total), json!(compact.certain)), (told["total"].clone(), told["certain"].clone()));

        let mut rest = compact.counts.iter();
        let mut named = serde_json::Map::new();
        for facet in dictionary(&catalog, query.basis) {
            let counts = facet.values.iter().map(|value| ((*value).to_owned(), json!(rest.next())));
            named.insert(facet.id.to_owned(), Value::Object(counts.collect()));
        }
        prop_assert_eq!(rest.next(), None);
        prop_assert_eq!(&Value::Object(named), &told["facets"]);

        let facets = dictionary(&catalog, query.basis);
        let counts = wanted.iter().filter_map(|place| facets.get(*place as usize)).flat_map(|facet| {
            facet.values.iter().map(|value| told["facets"][facet.id][*value].clone())
        });
        prop_assert_eq!(json!(few.counts), Value::Array(counts.collect()));
        prop_assert_eq!((few.total, few.hits.len()), (compact.total, 0));

        let all = ids(&catalog);
        let hits: Vec<&str> = compact.hits.iter().map(|hit| all[*hit as usize]).collect();
        let first: Vec<&Value> = told["ids"].as_array().unwrap().iter().take(limit).collect();
        prop_assert_eq!(json!(hits), json!(first));
        prop_assert_eq!(&to_value(histogram(&catalog, &query)).unwrap(), &told["histogram"]);
    }

    #[test]
    fn a_search_is_an_answer_with_titles(content in content(60), seed in seed(), limit in 0..70_usize) {
        let catalog = catalog(content);
        let query = seed.query(&catalog);
        let mut told = to_value(Told::answer(&catalog, &query, &[])).unwrap();
        let mut found = to_value(Told::search(&catalog, &query, &[], limit)).unwrap();
        let ids = told.as_object_mut().unwrap().remove("ids").unwrap();
        let hits = found.as_object_mut().unwrap().remove("hits").unwrap();
        prop_assert_eq!(found, told);
        let hits = hits.as_array().unwrap();
        prop_assert_eq!(hits.len(), ids.as_array().unwrap().len().min(limit));
        for (hit, id) in hits.iter().zip(ids.as_array().unwrap()) {
            let incident = &catalog.incidents()[catalog.position(id.as_str().unwrap()).unwrap()];
            prop_assert_eq!((&hit["id"], &hit["title"]), (id, &json!(incident.title)));
            for (name, date) in [("published", &incident.published), ("occurred", &incident.occurred)] {
                prop_assert_eq!(hit.get(name).and_then(Value::as_str), date.as_ref().map(|date| date.as_str()));
            }
        }
    }
}
