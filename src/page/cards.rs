//! Taxonomy cards: what an incident says of each category, what that means, why, on which
//! evidence, what was considered and not chosen, and how common it is.

use crate::export::joined;
use crate::incident::taxonomy::{Category, MISSING, NOT_APPLICABLE, UNKNOWN, is_known};
use crate::incident::{Choice, Label, Maker, Segment};
use crate::page::incident::{Sheet, value_link};
use crate::page::prose::Draft;
use crate::page::shares;
use crate::page::tree::{Element, To, el, link};
use crate::query::bits::Bits;
use crate::words::Key;

/// The groups of the taxonomy, each with its id on the page and its name, and after them the
/// labels that the taxonomy does not know.
#[inline(never)]
pub(super) fn groups(sheet: &Sheet, draft: &mut Draft) -> Vec<(String, String, Element)> {
    let taxonomy = &sheet.catalog.taxonomy;
    let mut groups = Vec::new();
    let mut add = |wish: &str, label: &str, cards: Vec<Element>, draft: &mut Draft| {
        if !cards.is_empty() {
            let id = draft.id(&joined(&["group-", wish]));
            let grid = el("div").class("grid").each(cards);
            let section = el("section").class("cards").place(&id).child(el("h2").auto().text(label)).child(grid);
            groups.push((id, label.to_owned(), section));
        }
    };
    for group in &taxonomy.groups {
        let cards = group.categories.iter().map(|category| card(sheet, category, draft)).collect();
        add(&group.id, &group.label, cards, draft);
    }
    let stray = sheet.incident.labels.keys().filter(|id| taxonomy.category(id).is_none());
    let stray: Vec<Category> =
        stray.map(|id| Category { id: id.clone(), label: id.clone(), ..Category::default() }).collect();
    let cards = stray.iter().map(|category| card(sheet, category, draft)).collect();
    add("others", sheet.words.say(Key::OtherLabels), cards, draft);
    groups
}

/// The way to shares without what nobody knows, and back.
pub(super) fn way(sheet: &Sheet) -> Option<Element> {
    let key = if sheet.known { Key::CountUnknown } else { Key::LeaveUnknown };
    let way = link(To::Shares(!sheet.known), sheet.words.say(key)).id("shares");
    sheet.live.then(|| el("p").class("aside").child(way))
}

#[inline(never)]
fn card(sheet: &Sheet, category: &Category, draft: &mut Draft) -> Element {
    let words = sheet.words;
    let missing = Label::default();
    let label = sheet.incident.labels.get(&category.id).unwrap_or(&missing);
    let id = draft.id(&joined(&["card-", &category.id]));
    let (place, called) = (id.as_str(), category.label.as_str());
    let chosen = label.choice.options();
    let mut options: Vec<Element> = Vec::new();
    for option in chosen {
        let meaning = match category.option(option) {
            Some(known) => known.definition.as_str(),
            None if option == UNKNOWN => words.say(Key::SaysUnknown),
            None => words.say(Key::SaysStray),
        };
        let name = if option == UNKNOWN { words.say(Key::Unknown) } else { category.label_of(option) };
        let mut item = el("li").child(value_link(sheet.catalog, &category.id, option, name).class("option"));
        if !meaning.is_empty() {
            item = item.text(" ").child(el("span").class("sense").auto().text(meaning));
        }
        item = item.maybe(common(sheet, &category.id, option));
        for segment in of_option(label, Some(option)) {
            item = item.each(draft.argument(segment, place, called));
        }
        options.push(item);
    }
    let nothing = match label.choice {
        Choice::Missing => Some((MISSING, Key::SaysMissing)),
        Choice::NotApplicable => Some((NOT_APPLICABLE, Key::SaysNotApplicable)),
        Choice::Chosen(_) => None,
    };
    let said = nothing.map(|(value, meaning)| {
        let line = el("p").class("said").child(value_link(sheet.catalog, &category.id, value, words.say(meaning)));
        line.maybe(common(sheet, &category.id, value))
    });
    let mut whole: Vec<Element> = Vec::new();
    for segment in of_option(label, None) {
        whole.extend(draft.argument(segment, place, called));
    }
    let mut considered: Vec<Element> = Vec::new();
    for segment in &label.rationale {
        let Some(option) = segment.option.as_ref().filter(|option| !chosen.contains(option)) else { continue };
        let name = el("strong").auto().text(category.label_of(option));
        considered.push(el("li").child(name).text(" ").each(draft.argument(segment, place, called)));
    }
    let folded = (!considered.is_empty()).then(|| {
        let title = words.fill(Key::Considered, &[considered.len().into()]);
        el("details").child(el("summary").text(&title)).child(el("ul").each(considered))
    });
    let asks = (!category.definition.is_empty()).then(|| el("p").class("asks").auto().text(&category.definition));
    el("section")
        .class("card")
        .place(&id)
        .attr("data-testid", &joined(&["card-", &category.id]))
        .child(heading(sheet, category))
        .maybe(asks)
        .maybe(said)
        .maybe(el("ul").class("options").around(options))
        .each(whole)
        .maybe(folded)
        .maybe(reliability(sheet, category))
}

