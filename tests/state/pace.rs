//! What is drawn now and what a frame later, and which bars a range of dates touches.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use failscope::bundle;
use failscope::query::Catalog;
use failscope::state::{CHART, Explorer, LINE, Outside, Row};
use leptos::prelude::*;

type Later = Box<dyn FnOnce()>;

thread_local! {
    static LATER: RefCell<Vec<Later>> = const { RefCell::new(Vec::new()) };
    static IN_SIGHT: Cell<&'static str> = const { Cell::new("") };
}

const SLOW: Outside = Outside {
    after_paint: |then| LATER.with_borrow_mut(|later| later.push(then)),
    is_in_sight: |id| id == IN_SIGHT.get(),
    ..Outside::NOWHERE
};

fn paint() {
    LATER.with_borrow_mut(std::mem::take).into_iter().for_each(|then| then());
}

/// Runs a test with an explorer of sixty incidents, one a month from January 2011.
fn explore(search: &str, test: impl FnOnce(Explorer)) {
    explore_with(SLOW, search, test);
}

/// The same with another outside.
fn explore_with(outside: Outside, search: &str, test: impl FnOnce(Explorer)) {
    let owner = Owner::new();
    owner.set();
    paint();
    let incident =
        |n: usize| format!(r#"{{"id":"i{n}","title":"{n}","published":"{}-{:02}"}}"#, 2011 + n / 12, n % 12 + 1);
    let incidents: Vec<String> = (0..60).map(incident).collect();
    let content = format!(r#"{{"taxonomy":{{"title":"T","groups":[]}},"incidents":[{}]}}"#, incidents.join(","));
    let bundle = bundle::decode_whole(format!(r#"{{"failscope":1,"content":{content}}}"#).as_bytes()).unwrap();
    test(Explorer::new(Arc::new(Catalog::new(bundle).unwrap()), search, outside));
}

/// What is done; how many rows there are at once and then, and how many hits have none in the end.
type Case = (&'static str, fn(Explorer), usize, usize, usize);

#[test]
fn the_first_results_are_drawn_before_the_rest() {
    IN_SIGHT.set("row-0");
    explore("", |explorer| {
        let shown = explorer.shown();
        let (drawn, left) = (explorer.drawn(shown), explorer.left());
        let rows: Vec<Row> = (0..60).map(|place| explorer.row(shown, place)).collect();
        let says = |place: usize| rows[place].index.get_untracked();
        let steps: [Case; 5] = [
            ("arriving", |_| {}, 9, 50, 10),
            // The rows of before stay, so that the page neither shrinks nor grows for a frame.
            ("filtering", |explorer| explorer.set_edge(true, "2011-07"), 50, 50, 4),
            ("opening", |explorer| explorer.follow("from=2011-07&open=i9"), 50, 50, 4),
            ("asking for more", Explorer::reveal_more, 54, 54, 0),
            ("leaving few", |explorer| explorer.set_edge(true, "2015-09"), 4, 4, 0),
        ];
        for (what, act, now, then, hidden) in steps {
            let (before, filters) = (says(20), explorer.query().get_untracked());
            act(explorer);
            assert_eq!(drawn.get_untracked(), now, "{what}, now");
            let hits = shown.get_untracked();
            assert_eq!(says(0), hits[0], "{what}: the first row, now");
            if now > 20 && explorer.query().get_untracked() != filters {
                assert_eq!(says(20), before, "{what}: a row below the screen, now");
            }
            paint();
            assert_eq!((drawn.get_untracked(), left.get_untracked()), (then, hidden), "{what}, when it is painted");
            assert_eq!((0..then).map(says).collect::<Vec<_>>(), hits, "{what}: every row, when it is painted");
            let catalog = explorer.catalog();
            for (row, hit) in rows.iter().zip(&hits) {
                let href = explorer.href_of_incident(Some(catalog.id(*hit)));
                assert_eq!(row.href.get_untracked(), href, "{what}: where every row leads");
            }
        }
    });
}

#[test]
fn what_is_in_sight_changes_before_what_is_scrolled_away() {
    type Read = fn(Explorer) -> Box<dyn Fn() -> usize>;
    let parts: [(&str, Read); 4] = [
        (LINE, |explorer| {
            let phrases = explorer.phrases();
            Box::new(move || phrases.with_untracked(|phrases| phrases.iter().map(|(_, said)| said.len()).sum()))
        }),
        (CHART, |explorer| {
            let chart = explorer.chart();
            Box::new(move || chart.with_untracked(|chart| chart.bins.iter().map(|bin| bin.count as usize).sum()))
        }),
        ("row-4", |explorer| {
            let index = explorer.row(explorer.shown(), 4).index;
            Box::new(move || index.get_untracked())
        }),
        ("facet-year", |explorer| {
            let year = explorer.catalog().facets.iter().position(|facet| facet.id == "year").unwrap();
            let counts = explorer.counts(year);
            Box::new(move || counts.with_untracked(|counts| counts.iter().sum::<u32>() as usize))
        }),
    ];
    for (part, read) in parts {
        for in_sight in [true, false] {
            IN_SIGHT.set(if in_sight { part } else { "" });
            explore("", |explorer| {
                let read = read(explorer);
                paint();
                let before = read();
                explorer.search("1");
                let now = read();
                paint();
                let then = read();
                assert_ne!(before, then, "{part}");
                assert_eq!(now, if in_sight { then } else { before }, "{part}, in sight: {in_sight}");
                explorer.follow("q=1&open=i1");
                explorer.follow("q=2");
                let now = read();
                paint();
                assert_eq!(now, read(), "{part}: what was hidden by a page may come in sight with the step");
            });
        }
    }
}

#[test]
fn what_is_in_sight_is_noted_when_somebody_presses_and_only_for_that_step() {
    explore("", |explorer| {
        let chart = explorer.chart();
        let shown = move || chart.with_untracked(|chart| chart.bins.iter().map(|bin| bin.count).collect::<Vec<_>>());
        paint();
        for (text, pressed, stepped, is_at_once) in
            [("1", CHART, "", true), ("2", "", CHART, false), ("3", CHART, CHART, true)]
        {
            IN_SIGHT.set(pressed);
            explorer.expect_step();
            IN_SIGHT.set(stepped);
            let before = shown();
            explorer.search(text);
            assert_eq!(shown() != before, is_at_once, "{text}: sight when pressed {pressed:?}, then {stepped:?}");
            paint();
        }
        IN_SIGHT.set(CHART);
        let before = shown();
        explorer.search("");
        assert_ne!(shown(), before, "without a press it is noted with the step");
    });
}

#[test]
fn a_range_touches_the_bars_between_its_ends() {
    for (search, touched) in [
        ("", (0, 60)),
        ("from=2011-03", (2, 60)),
        ("to=2011-03", (0, 3)),
        ("from=2011-03&to=2011-03", (2, 3)),
        ("from=2012&to=2013", (12, 36)),
        ("from=2030", (60, 60)),
        ("to=1990", (0, 0)),
    ] {
        explore(search, |explorer| {
            assert_eq!(explorer.in_range(explorer.frame().get_untracked().unwrap()), touched, "{search}")
        });
    }
}

#[test]
fn the_address_waits_for_the_frame_where_the_list_stays_in_its_place() {
    thread_local! {
        static WRITTEN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    let outside = Outside {
        record: |_, _| WRITTEN.with_borrow_mut(|written| written.push("at once")),
        record_afterwards: |_, _| WRITTEN.with_borrow_mut(|written| written.push("afterwards")),
        ..SLOW
    };
    type Act = fn(Explorer);
    let filter: Act = |explorer| explorer.set_edge(true, "2011-07");
    let cases: [(&str, &str, Act, &str); 6] = [
        ("a filter", "", filter, "afterwards"),
        ("a filter of a table", "view=table", filter, "afterwards"),
        ("another view", "", |explorer| explorer.follow("view=table"), "at once"),
        ("a page takes the place of the list", "", |explorer| explorer.follow("open=i1"), "at once"),
        ("a list takes the place of a page", "open=i1", filter, "at once"),
        ("one more letter", "q=1", |explorer| explorer.search("12"), "afterwards"),
    ];
    for (what, search, act, when) in cases {
        explore_with(outside, search, act);
        assert_eq!(WRITTEN.take(), [when], "{what}");
    }
}
