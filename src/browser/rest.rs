//! The rest of the program: what the first screen does without is a second file (`xtask/divide`),
//! fetched as soon as that screen stands, and at once where something of it is wanted before.
//!
//! It knows only how to fetch and join; which functions are there is the build's to say, and no line
//! of the program is written differently for it. Nothing of this room is ever in the rest.

use std::cell::{Cell, OnceCell};

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::XmlHttpRequest;
use web_sys::js_sys::{Object, Reflect, Uint8Array, WebAssembly};

use super::{Kept, fetch};

/// What the error says that an action ends with whose part of the program cannot be had.
pub(super) const MISSING: &str = "the rest of the program is missing";

thread_local! {
    static JOINED: Cell<bool> = const { Cell::new(false) };
    /// Looked for once, among more than a thousand exports.
    static PATH: OnceCell<Option<String>> = const { OnceCell::new() };
}

/// Whether the whole program is here.
pub fn is_here() -> bool {
    JOINED.get() || path().is_none()
}

/// Fetches the rest while nobody waits for it, and lets it join. What goes wrong here is tried again
/// when something of it is wanted.
pub async fn join() {
    let Some(path) = path().filter(|_| !JOINED.get()) else { return };
    let Ok(bytes) = fetch(&path, Kept::Forever, |_, _| {}).await else { return };
    let compiled = JsFuture::from(WebAssembly::compile(&Uint8Array::from(&bytes[..]))).await;
    if let Ok(module) = compiled {
        let _ = link(module.unchecked_ref());
    }
}

/// The same, and then something else, whether or not it has come.
pub fn join_before(then: impl FnOnce() + 'static) {
    spawn_local(async {
        join().await;
        then();
    });
}

/// Fetches the rest now, and lets everything wait for it: what moved there has been called. The
/// programs that `xtask/divide` makes call it by this name.
#[wasm_bindgen]
pub fn load_rest() {
    let module = path().and_then(|path| fetch_now(&path)).and_then(|bytes| WebAssembly::Module::new(&bytes).ok());
    if module.and_then(|module| link(&module)).is_none() {
        // There is nothing to return to whoever called: it ends here, and `report_stops` tells.
        wasm_bindgen::throw_str(MISSING);
    }
}

/// Puts the functions of the rest into the places where the first program looks for them.
fn link(module: &WebAssembly::Module) -> Option<()> {
    if !JOINED.get() {
        let imports = Object::new();
        Reflect::set(&imports, &JsValue::from_str(""), &wasm_bindgen::exports()).ok()?;
        WebAssembly::Instance::new(module, &imports).ok()?;
        JOINED.set(true);
    }
    Some(())
}

/// The file with the rest, which the first program names; none if the program was not divided.
fn path() -> Option<String> {
    PATH.with(|path| {
        let named = || {
            let names = Object::keys(wasm_bindgen::exports().unchecked_ref::<Object>());
            names.iter().filter_map(|name| name.as_string()).find(|name| name.starts_with("rest-"))
        };
        path.get_or_init(named).clone()
    })
}

/// A file, while everything waits. The one way that browsers have to do so gives text: one sign for
/// each byte.
fn fetch_now(path: &str) -> Option<Uint8Array> {
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("GET", path, false).ok()?;
    request.override_mime_type("text/plain; charset=x-user-defined").ok()?;
    request.send().ok()?;
    let text = request.response_text().ok()?.filter(|_| request.status() == Ok(200))?;
    let bytes: Vec<u8> = text.chars().map(|sign| u32::from(sign) as u8).collect();
    Some(Uint8Array::from(&bytes[..]))
}
