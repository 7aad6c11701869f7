//! The first screen as HTML, which the command draws into the page: list, counts and timeline are there
//! before the program is, and whoever has none can read them.
//!
//! The very components of the app, without a browser. `ahead.js` beside it hands over: it takes the screen
//! away where another one was asked for, and does again, once the program is there, what somebody did
//! before. Native only; `bin/failscope` uses it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::diagnostics::SpecialNonReactiveZone;

use crate::query::Catalog;
use crate::state::{Explorer, Outside, Speech};
use crate::view::shell::Page;
use crate::words::{self, Locale, Words};

const HANDS_OVER: &str = include_str!("ahead.js");

/// The first screen of a catalogue that has its first titles, with the script that hands over to the program.
/// Texts of the catalogue are text and attributes in it: no tag and no comment is theirs.
pub fn first_screen(catalog: Arc<Catalog>) -> String {
    let tag = catalog.collection.language.clone();
    let words = Words::ahead(&tag, Locale::AMERICAN);
    // What follows the first screen never comes.
    let outside = Outside { after_paint: |_| {}, ..Outside::NOWHERE };
    let owner = Owner::new();
    let screen = owner.with(|| {
        // Nothing here will ever change, which leptos would warn of at every reader.
        let _zone = SpecialNonReactiveZone::enter();
        let explorer = Explorer::new(catalog, "", outside).speaking(Speech::saying(words, outside));
        view! { <Page explorer/> }.to_html()
    });
    // Where leptos would find its nodes again; a text of ours has no angle bracket.
    let screen = screen.replace("<!>", "").replace("<!--<() />-->", "");
    // Whose language the collection does not say, it is the visitor's.
    let lines = HANDS_OVER.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    let script = lines.collect::<Vec<_>>().join("\n").replace("LANGUAGE", words.language());
    let script = script.replace("SURE", if words::language(&tag).is_some() { "true" } else { "false" });
    format!("<div id=\"first\">{screen}</div><script>{script}</script>")
}
