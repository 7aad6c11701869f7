//! Every type of the bundle is read as it was written, and lacks no field that it needs.

use std::fmt::Debug;
use std::sync::OnceLock;

use failscope::bundle::json::{Read, read};
use failscope::bundle::text::TextParts;
use failscope::bundle::{Content, Decoded, Error, Head, Kind, Part, Site, decode, split};
use failscope::incident::{Collection, Incident, Taxonomy};
use failscope::query::text::{Header, Index};
use proptest::prelude::*;
use serde::Serialize;
use serde_json::Value;

use super::world::content;

/// A value that was written, tightly and not, with its fields in another order and others among them.
fn again<T: for<'a> Read<'a> + Serialize + Debug>(value: &T) {
    let wanted = format!("{value:?}");
    let tight = serde_json::to_string(value).unwrap();
    let mut tree: Value = serde_json::from_str(&tight).unwrap();
    let loose = serde_json::to_string_pretty(&tree).unwrap();
    only_what_is_needed_is_needed::<T>(&tree);
    if let Some(fields) = tree.as_object_mut() {
        fields.insert("a new field".to_owned(), serde_json::json!([{ "x": [1.5, null, "\u{1}"] }, true]));
    }
    for text in [tight, loose, tree.to_string()] {
        let read = read::<T>(&text).unwrap_or_else(|fault| panic!("{fault}: {text}"));
        assert_eq!(format!("{read:?}"), wanted, "{text}");
    }
}

/// A field may be missing where the schema says so, and only there.
fn only_what_is_needed_is_needed<T: for<'a> Read<'a>>(tree: &Value) {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| serde_json::from_str(&failscope::bundle::schema().unwrap()).unwrap());
    let Some(fields) = tree.as_object() else { return };
    let name = std::any::type_name::<T>().rsplit("::").next().unwrap();
    // Two of one name are numbered.
    let mut named = schema["$defs"].as_object().unwrap().iter().filter(|(other, _)| other.starts_with(name));
    let known = named.find(|(_, def)| fields.keys().all(|field| def["properties"][field].is_object()));
    let Some((_, known)) = known else { return };
    for field in fields.keys() {
        let mut others = fields.clone();
        others.remove(field);
        let is_needed = known["required"].as_array().is_some_and(|needed| needed.contains(&field[..].into()));
        let refused = read::<T>(&Value::from(others).to_string()).err();
        assert_eq!(refused.is_some(), is_needed, "{name}.{field}: {refused:?}");
    }
}

/// Each kind of noun by itself, so that a field which is not read is found.
fn every_noun(incident: &Incident) {
    again(incident);
    again(&incident.provenance);
    again(&Head::of(incident));
    incident.published.iter().chain(&incident.occurred).for_each(again);
    incident.sources.iter().for_each(again);
    for label in incident.labels.values() {
        again(label);
        again(&label.choice);
        label.rationale.iter().for_each(again);
    }
    for section in &incident.sections {
        again(section);
        section.blocks.iter().for_each(again);
    }
}

#[test]
fn real_records_and_whole_taxonomies_are_read_as_they_were_written() {
    use failscope::synth::{Words, incidents};
    for mut incident in incidents(40, 9, Words::Full) {
        incident.summary = vec!["\u{0}\"\\/\u{2028}😀\n\t\u{1f}".repeat(9)];
        every_noun(&incident);
    }
    let taxonomy: Taxonomy = failscope::corpus::collection::fail_taxonomy();
    again(&taxonomy);
    taxonomy.sections.iter().for_each(again);
    taxonomy.groups.iter().for_each(again);
    taxonomy.categories().for_each(again);
    taxonomy.categories().flat_map(|category| &category.options).for_each(again);
    let text = |word: &str| word.to_owned();
    again(&Collection {
        title: text("t"),
        description: text("d"),
        license: text("l"),
        method: text("m"),
        language: text("de"),
        base_url: text("https://example.org/"),
        report_url: text("https://example.org/?{id}"),
        old_paths: vec![text("{id}")],
    });
}

#[test]
fn the_text_index_and_the_manifest_are_read_as_they_were_written() {
    let incidents: Vec<Incident> = failscope::synth::incidents(30, 2, failscope::synth::Words::Full).collect();
    let header: Header = Index::build(&incidents, "en").files(4096, &mut |_| ()).unwrap();
    again(&header);
    header.fields.iter().for_each(again);
    let part = |kind| Part::of(kind, b"x", 7);
    again(&part(Kind::Details));
    again(&TextParts {
        // Kept as it is spelled, whatever that is.
        header: "7".to_owned(),
        shards: vec![part(Kind::Words); 2],
        places: vec![part(Kind::Places); 2],
        words: part(Kind::Words),
    });
    let content = Content { incidents, ..Content::default() };
    let manifest = split(&content, |_, _| Ok::<(), Error>(())).unwrap();
    let Decoded::Split(site) = decode(&manifest).unwrap() else { panic!("it is not split") };
    let site =
        Site { version: String::new(), text: Some(part(Kind::Text)), likeness: Some(part(Kind::Likeness)), ..site };
    again(&site);
    again(&content);
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn every_incident_is_read_as_it_was_written(content in content(5)) {
        content.incidents.iter().for_each(every_noun);
        again(&content.taxonomy);
        again(&content);
    }
}
