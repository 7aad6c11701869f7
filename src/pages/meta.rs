//! What pages tell programs: citation data, Open Graph, JSON-LD in the words of schema.org, oEmbed.

use serde_json::{Value, json};

use crate::incident::{Incident, is_web_address};
use crate::page::codebook;
use crate::pages::shell::meta;
use crate::query::Catalog;

/// The head of an incident's page: what citation managers and previews read.
pub(super) fn of_incident(head: &mut String, catalog: &Catalog, incident: &Incident, title: &str, address: &str) {
    meta(head, "property", "og:type", "article");
    meta(head, "name", "citation_title", title);
    meta(head, "name", "citation_author", &catalog.collection.title);
    if let Some(date) = &incident.provenance.date {
        meta(head, "name", "citation_publication_date", &date.as_str().replace('-', "/"));
    }
    meta(head, "name", "citation_public_url", address);
    meta(head, "name", "citation_inbook_title", &catalog.collection.title);
    meta(head, "name", "citation_language", &catalog.collection.language);
}

/// An object without what is empty.
fn object(fields: Vec<(&str, Value)>) -> Value {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    };
    Value::Object(
        fields
            .into_iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The collection as a data set.
fn collection(catalog: &Catalog) -> Value {
    let about = &catalog.collection;
    object(vec![
        ("@type", json!("Dataset")),
        ("name", json!(about.title)),
        ("description", json!(about.description)),
        ("url", json!(about.base_url)),
        ("version", json!(catalog.version)),
        ("license", json!(Some(&about.license).filter(|license| is_web_address(license)))),
    ])
}

/// An incident as a report of an event.
pub(super) fn json_ld(catalog: &Catalog, incident: &Incident, title: &str, address: &str) -> String {
    let day = |date: &Option<crate::incident::Date>| {
        let date = date.as_ref().map(|date| date.as_str());
        // Dates of schema.org are those of ISO 8601; what is known less exactly is left out.
        json!(date.filter(|date| date.len() <= 10 && date.chars().all(|c| c.is_ascii_digit() || c == '-')))
    };
    let mut keywords: Vec<String> = Vec::new();
    for category in catalog.taxonomy.categories() {
        for option in incident.choice(&category.id).options() {
            keywords.push(format!("{}: {}", category.label, category.label_of(option)));
        }
    }
    let organizations = |names: &[String]| -> Vec<Value> {
        names.iter().map(|name| json!({ "@type": "Organization", "name": name })).collect()
    };
    let named: Vec<String> = incident.responsible.iter().chain(&incident.impacted).cloned().collect();
    let cited: Vec<Value> = incident
        .sources
        .iter()
        .map(|source| {
            object(vec![
                ("@type", json!("CreativeWork")),
                ("identifier", json!(source.id)),
                ("name", json!(source.title)),
                ("url", json!(source.url)),
                ("archivedAt", json!(source.archive)),
                ("datePublished", day(&source.date)),
                (
                    "publisher",
                    json!(source.publisher.as_ref().map(|name| json!({ "@type": "Organization", "name": name }))),
                ),
            ])
        })
        .collect();
    let event = object(vec![("@type", json!("Event")), ("name", json!(title)), ("startDate", day(&incident.occurred))]);
    object(vec![
        ("@context", json!("https://schema.org")),
        ("@type", json!("Report")),
        ("@id", json!(address)),
        ("url", json!(address)),
        ("identifier", json!(incident.id)),
        ("headline", json!(title)),
        ("description", json!(incident.gist())),
        ("inLanguage", json!(catalog.collection.language)),
        ("dateCreated", day(&incident.provenance.date)),
        ("keywords", json!(keywords)),
        ("about", event),
        ("mentions", json!(organizations(&named))),
        ("isPartOf", collection(catalog)),
        ("citation", json!(cited)),
    ])
    .to_string()
}

/// The codebook as a set of terms.
pub(super) fn terms(catalog: &Catalog, home: &str) -> String {
    let mut terms: Vec<Value> = Vec::new();
    for category in catalog.taxonomy.categories() {
        let address =
            if home.is_empty() { String::new() } else { format!("{home}codebook/#{}", codebook::anchor(&category.id)) };
        for option in &category.options {
            terms.push(object(vec![
                ("@type", json!("DefinedTerm")),
                ("termCode", json!(format!("{}={}", category.id, option.id))),
                ("name", json!(format!("{}: {}", category.label, option.label))),
                ("description", json!(option.definition)),
                ("url", json!(address)),
            ]));
        }
    }
    object(vec![
        ("@context", json!("https://schema.org")),
        ("@type", json!("DefinedTermSet")),
        ("name", json!(catalog.taxonomy.title)),
        ("description", json!(catalog.taxonomy.origin)),
        ("hasDefinedTerm", json!(terms)),
    ])
    .to_string()
}

/// What oEmbed says of an incident: its page, in a frame.
pub(super) fn oembed(catalog: &Catalog, title: &str, address: &str, home: &str) -> String {
    let mut frame = String::from("<iframe");
    for (name, value) in [("src", address), ("title", title), ("width", "720"), ("height", "480"), ("loading", "lazy")]
    {
        super::html::attribute(name, value, &mut frame);
    }
    frame.push_str("></iframe>");
    json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": catalog.collection.title,
        "provider_url": home,
        "html": frame,
        "width": 720,
        "height": 480,
    })
    .to_string()
}
