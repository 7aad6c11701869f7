//! The app in a frame of another page: which of its parts are there, and what it leaves alone.
//!
//! The frame's own script decides the parts and speaks with the page around it; here they are only
//! read. What is the visitor's (theme, keys, memory) belongs to that page.

use leptos::prelude::*;

use crate::state::explorer::Explorer;
use crate::state::outside::Outside;

/// A piece of the page that a frame may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The box for words.
    Search,
    /// The panels of values.
    Filters,
    /// The total, and what is selected.
    Line,
    /// The chart over time.
    Chart,
    /// The ways of showing the selection.
    Views,
}

impl Piece {
    fn id(self) -> &'static str {
        match self {
            Piece::Search => "search",
            Piece::Filters => "filters",
            Piece::Line => "line",
            Piece::Chart => "chart",
            Piece::Views => "views",
        }
    }
}

impl Outside {
    /// The same without what is the visitor's: a page that frames the app decides the theme, and a
    /// browser may forbid a frame to remember.
    pub(super) fn in_a_frame(self) -> Outside {
        Outside { recall: |_| None, remember: |_, _| {}, set_theme: |_| {}, ..self }
    }
}

impl Explorer {
    /// Whether the app is in a frame of another page.
    pub fn is_framed(self) -> bool {
        self.frame.with_value(Option::is_some)
    }

    /// Whether a part is there: every one but in a frame that has no place for it.
    pub fn has(self, piece: Piece) -> bool {
        self.frame.with_value(|frame| frame.as_ref().is_none_or(|parts| parts.split(' ').any(|id| id == piece.id())))
    }

    /// How many results are shown before "show more", and how many more each time: a frame grows
    /// with what it shows, inside a page that is about something else.
    pub(super) fn page(self) -> usize {
        if self.is_framed() { 10 } else { 50 }
    }

    /// The address of the present selection in the whole app.
    pub fn href_of_selection(self) -> String {
        self.href(&self.link.get_untracked())
    }

    /// Offers the view to other pages: what to write into them, and how it will look.
    pub fn offer_embed(self) {
        (self.outside.run_script)("embed/dialog.js");
    }
}
