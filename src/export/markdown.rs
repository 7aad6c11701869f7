//! One incident as Markdown to be read, pasted and sent: everything that its page says, with its
//! citations and sources. Documents that are read back are another form (`corpus::write`).

use crate::export::{append, joined};
use crate::incident::{Block, Choice, Incident, Segment, Taxonomy};

/// The whole incident, called so on its page, at an address.
#[inline(never)]
pub fn incident(incident: &Incident, title: &str, taxonomy: &Taxonomy, address: &str) -> String {
    let mut text = String::new();
    let mut say = |parts: &[&str]| parts.iter().for_each(|part| text.push_str(part));
    say(&["# ", &plain(title), "\n\n"]);
    let fact = |name: &str, value: &str| joined(&["- ", name, ": ", &plain(value), "\n"]);
    if !address.is_empty() {
        say(&["<", address, ">\n\n"]);
    }
    for (name, date) in [("Reported", &incident.published), ("Occurred", &incident.occurred)] {
        date.iter().for_each(|date| say(&[&fact(name, date.as_str())]));
    }
    for (name, names) in [("Responsible", &incident.responsible), ("Impacted", &incident.impacted)] {
        if !names.is_empty() {
            say(&[&fact(name, &names.join("; "))]);
        }
    }
    say(&[&fact("Labels made by", incident.provenance.made.id())]);
    incident.provenance.note.iter().for_each(|note| say(&[&fact("Note", note)]));
    incident.summary.iter().for_each(|paragraph| say(&["\n", &plain(paragraph), "\n"]));
    for section in &incident.sections {
        let known = taxonomy.section(&section.id).map(|kind| &kind.label);
        say(&["\n## ", &plain(section.title.as_ref().or(known).unwrap_or(&section.id)), "\n\n"]);
        section.blocks.iter().for_each(|block| say(&[&told(block)]));
    }
    say(&["\n## Labels\n"]);
    for (id, label) in &incident.labels {
        let category = taxonomy.category(id);
        let name = |option: &str| plain(category.map_or(option, |category| category.label_of(option)));
        say(&["\n### ", &plain(category.map_or(id, |category| &category.label)), "\n\n"]);
        match &label.choice {
            Choice::Missing => say(&["Not labelled.\n"]),
            Choice::NotApplicable => say(&["Not applicable.\n"]),
            Choice::Chosen(options) => {
                let names: Vec<String> = options.iter().map(|option| name(option)).collect();
                say(&["**", &names.join(", "), "**\n"]);
            }
        }
        for segment in &label.rationale {
            let about = segment.option.as_ref().map(|option| {
                let chosen = label.choice.options().contains(option);
                joined(&[&name(option), if chosen { ": " } else { " (considered, not chosen): " }])
            });
            say(&["\n", &about.unwrap_or_default(), &argued(segment)]);
        }
    }
    if !incident.sources.is_empty() {
        say(&["\n## Sources\n\n"]);
    }
    for source in &incident.sources {
        let mut line = joined(&["- [", &plain(&source.id), "]"]);
        let date = source.date.as_ref().map(|date| date.as_str().to_owned());
        for fact in [&source.title, &source.publisher, &date].into_iter().flatten() {
            append(&mut line, &[" ", &plain(fact), "."]);
        }
        for address in [&source.url, &source.archive].into_iter().flatten() {
            append(&mut line, &[" <", address, ">"]);
        }
        say(&[&line, "\n"]);
    }
    text
}

fn told(block: &Block) -> String {
    let mut text = match block.number {
        Some(number) => joined(&[&number.to_string(), ". ", &plain(&block.text), "\n"]),
        None => joined(&[&plain(&block.text), "\n\n"]),
    };
    block.points.iter().for_each(|point| append(&mut text, &["   - ", &plain(point), "\n"]));
    text
}

fn argued(segment: &Segment) -> String {
    let mut text = joined(&[&plain(&segment.text), "\n"]);
    segment.points.iter().for_each(|point| append(&mut text, &["- ", &plain(point), "\n"]));
    text
}

/// Text that no reader of Markdown takes for a mark or for HTML. Brackets stay as they are: a
/// citation that leads nowhere is text, and one that does is told by the list of sources.
fn plain(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '<' | '*' | '_' | '`' | '\\' | '#' | '|') {
            written.push('\\');
        }
        written.push(if c.is_control() { ' ' } else { c });
    }
    written
}
