//! The bundle: the same content gives the same bytes, and damaged bytes give an error.

use failscope::bundle::{Content, Error, FORMAT, Flaw, decode_whole as decode, encode, is_whole};
use failscope::incident::{Choice, Incident};
use proptest::prelude::*;

use super::world::{content, taxonomy};

fn refusal(text: &str) -> String {
    decode(text.as_bytes()).expect_err(text).to_string()
}

#[test]
fn a_bundle_written_by_hand_needs_neither_version_nor_more_than_it_says() {
    let bundle = decode(
        br#" { "failscope": 1, "since": "later", "content": { "taxonomy": {"title": "t", "new": [1]},
            "incidents": [ {"id": "a", "title": "A", "mood": {}, "labels": {"x": {"choice": {"chosen": ["b"]}}}},
                           {"id": "b", "title": "B", "labels": {"x": {"choice": "not_applicable"}}} ] } } "#,
    )
    .unwrap();
    assert_eq!(bundle.version, "");
    assert_eq!(bundle.content.incidents[0].choice("x").options(), ["b"]);
    assert_eq!(*bundle.content.incidents[1].choice("x"), Choice::NotApplicable);
}

#[test]
fn what_is_no_bundle_is_refused_in_a_sentence() {
    let of = |content: &str| format!(r#"{{"failscope":1,"content":{content}}}"#);
    let incident =
        |fields: &str| of(&format!(r#"{{"taxonomy":{{"title":""}},"incidents":[{{"title":"",{fields}}}]}}"#));
    let category = |id: &str, options: &str| {
        of(&format!(
            r#"{{"incidents":[],"taxonomy":{{"title":"","groups":[{{"id":"g","label":"","categories":[{{"id":"{id}","label":"","options":[{options}]}}]}}]}}}}"#
        ))
    };
    for (text, says) in [
        (String::new(), "damaged or cut off"),
        ("<!doctype html>".to_owned(), "damaged or cut off"),
        ("{}".to_owned(), "no Failscope bundle"),
        (r#"{"failscope":1}"#.to_owned(), "no Failscope bundle"),
        (r#"{"failscope":2,"content":[]}"#.to_owned(), "format 2 and this program reads format 1: rebuild"),
        (r#"{"failscope":-1}"#.to_owned(), "damaged"),
        (of("{}"), "damaged or cut off (missing field"),
        (
            r#"{"failscope":1,"version":"0123","content":{"taxonomy":{"title":""},"incidents":[]}}"#.to_owned(),
            "names version 0123 and is ",
        ),
        (incident(r#""id":"""#), "nothing can be called “”"),
        (incident(r#""id":"../x""#), "nothing can be called “../x”"),
        (incident(r#""id":"a"},{"id":"a","title":"""#), "“a” is there twice"),
        (incident(r#""id":"a","sources":[{"id":"s","url":"javascript:x"}]"#), "a: “javascript:x” is no web address"),
        (incident(r#""id":"a","sources":[{"id":"s","archive":"data:x"}]"#), "a: “data:x” is no"),
        (incident(r#""id":"a","published":"2018-02-29""#), "damaged or cut off (`2018-02-29` is not a date"),
        (incident(r#""id":"a","labels":{"x":{"choice":{"chosen":[]}}}"#), "a: x: no option is chosen"),
        (
            incident(r#""id":"a","labels":{"x":{"choice":{"chosen":["missing"]}}}"#),
            "a: x: nothing can be called “missing”",
        ),
        (incident(r#""id":"a","labels":{"x":{"choice":{"chosen":["b,c"]}}}"#), "a: x: nothing can be called “b,c”"),
        (
            of(r#"{"collection":{"title":"","base_url":"javascript:x"},"taxonomy":{"title":""},"incidents":[]}"#),
            "base_url: “javascript:x” is no web address",
        ),
        (category("year", ""), "taxonomy: nothing can be called “year”"),
        (category("a.b", ""), "taxonomy: nothing can be called “a.b”"),
        (category("a", r#"{"id":"none","label":""}"#), "a: nothing can be called “none”"),
        (category("a", r#"{"id":"b","label":""},{"id":"b","label":""}"#), "a: “b” is there twice"),
    ] {
        assert!(refusal(&text).contains(says), "{says}: {}", refusal(&text));
    }
}

#[test]
fn every_cut_is_noticed() {
    let content = Content {
        taxonomy: taxonomy(),
        incidents: vec![Incident { id: "a".to_owned(), ..Default::default() }],
        ..Content::default()
    };
    let bytes = encode(&content).unwrap();
    for cut in 0..bytes.len() - 1 {
        assert!(matches!(decode(&bytes[..cut]), Err(Error::Malformed(_))), "cut at {cut}");
    }
}

#[test]
fn what_could_not_be_read_again_is_not_written() {
    let mut content = Content::default();
    for _ in 0..2 {
        content.incidents.push(Incident { id: "a".to_owned(), ..Default::default() });
    }
    assert_eq!(encode(&content), Err(Error::Content(Flaw::Twice("a".to_owned()))));
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn what_is_written_is_read_again_and_written_alike(content in content(30)) {
        let bytes = encode(&content).unwrap();
        prop_assert!(is_whole(&bytes));
        let bundle = decode(&bytes).unwrap();
        prop_assert_eq!(bundle.version.len(), 16);
        prop_assert_eq!(&encode(&bundle.content).unwrap(), &bytes);
        prop_assert_eq!(bundle.content, content);
        let opening = format!("{{\"failscope\":{FORMAT},");
        prop_assert!(bytes.starts_with(opening.as_bytes()) && bytes.ends_with(b"\n"));
    }

    #[test]
    fn a_changed_byte_of_the_content_is_noticed(content in content(6), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = encode(&content).unwrap();
        let start = bytes.windows(10).position(|window| window == b"\"content\":").unwrap() + 10;
        let at = start + at.index(bytes.len() - 2 - start);
        if bytes[at] != byte {
            bytes[at] = byte;
            prop_assert!(matches!(decode(&bytes), Err(Error::Malformed(_) | Error::Hash { .. })), "{at}: {byte}");
        }
    }

    #[test]
    fn other_content_has_another_version(content in content(6), title in "[a-z]{1,4}") {
        let mut other = content.clone();
        other.collection.title = title;
        let version = |content| decode(&encode(content).unwrap()).unwrap().version;
        prop_assert_eq!(version(&other) == version(&content), other == content);
    }

    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), in_content in any::<bool>()) {
        let start: &[u8] = if in_content { br#"{"failscope":1,"content":"# } else { b"" };
        let _ = decode(&[start, &bytes].concat());
    }
}
