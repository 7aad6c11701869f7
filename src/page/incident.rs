//! The page of one incident: its postmortem, its taxonomy cards with their evidence, its sources,
//! how it was made, and how to take it away.
//!
//! Data in, tree out. The app and the static site draw the same tree, so that they cannot drift.

use crate::export::joined;
use crate::incident::taxonomy::MISSING;
use crate::incident::{Incident, Maker, Section, Source};
use crate::page::prose::Draft;
use crate::page::tree::{Element, Node, To, el, link};
use crate::page::{cards, moments, shares, take};
use crate::query::bits::Bits;
use crate::query::{Basis, Catalog};
use crate::words::{Key, Words};

/// What a page is made of.
#[derive(Clone, Debug)]
pub struct Sheet<'a> {
    /// The collection.
    pub catalog: &'a Catalog,
    /// The incident.
    pub incident: &'a Incident,
    /// What the reader has selected, where that is not everything.
    pub selected: Option<&'a Bits>,
    /// The address to cite it by; empty where nobody knows.
    pub address: &'a str,
    /// The words of the page.
    pub words: Words,
    /// Whether shares are of those incidents alone whose answer is known.
    pub known: bool,
    /// Whether a program draws it, so that buttons can do something.
    pub live: bool,
}

/// The article of an incident.
pub fn article(sheet: &Sheet) -> Element {
    let Sheet { catalog, incident, words, .. } = *sheet;
    let taxonomy = &catalog.taxonomy;
    let mut draft = Draft::new(words, &incident.sources);
    let mut contents: Vec<Element> = Vec::new();
    let mut sections: Vec<Element> = Vec::new();
    for section in &incident.sections {
        let known = taxonomy.section(&section.id).map(|kind| &kind.label);
        let heading = section.title.as_ref().or(known).unwrap_or(&section.id);
        let id = draft.id(&joined(&["section-", &section.id]));
        contents.push(content(&id, heading));
        sections.push(told(&mut draft, section, &id, heading));
    }
    let groups = cards::groups(sheet, &mut draft);
    contents.extend(groups.iter().map(|(id, label, _)| content(id, label)));
    for (key, id) in [(Key::Sources, "sources"), (Key::HowMade, "made"), (Key::TakeAway, "take")] {
        contents.push(content(id, words.say(key)));
    }
    let groups = groups.into_iter().map(|(_, _, group)| group).collect();
    let contents =
        el("nav").class("contents").attr("aria-label", words.say(Key::OnThisPage)).child(el("ol").each(contents));
    let story = el("div").class("story").each(sections);
    el("article")
        .class("record")
        .attr("data-testid", "record")
        .child(el("div").class("reading").child(head(sheet)).child(contents).child(story))
        .child(el("div").class("taxonomy").maybe(cards::way(sheet)).each(groups))
        .child(sources(&draft))
        .child(made(sheet))
        .child(take::section(sheet))
}

fn content(id: &str, label: &str) -> Element {
    el("li").child(link(To::Here(id.to_owned()), label).auto())
}

#[inline(never)]
fn told(draft: &mut Draft, section: &Section, id: &str, heading: &str) -> Element {
    let blocks = draft.blocks(&section.blocks, &section.id, heading);
    let dated = moments::drawn(draft.words, section);
    el("section").place(id).child(el("h2").auto().text(heading)).maybe(dated).each(blocks)
}

#[inline(never)]
fn head(sheet: &Sheet) -> Element {
    let Sheet { catalog, incident, words, .. } = *sheet;
    let mut facts = el("p").class("facts");
    for (basis, date) in [(Basis::Reported, &incident.published), (Basis::Occurred, &incident.occurred)] {
        if let Some(date) = date {
            facts = facts.text(&words.dated(basis, date)).text(" · ");
        }
    }
    let made = incident.provenance.made;
    let facts = facts.child(value_link(catalog, "labels", made.id(), words.maker(made)));
    let named = |key: Key, facet: &str, names: &[String]| {
        let mut line = el("p").class("facts").text(&words.fill(key, &["".into()]));
        for (place, name) in names.iter().enumerate() {
            line = line.text(if place > 0 { ", " } else { "" }).child(value_link(catalog, facet, name, name));
        }
        (!names.is_empty()).then_some(line)
    };
    let summary: Vec<Element> = incident.summary.iter().map(|text| el("p").auto().text(text)).collect();
    el("header")
        .child(el("h1").attr("tabindex", "-1").auto().text(&words.title(&incident.title, &incident.id)))
        .child(facts)
        .maybe(named(Key::ResponsibleAre, "responsible", &incident.responsible))
        .maybe(named(Key::ImpactedAre, "impacted", &incident.impacted))
        .maybe(el("div").class("summary").around(summary))
}

