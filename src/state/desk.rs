//! What belongs to the visitor and not to the view: the theme, what the page just said, which
//! keys it listens to. It is remembered by the browser and is no part of a link.

use leptos::prelude::*;

use crate::query::Clause;
use crate::state::explorer::Explorer;
use crate::state::outside::Outside;

/// Themes, the system's first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order in which a button goes through them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// What the page and the browser's memory call it.
    pub fn id(self) -> &'static str {
        match self {
            Theme::System => "",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// Something that was done, said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Toast {
    /// The text is in the clipboard.
    Copied,
    /// The clipboard was refused: here is the text.
    Refused(String),
    /// So many views were read from a file.
    Imported(usize),
    /// A file holds no views.
    NoViews,
}

/// The names under which the browser remembers.
const THEME: &str = "failscope-theme";
const KEYS: &str = "failscope-keys";

/// The signals of what belongs to the visitor.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    theme: RwSignal<Theme>,
    keys: RwSignal<bool>,
    toast: RwSignal<Option<Toast>>,
    sheet: RwSignal<bool>,
    /// Incidents to compare (`picks`).
    pub(super) picked: RwSignal<Vec<usize>>,
}

impl Desk {
    pub(super) fn new(outside: Outside) -> Desk {
        let kept = (outside.recall)(THEME).unwrap_or_default();
        let theme = Theme::ALL.into_iter().find(|theme| theme.id() == kept).unwrap_or_default();
        (outside.set_theme)(theme.id());
        Desk {
            theme: RwSignal::new(theme),
            keys: RwSignal::new((outside.recall)(KEYS).as_deref() != Some("off")),
            toast: RwSignal::new(None),
            sheet: RwSignal::new(false),
            picked: RwSignal::new(Vec::new()),
        }
    }
}

impl Explorer {
    /// The theme of the page.
    pub fn theme(self) -> ReadSignal<Theme> {
        self.desk.theme.read_only()
    }

    /// Shows a theme, and remembers it.
    pub fn wear(self, theme: Theme) {
        self.desk.theme.set(theme);
        (self.outside.set_theme)(theme.id());
        (self.outside.remember)(THEME, theme.id());
    }

    /// Whether single keys do something.
    pub fn listens_to_keys(self) -> ReadSignal<bool> {
        self.desk.keys.read_only()
    }

    /// Makes single keys do something, or nothing, and remembers it.
    pub fn listen_to_keys(self, listens: bool) {
        self.desk.keys.set(listens);
        (self.outside.remember)(KEYS, if listens { "on" } else { "off" });
    }

    /// Whether the sheet of keys is shown.
    pub fn key_sheet(self) -> ReadSignal<bool> {
        self.desk.sheet.read_only()
    }

    /// Shows the sheet of keys, or puts it away.
    pub fn show_key_sheet(self, shown: bool) {
        self.desk.sheet.set(shown);
        if shown && self.is_new().get_untracked() {
            self.know();
        }
        (self.outside.focus)(if shown { "keys-title" } else { "keys" });
    }

    /// Does what a key stands for; whether it stood for something. The single ones do nothing
    /// where the visitor switched them off.
    pub fn press_key(self, key: &str, held: bool) -> bool {
        let single = self.desk.keys.get_untracked() && !held;
        let step = |forward: bool| {
            let (before, _, after) = untrack(|| self.beside())?;
            let next = if forward { after } else { before }?;
            let id = self.catalog().id(next).to_owned();
            self.follow(&self.href_of_incident(Some(&id)));
            Some(())
        };
        match key {
            "k" if held => (self.outside.focus)("search"),
            "Escape" if self.desk.sheet.get_untracked() => self.show_key_sheet(false),
            "Escape" if self.filters_unfolded().get_untracked() => self.fold_filters(),
            "/" if single => (self.outside.focus)("search"),
            "?" if single => self.show_key_sheet(!self.desk.sheet.get_untracked()),
            "j" | "k" if single => return step(key == "j").is_some(),
            _ => return false,
        }
        true
    }

    /// What the page has to say of something done.
    pub fn toast(self) -> ReadSignal<Option<Toast>> {
        self.desk.toast.read_only()
    }

    pub(super) fn tell(self, toast: Toast) {
        self.desk.toast.set(Some(toast));
    }

    /// Puts that away, and goes back to what was pressed.
    pub fn dismiss_toast(self) {
        self.desk.toast.set(None);
        (self.outside.return_focus)();
    }

    /// Copies the address of the view.
    pub fn copy_link(self) {
        self.copy(&(self.outside.address)());
    }

    /// Copies a text, or shows it where the clipboard is refused.
    pub fn copy(self, text: &str) {
        let said = text.to_owned();
        (self.outside.note_focus)();
        let done = move |copied| {
            self.desk.toast.set(Some(if copied { Toast::Copied } else { Toast::Refused(said) }));
            if !copied {
                (self.outside.focus)("toast-link");
            }
        };
        (self.outside.copy)(text, Box::new(done));
    }

    /// Wants what a facet's selection leaves out, and leaves out what it wants.
    pub fn invert(self, clause: &Clause) {
        if let Clause::Facet(facet) = clause {
            self.ask(|query| query.inverted(facet));
            (self.outside.focus)(&Explorer::id_of_turn(clause));
        }
    }

    /// Wants only one value of a facet.
    pub fn only(self, facet: &str, value: &str) {
        self.ask(|query| query.only(facet, value));
    }
}
