//! Where somebody is on the page: how far it is scrolled, and what has the focus. What is to have it is
//! found once the page is drawn, in the next frame.

use std::cell::RefCell;

use wasm_bindgen::JsCast;

use super::{element, window};

thread_local! {
    /// What had the focus when it was noted.
    static LEFT: RefCell<Option<web_sys::HtmlElement>> = const { RefCell::new(None) };
}

/// Notes what has the focus.
pub fn note_focus() {
    LEFT.set(active().and_then(|element| element.dyn_into().ok()));
}

/// Gives the focus back to what had it when that was noted.
pub fn return_focus() {
    if let Some(element) = LEFT.take() {
        let _ = element.focus();
    }
}

/// Scrolls to the top of the page, and puts the focus on what begins there once it is drawn.
pub fn to_top(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        give_focus(&id);
        // After the focus, which scrolls to what is higher than the screen.
        scroll_to(0.0);
    });
}

/// How far the page is scrolled, in pixels.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Whether any of an element is in sight: one that is hidden is nowhere.
pub fn is_in_sight(id: &str) -> bool {
    let height = window().and_then(|window| window.inner_height().ok()?.as_f64()).unwrap_or_default();
    element(id).is_some_and(|element| {
        let place = element.get_bounding_client_rect();
        place.bottom() > 0.0 && place.top() < height
    })
}

fn scroll_to(y: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, y);
    }
}

/// Scrolls to where somebody was and puts the focus where it was, once the page is drawn again.
pub fn come_back(scrolled: f64, id: String) {
    leptos::prelude::request_animation_frame(move || {
        scroll_to(scrolled);
        // Rows that were never seen are only guessed to be so high: what has the focus is scrolled to
        // where the guess was wrong.
        give_focus(&id);
    });
}

/// Puts the focus on an element, once the page is drawn again.
pub fn focus(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || give_focus(&id));
}

/// Puts the focus on an element if what has it now leaves the page, is hidden or can no longer be pressed,
/// which browsers notice only once that is on the screen; and scrolls nowhere for it.
pub fn keep_focus(id: &str) {
    if !is_focused() {
        return;
    }
    let id = id.to_owned();
    super::after_paint(Box::new(move || {
        if let Some(element) = element(&id).filter(|_| !is_focused()) {
            let before = scrolled();
            let _ = element.focus();
            scroll_to(before);
        }
    }));
}

/// Moves the focus from the button of one item of a list to that of another, as arrows, Home and End say
/// in a list that runs to the right; whether the key is one of these. The list is one stop for Tab, which
/// comes back to where it was left.
pub fn walk(key: &str) -> bool {
    let Some(item) = active().and_then(|button| button.parent_element()) else { return false };
    let Some(list) = item.parent_element() else { return false };
    let to = match key {
        "ArrowLeft" => item.previous_element_sibling(),
        "ArrowRight" => item.next_element_sibling(),
        "Home" => list.first_element_child(),
        "End" => list.last_element_child(),
        _ => return false,
    };
    let to = to.and_then(|item| item.first_element_child()?.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(to) = to {
        if let Ok(Some(stop)) = list.query_selector("[tabindex='0']") {
            let _ = stop.set_attribute("tabindex", "-1");
        }
        let _ = to.set_attribute("tabindex", "0");
        let _ = to.focus();
    }
    true
}

fn give_focus(id: &str) {
    if let Some(element) = element(id) {
        let _ = element.focus();
    }
}

/// Whether anything has the focus: browsers give it to the body where nothing has.
fn is_focused() -> bool {
    active().is_some_and(|element| element.tag_name() != "BODY")
}

fn active() -> Option<web_sys::Element> {
    window()?.document()?.active_element()
}
