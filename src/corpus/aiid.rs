//! The AI Incident Database's tables: one incident a row, and the tables that classify them.
//!
//! A cell that begins with a bracket is a list in JSON; every other cell is one value, whatever
//! commas it holds. A column of a classification labels the category of its name, so that another
//! namespace needs a taxonomy and no code. Classifications are read before the incidents, which may
//! stand in any file, and cells that are nothing else here are told as text.

use std::collections::{BTreeMap, BTreeSet};

use crate::corpus::finding::Report;
use crate::corpus::foreign::{Gathered, paragraph, section};
use crate::corpus::prose::fold_space;
use crate::corpus::table::{Row, RowPlace, each_row};
use crate::incident::taxonomy::{Category, UNKNOWN, fold};
use crate::incident::{Block, Date, Incident, Label, Maker, Provenance, Source, Taxonomy, is_id};

/// Columns of parties, and whether they are responsible. Each is told under its name, because two
/// of them are.
const PARTIES: [(&str, bool); 3] = [
    ("Alleged deployer of AI system", true),
    ("Alleged developer of AI system", true),
    ("Alleged harmed or nearly harmed parties", false),
];

/// Columns that become fields.
const FIELDS: [&str; 5] = ["incident_id", "date", "reports", "description", "title"];

/// What tables of classifications say of incidents, by their number.
pub type Classes = BTreeMap<String, Class>;

/// What they say of one.
#[derive(Debug, Default)]
pub struct Class {
    labels: BTreeMap<String, Label>,
    /// Cells that label nothing.
    told: Vec<Block>,
    line: usize,
}

/// Whether a CSV text is a table of incidents.
pub fn is_incidents(text: &str) -> bool {
    text.lines().next().is_some_and(|line| ["incident_id", "reports"].iter().all(|name| line.contains(name)))
}

/// Whether a CSV text is a table of classifications.
pub fn is_classes(text: &str) -> bool {
    text.lines().next().is_some_and(|line| ["Namespace", "Incident ID"].iter().all(|name| line.contains(name)))
}

/// The numbers of a table's incidents.
pub fn numbers(text: &str) -> BTreeSet<String> {
    let mut numbers = BTreeSet::new();
    // What is wrong with the table is reported when its incidents are read.
    each_row(text, &mut Report::new(""), |row, _| {
        numbers.extend(row.get("incident_id").map(|id| id.trim().to_owned()))
    });
    numbers
}

/// Reads a table of classifications.
pub fn read_classes(text: &str, taxonomy: &Taxonomy, report: &mut Report) -> Classes {
    let mut classes = Classes::new();
    let mut gathered: BTreeMap<String, BTreeMap<&str, Gathered<'_>>> = BTreeMap::new();
    let mut labels_something = false;
    each_row(text, report, |row, report| {
        let id = row.get("Incident ID").unwrap_or_default().trim();
        if id.is_empty() {
            report.error(row.line, "a classification has no number of an incident", "fill the column Incident ID");
            return;
        }
        let class = classes.entry(id.to_owned()).or_insert_with(|| Class { line: row.line, ..Class::default() });
        if !class.told.is_empty() {
            report.note(row.line, format!("incident {id} is classified twice; both count"));
        }
        for (name, cell) in row.cells().filter(|(name, cell)| *name != "Incident ID" && !cell.trim().is_empty()) {
            let Some(category) = category_of(name, taxonomy) else {
                class.told.extend(paragraph(&format!("{name}: {cell}")));
                continue;
            };
            labels_something = true;
            let label = gathered.entry(id.to_owned()).or_default();
            let label = label.entry(&category.id).or_insert_with(|| Gathered::new(category));
            for value in list(cell).unwrap_or_else(|| vec![cell.to_owned()]) {
                let option = option(&value, category);
                label.name(option, if option == value { "" } else { &value }, row.line, report);
            }
        }
    });
    if !classes.is_empty() && !labels_something {
        report.warning(
            1,
            format!("the taxonomy {} has no category of these columns; they are kept as text", taxonomy.title),
            "write taxonomy = \"AIID\" in failscope.toml, or a taxonomy whose categories have the columns' names",
        );
    }
    for (id, labels) in gathered {
        if let Some(class) = classes.get_mut(&id) {
            let labels = labels.into_iter();
            class.labels = labels.filter_map(|(id, label)| Some((id.to_owned(), label.label()?))).collect();
        }
    }
    classes
}

/// Adds what another table says. Where both label one category, both count.
pub fn join(classes: &mut Classes, more: Classes) {
    for (id, class) in more {
        let joined = classes.entry(id).or_insert_with(|| Class { line: class.line, ..Class::default() });
        joined.told.extend(class.told);
        for (category, label) in class.labels {
            let known = joined.labels.entry(category).or_default();
            known.rationale.extend(label.rationale);
            if !label.choice.options().is_empty() {
                let options = [known.choice.options(), label.choice.options()].concat();
                known.choice = crate::incident::Choice::of(options);
            } else if known.choice.options().is_empty() {
                known.choice = label.choice;
            }
        }
    }
}

