//! What is drawn now and what a frame later, and which bars a range of dates touches.

use std::cell::RefCell;
use std::sync::Arc;

use failscope::bundle;
use failscope::query::Catalog;
use failscope::state::{Explorer, Outside};
use leptos::prelude::*;

type Later = Box<dyn FnOnce()>;

thread_local! {
    static LATER: RefCell<Vec<Later>> = const { RefCell::new(Vec::new()) };
}

const SLOW: Outside =
    Outside { after_paint: |then| LATER.with_borrow_mut(|later| later.push(then)), ..Outside::NOWHERE };

fn paint() {
    LATER.with_borrow_mut(std::mem::take).into_iter().for_each(|then| then());
}

/// Runs a test with an explorer of sixty incidents, one a month from January 2011.
fn explore(search: &str, test: impl FnOnce(Explorer)) {
    let owner = Owner::new();
    owner.set();
    paint();
    let incident =
        |n: usize| format!(r#"{{"id":"i{n}","title":"{n}","published":"{}-{:02}"}}"#, 2011 + n / 12, n % 12 + 1);
    let incidents: Vec<String> = (0..60).map(incident).collect();
    let content = format!(r#"{{"taxonomy":{{"title":"T","groups":[]}},"incidents":[{}]}}"#, incidents.join(","));
    let bundle = bundle::decode_whole(format!(r#"{{"failscope":1,"content":{content}}}"#).as_bytes()).unwrap();
    test(Explorer::new(Arc::new(Catalog::new(bundle).unwrap()), search, SLOW));
}

#[test]
fn the_first_results_are_drawn_before_the_rest() {
    explore("", |explorer| {
        let (shown, left) = (explorer.shown(), explorer.left());
        let drawn = || (shown.get_untracked().len(), left.get_untracked());
        let steps: [(&str, fn(Explorer), (usize, usize), (usize, usize)); 4] = [
            ("arriving", |_| {}, (12, 10), (50, 10)),
            ("filtering", |explorer| explorer.set_edge(true, "2011-07"), (12, 4), (50, 4)),
            ("opening", |explorer| explorer.follow("from=2011-07&open=i9"), (50, 4), (50, 4)),
            ("asking for more", Explorer::reveal_more, (54, 0), (54, 0)),
        ];
        for (what, act, now, then) in steps {
            act(explorer);
            assert_eq!(drawn(), now, "{what}, now");
            paint();
            assert_eq!(drawn(), then, "{what}, when it is painted");
        }
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
        explore(search, |explorer| assert_eq!(explorer.in_range().get_untracked(), touched, "{search}"));
    }
}
