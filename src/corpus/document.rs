//! Our own form of an incident: one Markdown file with TOML front matter, described in
//! `docs/documents.md`.
//!
//! CommonMark is parsed by pulldown-cmark; this file only knows which heading means what.
//! Markup is never kept as markup: text of a document is text, HTML in it included.

use std::collections::BTreeSet;

use crate::corpus::choice::{choice, option_names};
use crate::corpus::finding::Report;
use crate::corpus::front_matter::{Fields, Lines, parse};
use crate::corpus::markdown::{Body, Item, Part, parts};
use crate::incident::citation::{Span, spans};
use crate::incident::taxonomy::{Category, UNKNOWN, fold};
use crate::incident::{Block, Choice, Incident, Label, Maker, Provenance, Section, Segment, Source, Taxonomy, is_id};

/// Reads one document. `None` where the front matter is missing or gives no usable id.
pub fn read(text: &str, taxonomy: &Taxonomy, report: &mut Report) -> Option<Incident> {
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
    incident.published = fields.date("published", report);
    incident.occurred = fields.date("occurred", report);
    incident.responsible = fields.names("responsible", report);
    incident.impacted = fields.names("impacted", report);
    incident.provenance = provenance(&mut fields, report);
    let (sources, source_lines) = sources(&mut fields, report);
    incident.sources = sources;
    fields.finish(report);

    let lines = Lines::new(body, body_line);
    read_body(&lines, taxonomy, &mut incident, report);
    check_citations(&incident, &source_lines, &lines, report);
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

fn sources(fields: &mut Fields<'_>, report: &mut Report) -> (Vec<Source>, Vec<usize>) {
    let (mut sources, mut lines) = (Vec::<Source>::new(), Vec::new());
    for mut source in fields.tables("source", report) {
        let line = source.line;
        match source.text("id", report) {
            None => report.error(line, "a source has no id", "add id = \"report\", which statements cite as [report]"),
            Some(id) if sources.iter().any(|source| source.id == id) => {
                report.error(line, format!("two sources are called `{id}`"), "give each its own id");
            }
            Some(id) => {
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

fn read_body(lines: &Lines<'_>, taxonomy: &Taxonomy, incident: &mut Incident, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut in_taxonomy = false;
    for part in parts(lines.text()) {
        let line = lines.of(part.offset);
        match part.level {
            0 if part.body.is_empty() => {}
            0 => report.warning(
                line,
                "text before the first heading is left out",
                "move it under a heading such as ## Timeline",
            ),
            1 if part.body.is_empty() && part.heading == incident.title => {}
            1 => report.warning(
                line,
                format!("`# {}` and what stands beneath is left out", part.heading),
                "the title stands in the front matter; write sections as ## Timeline",
            ),
            3.. if in_taxonomy => {
                if let Some((id, label)) = label(&part, line, taxonomy, report)
                    && incident.labels.insert(id.clone(), label).is_some()
                {
                    report.error(line, format!("{id} is labelled twice; the later one counts"), "keep one");
                }
            }
            2 if fold(&part.heading) == "taxonomy" => {
                in_taxonomy = true;
                if !part.body.is_empty() {
                    report.warning(
                        line,
                        "text between ## Taxonomy and the first category is left out",
                        "move it under a category",
                    );
                }
            }
            _ => {
                let section = section(&part, taxonomy);
                if section.title.is_some() {
                    report.note(line, format!("`{}` is a heading of its own", part.heading));
                }
                if !seen.insert(section.id.clone()) {
                    report.error(
                        line,
                        format!("`{}` stands twice; the later one is left out", part.heading),
                        "join the two",
                    );
                    continue;
                }
                check_statements(&section, line, &incident.sources, report);
                incident.sections.push(section);
            }
        }
    }
    report_gaps(incident, taxonomy, lines.of(lines.text().len()), report);
}

fn section(part: &Part, taxonomy: &Taxonomy) -> Section {
    let folded = fold(&part.heading);
    let known = taxonomy.sections.iter().find(|kind| fold(&kind.label) == folded || fold(&kind.id) == folded);
    let blocks = part.body.iter().flat_map(|body| match body {
        Body::Paragraph(text) => vec![Block { number: None, text: text.clone(), points: Vec::new() }],
        Body::List { start, items } => (start.unwrap_or(1)..)
            .zip(items)
            .map(|(number, item)| Block {
                number: start.map(|_| number),
                text: item.text.clone(),
                points: item.points.clone(),
            })
            .collect(),
    });
    Section {
        id: known.map_or_else(|| folded.replace(' ', "-"), |kind| kind.id.clone()),
        title: known.is_none().then(|| part.heading.clone()),
        blocks: blocks.collect(),
    }
}

/// `### Behaviour: crash, omission` and the argument beneath.
fn label(part: &Part, line: usize, taxonomy: &Taxonomy, report: &mut Report) -> Option<(String, Label)> {
    let (name, options) = part.heading.split_once(':').unwrap_or((&part.heading, ""));
    let folded = fold(name);
    let Some(category) =
        taxonomy.categories().find(|category| fold(&category.label) == folded || fold(&category.id) == folded)
    else {
        let names: Vec<&str> = taxonomy.categories().map(|category| category.label.as_str()).collect();
        report.error(
            line,
            format!("`{}` is no category; it is left out", name.trim()),
            format!("use one of {}", names.join(", ")),
        );
        return None;
    };
    let choice = choice(category, options, line, report);
    if choice == Choice::Missing {
        report.warning(
            line,
            format!("{} has no option", category.label),
            format!("write ### {}: and one of {}", category.label, option_names(category)),
        );
    }
    let rationale: Vec<Segment> = part.body.iter().flat_map(|body| segments(category, body)).collect();
    for segment in &rationale {
        if let Some(option) = &segment.option
            && option != UNKNOWN
            && category.option(option).is_none()
        {
            report.warning(
                line,
                format!("the rationale argues for `{option}`, which is no option of {}", category.label),
                format!("use one of {}", option_names(category)),
            );
        }
    }
    if rationale.is_empty() && choice != Choice::NotApplicable {
        report.warning(line, format!("{} has no rationale", category.label), "say why, with a citation");
    }
    Some((category.id.clone(), Label { choice, rationale }))
}

/// Items that open with `` `option`: `` argue for it; everything else is about the whole.
fn segments(category: &Category, body: &Body) -> Vec<Segment> {
    let of_item = |item: &Item| {
        let named = item.code.as_ref().and_then(|code| {
            let rest = item.text.strip_prefix(code.as_str())?.strip_prefix(':')?;
            let option = category.resolve(code).unwrap_or(code).to_owned();
            Some((option, rest.trim().to_owned()))
        });
        let (option, text) = named.map_or((None, item.text.clone()), |(option, text)| (Some(option), text));
        Segment { option, mark: String::new(), text, points: item.points.clone() }
    };
    match body {
        Body::Paragraph(text) => vec![Segment { text: text.clone(), ..Segment::default() }],
        Body::List { items, .. } => items.iter().map(of_item).collect(),
    }
}

fn check_statements(section: &Section, line: usize, sources: &[Source], report: &mut Report) {
    for block in section.blocks.iter().filter(|block| block.number.is_some()) {
        let cites = |text: &str| spans(text, sources).iter().any(|span| matches!(span, Span::Cite(..)));
        if !cites(&block.text) && !block.points.iter().any(|point| cites(point)) {
            let number = block.number.unwrap_or_default();
            report.warning(line, format!("statement {number} cites no source"), "end it with [id] of a source");
        }
    }
}

fn report_gaps(incident: &Incident, taxonomy: &Taxonomy, line: usize, report: &mut Report) {
    let has = |id: &str| incident.sections.iter().any(|section| section.id == id);
    for kind in taxonomy.sections.iter().filter(|kind| !has(&kind.id)) {
        report.warning(
            line,
            format!("there is no section {}", kind.label),
            format!("add ## {}, or say there that the sources do not tell", kind.label),
        );
    }
    for category in taxonomy.categories().filter(|category| !incident.labels.contains_key(&category.id)) {
        report.warning(
            line,
            format!("{} is not labelled", category.label),
            format!("add ### {}: and one of {}", category.label, option_names(category)),
        );
    }
}

/// Citations that no source answers, and sources that nothing cites.
fn check_citations(incident: &Incident, source_lines: &[usize], lines: &Lines<'_>, report: &mut Report) {
    let statements = incident.sections.iter().flat_map(|section| &section.blocks);
    let statements = statements.flat_map(|block| block.points.iter().chain([&block.text]));
    let arguments = incident.labels.values().flat_map(|label| &label.rationale);
    let arguments = arguments.flat_map(|segment| segment.points.iter().chain([&segment.text]));
    let (mut cited, mut unknown) = (BTreeSet::new(), BTreeSet::new());
    for text in statements.chain(arguments) {
        for span in spans(text, &incident.sources) {
            match span {
                Span::Cite(_, index) => {
                    cited.insert(index);
                }
                Span::Dangling(name) => {
                    unknown.insert(name);
                }
                Span::Text(_) => {}
            }
        }
        let answered = |name: &str| {
            spans(&format!("[{name}]"), &incident.sources).iter().any(|span| matches!(span, Span::Cite(..)))
        };
        unknown.extend(bracketed_names(text).filter(|name| !answered(name)));
    }
    for name in unknown {
        let line = line_of_citation(name, lines);
        report.error(
            line,
            format!("[{name}] cites a source that is not there"),
            format!("add a [[source]] with id = \"{name}\", or correct the citation"),
        );
    }
    for (index, source) in incident.sources.iter().enumerate().filter(|(index, _)| !cited.contains(index)) {
        let line = source_lines.get(index).copied().unwrap_or(1);
        report.warning(
            line,
            format!("nothing cites the source `{}`", source.id),
            "cite it where it is evidence, or remove it",
        );
    }
}

/// The names inside `[one, two]` where each could be an id: a word of letters, digits, hyphens.
fn bracketed_names(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let inside = text.split('[').skip(1).filter_map(|rest| rest.split_once(']').map(|(inside, _)| inside));
    inside
        .filter(move |inside| inside.split([',', ';']).all(|name| is_word(name.trim())))
        .flat_map(|inside| inside.split([',', ';']).map(str::trim))
}

/// The line of the body where a name is first cited.
fn line_of_citation(name: &str, lines: &Lines<'_>) -> usize {
    let body = lines.text();
    let in_bracket = |at: &usize| body[..*at].trim_end().ends_with(['[', ',', ';']);
    body.match_indices(name).map(|(at, _)| at).find(in_bracket).map_or(1, |at| lines.of(at))
}
