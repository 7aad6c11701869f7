//! Lists of incidents on pages that no program draws: those of one value, and all of a collection.

use crate::export::joined;
use crate::page::related::named;
use crate::page::shares;
use crate::page::tree::{Element, To, el, link};
use crate::query::Catalog;
use crate::words::{Key, Words};

/// The most incidents that a page lists; the explorer has the others.
pub const LISTED: usize = 500;

/// Everything that carries a value of a category: what it means, and which incidents.
pub fn of_value(catalog: &Catalog, words: Words, category: &str, value: &str) -> Option<Element> {
    let kind = catalog.taxonomy.category(category)?;
    let facet = catalog.facets.iter().find(|facet| facet.id == category)?;
    let place = facet.place(value)?;
    let found = facet.values.get(place)?;
    let carriers: Vec<usize> = facet.carriers(place).iter().collect();
    let meaning = kind.option(value).map(|option| option.definition.as_str()).unwrap_or_default();
    let share = shares::percent(words, carriers.len(), catalog.len());
    let common = words.fill(Key::OfAll, &[(&share).into(), carriers.len().into(), catalog.len().into()]);
    let explore = To::Explorer(category.to_owned(), value.to_owned());
    let asks = link(To::Category(category.to_owned()), &kind.label).auto();
    Some(
        el("article")
            .class("listing")
            .child(el("p").class("facts").child(asks))
            .child(el("h1").auto().text(&joined(&[&kind.label, ": ", &found.label])))
            .maybe((!meaning.is_empty()).then(|| el("p").auto().text(meaning)))
            .child(el("p").class("facts").text(&common))
            .child(el("p").child(link(explore, words.say(Key::ExploreThese))))
            .each(list(catalog, words, &carriers)),
    )
}

/// Every incident.
pub fn of_all(catalog: &Catalog, words: Words) -> Element {
    let all: Vec<usize> = (0..catalog.len()).collect();
    let about = &catalog.collection.description;
    el("article")
        .class("listing")
        .child(el("h1").auto().text(&catalog.collection.title))
        .maybe((!about.is_empty()).then(|| el("p").auto().text(about)))
        .child(el("p").child(link(To::Explorer(String::new(), String::new()), words.say(Key::ExploreThese))))
        .each(list(catalog, words, &all))
}

fn list(catalog: &Catalog, words: Words, incidents: &[usize]) -> Vec<Element> {
    let items: Vec<Element> = incidents
        .iter()
        .take(LISTED)
        .map(|index| {
            let date = catalog.columns.published(*index).or(catalog.columns.occurred(*index));
            let date = date.map(|date| el("span").class("facts").text(" ").text(&words.date(date)));
            let gist = catalog.head(*index).ok().and_then(|head| head.gist);
            let gist = gist.map(|gist| el("p").class("gist").auto().text(&gist));
            el("li").child(named(catalog, words, *index)).maybe(date).maybe(gist)
        })
        .collect();
    let more = (incidents.len() > LISTED)
        .then(|| el("p").class("facts").text(&words.fill(Key::ListedFirst, &[LISTED.into(), incidents.len().into()])));
    more.into_iter().chain([el("ol").class("incidents-list").each(items)]).collect()
}