/// The name of a category, which leads to what it means.
fn heading(sheet: &Sheet, category: &Category) -> Element {
    let heading = el("h3").auto();
    match sheet.catalog.taxonomy.category(&category.id) {
        Some(_) => heading.child(link(To::Category(category.id.clone()), &category.label)),
        None => heading.text(&category.label),
    }
}

fn of_option<'a>(label: &'a Label, option: Option<&'a String>) -> impl Iterator<Item = &'a Segment> {
    label.rationale.iter().filter(move |segment| segment.option.as_ref() == option)
}

/// How often a machine's answer to the category was that of people, where a machine answered.
fn reliability(sheet: &Sheet, category: &Category) -> Option<Element> {
    let agreement = category.agreement.filter(|_| sheet.incident.provenance.made == Maker::Machine)?;
    let share = sheet.words.percent(agreement);
    Some(el("p").class("agreement").text(&sheet.words.fill(Key::Reliability, &[(&share).into()])))
}

/// How common a value is in the collection and, where something is selected, in the selection: a
/// bar for each, and the same in words. Of those alone whose answer is known, where that is asked for
/// and the value is an answer; what is left out is said.
#[inline(never)]
fn common(sheet: &Sheet, facet: &str, value: &str) -> Option<Element> {
    let Sheet { catalog, words, selected, .. } = *sheet;
    let facet = catalog.facets.iter().find(|known| known.id == facet)?;
    let place = facet.place(value)?;
    let known = (sheet.known && is_known(value)).then(|| facet.known());
    let bar = |count: u32, all: u32, known: Option<u32>, keys: [Key; 2]| {
        let of = known.unwrap_or(all);
        let [count, of, left_out] = [count, of, all - of].map(|count| count as usize);
        let meter = el("meter").attr("max", &of.to_string()).attr("value", &count.to_string());
        let share = shares::percent(words, count, of);
        let key = keys[usize::from(left_out > 0)];
        let said = words.fill(key, &[(&share).into(), count.into(), of.into(), left_out.into()]);
        el("span").class("share").child(meter.attr("aria-hidden", "true")).text(" ").text(&said)
    };
    let total = facet.values.get(place)?.total;
    let whole = bar(total, catalog.len() as u32, known.as_ref().map(Bits::count), [Key::OfAll, Key::OfAllKnown]);
    let part = selected.map(|selected| {
        let both = facet.carriers(place).count_both(selected);
        let known = known.map(|known| known.count_both(selected));
        bar(both, selected.count(), known, [Key::OfSelected, Key::OfSelectedKnown])
    });
    Some(el("span").class("common").child(whole).maybe(part))
}
