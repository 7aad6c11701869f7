//! JSON as a tree, and as a list of which every element is handed over.
//!
//! `serde_json` reads every token; only what it would fold away is kept here. It knows no format. The
//! readers of JSON use it.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::corpus::tree::{DEEPEST, Tree};

/// Reads a value.
///
/// # Errors
/// Where it is no JSON, or a string in it is no text.
pub(super) fn parse(text: &str) -> Result<Tree, serde_json::Error> {
    of_raw(serde_json::from_str(text)?, 0)
}

fn of_raw(raw: &RawValue, depth: usize) -> Result<Tree, serde_json::Error> {
    let text = raw.get();
    let deeper = |raw: &&RawValue| of_raw(raw, depth + 1);
    Ok(match text.as_bytes().first() {
        Some(b'{') if depth < DEEPEST => {
            let fields = serde_json::Deserializer::from_str(text).deserialize_map(Named)?;
            let fields = fields.into_iter().map(|(name, raw)| Ok((name, deeper(&raw)?)));
            Tree::Fields(fields.collect::<Result<_, serde_json::Error>>()?)
        }
        Some(b'[') if depth < DEEPEST => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Tree::List(items.iter().map(deeper).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Tree::Text(serde_json::from_str(text)?),
        Some(b'n') => Tree::Null,
        _ => Tree::Text(text.to_owned()),
    })
}

/// Visits an object as what it is, a row of fields.
struct Named;

impl<'de> Visitor<'de> for Named {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("fields in braces")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(fields)
    }
}

/// Hands over every element of a list as its text, until the list ends or breaks off.
///
/// # Errors
/// Where the text is no list from there on; the elements before have been handed over.
pub(super) fn each_element<'a>(text: &'a str, visit: &mut dyn FnMut(&'a str)) -> Result<(), serde_json::Error> {
    struct Elements<'v, 'a>(&'v mut dyn FnMut(&'a str));
    impl<'de> Visitor<'de> for Elements<'_, 'de> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list in brackets")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
            while let Some(raw) = list.next_element::<&'de RawValue>()? {
                (self.0)(raw.get());
            }
            Ok(())
        }
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_seq(Elements(visit))?;
    reader.end()
}

/// The names of the fields of a value that has such, in order; none where it is broken.
pub(super) fn field_names(text: &str) -> Vec<String> {
    let fields = serde_json::Deserializer::from_str(text).deserialize_map(Named);
    fields.map(|fields| fields.into_iter().map(|(name, _)| name).collect()).unwrap_or_default()
}
