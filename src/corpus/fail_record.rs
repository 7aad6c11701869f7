//! FAIL's record between its spellings: what the page and the CSV both say, as raw text,
//! made one incident. Both readers come through here, which is why they agree.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::choice::choice;
use crate::corpus::finding::Report;
use crate::corpus::prose::{blocks, fold_space};
use crate::corpus::rationale::segments;
use crate::incident::citation::{Span, article_numbers, spans};
use crate::incident::taxonomy::Category;
use crate::incident::{Date, Incident, Label, Maker, Provenance, Section, Segment, Source, Taxonomy};

/// One record as its file spells it.
#[derive(Debug, Default)]
pub struct Record {
    /// The database's own number.
    pub id: String,
    /// Line of the file where the record starts.
    pub line: usize,
    /// Title as written.
    pub title: String,
    /// Summary as written; pages have none.
    pub summary: String,
    /// Publication date as written, with or without a time of day.
    pub published: String,
    /// Section id, line and text.
    pub sections: Vec<(String, usize, String)>,
    /// Category id, line, option list and rationale.
    pub labels: Vec<(String, usize, String, String)>,
    /// Sources, where the file lists them. Pages have lost theirs.
    pub sources: Option<Vec<Source>>,
}

/// Makes the incident of a record; what is odd goes into the report.
pub fn incident(record: Record, taxonomy: &Taxonomy, report: &mut Report) -> Incident {
    let line = record.line;
    let title = fold_space(&record.title);
    if title.is_empty() || title.eq_ignore_ascii_case("unknown") {
        report.warning(line, format!("incident {} has no title", record.id), "give it one that says what failed");
    } else if title.starts_with("Title:") {
        report.warning(line, "the title repeats the word `Title:`", "remove it");
    }
    let published = fold_space(&record.published);
    let published = match published.split(' ').next().filter(|day| !day.is_empty()) {
        None => {
            report.warning(line, "no publication date", "add the day of the earliest article");
            None
        }
        Some(day) => Date::parse(day).map_err(|what| report.error(line, what, "correct the publication date")).ok(),
    };
    let sources = record.sources.clone().unwrap_or_else(|| cited_articles(&record));
    let sections = record
        .sections
        .iter()
        .filter(|(_, _, text)| !text.trim().is_empty())
        .map(|(id, _, text)| Section { id: id.clone(), title: None, blocks: blocks(text) })
        .collect();
    let mut labels = BTreeMap::new();
    for (id, line, options, rationale) in &record.labels {
        if let Some(category) = taxonomy.category(id) {
            let label = label(category, options, rationale, *line, report);
            if label != Label::default() {
                labels.insert(id.clone(), label);
            }
        } else if !(options.is_empty() && rationale.is_empty()) {
            report.warning(
                *line,
                format!("the taxonomy has no category `{id}`; its label is left out"),
                "add the category to the taxonomy file",
            );
        }
    }
    report_dangling(&record, &sources, report);
    Incident {
        id: record.id,
        title,
        summary: record.summary.split("\n\n").map(fold_space).filter(|text| !text.is_empty()).collect(),
        published,
        occurred: None,
        responsible: Vec::new(),
        impacted: Vec::new(),
        sections,
        labels,
        sources,
        provenance: Provenance {
            made: Maker::Machine,
            date: None,
            note: Some("Text and labels written by a language model from news articles (FAIL).".to_owned()),
        },
    }
}

/// The label of a comma-separated option list and its rationale.
pub fn label(category: &Category, options: &str, rationale: &str, line: usize, report: &mut Report) -> Label {
    let rationale = match rationale.trim() {
        "None" => Vec::<Segment>::new(),
        text => segments(category, text),
    };
    Label { choice: choice(category, options, line, report), rationale }
}

/// The articles that a record cites, by number: what is left of a source list that was lost.
fn cited_articles(record: &Record) -> Vec<Source> {
    let numbers: BTreeSet<u64> =
        texts(record).flat_map(|(_, text)| article_numbers(text)).filter_map(|number| number.parse().ok()).collect();
    numbers.into_iter().map(|number| Source { id: number.to_string(), ..Source::default() }).collect()
}

fn report_dangling(record: &Record, sources: &[Source], report: &mut Report) {
    for (line, text) in texts(record) {
        let mut dangling: Vec<&str> = spans(text, sources)
            .into_iter()
            .filter_map(|span| if let Span::Dangling(text) = span { Some(text) } else { None })
            .collect();
        dangling.dedup();
        for name in dangling {
            report.note(line, format!("`{name}` names no source of incident {}; it is kept as text", record.id));
        }
    }
}

fn texts(record: &Record) -> impl Iterator<Item = (usize, &str)> {
    let sections = record.sections.iter().map(|(_, line, text)| (*line, text.as_str()));
    sections.chain(record.labels.iter().map(|(_, line, _, rationale)| (*line, rationale.as_str())))
}
