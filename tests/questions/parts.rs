//! The split bundle: every part gives back what went in.

use std::collections::BTreeMap;

use failscope::bundle::columns::Builder;
use failscope::bundle::{
    Columns, Content, Decoded, Error, Flaw, Head, Kind, Part, Place, Site, decode, decode_whole, encode_details,
    is_whole, json, split,
};
use failscope::incident::{Choice, Date, Incident, Label, letters};
use failscope::synth::{self, Words};
use proptest::prelude::*;

use super::world::{content, taxonomy};

/// A site in memory.
pub(super) struct Files {
    pub(super) manifest: Vec<u8>,
    pub(super) site: Site,
    parts: BTreeMap<String, Vec<u8>>,
}

impl Files {
    pub(super) fn of(content: &Content) -> Files {
        let mut parts = BTreeMap::new();
        let manifest = split(content, |path, bytes| {
            parts.insert(path.to_owned(), bytes.to_vec());
            Ok::<(), Error>(())
        })
        .unwrap();
        let Decoded::Split(site) = decode(&manifest).unwrap() else { panic!("it is not split") };
        Files { manifest, site, parts }
    }

    pub(super) fn bytes(&self, part: &Part) -> &[u8] {
        &self.parts[&part.path()]
    }

    fn columns(&self) -> Columns {
        self.site.open_index(self.bytes(&self.site.index)).unwrap()
    }

    fn heads(&self) -> Vec<Head> {
        self.site.heads.iter().flat_map(|part| Site::open_heads(part, self.bytes(part)).unwrap()).collect()
    }

    fn details(&self) -> Vec<Incident> {
        self.site.details.iter().flat_map(|part| Site::open_details(part, self.bytes(part)).unwrap()).collect()
    }
}

/// So many made-up incidents, in FAIL's taxonomy or in none.
pub(super) fn made_up(count: usize, words: Words) -> Content {
    Content { taxonomy: taxonomy(), incidents: synth::incidents(count, 1, words).collect(), ..Content::default() }
}

pub(super) fn small() -> Content {
    let mut content = made_up(2, Words::Short);
    for incident in &mut content.incidents {
        incident.sections.clear();
        incident.labels.retain(|id, _| id.as_str() <= "domain");
    }
    content
}

/// Every question that columns answer, beside the incidents themselves.
fn agree(columns: &Columns, content: &Content) {
    let incidents = &content.incidents;
    assert_eq!(columns.len(), incidents.len());
    let names = |numbers: &[u32]| -> Vec<String> {
        numbers.iter().map(|number| columns.names().get(*number as usize).to_owned()).collect()
    };
    let mut by_title: Vec<usize> = (0..incidents.len()).collect();
    by_title.sort_by_key(|number| letters::plain(&incidents[*number].title));
    for (number, incident) in incidents.iter().enumerate() {
        assert_eq!(columns.id(number), incident.id);
        assert_eq!(columns.position(&incident.id), Some(number));
        assert_eq!(columns.published(number), incident.published.as_ref());
        assert_eq!(columns.occurred(number), incident.occurred.as_ref());
        assert_eq!(names(columns.responsible().get(number)), incident.responsible);
        assert_eq!(names(columns.impacted().get(number)), incident.impacted);
        assert_eq!(columns.maker(number), incident.provenance.made);
        assert_eq!(columns.sources(number) as usize, incident.sources.len());
        assert_eq!(by_title[columns.title_ranks()[number] as usize], number);
        let known = content.taxonomy.categories().map(|category| &category.id);
        for category in known.chain(incident.labels.keys()) {
            assert_eq!(columns.choice(category, number), incident.choice(category), "{category}");
        }
    }
    assert!(columns.dates().is_sorted_by_key(Date::first));
    for nobody in [incidents.len(), usize::MAX] {
        assert_eq!(columns.id(nobody), "");
        assert_eq!(columns.published(nobody), None);
        assert_eq!(columns.responsible().get(nobody), [0_u32; 0]);
        assert_eq!(*columns.choice("behaviour", nobody), Choice::Missing);
    }
    assert_eq!(columns.position("nobody"), None);
    assert_eq!(*columns.choice("no category", 0), Choice::Missing);
}

#[test]
fn a_thousand_incidents_fill_several_parts() {
    let mut content = made_up(1_100, Words::Full);
    content.incidents[700].summary = vec!["long ".repeat(100_000)];
    let files = Files::of(&content);
    assert_eq!(files.site.heads.iter().map(|part| part.count).collect::<Vec<_>>(), [512, 512, 76]);
    assert!(files.site.details.len() > 20);
    let alone = files.site.detail_part(700).unwrap();
    assert_eq!((alone.first, files.site.details[alone.part].count), (700, 1));
    for part in &files.site.details {
        assert!(part.size <= 256 * 1024 || part.count == 1);
    }
    assert_eq!(files.site.head_part(1_024), Some(Place { part: 2, first: 1_024 }));
    assert_eq!(files.site.head_part(1_100), None);
    agree(&files.columns(), &content);
    assert_eq!(files.details(), content.incidents);
}

#[test]
fn a_category_that_few_incidents_know_is_missing_from_the_others() {
    let mut content = made_up(3, Words::Short);
    content.incidents[2].labels = BTreeMap::from([("zeal".to_owned(), content.incidents[2].labels["domain"].clone())]);
    let columns = Columns::of(&content.taxonomy, &content.incidents).unwrap();
    agree(&columns, &content);
    let ids: Vec<&str> = columns.categories().iter().map(|answers| answers.id.as_str()).collect();
    assert_eq!(ids[..4], ["behaviour", "perception", "communication", "application"]);
    assert!(ids[4..].is_sorted() && ids.ends_with(&["zeal"]));
    assert_eq!(columns.category("zeal").unwrap().choices[0], Choice::Missing);
}

