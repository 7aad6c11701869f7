//! The outside of the app: fetching, the address bar, the window.
//!
//! The only room that names web_sys, gloo_net or JavaScript values; nothing above it sees
//! one. It decides nothing: it carries out what `state` asks and tells what happened.

pub mod files;
pub mod intl;

use gloo_net::http::Request;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStreamDefaultReader, Window, js_sys};

/// How an address enters the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A deliberate step: back returns to what was before.
    Push,
    /// One of many small ones, such as a keystroke.
    Replace,
}

/// Whether a file may have changed since it was fetched last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It may: the server is asked.
    Never,
    /// Its name changes with its content: what was fetched once is good for ever.
    Forever,
}

/// Fetches a file beside the page, telling how many bytes have arrived and, where the server
/// says, how many there will be.
///
/// # Errors
/// A sentence for a person: offline, refused, or cut off.
pub async fn fetch(path: &str, kept: Kept, progress: impl Fn(usize, Option<usize>)) -> Result<Vec<u8>, String> {
    let cache = match kept {
        Kept::Never => web_sys::RequestCache::NoCache,
        Kept::Forever => web_sys::RequestCache::Default,
    };
    let response = Request::get(path)
        .cache(cache)
        .send()
        .await
        .map_err(|_| format!("{path} could not be reached: the connection may be down"))?;
    if !response.ok() {
        return Err(format!("the server answered {} for {path}", response.status()));
    }
    // A compressed answer's length is that of its compressed bytes, which says nothing here.
    let headers = response.headers();
    let total = match headers.get("content-encoding") {
        Some(_) => None,
        None => headers.get("content-length").and_then(|length| length.parse().ok()),
    };
    let cut_off = |_: JsValue| format!("{path} stopped arriving before its end");
    let Some(body) = response.body() else {
        return Err(format!("the server sent nothing for {path}"));
    };
    let reader: ReadableStreamDefaultReader =
        body.get_reader().dyn_into().map_err(|_| "this browser cannot read downloads".to_owned())?;
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(cut_off)?;
        let field = |name: &str| js_sys::Reflect::get(&chunk, &JsValue::from_str(name)).map_err(cut_off);
        if field("done")?.is_truthy() {
            return Ok(bytes);
        }
        let part: js_sys::Uint8Array = field("value")?.dyn_into().map_err(cut_off)?;
        bytes.extend(part.to_vec());
        progress(bytes.len(), total);
    }
}

/// Fetches a file whose name changes with its content, and calls back with it or with a
/// sentence that says why not.
pub fn fetch_part(path: String, arrived: Box<dyn FnOnce(Result<Vec<u8>, String>)>) {
    spawn_local(async move { arrived(fetch(&path, Kept::Forever, |_, _| {}).await) });
}

/// The same for a file that may have changed.
pub fn fetch_anew(path: String, arrived: Box<dyn FnOnce(Result<Vec<u8>, String>)>) {
    spawn_local(async move { arrived(fetch(&path, Kept::Never, |_, _| {}).await) });
}

/// Whether the visitor asks to be sent as little as possible.
pub fn saves_data() -> bool {
    // The interface is not standard everywhere, so it is looked up by name.
    let field = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name)).ok();
    let connection = window().and_then(|window| field(&window.navigator(), "connection"));
    connection.filter(|connection| connection.is_object()).and_then(|connection| field(&connection, "saveData"))
        == Some(JsValue::TRUE)
}

/// The query string of the address bar, without its question mark.
pub fn search() -> String {
    let search = window().and_then(|window| window.location().search().ok()).unwrap_or_default();
    search.trim_start_matches('?').to_owned()
}

/// Writes a query string into the address bar.
pub fn record(search: &str, step: Step) {
    let Some(window) = window() else { return };
    let (Ok(history), Ok(path)) = (window.history(), window.location().pathname()) else { return };
    let url = if search.is_empty() { path } else { format!("{path}?{search}") };
    // A browser refuses more than some hundred entries a minute; the view is right all the same.
    let _ = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}

/// Calls back whenever the visitor goes back or forward.
pub fn on_travel(travelled: impl Fn(String) + 'static) {
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn()>::new(move || travelled(search()));
    let _ = window.add_event_listener_with_callback("popstate", listener.as_ref().unchecked_ref());
    // The app lives as long as the page, and so does its listener.
    listener.forget();
}

/// Scrolls to the top of the page.
pub fn to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// How far the page is scrolled, in pixels.
pub fn scrolled() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls to where somebody was and puts the focus where it was, once the page is drawn again.
pub fn come_back(scrolled: f64, id: String) {
    leptos::prelude::request_animation_frame(move || {
        if let Some(window) = window() {
            window.scroll_to_with_x_and_y(0.0, scrolled);
        }
        if let Some(element) = element(&id) {
            // Rows that were never seen are only guessed to be so high: what has the focus is scrolled to
            // where the guess was wrong.
            let _ = element.focus();
        }
    });
}

/// Puts the focus on an element, once the page is drawn again.
pub fn focus(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        if let Some(element) = element(&id) {
            let _ = element.focus();
        }
    });
}

/// How wide a page is narrow, as the style has it too.
const NARROW: &str = "(max-width: 52rem)";

