//! Files of the visitor's, and the JSON in them, read and written by the browser's own means.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::js_sys::{Array, JSON, Object, Reflect, encode_uri_component};

use super::{element, window};

const NAMES: [&str; 2] = ["name", "view"];

/// A list of pairs as JSON: objects with `name` and `view`.
pub fn write_pairs(pairs: &[(String, String)]) -> String {
    let list = Array::new();
    for (name, view) in pairs {
        let object = Object::new();
        for (key, value) in NAMES.iter().zip([name, view]) {
            let _ = Reflect::set(&object, &JsValue::from_str(key), &JsValue::from_str(value));
        }
        list.push(&object);
    }
    JSON::stringify(&list).map(String::from).unwrap_or_default()
}

/// The pairs of such a JSON; `None` for any other.
pub fn read_pairs(text: &str) -> Option<Vec<(String, String)>> {
    let list: Array = JSON::parse(text).ok()?.dyn_into().ok()?;
    let pairs = list.iter().map(|object| {
        let [name, view] = NAMES.map(|key| Reflect::get(&object, &JsValue::from_str(key)).ok()?.as_string());
        Some((name?, view?))
    });
    pairs.collect()
}

/// Hands a text to the visitor as a file.
pub fn save_file(name: &str, text: &str) {
    let link = window().and_then(|window| window.document()).and_then(|document| document.create_element("a").ok());
    if let Some(link) = link {
        let address = format!("data:application/json,{}", String::from(encode_uri_component(text)));
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        if let Ok(link) = link.dyn_into::<web_sys::HtmlElement>() {
            link.click();
        }
    }
}

/// Reads the file that is chosen in the element of an id, and lets go of it, so that it can be chosen again.
pub fn read_file(id: &str, done: Box<dyn FnOnce(Option<String>)>) {
    let Some(input) = element(id).and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
        return;
    };
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    let text = file.text();
    input.set_value("");
    spawn_local(async move { done(JsFuture::from(text).await.ok().and_then(|text| text.as_string())) });
}
