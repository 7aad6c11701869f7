//! Our own form of an incident: one Markdown file with TOML front matter, described in
//! `docs/documents.md`.
//!
//! The front matter is read here, the text beneath it in `body`, and whether statements and
//! sources hold together is checked in `evidence`. Markup is never kept as markup: text of a
//! document is text, HTML in it included.

pub(in crate::corpus) mod body;
pub(super) mod evidence;

use crate::corpus::finding::Report;
use crate::corpus::front_matter::{Fields, Lines, parse};
use crate::corpus::house::{self, House};
use crate::incident::{Incident, Maker, Provenance, Source, Taxonomy, is_id};

/// Reads one document. `None` where the front matter is missing or gives no usable id.
pub(super) fn read(text: &str, taxonomy: &Taxonomy, house: House, report: &mut Report) -> Option<Incident> {
    let Some((front, body_line, body)) = divide(text) else {
        report.error(1, "there is no front matter", "open the file with +++, the fields, and +++ again");
        return None;
    };
    let lines = Lines::new(front, 2);
    let mut fields = parse(&lines, report)?;
    let mut incident = Incident { id: id(&mut fields, report)?, ..Incident::default() };
    incident.title = fields.text("title", report).unwrap_or_else(|| {
        report.error(2, "there is no title", "add title = \"what failed and how\"");
        String::new()
    });
    incident.summary = fields.text("summary", report).into_iter().collect();
    if !fields.has("published") {
        report.warning(2, "there is no date of the first report", "add published = \"2011-03-22\"");
    }
    let line = fields.line_of("published");
    incident.published = fields.date("published", report);
    incident.occurred = fields.date("occurred", report);
    evidence::check_dates(&incident, line, report);
    incident.responsible = fields.names("responsible", report);
    incident.impacted = fields.names("impacted", report);
    incident.provenance = provenance(&mut fields, report);
    let (sources, source_lines) = sources(&mut fields, house, report);
    incident.sources = sources;
    fields.finish(report);

    let lines = Lines::new(body, body_line);
    body::read(&lines, taxonomy, house, &mut incident, report);
    evidence::check(&incident, &source_lines, &lines, report);
    evidence::check_addresses(&incident.sources, &source_lines, report);
    house.check_number_of_sources(&incident.sources, report);
    Some(incident)
}

/// Front matter, the line its end stands on plus one, and the body.
fn divide(text: &str) -> Option<(&str, usize, &str)> {
    let rest = text.strip_prefix("+++")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            let body = &rest[at + line.len()..];
            let lines = rest[..at].matches('\n').count();
            return Some((&rest[..at], lines + 3, body));
        }
        at += line.len();
    }
    None
}

fn id(fields: &mut Fields<'_>, report: &mut Report) -> Option<String> {
    let line = fields.line_of("id");
    let Some(id) = fields.text("id", report) else {
        report.error(line, "there is no id", "add id = \"short-name-2011\"");
        return None;
    };
    if !is_id(&id) {
        report.error(line, format!("the id `{id}` cannot be part of a link"), "use letters, digits and hyphens");
        return None;
    }
    Some(id)
}

fn provenance(fields: &mut Fields<'_>, report: &mut Report) -> Provenance {
    let Some(mut labels) = fields.table("labels", report) else {
        report.warning(
            2,
            "nothing says who made the labels",
            "add [labels] with made = \"person\", \"assisted\" or \"machine\"",
        );
        return Provenance::default();
    };
    let line = labels.line_of("made");
    let made = labels.text("made", report).and_then(|made| {
        let maker = Maker::ALL.into_iter().find(|maker| maker.id() == made);
        if maker.is_none() {
            report.error(line, format!("`{made}` is no maker of labels"), "write person, assisted or machine");
        }
        maker
    });
    let provenance = Provenance {
        made: made.unwrap_or_default(),
        date: labels.date("date", report),
        note: labels.text("note", report),
    };
    labels.finish(report);
    provenance
}

fn sources(fields: &mut Fields<'_>, house: House, report: &mut Report) -> (Vec<Source>, Vec<usize>) {
    let (mut sources, mut lines) = (Vec::<Source>::new(), Vec::new());
    for mut source in fields.tables("source", report) {
        let line = source.line;
        let untold = house::untold(&mut source);
        match source.text("id", report) {
            None => report.error(line, "a source has no id", "add id = \"report\", which statements cite as [report]"),
            Some(id) if sources.iter().any(|source| source.id == id) => {
                report.error(line, format!("two sources are called `{id}`"), "give each its own id");
            }
            Some(id) => {
                house.check_source(&id, &untold, line, report);
                lines.push(line);
                sources.push(Source {
                    id,
                    title: source.text("title", report),
                    publisher: source.text("publisher", report),
                    date: source.date("date", report),
                    url: source.address("url", report),
                    archive: source.address("archive", report),
                });
            }
        }
        // What a source without an id says is not read, so its fields are not unknown.
        for name in ["title", "publisher", "url", "archive"] {
            let _ = source.text(name, report);
        }
        let _ = source.date("date", report);
        source.finish(report);
    }
    if sources.is_empty() {
        report.warning(2, "there is no source", "add a [[source]] with id, title, publisher and url");
    }
    (sources, lines)
}
