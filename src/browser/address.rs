//! The address bar and the history of the page. `state` says what is written there, and when.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::{after_paint, window};

/// How an address enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A deliberate step: back returns to what was before.
    Push,
    /// One of many small ones, such as a keystroke.
    Replace,
}

thread_local! {
    /// What is written once its frame is on the screen.
    static DUE: RefCell<Option<(String, Step)>> = const { RefCell::new(None) };
}

/// The query string of the address bar, without its question mark.
pub fn search() -> String {
    let search = window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// The address of the page as it stands.
pub fn address() -> String {
    write_due();
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Writes a query string into the address bar.
pub fn record(search: &str, step: Step) {
    write_due();
    write(search, step);
}

/// Writes a query string into the address bar once what has changed so far is on the screen, or before whatever
/// is written or pressed next: for it alone browsers take a quarter of the time of a click.
pub fn record_afterwards(search: &str, step: Step) {
    write_due();
    DUE.set(Some((search.to_owned(), step)));
    after_paint(Box::new(write_due));
}

/// Goes back a step.
pub fn back() {
    write_due();
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.back();
    }
}

/// Calls back whenever the visitor goes back or forward.
pub fn on_travel(travelled: impl Fn(String) + 'static) {
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn()>::new(move || match DUE.take() {
        // Who goes back before a step is written goes over the one before it as well, which is where they
        // meant to be.
        Some((_, Step::Push)) => forward(),
        _ => travelled(search()),
    });
    let _ = window.add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
    // The app lives as long as the page, and so does its listener.
    listener.forget();
}

fn forward() {
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.forward();
    }
}

/// Writes at once what waits for its frame.
pub fn write_due() {
    if let Some((search, step)) = DUE.take() {
        write(&search, step);
    }
}

fn write(search: &str, step: Step) {
    let Some(window) = window() else { return };
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else { return };
    let url = if search.is_empty() { path } else { format!("{path}?{search}") };
    // A browser refuses more than some hundred entries a minute; the view is right all the same.
    let _ = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}