#[test]
fn a_category_with_an_answer_for_everybody_is_refused() {
    let mut builder = Builder::new(&taxonomy());
    let mut incident = Incident::default();
    let mut push = |number: usize| {
        incident.id = number.to_string();
        let choice = Choice::Chosen(vec![format!("o{number}")]);
        incident.labels.insert("essay".to_owned(), Label { choice, ..Label::default() });
        builder.push(&incident)
    };
    for number in 0..65_536 {
        push(number).unwrap();
    }
    assert_eq!(push(65_536), Err(Error::Content(Flaw::of("essay")(Flaw::TooMuch))));
}

#[test]
fn names_have_numbers_by_frequency_and_then_by_letters() {
    let mut content = made_up(3, Words::Short);
    for (incident, names) in content.incidents.iter_mut().zip([vec!["b", "z"], vec!["c", "a"], vec!["z"]]) {
        incident.responsible = names.iter().map(|name| (*name).to_owned()).collect();
        incident.impacted.clear();
    }
    let columns = Columns::of(&content.taxonomy, &content.incidents).unwrap();
    assert_eq!(columns.names().iter().collect::<Vec<_>>(), ["z", "a", "b", "c"]);
    assert_eq!(columns.responsible().get(1), [3, 1]);
}

#[test]
fn a_gist_is_cut_between_words() {
    let gist = |text: String| Head::of(&Incident { summary: vec![text], ..Incident::default() }).gist.unwrap();
    let words = |count: usize| "a word ".repeat(count).trim_end().to_owned();
    assert_eq!(gist(words(34)), words(34));
    assert_eq!(gist(words(40)), format!("{} a…", words(34)));
    assert_eq!(gist("x".repeat(240)), "x".repeat(240));
    assert_eq!(gist("x".repeat(241)), format!("{}…", "x".repeat(240)));
    assert_eq!(gist(format!("{} rest", "x".repeat(240))), format!("{}…", "x".repeat(240)));
    assert_eq!(gist("漢".repeat(999)), format!("{}…", "漢".repeat(240)));
    assert_eq!(gist(String::new()), "");
    assert_eq!(Head::of(&Incident::default()).gist, None);
}

#[test]
fn a_part_is_named_by_what_it_holds_and_the_hash_of_its_bytes() {
    // XXH3-64 of nothing, as its specification's own tests have it.
    let part = Part::of(Kind::Heads, b"", 0);
    assert_eq!(part.path(), "parts/heads-2d06800538d394c2.json");
    let json = serde_json::to_string(&part).unwrap();
    assert_eq!(json, r#"["heads-2d06800538d394c2",0,0]"#);
    assert_eq!(json::read::<Part>(&json).unwrap(), part);
    for name in [
        "",
        "heads",
        "heads-",
        "heads-12",
        "heads-../../../secret",
        "Heads-0123456789abcdef",
        "heads-0123456789ABCDEF",
        "heads-+123456789abcdef",
        "pages-0123456789abcdef",
    ] {
        let json = format!("[\"{name}\",2,0]");
        let why = json::read::<Part>(&json).expect_err(name).to_string();
        assert!(why.contains(&format!("no part is called `{name}`")), "{why}");
    }
}

#[test]
fn a_split_bundle_is_refused_where_only_a_whole_one_is_understood() {
    let files = Files::of(&small());
    assert!(!is_whole(&files.manifest) && !is_whole(b"<!doctype html>"));
    let why = decode_whole(&files.manifest).unwrap_err().to_string();
    assert!(why.contains("this site is split into parts"), "{why}");
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_part_gives_back_what_went_in(content in content(40)) {
        let files = Files::of(&content);
        let again = Files::of(&content);
        prop_assert_eq!((&files.manifest, &files.parts), (&again.manifest, &again.parts));
        prop_assert_eq!(files.site.version.len(), 16);
        prop_assert_eq!((&files.site.collection, &files.site.taxonomy), (&content.collection, &content.taxonomy));
        prop_assert_eq!(files.details(), content.incidents.clone());
        prop_assert_eq!(files.heads(), content.incidents.iter().map(Head::of).collect::<Vec<_>>());
        let columns = files.columns();
        agree(&columns, &content);
        prop_assert_eq!(&Columns::of(&content.taxonomy, &content.incidents).unwrap(), &columns);
        prop_assert_eq!(&columns.to_json().unwrap(), files.bytes(&files.site.index));
        if let [part] = &files.site.details[..] {
            prop_assert_eq!(&encode_details(&content.incidents).unwrap(), files.bytes(part));
        }
    }

    #[test]
    fn runs_cover_every_incident_once(counts in prop::collection::vec(0..5_u32, 0..9)) {
        let files = Files::of(&small());
        let parts: Vec<Part> = counts.iter().map(|count| Part { count: *count, ..files.site.heads[0].clone() }).collect();
        let details = parts.iter().map(|part| Part { kind: Kind::Details, ..part.clone() }).collect();
        let site = Site { heads: parts, details, ..files.site };
        let mut number = 0;
        for (part, count) in counts.iter().enumerate() {
            let first = number;
            for _ in 0..*count {
                prop_assert_eq!(site.head_part(number), Some(Place { part, first }));
                prop_assert_eq!(site.detail_part(number), Some(Place { part, first }));
                number += 1;
            }
        }
        prop_assert_eq!(site.head_part(number), None);
        prop_assert_eq!(site.detail_part(usize::MAX), None);
    }
}
