//! The door of the app: finds its place in the page, loads the bundle, mounts the view, and
//! keeps address bar and title in step with it.

// As the library has it: natively, types of views are not erased.
#![recursion_limit = "256"]

use std::sync::Arc;

use failscope::browser;
use failscope::link;
use failscope::query::Catalog;
use failscope::state::{Explorer, Load, Outside, Speech};
use failscope::view::App;
use failscope::words::{Key, Words};
use leptos::prelude::*;

fn main() {
    browser::report_stops();
    // Of what other links open nothing could be shown before the rest of the program is there.
    browser::after_first_screen(|| {
        if link::is_of_list(&browser::search()) { start() } else { browser::rest::join_before(start) }
    });
}

fn start() {
    let Some(place) = browser::mount_point("app") else { return };
    leptos::mount::mount_to(place, || {
        let load = Load::start("bundle.json");
        let speech = Speech::new(Outside::BROWSER);
        // What is known before the collection has arrived: the rest is heeded then.
        speech.heed(link::language(&browser::search()).as_deref(), &[]);
        let word = move |words: Words| {
            let [mistake, missing, again] = [Key::Stopped, Key::RestMissing, Key::TryAgain].map(|key| words.say(key));
            browser::word_stops(mistake, missing, again);
        };
        // At once as well: what is wanted next may be missing.
        word(speech.words().get_untracked());
        Effect::new(move || word(speech.words().get()));
        view! { <App load speech explore=Callback::new(move |catalog| explore(catalog, speech))/> }
    })
    .forget();
}

fn explore(catalog: Arc<Catalog>, speech: Speech) -> Explorer {
    let collection = catalog.collection.title.clone();
    let explorer = Explorer::new(catalog, &browser::search(), Outside::BROWSER).speaking(speech);
    browser::on_travel(move |search| explorer.travelled(&search));
    browser::on_press(move || explorer.expect_step());
    browser::on_narrow(move |narrow| explorer.fit(narrow));
    // In a frame, keys belong to the page around it.
    if !explorer.is_framed() {
        browser::on_key(move |key, held| explorer.press_key(key, held));
    }
    Effect::new(move || match explorer.title().get() {
        Some(title) => browser::set_title(&format!("{title} · {collection}")),
        None => browser::set_title(&collection),
    });
    browser::after_paint(Box::new(|| browser::rest::join_before(|| {})));
    explorer
}
