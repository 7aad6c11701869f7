//! Pages as trees and as HTML: nothing of a record is lost, every link leads where it says, every
//! label's link finds the incident, and no text becomes a mark.

use std::collections::BTreeSet;

use failscope::bundle::{Bundle, Content};
use failscope::incident::{Block, Choice, Collection, Incident, Label, Section, Segment, Source};
use failscope::link::{self, Link, View};
use failscope::page::incident::{Sheet, article};
use failscope::page::tree::{Element, To};
use failscope::page::{codebook, compare, related};
use failscope::pages::Pages;
use failscope::query::similar::relatives;
use failscope::query::{Catalog, Query, answer};
use failscope::words::Words;
use proptest::prelude::*;

use super::world::{catalog, content, taxonomy};

pub(crate) fn page(catalog: &Catalog, incident: &Incident) -> Element {
    let words = Words::plain();
    article(&Sheet {
        catalog,
        incident,
        selected: None,
        address: "https://example.org/",
        words,
        known: false,
        live: true,
    })
}

/// Where the links of a page lead.
fn links(page: &Element) -> Vec<To> {
    let mut links = Vec::new();
    page.visit(&mut |element| links.extend(element.parts().to.clone()));
    links
}

/// The ids of a page; fails where one is given twice.
fn ids(page: &Element) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    page.visit(&mut |element| {
        for (name, value) in &element.parts().attributes {
            if *name == "id" {
                assert!(ids.insert(value.clone()), "two elements are called {value}");
                assert!(!value.is_empty() && !value.contains(char::is_whitespace), "{value:?} is no id");
            }
        }
    });
    ids
}

/// Every text of a record that a reader came for.
pub(crate) fn texts(incident: &Incident) -> Vec<&str> {
    let blocks = incident.sections.iter().flat_map(|section| &section.blocks);
    let blocks = blocks.flat_map(|block| [&block.text].into_iter().chain(&block.points));
    let segments = incident.labels.values().flat_map(|label| &label.rationale);
    let segments = segments.flat_map(|segment| [&segment.text].into_iter().chain(&segment.points));
    let sources = incident.sources.iter().flat_map(|source| [&source.title, &source.publisher].into_iter().flatten());
    let summary = incident.summary.iter();
    let names = incident.responsible.iter().chain(&incident.impacted);
    let all = blocks.chain(segments).chain(sources).chain(summary).chain(names);
    all.map(String::as_str).filter(|text| !text.trim().is_empty()).collect()
}

/// What must hold of the page of any incident.
pub(crate) fn is_whole(catalog: &Catalog, incident: &Incident) {
    let page = page(catalog, incident);
    let (ids, said) = (ids(&page), page.words());
    for text in texts(incident) {
        assert!(said.contains(text), "{}: the page lacks {text:?}", incident.id);
    }
    for category in catalog.taxonomy.categories() {
        for option in incident.choice(&category.id).options() {
            assert!(said.contains(category.label_of(option)), "{}: {option} is not named", incident.id);
        }
    }
    for to in links(&page) {
        match to {
            To::Here(id) => assert!(ids.contains(&id), "{}: #{id} leads nowhere", incident.id),
            To::Value(facet, value) => {
                let query = Query::default().toggled(&facet, &value);
                let text = link::print(&Link { query, ..Link::default() }, catalog);
                let (read, notices) = link::parse(&text, catalog);
                assert!(notices.is_empty(), "{text}: {notices:?}");
                let hits = answer(catalog, &read.query).hits(catalog, usize::MAX);
                let found = hits.iter().any(|hit| catalog.id(*hit as usize) == incident.id);
                assert!(found, "{text} does not find {}", incident.id);
            }
            _ => {}
        }
    }
}

/// Marks of HTML that pages are written with.
const TAGS: [&str; 57] = [
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "main", "article", "section",
    "h1", "h2", "h3", "p", "ol", "ul", "li", "span", "strong", "details", "summary", "div", "meter", "time", "pre",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "footer", "mark", "button", "!doctype", "em", "b",
    "i", "dl", "dt", "dd", "br", "hr", "img", "svg", "path", "label", "input", "form", "select", "option", "main",
];

