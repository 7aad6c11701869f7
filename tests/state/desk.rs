//! Charts, keys, the clipboard and the way back: what actions ask of the outside.

use std::cell::RefCell;

use failscope::query::Clause;
use failscope::state::{Bars, Of, Outside, Theme, Toast, View};
use leptos::prelude::*;

use super::{OUTSIDE, explore_with};

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(what: String) {
    ASKED.with_borrow_mut(|asked| asked.push(what));
}

fn asked() -> Vec<String> {
    ASKED.with_borrow_mut(std::mem::take)
}

const NOTED: Outside = Outside {
    scrolled: || 700.0,
    come_back: |at, id| note(format!("{at} {id}")),
    focus: |id| note(format!("focus {id}")),
    address: || "https://example.org/?kind=crash".to_owned(),
    recall: |name| (name == "failscope-theme").then(|| "dark".to_owned()),
    remember: |name, value| note(format!("{name}={value}")),
    set_theme: |theme| note(format!("theme {theme}")),
    ..OUTSIDE
};

#[test]
fn coming_back_to_the_list_finds_the_place_and_the_row() {
    explore_with(NOTED, "kind=crash", |explorer| {
        asked();
        explorer.follow(&explorer.href_of_incident(Some("b")));
        explorer.travelled("kind=crash");
        assert_eq!(asked(), ["700 to-b"]);
        explorer.follow(&explorer.href_of_incident(Some("a")));
        explorer.follow(&explorer.href_of_incident(None));
        assert_eq!(asked(), ["700 to-a"]);
    });
}

#[test]
fn what_a_step_takes_away_hands_the_focus_on() {
    let outside = Outside {
        keep_focus: |id| note(format!("keep {id}")),
        note_focus: || note("note".to_owned()),
        return_focus: || note("return".to_owned()),
        ..NOTED
    };
    explore_with(outside, "", |explorer| {
        asked();
        let keeps = |step: &dyn Fn()| {
            step();
            asked()
        };
        assert_eq!(keeps(&|| explorer.toggle("kind", "crash")), ["keep total"]);
        assert_eq!(keeps(&|| explorer.travelled("open=a")), ["keep reading"]);
        assert_eq!(keeps(&|| explorer.copy("text")), ["note", "focus toast-link"]);
        assert_eq!(keeps(&|| explorer.dismiss_toast()), ["return"]);
        assert_eq!(keeps(&|| explorer.travelled("kind=crash")), ["keep total", "700 to-a"]);
        assert_eq!(keeps(&|| explorer.dismiss()), ["keep total"]);
        let turned = explorer.phrases().get_untracked()[0].0.clone();
        assert_eq!(keeps(&|| explorer.invert(&turned)), ["keep total", "focus turn-chip-of-kind"]);
    });
}

#[test]
fn keys_do_what_they_stand_for_unless_they_are_switched_off() {
    explore_with(NOTED, "open=a", |explorer| {
        asked();
        let open = || explorer.title().get_untracked().unwrap_or_default();
        assert!(explorer.press_key("/", false) && explorer.press_key("k", true));
        assert_eq!(asked(), ["focus search", "focus search"]);
        assert!(!explorer.press_key("j", false), "there is none after the oldest");
        assert!(explorer.press_key("k", false));
        assert_eq!(open(), "Beta");
        explorer.listen_to_keys(false);
        assert!(!explorer.press_key("j", false) && !explorer.press_key("?", false));
        assert_eq!((open().as_str(), asked().as_slice()), ("Beta", ["failscope-keys=off".to_owned()].as_slice()));
        assert!(!explorer.press_key("x", false) && !explorer.press_key("Escape", false));
    });
}

#[test]
fn the_theme_is_remembered_and_a_refused_clipboard_shows_the_link() {
    explore_with(NOTED, "", |explorer| {
        assert_eq!((explorer.theme().get_untracked(), asked()), (Theme::Dark, vec!["theme dark".to_owned()]));
        explorer.wear(Theme::System);
        assert_eq!(asked(), ["theme ", "failscope-theme="]);
        explorer.copy_link();
        let link = "https://example.org/?kind=crash".to_owned();
        assert_eq!(explorer.toast().get_untracked(), Some(Toast::Refused(link)));
        explorer.dismiss_toast();
        assert_eq!(explorer.toast().get_untracked(), None);
    });
}

#[test]
fn a_clause_turns_round_and_a_value_becomes_the_only_one() {
    explore_with(OUTSIDE, "kind.all=crash,slow&place.not=sea", |explorer| {
        let printed = |explorer: failscope::state::Explorer| explorer.href_of_view(View::List);
        explorer.invert(&Clause::Facet("place".to_owned()));
        assert_eq!(printed(explorer), "?kind.all=crash,slow&place=sea");
        explorer.invert(&Clause::Facet("kind".to_owned()));
        assert_eq!(printed(explorer), "?kind.not=crash,slow&place=sea");
        explorer.only("kind", "slow");
        assert_eq!(printed(explorer), "?kind=slow&place=sea");
        explorer.invert(&Clause::Text);
        assert_eq!(printed(explorer), "?kind=slow&place=sea");
    });
}

#[test]
fn a_drag_is_a_range_a_press_a_bin_and_zooming_keeps_both() {
    explore_with(OUTSIDE, "", |explorer| {
        let printed = || explorer.href_of_view(View::List);
        let frame = explorer.frame().get_untracked().unwrap();
        assert_eq!((frame.unit.name(frame.first), frame.len), ("2011-03".to_owned(), 23));
        explorer.drag(3);
        explorer.drag(1);
        assert_eq!(explorer.dragged().get_untracked(), Some((3, 1)));
        explorer.drop();
        assert_eq!(printed(), "?from=2011-04&to=2011-06");
        explorer.zoom(true);
        assert_eq!(printed(), "?from=2011-04&to=2011-06&zoom=2011-04%2F2011-06");
        assert_eq!(explorer.frame().get_untracked().unwrap().len, 91);
        explorer.zoom(false);
        explorer.press_bar(0);
        assert_eq!(printed(), "?from=2011-03&to=2011-03");
        explorer.press_bar(0);
        explorer.divide_bars(Bars { share: true, ..Bars::default() });
        assert_eq!(printed(), "?", "shares of nothing are no view");
        explorer.divide_bars(Bars { stack: Some("kind".to_owned()), ..Bars::default() });
        let chart = explorer.chart().get_untracked();
        let named: Vec<&str> = chart
            .parts
            .iter()
            .map(|part| match &part.of {
                Of::Value { label, .. } => label.as_str(),
                Of::Rest(_) => "rest",
            })
            .collect();
        assert_eq!(named, ["crash", "slow"]);
        assert_eq!(chart.parts[0].counts.iter().sum::<u32>(), 2);
        explorer.drag(5);
        explorer.cancel_drag();
        explorer.drop();
        assert_eq!(printed(), "?stack=kind");
    });
}

#[test]
fn what_is_picked_stands_in_its_order_and_the_first_makes_room() {
    explore_with(OUTSIDE, "", |explorer| {
        [2, 0, 1].into_iter().for_each(|index| explorer.pick(index));
        assert_eq!(explorer.picked(), ["c", "a", "b"]);
        explorer.pick(0);
        assert!(!explorer.is_picked(0) && explorer.is_picked(2));
        assert_eq!(explorer.picked(), ["c", "b"]);
        assert_eq!(explorer.href_of_view(View::List), "?", "no part of a link until they stand side by side");
    });
}