/// Whether the page is narrow.
pub fn is_narrow() -> bool {
    narrowness().is_some_and(|narrow| narrow.matches())
}

/// Calls back whenever the page becomes narrow or wide.
pub fn on_narrow(changed: impl Fn(bool) + 'static) {
    let Some(narrow) = narrowness() else { return };
    let listener = Closure::<dyn Fn()>::new(move || changed(is_narrow()));
    let _ = narrow.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    // Both live as long as the page: without the list, nobody would be told.
    listener.forget();
    std::mem::forget(narrow);
}

fn narrowness() -> Option<web_sys::MediaQueryList> {
    window()?.match_media(NARROW).ok()?
}

/// Opens a dialog over the page, once it is drawn: nothing else can be reached until it is closed.
pub fn show_modal(id: &str) {
    let id = id.to_owned();
    leptos::prelude::request_animation_frame(move || {
        if let Some(dialog) = element(&id).and_then(|element| element.dyn_into::<web_sys::HtmlDialogElement>().ok()) {
            let _ = dialog.show_modal();
        }
    });
}

/// Goes back a step.
pub fn back() {
    if let Some(Ok(history)) = window().map(|window| window.history()) {
        let _ = history.back();
    }
}

/// Does something once the frame of what has changed so far has been handed over.
pub fn after_paint(then: Box<dyn FnOnce()>) {
    leptos::prelude::request_animation_frame(move || {
        leptos::prelude::set_timeout(then, std::time::Duration::ZERO);
    });
}

/// The address of the page as it stands.
pub fn address() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Puts text into the clipboard, and calls back with whether that was allowed.
pub fn copy(text: &str, done: Box<dyn FnOnce(bool)>) {
    // A page that is not served securely has no clipboard at all.
    let clipboard = window().map(|window| window.navigator().clipboard()).filter(|clipboard| clipboard.is_object());
    let Some(clipboard) = clipboard else { return done(false) };
    let promise = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(promise).await.is_ok()) });
}

/// What this browser was told to remember under a name.
pub fn recall(name: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(name).ok()?
}

/// Remembers something under a name, where the browser allows it.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = window().and_then(|window| window.local_storage().ok().flatten()) {
        let _ = storage.set_item(name, value);
    }
}

/// Says on the root of the page which theme it has; empty follows the system.
pub fn set_theme(theme: &str) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}

/// The parts of the app that the frame has room for, where the page is a frame in another one:
/// `embed/frame.js` writes them on the root of the page.
pub fn frame() -> Option<String> {
    window()?.document()?.document_element()?.get_attribute("data-frame")
}

/// Runs a script beside the page, again if it has run before.
pub fn run_script(path: &str) {
    let document = window().and_then(|window| window.document());
    let script = document.as_ref().and_then(|document| document.create_element("script").ok());
    if let (Some(body), Some(script)) = (document.and_then(|document| document.body()), script) {
        let _ = script.set_attribute("src", path);
        let _ = body.append_child(&script);
    }
}

/// Says on the root of the page which language it speaks, and from which side.
pub fn set_language(language: &str, direction: &str) {
    let root = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    if let Some(root) = root {
        let _ = root.set_attribute("lang", language);
        let _ = root.set_attribute("dir", direction);
    }
}

/// Calls back with every key that is pressed where nothing is being typed, with whether Ctrl or
/// Cmd is held; those only, also where something is typed. Where the answer is yes, the key does
/// nothing else.
pub fn on_key(pressed: impl Fn(&str, bool) -> bool + 'static) {
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key();
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let types = target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        if !event.alt_key() && (held || !types) && pressed(&event.key(), held) {
            event.prevent_default();
        }
    });
    let _ = window.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    // The app lives as long as the page, and so does its listener.
    listener.forget();
}

fn element(id: &str) -> Option<web_sys::HtmlElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Names the page in the tab and the history.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The element that the app is mounted into, emptied of what stood there while it loaded.
pub fn mount_point(id: &str) -> Option<web_sys::HtmlElement> {
    let element = window()?.document()?.get_element_by_id(id)?;
    element.set_inner_html("");
    element.dyn_into().ok()
}

/// Says on the page that the app has stopped, when it has: on a mistake of ours, which asks to be
/// reported. A build for visitors stops where it is, without words about why; others say on the
/// console where.
pub fn report_panics() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&JsValue::from_str(&info.to_string()))));
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn(web_sys::ErrorEvent)>::new(|event: web_sys::ErrorEvent| {
        // What a page's other scripts do wrong is not said to be ours.
        if event.message().contains("unreachable") {
            let _ = say_stopped();
        }
    });
    let _ = window.add_event_listener_with_callback("error", listener.as_ref().unchecked_ref());
    listener.forget();
}

fn say_stopped() -> Option<()> {
    let document = window()?.document()?;
    let notice = document.create_element("p").ok()?;
    notice.set_text_content(Some(
        "Failscope has stopped on a mistake of its own. Reload the page to go on; the link is kept.",
    ));
    notice.set_attribute("role", "alert").ok()?;
    document.body()?.prepend_with_node_1(&notice).ok()
}

fn window() -> Option<Window> {
    web_sys::window()
}
