//! What stands around an incident: its neighbours in the selection, incidents that resemble it and
//! why, and those of the same organizations.

use crate::export::joined;
use crate::page::tree::{Element, To, el, link};
use crate::query::Catalog;
use crate::query::similar::{Kind, Relatives};
use crate::words::{Key, Words};

/// How many reasons of a likeness.
const MOST_REASONS: usize = 5;

/// The way to the incidents before and after, and back. `place` counts from 1.
#[inline(never)]
pub fn around(catalog: &Catalog, words: Words, around: (Option<usize>, usize, Option<usize>), total: usize) -> Element {
    let (before, place, after) = around;
    let step = |index: Option<usize>, key: Key, icon: &str, rel: &str| {
        let index = index?;
        let name = words.fill(key, &[(&title(catalog, words, index)).into()]);
        let to = To::Incident(catalog.id(index).to_owned());
        Some(el("a").to(to).class(icon).attr("title", &name).attr("aria-label", &name).attr("rel", rel))
    };
    let back = words.fill(Key::BackTo, &[total.into()]);
    let here = (place > 0).then(|| el("span").text(&words.fill(Key::PlaceOf, &[place.into(), total.into()])));
    el("nav")
        .class("around")
        .attr("aria-label", words.say(Key::InSelection))
        .child(link(To::Back, &back).attr("data-testid", "back"))
        .maybe(step(before, Key::Previous, "icon-previous", "prev"))
        .maybe(here)
        .maybe(step(after, Key::Next, "icon-next", "next"))
}

/// What resembles an incident and what else its organizations were in; nothing where there is
/// neither.
#[inline(never)]
pub fn related(catalog: &Catalog, words: Words, index: usize, near: &Relatives) -> Option<Element> {
    let alike: Vec<Element> = near
        .alike
        .iter()
        .map(|similar| {
            let reasons = similar.reasons.iter().take(MOST_REASONS).map(|reason| match reason.kind {
                Kind::Label => {
                    let category = catalog.facets.iter().find(|facet| facet.id == reason.facet);
                    joined(&[category.map_or("", |facet| &facet.label), ": ", &reason.label])
                }
                Kind::Organization => reason.label.clone(),
                Kind::Word => joined(&["“", &reason.label, "”"]),
            });
            let reasons: Vec<String> = reasons.collect();
            let why = words.fill(Key::BothSay, &[(&reasons.join(" · ")).into()]);
            el("li")
                .child(named(catalog, words, similar.index))
                .text(" ")
                .child(el("span").class("reasons").auto().text(&why))
        })
        .collect();
    let also: Vec<Element> = near.others.iter().map(|other| el("li").child(named(catalog, words, *other))).collect();
    let part = |key: Key, items: Vec<Element>| {
        (!items.is_empty()).then(|| el("div").child(el("h3").text(words.say(key))).child(el("ul").each(items)))
    };
    let compare = near.alike.first().map(|first| {
        let ids = [index, first.index].map(|index| catalog.id(index).to_owned());
        let ids = ids.into_iter().chain(near.alike.get(1).map(|second| catalog.id(second.index).to_owned()));
        el("p").child(link(To::Compare(ids.collect()), words.say(Key::CompareThese)))
    });
    let parts: Vec<Element> = part(Key::SimilarIncidents, alike)
        .into_iter()
        .chain(compare)
        .chain(part(Key::SameOrganizations, also))
        .collect();
    let heading = el("h2").text(words.say(Key::AroundIt));
    (!parts.is_empty()).then(|| el("section").class("related").id("related").child(heading).each(parts))
}

/// The title of an incident as far as it is at hand, else its id.
pub fn title(catalog: &Catalog, words: Words, index: usize) -> String {
    let id = catalog.id(index);
    catalog.head(index).map_or_else(|_| id.to_owned(), |head| words.title(&head.title, id))
}

/// The name of an incident, which leads to its page.
pub fn named(catalog: &Catalog, words: Words, index: usize) -> Element {
    link(To::Incident(catalog.id(index).to_owned()), &title(catalog, words, index)).auto()
}