/// Fails where a page of HTML has a mark that is not of its writer, or lost the balance.
pub(crate) fn is_sound(html: &str) {
    let data = "<script type=\"application/ld+json\">";
    let (mut open, mut rest) = (Vec::new(), html);
    while let Some(start) = rest.find('<') {
        let mark = &rest[start + 1..];
        let end = mark.find('>').unwrap_or_else(|| panic!("a mark has no end: {mark:.80}"));
        let name: String = mark.chars().take_while(|c| c.is_ascii_alphanumeric() || "/!".contains(*c)).collect();
        let plain = name.trim_start_matches('/');
        assert!(TAGS.contains(&plain), "<{name}> is not ours: {mark:.80}");
        if name.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(plain), "{mark:.80}");
        } else if !["meta", "link", "!doctype"].contains(&plain) {
            open.push(plain.to_owned());
        }
        let script = rest[start..].starts_with("<script");
        if script && !rest[start..].starts_with(data) {
            assert!(mark.starts_with("script src=\"") && mark[end..].starts_with("></script>"), "{mark:.80}");
        }
        rest = &mark[end + 1..];
    }
    assert!(open.is_empty(), "{open:?} is open at the end");
}

fn html(catalog: &Catalog, index: usize) -> String {
    let files = Pages::new(catalog, true).incident(index, &catalog.incidents()[index]);
    String::from_utf8(files[0].bytes.clone()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_page_has_all_of_its_record_and_its_links_find_it(content in content(7)) {
        let catalog = catalog(content);
        for (index, incident) in catalog.incidents().iter().enumerate() {
            is_whole(&catalog, incident);
            is_sound(&html(&catalog, index));
            let near = relatives(&catalog, index);
            prop_assert!(near.alike.iter().all(|similar| similar.index != index && !similar.reasons.is_empty()));
            for other in &near.others {
                let (one, other) = (catalog.organizations(index), catalog.organizations(*other));
                prop_assert!(one.iter().any(|name| other.contains(name)));
            }
            related::related(&catalog, Words::plain(), index, &near);
        }
        let all: Vec<&Incident> = catalog.incidents().iter().take(4).collect();
        ids(&compare::compared(&catalog, Words::plain(), &all));
        let book = codebook::codebook(&catalog, Words::plain());
        let places = ids(&book);
        prop_assert!(links(&book).iter().all(|to| !matches!(to, To::Here(id) if !places.contains(id))));
    }
}

/// Text that would be a mark, an attribute, a script, a comment or an entity.
const HOSTILE: &str = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><!-- &lt; ]]> </article> \u{0}\u{fdd0}";

/// An incident with hostile text in every place that has text.
fn hostile() -> Incident {
    let text = || HOSTILE.to_owned();
    let block = |number| Block { number, text: text(), points: vec![text()] };
    let segment = |option: Option<String>| Segment { option, mark: text(), text: text(), points: vec![text()] };
    let label = |choice| Label {
        choice,
        rationale: vec![segment(None), segment(Some(text())), segment(Some("crash".to_owned()))],
    };
    Incident {
        id: "a".to_owned(),
        title: text(),
        summary: vec![text()],
        responsible: vec![text()],
        impacted: vec![text()],
        sections: vec![
            Section {
                id: "timeline".to_owned(),
                title: None,
                blocks: vec![block(Some(1)), block(None), block(Some(1))],
            },
            Section { id: text(), title: Some(text()), blocks: vec![block(Some(1))] },
            Section { id: text(), title: Some(text()), blocks: vec![] },
        ],
        labels: [
            ("behaviour".to_owned(), label(Choice::of(vec!["crash".to_owned(), "nobody knows".to_owned(), text()]))),
            ("perception".to_owned(), label(Choice::NotApplicable)),
            (text(), label(Choice::Missing)),
        ]
        .into(),
        sources: vec![
            Source { id: text(), title: Some(text()), publisher: Some(text()), ..Source::default() },
            Source { id: text(), ..Source::default() },
        ],
        ..Incident::default()
    }
}

fn one(incident: Incident) -> Catalog {
    let collection = Collection {
        title: HOSTILE.to_owned(),
        description: HOSTILE.to_owned(),
        license: HOSTILE.to_owned(),
        base_url: "https://example.org/a\"b<c>/".to_owned(),
        report_url: "https://example.org/?t={title}&i={id}&u={url}".to_owned(),
        old_paths: vec!["old/{id}/".to_owned(), "../up/{id}".to_owned()],
        ..Collection::default()
    };
    let content = Content { collection, taxonomy: taxonomy(), incidents: vec![incident] };
    Catalog::new(Bundle { version: String::new(), content }).unwrap()
}

