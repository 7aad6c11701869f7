//! The reader of JSON beside serde_json: the same verdict on any text, and the same values.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

use failscope::bundle::json::{Raw, Read, Reader, Result, read};
use failscope::bundle::{Head, Part};
use failscope::incident::{Choice, Date, Maker};
use failscope::query::text;
use proptest::prelude::*;
use proptest::sample::{Index as At, select};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Any JSON as a tree, read with what readers of types use.
#[derive(Debug)]
struct Any(Value);

impl<'a> Read<'a> for Any {
    fn read(reader: &mut Reader<'a>) -> Result<Any> {
        Ok(Any(match reader.peek() {
            Some(b'{') => {
                let mut fields = serde_json::Map::new();
                reader.fields(&mut |name, reader| {
                    fields.insert(name.into_owned(), Any::read(reader)?.0);
                    Ok(())
                })?;
                fields.into()
            }
            Some(b'[') => Vec::<Any>::read(reader)?.into_iter().map(|any| any.0).collect(),
            Some(b'"') => String::read(reader)?.into(),
            Some(b'n') => reader.null().map(|_| Value::Null)?,
            Some(b't' | b'f') => reader.truth()?.into(),
            _ => reader.float()?.into(),
        }))
    }
}

/// Whether two trees are one, but for the last bit of floats.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            one == other || (one - other).abs() <= one.abs() * 1e-15 || one.abs().max(other.abs()) < 1e-300
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|((name, one), (same, other))| name == same && alike(one, other))
        }
        _ => one == other,
    }
}

/// What serde_json says of a text as a type, and what is said here.
fn same<'a, T: Read<'a> + DeserializeOwned + Debug + PartialEq>(text: &'a str) {
    match (read::<T>(text), serde_json::from_str::<T>(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text}: {ours:?}, and serde_json: {theirs:?}"),
    }
}

