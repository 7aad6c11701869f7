//! Links: what is written is read again, what is not known is named and the rest is kept.

use failscope::bundle::Content;
use failscope::incident::{Choice, Date, Incident, Label};
use failscope::link::{Bars, Link, Notice, View, language, parse, print};
use failscope::query::{Basis, Catalog, Sort};
use failscope::words::Words;
use proptest::prelude::*;

use super::world::{NAMES, catalog, content, seed, taxonomy};

/// One incident with one of every ugly name.
fn ugly() -> Catalog {
    let label = |options: &[&str]| Label {
        choice: Choice::of(options.iter().map(|option| (*option).to_owned()).collect()),
        ..Label::default()
    };
    let incident = Incident {
        id: "a-1".to_owned(),
        published: Date::parse("2011-03-22").ok(),
        responsible: NAMES.iter().map(|name| (*name).to_owned()).collect(),
        labels: [("behaviour".to_owned(), label(&["both", "a+b & c"])), ("application".to_owned(), label(&["TRUE"]))]
            .into(),
        ..Incident::default()
    };
    catalog(Content { taxonomy: taxonomy(), incidents: vec![incident], ..Content::default() })
}

#[test]
fn links_read_as_people_write_them() {
    let catalog = ugly();
    for (text, canonical) in [
        ("", ""),
        ("?", ""),
        ("q=expired+certificate", "q=expired+certificate"),
        ("q=%20expired%20certificate%20", "q=expired+certificate"),
        ("behaviour=omission,crash", "behaviour=crash,omission"),
        ("behaviour=crash&behaviour=omission", "behaviour=crash,omission"),
        ("behaviour=CRASH,,crash", "behaviour=crash"),
        ("behaviour.not=crash&behaviour.all=both", "behaviour.all=both&behaviour.not=crash"),
        ("behaviour=a%2Bb+%26+c", "behaviour=a%2Bb+%26+c"),
        ("application=application", "application=TRUE"),
        ("communication=connectivity level", "communication=connectivity_level"),
        ("communication=Connectivity-Level", "communication=connectivity_level"),
        ("perception=none,missing,unknown", "perception=unknown,none,missing"),
        ("organization=NatWest&organization=a,%20b", "organization=a%2C+b&organization=NatWest"),
        ("organization=+padded+", "organization=+padded+"),
        ("organization=padded", ""),
        ("responsible=%252C", "responsible=%252C"),
        ("year=2011", "year=2011"),
        ("from=2011-03&to=..%2F2012", "from=2011-03&to=..%2F2012"),
        ("date=reported", ""),
        ("date=occurred", "date=occurred"),
        ("open=a-1&bins=month", "bins=month&open=a-1"),
        ("bins=month&like=a-1", "like=a-1&bins=month"),
        ("sort=date.asc&open=a-1", "sort=date.asc&open=a-1"),
        ("open=a-1&q=x&q=y", "q=y&open=a-1"),
        ("view=list", ""),
        ("open=a-1&view=timeline&q=x", "q=x&view=timeline&open=a-1"),
        ("measure=share&stack=behaviour", "stack=behaviour&measure=share"),
        ("measure=share", ""),
        ("shares=known&stack=behaviour", "stack=behaviour&shares=known"),
        (
            "shares=known&measure=share&stack=behaviour&zoom=1985",
            "stack=behaviour&measure=share&shares=known&zoom=1985",
        ),
        ("shares=all", ""),
        ("zoom=1985/1990-06", "zoom=1985%2F1990-06"),
        ("stack=behaviour&measure=count", "stack=behaviour"),
        ("compare=a-1,b,a-1,c", ""),
        ("lang=de&q=x&open=a-1", "q=x&open=a-1&lang=de"),
    ] {
        let (link, _) = parse(text, &catalog);
        assert_eq!(print(&link, &catalog), canonical, "{text}");
    }
}

#[test]
fn what_a_link_asks_in_vain_is_named_and_the_rest_is_kept() {
    let catalog = ugly();
    for (text, says) in [
        ("colour=red", "This collection has no filter called colour; colour=red is left out."),
        ("behaviour.some=crash", "This collection has no filter called behaviour.some"),
        ("behaviour=nonsense", "behaviour has no value nonsense; it is left out."),
        ("organization=Nobody", "Organization has no value Nobody; it is left out."),
        ("year=1066", "Year has no value 1066"),
        ("from=2018-02-29", "from=2018-02-29 is not a date; it is left out."),
        ("zoom=soon", "zoom=soon is not a date"),
        ("to=soon", "to=soon is not a date; it is left out."),
        ("date=then", "date=then is not reported or occurred; reported is used."),
        ("like=9", "There is no incident 9 to order by; the usual order is used."),
        ("bins=week", "bins=week is not day, month, year, decade or century; the usual ones are used."),
        ("sort=colour", "There is no order called colour; the usual one is used."),
        ("view=globe", "There is no view called globe; the list is shown."),
        ("stack=luck", "There is no category luck to divide the bars by"),
        ("measure=weight", "measure=weight is not something that can be shown; it is left out."),
        ("shares=half", "shares=half is not something that can be shown; it is left out."),
        ("compare=a-1", "Only a-1 is left to compare; it takes two."),
        ("open=gone", "There is no incident gone in this collection."),
        ("<script>=1", "This collection has no filter called <script>"),
    ] {
        let (link, notices) = parse(&format!("q=x&{text}&behaviour=crash,omission"), &catalog);
        assert_eq!(notices.len(), 1, "{text}: {notices:?}");
        assert!(Words::plain().notice(&notices[0]).contains(says), "{text}: {notices:?}");
        assert_eq!(print(&link, &catalog), "q=x&behaviour=crash,omission", "{text}");
    }
}

