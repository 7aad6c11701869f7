//! Bars as shares: of everything, and of what is known alone, against a walk over the incidents.

use std::sync::Arc;

use failscope::bundle::{Bundle, Content};
use failscope::corpus::collection::fail_taxonomy;
use failscope::incident::date::civil;
use failscope::incident::{Choice, Incident};
use failscope::query::Catalog;
use failscope::state::{Explorer, Of};
use failscope::synth;
use leptos::prelude::*;

use super::{OUTSIDE, explore, steps};

/// Runs a test with an explorer of a made-up collection at a link.
fn explore_many(search: &str, test: impl FnOnce(Explorer, &[Incident])) {
    let owner = Owner::new();
    owner.set();
    let incidents: Vec<Incident> = synth::incidents(400, 7, synth::Words::Short).collect();
    let content = Content { taxonomy: fail_taxonomy(), incidents, ..Content::default() };
    let catalog = Arc::new(Catalog::new(Bundle { version: String::new(), content }).unwrap());
    test(Explorer::new(Arc::clone(&catalog), search, OUTSIDE), catalog.incidents());
}

fn year(incident: &Incident) -> Option<i64> {
    Some(i64::from(civil(incident.published.as_ref()?.first()).0))
}

fn options<'a>(incident: &'a Incident, category: &str) -> &'a [String] {
    incident.choice(category).options()
}

#[test]
fn bars_of_what_is_known_leave_out_the_others_and_count_them() {
    let mut left_out_somewhere = 0;
    for category in ["objective", "perception", "behaviour", "intent"] {
        explore_many(&format!("stack={category}&measure=share&shares=known"), |explorer, incidents| {
            let (frame, chart) = (explorer.frame().get_untracked().unwrap(), explorer.chart().get_untracked());
            for (at, number) in frame.bins().enumerate() {
                let here = || incidents.iter().filter(|incident| year(incident) == Some(number));
                let not_applicable = |incident: &Incident| *incident.choice(category) == Choice::NotApplicable;
                let is_known = |incident: &&Incident| {
                    not_applicable(incident) || options(incident, category).iter().any(|option| option != "unknown")
                };
                let left_out = here().filter(|incident| !is_known(incident)).count();
                assert_eq!(chart.left_out[at] as usize, left_out, "{category} in {number}");
                assert_eq!(chart.height(at) as usize, here().filter(is_known).count(), "{category} in {number}");
                assert_eq!(chart.bins[at].count as usize, here().count(), "the bar itself has all");
                left_out_somewhere += left_out;
                let mut given: u32 = 0;
                for part in &chart.parts {
                    given += part.counts[at];
                    let Of::Value { id, .. } = &part.of else { continue };
                    assert!(id != "unknown" && id != "missing", "{id} is no answer");
                    let carries = |incident: &&Incident| match id.as_str() {
                        "none" => not_applicable(incident),
                        id => options(incident, category).iter().any(|option| option == id),
                    };
                    assert_eq!(part.counts[at] as usize, here().filter(carries).count(), "{category}={id} in {number}");
                }
                let answers = here().map(|incident| {
                    let known = options(incident, category).iter().filter(|option| *option != "unknown").count();
                    known + usize::from(not_applicable(incident))
                });
                assert_eq!(given as usize, answers.sum::<usize>(), "{category} in {number}");
            }
        });
    }
    assert!(left_out_somewhere > 0, "somebody knows everything, and nothing was tested");
}

#[test]
fn counts_leave_nothing_out_whatever_shares_do() {
    for search in ["stack=objective&shares=known", "stack=objective&measure=share", "shares=known"] {
        explore_many(search, |explorer, _| {
            let chart = explorer.chart().get_untracked();
            assert!(chart.left_out.is_empty(), "{search}");
            assert!((0..chart.bins.len()).all(|at| chart.height(at) == chart.bins[at].count), "{search}");
        });
    }
}

#[test]
fn leaving_out_is_a_step_that_stays_with_the_view() {
    explore("stack=kind&measure=share", |explorer| {
        explorer.share_known(true);
        explorer.toggle("kind", "slow");
        explorer.follow("kind=slow&open=b&shares=known");
        explorer.follow("kind=slow&open=b");
        let links: Vec<String> = steps().into_iter().map(|(link, _)| link).collect();
        assert_eq!(
            links,
            [
                "stack=kind&measure=share&shares=known",
                "kind=slow&stack=kind&measure=share&shares=known",
                "kind=slow&shares=known&open=b",
                "kind=slow&open=b",
            ]
        );
    });
}

#[test]
fn changing_the_shares_of_a_page_leaves_the_reader_where_they_are() {
    use std::cell::Cell;
    thread_local! {
        static TOPS: Cell<usize> = const { Cell::new(0) };
        static FOCUSED: Cell<bool> = const { Cell::new(false) };
    }
    let outside =
        super::Outside { to_top: |_| TOPS.set(TOPS.get() + 1), focus: |id| FOCUSED.set(id == "shares"), ..OUTSIDE };
    super::explore_with(outside, "", |explorer| {
        explorer.follow("open=b");
        assert_eq!((TOPS.get(), FOCUSED.get()), (1, false));
        explorer.follow("shares=known&open=b");
        assert_eq!((TOPS.get(), FOCUSED.get()), (1, true));
        explorer.follow("shares=known&open=a");
        assert_eq!((TOPS.get(), FOCUSED.replace(false)), (2, true));
        explorer.travelled("open=a");
        assert_eq!((TOPS.get(), FOCUSED.get()), (2, true), "also on the way back");
    });
}
