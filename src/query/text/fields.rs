//! The fields of an incident that are searched, their names in queries and their weights.
//!
//! A document's score is BM25F: S. Robertson and H. Zaragoza, "The Probabilistic Relevance
//! Framework: BM25 and Beyond", Foundations and Trends in Information Retrieval 3 (2009),
//! section 3.6. Each occurrence of a word counts the weight of its field, divided by
//! `1 - B + B · length / average`, where lengths are in words with one more between
//! paragraphs, and the average is over the incidents that have the field. The sum `w` of an
//! incident scores `ln(1 + (N - n + ½) / (n + ½)) · w (K1 + 1) / (K1 + w)` where `n` of the
//! `N` incidents have the word. The scores of a query's words add up.

use serde::Serialize;

use crate::incident::{Incident, letters};

/// How soon more of the same word stops counting: the usual value.
pub const K1: f32 = 1.2;
/// How much a long field is held against it: the usual value.
pub const B: f32 = 0.75;

/// What kind of text a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The title.
    #[default]
    Title,
    /// The summary.
    Summary,
    /// The names of organizations, responsible or impacted.
    Organization,
    /// The headings that the taxonomy does not know.
    Heading,
    /// A section of the postmortem, called by its id.
    Section,
    /// The argument for a label, called by the id of the category.
    Rationale,
    /// Titles and publishers of the sources.
    Source,
    /// The incident's id.
    Id,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 8] = [
        Kind::Title,
        Kind::Summary,
        Kind::Organization,
        Kind::Heading,
        Kind::Section,
        Kind::Rationale,
        Kind::Source,
        Kind::Id,
    ];

    /// How much an occurrence counts: a title says what the incident is about, a rationale
    /// often what it is not.
    pub fn weight(self) -> f32 {
        match self {
            Kind::Title => 5.0,
            Kind::Summary | Kind::Organization | Kind::Id => 3.0,
            Kind::Heading => 2.0,
            Kind::Section | Kind::Source => 1.0,
            Kind::Rationale => 0.5,
        }
    }

    /// A name that stands for every field of the kind.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Title => "title",
            Kind::Summary => "summary",
            Kind::Organization => "organization",
            Kind::Heading => "heading",
            Kind::Section => "section",
            Kind::Rationale => "rationale",
            Kind::Source => "source",
            Kind::Id => "id",
        }
    }
}

/// Whether a field is meant by a name in a query, without case and diacritics: that of its kind, or its own.
pub fn is_called(kind: Kind, own: &str, name: &str) -> bool {
    kind.name() == name || letters::plain(own) == name
}

/// Calls back with every paragraph of an incident, in reading order: kind and name of its
/// field, and the text. Paragraphs of one field are
/// neighbours, unless the document itself repeats a heading.
pub fn paragraphs<'a>(incident: &'a Incident, visit: &mut dyn FnMut(Kind, &'a str, &'a str)) {
    let mut named = |kind: Kind, text: &'a str| visit(kind, kind.name(), text);
    named(Kind::Title, &incident.title);
    incident.summary.iter().for_each(|text| named(Kind::Summary, text));
    incident.responsible.iter().chain(&incident.impacted).for_each(|text| named(Kind::Organization, text));
    incident.sections.iter().filter_map(|section| section.title.as_ref()).for_each(|text| named(Kind::Heading, text));
    for section in &incident.sections {
        for block in &section.blocks {
            visit(Kind::Section, &section.id, &block.text);
            block.points.iter().for_each(|text| visit(Kind::Section, &section.id, text));
        }
    }
    for (category, label) in &incident.labels {
        for segment in &label.rationale {
            visit(Kind::Rationale, category, &segment.text);
            segment.points.iter().for_each(|text| visit(Kind::Rationale, category, text));
        }
    }
    for source in &incident.sources {
        source.title.iter().chain(&source.publisher).for_each(|text| visit(Kind::Source, Kind::Source.name(), text));
    }
    visit(Kind::Id, Kind::Id.name(), &incident.id);
}
