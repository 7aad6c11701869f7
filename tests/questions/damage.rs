//! The split bundle, damaged: whatever is cut, changed, miscounted or of another shape gives an error and
//! never a wrong answer, and what could not be read is not written.

use failscope::bundle::{Columns, Decoded, Error, Flaw, Kind, Part, Site, decode, decode_details, decode_heads, split};
use failscope::incident::{Date, Incident};
use failscope::synth::Words;
use proptest::prelude::*;
use serde_json::Value;

use super::parts::{Files, made_up, small};
use super::world::{content, taxonomy};

#[test]
fn what_could_not_be_read_again_is_not_split() {
    let emit = |_: &str, _: &[u8]| Ok::<(), Error>(());
    let mut twice = small();
    twice.incidents[1].id = twice.incidents[0].id.clone();
    assert_eq!(split(&twice, emit), Err(Error::Content(Flaw::Twice("1".to_owned()))));
    let mut foreign = small();
    foreign.incidents[0].sources[0].url = Some("javascript:x".to_owned());
    assert!(split(&foreign, emit).unwrap_err().to_string().contains("1: “javascript:x” is no web address"));
    let full = |_: &str, _: &[u8]| Err(Error::Unwritten("the disk is full".to_owned()));
    assert_eq!(split(&small(), full), Err(Error::Unwritten("the disk is full".to_owned())));
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
        format!("{}: the data contradicts itself: {why}: there are 2 instead of 3", part.path())
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
        ("\"count\":2", "\"count\":3", "index: there are 2 instead of 3"),
        (heads.as_str(), "[]", "heads: there are 0 instead of 2"),
        ("[\"heads-", "[\"details-", "stands where “heads” should"),
        ("[\"index-", "[\"text-", "stands where “index” should"),
        ("[\"index-", "[\"../index-", "no part is called `../index-"),
        ("\"site\":", "\"content\":{},\"site\":", "it is whole and split at once"),
        ("\"site\":", "\"sight\":", "no Failscope bundle"),
        ("\"failscope\":1", "\"failscope\":2", "format 2"),
        ("\"failscope\":1", "\"failscope\":1,\"version\":\"0\"", "names version 0 and is"),
        ("\"id\":\"behaviour\"", "\"id\":\"year\"", "taxonomy: nothing can be called “year”"),
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
        ("\"count\":2", "\"count\":3", "ids: there are 2 instead of 3"),
        ("\"count\":2", "\"count\":-2", "damaged"),
        ("i2011 i2012", "i2011  i2012", "ids: there are 3 instead of 2"),
        ("i2011 i2012", "i2011 i2011", "“i2011” is there twice"),
        ("i2011 i2012", "i2011 ../", "nothing can be called “../”"),
        ("i2011 i2012", "i2011 ", "nothing can be called “”"),
        (r#"["2011","2012"]"#, r#"["2012","2011"]"#, "dates: they are not in order"),
        (r#"["2011","2012"]"#, r#"["2011","2011"]"#, "dates: they are not in order"),
        (r#"["2011","2012"]"#, r#"["2011"]"#, "published: the numbers cannot be read (2 is not below 2"),
        (r#"["2011","2012"]"#, r#"["2011","soon"]"#, "`soon` is not a date"),
        (r#""published":"CC""#, r#""published":"C""#, "published: the numbers cannot be read (2 numbers cannot"),
        (r#""published":"CC""#, r#""published":"CCA""#, "published: the numbers cannot be read (there are 3 numbers"),
        (r#""titles":"AB""#, r#""titles":"BA""#, ""),
        (r#""published":"CC""#, r#""published":"AD""#, "published: the numbers cannot be read (4294967294 is not"),
        (r#""occurred":"BD""#, r#""occurred":"B?""#, "occurred: the numbers cannot be read (the byte 63"),
        (
            r#""choices":["missing"],"numbers":"AA""#,
            r#""choices":["missing"],"numbers":"AB""#,
            "behaviour: the numbers cannot be read (1 is not below 1",
        ),
        (
            r#""choices":["missing"],"numbers":"AA""#,
            r#""choices":[],"numbers":"AA""#,
            "behaviour: the numbers cannot be read (0 is not below 0",
        ),
        (r#"["missing"]"#, r#"[{"chosen":[]}]"#, "behaviour: no option is chosen"),
        (r#"["missing"]"#, r#"[{"chosen":["none"]}]"#, "behaviour: nothing can be called “none”"),
        (r#""id":"perception""#, r#""id":"behaviour""#, "categories: “behaviour” is there twice"),
        (
            r#"{"lengths":"BB","names":"AA"}"#,
            r#"{"lengths":"BC","names":"AA"}"#,
            "responsible: the numbers cannot be read (3 numbers",
        ),
        (
            r#"{"lengths":"BB","names":"AA"}"#,
            r#"{"lengths":"BB","names":"AB"}"#,
            "responsible: the numbers cannot be read (1 is not below 1",
        ),
        (r#"{"lengths":"BB","names":"AA"}"#, r#"{"lengths":"+////D+////D","names":"AA"}"#, "responsible: the numbers"),
        (r#""made":"AA""#, r#""made":"AB""#, "made: the numbers cannot be read (1 is not below 1"),
        (r#""makers":["person"]"#, r#""makers":["robot"]"#, "damaged"),
        (r#""sources":"AA""#, r#""sources":"A""#, "sources: the numbers"),
        (r#""titles":"AB""#, r#""titles":"AA""#, "titles: “0” is there twice"),
        (r#""titles":"AB""#, r#""titles":"AC""#, "titles: the numbers cannot be read (2 is not below 2"),
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
