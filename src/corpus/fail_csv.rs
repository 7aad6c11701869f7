//! FAIL's own export: one incident a row, and the table of articles that they cite.
//!
//! Columns are found by name, so their order does not matter and further ones are ignored. Rows
//! are handed over one by one with their place in the file.

use std::collections::BTreeMap;

use crate::corpus::fail_record::{Record, incident};
use crate::corpus::finding::Report;
use crate::corpus::table::{RowPlace, each_row};
use crate::corpus::web::host;
use crate::incident::{Date, Incident, Source, Taxonomy, is_id, is_web_address};

/// Column of each postmortem section.
const SECTIONS: [(&str, &str); 10] = [
    ("Time", "timeline"),
    ("System", "system"),
    ("ResponsibleOrg", "responsible-organization"),
    ("ImpactedOrg", "impacted-organization"),
    ("SEcauses", "software-causes"),
    ("NSEcauses", "non-software-causes"),
    ("Impacts", "impacts"),
    ("Preventions", "preventions"),
    ("Fixes", "fixes"),
    ("References", "references"),
];

/// Prefix of the `… Option` and `… Rationale` columns of each category.
const CATEGORIES: [(&str, &str); 16] = [
    ("Recurring", "recurring"),
    ("Phase", "phase"),
    ("Boundary", "boundary"),
    ("Nature", "nature"),
    ("Dimension", "dimension"),
    ("Objective", "objective"),
    ("Intent", "intent"),
    ("Capability", "capability"),
    ("Duration", "duration"),
    ("Behaviour", "behaviour"),
    ("CPS", "cps"),
    ("Perception", "perception"),
    ("Communication", "communication"),
    ("Application", "application"),
    ("Consequence", "consequence"),
    ("Domain", "domain"),
];

/// Articles by their number, from the table beside the incidents.
pub type Articles = BTreeMap<String, Source>;

/// Whether a CSV text is a table of incidents.
pub fn is_incidents(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains("Incident ID") && line.contains("Recurring Option"))
}

/// Whether a CSV text is a table of articles.
pub fn is_articles(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains("Article ID") && line.contains("Headline"))
}

/// Reads the table of articles.
pub fn read_articles(text: &str, report: &mut Report) -> Articles {
    let mut articles = Articles::new();
    each_row(text, report, |row, report| {
        let field = |name: &str| row.get(name).map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty());
        let Some(id) = field("Article ID") else {
            report.error(row.line, "an article has no number", "fill the column Article ID");
            return;
        };
        let url = field("URL").filter(|url| {
            let safe = is_web_address(url);
            if !safe {
                report.error(row.line, format!("`{url}` is no web address"), "write one that starts with https://");
            }
            safe
        });
        let date = field("Published")
            .and_then(|day| Date::parse(&day).map_err(|what| report.error(row.line, what, "correct the date")).ok());
        let publisher = field("Source").map(|source| host(&source).to_owned());
        let article = Source { id: id.clone(), title: field("Headline"), publisher, date, url, archive: None };
        articles.insert(id, article);
    });
    articles
}

/// Reads the table of incidents; hands over each with the place of its row.
pub fn read(
    text: &str,
    articles: &Articles,
    taxonomy: &Taxonomy,
    report: &mut Report,
    visit: &mut dyn FnMut(Incident, RowPlace),
) {
    each_row(text, report, |row, report| {
        let cell = |name: &str| row.get(name).unwrap_or_default().to_owned();
        let id = cell("Incident ID").trim().to_owned();
        if !is_id(&id) {
            report.error(row.line, format!("`{id}` is no number of an incident"), "fill the column Incident ID");
            return;
        }
        let labels = CATEGORIES.map(|(column, category)| {
            let (mut options, rationale) = (cell(&format!("{column} Option")), cell(&format!("{column} Rationale")));
            // The layers are asked only of cyber-physical systems; elsewhere empty means so.
            let is_layer = taxonomy.category(category).is_some_and(|category| category.conditional);
            if is_layer && options.is_empty() && rationale.is_empty() && cell("CPS Option") != "cps" {
                options = "None".to_owned();
            }
            (category.to_owned(), row.line, options, rationale)
        });
        let record = Record {
            id,
            line: row.line,
            title: cell("Title"),
            summary: cell("Summary"),
            published: cell("Published"),
            sections: SECTIONS.iter().map(|(column, id)| ((*id).to_owned(), row.line, cell(column))).collect(),
            labels: labels.to_vec(),
            sources: Some(sources(&cell("Related Article IDs"), articles)),
        };
        visit(incident(record, taxonomy, report), row.place);
    });
}

/// `[108649, 115853]`: the articles of an incident, by number.
fn sources(list: &str, articles: &Articles) -> Vec<Source> {
    let mut ids: Vec<&str> = list.split(|c: char| !c.is_ascii_alphanumeric()).filter(|id| !id.is_empty()).collect();
    ids.sort_by_key(|id| (id.parse::<u64>().unwrap_or(u64::MAX), *id));
    ids.dedup();
    ids.into_iter()
        .map(|id| articles.get(id).cloned().unwrap_or_else(|| Source { id: id.to_owned(), ..Source::default() }))
        .collect()
}
