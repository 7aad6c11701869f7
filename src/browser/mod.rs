//! The outside of the app: fetching, the address bar, the window.
//!
//! The only room that names web_sys, gloo_net or JavaScript values; nothing above it sees
//! one. It decides nothing: it carries out what `state` asks and tells what happened.

mod address;
pub mod files;
pub mod intl;
pub mod place;
pub mod rest;

pub use address::{Step, address, back, on_travel, record, record_afterwards, search};

use std::cell::RefCell;

use gloo_net::http::Request;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ReadableStreamDefaultReader, Window, js_sys};

use crate::bundle::Error;

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
/// It could not be asked for, was refused, or stopped arriving.
pub async fn fetch(path: &str, kept: Kept, progress: impl Fn(usize, Option<usize>)) -> Result<Vec<u8>, Error> {
    let cache = match kept {
        Kept::Never => web_sys::RequestCache::NoCache,
        Kept::Forever => web_sys::RequestCache::Default,
    };
    let unreached = |_| Error::Unreached(path.to_owned());
    let response = Request::get(path).cache(cache).send().await.map_err(unreached)?;
    if !response.ok() {
        return Err(Error::Refused { path: path.to_owned(), status: response.status() });
    }
    // A compressed answer's length is that of its compressed bytes, which says nothing here.
    let headers = response.headers();
    let total = match headers.get("content-encoding") {
        Some(_) => None,
        None => headers.get("content-length").and_then(|length| length.parse().ok()),
    };
    let stopped = || Error::Stopped(path.to_owned());
    let cut_off = |_: JsValue| stopped();
    let body = response.body().ok_or_else(stopped)?;
    let reader: ReadableStreamDefaultReader = body.get_reader().dyn_into().map_err(|_| stopped())?;
    let (mut parts, mut length) = (Vec::new(), 0);
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(cut_off)?;
        let field = |name: &str| js_sys::Reflect::get(&chunk, &JsValue::from_str(name)).map_err(cut_off);
        if field("done")?.is_truthy() {
            break;
        }
        let part: js_sys::Uint8Array = field("value")?.dyn_into().map_err(cut_off)?;
        length += part.length() as usize;
        parts.push(part);
        progress(length, total);
    }
    // Each byte is copied once, into a place that is large enough.
    let (mut bytes, mut at) = (vec![0; length], 0);
    for part in parts {
        let end = at + part.length() as usize;
        part.copy_to(&mut bytes[at..end]);
        at = end;
    }
    Ok(bytes)
}

/// Fetches a file whose name changes with its content, and calls back with it or with why not.
pub fn fetch_part(path: String, arrived: Box<dyn FnOnce(Result<Vec<u8>, Error>)>) {
    spawn_local(async move { arrived(fetch(&path, Kept::Forever, |_, _| {}).await) });
}

/// The same for a file that may have changed.
pub fn fetch_anew(path: String, arrived: Box<dyn FnOnce(Result<Vec<u8>, Error>)>) {
    spawn_local(async move { arrived(fetch(&path, Kept::Never, |_, _| {}).await) });
}

/// Whether only what is asked for should be fetched: because the visitor asks to be sent as little as
/// possible, or because what would read more of it is not there yet.
pub fn saves_data() -> bool {
    if !rest::is_here() {
        return true;
    }
    // The interface is not standard everywhere, so it is looked up by name.
    let field = |value: &JsValue, name: &str| js_sys::Reflect::get(value, &JsValue::from_str(name)).ok();
    let connection = window().and_then(|window| field(&window.navigator(), "connection"));
    connection.filter(|connection| connection.is_object()).and_then(|connection| field(&connection, "saveData"))
        == Some(JsValue::TRUE)
}

/// Calls back whenever somebody presses a button of a pointer, before anything else hears of it.
pub fn on_press(pressed: impl Fn() + 'static) {
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn()>::new(move || {
        // It may be the button that goes back.
        address::write_due();
        pressed();
    });
    let _ = window.add_event_listener_with_callback_and_bool("pointerdown", listener.as_ref().unchecked_ref(), true);
    listener.forget();
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

/// Does something once what has changed so far is on the screen: when the frame after it has been handed
/// over, which costs nothing itself, and without which a slow screen would show both at once.
pub fn after_paint(then: Box<dyn FnOnce()>) {
    use leptos::prelude::{request_animation_frame, set_timeout};
    request_animation_frame(|| request_animation_frame(|| set_timeout(then, std::time::Duration::ZERO)));
}

/// Does something once the first screen that the page has itself has been seen; at once where it has none.
pub fn after_first_screen(then: impl FnOnce() + 'static) {
    let seen = window().and_then(|window| js_sys::Reflect::get(&window, &JsValue::from_str("firstScreen")).ok());
    match seen.and_then(|seen| seen.dyn_into::<js_sys::Promise>().ok()) {
        Some(seen) => spawn_local(async move {
            let _ = JsFuture::from(seen).await;
            then();
        }),
        None => then(),
    }
}

/// Lets the browser do what waits to be done, such as handing over what has arrived.
pub async fn pause() {
    let later = js_sys::Promise::new(&mut |resume, _| {
        if window().is_none_or(|window| window.set_timeout_with_callback(&resume).is_err()) {
            let _ = resume.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(later).await;
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
        // It may be the one that goes back.
        address::write_due();
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

thread_local! {
    /// What [`report_stops`] says: of a mistake of ours, of a part of the program that is missing, and
    /// on the button below.
    static OF_STOPS: RefCell<[String; 3]> = const { RefCell::new([const { String::new() }; 3]) };
}

/// Says on the page that an action has stopped, when it has: on a mistake of ours, or because the part
/// of the program that it needs cannot be had. A build for visitors stops where it is, without words
/// about why; others say on the console where.
pub fn report_stops() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|info| web_sys::console::error_1(&JsValue::from_str(&info.to_string()))));
    let Some(window) = window() else { return };
    let listener = Closure::<dyn Fn(web_sys::ErrorEvent)>::new(|event: web_sys::ErrorEvent| {
        // What a page's other scripts do wrong is not said to be ours.
        let message = event.message();
        let which = ["unreachable", rest::MISSING].iter().position(|ours| message.contains(ours));
        OF_STOPS.with_borrow(|words| which.and_then(|which| say_stopped(&words[which], &words[2])));
    });
    let _ = window.add_event_listener_with_callback("error", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Chooses the words of [`report_stops`], because nothing can be asked for any once it has stopped.
pub fn word_stops(mistake: &str, missing: &str, again: &str) {
    OF_STOPS.set([mistake, missing, again].map(str::to_owned));
}

fn say_stopped(said: &str, again: &str) -> Option<()> {
    let document = window()?.document()?;
    // The first one says why; whatever stops after it may stop because of it.
    if element("stopped").is_some() {
        return None;
    }
    let notice = document.create_element("div").ok()?;
    notice.set_class_name("notice");
    notice.set_id("stopped");
    notice.set_attribute("role", "alert").ok()?;
    notice.set_attribute("data-testid", "stopped").ok()?;
    for (kind, text) in [("p", said), ("button", again)] {
        let part = document.create_element(kind).ok()?;
        part.set_text_content(Some(text));
        notice.append_child(&part).ok()?;
    }
    let reload = Closure::<dyn Fn()>::new(|| {
        let _ = window().map(|window| window.location().reload());
    });
    notice.last_element_child()?.add_event_listener_with_callback("click", reload.as_ref().unchecked_ref()).ok()?;
    reload.forget();
    document.body()?.prepend_with_node_1(&notice).ok()
}

fn window() -> Option<Window> {
    web_sys::window()
}
