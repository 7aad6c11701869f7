//! What only a browser can show: fetching, history, and components in a document. Runs in
//! Chromium through wasm-bindgen-test.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use failscope::browser::{self, Kept, Step};
use failscope::bundle;
use failscope::bundle::Error;
use failscope::query::Catalog;
use failscope::state::{Explorer, Load, Outside, Speech};
use failscope::view::App;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, window};
use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

const BUNDLE: &str = r#"{"failscope":1,"content":{
  "collection":{"title":"Small"},
  "taxonomy":{"title":"T","sections":[{"id":"impacts","label":"Impacts"}],"groups":[{"id":"g","label":"G","categories":[
    {"id":"kind","label":"Kind","options":[{"id":"crash","label":"crash"},{"id":"slow","label":"slow"}]}]}]},
  "incidents":[
    {"id":"a","title":"Alpha <b>bold</b>","published":"2011-03","labels":{"kind":{"choice":{"chosen":["crash"]},"rationale":[{"option":"crash","text":"It fell [s]."},{"option":"slow","text":"It was quick."}]}},
     "sections":[{"id":"impacts","blocks":[{"number":1,"text":"Much <script>1</script> [s]."}]}],
     "sources":[{"id":"s","title":"Report","url":"https://example.org/"}]},
    {"id":"b","title":"Beta","published":"2012","labels":{"kind":{"choice":{"chosen":["slow"]}}}}
  ]}}"#;

/// A place in the document of its own, with the app in it.
async fn app(data: &str) -> Element {
    let document = window().unwrap().document().unwrap();
    let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&place).unwrap();
    let path = format!("data:application/json,{}", String::from(leptos::web_sys::js_sys::encode_uri_component(data)));
    let explore = |catalog: Arc<Catalog>| {
        Explorer::new(
            catalog,
            "",
            Outside { record: |_, _| {}, to_top: |_| {}, fetch: |_, _| {}, saves_data: || false, ..Outside::NOWHERE },
        )
    };
    leptos::mount::mount_to(place.clone(), move || {
        let load = Load::start(&path);
        view! { <App load speech=Speech::new(Outside::NOWHERE) explore=Callback::new(explore)/> }
    })
    .forget();
    for _ in 0..100 {
        if place.query_selector("[data-testid=list], [data-testid=failed]").unwrap().is_some() {
            break;
        }
        wait(20).await;
    }
    place.into()
}

async fn wait(milliseconds: i32) {
    let promise = leptos::web_sys::js_sys::Promise::new(&mut |resolve, _| {
        window().unwrap().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).unwrap();
    });
    wasm_bindgen_futures::JsFuture::from(promise).await.unwrap();
}

fn see(place: &Element, selector: &str) -> String {
    place.query_selector(selector).unwrap().and_then(|element| element.text_content()).unwrap_or_default()
}

async fn click(place: &Element, selector: &str) {
    let element: HtmlElement = place.query_selector(selector).unwrap().expect(selector).unchecked_into();
    element.click();
    wait(20).await;
}

#[wasm_bindgen_test]
async fn the_app_loads_filters_and_opens_an_incident() {
    let place = app(BUNDLE).await;
    assert_eq!(see(&place, "[data-testid=total]"), "2 incidents");
    click(&place, "[data-testid='kind=crash']").await;
    assert_eq!(see(&place, "[data-testid=total]"), "1 of 2 incidents");
    click(&place, "[data-testid=row] a").await;
    assert_eq!(see(&place, "[data-testid=incident] h1"), "Alpha <b>bold</b>");
    assert!(see(&place, "#section-impacts").contains("<script>1</script>"), "text stays text");
    assert!(place.query_selector("#section-impacts script, h1 b").unwrap().is_none());
    assert!(see(&place, "[data-testid=card-kind] details").contains("It was quick."), "considered, not chosen");
    let cite = place.query_selector("a.cite").unwrap().unwrap();
    assert_eq!(cite.get_attribute("href").unwrap(), "#source-s");
    place.remove();
}

#[wasm_bindgen_test]
async fn damaged_data_is_told_with_a_retry() {
    let place = app("{\"failscope\":1,").await;
    assert!(see(&place, "[data-testid=failed]").contains("damaged"));
    assert_eq!(see(&place, "[data-testid=failed] button"), "Try again");
    place.remove();
}

#[wasm_bindgen_test]
async fn a_download_tells_its_progress_and_its_failure() {
    let seen = Rc::new(std::cell::Cell::new(0));
    let of_progress = seen.clone();
    let bytes =
        browser::fetch("data:text/plain,hello", Kept::Never, move |bytes, _| of_progress.set(bytes)).await.unwrap();
    assert_eq!((bytes.as_slice(), seen.get()), (b"hello".as_slice(), 5));
    let missing = browser::fetch("/nowhere/bundle.json", Kept::Never, |_, _| {}).await.unwrap_err();
    assert_eq!(missing, Error::Refused { path: "/nowhere/bundle.json".to_owned(), status: 404 });
}

#[wasm_bindgen_test]
fn history_holds_the_query_string_and_nothing_else() {
    browser::record("q=a+b&domain=x", Step::Push);
    assert_eq!(browser::search(), "q=a+b&domain=x");
    browser::record("", Step::Replace);
    assert_eq!(browser::search(), "");
}

#[wasm_bindgen_test]
async fn an_address_that_waits_is_written_after_the_frame_or_before_the_next_one() {
    browser::record_afterwards("q=waits", Step::Push);
    assert_eq!(browser::search(), "");
    wait(200).await;
    assert_eq!(browser::search(), "q=waits");
    browser::record_afterwards("q=first", Step::Push);
    browser::record("q=second", Step::Push);
    wait(200).await;
    assert_eq!(browser::search(), "q=second");
    browser::back();
    wait(200).await;
    assert_eq!(browser::search(), "q=first");
    browser::record_afterwards("q=named", Step::Replace);
    assert!(browser::address().ends_with("?q=named"));
}

#[wasm_bindgen_test]
async fn who_goes_back_before_a_step_is_written_comes_to_where_they_were() {
    browser::record("q=before", Step::Push);
    browser::record("q=now", Step::Push);
    let travelled = Rc::new(RefCell::new(Vec::new()));
    let seen = Rc::clone(&travelled);
    browser::on_travel(move |search| seen.borrow_mut().push(search));
    browser::record_afterwards("q=next", Step::Push);
    window().unwrap().history().unwrap().back().unwrap();
    // A frame that takes long, in which the browser goes back.
    let now = || leptos::web_sys::js_sys::Date::now();
    let begun = now();
    while now() < begun + 300.0 {}
    wait(300).await;
    assert_eq!(*travelled.borrow(), ["q=now"]);
}

#[wasm_bindgen_test]
fn a_bundle_decodes_the_same_in_the_browser() {
    let bundle = bundle::decode_whole(BUNDLE.as_bytes()).unwrap();
    let bytes = bundle::encode(&bundle.content).unwrap();
    assert_eq!(bundle::decode_whole(&bytes).unwrap().content, bundle.content);
}
