//! Random collections and random questions to them.

use failscope::bundle::{Bundle, Content};
use failscope::incident::taxonomy::{Answer, Category, Group};
use failscope::incident::{
    Block, Choice, Collection, Date, Incident, Label, Maker, Provenance, Section, Segment, Source, Taxonomy,
};
use failscope::query::{Basis, Catalog, Query, Sort};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// Names that a link, a list or a set could stumble over.
pub(crate) const NAMES: [&str; 16] = [
    "NatWest",
    "a, b",
    "x:y",
    "R&B",
    "1+1",
    "50% off",
    "#1",
    "Ünïcode é",
    "漢字",
    "missing",
    " padded ",
    "a|b=c;d",
    "?",
    "%2C",
    "none",
    " ",
];

/// Words of titles and texts.
const WORDS: [&str; 8] = ["Zürich", "bank", "Bank", "crash", "éclair", "API", "漢", "1"];

const DATES: [&str; 12] = [
    "2011",
    "2011-03",
    "2011-03-22",
    "2010-12/2011-02",
    "2012-02~",
    "../1990",
    "2013/..",
    "199X",
    "2011-03-01",
    "2012-02-29",
    "1985?",
    "2011-12-31",
];

/// Categories with what each can be answered with, known or not: plain, conditional, aliased.
const CATEGORIES: [(&str, bool, &[&str], &[&str]); 4] = [
    ("behaviour", false, &["crash", "omission", "other"], &["unknown", "both", "a+b & c"]),
    ("perception", true, &["sensor", "actuator"], &["unknown"]),
    ("communication", true, &["link_level", "connectivity_level"], &["unknown", "größe #1 100%"]),
    ("application", true, &["TRUE", "FALSE"], &["unknown"]),
];

pub(crate) fn taxonomy() -> Taxonomy {
    let option = |id: &&str| Answer {
        id: (*id).to_owned(),
        label: format!("the {id}"),
        aliases: if *id == "TRUE" { vec!["application".to_owned()] } else { Vec::new() },
        ..Answer::default()
    };
    let category = |(id, conditional, options, _): &(&str, bool, &[&str], &[&str])| Category {
        id: (*id).to_owned(),
        label: (*id).to_owned(),
        agreement: Some(0.93),
        conditional: *conditional,
        options: options.iter().map(option).collect(),
        ..Category::default()
    };
    let (first, second) = CATEGORIES.split_at(2);
    let group = |id: &str, categories: &[_]| Group {
        id: id.to_owned(),
        label: id.to_owned(),
        categories: categories.iter().map(category).collect(),
    };
    Taxonomy {
        title: "small".to_owned(),
        groups: vec![group("one", first), group("two", second)],
        ..Taxonomy::default()
    }
}

fn words(most: usize) -> impl Strategy<Value = String> {
    vec(select(WORDS.to_vec()), 0..most).prop_map(|words| words.join(" "))
}

fn names() -> impl Strategy<Value = Vec<String>> {
    vec(select(NAMES.to_vec()).prop_map(str::to_owned), 0..3)
}

fn any_date() -> impl Strategy<Value = Date> {
    select(DATES.to_vec()).prop_map(|text| Date::parse(text).unwrap())
}

fn choice(known: &'static [&'static str], others: &'static [&'static str]) -> impl Strategy<Value = Choice> {
    let options = [known, others].concat();
    prop_oneof![
        1 => Just(Choice::Missing),
        1 => Just(Choice::NotApplicable),
        4 => vec(select(options), 1..4).prop_map(|chosen| Choice::of(chosen.into_iter().map(str::to_owned).collect())),
    ]
}

