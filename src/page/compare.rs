//! Incidents side by side: by category, where what they do not share is marked, and by section.

use crate::export::joined;
use crate::incident::taxonomy::{Category, UNKNOWN};
use crate::incident::{Choice, Incident, Section};
use crate::page::tree::{Element, To, el, link};
use crate::query::Catalog;
use crate::words::{Key, Words};

/// A table of two incidents or more.
#[inline(never)]
pub fn compared(catalog: &Catalog, words: Words, incidents: &[&Incident]) -> Element {
    let taxonomy = &catalog.taxonomy;
    let heads: Vec<Element> = incidents
        .iter()
        .map(|incident| {
            let title = words.title(&incident.title, &incident.id);
            let date = incident.published.as_ref().or(incident.occurred.as_ref());
            let said = date.map(|date| el("span").class("facts").text(&words.date(date)));
            let name = link(To::Incident(incident.id.clone()), &title).auto();
            el("th").attr("scope", "col").child(name).text(" ").maybe(said)
        })
        .collect();
    let mut rows: Vec<Element> = Vec::new();
    for group in &taxonomy.groups {
        rows.push(heading(&group.label, incidents.len()));
        rows.extend(group.categories.iter().map(|category| answered(words, category, incidents)));
    }
    rows.push(heading(words.say(Key::WhatHappened), incidents.len()));
    let mut known: Vec<&str> = taxonomy.sections.iter().map(|kind| kind.id.as_str()).collect();
    for section in incidents.iter().flat_map(|incident| &incident.sections) {
        if !known.contains(&section.id.as_str()) {
            known.push(&section.id);
        }
    }
    for id in known {
        let told: Vec<Option<&Section>> =
            incidents.iter().map(|incident| incident.sections.iter().find(|section| section.id == id)).collect();
        let Some(first) = told.iter().flatten().next() else { continue };
        let kind = taxonomy.section(id).map(|kind| &kind.label);
        let name = first.title.as_ref().or(kind).unwrap_or(&first.id);
        let cells = told.iter().map(|section| cell(words, *section)).collect();
        rows.push(el("tr").child(el("th").attr("scope", "row").auto().text(name)).each(cells));
    }
    let title = words.fill(Key::SideBySide, &[incidents.len().into()]);
    let corner = el("td").class("corner");
    let table = el("table").child(el("thead").child(el("tr").child(corner).each(heads))).child(el("tbody").each(rows));
    let frame = el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", &title);
    el("article")
        .class("compared")
        .attr("data-testid", "compared")
        .child(el("h1").attr("tabindex", "-1").text(&title))
        .child(el("p").class("facts").text(words.say(Key::SideBySideHow)))
        .child(frame.child(table))
}

fn heading(label: &str, columns: usize) -> Element {
    let cell = el("th").attr("colspan", &(columns + 1).to_string()).attr("scope", "rowgroup").auto();
    el("tr").class("group").child(cell.text(label))
}

/// What each incident says of a category.
#[inline(never)]
fn answered(words: Words, category: &Category, incidents: &[&Incident]) -> Element {
    let choices: Vec<&Choice> = incidents.iter().map(|incident| incident.choice(&category.id)).collect();
    let shared = |option: &String| choices.iter().all(|choice| choice.options().contains(option));
    let same = |one: &Choice, other: &Choice| match (one, other) {
        (Choice::Chosen(one), Choice::Chosen(other)) => {
            one.len() == other.len() && one.iter().all(|option| other.contains(option))
        }
        (one, other) => one == other,
    };
    let differs = choices.windows(2).any(|pair| !same(pair[0], pair[1]));
    let cells: Vec<Element> = choices
        .iter()
        .map(|choice| match choice {
            Choice::Missing => el("td").class("said").text(words.say(Key::NotLabelled)),
            Choice::NotApplicable => el("td").class("said").text(words.say(Key::NotApplicable)),
            Choice::Chosen(options) => {
                let names: Vec<Element> = options
                    .iter()
                    .map(|option| {
                        let known = option == UNKNOWN;
                        let name = if known { words.say(Key::Unknown) } else { category.label_of(option) };
                        let item = el("li").auto();
                        if shared(option) { item.text(name) } else { item.child(el("mark").text(name)) }
                    })
                    .collect();
                el("td").child(el("ul").each(names))
            }
        })
        .collect();
    let mark = differs.then(|| el("span").class("differs").text(words.say(Key::Differs)));
    let name = el("th").attr("scope", "row").auto().text(&category.label).text(" ").maybe(mark);
    el("tr").attr("data-testid", &joined(&["compare-", &category.id])).child(name).each(cells)
}

fn cell(words: Words, section: Option<&Section>) -> Element {
    let Some(section) = section else { return el("td").class("said").text(words.say(Key::NothingTold)) };
    let mut cell = el("td");
    for block in &section.blocks {
        cell = cell.child(el("p").auto().text(&block.text));
        let points: Vec<Element> = block.points.iter().map(|point| el("li").auto().text(point)).collect();
        cell = cell.maybe(el("ul").around(points));
    }
    cell
}