fn both(text: &str) {
    match (read::<Any>(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), Ok(theirs)) => assert!(alike(&ours.0, &theirs), "{text}: {ours:?}, and serde_json: {theirs:?}"),
        (Err(fault), Err(_)) => assert!(fault.at() <= text.len()),
        (ours, theirs) => panic!("{text}: {ours:?}, and serde_json: {theirs:?}"),
    }
    let skipped = serde_json::from_str::<&serde_json::value::RawValue>(text);
    match (read::<Raw<'_>>(text), skipped) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours.0, theirs.get()),
        (Err(_), Err(_)) => {}
        (ours, theirs) => panic!("{text} is passed: {ours:?}, and serde_json: {theirs:?}"),
    }
    same::<String>(text);
    same::<Vec<Option<String>>>(text);
    same::<BTreeMap<String, u32>>(text);
    same::<bool>(text);
    same::<u32>(text);
    same::<u64>(text);
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, says) in [
        ("", "expected an object, and nothing comes at line 1 column 1"),
        ("{", "expected a string, and nothing comes at line 1 column 2"),
        ("<!doctype html>", "expected an object at line 1 column 1"),
        ("{\n \"title\": 1}", "expected a string at line 2 column 11"),
        (r#"{"gist":"x"}"#, "missing field `title` at line 1 column 13"),
        (r#"{"title":"","title":""}"#, "duplicate field `title` at line 1 column 21"),
        (r#"{"title":"x"#, "expected the end of the string, and nothing comes at line 1 column 12"),
        ("{\"title\":\"\n\"}", "a control character stands in a string at line 1 column 11"),
        (r#"{"title":"\x"}"#, "an escape means nothing at line 1 column 12"),
        (r#"{"title":"\ud800"}"#, "half a character is escaped at line 1 column 18"),
        (r#"{"title":"" "gist""#, "expected `,` or `}` at line 1 column 13"),
        (r#"{"title":"",}"#, "expected a string at line 1 column 13"),
        (r#"{"title" "x"}"#, "expected `:` at line 1 column 10"),
        (r#"{"title":"x"}}"#, "expected the end at line 1 column 14"),
        (r#"{"new":[1 2]"#, "expected `,` or `]` at line 1 column 11"),
        (r#"{"new":nul"#, "expected null at line 1 column 8"),
    ] {
        assert_eq!(read::<Head>(text).unwrap_err().to_string(), says, "{text}");
    }
    for (text, says) in [
        (r#"["heads-2d06800538d394c2",1]"#, "there is less"),
        (r#"["heads-2d06800538d394c2",1,1,1]"#, "there is more"),
        (r#"["heads-2d06800538d394c2",1,4294967296]"#, "`4294967296` is no whole number that can stand here"),
        (r#"["heads-2d06800538d394c2",1.0,1]"#, "`1.0` is no whole number"),
        (r#"["heads-2d06800538d394c2",-1,1]"#, "`-1` is no whole number"),
    ] {
        let why = read::<Part>(text).unwrap_err().to_string();
        assert!(why.contains(says), "{text}: {why}");
    }
    assert!(read::<Choice>("\"some\"").unwrap_err().to_string().contains("no choice is called `some`"));
    assert!(read::<Maker>("\"robot\"").unwrap_err().to_string().contains("`robot`"));
    assert!(read::<Date>("\"soon\"").unwrap_err().to_string().starts_with("`soon` is not a date"));
    assert!(read::<text::Kind>("\"poem\"").unwrap_err().to_string().contains("`poem`"));
}

#[test]
fn what_is_hard_to_read_is_read_as_serde_json_reads_it() {
    for text in [
        r#" "\"\\\/\b\f\n\r\t\u00e9\u4E2d\ud83d\ude00" "#,
        r#""\ud83d""#,
        r#""\ud83d\u0041""#,
        r#""\ud83d\ud83d""#,
        r#""\ud83dx""#,
        r#""\ude00""#,
        r#""\u12""#,
        r#""\u+123""#,
        r#""\u12é""#,
        r#""\"#,
        r#""12345678\"12345678""#,
        "\"12345\u{1f}78\"",
        "\"\u{7f}\u{80}é漢😀\"",
        "\u{feff}[]",
        "\u{a0}[]",
        "\u{b}[]",
        "[1,]",
        "[,1]",
        r#"{"a":1,}"#,
        r#"{"a":1,"a":2}"#,
        "{1:2}",
        "01",
        "-",
        "-0",
        "-01",
        "+1",
        ".5",
        "5.",
        "1e",
        "1e+",
        "1E-7",
        "0.1e1",
        "18446744073709551615",
        "18446744073709551616",
        "4294967295",
        "4294967296",
        "123456789012345678901234567890",
        "0.000000000000000000000000000000000123456789012345678901234567890",
        "1e308",
        "1e309",
        "-1e309",
        "1e-400",
        "0e99999999999",
        "1e99999999999",
        "1e-99999999999",
        "nulls",
        "nul",
        "truefalse",
        "True",
        "NaN",
        "'a'",
        "// no\n1",
    ] {
        both(text);
    }
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{{\"title\":\"\",\"new\":{}{}}}", "[".repeat(depth), "]".repeat(depth));
    // The object around it is one of the 127.
    assert!(read::<Head>(&nested(126)).is_ok());
    assert!(read::<Head>(&nested(127)).unwrap_err().to_string().starts_with("too much is nested"));
    assert!(read::<Head>(&"[{\"a\":".repeat(1_000_000)).is_err());
    assert!(read::<Raw<'_>>(&"[".repeat(1_000_000)).is_err());
    assert_eq!(serde_json::from_str::<Value>(&nested(126)).is_ok(), read::<Any>(&nested(126)).is_ok());
    assert_eq!(serde_json::from_str::<Value>(&nested(127)).is_ok(), read::<Any>(&nested(127)).is_ok());
}

#[test]
fn what_need_not_be_copied_is_borrowed() {
    assert!(matches!(read::<Cow<'_, str>>("\"plain é\""), Ok(Cow::Borrowed("plain é"))));
    assert!(matches!(read::<Cow<'_, str>>("\"\\n\""), Ok(Cow::Owned(_))));
    assert_eq!(read::<Raw<'_>>(" { \"a\" : [ 1 ] } "), Ok(Raw("{ \"a\" : [ 1 ] }")));
}

/// A text that is JSON, with odd spaces, odd numbers and everything that can be escaped.
fn text() -> impl Strategy<Value = String> {
    let number =
        (select(vec!["", "-"]), "0|[1-9][0-9]{0,22}", select(vec!["", ".0", ".5", ".000123", ".99999999999999999999"]))
            .prop_flat_map(|(sign, digits, rest)| {
                let powers = vec!["", "", "", "e0", "E5", "e-7", "e+30", "e-300", "e400", "E-400"];
                select(powers).prop_map(move |power| format!("{sign}{digits}{rest}{power}"))
            });
    let letters = select(vec![
        "a",
        "é",
        "漢",
        "😀",
        "\u{7f}",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\b",
        "\\u0041",
        "\\u00e9",
        "\\uD83D\\uDe00",
        "12345678",
        " ",
        "{",
        "]",
        ":",
        "\\ud800",
        "\\udc00",
    ]);
    let string = prop::collection::vec(letters, 0..6).prop_map(|letters| format!("\"{}\"", letters.concat()));
    let word = select(vec!["null", "true", "false", "\"a\"", "7"]).prop_map(str::to_owned);
    let space = || select(vec!["", "", "", " ", "\n", "\t\r "]);
    let leaf = prop_oneof![word, number, string.clone()];
    leaf.prop_recursive(4, 24, 5, move |inner| {
        let item = (space(), inner.clone(), space()).prop_map(|(before, item, after)| format!("{before}{item}{after}"));
        let field = (space(), string.clone(), space(), item.clone())
            .prop_map(|(before, name, after, item)| format!("{before}{name}{after}:{item}"));
        prop_oneof![
            prop::collection::vec(item, 0..5).prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(field, 0..5).prop_map(|fields| format!("{{{}}}", fields.join(","))),
        ]
    })
}

/// What breaks a text, or does not, where it is put.
const PIECES: [&str; 22] = [
    "", "\"", "\\", "\\u", "{", "}", "[", "]", ",", ":", "0", "1", "-", ".", "e", "n", "\u{1}", " ", "é", "null", "[]",
    "\"a\":1,",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..crate::cases() })]

    #[test]
    fn any_json_is_read_as_serde_json_reads_it(text in text()) {
        both(&text);
    }

    #[test]
    fn broken_json_is_refused_where_serde_json_refuses_it(text in text(), at in any::<At>(), length in 0..3_usize, piece in select(PIECES.to_vec())) {
        let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let start = at.index(bounds.len());
        let end = bounds[(start + length).min(bounds.len() - 1)];
        let start = bounds[start];
        both(&format!("{}{piece}{}", &text[..start], &text[end..]));
        both(&text[..start]);
    }

    #[test]
    fn any_text_is_refused_where_serde_json_refuses_it(text in "[\\[\\]{}\",:\\\\ a-f0-9eEu.+-]{0,12}|\\PC{0,9}") {
        both(&text);
    }

    #[test]
    fn every_short_fraction_is_read_exactly(number in any::<f32>().prop_filter("JSON has no others", |number| number.is_finite()), share in 0..=1000_u32) {
        let share = share as f32 / 1000.0;
        for number in [number, share, -share] {
            prop_assert_eq!(read::<f32>(&serde_json::to_string(&number).unwrap()), Ok(number));
        }
    }
}
