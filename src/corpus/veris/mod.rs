//! VERIS incidents as JSON: one in a file, or many in a list or one after the other.
//!
//! VERIS is the vocabulary of the VERIS Community Database (github.com/vz-risk/veris, version
//! 1.3). A record is read as a tree and taken apart: dates, victim, references and summary become
//! fields here, enumerations become labels in `labels`, and everything that is left is told in
//! sections by `rest`, so that nothing of a record is lost, known or not. Enumerations are data
//! (`veris_taxonomy.toml`); what the taxonomy has no category for stays text.

mod labels;
mod references;
mod rest;

use crate::corpus::finding::Report;
use crate::corpus::front_matter::Lines;
use crate::corpus::json::{self, each_element, field_names};
use crate::corpus::prose::fold_space;
use crate::corpus::table::RowPlace;
use crate::corpus::tree::Tree;
use crate::incident::taxonomy::{UNKNOWN, fold};
use crate::incident::{Date, Incident, Maker, Provenance, Taxonomy, is_id};

/// Whether a JSON text holds an incident.
pub fn is_incidents(text: &str) -> bool {
    let mut found = false;
    // Where it breaks off does not matter for what it is.
    let _ = each_value(text, &mut |record| found = found || is_incident(record));
    found
}

/// An incident has an id; one that has lost it still says what was done. The schema and the lists of
/// enumerations and labels, which the database keeps beside its records, do neither.
fn is_incident(record: &str) -> bool {
    let names = field_names(record);
    let has = |name: &str| names.iter().any(|found| found == name);
    has("incident_id") || has("action") && (has("schema_version") || has("summary"))
}

/// Reads the incidents of a JSON text; hands over each with its place.
pub fn read(text: &str, taxonomy: &Taxonomy, report: &mut Report, visit: &mut dyn FnMut(Incident, RowPlace)) {
    let lines = Lines::new(text, 1);
    let (mut any, mut others) = (false, Vec::new());
    let broken = each_value(text, &mut |record| {
        let first = record.as_ptr() as usize - text.as_ptr() as usize;
        let line = lines.of(first);
        if !is_incident(record) {
            others.push(line);
            return;
        }
        any = true;
        match json::parse(record) {
            Ok(tree) => {
                let place = RowPlace { heading: 0, first, end: first + record.len() };
                let mut record = Record { tree, lines: Lines::new(record, line), taxonomy, report };
                if let Some(incident) = incident(&mut record) {
                    visit(incident, place);
                }
            }
            Err(error) => report.error(
                line + error.line().saturating_sub(1),
                format!("this incident is not JSON, and left out: {error}"),
                "correct the syntax",
            ),
        }
    });
    for line in others.into_iter().filter(|_| any) {
        report.error(line, "this is no VERIS incident; it is left out", "give it an incident_id");
    }
    // A folder may hold JSON of all kinds; only what could be an incident is worth an error.
    if let Err(error) = broken
        && (any || text.contains("\"incident_id\""))
    {
        report.error(
            error.line().max(1),
            format!("this is not JSON from here on: {error}"),
            "correct the syntax; incidents before are read",
        );
    } else if !any {
        report.note(1, "this JSON holds no VERIS incident, which would have an incident_id; it is left out");
    }
}

/// Hands over every value of a list, or every value that stands alone.
fn each_value<'a>(text: &'a str, visit: &mut dyn FnMut(&'a str)) -> Result<(), serde_json::Error> {
    if text.trim_start().starts_with('[') {
        return each_element(text, visit);
    }
    for record in serde_json::Deserializer::from_str(text).into_iter::<&serde_json::value::RawValue>() {
        visit(record?.get());
    }
    Ok(())
}

/// A record that is being taken apart.
struct Record<'a> {
    tree: Tree,
    lines: Lines<'a>,
    taxonomy: &'a Taxonomy,
    report: &'a mut Report,
}

impl Record<'_> {
    fn take_text(&mut self, path: &[&str]) -> Option<String> {
        self.tree.get(path)?.text()?;
        let Some(Tree::Text(text)) = self.tree.take(path) else { return None };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// The line where a word first stands in quotes, else the record's first.
    fn line_of(&self, word: &str) -> usize {
        let text = self.lines.text();
        self.lines.of(text.find(&format!("\"{word}\"")).unwrap_or(0))
    }
}

