//! Views that the visitor saved: a name and a link each, kept by the browser, written into a file and
//! read from one. What was said once, that a visitor is new here, is kept beside them.

use leptos::prelude::*;

use crate::link;
use crate::state::desk::Toast;
use crate::state::explorer::Explorer;
use crate::state::outside::Outside;

/// The names under which the browser remembers.
const VIEWS: &str = "failscope-views";
const SEEN: &str = "failscope-seen";

/// What a saved view is called, and the query string of its link.
pub type View = (String, String);

/// The signals of what was saved.
#[derive(Clone, Copy)]
pub(super) struct Saved {
    views: RwSignal<Vec<View>>,
    new: RwSignal<bool>,
}

impl Saved {
    pub(super) fn new(outside: Outside) -> Saved {
        let kept = (outside.recall)(VIEWS).and_then(|text| (outside.read_pairs)(&text));
        Saved { views: RwSignal::new(kept.unwrap_or_default()), new: RwSignal::new((outside.recall)(SEEN).is_none()) }
    }
}

impl Explorer {
    /// The saved views, the newest last.
    pub fn saved_views(self) -> ReadSignal<Vec<View>> {
        self.saved.views.read_only()
    }

    /// Saves the present view under a name, in place of one of that name.
    pub fn save_view(self, name: &str) {
        let search = self.catalog.with_value(|catalog| self.link.with_untracked(|link| link::print(link, catalog)));
        let name = name.trim().to_owned();
        if !name.is_empty() {
            self.keep_views(|views| {
                views.retain(|(known, _)| *known != name);
                views.push((name, search));
            });
        }
    }

    /// Forgets a saved view.
    pub fn forget_view(self, name: &str) {
        self.keep_views(|views| views.retain(|(known, _)| known != name));
        (self.outside.keep_focus)("view-name");
    }

    /// Writes the saved views into a file of the visitor's.
    pub fn export_views(self) {
        let text = self.saved.views.with_untracked(|views| (self.outside.write_pairs)(views));
        (self.outside.save_file)("failscope-views.json", &text);
    }

    /// Adds the views of a file that the visitor chose in the element of an id; those of known names
    /// take their places.
    pub fn import_views(self, id: &str) {
        let arrived = move |text: Option<String>| {
            let read = text.and_then(|text| (self.outside.read_pairs)(&text));
            let count = read.as_ref().map(Vec::len);
            if let Some(read) = read {
                self.keep_views(|views| {
                    views.retain(|(known, _)| read.iter().all(|(name, _)| name != known));
                    views.extend(read);
                });
            }
            self.tell(count.map_or(Toast::NoViews, Toast::Imported));
        };
        (self.outside.note_focus)();
        (self.outside.read_file)(id, Box::new(arrived));
    }

    fn keep_views(self, change: impl FnOnce(&mut Vec<View>)) {
        self.saved.views.update(change);
        let text = self.saved.views.with_untracked(|views| (self.outside.write_pairs)(views));
        (self.outside.remember)(VIEWS, &text);
    }

    /// Whether the visitor is here for the first time.
    pub fn is_new(self) -> ReadSignal<bool> {
        self.saved.new.read_only()
    }

    /// The visitor knows the place.
    pub fn know(self) {
        self.saved.new.set(false);
        self.keep_focus();
        (self.outside.remember)(SEEN, "yes");
    }
}
