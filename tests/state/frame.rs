//! The app in a frame of another page: which pieces it has, and what it leaves to that page.

use std::cell::RefCell;

use failscope::state::{Outside, Piece, Theme};
use leptos::prelude::*;

use super::{OUTSIDE, explore_with};

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn note(what: String) {
    ASKED.with_borrow_mut(|asked| asked.push(what));
}

const FRAMED: Outside = Outside {
    frame: || Some("line sort link".to_owned()),
    recall: |_| Some("dark".to_owned()),
    remember: |name, _| note(format!("remember {name}")),
    set_theme: |theme| note(format!("theme {theme}")),
    run_script: |path| note(format!("run {path}")),
    ..OUTSIDE
};

#[test]
fn a_frame_has_the_pieces_that_it_has_room_for_and_a_page_has_all() {
    const ALL: [Piece; 5] = [Piece::Search, Piece::Filters, Piece::Line, Piece::Chart, Piece::Views];
    explore_with(FRAMED, "", |explorer| {
        assert!(explorer.is_framed());
        assert_eq!(ALL.map(|piece| explorer.has(piece)), [false, false, true, false, false]);
    });
    explore_with(OUTSIDE, "", |explorer| {
        assert!(!explorer.is_framed() && ALL.iter().all(|piece| explorer.has(*piece)));
    });
}

#[test]
fn theme_and_memory_are_those_of_the_page_around_a_frame() {
    explore_with(FRAMED, "", |explorer| {
        assert_eq!(explorer.theme().get_untracked(), Theme::System);
        explorer.wear(Theme::Dark);
        assert_eq!(ASKED.with_borrow_mut(std::mem::take), Vec::<String>::new());
    });
}

#[test]
fn what_belongs_to_the_frame_is_no_filter_and_no_part_of_a_link() {
    explore_with(FRAMED, "kind=crash&show=explorer&theme=dark&chrome=none&features=-link", |explorer| {
        assert_eq!(explorer.notices(), []);
        assert_eq!(explorer.href_of_selection(), "?kind=crash");
    });
}

#[test]
fn an_embed_is_offered_by_a_script_of_its_own() {
    explore_with(Outside { frame: || None, ..FRAMED }, "", |explorer| {
        ASKED.with_borrow_mut(Vec::clear);
        explorer.offer_embed();
        assert_eq!(ASKED.with_borrow_mut(std::mem::take), ["run embed/dialog.js"]);
    });
}
