//! The codebook: every category and option of the taxonomy, what it means, how many incidents
//! carry it, and some that do.

use crate::export::joined;
use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN};
use crate::page::incident::value_link;
use crate::page::related::named;
use crate::page::tree::{Element, To, el, link};
use crate::query::Catalog;
use crate::query::facet::Facet;
use crate::words::{Key, Words};

/// How many incidents stand as examples of an option.
const EXAMPLES: usize = 3;

/// The id of a category on the page.
pub fn anchor(category: &str) -> String {
    joined(&["category-", &category.replace(char::is_whitespace, "-")])
}

/// The whole taxonomy.
#[inline(never)]
pub fn codebook(catalog: &Catalog, words: Words) -> Element {
    let taxonomy = &catalog.taxonomy;
    let contents: Vec<Element> = taxonomy
        .categories()
        .map(|category| el("li").child(link(To::Here(anchor(&category.id)), &category.label).auto()))
        .collect();
    let groups: Vec<Element> = taxonomy
        .groups
        .iter()
        .map(|group| {
            let sections = group.categories.iter().map(|category| section(catalog, words, category)).collect();
            el("section").child(el("h2").auto().text(&group.label)).each(sections)
        })
        .collect();
    let origin = (!taxonomy.origin.is_empty()).then(|| el("p").auto().text(&taxonomy.origin));
    el("article")
        .class("codebook")
        .attr("data-testid", "codebook")
        .child(el("h1").attr("tabindex", "-1").text(&words.fill(Key::CodebookOf, &[(&taxonomy.title).into()])))
        .maybe(origin)
        .child(el("p").class("facts").text(words.say(Key::CodebookHow)))
        .child(
            el("nav").class("contents").attr("aria-label", words.say(Key::OnThisPage)).child(el("ol").each(contents)),
        )
        .each(groups)
}

#[inline(never)]
fn section(catalog: &Catalog, words: Words, category: &Category) -> Element {
    let facet = catalog.facets.iter().find(|facet| facet.id == category.id);
    let mut rows: Vec<Element> = Vec::new();
    for option in &category.options {
        let aliases = (!option.aliases.is_empty()).then(|| {
            el("span").class("facts").text(&words.fill(Key::AlsoWritten, &[(&option.aliases.join(", ")).into()]))
        });
        rows.push(row(catalog, words, facet, (&category.id, &option.id), &option.label, &option.definition, aliases));
    }
    // What records say beyond the taxonomy, and the kinds of nothing, where somebody has them.
    for value in facet.iter().flat_map(|facet| &facet.values) {
        if category.option(&value.id).is_some() || value.total == 0 {
            continue;
        }
        let (name, meaning) = match value.id.as_str() {
            UNKNOWN => (words.say(Key::Unknown), Key::SaysUnknown),
            MISSING => (words.say(Key::NotLabelled), Key::SaysMissing),
            NOT_APPLICABLE => (words.say(Key::NotApplicable), Key::SaysNotApplicable),
            _ => (value.label.as_str(), Key::SaysStray),
        };
        rows.push(row(catalog, words, facet, (&category.id, &value.id), name, words.say(meaning), None));
    }
    let head = |key: Key| el("th").attr("scope", "col").text(words.say(key));
    let heads = [Key::HeadOption, Key::HeadMeaning, Key::HeadIncidents, Key::HeadExamples].map(head);
    let asks = (!category.definition.is_empty()).then(|| el("p").auto().text(&category.definition));
    let agreed = category.agreement.map(|agreement| {
        let share = words.percent(agreement);
        el("p").class("agreement").text(&words.fill(Key::Reliability, &[(&share).into()]))
    });
    let table = el("table").child(el("thead").child(el("tr").each(heads.into()))).child(el("tbody").each(rows));
    let frame =
        el("div").class("scroll").attr("tabindex", "0").attr("role", "region").attr("aria-label", &category.label);
    let title = el("h3").place(&anchor(&category.id)).auto().text(&category.label).text(" ");
    el("section").child(title.child(el("code").text(&category.id))).maybe(asks).maybe(agreed).child(frame.child(table))
}

fn row(
    catalog: &Catalog,
    words: Words,
    facet: Option<&Facet>,
    value: (&str, &str),
    name: &str,
    meaning: &str,
    aliases: Option<Element>,
) -> Element {
    let (category, id) = value;
    let place = facet.and_then(|facet| facet.place(id));
    let total = place.and_then(|place| facet?.values.get(place)).map_or(0, |value| value.total as usize);
    let carriers = place.and_then(|place| Some(facet?.carriers(place)));
    let examples: Vec<Element> = carriers
        .iter()
        .flat_map(|carriers| carriers.iter().take(EXAMPLES).collect::<Vec<_>>())
        .map(|index| el("li").child(named(catalog, words, index)))
        .collect();
    let label = el("th").attr("scope", "row").child(value_link(catalog, category, id, name)).text(" ");
    el("tr")
        .child(label.child(el("code").text(id)))
        .child(el("td").auto().text(meaning).text(" ").maybe(aliases))
        .child(el("td").class("number").attr("data-head", words.say(Key::HeadIncidents)).text(&words.number(total)))
        .child(el("td").maybe(el("ul").around(examples)))
}