#[test]
fn the_year_is_one_of_the_dates_that_the_link_speaks_of() {
    let mut incident = ugly().incidents()[0].clone();
    incident.occurred = Date::parse("1999").ok();
    let catalog = catalog(Content { taxonomy: taxonomy(), incidents: vec![incident], ..Content::default() });
    let (link, notices) = parse("year=1999&date=occurred", &catalog);
    assert_eq!((link.query.basis, notices.len()), (Basis::Occurred, 0));
    assert_eq!(print(&link, &catalog), "year=1999&date=occurred");
    assert_eq!(parse("year=1999", &catalog).1.len(), 1);
}

#[test]
fn a_link_to_the_list_alone_asks_for_no_more_of_the_program() {
    for (text, is_of_list) in [
        ("", true),
        ("domain=finance&from=2011&sort=oldest&date=occurred&lang=de", true),
        ("?bins=month&zoom=2011&colour=red", true),
        ("q=software", false),
        ("domain=finance&open=a-1", false),
        ("compare=a-1,a-2", false),
        ("view=table", false),
        ("stack=domain&measure=share", false),
        ("shares=known", true),
        ("like=a-1", false),
    ] {
        assert_eq!(failscope::link::is_of_list(text), is_of_list, "{text}");
    }
}

proptest! {
    #![proptest_config(crate::cases())]

    #[test]
    fn a_printed_link_is_read_as_the_same_link(content in content(40), seed in seed(), open in any::<Option<usize>>()) {
        let catalog = catalog(content);
        let open = open.filter(|_| !catalog.is_empty()).map(|open| catalog.incidents()[open % catalog.len()].id.clone());
        let view = View::ALL[seed.query(&catalog).text.len() % View::ALL.len()];
        let stack = catalog.taxonomy.categories().next().map(|category| category.id.clone()).filter(|_| open.is_some());
        let zoom = seed.query(&catalog).from.filter(|_| view == View::Timeline);
        let bars = Bars { share: stack.is_some() && view == View::Table, stack, zoom };
        let ids: Vec<String> = catalog.incidents().iter().map(|incident| incident.id.clone()).take(4).collect();
        let compare = if ids.len() > 1 && view == View::List { ids } else { Vec::new() };
        let tag = open.is_some().then(|| "pt-BR".to_owned());
        let known = view == View::Table || view == View::Codebook;
        let link = Link { query: seed.query(&catalog), view, bars, known, open, compare, language: tag };
        let text = print(&link, &catalog);
        let (read, notices) = parse(&text, &catalog);
        prop_assert_eq!(&read, &link, "{}", &text);
        prop_assert_eq!(notices, Vec::<Notice>::new());
        prop_assert_eq!(language(&text), link.language);
        prop_assert_eq!(print(&read, &catalog), text.clone());
        prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic()), "{}", text);
    }

    #[test]
    fn the_order_of_parameters_says_nothing(content in content(20), seed in seed()) {
        let catalog = catalog(content);
        let text = print(&Link { query: seed.query(&catalog), ..Link::default() }, &catalog);
        let turned: Vec<&str> = text.split('&').rev().collect();
        prop_assert_eq!(print(&parse(&turned.join("&"), &catalog).0, &catalog), text);
    }

    #[test]
    fn any_text_is_a_link(text in any::<String>()) {
        let catalog = ugly();
        let (link, _) = parse(&text, &catalog);
        let printed = print(&link, &catalog);
        prop_assert_eq!(parse(&printed, &catalog), (link, Vec::new()));
    }

    #[test]
    fn anything_that_looks_like_a_link_is_one(
        text in "((q|from|to|sort|open|date|year|behaviour|behaviour\\.(all|not|x)|organization|v)=([a-z0-9%+,&.;/-]|2011|crash|a-1|missing){0,9}&?){0,6}",
    ) {
        let catalog = ugly();
        let (link, _) = parse(&text, &catalog);
        prop_assert_eq!(parse(&print(&link, &catalog), &catalog), (link.clone(), Vec::new()));
        prop_assert!(link.query.facets.values().all(|selection| !selection.is_empty()));
        let _: Sort = link.query.sort;
    }
}