#[test]
fn hostile_text_is_text_everywhere() {
    let catalog = one(hostile());
    is_whole(&catalog, &catalog.incidents()[0]);
    let pages = Pages::new(&catalog, true);
    let files = pages.incident(0, &catalog.incidents()[0]).into_iter().chain(pages.frame());
    let mut seen = 0;
    for file in files {
        let safe = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
        assert!(file.path.chars().all(safe) && !file.path.contains(".."), "{}", file.path);
        let text = String::from_utf8(file.bytes).unwrap();
        if file.path.ends_with(".html") {
            is_sound(&text);
            seen += 1;
        } else if file.path.ends_with(".json") {
            let _: serde_json::Value = serde_json::from_str(&text).unwrap();
        }
    }
    assert!(seen >= 6, "{seen} pages");
}

#[test]
fn long_and_empty_records_are_readable() {
    let mut long = hostile();
    long.sources = (0..300).map(|number| Source { id: number.to_string(), ..Source::default() }).collect();
    let cited: Vec<String> =
        (0..300).map(|number| format!("It failed for the {number}th time [{number}, 999].")).collect();
    let blocks =
        cited.iter().zip(1..).map(|(text, number)| Block { number: Some(number), text: text.clone(), points: vec![] });
    long.sections[0].blocks = blocks.collect();
    long.sections[0].blocks.push(Block { text: "word ".repeat(6_000), ..Block::default() });
    let catalog = one(long);
    is_whole(&catalog, &catalog.incidents()[0]);
    let tree = page(&catalog, &catalog.incidents()[0]);
    let back = links(&tree).into_iter().filter(|to| matches!(to, To::Here(id) if id.starts_with("timeline-")));
    assert!(back.count() >= 300, "every source leads back to the statement that cites it");
    assert!(tree.words().contains("999"), "a citation without a source stays text");

    let catalog = one(Incident { id: "empty".to_owned(), title: "unknown".to_owned(), ..Incident::default() });
    is_whole(&catalog, &catalog.incidents()[0]);
    let words = page(&catalog, &catalog.incidents()[0]).words();
    assert!(words.contains("Untitled incident empty") && words.contains("This record names no source."), "{words}");
    assert_eq!(words.matches("nobody recorded an answer.").count(), 4, "every category says that nobody labelled it");
}

#[test]
fn each_kind_of_nothing_is_said_in_its_own_words() {
    let label = |choice| Label { choice, ..Label::default() };
    let unknown = Choice::of(vec!["unknown".to_owned()]);
    let labels = [("behaviour".to_owned(), label(unknown)), ("perception".to_owned(), label(Choice::NotApplicable))];
    let catalog = one(Incident { id: "a".to_owned(), labels: labels.into(), ..Incident::default() });
    let words = page(&catalog, &catalog.incidents()[0]).words();
    for said in
        ["The sources do not say.", "the question does not arise for this system.", "nobody recorded an answer."]
    {
        assert!(words.contains(said), "{said}: {words}");
    }
}

#[test]
fn what_not_all_share_is_marked() {
    let label = |options: &[&str]| Label {
        choice: Choice::of(options.iter().map(|option| (*option).to_owned()).collect()),
        ..Label::default()
    };
    let of = |id: &str, options: &[&str]| Incident {
        id: id.to_owned(),
        labels: [("behaviour".to_owned(), label(options))].into(),
        ..Incident::default()
    };
    let incidents = vec![of("a", &["crash", "omission"]), of("b", &["crash"])];
    let content = Content { taxonomy: taxonomy(), incidents, ..Content::default() };
    let catalog = catalog(content);
    let both: Vec<&Incident> = catalog.incidents().iter().collect();
    let table = compare::compared(&catalog, Words::plain(), &both);
    let mut marked = Vec::new();
    table.visit(&mut |element| {
        if element.parts().tag == "mark" {
            marked.push(element.words());
        }
    });
    assert_eq!(marked, ["the omission"]);
    assert_eq!(table.words().matches("differs").count(), 1);
}

#[test]
fn views_that_are_read_are_in_links() {
    let catalog = one(hostile());
    assert_eq!(link::parse("view=codebook", &catalog).0.view, View::Codebook);
}
