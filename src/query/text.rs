//! Words of an incident, folded, and whether a text query finds them.
//!
//! Words are those of Unicode (UAX 29); case and diacritics are folded, so `Zurich` finds
//! `Zürich`. A query word matches the beginning of any word of any field.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_segmentation::UnicodeSegmentation;

use crate::incident::Incident;

/// Every word of every field, folded, each after one space.
pub fn haystack(incident: &Incident) -> String {
    let mut text = String::new();
    fields(incident).for_each(|field| append(&mut text, field));
    text
}

/// The folded words of a query, each after one space, as they stand in a haystack.
pub fn needles(query: &str) -> Vec<String> {
    query.unicode_words().map(|word| format!(" {}", fold(word))).collect()
}

/// Folds and appends the words of a text.
pub fn append(haystack: &mut String, text: &str) {
    for word in text.unicode_words() {
        haystack.push(' ');
        haystack.push_str(&fold(word));
    }
}

fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        // Only the canonical tables: those of compatibility forms would double the data.
        decompose_canonical(c, |c| {
            if !is_combining_mark(c) {
                folded.extend(c.to_lowercase());
            }
        });
    }
    folded
}

fn fields(incident: &Incident) -> impl Iterator<Item = &str> {
    let sections = incident.sections.iter().flat_map(|section| &section.blocks);
    let sections = sections.flat_map(|block| block.points.iter().chain([&block.text]));
    let rationale = incident.labels.values().flat_map(|label| &label.rationale);
    let rationale = rationale.flat_map(|segment| segment.points.iter().chain([&segment.text]));
    let sources = incident.sources.iter().filter_map(|source| source.title.as_ref());
    [&incident.id, &incident.title]
        .into_iter()
        .chain(&incident.summary)
        .chain(&incident.responsible)
        .chain(&incident.impacted)
        .chain(sections)
        .chain(rationale)
        .chain(sources)
        .map(String::as_str)
}
