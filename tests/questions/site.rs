//! A split bundle against the same one in a single file: whatever has to be fetched first, the
//! answers are the same in the end.

use std::collections::BTreeMap;

use failscope::bundle::{Content, Decoded, Error, decode};
use failscope::export::answer::Told;
use failscope::incident::Collection;
use failscope::publish::Publisher;
use failscope::query::similar::similar;
use failscope::query::{Answer, Catalog, Need, Query, Question, answer};
use failscope::synth::{self, Words};
use proptest::prelude::*;
use serde_json::to_value;

use super::world::{catalog, content, seed, taxonomy};

/// A published collection in memory.
struct Published {
    manifest: Vec<u8>,
    files: BTreeMap<String, Vec<u8>>,
}

fn publish(content: &Content) -> Published {
    let mut files = BTreeMap::new();
    let mut emit = |path: &str, bytes: &[u8]| {
        files.insert(path.to_owned(), bytes.to_vec());
        Ok::<(), Error>(())
    };
    let mut publisher = Publisher::new(content.collection.clone(), content.taxonomy.clone()).unwrap();
    content.incidents.iter().for_each(|incident| publisher.push(incident, &mut emit).unwrap());
    let manifest = publisher.finish(&mut emit).unwrap();
    Published { manifest, files }
}

impl Published {
    /// A catalogue of which nothing but the index has arrived.
    fn open(&self) -> Catalog {
        let Decoded::Split(site) = decode(&self.manifest).unwrap() else { panic!("it is not split") };
        let index = &self.files[&site.index.path()];
        Catalog::of_site(site, index).unwrap()
    }

    fn fetch(&self, catalog: &Catalog, need: Need) {
        let (path, size) = catalog.file(need).expect("a file that is needed has a name");
        assert_eq!(self.files[&path].len() as u64, size);
        catalog.receive(need, &self.files[&path]).unwrap();
    }

    /// Fetches what a query needs until it needs nothing, which it soon does.
    fn fetch_for(&self, catalog: &Catalog, query: &Query) {
        for _ in 0..6 {
            let missing = Question::new(catalog, query).missing().to_vec();
            if missing.is_empty() {
                return;
            }
            missing.into_iter().for_each(|need| self.fetch(catalog, need));
        }
        panic!("a query needs no more than six rounds: {query:?}");
    }
}

/// An answer with every hit in order and every count.
fn whole_answer(catalog: &Catalog, query: &Query) -> (Answer, Vec<u32>, Vec<Vec<u32>>) {
    let answer = answer(catalog, query);
    let counts = catalog.facets(query.basis).map(|facet| answer.counts(facet)).collect();
    (answer.clone(), answer.hits(catalog, usize::MAX), counts)
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn a_split_bundle_answers_like_a_whole_one(content in content(60), seed in seed()) {
        let published = publish(&content);
        let split = published.open();
        let whole = catalog(content.clone());
        let query = seed.query(&whole);
        prop_assert_eq!(&seed.query(&split), &query);
        let early = Question::new(&split, &query);
        prop_assert!(!early.missing().is_empty() || whole_answer(&split, &query) == whole_answer(&whole, &query));
        published.fetch_for(&split, &query);
        prop_assert_eq!(whole_answer(&split, &query), whole_answer(&whole, &query));
        for index in 0..whole.len() {
            if let Err(Some(need)) = split.head(index) {
                published.fetch(&split, need);
            }
            if let Err(Some(need)) = split.incident(index) {
                published.fetch(&split, need);
            }
            prop_assert_eq!(split.head(index), whole.head(index));
            prop_assert_eq!(split.incident(index), Ok(&content.incidents[index]));
        }
        prop_assert_eq!(split.incident(whole.len()), Err(None));
        let told = |catalog| to_value(Told::search(catalog, &query, &[], 20)).unwrap();
        prop_assert_eq!(told(&split), told(&whole));
        if let Err(Some(need)) = split.profiles() {
            published.fetch(&split, need);
        }
        if !whole.is_empty() {
            let resembling = |catalog: &Catalog| similar(catalog, catalog.profiles().unwrap(), 0, 5);
            prop_assert_eq!(resembling(&split), resembling(&whole));
        }
    }

    #[test]
    fn a_damaged_file_is_refused_and_may_come_again(at in any::<prop::sample::Index>(), which in any::<prop::sample::Index>(), flip in 1..=255_u8) {
        let content = Content { taxonomy: taxonomy(), incidents: synth::incidents(8, 1, Words::Short).collect(), ..Content::default() };
        let published = publish(&content);
        let catalog = published.open();
        let query = Query { text: "system".to_owned(), like: Some(content.incidents[0].id.clone()), ..Query::default() };
        let needs = [Need::Heads(0), Need::Details(0), Need::Text, Need::Likeness];
        let need = *which.get(&needs);
        let (path, _) = catalog.file(need).unwrap();
        let mut bytes = published.files[&path].clone();
        let place = at.index(bytes.len());
        bytes[place] ^= flip;
        let refused = catalog.receive(need, &bytes).unwrap_err().to_string();
        prop_assert!(refused.starts_with(&path), "{}", refused);
        prop_assert!(catalog.receive(need, &bytes[..place]).is_err());
        published.fetch(&catalog, need);
        published.fetch_for(&catalog, &query);
        prop_assert!(answer(&catalog, &query).missing.is_empty());
    }
}

#[test]
fn publishing_twice_gives_the_same_bytes() {
    let incidents: Vec<_> = synth::incidents(300, 3, Words::Short).collect();
    let content = Content { collection: Collection::default(), taxonomy: taxonomy(), incidents };
    let (one, other) = (publish(&content), publish(&content));
    assert_eq!(one.manifest, other.manifest);
    assert_eq!(one.files, other.files);
}

#[test]
fn lists_and_counts_need_no_text_and_no_details() {
    let incidents: Vec<_> = synth::incidents(40, 1, Words::Short).collect();
    let content = Content { collection: Collection::default(), taxonomy: taxonomy(), incidents };
    let split = publish(&content).open();
    let query = Query::default().toggled("domain", "finance");
    assert_eq!(Question::new(&split, &query).missing(), []);
    assert_eq!(whole_answer(&split, &query), whole_answer(&catalog(content), &query));
}
