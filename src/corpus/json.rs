//! JSON as a tree that forgets nothing: the order of fields, fields of one name, numbers as they
//! are written.
//!
//! `serde_json` reads every token; only what it would fold away is kept here. A tree is made to be
//! taken apart: a reader takes the fields that it understands, and what is left at the end is what
//! it did not. It knows no format. The readers of JSON use it.

use std::fmt;

use serde::Deserializer as _;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// How deep a tree goes; what lies deeper is kept as the text that it is.
const DEEPEST: usize = 32;

/// A value and all that is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// `null`: nothing is said.
    Null,
    /// A string, or a number or truth value as it is written.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// Fields in their order; a name may stand twice.
    Fields(Vec<(String, Json)>),
}

impl Json {
    /// Reads a value.
    ///
    /// # Errors
    /// Where it is no JSON, or a string in it is no text.
    pub(super) fn parse(text: &str) -> Result<Json, serde_json::Error> {
        of_raw(serde_json::from_str(text)?, 0)
    }

    /// Takes a field out of a value, by its path; the first of two that share a name.
    pub(super) fn take(&mut self, path: &[&str]) -> Option<Json> {
        let (name, rest) = path.split_first()?;
        let Json::Fields(fields) = self else { return None };
        let at = fields.iter().position(|(field, _)| field == name)?;
        if rest.is_empty() {
            return Some(fields.remove(at).1);
        }
        let taken = fields[at].1.take(rest);
        // A field that was emptied by this says nothing more.
        if taken.is_some() && fields[at].1 == Json::Fields(Vec::new()) {
            fields.remove(at);
        }
        taken
    }

    /// A field of a value, by its path.
    pub(super) fn get(&self, path: &[&str]) -> Option<&Json> {
        path.iter().try_fold(self, |value, name| {
            let Json::Fields(fields) = value else { return None };
            fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
        })
    }

    /// A field of a value, by its path, to take from.
    pub(super) fn at(&mut self, path: &[&str]) -> Option<&mut Json> {
        path.iter().try_fold(self, |value, name| {
            let Json::Fields(fields) = value else { return None };
            fields.iter_mut().find(|(field, _)| field == name).map(|(_, value)| value)
        })
    }

    /// The text of a value that is one.
    pub(super) fn text(&self) -> Option<&str> {
        if let Json::Text(text) = self { Some(text) } else { None }
    }

    /// Every text in a value with the names that lead to it, joined by dots; texts of one list
    /// together.
    pub(super) fn leaves(&self, path: &str, visit: &mut dyn FnMut(&str, &str)) {
        match self {
            Json::Null => {}
            Json::Text(text) => visit(path, text),
            Json::List(items) => {
                let texts: Option<Vec<&str>> = items.iter().map(Json::text).collect();
                match texts {
                    Some(texts) if texts.is_empty() => {}
                    Some(texts) => visit(path, &texts.join("; ")),
                    None => items.iter().for_each(|item| item.leaves(path, visit)),
                }
            }
            Json::Fields(fields) => {
                for (name, value) in fields {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    value.leaves(&path, visit);
                }
            }
        }
    }
}

fn of_raw(raw: &RawValue, depth: usize) -> Result<Json, serde_json::Error> {
    let text = raw.get();
    let deeper = |raw: &&RawValue| of_raw(raw, depth + 1);
    Ok(match text.as_bytes().first() {
        Some(b'{') if depth < DEEPEST => {
            let fields = serde_json::Deserializer::from_str(text).deserialize_map(Named)?;
            let fields = fields.into_iter().map(|(name, raw)| Ok((name, deeper(&raw)?)));
            Json::Fields(fields.collect::<Result<_, serde_json::Error>>()?)
        }
        Some(b'[') if depth < DEEPEST => {
            let items: Vec<&RawValue> = serde_json::from_str(text)?;
            Json::List(items.iter().map(deeper).collect::<Result<_, _>>()?)
        }
        Some(b'"') => Json::Text(serde_json::from_str(text)?),
        Some(b'n') => Json::Null,
        _ => Json::Text(text.to_owned()),
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