fn incident(record: &mut Record<'_>) -> Option<Incident> {
    let line = record.line_of("incident_id");
    let Some(id) = record.take_text(&["incident_id"]) else {
        record.report.error(line, "the incident has no incident_id; it is left out", "give each its own");
        return None;
    };
    let id = id.trim();
    if !is_id(id) {
        let what = format!("the incident_id `{id}` cannot be part of a link, so the incident is left out");
        record.report.error(line, what, "use letters, digits and hyphens");
        return None;
    }
    let mut incident = Incident { id: id.to_owned(), ..Incident::default() };
    let summary = record.take_text(&["summary"]).unwrap_or_default();
    incident.summary = summary.split("\n\n").map(fold_space).filter(|text| !text.is_empty()).collect();
    incident.occurred = date(record, &["timeline", "incident"]);
    if incident.occurred.is_none() {
        let line = record.line_of("timeline");
        record.report.warning(line, "nothing says when it happened", "fill timeline.incident.year");
    }
    incident.published = date(record, &["plus", "timeline", "notification"]);
    let named = record.tree.get(&["victim", "victim_id"]).and_then(Tree::text).map(fold_space).unwrap_or_default();
    if !named.is_empty() && fold(&named) != UNKNOWN {
        record.tree.take(&["victim", "victim_id"]);
        incident.impacted = vec![named];
    }
    let cited = record.take_text(&["reference"]).unwrap_or_default();
    let (sources, remarks) = references::read(&cited);
    incident.sources = sources;
    incident.labels = labels::take(record);
    incident.title = title(&incident, record.taxonomy);
    let modified = record.tree.get(&["plus", "modified"]).and_then(Tree::text).and_then(|time| time.get(..10));
    incident.provenance = Provenance {
        made: Maker::Person,
        date: modified.and_then(|day| Date::parse(day).ok()),
        note: Some("Coded in VERIS by an analyst.".to_owned()),
    };
    incident.sections = rest::sections(&record.tree, remarks, record.taxonomy);
    Some(incident)
}

/// A date of year, month and day, as finely as it is one; what of it cannot be used stays where
/// it is.
fn date(record: &mut Record<'_>, path: &[&str]) -> Option<Date> {
    let parts = record.tree.get(path)?;
    let number = |name: &str| parts.get(&[name])?.text()?.trim().parse::<u32>().ok();
    let (year, month, day) = (number("year")?, number("month"), number("day"));
    let by_month = month.map(|month| format!("{year:04}-{month:02}"));
    let by_day = by_month.as_ref().zip(day).map(|(month, day)| format!("{month}-{day:02}"));
    let names = ["year", "month", "day"];
    let given = names.iter().filter(|name| parts.get(&[name]).is_some_and(|part| *part != Tree::Null)).count();
    let spellings = [by_day, by_month, Some(format!("{year:04}"))].into_iter().flatten();
    let (date, used) =
        spellings.filter_map(|text| Some((Date::parse(&text).ok()?, 1 + text.matches('-').count()))).next().unzip();
    if used != Some(given) {
        let line = record.line_of(path.last().unwrap_or(&""));
        let what = format!("{} is no day of the calendar, and used as far as it is one", path.join("."));
        record.report.warning(line, what, "give year, month and day as numbers, or leave the finer ones out");
    }
    for name in names.iter().take(used.unwrap_or(0)) {
        let _ = record.tree.take(&[path, &[*name]].concat());
    }
    date
}

/// VERIS has no titles: who suffered, and what was done.
fn title(incident: &Incident, taxonomy: &Taxonomy) -> String {
    let names = |category: &str| -> Vec<&str> {
        let kind = taxonomy.category(category);
        let chosen = incident.choice(category).options().iter().filter(|option| *option != UNKNOWN);
        chosen.map(|option| kind.map_or(option.as_str(), |kind| kind.label_of(option))).collect()
    };
    let mut actions = Vec::new();
    for option in incident.choice("action").options() {
        let name = taxonomy.category("action").map_or(option.as_str(), |kind| kind.label_of(option));
        let varieties = names(&format!("{option}-variety"));
        match varieties.as_slice() {
            [] if option == UNKNOWN => actions.push("unknown action".to_owned()),
            [] => actions.push(name.to_owned()),
            [one] => actions.push(format!("{name} ({one})")),
            [one, two] => actions.push(format!("{name} ({one}, {two})")),
            [one, two, ..] => actions.push(format!("{name} ({one}, {two}, …)")),
        }
    }
    let victim = incident.impacted.first().map_or("Unnamed victim", String::as_str);
    let actions = if actions.is_empty() { "security incident".to_owned() } else { actions.join(", ") };
    format!("{victim}: {actions}")
}
