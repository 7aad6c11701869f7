//! The outside of the app: fetching, the address bar, the window.
//!
//! The only room that names web_sys, gloo_net or JavaScript values; nothing above it sees
//! one. It decides nothing: it carries out what `state` asks and tells what happened.

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

/// Says on the console where a panic came from, and on the page that the app has stopped. A
/// panic is a mistake of ours: the message asks to be reported.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        let notice = window().and_then(|window| window.document()).and_then(|document| {
            let notice = document.create_element("p").ok()?;
            notice.set_text_content(Some(
                "Failscope has stopped on a mistake of its own. Reload the page to go on; the link is kept.",
            ));
            notice.set_attribute("role", "alert").ok()?;
            document.body()?.prepend_with_node_1(&notice).ok()
        });
        let _ = notice;
    }));
}

fn window() -> Option<Window> {
    web_sys::window()
}
