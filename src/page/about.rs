//! What a collection says of itself: description, method, taxonomy, licence, version, and how reliable a
//! machine's labels are; a line of it for the foot of a page, all of it as a panel.

use crate::incident::Maker;
use crate::page::tree::{Element, el};
use crate::query::Catalog;
use crate::words::{Key, Words};

/// The id of the panel, which buttons name: the browser itself opens and closes it.
pub const PANEL: &str = "collection";

/// A button that opens or closes the panel.
#[inline(never)]
pub fn way(words: Words, key: Key, class: &str) -> Element {
    let label = words.say(key);
    el("button").class(class).attr("title", label).attr("popovertarget", PANEL).text(label)
}

/// What may be done with the collection, and which version this is.
#[inline(never)]
pub fn foot(catalog: &Catalog, words: Words) -> Element {
    el("footer")
        .class("about")
        .id("about")
        .attr("tabindex", "-1")
        .each(rights(catalog, words))
        .child(el("p").child(way(words, Key::About, "quiet icon-about")))
}

/// Everything.
#[inline(never)]
pub fn panel(catalog: &Catalog, words: Words) -> Element {
    let taxonomy = &catalog.taxonomy;
    let collection = &catalog.collection;
    let sections = taxonomy.sections.iter().map(|section| (&section.label, section.agreement));
    let categories = taxonomy.categories().map(|category| (&category.label, category.agreement));
    let measured = sections.chain(categories).filter_map(|(label, agreement)| {
        let said = words.fill(Key::ClauseFacet, &[label.into(), (&words.percent(agreement?)).into()]);
        Some(el("li").text(&said))
    });
    let is_by_machine = (0..catalog.len()).any(|index| catalog.columns.maker(index) == Maker::Machine);
    let measured = if is_by_machine { measured.collect() } else { Vec::new() };
    let agreement = el("ul").around(measured).map(|list| {
        el("section")
            .child(el("h3").text(words.say(Key::Agreement)))
            .child(el("p").text(words.say(Key::AgreementCaption)))
            .child(list)
    });
    el("div")
        .class("panel")
        .id(PANEL)
        .attr("popover", "auto")
        .attr("role", "dialog")
        .attr("aria-labelledby", "collection-title")
        .child(el("h2").id("collection-title").attr("tabindex", "-1").attr("autofocus", "").text(words.say(Key::About)))
        .child(way(words, Key::Close, "quiet icon-close"))
        .maybe(line("", &collection.description))
        .maybe(line(words.say(Key::Method), &collection.method))
        .maybe(line(words.say(Key::Taxonomy), &taxonomy.origin))
        .each(rights(catalog, words))
        .maybe(agreement)
}

fn rights(catalog: &Catalog, words: Words) -> Vec<Element> {
    let licence = line(words.say(Key::Licence), &catalog.collection.license);
    licence.into_iter().chain(line(words.say(Key::DataVersion), &catalog.version)).collect()
}

#[inline(never)]
fn line(name: &str, text: &str) -> Option<Element> {
    let line = el("p").maybe((!name.is_empty()).then(|| el("strong").text(name)));
    (!text.is_empty()).then(|| line.text(" ").child(el("span").auto().text(text)))
}
