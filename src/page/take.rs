//! Taking an incident away: citations, Markdown, JSON, and saying that a label is wrong.

use form_urlencoded::byte_serialize;

use crate::export::citation::{Format, Work};
use crate::export::{json, markdown};
use crate::page::incident::{Sheet, node};
use crate::page::tree::{Element, To, el, link};
use crate::words::Key;

/// The section at the end of a page.
#[inline(never)]
pub(super) fn section(sheet: &Sheet) -> Element {
    let Sheet { catalog, incident, words, .. } = *sheet;
    let title = words.title(&incident.title, &incident.id);
    let work = Work::of(incident, &title, &catalog.collection, &catalog.version, sheet.address);
    let formats = Format::ALL.map(|format| {
        let cited = work.cite(format);
        let text = el("pre").attr("tabindex", "0").attr("aria-label", format.name()).text(cited.trim_end());
        let copy = copy(sheet, Key::CopyThis, format.name(), &cited);
        el("details").child(el("summary").text(format.name())).child(text).maybe(copy)
    });
    let mut ways: Vec<Element> = Vec::new();
    if sheet.live {
        let markdown = markdown::incident(incident, &title, &catalog.taxonomy, sheet.address);
        ways.extend(copy(sheet, Key::CopyLink, "", sheet.address).filter(|_| !sheet.address.is_empty()));
        ways.extend(copy(sheet, Key::CopyMarkdown, "", &markdown));
        ways.extend(copy(sheet, Key::CopyJson, "", &json::incident(incident)));
    } else {
        ways.push(link(To::File("incident.md"), "Markdown"));
        ways.push(link(To::File("incident.json"), "JSON"));
    }
    ways.extend(report(sheet, &title));
    el("section")
        .class("take")
        .place("take")
        .child(el("h2").text(words.say(Key::TakeAway)))
        .child(el("p").class("ways").nodes(spaced(ways)))
        .each(formats.into())
}

#[inline(never)]
fn copy(sheet: &Sheet, key: Key, name: &str, text: &str) -> Option<Element> {
    let button = el("button").class("icon-copy").text(&sheet.words.fill(key, &[name.into()]));
    sheet.live.then(|| button.copying(text))
}

fn spaced(elements: Vec<Element>) -> Vec<crate::page::tree::Node> {
    let space = || crate::page::tree::Node::Text(" ".to_owned());
    elements.into_iter().flat_map(|element| [node(element), space()]).collect()
}

/// The way to say that a label is wrong, where the collection has one: its address with what is
/// known already filled in.
#[inline(never)]
fn report(sheet: &Sheet, title: &str) -> Option<Element> {
    let pattern = &sheet.catalog.collection.report_url;
    let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let address = pattern
        .replace("{id}", &encoded(&sheet.incident.id))
        .replace("{title}", &encoded(title))
        .replace("{url}", &encoded(sheet.address))
        .replace("{version}", &encoded(&sheet.catalog.version));
    (!pattern.is_empty()).then(|| link(To::Web(address), sheet.words.say(Key::ReportLabel)))
}
