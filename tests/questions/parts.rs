//! The split bundle: every part gives back what went in, and damaged parts give an error.

use std::collections::BTreeMap;

use failscope::bundle::columns::Builder;
use failscope::bundle::{
    Columns, Content, Decoded, Error, Head, Kind, Part, Place, Site, decode, decode_details, decode_heads,
    decode_whole, encode_details, json, split,
};
use failscope::incident::{Choice, Date, Incident, Label};
use failscope::synth::{self, Words};
use proptest::prelude::*;
use serde_json::Value;

use super::world::{content, taxonomy};

/// A site in memory.
struct Files {
    manifest: Vec<u8>,
    site: Site,
    parts: BTreeMap<String, Vec<u8>>,
}

impl Files {
    fn of(content: &Content) -> Files {
        let mut parts = BTreeMap::new();
        let manifest = split(content, |path, bytes| {
            parts.insert(path.to_owned(), bytes.to_vec());
            Ok::<(), Error>(())
        })
        .unwrap();
        let Decoded::Split(site) = decode(&manifest).unwrap() else { panic!("it is not split") };
        Files { manifest, site, parts }
    }

    fn bytes(&self, part: &Part) -> &[u8] {
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
fn made_up(count: usize, words: Words) -> Content {
    Content { taxonomy: taxonomy(), incidents: synth::incidents(count, 1, words).collect(), ..Content::default() }
}

fn small() -> Content {
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
    by_title.sort_by_key(|number| incidents[*number].title.to_lowercase());
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
    assert_eq!(push(65_536), Err(Error::Content("essay has more than 65,536 answers".to_owned())));
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
    let why = decode_whole(&files.manifest).unwrap_err().to_string();
    assert!(why.contains("this site is split into parts"), "{why}");
}

#[test]
fn what_could_not_be_read_again_is_not_split() {
    let emit = |_: &str, _: &[u8]| Ok::<(), Error>(());
    let mut twice = small();
    twice.incidents[1].id = twice.incidents[0].id.clone();
    assert_eq!(split(&twice, emit), Err(Error::Content("two incidents are called `1`".to_owned())));
    let mut foreign = small();
    foreign.incidents[0].sources[0].url = Some("javascript:x".to_owned());
    assert!(split(&foreign, emit).unwrap_err().to_string().contains("`1` links to `javascript:x`"));
    let full = |_: &str, _: &[u8]| Err(Error::Malformed("the disk is full".to_owned()));
    assert_eq!(split(&small(), full), Err(Error::Malformed("the disk is full".to_owned())));
}

#[test]
fn every_cut_and_every_changed_byte_is_noticed() {
    let files = Files::of(&small());
    let open = |part: &Part, bytes: &[u8]| match part.kind {
        Kind::Index => files.site.open_index(bytes).err(),
        Kind::Heads => Site::open_heads(part, bytes).err(),
        Kind::Details => Site::open_details(part, bytes).err(),
        Kind::Text | Kind::Words | Kind::Places | Kind::Likeness => None,
    };
    let parts = [&files.site.index, &files.site.heads[0], &files.site.details[0]];
    for part in parts {
        let bytes = files.bytes(part);
        assert_eq!(open(part, bytes), None);
        for cut in 0..bytes.len() {
            let why = open(part, &bytes[..cut]).unwrap().to_string();
            assert_eq!(why, format!("{} is cut off: {cut} of its {} bytes are there", part.path(), bytes.len()));
            let mut changed = bytes.to_vec();
            changed[cut] ^= 1;
            let why = open(part, &changed).unwrap().to_string();
            assert!(why.starts_with(&format!("{} was changed after it was built", part.path())), "{why}");
            // What the hash would let through must not break the readers behind it.
            let _ = (Columns::from_json(&changed), decode_heads(&changed, 2), decode_details(&changed, 2));
            let _ =
                (Columns::from_json(&bytes[..cut]), decode_heads(&bytes[..cut], 2), decode_details(&bytes[..cut], 2));
        }
        let why = open(part, &[bytes, b" "].concat()).unwrap().to_string();
        assert!(why.contains("is longer than it was built"), "{why}");
        for other in parts.into_iter().filter(|other| *other != part) {
            assert!(open(part, files.bytes(other)).is_some());
            // Even under its own name: the bytes are whole and mean something else.
            let bytes = files.bytes(other);
            let disguised = Part::of(part.kind, bytes, part.count);
            let mut site = files.site.clone();
            site.index = disguised.clone();
            let why = match part.kind {
                Kind::Index => site.open_index(bytes).err(),
                _ => open(&disguised, bytes),
            };
            // A head is the beginning of an incident, so details can be read as heads.
            if (part.kind, other.kind) != (Kind::Heads, Kind::Details) {
                assert!(matches!(why, Some(Error::In { .. })), "{other} as {part}");
            }
        }
    }
    for cut in 0..files.manifest.len() - 1 {
        assert!(matches!(decode(&files.manifest[..cut]), Err(Error::Malformed(_))), "cut at {cut}");
    }
}

#[test]
fn a_wrong_count_is_noticed() {
    let files = Files::of(&small());
    let says = |part: &Part, why: &str| {
        format!("{}: the data contradicts itself: there are 2 {why} instead of 3", part.path())
    };
    let miscounted = |part: &Part| Part { count: 3, ..part.clone() };
    let (heads, details) = (miscounted(&files.site.heads[0]), miscounted(&files.site.details[0]));
    let why = Site::open_heads(&heads, files.bytes(&heads)).unwrap_err();
    assert_eq!(why.to_string(), says(&heads, "heads"));
    let why = Site::open_details(&details, files.bytes(&details)).unwrap_err();
    assert_eq!(why.to_string(), says(&details, "incidents"));
    let site = Site { count: 3, ..files.site.clone() };
    let why = site.open_index(files.bytes(&site.index)).unwrap_err();
    assert_eq!(why.to_string(), says(&site.index, "incidents"));
}

#[test]
fn an_impossible_manifest_is_refused_in_a_sentence() {
    let files = Files::of(&small());
    let text = String::from_utf8(files.manifest.clone()).unwrap();
    // Without its version, so that only what it says is wrong with it.
    let text = text.replace(&format!("\"version\":\"{}\",", files.site.version), "");
    assert!(matches!(decode(text.as_bytes()), Ok(Decoded::Split(_))));
    let heads = serde_json::to_string(&files.site.heads).unwrap();
    for (from, to, says) in [
        ("\"count\":2", "\"count\":3", "there are 3 incidents and index of 2"),
        (heads.as_str(), "[]", "there are 2 incidents and heads of 0"),
        ("[\"heads-", "[\"details-", "stands where heads should"),
        ("[\"index-", "[\"text-", "stands where index should"),
        ("[\"index-", "[\"../index-", "no part is called `../index-"),
        ("\"site\":", "\"content\":{},\"site\":", "it is whole and split at once"),
        ("\"site\":", "\"sight\":", "no Failscope bundle"),
        ("\"failscope\":1", "\"failscope\":2", "format 2"),
        ("\"failscope\":1", "\"failscope\":1,\"version\":\"0\"", "names version 0 and is"),
        ("\"id\":\"behaviour\"", "\"id\":\"year\"", "no category can be called `year`"),
    ] {
        let why = decode(text.replace(from, to).as_bytes()).expect_err(to).to_string();
        assert!(why.contains(says), "{says}: {why}");
    }
}

#[test]
fn tampered_columns_are_refused_in_a_sentence() {
    let mut content = made_up(2, Words::Short);
    for (incident, published) in content.incidents.iter_mut().zip(["2011", "2012"]) {
        *incident =
            Incident { id: format!("i{published}"), published: Date::parse(published).ok(), ..Incident::default() };
        incident.responsible = vec!["A".to_owned()];
    }
    let text = String::from_utf8(Columns::of(&taxonomy(), &content.incidents).unwrap().to_json().unwrap()).unwrap();
    for (from, to, says) in [
        ("\"count\":2", "\"count\":3", "2 ids of 3 incidents"),
        ("\"count\":2", "\"count\":-2", "damaged"),
        ("i2011 i2012", "i2011  i2012", "3 ids of 2"),
        ("i2011 i2012", "i2011 i2011", "two incidents are called `i2011`"),
        ("i2011 i2012", "i2011 ../", "no incident can be called `../`"),
        ("i2011 i2012", "i2011 ", "no incident can be called ``"),
        (r#"["2011","2012"]"#, r#"["2012","2011"]"#, "dates are not in order"),
        (r#"["2011","2012"]"#, r#"["2011","2011"]"#, "dates are not in order"),
        (r#"["2011","2012"]"#, r#"["2011"]"#, "column published: 2 is not below 2"),
        (r#"["2011","2012"]"#, r#"["2011","soon"]"#, "`soon` is not a date"),
        (r#""published":"CC""#, r#""published":"C""#, "column published: 2 numbers cannot"),
        (r#""published":"CC""#, r#""published":"CCA""#, "column published: there are 3 numbers"),
        (r#""titles":"AB""#, r#""titles":"BA""#, ""),
        (r#""published":"CC""#, r#""published":"AD""#, "column published: 4294967294 is not"),
        (r#""occurred":"BD""#, r#""occurred":"B?""#, "column occurred: the byte 63"),
        (
            r#""choices":["missing"],"numbers":"AA""#,
            r#""choices":["missing"],"numbers":"AB""#,
            "column behaviour: 1 is not below 1",
        ),
        (
            r#""choices":["missing"],"numbers":"AA""#,
            r#""choices":[],"numbers":"AA""#,
            "column behaviour: 0 is not below 0",
        ),
        (r#"["missing"]"#, r#"[{"chosen":[]}]"#, "chooses no option of behaviour"),
        (r#"["missing"]"#, r#"[{"chosen":["none"]}]"#, "says `none` of behaviour"),
        (r#""id":"perception""#, r#""id":"behaviour""#, "two columns behaviour"),
        (r#"{"lengths":"BB","names":"AA"}"#, r#"{"lengths":"BC","names":"AA"}"#, "column responsible: 3 numbers"),
        (
            r#"{"lengths":"BB","names":"AA"}"#,
            r#"{"lengths":"BB","names":"AB"}"#,
            "column responsible: 1 is not below 1",
        ),
        (r#"{"lengths":"BB","names":"AA"}"#, r#"{"lengths":"+////D+////D","names":"AA"}"#, "column responsible"),
        (r#""made":"AA""#, r#""made":"AB""#, "column made: 1 is not below 1"),
        (r#""makers":["person"]"#, r#""makers":["robot"]"#, "damaged"),
        (r#""sources":"AA""#, r#""sources":"A""#, "column sources"),
        (r#""titles":"AB""#, r#""titles":"AA""#, "column titles: two incidents have the rank 0"),
        (r#""titles":"AB""#, r#""titles":"AC""#, "column titles: 2 is not below 2"),
    ] {
        assert!(text.contains(from), "{from} is not in {text}");
        let read = Columns::from_json(text.replacen(from, to, 1).as_bytes());
        match read {
            Err(why) => assert!(!says.is_empty() && why.to_string().contains(says), "{to}: {says}: {why}"),
            Ok(_) => assert_eq!(says, "", "{to}"),
        }
    }
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

    #[test]
    fn no_bytes_make_a_reader_of_parts_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0..4_usize) {
        let start = [r#"{"count":1,"ids":""#, r#"[{"title":"#, "[", r#"{"failscope":1,"site":{"#][start].as_bytes();
        let bytes = [start, &bytes].concat();
        let _ = (Columns::from_json(&bytes), decode_heads(&bytes, 1), decode_details(&bytes, 1), decode(&bytes));
    }

    #[test]
    fn json_of_any_other_shape_makes_no_reader_panic(
        content in content(4),
        which in 0..4_usize,
        at in any::<prop::sample::Index>(),
        other in prop::sample::select(OTHERS.to_vec()),
    ) {
        let files = Files::of(&content);
        let bytes = match which {
            0 => &files.manifest[..],
            1 => files.bytes(&files.site.index),
            2 => files.site.heads.first().map_or(&b"[]"[..], |part| files.bytes(part)),
            _ => files.site.details.first().map_or(&b"[]"[..], |part| files.bytes(part)),
        };
        let mut json: Value = serde_json::from_slice(bytes).unwrap();
        let mut places = Vec::new();
        places_of(&json, String::new(), &mut places);
        let place: &String = at.get(&places);
        *json.pointer_mut(place).unwrap() = serde_json::from_str(other).unwrap();
        if which == 0 && let Some(fields) = json.as_object_mut() {
            // Else the hash would notice everything.
            fields.remove("version");
        }
        let bytes = serde_json::to_vec(&json).unwrap();
        let count = content.incidents.len() as u32;
        let _ = (decode_heads(&bytes, count), decode_details(&bytes, count), decode(&bytes));
        // What is accepted keeps its promises: every lookup has an answer, and it is written alike.
        if let Ok(columns) = Columns::from_json(&bytes) {
            for number in 0..=columns.len() {
                prop_assert_eq!(columns.position(columns.id(number)), (number < columns.len()).then_some(number));
                let lists = [columns.responsible().get(number), columns.impacted().get(number)];
                prop_assert!(lists.concat().iter().all(|name| (*name as usize) < columns.names().len()));
                for answers in columns.categories() {
                    prop_assert!(number == columns.len() || answers.choices.contains(answers.choice(number)));
                }
            }
            prop_assert_eq!(Columns::from_json(&columns.to_json().unwrap()), Ok(columns));
        }
    }
}

/// What could stand in the place of something else.
const OTHERS: [&str; 14] = [
    "null",
    "true",
    "0",
    "1",
    "-1",
    "4294967295",
    "1e99",
    "\"\"",
    "\"A\"",
    "\"//////D\"",
    "[]",
    "{}",
    "[0]",
    "[\"a\",\"a\"]",
];

/// The JSON pointer of every value.
fn places_of(json: &Value, place: String, places: &mut Vec<String>) {
    match json {
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                places_of(item, format!("{place}/{number}"), places);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                places_of(field, format!("{place}/{}", name.replace('~', "~0").replace('/', "~1")), places);
            }
        }
        _ => {}
    }
    places.push(place);
}