/// Reports the classifications of a table whose incidents are nowhere.
pub fn report_strays(classes: &Classes, numbers: &BTreeSet<String>, report: &mut Report) {
    for (id, class) in classes.iter().filter(|(id, _)| !numbers.contains(*id)) {
        report.error(
            class.line,
            format!("there is no incident {id}; its classification is left out"),
            "put the table of incidents beside it, whose heading row has incident_id and reports",
        );
    }
}

/// Reads the table of incidents; hands over each with the place of its row.
pub fn read(
    text: &str,
    classes: &Classes,
    taxonomy: &Taxonomy,
    report: &mut Report,
    visit: &mut dyn FnMut(Incident, RowPlace),
) {
    each_row(text, report, |row, report| {
        if let Some(incident) = incident(row, classes, taxonomy, report) {
            visit(incident, row.place);
        }
    });
}

fn incident(row: &Row<'_>, classes: &Classes, taxonomy: &Taxonomy, report: &mut Report) -> Option<Incident> {
    let cell = |name: &str| row.get(name).unwrap_or_default();
    let id = cell("incident_id").trim();
    if !is_id(id) {
        report.error(row.line, format!("`{id}` is no number of an incident"), "fill the column incident_id");
        return None;
    }
    let mut incident = Incident { id: id.to_owned(), title: fold_space(cell("title")), ..Incident::default() };
    if incident.title.is_empty() {
        report.warning(row.line, format!("incident {id} has no title"), "give it one that says what failed");
    }
    let (mut parties, mut told) = (Vec::new(), Vec::new());
    incident.summary = cell("description").split("\n\n").map(fold_space).filter(|text| !text.is_empty()).collect();
    let day = cell("date").trim();
    if day.is_empty() {
        report.warning(row.line, format!("incident {id} has no date"), "fill the column date");
    } else {
        let date = Date::parse(day).map_err(|what| report.error(row.line, what, "correct the date"));
        incident.occurred = date.ok();
        told.extend(if incident.occurred.is_none() { paragraph(&format!("date: {day}")) } else { None });
    }
    match list(cell("reports")) {
        Some(numbers) => incident.sources = numbers.iter().map(|number| source(id, number)).collect(),
        None => {
            told.extend(unlisted("reports", cell("reports"), row.line, report));
        }
    }
    for (name, responsible) in PARTIES {
        let Some(names) = list(cell(name)) else {
            parties.extend(unlisted(name, cell(name), row.line, report));
            continue;
        };
        parties.extend(if names.is_empty() { None } else { paragraph(&format!("{name}: {}", names.join("; "))) });
        let known = if responsible { &mut incident.responsible } else { &mut incident.impacted };
        for party in names.iter().map(|party| fold_space(party)) {
            if !party.is_empty() && fold(&party) != UNKNOWN && !known.contains(&party) {
                known.push(party);
            }
        }
    }
    for (name, cell) in
        row.cells().filter(|(name, _)| !FIELDS.contains(name) && PARTIES.iter().all(|(known, _)| known != name))
    {
        told.extend(if cell.trim().is_empty() { None } else { paragraph(&format!("{name}: {cell}")) });
    }
    if let Some(class) = classes.get(id) {
        incident.labels = class.labels.clone();
        told.extend(class.told.iter().cloned());
    }
    incident.sections.extend(section(taxonomy, "parties", "Alleged parties", parties));
    incident.sections.extend(section(taxonomy, "record", "Record", told));
    incident.provenance = Provenance {
        made: Maker::Person,
        date: None,
        note: Some("As the AI Incident Database publishes it; its tables do not say who labelled it.".to_owned()),
    };
    Some(incident)
}

/// The database shows the reports of an incident on the incident's page, by their numbers.
fn source(incident: &str, number: &str) -> Source {
    Source {
        id: number.to_owned(),
        title: Some(format!("Report {number}")),
        publisher: Some("AI Incident Database".to_owned()),
        url: Some(format!("https://incidentdatabase.ai/cite/{incident}#r{number}")),
        ..Source::default()
    }
}

/// The values of a cell that is a list in JSON; an empty cell is an empty list.
fn list(cell: &str) -> Option<Vec<String>> {
    if cell.trim().is_empty() {
        return Some(Vec::new());
    }
    let values: Vec<serde_json::Value> = serde_json::from_str(cell).ok()?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    values.into_iter().map(text).collect()
}

/// A cell that should be a list and is not: kept as text.
fn unlisted(name: &str, cell: &str, line: usize, report: &mut Report) -> Option<Block> {
    report.warning(
        line,
        format!("{name} is no list; it is kept as text"),
        "write it in JSON, such as [\"one\",\"two\"]",
    );
    paragraph(&format!("{name}: {cell}"))
}

fn category_of<'a>(column: &str, taxonomy: &'a Taxonomy) -> Option<&'a Category> {
    let name = fold(column);
    taxonomy.categories().find(|category| fold(&category.id) == name || fold(&category.label) == name)
}

/// The value, or the number that it begins with where only that is known: `4.3. Fraud` is `4.3`.
fn option<'a>(value: &'a str, category: &Category) -> &'a str {
    let number = value.split_whitespace().next().unwrap_or_default().trim_end_matches('.');
    let is_number = number.starts_with(|c: char| c.is_ascii_digit());
    if category.resolve(value).is_none() && is_number && category.resolve(number).is_some() { number } else { value }
}
