//! The text of a document: which heading is a section, which a category, and what stands
//! under each. CommonMark itself is parsed in `corpus::markdown`.

use std::collections::BTreeSet;

use crate::corpus::choice::{choice, option_names};
use crate::corpus::document::evidence;
use crate::corpus::finding::Report;
use crate::corpus::front_matter::Lines;
use crate::corpus::house::House;
use crate::corpus::markdown::{Body, Item, Part, parts};
use crate::incident::taxonomy::{Category, UNKNOWN, fold};
use crate::incident::{Block, Choice, Incident, Label, Section, Segment, Taxonomy};

/// Reads what stands beneath the front matter into the incident.
pub(super) fn read(lines: &Lines<'_>, taxonomy: &Taxonomy, house: House, incident: &mut Incident, report: &mut Report) {
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
                if let Some((category, label)) = label(&part, line, taxonomy, report) {
                    house.check_label(category, &label, line, &incident.sources, report);
                    if incident.labels.insert(category.id.clone(), label).is_some() {
                        let id = &category.id;
                        report.error(line, format!("{id} is labelled twice; the later one counts"), "keep one");
                    }
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
                evidence::check_statements(&section, line, &incident.sources, report);
                house.check_section(&section, &part.heading, line, &incident.sources, report);
                incident.sections.push(section);
            }
        }
    }
    evidence::report_gaps(incident, taxonomy, lines.of(lines.text().len()), report);
}

/// The section of a heading with what stands beneath it.
pub(in crate::corpus) fn section(part: &Part, taxonomy: &Taxonomy) -> Section {
    let folded = fold(&part.heading);
    let known = taxonomy.sections.iter().find(|kind| fold(&kind.label) == folded || fold(&kind.id) == folded);
    Section {
        id: known.map_or_else(|| folded.replace(' ', "-"), |kind| kind.id.clone()),
        title: known.is_none().then(|| part.heading.clone()),
        blocks: blocks(&part.body),
    }
}

/// Paragraphs and items of lists, in order.
pub(in crate::corpus) fn blocks(body: &[Body]) -> Vec<Block> {
    let blocks = body.iter().flat_map(|body| match body {
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
    blocks.collect()
}

/// `### Behaviour: crash, omission` and the argument beneath.
fn label<'a>(part: &Part, line: usize, taxonomy: &'a Taxonomy, report: &mut Report) -> Option<(&'a Category, Label)> {
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
    Some((category, Label { choice, rationale }))
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
