//! An incident as a document of our own form: what [`crate::corpus::document`] reads back.
//!
//! For every incident that this room reads, reading what is written gives the incident again.
//! What the form has no place for is kept as text: the mark of a rationale's segment stands
//! before its words, and a summary's paragraphs become one. Only labels of categories that the
//! taxonomy does not have are left out.

use std::fmt::Write as _;

use crate::corpus::markup::{Place, push_code, push_text};
use crate::incident::taxonomy::{Category, fold};
use crate::incident::{Block, Choice, Date, Incident, Label, Section, Segment, Taxonomy};

/// Writes one document.
pub fn document(incident: &Incident, taxonomy: &Taxonomy) -> String {
    let mut out = String::with_capacity(4096);
    front_matter(&mut out, incident);
    for section in &incident.sections {
        out.push_str("\n## ");
        push_text(&mut out, heading(section, taxonomy), Place::Heading);
        out.push('\n');
        push_blocks(&mut out, &section.blocks);
    }
    if incident.labels.is_empty() {
        return out;
    }
    out.push_str("\n## Taxonomy\n");
    for category in taxonomy.categories() {
        if let Some(label) = incident.labels.get(&category.id) {
            push_label(&mut out, category, label, taxonomy);
        }
    }
    out
}

fn front_matter(out: &mut String, incident: &Incident) {
    out.push_str("+++\n");
    field(out, "id", Some(&incident.id));
    field(out, "title", Some(&incident.title));
    field(out, "summary", Some(incident.summary.join(" ")).filter(|summary| !summary.is_empty()).as_deref());
    field(out, "published", incident.published.as_ref().map(Date::as_str));
    field(out, "occurred", incident.occurred.as_ref().map(Date::as_str));
    names(out, "responsible", &incident.responsible);
    names(out, "impacted", &incident.impacted);
    let made = &incident.provenance;
    out.push_str("\n[labels]\n");
    field(out, "made", Some(made.made.id()));
    field(out, "date", made.date.as_ref().map(Date::as_str));
    field(out, "note", made.note.as_deref());
    for source in &incident.sources {
        out.push_str("\n[[source]]\n");
        field(out, "id", Some(&source.id));
        field(out, "title", source.title.as_deref());
        field(out, "publisher", source.publisher.as_deref());
        field(out, "date", source.date.as_ref().map(Date::as_str));
        field(out, "url", source.url.as_deref());
        field(out, "archive", source.archive.as_deref());
    }
    out.push_str("+++\n");
}

fn field(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        out.push_str(name);
        out.push_str(" = ");
        push_toml(out, value);
        out.push('\n');
    }
}

fn names(out: &mut String, name: &str, values: &[String]) {
    if values.is_empty() {
        return;
    }
    out.push_str(name);
    for (at, value) in values.iter().enumerate() {
        out.push_str(if at == 0 { " = [" } else { ", " });
        push_toml(out, value);
    }
    out.push_str("]\n");
}

/// A basic string of TOML, on one line, so that no text can end the front matter.
fn push_toml(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The heading that the reader takes for this section.
fn heading<'a>(section: &'a Section, taxonomy: &'a Taxonomy) -> &'a str {
    if let Some(title) = &section.title {
        return title;
    }
    let meant = |name: &str| {
        let folded = fold(name);
        taxonomy.sections.iter().find(|kind| fold(&kind.label) == folded || fold(&kind.id) == folded)
    };
    let known = taxonomy.section(&section.id).filter(|kind| meant(&kind.label) == Some(kind));
    known.map_or(&section.id, |kind| &kind.label)
}

fn push_blocks(out: &mut String, blocks: &[Block]) {
    // A change of the mark begins another list, which may start at any number.
    let mut mark = ')';
    let mut expected = None;
    for (at, block) in blocks.iter().enumerate() {
        let marker = match block.number {
            Some(number) => {
                if expected != Some(number) {
                    mark = if mark == '.' { ')' } else { '.' };
                    out.push('\n');
                }
                expected = number.checked_add(1);
                format!("{number}{mark} ")
            }
            None => {
                expected = None;
                let is_item = |block: &Block| block.number.is_none() && is_item(&block.text, &block.points);
                if !is_item(block) {
                    out.push('\n');
                    push_text(out, &block.text, Place::Start);
                    out.push('\n');
                    continue;
                }
                if at == 0 || !is_item(&blocks[at - 1]) {
                    out.push('\n');
                }
                "- ".to_owned()
            }
        };
        push_item(out, &marker, None, &block.text, &block.points);
    }
}

/// Whether a text without a number is written as a bullet: a paragraph has no points and
/// cannot be empty.
fn is_item(text: &str, points: &[String]) -> bool {
    !points.is_empty() || text.is_empty()
}

fn push_item(out: &mut String, marker: &str, option: Option<&str>, text: &str, points: &[String]) {
    out.push_str(marker);
    match option {
        Some(option) => {
            push_code(out, option);
            out.push_str(": ");
            push_text(out, text, Place::Inside);
        }
        None => push_text(out, text, Place::Start),
    }
    out.truncate(out.trim_end_matches(' ').len());
    out.push('\n');
    for point in points {
        out.extend(std::iter::repeat_n(' ', marker.len()));
        out.push_str("- ");
        push_text(out, point, Place::Start);
        out.push('\n');
    }
}

fn push_label(out: &mut String, category: &Category, label: &Label, taxonomy: &Taxonomy) {
    let folded = fold(&category.label);
    let meant = taxonomy.categories().find(|category| fold(&category.label) == folded || fold(&category.id) == folded);
    let by_label = meant == Some(category) && !category.label.contains(':');
    out.push_str("\n### ");
    let mut line = if by_label { category.label.clone() } else { category.id.clone() };
    line.push(':');
    match &label.choice {
        Choice::Missing => {}
        Choice::NotApplicable => line.push_str(" not applicable"),
        Choice::Chosen(options) => {
            line.push(' ');
            line.push_str(&options.join(", "));
        }
    }
    push_text(out, &line, Place::Heading);
    out.push('\n');
    let mut in_list = false;
    for segment in &label.rationale {
        let Segment { option, mark, text, points } = segment;
        let joined = format!("{mark} {text}");
        let text = if mark.is_empty() { text } else { joined.trim() };
        let listed = option.is_some() || is_item(text, points);
        if !(in_list && listed) {
            out.push('\n');
        }
        in_list = listed;
        if listed {
            push_item(out, "- ", option.as_deref(), text, points);
        } else {
            push_text(out, text, Place::Start);
            out.push('\n');
        }
    }
}