fn incident() -> impl Strategy<Value = Incident> {
    let labels = CATEGORIES.map(|(_, _, known, others)| choice(known, others));
    let dates = (option::weighted(0.8, any_date()), option::of(any_date()));
    let maker = select(Maker::ALL.to_vec());
    (words(4), words(6), names(), names(), dates, labels, 0..4_usize, maker).prop_map(
        |(title, text, responsible, impacted, (published, occurred), labels, sources, made)| {
            let block = Block { number: Some(1), text: text.clone(), points: vec![title.clone()] };
            let labels = CATEGORIES.iter().zip(labels).map(|((id, ..), choice)| {
                let segment = Segment {
                    option: Some("crash".to_owned()),
                    mark: "(a)".to_owned(),
                    text: text.clone(),
                    ..Segment::default()
                };
                ((*id).to_owned(), Label { choice, rationale: vec![segment] })
            });
            let source = |number: usize| Source {
                id: number.to_string(),
                title: Some(format!("story {number}")),
                url: Some(format!("https://example.org/{number}?a&b")),
                date: published.clone(),
                ..Source::default()
            };
            Incident {
                title,
                summary: vec![text.clone()],
                sections: vec![Section { id: "timeline".to_owned(), title: None, blocks: vec![block] }],
                labels: labels.collect(),
                sources: (0..sources).map(source).collect(),
                provenance: Provenance { made, date: occurred.clone(), note: Some("\u{1}\"\\".to_owned()) },
                published,
                occurred,
                responsible,
                impacted,
                ..Incident::default()
            }
        },
    )
}

/// A collection of up to so many incidents.
pub(crate) fn content(most: usize) -> impl Strategy<Value = Content> {
    vec(incident(), 0..most).prop_map(|mut incidents| {
        for (number, incident) in incidents.iter_mut().enumerate() {
            incident.id = format!("i-{number}");
        }
        let collection = Collection { title: "made up".to_owned(), ..Collection::default() };
        Content { collection, taxonomy: taxonomy(), incidents }
    })
}

pub(crate) fn catalog(content: Content) -> Catalog {
    Catalog::new(Bundle { version: String::new(), content }).unwrap()
}

/// A question before it meets a collection: selected values are numbers yet.
#[derive(Clone, Debug)]
pub(crate) struct Seed {
    text: String,
    picks: Vec<(usize, usize, usize)>,
    from: Option<Date>,
    to: Option<Date>,
    basis: Basis,
    sort: Sort,
    like: Option<usize>,
}

pub(crate) fn seed() -> impl Strategy<Value = Seed> {
    let texts =
        select(vec!["", "", "", "bank", "zur", "ZÜRICH", "crash ban", "漢", "nowhere", "i", "story 2", "ecl 1", "!!"]);
    let picks = vec((0..9_usize, 0..4_usize, 0..40_usize), 0..5);
    let basis = select(vec![Basis::Reported, Basis::Occurred]);
    let sorts = vec![Sort::Natural, Sort::Newest, Sort::Oldest, Sort::Title, Sort::Sources];
    (
        texts,
        picks,
        option::weighted(0.3, any_date()),
        option::weighted(0.3, any_date()),
        basis,
        select(sorts),
        option::weighted(0.2, 0..100_usize),
    )
        .prop_map(|(text, picks, from, to, basis, sort, like)| Seed {
            text: text.to_owned(),
            picks,
            from,
            to,
            basis,
            sort,
            like,
        })
}

impl Seed {
    /// The question to a collection, in its own values.
    pub(crate) fn query(&self, catalog: &Catalog) -> Query {
        let mut query = Query {
            text: self.text.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            basis: self.basis,
            sort: self.sort,
            like: self.like.filter(|like| *like < catalog.len()).map(|like| catalog.id(like).to_owned()),
            ..Query::default()
        };
        for (facet, part, value) in &self.picks {
            let facets: Vec<_> = catalog.facets(self.basis).collect();
            let facet = facets[facet % facets.len()];
            let value = facet.values[value % facet.values.len()].id.clone();
            let mut selection = query.selection(&facet.id);
            match part {
                0 | 1 => selection.any.insert(value),
                2 => selection.all.insert(value),
                _ => selection.none.insert(value),
            };
            query = query.with(&facet.id, selection);
        }
        query
    }
}
