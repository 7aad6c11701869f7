//! The filters of a narrow screen: a drawer over the page, which its button, Escape and the way back
//! close. Opening it is a step of the history, so that going back closes it and stays on the page.

use leptos::prelude::*;

use crate::browser::Step;
use crate::link;
use crate::state::explorer::Explorer;
use crate::state::outside::Outside;

/// Whether the page is narrow, and the drawer open.
#[derive(Clone, Copy)]
pub(super) struct Drawer {
    narrow: RwSignal<Option<bool>>,
    open: RwSignal<bool>,
    /// Whether the newest entry of the history is that of the opening.
    has_entry: StoredValue<bool>,
}

impl Drawer {
    pub(super) fn new(outside: Outside) -> Drawer {
        Drawer {
            narrow: RwSignal::new((outside.is_narrow)()),
            open: RwSignal::new(false),
            has_entry: StoredValue::new(false),
        }
    }

    /// Whether the next step is to take the place of the opening.
    pub(super) fn use_entry(self) -> bool {
        let has_entry = self.has_entry.get_value();
        self.has_entry.set_value(false);
        has_entry
    }

    /// Shuts it without a step: the visitor has made one.
    pub(super) fn shut(self) {
        self.has_entry.set_value(false);
        if self.open.get_untracked() {
            self.open.set(false);
        }
    }
}

impl Explorer {
    /// Whether the page is narrow, so that filters are in a drawer; nothing where nobody looks at it yet.
    pub fn is_narrow(self) -> ReadSignal<Option<bool>> {
        self.drawer.narrow.read_only()
    }

    /// The page has become narrow or wide.
    pub fn fit(self, narrow: bool) {
        self.drawer.narrow.set(Some(narrow));
        self.drawer.shut();
    }

    /// Whether the drawer is open.
    pub fn filters_unfolded(self) -> ReadSignal<bool> {
        self.drawer.open.read_only()
    }

    /// Opens the drawer.
    pub fn unfold_filters(self) {
        // In a frame the history is that of the page around it.
        if !self.is_framed() {
            let search = self.catalog.with_value(|catalog| self.link.with_untracked(|link| link::print(link, catalog)));
            (self.outside.record)(&search, Step::Push);
            self.drawer.has_entry.set_value(true);
        }
        self.drawer.open.set(true);
        (self.outside.show_modal)("filters");
    }

    /// Closes the drawer, and goes back over its step if nothing was done in it.
    pub fn fold_filters(self) {
        if !self.drawer.open.get_untracked() {
            return;
        }
        let was_idle = self.drawer.use_entry();
        self.drawer.open.set(false);
        if was_idle {
            (self.outside.back)();
        }
        (self.outside.focus)("drawer");
    }
}