/// A name that leads to everything that carries the value, where the engine knows it.
#[inline(never)]
pub(super) fn value_link(catalog: &Catalog, facet: &str, value: &str, text: &str) -> Element {
    let facet_of = catalog.facets.iter().find(|known| known.id == facet);
    let known = facet_of.and_then(|known| known.value(value)).is_some_and(|value| value.total > 0);
    // An organization that is called so is not what links mean by the word.
    let category = catalog.taxonomy.category(facet);
    if !known || value == MISSING && category.is_none() {
        return el("span").auto().text(text);
    }
    // Out of its card, "unknown" would be the name of a dozen places.
    let prefix = category.map(|category| el("span").class("hidden").text(&category.label).text(": "));
    el("a").to(To::Value(facet.to_owned(), value.to_owned())).auto().maybe(prefix).text(text)
}

#[inline(never)]
fn sources(draft: &Draft) -> Element {
    let words = draft.words;
    let items: Vec<Element> =
        draft.sources.iter().enumerate().map(|(index, source)| listed(draft, index, source)).collect();
    let list = if items.is_empty() { el("p").text(words.say(Key::NoSources)) } else { el("ul").each(items) };
    el("section").class("sources").place("sources").child(el("h2").text(words.say(Key::Sources))).child(list)
}

#[inline(never)]
fn listed(draft: &Draft, index: usize, source: &Source) -> Element {
    let words = draft.words;
    let title = shares::source_title(words, source);
    let named = match &source.url {
        Some(url) => link(To::Web(url.clone()), &title),
        None => el("span").class("absent").text(&words.fill(Key::NoAddress, &[(&title).into()])),
    };
    let mut item = el("li")
        .place(draft.anchor(index))
        .auto()
        .child(el("span").class("cite").text(&source.id))
        .text(" ")
        .child(named);
    for fact in source.publisher.iter().cloned().chain(source.date.as_ref().map(|date| words.date(date))) {
        item = item.text(", ").text(&fact);
    }
    if let Some(archive) = &source.archive {
        item = item.text(" · ").child(link(To::Web(archive.clone()), words.say(Key::Archived)));
    }
    let mut back = el("span").class("back").text(words.say(Key::CitedIn));
    for (place, called) in &draft.cited[index] {
        back = back.text(" ").child(link(To::Here(place.clone()), called));
    }
    item.maybe((!draft.cited[index].is_empty()).then_some(back))
}

/// How this record came to be and, for a machine's, how far each field can be trusted.
#[inline(never)]
fn made(sheet: &Sheet) -> Element {
    let Sheet { catalog, incident, words, .. } = *sheet;
    let taxonomy = &catalog.taxonomy;
    let provenance = &incident.provenance;
    let mut said = el("p").child(value_link(catalog, "labels", provenance.made.id(), words.maker(provenance.made)));
    said = said.text(". ").text(provenance.note.as_deref().unwrap_or_default());
    if let Some(date) = &provenance.date {
        said = said.text(" ").text(&words.fill(Key::LabelledOn, &[(&words.date(date)).into()]));
    }
    let sections = taxonomy.sections.iter().filter_map(|kind| Some((&kind.label, kind.agreement?)));
    let categories = taxonomy.categories().filter_map(|category| Some((&category.label, category.agreement?)));
    let rows: Vec<Element> = sections
        .chain(categories)
        .map(|(label, agreement)| {
            let share = words.percent(agreement);
            el("tr").child(el("th").attr("scope", "row").text(label)).child(el("td").text(&share))
        })
        .collect();
    let table = (provenance.made == Maker::Machine && !rows.is_empty()).then(|| {
        let head = |key: Key| el("th").attr("scope", "col").text(words.say(key));
        el("details").child(el("summary").text(words.say(Key::Agreement))).child(
            el("table")
                .child(el("caption").text(words.say(Key::AgreementCaption)))
                .child(el("thead").child(el("tr").child(head(Key::HeadField)).child(head(Key::HeadAgreement))))
                .child(el("tbody").each(rows)),
        )
    });
    el("section").class("made").place("made").child(el("h2").text(words.say(Key::HowMade))).child(said).maybe(table)
}

/// Words and elements as nodes, for whoever puts pages together.
pub(super) fn node(element: Element) -> Node {
    Node::Element(element)
}
